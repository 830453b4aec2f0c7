"""Finds the line of every table and key in a TOML text, which the standard parser does not tell."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

Path = tuple[str | int, ...]

BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*'""")
DOT = re.compile(r"[ \t]*\.[ \t]*")
STRING = re.compile(r'''"""(?:\\.|[^\\])*?"{3,5}|\'{3}.*?'{3,5}|"(?:\\.|[^"\\])*"|'[^']*\'''', re.DOTALL)
SCALAR = re.compile(r"[^,\]}\n#]+")


@dataclass(frozen=True, slots=True)
class Places:
    """Path of each table, key and array element -> line, counted from 1."""

    lines: Mapping[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """Line of `path`, or of the nearest thing around it that stands in the text."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def find_places(text: str) -> Places:
    """Places in `text`, which the standard parser must have read without complaint."""
    return Places(_Scanner(text).scan())


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.found: dict[Path, int] = {(): 1}
        self.counts: dict[Path, int] = {}

    def scan(self) -> dict[Path, int]:
        base: Path = ()
        self._blank()
        while self.at < len(self.text):
            if self._sees("["):
                base = self._header()
            else:
                self._pair(base)
            self._blank()
        return self.found

    def _header(self) -> Path:
        line = self._line()
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        keys = self._keys()
        self._blank()
        self.at += 2 if many else 1
        path = self._inside(keys[:-1]) + keys[-1:]
        if many:
            self.found.setdefault(path, line)
            self.counts[path] = self.counts.get(path, 0) + 1
        return self._place(self._latest(path), line)

    def _pair(self, base: Path) -> None:
        line = self._line()
        path = base
        for key in self._keys():
            path = self._place((*path, key), line)
        self._blank()
        self.at += 1  # the equals sign
        self._value(path)

    def _value(self, path: Path) -> None:
        self._blank()
        if self._sees("["):
            self._array(path)
        elif self._sees("{"):
            self._inline_table(path)
        else:
            self._skip(STRING if self.text[self.at] in "\"'" else SCALAR)

    def _array(self, path: Path) -> None:
        self.at += 1
        self._blank()
        position = 0
        while not self._sees("]"):
            self._value(self._place((*path, position), self._line()))
            position += 1
            self._separator()
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        self._blank()
        while not self._sees("}"):
            self._pair(path)
            self._separator()
        self.at += 1

    def _separator(self) -> None:
        self._blank()
        if self._sees(","):
            self.at += 1
            self._blank()

    def _keys(self) -> tuple[str, ...]:
        self._blank()
        keys = [_bare(self._skip(KEY))]
        while match := DOT.match(self.text, self.at):
            self.at = match.end()
            keys.append(_bare(self._skip(KEY)))
        return tuple(keys)

    def _inside(self, keys: tuple[str, ...]) -> Path:
        path: Path = ()
        for key in keys:
            path = self._latest((*path, key))
        return path

    def _latest(self, path: Path) -> Path:
        return (*path, self.counts[path] - 1) if path in self.counts else path

    def _place(self, path: Path, line: int) -> Path:
        self.found.setdefault(path, line)
        return path

    def _line(self) -> int:
        return bisect_right(self.starts, self.at)

    def _sees(self, sign: str) -> bool:
        return self.text.startswith(sign, self.at)

    def _blank(self) -> None:
        self._skip(BLANK)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise ValueError(self.at)
        self.at = match.end()
        return match.group()


def _bare(key: str) -> str:
    return str(tomllib.loads(f"key = {key}")["key"]) if key[0] in "\"'" else key
