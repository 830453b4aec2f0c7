"""A mapping compiled for one heading: rows of text become applications, column by column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import compress, repeat
from typing import Any

from app.intake.checks import body_of_text
from app.intake.dossier import LEAVES
from app.intake.items import derived, end_users, place_of
from app.intake.mapping import Mapping, PartySource, Source
from app.intake.problems import Problem, shown
from app.intake.records import records
from app.intake.rules import Memo, converter, destination, stop
from app.models.application import Application, Flag, Line, Party, PartyRole

_UNCLEAR = Flag(code="items-ambiguous", field="items")
Rows = Sequence[tuple[int, list[str]]]
Read = tuple[Application, list[Flag]]
Column = list[Any]  # one value for each row


class RowReader:
    """Which column goes through which memo into which field; one object reads all rows of one sheet."""

    def __init__(self, mapping: Mapping, header: tuple[str, ...], file: str, rows: Rows) -> None:
        self.mapping = mapping
        self.header = header
        self.file = file
        self.numbers = [number for number, _ in rows]
        self.columns = list(zip(*[cells for _, cells in rows], strict=True))
        self.flags: dict[int, list[Flag]] = defaultdict(list)
        self.problems: dict[int, list[Problem]] = defaultdict(list)

    def read(self, problems: list[Problem]) -> dict[int, Read]:
        """By row number the application that each row makes alone, with its flags; `problems` tells of other rows."""
        if not self.numbers:
            return {}
        fields = self._fields(Application, "", self.mapping.application)
        fields["lines"] = self._lines()
        fields["parties"] = self._parties()
        fields["destinations"] = self._destinations()
        places = [tuple(map(place_of, ends)) for ends in fields["destinations"]]
        fields["route"] = self._routes(places)
        fields["extra"] = self._extra()
        users = map(end_users, fields["parties"])
        items = list(map(derived, repeat(("1",)), places, users, fields["kind"]))
        fields["items"] = [found for found, _ in items]
        applications = records(Application, len(self.numbers), fields)
        problems.extend(problem for number in sorted(self.problems) for problem in self.problems[number])
        return {
            number: (application, self._noticed(number, application, clear))
            for number, application, (_, clear) in zip(self.numbers, applications, items, strict=True)
            if number not in self.problems
        }

    def _noticed(self, number: int, application: Application, clear: bool) -> list[Flag]:
        flags = self.flags.get(number, [])
        if flags and not application.route:
            flags = [flag for flag in flags if not flag.field.startswith("route.")]
        return flags if clear else [*flags, _UNCLEAR]

    def _lines(self) -> Column:
        sources = {"id": Source(constant="1"), **self.mapping.line}
        return [(line,) for line in records(Line, len(self.numbers), self._fields(Line, "lines.0.", sources))]

    def _parties(self) -> Column:
        found = [self._party(place, one) for place, one in enumerate(self.mapping.parties)]
        return [tuple([party for party in row if party.name]) for row in self._turned(found)]

    def _party(self, place: int, one: PartySource) -> list[Party]:
        fields = self._fields(Party, f"parties.{place}.", one.fields)
        fields["id"] = [f"p{place + 1}"] * len(self.numbers)
        fields["role"] = [PartyRole(one.role)] * len(self.numbers)
        return records(Party, len(self.numbers), fields)

    def _destinations(self) -> Column:
        mapping = self.mapping
        found = [self._column(one, destination(one, place, mapping)) for place, one in enumerate(mapping.destinations)]
        return found[0] if len(found) == 1 else [tuple(dict.fromkeys(sum(row, ()))) for row in self._turned(found)]

    def _routes(self, places: list[tuple[str, ...]]) -> Column:
        """For every row the places that its goods pass and that are no destination of theirs."""
        found = [self._column(one, stop(one, place, self.mapping)) for place, one in enumerate(self.mapping.route)]
        rows = zip(self._turned(found), places, strict=True)
        return [tuple([one for one in stops if one and one not in ends]) for stops, ends in rows]

    def _extra(self) -> Column:
        found = []
        for name, column in self.mapping.extra.items():
            memo = converter(Source(), body_of_text, f"extra.{name}", self.mapping)
            found.append(self._column(Source(columns=(column,)), memo))
        return [dict(compress(zip(self.mapping.extra, row, strict=True), row)) for row in self._turned(found)]

    def _fields(self, cls: type, path: str, sources: dict[str, Source]) -> dict[str, Column]:
        """The columns of the fields in `sources`."""
        memos = {name: converter(one, LEAVES[cls][name], path + name, self.mapping) for name, one in sources.items()}
        return {name: self._column(one, memos[name]) for name, one in sources.items()}

    def _column(self, source: Source, memo: Memo) -> Column:
        """The values of one column, or of the first filled of several, or of a constant; noticed cells are kept."""
        cells = self._cells(source)
        values = memo.column(cells)
        for number, cell in _among(self.numbers, cells, memo.noticed):
            self.flags[number].append(memo.noticed[cell])
        heading = ", ".join(source.columns)
        for number, cell in _among(self.numbers, cells, memo.wrong):
            code, value, expected = memo.wrong[cell]
            found = Problem(f"intake.{code}", self.file, number, heading, shown(value), expected)
            self.problems[number].append(found)
        return values

    def _cells(self, source: Source) -> Sequence[str]:
        found: list[Sequence[str]] = [self.columns[self.header.index(name)] for name in source.columns]
        return reduce(_first, found) if found else [source.constant] * len(self.numbers)

    def _turned(self, columns: Sequence[Column]) -> Iterator[tuple[Any, ...]]:
        """Columns as rows; where there are no columns, an empty tuple for every row."""
        return zip(*columns, strict=True) if columns else repeat((), len(self.numbers))


def _among(numbers: list[int], cells: Sequence[str], known: dict[str, Any]) -> Iterable[tuple[int, str]]:
    """Row numbers and cells of a column, of those cells that are `known`."""
    return compress(zip(numbers, cells, strict=True), map(known.__contains__, cells)) if known else ()


def _first(cells: Sequence[str], others: Sequence[str]) -> list[str]:
    return [cell if cell.strip() else other for cell, other in zip(cells, others, strict=True)]
