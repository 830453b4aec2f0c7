"""What letters and notices to the applicant share: the address for a window, what they are about, who signs."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents import look, parts
from app.documents.applicant_papers import Signed, Subject
from app.documents.look import WIDE
from app.documents.papers import PartyRow
from app.documents.strips import Cell, Column, Strip, barred, cell, columns, gap, parallel, row, table, together
from app.documents.voice import Voice
from app.models.procedure import Text
from app.words import N_

Fact = tuple[tuple[str, ...], Cell]


def addressee(voice: Voice, one: PartyRow) -> list[Strip]:
    """Name and postal address as an envelope with a window shows them."""
    lines = [line.strip(" ,") for line in one.address.split("\n")]
    country = voice.countries([one.country]) if one.country else ()
    address = cell([one.name], look.KEY) + tuple((line, look.BODY) for line in lines if line) + cell(country, look.BODY)
    return [gap(8), *together(row([Column(0, WIDE * 0.6)], [address])), gap(16)]


def about(voice: Voice, reference: str, subject: Subject) -> list[Fact]:
    """Case, the applicant's own reference, and what was applied for when."""
    applied = subject.applied_on
    day = voice.each(lambda words: words.date(applied)) if applied else ()
    return [
        (voice.text(N_("Case")), cell([reference], look.CODE)),
        (voice.text(N_("Your reference")), cell([subject.applicant_reference], look.BODY)),
        (voice.text(N_("Your application of")), cell(day, look.BODY)),
        (voice.text(N_("Activity")), cell(voice.label("activity", subject.activity), look.BODY)),
        (voice.text(N_("Kind")), parts.kind(voice, subject.kind)),
    ]


def said(voice: Voice, message: str, **values: str) -> list[Strip]:
    """A paragraph, in two languages side by side."""
    return parallel(voice.text(message, **values), look.BODY)


def questions(voice: Voice, asked: Sequence[Text]) -> list[Strip]:
    """Numbered questions in signed words."""
    strips: list[Strip] = []
    for number, question in enumerate(asked, 1):
        strips += [*barred(parts.numbered(str(number), voice.of(question)), look.BRASS), gap(7)]
    return strips[:-1]


def signature(voice: Voice, one: Signed) -> list[Strip]:
    """Name and capacity of the person who signs for the authority, the delegation, and room for the hand."""
    places = columns(150, 150, 165.9)
    head = parts.heads(voice, N_("Name"), N_("Capacity"), N_("By delegation"))
    delegation = cell(voice.of(one.delegation), look.CELL) if one.delegation else ()
    signed = [cell([one.name], look.CELL_KEY), cell(voice.of(one.capacity), look.CELL), delegation]
    return [*table(places, head, [signed]), gap(34)]
