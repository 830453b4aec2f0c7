"""Derived rows of whole scopes, folded from their acts; kept apart so that a process that does it starts quickly."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from app.models.realm import Realm
from app.store.acts import act
from app.store.database import Database, faults
from app.store.derived import Rows, rows
from app.workflows.fold import REALM, advance, empty
from app.workflows.rules import State

_OF_SCOPE = "SELECT id, header, body, void FROM acts WHERE scope = ? ORDER BY position"

Packed = dict[str, tuple[tuple[str, ...], list[tuple[Any, ...]]]]
"""Rows by table: the names of their columns once, then their values."""


class Part(NamedTuple):
    """Scopes that are folded together, and how many acts they have."""

    scopes: tuple[str, ...]
    acts: int


class Found(NamedTuple):
    """The derived rows of a part, and how many acts were read for them."""

    acts: int
    rows: Packed


def loaded() -> None:
    """Nothing but that this module and all it needs are there."""


def found(reader: Any, realm: Realm, part: Part) -> Found:
    """The rows of a part from the acts that `reader`, a connection of the driver, sees."""
    acts, states = 0, []
    for scope in part.scopes:
        kept = reader.execute(_OF_SCOPE, (scope,)).fetchall()
        acts += len(kept)
        states.append(_folded(scope, kept))
    return Found(acts, packed(rows(state, realm) for state in states))


def found_there(database: Database, part: Part) -> Found:
    """The same in a process of its own, from what is committed."""
    with faults():
        return found(_reader(database), _realm(database), part)


def folded_realm(reader: Any) -> Realm:
    """The state of the realm."""
    state = _folded(REALM, reader.execute(_OF_SCOPE, (REALM,)).fetchall())
    assert isinstance(state, Realm)
    return state


def packed(found: Iterable[Rows]) -> Packed:
    """Rows of several scopes by table."""
    result: Packed = {}
    for tables in found:
        for name, some in tables.items():
            if some:
                columns, values = result.setdefault(name, (tuple(some[0]), []))
                values += map(itemgetter(*columns), some)
    return result


def _folded(scope: str, kept: Iterable[tuple[str, bytes, bytes | None, str | None]]) -> State:
    standing = empty(scope)
    for name, header, body, void in kept:
        if void is None:
            standing = advance(standing, act(name, header, body))
    return standing.state


@lru_cache(maxsize=1)
def _reader(database: Database) -> Any:
    """The one connection of this process, open until it ends."""
    return database.reader()


@lru_cache(maxsize=1)
def _realm(database: Database) -> Realm:
    return folded_realm(_reader(database))
