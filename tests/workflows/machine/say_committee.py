"""Acts of a committee and its sessions that somebody might make."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.models.acts import (
    AgendaChanged,
    AttendanceRecorded,
    DecisionEscalated,
    PositionChanged,
    PositionReaffirmed,
    PositionTaken,
    QuestionDeferred,
    ResultAttested,
    SessionClosed,
    SessionOpened,
)
from app.models.application import Item
from app.models.case import Round
from app.models.outcomes import EscalationCause, ItemOutcome, Outcome, Position
from app.models.session import Session
from app.workflows.decisions import all_positions
from app.workflows.distance import at_distance
from app.workflows.finality import undecided
from app.workflows.reaffirming import earlier_vote, position_difference
from app.workflows.rounds import deferrals
from tests.workflows.machine import stages
from tests.workflows.machine.onlooker import SESSIONS, TEXTS, Idea, Ideas, Onlooker
from tests.workflows.machine.play import SESSION

SEATS = stages.MEMBERS | {"foreign-affairs": "for-02"}


def convened(author: Onlooker) -> Idea:
    new = [name for name in SESSIONS if author.view.standing(f"session:{name}").state.convened is None]  # type: ignore[union-attr]
    body = stages.convened(author.view, author.name)
    return Idea(body, f"session:{author.pick(new or SESSIONS)}", "licensing")


def _on_session(body: Any, session: Session | None) -> Idea:
    return Idea(body, f"session:{session.id if session else SESSION}", "licensing")


def agenda(author: Onlooker) -> Idea:
    found = stages.convened(author.view, author.name).agenda
    information = author.chance(0.2)
    body = AgendaChanged(agenda=tuple(replace(one, information=information) for one in found))
    return _on_session(body, author.pick(author.sessions()))


def attendance(author: Onlooker) -> Idea:
    session = author.pick([one for one in author.sessions() if one.closed is None] or author.sessions())
    present = session.present() if session else {}
    empty = [seat for seat in SEATS if seat not in present]
    if empty or author.chance(0.5):
        seat = author.pick(empty or SEATS)
        body = AttendanceRecorded(seat=seat, officer=_member(author, seat), present=True)
    else:
        seat = author.pick(present)
        body = AttendanceRecorded(seat=seat, officer=present[seat], present=False)
    return _on_session(body, session)


def _member(author: Onlooker, seat: str, usual: float = 0.9) -> str:
    """Who sits on a seat: mostly the usual person, another where that one stepped out of the case."""
    able = [
        name
        for name, one in author.view.realm.officers.items()
        if one.person.agency == seat and "member" in one.person.roles and name not in author.case.conflicts
    ]
    first = SEATS[seat]
    return first if first in able and author.chance(usual) else author.pick(able) or first


def opened(author: Onlooker) -> Idea:
    session = author.pick([one for one in author.sessions() if one.opened is None] or author.sessions())
    return _on_session(SessionOpened(), session)


def closed(author: Onlooker) -> Idea:
    return _on_session(SessionClosed(minutes=""), author.sitting())


def question(author: Onlooker) -> Idea | None:
    session = author.sitting()
    if session is None or author.procedure.committee is None:
        return None
    chosen = tuple(
        ItemOutcome(item=item.id, outcome=Outcome.REDUCED_GRANT, quantity="100")
        if author.chance(0.2)
        else ItemOutcome(item=item.id, outcome=author.pick((Outcome.GRANT, Outcome.GRANT, Outcome.REFUSE)))
        for item in _left(author)
    )
    body = stages.question(author.view, session=session.id, name=author.name, outcomes=chosen)
    return author.on_case(body, "licensing")


def _left(author: Onlooker) -> list[Item]:
    """Mostly the items without an outcome."""
    left = undecided(author.case) if author.chance(0.95) else {item.id for item in author.case.application.items}
    return [item for item in author.case.application.items if item.id in left]


def _position(author: Onlooker, one: Round) -> dict[str, Any]:
    position = author.pick((Position.AGREE,) * 6 + tuple(Position))
    carried = tuple(ref.number for ref in one.question.conditions)
    conditions = carried if position is Position.AGREE_WITH_CONDITIONS else ()
    fields = {"position": position, "reasons": author.pick(TEXTS[1:]), "criteria": ("7",), "conditions": conditions}
    return fields | ({"amendment": "Half.", "amendment_fr": "La moitié."} if author.chance(0.1) else {})


def _sits(author: Onlooker, one: Round) -> dict[str, str]:
    """Who may speak for each seat: at a distance anybody of its agency, in session whoever sits there."""
    if at_distance(one):
        return {seat: _member(author, seat, 0.5) for seat in SEATS}
    return author.view.session(one.question.session).present()


def _silent(author: Onlooker, one: Round) -> str:
    given = {vote.body.seat for vote in one.votes.values()}
    seat: str = author.pick([name for name in _sits(author, one) if name not in given] or SEATS)
    return seat


def position(author: Onlooker) -> Idea:
    one = author.round()
    if one is None:
        return author.on_case(PositionTaken(question="nothing", seat="customs", position=Position.AGREE), "customs")
    seat = _silent(author, one)
    body = PositionTaken(question=one.question.fingerprint, seat=seat, **_position(author, one))
    return author.on_case(body, seat, _sits(author, one).get(seat, ""))


def position_changed(author: Onlooker) -> Idea | None:
    one = author.round()
    vote = author.pick(one.standing()) if one else None
    if one is None or vote is None:
        return None
    fields = {"replaces": vote.id, "question": one.question.fingerprint, "seat": vote.body.seat}
    return author.on_case(PositionChanged(**fields, **_position(author, one)), vote.by.agency, vote.by.officer)


def position_reaffirmed(author: Onlooker) -> Idea | None:
    one = author.round()
    if one is None:
        return None
    given = {vote.body.seat for vote in one.votes.values()}
    able = [seat for seat in _sits(author, one) if seat not in given and earlier_vote(author.case, one, seat)]
    seat = author.pick(able or SEATS)
    found = earlier_vote(author.case, one, seat)
    body = PositionReaffirmed(
        question=one.question.fingerprint,
        seat=seat,
        earlier=found[1].id if found else "",
        difference=position_difference(author.case, found[0], one) if found else (),
    )
    return author.on_case(body, seat, _sits(author, one).get(seat, ""))


def deferred(author: Onlooker) -> Idea:
    one = author.round()
    body = QuestionDeferred(question=one.question.fingerprint if one else "nothing", reason=author.pick(TEXTS[1:]))
    return author.on_case(body, "licensing")


def certified(author: Onlooker) -> Idea | None:
    one = author.round()
    if one is None or author.procedure.committee is None:
        return None
    body = stages.certificate(author.view, one.question.fingerprint, author.name, at=author.now)
    if author.chance(0.2):
        body = replace(body, positions=tuple(sorted(vote.id for vote in one.standing())))
    return author.on_case(body, "licensing")


def attested(author: Onlooker) -> Idea:
    found = author.certificates()
    one = author.pick([one for one in found if one.attested is None] or found)
    return author.on_case(ResultAttested(certificate=one.id if one else ""), "licensing")


def escalated(author: Onlooker) -> Idea:
    committee = author.procedure.committee
    used_up = committee is not None and deferrals(author.case) > committee.deferrals
    body = DecisionEscalated(
        cause=EscalationCause.DEFERRALS if used_up else EscalationCause.OVERDUE,
        to="foreign-affairs",
        positions=all_positions(author.case),
        reason=author.pick(TEXTS[1:]),
    )
    return author.on_case(body, "licensing")


COMMITTEE: Ideas = {
    "QuestionPut": question,
    "PositionTaken": position,
    "PositionChanged": position_changed,
    "PositionReaffirmed": position_reaffirmed,
    "QuestionDeferred": deferred,
    "ResultCertified": certified,
    "ResultAttested": attested,
    "DecisionEscalated": escalated,
    "SessionConvened": convened,
    "AgendaChanged": agenda,
    "AttendanceRecorded": attendance,
    "SessionOpened": opened,
    "SessionClosed": closed,
}
