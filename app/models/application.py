"""What an applicant asks for: activity, parties, goods, destinations, end use, route, documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Activity(StrEnum):
    """The five transfers of ATT Article 2(2)."""

    EXPORT = "export"
    IMPORT = "import"
    TRANSIT = "transit"
    TRANS_SHIPMENT = "trans-shipment"
    BROKERING = "brokering"


class LicenceKind(StrEnum):
    INDIVIDUAL = "individual"
    GLOBAL = "global"
    OPEN = "open"
    TEMPORARY = "temporary"


class PartyRole(StrEnum):
    EXPORTER = "exporter"
    IMPORTER = "importer"
    END_USER = "end-user"
    CONSIGNEE = "consignee"
    INTERMEDIARY = "intermediary"
    BROKER = "broker"
    CARRIER = "carrier"


class AttScope(StrEnum):
    """Which part of the treaty covers a line: Article 2(1), 3, 4, or none."""

    ARMS = "2_1"
    AMMUNITION = "art3"
    PARTS = "art4"
    NONE = "none"


class AttCategory(StrEnum):
    """ATT Article 2(1)(a) to (h)."""

    TANKS = "a"
    ARMOURED_VEHICLES = "b"
    ARTILLERY = "c"
    COMBAT_AIRCRAFT = "d"
    ATTACK_HELICOPTERS = "e"
    WARSHIPS = "f"
    MISSILES = "g"
    SMALL_ARMS = "h"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    id: str
    role: PartyRole
    name: str
    country: str = ""
    address: str = ""
    registration: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """`country` is an ISO 3166 alpha-2 code, or empty where `given` names a group, a list or nothing known."""

    country: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of goods. `quantity` and `value` are decimal strings; `currency` is an ISO 4217 code."""

    id: str
    description: str
    control_code: str = ""
    att_scope: AttScope | None = None
    att_category: AttCategory | None = None
    hs_code: str = ""
    quantity: str = ""
    unit: str = ""
    value: str = ""
    currency: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line going to one destination and end-user: the smallest thing that receives an outcome.

    Empty `quantity` or `value` means that of the whole line.
    """

    id: str
    line: str
    destination: str = ""
    end_user: str = ""
    quantity: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A declared document; `digest` is the SHA-256 of its file in hex."""

    kind: str
    title: str
    digest: str = ""
    number: str = ""
    expires: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something that intake noticed and that the intake step must settle. `blocks` holds that step open."""

    code: str
    field: str = ""
    value: str = ""
    blocks: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation to another application: ``renewal-of``, ``duplicate-of``, ``resubmission-of``."""

    kind: str
    reference: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """The dossier as the applicant gave it. Dates are ISO (2026-11-19); countries ISO 3166 alpha-2."""

    activity: Activity
    kind: LicenceKind
    applicant_reference: str = ""
    applied_on: str = ""
    parties: tuple[Party, ...] = ()
    destinations: tuple[Destination, ...] = ()
    lines: tuple[Line, ...] = ()
    items: tuple[Item, ...] = ()
    end_use: str = ""
    route: tuple[str, ...] = ()
    contract: str = ""
    contract_date: str = ""
    valid_until: str = ""
    documents: tuple[Document, ...] = ()
    notes: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    def party(self, role: PartyRole) -> Party | None:
        """The first party in `role`."""
        return next((party for party in self.parties if party.role is role), None)

    def line(self, line_id: str) -> Line:
        """The line called `line_id`; raises `KeyError`."""
        return next((line for line in self.lines if line.id == line_id), None) or _no_such(line_id)

    def item_quantity(self, item: Item) -> Decimal | None:
        """Quantity asked for `item`, in its line's unit; None where the dossier gives none."""
        return _decimal(item.quantity or self.line(item.line).quantity)

    def item_value(self, item: Item) -> Decimal | None:
        """Value asked for `item`, in its line's currency; None where the dossier gives none."""
        return _decimal(item.value or self.line(item.line).value)


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _no_such(name: str) -> Line:
    raise KeyError(name)
