"""Reading back what the program wrote, as the values from which the limit writes it once more."""

from __future__ import annotations

from typing import Any

from app.store.derive import ORDER
from app.store.engine import raw
from app.store.reading import Reading
from app.trust.keys import SigningKey
from tests.benchmarks.raw import RawCommit, recorded
from tests.benchmarks.realm import BenchRealm

OWNED = {"case": (("cases", "id"), "case_id"), "session": (("sessions", "id"), "session_id")}
"""How the derived rows of a scope are found: its own table and column, and the column of what belongs to it."""
OF_CASE = tuple(name for name in ORDER if name not in ("cases", "sessions", "agendas", "officers"))


def commit_from(realm: BenchRealm, start: int) -> RawCommit:
    """Everything that the last transaction wrote, whose first act stands at position `start`."""
    with realm.store.reading() as tx:
        statement = "SELECT header, body, salt, scope FROM acts WHERE position >= ? ORDER BY position"
        rows = raw(tx.connection).execute(statement, (start,)).fetchall()
        commit = RawCommit(recorded([row[:3] for row in rows], keys_of(realm)), [])
        for scope in dict.fromkeys(row[3] for row in rows):
            _add(tx, commit, scope)
    return commit


def keys_of(realm: BenchRealm) -> dict[str, SigningKey]:
    """Every officer's key by its id."""
    return {key.id: key for key in realm.keys.values()}


def _add(tx: Reading, commit: RawCommit, scope: str) -> None:
    kind, _, name = scope.partition(":")
    (table, column), _ = OWNED[kind]
    commit.gone.append((table, column, name))
    found = [(table, column), *_belonging(kind)]
    for part, key in found:
        rows = raw(tx.connection).execute(f"SELECT * FROM {part} WHERE {key} = ? ORDER BY rowid", (name,)).fetchall()
        if rows:
            commit.come.setdefault(part, []).extend(map(tuple, rows))


def _belonging(kind: str) -> list[tuple[str, Any]]:
    return [(name, "case_id") for name in OF_CASE] if kind == "case" else [("agendas", "session_id")]
