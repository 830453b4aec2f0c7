"""What can be asked of a store inside one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson
from sqlalchemy import Connection

from app.models.case import Case
from app.models.realm import Realm
from app.models.session import Session
from app.store import lists, records
from app.store.sealing import Identity
from app.trust.export import KeyEntry
from app.trust.record import Record
from app.workflows.fold import World

MOST_VALUES = 500
"""Values looked up in one statement."""


class Reading:
    """A view of the journal as it is while the transaction lasts; `world` folds scopes as they are asked for."""

    def __init__(self, connection: Connection, world: World, identity: Identity) -> None:
        self.connection = connection
        self.world = world
        self.identity = identity

    @property
    def realm(self) -> Realm:
        """The state of the realm."""
        return self.world.realm

    def case(self, case_id: str) -> Case:
        """The state of a case. Raises `Refused("case.unknown")`."""
        return self.world.case(case_id)

    def session(self, session_id: str) -> Session:
        """The state of a session. Raises `Refused("session.unknown")`."""
        return self.world.session(session_id)

    # --- lookups that the makers of drafts need ---

    def next_number(self, series: str) -> int:
        """The first free number of a series of references: 18 for ``EXP-2026`` once ``EXP-2026-00017`` is taken."""
        self.settle()
        found = self.connection.exec_driver_sql("SELECT max(number) FROM cases WHERE series = ?", (series,))
        return int(found.scalar() or 0) + 1

    def case_id(self, reference: str) -> str | None:
        """The case with this reference."""
        return next(iter(self._cases_by("reference", [reference]).get(reference, ())), None)

    def cases_by_content(self, digests: Iterable[str]) -> dict[str, list[str]]:
        """Ids of cases by the digest of their application, for those of `digests` that are known."""
        return self._cases_by("content", digests)

    def cases_by_applicant_reference(self, references: Iterable[str]) -> dict[str, list[str]]:
        """Ids of cases by the applicant's own reference, for those of `references` that are known."""
        return self._cases_by("applicant_reference", references)

    def _cases_by(self, column: str, values: Iterable[str]) -> dict[str, list[str]]:
        self.settle()
        wanted, found = list(dict.fromkeys(values)), dict[str, list[str]]()
        for start in range(0, len(wanted), MOST_VALUES):
            some = wanted[start : start + MOST_VALUES]
            marks = ", ".join("?" * len(some))
            statement = f"SELECT {column}, id FROM cases WHERE {column} IN ({marks}) ORDER BY reference"
            for value, case_id in self.connection.exec_driver_sql(statement, tuple(some)):
                found.setdefault(value, []).append(case_id)
        return found

    # --- lists ---

    def cases(self, where: lists.Filter = lists.ALL, limit: int = 100, offset: int = 0) -> list[lists.CaseLine]:
        """One page of the cases that `where` lets through, by reference."""
        self.settle()
        return lists.cases(self.connection, where, limit, offset)

    def count_cases(self, where: lists.Filter = lists.ALL) -> int:
        """How many cases `where` lets through."""
        self.settle()
        return lists.count_cases(self.connection, where)

    def table(self, name: str) -> list[dict[str, Any]]:
        """All rows of one derived table as ``{column: value}``, in a stable order."""
        self.settle()
        return lists.table(self.connection, name)

    def work(self, agency: str, officer: str) -> list[dict[str, Any]]:
        """What waits on cases for the officer or for somebody of the agency, beside open steps."""
        self.settle()
        return lists.work(self.connection, agency, officer)

    def decisions(self) -> list[dict[str, Any]]:
        """The decision log: every final decision with its case's reference, in the order they became final."""
        self.settle()
        return lists.decisions(self.connection)

    def licensed(self, criterion: str, value: str) -> list[tuple[str, str]]:
        """Case and issuing act of every licence with an item found by `value`, or under it where it is a heading."""
        self.settle()
        return lists.licensed(self.connection, criterion, value)

    def awaiting(self, procedure: str) -> list[str]:
        """Ids of the cases that the committee of this procedure must take up at its next session, by reference."""
        self.settle()
        return lists.awaiting(self.connection, procedure)

    # --- the journal itself ---

    @property
    def size(self) -> int:
        """Number of acts."""
        return int(self.connection.exec_driver_sql("SELECT count(*) FROM acts").scalar() or 0)

    @property
    def checkpoint(self) -> bytes:
        """The latest signed checkpoint note; empty before the first act."""
        return bytes(self.connection.exec_driver_sql("SELECT checkpoint FROM tree").scalar() or b"")

    def listed(self, scope: str | None = None) -> list[records.Listed]:
        """The acts of a scope, or of the whole journal, in acceptance order."""
        self.settle()
        return records.listed(self.connection, scope)

    def records(self, start: int = 0) -> Iterator[Record]:
        """Every act from position `start` on, as its exact bytes."""
        self.settle()
        return records.records_from(self.connection, start)

    def keys(self) -> dict[str, KeyEntry]:
        """Whose each key is, and the act that enrolled it, by key id."""
        self.settle()
        return records.keys(self.connection)

    def last_acts(self, key: str) -> dict[str, str]:
        """The last act of each chain of the key with this id: chain -> act id."""
        self.settle()
        return records.last_acts(self.connection, key)

    def pending_slot(self, proposal: str) -> Any:
        """The key slot, as JSON, kept for the officer whom the act `proposal` proposes; None where there is none."""
        statement = "SELECT slot FROM pending_slots WHERE proposal = ?"
        found = self.connection.exec_driver_sql(statement, (proposal,)).scalar()
        return None if found is None else orjson.loads(found)

    def settle(self) -> None:
        """Bring derived rows up to date with the acts of this transaction; a reader has none."""


def slot_text(slot: Mapping[str, Any]) -> str:
    """A key slot as it is kept until its officer is confirmed."""
    return orjson.dumps(slot).decode("ascii")
