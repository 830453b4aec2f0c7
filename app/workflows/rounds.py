"""Rules of a round: the exact question, however it is held, and the positions on it."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from app.canonical import digest_of
from app.errors import Refused
from app.models.acts import Act, PositionChanged, PositionTaken, QuestionPut
from app.models.case import Case, Round, Vote
from app.models.change import replace
from app.models.charter import Role
from app.models.outcomes import GateStatus, Method, Outcome, Position, Present, Purpose, Result
from app.models.plain import to_plain
from app.models.procedure import Committee, SeatKind, StepKind
from app.models.session import Session
from app.workflows.committee import check_officeholder, check_quorum, committee_of, seat_of, sits
from app.workflows.conditions import ledger_refs
from app.workflows.consensus import grants as grants
from app.workflows.consensus import is_stale as is_stale
from app.workflows.consensus import quorum
from app.workflows.departing import departs
from app.workflows.distance import at_distance, ended, over_early
from app.workflows.dossier import dossier_hash, latest_assessment
from app.workflows.facts import gate_status
from app.workflows.finality import undecided
from app.workflows.in_realm import holder_of
from app.workflows.opinions import check_reasons
from app.workflows.ratification import check_purpose
from app.workflows.registration import AMOUNT
from app.workflows.restarts import counts
from app.workflows.road import case_progress
from app.workflows.rules import View, rule, signed
from app.workflows.seats import may_act
from app.workflows.silence import check_method, resubmitted
from app.workflows.treaty import needs_assessment, overriding_risk
from app.workflows.triage import check_bloc_position, check_list

AS_MEANT = ("fingerprint", "roll", "shown")
"""Fields that are not of the question's exact words."""


def fingerprint(body: QuestionPut) -> str:
    """The hash of the exact question: all of it but the roll, the fingerprint itself and what the screen showed."""
    plain = to_plain(body)
    return digest_of({name: plain[name] for name in plain if name not in AS_MEANT})


def roll_of(
    committee: Committee, session: Session | None, conflicts: Collection[str] = (), method: Method = Method.SESSION
) -> tuple[Present, ...]:
    """Who sits on which seat now, in the procedure's order of seats; persons who stepped out of the case do not.

    In a written or silence procedure every seat is asked, whether or not somebody sits there.
    """
    present = sits(session, conflicts) if session is not None else {}
    return tuple(
        Present(seat=seat.agency, officer=present.get(seat.agency, ""), kind=seat.kind.value)
        for seat in committee.seats
        if seat.agency in present or method is not Method.SESSION
    )


def open_round(case: Case) -> Round | None:
    """The round that still takes positions, if any; a withdrawal or a merger closes all."""
    if case.withdrawn is not None or case.merged is not None:
        return None
    still = [one for one in case.rounds.values() if not one.closed]
    return min(still, key=lambda one: one.by.order, default=None)


def deferrals(case: Case) -> int:
    """How often the committee has put the case off: deferred rounds and rounds certified without consensus.

    Only what was put for a decision counts, and only since the committee's work last began anew.
    """
    return sum(
        1
        for one in case.rounds.values()
        if one.question.purpose is Purpose.DECIDE and counts(case, one.by.order) and _put_off(one)
    )


def _put_off(one: Round) -> bool:
    return bool(one.deferred) or any(c.body.result is Result.NO_CONSENSUS for c in one.certificates.values())


# --- effects ---------------------------------------------------------------------------------------------------


def _put(case: Case, act: Act) -> Case:
    """The same question put twice apart is one round; the earlier roll counts."""
    known = case.rounds.get(act.body.fingerprint)
    if known is not None and known.by.order < signed(act).order:
        return case
    one = replace(known, question=act.body, by=signed(act)) if known else Round(question=act.body, by=signed(act))
    return with_round(case, one)


def _vote(case: Case, act: Act) -> Case:
    return vote_on(case, act, act.body)


def vote_on(case: Case, act: Act, body: PositionTaken) -> Case:
    """The case with the position that `act` takes, as `body` says it."""
    one = case.rounds[act.body.question]
    vote = Vote(id=act.id, body=body, by=signed(act), replaces=getattr(act.body, "replaces", ""))
    return with_round(case, replace(one, votes={**one.votes, act.id: vote}))


def with_round(case: Case, one: Round) -> Case:
    """The case with this round in the place of what was known of it."""
    return replace(case, rounds={**case.rounds, one.question.fingerprint: one})


# --- checks ----------------------------------------------------------------------------------------------------


def _question_reads(case: Case, body: Any) -> tuple[str, ...]:
    return (*((f"session:{body.session}",) if body.session else ()), *resubmitted(case, body))


def own_session(case: Case, body: Any) -> tuple[str, ...]:
    """The session in which the question that an act names was put, if it was put in one."""
    one = case.rounds.get(body.question)
    return (f"session:{one.question.session}",) if one and one.question.session else ()


@rule(QuestionPut, effect=_put, reads=_question_reads)
def check_question(case: Case, view: View, act: Act) -> None:
    """One exact question on the present dossier and ledger; in a sitting session with quorum, or as `check_method`."""
    body = act.body
    committee = committee_of(view.procedure(case.procedure))
    check_officeholder(view.realm, act, committee)
    session = _check_held_so(case, view, act, committee)
    if open_round(case) is not None:
        raise Refused("question.open-already", reference=case.reference)
    if body.number != len(case.rounds) + 1:
        raise Refused("question.number", expected=len(case.rounds) + 1)
    if not body.text.strip() or not body.text_fr.strip():
        raise Refused("question.text")
    if body.dossier != dossier_hash(case):
        raise Refused("question.stale-dossier", reference=case.reference)
    if body.purpose is Purpose.DECIDE:
        _check_decides(case, view, body, committee)
    else:
        check_purpose(case, view, act)
    if body.roll != roll_of(committee, session, case.conflicts, body.method):
        raise Refused("question.roll")
    if body.fingerprint != fingerprint(body):
        raise Refused("question.fingerprint")


def _check_held_so(case: Case, view: View, act: Act, committee: Committee) -> Session | None:
    """The session in which the question is put; none in a written procedure. Raises `Refused`."""
    if act.body.method is Method.SESSION and act.body.expires:
        raise Refused("question.no-moment")
    if act.body.method is not Method.SESSION:
        check_method(case, view, act)
    if act.body.method is Method.WRITTEN:
        return None
    if not act.body.session:
        raise Refused("question.in-session", method=act.body.method.value)
    session = view.session(act.body.session)
    _check_sits(session, case, committee, act.body.purpose)
    return session


def _check_sits(session: Session, case: Case, committee: Committee, purpose: Purpose) -> None:
    if not session.sitting:
        raise Refused("session.not-open")
    if all(item.case != case.id or item.information for item in session.agenda):
        raise Refused("question.not-on-agenda", reference=case.reference)
    assert session.convened is not None
    if session.convened.procedure != case.procedure:
        raise Refused("session.other-procedure", reference=case.reference)
    check_quorum(committee, session, case.conflicts, quorum(committee, case, purpose))


def _check_decides(case: Case, view: View, body: QuestionPut, committee: Committee) -> None:
    """A question for a decision: the case waits for the committee; an outcome per open item, conditions in force."""
    assert view.realm.charter is not None
    steps = case_progress(case, view.procedure(case.procedure), view.realm.charter).steps
    if not any(one.state == "open" and one.step.kind is StepKind.COMMITTEE for one in steps):
        raise Refused("session.case-not-ready", reference=case.reference)
    left = undecided(case)
    if not left:
        raise Refused("decision.final-already", reference=case.reference)
    check_outcomes(case, body.outcomes, tuple(left))
    if body.conditions != (ledger_refs(case) if grants(body.outcomes) else ()):
        raise Refused("question.conditions")
    if grants(body.outcomes):
        check_grant_allowed(case)
    check_list(case, view, body)
    if body.about:
        raise Refused("question.about", reference=case.reference)
    if deferrals(case) > committee.deferrals:
        raise Refused("question.deferrals-exhausted", limit=committee.deferrals, to=committee.escalates_to)


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
    """The person on a seat takes its one position on the question as it stands."""
    one, committee = check_ballot(case, view, act)
    check_content(case, view, committee, one, act.body)
    check_silent(one, act.body.seat)


def check_silent(one: Round, seat: str) -> None:
    """Refuse a second position of a seat that does not change its first, unless that was voided or is asked again."""
    if any(vote.body.seat == seat for vote in one.last_words()):
        raise Refused("vote.cast-already", seat=seat)


@rule(PositionChanged, effect=_vote, reads=own_session)
def check_position_changed(case: Case, view: View, act: Act) -> None:
    """A seat changes its own standing position while the round is open; the earlier one stays in the history."""
    one, committee = check_ballot(case, view, act)
    check_content(case, view, committee, one, act.body)
    earlier = next((vote for vote in one.standing() if vote.id == act.body.replaces), None)
    if earlier is None or earlier.body.seat != act.body.seat:
        raise Refused("vote.not-standing", vote=act.body.replaces)


def asked_round(case: Case, question: str) -> Round:
    """The round of this question while it is open on what it was put on. Raises `Refused`."""
    one = case.rounds.get(question)
    if one is None:
        raise Refused("vote.unknown-question", question=question)
    if one.closed:
        raise Refused("vote.round-closed", reference=case.reference)
    if is_stale(case, one):
        raise Refused("vote.stale-question", reference=case.reference)
    return one


def check_ballot(case: Case, view: View, act: Act) -> tuple[Round, Committee]:
    """The open round and its committee, for the person on the seat that the act names. Raises `Refused`."""
    body, one = act.body, asked_round(case, act.body.question)
    committee = committee_of(view.procedure(case.procedure))
    if seat_of(committee, body.seat).kind is SeatKind.OBSERVER:
        raise Refused("vote.observer", seat=body.seat)
    if at_distance(one):
        _check_at_distance(case, view, act, one)
    else:
        check_sits_there(view, act, one)
    if act.role is Role.CHAIR and not committee.chair_votes:
        raise Refused("vote.chair", procedure=case.procedure)
    return one, committee


def check_sits_there(view: View, act: Act, one: Round) -> None:
    """Refuse whoever does not sit on the seat now, in the session in which the question was put, or holds it no more.

    An agency may have named others since, and a term may have ended.
    """
    session = view.session(one.question.session)
    if not session.sitting:
        raise Refused("session.not-open")
    if session.present().get(act.body.seat) != act.officer:
        raise Refused("vote.not-your-seat", seat=act.body.seat, officer=act.officer)
    assert session.convened is not None
    may_act(view, view.procedure(session.convened.procedure), act.body.seat, act.officer, act.claimed[:10])


def _check_at_distance(case: Case, view: View, act: Act, one: Round) -> None:
    """Until its moment, and while nothing has ended it before, whoever may act for the seat speaks for it."""
    if ended(one, act.claimed):
        raise Refused("vote.expired", reference=case.reference, expires=one.question.expires)
    if over_early(one):
        raise Refused("silence.over", reference=case.reference)
    may_act(view, view.procedure(case.procedure), act.body.seat, act.officer, act.claimed[:10])


def check_content(case: Case, view: View, committee: Committee, one: Round, body: Any) -> None:
    """A position says why where it must, and names only conditions that the question carries."""
    check_reasons(body)
    _check_proposals(body)
    check_bloc_position(case, one, body)
    carried = {condition.number for condition in one.question.conditions}
    if body.position is Position.AGREE_WITH_CONDITIONS and not body.conditions:
        raise Refused("vote.which-conditions")
    if not set(body.conditions) <= carried:
        raise Refused(
            "vote.conditions-not-carried", numbers=", ".join(map(str, sorted(set(body.conditions) - carried)))
        )
    if body.position is Position.NEED_INFORMATION and _asked(case, body.seat) >= committee.information_requests:
        raise Refused("vote.information-limit", seat=body.seat, limit=committee.information_requests)
    assert view.realm.charter is not None
    agency = holder_of(body.seat, view.realm.charter)
    if not body.reasons.strip() and departs(case, one, body, agency) is not None:
        raise Refused("vote.departs", agency=agency)


def _check_proposals(body: Any) -> None:
    """An amendment proposes words in both languages; only what stands in the way says what would lift it."""
    if bool(body.amendment.strip()) != bool(body.amendment_fr.strip()):
        raise Refused("vote.amendment")
    if body.would_lift and body.position not in (Position.OBJECT, Position.NEED_INFORMATION):
        raise Refused("vote.would-lift")


def _asked(case: Case, seat: str) -> int:
    votes = [vote for one in case.rounds.values() for vote in one.votes.values() if vote.voided is None]
    return sum(1 for vote in votes if vote.body.seat == seat and vote.body.position is Position.NEED_INFORMATION)
