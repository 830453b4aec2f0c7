"""Changes of calendars, made by two persons; limits are counted on the calendar of each act's own past."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import CalendarProposed
from app.models.change import replace
from app.models.charter import CalendarChange
from app.models.outcomes import Difference
from app.models.plain import to_plain
from app.models.realm import Proposal, Realm
from app.workflows.calendar_file import is_right
from app.workflows.difference import plain_difference


def check_calendar(realm: Realm, body: CalendarProposed) -> None:
    """A calendar that limits can be counted on, of a known agency or the realm, unlike the present one; and why."""
    assert realm.charter is not None
    if body.agency and body.agency not in {one.code for one in realm.charter.agencies}:
        raise Refused("agency.unknown", agency=body.agency)
    if not is_right(body.calendar):
        raise Refused("calendar.wrong")
    if body.calendar == realm.charter.calendar_of(body.agency):
        raise Refused("calendar.same")
    if not body.reason.strip():
        raise Refused("reasons.needed")


def calendar_difference(realm: Realm, body: CalendarProposed) -> tuple[Difference, ...]:
    """What the proposal changes of the calendar now in force, for whoever signs it."""
    assert realm.charter is not None
    return plain_difference(to_plain(realm.charter.calendar_of(body.agency)), to_plain(body.calendar))


def put_in_force(realm: Realm, _proposal: Proposal) -> Realm:
    """Every confirmed change, in the order of the confirmations; what was in force before stays known."""
    assert realm.charter is not None
    found = [
        CalendarChange(agency=one.body.agency, calendar=one.body.calendar, by=one.confirmed)
        for one in realm.proposals.values()
        if isinstance(one.body, CalendarProposed) and one.confirmed is not None
    ]
    changes = tuple(sorted(found, key=lambda change: change.by.order))
    calendars = tuple(change.by for change in changes)
    return replace(realm, charter=replace(realm.charter, changes=changes), calendars=calendars)
