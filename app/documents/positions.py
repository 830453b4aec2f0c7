"""How papers show what agencies said: criteria and conditions, the sign of an earlier version, who a person was."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents import look
from app.documents.papers import ConditionRow
from app.documents.strips import Cell, cell
from app.documents.voice import Voice
from app.models.outcomes import Position
from app.words import N_

EARLIER = N_("Given on an earlier version")


def listed(voice: Voice, message: str, values: Sequence[str]) -> Cell:
    """A note with `values` enumerated; nothing where there are none."""
    said = voice.each(lambda words: words.text(message, values=words.sentence_list(list(values))))
    return cell(said, look.NOTE) if values else ()


def items(voice: Voice, rows: Sequence[tuple[str, Position]]) -> Cell:
    """The position on each item that has one of its own."""
    found: Cell = ()
    for item, position in rows:
        said = voice.each(
            lambda words, item=item, position=position: words.text(  # type: ignore[misc]
                N_("Item {item}: {position}"), item=item, position=words.label("position", position)
            )
        )
        found += cell(said, look.CELL)
    return found


def conditions(voice: Voice, rows: Sequence[ConditionRow]) -> Cell:
    """Each condition with its number."""
    found: Cell = ()
    for row in rows:
        number, text = row.number, row.text
        said = voice.each(
            lambda words, number=number, text=text: words.text(  # type: ignore[misc]
                N_("Condition {number}: {text}"), number=number, text=text.in_language(words.language) or text.en
            )
        )
        found += cell(said, look.NOTE)
    return found


def earlier(voice: Voice, stale: bool) -> Cell:
    """The sign of a position that was given on an earlier version of the dossier."""
    return cell(voice.text(EARLIER), look.ALERT) if stale else ()


def signed(voice: Voice, message: str, name: str, moment: str) -> Cell:
    """A note that names a person and a day."""
    said = voice.each(lambda words: words.text(message, name=name, date=words.date(moment)))
    return cell(said, look.NOTE)
