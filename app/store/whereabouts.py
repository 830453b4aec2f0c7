"""Where cases stand on their roads, looked up where nothing that matters for it has changed since it was computed."""

from __future__ import annotations

from functools import lru_cache
from operator import is_
from typing import Any

from app.models.case import Case, Round
from app.models.realm import Realm
from app.workflows.road import case_progress, ending

ASIDE = frozenset({"rounds", "acts", "capacities"})
"""Fields of a case that every vote changes, and of which the road reads at most what `_round` keeps."""

Whereabouts = tuple[str, dict[str, bool]]


def whereabouts(case: Case, realm: Realm) -> Whereabouts:
    """The first open step or how the case ended; each agency concerned, and whether it holds the case."""
    adopted = realm.procedures.get(case.procedure)
    if adopted is None or realm.charter is None:
        return "unknown", {}
    return _found(_Read(case, realm, (adopted, realm.charter)))


class _Read:
    """A case as far as its road reads it: equal to any that holds the very same parts, which never change.

    Positions move nobody along before their round is certified; sixty files that are voted in bloc are not walked anew.
    """

    __slots__ = ("case", "parts", "realm")

    def __init__(self, case: Case, realm: Realm, law: tuple[object, object]) -> None:
        self.case, self.realm = case, realm
        kept = (value for name, value in case.__dict__.items() if name not in ASIDE)
        self.parts = (*law, *kept, *(part for one in case.rounds.values() for part in _round(one)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Read) and len(self.parts) == len(other.parts) and all(map(is_, self.parts, other.parts))
        )

    def __hash__(self) -> int:
        return hash((self.case.id, len(self.parts)))


def _round(one: Round) -> tuple[Any, ...]:
    votes = one.votes if one.certificates else None
    return (one.question, one.certificates, one.deferred, one.moved, one.receipts, one.answers, votes)


@lru_cache(maxsize=512)
def _found(read: _Read) -> Whereabouts:
    case = read.case
    adopted, charter = read.realm.procedures[case.procedure], read.realm.charter
    assert charter is not None
    found = case_progress(case, adopted.procedure, charter)
    concerned = {one.agency for one in found.steps if one.agency and one.state != "skipped"}
    agencies = {code: code in found.holders for code in concerned}
    return (found.open[0].step.id if found.open else ending(case)), agencies
