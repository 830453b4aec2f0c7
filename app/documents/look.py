"""Measures, colours and inks of paper: ink on white, one blue line, serif for signed words, mono for hashes."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, landscape

from app.documents import fonts

PORTRAIT = A4
LANDSCAPE = landscape(A4)
MARGIN = 56.7
TOP = 64.0
BOTTOM = 66.0
WIDE = PORTRAIT[0] - 2 * MARGIN

INK = HexColor(0x17202C)
INK2 = HexColor(0x414D61)
INK3 = HexColor(0x586476)
LINE = HexColor(0xDCE1E8)
EDGE = HexColor(0x76839A)
ACCENT = HexColor(0x1C4E8A)
BRASS = HexColor(0x9E7A2A)
ALARM = HexColor(0x971B1E)
ALARM_SOFT = HexColor(0xFBE5E3)
GHOST = HexColor(0xF8EFEE)


@dataclass(frozen=True, slots=True)
class Ink:
    """How a piece of text is set; sizes in points."""

    font: str
    size: float
    leading: float
    color: Color = INK

    def width(self, text: str) -> float:
        """Width of `text` in points."""
        return fonts.width(text, self.font, self.size)


TITLE = Ink(fonts.BOLD, 20, 25)
TITLE_TWIN = Ink(fonts.ITALIC, 17, 23, INK2)
SECTION = Ink(fonts.BOLD, 11, 15)
SECTION_TWIN = Ink(fonts.ITALIC, 11, 15, INK2)
BODY = Ink(fonts.SANS, 9, 12.5)
BODY_TWIN = Ink(fonts.ITALIC, 9, 12.5, INK2)
KEY = Ink(fonts.BOLD, 9, 12.5)
LABEL = Ink(fonts.SANS, 8.5, 12.5, INK2)
LABEL_TWIN = Ink(fonts.ITALIC, 8.5, 12.5, INK3)
CELL = Ink(fonts.SANS, 8.5, 11.5)
CELL_KEY = Ink(fonts.BOLD, 8.5, 11.5)
FAINT = Ink(fonts.SANS, 8.5, 11.5, INK2)
CELL_TWIN = Ink(fonts.ITALIC, 8.5, 11.5, INK2)
HEAD = Ink(fonts.BOLD, 7.5, 10, INK2)
HEAD_TWIN = Ink(fonts.ITALIC, 7.5, 10, INK2)
NOTE = Ink(fonts.SANS, 7.5, 10.5, INK2)
NOTE_TWIN = Ink(fonts.ITALIC, 7.5, 10.5, INK2)
ALERT = Ink(fonts.BOLD, 7.5, 10.5, ALARM)
ALERT_TWIN = Ink(fonts.ITALIC, 7.5, 10.5, ALARM)
SIGNED = Ink(fonts.SERIF, 10, 14.5)
SIGNED_KEY = Ink(fonts.SERIF_BOLD, 10, 14.5)
QUESTION = Ink(fonts.SERIF_BOLD, 12, 17)
CODE = Ink(fonts.MONO, 8.5, 12.5)
POINT = Ink(fonts.BOLD, 11, 16)
POINT_TWIN = Ink(fonts.ITALIC, 11, 16, INK2)
POINT_CODE = Ink(fonts.MONO_BOLD, 8.5, 16)
CODE_FACT = Ink(fonts.MONO, 7, 12.5)
CODE_CELL = Ink(fonts.MONO, 7.5, 11.5)
TOKEN = Ink(fonts.MONO, 7, 10)
FINGERPRINT = Ink(fonts.MONO_BOLD, 10.5, 15)

TWINS = {
    TITLE: TITLE_TWIN, SECTION: SECTION_TWIN, BODY: BODY_TWIN, KEY: BODY_TWIN, LABEL: LABEL_TWIN, CELL: CELL_TWIN,
    CELL_KEY: CELL_TWIN, FAINT: CELL_TWIN, HEAD: HEAD_TWIN, NOTE: NOTE_TWIN, ALERT: ALERT_TWIN, POINT: POINT_TWIN,
}  # fmt: skip
"""The ink of the second language beside each ink of the first; signed words look the same in both."""
