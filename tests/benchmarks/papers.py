"""How fast a long decision log becomes paper, against a bare fixed-width table of the same texts by reportlab alone.

The table gets the finished texts as plain strings: no words are looked up, no line is broken, no page is numbered. It
is cut into pages beforehand, since one long table is split anew on every page and takes twice as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from app.documents import fonts, look, parts
from app.documents.decision_log import CELL, CODE, INKS, PLACES, decision_log_pdf
from app.documents.log_rows import RowWords
from app.documents.papers import DecisionLog
from tests.benchmarks.harness import Result, beside, medians, rated, seconds, tell
from tests.documents import samples

ROWS = 10_000
ROUNDS = 7
GUTTER = 6
HEIGHT = CELL.leading + 5
PADDING = 6
"""Points that platypus keeps free on each side of a frame."""

Texts = Sequence[Sequence[str]]


def run(rows: int = ROWS, rounds: int = ROUNDS) -> Result:
    """Rows per second of the decision log in English, of the table, and of the same strings drawn without a table."""
    log = samples.log(rows)
    head, *body = texts(log)
    for ink in INKS:
        fonts.font(ink.font)
    works = (lambda: decision_log_pdf(log, "en"), lambda: table(head, body), lambda: drawn(head, body))
    for work in works:
        work()
    found = []
    for number in range(rounds):
        found.append([rows / seconds(work) for work in works])
        tell(f"round {number + 1}: " + ", ".join(f"{rate:.0f} rows/s" for rate in found[-1]))
    ours, limit, bare = medians(found)
    what = f"decision log of {rows} rows as a PDF: words, lines, pages, head and foot of each"
    without = "the same strings drawn one by one with drawString"
    return Result("papers", (rated(what, ours, "rows/s", limit), beside(without, bare, "rows/s")))


def texts(log: DecisionLog) -> list[list[str]]:
    """Heads and rows as the log prints them."""
    words = RowWords("en")
    rows = [words.texts(row) for row in log.rows]
    return [words.heads, *([*cells[:-1], cells[-1][: parts.SHORT]] for cells in rows)]


def table(head: Sequence[str], rows: Texts) -> bytes:
    """The rows by platypus: fixed widths and heights, the log's fonts, a line under each row, the head repeated."""
    out = BytesIO()
    left, upper, lower = look.MARGIN - PADDING, look.TOP - PADDING, look.BOTTOM - PADDING
    document = SimpleDocTemplate(
        out,
        pagesize=look.LANDSCAPE,
        leftMargin=left,
        rightMargin=left,
        topMargin=upper,
        bottomMargin=lower,
        invariant=1,
    )
    coded = [n for n, ink in enumerate(INKS) if ink is CODE]
    style = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), CELL.font, CELL.size, CELL.leading),
            *(("FONT", (n, 1), (n, -1), CODE.font, CODE.size, CODE.leading) for n in coded),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, look.LINE),
        ]
    )
    widths = [place.width + GUTTER for place in PLACES]
    document.build(
        [Table([head, *page], widths, [HEIGHT] * (len(page) + 1), style, repeatRows=1) for page in cut(rows)]
    )
    return out.getvalue()


def drawn(head: Sequence[str], rows: Texts) -> bytes:
    """The rows by the canvas alone."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=look.LANDSCAPE, invariant=1, pageCompression=1)
    for page in cut(rows):
        y = look.LANDSCAPE[1] - look.TOP
        for cells in (head, *page):
            for place, ink, words in zip(PLACES, INKS, cells, strict=True):
                canvas.setFont(ink.font, ink.size)
                canvas.drawString(look.MARGIN + place.x, y, words)
            y -= HEIGHT
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def cut(rows: Texts) -> list[Texts]:
    """As many rows on each page as it holds under a head."""
    room = look.LANDSCAPE[1] - look.TOP - look.BOTTOM
    count = int(room / HEIGHT) - 1
    return [rows[n : n + count] for n in range(0, len(rows), count)]
