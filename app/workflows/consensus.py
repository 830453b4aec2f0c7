"""Consensus: the absence of a standing objection by a voting seat on one explicit question (design section 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from app.models.case import Case, Certificate, Round, Vote
from app.models.outcomes import AGREEING, GRANTING, ItemOutcome, Position, Result
from app.models.procedure import Committee, SeatKind
from app.workflows.conditions import ledger_refs
from app.workflows.dossier import dossier_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """One reason why there is no consensus: a code, and the seats it concerns."""

    code: str
    seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Positions of voting seats by kind, every standing position, and what stands against consensus."""

    counts: dict[str, int]
    votes: tuple[Vote, ...]
    absent: tuple[str, ...]
    obstacles: tuple[Obstacle, ...]

    @property
    def result(self) -> Result:
        """Consensus, or not; the same test serves to grant and to refuse."""
        return Result.NO_CONSENSUS if self.obstacles else Result.CONSENSUS

    @property
    def complete(self) -> bool:
        """Whether every voting seat that sits has taken a position."""
        return all(obstacle.code != "consensus.waiting" for obstacle in self.obstacles)


def tally(one: Round, committee: Committee, conflicts: Collection[str] = ()) -> Tally:
    """Count a round: silence is never agreement, abstention never blocks, absence comes from the roll.

    `conflicts` are persons who stepped out of the case: their positions do not count, and their seats are absent
    unless somebody else took a position there.
    """
    votes = tuple(vote for vote in one.standing() if vote.by.officer not in conflicts)
    sitting = {present.seat for present in one.question.roll if present.officer not in conflicts}
    sitting |= {vote.body.seat for vote in votes} & {present.seat for present in one.question.roll}
    voting = [seat.agency for seat in committee.seats if seat.kind is SeatKind.VOTING]
    counted = {vote.body.seat: vote.body.position for vote in votes if vote.body.seat in voting}
    absent = tuple(seat.agency for seat in committee.seats if seat.agency not in sitting)
    found = [
        Obstacle(code="consensus.quorum") if len([s for s in voting if s in sitting]) < committee.quorum else None,
        _seats(
            "consensus.mandatory-seat",
            [seat.agency for seat in committee.seats if seat.mandatory and seat.agency not in sitting],
        ),
        _seats("consensus.waiting", [seat for seat in voting if seat in sitting and seat not in counted]),
        _seats("consensus.objection", [s for s, position in counted.items() if position is Position.OBJECT]),
        _seats(
            "consensus.information",
            [s for s, position in counted.items() if position is Position.NEED_INFORMATION],
        ),
        None if AGREEING & set(counted.values()) else Obstacle(code="consensus.nobody-agrees"),
    ]
    counts = Counter(position.value for position in counted.values())
    obstacles = tuple(obstacle for obstacle in found if obstacle is not None)
    return Tally(counts=dict(sorted(counts.items())), votes=votes, absent=absent, obstacles=obstacles)


def stepped_out(case: Case, one: Round) -> frozenset[str]:
    """Persons in conflict whose positions do not count in this round: those who said so before it was closed."""
    ends = [one.deferred[2]] if one.deferred else []
    ends += [certificate.by for certificate in one.certificates.values()]
    closed = min((by.order for by in ends), default=None)
    return frozenset(name for name, conflict in case.conflicts.items() if closed is None or conflict.by.order < closed)


def grants(outcomes: tuple[ItemOutcome, ...]) -> bool:
    """Whether any item is granted, wholly or in part."""
    return any(one.outcome in GRANTING for one in outcomes)


def is_stale(case: Case, one: Round) -> bool:
    """Whether dossier or conditions have changed since the question was put: then no position on it counts."""
    conditions = ledger_refs(case) if grants(one.question.outcomes) else ()
    return one.question.conditions != conditions or one.question.dossier != dossier_hash(case)


def standing_result(case: Case) -> tuple[Round, Certificate] | None:
    """The latest round with an attested consensus that a decision may rest on, and its certificate.

    A round that was also deferred or certified otherwise gives none. Two rounds put apart have the same number; where
    both agreed neither counts, and the committee puts a further question.
    """
    agreed = [(one, given) for one in case.rounds.values() if (given := _agreed(case, one)) is not None]
    latest = max((one.question.number for one, _ in agreed), default=0)
    found = [pair for pair in agreed if pair[0].question.number == latest]
    return found[0] if len(found) == 1 else None


def _agreed(case: Case, one: Round) -> Certificate | None:
    undone = case.undone
    standing = [certificate for certificate in one.certificates.values() if certificate.id not in undone]
    attested = [certificate for certificate in standing if certificate.attested is not None]
    if not attested or one.deferred is not None or is_stale(case, one):
        return None
    if any(certificate.body.result is not Result.CONSENSUS for certificate in standing):
        return None
    return min(attested, key=lambda certificate: certificate.by.order)


def _seats(code: str, seats: list[str]) -> Obstacle | None:
    return Obstacle(code=code, seats=tuple(seats)) if seats else None
