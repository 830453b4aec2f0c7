"""Turning valid samples into hostile ones: bytes, JSON trees and lines of text, all from one seeded source."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import orjson

TOKENS = (
    b"\x00", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b'"', b"\\u0000", b"\\ud800", b"\n", b"\r\n", b"\x1b[2J", b",",
    b"null", b"true", b"-0", b"1e400", b"0.5", b"9" * 400, b"[" * 300, b"{" * 300, b'{"a":', b"]", b"}", b"=", b"+",
    b"\xe2\x80\xa8", "é".encode(), "e\u0301".encode(), b"\xc2\x85", b"  ", b"\n\n", "— ".encode(),
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2**53 - 1, 2**53, -(2**53) + 1, -(2**53), 2**63, 2**64, 10**400, 0.5, -0.0,
    float("inf"), float("nan"), "", " ", "*", "0", "a" * 5000, "\x00", "\x1b[31m", "\u202e", "e\u0301", "\ud800",
    "\ufeff", "\U0001f600", "../../etc/passwd", "=1+1", "{field}", "%s", "1e9", "NaN", "-1", "٣", "2026-02-30",
    "9999-12-31", [], {}, [[]], [None], {"": ""}, {"é": 1}, ["a", "a"], ["b", "a"],
)  # fmt: skip
LINES = (
    "", "#", "[x]", "[[x]]", "a.b.c = 1", 'a = """', "a = '''", "a = [", "a = { b = 1 }", "a = 1979-05-27", "a = inf",
    "a = 0x" + "f" * 900, 'a = "\\u0000"', "a = [" + "[" * 400, ".".join(["a"] * 450) + " = 1", "a = 1" + "0" * 900,
    '"" = 1', "'' = ''", '"a b" . c = 1', "a = '\x1b'", "a = \"e\u0301\"", "all = []", "any = [{}]", "not = {}",
    'when = { flag = "x" }', "= 1", "a = ", "\ufeff", "[" + ".".join(["a"] * 400) + "]", "x = [1, \n 2, # c\n]",
)  # fmt: skip


class Mutator(random.Random):
    """Every choice of one execution, repeatable from its seed."""

    def some(self) -> int:
        """How many changes: mostly one."""
        return self.choice((1, 1, 1, 2, 3, 8))

    def bytes_of(self, data: bytes) -> bytes:
        """`data` with a few bytes changed, added, taken away or moved."""
        for _ in range(self.some()):
            at = self.randint(0, len(data))
            end = min(len(data), at + self.choice((1, 1, 2, 8, 64, 1024)))
            data = self.choice((_flip, _replace, _insert, _cut, _double, _truncate))(self, data, at, end)
        return data

    def tree(self, value: Any) -> Any:
        """`value` with a few of its nodes replaced, dropped, doubled, renamed or wrapped."""
        value = copy.deepcopy(value)
        for _ in range(self.some()):
            value = self._node(value, 0)
        return value

    def text_of(self, text: str) -> str:
        """`text` with some of its lines changed."""
        lines = text.split("\n")
        for _ in range(self.some()):
            at = self.randrange(len(lines))
            way = self.randrange(7)
            if way == 0:
                lines[at] = self.word(lines[at])
            elif way == 1:
                del lines[at : at + self.choice((1, 1, 3))]
                lines = lines or [""]
            elif way == 2:
                lines.insert(at, self.choice(LINES))
            elif way == 3:
                lines.insert(at, self.choice(lines))
            elif way == 4:
                other = self.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            elif way == 5:
                name, equals, _ = lines[at].partition("=")
                lines[at] = f"{name}{equals} {self.literal()}"
            else:
                lines[at] = self.bytes_of(lines[at].encode("utf-8", "replace")).decode("utf-8", "replace")
        return "\n".join(lines)

    def word(self, text: str) -> str:
        """`text` with one of its words replaced."""
        words = text.split(" ")
        words[self.randrange(len(words))] = self.literal()
        return " ".join(words)

    def literal(self) -> str:
        """A hostile value as JSON writes it, which TOML mostly reads too."""
        return json.dumps(self.choice(VALUES), ensure_ascii=self.random() < 0.5)

    def _node(self, value: Any, depth: int) -> Any:
        inside = isinstance(value, dict | list) and len(value) > 0
        if inside and self.random() < 0.85:
            return self._inside(value, depth)
        way = self.randrange(6)
        if way == 0:
            return [value]
        if way == 1:
            return {"a": value}
        if way == 2 and isinstance(value, str):
            return self.bytes_of(value.encode("utf-8", "replace")).decode("utf-8", "replace")
        if way == 3:
            for _ in range(self.choice((5, 31, 32, 33, 300))):
                value = [value]
            return value
        return copy.deepcopy(self.choice(VALUES))

    def _inside(self, value: Any, depth: int) -> Any:
        key = self.choice(list(value) if isinstance(value, dict) else range(len(value)))
        way = self.randrange(10)
        if way == 0:
            del value[key]
        elif way == 1 and isinstance(value, dict):
            value[str(self.choice(VALUES))[:40]] = value.pop(key)
        elif way == 2 and isinstance(value, dict):
            value[str(self.choice(VALUES))[:40]] = copy.deepcopy(self.choice(VALUES))
        elif way == 3:
            other = self.choice(list(value.values()) if isinstance(value, dict) else value)
            value[key] = copy.deepcopy(other)
        elif way == 4 and isinstance(value, list):
            value.extend(copy.deepcopy(value) * self.choice((1, 1, 20)))
            del value[2000:]
        else:
            value[key] = self._node(value[key], depth + 1)
        return value


def as_json(value: Any) -> bytes:
    """Canonical bytes where `value` allows them, else its nearest spelling."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except (TypeError, RecursionError):
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _flip(source: Mutator, data: bytes, at: int, _end: int) -> bytes:
    if at == len(data):
        return data
    return data[:at] + bytes([data[at] ^ 1 << source.randrange(8)]) + data[at + 1 :]


def _replace(source: Mutator, data: bytes, at: int, end: int) -> bytes:
    return data[:at] + source.choice(TOKENS) + data[end:]


def _insert(source: Mutator, data: bytes, at: int, _end: int) -> bytes:
    return data[:at] + source.choice(TOKENS) + data[at:]


def _cut(_source: Mutator, data: bytes, at: int, end: int) -> bytes:
    return data[:at] + data[end:]


def _double(source: Mutator, data: bytes, at: int, end: int) -> bytes:
    return data[:end] + data[at:end] * source.choice((1, 1, 50)) + data[end:]


def _truncate(source: Mutator, data: bytes, at: int, _end: int) -> bytes:
    return data[:at] if source.random() < 0.7 else data[at:]
