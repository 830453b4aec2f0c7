"""Who may do what, as a page of the manual: one row an act, one column a role."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents import look, parts
from app.documents.legible import legible
from app.documents.papers import Right, RightsPaper
from app.documents.sheet import Sheet, titled
from app.documents.strips import Cell, Strip, cell, columns, led, table, text
from app.documents.voice import Voice
from app.models.charter import Role
from app.words import N_, Words

ROLE = 56.0
GAP = 3.0
TICK = "✓"

Pairs = tuple[tuple[Role, Role], ...]


def roles_pdf(paper: RightsPaper, language: str) -> bytes:
    """The table in ``en``, ``fr`` or ``bilingual``; the same paper gives the same bytes."""
    shown, marked = legible(paper)
    voice = Voice(language)
    sheet = Sheet(shown.imprint, voice, voice.text(N_("Who may do what")), wide=True)
    for group in shown.groups:
        sheet.add(*titled(voice.of(group.title)), *_table(voice, sheet.width, group.rights))
    apart = N_("Roles that one person may not hold on the same case")
    sheet.add(*_pairs(voice, sheet.width, apart, shown.incompatible))
    waived = N_("Incompatibilities that the charter of this realm waives")
    sheet.add(*_pairs(voice, sheet.width, waived, shown.waived))
    return parts.finish(sheet, marked)


def _table(voice: Voice, width: float, rights: Sequence[Right]) -> list[Strip]:
    roles = tuple(Role)
    places = columns(width - len(roles) * (ROLE + GAP), *[ROLE] * len(roles), gap=GAP)
    head = [cell(voice.text(N_("Act")), look.HEAD), *(cell(voice.label("role", role), look.HEAD) for role in roles)]
    return table(places, head, ([_what(voice, right), *_ticks(right, roles)] for right in rights), width)


def _what(voice: Voice, right: Right) -> Cell:
    note = cell(voice.of(right.note), look.NOTE) if right.note else ()
    return cell(voice.of(right.what), look.CELL) + note


def _ticks(right: Right, roles: Sequence[Role]) -> list[Cell]:
    return [((TICK, look.CELL_KEY),) if role in right.roles else () for role in roles]


def _pairs(voice: Voice, width: float, heading: str, pairs: Pairs) -> list[Strip]:
    def listed(words: Words) -> str:
        return " · ".join(f"{words.label('role', one)} – {words.label('role', other)}" for one, other in pairs)

    return [*led(titled(voice.text(heading))), *text(voice.each(listed), look.BODY, width)] if pairs else []
