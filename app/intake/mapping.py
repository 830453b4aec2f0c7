"""How the columns of a register become applications: the mapping file's content as frozen data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from app.intake.checks import Wrong

SERIAL = "serial"  # days as spreadsheets count them
_TOKENS = {"YYYY": r"(?P<y>[0-9]{4})", "MM": r"(?P<m>[0-9]{2})", "DD": r"(?P<d>[0-9]{2})"}
_SINGLE = {"M": r"(?P<m>[0-9]{1,2})", "D": r"(?P<d>[0-9]{1,2})"}
_PATTERN = re.compile("YYYY|MM|DD|M|D|[^A-Za-z0-9]")
_DAY_ZERO = date(1899, 12, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where one value comes from and how it is read.

    `columns`: headings, the first filled one counts. `dates`: patterns tried in order. `codes`: name of a code table;
    `otherwise`: what an entry that the table lacks is taken as, always flagged. `levels`: how deep a plain control
    code goes below its number. `separators`: what parts a list of countries; none leaves lists as given.
    `unreadable`: whether a value that cannot be read refuses the row (``problem``), blocks the intake step
    (``flag``) or is only noted (``note``).
    """

    columns: tuple[str, ...] = ()
    constant: str = ""
    dates: tuple[str, ...] = ()
    codes: str = ""
    otherwise: str = ""
    levels: int = 4
    point: str = "."
    thousands: str = ""
    separators: tuple[str, ...] = ()
    unreadable: str = "problem"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySource:
    """A party of every row; rows that leave its name empty have none."""

    role: str
    fields: dict[str, Source]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """One mapping file. `key` is the column whose equal values make several rows one application."""

    file: str
    title: str = ""
    delimiter: str = ","
    encoding: str = "utf-8"
    sheet: str = ""
    application: dict[str, Source] = field(default_factory=dict)
    line: dict[str, Source] = field(default_factory=dict)
    parties: tuple[PartySource, ...] = ()
    destinations: tuple[Source, ...] = ()
    route: tuple[Source, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    key: str = ""
    renewal: str = ""
    renewal_values: frozenset[str] = frozenset()

    def sources(self) -> list[Source]:
        """Every source of a value, in the order of the file."""
        of_parties = [source for party in self.parties for source in party.fields.values()]
        own = [*self.application.values(), *self.line.values()]
        return [*own, *self.destinations, *self.route, *of_parties]

    def columns(self) -> list[str]:
        """Every heading that the register must have, once."""
        named = [column for source in self.sources() for column in source.columns]
        single = [column for column in (self.key, self.renewal) if column]
        return list(dict.fromkeys([*named, *self.extra.values(), *single]))


def folded(text: str) -> str:
    """How names are compared: capitals and the number of blanks do not matter."""
    return " ".join(text.split()).casefold()


@cache
def date_pattern(pattern: str) -> re.Pattern[str] | None:
    """The shape of a date written like ``MM/DD/YYYY``; None where the pattern names no full date."""
    if pattern == SERIAL:
        return re.compile("[0-9]{5}")
    parts = _PATTERN.findall(pattern)
    if "".join(parts) != pattern or sorted(part[0] for part in parts if part[0].isalpha()) != ["D", "M", "Y"]:
        return None
    return re.compile("".join(_TOKENS.get(part) or _SINGLE.get(part) or re.escape(part) for part in parts))


def read_date(text: str, patterns: tuple[str, ...]) -> date:
    """The date that the first fitting pattern gives; ISO dates always fit. Raises `Wrong`."""
    for pattern in (*patterns, "YYYY-MM-DD"):
        shape = date_pattern(pattern)
        found = shape.fullmatch(text) if shape else None
        if found and pattern == SERIAL:
            return _DAY_ZERO + timedelta(days=int(text))
        if found:
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                continue
    raise Wrong("date-pattern", ", ".join(patterns) or "YYYY-MM-DD")
