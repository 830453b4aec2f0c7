"""Acts that change a case's way: withdrawal, reaffirmed positions, conflicts, deadlines, other holders, escalation."""

from __future__ import annotations

from app.models.acts.base import Body, Scope, act
from app.models.outcomes import Difference, EscalationCause
from app.models.procedure import Overdue


@act(Scope.CASE)
class CaseWithdrawn(Body):
    """The applicant takes the application back; `received` is the ISO date of the request, `stage` what was reached."""

    reason: str
    received: str
    stage: str
    shown: str = ""


@act(Scope.CASE)
class CasesLinked(Body):
    """The other part of one transfer: neither case is decided without showing the state of the other."""

    other: str
    reference: str
    reason: str
    shown: str = ""


@act(Scope.CASE)
class OpinionReaffirmed(Body):
    """After seeing what changed in the dossier, the agency's opinion stands on the present one."""

    opinion: str
    dossier: str
    difference: tuple[Difference, ...]
    shown: str = ""


@act(Scope.CASE)
class PositionReaffirmed(Body):
    """A seat takes on a new question the position it took on an `earlier` one (an act's id)."""

    question: str
    seat: str
    earlier: str
    difference: tuple[Difference, ...]
    shown: str = ""


@act(Scope.CASE)
class ConflictDeclared(Body):
    """The signing person steps out of the case for good."""

    reason: str
    shown: str = ""


@act(Scope.CASE)
class DeadlineRecorded(Body):
    """The limit of `step` passed on `due` (ISO date); `effect` is what the procedure provides for."""

    step: str
    due: str
    effect: Overdue
    shown: str = ""


@act(Scope.CASE)
class StepWaived(Body):
    """The agency that the procedure names does without a step, with its reason."""

    step: str
    reason: str
    shown: str = ""


@act(Scope.CASE)
class CompetenceDeclined(Body):
    """The holder of `step` is not competent; somebody else has to be found."""

    step: str
    reasons: str
    shown: str = ""


@act(Scope.CASE)
class StepReassigned(Body):
    """`step` goes from `declined_by`, which declined, to `agency`."""

    step: str
    declined_by: str
    agency: str
    reason: str
    shown: str = ""


@act(Scope.CASE)
class MigrationProposed(Body):
    """The case is to go on under the procedure with this digest; `difference` says what changes."""

    procedure: str
    reason: str
    difference: tuple[Difference, ...]
    shown: str = ""


@act(Scope.CASE)
class MigrationConfirmed(Body):
    proposal: str
    shown: str = ""


@act(Scope.CASE)
class GateRuled(Body):
    """The higher authority rules on a contested Article 6 answer: the prohibition stands, or it is lifted."""

    gate: str
    prohibited: bool
    reasons: str
    shown: str = ""


@act(Scope.CASE)
class DecisionEscalated(Body):
    """The committee, or the level below, hands the case with all its positions to the authority `to`.

    `level` counts from 1; `due` is the ISO date by which that level is to decide, or empty.
    """

    cause: EscalationCause
    to: str
    positions: tuple[str, ...]
    reason: str
    level: int = 1
    due: str = ""
    shown: str = ""
