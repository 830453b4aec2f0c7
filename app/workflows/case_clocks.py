"""The clocks of one case: the statutory one, those of the steps, and those of the letters to the applicant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from app.models.asked import Letter
from app.models.case import Case
from app.models.charter import Charter
from app.models.procedure import Procedure
from app.models.signed import Signed
from app.workflows.clocks import Count, Limit, count, day_of
from app.workflows.course import course_of
from app.workflows.engine import COMMITTEE, Course, Mark, Progress, StepStatus, decided_at, statutory_limit, step_limit
from app.workflows.road import case_facts, case_progress, marks, moment


class ClockKind(StrEnum):
    STATUTORY = "statutory"
    STEP = "step"
    LETTER = "letter"


class Cause(StrEnum):
    """What a limit counts from."""

    REGISTERED = "registered"
    DONE = "done"
    PROHIBITED = "prohibited"
    ANEW = "anew"
    SENT = "sent"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Clock:
    """One limit and how it is counted.

    `name` is the step's id or the letter's number, `agency` whose calendar is used (empty: the realm's), `due` the last
    day, None while the clock stands still. It counts from `act`, for the `cause`; where a step before it was done or
    passed over, that one is `before`. `ended` is when the step was done, the case decided, the letter answered.
    """

    kind: ClockKind
    name: str
    agency: str
    due: date | None
    cause: Cause
    before: str
    act: Signed | None
    ended: datetime | None
    overdue: bool
    limit: Limit
    count: Count


def case_clocks(case: Case, procedure: Procedure, charter: Charter, now: datetime) -> tuple[Clock, ...]:
    """Every clock of the case: what the law gives, each step that has opened and has a limit, each letter."""
    return tuple(_Clocks(case, procedure, charter, now).all())


class _Clocks:
    def __init__(self, case: Case, procedure: Procedure, charter: Charter, now: datetime) -> None:
        assert case.registered is not None
        self._case, self._procedure, self._charter, self._now = case, procedure, charter, now.astimezone(UTC)
        self._started = moment(case.registered.claimed)
        facts = case_facts(case)
        self._course: Course = course_of(case, procedure, facts, charter)
        self._marks: Mapping[str, Mark] = marks(case, procedure, charter)
        self._decided = decided_at(procedure, facts, self._marks, self._course)
        self._road: Progress = case_progress(case, procedure, charter, now)

    def all(self) -> Iterator[Clock]:
        yield from self._statutory()
        for status in self._road.steps:
            yield from self._step(status)
        for letter in sorted(self._case.letters.values(), key=lambda one: one.body.number):
            yield from self._letter(letter)

    def _statutory(self) -> Iterator[Clock]:
        limit = statutory_limit(self._procedure, self._started, self._decided, self._charter, self._course)
        if limit is not None:
            first = self._case.registered
            yield self._clock(ClockKind.STATUTORY, "", "", limit, self._decided, Cause.REGISTERED, "", first)

    def _step(self, status: StepStatus) -> Iterator[Clock]:
        if status.opened_at is None or status.state not in ("open", "done"):
            return
        limit = step_limit(
            status.step, status.agency, status.opened_at, status.completed_at, self._charter, self._course
        )
        if limit is not None:
            cause, before, act = self._opened(status, limit)
            agency = "" if status.agency == COMMITTEE else status.agency
            yield self._clock(ClockKind.STEP, status.step.id, agency, limit, status.completed_at, cause, before, act)

    def _opened(self, status: StepStatus, limit: Limit) -> tuple[Cause, str, Signed | None]:
        """What opened a step, or shortened what was left of its limit."""
        opened = limit.opened
        if limit.urgent is not None and limit.urgent > opened and count(limit).shortened:
            return Cause.URGENT, "", self._signed_at(limit.urgent)
        before = self._before(status, opened)
        mark = None if before is None else self._marks.get(before.step.id)
        if before is not None and mark is not None:
            return Cause.DONE, before.step.id, self._signed(mark.act)
        if before is not None and before.reasons and before.reasons[0].fact == "prohibited":
            return Cause.PROHIBITED, "", self._signed_at(opened)
        if opened == self._started:
            return Cause.REGISTERED, "", self._case.registered
        return Cause.ANEW, "", self._signed_at(opened)

    def _before(self, status: StepStatus, opened: datetime) -> StepStatus | None:
        """The step whose end let this one open, through those that were passed over."""
        for name in status.step.after:
            one = self._road.of(name)
            if one.completed_at == opened:
                return one
            if one.state == "skipped" and one.opened_at == opened:
                return self._before(one, opened) or one
        return None

    def _letter(self, letter: Letter) -> Iterator[Clock]:
        queries = self._procedure.queries
        if queries is None:
            return
        sent, lead = moment(letter.by.claimed), self._charter.agency_for(queries.agency) or ""
        limit = Limit(sent, queries.days, self._charter.calendar_of(lead, sent))
        ended = min((by.claimed for by in self._ends(letter)), default="")
        clock = self._clock(
            ClockKind.LETTER, str(letter.body.number), lead, limit, moment(ended) if ended else None,
            Cause.SENT, "", letter.by, date.fromisoformat(letter.body.due),
        )  # fmt: skip
        yield clock

    @staticmethod
    def _ends(letter: Letter) -> Iterator[Signed]:
        yield from (by for _, by in letter.answers.values())
        if letter.closed is not None:
            yield letter.closed[2]

    def _clock(
        self,
        kind: ClockKind,
        name: str,
        agency: str,
        limit: Limit,
        ended: datetime | None,
        cause: Cause,
        before: str,
        act: Signed | None,
        due: date | None = None,
    ) -> Clock:
        counted = count(limit)
        due = due or counted.due
        overdue = due is not None and day_of(ended or self._now, limit.calendar) > due
        return Clock(kind, name, agency, due, cause, before, act, ended, overdue, limit, counted)

    def _signed(self, act: str) -> Signed | None:
        return next((one for one in self._case.acts if one.act == act), None)

    def _signed_at(self, opened: datetime) -> Signed | None:
        """The last act of that moment: of what happened then, it is what let the limit begin."""
        return next((one for one in reversed(self._case.acts) if moment(one.claimed) == opened), None)
