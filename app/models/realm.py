"""The state of the realm: charter, officers, adopted procedures, open two-person requests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.models.acts import SeatFilled
from app.models.case import Signed
from app.models.charter import Charter, Person
from app.models.licence import MassSuspension
from app.models.procedure import Procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """An enrolled officer: what the charter says of the person, the key and the act that enrolled it."""

    person: Person
    enrolled_by: str
    revoked: Signed | None = None

    @property
    def active(self) -> bool:
        """Whether the officer may act."""
        return self.revoked is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A two-person request: `type` is the proposing act's type; `confirmed` once the second person signed."""

    id: str
    type: str
    body: Any
    by: Signed
    confirmed: Signed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """An adopted version of a procedure and its exact text."""

    procedure: Procedure
    text: str
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Realm:
    """`id` is the fingerprint: the SHA-256 of the founding charter's text.

    `charter` carries the calendars in force; `calendars` the acts that put them there, newest last. `seats` holds every
    list of holders, the latest last, by procedure id and seat.
    """

    id: str = ""
    charter: Charter | None = None
    charter_text: str = ""
    charter_digest: str = ""
    confirmed: bool = False
    officers: dict[str, Officer] = field(default_factory=dict)
    proposals: dict[str, Proposal] = field(default_factory=dict)
    procedures: dict[str, Adopted] = field(default_factory=dict)
    seats: dict[tuple[str, str], tuple[tuple[SeatFilled, Signed], ...]] = field(default_factory=dict)
    suspensions: dict[str, MassSuspension] = field(default_factory=dict)
    calendars: tuple[Signed, ...] = ()
    notes: tuple[tuple[str, Signed], ...] = ()
    acts: tuple[Signed, ...] = ()

    def current(self, procedure_id: str) -> Adopted | None:
        """The latest adopted version of `procedure_id`."""
        versions = [one for one in self.procedures.values() if one.procedure.id == procedure_id]
        return max(versions, key=lambda one: one.by.order, default=None)
