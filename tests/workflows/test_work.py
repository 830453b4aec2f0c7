"""What waits for whom on a case of the committee: results, signatures, conditions, ratification, revocation."""

from __future__ import annotations

from app.models.acts import ConditionChanged, ConditionProposed, ConditionReleased
from app.models.charter import Role
from app.workflows.work import Waiting, waiting
from tests.workflows.emergencies import decided_by_two, due_of, licensed, not_ratified, urgent_at
from tests.workflows.machine.play import Play
from tests.workflows.machine.stages import CHAIR, at

CUSTOMS, DEFENCE = "cus-01", "def-01"
BOTH = {("licensing", Role.CHAIR), ("licensing", Role.SECRETARY)}


def found(play: Play, kind: str) -> list[Waiting]:
    return [one for one in waiting(play.case, play.world.realm) if one.kind == kind]


def who(play: Play, kind: str) -> set[tuple[str, Role]]:
    return {(one.agency, role) for one in found(play, kind) for role in one.roles}


def test_a_result_waits_for_the_chair_and_then_for_the_secretary() -> None:
    play = at("voted")
    assert who(play, "certify") == {("licensing", Role.CHAIR)}
    assert not found(play, "attest")
    play = at("certified")
    assert not found(play, "certify")
    (one,) = found(play, "attest")
    assert (one.agency, one.roles, one.barred) == ("licensing", (Role.SECRETARY,), (CHAIR,))
    assert not found(at("attested"), "attest")


def test_a_decision_waits_for_the_chair_and_for_the_seats_that_were_asked() -> None:
    play = at("proposed")
    seats = {(seat, Role.MEMBER) for seat in ("foreign-affairs", "defence", "customs", "interior")}
    assert who(play, "signature") == {("licensing", Role.CHAIR)} | seats
    (record,) = play.case.decisions.values()
    assert all(record.by.officer in one.barred for one in found(play, "signature"))
    assert not found(at("signed"), "signature")


def test_an_urgent_decision_waits_for_its_ratification_until_the_last_day() -> None:
    assert not found(urgent_at(), "ratification")
    for play in (decided_by_two(), licensed()):
        assert who(play, "ratification") == BOTH
        assert {one.due for one in found(play, "ratification")} == {due_of(play)}


def test_a_licence_whose_ratification_failed_waits_for_its_revocation() -> None:
    play = not_ratified()
    assert who(play, "revocation") == BOTH
    assert not found(play, "ratification")


def test_a_changed_condition_waits_for_the_agency_that_asked_for_it() -> None:
    play = at("treaty")
    play.do(CUSTOMS, ConditionProposed(number=1, text="Seal."))
    assert not found(play, "condition")
    change = play.do(DEFENCE, ConditionChanged(number=1, version=2, text="No seal.", reason="Costly.")).id
    assert [(one.about, one.agency) for one in found(play, "condition")] == [(change, "customs")]
    play.do(CUSTOMS, ConditionReleased(change=change))
    assert not found(play, "condition")
