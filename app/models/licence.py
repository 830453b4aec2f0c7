"""The state of a licence: its issue, its suspensions, its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.models.acts import LicenceIssued, LicenceRevoked, LicencesSuspended, LicenceSuspended
from app.models.outcomes import LicenceRef
from app.models.signed import Signed


class LicenceState(StrEnum):
    """Whether goods may move under a licence."""

    NOT_SERVED = "not-served"
    NOT_YET_VALID = "not-yet-valid"
    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """One suspension of one licence by an act of its own."""

    id: str
    body: LicenceSuspended
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reinstatement:
    """The end of one suspension."""

    reason: str
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """The end of a licence."""

    id: str
    body: LicenceRevoked
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """`also` are the ids of licences issued apart from the same decision: they are this one.

    `reinstated` is keyed by what had suspended the licence: an act of suspension, or one by which a ratification failed
    or lapsed.
    """

    id: str
    body: LicenceIssued
    by: Signed
    also: frozenset[str] = frozenset()
    suspensions: dict[str, Suspension] = field(default_factory=dict)
    reinstated: dict[str, Reinstatement] = field(default_factory=dict)
    revoked: Revocation | None = None

    @property
    def ids(self) -> frozenset[str]:
        """Every act that issued it."""
        return self.also | {self.id}


@dataclass(frozen=True, slots=True, kw_only=True)
class MassSuspension:
    """One act that suspended many licences: those that later acts reinstated, and the ids of those it still `holds`."""

    id: str
    body: LicencesSuspended
    by: Signed
    holds: frozenset[str]
    reinstated: tuple[tuple[LicenceRef, Signed], ...] = ()
