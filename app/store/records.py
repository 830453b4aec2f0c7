"""Rows of the journal as acts and records: exact bytes in, what rules and proof work with out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.models.acts import Act
from app.store.acts import act
from app.store.engine import raw
from app.store.share import IN_FULL
from app.trust.export import KeyEntry
from app.trust.record import Record, chain_id, unbase64
from app.trust.verify import Row

PAGE = 1000
"""Rows fetched at a time from a cursor over the whole journal."""

_OF_SCOPE = "SELECT id, header, body FROM acts WHERE scope = ? AND void IS NULL AND position < ? ORDER BY position"
_RECORDS = "SELECT header, body, salt, signature, id FROM acts WHERE position >= ? ORDER BY position"
_IN_FULL = f"SELECT position, {IN_FULL} FROM acts ORDER BY position"
_IN_ORDER = "SELECT position, id, header, body FROM acts WHERE void IS NULL ORDER BY position"
_LISTED = "SELECT position, id, scope, type, officer, agency, claimed, void FROM acts"
_LAST = (
    "SELECT chain, scope, id FROM acts WHERE seq = (SELECT max(seq) FROM acts AS same WHERE same.chain = acts.chain)"
)
EVERYTHING = 2**62


@dataclass(frozen=True, slots=True)
class Listed:
    """An act as lists show it. `position` counts from 0; `void` is the code of the rule it broke."""

    position: int
    id: str
    scope: str
    type: str
    officer: str
    agency: str
    claimed: str
    void: str | None


def acts_of(connection: Connection, scope: str, before: int = EVERYTHING) -> list[Act]:
    """The valid acts of a scope at positions below `before`, in acceptance order."""
    return [act(*row) for row in raw(connection).execute(_OF_SCOPE, (scope, before)).fetchall()]


def acts_in_order(connection: Connection) -> Iterator[tuple[int, Act]]:
    """Every valid act with its position."""
    for position, *row in _paged(connection, _IN_ORDER, ()):
        yield position, act(*row)


def rows_from(connection: Connection, start: int = 0) -> Iterator[Row]:
    """Header, body, salt, signature of every act from position `start` on."""
    for header, body, salt, signature, _ in _paged(connection, _RECORDS, (start,)):
        yield header, body, salt, signature


def rows_in_full(connection: Connection) -> Iterator[tuple[int, Row]]:
    """Position and row of every act, the row with all that is kept beside its exact bytes."""
    for position, *row in _paged(connection, _IN_FULL, ()):
        yield position, tuple(row)


def gapless(connection: Connection) -> int | None:
    """The number of acts, or None where their positions do not count from 0 without a gap."""
    size, first, last = raw(connection).execute("SELECT count(*), min(position), max(position) FROM acts").fetchone()
    return int(size) if (first, last) in ((0, size - 1), (None, None)) else None


def records_from(connection: Connection, start: int = 0) -> Iterator[Record]:
    """Every act from position `start` on as its exact bytes."""
    for row in _paged(connection, _RECORDS, (start,)):
        yield Record(*row)


def listed(connection: Connection, scope: str | None) -> list[Listed]:
    """The acts of a scope, or of the whole journal, in acceptance order."""
    where, values = ("", ()) if scope is None else ("WHERE scope = ?", (scope,))
    return [Listed(*row) for row in connection.exec_driver_sql(f"{_LISTED} {where} ORDER BY position", values)]


def last_acts(connection: Connection, key: str) -> dict[str, str]:
    """The last act of each chain of the key with this id: chain -> act id."""
    return {chain: name for chain, scope, name in connection.exec_driver_sql(_LAST) if chain == chain_id(key, scope)}


def keys(connection: Connection) -> dict[str, KeyEntry]:
    """Every key that an act of the realm names, with whose it is and by which act, by key id."""
    found: dict[str, KeyEntry] = {}
    for one in acts_of(connection, "realm"):
        public = getattr(one.body, "public", "")
        if public:
            entry = KeyEntry(unbase64(public, 32), one.body.officer, one.body.agency, one.id)
            found.setdefault(one.body.key, entry)
    return found


def _paged(connection: Connection, statement: str, values: tuple[Any, ...]) -> Iterator[Any]:
    cursor = raw(connection).execute(statement, values)
    while rows := cursor.fetchmany(PAGE):
        yield from rows
