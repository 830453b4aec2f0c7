"""The notice that a licence is suspended or revoked: to its holder, with the reasons that may be told."""

from __future__ import annotations

from app.documents import letters, look, parts
from app.documents.legible import legible
from app.documents.licence_papers import LicenceNotice
from app.documents.sheet import Sheet
from app.documents.strips import Strip, cell, gap, together
from app.documents.voice import Voice
from app.models.procedure import Text
from app.words import N_, Words

SUSPENDED = N_(
    "Your licence {number} is suspended from {day}. While it is suspended nothing may move under it. Goods that are on "
    "their way are to be stopped where they are, and the authority told where that is."
)
REVOKED = N_(
    "Your licence {number} is revoked from {day}. Nothing may move under it any more. Return the licence to the "
    "authority, and tell it where goods are that already left."
)
UNTIL = N_("The suspension lasts until the authority ends it in writing, or revokes the licence.")


def licence_notice_pdf(paper: LicenceNotice, language: str) -> bytes:
    """The notice in ``en``, ``fr`` or ``bilingual``; the same paper gives the same bytes."""
    shown, marked = legible(paper)
    voice = Voice(language)
    title = N_("Notice of revocation") if shown.revoked else N_("Notice of suspension")
    sheet = Sheet(shown.imprint, voice, voice.text(title), shown.number)
    facts = letters.about(voice, shown.imprint.reference, shown.subject)
    sheet.add(*letters.addressee(voice, shown.subject.applicant), *parts.facts([*_facts(voice, shown), *facts]))
    sheet.add(gap(12), *parts.signed_words(voice.each(lambda words: _said(words, shown)), look.SIGNED_KEY))
    sheet.add(*_section(voice, N_("Reasons"), shown.reasons))
    if not shown.revoked:
        sheet.add(*parts.section(voice, N_("How long"), letters.said(voice, UNTIL)))
    sheet.add(*_section(voice, N_("Legal basis"), shown.legal_basis))
    sheet.add(*_section(voice, N_("Remedies and time limits"), shown.remedies))
    sheet.add(*together(parts.section(voice, N_("For the authority"), letters.signature(voice, shown.signed))))
    return parts.finish(sheet, marked)


def _said(words: Words, paper: LicenceNotice) -> str:
    message = REVOKED if paper.revoked else SUSPENDED
    return words.text(message, number=paper.number, day=words.date(paper.on))


def _facts(voice: Voice, paper: LicenceNotice) -> list[letters.Fact]:
    cause = cell(voice.label("suspension_cause", paper.cause), look.BODY) if paper.cause else ()
    return [
        (voice.text(N_("Licence")), cell([paper.number], look.CODE)),
        (voice.text(N_("Issued on")), cell(voice.each(lambda words: words.date(paper.issued)), look.BODY)),
        (voice.text(N_("Act")), parts.decision(voice, paper.act, paper.on)),
        (voice.text(N_("Cause")), cause),
    ]


def _section(voice: Voice, heading: str, text: Text | None) -> list[Strip]:
    return parts.section(voice, heading, parts.signed_words(voice.of(text), look.SIGNED)) if text else []
