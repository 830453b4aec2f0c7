"""Consensus: the absence of a standing objection by a voting seat on one explicit question (design section 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from app.models.case import Case, Certificate, Round, Vote
from app.models.outcomes import AGREEING, GRANTING, ItemOutcome, Method, Position, Purpose, Result
from app.models.procedure import Committee, SeatEffect, SeatKind
from app.workflows.conditions import ledger_refs
from app.workflows.distance import (
    BREAKING,
    at_distance,
    broken_by,
    ended,
    not_accepted,
    refused_by,
    there,
    voting_seats,
)
from app.workflows.dossier import dossier_hash
from app.workflows.fallen import fallen
from app.workflows.fallen import stepped_out as stepped_out
from app.workflows.restarts import counts as counts_now
from app.workflows.urgency import in_force

WAITING = frozenset({"consensus.waiting", "consensus.running"})
"""Obstacles that a seat's position or time may still remove: nothing is certified while one of them stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """One reason why there is no consensus: a code, and the seats it concerns."""

    code: str
    seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Positions of voting seats by kind, every standing position, and what stands against consensus.

    `silent` are voting seats that had the deadline of a silence procedure and said nothing until it had passed.
    """

    counts: dict[str, int]
    votes: tuple[Vote, ...]
    absent: tuple[str, ...]
    obstacles: tuple[Obstacle, ...]
    silent: tuple[str, ...] = ()

    @property
    def result(self) -> Result:
        """Consensus, or not; the same test serves to grant and to refuse."""
        return Result.NO_CONSENSUS if self.obstacles else Result.CONSENSUS

    @property
    def complete(self) -> bool:
        """Whether neither a seat nor the end of the time limit is waited for."""
        return not any(obstacle.code in WAITING for obstacle in self.obstacles)

    @property
    def deferring(self) -> tuple[str, ...]:
        """Seats because of which the procedure lets the question only be put off."""
        return tuple(seat for one in self.obstacles if one.code == "consensus.defers" for seat in one.seats)


def tally(
    one: Round,
    committee: Committee,
    conflicts: Collection[str] = (),
    *,
    quorum: int | None = None,
    at: str = "",
    barred: bool = False,
) -> Tally:
    """Count a round as it stands at the moment `at` (RFC 3339).

    Silence is no agreement, save in a silence procedure that ran out unbroken and is not `barred`; an abstention blocks
    only where the procedure says so; absence comes from the roll and, at a distance, from the receipts. `conflicts` are
    persons who stepped out of the case: their positions do not count, and their seats are absent unless somebody else
    took a position there. `quorum` replaces the committee's in an urgent case.
    """
    votes = tuple(vote for vote in one.standing() if vote.by.officer not in conflicts)
    voting = [seat.agency for seat in committee.seats if seat.kind is SeatKind.VOTING]
    said = {vote.body.seat: vote.body.position for vote in votes if vote.body.seat in voting}
    present = there(one, votes, conflicts)
    over = ended(one, at)
    broken = list(_broken(one, committee, conflicts, over=over, barred=barred))
    waiting = list(_waiting(one, voting, said, present, over=over or bool(broken)))
    kept_silent = one.question.method is Method.SILENCE and over and not broken
    silent = tuple(seat for seat in voting if seat in present and seat not in said) if kept_silent else ()
    found = [*broken, *waiting, *_against(said)]
    # Nobody is absent from a round at a distance before it is over.
    running = at_distance(one) and bool(waiting)
    taken = set(present) if one.question.method is not Method.WRITTEN else set(said) | present - set(voting)
    if not running:
        found += _attendance(committee, said, present, taken, committee.quorum if quorum is None else quorum)
        found += _effects(committee, said, [seat for seat in voting if seat not in taken])
        found += [] if silent or AGREEING & set(said.values()) else [Obstacle(code="consensus.nobody-agrees")]
    return Tally(
        counts=dict(sorted(Counter(position.value for position in said.values()).items())),
        votes=votes,
        absent=() if running else tuple(seat.agency for seat in committee.seats if seat.agency not in taken),
        obstacles=tuple(found),
        silent=silent,
    )


Said = dict[str, Position]


def _waiting(one: Round, voting: list[str], said: Said, present: Collection[str], *, over: bool) -> Iterator[Obstacle]:
    """What is waited for: in session every voting seat that sits; else the end, or in writing the last seat."""
    if not at_distance(one):
        yield from _seats("consensus.waiting", [seat for seat in voting if seat in present and seat not in said])
        return
    silent = [seat for seat in voting if seat not in said]
    if not over and (silent or one.question.method is Method.SILENCE):
        yield Obstacle(code="consensus.running", seats=tuple(silent))


def _broken(
    one: Round, committee: Committee, conflicts: Collection[str], *, over: bool, barred: bool
) -> Iterator[Obstacle]:
    """Why a silence procedure cannot end in consensus whatever else is said."""
    if one.question.method is not Method.SILENCE:
        return
    yield from _seats("consensus.silence-refused", refused_by(one))
    yield from _seats("consensus.silence-broken", broken_by(one))
    if barred or committee.silence is None:
        yield Obstacle(code="consensus.silence-barred")
    elif over and committee.silence.consensus:
        yield from _seats("consensus.silence-not-accepted", not_accepted(one, conflicts))


def _against(said: Said) -> Iterator[Obstacle]:
    yield from _seats("consensus.objection", _who(said, Position.OBJECT))
    yield from _seats("consensus.information", _who(said, Position.NEED_INFORMATION))


def _attendance(
    committee: Committee, said: Said, present: Collection[str], taken: Collection[str], quorum: int
) -> Iterator[Obstacle]:
    """The quorum, less the seats that leave it by what they said, and every mandatory seat."""
    effects = committee.effects
    out = set(_who(said, Position.ABSTAIN) if effects.abstaining is SeatEffect.OUT else [])
    out |= set(_who(said, Position.NOT_COMPETENT) if effects.not_competent is SeatEffect.OUT else [])
    voting = [seat.agency for seat in committee.seats if seat.kind is SeatKind.VOTING and seat.agency in present]
    if len(set(voting) - out) < quorum:
        yield Obstacle(code="consensus.quorum")
    yield from _seats(
        "consensus.mandatory-seat",
        [seat.agency for seat in committee.seats if seat.mandatory and seat.agency not in taken],
    )


def _effects(committee: Committee, said: Said, absent: list[str]) -> Iterator[Obstacle]:
    """What the procedure makes of voting seats that are absent, abstain or are not competent."""
    effects = committee.effects
    seats = (
        ("consensus.absent", effects.absent, absent),
        ("consensus.abstaining", effects.abstaining, _who(said, Position.ABSTAIN)),
        ("consensus.not-competent", effects.not_competent, _who(said, Position.NOT_COMPETENT)),
    )
    for code, effect, found in seats:
        yield from _seats(code, found if effect is SeatEffect.BLOCKS else [])
    deferring = [seat for _, effect, found in seats if effect is SeatEffect.DEFERS for seat in found]
    yield from _seats("consensus.defers", deferring)


def _who(said: Said, position: Position) -> list[str]:
    return [seat for seat, taken in said.items() if taken is position]


def _seats(code: str, seats: Iterable[str]) -> Iterator[Obstacle]:
    named = tuple(seats)
    if named:
        yield Obstacle(code=code, seats=named)


def quorum(committee: Committee, case: Case, purpose: Purpose = Purpose.DECIDE) -> int:
    """How many voting seats are needed: fewer in an urgent case, but never to ratify or revoke what came of it."""
    urgent = in_force(case, committee) if purpose is Purpose.DECIDE else None
    return urgent.quorum if urgent is not None else committee.quorum


def grants(outcomes: tuple[ItemOutcome, ...]) -> bool:
    """Whether any item is granted, wholly or in part."""
    return any(one.outcome in GRANTING for one in outcomes)


def is_stale(case: Case, one: Round) -> bool:
    """Whether dossier or conditions have changed since the question was put, or the committee's work began anew.

    Then no position on it counts.
    """
    if not counts_now(case, one.by.order):
        return True
    conditions = ledger_refs(case) if grants(one.question.outcomes) else ()
    return one.question.conditions != conditions or one.question.dossier != dossier_hash(case)


def standing_result(case: Case) -> tuple[Round, Certificate] | None:
    """The latest round with an attested consensus that a decision may rest on, and its certificate.

    A round that was also deferred or certified otherwise gives none. Two rounds put apart have the same number; where
    both agreed neither counts, and the committee puts a further question. Ratifying and revoking decide nothing here.
    """
    rounds = [one for one in case.rounds.values() if one.question.purpose is Purpose.DECIDE]
    agreed = [(one, given) for one in rounds if (given := agreed_in(case, one)) is not None]
    latest = max((one.question.number for one, _ in agreed), default=0)
    found = [pair for pair in agreed if pair[0].question.number == latest]
    return found[0] if len(found) == 1 else None


def agreed_in(case: Case, one: Round) -> Certificate | None:
    """The certificate of the attested consensus that stands in this round, whatever its purpose.

    One that rests on a position voided since, or of a person who had stepped out, has fallen.
    """
    lost, undone = fallen(case, one), case.undone
    standing = [
        certificate
        for certificate in one.certificates.values()
        if certificate.id not in undone and not lost & set(certificate.body.positions)
    ]
    attested = [certificate for certificate in standing if certificate.attested is not None]
    if not attested or one.deferred is not None or is_stale(case, one):
        return None
    if any(certificate.body.result is not Result.CONSENSUS for certificate in standing):
        return None
    certificate = min(attested, key=lambda certificate: certificate.by.order)
    return None if unheard(one, certificate) else certificate


def unheard(one: Round, certificate: Certificate) -> tuple[str, ...]:
    """Seats that spoke against a round at a distance in time, but of whom the chair had not heard when certifying.

    A pouch may bring them later: the result does not stand, and the committee puts a further question.
    """
    if one.question.method is Method.SILENCE:
        return broken_by(one)
    if one.question.method is Method.SESSION:
        in_bloc = any(one.votes[name].body.bloc for name in certificate.body.positions if name in one.votes)
        return (one.debated.agency,) if one.debated and in_bloc else ()
    voting = voting_seats(one)
    votes = (vote for vote in one.standing() if vote.id not in certificate.body.positions)
    return tuple(vote.body.seat for vote in votes if vote.body.position in BREAKING and vote.body.seat in voting)
