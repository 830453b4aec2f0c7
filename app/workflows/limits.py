"""Rules of passed limits: what the procedure provides is recorded by an act, and a step may be done without."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, DeadlineRecorded, StepWaived
from app.models.case import Case
from app.models.change import replace
from app.models.course import Deadline, Waiver
from app.models.outcomes import GateStatus
from app.models.procedure import MAY_BE_PASSED, Overdue, Step, StepKind
from app.workflows.course import standing_deadlines
from app.workflows.engine import StepStatus
from app.workflows.facts import gate_status
from app.workflows.finality import final_decision
from app.workflows.registration import check_open
from app.workflows.road import case_progress, has_spoken, moment, status
from app.workflows.rules import View, rule, signed


def _record(case: Case, act: Act) -> Case:
    body = act.body
    passed = Deadline(step=body.step, due=body.due, effect=body.effect, by=signed(act))
    return replace(case, deadlines={**case.deadlines, act.id: passed})


def _waive(case: Case, act: Act) -> Case:
    waiver = Waiver(step=act.body.step, reason=act.body.reason, by=signed(act))
    return replace(case, waivers={**case.waivers, act.id: waiver})


def overdue(case: Case, view: View, step_id: str, claimed: str) -> StepStatus:
    """Where an open step stands whose limit had passed at the time `claimed`. Raises `Refused`."""
    status(case, view, step_id)
    assert view.realm.charter is not None
    road = case_progress(case, view.procedure(case.procedure), view.realm.charter, moment(claimed))
    where = road.of(step_id)
    if where.state != "open":
        raise Refused("step.not-open", step=step_id, state=where.state, reference=case.reference)
    if not where.overdue:
        raise Refused("deadline.not-passed", step=step_id, due=where.due.isoformat() if where.due else "-")
    return where


@rule(DeadlineRecorded, effect=_record)
def check_deadline(case: Case, view: View, act: Act) -> None:
    """The agency that runs the case records, once, that a limit passed and what the procedure provides for then."""
    check_open(case)
    check_lead(case, view, act)
    where = overdue(case, view, act.body.step, act.claimed)
    if where.due is None or act.body.due != where.due.isoformat():
        raise Refused("deadline.due", step=act.body.step, due=where.due.isoformat() if where.due else "-")
    if act.body.effect is not where.step.overdue:
        raise Refused("deadline.effect", step=act.body.step, effect=where.step.overdue.value)
    if act.body.effect is Overdue.NO_OBJECTION:
        _check_silent(case, view, where.step)
    if any((one.step, one.due) == (act.body.step, act.body.due) for one in case.deadlines.values()):
        raise Refused("deadline.recorded-already", step=act.body.step, due=act.body.due)


def _check_silent(case: Case, view: View, step: Step) -> None:
    """Silence is no answer while somebody claims a prohibition under Article 6, nor where an opinion was given."""
    assert view.realm.charter is not None
    if gate_status(case) in (GateStatus.CLAIMED, GateStatus.CONTESTED):
        raise Refused("deadline.silence-barred", reference=case.reference)
    if has_spoken(case, step, view.realm.charter):
        raise Refused("deadline.opinion-given", step=step.id)


@rule(StepWaived, effect=_waive)
def check_waived(case: Case, view: View, act: Act) -> None:
    """A head of the agency that the procedure names does without an open step, and says why."""
    check_open(case)
    step, where = status(case, view, act.body.step)
    if final_decision(case) is not None and step.kind is not StepKind.NOTIFY:
        raise Refused("decision.final-already", reference=case.reference)
    if where.state != "open":
        raise Refused("step.not-open", step=step.id, state=where.state, reference=case.reference)
    allowed = waived_by(case, view, step)
    if not allowed:
        raise Refused("waiver.not-provided", step=step.id)
    if act.agency not in allowed:
        raise Refused("waiver.other-agency", step=step.id, agency=", ".join(sorted(allowed)))
    if not act.body.reason.strip():
        raise Refused("reasons.needed")


def waived_by(case: Case, view: View, step: Step) -> frozenset[str]:
    """Agencies whose heads may do without the step: the one named, and once a limit escalated the one above.

    Nobody does without a treaty question, nor without what the road cannot go round.
    """
    assert view.realm.charter is not None
    if step.tasks or step.kind not in MAY_BE_PASSED:
        return frozenset()
    named = {step.waived_by}
    if any(one.effect is Overdue.ESCALATE for one in standing_deadlines(case, step.id)):
        named |= {step.escalates_to}
    return frozenset(code for name in named - {""} if (code := view.realm.charter.agency_for(name)))


def check_lead(case: Case, view: View, act: Act) -> None:
    """Refuse another agency than the one that runs the case: the holder of intake."""
    assert view.realm.charter is not None
    lead = view.realm.charter.agency_for(view.procedure(case.procedure).lead)
    if act.agency != lead:
        raise Refused("case.lead-agency", reference=case.reference, lead=lead or "-", agency=act.agency)
