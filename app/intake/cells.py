"""CSV and XLSX files as a heading and rows of text, or what is wrong with them and where."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL

from app.intake.problems import Problem, shown

MOST_COLUMNS = 256
MOST_ROWS = 1_048_576
LARGEST_UNPACKED = 300_000_000
SMALL_UNPACKED = 10_000_000
MOST_PACKED = 50  # times that tables shrink when they are packed, generously; beyond it a file was made to burst
LARGEST_CELL = 32_767  # what a spreadsheet's cell can hold


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows`: row number as a spreadsheet counts and its cells; `problems` of the file or of single rows."""

    header: tuple[str, ...] = ()
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    blank: int = 0


def read_csv(data: bytes, file: str, delimiter: str, encoding: str) -> Sheet:
    """A delimited text file; a file that cannot be read to its end gives no rows."""
    if encoding != "utf-16" and (nul := data.find(b"\0")) >= 0:
        return Sheet(problems=[Problem("intake.nul", file, _line(data, nul))])
    if data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8"
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        code = "intake.not-utf8" if encoding == "utf-8" else "intake.encoding"
        value = f"0x{data[error.start]:02X}" if error.start < len(data) else ""
        return Sheet(problems=[Problem(code, file, _line(data, error.start), value=value, expected=encoding)])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return _sheet(enumerate(reader, 1), file)
    except csv.Error:
        return Sheet(problems=[Problem("intake.csv-broken", file, reader.line_num)])


def read_xlsx(data: bytes, file: str, sheet: str = "") -> Sheet:
    """One sheet of a workbook (the first, or the one named); formulas count as the values they were saved with."""
    try:
        largest = min(LARGEST_UNPACKED, SMALL_UNPACKED + MOST_PACKED * len(data))
        if sum(one.file_size for one in zipfile.ZipFile(io.BytesIO(data)).infolist()) > largest:
            return Sheet(problems=[Problem("intake.xlsx-large", file, expected=f"{largest}")])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _workbook(data, file, sheet)
    except Exception:  # a damaged workbook fails in openpyxl in too many ways to name
        return Sheet(problems=[Problem("intake.xlsx-broken", file)])


def _workbook(data: bytes, file: str, sheet: str) -> Sheet:
    values, formulas = (load_workbook(io.BytesIO(data), read_only=True, data_only=known) for known in (True, False))
    names = values.sheetnames
    if sheet and sheet not in names:
        return Sheet(problems=[Problem("intake.xlsx-sheet", file, value=sheet, expected=shown(", ".join(names)))])
    name = sheet or names[0]
    problems: list[Problem] = []
    both = (book[name].iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS + 2) for book in (values, formulas))
    rows = zip(*both, strict=True)
    read = _sheet(_trimmed(_of_book(rows, file, problems)), file)
    read.problems.extend(problems)
    return read


def _of_book(rows: Iterable[Any], file: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Rows as text. All rows of a gap, and there may be a million of them, are one and the same object."""
    gap = None
    for number, (values, formulas) in enumerate(rows, 1):
        if values is gap or all(value is EMPTY_CELL for value in values):
            gap = values
            yield number, []
        else:
            yield number, _texts(number, values, formulas, file, problems)


def _texts(row: int, values: Iterable[Any], formulas: Iterable[Any], file: str, problems: list[Problem]) -> list[str]:
    cells = []
    for place, (value, formula) in enumerate(zip(values, formulas, strict=True)):
        column = _letters(place)
        if formula.data_type == "f" and value.value is None:
            problems.append(Problem("intake.xlsx-formula", file, row, column, shown(formula.value)))
        elif value.data_type == "e":
            problems.append(Problem("intake.xlsx-error", file, row, column, shown(value.value)))
        cells.append(_text(value.value))
    return cells


def _text(value: Any) -> str:
    """A cell as a person would type it: dates ISO, whole numbers without a point, decimals in full digits."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else repr(value)
    return str(value)


def _trimmed(rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Rows of a sheet cut or filled to the width of its heading."""
    width = 0
    for number, cells in rows:
        if not width:
            while cells and not cells[-1].strip():
                cells.pop()
            width = len(cells)
        if not any(cells):
            yield number, []
            continue
        beyond = [cell for cell in cells[width:] if cell]
        yield number, cells[: len(cells) if beyond else width] + [""] * (width - len(cells))


def _sheet(rows: Iterator[tuple[int, list[str]]], file: str) -> Sheet:
    header = tuple(unicodedata.normalize("NFC", name.strip()) for name in next(rows, (0, []))[1])
    if not any(header):
        return Sheet(problems=[Problem("intake.file-empty", file)])
    if len(header) > MOST_COLUMNS:
        found = Problem("intake.csv-columns", file, 1, value=str(len(header)), expected=str(MOST_COLUMNS))
        return Sheet(problems=[found])
    twice = [name for name, count in Counter(header).items() if name and count > 1]
    problems = [Problem("intake.column-twice", file, 1, name) for name in twice]
    all_rows, width = list(rows), len(header)
    if len(all_rows) > MOST_ROWS:
        return Sheet(problems=[Problem("intake.file-large", file, expected=str(MOST_ROWS))])
    kept = [row for row in all_rows if len(row[1]) == width or any(row[1])]
    for number, cells in kept:
        if len(cells) != width:
            problems.append(Problem("intake.csv-columns", file, number, "", str(len(cells)), str(width)))
    return Sheet(header, kept, problems, len(all_rows) - len(kept))


def _line(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def _letters(place: int) -> str:
    """The name of a column as spreadsheets write it: A, B, ... AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
