"""Which way a case would go under a procedure: which steps, whose, by when, and why each applies or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from app.models.application import Application
from app.models.case import Case, Version
from app.models.change import replace
from app.models.charter import Calendar, Charter
from app.models.outcomes import Difference
from app.models.procedure import Procedure, Step, StepKind
from app.models.requirements import missing
from app.models.signed import Signed
from app.workflows.clocks import begin_of, day_of
from app.workflows.course import authorities, course_of
from app.workflows.engine import COMMITTEE, Mark, StepStatus, progress
from app.workflows.facts import Facts, facts_of
from app.workflows.reasons import Reason
from app.workflows.road import case_facts, marks, moment

NOBODY = Signed(act="", officer="", agency="", role="", claimed="", clock=(0, 0))


@dataclass(frozen=True, slots=True)
class Authority:
    """Who decides which items."""

    agency: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One step. `opens` and `due` are days; a step that is skipped has no limit, and one without limit no `due`.

    `agency` holds it (``committee`` for the committee as a whole); a decision names its `authorities` with their items.
    `reasons` are the facts by which it applies or not; none where it always applies.
    """

    step: Step
    state: Literal["applies", "skipped"]
    agency: str
    opens: date | None = None
    due: date | None = None
    reasons: tuple[Reason, ...] = ()
    authorities: tuple[Authority, ...] = ()


@dataclass(frozen=True, slots=True)
class Simulation:
    """Every step in the procedure's order, the day on which the last one would end, and the statutory limit."""

    rows: tuple[Row, ...]
    ends: date
    statutory_due: date | None = None

    def of(self, step_id: str) -> Row:
        """The row of the step called `step_id`; raises `KeyError`."""
        for row in self.rows:
            if row.step.id == step_id:
                return row
        raise KeyError(step_id)


def simulate(procedure: Procedure, application: Application, charter: Charter, start: datetime) -> Simulation:
    """The road of `application`, taken in at `start`, if each step were completed on its due day and all granted.

    A step without limit is completed on the day it opens. Goods count as declared; nothing is prohibited.
    """
    taken_in = Version(number=1, application=application, content="", flags=missing(application), by=NOBODY)
    case = Case(id="", versions=(taken_in,))
    return _simulation(procedure, case, facts_of(case), charter, start, {})


def simulate_case(procedure: Procedure, case: Case, charter: Charter) -> Simulation:
    """The road of a case of the store from its registration on, by its present facts, as if nothing were done yet."""
    assert case.registered is not None
    return _simulation(procedure, case, case_facts(case), charter, moment(case.registered.claimed), {})


def what_changes(case: Case, old: Procedure, new: Procedure, charter: Charter) -> tuple[Difference, ...]:
    """What would be otherwise for one case if it went on under `new`: with what is done, and the rest on its due day.

    Parts are named ``steps.<id>``; fields are ``applies`` (applies, skipped, or empty where the procedure has no such
    step), ``agency`` and, for what is not done yet, ``due``.
    """
    before, done_before = _under(old, case, charter)
    after, done_after = _under(new, case, charter)
    names = dict.fromkeys((*after, *before))
    done = done_before & done_after
    return tuple(found for name in names for found in _changes(name, before.get(name), after.get(name), name in done))


def _under(procedure: Procedure, case: Case, charter: Charter) -> tuple[dict[str, Row], frozenset[str]]:
    assert case.registered is not None
    done = marks(case, procedure, charter)
    start = moment(case.registered.claimed)
    found = _simulation(procedure, case, case_facts(case), charter, start, done)
    return {row.step.id: row for row in found.rows}, frozenset(done)


def _changes(name: str, before: Row | None, after: Row | None, done: bool) -> list[Difference]:
    pairs: list[tuple[str, str, str]]
    if before and after and before.state == after.state == "applies":
        pairs = [("agency", _who(before), _who(after))]
        pairs += [] if done else [("due", _day(before.due), _day(after.due))]
    else:
        was, will = (row.state if row else "" for row in (before, after))
        pairs = [("applies", was, will)] if "applies" in (was, will) else []
    return [Difference(part=f"steps.{name}", field=field, before=a, after=b) for field, a, b in pairs if a != b]


def _who(row: Row) -> str:
    if len(row.authorities) < 2:
        return row.agency
    return "; ".join(f"{one.agency}: {', '.join(one.items)}" for one in row.authorities)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


# --- the walk ----------------------------------------------------------------------------------------------------


def _simulation(
    procedure: Procedure, case: Case, facts: Facts, charter: Charter, start: datetime, done: Mapping[str, Mark]
) -> Simulation:
    statuses, statutory = _walk(procedure, case, facts, charter, start, done)
    return Simulation(
        rows=tuple(_row(status, procedure, case, facts, charter) for status in statuses),
        ends=max((_done_on(status, charter) for status in statuses), default=start.date()),
        statutory_due=statutory,
    )


def _walk(
    procedure: Procedure, case: Case, facts: Facts, charter: Charter, start: datetime, done: Mapping[str, Mark]
) -> tuple[tuple[StepStatus, ...], date | None]:
    """Open steps completed in the order of their due days, until none is left, each as it stood when it opened.

    Decisions grant what is not prohibited.
    """
    course = course_of(case, procedure, facts, charter)
    deciding = [step.id for step in procedure.steps if step.kind is StepKind.DECISION]
    known = dict(done)
    opened: dict[str, StepStatus] = {}
    while True:
        decided = facts.granted is None and any(name in known for name in deciding)
        now = replace(facts, granted=not facts.prohibited) if decided else facts
        found = progress(procedure, now, known, start, charter, start, course)
        if not found.open:
            return tuple(opened.get(one.step.id, one) for one in found.steps), found.statutory_due
        opened |= {status.step.id: status for status in found.open if status.step.id not in opened}
        ends = {status.step.id: _completed_at(status, charter) for status in found.open}
        next_day = min(ends.values())
        ready = [status for status in found.open if ends[status.step.id] == next_day]
        known |= {status.step.id: Mark(next_day, status.agency) for status in ready}


def _completed_at(status: StepStatus, charter: Charter) -> datetime:
    """When it was or would be done: as the last day of its limit begins, before any cut-off, else as it opens."""
    if status.completed_at is not None:
        return status.completed_at
    assert status.opened_at is not None
    if status.due is None:
        return status.opened_at
    return max(status.opened_at, begin_of(status.due, _calendar(status, charter)))


def _done_on(status: StepStatus, charter: Charter) -> date:
    return day_of(_completed_at(status, charter), _calendar(status, charter))


def _calendar(status: StepStatus, charter: Charter) -> Calendar:
    return charter.calendar_of("" if status.agency == COMMITTEE else status.agency)


def _row(status: StepStatus, procedure: Procedure, case: Case, facts: Facts, charter: Charter) -> Row:
    step = status.step
    deciding = authorities(case, step, charter, facts) if step.kind is StepKind.DECISION else {}
    applies = status.state != "skipped"
    return Row(
        step=step,
        state="applies" if applies else "skipped",
        agency=status.agency,
        opens=day_of(status.opened_at, _calendar(status, charter)) if status.opened_at else None,
        due=status.due if applies else None,
        reasons=status.reasons,
        authorities=tuple(Authority(agency, items) for agency, items in deciding.items()),
    )
