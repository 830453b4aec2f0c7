"""Who was asked about a case, and what they said: consulted agencies, experts, the applicant."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.models.acts import (
    ConsultationAnswered,
    ConsultationAsked,
    ExpertAdvised,
    ExpertInvited,
    QueryAnswered,
    QueryRaised,
    QuerySent,
)
from app.models.outcomes import QueryOutcome
from app.models.signed import Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """A question to another agency with its answers, each by its act's id."""

    id: str
    body: ConsultationAsked
    by: Signed
    answers: dict[str, tuple[ConsultationAnswered, Signed]] = field(default_factory=dict)
    withdrawn: Signed | None = None

    def standing(self) -> tuple[str, ConsultationAnswered, Signed] | None:
        """The answer that no later one replaced; of several given apart the latest."""
        replaced = {body.replaces for body, _ in self.answers.values()}
        left = [(name, *answer) for name, answer in self.answers.items() if name not in replaced]
        return max(left, key=lambda one: one[2].order, default=None)

    @property
    def open(self) -> bool:
        """Whether an answer is still waited for."""
        return self.withdrawn is None and not self.answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """An expert invited to this case, with the advice given, by its act's id."""

    id: str
    body: ExpertInvited
    by: Signed
    advice: dict[str, tuple[ExpertAdvised, Signed]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """An agency's question to the applicant; `closed` where it was taken back."""

    id: str
    body: QueryRaised
    by: Signed
    closed: Signed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Questions sent to the applicant in one letter, with the answers by their acts' ids, and how it ended."""

    id: str
    body: QuerySent
    by: Signed
    answers: dict[str, tuple[QueryAnswered, Signed]] = field(default_factory=dict)
    closed: tuple[QueryOutcome, str, Signed] | None = None
