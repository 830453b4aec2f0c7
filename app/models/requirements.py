"""What each activity and licence kind must say before intake is complete: the required fields, as data."""

from __future__ import annotations

from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from app.models.application import Activity, Application, Flag, LicenceKind, Line, PartyRole

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


def missing(application: Application) -> list[Flag]:
    """A blocking flag for every required field that is empty; `field` is its path (``lines.0.quantity``)."""
    own, of_line = _asked(application.activity, application.kind)
    roles = tuple([party.role for party in application.parties if party.name])
    lines = tuple([_emptiness(of_line, line) for line in application.lines])
    return list(_flags(application.activity, application.kind, roles, _emptiness(own, application), lines))


@cache
def _asked(activity: Activity, kind: LicenceKind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Fields asked of the application itself and of each line."""
    paths = required(activity, kind)
    own = tuple(path for path in paths if "." not in path)
    return own, tuple(path[len("lines.") :] for path in paths if path.startswith("lines."))


@lru_cache(maxsize=4096)
def _flags(
    activity: Activity,
    kind: LicenceKind,
    roles: tuple[PartyRole, ...],
    own: tuple[bool, ...],
    lines: tuple[tuple[bool, ...], ...],
) -> tuple[Flag, ...]:
    """The flags of every application whose fields are filled and empty in the same places."""
    names, of_line = _asked(activity, kind)
    parties = [path for path in required(activity, kind) if path.startswith("parties.")]
    paths = [path for path in parties if path[len("parties.") :] not in roles]
    paths += [name for name, empty in zip(names, own, strict=True) if empty]
    for place, line in enumerate(lines):
        paths += [f"lines.{place}.{name}" for name, empty in zip(of_line, line, strict=True) if empty]
    return tuple(Flag(code=MISSING, field=path) for path in paths)


def _emptiness(names: tuple[str, ...], record: Application | Line) -> tuple[bool, ...]:
    return tuple([not value for value in _getter(names)(record)])


@cache
def _getter(names: tuple[str, ...]) -> attrgetter[tuple[Any, ...]]:
    return attrgetter(*names)
