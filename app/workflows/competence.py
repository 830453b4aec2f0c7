"""Rules of competence: an agency that is not competent says so, and the step goes to another."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, CompetenceDeclined, StepReassigned
from app.models.case import Case
from app.models.change import replace
from app.models.charter import Role
from app.models.course import Reassignment, Refusal
from app.models.procedure import StepKind
from app.models.realm import Realm
from app.workflows.course import escalation, has_declined
from app.workflows.limits import check_lead
from app.workflows.registration import check_open
from app.workflows.road import require_open, status
from app.workflows.rules import View, rule, signed

NOT_DECLINED = frozenset({StepKind.INTAKE, StepKind.REVIEW, StepKind.COMMITTEE})
"""Whoever runs the case cannot decline it, an opinion says "not competent" itself, a committee votes.

Nor can the higher authority: nobody stands above it.
"""


def _decline(case: Case, act: Act) -> Case:
    refusal = Refusal(step=act.body.step, reasons=act.body.reasons, by=signed(act))
    return replace(case, declined={**case.declined, act.id: refusal})


def _reassign(case: Case, act: Act) -> Case:
    body = act.body
    moved = Reassignment(
        step=body.step, declined_by=body.declined_by, agency=body.agency, reason=body.reason, by=signed(act)
    )
    return replace(case, reassigned={**case.reassigned, act.id: moved})


@rule(CompetenceDeclined, effect=_decline)
def check_declined(case: Case, view: View, act: Act) -> None:
    """The holder of an open step says, with reasons, that it is not competent."""
    check_open(case)
    step = require_open(case, view, act, act.body.step)
    if step.kind in NOT_DECLINED or (step.kind is StepKind.DECISION and escalation(case) is not None):
        raise Refused("competence.not-here", step=step.id, kind=step.kind.value)
    if not act.body.reasons.strip():
        raise Refused("reasons.needed")
    if has_declined(case, step, act.agency):
        raise Refused("competence.declined-already", step=step.id, agency=act.agency)


@rule(StepReassigned, effect=_reassign)
def check_reassigned(case: Case, view: View, act: Act) -> None:
    """The agency that runs the case gives a declined step to another that has not declined it."""
    check_open(case)
    check_lead(case, view, act)
    step, where = status(case, view, act.body.step)
    if where.state != "open":
        raise Refused("step.not-open", step=step.id, state=where.state, reference=case.reference)
    if act.body.declined_by not in where.agencies:
        raise Refused("step.other-agency", step=step.id, holder=", ".join(where.agencies), agency=act.body.declined_by)
    if not has_declined(case, step, act.body.declined_by):
        raise Refused("competence.not-declined", step=step.id, agency=act.body.declined_by)
    assert view.realm.charter is not None
    if act.body.agency not in {agency.code for agency in view.realm.charter.agencies}:
        raise Refused("agency.unknown", agency=act.body.agency)
    if has_declined(case, step, act.body.agency):
        raise Refused("competence.declined-already", step=step.id, agency=act.body.agency)
    if step.kind is StepKind.DECISION and not _has_head(view.realm, act.body.agency):
        raise Refused("competence.no-head", agency=act.body.agency)
    if not act.body.reason.strip():
        raise Refused("reasons.needed")


def _has_head(realm: Realm, agency: str) -> bool:
    people = [one.person for one in realm.officers.values() if one.active]
    return any(one.agency == agency and Role.AGENCY_HEAD in one.roles for one in people)
