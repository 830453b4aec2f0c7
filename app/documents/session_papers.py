"""What agenda and minutes of a session are filled with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.documents.papers import ConditionRow, Imprint, OutcomeRow, Signatory
from app.models.application import Activity
from app.models.outcomes import Method, Position, Purpose, Result, StatementKind
from app.models.procedure import SeatKind, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionText:
    """The exact question put, with its conditions and the fingerprint (64 hex digits) that covers both."""

    text: Text
    fingerprint: str
    outcomes: tuple[OutcomeRow, ...]
    conditions: tuple[ConditionRow, ...] = ()
    dossier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A case as an agenda or the minutes name it; `goods` are short descriptions, `destinations` codes or texts.

    `listed` is ``A`` for adoption in bloc, ``B`` for discussion, or nothing for information. `purpose` is what it
    stands there for, `urgent` where the reduced quorum may decide it, `instructions` those of a higher authority that
    gave it back.
    """

    number: int
    reference: str
    activity: Activity
    applicant: str
    goods: tuple[str, ...]
    destinations: tuple[str, ...]
    information: bool = False
    listed: str = ""
    purpose: Purpose = Purpose.DECIDE
    urgent: bool = False
    instructions: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedRow:
    """How a round by silence or in writing ended; `result` is None where it was deferred."""

    reference: str
    applicant: str
    question: str
    method: Method
    ended: date
    result: Result | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierMinutes:
    """Minutes of an earlier session that this one adopts, with the digest of their content."""

    title: str
    on: date
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPoint:
    """`question` is None for an information item and for a case whose question is not yet put."""

    subject: Subject
    question: QuestionText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPaper:
    """`announced` are results to be announced, `earlier` minutes to be adopted."""

    imprint: Imprint
    committee: Text
    title: str
    on: date
    place: str
    points: tuple[AgendaPoint, ...]
    announced: tuple[AnnouncedRow, ...] = ()
    earlier: tuple[EarlierMinutes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow:
    """One person on a seat; `name` is empty where nobody attended. `arrived` and `left` are RFC 3339 UTC or empty.

    `place` is 0 for the titular, 1 for the first substitute and so on, None where the agency named nobody.
    """

    seat: Text
    kind: SeatKind
    mandatory: bool
    name: str = ""
    place: int | None = None
    arrived: str = ""
    left: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionRow:
    """A seat's position on a question. `replaced` marks one that a later position of the seat took the place of.

    `fallen` marks one that counts for nothing: a correction voided it, or the person had stepped out.
    """

    seat: Text
    name: str
    position: Position
    signed: str
    reasons: str = ""
    criteria: tuple[str, ...] = ()
    conditions: tuple[int, ...] = ()
    replaced: bool = False
    fallen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferral:
    """`until` is a date or None; `count` says how many times the case has now been deferred."""

    reason: str
    by: str
    count: int
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """One round: the question, every position in signing order, and how it ended.

    `bloc` where it was adopted in bloc; `moved` is the seat that moved it to list B instead; `hidden` where the
    reader's agency sees the positions of others only once its own is signed. `silent` are the seats by whose silence a
    silence procedure was adopted, `held` says how a round outside the votes of a session was held.
    """

    question: QuestionText
    positions: tuple[PositionRow, ...]
    result: Result | None = None
    certified: Signatory | None = None
    attested: Signatory | None = None
    deferral: Deferral | None = None
    bloc: bool = False
    moved: Text | None = None
    hidden: bool = False
    silent: tuple[Text, ...] = ()
    held: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow:
    """A correction of the draft at an agenda number (0: the whole)."""

    point: int
    text: Text
    reason: str
    by: Signatory


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """A statement annexed by a seat; `withheld` where the reader's agency is not among its readers."""

    point: int
    reference: str
    kind: StatementKind
    seat: Text
    name: str
    text: Text
    withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionRow:
    """The session that adopted the minutes, and who signed the adoption of exactly `content`."""

    title: str
    on: date
    content: str
    by: Signatory


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPoint:
    subject: Subject
    rounds: tuple[RoundRow, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPaper:
    """`quorum` voting seats are required, `voting` were taken. `opened` and `closed` are RFC 3339 UTC.

    `closed` is empty while the session sits. Without an `adoption` they are a draft. `copy_for` is the agency whose
    copy it is; nothing that it may not read stands there. `late` counts corrections and statements that came after.
    """

    imprint: Imprint
    committee: Text
    title: str
    on: date
    place: str
    opened: str
    closed: str
    attendance: tuple[SeatRow, ...]
    quorum: int
    voting: int
    points: tuple[MinutesPoint, ...]
    note: str = ""
    announced: tuple[AnnouncedRow, ...] = ()
    earlier: tuple[EarlierMinutes, ...] = ()
    corrections: tuple[CorrectionRow, ...] = ()
    statements: tuple[StatementRow, ...] = ()
    adoption: AdoptionRow | None = None
    copy_for: Text | None = None
    late: int = 0
