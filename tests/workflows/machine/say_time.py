"""Acts about calendars that somebody might make."""

from __future__ import annotations

from dataclasses import replace

from app.models.acts import CalendarConfirmed, CalendarProposed
from tests.workflows.machine.onlooker import TEXTS, Idea, Ideas, Onlooker

WEEKS = ((1, 2, 3, 4, 5), (1, 2, 3, 4), (1, 2, 3, 4, 7), ())
CUT_OFFS = ("", "16:00", "08:05", "25:00")
OFFSETS = ("+00:00", "+01:00", "-05:00", "CET")


def calendar_proposed(author: Onlooker) -> Idea:
    charter = author.view.realm.charter
    assert charter is not None
    agency = author.pick(("", "", "customs", "licensing", "navy"))
    known = charter.calendar_of(agency)
    holiday = {author.day(1, 2, 3, 5, 8): "Strike"} if author.chance(0.7) else {}
    calendar = replace(
        known,
        working_days=author.pick((known.working_days, known.working_days, *WEEKS)),
        holidays={**known.holidays, **holiday},
        cut_off=author.pick((known.cut_off, known.cut_off, *CUT_OFFS)),
        utc_offset=author.pick((known.utc_offset, known.utc_offset, *OFFSETS)),
    )
    return Idea(CalendarProposed(agency=agency, calendar=calendar, reason=author.pick(TEXTS)), "realm")


def calendar_confirmed(author: Onlooker) -> Idea:
    found = author.proposal("CalendarProposed")
    return Idea(CalendarConfirmed(proposal=found.id if found else "none"), "realm")


TIME: Ideas = {"CalendarProposed": calendar_proposed, "CalendarConfirmed": calendar_confirmed}
