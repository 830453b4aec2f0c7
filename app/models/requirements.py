"""What each activity and licence kind must say before intake is complete: the required fields, as data."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import chain, compress
from operator import attrgetter, not_
from typing import Any, NamedTuple

from app.models.application import Activity, Application, Flag, LicenceKind, PartyRole

MISSING = "missing-field"
LINE = ("description", "control_code", "quantity", "unit", "value", "currency")

# `parties.<role>` asks for a party with that role, `lines.<field>` for a field of every line; anything else is a
# field of the application itself.
GOODS = ("lines", "items", *(f"lines.{name}" for name in LINE))
REQUIRED: dict[Activity, tuple[str, ...]] = {
    Activity.EXPORT: ("parties.exporter", "parties.end-user", "destinations", "end_use", *GOODS),
    Activity.IMPORT: (
        "parties.importer",
        "parties.exporter",
        "parties.end-user",
        "end_use",
        "lines.origin",
        *GOODS,
    ),
    Activity.TRANSIT: (
        "parties.exporter",
        "parties.end-user",
        "parties.carrier",
        "destinations",
        "route",
        "end_use",
        *GOODS,
    ),
    Activity.TRANS_SHIPMENT: (
        "parties.exporter",
        "parties.consignee",
        "parties.end-user",
        "parties.carrier",
        "destinations",
        "route",
        "end_use",
        *GOODS,
    ),
    Activity.BROKERING: (
        "parties.broker",
        "parties.exporter",
        "parties.end-user",
        "destinations",
        "end_use",
        "contract",
        *GOODS,
    ),
}
ALSO: dict[LicenceKind, tuple[str, ...]] = {LicenceKind.TEMPORARY: ("valid_until",)}
# An open licence is asked for before its shipments are known.
NOT_ASKED: dict[LicenceKind, tuple[str, ...]] = {
    LicenceKind.OPEN: ("parties.end-user", "lines.quantity", "lines.unit", "lines.value", "lines.currency")
}


@cache
def required(activity: Activity, kind: LicenceKind) -> tuple[str, ...]:
    """Paths of the fields that an application of this activity and kind must fill."""
    waived = NOT_ASKED.get(kind, ())
    return tuple(path for path in REQUIRED[activity] + ALSO.get(kind, ()) if path not in waived)


def missing(application: Application) -> tuple[Flag, ...]:
    """A blocking flag for every required field that is empty; `field` is its path (``lines.0.quantity``)."""
    asked = _asked(application.activity, application.kind)
    parties = application.parties
    roles = tuple([party.role for party in parties if party.name]) if parties else ()
    values = chain(asked.own_values(application), *map(asked.line_values, application.lines))
    return _flags(application.activity, application.kind, roles, len(application.lines), tuple(map(not_, values)))


class _Asked(NamedTuple):
    """Fields asked of the application itself and of each line, and how their values are taken."""

    own: tuple[str, ...]
    line: tuple[str, ...]
    own_values: attrgetter[tuple[Any, ...]]
    line_values: attrgetter[tuple[Any, ...]]


@cache
def _asked(activity: Activity, kind: LicenceKind) -> _Asked:
    paths = required(activity, kind)
    own = tuple(path for path in paths if "." not in path)
    line = tuple(path[len("lines.") :] for path in paths if path.startswith("lines."))
    return _Asked(own, line, attrgetter(*own), attrgetter(*line))


@lru_cache(maxsize=4096)
def _flags(
    activity: Activity, kind: LicenceKind, roles: tuple[PartyRole, ...], lines: int, empty: tuple[bool, ...]
) -> tuple[Flag, ...]:
    """The flags of every application whose fields are filled and empty in the same places."""
    asked = _asked(activity, kind)
    parties = [path for path in required(activity, kind) if path.startswith("parties.")]
    names = [*asked.own, *(f"lines.{place}.{name}" for place in range(lines) for name in asked.line)]
    paths = [path for path in parties if path[len("parties.") :] not in roles]
    return tuple(Flag(code=MISSING, field=path) for path in [*paths, *compress(names, empty)])
