"""Columns to values: each rule of a mapping as a function from a cell to its value, flag or problem."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from app.intake import checks
from app.intake.checks import Wrong
from app.intake.mapping import Mapping, Source, folded, read_date
from app.intake.problems import shown
from app.models.application import Destination, Flag

_TEXTS: dict[checks.Check, int] = {
    checks.line_of_text: checks.SHORT,
    checks.body_of_text: checks.LONG,
}
_FLAGS: dict[checks.Check, str] = {
    checks.day: "unreadable-date",
    checks.decimal: "unreadable-amount",
    checks.country: "not-one-country",
}


Finding = tuple[str, str, str]  # code, value, expected: why a cell refuses its row


class Cell(NamedTuple):
    """What a cell gave: its value, what intake noticed, or why its row cannot be taken."""

    value: Any
    flag: Flag | None = None
    wrong: Finding | None = None


class Memo(dict[str, Any]):
    """Cells to values, each distinct cell converted once; `noticed` and `wrong` name the cells that need a word."""

    def __init__(self, convert: Callable[[str], Cell]) -> None:
        super().__init__()
        self.convert = convert
        self.noticed: dict[str, Flag] = {}
        self.wrong: dict[str, Finding] = {}

    def __missing__(self, given: str) -> Any:
        value, flag, wrong = self.convert(given)
        if flag is not None:
            self.noticed[given] = flag
        if wrong is not None:
            self.wrong[given] = wrong
        self[given] = value
        return value

    def column(self, cells: Sequence[str]) -> list[Any]:
        """The values of a whole column."""
        return list(map(self.__getitem__, cells))


class TextMemo(Memo):
    """A column of text, looked at as a whole first: where nothing in it can be wrong, its cells are only trimmed."""

    def __init__(self, convert: Callable[[str], Cell], limit: int) -> None:
        super().__init__(convert)
        self.limit = limit

    def column(self, cells: Sequence[str]) -> list[Any]:
        whole = "".join(cells)
        clean = whole.isprintable() and (whole.isascii() or unicodedata.is_normalized("NFC", "\n".join(cells)))
        if clean and max(map(len, cells), default=0) <= self.limit:
            return list(map(str.strip, cells))
        return super().column(cells)


def converter(source: Source, check: checks.Check, path: str, mapping: Mapping) -> Memo:
    """Cells of a column to values of the field `path`, through the source's formats and the field's own check."""
    if check in _TEXTS and not source.codes and not path.endswith(".control_code"):
        return TextMemo(_plain(source, check, path), _TEXTS[check])
    read = _reader(source, check, mapping)
    blank = _blank(path)
    noticeable = bool(source.otherwise) or path.endswith(".control_code")

    def convert(given: str) -> Cell:
        text = _trimmed(given)
        if not text and not source.otherwise:
            return blank
        try:
            value, taken_as = read(text)
            return Cell(value, _noticed(source, path, text, taken_as) if noticeable else None)
        except Wrong as wrong:
            return _unread(source, check, path, text, wrong)

    return Memo(convert)


def _plain(source: Source, check: checks.Check, path: str) -> Callable[[str], Cell]:
    """Text needs nothing but its check; most cells of a register are text."""

    def convert(given: str) -> Cell:
        try:
            return Cell(check(given))
        except Wrong as wrong:
            return _unread(source, check, path, _trimmed(given), wrong)

    return convert


def _unread(source: Source, check: checks.Check, path: str, text: str, wrong: Wrong) -> Cell:
    if source.unreadable == "problem":
        return Cell("", None, (wrong.code, text, wrong.expected))
    return Cell("", Flag(code=_flag_of(check), field=path, value=shown(text), blocks=source.unreadable == "flag"))


def destination(source: Source, place: int, mapping: Mapping) -> Memo:
    """Cells to destinations: one country, a list where the mapping parts lists, else the text as given, flagged."""
    read = _reader(source, checks.country, mapping)
    path = f"destinations.{place}.country"

    def one(text: str) -> Destination:
        return Destination(country=read(text)[0], given=checks.line_of_text(text))

    def convert(given: str) -> Cell:
        text = _trimmed(given)
        if not text:
            return Cell(())
        try:
            return Cell(tuple(one(part) for part in _parts(text, source.separators)))
        except Wrong as wrong:
            if source.unreadable == "problem":
                return Cell((), None, (wrong.code, text, wrong.expected))
            blocks = source.unreadable == "flag"
            return _as_given(text, Flag(code="not-one-country", field=path, value=text, blocks=blocks))

    return Memo(convert)


def stop(source: Source, place: int, mapping: Mapping) -> Memo:
    """Cells to stops of the route: a country where one can be read, else the text as given."""
    read = _reader(source, checks.line_of_text, mapping)

    def convert(given: str) -> Cell:
        text = _trimmed(given)
        if not text:
            return Cell("")
        try:
            return Cell(read(text)[0])
        except Wrong as wrong:
            if source.unreadable == "problem":
                return Cell("", None, (wrong.code, text, wrong.expected))
            flag = Flag(code="not-one-country", field=f"route.{place}", value=text, blocks=source.unreadable == "flag")
            return _as_given(text, flag, single=True)

    return Memo(convert)


def _trimmed(given: str) -> str:
    """What a flag may repeat: flags are signed with the application and hold NFC text only."""
    return unicodedata.normalize("NFC", given.strip())


def _blank(path: str) -> Cell:
    """What an empty cell gives: nothing, but activity and kind cannot be left open."""
    if path in ("activity", "kind"):
        return Cell("", None, ("missing", "", ""))
    return Cell(None if path.endswith((".att_scope", ".att_category")) else "")


def _as_given(text: str, flag: Flag, *, single: bool = False) -> Cell:
    try:
        given = checks.line_of_text(text)
    except Wrong as wrong:
        return Cell("" if single else (), None, (wrong.code, text, wrong.expected))
    return Cell(given if single else (Destination(given=given),), flag)


def _reader(source: Source, check: checks.Check, mapping: Mapping) -> Callable[[str], tuple[Any, str]]:
    """The value that the source's format and the field's check give, and what an unknown code was taken as."""
    table = mapping.codes.get(source.codes, {})
    if source.codes:
        return lambda text: _coded(text, table, source, check)
    if check is checks.day:
        return lambda text: (checks.in_time(read_date(text, source.dates)), "")
    if check is checks.decimal:
        return lambda text: (check(_amount(text, source)), "")
    return lambda text: (check(text), "")


def _coded(text: str, table: dict[str, str], source: Source, check: checks.Check) -> tuple[Any, str]:
    value = table.get(folded(text))
    if value is not None:
        return check(value), ""
    if source.otherwise:
        return check(source.otherwise), source.otherwise
    raise Wrong("code-unknown", source.codes)


def _amount(text: str, source: Source) -> str:
    plain = text.replace(source.thousands, "") if source.thousands else text
    if source.point != "." and "." in plain:
        raise Wrong("decimal-style", source.point)
    return plain.replace(source.point, ".")


def _parts(text: str, separators: tuple[str, ...]) -> list[str]:
    for separator in separators:
        text = text.replace(separator, "\n")
    return [part.strip() for part in text.split("\n") if part.strip()]


def _noticed(source: Source, path: str, text: str, taken_as: str) -> Flag | None:
    blocks = source.unreadable != "note"
    if taken_as:
        return Flag(code="undocumented-code", field=path, value=shown(text), blocks=blocks)
    if path.endswith(".control_code") and not checks.munitions_code(source.levels).fullmatch(text):
        return Flag(code="not-plain-code", field=path, value=text, blocks=blocks)
    return None


def _flag_of(check: checks.Check) -> str:
    return _FLAGS.get(check, "unreadable-value")
