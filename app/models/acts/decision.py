"""Acts that decide and license."""

from __future__ import annotations

from app.models.acts.base import Body, Scope, act
from app.models.outcomes import Beside, ConditionRef, ItemOutcome, LicensedItem, Verdict


@act(Scope.CASE)
class DecisionProposed(Body):
    """The decision: its ground, the exact positions it rests on, conditions, text, one outcome per item.

    `authority` is who decides: an agency, or ``committee``; where several decide on their own items, `outcomes` names
    that authority's alone. `beside` is what stood in linked cases and with the other authorities. `signatures` repeats
    how many are asked. A higher authority's decision taken on paper names its `signatory`, the day it was `dated` and
    the SHA-256 of its `scan`. `review` is the reconsideration it ends, `verdict` what it makes of the first decision.
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
    scan: str = ""
    signatory: str = ""
    dated: str = ""
    review: str = ""
    verdict: Verdict | None = None
    shown: str = ""


@act(Scope.CASE)
class DecisionSigned(Body):
    decision: str
    shown: str = ""


@act(Scope.CASE)
class LicenceIssued(Body):
    """`number` is the case's reference with ``/L1``, ``/L2`` for that of a second authority; dates are ISO.

    `valid_from` is empty where a licence is valid from its service.
    """

    number: str
    decision: str
    items: tuple[LicensedItem, ...]
    conditions: tuple[ConditionRef, ...]
    valid_from: str
    valid_until: str
    shown: str = ""
