"""Writing derived rows: the rows of a scope are replaced whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from operator import itemgetter
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection

from app.errors import Refused
from app.models.realm import Realm
from app.store.derived import Row, Rows, rows
from app.store.engine import raw
from app.store.tables import derived
from app.workflows.rules import State

ORDER = tuple(table.name for table in derived.sorted_tables)
"""Names of the derived tables, each after those it refers to."""
_OWNERS = {"case": "cases", "session": "sessions"}


def replace_rows(connection: Connection, states: dict[str, State], realm: Realm) -> None:
    """Replace the derived rows of the scopes in `states`. Raises `Refused` where two cases would bear one reference."""
    found = {scope: rows(state, realm) for scope, state in states.items()}
    _delete(connection, states)
    try:
        _insert(connection, found.values())
    except driver.IntegrityError:
        raise Refused("case.reference-taken") from None


def _delete(connection: Connection, scopes: Iterable[str]) -> None:
    """Rows that belong to a case or a session go with it, by their foreign key."""
    for kind, owner in _OWNERS.items():
        ids = [(scope.partition(":")[2],) for scope in scopes if scope.startswith(f"{kind}:")]
        if ids:
            raw(connection).executemany(f"DELETE FROM {owner} WHERE id = ?", ids)
    if "realm" in scopes:
        raw(connection).execute("DELETE FROM officers")


def _insert(connection: Connection, found: Iterable[Rows]) -> None:
    tables: Rows = {}
    for one in found:
        for name, some in one.items():
            tables.setdefault(name, []).extend(some)
    for name in ORDER:
        if tables.get(name):
            statement, values = insertion(name)
            raw(connection).executemany(statement, map(values, tables[name]))


@cache
def insertion(name: str) -> tuple[str, Callable[[Row], tuple[Any, ...]]]:
    """The statement that inserts one row into a derived table, and how a row ``{column: value}`` is given to it.

    By place: the driver takes longer to look a value up by name than to store it.
    """
    columns = [column.name for column in derived.tables[name].c]
    return f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", itemgetter(*columns)
