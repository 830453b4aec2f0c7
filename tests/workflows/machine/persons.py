"""What must hold of persons on seats, of conflicts, of experts' looks and of what stands beside the positions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from app.models.acts import Act
from app.models.case import Case
from app.models.change import replace
from app.workflows.dossier import dossier, dossier_hash
from app.workflows.fold import World
from tests.workflows.machine.past import Past
from tests.workflows.machine.play import Play


def check_persons(play: Play, act: Act, view: World, past: Past) -> None:
    """What the type of act asks for; on a case, that a seat has one voice and that informal notes have none."""
    if act.type in CHECKS:
        CHECKS[act.type](act, view, past)
    if act.scope.startswith("case:"):
        _one_position_per_seat(play.world.case(act.scope.partition(":")[2]))
        _notes_count_for_nothing(play.world.case(act.scope.partition(":")[2]))


def _one_position_per_seat(case: Case) -> None:
    for one in case.rounds.values():
        seats = Counter(vote.body.seat for vote in one.standing())
        assert set(seats.values()) <= {1}


def _notes_count_for_nothing(case: Case) -> None:
    """Without those that are not in the dossier it is the same dossier; no note tells who wrote it there."""
    filed = {name: one for name, one in case.notes.items() if one.filed is not None}
    assert dossier_hash(replace(case, notes=filed)) == dossier_hash(case)
    assert sorted(row[0] for row in dossier(case).get("notes", [])) == sorted(filed)


def _attended(act: Act, view: World, past: Past) -> None:
    """Who takes a seat holds it that day by the last list, and nobody sits there or elsewhere as the same person."""
    if not act.body.present:
        return
    seats: dict[str, str] = {}
    for one in past.here("AttendanceRecorded"):
        seats.pop(one.body.seat, None)
        if one.body.present:
            seats[one.body.seat] = one.body.officer
    assert act.body.seat not in seats
    assert act.body.officer not in seats.values()
    session = view.session(act.scope.partition(":")[2])
    assert session.convened is not None
    procedure = view.procedure(session.convened.procedure).id
    lists = [one for one in past.acts if one.type == "SeatFilled" and one.body.procedure == procedure]
    mine = [one.body.holders for one in lists if one.body.seat == act.body.seat]
    if mine and mine[-1]:
        day = act.claimed[:10]
        terms = [(one.since, one.until or "9999") for one in mine[-1] if one.officer == act.body.officer]
        assert any(since <= day <= until for since, until in terms)


def _taken(act: Act, _view: World, past: Past) -> None:
    """A first position is the seat's only one that stands."""
    assert act.body.seat not in past.voices(act.body.question)


def _changed(act: Act, _view: World, past: Past) -> None:
    """A further position takes the place of one that stands, of the same seat."""
    assert act.body.replaces in {one.id for one in past.voices(act.body.question)[act.body.seat]}


def _ruled(act: Act, view: World, past: Past) -> None:
    raised = past.find(act.body.raised)
    assert raised.type == "ConflictRaised"
    assert act.officer not in (raised.officer, raised.body.officer)
    agency = view.realm.officers[raised.body.officer].person.agency
    assert act.agency == ("licensing" if act.role == "chair" else agency)


def _opened(act: Act, view: World, past: Past) -> None:
    invitation = past.find(act.body.invitation)
    assert invitation.body.expert == act.officer
    assert act.claimed[:10] <= invitation.body.until
    name = act.scope.partition(":")[2]
    assert act.body.dossier == dossier_hash(view.case(name))
    if invitation.body.session:
        session = view.session(invitation.body.session)
        assert session.closed is None
        assert name in {item.case for item in session.agenda}


def _filed(act: Act, _view: World, past: Past) -> None:
    assert past.find(act.body.note).officer == act.officer


def _settled(act: Act, _view: World, past: Past) -> None:
    assert act.officer in past.find(act.body.note).body.mentions


CHECKS: dict[str, Callable[[Act, World, Past], None]] = {
    "AttendanceRecorded": _attended,
    "PositionTaken": _taken,
    "PositionReaffirmed": _taken,
    "PositionChanged": _changed,
    "ConflictRuled": _ruled,
    "CaseOpenedByExpert": _opened,
    "NoteFiled": _filed,
    "MentionSettled": _settled,
}
