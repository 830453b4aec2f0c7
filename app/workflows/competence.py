"""Rules of competence: a step that its holder declines or another agency claims goes to whoever is competent."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, CompetenceClaimed, CompetenceDeclined, CompetenceRuled, StepReassigned
from app.models.case import Case
from app.models.change import replace
from app.models.charter import Role
from app.models.corrections import CompetenceRuling, Dispute
from app.models.course import Reassignment, Refusal
from app.models.procedure import Step, StepKind
from app.models.realm import Realm
from app.workflows.authority import check_part
from app.workflows.course import escalation, has_declined, is_ruled, open_disputes
from app.workflows.engine import COMMITTEE
from app.workflows.in_realm import holder_of
from app.workflows.limits import check_lead
from app.workflows.registration import check_open
from app.workflows.road import status
from app.workflows.rules import View, rule, signed

NOT_DECLINED = frozenset({StepKind.INTAKE, StepKind.REVIEW, StepKind.COMMITTEE})
"""Whoever runs the case cannot decline it, an opinion says "not competent" itself, a committee votes.

Nor can the higher authority: nobody stands above it.
"""
NOT_CLAIMED = frozenset({StepKind.INTAKE, StepKind.COMMITTEE})
"""Whoever runs the case runs it, and nobody sits in the committee's place."""


def _decline(case: Case, act: Act) -> Case:
    refusal = Refusal(step=act.body.step, reasons=act.body.reasons, by=signed(act))
    return replace(case, declined={**case.declined, act.id: refusal})


def _reassign(case: Case, act: Act) -> Case:
    body = act.body
    moved = Reassignment(
        step=body.step, declined_by=body.declined_by, agency=body.agency, reason=body.reason, by=signed(act)
    )
    return replace(case, reassigned={**case.reassigned, act.id: moved})


def _claim(case: Case, act: Act) -> Case:
    body, by = act.body, signed(act)
    made = Dispute(id=act.id, step=body.step, holder=body.holder, agency=act.agency, reasons=body.reasons, by=by)
    return replace(case, disputes={**case.disputes, act.id: made})


def _rule(case: Case, act: Act) -> Case:
    body = act.body
    made = CompetenceRuling(
        step=body.step, holder=body.holder, agency=body.agency, reasons=body.reasons, by=signed(act)
    )
    return replace(case, competence_rulings={**case.competence_rulings, act.id: made})


@rule(CompetenceDeclined, effect=_decline)
def check_declined(case: Case, view: View, act: Act) -> None:
    """The holder of an open step says, with reasons, that it is not competent."""
    check_open(case)
    step = _open_step(case, view, act.body.step, act.agency)
    if step.kind in NOT_DECLINED or (step.kind is StepKind.DECISION and escalation(case) is not None):
        raise Refused("competence.not-here", step=step.id, kind=step.kind.value)
    if not act.body.reasons.strip():
        raise Refused("reasons.needed")
    check_not_ruled(case, step, act.agency)
    if has_declined(case, step, act.agency):
        raise Refused("competence.declined-already", step=step.id, agency=act.agency)


def check_not_ruled(case: Case, step: Step, agency: str) -> None:
    """Refuse to decline, or to claim from an agency, what a ruling gave it."""
    if is_ruled(case, step, agency):
        raise Refused("competence.ruled", step=step.id, agency=agency)


def _open_step(case: Case, view: View, step_id: str, holder: str) -> Step:
    """The step, if it is open and `holder` holds or shares it. Raises `Refused`."""
    step, where = status(case, view, step_id)
    if where.state != "open":
        raise Refused("step.not-open", step=step.id, state=where.state, reference=case.reference)
    if holder not in where.agencies:
        raise Refused("step.other-agency", step=step.id, holder=", ".join(where.agencies), agency=holder)
    return step


@rule(StepReassigned, effect=_reassign)
def check_reassigned(case: Case, view: View, act: Act) -> None:
    """The agency that runs the case gives a declined step to another that has not declined it."""
    check_open(case)
    check_lead(case, view, act)
    step = _open_step(case, view, act.body.step, act.body.declined_by)
    if not has_declined(case, step, act.body.declined_by):
        raise Refused("competence.not-declined", step=step.id, agency=act.body.declined_by)
    check_receiver(view.realm, step, act.body.agency)
    if has_declined(case, step, act.body.agency):
        raise Refused("competence.declined-already", step=step.id, agency=act.body.agency)
    if not act.body.reason.strip():
        raise Refused("reasons.needed")


def check_receiver(realm: Realm, step: Step, agency: str) -> None:
    """Refuse to give a step to an agency that the charter does not know, or a decision to one without a head."""
    assert realm.charter is not None
    if agency not in {one.code for one in realm.charter.agencies}:
        raise Refused("agency.unknown", agency=agency)
    if step.kind is StepKind.DECISION and not _has_head(realm, agency):
        raise Refused("competence.no-head", agency=agency)


def _has_head(realm: Realm, agency: str) -> bool:
    people = [one.person for one in realm.officers.values() if one.active]
    return any(one.agency == agency and Role.AGENCY_HEAD in one.roles for one in people)


# --- disputes ----------------------------------------------------------------------------------------------------


@rule(CompetenceClaimed, effect=_claim)
def check_claimed(case: Case, view: View, act: Act) -> None:
    """An agency with a part, which does not hold an open step, says with reasons that it is competent, not a holder."""
    check_open(case)
    check_part(view, view.procedure(case.procedure), act, case)
    step = _open_step(case, view, act.body.step, act.body.holder)
    if act.body.holder in (act.agency, COMMITTEE) or step.kind in NOT_CLAIMED or escalation(case) is not None:
        raise Refused("competence.not-claimed", step=step.id, holder=act.body.holder)
    check_not_ruled(case, step, act.body.holder)
    if has_declined(case, step, act.agency):
        raise Refused("competence.declined-already", step=step.id, agency=act.agency)
    if any((one.holder, one.agency) == (act.body.holder, act.agency) for one in open_disputes(case, step.id)):
        raise Refused("competence.claimed-already", step=step.id, agency=act.agency)
    if not act.body.reasons.strip():
        raise Refused("reasons.needed")


def disputed(case: Case, step: Step, holder: str) -> bool:
    """Whether a ruling is asked for: others claim what `holder` holds, or it declined what another declined before."""
    if any(one.holder == holder for one in open_disputes(case, step.id)):
        return True
    passed_on = any((one.step, one.agency) == (step.id, holder) for one in case.reassigned.values())
    return passed_on and has_declined(case, step, holder)


def parties(case: Case, step: Step, holder: str) -> frozenset[str]:
    """The agencies between which competence is disputed."""
    claiming = {one.agency for one in open_disputes(case, step.id) if one.holder == holder}
    declining = {one.declined_by for one in case.reassigned.values() if one.step == step.id}
    return frozenset(claiming | declining | {holder})


def judge(case: Case, view: View, step: Step, holder: str) -> str:
    """Who rules: the agency that the procedure names, else, or where that is a party itself, the higher authority."""
    procedure, charter = view.procedure(case.procedure), view.realm.charter
    assert charter is not None
    named = [holder_of(code, charter) for code in (procedure.disputes, procedure.higher_authority) if code]
    if not named:
        raise Refused("escalation.nobody", procedure=procedure.id)
    return next((code for code in named if code not in parties(case, step, holder)), named[-1])


@rule(CompetenceRuled, effect=_rule)
def check_ruled(case: Case, view: View, act: Act) -> None:
    """A head of the agency that settles disputes says, with reasons, who is competent; that agency has to act."""
    check_open(case)
    body = act.body
    step = _open_step(case, view, body.step, body.holder)
    if not disputed(case, step, body.holder):
        raise Refused("competence.not-disputed", step=step.id, holder=body.holder)
    authority = judge(case, view, step, body.holder)
    if act.agency != authority:
        raise Refused("competence.judge", step=step.id, authority=authority)
    if act.officer in _spoke(case, step):
        raise Refused("second-person.same", officer=act.officer)
    check_receiver(view.realm, step, body.agency)
    if not body.reasons.strip():
        raise Refused("reasons.needed")


def _spoke(case: Case, step: Step) -> frozenset[str]:
    """Persons who claimed or declined the step for their agency: nobody judges what he asked for."""
    claimed = {one.by.officer for one in case.disputes.values() if one.step == step.id}
    return frozenset(claimed | {one.by.officer for one in case.declined.values() if one.step == step.id})
