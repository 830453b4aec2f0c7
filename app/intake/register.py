"""Registers: rows of a sheet become applications through a mapping."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.intake.cells import Sheet
from app.intake.dossier import REASONS
from app.intake.mapping import Mapping, folded
from app.intake.merging import merged
from app.intake.problems import Problem, shown
from app.intake.relations import Entry
from app.intake.rows import Read, RowReader
from app.intake.rules import Cell, Memo
from app.models.requirements import missing

Group = tuple[tuple[int, list[str]], ...]


@dataclass(frozen=True, slots=True)
class Register:
    """What a sheet gave: applications in order, refused rows, problems, headings that the mapping leaves unread."""

    taken: list[Entry]
    refused: list[tuple[int, list[str]]]
    problems: list[Problem]
    unread: tuple[str, ...] = ()


def read_register(sheet: Sheet, mapping: Mapping, file: str) -> Register:
    """Every application of a sheet; rows with a problem are refused, together with all rows of the same key."""
    absent = _absent(sheet.header, mapping, file) if sheet.header else []
    if absent or not sheet.header or any(problem.row in (None, 1) for problem in sheet.problems):
        return Register([], [], [*sheet.problems, *absent])
    problems = list(sheet.problems)
    groups = _grouped(sheet, mapping, file, problems)
    broken = {problem.row for problem in problems}
    rows = [row for row in sheet.rows if row[0] not in broken] if broken else sheet.rows
    read = RowReader(mapping, sheet.header, file, rows).read(problems)
    renewal = _renewals(mapping, sheet.header)
    taken: list[Entry] = []
    refused: list[tuple[int, list[str]]] = []
    for group in groups:
        number, cells = group[0]
        found = read.get(number) if len(group) == 1 else _merged(read, group, file, problems)
        if found is None:
            refused.extend(group)
            continue
        application, flags = found
        all_cells = cells if len(group) == 1 else [cell for _, row in group for cell in row]
        all_flags = tuple(flags) + missing(application)
        taken.append(Entry(f"{file}:{number}", application, all_flags, all_cells, renewal(cells)))
    unread = tuple(name for name in sheet.header if name and name not in {*mapping.columns(), REASONS})
    return Register(taken, refused, problems, unread)


def _absent(header: tuple[str, ...], mapping: Mapping, file: str) -> list[Problem]:
    gone = [column for column in mapping.columns() if column not in header]
    near = {column: difflib.get_close_matches(column, header, 1) or list(header) for column in gone}
    return [Problem("intake.column-absent", file, 1, one, expected=shown(", ".join(near[one]))) for one in gone]


def _grouped(sheet: Sheet, mapping: Mapping, file: str, problems: list[Problem]) -> Iterable[Group]:
    """Rows with the same key together, in the order in which the keys first appear."""
    if not mapping.key:
        return zip(sheet.rows)
    place = sheet.header.index(mapping.key)
    groups: dict[str, list[tuple[int, list[str]]]] = {}
    for row in sheet.rows:
        key = row[1][place].strip() if place < len(row[1]) else ""
        if not key:
            problems.append(Problem("intake.key-empty", file, row[0], mapping.key))
        groups.setdefault(key or f"\0{row[0]}", []).append(row)
    return [tuple(rows) for rows in groups.values()]


def _merged(read: dict[int, Read], rows: Group, file: str, problems: list[Problem]) -> Read | None:
    """The application of all rows with the same key; None where one of them is refused or they disagree."""
    whole = [read[number] for number, _ in rows if number in read]
    before = len(problems)
    found = merged(whole, [number for number, _ in rows], file, problems) if len(whole) == len(rows) else None
    return found if len(problems) == before else None


def _renewals(mapping: Mapping, header: tuple[str, ...]) -> Callable[[list[str]], bool]:
    """Whether the cells of a row say that it is a renewal."""
    if not mapping.renewal:
        return lambda cells: False
    place = header.index(mapping.renewal)
    says = Memo(lambda cell: Cell(folded(cell) in mapping.renewal_values))
    return lambda cells: bool(says[cells[place]])
