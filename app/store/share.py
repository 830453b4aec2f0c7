"""One share of a full verification, read by the process that checks it: kept apart to start without SQLAlchemy."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from app.errors import StoreFault
from app.store.database import Database, faults
from app.trust import verify

IN_FULL = ", ".join(("header", "body", "salt", "signature", "id", *verify.LISTED, "void"))
"""All columns of an act but its position: a `verify.Row`."""
_SHARE = f"SELECT {IN_FULL} FROM acts WHERE position >= ? AND position < ? ORDER BY position"


def loaded() -> None:
    """Nothing but that this module and all it needs are there."""


def check(database: Database, keys: Mapping[str, bytes], positions: range) -> verify.Stretch:
    """`read` in a process of its own: rows are not handed to it, which costs more than to decipher them there."""
    with faults():
        reader = _reader(database)
    return read(reader, keys, positions)


def read(reader: Any, keys: Mapping[str, bytes], positions: range) -> verify.Stretch:
    """The acts at `positions`, each in order by itself, from a connection of the driver.

    Raises `NotTrusted` with the place of the first that is not, `StoreFault` for damage.
    """
    with faults():
        rows = reader.execute(_SHARE, (positions.start, positions.stop))
        acts = verify.check_rows(keys, (positions.start + 1, rows))
    if len(acts.ids) != len(positions):
        # Their number was read from an index, and it no longer fits the table.
        raise StoreFault("store.damaged")
    return acts


@lru_cache(maxsize=1)
def _reader(database: Database) -> Any:
    """The one connection of this process, open until it ends."""
    return database.reader()
