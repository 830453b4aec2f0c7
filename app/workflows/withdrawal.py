"""The rule of withdrawal: until the applicant was told the outcome, the application can be taken back."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, CaseWithdrawn
from app.models.case import Case
from app.models.change import replace
from app.models.charter import Charter
from app.models.course import Withdrawal
from app.models.procedure import Procedure, StepKind
from app.workflows.calendar import is_day
from app.workflows.finality import final_decision, final_decisions
from app.workflows.in_realm import holder_of
from app.workflows.registration import check_open
from app.workflows.road import case_progress, grants
from app.workflows.rules import View, rule, signed
from app.workflows.serving import told

DECIDED = "decided"


def _withdraw(case: Case, act: Act) -> Case:
    """Of two withdrawals recorded apart the earlier counts."""
    body, by = act.body, signed(act)
    if case.withdrawn is not None and case.withdrawn.by.order < by.order:
        return case
    return replace(case, withdrawn=Withdrawal(by=by, reason=body.reason, received=body.received, stage=body.stage))


def stage_reached(case: Case, procedure: Procedure, charter: Charter) -> str:
    """The first open step of a case that was not withdrawn, or ``decided``: what a withdrawal records."""
    return next((one.step.id for one in case_progress(case, procedure, charter).open), DECIDED)


def notified(case: Case, procedure: Procedure, charter: Charter) -> bool:
    """Whether the applicant was told: by a paper served or a licence, or where no step is for it by a plain refusal."""
    if case.licences or told(case):
        return True
    steps = case_progress(case, procedure, charter).steps
    telling = [one.state for one in steps if one.step.kind is StepKind.NOTIFY and one.state != "skipped"]
    if telling:
        return "done" in telling
    return final_decision(case) is not None and not any(map(grants, final_decisions(case)))


@rule(CaseWithdrawn, effect=_withdraw)
def check_withdrawn(case: Case, view: View, act: Act) -> None:
    """The agency that runs the case records the applicant's request with its day, a reason and the stage reached."""
    check_open(case)
    procedure, charter = view.procedure(case.procedure), view.realm.charter
    assert charter is not None
    lead = holder_of(procedure.lead, charter)
    if act.agency != lead:
        raise Refused("withdrawal.only-lead", agency=lead)
    if notified(case, procedure, charter):
        raise Refused("withdrawal.notified", reference=case.reference)
    if not act.body.reason.strip():
        raise Refused("reasons.needed")
    if not is_day(act.body.received) or not case.application.applied_on <= act.body.received <= act.claimed[:10]:
        raise Refused("withdrawal.received", day=act.body.received, today=act.claimed[:10])
    expected = stage_reached(case, procedure, charter)
    if act.body.stage != expected:
        raise Refused("withdrawal.stage", expected=expected)
