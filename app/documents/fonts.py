"""The typeface of every paper: IBM Plex, registered once, and how wide its text runs."""

from __future__ import annotations

from functools import cache
from itertools import accumulate, takewhile
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "fonts"

BREAKS = "-/\N{NARROW NO-BREAK SPACE}"

SANS = "IBMPlexSans-Regular"
BOLD = "IBMPlexSans-SemiBold"
ITALIC = "IBMPlexSans-Italic"
SERIF = "IBMPlexSerif-Regular"
SERIF_BOLD = "IBMPlexSerif-Medium"
TEXT = (SANS, BOLD, ITALIC, SERIF, SERIF_BOLD)
"""Those that words of people may be set in; mono holds only codes that Placet makes."""

MONO = "IBMPlexMono-Regular"
MONO_BOLD = "IBMPlexMono-Medium"


@cache
def font(name: str) -> TTFont:
    """The font called `name`, read from its file and made known to reportlab at its first use."""
    loaded = TTFont(name, str(FOLDER / f"{name}.ttf"), shapable=False)
    registerFont(loaded)
    return loaded


@cache
def glyphs(name: str) -> frozenset[int]:
    """Code points that the font can show."""
    return frozenset(font(name).face.charToGlyph)


def width(text: str, name: str, size: float) -> float:
    """Width of `text` in points."""
    widths, default = _widths(name)
    return sum([widths.get(character, default) for character in text]) * size / 1000


def wrap(text: str, name: str, size: float, room: float) -> list[str]:
    """`text` in lines no wider than `room` points: broken at spaces, inside a word only where it is wider than a line.

    No-break spaces hold; a line break in `text` stays one.
    """
    return [line for paragraph in text.split("\n") for line in _filled(paragraph, name, size, room)]


def _filled(paragraph: str, name: str, size: float, room: float) -> list[str]:
    if width(paragraph, name, size) <= room:
        return [paragraph]
    lines = [""]
    for word in paragraph.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if width(longer, name, size) <= room:
            lines[-1] = longer
        else:
            pieces = _pieces(word, name, size, room)
            lines[-1:] = [lines[-1], *pieces] if lines[-1] else pieces
    return lines


def _pieces(word: str, name: str, size: float, room: float) -> list[str]:
    """A word cut where a line is full, or after a hyphen, slash or thin space in the line's second half."""
    pieces = []
    while width(word, name, size) > room and len(word) > 1:
        end = _fitting(word, name, size, room)
        mark = max(word.rfind(sign, 0, end) for sign in BREAKS) + 1
        end = mark if mark > end // 2 else end
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]


def _fitting(word: str, name: str, size: float, room: float) -> int:
    """How many characters fit into `room`, at least one."""
    widths, default = _widths(name)
    ends = accumulate(widths.get(character, default) * size / 1000 for character in word)
    return max(1, sum(1 for _ in takewhile(lambda end: end <= room, ends)))


@cache
def _widths(name: str) -> tuple[dict[str, float], float]:
    face = font(name).face
    return {chr(code): value for code, value in face.charWidths.items()}, face.defaultWidth
