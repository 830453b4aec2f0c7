"""Minutes of a session: who sat, each question with its positions and history, results, annexed reservations."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents import look, parts, points, positions
from app.documents.legible import legible
from app.documents.papers import Deferral, MinutesPaper, MinutesPoint, PositionRow, RoundRow, SeatRow
from app.documents.sheet import Sheet
from app.documents.strips import Cell, Strip, barred, cell, columns, gap, led, table, text, together
from app.documents.voice import Voice
from app.models.outcomes import Position
from app.words import N_, Words

Annexed = dict[PositionRow, int]
"""The number of each reservation in the annex."""


def minutes_pdf(paper: MinutesPaper, language: str) -> bytes:
    """The minutes in ``en``, ``fr`` or ``bilingual``; the same paper gives the same bytes."""
    shown, marked = legible(paper)
    voice = Voice(language)
    annexed = {row: number for number, (_, row) in enumerate(_reservations(shown), 1)}
    sheet = Sheet(shown.imprint, voice, voice.text(N_("Minutes of the session")), shown.on.isoformat())
    sheet.add(*_session(voice, shown))
    sheet.add(*parts.section(voice, N_("Attendance"), _attendance(voice, shown.attendance)))
    for point in shown.points:
        sheet.add(*_point(voice, point, annexed))
    if shown.note:
        sheet.add(*parts.section(voice, N_("Remarks"), text([shown.note], look.BODY)))
    sheet.add(*parts.section(voice, N_("Annex: reservations"), _annex(voice, shown, annexed)))
    return parts.finish(sheet, marked)


def _session(voice: Voice, paper: MinutesPaper) -> list[Strip]:
    def sat(words: Words) -> str:
        start = words.moment(paper.opened)
        if not paper.closed:
            return words.text(N_("Since {start}; not yet closed"), start=start)
        return words.text(N_("From {start} to {end}"), start=start, end=words.moment(paper.closed))

    def quorum(words: Words) -> str:
        met = N_("Met: {taken} voting seats taken, {required} required")
        missed = N_("Not met: {taken} voting seats taken, {required} required")
        enough = paper.voting >= paper.quorum
        return words.text(met if enough else missed, taken=paper.voting, required=paper.quorum)

    return parts.facts(
        [
            *points.session(voice, paper.committee, paper.title, paper.on, paper.place),
            (voice.text(N_("Sitting")), cell(voice.each(sat), look.BODY)),
            (voice.text(N_("Quorum")), cell(voice.each(quorum), look.KEY)),
        ]
    )


def _attendance(voice: Voice, seats: tuple[SeatRow, ...]) -> list[Strip]:
    places = columns(128, 110, 130, 40, 41.9)
    head = parts.heads(voice, N_("Seat"), N_("Kind of seat"), N_("Held by"), N_("Arrived"), N_("Left"))
    return table(places, head, (_seat(voice, seat) for seat in seats))


def _seat(voice: Voice, seat: SeatRow) -> list[Cell]:
    mandatory = cell(voice.text(N_("Mandatory seat")), look.FAINT) if seat.mandatory else ()
    absent = cell(voice.text(N_("Absent")), look.FAINT)
    return [
        cell(voice.of(seat.seat), look.CELL_KEY),
        cell(voice.label("seat_kind", seat.kind), look.CELL) + mandatory,
        cell([seat.name], look.CELL) if seat.name else absent,
        cell([seat.arrived[11:16]], look.CELL),
        cell([seat.left[11:16]], look.CELL),
    ]


def _point(voice: Voice, point: MinutesPoint, annexed: Annexed) -> list[Strip]:
    strips = points.opening(voice, point.subject)
    for one in point.rounds:
        strips += _round(voice, one, annexed)
    if point.note:
        strips += [gap(6, keep=True), *text([point.note], look.BODY)]
    return [*strips, gap(0)]


def _round(voice: Voice, one: RoundRow, annexed: Annexed) -> list[Strip]:
    return [
        *points.question(voice, one.question),
        *parts.section(voice, N_("Positions"), _positions(voice, one.positions, annexed)),
        *together(parts.section(voice, N_("How the round ended"), _ending(voice, one))),
    ]


def _positions(voice: Voice, rows: tuple[PositionRow, ...], annexed: Annexed) -> list[Strip]:
    if not rows:
        return text(voice.text(N_("No position was taken.")), look.BODY)
    places = columns(118, 104, 191.9, 44)
    head = parts.heads(voice, N_("Seat"), N_("Position"), N_("Reasons"), N_("Time (UTC)"))
    return table(places, head, (_position(voice, row, annexed) for row in rows))


def _position(voice: Voice, row: PositionRow, annexed: Annexed) -> list[Cell]:
    ink = look.FAINT if row.replaced else look.CELL
    later = cell(voice.text(N_("Changed later; stays on record")), look.NOTE) if row.replaced else ()
    return [
        cell(voice.of(row.seat), look.CELL_KEY) + cell([row.name], look.FAINT),
        cell(voice.label("position", row.position), ink if row.replaced else look.CELL_KEY) + later,
        _reasons(voice, row, annexed, ink),
        cell([row.signed[11:16]], look.CELL),
    ]


def _reasons(voice: Voice, row: PositionRow, annexed: Annexed, ink: look.Ink) -> Cell:
    told = cell([row.reasons], ink)
    if row in annexed:
        told = cell(voice.text(N_("Reservation {number}, annexed"), number=annexed[row]), ink)
    criteria = positions.listed(voice, N_("Criteria: {values}"), row.criteria)
    numbers = [str(number) for number in row.conditions]
    return told + criteria + positions.listed(voice, N_("Conditions: {values}"), numbers)


def _ending(voice: Voice, one: RoundRow) -> list[Strip]:
    rows: list[tuple[tuple[str, ...], Cell]] = []
    if one.result:
        rows.append((voice.text(N_("Result")), cell(voice.label("result", one.result), look.KEY)))
    if one.certified:
        rows.append((voice.text(N_("Certified by")), parts.person(voice, one.certified)))
    if one.attested:
        rows.append((voice.text(N_("Attested by")), parts.person(voice, one.attested)))
    if one.deferral:
        rows += _deferral(voice, one.deferral)
    still_open = N_("The round was still open when these minutes were made.")
    return parts.facts(rows) if rows else text(voice.text(still_open), look.BODY)


def _deferral(voice: Voice, deferral: Deferral) -> list[tuple[tuple[str, ...], Cell]]:
    count = voice.text(N_("Deferred by {name}; deferral number {count}"), name=deferral.by, count=deferral.count)
    until = deferral.until
    rows = [
        (voice.text(N_("Result")), cell(count, look.KEY)),
        (voice.text(N_("Reason")), cell([deferral.reason], look.BODY)),
    ]
    if until:
        rows.append((voice.text(N_("Taken up again on")), cell(voice.each(lambda words: words.date(until)), look.BODY)))
    return rows


def _reservations(paper: MinutesPaper) -> Iterator[tuple[MinutesPoint, PositionRow]]:
    for point in paper.points:
        for one in point.rounds:
            for row in one.positions:
                if row.position is Position.AGREE_WITH_RESERVATION:
                    yield point, row


def _annex(voice: Voice, paper: MinutesPaper, annexed: Annexed) -> list[Strip]:
    strips: list[Strip] = []
    for point, row in _reservations(paper):
        strips += [gap(6), *_reservation(voice, point, row, annexed[row])]
    return strips


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
