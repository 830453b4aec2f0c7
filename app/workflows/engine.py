"""The procedure engine: from a procedure, facts and what is done to open steps, holders, due dates and reasons.

Pure and linear in the size of the procedure. Nothing but what is overdue depends on the time of asking.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from graphlib import CycleError, TopologicalSorter
from typing import Literal

from app.models.charter import Calendar, Charter
from app.models.procedure import Decider, Overdue, Procedure, Step, StepKind
from app.workflows.calendar import due_after_pauses, due_date, working_days_between
from app.workflows.facts import Facts
from app.workflows.in_realm import holder_of
from app.workflows.reasons import ALWAYS, Reason, holds

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


@dataclass(frozen=True, slots=True)
class Mark:
    """A step that is done: when, by which agency, and `how` where not by its own work.

    `how` is ``waived``, ``no-objection`` (silence, where the law says so) or ``escalated``.
    """

    completed_at: datetime
    by: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """A clock that stands still from one day to another (None: still) for the case and for the steps named."""

    start: date
    end: date | None
    steps: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Course:
    """What a case changes of the way its procedure draws.

    `holders` names the agency of steps that were reassigned, `deciders` those who still decide at a decision step,
    `declined` the steps whose holder is not competent. `amended_at` and `withdrawn_at` are the claimed times of the
    latest amendment and of a withdrawal: no step that is open again runs out before the dossier it is about.
    """

    holders: Mapping[str, str] = field(default_factory=dict)
    deciders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    declined: frozenset[str] = frozenset()
    pauses: tuple[Pause, ...] = ()
    amended_at: str = ""
    withdrawn_at: str = ""


AS_DRAWN = Course()


@dataclass(frozen=True, slots=True)
class StepStatus:
    """Where one step stands.

    `agency` holds it (``committee`` for the committee as a whole), `agencies` are all who do: several decide on their
    own items. `reasons` are the facts by which it applies or not, once it is to open.
    `due` is the last day of its limit; once that has passed, `overdue` is set, `consequence` says what the procedure
    provides (shown, never performed) and `reminders` how many the holder is to have had. While a question to the
    applicant is open the clock of the asking step is `stopped`. `declined` steps wait for another agency; `how` says by
    what other means than its own work a step was done.
    """

    step: Step
    state: State
    agency: str
    opened_at: datetime | None = None
    completed_at: datetime | None = None
    due: date | None = None
    overdue: bool = False
    consequence: Overdue | None = None
    reminders: int = 0
    reasons: tuple[Reason, ...] = ()
    agencies: tuple[str, ...] = ()
    stopped: bool = False
    declined: bool = False
    how: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """All steps in the procedure's order, who holds the case now, and whether it has ended.

    `statutory_due` is the last day of the procedure's statutory time, if it has one; None also while that clock is
    `stopped`.
    """

    steps: tuple[StepStatus, ...]
    holders: tuple[str, ...]
    ended: bool
    statutory_due: date | None = None
    stopped: bool = False

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


@dataclass(frozen=True, slots=True)
class _Plan:
    steps: tuple[Step, ...]
    order: tuple[Step, ...]
    next: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Asked:
    facts: Facts
    marks: Mapping[str, Mark]
    started: datetime
    charter: Charter
    today: date
    course: Course
    plan: _Plan


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
    asked = _Asked(facts, marks, started, charter, now.date(), course, _plan(procedure))
    found: dict[str, StepStatus] = {}
    settled: dict[str, datetime | None] = {}
    for step in asked.plan.order:
        status = _status(step, settled, asked)
        found[step.id] = status
        settled[step.id] = _settled_at(status)
    steps = tuple(found[step.id] for step in procedure.steps)
    statutory, stopped = _limit(asked, started, procedure.statutory_days)
    return Progress(
        steps=steps,
        holders=tuple(sorted({agency for status in steps if status.state == "open" for agency in status.agencies})),
        ended=not any(_holds_up(status) for status in steps),
        statutory_due=statutory,
        stopped=stopped,
    )


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


def _status(step: Step, settled: Mapping[str, datetime | None], asked: _Asked) -> StepStatus:
    agencies = _holders(step, asked)
    agency = agencies[0]
    opened = _opened_at(step, settled, asked)
    mark = asked.marks.get(step.id)
    # Where a step before it reopened, what was done after it counts again only once that one is done; a final decision
    # stays made.
    if mark is not None and (opened is not None or asked.facts.granted is not None):
        verdict = holds(step.when, asked.facts) if step.when else ALWAYS
        due, _ = _limit(asked, opened or mark.completed_at, step.days, step.id)
        done, why = mark.completed_at, verdict.reasons
        return StepStatus(step, "done", agency, opened, done, due, reasons=why, agencies=agencies, how=mark.how)
    if asked.course.withdrawn_at:
        ended = datetime.fromisoformat(asked.course.withdrawn_at)
        return StepStatus(step, "skipped", agency, ended, reasons=WITHDRAWN, agencies=agencies)
    if opened is None:
        return StepStatus(step, "waiting", agency, agencies=agencies)
    if asked.facts.prohibited and step.kind in STOPPED_BY_PROHIBITION:
        stopped = max(opened, asked.facts.prohibited_at or opened)
        return StepStatus(step, "skipped", agency, stopped, reasons=PROHIBITED, agencies=agencies)
    verdict = holds(step.when, asked.facts) if step.when else ALWAYS
    if not verdict.met or _passed_by(step, asked):
        return StepStatus(step, "skipped", agency, opened, reasons=verdict.reasons, agencies=agencies)
    if asked.course.amended_at:
        opened = max(opened, datetime.fromisoformat(asked.course.amended_at))
    return _open(step, agencies, opened, verdict.reasons, asked)


def _open(
    step: Step, agencies: tuple[str, ...], opened: datetime, reasons: tuple[Reason, ...], asked: _Asked
) -> StepStatus:
    due, stopped = _limit(asked, opened, step.days, step.id)
    late = due is not None and asked.today > due
    return StepStatus(
        step,
        "open",
        agencies[0],
        opened,
        due=due,
        overdue=late,
        consequence=step.overdue if late else None,
        reminders=_reminders(asked.charter.calendar, due, asked.today) if due is not None and late else 0,
        reasons=reasons,
        agencies=agencies,
        stopped=stopped,
        declined=step.id in asked.course.declined,
    )


def _limit(asked: _Asked, opened: datetime, days: int | None, step: str = "") -> tuple[date | None, bool]:
    """The last day of a limit, and whether its clock stands still now: it then has no last day yet."""
    if days is None or not asked.course.pauses:
        return due_date(asked.charter.calendar, opened.date(), days), False
    own = [pause for pause in asked.course.pauses if not step or step in pause.steps]
    still = [pause for pause in own if pause.end is None]
    ended = [(pause.start, pause.end) for pause in own if pause.end is not None]
    due = due_after_pauses(asked.charter.calendar, opened.date(), days, ended)
    # A letter sent after the limit had passed stops nothing any more.
    return (None, True) if any(pause.start <= due for pause in still) else (due, False)


def _reminders(calendar: Calendar, due: date, today: date) -> int:
    return 1 + max(working_days_between(calendar, due, today) - 1, 0) // REMINDER_EVERY


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
