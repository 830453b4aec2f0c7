"""Working-day arithmetic on a charter's calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from app.models.charter import Calendar

ONE_DAY = timedelta(days=1)
WEEK = frozenset(range(1, 8))


def is_day(text: str) -> bool:
    """Whether `text` is a date written as 2026-11-19."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def add_working_days(calendar: Calendar, day: date, n: int) -> date:
    """The `n`-th working day after `day`; `day` itself does not count. For `n` = 0 it is `day`.

    Raises `ValueError` for a negative `n` or a calendar without working days.
    """
    if n < 0 or not WEEK.intersection(calendar.working_days):
        raise ValueError(n)
    return _added(calendar.working_days, frozenset(calendar.holidays), day, n)


# Every act asks for the same few dates again, and a statutory limit is a walk over months.
@lru_cache(maxsize=4_096)
def _added(week: tuple[int, ...], holidays: frozenset[str], day: date, n: int) -> date:
    while n:
        day += ONE_DAY
        if day.isoweekday() in week and day.isoformat() not in holidays:
            n -= 1
    return day


def working_days_between(calendar: Calendar, first: date, last: date) -> int:
    """How many working days lie after `first` up to and with `last`; negative where `last` comes before `first`."""
    if last < first:
        return -working_days_between(calendar, last, first)
    days = (first + timedelta(days=step) for step in range(1, (last - first).days + 1))
    return sum(calendar.works(day) for day in days)


def due_date(calendar: Calendar, opened: date, days: int | None) -> date | None:
    """The last day of a limit of `days` working days; the day of opening does not count. None without limit."""
    return None if days is None else add_working_days(calendar, opened, days)


def standing_still(calendar: Calendar, pauses: Sequence[tuple[date, date]], first: date, last: date) -> int:
    """How many working days after `first`, up to and with `last`, lie in one of the `pauses` (each after its first day,
    up to and with its last)."""
    days, reached = 0, first
    for start, end in sorted(pauses):
        start, end = max(start, reached), min(end, last)
        if start < end:
            days += working_days_between(calendar, start, end)
            reached = end
    return days


def due_after_pauses(calendar: Calendar, opened: date, days: int, pauses: Sequence[tuple[date, date]]) -> date:
    """The last day of a limit that stands still during `pauses`."""
    due = add_working_days(calendar, opened, days)
    while (longer := days + standing_still(calendar, pauses, opened, due)) and (
        later := add_working_days(calendar, opened, longer)
    ) != due:
        due = later
    return due
