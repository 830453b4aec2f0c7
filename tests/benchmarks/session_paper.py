"""The minutes of a long session as a PDF, against a bare reportlab document of the same texts.

The bare document is given the finished texts, cell by cell with their places and inks, as the paper sets them: no words
are looked up, no case is read, nothing is kept together, no page has a head or foot.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from unittest import mock
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from app.documents import look, strips
from app.documents.look import Ink
from app.documents.strips import Cell, Column
from tests.benchmarks.harness import Measure, alternating, rated
from tests.benchmarks.realm import BenchRealm

ROUNDS = 5
Row = list[tuple[Column, Cell]]


def paper(held: tuple[BenchRealm, str], rounds: int = ROUNDS) -> tuple[Measure, ...]:
    """Minutes per second: read from the store, filled and printed, and the same texts set by platypus."""
    realm, session = held
    printing = realm.desk("licensing", "secretary").printing
    rows = texts(lambda: printing.minutes(session, "en"))
    works = (lambda: printing.minutes(session, "en"), lambda: bare(rows))
    for work in works:
        work()
    ours, limit = alternating(rounds, *works)
    what = f"minutes of the session as a PDF, {len(rows)} rows of text, from the store to the bytes"
    return (rated(what, 1 / ours, "1/s", 1 / limit),)


def texts(print_it: Callable[[], bytes]) -> list[Row]:
    """Every cell that a paper sets, row by row."""
    rows: list[Row] = []
    lines = strips._lines

    def noted(place: Column, content: Cell) -> list[strips.Piece]:
        if not rows or place.x <= rows[-1][-1][0].x:
            rows.append([])
        rows[-1].append((place, content))
        return lines(place, content)

    with mock.patch.object(strips, "_lines", noted):
        print_it()
    return rows


def bare(rows: Sequence[Row]) -> bytes:
    """The same texts: a paragraph for each cell, a table for each row that has several."""
    out = BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=look.PORTRAIT, leftMargin=look.MARGIN, rightMargin=look.MARGIN, invariant=1
    )
    document.build([_flowable(row) for row in rows if any(content for _, content in row)])
    return out.getvalue()


def _flowable(row: Row) -> Flowable:
    cells = [[Paragraph(escape(words), _style(ink)) for words, ink in content] for _, content in row]
    if len(cells) == 1 and len(cells[0]) == 1:
        return cells[0][0]
    return Table([cells], [place.width for place, _ in row])


STYLES: dict[Ink, ParagraphStyle] = {}


def _style(ink: Ink) -> ParagraphStyle:
    if ink not in STYLES:
        STYLES[ink] = ParagraphStyle(f"s{len(STYLES)}", fontName=ink.font, fontSize=ink.size, leading=ink.leading)
    return STYLES[ink]
