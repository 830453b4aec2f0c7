"""SQLAlchemy on the encrypted database: one connection, durable transactions, and its faults as codes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, exc

from app.store import database
from app.store.database import Database


def open_engine(path: Path, key: bytes) -> Engine:
    """An engine on the one connection to the database at `path`, opened with its raw 256-bit `key`.

    Raises `StoreFault` for a wrong key or a damaged first page (SQLCipher cannot tell them apart).
    """
    opened = Database(path, key)
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=opened.connect,
        poolclass=StaticPool,
        hide_parameters=True,
        execution_options={"placet_database": opened},
    )
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def faults() -> Iterator[None]:
    """Turn what the driver raises into `StoreFault`; programming errors pass through."""
    with database.faults():
        try:
            yield
        except exc.DBAPIError as error:
            raise database.fault(error.orig) or error from None


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


def shared(connection: Connection) -> Database | None:
    """The database, where other processes that open it see exactly what this transaction sees.

    A reader's lock lets nobody commit before it ends. What a writer has not committed nobody else sees: None.
    """
    found: Database = connection.get_execution_options()["placet_database"]
    return None if _writes(connection) else found


def _begin(connection: Connection) -> None:
    # The driver is in autocommit mode and begins nothing by itself. A writer takes its lock at once: two that had
    # read the same head could otherwise both believe they may append.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("placet_writing", True))
