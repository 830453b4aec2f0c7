"""Positions, outcomes, answers and references that acts and states are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Position(StrEnum):
    """What a seat or an agency says. Absence is never cast: it comes from attendance."""

    AGREE = "agree"
    AGREE_WITH_CONDITIONS = "agree-with-conditions"
    AGREE_WITH_RESERVATION = "agree-with-reservation"
    ABSTAIN = "abstain"
    OBJECT = "object"
    NEED_INFORMATION = "need-information"
    NOT_COMPETENT = "not-competent"


AGREEING = frozenset({Position.AGREE, Position.AGREE_WITH_CONDITIONS, Position.AGREE_WITH_RESERVATION})
NEEDS_REASONS = frozenset({Position.OBJECT, Position.AGREE_WITH_RESERVATION, Position.NEED_INFORMATION})


class Outcome(StrEnum):
    """What an item receives."""

    GRANT = "grant"
    REDUCED_GRANT = "reduced-grant"
    REFUSE = "refuse"
    NO_LICENCE_REQUIRED = "no-licence-required"
    RETURN = "return-without-action"
    DEFERRED = "deferred"


GRANTING = frozenset({Outcome.GRANT, Outcome.REDUCED_GRANT})


class Result(StrEnum):
    """What a round gave."""

    CONSENSUS = "consensus"
    NO_CONSENSUS = "no-consensus"


class GateStatus(StrEnum):
    """Where the Article 6 answers stand."""

    UNANSWERED = "unanswered"
    CLEAR = "clear"
    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    CONTESTED = "contested"
    WITHDRAWN = "withdrawn"


class EscalationCause(StrEnum):
    """Why a committee hands a case to the higher authority."""

    DEFERRALS = "deferrals"
    OVERDUE = "overdue"


class QueryOutcome(StrEnum):
    """How a question to the applicant ended."""

    ANSWERED = "answered"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where two versions differ; empty `before` means added, empty `after` removed.

    `part` is what it belongs to (``lines.2``, ``steps.treaty``, or nothing for the whole), `field` the field of it.
    """

    part: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stood elsewhere when a decision was made: another authority of the case, or a linked case.

    `state` is ``open``, ``withdrawn`` or how the other decision ended: ``granted``, ``partly-granted``, ``refused``,
    ``closed``.
    """

    authority: str = ""
    case: str = ""
    reference: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateAnswer:
    """`question` is ``6.1``, ``6.2`` or ``6.3``; a yes prohibits."""

    question: str
    yes: bool
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskFinding:
    """One row of the Article 7 grid: ``7.1.a``, ``7.1.b.i`` to ``7.1.b.iv``, ``7.4``.

    Levels are none, low, medium, high and unknown.
    """

    question: str
    likelihood: str
    severity: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPosition:
    item: str
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemOutcome:
    """`quantity` and `value` bound a reduced grant; empty means as in the dossier."""

    item: str
    outcome: Outcome
    quantity: str = ""
    value: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRef:
    """One version of a condition, its owner and both texts, as carried by a question, a decision and a licence."""

    number: int
    version: int
    owner: str
    text: str
    text_fr: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Who sat on a seat when the question was put; `kind` is the seat's kind."""

    seat: str
    officer: str
    kind: str = "voting"


@dataclass(frozen=True, slots=True, kw_only=True)
class LicensedItem:
    """Decimal strings; `unit` and `currency` as in the dossier's line."""

    item: str
    description: str
    control_code: str
    destination: str
    end_user: str
    quantity: str
    unit: str
    value: str
    currency: str
