"""The corrigendum: words of a decision that were wrong, what stands there instead, and nothing else."""

from __future__ import annotations

from app.documents import letters, look, parts
from app.documents.escalation_papers import CorrigendumPaper
from app.documents.legible import legible
from app.documents.papers import PartyRow
from app.documents.sheet import Sheet
from app.documents.strips import Strip, cell, gap, text, together
from app.documents.voice import Voice
from app.words import N_

CORRECTED = N_(
    "A clerical error in the text of the decision named above is corrected. What was decided, its conditions and its "
    "time limits stay as they were."
)

FOR_THE_FILE = N_(
    "For the file, not for the applicant: a notice in words of its own told the decision, without the text corrected "
    "here."
)


def corrigendum_pdf(paper: CorrigendumPaper, language: str) -> bytes:
    """The corrigendum in ``en``, ``fr`` or ``bilingual``; the same paper gives the same bytes."""
    shown, marked = legible(paper)
    voice = Voice(language)
    sheet = Sheet(shown.imprint, voice, voice.text(N_("Corrigendum")), shown.imprint.reference)
    sheet.add(*_head(voice, shown.applicant), *_facts(voice, shown), gap(12))
    sheet.add(*letters.said(voice, CORRECTED))
    sheet.add(*parts.section(voice, N_("In the decision it said"), parts.signed_words([shown.before], look.SIGNED)))
    sheet.add(*parts.section(voice, N_("It is to say"), parts.signed_words([shown.after], look.SIGNED)))
    sheet.add(*parts.section(voice, N_("The text as corrected"), parts.signed_words(voice.of(shown.text), look.SIGNED)))
    signed = parts.signatures(voice, (shown.confirmed,))
    sheet.add(*together(parts.section(voice, N_("Signatures"), signed)))
    return parts.ended(sheet, marked).pdf()


def _head(voice: Voice, applicant: PartyRow | None) -> list[Strip]:
    if applicant is None:
        return [*text(voice.text(FOR_THE_FILE), look.ALERT), gap(8)]
    return letters.addressee(voice, applicant)


def _facts(voice: Voice, paper: CorrigendumPaper) -> list[Strip]:
    return parts.facts(
        [
            (voice.text(N_("Case")), cell([paper.imprint.reference], look.CODE)),
            (voice.text(N_("Activity")), cell(voice.label("activity", paper.activity), look.BODY)),
            (voice.text(N_("Kind")), parts.kind(voice, paper.kind)),
            (voice.text(N_("Decision")), parts.decision(voice, paper.decision, paper.decided_on)),
            (voice.text(N_("Decided by")), cell(voice.of(paper.authority), look.BODY)),
            (voice.text(N_("Text corrected")), cell(voice.label("text_language", paper.language), look.BODY)),
        ]
    )
