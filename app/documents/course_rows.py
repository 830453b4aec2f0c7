"""How papers show what opened a case's way other than by its holders' work: waivers, passed limits, steps aside."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents import look, parts
from app.documents.case_papers import CourseRow
from app.documents.look import WIDE
from app.documents.strips import Cell, Strip, cell, columns, table
from app.documents.voice import Voice
from app.words import N_

GAPS = 24.0
SHARES = (0.27, 0.24, 0.24, 0.25)
STALE = N_("No longer counts: the dossier was amended, the step returned or an opinion given since")


def course_rows(voice: Voice, rows: Sequence[CourseRow], width: float = WIDE) -> list[Strip]:
    """What happened, at which step or to whom, by whom, and why; nothing where there are no rows."""
    if not rows:
        return []
    places = columns(*((width - GAPS) * share for share in SHARES))
    head = parts.heads(
        voice, N_("What happened"), N_("Step, agency or letter"), N_("Act signed by"), N_("Reason, legal basis")
    )
    return table(places, head, (_row(voice, one) for one in rows), width, whole=True)


def _row(voice: Voice, one: CourseRow) -> list[Cell]:
    by = one.by
    day = cell(voice.each(lambda words: words.date(by.signed)), look.NOTE)
    act = ((by.act[: parts.SHORT], look.CODE_CELL),)
    return [
        cell(voice.of(one.what), look.CELL_KEY) + (cell(voice.text(STALE), look.ALERT) if one.stale else ()),
        cell(voice.of(one.subject), look.CELL),
        cell([by.name], look.CELL) + cell(voice.of(by.agency), look.NOTE) + day + act,
        (cell(voice.of(one.reason), look.CELL) if one.reason else ()) + _law(voice, one),
    ]


def _law(voice: Voice, one: CourseRow) -> Cell:
    law = one.law
    if law is None:
        return ()
    message = N_("Legal basis: {basis}")
    said = voice.each(lambda words: words.text(message, basis=law.in_language(words.language) or law.en))
    return cell(said, look.NOTE)
