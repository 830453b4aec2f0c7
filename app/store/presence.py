"""Who has the store open: a lock that the system takes back from a process that died."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.store.engine import faults

WAIT_SECONDS = 60
"""A second process waits this long for a first one that repairs the store."""


class Presence:
    """A shared lock held while the store is open; whoever can have it alone knows that nobody else is there.

    The lock is SQLite's own on an empty database, because that works alike on every system.
    """

    def __init__(self, path: Path) -> None:
        with faults():
            self._connection: Any = driver.connect(str(path), isolation_level=None, timeout=0)

    def alone(self) -> bool:
        """Try to be the only one. Followed by `share` in either case."""
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except driver.OperationalError:
            return False
        return True

    def share(self) -> None:
        """Be one of several. Raises `StoreFault` where the one that is alone does not end."""
        with faults():
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")
            self._connection.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
            self._connection.execute("BEGIN")
            self._connection.execute("SELECT * FROM sqlite_master").fetchall()

    def leave(self) -> None:
        """Let go; closing ends the lock."""
        self._connection.close()
