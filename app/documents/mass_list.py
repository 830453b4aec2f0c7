"""The list of all licences that one act suspended: what they have in common, why, each with its holder."""

from __future__ import annotations

from app.documents import look, parts
from app.documents.legible import legible
from app.documents.licence_papers import ListedLicence, MassList
from app.documents.sheet import Sheet
from app.documents.strips import Cell, Strip, cell, columns, gap, parallel, table, together
from app.documents.voice import Voice
from app.models.outcomes import MassCriterion
from app.words import N_, Words

EXACTLY = N_(
    "Exactly the licences of this list are suspended, at once and until they are reinstated. A licence issued later is "
    "not on it, whatever it is for."
)


def mass_list_pdf(paper: MassList, language: str) -> bytes:
    """The list in ``en``, ``fr`` or ``bilingual``; the same paper gives the same bytes."""
    shown, marked = legible(paper)
    voice = Voice(language)
    sheet = Sheet(shown.imprint, voice, voice.text(N_("Licences suspended by one act")), shown.act[: parts.SHORT])
    sheet.add(*parts.facts(_facts(voice, shown)), gap(8), *parallel(voice.text(EXACTLY), look.BODY))
    reasons = parts.signed_words(voice.of(shown.reasons), look.SIGNED)
    sheet.add(*parts.section(voice, N_("Reasons"), reasons))
    sheet.add(*parts.section(voice, N_("Licences"), _licences(voice, shown.licences)))
    sheet.add(*together(parts.section(voice, N_("Signature"), parts.signatures(voice, (shown.signed,)))))
    if shown.ended:
        sheet.add(*together(parts.section(voice, N_("Reinstated by"), parts.signatures(voice, shown.ended))))
    return parts.finish(sheet, marked)


def _facts(voice: Voice, paper: MassList) -> list[tuple[tuple[str, ...], Cell]]:
    def value(words: Words) -> str:
        return words.country(paper.value) if paper.criterion is MassCriterion.DESTINATION else paper.value

    held = sum(one.reinstated is None for one in paper.licences)
    return [
        (voice.label("mass_criterion", paper.criterion), cell(voice.each(value), look.KEY)),
        (voice.text(N_("Act")), parts.decision(voice, paper.act, paper.on)),
        (voice.text(N_("Licences on the list")), cell([str(len(paper.licences))], look.KEY)),
        (voice.text(N_("Still suspended")), cell([str(held)], look.KEY)),
    ]


def _licences(voice: Voice, rows: tuple[ListedLicence, ...]) -> list[Strip]:
    places = columns(88, 104, 108, 87.9, 62)
    head = parts.heads(voice, N_("Licence"), N_("Holder"), N_("Goods"), N_("Destination, end user"), N_("Valid until"))
    return table(places, head, (_row(voice, one) for one in rows))


def _row(voice: Voice, one: ListedLicence) -> list[Cell]:
    back = one.reinstated
    day = voice.each(lambda words: words.text(N_("Reinstated on {day}"), day=words.date(back))) if back else ()
    return [
        cell([one.number], look.CELL_KEY) + cell(day, look.FAINT),
        cell([one.holder], look.CELL),
        cell(["; ".join(one.goods)], look.CELL),
        cell(voice.countries(list(one.destinations)), look.CELL) + cell(["; ".join(one.end_users)], look.FAINT),
        cell(voice.each(lambda words: words.date(one.valid_until)), look.CELL),
    ]
