"""Rules of attendance: who takes a seat and who leaves it; a substitute sits only while nobody before in order does."""

from __future__ import annotations

from dataclasses import dataclass

from app.errors import Refused
from app.models.acts import Act, AttendanceRecorded
from app.models.change import replace
from app.models.realm import Realm
from app.models.session import Session, Sitting
from app.workflows.committee import check_not_closed, check_officeholder, committee_of, seat_of
from app.workflows.rules import View, rule, signed
from app.workflows.seats import may_act, rank


def _attend(session: Session, act: Act) -> Session:
    sitting = Sitting(seat=act.body.seat, officer=act.body.officer, present=act.body.present, by=signed(act))
    ordered = sorted((*session.attendance, sitting), key=lambda one: one.by.order)
    return replace(session, attendance=tuple(ordered))


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """How long one person sat on a seat: from when, and until when, as claimed; `left` is empty while the person sits.

    `rank` is 0 for the titular, 1 for the first substitute and so on; None where the agency named nobody.
    """

    seat: str
    officer: str
    rank: int | None
    came: str
    left: str = ""


def turns(session: Session, realm: Realm, procedure_id: str) -> tuple[Turn, ...]:
    """Everybody who sat, in the order in which they came."""
    found: list[Turn] = []
    for one in session.attendance:
        sitting = next((turn for turn in found if turn.seat == one.seat and not turn.left), None)
        if sitting is not None:
            found[found.index(sitting)] = replace(sitting, left=one.by.claimed)
        if one.present:
            place = rank(realm, procedure_id, one.seat, one.officer, one.by.order)
            found.append(Turn(seat=one.seat, officer=one.officer, rank=place, came=one.by.claimed))
    return tuple(found)


@rule(AttendanceRecorded, effect=_attend)
def check_attendance(session: Session, view: View, act: Act) -> None:
    """A person who holds the seat that day takes it, one seat only; who sat before leaves it first."""
    check_not_closed(session)
    assert session.convened is not None
    procedure = view.procedure(session.convened.procedure)
    committee = committee_of(procedure)
    check_officeholder(view.realm, act, committee)
    officer, seat = act.body.officer, seat_of(committee, act.body.seat).agency
    present = session.present()
    if not act.body.present:
        if present.get(seat) != officer:
            raise Refused("seat.not-there", officer=officer, seat=seat)
        return
    may_act(view, procedure, seat, officer, act.claimed[:10])
    if officer in present.values():
        raise Refused("seat.one-only", officer=officer)
    if seat in present:
        _refuse_taken(view.realm, procedure.id, seat, present[seat], officer)


def _refuse_taken(realm: Realm, procedure_id: str, seat: str, sitting: str, arriving: str) -> None:
    """A substitute waits until whoever comes before has left; the one who comes before takes the seat over."""
    order = {name: rank(realm, procedure_id, seat, name) for name in (sitting, arriving)}
    before, after = order[sitting], order[arriving]
    if before is not None and after is not None and before < after:
        raise Refused("seat.comes-after", officer=arriving, seat=seat, before=sitting)
    raise Refused("seat.taken", seat=seat, officer=sitting)
