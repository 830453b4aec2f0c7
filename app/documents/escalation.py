"""The escalation dossier: what the higher authority is asked, by when, and everything that was said; internal."""

from __future__ import annotations

from app.documents import look, parts, positions
from app.documents.case_papers import BasisRow
from app.documents.escalation_papers import (
    Asked,
    EarlierUp,
    EscalationPaper,
    EvidenceRow,
    ObjectionRow,
    PastRound,
    VoteRow,
)
from app.documents.legible import legible
from app.documents.record import CAUSES
from app.documents.sheet import Sheet
from app.documents.strips import Cell, Strip, cell, columns, gap, led, table, text, together
from app.documents.voice import Voice
from app.words import N_

INTERNAL = N_("Internal to the administration: it shows the positions of agencies and is not for the applicant.")
ASKED = N_(
    "To decide this case in its own name, or to give it back to the committee with instructions. Its decision is "
    "recorded as its own, never as the committee’s."
)
UNSAID = N_("Not said")
OBJECTIONS = columns(100, 190, 175.9)
POSITIONS = columns(110, 96, 259.9)
VOTES = columns(110, 100, 255.9)
EVIDENCE = columns(90, 205.9, 90, 80)


def escalation_pdf(paper: EscalationPaper, language: str) -> bytes:
    """The dossier in ``en``, ``fr`` or ``bilingual``; the same paper gives the same bytes."""
    shown, marked = legible(paper)
    voice = Voice(language)
    sheet = Sheet(shown.imprint, voice, voice.text(N_("Escalation dossier")), shown.imprint.reference)
    sheet.add(*text(voice.text(INTERNAL), look.ALERT), gap(6))
    sheet.add(*_facts(voice, shown))
    sheet.add(*parts.section(voice, N_("What is asked"), _asked(voice, shown.asked)))
    sheet.add(*parts.section(voice, N_("Objections, and what would lift them"), _objections(voice, shown)))
    sheet.add(*parts.section(voice, N_("Positions of the agencies"), _positions(voice, shown.positions)))
    for one in shown.rounds:
        sheet.add(*_round(voice, one))
    sheet.add(*parts.section(voice, N_("Conditions asked for"), parts.conditions(voice, shown.conditions)))
    sheet.add(*parts.section(voice, N_("Evidence"), _evidence(voice, shown.evidence)))
    sheet.add(*parts.section(voice, N_("Goods applied for"), parts.goods(voice, shown.goods)))
    sheet.add(*parts.section(voice, N_("Earlier steps upward and back"), _earlier(voice, shown.earlier)))
    return parts.finish(sheet, marked)


def _facts(voice: Voice, paper: EscalationPaper) -> list[Strip]:
    applicant = cell([paper.applicant.name], look.KEY) + parts.address(voice, paper.applicant)
    return parts.facts(
        [
            (voice.text(N_("Case")), cell([paper.imprint.reference], look.CODE)),
            (voice.text(N_("Applicant")), applicant),
            (voice.text(N_("Activity")), cell(voice.label("activity", paper.activity), look.BODY)),
            (voice.text(N_("Kind")), parts.kind(voice, paper.kind)),
            (voice.text(N_("Procedure")), cell(voice.of(paper.procedure), look.BODY)),
            (voice.text(N_("Article 6")), cell(voice.label("gate", paper.gate), look.BODY)),
        ]
    )


def _asked(voice: Voice, one: Asked) -> list[Strip]:
    due = one.due
    day = voice.each(lambda words: words.date(due)) if due else voice.text(N_("Without a limit"))
    level = voice.each(
        lambda words: words.text(
            N_("Level {number}: {title}"), number=one.level, title=one.title.in_language(words.language)
        )
    )
    return parts.facts(
        [
            (voice.text(N_("Addressee")), cell(voice.of(one.to), look.KEY)),
            (voice.text(N_("Level")), cell(level, look.BODY)),
            (voice.text(N_("Asked")), cell(voice.text(ASKED), look.KEY)),
            (voice.text(N_("To be decided by")), cell(day, look.KEY)),
            (voice.text(N_("Cause")), cell(voice.text(CAUSES[one.cause]), look.BODY)),
            (voice.text(N_("Reason")), cell([one.reason], look.BODY)),
            (voice.text(N_("Handed up by")), parts.person(voice, one.by)),
        ]
    )


def _objections(voice: Voice, paper: EscalationPaper) -> list[Strip]:
    if not paper.objections:
        return text(voice.text(N_("No objection stands.")), look.BODY)
    head = parts.heads(voice, N_("Objection of"), N_("Reasons and criteria"), N_("What would lift it"))
    return table(OBJECTIONS, head, [_objection(voice, one) for one in paper.objections], whole=True)


def _objection(voice: Voice, one: ObjectionRow) -> list[Cell]:
    lifts = cell([one.would_lift], look.CELL) if one.would_lift else cell(voice.text(UNSAID), look.FAINT)
    criteria = positions.listed(voice, N_("Criteria: {values}"), one.criteria)
    return [cell(voice.of(one.who), look.CELL_KEY), cell([one.reasons], look.CELL) + criteria, lifts]


def _positions(voice: Voice, rows: tuple[BasisRow, ...]) -> list[Strip]:
    head = parts.heads(voice, N_("Agency"), N_("Position"), N_("Reasons, criteria, items"))
    return table(POSITIONS, head, [_position(voice, one) for one in rows], whole=True) if rows else []


def _position(voice: Voice, one: BasisRow) -> list[Cell]:
    by = positions.signed(voice, N_("Signed by {name} on {date}"), one.name, one.signed)
    said = cell(voice.label("position", one.position), look.CELL_KEY) if one.position else ()
    criteria = positions.listed(voice, N_("Criteria: {values}"), one.criteria)
    return [
        cell(voice.of(one.seat), look.CELL_KEY) + cell(voice.of(one.what), look.FAINT),
        said,
        cell([one.reasons], look.CELL) + criteria + positions.items(voice, one.items) + by,
    ]


def _round(voice: Voice, one: PastRound) -> list[Strip]:
    heading = voice.each(
        lambda words: words.text(N_("Question {number}, put on {date}"), number=one.number, date=words.date(one.put_on))
    )
    asked = parts.signed_words(voice.of(one.text), look.SIGNED)
    return [
        gap(14),
        *together([*led(text(heading, look.POINT)), gap(4), *asked]),
        gap(6),
        *parts.outcomes(voice, one.outcomes),
        gap(6),
        *_votes(voice, one.votes),
        gap(4),
        *text(voice.of(one.ending), look.KEY),
    ]


def _votes(voice: Voice, rows: tuple[VoteRow, ...]) -> list[Strip]:
    head = parts.heads(voice, N_("Seat"), N_("Position"), N_("Reasons, criteria, conditions"))
    return table(VOTES, head, [_vote(voice, one) for one in rows], whole=True) if rows else []


def _vote(voice: Voice, one: VoteRow) -> list[Cell]:
    gone = () if one.stands else cell(voice.text(N_("Counts no more")), look.NOTE)
    numbers = positions.listed(voice, N_("Conditions: {values}"), [str(number) for number in one.conditions])
    criteria = positions.listed(voice, N_("Criteria: {values}"), one.criteria)
    by = positions.signed(voice, N_("Signed by {name} on {date}"), one.name, one.signed)
    return [
        cell(voice.of(one.seat), look.CELL_KEY),
        cell(voice.label("position", one.position), look.CELL_KEY if one.stands else look.FAINT) + gone,
        cell([one.reasons], look.CELL) + criteria + numbers + by,
    ]


def _evidence(voice: Voice, rows: tuple[EvidenceRow, ...]) -> list[Strip]:
    head = parts.heads(voice, N_("Evidence"), N_("What"), N_("Source"), N_("Recorded"))
    return table(EVIDENCE, head, [_came_up(voice, one) for one in rows], whole=True) if rows else []


def _came_up(voice: Voice, one: EvidenceRow) -> list[Cell]:
    day = voice.each(lambda words: words.date(one.on))
    return [
        cell(voice.label("evidence_kind", one.kind), look.CELL_KEY),
        cell([one.text], look.CELL),
        cell([one.source], look.CELL),
        cell(voice.of(one.by), look.CELL) + cell(day, look.NOTE),
    ]


def _earlier(voice: Voice, rows: tuple[EarlierUp, ...]) -> list[Strip]:
    head = parts.heads(voice, N_("Day"), N_("What"), N_("Reason or instructions"))
    return table(OBJECTIONS, head, [_went(voice, one) for one in rows], whole=True) if rows else []


def _went(voice: Voice, one: EarlierUp) -> list[Cell]:
    day = voice.each(lambda words: words.date(one.on))
    what = cell(voice.of(one.what), look.CELL) + cell(voice.of(one.by), look.NOTE)
    return [cell(day, look.CELL), what, cell(voice.of(one.text), look.CELL)]
