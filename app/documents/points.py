"""What agenda and minutes share: lists A and B, a point's heading, the exact question with its fingerprint."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.documents import look, parts
from app.documents.look import WIDE
from app.documents.session_papers import AnnouncedRow, EarlierMinutes, QuestionText, Subject
from app.documents.sheet import grouped, titled
from app.documents.strips import Cell, Strip, cell, columns, gap, led, row, ruled, table, text
from app.documents.voice import Voice
from app.models.outcomes import Purpose
from app.models.procedure import Text
from app.words import N_, Words


def session(voice: Voice, committee: Text, title: str, on: date, place: str) -> list[tuple[tuple[str, ...], Cell]]:
    """Label and value of what a session is."""
    return [
        (voice.text(N_("Committee")), cell(voice.of(committee), look.KEY)),
        (voice.text(N_("Session")), cell([title], look.BODY)),
        (voice.text(N_("Date")), cell(voice.each(lambda words: words.date(on)), look.BODY)),
        (voice.text(N_("Place")), cell([place], look.BODY)),
    ]


def overview(voice: Voice, subjects: tuple[Subject, ...]) -> list[Strip]:
    """All points at a glance."""
    places = columns(20, 26, 90, 120, 88, 97.9)
    head = parts.heads(voice, N_("No."), N_("List"), N_("Case"), N_("Applicant"), N_("Activity"), N_("Destination"))
    return table(places, head, (_line(voice, subject) for subject in subjects)) if subjects else []


def announced(voice: Voice, rows: tuple[AnnouncedRow, ...]) -> list[Strip]:
    """How rounds by silence or in writing ended, with the beginning of each question's fingerprint."""
    places = columns(92, 120, 88, 84, 65.9)
    head = parts.heads(voice, N_("Case"), N_("Applicant"), N_("Method"), N_("Result"), N_("Question"))
    return table(places, head, (_announced(voice, row) for row in rows)) if rows else []


def _announced(voice: Voice, row: AnnouncedRow) -> list[Cell]:
    on = voice.each(lambda words: words.date(row.ended))
    result = voice.label("result", row.result) if row.result else voice.label("round", "deferred")
    return [
        cell([row.reference], look.CODE_CELL),
        cell([row.applicant], look.CELL),
        cell(voice.label("method", row.method), look.CELL),
        cell(result, look.CELL_KEY) + cell(on, look.FAINT),
        cell([row.question[: parts.SHORT]], look.CODE_CELL),
    ]


def earlier(voice: Voice, rows: tuple[EarlierMinutes, ...]) -> list[Strip]:
    """Minutes of earlier sessions by title, day and the digest of their content."""

    def name(words: Words, row: EarlierMinutes) -> str:
        return words.text(N_("{title}, {date}"), title=row.title, date=words.date(row.on))

    strips: list[Strip] = []
    for row_ in rows:
        strips += text(voice.each(lambda words, row_=row_: name(words, row_)), look.KEY)  # type: ignore[misc]
        strips += parts.facts([(voice.text(N_("Content")), cell([grouped(row_.content)], look.CODE_FACT))])
    return strips


def opening(voice: Voice, subject: Subject, *, brief: bool = False) -> list[Strip]:
    """A point's number, case and applicant over its goods and destination; `brief` leaves out what the list says."""
    head = row(
        columns(20, 90, WIDE - 126),
        [
            ((str(subject.number), look.POINT),),
            ((subject.reference, look.POINT_CODE),),
            ((subject.applicant, look.POINT),),
        ],
        pad=4,
    )
    head[0] = ruled(head[0], look.INK, WIDE, 0.8)
    said = INFORMATION if subject.information else _treatment(subject)
    ink = look.ALERT if subject.urgent or subject.purpose is not Purpose.DECIDE else look.KEY
    goods = (voice.text(N_("Goods")), cell(["; ".join(subject.goods)], look.BODY))
    back = cell(voice.of(subject.instructions), look.KEY) if subject.instructions else ()
    told = (voice.text(N_("Instructions of the higher authority")), back)
    about = parts.facts(
        [goods, told]
        if brief
        else [
            (voice.text(N_("Activity")), cell(voice.label("activity", subject.activity), look.BODY)),
            goods,
            (voice.text(N_("Destination")), cell(voice.countries(subject.destinations), look.BODY)),
            *([(voice.text(N_("Treatment")), cell(voice.text(said), ink))] if said else []),
            told,
        ]
    )
    return [gap(20), *(replace(strip, keep=True) for strip in (*head, *about))]


def _treatment(subject: Subject) -> str:
    if subject.purpose is not Purpose.DECIDE:
        return PURPOSES[subject.purpose]
    return URGENT if subject.urgent else TREATMENT.get(subject.listed, "")


INFORMATION = N_("For information: no question is put")
URGENT = N_("URGENT PROCEDURE: the reduced quorum may decide, subject to ratification at the next session")
PURPOSES = {
    Purpose.RATIFY: N_("Ratification of a decision taken under the urgent procedure, with the full quorum"),
    Purpose.REVOKE: N_("Revocation of a suspended licence, with the full quorum"),
}
TREATMENT = {"A": N_("List A: for adoption in bloc"), "B": N_("List B: for discussion")}


def question(voice: Voice, asked: QuestionText) -> list[Strip]:
    """The exact question with all that its fingerprint covers."""
    return [
        *titled(voice.text(N_("Question put to the committee")), 9),
        *led(parts.signed_words(voice.of(asked.text), look.QUESTION)),
        gap(6, keep=True),
        *parts.fingerprint(voice, asked.fingerprint),
        *_dossier(voice, asked.dossier),
        *parts.section(voice, N_("Outcome proposed for each item"), parts.outcomes(voice, asked.outcomes)),
        *_conditions(voice, asked),
    ]


def compact(voice: Voice, asked: QuestionText) -> list[Strip]:
    """A question of list A on few lines: its words, its whole fingerprint, its conditions; it grants all of it."""
    mark = cell([grouped(asked.fingerprint)], look.CODE_FACT)
    granted = cell(voice.text(N_("Grant of every item as applied for")), look.BODY)
    facts = [(voice.text(N_("Outcome")), granted), (voice.text(N_("Fingerprint")), mark)]
    return [
        gap(5, keep=True),
        *led(parts.signed_words(voice.of(asked.text), look.SIGNED_KEY)),
        gap(3, keep=True),
        *parts.facts(facts),
        *([gap(3, keep=True), *parts.conditions(voice, asked.conditions)] if asked.conditions else []),
    ]


def _dossier(voice: Voice, digest: str) -> list[Strip]:
    return parts.facts([(voice.text(N_("Dossier hash")), cell([grouped(digest)], look.CODE_FACT))]) if digest else []


def _conditions(voice: Voice, asked: QuestionText) -> list[Strip]:
    if not asked.conditions:
        return [gap(7), *text(voice.text(N_("The question carries no condition.")), look.NOTE)]
    body = parts.conditions(voice, asked.conditions)
    return parts.section(voice, N_("Conditions that belong to the question"), body)


def _line(voice: Voice, subject: Subject) -> list[Cell]:
    treatment = cell(voice.text(N_("For information")), look.FAINT) if subject.information else ()
    if subject.purpose is not Purpose.DECIDE:
        treatment = cell(voice.label("purpose", subject.purpose), look.ALERT)
    elif subject.urgent:
        treatment = cell(voice.text(N_("URGENT")), look.ALERT)
    return [
        cell([str(subject.number)], look.CELL_KEY),
        cell([subject.listed], look.CELL_KEY),
        cell([subject.reference], look.CODE_CELL),
        cell([subject.applicant], look.CELL),
        cell(voice.label("activity", subject.activity), look.CELL) + treatment,
        cell(voice.countries(subject.destinations), look.CELL),
    ]
