"""How the tests read a finished paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from pypdf import PageObject, PdfReader

from app.documents import fonts
from app.documents.look import MARGIN

FAMILIES = {
    "IBMPlexSans": fonts.SANS,
    "IBMPlexSans-SmBld": fonts.BOLD,
    "IBMPlexSans-Italic": fonts.ITALIC,
    "IBMPlexSerif-Regular": fonts.SERIF,
    "IBMPlexSerif-Medium": fonts.SERIF_BOLD,
    "IBMPlexMono": fonts.MONO,
    "IBMPlexMono-Medm": fonts.MONO_BOLD,
}


def pages(pdf: bytes) -> list[str]:
    """The text of each page, lines and runs of spaces joined."""
    return [flat(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def text(pdf: bytes) -> str:
    """The text of the whole paper."""
    return " ".join(pages(pdf))


def flat(words: str) -> str:
    """`words` with every run of white space as one plain space, so that line breaks do not matter."""
    return re.sub(r"\s+", " ", words)


def outside(page: PageObject) -> list[str]:
    """What is written beyond the side margins or too near the paper's edge, but for the training realm's words."""
    return [words for words, left, right, y in _written(page) if not _inside(page, left, right, y)]


def _inside(page: PageObject, left: float, right: float, y: float) -> bool:
    wide, high = float(page.mediabox.width), float(page.mediabox.height)
    return left > MARGIN - 1 and right < wide - MARGIN + 1 and 24 < y < high - 24


def _written(page: PageObject) -> Iterator[tuple[str, float, float, float]]:
    found: list[tuple[str, float, float, float]] = []

    def visit(words: str, cm: list[float], tm: list[float], font: dict[str, str] | None, size: float) -> None:
        if words.strip() and font and abs(cm[1]) < 0.01:
            name = FAMILIES[font["/BaseFont"].partition("+")[2]]
            line = words.strip("\n")
            found.append((line, tm[4], tm[4] + fonts.width(line, name, size), tm[5]))

    page.extract_text(visitor_text=visit)
    high = float(page.mediabox.height)
    return (one for one in found if one[3] < high - 24)
