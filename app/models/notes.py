"""Informal notes, evidence that came up, and what an expert opened."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.models.acts import EvidenceRecorded, NoteWritten
from app.models.signed import Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """`settled` names the mentioned officers who have dealt with it."""

    id: str
    body: NoteWritten
    by: Signed
    filed: Signed | None = None
    settled: dict[str, Signed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    id: str
    body: EvidenceRecorded
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """An expert's look at the case."""

    invitation: str
    part: str
    dossier: str
    by: Signed
