"""A limit's last day follows from its opening, its calendar, what stopped it and urgency, and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.charter import Calendar, CalendarChange
from app.models.procedure import Step, StepKind
from app.models.signed import Signed
from app.workflows.clocks import Limit, Pause, Stop, count, day_of, fewer, last_day, version
from app.workflows.engine import AS_DRAWN, Course, step_limit
from tests.workflows.drafts import charter, procedure
from tests.workflows.test_calendar import calendars

MONDAY = datetime(2026, 11, 2, 8, tzinfo=UTC)
PLAIN = Calendar()
LATE = Calendar(cut_off="16:00", utc_offset="+01:00")
HOURS = st.integers(0, 24 * 90)
MOMENTS = HOURS.map(lambda hours: MONDAY + timedelta(hours=hours))


@st.composite
def places(draw: st.DrawFn) -> Calendar:
    """A calendar with a cut-off hour somewhere in the world."""
    hour, offset = draw(st.none() | st.integers(0, 23)), draw(st.integers(-12, 14))
    cut_off = "" if hour is None else f"{hour:02}:30"
    return replace(draw(calendars()), cut_off=cut_off, utc_offset=f"{offset:+03}:00")


@st.composite
def letters(draw: st.DrawFn) -> tuple[Pause, ...]:
    """Letters to the applicant one after the other, the last one perhaps without an answer yet."""
    marks = sorted(draw(st.lists(MOMENTS, max_size=6, unique=True)))
    pairs = [marks[place : place + 2] for place in range(0, len(marks), 2)]
    return tuple(
        Pause(pair[0], pair[1] if len(pair) > 1 else None, frozenset({"s"}), number)
        for number, pair in enumerate(pairs, 1)
    )


LIMITS = st.builds(Limit, MOMENTS, st.integers(1, 40), places(), letters(), st.integers(1, 99), st.none() | MOMENTS)


def counted_by_hand(limit: Limit, opened: datetime, days: int) -> date | None:
    """Day by day, as somebody with a wall calendar would."""
    day, left = day_of(opened, limit.calendar), days
    spans = [(day_of(one.start, limit.calendar), one.end and day_of(one.end, limit.calendar)) for one in limit.pauses]
    while left:
        day += timedelta(days=1)
        if any(end is None and start < day for start, end in spans):
            return None
        still = any(end is not None and start < day <= end for start, end in spans)
        left -= limit.calendar.works(day) and not still
    return None if any(end is None and start <= day for start, end in spans) else day


@given(LIMITS)
def test_a_last_day_is_what_one_counts_by_hand(limit: Limit) -> None:
    ordinary = counted_by_hand(limit, limit.opened, limit.days)
    if limit.urgent is None or ordinary is None:
        assert last_day(limit) == ordinary
        return
    days = fewer(limit.days, limit.percent)
    short = counted_by_hand(limit, max(limit.opened, limit.urgent), days)
    assert last_day(limit) == (None if short is None else min(ordinary, short))


@given(LIMITS)
def test_an_explanation_accounts_for_every_day(limit: Limit) -> None:
    found = count(limit)
    assert found.due == last_day(limit)
    if found.due is None:
        assert any(stop.end is None for stop in found.stops)
        return
    passed = found.weekends + len(found.holidays) + sum(stop.days for stop in found.stops)
    assert (found.due - found.start).days == found.days + passed
    assert all(found.start < day <= found.due for day, _ in found.holidays)
    assert found.version == version(limit.calendar)


@given(LIMITS, st.integers(1, 20))
def test_urgency_never_makes_a_limit_longer_nor_takes_the_last_day(limit: Limit, days: int) -> None:
    ordinary = last_day(replace(limit, urgent=None))
    urgent = last_day(replace(limit, urgent=limit.opened))
    assert (urgent is None and ordinary is None) or urgent is None or ordinary is None or urgent <= ordinary
    assert fewer(days, limit.percent) >= 1


def test_fewer_days_are_rounded_up() -> None:
    assert [fewer(15, 50), fewer(5, 50), fewer(1, 50), fewer(10, 33), fewer(3, 1)] == [8, 3, 1, 4, 1]


def test_what_was_due_before_the_case_became_urgent_stays_due_then() -> None:
    limit = Limit(MONDAY, 10, PLAIN, percent=50, urgent=MONDAY + timedelta(days=10))
    assert last_day(limit) == date(2026, 11, 16)
    assert not count(limit).shortened


def test_an_open_limit_is_shortened_from_the_declaration_on() -> None:
    limit = Limit(MONDAY, 20, PLAIN, percent=25, urgent=MONDAY + timedelta(days=7))
    found = count(limit)
    assert (found.start, found.days, found.due) == (date(2026, 11, 9), 5, date(2026, 11, 16))
    assert (found.ordinary, found.ordinary_due, found.shortened) == (20, date(2026, 11, 30), True)


# --- the cut-off hour ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claimed", "day"),
    [
        ("2026-11-02T14:59:59Z", "2026-11-02"),
        ("2026-11-02T15:00:00Z", "2026-11-03"),
        ("2026-11-02T23:30:00Z", "2026-11-03"),
        ("2026-11-03T00:30:00Z", "2026-11-03"),
        ("2026-12-31T15:00:00Z", "2027-01-01"),
        ("2028-02-28T16:00:00Z", "2028-02-29"),
    ],
)
def test_what_is_signed_at_or_after_the_cut_off_counts_as_of_the_next_day(claimed: str, day: str) -> None:
    assert day_of(claimed, LATE).isoformat() == day
    assert day_of(datetime.fromisoformat(claimed), LATE).isoformat() == day


def test_without_a_cut_off_the_day_is_that_of_the_place() -> None:
    assert day_of("2026-11-02T23:30:00Z", PLAIN) == date(2026, 11, 2)
    assert day_of("2026-11-02T23:30:00Z", Calendar(utc_offset="+05:30")) == date(2026, 11, 3)
    assert day_of("2026-11-02T03:30:00Z", Calendar(utc_offset="-05:00")) == date(2026, 11, 1)


@given(MOMENTS, places())
def test_a_later_act_never_counts_as_of_an_earlier_day(moment: datetime, calendar: Calendar) -> None:
    assert day_of(moment, calendar) <= day_of(moment + timedelta(minutes=1), calendar)


# --- the calendar's version ------------------------------------------------------------------------------------------


@given(places())
def test_the_same_calendar_has_the_same_version_however_it_was_written(calendar: Calendar) -> None:
    shuffled = replace(calendar, holidays=dict(reversed(calendar.holidays.items())))
    assert version(shuffled) == version(calendar)
    assert version(replace(calendar, holidays={**calendar.holidays, "2040-01-01": "x"})) != version(calendar)
    assert version(replace(calendar, cut_off="23:45")) != version(calendar)


def test_holidays_are_passed_over_by_name_and_not_on_days_off() -> None:
    calendar = Calendar(holidays={"2026-11-11": "Armistice", "2026-11-14": "A Saturday", "2026-12-25": "Later"})
    found = count(Limit(MONDAY, 10, calendar))
    assert (found.holidays, found.weekends) == (((date(2026, 11, 11), "Armistice"),), 4)


def test_each_letter_says_when_it_stopped_the_clock() -> None:
    tuesday, friday, later = (MONDAY + timedelta(days=days) for days in (1, 4, 60))
    pauses = (Pause(tuesday, friday, letter=1), Pause(later, None, letter=2))
    found = count(Limit(MONDAY, 10, PLAIN, pauses))
    assert found.stops == (Stop(1, date(2026, 11, 3), date(2026, 11, 6), 3),)
    still = count(Limit(MONDAY, 60, PLAIN, pauses))
    assert (still.due, still.stops[-1]) == (None, Stop(2, date(2027, 1, 1), None))


# --- what was known when a step was done ---------------------------------------------------------------------------


STEP = Step(id="s", kind=StepKind.REVIEW, title=procedure().title, agency="customs", days=10)
DONE = MONDAY + timedelta(days=14)


def changed(calendar: Calendar, when: datetime, agency: str = "customs", clock: int = 1) -> CalendarChange:
    claimed = when.strftime("%Y-%m-%dT%H:%M:%SZ")
    by = Signed(act=f"a{clock}", officer="o", agency="a", role="r", claimed=claimed, clock=(clock, 0))
    return CalendarChange(agency=agency, calendar=calendar, by=by)


@given(calendars(), calendars(), letters())
def test_a_change_after_a_step_was_done_moves_nothing_of_its_limit(
    before: Calendar, after: Calendar, pauses: tuple[Pause, ...]
) -> None:
    realm = replace(charter(), changes=(changed(before, MONDAY),))
    later = replace(realm, changes=(*realm.changes, changed(after, DONE + timedelta(seconds=1), clock=2)))
    known = tuple(one if one.end is None or one.end <= DONE else replace(one, end=None) for one in pauses)
    known = tuple(one for one in known if one.start <= DONE)
    then = step_limit(STEP, "customs", MONDAY, DONE, realm, Course(pauses=known))
    urgent = (DONE + timedelta(hours=1)).isoformat()
    now = step_limit(STEP, "customs", MONDAY, DONE, later, Course(pauses=pauses, urgent=(urgent, ""), percent=10))
    assert then == now


def test_each_step_is_counted_on_the_calendar_of_its_holder_and_the_committee_on_the_realms() -> None:
    sunday_week = Calendar(working_days=(1, 2, 3, 4, 7))
    realm = replace(charter(), changes=(changed(sunday_week, MONDAY),))
    calendar_of = {
        code: limit.calendar
        for code in ("customs", "defence", "committee")
        if (limit := step_limit(STEP, code, MONDAY, None, realm, AS_DRAWN))
    }
    assert calendar_of["customs"] == sunday_week
    assert calendar_of["defence"] == calendar_of["committee"] == charter().calendar
    moved = replace(realm, changes=(*realm.changes, changed(LATE, MONDAY, agency="", clock=2)))
    assert moved.calendar_of("customs") == sunday_week
    assert moved.calendar_of("defence") == moved.calendar_of() == LATE
    assert moved.calendar_of("defence", MONDAY - timedelta(days=1)) == charter().calendar


def test_urgency_shortens_what_is_open_while_it_lasts() -> None:
    since, until = MONDAY + timedelta(days=1), MONDAY + timedelta(days=5)
    course = Course(urgent=(since.isoformat(), until.isoformat()), percent=50)
    found = [
        step_limit(STEP, "customs", MONDAY, done, charter(), course)
        for done in (MONDAY, since + timedelta(days=1), None)
    ]
    assert [one.urgent for one in found if one] == [None, since, None]
