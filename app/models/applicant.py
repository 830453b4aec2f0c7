"""What was done towards the applicant: papers served, notices, the statutory effect, reconsideration, denials."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.acts import DenialRecorded, NoticeWritten, PaperServed, ReconsiderationOpened
from app.models.procedure import StatutoryEffect
from app.models.signed import Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    id: str
    body: PaperServed
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    id: str
    body: NoticeWritten
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Statutory:
    """The effect that the law attaches to the statutory limit, as recorded when it fell."""

    due: str
    effect: StatutoryEffect
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The reconsideration of a final decision, open until a decision names it."""

    id: str
    body: ReconsiderationOpened
    by: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    id: str
    body: DenialRecorded
    by: Signed
    withdrawn: tuple[str, Signed] | None = None
