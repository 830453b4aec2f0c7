"""JSON dossiers: one application or an array of them, checked field by field, every problem told at once."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields, replace
from typing import Any

from app.canonical import parse
from app.errors import Unreadable
from app.intake import checks
from app.intake.items import check_unique, completed, derive
from app.intake.problems import Found, Problem, of_unreadable, shown
from app.models.application import (
    Activity,
    Application,
    AttCategory,
    AttScope,
    Destination,
    Document,
    Flag,
    Item,
    LicenceKind,
    Line,
    Party,
    PartyRole,
)
from app.models.requirements import missing

REASONS = "placet_problem"  # where refused dossiers and rows carry their reasons; never read
IGNORED = {REASONS, "$schema"}
FEW = 50  # up to so many problems, a misspelt name is told its nearest
MOST = 5000  # parties, lines, items or documents of one dossier

_short, _long = checks.line_of_text, checks.body_of_text
LEAVES: dict[type, dict[str, checks.Check]] = {
    Party: {
        "id": checks.identifier,
        "role": checks.choice(PartyRole),
        "name": _short,
        "country": checks.country,
        "address": _long,
        "registration": _short,
    },
    Destination: {"country": checks.country, "given": _short},
    Line: {
        "id": checks.identifier,
        "description": _long,
        "control_code": _short,
        "att_scope": checks.choice(AttScope),
        "att_category": checks.choice(AttCategory),
        "hs_code": checks.hs_code,
        "quantity": checks.decimal,
        "unit": _short,
        "value": checks.decimal,
        "currency": checks.currency,
        "origin": checks.country,
    },
    Item: {
        "id": checks.identifier,
        "line": _short,
        "destination": _short,
        "end_user": _short,
        "quantity": checks.decimal,
        "value": checks.decimal,
    },
    Document: {
        "kind": _short,
        "title": _short,
        "digest": checks.digest,
        "number": _short,
        "expires": checks.day,
    },
    Application: {
        "activity": checks.choice(Activity),
        "kind": checks.choice(LicenceKind),
        "applicant_reference": _short,
        "applied_on": checks.day,
        "end_use": _long,
        "contract": _short,
        "contract_date": checks.day,
        "valid_until": checks.day,
        "notes": _long,
    },
}
LISTS: dict[str, type] = {
    "parties": Party,
    "destinations": Destination,
    "lines": Line,
    "items": Item,
    "documents": Document,
}


@dataclass(frozen=True, slots=True)
class Dossier:
    """One dossier as read: the application, or what is wrong with it; `raw` is the object as given."""

    row: int
    application: Application | None
    flags: tuple[Flag, ...]
    problems: tuple[Problem, ...]
    raw: Any


def read_dossiers(data: bytes, file: str) -> tuple[list[Dossier], list[Problem]]:
    """The dossiers of a JSON file, and what is wrong with the file as a whole."""
    try:
        value = parse(data, what=file)
    except Unreadable as error:
        return [], [of_unreadable(error, file)]
    if not isinstance(value, list | dict) or value == []:
        return [], [Problem("intake.json-shape", file)]
    many = value if isinstance(value, list) else [value]
    return [read_dossier(one, file, place) for place, one in enumerate(many, 1)], []


def read_dossier(value: Any, file: str, row: int = 1) -> Dossier:
    """One dossier, every problem of it collected."""
    found = Found(file, row)
    application = _application(value, found)
    flags: tuple[Flag, ...] = ()
    if application is not None:
        application = _whole(application, found)
        flags = tuple(_flags(application))
    return Dossier(row, None if found.problems else application, flags, tuple(found.problems), value)


def _application(value: Any, found: Found) -> Application | None:
    if not isinstance(value, dict):
        found.add("object", value=value)
        return None
    given = {name: one for name, one in value.items() if name not in IGNORED}
    lists: dict[str, Any] = {name: _many(kind, given.pop(name, None), name, found) for name, kind in LISTS.items()}
    lists["route"] = _route(given.pop("route", None), found)
    lists["extra"] = _extra(given.pop("extra", None), found)
    application: Application | None = _record(Application, given, "", found, lists)
    return application


def _record(cls: type, given: dict[str, Any], path: str, found: Found, inner: dict[str, Any] | None = None) -> Any:
    """A `cls` from an object; a wrong leaf is noted and left empty, so that the rest can be checked too."""
    leaves = LEAVES[cls]
    values: dict[str, Any] = dict(inner or {})
    for name, value in given.items():
        if name not in leaves:
            few = len(found.problems) < FEW
            close = difflib.get_close_matches(name[:60], [*leaves, *(inner or ())], 1) if few else []
            found.add("unknown-field", path + shown(name), expected=", ".join(close or leaves))
        elif value is not None:
            values[name] = _leaf(leaves[name], value, path + name, found)
    for one in _needed(cls):
        if values.get(one.name, MISSING) is MISSING:
            found.add("missing", path + one.name)
            values[one.name] = None if one.type in ("Activity", "LicenceKind", "PartyRole") else ""
    blank = [name for name in ("activity", "kind", "role") if name in values and values[name] is None]
    return None if blank else cls(**{name: "" if value is None else value for name, value in values.items()})


def _needed(cls: type) -> list[Field[Any]]:
    return [one for one in fields(cls) if one.default is MISSING and one.default_factory is MISSING]


def _leaf(check: Callable[[Any], Any], value: Any, path: str, found: Found) -> Any:
    try:
        return check(value)
    except checks.Wrong as wrong:
        found.add(wrong.code, path, value, wrong.expected)
        return None


def _many(cls: type, value: Any, path: str, found: Found) -> tuple[Any, ...]:
    if not isinstance(value, list | None):
        found.add("list", path, value)
        return ()
    if value and len(value) > MOST:
        found.add("list-long", path, len(value), str(MOST))
        return ()
    records = []
    for place, one in enumerate(value or []):
        if isinstance(one, dict):
            records.append(_record(cls, one, f"{path}.{place}.", found))
        else:
            found.add("object", f"{path}.{place}", one)
    return tuple(record for record in records if record is not None)


def _route(value: Any, found: Found) -> tuple[str, ...]:
    if not isinstance(value, list | None):
        found.add("list", "route", value)
        return ()
    stops = [_leaf(_short, one, f"route.{place}", found) for place, one in enumerate(value or [])]
    return tuple(stop for stop in stops if stop)


def _extra(value: Any, found: Found) -> dict[str, str]:
    if not isinstance(value, dict | None):
        found.add("object", "extra", value)
        return {}
    result = {}
    for name, one in (value or {}).items():
        if not str(name).isascii() or len(name) > checks.SHORT:
            found.add("json-key", "extra", name)
        else:
            result[name] = _leaf(_long, one, f"extra.{name}", found) or ""
    return result


def _whole(application: Application, found: Found) -> Application:
    """What only the dossier as a whole can tell: ids, links, items, required fields."""
    check_unique(application, found)
    for place, line in enumerate(application.lines):
        if line.att_scope is AttScope.ARMS and not line.att_category:
            found.add("category-needed", f"lines.{place}.att_category")
    application = _with_items(application, found)
    told = {problem.field for problem in found.problems}
    unsure = {path.partition(".")[0] for path in told if path.split(".")[-1] in ("role", "name", *LISTS)}
    for flag in missing(application):
        if flag.field not in (*told, "items") and flag.field.partition(".")[0] not in unsure:
            found.add("missing", flag.field)
    return application


def _with_items(application: Application, found: Found) -> Application:
    if application.items:
        return replace(application, items=completed(application, found))
    items, clear = derive(application)
    if not clear:
        found.add("items-ambiguous", "items")
    return replace(application, items=items)


def _flags(application: Application) -> list[Flag]:
    """A control code of another list is taken as given; the intake step sees it."""
    shape = checks.munitions_code()
    return [
        Flag(code="national-code", field=f"lines.{place}.control_code", value=line.control_code, blocks=False)
        for place, line in enumerate(application.lines)
        if line.control_code and not shape.fullmatch(line.control_code)
    ] + [
        Flag(code="not-one-country", field=f"destinations.{place}.country", value=one.given)
        for place, one in enumerate(application.destinations)
        if not one.country
    ]
