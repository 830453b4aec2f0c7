"""Clocks: from when a limit counts, what stops it, and its last day, with all that explains why it is that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

from app.canonical import digest, encode
from app.models.charter import Calendar
from app.models.plain import to_plain
from app.workflows.calendar import ONE_DAY, due_after_pauses, due_date, standing_still

WHOLE = 100
AT_GREENWICH = "+00:00"


@dataclass(frozen=True, slots=True)
class Pause:
    """A clock that stands still from one moment to another (None: still) for the case and for the steps named.

    `letter` is the number of the letter to the applicant that stops it.
    """

    start: datetime
    end: datetime | None
    steps: frozenset[str] = frozenset()
    letter: int = 0


@dataclass(frozen=True, slots=True)
class Limit:
    """Everything that the last day of a limit depends on: nothing else does, least of all the time of asking.

    `percent` of the `days` are left where the case was declared urgent at the moment `urgent`.
    """

    opened: datetime
    days: int
    calendar: Calendar
    pauses: tuple[Pause, ...] = ()
    percent: int = WHOLE
    urgent: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A letter that stopped a clock after the day `start`, up to and with the day `end` (None: it stands still)."""

    letter: int
    start: date
    end: date | None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """How a last day was counted: `days` working days after the day `start`, without what was passed over.

    `shifted` where the opening was signed at or after the cut-off and counts as of the next day; `shortened` where the
    case is urgent: `ordinary` days would have ended on `ordinary_due`. `weekends` are the days off of each week.
    """

    start: date
    days: int
    due: date | None
    ordinary: int
    ordinary_due: date | None
    shifted: bool
    shortened: bool
    weekends: int
    holidays: tuple[tuple[date, str], ...]
    stops: tuple[Stop, ...]
    version: str


def day_of(claimed: str | datetime, calendar: Calendar) -> date:
    """The day on which an act of the time `claimed` counts: the next one at or after the calendar's cut-off hour."""
    if not calendar.cut_off and calendar.utc_offset == AT_GREENWICH and not isinstance(claimed, str):
        return claimed.astimezone(UTC).date()
    there = local(claimed, calendar)
    return there.date() + ONE_DAY if _is_late(there, calendar) else there.date()


def today(claimed: str | datetime, calendar: Calendar) -> str:
    """The ISO date on the calendar's wall at a claimed time, whatever its cut-off hour: for days that people name."""
    return local(claimed, calendar).date().isoformat()


def local(claimed: str | datetime, calendar: Calendar) -> datetime:
    """A claimed time as the clocks of the calendar's place show it."""
    moment = datetime.fromisoformat(claimed) if isinstance(claimed, str) else claimed
    return moment.astimezone(_zone(calendar.utc_offset))


def begin_of(day: date, calendar: Calendar) -> datetime:
    """The moment at which `day` begins at the calendar's place."""
    return datetime.combine(day, time(), _zone(calendar.utc_offset))


def version(calendar: Calendar) -> str:
    """The digest that names this calendar: the same days, cut-off and place give the same one."""
    return digest(encode(to_plain(calendar)))


def last_day(limit: Limit) -> date | None:
    """The last day of a limit; None while its clock stands still."""
    ordinary = _last_day(limit, limit.opened, limit.days)
    if ordinary is None or limit.urgent is None:
        return ordinary
    shortened = _last_day(limit, max(limit.opened, limit.urgent), fewer(limit.days, limit.percent))
    # What was due before the case became urgent stays due then.
    return None if shortened is None else min(ordinary, shortened)


def fewer(days: int, percent: int) -> int:
    """`percent` of so many working days, rounded up, at least one."""
    return max(1, -(-days * percent // WHOLE))


def count(limit: Limit) -> Count:
    """How the last day of a limit is counted, for whoever asks why it is that day."""
    ordinary, due = _last_day(limit, limit.opened, limit.days), last_day(limit)
    shortened = limit.urgent is not None and due != ordinary
    opened = max(limit.opened, limit.urgent) if shortened and limit.urgent else limit.opened
    start, calendar = day_of(opened, limit.calendar), limit.calendar
    passed = _days(start, due) if due is not None else ()
    return Count(
        start=start,
        days=fewer(limit.days, limit.percent) if shortened else limit.days,
        due=due,
        ordinary=limit.days,
        ordinary_due=ordinary,
        shifted=_is_late(local(opened, calendar), calendar),
        shortened=shortened,
        weekends=sum(day.isoweekday() not in calendar.working_days for day in passed),
        holidays=tuple((day, name) for day in passed if (name := _holiday(calendar, day))),
        stops=_stops(limit, start, due),
        version=version(calendar),
    )


def _last_day(limit: Limit, opened: datetime, days: int) -> date | None:
    start = day_of(opened, limit.calendar)
    if not limit.pauses:
        return due_date(limit.calendar, start, days)
    spans = [(day_of(one.start, limit.calendar), _end(one, limit.calendar)) for one in limit.pauses]
    due = due_after_pauses(limit.calendar, start, days, [(first, last) for first, last in spans if last is not None])
    # A letter sent after the limit had passed stops nothing any more.
    return None if any(last is None and first <= due for first, last in spans) else due


def _end(pause: Pause, calendar: Calendar) -> date | None:
    return None if pause.end is None else day_of(pause.end, calendar)


def _stops(limit: Limit, start: date, due: date | None) -> tuple[Stop, ...]:
    """The letters that moved the last day, or stand in its way."""
    found = []
    for pause in limit.pauses:
        first, last = day_of(pause.start, limit.calendar), _end(pause, limit.calendar)
        until = due if due is not None else last
        if last is None and due is None:
            found.append(Stop(pause.letter, first, None))
        elif last is not None and until is not None:
            days = standing_still(limit.calendar, [(first, last)], start, until)
            found += [Stop(pause.letter, first, last, days)] if days else []
    return tuple(found)


def _days(start: date, due: date) -> tuple[date, ...]:
    return tuple(start + timedelta(days=n) for n in range(1, (due - start).days + 1))


def _holiday(calendar: Calendar, day: date) -> str:
    """The name of the holiday that kept `day` from counting; a holiday on a day off kept nothing."""
    return calendar.holidays.get(day.isoformat(), "") if day.isoweekday() in calendar.working_days else ""


def _is_late(there: datetime, calendar: Calendar) -> bool:
    return bool(calendar.cut_off) and there.strftime("%H:%M") >= calendar.cut_off


@lru_cache(maxsize=64)
def _zone(utc_offset: str) -> timezone:
    sign = -1 if utc_offset[0] == "-" else 1
    hours, minutes = utc_offset[1:].split(":")
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes)))
