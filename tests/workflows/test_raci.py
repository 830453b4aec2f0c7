"""Who does what: one accountable for every step, everyone heard is consulted, everyone else is told of the decision."""

from __future__ import annotations

import pytest

from app.models.procedure import Decider, Procedure, StepKind
from app.workflows.authority import functions
from app.workflows.engine import COMMITTEE
from app.workflows.raci import Row, raci
from tests.workflows.drafts import RESOURCES, SIX, altered, charter, procedure

FILES = sorted((RESOURCES / "procedures").glob("*.toml"))
TEXTS = {file.stem: file.read_text(encoding="utf-8") for file in FILES}


def rows(name: str, realm: str | None = None) -> dict[str, Row]:
    found = raci(procedure(TEXTS[name]), charter(realm) if realm else charter())
    return {row.step.id: row for row in found}


def test_the_committee_answers_for_its_decision_and_for_what_is_issued_on_it() -> None:
    found = rows("standing-committee")
    heard = ("customs", "defence", "foreign-affairs", "intelligence", "interior")
    assert (found["committee"].responsible, found["committee"].accountable) == ((COMMITTEE,), COMMITTEE)
    assert found["committee"].consulted == found["decision"].consulted == found["consolidation"].consulted == heard
    assert (found["decision"].responsible, found["decision"].accountable) == ((COMMITTEE,), COMMITTEE)
    assert found["decision"].informed == ("economy", "licensing")
    assert (found["issue"].responsible, found["issue"].accountable) == (("licensing",), COMMITTEE)
    assert found["issue"].informed == (*heard[:2], "economy", *heard[2:])


def test_the_lead_agency_answers_for_what_is_no_opinion() -> None:
    found = rows("standing-committee")
    assert (found["treaty"].responsible, found["treaty"].accountable) == (("foreign-affairs",), "licensing")
    assert (found["defence"].responsible, found["defence"].accountable) == (("defence",), "defence")
    assert found["intake"].consulted == found["intake"].informed == found["defence"].informed == ()


def test_the_lead_authority_decides_and_consults_all_others_that_were_heard() -> None:
    decision = rows("lead-authority")["decision"]
    assert (decision.responsible, decision.accountable) == (("foreign-affairs",), "foreign-affairs")
    assert decision.consulted == ("customs", "defence", "interior")
    assert decision.informed == ("licensing",)


def test_at_a_split_decision_every_competent_agency_is_responsible_and_one_accountable() -> None:
    category, activity = rows("split-by-category")["decision"], rows("split-by-activity")["decision"]
    assert (category.responsible, category.accountable) == (("interior", "defence"), "defence")
    assert activity.responsible == ("economy", "interior", "customs", "licensing")
    assert activity.accountable == "licensing"
    assert activity.consulted == ("defence", "foreign-affairs")


def test_a_committee_that_advises_does_not_answer_for_the_decision() -> None:
    text = altered(
        TEXTS["standing-committee"], ('decides = "committee"', 'decides = "higher-authority"\nagency = "economy"')
    )
    found = {row.step.id: row for row in raci(procedure(text), charter())}
    assert (found["committee"].responsible, found["committee"].accountable) == ((COMMITTEE,), "economy")
    assert found["decision"].accountable == found["issue"].accountable == "economy"


def test_functions_of_one_agency_are_one_name() -> None:
    found = rows("split-by-activity", SIX)
    assert found["decision"].responsible == ("defence", "licensing")
    assert found["decision"].consulted == ("foreign-affairs",)
    assert found["consolidation"].consulted == ("defence", "foreign-affairs")


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("realm", [None, SIX], ids=["seven", "six"])
def test_everyone_stands_once_in_a_row_and_every_row_has_one_who_answers(name: str, realm: str | None) -> None:
    known = {agency.code for agency in (charter(realm) if realm else charter()).agencies} | {COMMITTEE}
    read: Procedure = procedure(TEXTS[name])
    found = rows(name, realm)
    assert list(found) == [step.id for step in read.steps]
    for row in found.values():
        assert row.responsible
        assert row.accountable in known
        named = [*row.consulted, *row.informed]
        assert len(set(named)) == len(named)
        assert not {*row.responsible, row.accountable} & set(named)
        assert {*row.responsible, *named} <= known


@pytest.mark.parametrize("name", TEXTS)
def test_nobody_with_a_part_is_left_out_of_the_decision(name: str) -> None:
    read = procedure(TEXTS[name])
    for row in rows(name).values():
        if row.step.kind is StepKind.DECISION:
            named = {*row.responsible, row.accountable, *row.consulted, *row.informed} - {COMMITTEE}
            assert named == functions(read)
            assert (COMMITTEE in row.responsible) is (row.step.decides is Decider.COMMITTEE)
