"""The encrypted database: one connection, durable transactions, and its faults as codes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, exc

from app.errors import StoreFault

BUSY_MS = 5_000
"""How long a transaction waits for another process before it is told that the store is busy."""
CACHE_KIB = 64 * 1024

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


def open_engine(path: Path, key: bytes) -> Engine:
    """An engine on the one connection to the database at `path`, opened with its raw 256-bit `key`.

    Raises `StoreFault` for a wrong key or a damaged first page (SQLCipher cannot tell them apart).
    """
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: _connect(path, key),
        poolclass=StaticPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def faults() -> Iterator[None]:
    """Turn what the driver raises into `StoreFault`; programming errors pass through."""
    try:
        yield
    except exc.DBAPIError as error:
        raise _fault(error.orig) or error from None
    except driver.Error as error:
        raise _fault(error) or error from None


@contextmanager
def begin(engine: Engine, *, writing: bool) -> Iterator[Connection]:
    """One transaction: committed at the end, rolled back on any exception."""
    with faults(), engine.connect() as connection:
        connection = connection.execution_options(placet_writing=writing)
        with connection.begin():
            yield connection


def raw(connection: Connection) -> Any:
    """The driver's own connection, for what runs once for every act; SQLAlchemy costs more there than SQLite."""
    return connection.connection.driver_connection


def _connect(path: Path, key: bytes) -> Any:
    # A file that is not there is never made here: an empty new store would look like a lost journal.
    connection = driver.connect(f"file:{_quoted(path)}?mode=rw", uri=True, isolation_level=None, timeout=BUSY_MS / 1000)
    try:
        connection.execute("PRAGMA cipher_log = off")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_page_size = 4096")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except driver.Error:
        connection.close()
        raise
    # ATTACH with an empty key would write a plain database.
    connection.set_authorizer(_authorize)
    return connection


def _quoted(path: Path) -> str:
    return path.absolute().as_uri().removeprefix("file://")


def _authorize(action: int, *_what: Any) -> int:
    return _DENY if action == _ATTACH else _ALLOW


def _begin(connection: Connection) -> None:
    # The driver is in autocommit mode and begins nothing by itself. A writer takes its lock at once: two that had
    # read the same head could otherwise both believe they may append.
    writing = connection.get_execution_options().get("placet_writing", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _fault(error: object) -> StoreFault | None:
    code = getattr(error, "sqlite_errorcode", None)
    known = _FAULTS.get(code & 0xFF) if isinstance(code, int) else None
    return StoreFault(known) if known else None
