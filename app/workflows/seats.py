"""Rules of the persons on seats: an agency's titular and substitutes, in order, and who may act for the seat."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, SeatFilled
from app.models.change import replace
from app.models.charter import Role
from app.models.outcomes import SeatHolder
from app.models.procedure import Committee, Procedure, Seat
from app.models.realm import Realm
from app.workflows.calendar import is_day
from app.workflows.committee import committee_of, seat_of
from app.workflows.rules import View, rule, signed

Order = tuple[tuple[int, int], str]


def named(realm: Realm, procedure_id: str, seat: str, before: Order | None = None) -> tuple[SeatHolder, ...]:
    """The titular and the substitutes whom the agency named, whatever the day; () where it named nobody.

    With `before` as the list stood for the act with this order.
    """
    known = realm.seats.get((procedure_id, seat), ())
    lists = [filled for filled, by in known if before is None or by.order < before]
    return lists[-1].holders if lists else ()


def holders(realm: Realm, procedure_id: str, seat: str, day: str) -> tuple[str, ...]:
    """Officers who hold the seat on `day` (ISO date), titular first; () where none does, or nobody was ever named."""
    in_force = (one.officer for one in named(realm, procedure_id, seat) if _in_force(one, day))
    return tuple(name for name in in_force if name in realm.officers and realm.officers[name].active)


def rank(realm: Realm, procedure_id: str, seat: str, officer: str, before: Order | None = None) -> int | None:
    """0 for the titular, 1 for the first substitute and so on; None for a person whom the agency did not name."""
    order = [one.officer for one in named(realm, procedure_id, seat, before)]
    return order.index(officer) if officer in order else None


def may_act(view: View, procedure: Procedure, seat: str, officer: str, day: str) -> None:
    """Refuse a person who may not sit on `seat`, nor answer for it at a distance, on `day` (ISO date).

    Where the agency named nobody, any of its members may; else only a holder whose term runs.
    """
    committee = committee_of(procedure)
    held = seat_of(committee, seat)
    _check_person(view.realm, committee, held, officer)
    if named(view.realm, procedure.id, seat) and officer not in holders(view.realm, procedure.id, seat, day):
        raise Refused("seat.not-a-holder", officer=officer, seat=seat, day=day)


def _in_force(one: SeatHolder, day: str) -> bool:
    return one.since <= day and (not one.until or day <= one.until)


def _check_person(realm: Realm, committee: Committee, seat: Seat, name: str) -> None:
    officer = realm.officers.get(name)
    if officer is None or not officer.active:
        raise Refused("officer.unknown", officer=name)
    assert realm.charter is not None
    if officer.person.agency != realm.charter.agency_for(seat.agency):
        raise Refused("seat.other-agency", officer=name, seat=seat.agency)
    roles = set(officer.person.roles)
    if Role.MEMBER not in roles and not (committee.chair_votes and Role.CHAIR in roles):
        raise Refused("seat.not-a-member", officer=name)


def _fill(realm: Realm, act: Act) -> Realm:
    """Of two lists made apart the later stands, whichever came in first."""
    key = (act.body.procedure, act.body.seat)
    lists = sorted((*realm.seats.get(key, ()), (act.body, signed(act))), key=lambda one: one[1].order)
    return replace(realm, seats={**realm.seats, key: tuple(lists)})


@rule(SeatFilled, effect=_fill)
def check_filled(realm: Realm, _view: View, act: Act) -> None:
    """A head of the agency that holds the seat names persons of that agency, each once, with the days of each term."""
    adopted = realm.current(act.body.procedure)
    if adopted is None:
        raise Refused("seat.no-procedure", procedure=act.body.procedure)
    committee = committee_of(adopted.procedure)
    seat = seat_of(committee, act.body.seat)
    if act.agency != seat.agency:
        raise Refused("seat.only-own-head", seat=seat.agency, agency=act.agency)
    names = [one.officer for one in act.body.holders]
    if len(set(names)) != len(names):
        raise Refused("seat.named-twice", seat=seat.agency)
    for one in act.body.holders:
        _check_person(realm, committee, seat, one.officer)
        _check_term(one)


def _check_term(one: SeatHolder) -> None:
    if not is_day(one.since) or (one.until and not (is_day(one.until) and one.since <= one.until)):
        raise Refused("seat.term", officer=one.officer, since=one.since, until=one.until)
