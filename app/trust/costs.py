"""Argon2id (RFC 9106): how much work one guess at a passphrase costs."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.errors import Unreadable

MEMORY_KIB = 256 * 1024
MOST_MEMORY_KIB = 1024 * 1024
MOST_ITERATIONS = 4
MOST_LANES = 16
PATIENCE = 1.0
"""Seconds of unlocking under which a third iteration is taken."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Memory in KiB, passes over it, and lanes that run side by side.

    Only a ceiling is enforced, against slot files made to exhaust the machine. A floor would protect nothing here:
    a slot rewritten with a cheaper cost derives another key and opens nothing, and new slots get `calibrate()`.
    """

    memory_kib: int
    iterations: int
    lanes: int

    def __post_init__(self) -> None:
        within = (
            8 * self.lanes <= self.memory_kib <= MOST_MEMORY_KIB
            and 1 <= self.iterations <= MOST_ITERATIONS
            and 1 <= self.lanes <= MOST_LANES
        )
        if not within:
            raise Unreadable("slots.cost", memory_mib=MOST_MEMORY_KIB // 1024, iterations=MOST_ITERATIONS)

    def stretch(self, passphrase: bytes, salt: bytes) -> bytes:
        """32 bytes from a passphrase and its 16-byte salt."""
        argon = Argon2id(
            salt=salt, length=32, iterations=self.iterations, lanes=self.lanes, memory_cost=self.memory_kib
        )
        return argon.derive(passphrase)


def calibrate() -> Cost:
    """The cost for new slots on this machine: 256 MiB, two passes, or three where that stays within a second."""
    lanes = min(4, os.cpu_count() or 1)
    start = time.perf_counter()
    Cost(MEMORY_KIB, 2, lanes).stretch(b"calibration", b"calibration salt")
    three = (time.perf_counter() - start) * 1.5 < PATIENCE
    return Cost(MEMORY_KIB, 3 if three else 2, lanes)
