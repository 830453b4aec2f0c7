"""Rules of escalation: the committee hands a case up; the higher authority rules on a contested prohibition."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, DecisionEscalated, GateRuled
from app.models.case import Case
from app.models.change import replace
from app.models.course import Escalation
from app.models.outcomes import EscalationCause, GateStatus
from app.models.procedure import Overdue, Procedure, StepKind
from app.workflows.committee import check_officeholder, committee_of
from app.workflows.course import standing_deadlines
from app.workflows.decisions import all_positions
from app.workflows.facts import claim
from app.workflows.finality import final_decision
from app.workflows.registration import check_open
from app.workflows.road import status
from app.workflows.rounds import deferrals, open_round
from app.workflows.rules import View, rule, signed


def _escalate(case: Case, act: Act) -> Case:
    return replace(case, escalations={**case.escalations, act.id: Escalation(body=act.body, by=signed(act))})


def _rule(case: Case, act: Act) -> Case:
    """Of two rulings made apart the earlier counts."""
    gate = case.gates[act.body.gate]
    ruling = act.body.prohibited, act.body.reasons, signed(act)
    rulings = sorted((*gate.rulings, ruling), key=lambda one: one[2].order)
    return replace(case, gates={**case.gates, act.body.gate: replace(gate, rulings=tuple(rulings))})


@rule(DecisionEscalated, effect=_escalate)
def check_escalated(case: Case, view: View, act: Act) -> None:
    """Chair or secretary hand the case up, with every standing position, once its deferrals or its time are used up."""
    check_open(case)
    body, procedure = act.body, view.procedure(case.procedure)
    committee = committee_of(procedure)
    check_officeholder(view.realm, act, committee)
    step = next(one for one in procedure.steps if one.kind is StepKind.COMMITTEE)
    _, where = status(case, view, step.id)
    if where.state != "open":
        raise Refused("step.not-open", step=step.id, state=where.state, reference=case.reference)
    if open_round(case) is not None:
        raise Refused("question.open-already", reference=case.reference)
    if body.cause is EscalationCause.DEFERRALS and deferrals(case) <= committee.deferrals:
        raise Refused("escalation.deferrals-left", made=deferrals(case), limit=committee.deferrals)
    if body.cause is EscalationCause.OVERDUE and not _late(case, step.id):
        raise Refused("escalation.not-overdue", step=step.id)
    to = higher_authority(view, procedure)
    if body.to != to:
        raise Refused("escalation.to", to=to)
    if body.positions != all_positions(case):
        raise Refused("escalation.positions")
    if not body.reason.strip():
        raise Refused("reasons.needed")


def _late(case: Case, step: str) -> bool:
    return any(one.effect is Overdue.ESCALATE for one in standing_deadlines(case, step))


def higher_authority(view: View, procedure: Procedure) -> str:
    """The agency above committee and agencies. Raises `Refused` where procedure or charter name none."""
    assert view.realm.charter is not None
    code = view.realm.charter.agency_for(procedure.higher_authority)
    if not code:
        raise Refused("escalation.nobody", procedure=procedure.id)
    return code


@rule(GateRuled, effect=_rule)
def check_ruled(case: Case, view: View, act: Act) -> None:
    """A head of the higher authority rules once on a contested "yes", with reasons; no vote can."""
    check_open(case)
    gate = case.gates.get(act.body.gate)
    if gate is None or not any(answer.yes for answer in gate.answers):
        raise Refused("gate.unknown", gate=act.body.gate)
    if gate.rulings:
        raise Refused("gate.ruled-already")
    if gate.withdrawn is not None:
        raise Refused("gate.withdrawn-already")
    if claim(gate) is not GateStatus.CONTESTED:
        raise Refused("gate.not-contested")
    authority = higher_authority(view, view.procedure(case.procedure))
    if act.agency != authority:
        raise Refused("gate.other-authority", authority=authority)
    if act.officer in {gate.by.officer, *(by.officer for _, _, by in gate.reviews)}:
        raise Refused("second-person.same", officer=act.officer)
    if final_decision(case) is not None:
        raise Refused("decision.final-already", reference=case.reference)
    if not act.body.reasons.strip():
        raise Refused("reasons.needed")
