"""The encrypted file: what opens it, how it is set, and its faults as codes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.errors import StoreFault

BUSY_MS = 5_000
"""How long a transaction waits for another process before it is told that the store is busy."""
CACHE_KIB = 64 * 1024
READER_CACHE_KIB = 2 * 1024
"""Who reads every row once finds no page a second time, and there is a reader for each core."""

PRAGMAS = (
    # No write-ahead log: with one, a flipped bit drops committed acts without a word.
    "journal_mode = DELETE",
    "synchronous = EXTRA",
    "temp_store = MEMORY",
    f"cache_size = -{CACHE_KIB}",
    f"busy_timeout = {BUSY_MS}",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "secure_delete = ON",
)

_ATTACH = 24
_DENY, _ALLOW = 1, 0
_FAULTS = {
    5: "store.busy",
    6: "store.busy",
    8: "store.read-only",
    10: "store.not-written",
    11: "store.damaged",
    13: "store.full",
    14: "store.cannot-open",
    26: "store.wrong-key",
}
"""SQLite's primary result codes: BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB."""


@dataclass(frozen=True, slots=True)
class Database:
    """Where an encrypted database lies and its raw 256-bit key: enough for another process to open it too."""

    path: Path
    key: bytes = field(repr=False)

    def connect(self) -> Any:
        """The driver's connection, for reading and writing."""
        return self._open("rw", PRAGMAS)

    def reader(self) -> Any:
        """A connection that only reads, in a transaction of its own: what it has seen once stays while it is open."""
        connection = self._open("ro", (*PRAGMAS, f"cache_size = -{READER_CACHE_KIB}"))
        connection.execute("BEGIN")
        return connection

    def _open(self, mode: str, pragmas: tuple[str, ...]) -> Any:
        # A file that is not there is never made here: an empty new store would look like a lost journal.
        address = f"file:{_quoted(self.path)}?mode={mode}"
        connection = driver.connect(address, uri=True, isolation_level=None, timeout=BUSY_MS / 1000)
        try:
            connection.execute("PRAGMA cipher_log = off")
            connection.execute(f"PRAGMA key = \"x'{self.key.hex()}'\"")
            connection.execute("PRAGMA cipher_page_size = 4096")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}").fetchall()
        except driver.Error:
            connection.close()
            raise
        # ATTACH with an empty key would write a plain database.
        connection.set_authorizer(_authorize)
        return connection


@contextmanager
def faults() -> Iterator[None]:
    """Turn what the driver raises into `StoreFault`; programming errors pass through."""
    try:
        yield
    except driver.Error as error:
        raise fault(error) or error from None


def fault(error: object) -> StoreFault | None:
    """What an error of the driver tells a person; None for one that only a programmer can mend."""
    code = getattr(error, "sqlite_errorcode", None)
    known = _FAULTS.get(code & 0xFF) if isinstance(code, int) else None
    return StoreFault(known) if known else None


def _quoted(path: Path) -> str:
    return path.absolute().as_uri().removeprefix("file://")


def _authorize(action: int, *_what: Any) -> int:
    return _DENY if action == _ATTACH else _ALLOW
