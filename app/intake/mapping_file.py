"""Reading a mapping file (TOML): every mistake with its line and remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping as Table
from typing import Any

from app.intake.checks import Wrong
from app.intake.dossier import LEAVES
from app.intake.mapping import Mapping, PartySource, Source, date_pattern, folded
from app.intake.problems import Problem, shown
from app.intake.toml_lines import Path, line_of, lines_of
from app.models.application import Application, Line, Party, PartyRole
from app.workflows.toml_fields import LONGEST_LINE, is_shallow

LARGEST = 128 * 1024
ENCODINGS = ("utf-8", "cp1252", "iso-8859-1", "iso-8859-15", "utf-16")
TABLES = ("mapping", "file", "application", "line", "destination", "party", "route", "extra", "codes", "rows")
ROLES = tuple(role.value for role in PartyRole)
SOURCE_TYPES: dict[str, type] = {
    "column": str,
    "columns": list,
    "constant": str,
    "dates": list,
    "codes": str,
    "otherwise": str,
    "levels": int,
    "point": str,
    "thousands": str,
    "separators": list,
    "unreadable": str,
}
CHOICES: dict[str, tuple[Any, ...]] = {
    "unreadable": ("problem", "flag", "note"),
    "point": (".", ","),
    "levels": (0, 1, 2, 3, 4),
}
_KIND: dict[type, str] = {str: "text", int: "number", list: "list of texts"}
_AT = re.compile(r"at line (\d+), column (\d+)")


def read_mapping(data: bytes, file: str) -> tuple[Mapping | None, list[Problem]]:
    """The mapping of a TOML file, or what is wrong with it."""
    if len(data) > LARGEST:
        return None, [Problem("intake.toml-large", file, expected=str(LARGEST))]
    try:
        text = data.decode("utf-8-sig")
        if max(map(len, text.split("\n"))) > LONGEST_LINE:
            # Nobody wrote it: names of thousands of parts keep the standard parser busy for minutes.
            return None, [Problem("intake.toml-syntax", file)]
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [Problem("intake.not-utf8", file, line, value=f"0x{data[error.start]:02X}")]
    except RecursionError:
        return None, [Problem("intake.toml-syntax", file)]
    except ValueError as error:
        at = _AT.search(str(error))
        place = (int(at[1]), at[2]) if at else (None, "")
        return None, [Problem("intake.toml-syntax", file, *place)]
    if not is_shallow(table):
        return None, [Problem("intake.toml-syntax", file)]
    reader = _Reader(file, lines_of(text))
    mapping = reader.mapping(table)
    return (None if reader.problems else mapping), reader.problems


def _texts(values: list[Any]) -> bool:
    return all(isinstance(one, str) and one for one in values)


class _Reader:
    """Walks the tables of one file and collects what is wrong."""

    def __init__(self, file: str, lines: Table[Path, int]) -> None:
        self.file = file
        self.lines = lines
        self.problems: list[Problem] = []
        self.codes: dict[str, dict[str, str]] = {}

    def tell(self, code: str, path: Path, value: object = "", expected: str = "") -> None:
        line = line_of(self.lines, path)
        name = ".".join(path)
        self.problems.append(Problem(f"intake.toml-{code}", self.file, line, name, shown(value), expected))

    def mapping(self, table: dict[str, Any]) -> Mapping:
        self.known(table, (), TABLES)
        self.codes = self._codes(self.table(table, ("codes",)))
        own = self.table(table, ("application",))
        line = self.table(table, ("line",))
        for path in (("application", "activity"), ("application", "kind"), ("line", "description")):
            if path[1] not in (own if path[0] == "application" else line):
                self.tell("missing", path)
        return Mapping(
            file=self.file,
            application=self._sources(own, ("application",), Application),
            line=self._sources(line, ("line",), Line),
            destinations=self._list(table, "destination", "country"),
            route=self._list(table, "route", "route"),
            parties=self._parties(table),
            codes=self.codes,
            extra=self._extra(self.table(table, ("extra",))),
            **self._settings(table),
        )

    def known(self, table: dict[str, Any], path: Path, names: tuple[str, ...]) -> None:
        for name in table:
            if name not in names:
                self.tell("unknown", (*path, name), name, ", ".join(names))

    def table(self, table: dict[str, Any], path: Path) -> dict[str, Any]:
        value = table.get(path[-1], {})
        if isinstance(value, dict):
            return value
        self.tell("type", path, value, "table")
        return {}

    def text(self, table: dict[str, Any], path: Path, default: str = "") -> str:
        value = table.get(path[-1], default)
        if isinstance(value, str):
            return value
        self.tell("type", path, value, "text")
        return default

    def _settings(self, table: dict[str, Any]) -> dict[str, Any]:
        head, file, rows = (self.table(table, (name,)) for name in ("mapping", "file", "rows"))
        self.known(head, ("mapping",), ("title",))
        self.known(file, ("file",), ("delimiter", "encoding", "sheet"))
        self.known(rows, ("rows",), ("key", "renewal"))
        renewal = self.table(rows, ("rows", "renewal"))
        self.known(renewal, ("rows", "renewal"), ("column", "values"))
        delimiter = self.text(file, ("file", "delimiter"), ",")
        encoding = self.text(file, ("file", "encoding"), "utf-8").lower()
        if len(delimiter) != 1 or delimiter in '"\r\n':
            self.tell("choice", ("file", "delimiter"), delimiter, ", ; | \\t")
        if encoding not in ENCODINGS:
            self.tell("choice", ("file", "encoding"), encoding, ", ".join(ENCODINGS))
        values = self._texts(renewal, ("rows", "renewal", "values"))
        return {
            "title": self.text(head, ("mapping", "title")),
            "delimiter": delimiter,
            "encoding": encoding,
            "sheet": self.text(file, ("file", "sheet")),
            "key": self.text(rows, ("rows", "key")),
            "renewal": self.text(renewal, ("rows", "renewal", "column")),
            "renewal_values": frozenset(folded(value) for value in values),
        }

    def _texts(self, table: dict[str, Any], path: Path) -> tuple[str, ...]:
        values = table.get(path[-1], [])
        if isinstance(values, list) and _texts(values):
            return tuple(values)
        self.tell("type", path, values, "list of texts")
        return ()

    def _codes(self, table: dict[str, Any]) -> dict[str, dict[str, str]]:
        result: dict[str, dict[str, str]] = {}
        for name in table:
            inner = self.table(table, ("codes", name))
            result[name] = {folded(key): self.text(inner, ("codes", name, key)) for key in inner}
        return result

    def _extra(self, table: dict[str, Any]) -> dict[str, str]:
        for name in table:
            if not name.isascii():
                self.tell("choice", ("extra", name), name, "a-z 0-9 _")
        return {name: self.text(table, ("extra", name)) for name in table}

    def _sources(self, table: dict[str, Any], path: Path, cls: type) -> dict[str, Source]:
        names = tuple(name for name in LEAVES[cls] if name not in ("id", "role"))
        self.known(table, path, names)
        return {
            name: self._source(self.table(table, (*path, name)), (*path, name), LEAVES[cls][name])
            for name in table
            if name in names
        }

    def _list(self, table: dict[str, Any], name: str, leaf: str) -> tuple[Source, ...]:
        check = LEAVES[Party][leaf] if leaf == "country" else None
        return tuple(self._source(one, (name, str(n)), check) for n, one in self._tables(table, name))

    def _tables(self, table: dict[str, Any], name: str) -> list[tuple[int, dict[str, Any]]]:
        value = table.get(name, [])
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            return list(enumerate(value))
        self.tell("type", (name,), value, f"[[{name}]]")
        return []

    def _parties(self, table: dict[str, Any]) -> tuple[PartySource, ...]:
        result = []
        for number, one in self._tables(table, "party"):
            path = ("party", str(number))
            role = self.text(one, (*path, "role"))
            if role not in ROLES:
                self.tell("choice", (*path, "role"), role, ", ".join(ROLES))
            if "name" not in one:
                self.tell("missing", (*path, "name"))
            rest = {name: value for name, value in one.items() if name != "role"}
            result.append(PartySource(role=role, fields=self._sources(rest, path, Party)))
        return tuple(result)

    def _source(self, table: dict[str, Any], path: Path, check: Any) -> Source:
        self.known(table, path, tuple(SOURCE_TYPES))
        given = {name: value for name, value in table.items() if self._fits(name, value, (*path, name))}
        if column := given.pop("column", ""):
            given["columns"] = [column]
        if bool(given.get("columns")) == bool(given.get("constant")):
            self.tell("source", path)
        values: dict[str, Any] = {k: tuple(one) if isinstance(one, list) else one for k, one in given.items()}
        source = Source(**values)
        self._check_values(source, path, check)
        return source

    def _fits(self, name: str, value: Any, path: Path) -> bool:
        kind = SOURCE_TYPES.get(name)
        if kind is None:
            return False
        if type(value) is not kind or (isinstance(value, list) and not _texts(value)):
            self.tell("type", path, value, _KIND[kind])
            return False
        if name in CHOICES and value not in CHOICES[name]:
            self.tell("choice", path, value, ", ".join(map(str, CHOICES[name])))
            return False
        return True

    def _check_values(self, source: Source, path: Path, check: Any) -> None:
        """What the file itself fixes must pass the field's own check."""
        for pattern in source.dates:
            if date_pattern(pattern) is None:
                self.tell("choice", (*path, "dates"), pattern, "DD/MM/YYYY, YYYYMMDD, D.M.YYYY, serial")
        if source.codes and source.codes not in self.codes:
            self.tell("table", (*path, "codes"), source.codes, ", ".join(self.codes))
        own: list[tuple[Path, str]] = [((*path, "constant"), source.constant), ((*path, "otherwise"), source.otherwise)]
        fixed = [(place, value) for place, value in own if value]
        fixed += [(("codes", source.codes, k), v) for k, v in self.codes.get(source.codes, {}).items()]
        for place, value in fixed if check else []:
            try:
                check(value)
            except Wrong as wrong:
                self.tell("choice", place, value, wrong.expected)
        if source.thousands == source.point or any(sign.isalnum() for sign in source.thousands):
            self.tell("choice", (*path, "thousands"), source.thousands, ". , '")
