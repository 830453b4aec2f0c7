"""Minutes of a session: who sat, what was adopted in bloc, each question with its positions, how each round ended."""

from __future__ import annotations

from app.documents import look, minutes_annex, parts, points, positions
from app.documents.legible import legible
from app.documents.session_papers import Deferral, MinutesPaper, MinutesPoint, PositionRow, RoundRow, SeatRow
from app.documents.sheet import Sheet
from app.documents.strips import Cell, Strip, cell, columns, gap, led, table, text, together
from app.documents.voice import Voice
from app.models.outcomes import AGREEING, Result
from app.words import N_, Words

Annexed = dict[PositionRow, int]
"""The number of each reservation in the annex."""


def minutes_pdf(paper: MinutesPaper, language: str) -> bytes:
    """The minutes in ``en``, ``fr`` or ``bilingual``; the same paper gives the same bytes."""
    shown, marked = legible(paper)
    voice = Voice(language)
    annexed = {row: number for number, (_, row) in enumerate(minutes_annex.reservations(shown), 1)}
    title = N_("Minutes of the session") if shown.adoption else N_("Draft minutes of the session")
    sheet = Sheet(shown.imprint, voice, voice.text(title), shown.on.isoformat())
    sheet.add(*_session(voice, shown), *minutes_annex.standing(voice, shown))
    sheet.add(*parts.section(voice, N_("Attendance"), _attendance(voice, shown.attendance)))
    sheet.add(*parts.section(voice, N_("Minutes adopted"), points.earlier(voice, shown.earlier)))
    sheet.add(*parts.section(voice, N_("Results announced"), points.announced(voice, shown.announced)))
    overview = points.overview(voice, tuple(point.subject for point in shown.points))
    sheet.add(*parts.section(voice, N_("Agenda items"), overview))
    for point in shown.points:
        sheet.add(*_point(voice, point, annexed))
    if shown.note:
        sheet.add(*parts.section(voice, N_("Remarks"), text([shown.note], look.BODY)))
    sheet.add(*minutes_annex.ending(voice, shown, annexed))
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
        cell([seat.name], look.CELL) + _capacity(voice, seat) if seat.name else absent,
        cell([seat.arrived[11:16]], look.CELL),
        cell([seat.left[11:16]], look.CELL),
    ]


def _capacity(voice: Voice, seat: SeatRow) -> Cell:
    """As titular or substitute; nothing where the agency named nobody and any member may sit."""
    if seat.place is None:
        return ()
    if not seat.place:
        return cell(voice.text(N_("Titular")), look.FAINT)
    return cell(voice.each(lambda words: words.text(N_("Substitute {number}"), number=seat.place)), look.FAINT)


def _point(voice: Voice, point: MinutesPoint, annexed: Annexed) -> list[Strip]:
    brief = bool(point.rounds) and all(one.bloc and _plainly_adopted(one) for one in point.rounds)
    strips = points.opening(voice, point.subject, brief=brief)
    for one in point.rounds:
        strips += _round(voice, one, annexed)
    if point.note:
        strips += [gap(6, keep=True), *text([point.note], look.BODY)]
    return [*strips, gap(0)]


def _round(voice: Voice, one: RoundRow, annexed: Annexed) -> list[Strip]:
    if one.bloc and _plainly_adopted(one):
        return [*led(points.compact(voice, one.question)), *_adopted(voice, one)]
    return [
        *points.question(voice, one.question),
        *_moved(voice, one),
        *parts.section(voice, N_("Positions"), _positions(voice, one, annexed)),
        *together(parts.section(voice, N_("How the round ended"), _ending(voice, one))),
    ]


def _moved(voice: Voice, one: RoundRow) -> list[Strip]:
    seat = one.moved
    if seat is None:
        return []
    message = N_("Moved from list A to list B by the seat of {seat}: positions taken in bloc do not stand.")
    said = voice.each(lambda words: words.text(message, seat=seat.in_language(words.language)))
    return [gap(6), *text(said, look.NOTE)]


def _plainly_adopted(one: RoundRow) -> bool:
    """Whether every seat agreed to a certified question, and none said or changed anything beside it."""
    silent = all(row.position in AGREEING and not (row.reasons or row.replaced or row.fallen) for row in one.positions)
    return silent and one.result is Result.CONSENSUS and one.attested is not None and one.deferral is None


def _adopted(voice: Voice, one: RoundRow) -> list[Strip]:
    """Who agreed, and how it was certified, on one line each."""
    certified, attested = one.certified, one.attested
    assert certified is not None
    assert attested is not None

    def agreed(words: Words) -> str:
        names = [row.seat.in_language(words.language) for row in one.positions]
        return words.text(N_("Adopted in bloc. Agreed: {seats}"), seats=words.sentence_list(names))

    def sealed(words: Words) -> str:
        return words.text(
            N_("Certified at {certified} UTC (act {first}), attested at {attested} UTC (act {second})"),
            certified=certified.signed[11:16],
            first=certified.act[: parts.SHORT],
            attested=attested.signed[11:16],
            second=attested.act[: parts.SHORT],
        )

    label = voice.text(N_("Result"))
    result = cell(voice.label("result", Result.CONSENSUS), look.KEY)
    told = cell(voice.each(agreed), look.BODY) + cell(voice.each(sealed), look.NOTE)
    return [gap(3, keep=True), *together(parts.facts([(label, result + told)]))]


def _positions(voice: Voice, one: RoundRow, annexed: Annexed) -> list[Strip]:
    rows = one.positions
    if one.hidden:
        return text(voice.text(N_("Hidden until the own position is signed or the round is closed.")), look.BODY)
    if not rows:
        return text(voice.text(N_("No position was taken.")), look.BODY)
    places = columns(118, 104, 191.9, 44)
    head = parts.heads(voice, N_("Seat"), N_("Position"), N_("Reasons"), N_("Time (UTC)"))
    return table(places, head, (_position(voice, row, annexed) for row in rows))


def _position(voice: Voice, row: PositionRow, annexed: Annexed) -> list[Cell]:
    ink = look.FAINT if row.replaced or row.fallen else look.CELL
    later = cell(voice.text(N_("Changed later; stays on record")), look.NOTE) if row.replaced else ()
    later = cell(voice.text(N_("Counts no more")), look.NOTE) if row.fallen else later
    return [
        cell(voice.of(row.seat), look.CELL_KEY) + cell([row.name], look.FAINT),
        cell(voice.label("position", row.position), look.CELL_KEY if ink is look.CELL else ink) + later,
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
        result = "by-silence" if one.silent else one.result.value
        rows.append((voice.text(N_("Result")), cell(voice.label("result", result), look.KEY)))
    if one.held:
        rows.append((voice.text(N_("Held")), cell(voice.of(one.held), look.BODY)))
    if one.silent:
        names = voice.each(lambda words: words.sentence_list([seat.in_language(words.language) for seat in one.silent]))
        rows.append((voice.text(N_("Kept silent, no objection")), cell(names, look.BODY)))
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
