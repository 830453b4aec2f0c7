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
    """Why a case goes up: used-up deferrals, a passed limit, or referred by the level it lies with."""

    DEFERRALS = "deferrals"
    OVERDUE = "overdue"
    REFERRED = "referred"


class Method(StrEnum):
    """How a round is held: in a sitting session, at a distance in writing, or by silence until an exact moment."""

    SESSION = "session"
    WRITTEN = "written"
    SILENCE = "silence"


class Purpose(StrEnum):
    """What a question is for: a decision, the ratification of an urgent one, or the revocation of a licence."""

    DECIDE = "decide"
    RATIFY = "ratify"
    REVOKE = "revoke"


class SuspensionCause(StrEnum):
    """Why a licence is suspended."""

    RATIFICATION_FAILED = "ratification-failed"
    RATIFICATION_LAPSED = "ratification-lapsed"
    ADVERSE_EVIDENCE = "adverse-evidence"
    OTHER = "other"


class MassCriterion(StrEnum):
    """What licences suspended by one act have in common."""

    DESTINATION = "destination"
    END_USER = "end-user"
    GOODS = "goods"


class PaperKind(StrEnum):
    """Papers that are served on the applicant."""

    ACKNOWLEDGEMENT = "acknowledgement"
    REQUEST = "request"
    REMINDER = "reminder"
    LICENCE = "licence"
    REFUSAL = "refusal"
    RETURN = "return"
    DECISION = "decision"
    CORRIGENDUM = "corrigendum"
    SUSPENSION = "suspension"
    REVOCATION = "revocation"
    STATUTORY = "statutory"


class ServiceMeans(StrEnum):
    """How a paper reached the applicant."""

    POST = "post"
    REGISTERED_POST = "registered-post"
    HAND = "hand"
    COURIER = "courier"


class ReviewCause(StrEnum):
    """Why a decision is reconsidered."""

    REQUEST = "request"
    OWN_MOTION = "own-motion"


class Verdict(StrEnum):
    """What a reconsideration made of the first decision."""

    UPHELD = "upheld"
    VARIED = "varied"
    ANNULLED = "annulled"


class EvidenceKind(StrEnum):
    """What came up about a case, beside its papers; each bars adoption by silence."""

    ADVERSE = "adverse-evidence"
    EMBARGO = "embargoed-destination"
    DENIAL = "previous-denial"


class StatementKind(StrEnum):
    """What a seat has annexed to the minutes."""

    INTERPRETATIVE = "interpretative-statement"
    RESERVATION = "reservation"


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
    """Who sat on a seat when the question was put; `kind` is the seat's kind.

    A written or silence procedure asks every seat; `officer` is empty where nobody sat.
    """

    seat: str
    officer: str
    kind: str = "voting"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatHolder:
    """A person on a seat from `since` until `until` (ISO dates; empty: open), in the order of precedence."""

    officer: str
    since: str
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceRef:
    """A licence by its case, the act that issued it, and its number."""

    case: str
    licence: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRef:
    """A round by its case, the case's reference, and the question's fingerprint."""

    case: str
    reference: str
    question: str


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
