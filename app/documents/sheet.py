"""Strips into a PDF: letterhead, running head, foot with page numbers, training band, metadata."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from app.documents import fonts, look
from app.documents.look import ACCENT, ALARM, ALARM_SOFT, EDGE, GHOST, INK, INK2, LINE, MARGIN, Ink
from app.documents.papers import Imprint
from app.documents.strips import Column as Place
from app.documents.strips import Strip, gap, led, pages, row, text, write
from app.documents.voice import Voice
from app.words import N_, Words

PROGRAM = "Placet"
BAND = 22
REALM = Ink(fonts.BOLD, 9.5, 13)
REALM_TWIN = Ink(fonts.ITALIC, 9.5, 13, INK2)
MONO_RIGHT = Ink(fonts.MONO_BOLD, 9.5, 13)
RUNNING = Ink(fonts.SANS, 7.5, 10, INK2)
FOOT = Ink(fonts.SANS, 7, 9.5, INK2)
FOOT_HASH = Ink(fonts.MONO, 6.2, 9.5, INK2)
WARNING = Ink(fonts.BOLD, 9.5, 12, ALARM)
SHADOW = Ink(fonts.BOLD, 74, 80, GHOST)


class Sheet:
    """A paper in the making: strips are added from top to bottom, `pdf` fills the pages.

    `title` is once per language; `mark` (a number or date) stands in mono at the letterhead's right; `warning` is what
    the band of a training realm says.
    """

    warning = N_("TRAINING — NO LEGAL EFFECT")

    def __init__(
        self, imprint: Imprint, voice: Voice, title: tuple[str, ...], mark: str = "", wide: bool = False
    ) -> None:
        self.imprint, self.voice, self.title, self.mark = imprint, voice, title, mark
        self.size = look.LANDSCAPE if wide else look.PORTRAIT
        self.width = self.size[0] - 2 * MARGIN
        self.strips: list[Strip] = self._letterhead()

    def add(self, *strips: Strip) -> None:
        """Put strips under those that are there."""
        self.strips += strips

    def pdf(self) -> bytes:
        """The finished file; the same strips give the same bytes."""
        return bound([self])

    def pages(self) -> list[list[Strip]]:
        """The strips of each page."""
        return pages(self.strips, self.size[1] - look.TOP - look.BOTTOM)

    def _letterhead(self) -> list[Strip]:
        names = self.voice.of(self.imprint.realm)
        places = (Place(24, self.width - 224), Place(self.width - 200, 200, right=True))
        inks = (REALM, REALM_TWIN)
        realm = tuple((name, inks[min(n, 1)]) for n, name in enumerate(names))
        first, *rest = row(places, [realm, ((self.mark, MONO_RIGHT),) if self.mark else ()])
        return [
            _with_seal(first),
            *rest,
            gap(9),
            _bar(self.width),
            gap(15),
            *text(self.title, look.TITLE, self.width),
            gap(5),
        ]


def bound(sheets: Sequence[Sheet]) -> bytes:
    """Papers of one kind in one file, each with everything that stands around its text and its own page numbers."""
    out = BytesIO()
    canvas = open_canvas(out, sheets[0])
    for sheet in sheets:
        filled = sheet.pages()
        for number, page in enumerate(filled, 1):
            underlay(canvas, sheet)
            y = sheet.size[1] - look.TOP
            for strip in page:
                strip.draw(canvas, MARGIN, y)
                y -= strip.height
            frame(canvas, sheet, number, len(filled))
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def open_canvas(out: BytesIO, sheet: Sheet) -> Canvas:
    """A canvas with the paper's metadata; `invariant` leaves out the time of day and random names."""
    for name in (fonts.SANS, fonts.BOLD, fonts.ITALIC, fonts.SERIF, fonts.SERIF_BOLD):
        fonts.font(name)
    fonts.font(fonts.MONO)
    fonts.font(fonts.MONO_BOLD)
    canvas = Canvas(
        out,
        pagesize=sheet.size,
        invariant=1,
        pageCompression=1,
        lang=sheet.voice.tag,
        initialFontName=fonts.SANS,  # type: ignore[arg-type]  # the stubs take the name for a number
    )
    title = " / ".join(sheet.title)
    canvas.setTitle(f"{title} {sheet.mark}".strip())
    canvas.setAuthor(" / ".join(sheet.voice.of(sheet.imprint.realm)))
    canvas.setSubject(sheet.imprint.reference or title)
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def underlay(canvas: Canvas, sheet: Sheet) -> None:
    """What a page of a training realm says before and under everything else."""
    if sheet.imprint.training:
        _training(canvas, sheet)


def frame(canvas: Canvas, sheet: Sheet, number: int, count: int) -> None:
    """Running head and foot of one page; drawn last, so that programs that read aloud begin with the text."""
    if number > 1:
        _running_head(canvas, sheet)
    _foot(canvas, sheet, number, count)


def _training(canvas: Canvas, sheet: Sheet) -> None:
    wide, high = sheet.size
    canvas.saveState()
    canvas.translate(wide / 2, high / 2)
    canvas.rotate(55 if high > wide else 35)
    shadow = " · ".join(sheet.voice.text(N_("TRAINING")))
    size = min(SHADOW.size, SHADOW.size * 640 / SHADOW.width(shadow))
    canvas.setFont(SHADOW.font, size)
    canvas.setFillColor(SHADOW.color)
    canvas.drawCentredString(0, -size / 3, shadow)
    canvas.restoreState()
    canvas.setFillColor(ALARM_SOFT)
    canvas.rect(0, high - BAND, wide, BAND, stroke=0, fill=1)
    canvas.setStrokeColor(ALARM)
    canvas.setLineWidth(1)
    canvas.line(0, high - BAND, wide, high - BAND)
    warning = "   ·   ".join(sheet.voice.text(sheet.warning))
    write(canvas, warning, WARNING, (wide - WARNING.width(warning)) / 2, high - BAND + 7.5)


def _running_head(canvas: Canvas, sheet: Sheet) -> None:
    base = sheet.size[1] - look.TOP + 18
    write(canvas, " / ".join(sheet.title), RUNNING, MARGIN, base)
    right = sheet.mark or sheet.imprint.reference
    mono = Ink(fonts.MONO, 7.5, 10, INK2)
    write(canvas, right, mono, MARGIN + sheet.width - mono.width(right), base)
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, base - 6, MARGIN + sheet.width, base - 6)


def _foot(canvas: Canvas, sheet: Sheet, number: int, count: int) -> None:
    def page(words: Words) -> str:
        return words.text(N_("Page {number} of {count}"), number=number, count=count)

    top = look.BOTTOM - 18
    canvas.setStrokeColor(EDGE)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, top, MARGIN + sheet.width, top)
    place = sheet.voice.line(page)
    write(canvas, place, FOOT, MARGIN + sheet.width - FOOT.width(place), top - 11)
    write(canvas, _subject(sheet), FOOT, MARGIN, top - 11)
    if sheet.imprint.dossier:
        label = sheet.voice.line(lambda words: words.text(N_("Dossier hash")))
        write(canvas, label, FOOT, MARGIN, top - 21)
        write(canvas, grouped(sheet.imprint.dossier), FOOT_HASH, MARGIN + FOOT.width(label) + 8, top - 21)


def _subject(sheet: Sheet) -> str:
    """The case a paper belongs to, or what it is and of when."""
    reference = sheet.imprint.reference
    if reference:
        return sheet.voice.line(lambda words: words.text(N_("Case {reference}"), reference=reference))
    return f"{' / '.join(sheet.title)}  {sheet.mark}".rstrip()


def grouped(digest: str) -> str:
    """A hash in groups of four digits, as people compare it."""
    return " ".join(digest[n : n + 4] for n in range(0, len(digest), 4))


def _bar(width: float) -> Strip:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.setFillColor(ACCENT)
        canvas.rect(x, y - 1.6, width, 1.6, stroke=0, fill=1)

    return Strip(1.6, draw)


def _with_seal(strip: Strip) -> Strip:
    """The product's mark, an open ring closed by a tick, before the realm's name."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        strip.draw(canvas, x, y)
        left, low = x + 0.8, y - 13.4
        canvas.saveState()
        canvas.setLineWidth(1.7)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        canvas.setStrokeColor(INK)
        canvas.arc(left, low, left + 14, low + 14, 62, 290)
        tick = canvas.beginPath()
        tick.moveTo(left + 4, low + 7.2)
        tick.lineTo(left + 7, low + 4)
        tick.lineTo(left + 15, low + 12.4)
        canvas.setStrokeColor(ACCENT)
        canvas.drawPath(tick, stroke=1, fill=0)
        canvas.restoreState()

    return Strip(strip.height, draw, strip.keep)


def titled(heading: tuple[str, ...], above: float = 15) -> list[Strip]:
    """A heading that stays with what follows it, both languages on one line."""
    places = [Place(0, look.SECTION.width(heading[0]) + 1)]
    if len(heading) > 1:
        places.append(Place(places[0].width + 8, look.SECTION_TWIN.width(heading[1]) + 1))
    cells = [((words, ink),) for words, ink in zip(heading, (look.SECTION, look.SECTION_TWIN), strict=False)]
    return [gap(above, keep=True), *led(row(places, cells)), gap(4, keep=True)]
