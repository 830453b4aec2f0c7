"""The decision log: on paper thousands of rows of plain text in fixed columns, and as CSV for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from io import BytesIO, StringIO
from itertools import chain

from reportlab.pdfgen.canvas import Canvas

from app.documents import look, parts
from app.documents.fonts import wrap
from app.documents.legible import printable
from app.documents.log_rows import RowWords
from app.documents.look import LINE, MARGIN, Ink
from app.documents.papers import DecisionLog
from app.documents.sheet import Sheet, frame, open_canvas, underlay
from app.documents.strips import Strip, columns, gap, row, ruled, text
from app.words import N_

CELL = Ink(look.CELL.font, 7, 9.4)
CODE = Ink(look.CODE.font, 6.4, 9.4)
PLACES = columns(41, 66, 60, 134, 84, 100, 62, 86, 47, gap=6)
INKS = (CELL, CODE, CELL, CELL, CELL, CELL, CELL, CELL, CODE)
PAD = 2.4
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula."""

Row = tuple[Sequence[Sequence[str]], float]
"""Each cell's lines, and the row's height."""


def decision_log_pdf(log: DecisionLog, language: str) -> bytes:
    """The log in ``en``, ``fr`` or ``bilingual``; the same rows give the same bytes."""
    words = RowWords(language)
    sheet = Sheet(log.imprint, words.voice, words.voice.text(N_("Decision log")), log.as_of.isoformat(), wide=True)
    rows, marked = _fitted(log, words)
    sheet.add(
        *text([words.title(log)], look.BODY, sheet.width), *parts.transliteration_note(words.voice, marked), gap(8)
    )
    head = row(PLACES, [((name, look.HEAD),) for name in words.heads], 2.5)
    head[-1] = ruled(head[-1], look.INK, sheet.width, 0.8, below=True)
    return _written(sheet, head, _paged(sheet, head, rows))


def decision_log_csv(log: DecisionLog, language: str) -> bytes:
    """UTF-8 with a byte order mark; semicolons in French, where the comma is the decimal sign, else commas."""
    words = RowWords(language)
    out = StringIO()
    writer = csv.writer(out, delimiter=";" if language == "fr" else ",")
    writer.writerow(words.heads)
    writer.writerows([safe(one) for one in words.texts(entry)] for entry in log.rows)
    return out.getvalue().encode("utf-8-sig")


def safe(shown: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{shown}" if shown.startswith(FORMULA) else shown


def _fitted(log: DecisionLog, words: RowWords) -> tuple[list[Row], bool]:
    """Every row broken into the lines that its columns hold, and whether a name was transliterated."""
    fit = cache(_lines)
    rows: list[Row] = []
    marked = False
    for entry in log.rows:
        cells = words.texts(entry)
        cells[-1] = cells[-1][: parts.SHORT]
        fitted = [fit(n, one) for n, one in enumerate(cells)]
        marked = marked or any(changed for _, changed in fitted)
        lines = [found for found, _ in fitted]
        rows.append((lines, max(map(len, lines)) * CELL.leading + 2 * PAD))
    return rows, marked


def _lines(column: int, words: str) -> tuple[list[str], bool]:
    """What a cell prints, line by line, and whether a name in it was transliterated."""
    shown, changed = printable(words)
    ink = INKS[column]
    return wrap(shown, ink.font, ink.size, PLACES[column].width), changed


def _paged(sheet: Sheet, head: Sequence[Strip], rows: Sequence[Row]) -> list[list[Row]]:
    room = sheet.size[1] - look.TOP - look.BOTTOM - sum(strip.height for strip in head)
    left = room - sum(strip.height for strip in sheet.strips)
    filled: list[list[Row]] = [[]]
    for one in rows:
        if one[1] > left and (filled[-1] or len(filled) == 1):
            filled.append([])
            left = room
        filled[-1].append(one)
        left -= one[1]
    return filled


def _written(sheet: Sheet, head: Sequence[Strip], filled: Sequence[Sequence[Row]]) -> bytes:
    out = BytesIO()
    canvas = open_canvas(out, sheet)
    for number, page in enumerate(filled, 1):
        underlay(canvas, sheet)
        y = sheet.size[1] - look.TOP
        for strip in chain(sheet.strips if number == 1 else (), head):
            strip.draw(canvas, MARGIN, y)
            y -= strip.height
        _rows(canvas, page, y, sheet.width)
        frame(canvas, sheet, number, len(filled))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _rows(canvas: Canvas, rows: Sequence[Row], top: float, width: float) -> None:
    """All text of one font in one go: switching fonts for each cell would double the page."""
    rules, y = [], top
    tops = []
    for _, height in rows:
        tops.append(y - PAD - CELL.leading * 0.74)
        y -= height
        rules.append((MARGIN, y, MARGIN + width, y))
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.5)
    canvas.lines(rules)
    for ink in (CELL, CODE):
        _column_texts(canvas, rows, tops, ink)


def _column_texts(canvas: Canvas, rows: Sequence[Row], tops: Sequence[float], ink: Ink) -> None:
    numbered = [(n, MARGIN + place.x) for n, place in enumerate(PLACES) if INKS[n] is ink]
    written = canvas.beginText()
    written.setFont(ink.font, ink.size, ink.leading)
    written.setFillColor(ink.color)
    for (cells, _), base in zip(rows, tops, strict=True):
        for n, x in numbered:
            written.setTextOrigin(x, base)
            for words in cells[n]:
                written.textLine(words)
    canvas.drawText(written)
