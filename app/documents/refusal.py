"""The notice of refusal: its own items, the decision's words, the law, the remedy; never an agency's position."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents import look, parts
from app.documents.legible import legible
from app.documents.papers import RefusalPaper
from app.documents.sheet import Sheet, bound
from app.documents.strips import Strip, cell, together
from app.documents.voice import Voice
from app.words import N_


def refusal_pdf(paper: RefusalPaper, language: str) -> bytes:
    """The notice in ``en``, ``fr`` or ``bilingual``; the same paper gives the same bytes."""
    return refusals_pdf((paper,), language)


def refusals_pdf(papers: Sequence[RefusalPaper], language: str) -> bytes:
    """Several notices in one file, each with its own page numbers: one for each authority that decided."""
    return bound([_sheet(paper, language) for paper in papers])


def _sheet(paper: RefusalPaper, language: str) -> Sheet:
    shown, marked = legible(paper)
    voice = Voice(language)
    sheet = Sheet(shown.imprint, voice, voice.text(N_("Notice of refusal")), shown.imprint.reference)
    sheet.add(*_facts(voice, shown))
    sheet.add(*parts.section(voice, N_("Decision"), parts.signed_words(voice.of(shown.text), look.SIGNED)))
    sheet.add(*parts.section(voice, N_("Goods refused"), parts.goods(voice, shown.goods)))
    sheet.add(*parts.section(voice, N_("Legal ground"), parts.signed_words(voice.of(shown.legal_basis), look.SIGNED)))
    if shown.remedies:
        sheet.add(*parts.section(voice, N_("Remedies"), parts.signed_words(voice.of(shown.remedies), look.SIGNED)))
    sheet.add(*together(parts.section(voice, N_("Signatures"), parts.signatures(voice, shown.signatories))))
    return parts.ended(sheet, marked)


def _facts(voice: Voice, paper: RefusalPaper) -> list[Strip]:
    applicant = cell([paper.applicant.name], look.KEY) + parts.address(voice, paper.applicant)
    return parts.facts(
        [
            (voice.text(N_("Applicant")), applicant),
            (voice.text(N_("Activity")), cell(voice.label("activity", paper.activity), look.BODY)),
            (voice.text(N_("Kind")), parts.kind(voice, paper.kind)),
            (voice.text(N_("Case")), cell([paper.imprint.reference], look.CODE)),
            (voice.text(N_("Decision")), parts.decision(voice, paper.decision, paper.decided_on)),
        ]
    )
