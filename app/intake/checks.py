"""Checks of single values from outside: text, dates, amounts, countries, codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache
from string import ascii_uppercase
from typing import Any

from babel import Locale

SHORT, LONG = 300, 8000
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)
DIGITS_BEFORE, DIGITS_AFTER = 15, 6

# Control characters, those that turn the reading direction around, and halves of characters.
_NEVER = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
_BAD_IN_TEXT = re.compile(f"[{_NEVER}]")
_BAD_IN_LINE = re.compile(f"[\t\n\r{_NEVER}]")
_DECIMAL = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_AMOUNT = re.compile(rf"(?:0|[1-9][0-9]{{0,{DIGITS_BEFORE - 1}}})(?:\.[0-9]{{1,{DIGITS_AFTER}}})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_HS = re.compile(r"[0-9]{4,10}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
# ML8c5b1 and ML8.c.5.b.1 alike: number, letter, number, letter, number.
_LEVELS = (r"(?:\.?[a-z])", r"(?:\.?[0-9]{1,2})", r"(?:\.?[a-z])", r"(?:\.?[0-9]{1,2})")
# Names in CLDR that are no country or territory: groupings, test regions, parts of others.
_NO_COUNTRY = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}

Check = Callable[[Any], Any]


class Wrong(Exception):
    """A value that does not pass; `code` and `expected` make the problem."""

    def __init__(self, code: str, expected: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.expected = expected


def text(limit: int, *, lines: bool = False) -> Check:
    """A check for text of at most `limit` characters, in Unicode NFC, trimmed; `lines` allows line breaks."""
    bad = _BAD_IN_TEXT if lines else _BAD_IN_LINE

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise Wrong("text-type")
        trimmed = value.strip()
        if trimmed.isascii() and trimmed.isprintable() and len(trimmed) <= limit:
            return trimmed
        result = unicodedata.normalize("NFC", trimmed.replace("\r\n", "\n"))
        if bad.search(result):
            raise Wrong("text-control")
        if len(result) > limit:
            raise Wrong("text-long", str(limit))
        return result

    return check


line_of_text = text(SHORT)
body_of_text = text(LONG, lines=True)


def country(value: Any) -> str:
    """An ISO 3166 alpha-2 code; empty stays empty."""
    return _listed(value, countries(), "country")


def currency(value: Any) -> str:
    """An ISO 4217 code; empty stays empty."""
    return _listed(value, currencies(), "currency")


def day(value: Any) -> str:
    """An ISO date between 1950 and 2100; empty stays empty."""
    given = line_of_text(value)
    if not given:
        return ""
    if not _DATE.fullmatch(given):
        raise Wrong("date")
    return in_time(_date(given))


def in_time(found: date) -> str:
    """ISO form of a date that a licence dossier can hold."""
    if not EARLIEST <= found <= LATEST:
        raise Wrong("date-far", f"{EARLIEST} … {LATEST}")
    return found.isoformat()


def decimal(value: Any) -> str:
    """A decimal string: digits and at most one point; no sign, exponent or separator. Or a whole JSON number."""
    if isinstance(value, str) and _AMOUNT.fullmatch(value):
        return value
    if isinstance(value, str) and len(value) > SHORT:
        raise Wrong("decimal-large", f"{DIGITS_BEFORE}.{DIGITS_AFTER}")
    given = str(value) if type(value) is int else line_of_text(value)
    if not given or _AMOUNT.fullmatch(given):
        return given
    if not _DECIMAL.fullmatch(given):
        raise Wrong("decimal")
    raise Wrong("decimal-large", f"{DIGITS_BEFORE}.{DIGITS_AFTER}")


def choice(kind: type[StrEnum]) -> Check:
    """A check for one value of `kind`, returned as its member."""
    known = {member.value: member for member in kind}

    def check(value: Any) -> StrEnum:
        found = known.get(value) if isinstance(value, str) else None
        if found is None:
            raise Wrong("choice", ", ".join(known))
        return found

    return check


def identifier(value: Any) -> str:
    """A short name within the dossier: letters, digits, point, hyphen, underscore."""
    return _shaped(value, _ID, "id")


def hs_code(value: Any) -> str:
    """4 to 10 digits of the Harmonized System; points and blanks between them are dropped."""
    return _shaped(re.sub(r"[. ]", "", line_of_text(value)), _HS, "hs-code", empty=True)


def digest(value: Any) -> str:
    """A SHA-256 in lower-case hex; empty stays empty."""
    return _shaped(value, _DIGEST, "digest", empty=True)


@cache
def munitions_code(levels: int = 4) -> re.Pattern[str]:
    """What one entry of the munitions list looks like, down to `levels` below its number (ML1 to ML22)."""
    deeper = ""
    for level in reversed(_LEVELS[:levels]):
        deeper = f"(?:{level}{deeper})?"
    return re.compile(f"ML ?(?:[1-9]|1[0-9]|2[0-2]){deeper}")


@cache
def countries() -> frozenset[str]:
    """ISO 3166 alpha-2 codes as Babel knows them, and the user-assigned XA to XZ, which training realms use."""
    known = [str(code) for code in Locale("en").territories]
    real = frozenset(code for code in known if len(code) == 2 and code.isalpha()) - _NO_COUNTRY
    return real | frozenset(f"X{letter}" for letter in ascii_uppercase)


@cache
def currencies() -> frozenset[str]:
    """ISO 4217 codes as Babel knows them."""
    return frozenset(Locale("en").currencies)


def _date(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise Wrong("date") from None


def _listed(value: Any, known: frozenset[str], code: str) -> str:
    given: str = line_of_text(value)
    if given and given not in known:
        raise Wrong(code)
    return given


def _shaped(value: Any, shape: re.Pattern[str], code: str, *, empty: bool = False) -> str:
    given: str = line_of_text(value)
    if not shape.fullmatch(given) and not (empty and not given):
        raise Wrong(code)
    return given
