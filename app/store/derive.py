"""Writing derived rows: the rows of a scope are replaced whole."""

from __future__ import annotations

from collections.abc import Iterable

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection

from app.errors import Refused
from app.models.realm import Realm
from app.store.derived import rows
from app.store.engine import raw
from app.store.refold import Packed, packed
from app.store.tables import derived
from app.workflows.rules import State

ORDER = tuple(table.name for table in derived.sorted_tables)
"""Names of the derived tables, each after those it refers to."""
_OWNERS = {"case": "cases", "session": "sessions"}


def replace_rows(connection: Connection, states: dict[str, State], realm: Realm) -> None:
    """Replace the derived rows of the scopes in `states`. Raises `Refused` where two cases would bear one reference."""
    found = packed(rows(state, realm) for state in states.values())
    _delete(connection, states)
    insert(connection, found)


def insert(connection: Connection, found: Packed) -> None:
    """Add the rows of scopes that have none. Raises `Refused` where two cases would bear one reference."""
    try:
        for name in ORDER:
            if name in found:
                columns, values = found[name]
                raw(connection).executemany(insertion(name, columns), values)
    except driver.IntegrityError:
        raise Refused("case.reference-taken") from None


def insertion(table: str, columns: Iterable[str]) -> str:
    """The statement that inserts one row, whose values stand in the order of `columns`.

    By place: the driver takes longer to look a value up by name than to store it.
    """
    names = tuple(columns)
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def _delete(connection: Connection, scopes: Iterable[str]) -> None:
    """Rows that belong to a case or a session go with it, by their foreign key."""
    for kind, owner in _OWNERS.items():
        ids = [(scope.partition(":")[2],) for scope in scopes if scope.startswith(f"{kind}:")]
        if ids:
            raw(connection).executemany(f"DELETE FROM {owner} WHERE id = ?", ids)
    if "realm" in scopes:
        raw(connection).execute("DELETE FROM officers")
