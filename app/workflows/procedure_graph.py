"""The road that a procedure's steps make: what comes before what, and what is wrong with its shape."""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from app.models.procedure import Procedure, Step, StepKind
from app.workflows.toml_fields import Notes


@dataclass(frozen=True, slots=True)
class Graph:
    """For each step id, the ids of all steps before it. Only a road without cycles and unknown names has one."""

    procedure: Procedure
    before: dict[str, frozenset[str]]

    def is_before(self, step: Step, later: Step) -> bool:
        """Whether `step` must be settled before `later` opens."""
        return step.id in self.before[later.id]

    def of_kind(self, *kinds: StepKind) -> list[Step]:
        """Steps of these kinds."""
        return [step for step in self.procedure.steps if step.kind in kinds]


def ancestors(procedure: Procedure) -> dict[str, frozenset[str]]:
    """For each step id, the ids of all steps that come before it. Raises `ValueError` for a cycle."""
    after = {step.id: step.after for step in procedure.steps}
    before: dict[str, frozenset[str]] = {}
    for name in TopologicalSorter(after).static_order():
        before[name] = frozenset(after[name]).union(*(before[earlier] for earlier in after[name]))
    return before


def check_graph(procedure: Procedure, notes: Notes) -> Graph | None:
    """Note double ids, unknown names, cycles, a missing or misplaced intake, unreachable steps."""
    _check_ids(procedure, notes)
    _check_names(procedure, notes)
    _check_cycle(procedure, notes)
    _check_intake(procedure, notes)
    if notes.problems:
        return None
    graph = Graph(procedure, ancestors(procedure))
    _check_reached(graph, notes)
    return graph


def _check_ids(procedure: Procedure, notes: Notes) -> None:
    seen: set[str] = set()
    for place, step in enumerate(procedure.steps):
        if step.id in seen:
            notes.add("procedure.duplicate-step", ("steps", place, "id"), step=step.id)
        seen.add(step.id)


def _check_names(procedure: Procedure, notes: Notes) -> None:
    known = [step.id for step in procedure.steps]
    for place, step in enumerate(procedure.steps):
        for position, name in enumerate(step.after):
            if name not in known:
                path = ("steps", place, "after", position)
                notes.add("procedure.unknown-after", path, step=step.id, after=name, known=", ".join(known))


def _check_cycle(procedure: Procedure, notes: Notes) -> None:
    try:
        TopologicalSorter({step.id: step.after for step in procedure.steps}).prepare()
    except CycleError as error:
        circle = error.args[1]
        place = next(place for place, step in enumerate(procedure.steps) if step.id == circle[0])
        notes.add("procedure.cycle", ("steps", place, "after"), steps=" ← ".join(circle))


def _check_intake(procedure: Procedure, notes: Notes) -> None:
    intakes = [(place, step) for place, step in enumerate(procedure.steps) if step.kind is StepKind.INTAKE]
    if not intakes:
        notes.add("procedure.no-intake", ("steps",))
    for place, step in intakes[1:]:
        notes.add("procedure.several-intakes", ("steps", place), step=step.id, first=intakes[0][1].id)
    for place, step in intakes[:1]:
        if step.after or step.when is not None or not step.mandatory:
            notes.add("procedure.intake-not-first", ("steps", place), step=step.id)


def _check_reached(graph: Graph, notes: Notes) -> None:
    intake = graph.of_kind(StepKind.INTAKE)[0]
    for place, step in enumerate(graph.procedure.steps):
        if step is not intake and not graph.is_before(intake, step):
            notes.add("procedure.unreachable", ("steps", place), step=step.id, intake=intake.id)
