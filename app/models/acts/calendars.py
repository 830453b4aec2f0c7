"""Acts about the realm's calendars: two persons change working days, holidays and the cut-off hour."""

from __future__ import annotations

from app.models.acts.base import Body, Scope, act
from app.models.charter import Calendar


@act(Scope.REALM)
class CalendarProposed(Body):
    """The calendar of `agency` (empty: the realm's) is to be `calendar`, whole."""

    agency: str
    calendar: Calendar
    reason: str
    shown: str = ""


@act(Scope.REALM)
class CalendarConfirmed(Body):
    proposal: str
    shown: str = ""
