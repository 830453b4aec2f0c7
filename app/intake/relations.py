"""What applications of one file have to do with each other: duplicates, renewals, and digests to know them again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from operator import attrgetter
from typing import Any, NamedTuple

import orjson

from app.models.application import Application, Flag

_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATACLASS
RENEWAL, DUPLICATE = "renewal-of", "duplicate-of"


@dataclass(frozen=True, slots=True)
class Relation:
    """A link to the application at place `candidate` of the same reading."""

    kind: str
    candidate: int


class Entry(NamedTuple):
    """An application of a file, the cells it was read from (if it was a register), and whether it is a renewal."""

    source: str
    application: Application
    flags: tuple[Flag, ...] = ()
    cells: Sequence[str] = ()
    renewal: bool = False


def content_digests(applications: Iterable[Application]) -> list[str]:
    """For each application the SHA-256 of its values in the order of its fields and of how many equal ones precede.

    So two equal rows of a file are two applications, and the same file taken in again brings none.
    """
    return [content for _, content in identities(applications)]


def identities(applications: Iterable[Application]) -> list[tuple[str, str]]:
    """For each application its digest alone, which its twins share, and its content digest, which they do not."""
    seen: dict[str, int] = {}
    result = []
    for application in applications:
        own = _digest(application, 0)
        earlier = seen.get(own, 0)
        seen[own] = earlier + 1
        result.append((own, _digest(application, earlier) if earlier else own))
    return result


def _digest(application: Application, earlier: int) -> str:
    return sha256(orjson.dumps([_values(application), earlier], _values, _OPTIONS)).hexdigest()


def _values(record: Any) -> tuple[Any, ...]:
    """A record's values in the order of its fields: half the time of orjson's own way with slots."""
    return _GETTERS[type(record)](record)


class _Getters(dict[type, Callable[[Any], tuple[Any, ...]]]):
    """How the values of each type of record are taken; a table, because every record of a file asks it."""

    def __missing__(self, kind: type) -> Callable[[Any], tuple[Any, ...]]:
        self[kind] = attrgetter(*(one.name for one in fields(kind)))
        return self[kind]


_GETTERS = _Getters()


def related(entries: Sequence[Entry], own: Sequence[str]) -> list[tuple[tuple[Flag, ...], tuple[Relation, ...]]]:
    """Flags and links of each entry to earlier ones of the same file; `own` are the digests that twins share.

    An exact duplicate is linked to its twin. A renewal is linked to the latest earlier application of its number; one
    without any is flagged, once for equal twins. A number that returns without being a renewal is flagged.
    """
    by_number: dict[str, list[int]] = defaultdict(list)
    twins = _twins(entries, own)
    result = []
    for place, entry in enumerate(entries):
        number = entry.application.applicant_reference
        flags: tuple[Flag, ...] = ()
        links: tuple[Relation, ...] = ()
        twin = twins.get(place)
        if twin is not None:
            flags = (_twin(entries[twin], entry),)
            links = (Relation(DUPLICATE, twin),)
        earlier = [one for one in by_number[number] if own[one] != own[place]] if number in by_number else []
        if entry.renewal and earlier:
            links += (Relation(RENEWAL, _latest(earlier, entry, entries)),)
        elif entry.renewal and twin is None:
            flags += (Flag(code="renewal-without-original", field="applicant_reference", value=number),)
        elif earlier and twin is None:
            flags += (Flag(code="number-repeated", field="applicant_reference", value=entries[earlier[-1]].source),)
        if number:
            by_number[number].append(place)
        result.append((flags, links))
    return result


def _twins(entries: Sequence[Entry], own: Sequence[str]) -> dict[int, int]:
    """For each entry that repeats an earlier one the place of that one: equal cell by cell, else equal as read."""
    first: dict[object, int] = {}
    twins = {}
    for place, entry in enumerate(entries):
        alike = first.setdefault(own[place], place)
        exact = first.setdefault(tuple(entry.cells), place) if entry.cells and alike != place else place
        if alike != place:
            twins[place] = exact if exact != place else alike
    return twins


def _twin(first: Entry, second: Entry) -> Flag:
    """Equal cell by cell, or equal but for blanks and the like."""
    exact = bool(first.cells) and first.cells == second.cells
    return Flag(code="duplicate-row" if exact else "duplicate-content", value=first.source)


def _latest(earlier: Sequence[int], entry: Entry, entries: Sequence[Entry]) -> int:
    """The latest one dated before `entry`, the first of equals; where none is, the nearest before it in the file."""
    dated = [(entries[place].application.applied_on, -place) for place in earlier]
    before = [one for one in dated if one[0] < entry.application.applied_on]
    return -max(before)[1] if before else earlier[-1]
