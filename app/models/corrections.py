"""Corrective acts on a case: what was proposed, by whom, and whether a second person put it into effect."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.acts import (
    ClericalProposed,
    HolderProposed,
    MergerProposed,
    ReopeningProposed,
    VoidingProposed,
)
from app.models.signed import Signed

Proposed = ReopeningProposed | VoidingProposed | ClericalProposed | MergerProposed | HolderProposed


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    id: str
    body: Proposed
    by: Signed
    confirmed: Signed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerical:
    """A clerical error corrected in a decision's text in one language; `id` is the correction's, `by` confirmed it."""

    id: str
    language: str
    before: str
    after: str
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger:
    """The case in which this one goes on."""

    other: str
    reference: str
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """An agency's claim to what `holder` holds of a step; open until ruled."""

    id: str
    step: str
    holder: str
    agency: str
    reasons: str
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetenceRuling:
    """Who is competent for what `holder` held of a step."""

    step: str
    holder: str
    agency: str
    reasons: str
    by: Signed
