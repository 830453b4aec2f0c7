"""Reads a calendar from TOML: working days, public holidays, the cut-off hour and the place's offset from UTC."""

from __future__ import annotations

import re

from app.models.charter import Calendar
from app.workflows.calendar import is_day
from app.workflows.toml_fields import Notes, Problem, Table, read_table
from app.workflows.toml_places import Path

CUT_OFF = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
UTC_OFFSET = re.compile(r"[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00")


def load_calendar(name: str, source: bytes | str, base: Calendar) -> tuple[Calendar | None, tuple[Problem, ...]]:
    """The calendar in a file of its own; what it does not say stays as in `base`."""
    table, notes = read_table(name, source)
    if table is None:
        return None, tuple(notes.problems)
    calendar = read_calendar(table, base)
    return (None if notes.problems else calendar), tuple(notes.problems)


def read_calendar(table: Table, base: Calendar) -> Calendar:
    """The calendar in a table, with every problem noted; what it does not say stays as in `base`."""
    days, holidays = base.working_days, base.holidays
    if "working_days" in table.data:
        given = table.values("working_days")
        days = tuple(sorted(day for path, day in given if _is_weekday(day, path, table.notes)))
    inner = table.table("holidays", needed=False)
    if inner is not None:
        holidays = _holidays(inner)
    calendar = Calendar(
        working_days=days,
        holidays=holidays,
        cut_off=_matching(table, "cut_off", CUT_OFF, base.cut_off, "charter.cut-off"),
        utc_offset=_matching(table, "utc_offset", UTC_OFFSET, base.utc_offset, "charter.utc-offset"),
    )
    table.close()
    return calendar


def is_right(calendar: Calendar) -> bool:
    """Whether limits can be counted on it: it has working days, its holidays are days with names, its hours exist."""
    days = calendar.working_days
    return (
        bool(days)
        and list(days) == sorted(set(days))
        and {*days} <= {*range(1, 8)}
        and all(is_day(day) and name.strip() for day, name in calendar.holidays.items())
        and (not calendar.cut_off or CUT_OFF.fullmatch(calendar.cut_off) is not None)
        and UTC_OFFSET.fullmatch(calendar.utc_offset) is not None
    )


def _is_weekday(day: object, path: Path, notes: Notes) -> bool:
    good = type(day) is int and 1 <= day <= 7
    if not good:
        notes.add("charter.working-day", path, value=day)
    return good


def _holidays(table: Table) -> dict[str, str]:
    for day in table.data:
        if not is_day(day):
            table.notes.add("charter.holiday", table.at(day), value=day)
    return {day: table.text(day) for day in sorted(table.data)}


def _matching(table: Table, key: str, form: re.Pattern[str], base: str, code: str) -> str:
    value = table.text(key, needed=False)
    if value and not form.fullmatch(value):
        table.notes.add(code, table.at(key), value=value)
        return base
    return value or base
