"""Limits count working days: neither weekends nor holidays, nor the day on which a step opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.charter import Calendar
from app.workflows.calendar import add_working_days, due_after_pauses, due_date, standing_still, working_days_between
from app.workflows.clocks import day_of

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
FRIDAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 2)
CALENDAR = Calendar(holidays={"2026-11-11": "Armistice"})


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    week = draw(st.sets(st.integers(1, 7), min_size=1))
    holidays = draw(st.sets(DAYS, max_size=30))
    return Calendar(working_days=tuple(sorted(week)), holidays={day.isoformat(): "holiday" for day in holidays})


def test_the_day_of_opening_does_not_count() -> None:
    assert add_working_days(Calendar(), FRIDAY, 1) == date(2026, 11, 23)
    assert add_working_days(Calendar(), FRIDAY, 0) == FRIDAY
    assert add_working_days(Calendar(), date(2026, 11, 21), 1) == date(2026, 11, 23)


def test_weekends_and_holidays_are_passed_over() -> None:
    calendar = Calendar(holidays={"2026-12-24": "Eve", "2026-12-25": "Christmas"})
    assert add_working_days(calendar, date(2026, 12, 23), 2) == date(2026, 12, 29)
    assert working_days_between(calendar, date(2026, 12, 23), date(2026, 12, 29)) == 2


def test_a_week_may_run_from_sunday_to_thursday() -> None:
    calendar = Calendar(working_days=(1, 2, 3, 4, 7))
    assert add_working_days(calendar, date(2026, 11, 19), 1) == date(2026, 11, 22)


def test_no_limit_has_no_due_date() -> None:
    assert due_date(Calendar(), FRIDAY, None) is None
    assert due_date(Calendar(), FRIDAY, 5) == date(2026, 11, 27)


def test_a_calendar_without_working_days_is_refused() -> None:
    with pytest.raises(ValueError, match="3"):
        add_working_days(Calendar(working_days=()), FRIDAY, 3)
    with pytest.raises(ValueError, match="3"):
        add_working_days(Calendar(working_days=(8,)), FRIDAY, 3)
    with pytest.raises(ValueError, match="-1"):
        add_working_days(Calendar(), FRIDAY, -1)


@given(calendars(), DAYS, st.integers(1, 60))
def test_a_due_date_is_a_working_day_and_counts_back(calendar: Calendar, day: date, n: int) -> None:
    due = add_working_days(calendar, day, n)
    assert calendar.works(due)
    assert working_days_between(calendar, day, due) == n
    assert working_days_between(calendar, day, due - timedelta(days=1)) == n - 1


@given(calendars(), DAYS, st.integers(0, 40), st.integers(0, 40))
def test_working_days_add_up(calendar: Calendar, day: date, first: int, second: int) -> None:
    assert add_working_days(calendar, add_working_days(calendar, day, first), second) == add_working_days(
        calendar, day, first + second
    )


@given(calendars(), DAYS, DAYS, DAYS)
def test_spans_of_working_days_join(calendar: Calendar, first: date, second: date, third: date) -> None:
    joined = working_days_between(calendar, first, second) + working_days_between(calendar, second, third)
    assert joined == working_days_between(calendar, first, third)


def test_leap_days_and_years_ends_are_days_like_any_other() -> None:
    assert add_working_days(Calendar(), date(2028, 2, 28), 2) == date(2028, 3, 1)
    assert add_working_days(Calendar(), date(2027, 2, 26), 1) == date(2027, 3, 1)
    assert working_days_between(Calendar(), date(2028, 2, 28), date(2028, 2, 29)) == 1
    new_year = Calendar(holidays={"2027-01-01": "New Year"})
    assert add_working_days(new_year, date(2026, 12, 31), 1) == date(2027, 1, 4)
    assert working_days_between(new_year, date(2026, 12, 31), date(2027, 1, 4)) == 1


@pytest.mark.parametrize("summer", [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)])
def test_clocks_that_change_in_summer_and_winter_shift_no_day(summer: date) -> None:
    """Europe changes its clocks that night: the days before and after are counted like all others."""
    before, after = summer - timedelta(days=2), summer + timedelta(days=1)
    assert add_working_days(Calendar(), before, 1) == after
    place = Calendar(cut_off="16:00", utc_offset="+01:00")
    friday = datetime.combine(before, time(14, 59), UTC)
    assert day_of(friday, place) == before
    assert day_of(friday + timedelta(minutes=1), place) == before + timedelta(days=1)
    assert due_date(place, day_of(friday + timedelta(minutes=1), place), 1) == after


@given(calendars(), DAYS, st.integers(1, 30))
def test_a_holiday_on_a_day_off_moves_nothing(calendar: Calendar, day: date, n: int) -> None:
    off = [day + timedelta(days=k) for k in range(90) if not calendar.works(day + timedelta(days=k))]
    more = replace(calendar, holidays={**calendar.holidays, **{one.isoformat(): "x" for one in off}})
    assert add_working_days(more, day, n) == add_working_days(calendar, day, n)


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=4)


@given(st.integers(0, 40), SPANS)
def test_only_working_days_outside_pauses_count(days: int, spans: list[tuple[int, int]]) -> None:
    pauses = [(MONDAY + timedelta(days=start), MONDAY + timedelta(days=start + length)) for start, length in spans]
    due = due_after_pauses(CALENDAR, MONDAY, days, pauses)
    day, left = MONDAY, days
    while left:
        day += timedelta(days=1)
        left -= CALENDAR.works(day) and not any(start < day <= end for start, end in pauses)
    assert due == day


def test_pauses_that_overlap_stop_the_clock_once() -> None:
    week = (MONDAY, MONDAY + timedelta(days=7))
    assert standing_still(CALENDAR, [week, week], MONDAY, MONDAY + timedelta(days=30)) == 5
