"""The engine: which steps are open, who holds them, by when and why; and that every case can end."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.application import Activity
from app.models.charter import Charter
from app.models.outcomes import GateStatus
from app.models.procedure import (
    Competence,
    Condition,
    Decider,
    Fact,
    Overdue,
    Procedure,
    Step,
    StepKind,
    Text,
)
from app.words import Words
from app.workflows.engine import COMMITTEE, Mark, Progress, decider_of, following, progress
from app.workflows.facts import Facts
from app.workflows.reasons import Reason, explain
from tests.workflows.drafts import SIX, charter, procedure

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
TITLE = Text(en="x", fr="x")
REALM = charter()
STANDING = procedure()
REVIEWS = ("foreign-affairs", "defence", "customs")
PLAIN = Facts(activity="export", kind="individual")
SMALL_ARMS = replace(PLAIN, att_categories=frozenset({"h"}))


def done(*names: str, day: int = 0) -> dict[str, Mark]:
    return {name: Mark(MONDAY + timedelta(days=day), "licensing") for name in names}


def at(
    marks: dict[str, Mark],
    facts: Facts = PLAIN,
    *,
    now: datetime = MONDAY,
    road: Procedure = STANDING,
    realm: Charter = REALM,
) -> Progress:
    return progress(road, facts, marks, MONDAY, realm, now)


def states(found: Progress) -> dict[str, str]:
    return {status.step.id: status.state for status in found.steps}


def opened(found: Progress) -> list[str]:
    return [status.step.id for status in found.open]


def asks(name: str, *values: str) -> Condition:
    return Condition(fact=Fact(name=name, values=values))


def road_of(*steps: Step, name: str = "made") -> Procedure:
    return Procedure(
        id=name, version="1", title=TITLE, legal_basis=TITLE, activities=tuple(Activity), steps=steps, digest=name
    )


def step(name: str, *after: str, kind: StepKind = StepKind.REVIEW, **more: object) -> Step:
    return Step(id=name, kind=kind, title=TITLE, agency="customs", after=after, **more)  # type: ignore[arg-type]


def test_a_new_case_waits_at_intake() -> None:
    found = at({})
    assert opened(found) == ["intake"]
    assert found.holders == ("licensing",)
    assert not found.ended
    assert found.of("intake").opened_at == MONDAY
    with pytest.raises(KeyError):
        found.of("nowhere")


def test_opinions_are_asked_at_the_same_time() -> None:
    found = at(done("intake", "classification", "treaty"))
    assert opened(found) == list(REVIEWS)
    assert found.holders == ("customs", "defence", "foreign-affairs")
    assert states(found)["consolidation"] == "waiting"


def test_a_join_waits_for_every_opinion() -> None:
    base = done("intake", "classification", "treaty")
    assert opened(at(base | done(*REVIEWS[:2]))) == ["customs"]
    assert opened(at(base | done(*REVIEWS))) == ["consolidation"]


def test_a_step_whose_condition_fails_is_skipped_with_the_reason() -> None:
    found = at(done("intake", "classification", "treaty")).of("interior")
    assert found.state == "skipped"
    assert [reason.fact for reason in found.reasons] == ["att_category", "control_code_in", "activity"]
    assert all(sentence.endswith(".") for sentence in explain(found.reasons, Words("fr")))


def test_a_step_whose_condition_holds_opens_with_the_reason() -> None:
    found = at(done("intake", "classification", "treaty"), SMALL_ARMS).of("interior")
    assert found.state == "open"
    assert found.reasons == (Reason("att_category", ("h",), ("h",), True),)


def test_a_condition_is_settled_only_when_its_turn_comes() -> None:
    for step in (at({}, SMALL_ARMS).of("interior"), at({}).of("issue")):
        assert (step.state, step.reasons) == ("waiting", ())


def test_a_grant_opens_the_issue_and_a_refusal_the_notification_at_once() -> None:
    decided = done("intake", "classification", "treaty", *REVIEWS, "consolidation", "committee", "decision")
    assert opened(at(decided, replace(PLAIN, granted=True))) == ["issue"]
    assert opened(at(decided, replace(PLAIN, granted=False))) == ["notification"]
    told = at(decided | done("notification"), replace(PLAIN, granted=False))
    assert told.ended
    assert told.holders == ()
    assert not at(decided | done("issue"), replace(PLAIN, granted=True)).ended
    assert at(decided | done("issue", "notification"), replace(PLAIN, granted=True)).ended


def test_the_committee_holds_its_step_and_its_decision() -> None:
    before = done("intake", "classification", "treaty", *REVIEWS, "consolidation")
    assert at(before).holders == (COMMITTEE,)
    assert at(before | done("committee")).of("decision").agency == COMMITTEE


def test_functions_are_held_by_the_agency_that_acts_for_them() -> None:
    found = at(done("intake", "classification", "treaty"), realm=charter(SIX))
    assert found.of("customs").agency == "defence"
    assert found.holders == ("defence", "foreign-affairs")


def test_a_confirmed_prohibition_leaves_only_the_decision() -> None:
    confirmed = MONDAY + timedelta(days=3)
    facts = replace(SMALL_ARMS, gate=GateStatus.CONFIRMED, prohibited_at=confirmed)
    found = at(done("intake", "classification", "treaty", "defence"), facts)
    assert states(found) == {
        "intake": "done", "classification": "done", "treaty": "done", "foreign-affairs": "skipped", "defence": "done",
        "customs": "skipped", "interior": "skipped", "intelligence": "skipped", "consolidation": "skipped",
        "committee": "skipped", "decision": "open", "issue": "waiting", "notification": "waiting",
    }  # fmt: skip
    assert found.of("decision").opened_at == confirmed
    assert explain(found.of("customs").reasons, Words("en")) == [
        "Two agencies have found that Article 6 prohibits the transfer."
    ]


def test_a_prohibition_does_not_pass_over_the_intake() -> None:
    found = at({}, replace(PLAIN, gate=GateStatus.CONFIRMED, prohibited_at=MONDAY))
    assert opened(found) == ["intake"]
    assert states(found)["decision"] == "waiting"


def test_a_claimed_or_contested_prohibition_skips_nothing() -> None:
    for status in (GateStatus.CLAIMED, GateStatus.CONTESTED):
        assert opened(at(done("intake", "classification", "treaty"), replace(PLAIN, gate=status))) == list(REVIEWS)


def test_a_limit_runs_in_working_days_from_the_opening() -> None:
    found = at(done("intake", day=4) | done("classification", day=4) | done("treaty", day=4))
    assert found.of("customs").opened_at == MONDAY + timedelta(days=4)
    assert found.of("customs").due == date(2026, 12, 4)
    assert found.of("intake").due == date(2026, 11, 23)
    assert found.statutory_due == date(2027, 3, 26)


def test_a_step_is_overdue_only_after_its_last_day() -> None:
    last = datetime(2026, 11, 23, 23, 59, tzinfo=UTC)
    assert not at({}, now=last).of("intake").overdue
    late = at({}, now=last + timedelta(minutes=1)).of("intake")
    assert (late.overdue, late.consequence, late.reminders) == (True, Overdue.REMIND, 1)


def test_reminders_come_every_five_working_days() -> None:
    counts = [at({}, now=MONDAY + timedelta(days=day)).of("intake").reminders for day in (7, 8, 14, 15, 21, 22)]
    assert counts == [0, 1, 1, 2, 2, 3]


def test_what_overdue_means_is_shown_and_never_performed() -> None:
    late = at(done("intake", "classification", "treaty"), now=MONDAY + timedelta(days=60))
    assert late.of("foreign-affairs").consequence is Overdue.ESCALATE
    assert late.of("foreign-affairs").state == "open"
    silent = step("ask", "in", days=1, overdue=Overdue.NO_OBJECTION)
    road = road_of(step("in", kind=StepKind.INTAKE), silent, step("decide", "ask", kind=StepKind.DECISION), name="s")
    found = at(done("in"), road=road, now=MONDAY + timedelta(days=30))
    assert (found.of("ask").state, found.of("ask").consequence) == ("open", Overdue.NO_OBJECTION)
    assert found.of("decide").state == "waiting"


def test_nothing_but_lateness_depends_on_now() -> None:
    early, late = (at(done("intake"), now=MONDAY + timedelta(days=days)) for days in (0, 400))
    assert states(early) == states(late)
    assert [status.due for status in early.steps] == [status.due for status in late.steps]
    assert early.holders == late.holders


def test_an_optional_step_holds_nobody_up_and_is_passed_by() -> None:
    road = road_of(
        step("in", kind=StepKind.INTAKE),
        step("ask", "in", mandatory=False),
        step("decide", "ask", kind=StepKind.DECISION),
        step("tell", "decide", kind=StepKind.NOTIFY, mandatory=False),
        name="optional",
    )
    assert opened(at(done("in"), road=road)) == ["ask", "decide"]
    passed = at(done("in", "decide"), road=road)
    assert states(passed) == {"in": "done", "ask": "skipped", "decide": "done", "tell": "open"}
    assert passed.ended
    assert states(at(done("in", "ask"), road=road))["ask"] == "done"


def test_the_competent_agency_decides() -> None:
    split = step("decide", "in", kind=StepKind.DECISION, decides=Decider.COMPETENT_AGENCY, competences=(
        Competence(agency="interior", when=asks("activity", "import")),
        Competence(agency="defence", when=asks("att_category", "h")),
    ))  # fmt: skip
    assert decider_of(split, PLAIN) == "customs"
    assert decider_of(split, SMALL_ARMS) == "defence"
    assert decider_of(split, replace(SMALL_ARMS, activity="import")) == "interior"
    assert decider_of(replace(split, decides=Decider.LEAD_AGENCY), PLAIN) == "customs"
    assert decider_of(replace(split, decides=Decider.COMMITTEE), PLAIN) == COMMITTEE


def test_a_return_puts_back_everything_that_follows() -> None:
    assert following(STANDING, "consolidation") == {"consolidation", "committee", "decision", "issue", "notification"}
    assert following(STANDING, "intake") == {one.id for one in STANDING.steps}


def test_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        at({}, road=road_of(step("a", "b"), step("b", "a"), name="circle"))


def test_the_order_of_the_steps_in_the_file_does_not_matter() -> None:
    mixed = replace(STANDING, steps=tuple(reversed(STANDING.steps)), digest="reversed")
    marks = done("intake", "classification", "treaty", "customs")
    assert states(at(marks, road=mixed)) == states(at(marks))


CONDITIONS = st.recursive(
    st.sampled_from(
        [asks("activity", "export"), asks("att_category", "h"), asks("prohibited", "true"), asks("granted", "true")]
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Condition(all=tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Condition(any=tuple(parts))),
        inner.map(lambda part: Condition(negated=part)),
    ),
    max_leaves=4,
)
FACTS = st.builds(
    Facts,
    activity=st.sampled_from([one.value for one in Activity]),
    kind=st.just("individual"),
    att_categories=st.sampled_from([frozenset(), frozenset({"h"}), frozenset({"a", "h"})]),
    gate=st.sampled_from(list(GateStatus)),
    granted=st.sampled_from([None, True, False]),
)


@st.composite
def roads(draw: st.DrawFn) -> Procedure:
    """Any road without circle from one intake to one unconditional decision and an issue after it."""
    middle = draw(st.integers(0, 8))
    steps = [step("s0", kind=StepKind.INTAKE, days=5)]
    kinds = [StepKind.REVIEW, StepKind.CONSULTATION, StepKind.VERIFICATION, StepKind.COMMITTEE, StepKind.NOTIFY]
    for number in range(1, middle + 1):
        after = draw(st.sets(st.integers(0, number - 1), min_size=1, max_size=3))
        steps.append(
            step(
                f"s{number}",
                *(f"s{one}" for one in sorted(after)),
                kind=draw(st.sampled_from(kinds)),
                when=draw(st.none() | CONDITIONS),
                days=draw(st.none() | st.integers(1, 9)),
                mandatory=draw(st.booleans()),
            )
        )
    steps.append(step("decision", *(one.id for one in steps), kind=StepKind.DECISION))
    steps.append(step("issue", "decision", kind=StepKind.ISSUE, when=asks("granted", "true")))
    order = draw(st.permutations(steps))
    return replace(road_of(*order), digest=str(hash(tuple(order))))


@given(roads(), FACTS, st.randoms(use_true_random=False))
def test_every_case_can_end_and_none_without_a_decision(road: Procedure, facts: Facts, chance: random.Random) -> None:
    marks: dict[str, Mark] = {}
    for tick in range(len(road.steps) + 1):
        found = at(marks, facts, road=road)
        assert not found.ended or "decision" in marks
        if found.ended:
            return
        mandatory = [status for status in found.open if status.step.mandatory]
        assert mandatory, "nobody can do anything and the case has not ended"
        chosen = chance.choice(found.open if chance.random() < 0.5 else mandatory)
        marks[chosen.step.id] = Mark(MONDAY + timedelta(days=tick), "x")
    raise AssertionError("the case never ended")


@given(roads(), FACTS, st.data())
def test_the_order_in_which_marks_are_given_does_not_matter(road: Procedure, facts: Facts, data: st.DataObject) -> None:
    names = data.draw(st.sets(st.sampled_from([one.id for one in road.steps])))
    marks = {name: Mark(MONDAY + timedelta(days=len(name)), "x") for name in names}
    shuffled = {name: marks[name] for name in data.draw(st.permutations(sorted(marks)))}
    assert at(marks, facts, road=road) == at(shuffled, facts, road=road)


@given(roads(), FACTS, st.data())
def test_a_step_opens_only_after_all_before_it_are_settled(road: Procedure, facts: Facts, data: st.DataObject) -> None:
    marks = done(*data.draw(st.sets(st.sampled_from([one.id for one in road.steps]))))
    found = at(marks, facts, road=road)
    for status in found.steps:
        before = [found.of(name) for name in status.step.after]
        if status.state in ("open", "skipped"):
            assert all(one.state in ("done", "skipped") or not one.step.mandatory for one in before)
        if status.state == "waiting":
            assert any(one.state in ("waiting", "open") for one in before)
