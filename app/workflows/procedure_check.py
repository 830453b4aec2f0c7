"""Checks what a procedure means: that every case can end, none without a decision, and each by someone who exists."""

from __future__ import annotations

from app.models.charter import Charter
from app.models.procedure import (
    MAY_BE_PASSED,
    Competence,
    Condition,
    Decider,
    Mixed,
    Overdue,
    Procedure,
    StatutoryEffect,
    Step,
    StepKind,
)
from app.workflows.committee_check import check_committee
from app.workflows.named_facts import ITEM_FACTS
from app.workflows.possible import can_hold, leaves, some_always_holds
from app.workflows.procedure import Task, read_procedure
from app.workflows.procedure_graph import Graph, check_graph
from app.workflows.toml_fields import Notes, Problem
from app.workflows.toml_places import Path

MAY_BE_SILENT = frozenset({StepKind.REVIEW, StepKind.CONSULTATION})
WEIGHED_FIRST = (StepKind.CLASSIFICATION, StepKind.REVIEW, StepKind.CONSOLIDATION, StepKind.COMMITTEE)


def check(procedure: Procedure, charter: Charter | None = None, notes: Notes | None = None) -> list[Problem]:
    """Every problem of `procedure`, under `charter` where one is given.

    `notes` (from `read_procedure`) gives the problems their file and line; without it these are empty and 1.
    """
    notes = notes or Notes("")
    graph = check_graph(procedure, notes)
    for place, step in enumerate(procedure.steps):
        _check_step(procedure, step, ("steps", place), notes)
    _check_statutory(procedure, notes)
    check_committee(procedure, charter, notes)
    if charter is not None:
        _check_agencies(procedure, charter, notes)
    if graph is not None:
        _check_decisions(graph, notes)
        _check_issue(graph, notes)
        _check_conditions(graph, notes)
        _check_tasks(graph, notes)
    return sorted(notes.problems, key=lambda problem: problem.line)


def check_file(
    name: str, source: bytes | str, charter: Charter | None = None
) -> tuple[Procedure | None, list[Problem]]:
    """The procedure in a file with all its problems, of reading or else of meaning, in the order of their lines."""
    procedure, notes = read_procedure(name, source)
    if procedure is None:
        return None, sorted(notes.problems, key=lambda problem: problem.line)
    return procedure, check(procedure, charter, notes)


# --- single steps ------------------------------------------------------------------------------------------------


def _check_step(procedure: Procedure, step: Step, path: Path, notes: Notes) -> None:
    if not step.agency and step.kind not in (StepKind.COMMITTEE, StepKind.DECISION):
        notes.add("procedure.step-without-agency", path, step=step.id)
    if step.kind is StepKind.DECISION:
        _check_decider(step, path, notes)
    elif step.decides is not None or step.competences or step.mixed or step.signatures:
        notes.add("procedure.decides-elsewhere", path, step=step.id, kind=step.kind.value)
    if step.countersign and step.kind is not StepKind.REVIEW:
        notes.add("procedure.countersign-elsewhere", (*path, "countersign"), step=step.id)
    if not step.mandatory and (step.kind not in MAY_BE_PASSED or step.tasks):
        notes.add("procedure.must-be-mandatory", (*path, "mandatory"), step=step.id)
    if step.waived_by and (step.kind not in MAY_BE_PASSED or step.tasks):
        notes.add("procedure.waived-elsewhere", (*path, "waived_by"), step=step.id)
    if step.escalates_to and (step.overdue is not Overdue.ESCALATE or step.kind is StepKind.COMMITTEE):
        notes.add("procedure.escalates-elsewhere", (*path, "escalates_to"), step=step.id)
    if step.overdue is Overdue.NO_OBJECTION:
        _check_silence(step, (*path, "overdue"), notes)


def _check_decider(step: Step, path: Path, notes: Notes) -> None:
    if step.decides is None:
        choices = ", ".join(decider.value for decider in Decider)
        notes.add("procedure.no-decider", path, step=step.id, choices=choices)
    elif step.decides is not Decider.COMMITTEE and not step.agency:
        notes.add("procedure.decider-without-agency", (*path, "decides"), step=step.id)
    if (step.decides is Decider.COMPETENT_AGENCY) != bool(step.competences):
        notes.add("procedure.competences", path, step=step.id)
    if (step.decides is Decider.COMPETENT_AGENCY) != (step.mixed is not None):
        choices = ", ".join(mixed.value for mixed in Mixed)
        notes.add("procedure.mixed", path, step=step.id, choices=choices)
    if step.mixed is Mixed.OWN_ITEMS:
        for place, competence in enumerate(step.competences):
            _check_item_facts(step, competence, (*path, "competences", place, "when"), notes)
    if step.signatures < 1:
        notes.add("procedure.no-signature", path, step=step.id)


def _check_item_facts(step: Step, competence: Competence, path: Path, notes: Notes) -> None:
    """Where each authority decides its own items, each item is judged by itself."""
    known = ", ".join(sorted(ITEM_FACTS))
    for name in dict.fromkeys(leaf.name for leaf in leaves(competence.when) if leaf.name not in ITEM_FACTS):
        notes.add("procedure.not-of-an-item", path, step=step.id, fact=name, known=known)


def _check_silence(step: Step, path: Path, notes: Notes) -> None:
    """Silence counts only where the law says so, and never for a treaty question."""
    if step.kind not in MAY_BE_SILENT or step.tasks:
        notes.add("procedure.silence-elsewhere", path, step=step.id)
    if step.legal_basis is None:
        notes.add("procedure.silence-without-basis", path, step=step.id)
    if step.days is None:
        notes.add("procedure.silence-without-limit", path, step=step.id)


def _check_statutory(procedure: Procedure, notes: Notes) -> None:
    if procedure.statutory_effect is StatutoryEffect.NONE:
        return
    if procedure.statutory_basis is None:
        notes.add("procedure.statutory-without-basis", ("statutory", "effect"))
    if procedure.statutory_days is None:
        notes.add("procedure.statutory-without-days", ("statutory", "effect"))


# --- the whole road ----------------------------------------------------------------------------------------------


def _check_decisions(graph: Graph, notes: Notes) -> None:
    decisions = graph.of_kind(StepKind.DECISION)
    if not decisions:
        notes.add("procedure.no-decision", ("steps",))
        return
    for activity in graph.procedure.activities:
        if not some_always_holds((step.when for step in decisions), {"activity": activity.value, "granted": ""}):
            notes.add("procedure.decision-may-be-skipped", _path(graph, decisions[0]), activity=activity.value)
    for step in graph.of_kind(*WEIGHED_FIRST):
        if not any(graph.is_before(step, decision) for decision in decisions):
            notes.add("procedure.weighed-too-late", _path(graph, step), step=step.id)
    for decision in decisions:
        if decision.decides is Decider.COMMITTEE:
            _check_committee_meets(graph, decision, notes)


def _check_committee_meets(graph: Graph, decision: Step, notes: Notes) -> None:
    """The committee decides only what it was asked: its step comes before, wherever the decision is taken."""
    committees = [one for one in graph.of_kind(StepKind.COMMITTEE) if graph.is_before(one, decision)]
    if not committees:
        notes.add("procedure.committee-does-not-precede", _path(graph, decision), step=decision.id)
        return
    met = [one.when for one in committees]
    elsewhere = [] if decision.when is None else [Condition(negated=decision.when)]
    for activity in graph.procedure.activities:
        fixed = {"activity": activity.value, "granted": "", "prohibited": "false"}
        if not some_always_holds([*met, *elsewhere], fixed):
            path = (*_path(graph, committees[0]), "when")
            notes.add("procedure.committee-may-be-skipped", path, step=committees[0].id, activity=activity.value)


def _check_issue(graph: Graph, notes: Notes) -> None:
    decisions = graph.of_kind(StepKind.DECISION)
    issues = graph.of_kind(StepKind.ISSUE)
    if not issues:
        notes.add("procedure.no-issue", ("steps",))
    for step in issues:
        if not any(graph.is_before(decision, step) for decision in decisions):
            notes.add("procedure.issue-before-decision", _path(graph, step), step=step.id)
        if step.when is None or can_hold(step.when, {"granted": "false"}):
            notes.add("procedure.issue-without-grant", _path(graph, step), step=step.id)


def _check_conditions(graph: Graph, notes: Notes) -> None:
    """A condition must be able to hold for one of the activities; nothing is granted before a decision."""
    decisions = graph.of_kind(StepKind.DECISION)
    for step in graph.procedure.steps:
        decided = any(graph.is_before(decision, step) for decision in decisions)
        fixed = {} if decided else {"granted": ""}
        conditions = [(step.when, (*_path(graph, step), "when"))]
        for place, competence in enumerate(step.competences):
            conditions.append((competence.when, (*_path(graph, step), "competences", place, "when")))
        for condition, path in conditions:
            worlds = ({**fixed, "activity": activity.value} for activity in graph.procedure.activities)
            if condition is not None and not any(can_hold(condition, world) for world in worlds):
                notes.add("procedure.never-applies", path, step=step.id)


def _check_tasks(graph: Graph, notes: Notes) -> None:
    """Article 6 is answered before every decision on any transfer, Article 7 before every decision on an export.

    A contested answer under Article 6 waits for the higher authority's ruling, so there must be one.
    """
    asking = [step for step in graph.procedure.steps if Task.ARTICLE_6.value in step.tasks]
    if asking and not graph.procedure.higher_authority:
        notes.add("procedure.no-higher-authority", (*_path(graph, asking[0]), "tasks"), step=asking[0].id)
    asked = [(Task.ARTICLE_6, activity.value) for activity in graph.procedure.activities]
    asked += [(Task.ARTICLE_7, activity) for _, activity in asked if activity == "export"]
    for decision in graph.of_kind(StepKind.DECISION):
        for task, activity in asked:
            holders = [
                step.when
                for step in graph.procedure.steps
                if task.value in step.tasks and graph.is_before(step, decision)
            ]
            # A case that Article 6 stops goes straight to the refusal: its questions were answered.
            fixed = {"activity": activity, "granted": "", "prohibited": "false"}
            if not some_always_holds(holders, fixed):
                details = {"step": decision.id, "task": task.value, "activity": activity}
                notes.add("procedure.task-missing", _path(graph, decision), **details)


def _path(graph: Graph, step: Step) -> Path:
    return ("steps", graph.procedure.steps.index(step))


# --- who -----------------------------------------------------------------------------------------------------------


def _check_agencies(procedure: Procedure, charter: Charter, notes: Notes) -> None:
    known = ", ".join(code for agency in charter.agencies for code in (agency.code, *agency.acts_for))
    for code, path in _agencies(procedure):
        if code and charter.agency_for(code) is None:
            notes.add("procedure.unknown-agency", path, agency=code, known=known)


def _agencies(procedure: Procedure) -> list[tuple[str, Path]]:
    named: list[tuple[str, Path]] = []
    for place, step in enumerate(procedure.steps):
        named.append((step.agency, ("steps", place, "agency")))
        named.append((step.waived_by, ("steps", place, "waived_by")))
        named.append((step.escalates_to, ("steps", place, "escalates_to")))
        for position, one in enumerate(step.competences):
            named.append((one.agency, ("steps", place, "competences", position, "agency")))
    if procedure.committee is not None:
        for place, seat in enumerate(procedure.committee.seats):
            named.append((seat.agency, ("committee", "seats", place, "agency")))
        named.append((procedure.committee.chair, ("committee", "chair")))
        named.append((procedure.committee.secretary, ("committee", "secretary")))
        named.append((procedure.committee.escalates_to, ("committee", "escalates_to")))
        for place, level in enumerate(procedure.committee.levels):
            named.append((level.authority, ("committee", "levels", place, "authority")))
    if procedure.queries is not None:
        named.append((procedure.queries.agency, ("queries", "agency")))
    named.append((procedure.escalates_to, ("escalates_to",)))
    named.append((procedure.disputes, ("disputes",)))
    return named
