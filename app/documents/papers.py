"""What each paper says: frozen page models of plain values, which the papers turn into pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.models.application import Activity, LicenceKind, PartyRole
from app.models.charter import Role
from app.models.outcomes import Outcome, Position, Result
from app.models.procedure import Text


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
    """A licence. `decision` is the id of the decision's act; `token` the text that the QR code carries.

    `valid_from` is None where validity begins with service; `urgent` says what a ratification may still change.
    """

    imprint: Imprint
    number: str
    activity: Activity
    kind: LicenceKind
    holder: PartyRow
    parties: tuple[PartyRow, ...]
    goods: tuple[GoodsRow, ...]
    conditions: tuple[ConditionRow, ...]
    valid_from: date | None
    valid_until: date
    decision: str
    decided_on: date
    legal_basis: Text
    signatories: tuple[Signatory, ...]
    token: str
    end_use: str = ""
    urgent: Text | None = None


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
