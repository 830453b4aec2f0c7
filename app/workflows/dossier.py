"""The dossier that positions bind to: application, classification, Articles 6 and 7, evidence, notes put into it."""

from __future__ import annotations

from functools import lru_cache
from operator import is_
from typing import Any

from app.canonical import digest_of, digest_of_known
from app.models.acts import LineClass
from app.models.application import Application
from app.models.case import Assessment, Case, Gate
from app.models.notes import Evidence, Note
from app.models.plain import to_plain


def dossier_hash(case: Case) -> str:
    """The hash that a position names; opinions and votes are never part of it."""
    return _hash(_Read(case))


class _Read:
    """A case as far as `dossier` reads it: equal to any that read the very same bodies of acts, which never change.

    One act asks for the hash half a dozen times, most acts change nothing that it is taken of, and a case folded anew
    holds the same bodies.
    """

    __slots__ = ("beside", "case", "gates", "parts")

    def __init__(self, case: Case) -> None:
        assessment = latest_assessment(case)
        self.case = case
        self.parts = (case.application, latest_classes(case), assessment.body if assessment else None)
        self.gates = (case.versions[-1].number, *(_gate_read(gate) for gate in case.gates.values()))
        self.beside = _beside_read(case) if case.evidence or case.notes else ()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Read) or not all(map(is_, self.parts, other.parts)):
            return False
        return self.gates == other.gates and self.beside == other.beside

    def __hash__(self) -> int:
        return hash((*map(id, self.parts), self.gates[0]))


def _gate_read(gate: Gate) -> tuple[Any, ...]:
    said = ((first, text) for first, text, _ in (*gate.reviews, *gate.rulings))
    return (gate.by.act, gate.answers, len(gate.reviews), gate.withdrawn is None, *said)


def _beside_read(case: Case) -> tuple[str, ...]:
    """Ids of acts, whose texts never change."""
    return (*sorted(case.evidence), *sorted(name for name, one in case.notes.items() if one.filed is not None))


@lru_cache(maxsize=256)
def _hash(read: _Read) -> str:
    return digest_of_known(dossier(read.case))


def dossier(case: Case) -> dict[str, Any]:
    """What the hash is taken of, as plain JSON; evidence and notes only where there are any."""
    assessment = latest_assessment(case)
    classes = latest_classes(case)
    return {
        "application": to_plain(case.application),
        "version": case.versions[-1].number,
        "classification": to_plain(classes),
        "gates": sorted((_gate(gate) for gate in case.gates.values()), key=lambda gate: gate["act"]),
        "assessment": to_plain(assessment.body) if assessment else None,
        **_beside(case),
    }


def evidence_in_order(case: Case) -> tuple[Evidence, ...]:
    """What came up, in order of time."""
    return tuple(sorted(case.evidence.values(), key=lambda one: one.by.order))


def filed_notes(case: Case) -> tuple[Note, ...]:
    """Notes that their authors put into the dossier, in the order in which they did."""
    found = [(one.filed.order, one) for one in case.notes.values() if one.filed is not None]
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _beside(case: Case) -> dict[str, Any]:
    """By the ids of their acts: who wrote a note is not part of it."""
    evidence = [[one.id, one.body.kind.value, one.body.text, one.body.source] for one in case.evidence.values()]
    notes = [[one.id, one.body.text] for one in filed_notes(case)]
    found = {"evidence": sorted(evidence), "notes": sorted(notes)}
    return {name: given for name, given in found.items() if given}


def latest_classes(case: Case) -> tuple[LineClass, ...]:
    """The classification in force: one entry per line, or nothing yet."""
    latest = max(case.classes.values(), key=lambda one: one.by.order, default=None)
    return latest.lines if latest else ()


def latest_assessment(case: Case) -> Assessment | None:
    """The Article 7 assessment in force: the latest on the present version of the application."""
    if not case.assessments:
        return None
    amended = case.versions[-1].by.order
    present = [one for one in case.assessments.values() if one.by.order > amended]
    return max(present, key=lambda one: one.by.order, default=None)


def content_digest(application: Application) -> str:
    """The digest of an application alone."""
    return digest_of(to_plain(application))


def _gate(gate: Gate) -> dict[str, Any]:
    return {
        "act": gate.by.act,
        "answers": to_plain(gate.answers),
        "reviews": sorted([confirmed, evidence] for confirmed, evidence, _ in gate.reviews),
        "withdrawn": gate.withdrawn is not None,
        "rulings": [[prohibited, reasons] for prohibited, reasons, _ in gate.rulings],
    }
