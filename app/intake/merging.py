"""Several rows with one key become one application: what they share must agree, what they list is joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.intake.problems import Problem, shown
from app.models.application import Application, Flag, Item, Line, Party

SHARED = (
    "activity",
    "kind",
    "applicant_reference",
    "applied_on",
    "end_use",
    "contract",
    "contract_date",
    "valid_until",
    "notes",
)


def merged(
    read: Sequence[tuple[Application, list[Flag]]], rows: Sequence[int], file: str, problems: list[Problem]
) -> tuple[Application, list[Flag]]:
    """One application of the rows `rows`; each row is a line of its own. What disagrees goes to `problems`."""
    first = read[0][0]
    for number, (other, _) in zip(rows[1:], read[1:], strict=True):
        for name in SHARED:
            here, there = getattr(other, name), getattr(first, name)
            if here != there:
                found = Problem("intake.rows-disagree", file, number, name, shown(here), f"{rows[0]}: {shown(there)}")
                problems.append(found)
    applications = [application for application, _ in read]
    parties = _parties(applications)
    lines, items = _goods(applications, parties)
    application = replace(
        first,
        parties=tuple(replace(party, id=name) for party, name in parties.items()),
        destinations=tuple(dict.fromkeys(one for each in applications for one in each.destinations)),
        route=tuple(dict.fromkeys(stop for each in applications for stop in each.route)),
        lines=lines,
        items=items,
        extra=_extra(applications, rows),
    )
    return application, _flags([flags for _, flags in read])


def _parties(applications: Sequence[Application]) -> dict[Party, str]:
    """Every different party, without its row's id, and the id it gets."""
    different = dict.fromkeys(replace(party, id="") for each in applications for party in each.parties)
    return {party: f"p{number}" for number, party in enumerate(different, 1)}


def _goods(applications: Sequence[Application], parties: dict[Party, str]) -> tuple[tuple[Line, ...], tuple[Item, ...]]:
    lines: list[Line] = []
    items: list[Item] = []
    for number, each in enumerate(applications, 1):
        ids = {party.id: parties[replace(party, id="")] for party in each.parties}
        lines.append(replace(each.lines[0], id=str(number)))
        for item in each.items:
            user = ids.get(item.end_user, "")
            items.append(replace(item, id=str(len(items) + 1), line=str(number), end_user=user))
    return tuple(lines), tuple(items)


def _extra(applications: Sequence[Application], rows: Sequence[int]) -> dict[str, str]:
    """Columns kept as they are; what differs from the first row is kept under the row's number."""
    kept = dict(applications[0].extra)
    for number, each in zip(rows[1:], applications[1:], strict=True):
        kept |= {f"{name}.{number}": value for name, value in each.extra.items() if kept.get(name) != value}
    return kept


def _flags(of_rows: Sequence[list[Flag]]) -> list[Flag]:
    """Flags of each line under the line's own place; those of the whole application once."""
    placed = [
        replace(flag, field=flag.field.replace("lines.0.", f"lines.{place}.", 1))
        for place, flags in enumerate(of_rows)
        for flag in flags
    ]
    return list(dict.fromkeys(placed))
