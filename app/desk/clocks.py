"""Clocks and calendars at the desk: why something is due when it is, and changes of calendars by two persons."""

from __future__ import annotations

from typing import Any

from app.desk.journal import find
from app.desk.office import Counter
from app.desk.papers_parts import agency_name
from app.errors import Refused
from app.models.acts import CalendarConfirmed, CalendarProposed
from app.models.case import Case
from app.models.charter import Calendar, Charter
from app.models.plain import to_plain
from app.models.realm import Proposal, Realm
from app.store.transaction import Change
from app.workflows.calendar_file import load_calendar
from app.workflows.calendars import calendar_difference
from app.workflows.case_clocks import Cause, Clock, ClockKind, case_clocks
from app.workflows.clocks import WHOLE, local, version
from app.workflows.toml_fields import Problem

Plain = dict[str, Any]


class Clocks(Counter):
    """What every officer may ask of time, and what two persons change of it."""

    def of_case(self, reference: str, step: str = "") -> list[Plain]:
        """The clocks of a case, or of one of its steps, each with all that explains its last day.

        Raises `Refused` for a step that the procedure does not have.
        """
        self.log_access(reference, "case")
        with self.office.store.reading() as tx:
            case = self.case_for(tx, reference)
            procedure = tx.world.procedure(case.procedure)
            known = [one.id for one in procedure.steps]
            if step and step not in known:
                raise Refused("step.unknown", step=step, known=", ".join(known))
            charter = _charter(tx.realm)
            found = case_clocks(case, procedure, charter, self.office.now())
            return [_plain(one, case, charter) for one in found if not step or _is_step(one, step)]

    def calendars(self) -> list[Plain]:
        """The realm's calendar and each agency's own, with their versions, what changed them and what is proposed."""
        with self.office.store.reading() as tx:
            self.me(tx.realm)
            charter = _charter(tx.realm)
            own = [one.code for one in charter.agencies if one.calendar is not None]
            changed = [one.agency for one in charter.changes if one.agency]
            changed += [one.body.agency for one in _waiting(tx.realm)]
            return [_calendar(tx.realm, code) for code in dict.fromkeys(("", *own, *changed))]

    def read_calendar(self, agency: str, name: str, text: bytes) -> tuple[Calendar | None, tuple[Problem, ...]]:
        """The calendar in a file, with its problems; what it does not say stays as in the calendar in force."""
        return load_calendar(name, text, self.calendar(agency))

    def calendar(self, agency: str) -> Calendar:
        """The calendar in force for an agency; empty: the realm's."""
        with self.office.store.reading() as tx:
            self.me(tx.realm)
            return _charter(tx.realm).calendar_of(agency)

    def propose_calendar(self, agency: str, calendar: Calendar, reason: str) -> Change:
        """Propose a calendar, whole, for an agency or the realm."""
        return self.sign("realm", lambda _: CalendarProposed(agency=agency, calendar=calendar, reason=reason))

    def confirm_calendar(self, proposal: str) -> Change:
        """An agency head puts a proposed calendar in force."""
        return self.sign("realm", lambda world: CalendarConfirmed(proposal=find(world.realm.proposals, proposal)))


def _charter(realm: Realm) -> Charter:
    assert realm.charter is not None
    return realm.charter


def _is_step(clock: Clock, step: str) -> bool:
    return clock.kind is ClockKind.STEP and clock.name == step


def _plain(one: Clock, case: Case, charter: Charter) -> Plain:
    counted = one.count
    name = agency_name(charter, one.agency) if one.agency else None
    return {
        "kind": one.kind.value,
        "name": one.name,
        "agency": one.agency,
        "agency_name": {"en": name.en, "fr": name.fr} if name else None,
        "due": one.due.isoformat() if one.due else None,
        "stopped": one.due is None,
        "overdue": one.overdue,
        "ended": one.ended.isoformat() if one.ended else None,
        "from": {
            "day": counted.start.isoformat(),
            "cause": one.cause.value,
            "step": one.before,
            "act": one.act.act if one.act else "",
            "officer": one.act.officer if one.act else "",
            "time": _opened(one).strftime("%H:%M"),
            "cut_off": one.limit.calendar.cut_off if counted.shifted else "",
        },
        "working_days": counted.days,
        "urgent": _urgent(one),
        "counted_due": counted.due.isoformat() if counted.due else None,
        "weekend_days": counted.weekends,
        "holidays": [{"day": day.isoformat(), "name": name} for day, name in counted.holidays],
        "stops": [
            {
                "letter": stop.letter,
                "start": stop.start.isoformat(),
                "end": stop.end.isoformat() if stop.end else None,
                "working_days": stop.days,
            }
            for stop in counted.stops
        ],
        "calendar": counted.version,
    }


def _opened(one: Clock) -> Any:
    moment = one.limit.opened
    if one.cause is Cause.URGENT and one.limit.urgent is not None:
        moment = one.limit.urgent
    return local(moment, one.limit.calendar)


def _urgent(one: Clock) -> Plain | None:
    """What the limit would be without urgency."""
    counted = one.count
    if not counted.shortened or one.limit.percent == WHOLE:
        return None
    return {
        "percent": one.limit.percent,
        "working_days": counted.ordinary,
        "due": counted.ordinary_due.isoformat() if counted.ordinary_due else None,
    }


def _calendar(realm: Realm, agency: str) -> Plain:
    charter = _charter(realm)
    calendar = charter.calendar_of(agency)
    changes = [one.by for one in charter.changes if one.agency == agency]
    name = agency_name(charter, agency) if agency else None
    return {
        "agency": agency,
        "name": {"en": name.en, "fr": name.fr} if name else {"en": charter.name_en, "fr": charter.name_fr},
        "version": version(calendar),
        **to_plain(calendar),
        "changes": [{"act": by.act, "officer": by.officer, "claimed": by.claimed} for by in changes],
        "proposals": [_proposal(realm, one) for one in _waiting(realm) if one.body.agency == agency],
    }


def _waiting(realm: Realm) -> list[Proposal]:
    """Proposed calendars that nobody has confirmed, in order of time."""
    found = [one for one in realm.proposals.values() if isinstance(one.body, CalendarProposed)]
    return sorted((one for one in found if one.confirmed is None), key=lambda one: one.by.order)


def _proposal(realm: Realm, one: Proposal) -> Plain:
    """What a proposed calendar would change of the one in force: what its second person reads first."""
    body = one.body
    changes = to_plain(calendar_difference(realm, body))
    return {"act": one.by.act, "officer": one.by.officer, "reason": body.reason, "difference": changes}
