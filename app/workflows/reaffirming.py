"""Rules of reaffirming: an opinion or a position stands again, signed once by its author who saw what changed."""

from __future__ import annotations

from typing import Any

from app.errors import Refused
from app.models.acts import Act, OpinionReaffirmed, PositionReaffirmed, PositionTaken
from app.models.case import Case, Opinion, Round, Vote
from app.models.change import replace
from app.models.outcomes import Difference, Position
from app.models.plain import to_plain
from app.workflows.difference import difference_since, plain_difference
from app.workflows.dossier import dossier_hash
from app.workflows.finality import final_decision
from app.workflows.opinions import check_items_named, check_present, own_standing
from app.workflows.road import status
from app.workflows.rounds import check_ballot, check_content, check_silent, own_session, vote_on
from app.workflows.rules import View, rule, signed
from app.workflows.steps import check_tasks

QUESTION = "question"
"""The part of a difference between two questions that is not the dossier's."""


def opinion_difference(case: Case, opinion: Opinion) -> tuple[Difference, ...]:
    """What changed in the dossier since the agency last said that its opinion stands."""
    last = opinion.reaffirmed[-1][0] if opinion.reaffirmed else opinion.body.dossier
    return difference_since(case, last)


def position_difference(case: Case, earlier: Round, one: Round) -> tuple[Difference, ...]:
    """What differs between two questions: text, outcomes, conditions, and the dossier since the earlier one."""
    return plain_difference(_put(earlier), _put(one), QUESTION) + difference_since(case, earlier.question.dossier)


def _put(one: Round) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(one.question)
    return {name: plain[name] for name in ("text", "text_fr", "outcomes", "conditions")}


def earlier_vote(case: Case, one: Round, seat: str) -> tuple[Round, Vote] | None:
    """The seat's standing vote on the latest earlier question on which it has one, with the round of that question.

    The vote of a person who has stepped out since is nobody's to repeat.
    """
    before = [other for other in case.rounds.values() if other.question.number < one.question.number]
    for other in sorted(before, key=lambda other: (other.question.number, other.by.order), reverse=True):
        for vote in other.standing():
            if vote.body.seat == seat and vote.by.officer not in case.conflicts:
                return other, vote
    return None


def _reaffirm(case: Case, act: Act) -> Case:
    opinion = case.opinions[act.body.opinion]
    known = sorted((*opinion.reaffirmed, (act.body.dossier, signed(act))), key=lambda one: one[1].order)
    return replace(case, opinions={**case.opinions, opinion.id: replace(opinion, reaffirmed=tuple(known))})


def _repeat(case: Case, act: Act) -> Case:
    votes = (one.votes.get(act.body.earlier) for one in case.rounds.values())
    return vote_on(case, act, _repeated(next(vote for vote in votes if vote is not None), act))


def _repeated(earlier: Vote, act: Act) -> PositionTaken:
    return replace(_plainly(earlier.body), question=act.body.question, shown=act.body.shown)


def _plainly(body: PositionTaken) -> PositionTaken:
    """A position whether it was taken or changed."""
    return PositionTaken(
        question=body.question,
        seat=body.seat,
        position=body.position,
        reasons=body.reasons,
        criteria=body.criteria,
        conditions=body.conditions,
        would_lift=body.would_lift,
        amendment=body.amendment,
        amendment_fr=body.amendment_fr,
    )


@rule(OpinionReaffirmed, effect=_reaffirm)
def check_opinion_reaffirmed(case: Case, view: View, act: Act) -> None:
    """An agency's standing opinion from before a change stands on the dossier as it is, after seeing the change."""
    body, opinion = act.body, own_standing(case, act.body.opinion, act.agency)
    if final_decision(case) is not None:
        raise Refused("decision.final-already", reference=case.reference)
    if opinion.stands_on(dossier_hash(case)):
        raise Refused("reaffirm.stands-already")
    check_present(case, body.dossier)
    check_items_named(case, opinion.body)
    step, _ = status(case, view, opinion.body.step)
    check_tasks(case, step)
    _check_seen(body.difference, opinion_difference(case, opinion))


@rule(PositionReaffirmed, effect=_repeat, reads=own_session)
def check_position_reaffirmed(case: Case, view: View, act: Act) -> None:
    """A seat takes on a new question the position it took on the last one, after seeing what differs."""
    one, committee = check_ballot(case, view, act)
    check_silent(one, act.body.seat)
    found = earlier_vote(case, one, act.body.seat)
    if found is None or found[1].id != act.body.earlier:
        raise Refused("reaffirm.other-vote", seat=act.body.seat)
    before, vote = found
    if vote.body.position is Position.NEED_INFORMATION:
        raise Refused("reaffirm.information")
    check_content(case, view, committee, one, _repeated(vote, act))
    _check_seen(act.body.difference, position_difference(case, before, one))


def _check_seen(given: tuple[Difference, ...], recomputed: tuple[Difference, ...]) -> None:
    if given != recomputed:
        raise Refused("reaffirm.difference", count=len(recomputed))
