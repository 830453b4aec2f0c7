"""Rules of a committee's session: convening, attendance, quorum, opening, closing."""

from __future__ import annotations

from collections.abc import Collection

from app.errors import Refused
from app.models.acts import (
    Act,
    AgendaChanged,
    AttendanceRecorded,
    SessionClosed,
    SessionConvened,
    SessionOpened,
)
from app.models.change import replace
from app.models.charter import Role
from app.models.procedure import Committee, Procedure, Seat, SeatKind, StepKind
from app.models.realm import Realm
from app.models.session import Session, Sitting
from app.workflows.calendar import is_day
from app.workflows.road import case_progress
from app.workflows.rules import View, first_of, rule, signed


def _convene(session: Session, act: Act) -> Session:
    if session.acts and session.acts[0].order < signed(act).order:
        return session
    convened = replace(session, convened=act.body)
    changed = session.by is not None and session.by.act != session.acts[0].act
    return convened if changed else replace(convened, by=signed(act), agenda=act.body.agenda)


def _change_agenda(session: Session, act: Act) -> Session:
    """`by` signed the agenda in force: the latest."""
    assert session.by is not None
    if signed(act).order < session.by.order:
        return session
    return replace(session, by=signed(act), agenda=act.body.agenda)


def _attend(session: Session, act: Act) -> Session:
    sitting = Sitting(seat=act.body.seat, officer=act.body.officer, present=act.body.present, by=signed(act))
    ordered = sorted((*session.attendance, sitting), key=lambda one: one.by.order)
    return replace(session, attendance=tuple(ordered))


def _open(session: Session, act: Act) -> Session:
    return replace(session, opened=first_of(session.opened, signed(act)))


def _close(session: Session, act: Act) -> Session:
    if session.closed is not None and session.closed.order < signed(act).order:
        return session
    return replace(session, closed=signed(act), minutes=act.body.minutes)


def committee_of(procedure: Procedure) -> Committee:
    """The committee of a procedure. Raises `Refused` where it has none."""
    if procedure.committee is None:
        raise Refused("committee.none", procedure=procedure.id)
    return procedure.committee


def seat_of(committee: Committee, name: str) -> Seat:
    """The seat held by agency `name`."""
    for seat in committee.seats:
        if seat.agency == name:
            return seat
    raise Refused("seat.unknown", seat=name, known=", ".join(seat.agency for seat in committee.seats))


def sits(session: Session, conflicts: Collection[str] = ()) -> dict[str, str]:
    """Who sits now, seat by seat, without the persons who stepped out of a case (`conflicts`)."""
    return {seat: officer for seat, officer in session.present().items() if officer not in conflicts}


def voting_present(committee: Committee, session: Session, conflicts: Collection[str] = ()) -> list[str]:
    """Voting seats taken now."""
    present = sits(session, conflicts)
    return [seat.agency for seat in committee.seats if seat.kind is SeatKind.VOTING and seat.agency in present]


def check_quorum(committee: Committee, session: Session, conflicts: Collection[str] = ()) -> None:
    """Refuse to go on without the quorum or with an empty mandatory seat."""
    present = sits(session, conflicts)
    voting = voting_present(committee, session, conflicts)
    if len(voting) < committee.quorum:
        raise Refused("session.no-quorum", present=len(voting), quorum=committee.quorum)
    for seat in committee.seats:
        if seat.mandatory and seat.agency not in present:
            raise Refused("session.mandatory-seat", seat=seat.agency)


def _agenda_cases(_session: Session, body: SessionConvened | AgendaChanged) -> tuple[str, ...]:
    return tuple(f"case:{item.case}" for item in body.agenda)


@rule(SessionConvened, effect=_convene, reads=_agenda_cases)
def check_convened(session: Session, view: View, act: Act) -> None:
    """The secretary convenes the committee on cases that wait for it; prohibited cases stand there for information."""
    if session.convened is not None:
        raise Refused("session.convened-already")
    procedure = view.procedure(act.body.procedure)
    committee = committee_of(procedure)
    check_officeholder(view.realm, act, committee)
    if not act.body.title.strip() or not is_day(act.body.on):
        raise Refused("session.title-and-date")
    _check_agenda(view, act.body.agenda)


@rule(AgendaChanged, effect=_change_agenda, reads=_agenda_cases)
def check_agenda_changed(session: Session, view: View, act: Act) -> None:
    """The secretary may change the agenda until the session is closed."""
    _check_not_closed(session)
    assert session.convened is not None
    check_officeholder(view.realm, act, committee_of(view.procedure(session.convened.procedure)))
    _check_agenda(view, act.body.agenda)


def _check_agenda(view: View, agenda: tuple[object, ...]) -> None:
    numbers: set[int] = set()
    for item in agenda:
        number, name = item.number, item.case  # type: ignore[attr-defined]
        if number in numbers:
            raise Refused("session.agenda-number", number=number)
        numbers.add(number)
        case = view.case(name)
        if not item.information and not _waits_for_committee(view, name):  # type: ignore[attr-defined]
            raise Refused("session.case-not-ready", reference=case.reference)


def _waits_for_committee(view: View, name: str) -> bool:
    case = view.case(name)
    assert view.realm.charter is not None
    steps = case_progress(case, view.procedure(case.procedure), view.realm.charter).steps
    return any(one.state == "open" and one.step.kind is StepKind.COMMITTEE for one in steps)


@rule(AttendanceRecorded, effect=_attend)
def check_attendance(session: Session, view: View, act: Act) -> None:
    """A person of the seat's agency who may vote takes one seat only."""
    _check_not_closed(session)
    assert session.convened is not None
    assert view.realm.charter is not None
    committee = committee_of(view.procedure(session.convened.procedure))
    check_officeholder(view.realm, act, committee)
    seat = seat_of(committee, act.body.seat)
    present = session.present()
    if not act.body.present:
        if present.get(seat.agency) != act.body.officer:
            raise Refused("seat.not-there", officer=act.body.officer, seat=seat.agency)
        return
    _check_may_sit(view.realm, seat, act.body.officer, chair_votes=committee.chair_votes)
    if act.body.officer in present.values():
        raise Refused("seat.one-only", officer=act.body.officer)
    if seat.agency in present:
        raise Refused("seat.taken", seat=seat.agency, officer=present[seat.agency])


def _check_may_sit(realm: Realm, seat: Seat, name: str, *, chair_votes: bool) -> None:
    officer = realm.officers.get(name)
    if officer is None or not officer.active:
        raise Refused("officer.unknown", officer=name)
    assert realm.charter is not None
    if officer.person.agency != realm.charter.agency_for(seat.agency):
        raise Refused("seat.other-agency", officer=name, seat=seat.agency)
    roles = set(officer.person.roles)
    if Role.MEMBER not in roles and not (chair_votes and Role.CHAIR in roles):
        raise Refused("seat.not-a-member", officer=name)


@rule(SessionOpened, effect=_open)
def check_opened(session: Session, view: View, act: Act) -> None:
    """The chair opens once the quorum is met and every mandatory seat taken."""
    _check_not_closed(session)
    if session.opened is not None:
        raise Refused("session.opened-already")
    assert session.convened is not None
    committee = committee_of(view.procedure(session.convened.procedure))
    check_officeholder(view.realm, act, committee)
    check_quorum(committee, session)


@rule(SessionClosed, effect=_close)
def check_closed(session: Session, view: View, act: Act) -> None:
    """The chair closes an open session; afterwards no position counts."""
    if not session.sitting:
        raise Refused("session.not-open")
    assert session.convened is not None
    check_officeholder(view.realm, act, committee_of(view.procedure(session.convened.procedure)))


def _check_not_closed(session: Session) -> None:
    if session.convened is None:
        raise Refused("session.unknown", session=session.id)
    if session.closed is not None:
        raise Refused("session.closed-already")


def check_officeholder(realm: Realm, act: Act, committee: Committee) -> None:
    """Chair and secretary come from the agencies that the procedure names."""
    assert realm.charter is not None
    agency = committee.chair if act.role is Role.CHAIR else committee.secretary
    if act.agency != realm.charter.agency_for(agency):
        raise Refused("step.other-agency", step=act.role.value, holder=agency, agency=act.agency)
