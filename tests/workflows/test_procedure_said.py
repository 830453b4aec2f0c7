"""What a procedure lays down is said whole, in both languages, whatever it lays down."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from app.models.procedure import Effects, Procedure, SeatEffect, ValidFrom, Visibility
from app.words import LANGUAGES, Words
from app.workflows.procedure_said import Rule, committee_rules, procedure_rules
from tests.workflows.drafts import RESOURCES, procedure

INTERMINISTERIAL = (RESOURCES / "procedures" / "interministerial-commission.toml").read_text(encoding="utf-8")


def rules(read: Procedure, language: str = "en") -> dict[str, Rule]:
    words = Words(language)
    assert read.committee is not None
    found = [*committee_rules(read.committee, str.upper, words), *procedure_rules(read, str.upper, words)]
    return {one.about: one for one in found}


def test_every_method_of_the_standing_committee_is_said_with_its_legal_ground() -> None:
    found = rules(procedure())
    assert list(found) == [
        "Seats without a side", "Positions", "List A", "Silence procedure", "Silence is barred", "Written procedure",
        "Urgent cases", "Licences", "Remedies", "Reconsideration", "Disputed competence",
    ]  # fmt: skip
    assert found["Urgent cases"].says == (
        "Reduced quorum: 2.",
        "Of each step’s time limit there is left: 50 %.",
        "Working days until ratification: 20.",
    )
    assert found["Silence procedure"].says[0] == "Working days at least: 5."
    assert found["Disputed competence"].says == ("HIGHER-AUTHORITY",)
    grounds = {about for about, one in found.items() if one.basis is not None}
    assert grounds == {"Silence procedure", "Written procedure", "Urgent cases", "Reconsideration"}


def test_authorities_above_the_committee_are_said_from_below() -> None:
    found = rules(procedure(INTERMINISTERIAL))
    assert found["Authority 1 above the committee"].says == (
        "Arbitration between the ministers: DEFENCE",
        "Signatures: 1.",
        "Working days: 10.",
    )
    assert found["Authority 2 above the committee"].says[0] == "Decision of the higher authority: HIGHER-AUTHORITY"
    assert found["Reconsideration"].says == ("To be asked for within so many working days of service: 30.",)
    assert "Silence procedure" not in found


def test_a_procedure_that_lays_down_nothing_more_says_no_more() -> None:
    read = procedure()
    assert read.committee is not None
    bare = replace(read.committee, triage=None, silence=None, written=None, urgency=None)
    found = rules(replace(read, committee=bare, remedies=None, reconsideration=None, disputes=""))
    assert list(found) == ["Seats without a side", "Positions", "Licences"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_effect_positions_and_validity_has_its_own_sentence(language: str) -> None:
    read = procedure()
    assert read.committee is not None
    said = set()
    for effect, positions, validity in product(SeatEffect, Visibility, ValidFrom):
        effects = Effects(absent=effect, abstaining=effect, not_competent=effect)
        committee = replace(read.committee, effects=effects, positions=positions)
        for rule in rules(replace(read, committee=committee, validity=validity), language).values():
            said.update(rule.says)
    sentences = {one for one in said if one.endswith(".")}
    assert len(sentences) >= 3 * len(SeatEffect) + len(Visibility) + len(ValidFrom)
