"""The realm's constitution: agencies, founders, planned officers, calendar, waivers, default procedures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.models.signed import Signed


class Role(StrEnum):
    """In which capacity a person acts."""

    CLERK = "clerk"
    LICENSING_OFFICER = "licensing_officer"
    REVIEWER = "reviewer"
    AGENCY_HEAD = "agency_head"
    SECRETARY = "secretary"
    CHAIR = "chair"
    MEMBER = "member"
    EXPERT = "expert"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An officer as planned in the charter or enrolled later. `public` is the base64 of 32 raw bytes, or empty."""

    officer: str
    name: str
    agency: str
    roles: tuple[Role, ...]
    key: str = ""
    public: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A workstation of the realm; `public` is its checkpoint key in base64 (empty until it is set up)."""

    name: str
    agency: str
    code: str = ""
    public: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Working days: ISO weekday numbers 1 to 7, and public holidays as ISO dates with their names.

    What is signed at or after `cut_off` (``16:00``, in the time of `utc_offset`, ``+01:00``) counts as of the next day.
    """

    working_days: tuple[int, ...] = (1, 2, 3, 4, 5)
    holidays: dict[str, str] = field(default_factory=dict)
    cut_off: str = ""
    utc_offset: str = "+00:00"

    def works(self, day: date) -> bool:
        """Whether `day` is a working day."""
        return day.isoweekday() in self.working_days and day.isoformat() not in self.holidays


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """`acts_for` lists codes of functions this agency also fills where a small State has fewer agencies.

    `calendar` is the agency's own, where it differs from the realm's.
    """

    code: str
    name_en: str
    name_fr: str
    acts_for: tuple[str, ...] = ()
    calendar: Calendar | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChange:
    """The calendar that `agency` (empty: the realm) has had since its change was confirmed."""

    agency: str
    calendar: Calendar
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """`founders` are the administrator and one agency head with keys; `officers` are planned persons without.

    `adopts` holds the texts of the procedures in force from the founding on.

    `calendar` and those of the agencies are the founding ones; `changes`, in the order of their confirmations, are made
    by acts. `procedures` maps an activity (or ``*``) to a procedure id; `waivers` lists pairs of roles such as
    ``reviewer+member`` that one person may hold on a case, or the word ``countersign``.
    """

    name_en: str
    name_fr: str
    country: str
    training: bool
    agencies: tuple[Agency, ...]
    founders: tuple[Person, ...]
    officers: tuple[Person, ...]
    station: Station
    stations: tuple[Station, ...]
    calendar: Calendar
    procedures: dict[str, str]
    adopts: tuple[str, ...] = ()
    waivers: tuple[str, ...] = ()
    passphrase_minutes: int = 10
    changes: tuple[CalendarChange, ...] = ()

    def calendar_of(self, agency: str = "", at: datetime | None = None) -> Calendar:
        """The calendar of `agency`, else the realm's, as it is, or as it was before the claimed time `at`."""
        for change in reversed(self.changes):
            if change.agency == agency and (at is None or datetime.fromisoformat(change.by.claimed) < at):
                return change.calendar
        if not agency:
            return self.calendar
        for one in self.agencies:
            if one.code == agency and one.calendar is not None:
                return one.calendar
        return self.calendar_of(at=at) if self.changes else self.calendar

    def agency_for(self, code: str) -> str | None:
        """Code of the agency that is or acts for `code`."""
        for agency in self.agencies:
            if agency.code == code or code in agency.acts_for:
                return agency.code
        return None
