"""The letter that puts the administration's questions to the applicant: questions, due date, what silence means."""

from __future__ import annotations

from app.documents import letters, look, parts
from app.documents.case_papers import RequestLetter
from app.documents.legible import legible
from app.documents.sheet import Sheet
from app.documents.strips import Strip, cell, gap, together
from app.documents.strips import text as paragraph
from app.documents.voice import Voice
from app.words import N_, Words

OPENING = N_(
    "Your application is being examined. Before it can be decided, we ask you to answer the questions of this letter."
)
ANSWER = N_(
    "Answer each question under its number and name the case {reference}. Send a copy of every document on which an "
    "answer rests, with its date, and a translation of what is not in an official language. Where you cannot answer, "
    "say why; if a statement in your application is to change, say which."
)
CLOCK = N_("From this letter to your answer, or to the end of the time for it, the statutory time does not run.")


def request_pdf(letter: RequestLetter, language: str) -> bytes:
    """The letter in ``en``, ``fr`` or ``bilingual``; the same letter gives the same bytes."""
    shown, marked = legible(letter)
    voice = Voice(language)
    sheet = Sheet(shown.imprint, voice, voice.text(N_("Request for information")), shown.imprint.reference)
    sheet.add(*letters.addressee(voice, shown.applicant), *_facts(voice, shown), gap(12))
    sheet.add(*letters.said(voice, OPENING))
    sheet.add(*parts.section(voice, N_("Our questions"), letters.questions(voice, shown.questions)))
    sheet.add(*together(parts.section(voice, N_("Your answer"), _answer(voice, shown))))
    sheet.add(*together(parts.section(voice, N_("If you do not answer"), _silence(voice, shown))))
    sheet.add(*together(parts.section(voice, N_("Signature"), parts.signatures(voice, (shown.sender,)))))
    return parts.finish(sheet, marked)


def _facts(voice: Voice, letter: RequestLetter) -> list[Strip]:
    applied = letter.applied_on
    day = voice.each(lambda words: words.date(applied)) if applied else ()
    return parts.facts(
        [
            (voice.text(N_("Date")), cell(voice.each(lambda words: words.date(letter.sent_on)), look.BODY)),
            (voice.text(N_("Case")), cell([letter.imprint.reference], look.CODE)),
            (voice.text(N_("Letter")), cell([str(letter.number)], look.BODY)),
            (voice.text(N_("Your reference")), cell([letter.applicant_reference], look.BODY)),
            (voice.text(N_("Your application of")), cell(day, look.BODY)),
            (voice.text(N_("Activity")), cell(voice.label("activity", letter.activity), look.BODY)),
            (voice.text(N_("Kind")), parts.kind(voice, letter.kind)),
            (voice.text(N_("To be answered by")), cell(voice.each(lambda words: words.date(letter.due)), look.KEY)),
        ]
    )


def _answer(voice: Voice, letter: RequestLetter) -> list[Strip]:
    def until(words: Words) -> str:
        message = N_("Your answer must reach us on {date} at the latest: {agency}.")
        agency = letter.sender.agency.in_language(words.language)
        return words.text(message, date=words.date(letter.due), agency=agency)

    said = letters.said(voice, ANSWER, reference=letter.imprint.reference)
    return [*paragraph(voice.each(until), look.KEY), gap(5), *said]


def _silence(voice: Voice, letter: RequestLetter) -> list[Strip]:
    strips = parts.signed_words(voice.of(letter.silence), look.SIGNED)
    if letter.legal_basis:
        strips += [
            gap(5),
            *parts.facts([(voice.text(N_("Legal basis")), cell(voice.of(letter.legal_basis), look.BODY))]),
        ]
    return [*strips, gap(5), *letters.said(voice, CLOCK)] if letter.clock else strips
