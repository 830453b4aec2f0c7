"""Rules of a committee's session: convening, quorum, opening, closing."""

from __future__ import annotations

from collections.abc import Collection

from app.errors import Refused
from app.models.acts import (
    Act,
    AgendaChanged,
    SessionClosed,
    SessionConvened,
    SessionOpened,
)
from app.models.change import replace
from app.models.charter import Role
from app.models.procedure import Committee, Procedure, Seat, SeatKind, StepKind
from app.models.realm import Realm
from app.models.session import Session
from app.workflows.calendar import is_day
from app.workflows.ratification import awaits
from app.workflows.road import case_progress
from app.workflows.rules import View, first_of, rule, signed
from app.workflows.suspensions import holds
from app.workflows.urgency import urgent


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


def check_quorum(
    committee: Committee, session: Session, conflicts: Collection[str] = (), quorum: int | None = None
) -> None:
    """Refuse to go on without the quorum (the committee's, unless another is given) or with an empty mandatory seat."""
    present = sits(session, conflicts)
    voting = voting_present(committee, session, conflicts)
    needed = committee.quorum if quorum is None else quorum
    if len(voting) < needed:
        raise Refused("session.no-quorum", present=len(voting), quorum=needed)
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
    check_not_closed(session)
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
    """Whether its step is open, an urgent decision of it is to be ratified, or a suspended licence might be revoked."""
    case = view.case(name)
    assert view.realm.charter is not None
    if awaits(case) or any(one.revoked is None and holds(one, case, view.realm) for one in case.licences.values()):
        return True
    steps = case_progress(case, view.procedure(case.procedure), view.realm.charter).steps
    return any(one.state == "open" and one.step.kind is StepKind.COMMITTEE for one in steps)


def _open_cases(session: Session, _body: SessionOpened) -> tuple[str, ...]:
    return tuple(f"case:{item.case}" for item in session.agenda)


@rule(SessionOpened, effect=_open, reads=_open_cases)
def check_opened(session: Session, view: View, act: Act) -> None:
    """The chair opens once the quorum is met and every mandatory seat taken; the reduced one where all is urgent."""
    check_not_closed(session)
    if session.opened is not None:
        raise Refused("session.opened-already")
    assert session.convened is not None
    committee = committee_of(view.procedure(session.convened.procedure))
    check_officeholder(view.realm, act, committee)
    check_quorum(committee, session, quorum=_opening_quorum(session, view, committee))


def _opening_quorum(session: Session, view: View, committee: Committee) -> int:
    """The reduced quorum where nothing but urgent cases that are still to be decided stands on the agenda."""
    cases = [view.case(item.case) for item in session.agenda if not item.information]
    if committee.urgency is None or not cases or not all(urgent(case) and not awaits(case) for case in cases):
        return committee.quorum
    return committee.urgency.quorum


@rule(SessionClosed, effect=_close)
def check_closed(session: Session, view: View, act: Act) -> None:
    """The chair closes an open session; afterwards no position counts."""
    if not session.sitting:
        raise Refused("session.not-open")
    assert session.convened is not None
    check_officeholder(view.realm, act, committee_of(view.procedure(session.convened.procedure)))


def check_not_closed(session: Session) -> None:
    """Refuse an act on a session that was never convened or is over."""
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
