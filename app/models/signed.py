"""Who signed an act, and when."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who signed an act, and when. `clock` only orders acts: a later act always has a greater one than its past."""

    act: str
    officer: str
    agency: str
    role: str
    claimed: str
    clock: tuple[int, int] = (0, 0)

    @property
    def order(self) -> tuple[tuple[int, int], str]:
        """Sorts by causality, then by id, on every station alike."""
        return (self.clock, self.act)
