"""Rounds as an officer sees them whose own position is still to come: how many have spoken, not what they said."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.case import Case, Round
from app.models.change import replace
from app.models.charter import Charter, Person
from app.models.procedure import Procedure
from app.workflows.visibility import hides, presides


@dataclass(frozen=True, kw_only=True)
class Covered(Round):
    """A round without its positions: `spoken` seats have taken one, named in `speakers` for those who preside.

    `taken` are the acts by which they did.
    """

    spoken: int
    speakers: tuple[str, ...]
    taken: frozenset[str]


def covered(case: Case, procedure: Procedure, charter: Charter, person: Person, at: str) -> Case:
    """The case without the positions that `person` must not see yet; everything shown of a case is made from it."""
    committee = procedure.committee
    if committee is None or all(one.closed for one in case.rounds.values()):
        return case
    names = presides(committee, charter, person)
    rounds: dict[str, Round] = {
        name: _cover(one, names=names) if hides(case, one, committee, charter, person, at) else one
        for name, one in case.rounds.items()
    }
    return replace(case, rounds=rounds)


def _cover(one: Round, *, names: bool) -> Covered:
    speakers = tuple(sorted({vote.body.seat for vote in one.last_words()}))
    kept = {name: getattr(one, name) for name in Round.__dataclass_fields__ if name != "votes"}
    return Covered(**kept, spoken=len(speakers), speakers=speakers if names else (), taken=frozenset(one.votes))
