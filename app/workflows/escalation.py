"""Rules of escalation: a case goes up level by level, or back to the committee; a contested prohibition is ruled on."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, DecisionEscalated, EscalationReturned, GateRuled
from app.models.case import Case
from app.models.change import replace
from app.models.charter import Charter, Role
from app.models.course import Escalation, ReturnedUp
from app.models.outcomes import EscalationCause, GateStatus
from app.models.procedure import Level, Overdue, Procedure, StepKind
from app.workflows.calendar import due_date
from app.workflows.clocks import day_of
from app.workflows.committee import check_officeholder, committee_of
from app.workflows.course import escalation, standing_deadlines
from app.workflows.decisions import all_positions
from app.workflows.facts import claim
from app.workflows.finality import final_decision
from app.workflows.in_realm import holder_of
from app.workflows.registration import check_open
from app.workflows.road import status
from app.workflows.rounds import deferrals, open_round
from app.workflows.rules import View, rule, signed


def _escalate(case: Case, act: Act) -> Case:
    return replace(case, escalations={**case.escalations, act.id: Escalation(body=act.body, by=signed(act))})


def _return(case: Case, act: Act) -> Case:
    body = act.body
    back = ReturnedUp(
        escalation=body.escalation,
        instructions=body.instructions,
        instructions_fr=body.instructions_fr,
        by=signed(act),
    )
    return replace(case, returned_up={**case.returned_up, act.id: back})


def _rule(case: Case, act: Act) -> Case:
    """Of two rulings made apart the earlier counts."""
    gate = case.gates[act.body.gate]
    ruling = act.body.prohibited, act.body.reasons, signed(act)
    rulings = sorted((*gate.rulings, ruling), key=lambda one: one[2].order)
    return replace(case, gates={**case.gates, act.body.gate: replace(gate, rulings=tuple(rulings))})


# --- the ladder --------------------------------------------------------------------------------------------------


def ladder(procedure: Procedure) -> tuple[Level, ...]:
    """The authorities above the committee, from below; empty where the procedure names none."""
    return procedure.ladder


def next_level(case: Case, view: View) -> tuple[int, Level]:
    """The level to which the case would go up now, counted from 1. Raises `Refused` where nobody stands above."""
    above, procedure = escalation(case), view.procedure(case.procedure)
    number = 1 if above is None else above.body.level + 1
    if above is not None and number > len(ladder(procedure)):
        raise Refused("escalation.top", reference=case.reference, to=above.body.to)
    return number, ladder(procedure)[number - 1]


def level_due(level: Level, charter: Charter, claimed: str) -> str:
    """The ISO date by which a level is to decide what went up at the time `claimed`; empty where it has no limit."""
    calendar = charter.calendar_of(holder_of(level.authority, charter))
    due = due_date(calendar, day_of(claimed, calendar), level.days)
    return due.isoformat() if due else ""


def higher_authority(view: View, procedure: Procedure) -> str:
    """The agency above committee and agencies. Raises `Refused` where procedure or charter name none."""
    assert view.realm.charter is not None
    code = view.realm.charter.agency_for(procedure.higher_authority)
    if not code:
        raise Refused("escalation.nobody", procedure=procedure.id)
    return code


# --- checks ------------------------------------------------------------------------------------------------------


@rule(DecisionEscalated, effect=_escalate)
def check_escalated(case: Case, view: View, act: Act) -> None:
    """With every standing position to the next level: from the committee once its deferrals or its time are used up,
    from a level once its time has passed, or referred upward by its own head."""
    check_open(case)
    body, above, charter = act.body, escalation(case), view.realm.charter
    assert charter is not None
    if above is None:
        _check_from_committee(case, view, act)
        higher_authority(view, view.procedure(case.procedure))
    else:
        _check_from_level(case, view, act, above)
    number, level = next_level(case, view)
    to, due = holder_of(level.authority, charter), level_due(level, charter, act.claimed)
    if body.level != number:
        raise Refused("escalation.level", level=number, to=to)
    if body.to != to:
        raise Refused("escalation.to", to=to)
    if body.due != due:
        raise Refused("escalation.due", to=to, due=due or "-")
    if body.positions != all_positions(case):
        raise Refused("escalation.positions")
    if not body.reason.strip():
        raise Refused("reasons.needed")


def _check_from_committee(case: Case, view: View, act: Act) -> None:
    procedure, cause = view.procedure(case.procedure), act.body.cause
    committee = committee_of(procedure)
    check_officeholder(view.realm, act, committee)
    step = next(one for one in procedure.steps if one.kind is StepKind.COMMITTEE)
    _, where = status(case, view, step.id)
    if where.state != "open":
        raise Refused("step.not-open", step=step.id, state=where.state, reference=case.reference)
    if open_round(case) is not None:
        raise Refused("question.open-already", reference=case.reference)
    if cause is EscalationCause.REFERRED:
        raise Refused("escalation.referred", agency=act.agency)
    if cause is EscalationCause.DEFERRALS and deferrals(case) <= committee.deferrals:
        raise Refused("escalation.deferrals-left", made=deferrals(case), limit=committee.deferrals)
    if cause is EscalationCause.OVERDUE and not _late(case, step.id):
        raise Refused("escalation.not-overdue", step=step.id)


def _check_from_level(case: Case, view: View, act: Act, above: Escalation) -> None:
    _check_undecided(case)
    if act.body.cause is EscalationCause.REFERRED:
        _check_head(act, above)
        return
    check_officeholder(view.realm, act, committee_of(view.procedure(case.procedure)))
    if act.body.cause is EscalationCause.DEFERRALS:
        raise Refused("escalation.not-committee", to=above.body.to)
    assert view.realm.charter is not None
    today = day_of(act.claimed, view.realm.charter.calendar_of(above.body.to)).isoformat()
    if not above.body.due or today <= above.body.due:
        raise Refused("escalation.level-in-time", to=above.body.to, due=above.body.due or "-")


def _check_head(act: Act, above: Escalation) -> None:
    if act.role is not Role.AGENCY_HEAD or act.agency != above.body.to:
        raise Refused("escalation.head", to=above.body.to)


def _check_undecided(case: Case) -> None:
    if final_decision(case) is not None:
        raise Refused("decision.final-already", reference=case.reference)


def _late(case: Case, step: str) -> bool:
    return any(one.effect is Overdue.ESCALATE for one in standing_deadlines(case, step))


@rule(EscalationReturned, effect=_return)
def check_given_back(case: Case, view: View, act: Act) -> None:
    """A head of the level a case lies with gives it back to the committee, with instructions in both languages."""
    check_open(case)
    above = escalation(case)
    if above is None or act.body.escalation != above.by.act:
        raise Refused("escalation.not-in-force", reference=case.reference)
    _check_head(act, above)
    _check_undecided(case)
    if not act.body.instructions.strip() or not act.body.instructions_fr.strip():
        raise Refused("escalation.instructions")


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
    _check_undecided(case)
    if not act.body.reasons.strip():
        raise Refused("reasons.needed")
