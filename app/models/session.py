"""The state of a committee session: agenda, attendance, whether it sits."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.models.acts import AgendaItem, MinutesAdopted, MinutesCorrected, SessionConvened, StatementAnnexed
from app.models.outcomes import RoundRef
from app.models.signed import Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A person taking or leaving a seat."""

    seat: str
    officer: str
    present: bool
    by: Signed


@dataclass(frozen=True, kw_only=True)
class Session:
    """`corrections`, `statements` and `adopted` (these minutes, by a later session) are keyed by act id.

    `announced` is keyed by fingerprint; `readers` names the agencies that may read a statement, where not all may.
    """

    id: str
    convened: SessionConvened | None = None
    by: Signed | None = None
    agenda: tuple[AgendaItem, ...] = ()
    attendance: tuple[Sitting, ...] = ()
    opened: Signed | None = None
    closed: Signed | None = None
    minutes: str = ""
    corrections: dict[str, tuple[MinutesCorrected, Signed]] = field(default_factory=dict)
    statements: dict[str, tuple[StatementAnnexed, Signed]] = field(default_factory=dict)
    readers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    adopted: dict[str, tuple[MinutesAdopted, Signed]] = field(default_factory=dict)
    announced: dict[str, tuple[RoundRef, Signed]] = field(default_factory=dict)
    capacities: dict[str, frozenset[str]] = field(default_factory=dict)
    acts: tuple[Signed, ...] = ()

    @property
    def sitting(self) -> bool:
        """Whether the session is open."""
        return self.opened is not None and self.closed is None

    def present(self) -> dict[str, str]:
        """Who sits now: seat -> officer."""
        seats: dict[str, str] = {}
        for sitting in self.attendance:
            if sitting.present:
                seats[sitting.seat] = sitting.officer
            else:
                seats.pop(sitting.seat, None)
        return seats
