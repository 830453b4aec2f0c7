"""The state of a round: one question, the positions on it, and how it is held and ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.models.acts import PositionTaken, QuestionPut, ResultCertified
from app.models.signed import Signed

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A seat's position; standing while no later one of the seat replaces it and no correction voided it."""

    id: str
    body: PositionTaken
    by: Signed
    replaces: str = ""
    voided: Signed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    id: str
    body: ResultCertified
    by: Signed
    attested: Signed | None = None


@dataclass(frozen=True, kw_only=True)
class Round:
    """One question with the positions taken on it.

    `receipts` and `answers` are keyed by act id: which seat has the deadline of a written or silence procedure, and
    whether it accepts that silence be used. `moved` to list B, a question in bloc is discussed like any other.
    """

    question: QuestionPut
    by: Signed
    votes: dict[str, Vote] = field(default_factory=dict)
    deferred: tuple[str, str, Signed] | None = None
    certificates: dict[str, Certificate] = field(default_factory=dict)
    receipts: dict[str, tuple[str, Signed]] = field(default_factory=dict)
    answers: dict[str, tuple[str, bool, Signed]] = field(default_factory=dict)
    moved: Signed | None = None

    @property
    def closed(self) -> bool:
        """Certified or deferred: no later position counts."""
        return bool(self.certificates) or self.deferred is not None

    @property
    def debated(self) -> Signed | None:
        """The move to list B, unless it came from somebody who had not heard that the round was closed before."""
        ends = [one.by for one in self.certificates.values()] + ([self.deferred[2]] if self.deferred else [])
        late = self.moved is not None and any(by.order < self.moved.order for by in ends)
        return None if late else self.moved

    def standing(self) -> Iterator[Vote]:
        """Positions that nothing replaced, seat by seat; a seat with two has none that counts.

        A voided position counts for nothing: what it replaced stands again. One taken in bloc stands no more once the
        question was moved to list B: it is asked again.
        """
        last = self.last_words()
        seats = [vote.body.seat for vote in last]
        return iter(sorted((vote for vote in last if seats.count(vote.body.seat) == 1), key=lambda v: v.body.seat))

    def last_words(self) -> list[Vote]:
        """Positions that nothing replaced, voided or asked again; a seat may have several that were taken apart."""
        replaced = {vote.replaces for vote in self.votes.values() if vote.voided is None}
        return [
            vote
            for vote in self.votes.values()
            if vote.id not in replaced and vote.voided is None and not (self.debated and vote.body.bloc)
        ]
