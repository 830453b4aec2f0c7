"""What the manual of a national procedure says: steps, committee, questions to the applicant, who does what."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.papers import Imprint
from app.models.application import Activity
from app.models.charter import Role
from app.models.procedure import Decider, Mixed, Overdue, SeatKind, StatutoryEffect, StepKind, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualStep:
    """A step with names in place of codes. `after` are numbers of steps; `applies` says when, or nothing: always.

    `competences` pair an agency with when it decides; `tasks` are codes as in the procedure.
    """

    number: int
    title: Text
    kind: StepKind
    holder: Text
    after: tuple[int, ...] = ()
    applies: Text | None = None
    days: int | None = None
    overdue: Overdue = Overdue.REMIND
    tasks: tuple[str, ...] = ()
    countersign: bool = False
    mandatory: bool = True
    waived_by: Text | None = None
    escalates_to: Text | None = None
    legal_basis: Text | None = None
    decides: Decider | None = None
    competences: tuple[tuple[Text, Text], ...] = ()
    mixed: Mixed | None = None
    signatures: int = 0

    @property
    def holders(self) -> tuple[Text, ...]:
        """At a decision split by competence every competent agency, then the one that decides the rest."""
        return tuple(dict.fromkeys((*(agency for agency, _ in self.competences), self.holder)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualSeat:
    agency: Text
    kind: SeatKind
    mandatory: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualRule:
    """One rule of the procedure: what it is about, what it says, line by line, and on what ground."""

    about: Text
    says: tuple[Text, ...]
    basis: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualCommittee:
    """The committee; `requests` limits how often a seat may ask for information, answered in `request_days`."""

    title: Text
    seats: tuple[ManualSeat, ...]
    quorum: int
    chair: Text
    secretary: Text
    chair_votes: bool
    deferrals: int
    requests: int
    request_days: int
    escalates_to: Text | None = None
    higher_signatures: int = 1
    legal_basis: Text | None = None
    silence: bool = False
    rules: tuple[ManualRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualQueries:
    """Questions to the applicant: who writes, how many working days there are, what silence means."""

    agency: Text
    days: int
    silence: Text
    legal_basis: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RaciRow:
    """Who does what at a step: responsible, accountable, consulted, informed, each a list of agencies."""

    step: Text
    responsible: tuple[Text, ...]
    accountable: tuple[Text, ...]
    consulted: tuple[Text, ...]
    informed: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """What a role signs: names of acts, and of those that it signs as a second person."""

    role: Role
    signs: tuple[Text, ...]
    seconds: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualPaper:
    """A procedure as a document; `digest` (64 hex digits) identifies the version."""

    imprint: Imprint
    title: Text
    id: str
    version: str
    digest: str
    legal_basis: Text
    activities: tuple[Activity, ...]
    steps: tuple[ManualStep, ...]
    raci: tuple[RaciRow, ...]
    roles: tuple[RoleRow, ...]
    summary: Text | None = None
    committee: ManualCommittee | None = None
    queries: ManualQueries | None = None
    higher_authority: Text | None = None
    statutory_days: int | None = None
    statutory_effect: StatutoryEffect = StatutoryEffect.NONE
    statutory_basis: Text | None = None
    rules: tuple[ManualRule, ...] = ()
