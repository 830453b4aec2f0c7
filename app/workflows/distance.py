"""Rounds that do not end in a session: who has their deadline, when they are over, what breaks a silence."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from app.models.case import Round, Vote
from app.models.outcomes import Method, Position
from app.models.procedure import SeatKind

BREAKING = frozenset({Position.OBJECT, Position.NEED_INFORMATION})
"""Positions that end a silence procedure at once, as an amendment does."""


def at_distance(one: Round) -> bool:
    """Whether the round runs until an exact moment, in writing or by silence."""
    return one.question.method is not Method.SESSION


def ended(one: Round, claimed: str) -> bool:
    """Whether the round's moment has come at `claimed` (RFC 3339); a round in session has none."""
    return at_distance(one) and claimed >= one.question.expires


def there(one: Round, votes: Iterable[Vote], conflicts: Collection[str] = ()) -> frozenset[str]:
    """Seats that are present in the round: those that sit or, at a distance, have the deadline; and all that spoke.

    `votes` are the positions that count, `conflicts` persons who stepped out of the case.
    """
    spoken = {vote.body.seat for vote in votes}
    asked = {one_.seat: one_.officer for one_ in one.question.roll}
    if at_distance(one):
        return frozenset(spoken | {seat for seat, by in one.receipts.values() if by.officer not in conflicts})
    return frozenset({seat for seat, officer in asked.items() if officer not in conflicts} | spoken & set(asked))


def voting_seats(one: Round) -> frozenset[str]:
    """Voting seats on the question's roll; at a distance the roll names every seat of the committee."""
    return frozenset(present.seat for present in one.question.roll if present.kind == SeatKind.VOTING.value)


def broken_by(one: Round) -> tuple[str, ...]:
    """Voting seats that broke a silence: by an objection, a need for information or an amendment, lifted or not."""
    voting = voting_seats(one)
    votes = (vote.body for vote in one.votes.values() if vote.voided is None)
    return tuple(sorted({body.seat for body in votes if body.seat in voting and _breaks(body)}))


def _breaks(body: object) -> bool:
    return body.position in BREAKING or bool(body.amendment)  # type: ignore[attr-defined]


def refused_by(one: Round) -> tuple[str, ...]:
    """Seats that did not accept that silence be used."""
    return tuple(sorted({seat for seat, accepts, _ in one.answers.values() if not accepts}))


def not_accepted(one: Round, conflicts: Collection[str] = ()) -> tuple[str, ...]:
    """Voting seats that sat when silence was proposed and have not accepted its use."""
    accepted = {seat for seat, accepts, by in one.answers.values() if accepts and by.officer not in conflicts}
    sat = {one_.seat for one_ in one.question.roll if one_.officer and one_.officer not in conflicts}
    return tuple(sorted((sat & voting_seats(one)) - accepted))


def over_early(one: Round) -> bool:
    """Whether a silence procedure ended before its moment: refused, or broken."""
    return one.question.method is Method.SILENCE and bool(refused_by(one) or broken_by(one))
