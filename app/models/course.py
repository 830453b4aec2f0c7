"""What changes a case's way: withdrawal, conflicts, passed limits, other holders, another procedure, escalation."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.acts import DecisionEscalated, MigrationProposed
from app.models.procedure import Overdue
from app.models.signed import Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """The applicant took the application back at `stage`; `received` is the ISO date of the request."""

    by: Signed
    reason: str
    received: str
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A person who stepped out of the case."""

    by: Signed
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A limit that passed, as recorded."""

    step: str
    due: str
    effect: Overdue
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A step that is done without, and why."""

    step: str
    reason: str
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An agency that said it was not competent for a step."""

    step: str
    reasons: str
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassignment:
    """A step, or an authority's items, that went to another agency."""

    step: str
    declined_by: str
    agency: str
    reason: str
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """A change of procedure, in force once confirmed."""

    id: str
    body: MigrationProposed
    by: Signed
    confirmed: Signed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """The case as handed to the higher authority."""

    body: DecisionEscalated
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedUp:
    """A case that the higher authority gave back to the committee, and its instructions in both languages."""

    escalation: str
    instructions: str
    instructions_fr: str
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictClaim:
    """A conflict of interest of `officer` that somebody else raised; each ruling says whether it was upheld."""

    id: str
    officer: str
    reason: str
    by: Signed
    rulings: tuple[tuple[bool, str, Signed], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLink:
    """Another case that is part of the same transfer."""

    other: str
    reference: str
    reason: str
    by: Signed
