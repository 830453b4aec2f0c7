"""Rules for completing and returning steps, and for classifying the goods."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, LinesClassified, StepCompleted, StepReturned
from app.models.application import AttScope
from app.models.case import Case, Classification, StepMark
from app.models.change import replace
from app.models.outcomes import GateStatus
from app.models.procedure import Mixed, Procedure, Step, StepKind
from app.models.requirements import missing
from app.workflows.course import competent, waits_for
from app.workflows.dossier import latest_assessment, latest_classes
from app.workflows.facts import gate_status
from app.workflows.finality import final_decisions
from app.workflows.road import BY_COMPLETION, require_open, standing_opinions, status
from app.workflows.rules import View, rule, signed
from app.workflows.serving import check_notified
from app.workflows.treaty import needs_assessment, tasks_of


def _complete(case: Case, act: Act) -> Case:
    mark = StepMark(step=act.body.step, by=signed(act), note=act.body.note)
    return replace(case, marks={**case.marks, act.id: mark})


def _return(case: Case, act: Act) -> Case:
    body = act.body
    mark = StepMark(step=body.step, by=signed(act), note=body.reason, returned_to=body.to, undoes=body.undoes)
    return replace(case, marks={**case.marks, act.id: mark})


def _classify(case: Case, act: Act) -> Case:
    return replace(case, classes={**case.classes, act.id: Classification(lines=act.body.lines, by=signed(act))})


@rule(StepCompleted, effect=_complete)
def check_completed(case: Case, view: View, act: Act) -> None:
    """The holder ends an open step once what the step is for has been done."""
    step = require_open(case, view, act, act.body.step)
    if step.kind not in BY_COMPLETION:
        raise Refused("step.ends-by-itself", step=step.id, kind=step.kind.value)
    if step.kind is StepKind.INTAKE:
        _check_intake(case)
        _check_not_mixed(case, view)
    if step.kind is StepKind.CONSULTATION:
        _check_consulted(case, step, act.body.note)
    if step.kind is StepKind.CLASSIFICATION:
        _check_classified(case)
        _check_not_mixed(case, view)
    if step.kind is StepKind.CONSOLIDATION and not act.body.note.strip():
        raise Refused("step.summary-needed", step=step.id)
    if step.kind is StepKind.NOTIFY:
        check_notified(case, view.procedure(case.procedure), step.id)
    check_tasks(case, step)


def _check_intake(case: Case) -> None:
    blocking = [flag for flag in case.versions[-1].flags if flag.blocks]
    blocking += [flag for flag in missing(case.application) if flag not in blocking]
    if blocking:
        named = ", ".join(dict.fromkeys(f"{flag.field or flag.code}" for flag in blocking))
        raise Refused("intake.flags", reference=case.reference, count=len(blocking), fields=named)


def _check_not_mixed(case: Case, view: View) -> None:
    """Where the procedure wants linked cases, one application falls to one authority."""
    assert view.realm.charter is not None
    for step in view.procedure(case.procedure).steps:
        if step.mixed is Mixed.LINKED_CASES:
            agencies = competent(case, step, view.realm.charter)
            if len(agencies) > 1:
                raise Refused("intake.mixed", reference=case.reference, agencies=", ".join(sorted(agencies)))


def _check_consulted(case: Case, step: Step, note: str) -> None:
    """Whoever was asked has answered on the present dossier; where nobody was asked, the note says why not."""
    waiting = sorted({one.body.agency for one in case.consultations.values() if waits_for(case, one)})
    if waiting:
        raise Refused("consultation.waiting", step=step.id, agencies=", ".join(waiting))
    if not case.consultations and not note.strip():
        raise Refused("step.summary-needed", step=step.id)


def _check_classified(case: Case) -> None:
    done = {one.line for one in latest_classes(case)}
    left = [line.id for line in case.application.lines if line.id not in done]
    if left:
        raise Refused("classification.lines-left", lines=", ".join(left))


def check_tasks(case: Case, step: Step) -> None:
    """Article 6 must be answered and settled, Article 7 assessed, before a step with that task can end."""
    for task in tasks_of(case, step):
        if task == "article-6" and gate_status(case) not in (GateStatus.CLEAR, GateStatus.CONFIRMED):
            raise Refused("gate.not-settled", status=gate_status(case).value)
        prohibited = gate_status(case) is GateStatus.CONFIRMED
        if task == "article-7" and needs_assessment(case) and not prohibited and latest_assessment(case) is None:
            raise Refused("assessment.missing")


@rule(StepReturned, effect=_return)
def check_returned(case: Case, view: View, act: Act) -> None:
    """The holder of an open step returns the case to an earlier one, with a reason, naming exactly what it undoes."""
    step = require_open(case, view, act, act.body.step)
    if not act.body.reason.strip():
        raise Refused("reasons.needed")
    target, where = status(case, view, act.body.to)
    if where.state != "done" or target.id not in earlier(view.procedure(case.procedure), step):
        raise Refused("step.not-before", step=step.id, to=target.id)
    if final_decisions(case):
        raise Refused("decision.final-already", reference=case.reference)
    if act.body.undoes != undone_by(case, view.procedure(case.procedure), act.body.to):
        raise Refused("step.undoes")


def earlier(procedure: Procedure, step: Step) -> frozenset[str]:
    """Ids of all steps that come before `step`."""
    found: set[str] = set()
    waiting = list(step.after)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += procedure.step(name).after
    return frozenset(found)


def undone_by(case: Case, procedure: Procedure, to: str) -> tuple[str, ...]:
    """Acts whose effect on the road ends when the case goes back to `to`: completions, waivers, opinions, results.

    Opinions on later steps stay, except where a step has several that were given apart: they block each other.
    """
    again = {to} | {step.id for step in procedure.steps if to in earlier(procedure, step)}
    undone = case.undone
    acts = [mark.by.act for mark in case.marks.values() if mark.step in again and not mark.returned_to]
    acts += [waiver.by.act for waiver in case.waivers.values() if waiver.step in again]
    acts += [deadline.by.act for deadline in case.deadlines.values() if deadline.step in again]
    opinions = standing_opinions(case)
    several = {one.body.step for one in opinions if [other.body.step for other in opinions].count(one.body.step) > 1}
    acts += [one.id for one in opinions if one.body.step == to or one.body.step in several & again]
    if any(procedure.step(name).kind is StepKind.COMMITTEE for name in again):
        acts += [name for one in case.rounds.values() for name in one.certificates]
    return tuple(sorted(set(acts) - undone))


@rule(LinesClassified, effect=_classify)
def check_lines(case: Case, view: View, act: Act) -> None:
    """The classification step rates every line once: code, treaty scope, and a category for Article 2(1) arms."""
    step = require_open(case, view, act, act.body.step)
    if step.kind is not StepKind.CLASSIFICATION:
        raise Refused("classification.wrong-step", step=step.id)
    named = [one.line for one in act.body.lines]
    known = {line.id for line in case.application.lines}
    if len(set(named)) != len(named) or not set(named) <= known:
        raise Refused("classification.lines", known=", ".join(sorted(known)))
    if left := known - set(named):
        raise Refused("classification.lines-left", lines=", ".join(sorted(left)))
    for one in act.body.lines:
        if not one.control_code.strip():
            raise Refused("classification.code", line=one.line)
        if one.att_scope is AttScope.ARMS and one.att_category is None:
            raise Refused("classification.category", line=one.line)
