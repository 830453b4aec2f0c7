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


def check(database: Database, keys: Mapping[str, bytes], positions: range) -> verify.Stretch:
    """The acts at `positions`, each in order by itself. Raises `NotTrusted` with the place of the first that is not.

    Rows are not handed to the process: that costs more than to read and decipher them there.
    """
    with faults():
        rows = _reader(database).execute(_SHARE, (positions.start, positions.stop))
        acts = verify.check_rows(keys, (positions.start + 1, rows))
    if len(acts.ids) != len(positions):
        # Their number was read from an index, and it no longer fits the table.
        raise StoreFault("store.damaged")
    return acts


@lru_cache(maxsize=1)
def _reader(database: Database) -> Any:
    """The one connection of this process, open until it ends."""
    return database.reader()
