"""What agenda and minutes share: the point's heading, the exact question, its fingerprint, outcomes and conditions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.documents import look, parts
from app.documents.look import WIDE
from app.documents.papers import QuestionText, Subject
from app.documents.sheet import grouped, titled
from app.documents.strips import Cell, Strip, cell, columns, gap, led, row, ruled, table
from app.documents.strips import text as paragraph
from app.documents.voice import Voice
from app.models.procedure import Text
from app.words import N_


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
    places = columns(24, 96, 150, 92, 87.9)
    head = parts.heads(voice, N_("No."), N_("Case"), N_("Applicant"), N_("Activity"), N_("Destination"))
    return table(places, head, (_line(voice, subject) for subject in subjects))


def opening(voice: Voice, subject: Subject) -> list[Strip]:
    """A point's number, case and applicant over its goods and destination."""
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
    about = parts.facts(
        [
            (voice.text(N_("Activity")), cell(voice.label("activity", subject.activity), look.BODY)),
            (voice.text(N_("Goods")), cell(["; ".join(subject.goods)], look.BODY)),
            (voice.text(N_("Destination")), cell(voice.countries(subject.destinations), look.BODY)),
            *([(voice.text(N_("Treatment")), cell(voice.text(INFORMATION), look.KEY))] if subject.information else []),
        ]
    )
    return [gap(20), *(replace(strip, keep=True) for strip in (*head, *about))]


INFORMATION = N_("For information: no question is put")


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


def _dossier(voice: Voice, digest: str) -> list[Strip]:
    return parts.facts([(voice.text(N_("Dossier hash")), cell([grouped(digest)], look.CODE_FACT))]) if digest else []


def _conditions(voice: Voice, asked: QuestionText) -> list[Strip]:
    if not asked.conditions:
        return [gap(7), *paragraph(voice.text(N_("The question carries no condition.")), look.NOTE)]
    body = parts.conditions(voice, asked.conditions)
    return parts.section(voice, N_("Conditions that belong to the question"), body)


def _line(voice: Voice, subject: Subject) -> list[Cell]:
    treatment = cell(voice.text(N_("For information")), look.FAINT) if subject.information else ()
    return [
        cell([str(subject.number)], look.CELL_KEY),
        cell([subject.reference], look.CODE_CELL),
        cell([subject.applicant], look.CELL),
        cell(voice.label("activity", subject.activity), look.CELL) + treatment,
        cell(voice.countries(subject.destinations), look.CELL),
    ]
