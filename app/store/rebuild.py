"""Derived tables from the acts alone: filled anew, or compared with what stands there."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from app.errors import StoreFault
from app.store import lists, refold
from app.store.derive import ORDER, insert
from app.store.engine import raw
from app.store.refold import Found, Part
from app.store.schema import recreate_derived
from app.store.tables import DERIVED_VERSION, derived
from app.trust.processes import assisted, without_looking_for_cycles

Progress = Callable[[int], None]
"""Called with the number of scopes done so far."""
Fold = Callable[[Part], Found]
PART = 500
"""Acts that are folded at a time; the last ones leave a core idle for half as long."""
AHEAD = 2
"""Parts handed to each process: one to work on and one at hand."""
FEW = 5_000
"""Acts up to which starting processes takes longer than the work itself."""
MOST = 500_000
"""Acts folded with the help of processes: until they are done, the rows of all of them are held in memory (140 MB)."""
NEVER = 2**31 - 1
"""Changed pages in memory beyond which some are written: more than there can be."""

_SCOPES = "SELECT scope, count(*), min(position) FROM acts GROUP BY scope ORDER BY 3"
"""In this order acts of neighbours in the journal, which share pages, are read together."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that only one side has: in table `table`, about `about` (id of a case or session, or the officer).

    `where` is ``tables`` for a row that no act gives, ``acts`` for one that is missing from the table.
    """

    table: str
    about: str
    where: str


def rebuild(connection: Connection, progress: Progress | None = None, helpers: int | None = None) -> int:
    """Drop and refill all derived tables; the number of scopes. The caller commits.

    `helpers` is how many other processes may fold beside this one; as many as there are further cores by default.
    """
    done = 0
    with closing(_folded(connection, helpers, partial(recreate_derived, connection))) as folded:
        for part, found in folded:
            insert(connection, found.rows)
            done += len(part.scopes)
            if progress:
                progress(done)
    connection.exec_driver_sql("UPDATE station SET derived_version = ?", (DERIVED_VERSION,))
    return done


def check(connection: Connection, progress: Progress | None = None, helpers: int | None = None) -> list[Difference]:
    """Fold every scope and compare its rows with the tables: every difference by name."""
    fresh: dict[str, Counter[tuple[Any, ...]]] = {name: Counter() for name in ORDER}
    done = 0
    with closing(_folded(connection, helpers)) as folded:
        for part, found in folded:
            for name, (columns, values) in found.rows.items():
                fresh[name].update(map(itemgetter(*map(columns.index, derived.tables[name].c.keys())), values))
            done += len(part.scopes)
            if progress:
                progress(done)
    return [difference for name in ORDER for difference in _compare(connection, name, fresh[name])]


def _folded(
    connection: Connection, helpers: int | None, first: Callable[[], None] = lambda: None
) -> Generator[tuple[Part, Found], None, None]:
    """Every scope that has acts, part by part, with its rows, after what `first` changes."""
    reader = raw(connection)
    here = partial(refold.found, reader, refold.folded_realm(reader))
    parts = list(_parts(reader.execute(_SCOPES)))
    reached = list(accumulate(part.acts for part in parts))
    count = (os.cpu_count() or 1) - 1 if helpers is None else helpers
    shared = sum(acts <= MOST for acts in reached) if count and reached and reached[-1] > FEW else 0
    with without_looking_for_cycles():
        if shared:
            there = partial(refold.found_there, connection.get_execution_options()["placet_database"])
            with _kept_in_memory(reader):
                yield from _together(parts[:shared], here, there, count, first)
        else:
            first()
        yield from ((part, here(part)) for part in parts[shared:])


def _parts(scopes: Iterable[tuple[str, int, int]]) -> Iterator[Part]:
    some: list[str] = []
    acts = 0
    for scope, count, _ in scopes:
        some.append(scope)
        acts += count
        if acts >= PART:
            yield Part(tuple(some), acts)
            some, acts = [], 0
    if some:
        yield Part(tuple(some), acts)


def _together(
    parts: Iterable[Part], here: Fold, there: Fold, helpers: int, first: Callable[[], None]
) -> Iterator[tuple[Part, Found]]:
    """Each part folded here or in another process, whichever is free: this one need not wait until others have begun.

    The caller's lock keeps everyone from committing, so that a process sees the same acts. `first` is done here while
    processes begin.
    """
    waiting, pending = deque(parts), deque[tuple[Part, Future[Found]]]()
    with assisted(helpers) as pool:
        try:
            for part in _taken(waiting, AHEAD * helpers):
                pending.append((part, _ask(pool, there, part)))
            first()
            while waiting or pending:
                for part in _taken(waiting, AHEAD * helpers - len(pending)):
                    pending.append((part, _ask(pool, there, part)))
                if waiting and not pending[0][1].done():
                    part = waiting.popleft()
                    yield part, here(part)
                else:
                    part, answer = pending.popleft()
                    yield part, _answered(part, answer, here)
        finally:
            pool.shutdown(cancel_futures=True)


def _taken(waiting: deque[Part], most: int) -> list[Part]:
    return [waiting.popleft() for _ in range(min(most, len(waiting)))]


def _ask(pool: ProcessPoolExecutor, there: Fold, part: Part) -> Future[Found]:
    try:
        return pool.submit(there, part)
    except BrokenProcessPool as error:
        broken = Future[Found]()
        broken.set_exception(error)
        return broken


def _answered(part: Part, answer: Future[Found], here: Fold) -> Found:
    """What the process found, or what is found here.

    The process may have died, or not come to read because this transaction wrote much before; and acts of this
    transaction are not kept yet.
    """
    try:
        found = answer.result()
    except BrokenProcessPool:
        return here(part)
    except StoreFault as fault:
        if fault.code != "store.busy":
            raise
        return here(part)
    return found if found.acts == part.acts else here(part)


@contextmanager
def _kept_in_memory(reader: Any) -> Iterator[None]:
    """Write no changed page before the commit: that takes a lock which nobody gives who still reads."""
    # By number of pages: within a transaction SQLite takes no notice of OFF.
    reader.execute(f"PRAGMA cache_spill = {NEVER}").fetchall()
    try:
        yield
    finally:
        reader.execute("PRAGMA cache_spill = 1").fetchall()


def _compare(connection: Connection, name: str, fresh: Counter[tuple[Any, ...]]) -> Iterator[Difference]:
    columns = derived.tables[name].c.keys()
    about = next(column for column in ("session_id", "case_id", "id", "officer") if column in columns)
    place = columns.index(about)
    standing = Counter(tuple(row.values()) for row in lists.table(connection, name))
    for extra, where in ((standing - fresh, "tables"), (fresh - standing, "acts")):
        yield from (Difference(name, row[place], where) for row in extra.elements())
