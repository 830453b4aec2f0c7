"""Acts that decide and license."""

from __future__ import annotations

from app.models.acts.base import Body, Scope, act
from app.models.outcomes import Beside, ConditionRef, ItemOutcome, LicensedItem


@act(Scope.CASE)
class DecisionProposed(Body):
    """The decision: its ground, the exact positions it rests on, conditions, text, one outcome per item.

    `authority` is who decides: an agency, or ``committee``; where several decide on their own items, `outcomes` names
    that authority's alone. `beside` is what stood in linked cases and with the other authorities. `signatures` repeats
    how many are asked.
    """

    step: str
    authority: str
    ground: str
    question: str | None
    positions: tuple[str, ...]
    conditions: tuple[ConditionRef, ...]
    outcomes: tuple[ItemOutcome, ...]
    dossier: str
    text: str
    text_fr: str
    signatures: int
    beside: tuple[Beside, ...] = ()
    replaces: tuple[str, ...] = ()
    shown: str = ""


@act(Scope.CASE)
class DecisionSigned(Body):
    decision: str
    shown: str = ""


@act(Scope.CASE)
class LicenceIssued(Body):
    """`number` is the case's reference with ``/L1``, ``/L2`` for that of a second authority; dates are ISO."""

    number: str
    decision: str
    items: tuple[LicensedItem, ...]
    conditions: tuple[ConditionRef, ...]
    valid_from: str
    valid_until: str
    shown: str = ""
