"""Papers about time: acknowledgement of receipt, reminder of an open letter, notice of the statutory effect."""

from __future__ import annotations

from datetime import date

from app.documents import letters, look, parts
from app.documents.applicant_papers import EffectPaper, Receipt, Reminder
from app.documents.legible import legible
from app.documents.sheet import Sheet
from app.documents.strips import Cell, Strip, cell, gap, together
from app.documents.strips import text as paragraph
from app.documents.voice import Voice
from app.models.procedure import StatutoryEffect
from app.words import N_

RECEIVED = N_(
    "Your application was received and is being examined. This paper confirms that and nothing else: it neither grants "
    "nor promises a licence."
)
AMENDED = N_(
    "Your changed application was received and is being examined. This paper confirms that and nothing else: it "
    "neither grants nor promises a licence."
)
LIMITS = {
    StatutoryEffect.NONE: N_(
        "The law gives until {date} for the decision. When that day has passed without a decision, the examination "
        "goes on; its passing alone neither grants nor refuses."
    ),
    StatutoryEffect.IMPLICIT_REFUSAL: N_(
        "The law gives until {date} for the decision. When that day has passed without a decision, the application is "
        "refused by law."
    ),
    StatutoryEffect.IMPLICIT_GRANT: N_(
        "The law gives until {date} for the decision. When that day has passed without a decision, the application is "
        "granted by law."
    ),
}
STOPS = N_("The time does not run while the authority waits for your answer to a letter; the last day then moves on.")
NO_LIMIT = N_("The law gives no time for the decision on this application.")
CONTACT = N_("Write to {agency} and name the case {reference} on whatever you send.")
BEFORE = N_("Letter {number} of {sent} asked you to answer the questions below. Their answer is due soon.")
AFTER = N_(
    "Letter {number} of {sent} asked you to answer the questions below. The last day for it has passed, and no answer "
    "has come in."
)
STILL = N_("An answer that comes in before the case is decided is still taken into account.")
FALLEN = {
    StatutoryEffect.NONE: N_(
        "The statutory time for your application ended on {date} without a decision. The law attaches no effect to "
        "that: the examination goes on."
    ),
    StatutoryEffect.IMPLICIT_REFUSAL: N_(
        "The statutory time for your application ended on {date} without a decision. By law it is refused since then. "
        "The authority may still take an explicit decision, which takes the place of that refusal."
    ),
    StatutoryEffect.IMPLICIT_GRANT: N_(
        "The statutory time for your application ended on {date} without a decision. By law it is granted since then. "
        "Goods may only move under the licence that the authority issues in confirmation."
    ),
}


def acknowledgement_pdf(paper: Receipt, language: str) -> bytes:
    """The acknowledgement in ``en``, ``fr`` or ``bilingual``; the same paper gives the same bytes."""
    shown, marked = legible(paper)
    voice = Voice(language)
    reference = shown.imprint.reference
    sheet = Sheet(shown.imprint, voice, voice.text(N_("Acknowledgement of receipt")), reference)
    received = (voice.text(N_("Received on")), _day(voice, shown.received_on, look.KEY))
    facts = [*letters.about(voice, reference, shown.subject), received]
    sheet.add(*letters.addressee(voice, shown.subject.applicant), *parts.facts(facts), gap(12))
    sheet.add(*letters.said(voice, AMENDED if shown.amended else RECEIVED))
    sheet.add(*parts.section(voice, N_("What you applied for"), parts.goods(voice, shown.goods)))
    documents = [strip for title in shown.documents for strip in paragraph([title], look.BODY, indent=parts.INDENT)]
    sheet.add(*parts.section(voice, N_("Documents received"), documents))
    sheet.add(*together(parts.section(voice, N_("Time for the decision"), _limit(voice, shown))))
    sheet.add(*_contact(voice, N_("Your contact"), shown.contact.en, shown.contact.fr, reference))
    sheet.add(*together(parts.section(voice, N_("Signature"), parts.signatures(voice, (shown.sender,)))))
    return parts.finish(sheet, marked)


def reminder_pdf(paper: Reminder, language: str) -> bytes:
    """The reminder in ``en``, ``fr`` or ``bilingual``; the same paper gives the same bytes."""
    shown, marked = legible(paper)
    voice = Voice(language)
    reference = shown.imprint.reference
    sheet = Sheet(shown.imprint, voice, voice.text(N_("Reminder")), reference)
    facts = [
        (voice.text(N_("Date")), _day(voice, shown.on, look.BODY)),
        *letters.about(voice, reference, shown.subject),
        (voice.text(N_("To be answered by")), _day(voice, shown.due, look.KEY)),
    ]
    sheet.add(*letters.addressee(voice, shown.subject.applicant), *parts.facts(facts), gap(12))
    sent = {"number": str(shown.number)}
    opening = AFTER if shown.passed else BEFORE
    sheet.add(*paragraph(_dated(voice, opening, sent=shown.letter_on, **sent), look.BODY))
    sheet.add(*parts.section(voice, N_("Our questions"), letters.questions(voice, shown.questions)))
    silence = parts.signed_words(voice.of(shown.silence), look.SIGNED)
    still = [gap(5), *letters.said(voice, STILL)] if shown.passed else []
    sheet.add(*together(parts.section(voice, N_("If you do not answer"), [*silence, *still])))
    sheet.add(*_contact(voice, N_("Your answer"), shown.contact.en, shown.contact.fr, reference))
    return parts.finish(sheet, marked)


def effect_pdf(paper: EffectPaper, language: str) -> bytes:
    """The notice of the statutory effect in ``en``, ``fr`` or ``bilingual``."""
    shown, marked = legible(paper)
    voice = Voice(language)
    sheet = Sheet(shown.imprint, voice, voice.text(N_("Notice of the statutory effect")), shown.imprint.reference)
    facts = letters.about(voice, shown.imprint.reference, shown.subject)
    sheet.add(*letters.addressee(voice, shown.subject.applicant), *parts.facts(facts), gap(12))
    sheet.add(*parts.signed_words(_dated(voice, FALLEN[shown.effect], date=shown.due), look.SIGNED))
    for heading, text in ((N_("Legal basis"), shown.basis), (N_("Remedies and time limits"), shown.remedies)):
        if text:
            sheet.add(*parts.section(voice, heading, parts.signed_words(voice.of(text), look.SIGNED)))
    sheet.add(*together(parts.section(voice, N_("Signature"), parts.signatures(voice, (shown.sender,)))))
    return parts.finish(sheet, marked)


def _day(voice: Voice, day: date, ink: look.Ink) -> Cell:
    return cell(voice.each(lambda words: words.date(day)), ink)


def _dated(voice: Voice, message: str, /, **values: date | str) -> tuple[str, ...]:
    """A sentence with days in it, each as its language writes it."""
    return voice.each(
        lambda words: words.text(
            message, **{name: words.date(one) if isinstance(one, date) else one for name, one in values.items()}
        )
    )


def _limit(voice: Voice, paper: Receipt) -> list[Strip]:
    if paper.due is None:
        return letters.said(voice, NO_LIMIT)
    strips = parts.signed_words(_dated(voice, LIMITS[paper.effect], date=paper.due), look.SIGNED)
    strips += [gap(5), *letters.said(voice, STOPS)]
    if paper.effect_basis:
        basis = (voice.text(N_("Legal basis")), cell(voice.of(paper.effect_basis), look.BODY))
        strips += [gap(5), *parts.facts([basis])]
    return strips


def _contact(voice: Voice, heading: str, english: str, french: str, reference: str) -> list[Strip]:
    names = {"en": english, "fr": french}
    told = voice.each(lambda words: words.text(CONTACT, agency=names[words.language], reference=reference))
    return together(parts.section(voice, heading, paragraph(told, look.BODY)))
