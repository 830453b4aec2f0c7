"""Notices of refusal, of return without action and of other decisions: written for the applicant, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents import letters, look, parts
from app.documents.applicant_papers import NoticePaper
from app.documents.legible import legible
from app.documents.sheet import Sheet, bound
from app.documents.strips import Strip, cell, gap, together
from app.documents.voice import Voice
from app.models.outcomes import PaperKind
from app.models.procedure import Text
from app.words import N_

TITLES = {
    PaperKind.REFUSAL: N_("Notice of refusal"),
    PaperKind.RETURN: N_("Notice of return without action"),
    PaperKind.DECISION: N_("Notice of decision"),
}
DECIDED = {
    PaperKind.REFUSAL: N_("Your application is refused for the goods named below."),
    PaperKind.RETURN: N_(
        "Your application is returned without action for the goods named below: nothing was decided on its substance."
    ),
    PaperKind.DECISION: N_("Your application was decided as follows for the goods named below."),
}
AGAIN = N_(
    "You may apply again at any time. Complete what the reasons name, file a new application and name the case "
    "{reference} in it. Its time limits begin anew on the day it is received."
)
WITHHELD = N_("The reasons are not given, on this ground:")


def notice_pdf(paper: NoticePaper, language: str) -> bytes:
    """One notice in ``en``, ``fr`` or ``bilingual``; the same paper gives the same bytes."""
    return notices_pdf((paper,), language)


def notices_pdf(papers: Sequence[NoticePaper], language: str) -> bytes:
    """Notices in ``en``, ``fr`` or ``bilingual`` in one file, each with its own page numbers."""
    return bound([_sheet(paper, language) for paper in papers])


def _sheet(paper: NoticePaper, language: str) -> Sheet:
    shown, marked = legible(paper)
    voice = Voice(language)
    sheet = Sheet(shown.imprint, voice, voice.text(TITLES[shown.kind]), shown.imprint.reference)
    on = shown.on
    dated = [(voice.text(N_("Date")), cell(voice.each(lambda words: words.date(on)), look.BODY))] if on else []
    facts = [*dated, *letters.about(voice, shown.imprint.reference, shown.subject)]
    act = (voice.text(N_("Decision")), parts.decision(voice, shown.decision, shown.decided_on))
    sheet.add(*letters.addressee(voice, shown.subject.applicant), *parts.facts([*facts, act]), gap(12))
    sheet.add(*letters.said(voice, DECIDED[shown.kind]))
    sheet.add(*parts.section(voice, N_("Goods"), _goods(voice, shown)))
    sheet.add(*_signed_section(voice, N_("Reasons"), shown.reasons))
    if shown.withheld:
        ground = [*letters.said(voice, WITHHELD), gap(5), *_words(voice, shown.withheld)]
        sheet.add(*parts.section(voice, N_("Reasons withheld"), ground))
    sheet.add(*_signed_section(voice, N_("Legal basis"), shown.legal_basis))
    if shown.kind is PaperKind.RETURN:
        again = letters.said(voice, AGAIN, reference=shown.imprint.reference)
        sheet.add(*together(parts.section(voice, N_("To apply again"), again)))
    sheet.add(*_signed_section(voice, N_("Remedies and time limits"), shown.remedies))
    sheet.add(*together(parts.section(voice, N_("For the authority"), letters.signature(voice, shown.signed))))
    return parts.ended(sheet, marked)


def _goods(voice: Voice, paper: NoticePaper) -> list[Strip]:
    if paper.kind is PaperKind.DECISION:
        return parts.outcomes(voice, paper.rows)
    return parts.goods(voice, [one.goods for one in paper.rows])


def _signed_section(voice: Voice, heading: str, text: Text | None) -> list[Strip]:
    return parts.section(voice, heading, _words(voice, text)) if text else []


def _words(voice: Voice, text: Text) -> list[Strip]:
    return parts.signed_words(voice.of(text), look.SIGNED)
