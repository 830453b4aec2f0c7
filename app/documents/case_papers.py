"""What the papers on one case say beside the licence: the letter to the applicant, opinions, the decision record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.documents.papers import ConditionRow, Imprint, OutcomeRow, PartyRow, Signatory
from app.models.application import Activity, LicenceKind
from app.models.outcomes import EscalationCause, Position
from app.models.procedure import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLetter:
    """Questions to the applicant, with the sender alone as a person: no agency's position has a place here.

    `clock` says that the statutory time stands still meanwhile. Where the law gives silence a consequence,
    `legal_basis` names it.
    """

    imprint: Imprint
    number: int
    activity: Activity
    kind: LicenceKind
    applicant: PartyRow
    applicant_reference: str
    applied_on: str
    sent_on: date
    due: date
    questions: tuple[Text, ...]
    silence: Text
    sender: Signatory
    legal_basis: Text | None = None
    clock: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionRow:
    """An agency's standing opinion. `stale`: given on an earlier version of the dossier and not reaffirmed since.

    `annex` is the confidential annex where the reader may read it; `withheld` says that there is one all the same.
    `countersigned` and `reaffirmed` are names with RFC 3339 times, `earlier` the positions that this one replaced.
    """

    agency: Text
    step: Text
    name: str
    given: str
    position: Position
    reasons: str
    dossier: str
    stale: bool
    items: tuple[tuple[str, Position], ...] = ()
    criteria: tuple[str, ...] = ()
    conditions: tuple[ConditionRow, ...] = ()
    countersigned: tuple[str, str] | None = None
    reaffirmed: tuple[str, str] | None = None
    earlier: tuple[Position, ...] = ()
    annex: str = ""
    withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationRow:
    """A question to another agency. `position` is None while the answer is waited for, or where it was withdrawn."""

    agency: Text
    asked_by: Text
    question: str
    due: date
    position: Position | None = None
    reasons: str = ""
    criteria: tuple[str, ...] = ()
    name: str = ""
    given: str = ""
    stale: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceRow:
    """An invited expert's advice, one text after the other; it counts for nothing."""

    name: str
    question: str
    until: date
    advice: tuple[tuple[str, str, bool], ...] = ()
    """Text, RFC 3339 time, and whether it was given on an earlier version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseRow:
    """What opened a case's way other than by its holders' work: a waiver, a passed limit, a person who stepped out.

    `stale`: it no longer counts, for the dossier or the step has changed since. `law` allows it, where a step says so.
    """

    what: Text
    subject: Text
    by: Signatory
    reason: Text
    law: Text | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalRow:
    """The applicant took the application back: the day of the request, why, and the stage reached."""

    received: date
    reason: str
    stage: Text
    by: Signatory


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionsPaper:
    """All opinions on one version of a dossier; `awaited` are agencies whose opinion is still asked for.

    `passed_over` are steps waived, and steps where silence was recorded as no objection.
    """

    imprint: Imprint
    activity: Activity
    kind: LicenceKind
    applicant: PartyRow
    version: int
    as_of: date
    opinions: tuple[OpinionRow, ...]
    awaited: tuple[Text, ...] = ()
    passed_over: tuple[CourseRow, ...] = ()
    consultations: tuple[ConsultationRow, ...] = ()
    experts: tuple[AdviceRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisRow:
    """An act that a decision rests on; `position` is None for answers to the treaty's questions. `signed` is a time.

    `items` are positions on single items beside the one on the whole; `countersigned` is a name with a time.
    """

    what: Text
    seat: Text
    name: str
    position: Position | None
    reasons: str
    signed: str
    act: str
    items: tuple[tuple[str, Position], ...] = ()
    criteria: tuple[str, ...] = ()
    countersigned: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftedRow:
    """An objection, and the later position of the same seat or agency that lifted it."""

    objection: BasisRow
    lifted: BasisRow


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationRow:
    """How the case came to the higher authority, with the positions that it was handed."""

    cause: EscalationCause
    to: Text
    reason: str
    by: Signatory
    positions: tuple[BasisRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideRow:
    """What stood elsewhere: another authority of the case, or those of a linked case.

    `state` is as in `models.outcomes.Beside`.
    """

    authorities: tuple[Text, ...]
    reference: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPart:
    """One authority's decision; `signatures` of `required` were given, `final` once that is enough.

    `urgent` says where the ratification of a decision under the urgent procedure stands, `paper` who took it on paper
    and the scan's hash, `corrected` which words were corrected since; `silent` are the seats by whose silence the
    committee adopted it.
    """

    authority: Text
    ground: str
    act: str
    dossier: str
    text: Text
    final: bool
    required: int
    proposed: Signatory
    outcomes: tuple[OutcomeRow, ...]
    conditions: tuple[ConditionRow, ...]
    positions: tuple[BasisRow, ...]
    signatures: tuple[Signatory, ...]
    beside: tuple[BesideRow, ...] = ()
    licence: str = ""
    urgent: Text | None = None
    paper: Text | None = None
    corrected: Text | None = None
    silent: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version of the dossier; `content` is the application's digest."""

    number: int
    on: date
    name: str
    reason: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPaper:
    """The decisions of a case with all that they rest on; internal to the administration."""

    imprint: Imprint
    activity: Activity
    kind: LicenceKind
    applicant: PartyRow
    procedure: Text
    procedure_version: str
    decisions: tuple[DecisionPart, ...]
    lifted: tuple[LiftedRow, ...]
    escalations: tuple[EscalationRow, ...]
    versions: tuple[VersionRow, ...]
    course: tuple[CourseRow, ...] = ()
    withdrawal: WithdrawalRow | None = None
