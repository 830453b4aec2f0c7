"""Rules of what seats say of a round at a distance itself: that they have its deadline, that silence may be used."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, QuestionReceipted, SilenceAnswered
from app.models.case import Case
from app.models.change import replace
from app.models.outcomes import Method
from app.models.procedure import SeatKind
from app.workflows.committee import seat_of
from app.workflows.distance import at_distance
from app.workflows.rounds import check_ballot, check_sits_there, own_session, with_round
from app.workflows.rules import View, rule, signed


def _answer(case: Case, act: Act) -> Case:
    one = case.rounds[act.body.question]
    answers = {**one.answers, act.id: (act.body.seat, act.body.accepts, signed(act))}
    return with_round(case, replace(one, answers=answers))


def _receipt(case: Case, act: Act) -> Case:
    one = case.rounds[act.body.question]
    return with_round(case, replace(one, receipts={**one.receipts, act.id: (act.body.seat, signed(act))}))


@rule(SilenceAnswered, effect=_answer, reads=own_session)
def check_answered(case: Case, view: View, act: Act) -> None:
    """A voting seat in the session in which silence is proposed accepts its use or not, once."""
    one, committee = check_ballot(case, view, act)
    if one.question.method is not Method.SILENCE or committee.silence is None or not committee.silence.consensus:
        raise Refused("silence.not-asked", reference=case.reference)
    if seat_of(committee, act.body.seat).kind is not SeatKind.VOTING:
        raise Refused("silence.voting-seats", seat=act.body.seat)
    check_sits_there(view, act, one)
    answered = {seat for seat, _, by in one.answers.values() if by.officer not in case.conflicts}
    if act.body.seat in answered:
        raise Refused("silence.answered-already", seat=act.body.seat)


@rule(QuestionReceipted, effect=_receipt, reads=own_session)
def check_receipted(case: Case, view: View, act: Act) -> None:
    """Whoever may act for a seat has the question and its exact moment, before that has come."""
    one, _ = check_ballot(case, view, act)
    if not at_distance(one):
        raise Refused("receipt.in-session", reference=case.reference)
    if act.body.expires != one.question.expires:
        raise Refused("receipt.other-moment", expires=one.question.expires)
    known = {seat for seat, by in one.receipts.values() if by.officer not in case.conflicts}
    if act.body.seat in known:
        raise Refused("receipt.given-already", seat=act.body.seat)
