"""What each paper says: frozen page models of plain values, which the papers turn into pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.models.application import Activity, LicenceKind, PartyRole
from app.models.charter import Role
from app.models.outcomes import Outcome, Position, Result
from app.models.procedure import SeatKind, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What stands on every page. `reference` is the case's, or empty; `dossier` its hash (64 hex digits), or empty."""

    realm: Text
    training: bool
    reference: str = ""
    dossier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """`country` is an ISO 3166 alpha-2 code or the text as given; `address` may hold several lines."""

    role: PartyRole
    name: str
    address: str = ""
    country: str = ""
    registration: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsRow:
    """One item. `destination` is an ISO 3166 alpha-2 code or the text as given; None: the dossier is silent."""

    item: str
    description: str
    control_code: str = ""
    destination: str = ""
    end_user: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    value: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """What one item is to receive; the quantity and value are those of the outcome."""

    goods: GoodsRow
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRow:
    """One version of a condition; `owner` is the name of the agency that owns it, `items` what it is limited to."""

    number: int
    version: int
    owner: Text
    text: Text
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signed, as what, and the act's id. `signed` is RFC 3339 UTC."""

    name: str
    capacity: Role
    agency: Text
    signed: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LicencePaper:
    """A licence. `decision` is the id of the decision's act; `token` the text that the QR code carries."""

    imprint: Imprint
    number: str
    activity: Activity
    kind: LicenceKind
    holder: PartyRow
    parties: tuple[PartyRow, ...]
    goods: tuple[GoodsRow, ...]
    conditions: tuple[ConditionRow, ...]
    valid_from: date
    valid_until: date
    decision: str
    decided_on: date
    legal_basis: Text
    signatories: tuple[Signatory, ...]
    token: str
    end_use: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalPaper:
    """A notice of refusal: only its own items, the decision's text and, where the law gives one, the remedy.

    It has no place for an agency's position.
    """

    imprint: Imprint
    activity: Activity
    kind: LicenceKind
    applicant: PartyRow
    goods: tuple[GoodsRow, ...]
    text: Text
    legal_basis: Text
    decision: str
    decided_on: date
    signatories: tuple[Signatory, ...]
    remedies: Text | None = None


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
    """A case as an agenda or the minutes name it; `goods` are short descriptions, `destinations` codes or texts."""

    number: int
    reference: str
    activity: Activity
    applicant: str
    goods: tuple[str, ...]
    destinations: tuple[str, ...]
    information: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPoint:
    """`question` is None for an information item and for a case whose question is not yet put."""

    subject: Subject
    question: QuestionText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPaper:
    imprint: Imprint
    committee: Text
    title: str
    on: date
    place: str
    points: tuple[AgendaPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow:
    """Who held a seat; `name` is empty where nobody attended. `arrived` and `left` are RFC 3339 UTC or empty."""

    seat: Text
    kind: SeatKind
    mandatory: bool
    name: str = ""
    arrived: str = ""
    left: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionRow:
    """A seat's position on a question. `replaced` marks one that a later position of the seat took the place of."""

    seat: Text
    name: str
    position: Position
    signed: str
    reasons: str = ""
    criteria: tuple[str, ...] = ()
    conditions: tuple[int, ...] = ()
    replaced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferral:
    """`until` is a date or None; `count` says how many times the case has now been deferred."""

    reason: str
    by: str
    count: int
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """One round: the question, every position in signing order, and how it ended."""

    question: QuestionText
    positions: tuple[PositionRow, ...]
    result: Result | None = None
    certified: Signatory | None = None
    attested: Signatory | None = None
    deferral: Deferral | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPoint:
    subject: Subject
    rounds: tuple[RoundRow, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPaper:
    """`quorum` voting seats are required, `voting` were taken. `opened` and `closed` are RFC 3339 UTC.

    `closed` is empty while the session sits.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One decision: how many items received which outcome, the round's result, how many seats took which position."""

    decided_on: date
    reference: str
    activity: Activity
    applicant: str
    destinations: tuple[str, ...]
    outcomes: tuple[tuple[Outcome, int], ...]
    result: Result | None
    tally: tuple[tuple[Position, int], ...]
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLog:
    """The decisions of a realm as they stood on `as_of`."""

    imprint: Imprint
    as_of: date
    rows: tuple[LogRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """What may be done, and by whom; `note` says what limits it."""

    what: Text
    roles: frozenset[Role]
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsGroup:
    title: Text
    rights: tuple[Right, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsPaper:
    """Who may do what. `incompatible` pairs no person may hold on one case, but for those `waived` by the charter."""

    imprint: Imprint
    groups: tuple[RightsGroup, ...]
    incompatible: tuple[tuple[Role, Role], ...] = ()
    waived: tuple[tuple[Role, Role], ...] = ()
