"""What the papers to the applicant say: acknowledgement, reminder, notices; none has a place for a position."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.documents.papers import GoodsRow, Imprint, OutcomeRow, PartyRow, Signatory
from app.models.application import Activity, LicenceKind
from app.models.outcomes import PaperKind
from app.models.procedure import StatutoryEffect, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whose application it is about; `applied_on` is an ISO date or empty."""

    activity: Activity
    kind: LicenceKind
    applicant: PartyRow
    applicant_reference: str = ""
    applied_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Acknowledgement of receipt. `due` is the last day of the statutory time, None where the law gives none.

    `documents` are titles; `contact` the agency that runs the case; `amended` where a changed application came in.
    """

    imprint: Imprint
    subject: Subject
    received_on: date
    goods: tuple[GoodsRow, ...]
    documents: tuple[str, ...]
    contact: Text
    sender: Signatory
    due: date | None = None
    effect: StatutoryEffect = StatutoryEffect.NONE
    effect_basis: Text | None = None
    amended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Reminder of an open letter; `passed` where it is sent after the last day for the answer."""

    imprint: Imprint
    subject: Subject
    number: int
    letter_on: date
    due: date
    on: date
    passed: bool
    questions: tuple[Text, ...]
    silence: Text
    contact: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who signs a notice for the authority: name, capacity, and the delegation under which."""

    name: str
    capacity: Text
    delegation: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePaper:
    """A notice of refusal, of return without action, or of another decision, to the applicant.

    `reasons` are those written for the applicant, `withheld` the legal ground for giving none; `on` is the day on which
    the notice was written.
    """

    imprint: Imprint
    subject: Subject
    kind: PaperKind
    rows: tuple[OutcomeRow, ...]
    legal_basis: Text
    decision: str
    decided_on: date
    signed: Signed
    on: date | None = None
    reasons: Text | None = None
    withheld: Text | None = None
    remedies: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectPaper:
    """Notice of what the law attaches to the end of the statutory time."""

    imprint: Imprint
    subject: Subject
    due: date
    effect: StatutoryEffect
    sender: Signatory
    basis: Text | None = None
    remedies: Text | None = None
