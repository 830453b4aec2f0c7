"""What changes a case's way: withdrawal, links, conflicts, passed limits, other holders, rulings, escalation."""

from __future__ import annotations

from datetime import UTC

from app.desk.office import Counter
from app.errors import Refused
from app.models.acts import (
    CasesLinked,
    CaseWithdrawn,
    CompetenceClaimed,
    CompetenceDeclined,
    CompetenceRuled,
    ConflictDeclared,
    DeadlineRecorded,
    DecisionEscalated,
    EscalationReturned,
    GateRuled,
    StepReassigned,
    StepWaived,
)
from app.models.case import Case
from app.models.outcomes import EscalationCause, GateStatus
from app.models.procedure import Procedure
from app.store.transaction import Change, Transaction
from app.workflows.committee import committee_of
from app.workflows.competence import disputed
from app.workflows.course import escalation, has_declined
from app.workflows.decisions import all_positions
from app.workflows.escalation import higher_authority, level_due, next_level
from app.workflows.facts import claim
from app.workflows.in_realm import holder_of
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

    def claim_step(self, reference: str, step: str, reasons: str, holder: str = "") -> Change:
        """Say that one's own agency, not the holder, is competent; `holder` is needed only where several hold it."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            _, where = status(case, tx.world, step)
            body = CompetenceClaimed(step=step, holder=holder or where.agency, reasons=reasons)
            return self.append(tx, f"case:{case.id}", body)

    def rule_competence(self, reference: str, step: str, agency: str, reasons: str, holder: str = "") -> Change:
        """Settle, for the agency that the procedure names, who is competent for what `holder` holds of a step."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            body = CompetenceRuled(
                step=step, holder=holder or _in_dispute(tx, case, step), agency=agency, reasons=reasons
            )
            return self.append(tx, f"case:{case.id}", body)

    def escalate(self, reference: str, reason: str, cause: EscalationCause | None = None) -> Change:
        """Hand the case with every standing position to the next level.

        Without `cause`: from the committee the used-up deferrals, else the limit of its step that was recorded as
        passed; from a level, referred by its own head, else its limit that passed.
        """
        with self.office.store.transaction() as tx:
            case, charter = self.case_for(tx, reference), tx.realm.charter
            assert charter is not None
            procedure = tx.world.procedure(case.procedure)
            higher_authority(tx.world, procedure)
            number, level = next_level(case, tx.world)
            body = DecisionEscalated(
                cause=cause or self._cause(case, procedure),
                to=holder_of(level.authority, charter),
                positions=all_positions(case),
                reason=reason,
                level=number,
                due=level_due(level, charter, self.office.now().astimezone(UTC).isoformat()),
            )
            return self.append(tx, f"case:{case.id}", body)

    def _cause(self, case: Case, procedure: Procedure) -> EscalationCause:
        above = escalation(case)
        if above is not None:
            own = above.body.to == self.office.signer.agency
            return EscalationCause.REFERRED if own else EscalationCause.OVERDUE
        used_up = deferrals(case) > committee_of(procedure).deferrals
        return EscalationCause.DEFERRALS if used_up else EscalationCause.OVERDUE

    def give_back(self, reference: str, instructions: str, instructions_fr: str) -> Change:
        """Give the case back to the committee, as a head of the level it lies with."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            above = escalation(case)
            body = EscalationReturned(
                escalation=above.by.act if above else "", instructions=instructions, instructions_fr=instructions_fr
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


def _in_dispute(tx: Transaction, case: Case, step_id: str) -> str:
    """The first holder of a step about whom a ruling is asked; else the first one, for the rule to refuse."""
    step, where = status(case, tx.world, step_id)
    return next((one for one in where.agencies if disputed(case, step, one)), where.agency)


def _contested(case: Case) -> str:
    """The contested answer that nobody ruled on; without one the latest "yes", for the rule to refuse."""
    claimed = [
        (gate.by.order, name, claim(gate) is GateStatus.CONTESTED and not gate.rulings)
        for name, gate in case.gates.items()
        if any(answer.yes for answer in gate.answers)
    ]
    waiting = [one for one in claimed if one[2]]
    return max(waiting or claimed)[1] if claimed else ""
