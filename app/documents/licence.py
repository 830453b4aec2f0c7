"""The licence: what is authorised, for whom, under which conditions, until when, and how to check it."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from app.documents import look, parts
from app.documents.legible import legible
from app.documents.look import WIDE
from app.documents.papers import LicencePaper
from app.documents.qr import draw_qr, modules
from app.documents.sheet import Sheet, bound, grouped, titled
from app.documents.strips import Cell, Column, Strip, cell, gap, row, together
from app.documents.voice import Voice
from app.models.application import Activity
from app.words import N_, Words

TITLES = {
    Activity.EXPORT: N_("Export licence"),
    Activity.IMPORT: N_("Import licence"),
    Activity.TRANSIT: N_("Transit licence"),
    Activity.TRANS_SHIPMENT: N_("Trans-shipment licence"),
    Activity.BROKERING: N_("Brokering licence"),
}
MODULE = 1.6
"""Points per module of the QR code: 0.56 mm, which hand scanners and telephones read."""


class LicenceSheet(Sheet):
    warning = N_("TRAINING — NOT A LICENCE")


def licence_pdf(paper: LicencePaper, language: str) -> bytes:
    """The licence in ``en``, ``fr`` or ``bilingual``; the same paper gives the same bytes."""
    return licences_pdf((paper,), language)


def licences_pdf(papers: Sequence[LicencePaper], language: str) -> bytes:
    """Several licences in one file, each with its own page numbers: one for each authority that decided."""
    return bound([_sheet(paper, language) for paper in papers])


def _sheet(paper: LicencePaper, language: str) -> Sheet:
    shown, marked = legible(paper)
    voice = Voice(language)
    sheet = LicenceSheet(shown.imprint, voice, voice.text(TITLES[shown.activity]), shown.number)
    if shown.urgent:
        sheet.add(*parts.signed_words(voice.of(shown.urgent), look.SIGNED_KEY), gap(8))
    sheet.add(*_facts(voice, shown))
    sheet.add(*parts.section(voice, N_("Parties"), parts.parties(voice, shown.parties) if shown.parties else []))
    sheet.add(*parts.section(voice, N_("Goods authorised"), parts.goods(voice, shown.goods)))
    sheet.add(*parts.section(voice, N_("Conditions"), parts.conditions(voice, shown.conditions)))
    sheet.add(*parts.section(voice, N_("Legal basis"), parts.signed_words(voice.of(shown.legal_basis), look.SIGNED)))
    sheet.add(*together(parts.section(voice, N_("Signatures"), parts.signatures(voice, shown.signatories))))
    sheet.add(*_verification(voice, shown))
    return parts.ended(sheet, marked)


def _facts(voice: Voice, paper: LicencePaper) -> list[Strip]:
    holder = cell([paper.holder.name], look.KEY) + parts.address(voice, paper.holder)
    validity = voice.each(lambda words: _validity(words, paper))
    return parts.facts(
        [
            (voice.text(N_("Licence number")), cell([paper.number], look.CODE)),
            (voice.text(N_("Kind")), parts.kind(voice, paper.kind)),
            (voice.text(N_("Holder")), holder),
            (voice.text(N_("Valid")), cell(validity, look.KEY)),
            (voice.text(N_("End use")), cell([paper.end_use], look.BODY)),
            (voice.text(N_("Case")), cell([paper.imprint.reference], look.CODE)),
            (voice.text(N_("Decision")), parts.decision(voice, paper.decision, paper.decided_on)),
        ]
    )


def _validity(words: Words, paper: LicencePaper) -> str:
    end = words.date(paper.valid_until)
    if paper.valid_from is None:
        return words.text(N_("From the day on which it is served on the holder to {end} inclusive"), end=end)
    return words.text(N_("From {start} to {end} inclusive"), start=words.date(paper.valid_from), end=end)


def _verification(voice: Voice, paper: LicencePaper) -> list[Strip]:
    rows = modules(paper.token)
    side = MODULE * (len(rows) + 8)
    place = Column(side + 14, WIDE - side - 14)
    strips: list[Strip] = []
    for content in _explained(voice, paper):
        strips += row([place], [content])
        strips.append(gap(5))
    strips[0] = _with_code(strips[0], rows, side)
    missing = side - sum(strip.height for strip in strips)
    heading = titled(voice.text(N_("Is this licence genuine?")))
    return together([*heading, gap(3), *strips, gap(max(missing, 0))])


def _explained(voice: Voice, paper: LicencePaper) -> list[Cell]:
    how = N_(
        "The code holds the token printed here, signed by the issuing station. “placet licence verify TOKEN” checks it "
        "without a network and says whether the licence was altered or has expired."
    )
    return [
        cell(voice.text(how), look.CELL),
        cell(voice.text(N_("Token")), look.HEAD) + cell([paper.token], look.TOKEN),
        cell(voice.text(N_("Dossier hash")), look.HEAD) + cell([grouped(paper.imprint.dossier)], look.CODE_CELL),
    ]


def _with_code(strip: Strip, rows: list[list[bool]], side: float) -> Strip:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        strip.draw(canvas, x, y)
        quiet = side * 4 / (len(rows) + 8)
        draw_qr(canvas, rows, x - quiet, y - side + quiet, side)

    return Strip(strip.height, draw, strip.keep)
