"""Acts beside the official positions: informal notes and evidence that came up."""

from __future__ import annotations

from app.models.acts.base import Body, Scope, act
from app.models.outcomes import EvidenceKind


@act(Scope.CASE)
class NoteWritten(Body):
    """An informal note. It counts for nothing; `attributed` false is expressly without attribution to the agency.

    `mentions` are officers who find it in their work; `answers` is the id of an earlier note.
    """

    text: str
    attributed: bool = True
    mentions: tuple[str, ...] = ()
    answers: str = ""
    shown: str = ""


@act(Scope.CASE)
class NoteFiled(Body):
    """The author of a note puts it into the dossier."""

    note: str
    shown: str = ""


@act(Scope.CASE)
class MentionSettled(Body):
    """A person mentioned in a note has dealt with it."""

    note: str
    shown: str = ""


@act(Scope.CASE)
class EvidenceRecorded(Body):
    """What came up about the case: adverse evidence, an embargo, an earlier denial; part of the dossier from now on."""

    kind: EvidenceKind
    text: str
    source: str
    shown: str = ""
