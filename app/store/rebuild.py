"""Derived tables from the acts alone: filled anew, or compared with what stands there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from app.models.realm import Realm
from app.store import lists
from app.store.derive import ORDER, replace_rows
from app.store.derived import rows
from app.store.records import acts_by_scope, acts_of
from app.store.schema import recreate_derived
from app.store.tables import DERIVED_VERSION, derived
from app.workflows.fold import REALM, advance, empty
from app.workflows.rules import State

Progress = Callable[[int], None]
"""Called with the number of scopes done so far."""
BATCH = 500


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that only one side has: in table `table`, about `about` (id of a case or session, or the officer).

    `where` is ``tables`` for a row that no act gives, ``acts`` for one that is missing from the table.
    """

    table: str
    about: str
    where: str


def rebuild(connection: Connection, progress: Progress | None = None) -> int:
    """Drop and refill all derived tables; the number of scopes. The caller commits."""
    recreate_derived(connection)
    realm, done = _realm(connection), 0
    some: dict[str, State] = {}
    for scope, state in folded(connection):
        some[scope], done = state, done + 1
        if len(some) == BATCH:
            replace_rows(connection, some, realm)
            some = {}
            if progress:
                progress(done)
    replace_rows(connection, some, realm)
    connection.exec_driver_sql("UPDATE station SET derived_version = ?", (DERIVED_VERSION,))
    return done


def check(connection: Connection, progress: Progress | None = None) -> list[Difference]:
    """Fold every scope and compare its rows with the tables: every difference by name."""
    realm = _realm(connection)
    fresh: dict[str, Counter[tuple[Any, ...]]] = {name: Counter() for name in ORDER}
    for done, (_, state) in enumerate(folded(connection), 1):
        for name, some in rows(state, realm).items():
            columns = derived.tables[name].c.keys()
            fresh[name].update(tuple(row[column] for column in columns) for row in some)
        if progress and done % BATCH == 0:
            progress(done)
    return [difference for name in ORDER for difference in _compare(connection, name, fresh[name])]


def folded(connection: Connection) -> Iterator[tuple[str, State]]:
    """The state of every scope that has acts."""
    for scope, group in groupby(acts_by_scope(connection), key=itemgetter(0)):
        standing = empty(scope)
        for _, act in group:
            standing = advance(standing, act)
        yield scope, standing.state


def _realm(connection: Connection) -> Realm:
    standing = empty(REALM)
    for act in acts_of(connection, REALM):
        standing = advance(standing, act)
    assert isinstance(standing.state, Realm)
    return standing.state


def _compare(connection: Connection, name: str, fresh: Counter[tuple[Any, ...]]) -> Iterator[Difference]:
    columns = derived.tables[name].c.keys()
    about = next(column for column in ("session_id", "case_id", "id", "officer") if column in columns)
    place = columns.index(about)
    standing = Counter(tuple(row.values()) for row in lists.table(connection, name))
    for extra, where in ((standing - fresh, "tables"), (fresh - standing, "acts")):
        yield from (Difference(name, row[place], where) for row in extra.elements())
