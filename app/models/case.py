"""The state of one case: what its acts add up to."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.models.acts import (
    DecisionProposed,
    LineClass,
    OpinionGiven,
    RiskAssessed,
)
from app.models.applicant import Denial, Notice, Review, Service, Statutory
from app.models.application import Application, Flag, Link
from app.models.asked import Consultation, Invitation, Letter, Query
from app.models.corrections import Clerical, CompetenceRuling, Correction, Dispute, Merger
from app.models.course import (
    CaseLink,
    Conflict,
    ConflictClaim,
    Deadline,
    Escalation,
    Migration,
    Reassignment,
    Refusal,
    ReturnedUp,
    Waiver,
    Withdrawal,
)
from app.models.licence import Licence as Licence
from app.models.notes import Access, Evidence, Note
from app.models.outcomes import ConditionRef, GateAnswer
from app.models.rounds import Certificate as Certificate
from app.models.rounds import Round as Round
from app.models.rounds import Vote as Vote
from app.models.signed import Signed as Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of the dossier's application; `content` is its digest."""

    number: int
    application: Application
    content: str
    flags: tuple[Flag, ...]
    by: Signed
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMark:
    """A completion of a step, or its return to an earlier one; a return names the acts it `undoes`."""

    step: str
    by: Signed
    note: str = ""
    returned_to: str = ""
    undoes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    lines: tuple[LineClass, ...]
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Article 6 answers with what a second agency said of them, and the higher authority's rulings where contested.

    `taken_back` is the author's withdrawal, whether or not it counts.
    """

    answers: tuple[GateAnswer, ...]
    by: Signed
    reviews: tuple[tuple[bool, str, Signed], ...] = ()
    taken_back: Signed | None = None
    rulings: tuple[tuple[bool, str, Signed], ...] = ()

    @property
    def withdrawn(self) -> Signed | None:
        """The withdrawal, unless a second agency confirmed the answer or the higher authority upheld it apart."""
        upheld = any(confirmed for confirmed, _, _ in self.reviews) or (bool(self.rulings) and self.rulings[0][0])
        return None if upheld else self.taken_back


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    body: RiskAssessed
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """`replaces` is the earlier opinion this one takes the place of; `countersigned` by a second person of the agency.

    `annex_for` names the agencies that may read the confidential annex; `reaffirmed` the later dossiers on which the
    agency said that its opinion stands.
    """

    id: str
    body: OpinionGiven
    by: Signed
    replaces: str = ""
    countersigned: Signed | None = None
    annex_for: tuple[str, ...] = ()
    reaffirmed: tuple[tuple[str, Signed], ...] = ()

    def stands_on(self, dossier: str) -> bool:
        """Whether the opinion was given on, or reaffirmed for, the dossier with this hash."""
        return dossier == self.body.dossier or any(dossier == one for one, _ in self.reaffirmed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionVersion:
    """`effective` once signed or released by the owner."""

    act: str
    version: int
    text: str
    text_fr: str
    dropped: bool
    effective: bool
    by: Signed
    reason: str = ""
    released: Signed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionEntry:
    """A line of the conditions ledger: its number for life, its owner, its versions."""

    number: int
    owner: str
    items: tuple[str, ...]
    versions: tuple[ConditionVersion, ...]

    @property
    def current(self) -> ConditionVersion | None:
        """The latest effective version; None when it was dropped."""
        effective = [version for version in self.versions if version.effective]
        last = max(effective, key=lambda version: (version.version, version.act), default=None)
        return None if last is None or last.dropped else last

    @property
    def pending(self) -> tuple[ConditionVersion, ...]:
        """Changes that wait for the owner's release."""
        newest = max((version.version for version in self.versions if version.effective), default=0)
        return tuple(version for version in self.versions if not version.effective and version.version > newest)

    def ref(self) -> ConditionRef | None:
        """The current version as questions, decisions and licences carry it."""
        now = self.current
        if now is None:
            return None
        return ConditionRef(
            number=self.number,
            version=now.version,
            owner=self.owner,
            text=now.text,
            text_fr=now.text_fr,
            items=self.items,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecord:
    """A proposed decision with its signatures; whether it is final is recomputed, never stored.

    `corrections` are clerical: they change words of its text, never what it says.
    """

    id: str
    body: DecisionProposed
    by: Signed
    signatures: tuple[Signed, ...] = ()
    corrections: tuple[Clerical, ...] = ()

    def text(self, language: str) -> str:
        """The decision's text as corrected, in French for ``fr``, else in English."""
        found = self.body.text_fr if language == "fr" else self.body.text
        for one in self.corrections:
            if one.language == language:
                found = found.replace(one.before, one.after, 1)
        return found


@dataclass(frozen=True, kw_only=True)
class Case:
    """Everything the acts of one case add up to. Collections keyed by act id make the fold independent of order.

    `urgencies` holds reasons, `lapses` the ids of urgent decisions that were not ratified in time.
    """

    id: str
    reference: str = ""
    procedure: str = ""
    source: str = ""
    registered: Signed | None = None
    versions: tuple[Version, ...] = ()
    links: tuple[Link, ...] = ()
    marks: dict[str, StepMark] = field(default_factory=dict)
    classes: dict[str, Classification] = field(default_factory=dict)
    gates: dict[str, Gate] = field(default_factory=dict)
    assessments: dict[str, Assessment] = field(default_factory=dict)
    opinions: dict[str, Opinion] = field(default_factory=dict)
    conditions: dict[str, ConditionEntry] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)
    decisions: dict[str, DecisionRecord] = field(default_factory=dict)
    licences: dict[str, Licence] = field(default_factory=dict)
    withdrawn: Withdrawal | None = None
    linked: dict[str, CaseLink] = field(default_factory=dict)
    consultations: dict[str, Consultation] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    letters: dict[str, Letter] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    deadlines: dict[str, Deadline] = field(default_factory=dict)
    waivers: dict[str, Waiver] = field(default_factory=dict)
    declined: dict[str, Refusal] = field(default_factory=dict)
    reassigned: dict[str, Reassignment] = field(default_factory=dict)
    migrations: dict[str, Migration] = field(default_factory=dict)
    escalations: dict[str, Escalation] = field(default_factory=dict)
    returned_up: dict[str, ReturnedUp] = field(default_factory=dict)
    conflict_claims: dict[str, ConflictClaim] = field(default_factory=dict)
    urgencies: dict[str, tuple[str, Signed]] = field(default_factory=dict)
    lapses: dict[str, tuple[str, Signed]] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    accesses: dict[str, Access] = field(default_factory=dict)
    served: dict[str, Service] = field(default_factory=dict)
    notices: dict[str, Notice] = field(default_factory=dict)
    statutory: Statutory | None = None
    reviews: dict[str, Review] = field(default_factory=dict)
    denials: dict[str, Denial] = field(default_factory=dict)
    corrections: dict[str, Correction] = field(default_factory=dict)
    disputes: dict[str, Dispute] = field(default_factory=dict)
    competence_rulings: dict[str, CompetenceRuling] = field(default_factory=dict)
    merged: Merger | None = None
    capacities: dict[str, frozenset[str]] = field(default_factory=dict)
    acts: tuple[Signed, ...] = ()

    @property
    def application(self) -> Application:
        """The latest version of the application."""
        return self.versions[-1].application

    @property
    def last(self) -> Signed:
        """The latest accepted act."""
        return self.acts[-1]

    @property
    def undone(self) -> frozenset[str]:
        """Ids of acts whose effect on a step was undone by a return."""
        return frozenset(act for mark in self.marks.values() for act in mark.undoes)

    def condition(self, number: int) -> ConditionEntry | None:
        """The line of the ledger with this number."""
        return next((entry for entry in self.conditions.values() if entry.number == number), None)

    def ledger(self) -> tuple[ConditionEntry, ...]:
        """The conditions in the order of their numbers."""
        return tuple(sorted(self.conditions.values(), key=lambda entry: (entry.number, entry.owner)))
