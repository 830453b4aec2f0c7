"""What stands around the points of the minutes: draft or adopted, corrections, reservations and statements annexed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.documents import look, parts
from app.documents.session_papers import CorrectionRow, MinutesPaper, MinutesPoint, PositionRow, StatementRow
from app.documents.sheet import grouped
from app.documents.strips import Strip, barred, cell, gap, led, text
from app.documents.voice import Voice
from app.models.outcomes import Position
from app.words import N_, Words


def standing(voice: Voice, paper: MinutesPaper) -> list[Strip]:
    """Whether the minutes are a draft or adopted, by which session, on exactly which content, and whose copy it is."""
    adoption, reader = paper.adoption, paper.copy_for
    draft = cell(voice.text(N_("Draft: not adopted yet; corrections can still be made")), look.KEY)
    rows = [(voice.text(N_("Standing")), draft)]
    if adoption is not None:
        adopted = voice.each(
            lambda words: words.text(
                N_("Adopted by session {title} of {date}"), title=adoption.title, date=words.date(adoption.on)
            )
        )
        rows = [
            (voice.text(N_("Standing")), cell(adopted, look.KEY)),
            (voice.text(N_("Signed by")), parts.person(voice, adoption.by)),
            (voice.text(N_("Content")), cell([grouped(adoption.content)], look.CODE_FACT)),
        ]
    if reader is not None:
        rows.append((voice.text(N_("Copy for")), cell(voice.of(reader), look.BODY)))
    return parts.facts(rows)


def reservations(paper: MinutesPaper) -> Iterator[tuple[MinutesPoint, PositionRow]]:
    """Every agreement with a reservation, with its point."""
    for point in paper.points:
        for one in point.rounds:
            for row in one.positions:
                if row.position is Position.AGREE_WITH_RESERVATION:
                    yield point, row


def ending(voice: Voice, paper: MinutesPaper, annexed: Mapping[PositionRow, int]) -> list[Strip]:
    """Corrections, reservations and statements, each under its heading, and how many came too late."""
    corrected = [strip for row in paper.corrections for strip in (gap(6), *_correction(voice, row))]
    reserved = [
        strip
        for point, row in reservations(paper)
        for strip in (gap(6), *_reservation(voice, point, row, annexed[row]))
    ]
    stated = [strip for row in paper.statements for strip in (gap(6), *_statement(voice, row))]
    late = N_("Corrections and statements that came after the adoption and are no part of the minutes: {count}")
    return [
        *parts.section(voice, N_("Corrections"), corrected),
        *parts.section(voice, N_("Annex: reservations"), reserved),
        *parts.section(voice, N_("Annex: statements"), stated),
        *([gap(8), *text(voice.text(late, count=paper.late), look.NOTE)] if paper.late else []),
    ]


def _correction(voice: Voice, row: CorrectionRow) -> list[Strip]:
    def heading(words: Words) -> str:
        whole = N_("On the minutes as a whole: {name}, {date}")
        at = N_("On agenda item {point}: {name}, {date}")
        return words.text(at if row.point else whole, point=row.point, name=row.by.name, date=words.date(row.by.signed))

    because = voice.each(lambda words: words.text(N_("Reason: {reason}"), reason=row.reason))
    named = text(voice.each(heading), look.KEY, indent=parts.INDENT)
    words = parts.signed_words(voice.of(row.text), look.SIGNED)
    reason = barred(text(because, look.NOTE, indent=parts.INDENT), look.BRASS)
    return [*barred(led(named), look.BRASS), *led(words), *reason]


def _reservation(voice: Voice, point: MinutesPoint, row: PositionRow, number: int) -> list[Strip]:
    def heading(words: Words) -> str:
        return words.text(
            N_("Reservation {number}, on agenda item {point}, case {reference}: {seat}, {name}"),
            number=number,
            point=point.subject.number,
            reference=point.subject.reference,
            seat=row.seat.in_language(words.language),
            name=row.name,
        )

    words = text([row.reasons], look.SIGNED, indent=parts.INDENT)
    named = text(voice.each(heading), look.KEY, indent=parts.INDENT)
    return barred([*led(named), gap(3, keep=True), *words], look.BRASS)


def _statement(voice: Voice, row: StatementRow) -> list[Strip]:
    def heading(words: Words) -> str:
        at = N_("{kind}, on agenda item {point}, case {reference}: {seat}, {name}")
        whole = N_("{kind}, on the minutes as a whole: {seat}, {name}")
        return words.text(
            at if row.point else whole,
            kind=words.label("statement_kind", row.kind),
            point=row.point,
            reference=row.reference,
            seat=row.seat.in_language(words.language),
            name=row.name,
        )

    withheld = N_("Not open to the agency whose copy this is, and therefore not printed.")
    named = text(voice.each(heading), look.KEY, indent=parts.INDENT)
    if row.withheld:
        return barred([*led(named), *text(voice.text(withheld), look.NOTE, indent=parts.INDENT)], look.BRASS)
    return [*barred(led(named), look.BRASS), *parts.signed_words(voice.of(row.text), look.SIGNED)]
