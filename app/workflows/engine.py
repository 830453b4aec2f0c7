"""The procedure engine: from a procedure, facts and what is done to open steps, holders, due dates and reasons.

Pure and linear in the size of the procedure. Nothing but what is overdue depends on the time of asking.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from graphlib import CycleError, TopologicalSorter
from typing import Literal, NamedTuple

from app.models.charter import Charter
from app.models.procedure import Decider, Overdue, Procedure, Step, StepKind
from app.workflows.calendar import working_days_between
from app.workflows.clocks import WHOLE, Limit, Pause, day_of, last_day
from app.workflows.facts import Facts
from app.workflows.in_realm import holder_of
from app.workflows.reasons import Reason, holds

State = Literal["done", "open", "waiting", "skipped"]

COMMITTEE = "committee"
"""Stands where an agency code would, for what the committee as a whole holds; no agency may be called so."""

STOPPED_BY_PROHIBITION = frozenset(
    {
        StepKind.REVIEW,
        StepKind.VERIFICATION,
        StepKind.CONSULTATION,
        StepKind.CLASSIFICATION,
        StepKind.CONSOLIDATION,
        StepKind.COMMITTEE,
    }
)
"""Once two agencies found an Article 6 prohibition, nothing is left to weigh: only the refusal remains."""

WITHDRAWN = (Reason("withdrawn", ("true",), ("true",), True),)
PROHIBITED = (Reason("prohibited", ("true",), ("true",), True),)
REMINDER_EVERY = 5
"""Working days from one reminder of an overdue step to the next."""


class Mark(NamedTuple):
    """A step that is done: when, by which agency and `act`, and `how` where not by its own work.

    `how` is ``waived``, ``no-objection`` (silence, where the law says so) or ``escalated``.
    """

    completed_at: datetime
    by: str
    how: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """What a case changes of the way its procedure draws.

    `holders` names the agency of steps that were reassigned, `deciders` those who still decide at a decision step,
    `declined` the steps whose holder is not competent. `amended_at` and `withdrawn_at` are the claimed times of the
    latest amendment and of a withdrawal: no step that is open again runs out before the dossier it is about.
    `percent` of each step's limit is left while the case is `urgent`: the claimed times from and until when.
    """

    holders: Mapping[str, str] = field(default_factory=dict)
    deciders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    declined: frozenset[str] = frozenset()
    pauses: tuple[Pause, ...] = ()
    amended_at: str = ""
    withdrawn_at: str = ""
    urgent: tuple[str, str] = ("", "")
    percent: int = WHOLE


AS_DRAWN = Course()


@dataclass(frozen=True, slots=True)
class _Plan:
    steps: tuple[Step, ...]
    order: tuple[Step, ...]
    next: Mapping[str, tuple[str, ...]]


class _Asked(NamedTuple):
    facts: Facts
    marks: Mapping[str, Mark]
    started: datetime
    charter: Charter
    now: datetime
    course: Course
    plan: _Plan


class StepStatus(NamedTuple):
    """Where one step stands. Limits and reasons are worked out when they are looked at: most who ask do not.

    `agencies` are all who hold it: several decide on their own items. `how` says by what other means than its own work
    a step was done.
    """

    step: Step
    state: State
    agencies: tuple[str, ...]
    asked: _Asked
    opened_at: datetime | None = None
    completed_at: datetime | None = None
    how: str = ""

    @property
    def agency(self) -> str:
        """The first who holds it: ``committee`` for the committee as a whole."""
        return self.agencies[0]

    @property
    def declined(self) -> bool:
        """Whether it waits for another agency."""
        return self.state == "open" and self.step.id in self.asked.course.declined

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The facts by which it applies or not, once it is to open."""
        if self.state == "waiting":
            return ()
        if self.state == "skipped" and self.asked.course.withdrawn_at:
            return WITHDRAWN
        if self.state == "skipped" and _is_stopped(self.step, self.asked):
            return PROHIBITED
        return holds(self.step.when, self.asked.facts).reasons

    @property
    def due(self) -> date | None:
        """The last day of its limit."""
        limit = self._limit()
        return None if limit is None else last_day(limit)

    @property
    def stopped(self) -> bool:
        """Whether its clock stands still: a question to the applicant is open."""
        return self.state == "open" and self._limit() is not None and self.due is None

    @property
    def overdue(self) -> bool:
        """Whether its limit has passed."""
        limit, due = self._limit(), self.due
        late = limit is not None and due is not None and day_of(self.asked.now, limit.calendar) > due
        return self.state == "open" and late

    @property
    def consequence(self) -> Overdue | None:
        """What the procedure provides once the limit has passed: shown, never performed."""
        return self.step.overdue if self.overdue else None

    @property
    def reminders(self) -> int:
        """How many reminders the holder is to have had."""
        limit, due = self._limit(), self.due
        return _reminders(limit, due, self.asked.now) if limit is not None and due is not None and self.overdue else 0

    def _limit(self) -> Limit | None:
        begun = (self.opened_at or self.completed_at) if self.state in ("done", "open") else None
        if begun is None:
            return None
        return step_limit(self.step, self.agency, begun, self.completed_at, self.asked.charter, self.asked.course)


class Progress(NamedTuple):
    """All steps in the procedure's order, and who holds the case now."""

    steps: tuple[StepStatus, ...]
    holders: tuple[str, ...]
    statutory: Limit | None

    @property
    def ended(self) -> bool:
        """Whether nothing is left to do."""
        return not any(_holds_up(status) for status in self.steps)

    @property
    def statutory_due(self) -> date | None:
        """The last day of the procedure's statutory time, if it has one; None also while that clock is `stopped`."""
        return None if self.statutory is None else last_day(self.statutory)

    @property
    def stopped(self) -> bool:
        """Whether the statutory clock stands still: a question to the applicant is open."""
        return self.statutory is not None and self.statutory_due is None

    def of(self, step_id: str) -> StepStatus:
        """Where the step called `step_id` stands; raises `KeyError`."""
        for status in self.steps:
            if status.step.id == step_id:
                return status
        raise KeyError(step_id)

    @property
    def open(self) -> tuple[StepStatus, ...]:
        """The steps that someone can work on now."""
        return tuple(status for status in self.steps if status.state == "open")


def progress(
    procedure: Procedure,
    facts: Facts,
    marks: Mapping[str, Mark],
    started: datetime,
    charter: Charter,
    now: datetime,
    course: Course = AS_DRAWN,
) -> Progress:
    """Where a case stands. `marks` holds only what stands: returns and changed dossiers have been taken off.

    A step opens when every step of its `after` is done or skipped, and, if it has a condition, the condition then
    holds; otherwise it is skipped and the road goes on. A step that is not mandatory holds nobody up: those after it
    open with it, and it is skipped once one of them is done. Raises `ValueError` for a procedure with a cycle.
    """
    asked = _Asked(facts, marks, started, charter, now, course, _plan(procedure))
    found: dict[str, StepStatus] = {}
    settled: dict[str, datetime | None] = {}
    for step in asked.plan.order:
        status = _status(step, settled, asked)
        found[step.id] = status
        settled[step.id] = _settled_at(status)
    steps = tuple([found[step.id] for step in procedure.steps])
    holders = {agency for status in steps if status.state == "open" for agency in status.agencies}
    statutory = statutory_limit(procedure, started, decided_at(procedure, facts, marks, course), charter, course)
    return Progress(steps, tuple(sorted(holders)), statutory)


def following(procedure: Procedure, step_id: str) -> frozenset[str]:
    """The step and every step that comes after it: what a return to it puts back."""
    found: set[str] = set()
    waiting = [step_id]
    following_steps = _plan(procedure).next
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += following_steps[name]
    return frozenset(found)


def decider_of(step: Step, facts: Facts) -> str:
    """Who decides: ``committee``, the first agency whose competence holds, else the step's agency."""
    if step.decides is Decider.COMMITTEE:
        return COMMITTEE
    if step.decides is Decider.COMPETENT_AGENCY:
        competent = (one.agency for one in step.competences if holds(one.when, facts).met)
        return next(competent, step.agency)
    return step.agency


def step_limit(
    step: Step, agency: str, opened: datetime, done: datetime | None, charter: Charter, course: Course
) -> Limit | None:
    """The limit of a step on the calendar of `agency`, which holds it; once it is `done`, as it then was.

    None where the procedure sets none. What the committee holds is counted on the realm's calendar.
    """
    if step.days is None:
        return None
    calendar = charter.calendar_of("" if agency == COMMITTEE else agency, done)
    if not course.pauses and not course.urgent[0]:
        return Limit(opened, step.days, calendar)
    pauses = tuple(_known(one, done) for one in course.pauses if step.id in one.steps and _by(one.start, done))
    if not course.urgent[0]:
        return Limit(opened, step.days, calendar, pauses)
    since, until = (datetime.fromisoformat(one) if one else None for one in course.urgent)
    if since is None or not _by(since, done) or (until is not None and _by(until, done)):
        return Limit(opened, step.days, calendar, pauses)
    return Limit(opened, step.days, calendar, pauses, course.percent, since)


def statutory_limit(
    procedure: Procedure, started: datetime, done: datetime | None, charter: Charter, course: Course
) -> Limit | None:
    """The statutory limit of the whole case, on the realm's calendar; urgency takes nothing from it."""
    if procedure.statutory_days is None:
        return None
    pauses = tuple(_known(pause, done) for pause in course.pauses if _by(pause.start, done))
    return Limit(started, procedure.statutory_days, charter.calendar_of(at=done), pauses)


def decided_at(procedure: Procedure, facts: Facts, marks: Mapping[str, Mark], course: Course) -> datetime | None:
    """When the case was decided or withdrawn; None while its statutory clock runs."""
    if course.withdrawn_at:
        return datetime.fromisoformat(course.withdrawn_at)
    if facts.granted is None:
        return None
    decisions = (marks.get(step.id) for step in procedure.steps if step.kind is StepKind.DECISION)
    return max((mark.completed_at for mark in decisions if mark is not None), default=None)


def _known(pause: Pause, done: datetime | None) -> Pause:
    """The pause as it was known when the step was done: a letter not yet answered then stopped the clock."""
    return pause if pause.end is None or _by(pause.end, done) else replace(pause, end=None)


def _by(moment: datetime, done: datetime | None) -> bool:
    return done is None or moment <= done


def _status(step: Step, settled: Mapping[str, datetime | None], asked: _Asked) -> StepStatus:
    agencies = _holders(step, asked)
    opened = _opened_at(step, settled, asked)
    mark = asked.marks.get(step.id)
    # Where a step before it reopened, what was done after it counts again only once that one is done; a final decision
    # stays made.
    if mark is not None and (opened is not None or asked.facts.granted is not None):
        return StepStatus(step, "done", agencies, asked, opened, mark.completed_at, mark.how)
    if asked.course.withdrawn_at:
        return StepStatus(step, "skipped", agencies, asked, datetime.fromisoformat(asked.course.withdrawn_at))
    if opened is None:
        return StepStatus(step, "waiting", agencies, asked)
    if _is_stopped(step, asked):
        return StepStatus(step, "skipped", agencies, asked, max(opened, asked.facts.prohibited_at or opened))
    if not holds(step.when, asked.facts).met or _passed_by(step, asked):
        return StepStatus(step, "skipped", agencies, asked, opened)
    if asked.course.amended_at:
        opened = max(opened, datetime.fromisoformat(asked.course.amended_at))
    return StepStatus(step, "open", agencies, asked, opened)


def _is_stopped(step: Step, asked: _Asked) -> bool:
    return asked.facts.prohibited and step.kind in STOPPED_BY_PROHIBITION


def _reminders(limit: Limit, due: date, now: datetime) -> int:
    return 1 + max(working_days_between(limit.calendar, due, day_of(now, limit.calendar)) - 1, 0) // REMINDER_EVERY


def _opened_at(step: Step, settled: Mapping[str, datetime | None], asked: _Asked) -> datetime | None:
    """When the last step before this one was settled; None while one is not."""
    latest = asked.started
    for name in step.after:
        moment = settled[name]
        if moment is None:
            return None
        latest = max(latest, moment)
    return latest


def _settled_at(status: StepStatus) -> datetime | None:
    if status.state == "done":
        return status.completed_at
    return status.opened_at if status.state == "skipped" or not status.step.mandatory else None


def _passed_by(step: Step, asked: _Asked) -> bool:
    """Whether the road went on without a step that is not mandatory."""
    return not step.mandatory and any(name in asked.marks for name in asked.plan.next[step.id])


def _holds_up(status: StepStatus) -> bool:
    return status.state == "waiting" or (status.state == "open" and status.step.mandatory)


def _holders(step: Step, asked: _Asked) -> tuple[str, ...]:
    if step.kind is StepKind.COMMITTEE:
        return (COMMITTEE,)
    if asked.course.deciders.get(step.id):
        return asked.course.deciders[step.id]
    if step.id in asked.course.holders:
        return (asked.course.holders[step.id],)
    code = decider_of(step, asked.facts) if step.kind is StepKind.DECISION else step.agency
    return (code if code == COMMITTEE else holder_of(code, asked.charter),)


_plans: dict[str, _Plan] = {}


def _plan(procedure: Procedure) -> _Plan:
    """Order and successors, worked out once for each version of a procedure."""
    known = _plans.get(procedure.digest)
    if known is None or known.steps is not procedure.steps:
        known = _plans[procedure.digest] = _planned(procedure)
    return known


def _planned(procedure: Procedure) -> _Plan:
    by_id = {step.id: step for step in procedure.steps}
    try:
        order = tuple(TopologicalSorter({step.id: step.after for step in procedure.steps}).static_order())
    except CycleError as error:
        raise ValueError(procedure.id) from error
    after: dict[str, list[str]] = {name: [] for name in by_id}
    for step in procedure.steps:
        for name in step.after:
            after[name].append(step.id)
    return _Plan(
        steps=procedure.steps,
        order=tuple(by_id[name] for name in order),
        next={name: tuple(names) for name, names in after.items()},
    )
