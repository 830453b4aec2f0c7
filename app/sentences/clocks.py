"""Why something is due when it is, in whole sentences; and what calendars may look like."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    "clock.statutory": N_("Statutory limit of the whole case: {due}"),
    "clock.statutory.stopped": N_("Statutory limit of the whole case: no last day while its clock stands still"),
    "clock.step": N_("Step “{name}”, held by {agency}: due {due}"),
    "clock.step.stopped": N_("Step “{name}”, held by {agency}: no last day while its clock stands still"),
    "clock.step.committee": N_("Step “{name}”, held by the committee: due {due}"),
    "clock.step.committee.stopped": N_(
        "Step “{name}”, held by the committee: no last day while its clock stands still"
    ),
    "clock.letter": N_("Answer of the applicant to letter {name}: due {due}"),
    "clock.none": N_("Nothing of {reference} that has begun has a time limit."),
    "clock.from.registered": N_("It counts from {day}: the case was registered by {officer} (act {act})."),
    "clock.from.done": N_("It counts from {day}: the step “{before}” was ended by {officer} (act {act})."),
    "clock.from.prohibited": N_(
        "It counts from {day}: two agencies found a prohibition under Article 6, the second of them by {officer} "
        "(act {act})."
    ),
    "clock.from.anew": N_(
        "It counts from {day}: the case was last amended or taken up anew then, by {officer} (act {act})."
    ),
    "clock.from.sent": N_("It counts from {day}: the letter was sent by {officer} (act {act})."),
    "clock.from.urgent": N_("It counts from {day}: the case was declared urgent by {officer} (act {act})."),
    "clock.cut-off": N_(
        "That was signed at {time}, not before the cut-off hour of {hour}: it counts as of the next day."
    ),
    "clock.days": N_("Working days to the limit: {days}; the day it counts from is not among them."),
    "clock.shortened": N_(
        "The case is urgent: without that, the working days would be {days}, and the last day {due}."
    ),
    "clock.shortened.stopped": N_("The case is urgent: without that, the working days would be {days}."),
    "clock.weekends": N_("Days off of the week passed over: {count}."),
    "clock.holiday": N_("Public holiday passed over: {day}, {name}."),
    "clock.stop": N_(
        "Letter {letter} stopped the clock from {start} to {end}; working days that do not count for that: {days}."
    ),
    "clock.stops": N_("Letter {letter} has stopped the clock since {start}; it goes on when the letter is answered."),
    "clock.letter-own": N_("The letter itself names its last day; the procedure alone would have given {due}."),
    "clock.calendar": N_("Counted on the calendar of {agency}, version {version}."),
    "clock.calendar.realm": N_("Counted on the calendar of the realm, version {version}."),
    "clock.ended.statutory": N_("The clock ended on {day}, when the case was decided or withdrawn."),
    "clock.ended.step": N_("The step was ended on {day}."),
    "clock.ended.letter": N_("The letter was answered or closed on {day}."),
    "clock.in-time": N_("That was in time."),
    "clock.late": N_("That was after the last day."),
    "clock.overdue": N_("The last day has passed."),
    "cli.calendar-what": N_("Name a calendar file, or holidays to add (--holiday 2026-12-24=Christmas Eve)."),
    "calendar.wrong": N_(
        "No limit can be counted on this calendar. Name working days from 1 (Monday) to 7 (Sunday), holidays as dates "
        "with a name, a cut-off hour such as 16:00 and an offset such as +01:00; a new realm brings no changes yet."
    ),
    "calendar.same": N_("The calendar is already like that. Propose one that differs from the calendar in force."),
    "charter.cut-off": N_("{file}, line {line}: “{value}” is not an hour of the day. Write it like 16:00."),
    "charter.utc-offset": N_(
        "{file}, line {line}: “{value}” is not an offset from UTC. Write it like +01:00 or -05:00."
    ),
}

LABELS: dict[str, str] = {
    "field.working_days": N_("working days (Monday is 1)"),
    "field.cut_off": N_("cut-off hour"),
    "field.utc_offset": N_("offset from UTC"),
}
