"""Informal notes and evidence on a case: written, put into the dossier, dealt with."""

from __future__ import annotations

from typing import Any

from app.desk.office import Counter
from app.desk.plain_beside import plain_note
from app.errors import Refused
from app.models.acts import EvidenceRecorded, MentionSettled, NoteFiled, NoteWritten
from app.models.case import Case
from app.models.outcomes import EvidenceKind
from app.store.transaction import Change

LEAST = 4
"""Digits of an id that name a note."""


class Notes(Counter):
    """The part of the desk beside the official positions; `reference` names a case, `note` the beginning of an id."""

    def write(
        self, reference: str, text: str, *, attributed: bool = True, mentions: tuple[str, ...] = (), answers: str = ""
    ) -> Change:
        """Write a note that counts for nothing; without `attributed` no list or paper names who wrote it.

        The header of the act still does: an act without an author could not be verified.
        """
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            earlier = _find(case, answers) if answers else ""
            body = NoteWritten(text=text, attributed=attributed, mentions=mentions, answers=earlier)
            return self.append(tx, f"case:{case.id}", body)

    def notes(self, reference: str) -> list[dict[str, Any]]:
        """The notes on a case in order of time; an expert reads only those that are part of the dossier."""
        self.log_access(reference, "case")
        with self.office.store.reading() as tx:
            case, bodies = self.readable(tx, reference)
            if not bodies:
                raise Refused("rights.no-bodies")
            only_filed = self.is_expert(tx.realm)
            ordered = sorted(case.notes.values(), key=lambda one: one.by.order)
            return [plain_note(one) for one in ordered if one.filed is not None or not only_filed]

    def file(self, reference: str, note: str) -> Change:
        """Put one's own note into the dossier: every position is then on an earlier one."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            return self.append(tx, f"case:{case.id}", NoteFiled(note=_find(case, note)))

    def settle(self, reference: str, note: str) -> Change:
        """Say that a note in which one is mentioned was dealt with."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            return self.append(tx, f"case:{case.id}", MentionSettled(note=_find(case, note)))

    def record_evidence(self, reference: str, kind: EvidenceKind, text: str, source: str) -> Change:
        """Record what came up: part of the dossier from now on."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            body = EvidenceRecorded(kind=kind, text=text, source=source)
            return self.append(tx, f"case:{case.id}", body)


def _find(case: Case, beginning: str) -> str:
    """The whole id that begins so. Raises `Refused`."""
    found = [name for name in case.notes if name.startswith(beginning.lower())]
    if len(found) != 1 or len(beginning) < LEAST:
        raise Refused("note.unknown", note=beginning)
    return found[0]
