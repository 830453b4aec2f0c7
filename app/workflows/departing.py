"""When a seat's position departs from what its agency signed in its opinion: then it says why."""

from __future__ import annotations

from typing import Any

from app.models.case import Case, Opinion, Round
from app.models.outcomes import AGREEING, GRANTING, Outcome, Position
from app.workflows.dossier import dossier_hash
from app.workflows.road import standing_opinions


def departs(case: Case, one: Round, body: Any, agency: str) -> Opinion | None:
    """The agency's opinion on the present dossier from which a position departs; None where it keeps to all of them.

    An agency that agreed and now objects departs, or the other way round, and one that drops its conditions. A question
    that refuses turns this round: whoever objected to the application keeps to that by agreeing to refuse it.
    """
    current = dossier_hash(case)
    own = [opinion for opinion in standing_opinions(case) if opinion.by.agency == agency]
    standing = [opinion for opinion in own if opinion.stands_on(current)]
    return next((opinion for opinion in standing if _departs(one, body, opinion, agency)), None)


def _departs(one: Round, body: Any, opinion: Opinion, agency: str) -> bool:
    fits = [_fits(opinion, outcome.item, outcome.outcome) for outcome in one.question.outcomes]
    if body.position is Position.OBJECT:
        return True in fits and False not in fits
    if body.position not in AGREEING:
        return False
    return False in fits or _drops_conditions(one, body, opinion, agency)


def _fits(opinion: Opinion, item: str, outcome: Outcome) -> bool | None:
    """Whether the outcome of an item is what the opinion says; None where one of the two takes no side."""
    said = {each.item: each.position for each in opinion.body.items}.get(item, opinion.body.position)
    if outcome in GRANTING:
        return True if said in AGREEING else False if said is Position.OBJECT else None
    if outcome is Outcome.REFUSE:
        return False if said in AGREEING else True if said is Position.OBJECT else None
    return None


def _drops_conditions(one: Round, body: Any, opinion: Opinion, agency: str) -> bool:
    """Whether an agency that agreed under conditions agrees to a grant without naming those it still asks for."""
    granted = any(outcome.outcome in GRANTING for outcome in one.question.outcomes)
    if opinion.body.position is not Position.AGREE_WITH_CONDITIONS or not granted:
        return False
    own = {condition.number for condition in one.question.conditions if condition.owner == agency}
    return body.position is not Position.AGREE_WITH_CONDITIONS or not own <= set(body.conditions)
