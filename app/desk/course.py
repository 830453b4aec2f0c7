"""What changes a case's way: withdrawal, links, conflicts, passed limits, other holders, rulings, escalation."""

from __future__ import annotations

from datetime import UTC

from app.desk.office import Counter
from app.errors import Refused
from app.models.acts import (
    CasesLinked,
    CaseWithdrawn,
    CompetenceDeclined,
    ConflictDeclared,
    DeadlineRecorded,
    DecisionEscalated,
    GateRuled,
    StepReassigned,
    StepWaived,
)
from app.models.case import Case
from app.models.outcomes import EscalationCause, GateStatus
from app.store.transaction import Change, Transaction
from app.workflows.committee import committee_of
from app.workflows.course import has_declined
from app.workflows.decisions import all_positions
from app.workflows.escalation import higher_authority
from app.workflows.facts import claim
from app.workflows.limits import overdue
from app.workflows.road import case_progress, status
from app.workflows.rounds import deferrals
from app.workflows.withdrawal import stage_reached


class Course(Counter):
    """The part of the desk for a case that leaves the road its procedure draws; `reference` names the case."""

    def withdraw(self, reference: str, reason: str, received: str) -> Change:
        """Record that the applicant took the application back on the day `received` (ISO date)."""
        with self.office.store.transaction() as tx:
            case, charter = self.case_for(tx, reference), tx.realm.charter
            assert charter is not None
            stage = stage_reached(case, tx.world.procedure(case.procedure), charter)
            return self.append(tx, f"case:{case.id}", CaseWithdrawn(reason=reason, received=received, stage=stage))

    def link(self, reference: str, other: str, reason: str) -> Change:
        """Make two cases known as parts of one transfer, each in the other: two acts or none."""
        with self.office.store.transaction() as tx:
            pair = self.case_for(tx, reference), self.case_for(tx, other)
            changes = [
                self.append(
                    tx, f"case:{one.id}", CasesLinked(other=beside.id, reference=beside.reference, reason=reason)
                )
                for one, beside in (pair, pair[::-1])
            ]
            acts = tuple(act for change in changes for act in change.acts)
            return Change(frozenset(one.id for one in pair), frozenset(), realm=False, acts=acts)

    def declare_conflict(self, reference: str, reason: str) -> Change:
        """Step out of a case for good."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            return self.append(tx, f"case:{case.id}", ConflictDeclared(reason=reason))

    def record_deadline(self, reference: str, step: str) -> Change:
        """Record that the limit of an open step has passed; day and effect are the procedure's."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            where = overdue(case, tx.world, step, self.office.now().astimezone(UTC).isoformat())
            assert where.due is not None
            body = DeadlineRecorded(step=step, due=where.due.isoformat(), effect=where.step.overdue)
            return self.append(tx, f"case:{case.id}", body)

    def waive_step(self, reference: str, step: str, reason: str) -> Change:
        """Do without a step where the procedure lets one's agency do so."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            return self.append(tx, f"case:{case.id}", StepWaived(step=step, reason=reason))

    def decline_step(self, reference: str, step: str, reasons: str) -> Change:
        """Say that one's agency is not competent for the step it holds."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            body = CompetenceDeclined(step=step or self._own_step(tx, case), reasons=reasons)
            return self.append(tx, f"case:{case.id}", body)

    def reassign_step(self, reference: str, step: str, to: str, reason: str, declined_by: str = "") -> Change:
        """Give a declined step to another agency; `declined_by` is needed only where several declined."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            body = StepReassigned(
                step=step, declined_by=declined_by or _declined_by(tx, case, step), agency=to, reason=reason
            )
            return self.append(tx, f"case:{case.id}", body)

    def rule_gate(self, reference: str, reasons: str, *, prohibited: bool, gate: str = "") -> Change:
        """Rule, as the higher authority, on a contested Article 6 answer."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            body = GateRuled(gate=gate or _contested(case), prohibited=prohibited, reasons=reasons)
            return self.append(tx, f"case:{case.id}", body)

    def escalate(self, reference: str, reason: str, cause: EscalationCause | None = None) -> Change:
        """Hand the case with every standing position to the higher authority.

        Without `cause`: the used-up deferrals, else the limit of the committee's step that was recorded as passed.
        """
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            procedure = tx.world.procedure(case.procedure)
            used_up = deferrals(case) > committee_of(procedure).deferrals
            body = DecisionEscalated(
                cause=cause or (EscalationCause.DEFERRALS if used_up else EscalationCause.OVERDUE),
                to=higher_authority(tx.world, procedure),
                positions=all_positions(case),
                reason=reason,
            )
            return self.append(tx, f"case:{case.id}", body)

    def _own_step(self, tx: Transaction, case: Case) -> str:
        """The one open step that one's agency holds or shares. Raises `Refused` where that is not clear."""
        assert tx.realm.charter is not None
        road = case_progress(case, tx.world.procedure(case.procedure), tx.realm.charter)
        agency = self.office.signer.agency
        mine = [one.step.id for one in road.open if agency in one.agencies]
        if len(mine) != 1:
            raise Refused("step.which", agency=agency, known=", ".join(mine) or "-")
        return mine[0]


def _declined_by(tx: Transaction, case: Case, step_id: str) -> str:
    """The first of a step's holders that declined it; without one the first holder, for the rule to refuse."""
    step, where = status(case, tx.world, step_id)
    return next((one for one in where.agencies if has_declined(case, step, one)), where.agency)


def _contested(case: Case) -> str:
    """The contested answer that nobody ruled on; without one the latest "yes", for the rule to refuse."""
    claimed = [
        (gate.by.order, name, claim(gate) is GateStatus.CONTESTED and not gate.rulings)
        for name, gate in case.gates.items()
        if any(answer.yes for answer in gate.answers)
    ]
    waiting = [one for one in claimed if one[2]]
    return max(waiting or claimed)[1] if claimed else ""
