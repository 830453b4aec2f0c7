"""A page as a column of strips: horizontal bands that are never cut, and the rules by which they fill pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from app.documents.fonts import wrap
from app.documents.look import INK, LINE, TWINS, WIDE, Ink

Draw = Callable[[Canvas, float, float], None]
Piece = tuple[str, Ink]
Cell = tuple[Piece, ...]

WHOLE = 8
"""A paragraph or row of up to so many lines is kept on one page."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A band of `height` points drawn from its top left corner.

    `keep` holds it on the page of the next one; `heads` are repeated above it where it opens a page; `blank` ones are
    left out there.
    """

    height: float
    draw: Draw
    keep: bool = False
    heads: tuple[Strip, ...] = ()
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column at `x` points from the left edge of the text, `width` points wide."""

    x: float
    width: float
    right: bool = False


def columns(*widths: float, gap: float = 8, right: Iterable[int] = ()) -> tuple[Column, ...]:
    """Columns side by side; those numbered in `right` hold figures and end flush."""
    ends = set(right)
    starts = [sum(widths[:n]) + gap * n for n in range(len(widths))]
    return tuple(Column(x, wide, n in ends) for n, (x, wide) in enumerate(zip(starts, widths, strict=True)))


def cell(texts: Iterable[str], ink: Ink) -> Cell:
    """A text in one or two languages, the second in its own ink."""
    inks = (ink, TWINS.get(ink, ink))
    return tuple((text, inks[min(n, 1)]) for n, text in enumerate(texts) if text)


def gap(height: float, keep: bool = False) -> Strip:
    """White space; it disappears at the top of a page."""
    return Strip(height, lambda canvas, x, y: None, keep, blank=True)


def row(places: Sequence[Column], cells: Sequence[Cell], pad: float = 0) -> list[Strip]:
    """A row of cells as one strip per line of text, `pad` points above and below; a long row may part between pages."""
    lines = [_lines(place, content) for place, content in zip(places, cells, strict=True)]
    count = max(len(column) for column in lines)
    leading = max((ink.leading for content in cells for _, ink in content), default=0)
    strips = []
    for n in range(count):
        above, below = (pad if n == 0 else 0), (pad if n == count - 1 else 0)
        pieces = [(place, *column[n]) for place, column in zip(places, lines, strict=True) if n < len(column)]
        strips.append(Strip(leading + above + below, _texts(pieces, leading, above), _held(n, count)))
    return strips


def text(texts: Iterable[str], ink: Ink, width: float = WIDE, indent: float = 0) -> list[Strip]:
    """A paragraph in one or two languages, one above the other."""
    return row([Column(indent, width - indent)], [cell(texts, ink)])


def parallel(
    texts: Sequence[str], ink: Ink, width: float = WIDE, indent: float = 0, between: float = 18
) -> list[Strip]:
    """A text in two languages side by side, or in one over the whole width."""
    if len(texts) == 1:
        return text(texts, ink, width, indent)
    half = (width - indent - between) / 2
    places = (Column(indent, half), Column(indent + half + between, half))
    return row(places, [((texts[0], ink),), ((texts[1], TWINS.get(ink, ink)),)])


def table(
    places: Sequence[Column],
    head: Sequence[Cell],
    rows: Iterable[Sequence[Cell]],
    width: float = WIDE,
    *,
    whole: bool = False,
) -> list[Strip]:
    """Rows under a head that is repeated on every page; a hairline over each row.

    `whole` keeps even long rows on one page, as far as a page holds them.
    """
    top = [*row(places, head, 2.5)]
    top[-1] = ruled(top[-1], INK, width, 0.8, below=True)
    heads = tuple(replace(strip, keep=True) for strip in (*top, gap(1.5)))
    strips = list(heads)
    for n, cells in enumerate(rows):
        lines = together(row(places, cells, 3)) if whole else row(places, cells, 3)
        if n:
            lines[0] = ruled(lines[0], LINE, width, 0.6)
        strips += [replace(strip, heads=heads) for strip in lines]
    strips[-1] = ruled(strips[-1], LINE, width, 0.6, below=True)
    return strips


def ruled(strip: Strip, color: Color, width: float, weight: float, below: bool = False) -> Strip:
    """The strip with a line along its upper or lower edge."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        strip.draw(canvas, x, y)
        level = y - strip.height if below else y
        canvas.setStrokeColor(color)
        canvas.setLineWidth(weight)
        canvas.line(x, level, x + width, level)

    return replace(strip, draw=draw)


def barred(strips: Iterable[Strip], color: Color, weight: float = 1.6) -> list[Strip]:
    """The strips with an upright line along their left edge: the sign of signed words."""

    def beside(strip: Strip) -> Strip:
        def draw(canvas: Canvas, x: float, y: float) -> None:
            canvas.setFillColor(color)
            canvas.rect(x, y - strip.height, weight, strip.height, stroke=0, fill=1)
            strip.draw(canvas, x, y)

        return replace(strip, draw=draw)

    return [beside(strip) for strip in strips]


def together(strips: Iterable[Strip]) -> list[Strip]:
    """The strips on one page, as far as a page holds them."""
    held = [replace(strip, keep=True) for strip in strips]
    return [*held[:-1], replace(held[-1], keep=False)] if held else []


def led(strips: Iterable[Strip]) -> list[Strip]:
    """The strips with the last one held on the page of what follows them, as a heading is."""
    listed = list(strips)
    return [*listed[:-1], replace(listed[-1], keep=True)]


def pages(strips: Sequence[Strip], room: float) -> list[list[Strip]]:
    """Fill pages of `room` points: no strip is cut, kept ones stay together where a page holds them."""
    filled: list[list[Strip]] = [[]]
    left = room
    for block in _blocks(strips):
        if sum(strip.height for strip in block) > left and filled[-1]:
            filled.append([])
        for strip in block:
            used = sum(one.height for one in filled[-1])
            if used + strip.height > room and filled[-1]:
                filled.append([])
            filled[-1] += _placed(strip, opens=not filled[-1])
        left = room - sum(strip.height for strip in filled[-1])
    return filled


def _placed(strip: Strip, opens: bool) -> list[Strip]:
    if not opens:
        return [strip]
    return [] if strip.blank else [*strip.heads, strip]


def _blocks(strips: Sequence[Strip]) -> Iterable[list[Strip]]:
    block: list[Strip] = []
    for strip in strips:
        block.append(strip)
        if not strip.keep:
            yield block
            block = []
    if block:
        yield block


def _lines(place: Column, content: Cell) -> list[Piece]:
    return [(line, ink) for words, ink in content for line in wrap(words, ink.font, ink.size, place.width)]


def _held(n: int, count: int) -> bool:
    """Whether line `n` of `count` stays with the next: short texts whole, long ones without lonely lines."""
    return n < count - 1 and (count <= WHOLE or n < 2 or n >= count - 3)


def _texts(pieces: Sequence[tuple[Column, str, Ink]], leading: float, above: float) -> Draw:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        base = y - above - leading * 0.74
        for place, words, ink in pieces:
            write(canvas, words, ink, x + place.x + (place.width - ink.width(words) if place.right else 0), base)

    return draw


def write(canvas: Canvas, words: str, ink: Ink, x: float, y: float) -> None:
    """One line of text with its baseline at `y`."""
    canvas.setFont(ink.font, ink.size)
    canvas.setFillColor(ink.color)
    canvas.drawString(x, y, words)
