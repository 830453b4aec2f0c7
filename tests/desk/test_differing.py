"""Differences are read in words: on the screen, and in what an officer confirms before signing."""

from __future__ import annotations

from dataclasses import fields
from types import SimpleNamespace
from typing import Any

import pytest

from app.desk.differing import difference_line
from app.desk.shown import shown_text
from app.models import application, outcomes, procedure
from app.models.acts import LineClass, MigrationConfirmed, MigrationProposed, OpinionReaffirmed, RiskAssessed
from app.models.case import Case
from app.models.charter import Role
from app.models.course import Migration
from app.models.outcomes import Difference
from app.models.signed import Signed
from app.words import THIN, Words, labels

LINES = {
    ("lines.2", "quantity", "10", "12"): "Line 2, quantity: 10 → 12",
    ("lines.2", "quantity", "", "12000"): f"Line 2, quantity: 12{THIN}000 (new)",
    ("parties.P1", "country", "FR", ""): "Party P1, country: France (no longer there)",
    ("parties.P1", "role", "exporter", "broker"): "Party P1, role: Exporter → Broker",
    ("", "end_use", "Patrols", "Training"): "End use: Patrols → Training",
    ("", "valid_until", "2026-12-01", "2027-01-31"): "Valid until: 1 Dec 2026 → 31 Jan 2027",
    ("", "activity", "export", "transit"): "Activity: Export → Transit",
    ("extra", "Kolli", "1", "2"): "Further details, Kolli: 1 → 2",
    ("classification.1", "att_category", "h", "g"): (
        "Classification of line 1, treaty category: Small arms and light weapons → Missiles and missile launchers"
    ),
    ("article-6.1", "6.3", "yes", "no"): "Answers 1 to Article 6, answer to 6(3): yes → no",
    ("article-7", "overriding", "no", "yes"): "Assessment under Article 7, overriding risk: no → yes",
    ("article-7.findings.7.1.a", "severity", "low", "high"): "Article 7, finding 7.1.a, severity: Low → High",
    ("question", "text", "Shall it?", "Shall they?"): "Question to the committee, text: Shall it? → Shall they?",
    ("question.outcomes.1", "outcome", "grant", "refuse"): "Question, item 1, outcome: Grant → Refuse",
    ("steps.treaty", "days", "10", "15"): "Step treaty, working days: 10 → 15",
    ("steps.treaty", "kind", "review", "consultation"): "Step treaty, kind: Review → Consultation",
    ("committee.seats.customs", "kind", "voting", "observer"): "Seat of customs, kind: Voting seat → Observer",
    ("committee", "chair_votes", "no", "yes"): "Committee, chair votes: no → yes",
    ("committee.effects", "absent", "silent", "blocks"): (
        "Seats without a side, absent seat: Neither agrees nor blocks → Counts as an objection"
    ),
    ("committee.silence", "consensus", "yes", "no"): "Silence procedure, agreed by every seat first: yes → no",
    ("committee.urgency", "percent", "50", "40"): "Urgent cases, percentage of each time limit: 50 → 40",
    ("committee.levels.2", "authority", "", "cabinet"): "Authority 2 above the committee, authority: cabinet (new)",
    ("", "validity", "issue", "service"): ("Licences are valid: From the day of issue → From the day of service"),
    ("", "disputes", "", "higher-authority"): "Settles disputed competence: higher-authority (new)",
    ("reconsideration", "other_signatories", "yes", "no"): "Reconsideration, other signatories: yes → no",
    ("unheard.of", "thing", "a", "b"): "unheard.of, thing: a → b",
}
OF_A_DOSSIER = (
    *(application.Application, application.Party, application.Destination, application.Line, application.Item),
    *(application.Document, LineClass, RiskAssessed, outcomes.RiskFinding, outcomes.ItemOutcome),
    outcomes.ConditionRef,
)
OF_A_PROCEDURE = (
    *(procedure.Step, procedure.Seat, procedure.Committee, procedure.Competence, procedure.Queries),
    *(procedure.Effects, procedure.Triage, procedure.Silence, procedure.Written, procedure.Urgency, procedure.Level),
    procedure.Reconsideration,
)
PARTS = {"parties", "destinations", "lines", "items", "documents", "extra", "findings", "step", "shown"}


@pytest.mark.parametrize("place", LINES, ids=lambda place: ".".join(place[:2]))
def test_a_difference_reads_in_whole_words(place: tuple[str, str, str, str]) -> None:
    part, field, before, after = place
    one = Difference(part=part, field=field, before=before, after=after)
    assert difference_line(Words("en"), one) == LINES[place]


def test_figures_are_written_as_the_language_writes_them() -> None:
    one = Difference(part="lines.1", field="value", before="1234.5", after="")
    assert f"1{THIN}234,5" in difference_line(Words("fr"), one)


@pytest.mark.parametrize("kind", OF_A_DOSSIER, ids=lambda kind: kind.__name__)
def test_every_field_of_a_dossier_has_its_word(kind: Any) -> None:
    names = {field.name for field in fields(kind)} - PARTS
    assert sorted(name for name in names if f"field.{name}" not in labels()) == []


@pytest.mark.parametrize("kind", OF_A_PROCEDURE, ids=lambda kind: kind.__name__)
def test_every_field_of_a_procedure_has_its_word(kind: Any) -> None:
    nouns = {"title", "legal_basis", "seats", "competences", "silence"}
    names = {field.name for field in fields(kind)} - nouns
    assert sorted(name for name in names if f"procedure_field.{name}" not in labels()) == []


OFFICE: Any = SimpleNamespace(language="en", signer=SimpleNamespace(officer="for-01", agency="foreign-affairs"))
QUANTITY = Difference(part="lines.2", field="quantity", before="10", after="12")
DAYS = Difference(part="steps.treaty", field="days", before="10", after="15")


def test_who_reaffirms_confirms_the_difference_in_words() -> None:
    body = OpinionReaffirmed(opinion="a" * 64, dossier="b" * 64, difference=(QUANTITY,))
    text = shown_text(body, Case(id="c", reference="EXP-2026-00001"), Role.REVIEWER, OFFICE)
    assert text.endswith("What changed:\n- Line 2, quantity: 10 → 12")
    assert "lines.2" not in text


def test_both_persons_who_migrate_a_case_confirm_the_difference_in_words() -> None:
    body = MigrationProposed(procedure="d" * 64, reason="a new law", difference=(DAYS,))
    by = Signed(act="e" * 64, officer="lic-03", agency="licensing", role="licensing_officer", claimed="")
    case = Case(id="c", migrations={by.act: Migration(id=by.act, body=body, by=by)})
    for act in (body, MigrationConfirmed(proposal=by.act)):
        assert "- Step treaty, working days: 10 → 15" in shown_text(act, case, Role.CHAIR, OFFICE)
