"""Draws procedures within the rules by the way it makes them, and procedures that may break them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from app.models.application import Activity
from app.models.procedure import (
    Committee,
    Competence,
    Condition,
    Decider,
    Effects,
    Fact,
    Level,
    Mixed,
    Overdue,
    Procedure,
    Queries,
    Reconsideration,
    Seat,
    SeatEffect,
    Silence,
    Step,
    StepKind,
    Text,
    Triage,
    Urgency,
    ValidFrom,
    Visibility,
    Written,
)
from app.workflows.possible import can_hold
from app.workflows.procedure import Task
from app.workflows.procedure_check import MAY_BE_SILENT

TITLE = Text(en="x", fr="x")
FUNCTIONS = ("licensing", "foreign-affairs", "defence", "interior", "customs", "intelligence", "economy")
OPINIONS = (StepKind.REVIEW, StepKind.CONSULTATION, StepKind.VERIFICATION)
TASKS = tuple(task.value for task in Task)

OF_ITEMS = [
    Fact(name="activity", values=("export",)),
    Fact(name="activity", values=("import", "transit")),
    Fact(name="att_category", values=("h",)),
    Fact(name="control_code_in", values=("ML1", "ML3")),
    Fact(name="destination_in", values=("XW",)),
]
OF_CASES = [
    *OF_ITEMS,
    Fact(name="value_at_least", values=("1000 EUR",)),
    Fact(name="flag", values=("national-code",)),
    Fact(name="prohibited", values=("true",)),
    Fact(name="adverse_opinions_at_least", values=("1",)),
    Fact(name="returns_at_least", values=("1",)),
]


def conditions(facts: list[Fact]) -> st.SearchStrategy[Condition]:
    return st.recursive(
        st.sampled_from([Condition(fact=fact) for fact in facts]),
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: Condition(all=tuple(parts))),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: Condition(any=tuple(parts))),
            inner.map(lambda part: Condition(negated=part)),
        ),
        max_leaves=4,
    )


SINGLE = conditions(OF_ITEMS)
WHOLE = conditions(OF_CASES)
FACT = st.sampled_from([Condition(fact=fact) for fact in OF_CASES])


class Plan:
    """Draws the steps of one procedure in their order, keeping to the rules by the way it draws them."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.activities = tuple(sorted(draw(st.sets(st.sampled_from(Activity), min_size=1)), key=list(Activity).index))
        self.steps: list[Step] = []

    def add(self, kind: StepKind, after: tuple[str, ...], **more: object) -> Step:
        code = "" if kind is StepKind.COMMITTEE else self.agency()
        step = Step(
            **{
                "id": f"s{len(self.steps)}",
                "kind": kind,
                "title": TITLE,
                "agency": code,
                "after": after,
                "days": self.draw(st.none() | st.integers(1, 9)),
                **more,
            }  # type: ignore[arg-type]
        )
        self.steps.append(step)
        return step

    def agency(self) -> str:
        return self.draw(st.sampled_from(FUNCTIONS))

    def some_before(self) -> tuple[str, ...]:
        names = [step.id for step in self.steps]
        return tuple(sorted(self.draw(st.sets(st.sampled_from(names), min_size=1, max_size=3))))

    def ends(self) -> tuple[str, ...]:
        """The steps that nothing comes after yet."""
        followed = {name for step in self.steps for name in step.after}
        return tuple(step.id for step in self.steps if step.id not in followed)

    def condition(self, of: st.SearchStrategy[Condition]) -> Condition | None:
        """A condition that can hold, or none."""
        drawn = self.draw(of)
        return drawn if self.can(drawn) else None

    def halves(self) -> list[Condition | None]:
        """One case of always, or a condition and its opposite that can both hold."""
        drawn = self.condition(WHOLE) if self.draw(st.booleans()) else None
        opposite = Condition(negated=drawn)
        return [drawn, opposite] if drawn and self.can(opposite) else [None]

    def can(self, condition: Condition) -> bool:
        return any(can_hold(condition, {"granted": "", "activity": one.value}) for one in self.activities)

    def opinion(self) -> None:
        kind = self.draw(st.sampled_from(OPINIONS))
        days = self.draw(st.none() | st.integers(1, 9))
        silence = [Overdue.NO_OBJECTION] if kind in MAY_BE_SILENT and days else []
        overdue = self.draw(st.sampled_from([Overdue.REMIND, Overdue.ESCALATE, *silence]))
        self.add(
            kind,
            self.some_before(),
            when=self.condition(WHOLE) if self.draw(st.booleans()) else None,
            days=days,
            overdue=overdue,
            escalates_to="higher-authority" if overdue is Overdue.ESCALATE else "",
            legal_basis=TITLE,
            countersign=kind is StepKind.REVIEW and self.draw(st.booleans()),
            mandatory=self.draw(st.booleans()),
            waived_by=self.draw(st.sampled_from(["", "licensing"])),
        )

    def decision(self, when: Condition | None, committee: bool, after: tuple[str, ...]) -> None:
        deciders = [one for one in Decider if committee or one is not Decider.COMMITTEE]
        decides = self.draw(st.sampled_from(deciders))
        if decides is not Decider.COMPETENT_AGENCY:
            self.add(StepKind.DECISION, after, when=when, decides=decides, signatures=1)
            return
        mixed = self.draw(st.sampled_from(Mixed))
        asked = [self.condition(SINGLE if mixed is Mixed.OWN_ITEMS else WHOLE) for _ in range(2)]
        split = tuple(Competence(agency=self.agency(), when=one) for one in asked if one)
        split = split or (Competence(agency=self.agency(), when=activity(self.activities[0])),)
        more = {"decides": decides, "mixed": mixed, "competences": split, "signatures": 1}
        self.add(StepKind.DECISION, after, when=when, **more)

    def committee(self) -> Committee:
        """The committee of two with any of the methods that a procedure may provide for."""
        effect = st.sampled_from(SeatEffect)
        triage, barred = self.condition(FACT), self.condition(FACT)
        silence = Silence(days=3, legal_basis=TITLE, consensus=self.draw(st.booleans()), barred=barred)
        urgency = Urgency(quorum=2, percent=self.draw(st.integers(1, 99)), ratify_days=9, legal_basis=TITLE)
        levels = self.draw(st.sampled_from([(), LEVELS[:1], LEVELS]))
        return replace(
            COMMITTEE_OF_TWO,
            effects=Effects(absent=self.draw(effect), abstaining=self.draw(effect), not_competent=self.draw(effect)),
            positions=self.draw(st.sampled_from(Visibility)),
            triage=None if triage is None else Triage(when=triage),
            silence=self.draw(st.sampled_from([None, silence])),
            written=self.draw(st.sampled_from([None, Written(days=5, legal_basis=TITLE)])),
            urgency=self.draw(st.sampled_from([None, urgency])),
            levels=levels,
            escalates_to="" if levels else "higher-authority",
        )


def activity(one: Activity) -> Condition:
    return Condition(fact=Fact(name="activity", values=(one.value,)))


@st.composite
def procedures(draw: st.DrawFn, committees: tuple[bool, ...] = (True, False)) -> Procedure:
    """Any procedure of 4 to 14 steps that the rules allow."""
    plan = Plan(draw)
    plan.add(StepKind.INTAKE, ())
    if draw(st.booleans()):
        plan.add(StepKind.CLASSIFICATION, ("s0",))
    before = plan.ends()
    for half in plan.halves():
        plan.add(draw(st.sampled_from([StepKind.VERIFICATION, StepKind.REVIEW])), before, when=half, tasks=TASKS)
    for _ in range(draw(st.integers(0, 5))):
        plan.opinion()
    if draw(st.booleans()):
        plan.add(StepKind.CONSOLIDATION, plan.ends())
    committee = draw(st.sampled_from(committees))
    if committee:
        plan.add(StepKind.COMMITTEE, plan.ends())
    before = plan.ends()
    halves = plan.halves()
    for half in halves:
        plan.decision(half, committee, before)
    if committee and len(halves) == 1 and draw(st.booleans()):
        narrow_committee(plan)
    plan.add(StepKind.ISSUE, plan.ends(), when=Condition(fact=Fact(name="granted", values=("true",))))
    if draw(st.booleans()):
        plan.add(StepKind.NOTIFY, plan.some_before(), mandatory=draw(st.booleans()))
    return Procedure(
        id="drawn",
        version="1",
        title=TITLE,
        legal_basis=TITLE,
        activities=plan.activities,
        steps=tuple(draw(st.permutations(plan.steps))),
        digest="drawn",
        committee=plan.committee() if committee else None,
        queries=draw(st.sampled_from([None, Queries(agency="licensing", days=5, silence=TITLE)])),
        escalates_to="higher-authority",
        reconsideration=draw(st.sampled_from([None, Reconsideration(days=5, legal_basis=TITLE)])),
        remedies=draw(st.sampled_from([None, TITLE])),
        disputes=draw(st.sampled_from(["", "higher-authority"])),
        validity=draw(st.sampled_from(ValidFrom)),
    )


def narrow_committee(plan: Plan) -> None:
    """Where the committee does not decide itself, it may be asked about some cases only."""
    last = plan.steps[-1]
    condition = plan.condition(WHOLE)
    if last.decides is not Decider.COMMITTEE and condition:
        place = next(place for place, step in enumerate(plan.steps) if step.kind is StepKind.COMMITTEE)
        plan.steps[place] = replace(plan.steps[place], when=condition)


COMMITTEE_OF_TWO = Committee(
    title=TITLE,
    seats=(Seat(agency="foreign-affairs"), Seat(agency="defence")),
    quorum=2,
    chair="licensing",
    secretary="licensing",
    escalates_to="higher-authority",
)


LEVELS = (Level(authority="economy", title=TITLE, days=3), Level(authority="higher-authority", title=TITLE))


@st.composite
def spoilt(draw: st.DrawFn) -> Procedure:
    """A procedure within the rules with one or two things changed, so that it may break them."""
    road = draw(procedures())
    for _ in range(draw(st.integers(1, 2))):
        vital = [one for one in road.steps if one.tasks or one.kind in (StepKind.COMMITTEE, StepKind.DECISION)]
        step = draw(st.sampled_from([*road.steps, *vital, *vital]))
        changed = draw(
            st.sampled_from(
                [
                    replace(step, when=draw(WHOLE)),
                    replace(step, when=draw(SINGLE)),
                    replace(step, when=None),
                    replace(step, after=step.after[1:]),
                    replace(step, mandatory=not step.mandatory),
                    replace(step, tasks=()),
                    replace(step, decides=Decider.COMMITTEE, competences=(), mixed=None),
                    replace(step, kind=draw(st.sampled_from(StepKind))),
                    None,
                ]
            )
        )
        road = with_step(road, step, changed)
    return road


def with_step(road: Procedure, step: Step, changed: Step | None) -> Procedure:
    """The procedure with one step changed, or taken out: what came after it then comes after what came before it."""
    if changed is not None:
        return replace(road, steps=tuple(changed if one is step else one for one in road.steps))
    if len(road.steps) < 2:
        return road
    rest = [one for one in road.steps if one is not step]
    return replace(road, steps=tuple(_without(one, step) for one in rest))


def _without(one: Step, gone: Step) -> Step:
    if gone.id not in one.after:
        return one
    return replace(one, after=tuple(dict.fromkeys((*(name for name in one.after if name != gone.id), *gone.after))))
