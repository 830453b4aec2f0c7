"""What must hold of rounds in a session, computed from the acts and a few lines of counting."""

from __future__ import annotations

from app.models.acts import Act
from app.models.case import Case, Round
from app.models.outcomes import Position, Result
from app.models.session import Session
from app.workflows.dossier import dossier_hash
from app.workflows.fold import World
from tests.workflows.machine.held_apart import check_at_distance, check_speaks
from tests.workflows.machine.past import POSITIONS, Past
from tests.workflows.machine.urgent import quorum_of
from tests.workflows.machine.written import MANDATORY, VOTING


def check_round(act: Act, view: World, past: Past) -> None:
    """Questions, positions and results, as their authors saw the round; whoever stepped out has no part."""
    if check_at_distance(act, view, past) or not act.scope.startswith("case:"):
        return
    body, case = act.body, view.standing(act.scope).state
    assert isinstance(case, Case)
    if act.type in (*POSITIONS, "CaseMovedToDebate"):
        check_speaks(act, past)
        one = case.rounds[body.question]
        assert one.question.dossier == dossier_hash(case)
        assert _seats(view.session(one.question.session))[body.seat] == act.officer
    if act.type == "QuestionPut":
        sitting = _seats(view.session(body.session)).items()
        seats = {seat: officer for seat, officer in sitting if officer not in past.in_conflict}
        assert len([seat for seat in VOTING if seat in seats]) >= quorum_of(body.purpose, past)
        assert set(seats) >= MANDATORY
        assert {one.seat: one.officer for one in body.roll} == seats
    if act.type == "ResultCertified":
        alone = [one for one, *others in past.voices(body.question).values() if not others]
        counted = [one.id for one in alone if one.officer not in past.in_conflict]
        assert sorted(body.positions) == sorted(counted)
        if body.result is Result.CONSENSUS:
            votes = [case.rounds[body.question].votes[name].body for name in counted]
            check_agreed_in_session(case.rounds[body.question], {one.seat: one.position for one in votes}, past)


def _seats(session: Session) -> dict[str, str]:
    """Who sits, from the attendance alone."""
    seats: dict[str, str] = {}
    for one in session.attendance:
        seats.pop(one.seat, None)
        if one.present:
            seats[one.seat] = one.officer
    return seats


def check_agreed_in_session(one: Round, positions: dict[str, Position], past: Past) -> None:
    """Quorum and mandatory seats of those that sat or spoke; each of them spoke, somebody for it and none against."""
    said = {seat: position for seat, position in positions.items() if seat in VOTING}
    seats = {present.seat for present in one.question.roll if present.officer not in past.in_conflict} | set(said)
    assert len(seats & set(VOTING)) >= quorum_of(one.question.purpose, past)
    assert seats >= MANDATORY
    assert not {Position.OBJECT, Position.NEED_INFORMATION} & set(said.values())
    assert {position.value for position in said.values() if position.value.startswith("agree")}
    assert seats & set(VOTING) <= set(said)
