"""A QR code (ISO/IEC 18004) as one filled path: reportlab's own costs more than the rest of a licence."""

from __future__ import annotations

from collections.abc import Iterator

import segno
from reportlab.pdfgen.canvas import Canvas

from app.errors import Refused

HOLDS = {"m": 2331, "l": 2953}
"""Bytes that the largest symbol holds at an error correction level."""

QUIET = 4
"""Modules of white around the symbol that the standard asks for."""


def modules(text: str) -> list[list[bool]]:
    """The symbol's modules, dark is true, for `text` at error correction level M (a seventh of it may be lost).

    Text too long for level M goes to level L; `Refused` where a QR code cannot hold it at all.
    """
    size = len(text.encode())
    if size > HOLDS["l"]:
        raise Refused("paper.token-too-long", size=size, limit=HOLDS["l"])
    level = "m" if size <= HOLDS["m"] else "l"
    symbol = segno.make_qr(text, error=level, boost_error=False)
    return [[bool(module) for module in row] for row in symbol.matrix]


def draw_qr(canvas: Canvas, rows: list[list[bool]], x: float, y: float, side: float) -> None:
    """Draw the symbol with its quiet zone into the square of `side` points whose lower left corner is (x, y)."""
    module = side / (len(rows) + 2 * QUIET)
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        bottom = y + side - (QUIET + number + 1) * module
        for start, length in _runs(row):
            path.rect(x + (QUIET + start) * module, bottom, length * module, module)
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)


def _runs(row: list[bool]) -> Iterator[tuple[int, int]]:
    """Start and length of each run of dark modules."""
    start = None
    for position, dark in enumerate([*row, False]):
        if dark and start is None:
            start = position
        elif not dark and start is not None:
            yield start, position - start
            start = None
