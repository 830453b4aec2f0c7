"""Random procedures within the rules: every case can end, and none can end without a decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.application import AttCategory
from app.models.outcomes import GateStatus
from app.models.procedure import (
    Condition,
    Decider,
    Mixed,
    Procedure,
    Step,
    StepKind,
)
from app.workflows.engine import COMMITTEE, STOPPED_BY_PROHIBITION, Course, Mark, Progress, StepStatus, progress
from app.workflows.facts import Facts
from app.workflows.procedure import Task
from app.workflows.procedure_check import MAY_BE_PASSED, check
from tests.workflows.drafts import SIX, charter
from tests.workflows.drawn_procedures import TASKS, WHOLE, procedures, spoilt, with_step

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
REALMS = (charter(), charter(SIX))
MANY = settings(max_examples=200)
FEW = settings(max_examples=60)


class Walk:
    """One case, pushed on in any order by whoever holds an open step, while its facts change as they would."""

    def __init__(self, road: Procedure, chance: Random) -> None:
        self.road = road
        self.chance = chance
        self.realm = chance.choice(REALMS)
        self.marks: dict[str, Mark] = {}
        self.deciding: dict[str, tuple[str, ...]] = {}
        self.tick = 0
        self.urgent = ("", "") if chance.random() < 0.5 else ((MONDAY + timedelta(days=2)).isoformat(), "")
        self.facts = Facts(activity=chance.choice(road.activities).value, kind="individual", **self.goods())

    def goods(self) -> dict[str, frozenset[str]]:
        return {
            "att_categories": frozenset(self.some([one.value for one in AttCategory])),
            "control_codes": frozenset(self.some(["ML1.a", "ML3", "ML10"])),
            "destinations": frozenset(self.some(["XW", "XC"])),
            "flags": frozenset(self.some(["national-code"])),
        }

    def some(self, options: list[str]) -> list[str]:
        return [one for one in options if self.chance.random() < 0.4]

    def now(self) -> Progress:
        moment = MONDAY + timedelta(days=self.tick)
        course = Course(deciders=self.deciding, urgent=self.urgent, percent=30)
        return progress(self.road, self.facts, self.marks, MONDAY, self.realm, moment, course)

    def to_the_end(self) -> Progress:
        """Until the case has ended; every step it takes is checked."""
        for _ in range(3 * len(self.road.steps) + 3):
            found = self.now()
            self.check(found)
            if found.ended:
                return found
            mandatory = [status for status in found.open if status.step.mandatory]
            assert mandatory, "nobody can do anything and the case has not ended"
            self.work_on(self.chance.choice(found.open if self.chance.random() < 0.5 else mandatory))
        raise AssertionError("the case never ended")

    def check(self, found: Progress) -> None:
        known = {agency.code for agency in self.realm.agencies} | {COMMITTEE}
        assert set(found.holders) <= known
        decided = [step for step in self.of(StepKind.DECISION) if step.id in self.marks]
        if found.ended:
            assert decided
        for status in found.open:
            if status.step.kind is StepKind.DECISION:
                self.check_ready(found, status)
            if status.step.kind is StepKind.ISSUE:
                assert decided
                assert self.facts.granted

    def check_ready(self, found: Progress, status: StepStatus) -> None:
        """A decision that is open can be taken: the committee was asked, the treaty questions were answered."""
        if self.facts.prohibited:
            return
        if status.step.decides is Decider.COMMITTEE:
            assert any(step.id in self.marks for step in self.of(StepKind.COMMITTEE))
        done = {task for step in self.road.steps if step.id in self.marks for task in step.tasks}
        assert done >= set(TASKS if self.facts.activity == "export" else TASKS[:1])

    def of(self, kind: StepKind) -> list[Step]:
        return [step for step in self.road.steps if step.kind is kind]

    def work_on(self, status: StepStatus) -> None:
        step = status.step
        self.tick += self.chance.randrange(3)
        if step.mixed is Mixed.OWN_ITEMS and self.others_decide_too(step):
            return
        waived = bool(step.waived_by) and self.chance.random() < 0.2
        self.marks[step.id] = Mark(MONDAY + timedelta(days=self.tick), status.agency, "waived" if waived else "")
        self.facts = self.after(step)

    def others_decide_too(self, step: Step) -> bool:
        """One authority decides its own items; whether another is left that has not."""
        everyone = tuple(dict.fromkeys((*(one.agency for one in step.competences), step.agency)))
        held = tuple(dict.fromkeys(self.realm.agency_for(code) or code for code in everyone))
        self.deciding[step.id] = self.deciding.get(step.id, held)[1:]
        return bool(self.deciding[step.id])

    def after(self, step: Step) -> Facts:
        facts = self.facts
        if step.kind is StepKind.CLASSIFICATION:
            facts = replace(facts, **self.goods(), values=(("EUR", Decimal(self.chance.choice([10, 5000]))),))
        if step.kind is StepKind.REVIEW:
            facts = replace(facts, adverse_opinions=facts.adverse_opinions + self.chance.randrange(2))
        if Task.ARTICLE_6.value in step.tasks and not facts.prohibited:
            facts = self.gate_settled(facts)
        if step.kind is StepKind.DECISION and facts.granted is None:
            facts = replace(facts, granted=not facts.prohibited and self.chance.random() < 0.5)
        return facts

    def gate_settled(self, facts: Facts) -> Facts:
        if self.chance.random() < 0.2:
            return self.prohibited(facts)
        return replace(facts, gate=GateStatus.CLEAR)

    def prohibited(self, facts: Facts) -> Facts:
        return replace(facts, gate=GateStatus.CONFIRMED, prohibited_at=MONDAY + timedelta(days=self.tick))


@FEW
@given(procedures())
def test_what_is_drawn_is_within_the_rules(road: Procedure) -> None:
    for realm in REALMS:
        assert check(road, realm) == []


@MANY
@given(procedures(), st.randoms(use_true_random=False))
def test_every_case_can_end_and_none_without_a_decision(road: Procedure, chance: Random) -> None:
    walk = Walk(road, chance)
    ended = walk.to_the_end()
    assert walk.facts.granted is not None
    issued = {step.id for step in walk.of(StepKind.ISSUE)} & walk.marks.keys()
    assert bool(issued) == walk.facts.granted
    assert ended.holders == tuple(sorted({code for one in ended.open for code in one.agencies}))
    assert not [one for one in ended.open if one.step.mandatory]


@FEW
@given(procedures(), st.randoms(use_true_random=False))
def test_a_case_that_article_6_prohibits_ends_with_the_decision_and_grants_nothing(
    road: Procedure, chance: Random
) -> None:
    walk = Walk(road, chance)
    for _ in range(chance.randrange(4)):
        if walk.now().of(walk.of(StepKind.DECISION)[0].id).state == "waiting":
            walk.work_on(walk.now().open[0])
    before = set(walk.marks)
    walk.facts = walk.facts if walk.facts.granted is not None else walk.prohibited(walk.facts)
    walk.to_the_end()
    if walk.facts.prohibited:
        since = [road.step(name).kind for name in walk.marks if name not in before]
        assert StepKind.DECISION in since
        assert not STOPPED_BY_PROHIBITION & set(since)
        assert walk.facts.granted is False
        assert not {step.id for step in walk.of(StepKind.ISSUE)} & walk.marks.keys()


@MANY
@given(spoilt(), st.randoms(use_true_random=False))
def test_whatever_the_check_lets_through_can_end_too(road: Procedure, chance: Random) -> None:
    """The other direction: a changed procedure is either refused, or every case of it ends with a decision."""
    if all(check(road, realm) == [] for realm in REALMS):
        Walk(road, chance).to_the_end()


@MANY
@given(procedures(committees=(True,)), WHOLE, st.randoms(use_true_random=False))
def test_a_committee_that_decides_is_asked_wherever_it_does(road: Procedure, when: Condition, chance: Random) -> None:
    for step in road.steps:
        if step.kind is StepKind.DECISION:
            plain = replace(step, decides=Decider.COMMITTEE, competences=(), mixed=None)
            road = with_step(road, step, plain)
        if step.kind is StepKind.COMMITTEE:
            road = with_step(road, step, replace(step, when=when))
    problems = check(road, REALMS[0])
    assert {one.code for one in problems} <= {"procedure.committee-may-be-skipped", "procedure.never-applies"}
    if not problems:
        Walk(road, chance).to_the_end()


@FEW
@given(procedures(), st.data())
def test_taking_out_what_a_case_needs_is_refused(road: Procedure, data: st.DataObject) -> None:
    needed = (StepKind.INTAKE, StepKind.DECISION, StepKind.ISSUE)
    step = data.draw(st.sampled_from([one for one in road.steps if one.kind in needed or one.tasks]))
    assert check(with_step(road, step, None), REALMS[0])


@FEW
@given(procedures(), st.sampled_from([StepKind.INTAKE, StepKind.DECISION, StepKind.ISSUE]))
def test_nobody_may_pass_over_what_a_case_needs(road: Procedure, kind: StepKind) -> None:
    step = next(one for one in road.steps if one.kind is kind)
    assert kind not in MAY_BE_PASSED
    assert check(with_step(road, step, replace(step, mandatory=False)), REALMS[0])
    assert check(with_step(road, step, replace(step, waived_by="licensing")), REALMS[0])
