"""How fast a case goes its way by fold and rules alone, against a general workflow engine on the same process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

from app.models.acts import (
    Act,
    AttendanceRecorded,
    DecisionSigned,
    GateAnswered,
    ResultAttested,
    SessionOpened,
    StepCompleted,
)
from app.models.application import Activity, Party, PartyRole
from app.models.outcomes import Outcome
from app.workflows.fold import REALM, Standing, World
from app.workflows.road import case_progress
from tests.benchmarks.harness import Measure, Result, alternating, beside, rated, tell
from tests.workflows.drafts import SEVEN
from tests.workflows.machine import stages
from tests.workflows.machine.play import CASE, Play, realm

PROCEDURE = Path(__file__).with_name("route.toml")
REVIEWS = ("foreign-affairs", "defence", "customs")
ROUNDS = 7
TIMES = 5
"""Cases that go their way in each round."""
Deed = tuple[str, tuple[Act, ...]]
"""What is done at a time: its name, and the acts that do it."""


def run(rounds: int = ROUNDS, times: int = TIMES) -> Result:
    """The whole way of a case: ours folded again from all its acts before each deed, theirs restored before it."""
    known, acts = recorded()
    ours, theirs = partial(go, known, acts), Engine([[name for _, name, _ in group] for group in GROUPS]).go
    steps = by_step(acts)
    coarse, their_coarse = partial(go, known, steps), Engine([["start"], REVIEWS, ["committee"], ["decision"]]).go
    for mine, other in ((ours, theirs), (coarse, their_coarse)):
        visited, same = mine(), other()
        tell(f"Placet: {' > '.join(visited)}\nSpiffWorkflow: {' > '.join(same)}")
        assert visited == same
    works = (partial(_often, work, times) for work in (ours, theirs, coarse, their_coarse))
    spent = alternating(rounds, *works)
    rates = (count * times / one for count, one in zip([len(acts)] * 2 + [len(steps)] * 2, spent, strict=True))
    return Result("route", _measures(*rates))


def _measures(ours: float, theirs: float, coarse: float, their_coarse: float) -> tuple[Measure, ...]:
    what = "what one person does at a time, from start to decision, the case folded again before each"
    return (
        rated(f"{what}; limit: SpiffWorkflow restored before and serialised after each", ours, "acts/s", theirs),
        beside("whole steps at a time, the case folded again before each of the six", coarse, "steps/s"),
        beside("SpiffWorkflow with nothing but those six tasks", their_coarse, "steps/s"),
    )


def _often(work: Callable[[], object], times: int) -> None:
    for _ in range(times):
        work()


# --- ours --------------------------------------------------------------------------------------------------------


class Forgetful(World):
    """Knows the realm, as an engine knows its process, and folds every case and session from its acts."""

    def __init__(self, known: Standing, acts: dict[str, list[Act]]) -> None:
        super().__init__(lambda scope: acts.get(scope, ()))
        self._known = known

    def standing(self, scope: str) -> Standing:
        return self._known if scope == REALM else super().standing(scope)


def go(known: Standing, deeds: Iterable[Deed]) -> list[str]:
    """Ask the rules about every act in its turn, before each deed in a world that remembers nothing; what was done."""
    acts: dict[str, list[Act]] = {}
    visited = []
    for name, some in deeds:
        world = Forgetful(known, acts)
        for act in some:
            world.admit(act)
        for act in some:
            acts.setdefault(act.scope, []).append(act)
        visited.append(name)
    assert not open_steps(Forgetful(known, acts))
    return visited


def open_steps(world: World) -> list[str]:
    """The steps that can be done now."""
    case = world.case(CASE)
    assert world.realm.charter is not None
    return [one.step.id for one in case_progress(case, world.procedure(case.procedure), world.realm.charter).open]


def recorded() -> tuple[Standing, list[Deed]]:
    """A founded realm, and what its officers sign on one case, each act a deed."""
    play = realm(SEVEN, PROCEDURE.read_text(encoding="utf-8"))
    known, found = play.world.standing(REALM), []
    for _, name, do in (one for group in GROUPS for one in group):
        do(play)
        found.append((name, (play.acts[-1],)))
    return known, found


def by_step(acts: Iterable[Deed]) -> list[Deed]:
    """The same, each step of the procedure a deed."""
    steps = (step for group in GROUPS for step, _, _ in group)
    together = groupby(zip(steps, acts, strict=True), key=itemgetter(0))
    return [(step, tuple(act for _, (_, some) in group for act in some)) for step, group in together]


def _register(play: Play) -> None:
    importer = Party(id="P3", role=PartyRole.IMPORTER, name="Gendarmerie", country="XC")
    parties = (*stages.APPLICATION.parties, importer)
    asked = replace(stages.APPLICATION, activity=Activity.IMPORT, parties=parties)
    play.do(stages.CLERK, stages.registered(asked), procedure=next(iter(play.world.realm.procedures)))


def _review(play: Play, step: str) -> None:
    play.do(stages.REVIEWERS[step], stages.opinion(play.case, step))


def _attend(play: Play, seat: str) -> None:
    body = AttendanceRecorded(seat=seat, officer=stages.MEMBERS[seat], present=True)
    play.do(stages.SECRETARY, body)


def _vote(play: Play, seat: str) -> None:
    play.do(stages.MEMBERS[seat], stages.vote(play.case, seat, reasons="Weighed."))


def _attest(play: Play) -> None:
    play.do(stages.SECRETARY, ResultAttested(certificate=stages.last_certificate(play.case)))


def _answer(play: Play) -> None:
    play.do(stages.REVIEWERS[REVIEWS[0]], GateAnswered(step=REVIEWS[0], answers=stages.NO))


def _sign(play: Play) -> None:
    play.do(stages.CHAIR, DecisionSigned(decision=next(iter(play.case.decisions))))


Do = Callable[[Play], object]
GROUPS: tuple[tuple[tuple[str, str, Do], ...], ...] = (
    (("start", "registered", _register),),
    (("start", "complete", lambda play: play.do(stages.CLERK, StepCompleted(step="start"))),),
    ((REVIEWS[0], "article-6", _answer),),
    tuple((one, f"opinion-{one}", partial(_review, step=one)) for one in REVIEWS),
    (("committee", "convened", lambda play: play.do(stages.SECRETARY, stages.convened(play.world))),),
    tuple(("committee", f"seat-{one}", partial(_attend, seat=one)) for one in REVIEWS),
    (("committee", "opened", lambda play: play.do(stages.CHAIR, SessionOpened())),),
    (("committee", "put", lambda play: play.do(stages.SECRETARY, stages.question(play.world, Outcome.REFUSE))),),
    tuple(("committee", f"vote-{one}", partial(_vote, seat=one)) for one in REVIEWS),
    (("committee", "certified", lambda play: play.do(stages.CHAIR, stages.certificate(play.world))),),
    (("committee", "attested", _attest),),
    (("decision", "proposed", lambda play: play.do(stages.SECRETARY, stages.proposed(play.world))),),
    (("decision", "signed", _sign),),
)
"""Step of the procedure, name and deed; those of one group can be done at the same time."""


# --- theirs ------------------------------------------------------------------------------------------------------


class Engine:
    """SpiffWorkflow on a process of user tasks, group after group; read once, as a server keeps it read.

    `groups` are names of tasks; those of one group can be done at the same time.
    """

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self._order = [name for group in groups for name in group]
        parser = BpmnParser()
        parser.add_bpmn_str(bpmn(groups).encode())
        self._serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
        workflow = BpmnWorkflow(parser.get_spec("route"))
        workflow.do_engine_steps()
        self._begun = self._serializer.serialize_json(workflow)

    def go(self) -> list[str]:
        """Do every task in its turn, restored before and serialised after it; the names of those done."""
        kept, visited = self._begun, []
        while waiting := self._waiting(workflow := self._serializer.deserialize_json(kept)):
            name = next(name for name in self._order if name in waiting)
            waiting[name].run()
            workflow.do_engine_steps()
            visited.append(name)
            kept = self._serializer.serialize_json(workflow)
        assert workflow.is_completed()
        return visited

    def _waiting(self, workflow: BpmnWorkflow) -> dict[str, Any]:
        return {task.task_spec.name: task for task in workflow.get_tasks(state=TaskState.READY, manual=True)}


def bpmn(groups: Sequence[Sequence[str]]) -> str:
    """The process in BPMN 2.0: each group between two parallel gateways where it has more than one task."""
    nodes, flows, last = ['<startEvent id="begin"/>'], list[tuple[str, str]](), "begin"
    for number, group in enumerate(groups):
        nodes += [f'<userTask id="{name}" name="{name}"/>' for name in group]
        if len(group) == 1:
            flows.append((last, group[0]))
            last = group[0]
            continue
        fork, join = f"fork-{number}", f"join-{number}"
        nodes += [f'<parallelGateway id="{name}"/>' for name in (fork, join)]
        flows += [(last, fork), *((fork, name) for name in group), *((name, join) for name in group)]
        last = join
    nodes.append('<endEvent id="end"/>')
    flows.append((last, "end"))
    arrows = (f'<sequenceFlow id="f{at}" sourceRef="{a}" targetRef="{b}"/>' for at, (a, b) in enumerate(flows))
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="all" targetNamespace="urn:route">'
        f'<process id="route" isExecutable="true">{"".join(nodes)}{"".join(arrows)}</process></definitions>'
    )
