"""Rules of a round: the exact question, positions on it, deferral, and the certified result."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from app.canonical import digest_of
from app.errors import Refused
from app.models.acts import (
    Act,
    PositionChanged,
    PositionTaken,
    QuestionDeferred,
    QuestionPut,
    ResultAttested,
    ResultCertified,
)
from app.models.case import Case, Certificate, Round, Vote
from app.models.change import replace
from app.models.charter import Role
from app.models.outcomes import GateStatus, Outcome, Position, Present, Result
from app.models.plain import to_plain
from app.models.procedure import Committee, SeatKind, StepKind
from app.models.session import Session
from app.workflows.calendar import is_day
from app.workflows.committee import check_officeholder, check_quorum, committee_of, seat_of, sits
from app.workflows.conditions import ledger_refs
from app.workflows.consensus import grants as grants
from app.workflows.consensus import is_stale as is_stale
from app.workflows.consensus import tally
from app.workflows.dossier import dossier_hash, latest_assessment
from app.workflows.facts import gate_status
from app.workflows.opinions import check_reasons
from app.workflows.registration import AMOUNT, check_open
from app.workflows.road import case_progress
from app.workflows.rules import View, first_of, rule, signed
from app.workflows.treaty import needs_assessment, overriding_risk


def fingerprint(body: QuestionPut) -> str:
    """The hash of the exact question: all of it but the roll, the fingerprint itself and what the screen showed."""
    plain = to_plain(body)
    return digest_of({name: plain[name] for name in plain if name not in ("fingerprint", "roll", "shown")})


def roll_of(committee: Committee, session: Session, conflicts: Collection[str] = ()) -> tuple[Present, ...]:
    """Who sits on which seat now, in the procedure's order of seats; persons who stepped out of the case do not."""
    present = sits(session, conflicts)
    return tuple(
        Present(seat=seat.agency, officer=present[seat.agency], kind=seat.kind.value)
        for seat in committee.seats
        if seat.agency in present
    )


def open_round(case: Case) -> Round | None:
    """The round that still takes positions, if any; a withdrawal closes all."""
    if case.withdrawn is not None:
        return None
    still = [one for one in case.rounds.values() if not one.closed]
    return min(still, key=lambda one: one.by.order, default=None)


def deferrals(case: Case) -> int:
    """How often the committee has put the case off: deferred rounds and rounds certified without consensus."""
    return sum(
        1
        for one in case.rounds.values()
        if one.deferred or any(c.body.result is Result.NO_CONSENSUS for c in one.certificates.values())
    )


# --- effects ---------------------------------------------------------------------------------------------------


def _put(case: Case, act: Act) -> Case:
    """The same question put twice apart is one round; the earlier roll counts."""
    known = case.rounds.get(act.body.fingerprint)
    if known is not None and known.by.order < signed(act).order:
        return case
    one = replace(known, question=act.body, by=signed(act)) if known else Round(question=act.body, by=signed(act))
    return _with(case, one)


def _vote(case: Case, act: Act) -> Case:
    return vote_on(case, act, act.body)


def vote_on(case: Case, act: Act, body: PositionTaken) -> Case:
    """The case with the position that `act` takes, as `body` says it."""
    one = case.rounds[act.body.question]
    vote = Vote(id=act.id, body=body, by=signed(act), replaces=getattr(act.body, "replaces", ""))
    return _with(case, replace(one, votes={**one.votes, act.id: vote}))


def _defer(case: Case, act: Act) -> Case:
    one = case.rounds[act.body.question]
    if one.deferred is not None and one.deferred[2].order < signed(act).order:
        return case
    return _with(case, replace(one, deferred=(act.body.reason, act.body.until, signed(act))))


def _certify(case: Case, act: Act) -> Case:
    one = case.rounds[act.body.question]
    certificate = Certificate(id=act.id, body=act.body, by=signed(act))
    return _with(case, replace(one, certificates={**one.certificates, act.id: certificate}))


def _attest(case: Case, act: Act) -> Case:
    one = _certified(case, act.body.certificate)
    certificate = one.certificates[act.body.certificate]
    certificate = replace(certificate, attested=first_of(certificate.attested, signed(act)))
    return _with(case, replace(one, certificates={**one.certificates, certificate.id: certificate}))


def _with(case: Case, one: Round) -> Case:
    return replace(case, rounds={**case.rounds, one.question.fingerprint: one})


# --- checks ----------------------------------------------------------------------------------------------------


def _session_of(_case: Case, body: Any) -> tuple[str, ...]:
    return (f"session:{body.session}",)


def own_session(case: Case, body: Any) -> tuple[str, ...]:
    """The session in which the question that an act names was put."""
    one = case.rounds.get(body.question)
    return (f"session:{one.question.session}",) if one else ()


@rule(QuestionPut, effect=_put, reads=_session_of)
def check_question(case: Case, view: View, act: Act) -> None:
    """One exact question on the present dossier and ledger, in a sitting session with quorum; an outcome per item."""
    body, session = act.body, view.session(act.body.session)
    committee = committee_of(view.procedure(case.procedure))
    check_officeholder(view.realm, act, committee)
    _check_sits(session, case, view, committee)
    if open_round(case) is not None:
        raise Refused("question.open-already", reference=case.reference)
    if body.number != len(case.rounds) + 1:
        raise Refused("question.number", expected=len(case.rounds) + 1)
    if not body.text.strip() or not body.text_fr.strip():
        raise Refused("question.text")
    if body.dossier != dossier_hash(case):
        raise Refused("question.stale-dossier", reference=case.reference)
    check_outcomes(case, body.outcomes)
    if body.conditions != (ledger_refs(case) if grants(body.outcomes) else ()):
        raise Refused("question.conditions")
    if grants(body.outcomes):
        check_grant_allowed(case)
    if body.roll != roll_of(committee, session, case.conflicts):
        raise Refused("question.roll")
    if body.fingerprint != fingerprint(body):
        raise Refused("question.fingerprint")
    if deferrals(case) > committee.deferrals:
        raise Refused("question.deferrals-exhausted", limit=committee.deferrals, to=committee.escalates_to)


def _check_sits(session: Session, case: Case, view: View, committee: Committee) -> None:
    if not session.sitting:
        raise Refused("session.not-open")
    if all(item.case != case.id or item.information for item in session.agenda):
        raise Refused("question.not-on-agenda", reference=case.reference)
    assert session.convened is not None
    assert view.realm.charter is not None
    if session.convened.procedure != case.procedure:
        raise Refused("session.other-procedure", reference=case.reference)
    check_quorum(committee, session, case.conflicts)
    steps = case_progress(case, view.procedure(case.procedure), view.realm.charter).steps
    if not any(one.state == "open" and one.step.kind is StepKind.COMMITTEE for one in steps):
        raise Refused("session.case-not-ready", reference=case.reference)


def check_outcomes(case: Case, outcomes: tuple[Any, ...], only: tuple[str, ...] | None = None) -> None:
    """Every item, or of `only` these, receives exactly one outcome; a reduced grant says to how much."""
    named = [one.item for one in outcomes]
    items = {item.id: item for item in case.application.items if only is None or item.id in only}
    if sorted(named) != sorted(items):
        raise Refused("outcomes.every-item", items=", ".join(sorted(items)))
    for one in outcomes:
        if one.outcome is Outcome.REDUCED_GRANT and not (one.quantity or one.value):
            raise Refused("outcomes.reduced-to", item=one.item)
        if one.outcome is Outcome.DEFERRED:
            raise Refused("outcomes.defer-question", item=one.item)
        _check_not_above(case, items[one.item], one)


def _check_not_above(case: Case, item: Any, one: Any) -> None:
    asked = {"quantity": case.application.item_quantity(item), "value": case.application.item_value(item)}
    for field, limit in asked.items():
        given = getattr(one, field)
        check_amount(item.id, field, given)
        if given and limit is not None and Decimal(given) > limit:
            raise Refused("outcomes.above-dossier", item=item.id, field=field, given=given, limit=str(limit))


def check_amount(item: str, field: str, given: str) -> None:
    """Refuse what is no plain positive number; nothing given is as in the dossier."""
    if given and not (AMOUNT.fullmatch(given) and Decimal(given)):
        raise Refused("outcomes.amount", item=item, field=field, given=given)


def check_grant_allowed(case: Case) -> None:
    """No grant under an Article 6 "yes", and for exports none while 7(3) is unanswered or overriding."""
    status = gate_status(case)
    if status is not GateStatus.CLEAR:
        raise Refused("grant.prohibited", status=status.value)
    if needs_assessment(case) and latest_assessment(case) is None:
        raise Refused("assessment.missing")
    if overriding_risk(case):
        raise Refused("grant.overriding-risk")


@rule(PositionTaken, effect=_vote, reads=own_session)
def check_position(case: Case, view: View, act: Act) -> None:
    """The person who sits on a seat takes its one position on the question as it stands."""
    one, committee = check_ballot(case, view, act)
    check_content(case, committee, one, act.body)
    check_silent(one, act.body.seat)


def check_silent(one: Round, seat: str) -> None:
    """Refuse a second position of a seat that does not change its first."""
    if any(vote.body.seat == seat for vote in one.votes.values()):
        raise Refused("vote.cast-already", seat=seat)


@rule(PositionChanged, effect=_vote, reads=own_session)
def check_position_changed(case: Case, view: View, act: Act) -> None:
    """A seat changes its own standing position while the round is open; the earlier one stays in the history."""
    one, committee = check_ballot(case, view, act)
    check_content(case, committee, one, act.body)
    earlier = next((vote for vote in one.standing() if vote.id == act.body.replaces), None)
    if earlier is None or earlier.body.seat != act.body.seat:
        raise Refused("vote.not-standing", vote=act.body.replaces)


def check_ballot(case: Case, view: View, act: Act) -> tuple[Round, Committee]:
    """The open round and its committee, for the person on the seat that the act names. Raises `Refused`."""
    body = act.body
    one = case.rounds.get(body.question)
    if one is None:
        raise Refused("vote.unknown-question", question=body.question)
    if one.closed:
        raise Refused("vote.round-closed", reference=case.reference)
    if is_stale(case, one):
        raise Refused("vote.stale-question", reference=case.reference)
    session = view.session(one.question.session)
    if not session.sitting:
        raise Refused("session.not-open")
    committee = committee_of(view.procedure(case.procedure))
    if seat_of(committee, body.seat).kind is SeatKind.OBSERVER:
        raise Refused("vote.observer", seat=body.seat)
    if session.present().get(body.seat) != act.officer:
        raise Refused("vote.not-your-seat", seat=body.seat, officer=act.officer)
    if act.role is Role.CHAIR and not committee.chair_votes:
        raise Refused("vote.chair", procedure=case.procedure)
    return one, committee


def check_content(case: Case, committee: Committee, one: Round, body: Any) -> None:
    """A position says why where it must, and names only conditions that the question carries."""
    check_reasons(body)
    carried = {condition.number for condition in one.question.conditions}
    if body.position is Position.AGREE_WITH_CONDITIONS and not body.conditions:
        raise Refused("vote.which-conditions")
    if not set(body.conditions) <= carried:
        raise Refused(
            "vote.conditions-not-carried", numbers=", ".join(map(str, sorted(set(body.conditions) - carried)))
        )
    if body.position is Position.NEED_INFORMATION and _asked(case, body.seat) >= committee.information_requests:
        raise Refused("vote.information-limit", seat=body.seat, limit=committee.information_requests)


def _asked(case: Case, seat: str) -> int:
    votes = [vote for one in case.rounds.values() for vote in one.votes.values()]
    return sum(1 for vote in votes if vote.body.seat == seat and vote.body.position is Position.NEED_INFORMATION)


@rule(QuestionDeferred, effect=_defer, reads=own_session)
def check_deferred(case: Case, view: View, act: Act) -> None:
    """Chair or secretary put an open round off with a reason; it counts."""
    _check_held(case, view, act)
    one = case.rounds.get(act.body.question)
    if one is None:
        raise Refused("vote.unknown-question", question=act.body.question)
    if one.closed:
        raise Refused("vote.round-closed", reference=case.reference)
    if not act.body.reason.strip():
        raise Refused("reasons.needed")
    if act.body.until and not is_day(act.body.until):
        raise Refused("question.until", until=act.body.until)


@rule(ResultCertified, effect=_certify, reads=own_session)
def check_certified(case: Case, view: View, act: Act) -> None:
    """The chair certifies exactly what recomputation gives, over exactly the standing positions."""
    committee = _check_held(case, view, act)
    one = case.rounds.get(act.body.question)
    if one is None:
        raise Refused("vote.unknown-question", question=act.body.question)
    if one.closed:
        raise Refused("vote.round-closed", reference=case.reference)
    if is_stale(case, one):
        raise Refused("vote.stale-question", reference=case.reference)
    if not view.session(one.question.session).sitting:
        raise Refused("session.not-open")
    count = tally(one, committee, case.conflicts)
    if not count.complete:
        waiting = next(obstacle for obstacle in count.obstacles if obstacle.code == "consensus.waiting")
        raise Refused("result.waiting", seats=", ".join(waiting.seats))
    if act.body.positions != tuple(sorted(vote.id for vote in count.votes)):
        raise Refused("result.positions")
    if act.body.result is not count.result:
        raise Refused("result.recomputed", result=count.result.value)


@rule(ResultAttested, effect=_attest)
def check_attested(case: Case, view: View, act: Act) -> None:
    """The secretary, another person than the chair, attests the certificate once."""
    _check_held(case, view, act)
    one = _certified(case, act.body.certificate)
    certificate = one.certificates[act.body.certificate]
    if certificate.attested is not None:
        raise Refused("result.attested-already")
    if certificate.by.officer == act.officer:
        raise Refused("second-person.same", officer=act.officer)
    if is_stale(case, one):
        raise Refused("vote.stale-question", reference=case.reference)


def _check_held(case: Case, view: View, act: Act) -> Committee:
    """The committee of a registered case, whose chair or secretary the author is."""
    check_open(case)
    committee = committee_of(view.procedure(case.procedure))
    check_officeholder(view.realm, act, committee)
    return committee


def _certified(case: Case, name: str) -> Round:
    for one in case.rounds.values():
        if name in one.certificates:
            return one
    raise Refused("result.unknown", certificate=name)
