"""On which line of a TOML file a key stands, for messages; tomllib itself keeps no places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

Path = tuple[str, ...]
_NAME = r"""(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)"""
_NAMES = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEAD = re.compile(rf"\s*(\[\[?)\s*({_NAMES})\s*\]")
_KEY = re.compile(rf"\s*({_NAMES})\s*=")


def lines_of(text: str) -> dict[Path, int]:
    """Line (from 1) of every table and key; the n-th ``[[party]]`` is ``("party", "n")``, counted from 0."""
    found: dict[Path, int] = {}
    tables: Counter[Path] = Counter()
    table: Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.match(line):
            table = _path(head[2])
            if head[1] == "[[":
                tables[table] += 1
                table = (*table, str(tables[table] - 1))
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, *_path(key[1])), number)
    return found


def line_of(lines: Mapping[Path, int], path: Path) -> int | None:
    """The line of `path`, or of the nearest table or key around it."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def _path(names: str) -> Path:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, names))
