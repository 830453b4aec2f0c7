"""Reads a TOML text strictly and collects every problem with its file and line instead of stopping at the first."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from app.models.procedure import Text
from app.workflows.toml_places import Path, Places, find_places

E = TypeVar("E", bound=StrEnum)

LARGEST_FILE = 128 * 1024
LONGEST_LINE = 1_000
LONGEST_TEXT = 4_000
LONGEST_LIST = 500
DEEPEST = 500
"""Levels of tables and lists inside each other; Python itself gives up at a thousand."""
LONGEST_SHOWN = 80
"""Of a value that is quoted in a problem."""
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_CODE = 40
WHERE = re.compile(r"\(at line (\d+), column (\d+)\)")
TWICE = ("overwrite", "twice", "Duplicate", "redefine", "immutable")
"""Words of the parser's messages where something is defined a second time."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file. `code` names the sentence, which holds the remedy; `line` counts from 1."""

    code: str
    file: str
    line: int
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def details(self) -> dict[str, str]:
        """What fills in the sentence: ``words.say(problem.code, **problem.details)``."""
        return {"file": self.file, "line": str(self.line), **self.values}


@dataclass(frozen=True, slots=True)
class Fraction:
    """A number with a decimal point or exponent, as written; no field of ours takes one."""

    digits: str


class Notes:
    """The problems found so far in one file, and where its tables and keys stand."""

    def __init__(self, file: str, places: Places | None = None) -> None:
        self.file = file
        self.places = places or Places()
        self.problems: list[Problem] = []

    def add(self, code: str, path: Path, **values: object) -> None:
        """Note a problem at `path`."""
        self.at_line(code, self.places.line(path), **values)

    def at_line(self, code: str, line: int, **values: object) -> None:
        """Note a problem at `line`."""
        shown = {name: str(value)[: LONGEST_SHOWN if name == "value" else None] for name, value in values.items()}
        self.problems.append(Problem(code, self.file, line, shown))


class Table:
    """One table being read. A wrong or missing value is noted and replaced by a harmless one."""

    def __init__(self, data: Mapping[str, Any], path: Path, notes: Notes) -> None:
        self.data = data
        self.path = path
        self.notes = notes
        self.asked: set[str] = set()

    def at(self, *keys: str | int) -> Path:
        """The path of something inside this table."""
        return (*self.path, *keys)

    def text(self, key: str, *, needed: bool = True) -> str:
        """One line or paragraph of text; an absent optional one is empty."""
        value = self._take(key, needed)
        return "" if value is None else self._as_text(value, self.at(key))

    def code(self, key: str, *, needed: bool = True) -> str:
        """A short name in lower case: ``foreign-affairs``."""
        value = self.text(key, needed=needed)
        return self._as_code(value, self.at(key)) if value else value

    def both(self, key: str, *, needed: bool = True) -> Text | None:
        """A text in both languages: ``{ en = "…", fr = "…" }``."""
        table = self.table(key, needed=needed)
        if table is None:
            return None
        texts = {language: table._language(language) for language in ("en", "fr")}
        table.close()
        return Text(**texts)

    def said(self, key: str) -> Text:
        """A text in both languages that must be there."""
        return self.both(key) or Text(en="", fr="")

    def integer(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number from `low` to `high`; needed where there is no `default`."""
        value = self._take(key, default is None)
        if value is None:
            return low if default is None else default
        if type(value) is not int:
            self.notes.add("toml.not-integer", self.at(key), key=key)
        elif not low <= value <= high:
            self.notes.add("toml.out-of-range", self.at(key), key=key, low=low, high=high)
        else:
            return value
        return low

    def limit(self, key: str, high: int) -> int | None:
        """A number of days from 1 to `high`, or None where the key is absent."""
        return self.integer(key, 1, high) if key in self.data else None

    def truth(self, key: str, default: bool) -> bool:
        """``true`` or ``false``."""
        value = self._take(key, False)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.notes.add("toml.not-boolean", self.at(key), key=key)
        return default

    def choice(self, key: str, kind: type[E], default: E | None = None, *, needed: bool = True) -> E | None:
        """One of the values of `kind`; an absent one is `default`."""
        value = self._take(key, needed and default is None)
        return default if value is None else self._as_choice(value, kind, self.at(key))

    def choices(self, key: str, kind: type[E]) -> tuple[E, ...]:
        """Some of the values of `kind`, each once, at least one."""
        given = (self._as_choice(one, kind, path) for path, one in self.values(key))
        return tuple(one for one in given if one is not None)

    def codes(self, key: str) -> tuple[str, ...]:
        """Short names, each once; an absent list is empty."""
        return tuple(self._as_code(self._as_text(one, path), path) for path, one in self.values(key, needed=False))

    def values(self, key: str, *, needed: bool = True) -> Iterator[tuple[Path, Any]]:
        """The elements of a list with their places; repeated ones are noted and left out."""
        value = self._take(key, needed)
        if value is None:
            return
        if not isinstance(value, list) or (needed and not value):
            self.notes.add("toml.not-list", self.at(key), key=key)
            return
        if len(value) > LONGEST_LIST:
            self.notes.add("toml.list-too-long", self.at(key), key=key, longest=LONGEST_LIST)
            return
        for position, one in enumerate(value):
            if one in value[:position]:
                self.notes.add("toml.repeated", self.at(key, position), key=key, value=one)
            else:
                yield self.at(key, position), one

    def table(self, key: str, *, needed: bool = True) -> Table | None:
        """A table inside this one."""
        value = self._take(key, needed)
        if value is None:
            return None
        if isinstance(value, dict):
            return Table(value, self.at(key), self.notes)
        self.notes.add("toml.not-table", self.at(key), key=key)
        return None

    def tables(self, key: str, *, needed: bool = True) -> Iterator[Table]:
        """The tables of a list of tables (``[[key]]``); closed as the next one is taken."""
        for path, one in self.values(key, needed=needed):
            if not isinstance(one, dict):
                self.notes.add("toml.not-table", path, key=key)
                continue
            table = Table(one, path, self.notes)
            yield table
            table.close()

    def close(self) -> None:
        """Note every key that nobody asked for."""
        for key in sorted(self.data.keys() - self.asked):
            known = ", ".join(sorted(self.asked))
            self.notes.add("toml.unknown-key", self.at(key), key=key, known=known)

    def _take(self, key: str, needed: bool) -> Any:
        self.asked.add(key)
        if key not in self.data and needed:
            self.notes.add("toml.missing-key", self.path, key=key)
        return self.data.get(key)

    def _language(self, language: str) -> str:
        self.asked.add(language)
        value = self.data.get(language)
        if value is None or value == "":
            self.notes.add("toml.missing-language", self.path, key=self.path[-1], language=language)
            return ""
        return self._as_text(value, self.at(language))

    def _as_text(self, value: Any, path: Path) -> str:
        if not isinstance(value, str):
            self.notes.add("toml.not-text", path, key=_named(path))
        elif not value.strip():
            self.notes.add("toml.empty-text", path, key=_named(path))
        elif len(value) > LONGEST_TEXT:
            self.notes.add("toml.too-long", path, key=_named(path), longest=LONGEST_TEXT)
        elif any(unicodedata.category(sign) == "Cc" and sign != "\n" for sign in value):
            self.notes.add("toml.control-character", path)
        elif not unicodedata.is_normalized("NFC", value):
            self.notes.add("toml.not-nfc", path)
        else:
            return value
        return ""

    def _as_code(self, value: str, path: Path) -> str:
        if value and not (CODE.fullmatch(value) and len(value) <= LONGEST_CODE):
            self.notes.add("toml.bad-code", path, key=_named(path), value=value, longest=LONGEST_CODE)
            return ""
        return value

    def _as_choice(self, value: Any, kind: type[E], path: Path) -> E | None:
        for member in kind:
            if isinstance(value, str) and member.value == value:
                return member
        choices = ", ".join(member.value for member in kind)
        self.notes.add("toml.not-a-choice", path, key=_named(path), value=value, choices=choices)
        return None


def read_table(file: str, source: bytes | str) -> tuple[Table | None, Notes]:
    """The whole file as a table, or None and the problem that keeps it from being read at all."""
    notes = Notes(file)
    text = _decoded(source, notes)
    if text is None or not _plain(text, notes):
        return None, notes
    try:
        data = tomllib.loads(text, parse_float=Fraction)
        notes.places = find_places(text)
    except tomllib.TOMLDecodeError as error:
        _note_syntax(str(error), text, notes)
    except RecursionError:
        notes.at_line("toml.too-deep", 1)
    else:
        if is_shallow(data):
            return Table(data, (), notes), notes
        notes.at_line("toml.too-deep", 1)
    return None, notes


def is_shallow(data: Any) -> bool:
    """Whether tables and lists stand at most so deep inside each other that they can still be compared and quoted."""
    level = [data]
    for _ in range(DEEPEST):
        groups = (one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list))
        level = [inner for group in groups for inner in group]
    return not level


def _decoded(source: bytes | str, notes: Notes) -> str | None:
    if len(source) > LARGEST_FILE:
        notes.at_line("toml.too-large", 1, largest=LARGEST_FILE // 1024)
        return None
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        notes.at_line("toml.not-utf8", data.count(b"\n", 0, error.start) + 1)
        return None
    if text.startswith("\ufeff"):
        notes.at_line("toml.byte-order-mark", 1)
        return None
    return text


def _plain(text: str, notes: Notes) -> bool:
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            notes.at_line("toml.line-too-long", number, longest=LONGEST_LINE)
        elif any(unicodedata.category(sign) == "Cc" for sign in line.removesuffix("\r").replace("\t", "")):
            notes.at_line("toml.control-character", number)
        elif not unicodedata.is_normalized("NFC", line):
            notes.at_line("toml.not-nfc", number)
    return not notes.problems


def _note_syntax(message: str, text: str, notes: Notes) -> None:
    where = WHERE.search(message)
    line, column = (int(where[1]), int(where[2])) if where else (text.count("\n") + 1, 1)
    twice = any(word in message for word in TWICE)
    notes.at_line("toml.duplicate-key" if twice else "toml.syntax", line, column=column)


def _named(path: Path) -> str:
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "")
