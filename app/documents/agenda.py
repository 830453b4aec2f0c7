"""The numbered agenda: lists A and B, every question in full, with the fingerprint to compare on the voting screen."""

from __future__ import annotations

from app.documents import look, parts, points
from app.documents.legible import legible
from app.documents.session_papers import AgendaPaper, AgendaPoint
from app.documents.sheet import Sheet
from app.documents.strips import Strip, gap, text, together
from app.documents.voice import Voice
from app.words import N_

COMPARE = N_(
    "Before you sign, compare each fingerprint with the one on your voting screen. They are equal only where every "
    "word of the question, its outcomes and its conditions is the same."
)
LISTS = N_(
    "List A: for adoption in bloc, unless a seat moves the case to list B before the round closes. List B: for "
    "discussion, each question by itself."
)


def agenda_pdf(paper: AgendaPaper, language: str) -> bytes:
    """The agenda in ``en``, ``fr`` or ``bilingual``; the same paper gives the same bytes."""
    shown, marked = legible(paper)
    voice = Voice(language)
    sheet = Sheet(shown.imprint, voice, voice.text(N_("Agenda")), shown.on.isoformat())
    sheet.add(*parts.facts(points.session(voice, shown.committee, shown.title, shown.on, shown.place)))
    sheet.add(*parts.section(voice, N_("Minutes to be adopted"), points.earlier(voice, shown.earlier)))
    sheet.add(*parts.section(voice, N_("Results to be announced"), points.announced(voice, shown.announced)))
    overview = points.overview(voice, tuple(point.subject for point in shown.points))
    sheet.add(*parts.section(voice, N_("Agenda items"), overview))
    if any(point.subject.listed == "A" for point in shown.points):
        sheet.add(gap(8), *text(voice.text(LISTS), look.NOTE))
    sheet.add(gap(8), *text(voice.text(COMPARE), look.NOTE))
    for point in shown.points:
        sheet.add(*_point(voice, point))
    return parts.finish(sheet, marked)


def _point(voice: Voice, point: AgendaPoint) -> list[Strip]:
    if point.question and point.subject.listed == "A":
        return together([*points.opening(voice, point.subject, brief=True), *points.compact(voice, point.question)])
    opening = points.opening(voice, point.subject)
    if point.question:
        return [*opening, *points.question(voice, point.question)]
    if point.subject.information:
        return [*opening, gap(0)]
    to_come = N_("The question is put in session; its fingerprint stands in the minutes.")
    return [*opening, gap(6, keep=True), *text(voice.text(to_come), look.NOTE)]
