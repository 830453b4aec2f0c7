"""What the papers say by which a case goes up to a higher authority, and by which a decision's text is corrected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.documents.case_papers import BasisRow
from app.documents.papers import ConditionRow, GoodsRow, Imprint, OutcomeRow, PartyRow, Signatory
from app.models.application import Activity, LicenceKind
from app.models.outcomes import EscalationCause, EvidenceKind, GateStatus, Position
from app.models.procedure import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRow:
    """A standing objection, and what its author says would lift it; empty where he said nothing."""

    who: Text
    reasons: str
    criteria: tuple[str, ...] = ()
    would_lift: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRow:
    """A seat's position in a round; `stands` unless it was replaced or voided."""

    seat: Text
    name: str
    position: Position
    signed: str
    reasons: str = ""
    criteria: tuple[str, ...] = ()
    conditions: tuple[int, ...] = ()
    stands: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRound:
    """One question of the committee, what it proposed, who said what, and how it ended."""

    number: int
    put_on: date
    text: Text
    outcomes: tuple[OutcomeRow, ...]
    votes: tuple[VoteRow, ...]
    ending: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    kind: EvidenceKind
    text: str
    source: str
    by: Text
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the addressee is asked, by whom, why, and by when (None: without a limit)."""

    level: int
    title: Text
    to: Text
    cause: EscalationCause
    reason: str
    by: Signatory
    on: date
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierUp:
    """An earlier escalation of the case, or its return with instructions."""

    on: date
    by: Text
    what: Text
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationPaper:
    """The whole case for the higher authority; confidential annexes are no part of it."""

    imprint: Imprint
    activity: Activity
    kind: LicenceKind
    applicant: PartyRow
    procedure: Text
    asked: Asked
    gate: GateStatus
    goods: tuple[GoodsRow, ...]
    objections: tuple[ObjectionRow, ...]
    positions: tuple[BasisRow, ...]
    rounds: tuple[PastRound, ...]
    conditions: tuple[ConditionRow, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    earlier: tuple[EarlierUp, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrigendumPaper:
    """Words of a decision's text that were wrong, and what stands there instead; nothing else changes.

    `applicant` is None where a notice told the applicant the decision in words of its own: then it stays in the file.
    """

    imprint: Imprint
    activity: Activity
    kind: LicenceKind
    applicant: PartyRow | None
    decision: str
    decided_on: date
    authority: Text
    language: str
    before: str
    after: str
    text: Text
    confirmed: Signatory
