"""A procedure as data: steps, conditions, committee, who decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.models.application import Activity


class StepKind(StrEnum):
    INTAKE = "intake"
    REVIEW = "review"
    VERIFICATION = "verification"
    CONSULTATION = "consultation"
    CLASSIFICATION = "classification"
    CONSOLIDATION = "consolidation"
    COMMITTEE = "committee"
    DECISION = "decision"
    ISSUE = "issue"
    NOTIFY = "notify"


MAY_BE_PASSED = frozenset({StepKind.REVIEW, StepKind.CONSULTATION, StepKind.VERIFICATION, StepKind.NOTIFY})
"""Steps that the road can go round: not mandatory, or waived."""


class Overdue(StrEnum):
    """What happens when a step's time limit has passed."""

    REMIND = "remind"
    ESCALATE = "escalate"
    NO_OBJECTION = "no-objection"


class Decider(StrEnum):
    """Who decides (design section 7)."""

    COMMITTEE = "committee"
    LEAD_AGENCY = "lead-agency"
    COMPETENT_AGENCY = "competent-agency"
    HIGHER_AUTHORITY = "higher-authority"


class Mixed(StrEnum):
    """How a decision split by competence deals with an application whose items fall to several authorities."""

    OWN_ITEMS = "own-items"
    LINKED_CASES = "linked-cases"


class SeatKind(StrEnum):
    VOTING = "voting"
    ADVISORY = "advisory"
    OBSERVER = "observer"


class SeatEffect(StrEnum):
    """What a seat does that took no side: absent, abstaining or not competent."""

    SILENT = "silent"
    OUT = "out"
    BLOCKS = "blocks"
    DEFERS = "defers"


class Visibility(StrEnum):
    """When a seat sees the positions of others: at once, or once its own is signed."""

    HIDDEN = "hidden"
    OPEN = "open"


class ValidFrom(StrEnum):
    """From when a licence is valid: the day it is issued for, or the day it was served on the applicant."""

    ISSUE = "issue"
    SERVICE = "service"


class StatutoryEffect(StrEnum):
    NONE = "none"
    IMPLICIT_REFUSAL = "implicit-refusal"
    IMPLICIT_GRANT = "implicit-grant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text in both languages."""

    en: str
    fr: str

    def in_language(self, language: str) -> str:
        """The French text for ``fr``, else the English one."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One named fact and what is asked of it, e.g. ``destination_in = ["XX"]``; values are strings."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A small tree: exactly one of the four is used."""

    fact: Fact | None = None
    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    negated: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence:
    """For a decision split by category or activity: `agency` decides where `when` holds."""

    agency: str
    when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stage, held by `agency` (or by the committee for kind ``committee``).

    `days` are working days from the moment all steps of `after` are done. `tasks` names what the holder must
    have answered before the step can end: ``article-6``, ``article-7``.
    A step that is not `mandatory` holds nobody up: those after it open with it. At a decision `agency` is the lead
    agency, the higher authority, or the one that decides where none of the `competences` applies; `mixed` says how
    items go that fall to several: each authority decides its own, or the application is taken in as linked cases.
    An agency head of `waived_by` may do without the step, one of `escalates_to` once its escalation was recorded.
    """

    id: str
    kind: StepKind
    title: Text
    agency: str = ""
    after: tuple[str, ...] = ()
    when: Condition | None = None
    days: int | None = None
    overdue: Overdue = Overdue.REMIND
    countersign: bool = False
    mandatory: bool = True
    tasks: tuple[str, ...] = ()
    decides: Decider | None = None
    competences: tuple[Competence, ...] = ()
    mixed: Mixed | None = None
    signatures: int = 0
    waived_by: str = ""
    escalates_to: str = ""
    legal_basis: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A seat is named by the agency that holds it."""

    agency: str
    kind: SeatKind = SeatKind.VOTING
    mandatory: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What a voting seat does that is absent, abstains, or is not competent.

    ``silent`` neither agrees nor blocks, ``out`` leaves the quorum too, ``blocks`` counts as an objection, ``defers``
    lets the question only be put off. A mandatory seat that is absent blocks whatever stands here.
    """

    absent: SeatEffect = SeatEffect.SILENT
    abstaining: SeatEffect = SeatEffect.SILENT
    not_competent: SeatEffect = SeatEffect.SILENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """Cases of which `when` holds stand on list A, for adoption in bloc; all others on list B, for discussion."""

    when: Condition
    legal_basis: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A silence procedure runs at least `days` working days; `consensus` where every seat must agree to its use.

    `barred` names further cases in which silence never counts (`workflows.silence` has those that no text lifts).
    """

    days: int
    legal_basis: Text
    consensus: bool = True
    barred: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A written procedure: positions at a distance within at least `days` working days."""

    days: int
    legal_basis: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """Urgent cases: `percent` of every limit, the reduced `quorum`, ratification within `ratify_days` working days."""

    quorum: int
    percent: int
    ratify_days: int
    legal_basis: Text


HIGHER = Text(en="Higher authority", fr="Autorité supérieure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One authority above the committee, with how many signatures and within how many working days it decides."""

    authority: str
    title: Text
    days: int | None = None
    signatures: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """`quorum` counts voting seats present. After `deferrals` deferrals the case escalates to `escalates_to`.

    `information_requests` limits how often one seat may answer ``need information`` on a case. The higher authority
    decides with `higher_signatures`; where there are several, `levels` names them from below.
    """

    title: Text
    seats: tuple[Seat, ...]
    quorum: int
    chair: str
    secretary: str
    chair_votes: bool = False
    deferrals: int = 2
    information_requests: int = 1
    information_days: int = 10
    escalates_to: str = ""
    higher_signatures: int = 1
    legal_basis: Text | None = None
    effects: Effects = Effects()
    positions: Visibility = Visibility.HIDDEN
    triage: Triage | None = None
    silence: Silence | None = None
    written: Written | None = None
    urgency: Urgency | None = None
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Queries:
    """Questions to the applicant: `agency` writes the letters, answered within `days` working days.

    `silence` is the consequence of no answer, as the letter says it.
    """

    agency: str
    days: int
    silence: Text
    legal_basis: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconsideration:
    """Review of a refusal or a condition: asked for within `days` working days of service, or on the own motion.

    `other_signatories` where nobody signs who signed the first decision.
    """

    days: int
    legal_basis: Text
    other_signatories: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """`digest` is the SHA-256 of the file's bytes; it identifies the version that a case runs under.

    `escalates_to` is the higher authority that rules on contested Article 6 answers; a committee may name its own.
    `remedies` is what a refusal notice says of remedies and their time limits; `disputes` the agency that settles which
    of two is competent; `validity` from when licences are valid.
    """

    id: str
    version: str
    title: Text
    legal_basis: Text
    activities: tuple[Activity, ...]
    steps: tuple[Step, ...]
    digest: str
    summary: Text | None = None
    committee: Committee | None = None
    statutory_days: int | None = None
    statutory_effect: StatutoryEffect = StatutoryEffect.NONE
    statutory_basis: Text | None = None
    queries: Queries | None = None
    escalates_to: str = ""
    reconsideration: Reconsideration | None = None
    remedies: Text | None = None
    disputes: str = ""
    validity: ValidFrom = ValidFrom.ISSUE

    @property
    def higher_authority(self) -> str:
        """Who stands first above committee and agencies; empty where the procedure names nobody."""
        committee = self.committee
        lowest = committee.levels[0].authority if committee and committee.levels else ""
        return (committee.escalates_to if committee else "") or self.escalates_to or lowest

    @property
    def ladder(self) -> tuple[Level, ...]:
        """The authorities above the committee from below: its levels, or the one higher authority."""
        if self.committee is not None and self.committee.levels:
            return self.committee.levels
        if not self.higher_authority:
            return ()
        signatures = self.committee.higher_signatures if self.committee else 1
        return (Level(authority=self.higher_authority, title=HIGHER, signatures=signatures),)

    @property
    def lead(self) -> str:
        """The agency that runs the case: the holder of intake."""
        return next((step.agency for step in self.steps if step.kind is StepKind.INTAKE), "")

    def step(self, step_id: str) -> Step:
        """The step called `step_id`; raises `KeyError`."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)
