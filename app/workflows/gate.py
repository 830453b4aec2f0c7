"""Rules of the treaty questions: Article 6 prohibitions and the Article 7 assessment."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, GateAnswered, GateReviewed, GateWithdrawn, RiskAssessed
from app.models.case import Assessment, Case, Gate
from app.models.change import replace
from app.models.outcomes import GateStatus
from app.workflows.authority import check_part
from app.workflows.facts import gate_status
from app.workflows.registration import check_open
from app.workflows.road import require_open, status
from app.workflows.rules import View, first_of, rule, signed
from app.workflows.treaty import CONSEQUENCES, LEVELS, PROHIBITIONS, needs_assessment


def _answer(case: Case, act: Act) -> Case:
    return replace(case, gates={**case.gates, act.id: Gate(answers=act.body.answers, by=signed(act))})


def _review(case: Case, act: Act) -> Case:
    gate = case.gates[act.body.gate]
    reviews = sorted((*gate.reviews, (act.body.confirmed, act.body.evidence, signed(act))), key=lambda one: one[2].act)
    return replace(case, gates={**case.gates, act.body.gate: replace(gate, reviews=tuple(reviews))})


def _withdraw(case: Case, act: Act) -> Case:
    gate = case.gates[act.body.gate]
    taken_back = replace(gate, taken_back=first_of(gate.taken_back, signed(act)))
    return replace(case, gates={**case.gates, act.body.gate: taken_back})


def _assess(case: Case, act: Act) -> Case:
    assessment = Assessment(body=act.body, by=signed(act))
    return replace(case, assessments={**case.assessments, act.id: assessment})


@rule(GateAnswered, effect=_answer)
def check_gate(case: Case, view: View, act: Act) -> None:
    """All three questions, each with evidence; a "yes" may come from any agency of the road until a licence is out."""
    check_open(case)
    asked = tuple(answer.question for answer in act.body.answers)
    if tuple(sorted(asked)) != PROHIBITIONS:
        raise Refused("gate.three-questions")
    if any(not answer.evidence.strip() for answer in act.body.answers):
        raise Refused("gate.evidence")
    if case.licences:
        raise Refused("licence.issued-already", reference=case.reference)
    if any(answer.yes for answer in act.body.answers):
        check_part(view, view.procedure(case.procedure), act, case)
    else:
        step, where = status(case, view, act.body.step)
        if "article-6" not in step.tasks:
            raise Refused("gate.wrong-step", step=step.id)
        if where.state not in ("open", "done"):
            raise Refused("step.not-open", step=step.id, state=where.state, reference=case.reference)
        if where.agency != act.agency:
            raise Refused("step.other-agency", step=step.id, holder=where.agency, agency=act.agency)


@rule(GateReviewed, effect=_review)
def check_gate_review(case: Case, view: View, act: Act) -> None:
    """Another agency than the author's confirms or contests a standing "yes", with evidence."""
    gate = _claimed(case, act.body.gate)
    if gate.by.agency == act.agency:
        raise Refused("gate.second-agency", agency=act.agency)
    if not act.body.evidence.strip():
        raise Refused("gate.evidence")
    if any(by.agency == act.agency for _, _, by in gate.reviews):
        raise Refused("gate.reviewed-already", agency=act.agency)
    check_part(view, view.procedure(case.procedure), act, case)


@rule(GateWithdrawn, effect=_withdraw)
def check_gate_withdrawn(case: Case, _view: View, act: Act) -> None:
    """Only the author's agency takes a "yes" back, and not once it was confirmed."""
    gate = _claimed(case, act.body.gate)
    if gate.by.agency != act.agency:
        raise Refused("gate.only-author", agency=gate.by.agency)
    if any(confirmed for confirmed, _, _ in gate.reviews):
        raise Refused("gate.confirmed-already")
    if not act.body.reason.strip():
        raise Refused("reasons.needed")


def _claimed(case: Case, name: str) -> Gate:
    gate = case.gates.get(name)
    if gate is None or not any(answer.yes for answer in gate.answers):
        raise Refused("gate.unknown", gate=name)
    if gate.withdrawn is not None:
        raise Refused("gate.withdrawn-already")
    if gate.rulings:
        raise Refused("gate.ruled-already")
    return gate


@rule(RiskAssessed, effect=_assess)
def check_assessment(case: Case, view: View, act: Act) -> None:
    """Every consequence of Article 7(1) and 7(4) once, with a level and reasons; only after Article 6 is clear."""
    step = require_open(case, view, act, act.body.step)
    if "article-7" not in step.tasks:
        raise Refused("assessment.wrong-step", step=step.id)
    if not needs_assessment(case):
        raise Refused("assessment.not-needed", activity=case.application.activity.value)
    if gate_status(case) is not GateStatus.CLEAR:
        raise Refused("assessment.gate-first")
    if tuple(sorted(one.question for one in act.body.findings)) != CONSEQUENCES:
        raise Refused("assessment.every-consequence", questions=", ".join(CONSEQUENCES))
    for finding in act.body.findings:
        if finding.likelihood not in LEVELS or finding.severity not in LEVELS:
            raise Refused("assessment.level", question=finding.question, levels=", ".join(LEVELS))
        if not finding.reasons.strip():
            raise Refused("assessment.reasons", question=finding.question)
    if not act.body.reasons.strip():
        raise Refused("reasons.needed")
