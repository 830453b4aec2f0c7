"""Verbs of time: why something is due when it is, and the calendars on which limits are counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.cli.cases import REFERENCE
from app.cli.course_lines import changed_lines
from app.cli.forms import day, read_file
from app.cli.show import SHORT, acted, problems_answer
from app.cli.verbs import Answer, Call, arg, verb
from app.errors import Usage
from app.marks import N_
from app.models.charter import Calendar
from app.words import Words
from app.workflows.case_clocks import Cause

Plain = dict[str, Any]

DUE = {
    "statutory": "clock.statutory",
    "step": "clock.step",
    "committee": "clock.step.committee",
    "letter": "clock.letter",
}
STOPPED = {
    "statutory": "clock.statutory.stopped",
    "step": "clock.step.stopped",
    "committee": "clock.step.committee.stopped",
}
FROM = {
    Cause.REGISTERED: "clock.from.registered",
    Cause.DONE: "clock.from.done",
    Cause.PROHIBITED: "clock.from.prohibited",
    Cause.ANEW: "clock.from.anew",
    Cause.SENT: "clock.from.sent",
    Cause.URGENT: "clock.from.urgent",
}
ENDED = {"statutory": "clock.ended.statutory", "step": "clock.ended.step", "letter": "clock.ended.letter"}


@verb(
    "case clocks",
    N_("explain the time limits of a case: why each is due when it is"),
    REFERENCE,
    arg("--step", default="", help=N_("only this step of the procedure")),
)
def case_clocks(call: Call) -> Answer:
    """The statutory clock, those of the steps, and those of the letters to the applicant."""
    found = call.desk().clocks.of_case(call.args.reference, call.args.step)
    lines = [line for one in found for line in clock_lines(call.words, one)]
    return Answer({"clocks": found}, lines or [call.words.say("clock.none", reference=call.args.reference)])


def clock_lines(words: Words, one: Plain) -> list[str]:
    """One clock: its last day, and in whole sentences why it is that day."""
    return [_head(words, one), *(f"  {line}" for line in _why(words, one))]


def _head(words: Words, one: Plain) -> str:
    held = "committee" if one["kind"] == "step" and not one["agency_name"] else one["kind"]
    agency = one["agency_name"][words.language] if one["agency_name"] else ""
    name = words.label("stage", one["name"]) if one["kind"] == "step" else one["name"]
    code = (STOPPED if one["stopped"] else DUE)[held]
    return words.say(code, name=name, agency=agency, due=_day(words, one["due"]))


def _why(words: Words, one: Plain) -> Iterable[str]:
    start = one["from"]
    yield words.say(
        FROM[start["cause"]],
        day=words.date(start["day"]),
        before=words.label("stage", start["step"]) if start["step"] else "",
        officer=start["officer"],
        act=start["act"][:SHORT],
    )
    if start["cut_off"]:
        yield words.say("clock.cut-off", time=start["time"], hour=start["cut_off"])
    yield words.say("clock.days", days=words.number(one["working_days"]))
    if one["urgent"]:
        code = "clock.shortened" if one["urgent"]["due"] else "clock.shortened.stopped"
        days = words.number(one["urgent"]["working_days"])
        yield words.say(code, days=days, due=_day(words, one["urgent"]["due"]))
    yield from _passed_over(words, one)
    yield from _stops(words, one["stops"])
    if one["counted_due"] and one["counted_due"] != one["due"]:
        yield words.say("clock.letter-own", due=words.date(one["counted_due"]))
    yield from _end(words, one)
    name, version = one["agency_name"], one["calendar"][:SHORT]
    if name is None:
        yield words.say("clock.calendar.realm", version=version)
    else:
        yield words.say("clock.calendar", agency=name[words.language], version=version)


def _passed_over(words: Words, one: Plain) -> Iterable[str]:
    if one["weekend_days"]:
        yield words.say("clock.weekends", count=words.number(one["weekend_days"]))
    for holiday in one["holidays"]:
        yield words.say("clock.holiday", day=words.date(holiday["day"]), name=holiday["name"])


def _stops(words: Words, stops: list[Plain]) -> Iterable[str]:
    for stop in stops:
        yield words.say(
            "clock.stop" if stop["end"] else "clock.stops",
            letter=stop["letter"],
            start=words.date(stop["start"]),
            end=_day(words, stop["end"]),
            days=words.number(stop["working_days"]),
        )


def _end(words: Words, one: Plain) -> Iterable[str]:
    if one["ended"]:
        yield words.say(ENDED[one["kind"]], day=words.date(one["ended"]))
        if one["due"]:
            yield words.say("clock.late" if one["overdue"] else "clock.in-time")
    elif one["overdue"]:
        yield words.say("clock.overdue")


def _day(words: Words, text: str | None) -> str:
    return words.date(text) if text else ""


AGENCY = arg(
    "--agency", default="", metavar="CODE", help=N_("agency whose own calendar it is; without it, the realm’s")
)


@verb("calendar show", N_("show the calendars on which limits are counted"))
def calendar_show(call: Call) -> Answer:
    """The realm's and each agency's own, with the version that explanations of time limits name."""
    found = call.desk().clocks.calendars()
    return Answer({"calendars": found}, [line for one in found for line in _calendar_lines(call.words, one)])


def _calendar_lines(words: Words, one: Plain) -> list[str]:
    week = [words.weekday(number) for number in one["working_days"]]
    lines = [
        words.text(N_("Calendar of {name}"), name=one["name"][words.language]),
        "  " + words.text(N_("Version: {digest}"), digest=one["version"][:SHORT]),
        "  " + words.text(N_("Working days: {days}"), days=words.sentence_list(week)),
    ]
    if one["cut_off"]:
        sentence = N_("What is signed at or after {hour} (UTC {offset}) counts as of the next day.")
        lines.append("  " + words.text(sentence, hour=one["cut_off"], offset=one["utc_offset"]))
    else:
        lines.append("  " + words.text(N_("Offset from UTC: {offset}; no cut-off hour."), offset=one["utc_offset"]))
    for holiday, name in sorted(one["holidays"].items()):
        lines.append("  " + words.text(N_("Public holiday: {day}, {name}"), day=words.date(holiday), name=name))
    for change in one["changes"]:
        sentence = N_("Changed on {day}, confirmed by {officer} (act {act}).")
        day_of_change = words.date(change["claimed"])
        lines.append(
            "  " + words.text(sentence, day=day_of_change, officer=change["officer"], act=change["act"][:SHORT])
        )
    for proposal in one["proposals"]:
        sentence = N_("Proposed by {officer}, to be confirmed with: placet calendar confirm {act}. Reason: {reason}")
        named = {"officer": proposal["officer"], "act": proposal["act"][:SHORT], "reason": proposal["reason"]}
        lines.append("  " + words.text(sentence, **named))
        lines += [f"    {line}" for line in changed_lines(words, proposal["difference"])]
    return lines


@verb(
    "calendar propose",
    N_("propose another calendar for the realm or an agency"),
    arg("file", nargs="?", metavar="FILE", help=N_("calendar (TOML); what it does not say stays as it is")),
    arg(
        "--holiday", action="append", default=[], metavar="DATE=NAME", help=N_("add a public holiday; may be repeated")
    ),
    AGENCY,
    arg("--reason", required=True, help=N_("why")),
)
def calendar_propose(call: Call) -> Answer:
    """An agency head confirms. What was recorded under the earlier calendar stays as it was."""
    args, desk = call.args, call.desk()
    if not args.file and not args.holiday:
        raise Usage("cli.calendar-what")
    calendar = desk.clocks.calendar(args.agency)
    if args.file:
        read, problems = desk.clocks.read_calendar(args.agency, args.file, read_file(args.file))
        if read is None:
            return problems_answer(call.words, problems)
        calendar = read
    calendar = with_holidays(calendar, args.holiday)
    change = desk.clocks.propose_calendar(args.agency, calendar, args.reason)
    return acted(call, change, confirm="calendar confirm")


def with_holidays(calendar: Calendar, typed: list[str]) -> Calendar:
    """The calendar with holidays added as typed: ``2026-12-24=Christmas Eve``. Raises `Usage`."""
    added = dict(_holiday(one) for one in typed)
    return Calendar(
        working_days=calendar.working_days,
        holidays=dict(sorted({**calendar.holidays, **added}.items())),
        cut_off=calendar.cut_off,
        utc_offset=calendar.utc_offset,
    )


def _holiday(typed: str) -> tuple[str, str]:
    when, _, name = typed.partition("=")
    if not when.strip() or not name.strip():
        raise Usage("form.pair", where="--holiday", value=typed)
    return day(when.strip(), "--holiday"), name.strip()


@verb(
    "calendar confirm",
    N_("put a proposed calendar in force"),
    arg("proposal", metavar="ID", help=N_("the request's id; its beginning is enough")),
)
def calendar_confirm(call: Call) -> Answer:
    """An agency head, and not the person who proposed it."""
    return acted(call, call.desk().clocks.confirm_calendar(call.args.proposal))
