"""Papers to the applicant and what the desk does around them, filled from cases and through the real store."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from app.desk.papers_applicant import ApplicantPapers
from app.documents.acknowledgement import acknowledgement_pdf, effect_pdf, reminder_pdf
from app.documents.denials import COLUMNS, denials_csv
from app.documents.notices import notices_pdf
from app.errors import Refused
from app.models.acts import (
    DecisionSigned,
    NoteWritten,
    OpinionCountersigned,
    QueryAnswered,
    StatutoryEffectRecorded,
    StepCompleted,
)
from app.models.outcomes import ItemOutcome, Outcome, PaperKind, Position, ReviewCause, ServiceMeans
from app.models.procedure import StatutoryEffect
from app.workflows.statutory import due_to_record
from tests.cli.placet import once, station
from tests.documents.reading import flat, text
from tests.features.realm import Scene, staffed
from tests.features.steps.applicant import officer, refused
from tests.features.steps.realm import take_in
from tests.workflows.machine.play import Play
from tests.workflows.machine.stages import (
    CHAIR,
    CLERK,
    MEMBERS,
    OFFICER,
    REVIEWERS,
    SECRETARY,
    at,
    on,
    opinion,
    proposed,
    question,
    vote,
)
from tests.workflows.test_rules_applicant import LATE, TODAY, decided, implicitly, notice, record_of
from tests.workflows.test_rules_asked import letter, raised
from tests.workflows.test_rules_attacks import amended

CANARY = "CANARY"
LANGUAGES = ("en", "fr", "bilingual")
AGENCIES = (
    *("Foreign Affairs", "Defence", "Customs", "Interior"),
    *("Affaires étrangères", "Défense", "Douanes", "Intérieur"),
)


def refused_with_canaries() -> Play:
    """Every word that somebody said inside the administration holds the canary; the notice alone does not."""
    play = at("treaty")
    play.do(REVIEWERS["customs"], NoteWritten(text=CANARY))
    for step, reviewer in REVIEWERS.items():
        said = {"reasons": CANARY, "criteria": (CANARY,), "annex": CANARY}
        given = play.do(reviewer, opinion(play.case, step, Position.OBJECT, **said))
        if step == "defence":
            play.do("def-04", OpinionCountersigned(opinion=given.id))
    play.do(OFFICER, StepCompleted(step="consolidation", note=CANARY))
    on(play, "convened", "opened")
    outcomes = tuple(ItemOutcome(item=one, outcome=Outcome.REFUSE, reason=CANARY) for one in ("1", "2"))
    play.do(SECRETARY, question(play.world, text=CANARY, text_fr=CANARY, outcomes=outcomes))
    for seat, member in MEMBERS.items():
        play.do(member, vote(play.case, seat, Position.AGREE_WITH_RESERVATION, reasons=CANARY, criteria=(CANARY,)))
    on(play, "certified", "attested")
    record = play.do(SECRETARY, proposed(play.world, text=CANARY, text_fr=CANARY)).id
    play.do(MEMBERS["foreign-affairs"], DecisionSigned(decision=record))
    play.do(CHAIR, DecisionSigned(decision=record))
    return play


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_says_nothing_that_was_said_inside_the_administration(language: str) -> None:
    play = refused_with_canaries()
    play.do(OFFICER, notice(record_of(play)))
    papers = ApplicantPapers(play.world).notices(play.case, PaperKind.REFUSAL)
    told = flat(text(notices_pdf(papers, language)))
    assert "Risk of diversion." in told
    assert "A. Head" in told
    assert CANARY not in told
    assert not [name for name in AGENCIES if name in told]


def test_a_notice_of_return_says_how_to_apply_again() -> None:
    play = decided(Outcome.RETURN)
    filler = ApplicantPapers(play.world)
    with pytest.raises(Refused, match=r"paper\.no-notice"):
        filler.notices(play.case, PaperKind.RETURN)
    with pytest.raises(Refused, match=r"refusal\.none"):
        filler.notices(play.case, PaperKind.REFUSAL)
    play.do(OFFICER, notice(record_of(play)))
    told = flat(text(notices_pdf(ApplicantPapers(play.world).notices(play.case, PaperKind.RETURN), "en")))
    assert "You may apply again at any time." in told
    assert f"name the case {play.case.reference}" in told


def test_a_notice_of_another_decision_needs_nothing_written_and_names_who_signed() -> None:
    play = decided(Outcome.NO_LICENCE_REQUIRED)
    (paper,) = ApplicantPapers(play.world).notices(play.case, PaperKind.DECISION)
    assert paper.reasons is None
    assert paper.signed.name
    assert "No licence required" in flat(text(notices_pdf([paper], "en")))
    with pytest.raises(Refused, match=r"paper\.none-returned"):
        ApplicantPapers(play.world).notices(play.case, PaperKind.RETURN)
    undecided = at("registered")
    with pytest.raises(Refused, match=r"paper\.no-decision"):
        ApplicantPapers(undecided.world).notices(undecided.case, PaperKind.DECISION)


def test_the_acknowledgement_names_the_limit_and_its_effect() -> None:
    for effect, words in (("implicit-refusal", "is refused by law"), ("implicit-grant", "is granted by law")):
        play = at("registered", procedure=implicitly(effect))
        paper = ApplicantPapers(play.world).acknowledgement(play.case, "")
        told = flat(text(acknowledgement_pdf(paper, "en")))
        assert words in told
        assert "Act, s. 4" in told
        assert [one.item for one in paper.goods] == ["1", "2"]


def test_each_version_received_has_its_own_acknowledgement() -> None:
    play = at("registered")
    changed = play.do(CLERK, amended(end_use="Towns."))
    filler = ApplicantPapers(play.world)
    assert filler.acknowledgement(play.case, "").amended is False
    assert filler.acknowledgement(play.case, changed.id[:12].upper()).amended is True
    with pytest.raises(Refused, match=r"paper\.which-version"):
        filler.acknowledgement(play.case, "zz")


def test_a_reminder_says_whether_the_time_has_passed_and_none_is_sent_after_an_answer() -> None:
    play = at("treaty")
    sent = play.do(OFFICER, letter(raised(play)[0])).id
    filler, one = ApplicantPapers(play.world), play.case.letters[sent]
    early = filler.reminder(play.case, one, play.now.date())
    late = filler.reminder(play.case, one, play.now.date().replace(year=2027))
    assert "due soon" in flat(text(reminder_pdf(early, "en")))
    assert "has passed" in flat(text(reminder_pdf(late, "en")))
    play.do(CLERK, QueryAnswered(letter=sent, received=TODAY, text="By sea."))
    with pytest.raises(Refused, match=r"paper\.letter-answered"):
        ApplicantPapers(play.world).reminder(play.case, play.case.letters[sent], play.now.date())


def test_the_notice_of_the_statutory_effect_never_speaks_of_consensus() -> None:
    play = at("registered", procedure=implicitly("implicit-refusal"))
    with pytest.raises(Refused, match=r"paper\.no-effect"):
        ApplicantPapers(play.world).effect(play.case)
    due = due_to_record(play.case, play.world, LATE)
    assert due is not None
    body = StatutoryEffectRecorded(due=due.isoformat(), effect=StatutoryEffect.IMPLICIT_REFUSAL)
    play.do(CLERK, body, claimed=LATE)
    told = flat(text(effect_pdf(ApplicantPapers(play.world).effect(play.case), "en")))
    assert "By law it is refused since then" in told
    assert "consensus" not in told


def test_denial_records_as_csv_hold_no_formula() -> None:
    row = {**dict.fromkeys(COLUMNS, ""), "party": "=cmd()", "party_role": "end-user", "withdrawn": f"{TODAY}T08:00:00Z"}
    row["government_fr"] = ""
    for language, mark in (("en", ","), ("fr", ";")):
        shown = denials_csv([row], language).decode("utf-8-sig")
        heads, cells = csv.reader(StringIO(shown), delimiter=mark)
        assert len(heads) == len(cells) == len(COLUMNS)
        assert cells[list(COLUMNS).index("party")] == "'=cmd()"
        assert cells[-1] == TODAY


# --- through the store ---------------------------------------------------------------------------------------------


@pytest.fixture
def scene(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Scene:
    """A case that the committee refused."""
    scene = Scene(station(once(tmp_path_factory, "staffed", staffed)).copy(tmp_path / "realm"))
    take_in(scene, "5-refused", tmp_path)
    refused(scene, "Armed groups.", "Agreed.")
    return scene


def waiting(scene: Scene) -> list[tuple[str, str]]:
    return [(one["what"], one["about"]) for one in officer(scene).questions.case(scene.reference)["waiting"]]


def test_a_refusal_waits_for_notice_service_and_denial_record(scene: Scene) -> None:
    desk, day = officer(scene).applicant, scene.clock.now().date().isoformat()
    assert waiting(scene) == [("make", "refusal"), ("denial", "1")]
    with pytest.raises(Refused, match=r"service\.about"):
        desk.serve(scene.reference, PaperKind.REFUSAL, b"%PDF", ServiceMeans.POST, day, by="P", to="K")
    with pytest.raises(Refused, match=r"notice\.nothing-refused"):
        desk.write_notice(scene.reference, ("No.", "Non."), decision="0" * 12)
    made = desk.write_notice(scene.reference, ("No.", "Non.")).acts[0]
    (written,) = officer(scene).questions.case(scene.reference)["notices"]
    assert "reconsider" in written["remedies"]
    assert written["capacity"].startswith("Chair")
    assert waiting(scene) == [("serve", "refusal"), ("denial", "1")]
    with pytest.raises(Refused, match=r"service\.about"):
        desk.serve(scene.reference, PaperKind.REFUSAL, b"", ServiceMeans.POST, day, by="P", to="K", about="0" * 12)
    desk.serve(scene.reference, PaperKind.REFUSAL, b"%PDF", ServiceMeans.POST, day, by="P", to="K", about=made[:12])
    with pytest.raises(Refused, match=r"denial\.party"):
        desk.record_denials(scene.reference, "Diversion.", party="P9")
    desk.record_denials(scene.reference, "Diversion.")
    with pytest.raises(Refused, match=r"denial\.nothing"):
        desk.record_denials(scene.reference, "Diversion.")
    assert waiting(scene) == []


def test_denials_are_found_by_party_country_and_control_code(scene: Scene) -> None:
    desk = officer(scene).applicant
    desk.record_denials(scene.reference, "Diversion.", ("7",), item="1")
    (row,) = desk.denials()
    for found in ({"party": row["party"][:5].upper()}, {"country": row["country"].lower()}, {"code": "ml15"}):
        assert desk.denials(**found) == [row]
    assert desk.denials(party="nobody") == []
    with pytest.raises(Refused, match=r"denial\.unknown"):
        desk.withdraw_denial(scene.reference, "A mistake.", "D9")
    desk.withdraw_denial(scene.reference, "A mistake.", row["number"])
    assert desk.denials() == []
    assert len(desk.denials(withdrawn=True)) == 1
    auditor = scene.at("economy", "auditor")
    for ask in (auditor.applicant.denials, auditor.reconsiderations.all, lambda: auditor.reconsiderations.of("x")):
        with pytest.raises(Refused):
            ask()


def test_the_rebuilt_list_of_denials_is_the_same(scene: Scene) -> None:
    desk = officer(scene)
    desk.applicant.record_denials(scene.reference, "Diversion.", ("7",))
    before = desk.applicant.denials()
    desk.journal.rebuild()
    assert desk.applicant.denials() == before


def test_a_review_names_its_decision(scene: Scene) -> None:
    desk = officer(scene).reconsiderations
    with pytest.raises(Refused, match=r"review\.no-decision"):
        desk.open(scene.reference, ReviewCause.OWN_MOTION, "New facts.", decision="0" * 12)
    with pytest.raises(Refused, match=r"review\.items"):
        desk.open(scene.reference, ReviewCause.OWN_MOTION, "New facts.", condition=1)
    desk.open(scene.reference, ReviewCause.OWN_MOTION, "New facts.", items=("1",))
    (one,) = desk.all()
    assert (one["reference"], one["open"], one["verdict"]) == (scene.reference, True, None)
    assert [each["id"] for each in desk.of(scene.reference)] == [one["id"]]
    assert waiting(scene) == [("make", "refusal")]
