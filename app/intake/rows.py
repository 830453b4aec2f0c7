"""A mapping compiled for one heading: rows of text become applications, column by column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, repeat
from typing import Any

from app.intake.checks import body_of_text
from app.intake.dossier import LEAVES
from app.intake.items import derived, end_users, place_of
from app.intake.mapping import Mapping, Source
from app.intake.problems import Problem, shown
from app.intake.rules import Memo, converter, destination, stop
from app.models.application import Application, Destination, Flag, Line, Party, PartyRole

_UNCLEAR = Flag(code="items-ambiguous", field="items")
Rows = Sequence[tuple[int, list[str]]]
Read = tuple[Application, list[Flag]]
Values = Iterator[tuple[Any, ...]]


class RowReader:
    """Which column goes through which memo into which field; one object reads all rows of one sheet."""

    def __init__(self, mapping: Mapping, header: tuple[str, ...], file: str) -> None:
        self.mapping = mapping
        self.header = header
        self.file = file
        self.line = {"id": Source(constant="1"), **mapping.line}
        self.flags: dict[int, list[Flag]] = defaultdict(list)
        self.problems: dict[int, list[Problem]] = defaultdict(list)

    def read(self, rows: Rows, problems: list[Problem]) -> list[Read | None]:
        """The application that each row makes alone, with its flags; None for a row that `problems` tells about."""
        if not rows:
            return []
        mapping = self.mapping
        numbers = [number for number, _ in rows]
        columns = list(zip(*[cells for _, cells in rows], strict=True))
        own = self._fields(Application, "", mapping.application, columns, numbers)
        lines = self._fields(Line, "lines.0.", self.line, columns, numbers)
        parties = [
            self._fields(Party, f"parties.{place}.", one.fields, columns, numbers)
            for place, one in enumerate(mapping.parties)
        ]
        ends = [
            self._column(source, destination(source, place, mapping), columns, numbers)
            for place, source in enumerate(mapping.destinations)
        ]
        stops = [
            self._column(source, stop(source, place, mapping), columns, numbers)
            for place, source in enumerate(mapping.route)
        ]
        extra = self._extra(columns, numbers)
        rest = zip(own, lines, _turned(parties, rows), _turned(ends, rows), _turned(stops, rows), extra, strict=True)
        read = [
            None if number in self.problems else self._row(number, *values)
            for number, values in zip(numbers, rest, strict=True)
        ]
        problems.extend(problem for number in sorted(self.problems) for problem in self.problems[number])
        return read

    def _row(
        self,
        number: int,
        own: tuple[Any, ...],
        line: tuple[Any, ...],
        given: tuple[Any, ...],
        ends: tuple[Any, ...],
        stops: tuple[Any, ...],
        extra: tuple[Any, ...],
    ) -> Read:
        mapping = self.mapping
        fields = dict(zip(mapping.application, own, strict=True))
        parties = self._parties(given) if given else ()
        destinations: tuple[Destination, ...] = ends[0] if len(ends) == 1 else tuple(dict.fromkeys(sum(ends, ())))
        places = tuple([place_of(one) for one in destinations])
        route = tuple([one for one in stops if one and one not in places])
        flags = self.flags.pop(number, [])
        if flags and not route:
            flags = [flag for flag in flags if not flag.field.startswith("route.")]
        items, clear = derived(("1",), places, end_users(parties) if parties else (), fields["kind"])
        if not clear:
            flags.append(_UNCLEAR)
        application = Application(
            lines=(Line(**dict(zip(self.line, line, strict=True))),),
            parties=parties,
            destinations=destinations,
            items=items,
            route=route,
            extra=dict(compress(zip(mapping.extra, extra, strict=True), extra)),
            **fields,
        )
        return application, flags

    def _parties(self, given: tuple[Any, ...]) -> tuple[Party, ...]:
        found = []
        for number, (one, values) in enumerate(zip(self.mapping.parties, given, strict=True), 1):
            fields = dict(zip(one.fields, values, strict=True))
            if fields["name"]:
                found.append(Party(id=f"p{number}", role=PartyRole(one.role), **fields))
        return tuple(found)

    def _fields(
        self, cls: type, path: str, sources: dict[str, Source], columns: list[tuple[str, ...]], numbers: list[int]
    ) -> Values:
        """For every row the values of the fields in `sources`."""
        memos = [converter(source, LEAVES[cls][n], path + n, self.mapping) for n, source in sources.items()]
        found = [
            self._column(source, memo, columns, numbers) for source, memo in zip(sources.values(), memos, strict=True)
        ]
        return zip(*found, strict=True)

    def _extra(self, columns: list[tuple[str, ...]], numbers: list[int]) -> Values:
        found = []
        for name, column in self.mapping.extra.items():
            memo = converter(Source(), body_of_text, f"extra.{name}", self.mapping)
            found.append(self._column(Source(columns=(column,)), memo, columns, numbers))
        return _turned(found, numbers)

    def _column(self, source: Source, memo: Memo, columns: list[tuple[str, ...]], numbers: list[int]) -> list[Any]:
        """The values of one column, or of the first filled of several, or of a constant; noticed cells are kept."""
        cells: Sequence[str] = [source.constant] * len(numbers)
        for place in reversed([self.header.index(name) for name in source.columns]):
            cells = columns[place] if len(source.columns) == 1 else _first(columns[place], cells)
        values = memo.column(cells)
        for number, cell in _among(numbers, cells, memo.noticed):
            self.flags[number].append(memo.noticed[cell])
        heading = ", ".join(source.columns)
        for number, cell in _among(numbers, cells, memo.wrong):
            code, value, expected = memo.wrong[cell]
            found = Problem(f"intake.{code}", self.file, number, heading, shown(value), expected)
            self.problems[number].append(found)
        return values


def _among(numbers: list[int], cells: Sequence[str], known: dict[str, Any]) -> Iterable[tuple[int, str]]:
    """Row numbers and cells of a column, of those cells that are `known`."""
    return compress(zip(numbers, cells, strict=True), map(known.__contains__, cells)) if known else ()


def _first(cells: Sequence[str], others: Sequence[str]) -> list[str]:
    return [cell if cell.strip() else other for cell, other in zip(cells, others, strict=True)]


def _turned(columns: Sequence[Any], rows: Sequence[Any]) -> Values:
    """Columns as rows; where there are no columns, an empty tuple for every row."""
    return zip(*columns, strict=True) if columns else repeat((), len(rows))
