"""Charter drafts and procedures under attack: texts that officials write and others may have changed."""

from __future__ import annotations

from datetime import date
from functools import cache

from app import canonical
from app.models.charter import Calendar, Charter
from app.models.plain import from_plain, to_plain
from app.words import LANGUAGES, Words
from app.workflows.calendar import add_working_days
from app.workflows.calendar_file import is_right, load_calendar
from app.workflows.charter import read_charter, say_waived
from app.workflows.procedure import load_procedure
from app.workflows.procedure_check import check_file
from app.workflows.toml_fields import Problem
from tests.fuzz.intake import RESOURCES, text
from tests.fuzz.judge import Broken, check_code
from tests.fuzz.target import target


def told(problems: list[Problem]) -> str:
    """Every problem has its sentence and a line."""
    for problem in problems:
        check_code(problem.code)
        if problem.line < 1:
            raise Broken(f"{problem.code} stands on no line")
        for language in LANGUAGES:
            Words(language).say(problem.code, **problem.details)
    return ",".join(sorted({problem.code for problem in problems})) or "accepted"


@cache
def seven_agencies() -> Charter:
    """The shipped charter that the shipped procedures fit."""
    draft = read_charter("c", (RESOURCES / "charters" / "seven-agencies.toml").read_bytes())
    assert draft.charter is not None
    return draft.charter


@target("procedure", lambda: [one.read_bytes() for one in sorted((RESOURCES / "procedures").glob("*.toml"))], text)
def procedure(data: bytes) -> str:
    found, problems = check_file("p.toml", data, seven_agencies())
    if found is not None and not problems:
        again, _ = load_procedure("", data.decode("utf-8"))
        if again != found or found.digest != canonical.digest(data):
            raise Broken("accepted, but from its text it is another procedure")
        canonical.encode(to_plain(found))
    return told(problems)


def calendars() -> list[bytes]:
    text = (RESOURCES / "charters" / "six-people.toml").read_bytes().split(b"[calendar]\n")[1]
    return [text.replace(b"[calendar.holidays]", b"[holidays]"), b'cut_off = "16:00"\nutc_offset = "+01:00"\n']


@target("calendar", calendars, text)
def calendar(data: bytes) -> str:
    found, problems = load_calendar("c.toml", data, Calendar())
    if found is not None and not is_right(found):
        raise Broken("accepted, but no limit can be counted on it")
    if found is not None:
        add_working_days(found, date(2026, 11, 22), 5)
    return told(list(problems))


@target("charter", lambda: [one.read_bytes() for one in sorted((RESOURCES / "charters").glob("*.toml"))], text)
def charter(data: bytes) -> str:
    draft = read_charter("c.toml", data)
    if draft.charter is not None:
        plain = canonical.decode(canonical.encode(to_plain(draft.charter)))
        if from_plain(Charter, plain) != draft.charter:
            raise Broken("accepted, but read again it is another charter")
        for language in LANGUAGES:
            say_waived(draft.charter, Words(language))
    return told(list(draft.problems))
