"""Opinions side by side: one row an agency, earlier versions marked, then consultations, advice and annexes."""

from __future__ import annotations

from functools import reduce

from app.documents import look, parts, positions
from app.documents.case_papers import AdviceRow, ConsultationRow, OpinionRow, OpinionsPaper
from app.documents.course_rows import course_rows
from app.documents.legible import legible
from app.documents.sheet import Sheet, grouped
from app.documents.strips import Cell, Strip, barred, cell, columns, gap, led, table, text
from app.documents.voice import Voice
from app.models.outcomes import Position
from app.models.procedure import Text
from app.words import N_, Words

OPINIONS = columns(128, 96, 216, 150, 106.5)
CONSULTATIONS = columns(128, 168, 96, 190, 114.5)
EXPERTS = columns(128, 190, 272, 106.5)


def opinions_pdf(paper: OpinionsPaper, language: str) -> bytes:
    """The table in ``en``, ``fr`` or ``bilingual``; the same paper gives the same bytes."""
    shown, marked = legible(paper)
    voice = Voice(language)
    sheet = Sheet(shown.imprint, voice, voice.text(N_("Opinions side by side")), shown.imprint.reference, wide=True)
    said = voice.each(lambda words: _divergence(words, shown))
    sheet.add(*_facts(voice, shown), gap(8), *text(said, look.KEY, sheet.width))
    sheet.add(*parts.section(voice, N_("Opinions"), _opinions(voice, shown, sheet.width)))
    passed = course_rows(voice, shown.passed_over, sheet.width)
    sheet.add(*parts.section(voice, N_("Steps waived, or passed by silence"), passed))
    sheet.add(*parts.section(voice, N_("Consultations"), _consultations(voice, shown, sheet.width)))
    experts = _experts(voice, shown, sheet.width)
    sheet.add(*parts.section(voice, N_("Advice of invited experts, without a voice in the matter"), experts))
    sheet.add(*parts.section(voice, N_("Confidential annexes"), _annexes(voice, shown, sheet.width)))
    return parts.finish(sheet, marked)


def _facts(voice: Voice, paper: OpinionsPaper) -> list[Strip]:
    def standing(words: Words) -> str:
        message = N_("Version {version} of the dossier, as on {date}")
        return words.text(message, version=paper.version, date=words.date(paper.as_of))

    return parts.facts(
        [
            (voice.text(N_("Case")), cell([paper.imprint.reference], look.CODE)),
            (voice.text(N_("Applicant")), cell([paper.applicant.name], look.KEY)),
            (voice.text(N_("Activity")), cell(voice.label("activity", paper.activity), look.BODY)),
            (voice.text(N_("Kind")), parts.kind(voice, paper.kind)),
            (voice.text(N_("Stands on")), cell(voice.each(standing), look.BODY)),
        ]
    )


def _divergence(words: Words, paper: OpinionsPaper) -> str:
    """Whether the opinions on the present version say the same, and what each says."""
    said: dict[Position, list[str]] = {}
    for one in paper.opinions:
        if not one.stale:
            said.setdefault(one.position, []).append(one.agency.in_language(words.language))
    named = {position: words.label("position", position) for position in said}
    if not said:
        return words.text(N_("No opinion stands on this version yet."))
    if len(said) == 1:
        return words.text(N_("The opinions on this version agree: {position}."), position=next(iter(named.values())))
    groups = [f"{named[one]} ({words.sentence_list(said[one])})" for one in Position if one in said]
    each = reduce(lambda first, then: words.text(N_("{first}; {then}"), first=first, then=then), groups)
    return words.text(N_("The opinions on this version differ: {positions}."), positions=each)


def _opinions(voice: Voice, paper: OpinionsPaper, width: float) -> list[Strip]:
    if not paper.opinions and not paper.awaited:
        return text(voice.text(N_("No opinion is asked for yet.")), look.BODY)
    head = parts.heads(
        voice, N_("Agency"), N_("Position"), N_("Reasons"), N_("Items, criteria, conditions"), N_("Stands on")
    )
    rows = [_opinion(voice, one) for one in paper.opinions]
    waiting = cell(voice.text(N_("Not given yet")), look.FAINT)
    rows += [[cell(voice.of(agency), look.CELL_KEY), waiting, (), (), ()] for agency in paper.awaited]
    return table(OPINIONS, head, rows, width, whole=True)


def _opinion(voice: Voice, one: OpinionRow) -> list[Cell]:
    second = one.countersigned
    by = positions.signed(voice, N_("Countersigned by {name} on {date}"), *second) if second else ()
    day = voice.line(lambda words: words.date(one.given))
    given = ((one.name, look.NOTE), (day, look.NOTE))
    return [
        cell(voice.of(one.agency), look.CELL_KEY) + cell(voice.of(one.step), look.FAINT) + given + by,
        cell(voice.label("position", one.position), look.FAINT if one.stale else look.CELL_KEY) + _before(voice, one),
        cell([one.reasons], look.CELL),
        _limits(voice, one),
        _stands(voice, one),
    ]


def _before(voice: Voice, one: OpinionRow) -> Cell:
    def said(words: Words) -> str:
        values = words.sentence_list([words.label("position", position) for position in one.earlier])
        return words.text(N_("Earlier: {values}"), values=values)

    return cell(voice.each(said), look.NOTE) if one.earlier else ()


def _limits(voice: Voice, one: OpinionRow) -> Cell:
    criteria = positions.listed(voice, N_("Criteria: {values}"), one.criteria)
    return positions.items(voice, one.items) + criteria + positions.conditions(voice, one.conditions)


def _stands(voice: Voice, one: OpinionRow) -> Cell:
    again = one.reaffirmed
    shown = grouped(one.dossier[: parts.SHORT])
    said = positions.signed(voice, N_("Reaffirmed by {name} on {date}"), *again) if again and not one.stale else ()
    return (*positions.earlier(voice, one.stale), (shown, look.CODE_CELL), *said)


def _consultations(voice: Voice, paper: OpinionsPaper, width: float) -> list[Strip]:
    head = parts.heads(
        voice, N_("Agency consulted"), N_("Question"), N_("Position"), N_("Reasons"), N_("Asked by, answered")
    )
    rows = [_consultation(voice, one) for one in paper.consultations]
    return table(CONSULTATIONS, head, rows, width, whole=True) if rows else []


def _consultation(voice: Voice, one: ConsultationRow) -> list[Cell]:
    due = voice.each(lambda words: words.text(N_("Awaited until {date}"), date=words.date(one.due)))
    if one.position is not None:
        position = cell(voice.label("position", one.position), look.CELL_KEY)
    else:
        position = cell(voice.text(N_("Withdrawn")) if one.withdrawn else due, look.FAINT)
    answered = positions.signed(voice, N_("Answered by {name} on {date}"), one.name, one.given) if one.given else ()
    return [
        cell(voice.of(one.agency), look.CELL_KEY),
        cell([one.question], look.CELL),
        position + positions.earlier(voice, one.stale),
        cell([one.reasons], look.CELL) + positions.listed(voice, N_("Criteria: {values}"), one.criteria),
        cell(voice.of(one.asked_by), look.CELL) + answered,
    ]


def _experts(voice: Voice, paper: OpinionsPaper, width: float) -> list[Strip]:
    head = parts.heads(voice, N_("Expert"), N_("Question"), N_("Advice"), N_("Given"))
    rows = [cells for one in paper.experts for cells in _advice(voice, one)]
    return table(EXPERTS, head, rows, width, whole=True) if rows else []


def _advice(voice: Voice, one: AdviceRow) -> list[list[Cell]]:
    due = voice.each(lambda words: words.text(N_("Awaited until {date}"), date=words.date(one.until)))
    opening = [cell([one.name], look.CELL_KEY), cell([one.question], look.CELL)]
    if not one.advice:
        return [[*opening, cell(due, look.FAINT), ()]]
    return [
        [
            *opening,
            cell([advice], look.CELL),
            cell(voice.each(lambda words, given=given: words.date(given)), look.CELL)  # type: ignore[misc]
            + positions.earlier(voice, stale),
        ]
        for advice, given, stale in one.advice
    ]


def _annexes(voice: Voice, paper: OpinionsPaper, width: float) -> list[Strip]:
    strips: list[Strip] = []
    for one in paper.opinions:
        if one.annex:
            named = text(voice.of(one.agency), look.KEY, width, parts.INDENT)
            words = text([one.annex], look.SIGNED, width, parts.INDENT)
            strips += [gap(6), *barred([*led(named), gap(3, keep=True), *words], look.BRASS)]
    withheld = [one.agency for one in paper.opinions if one.withheld]
    if withheld:
        strips += [gap(6), *text(voice.each(lambda words: _withheld(words, withheld)), look.NOTE, width)]
    return strips


def _withheld(words: Words, agencies: list[Text]) -> str:
    named = words.sentence_list([agency.in_language(words.language) for agency in agencies])
    message = N_("Not open to the reader’s agency, and therefore not printed: annex of {agencies}.")
    return words.text(message, agencies=named)
