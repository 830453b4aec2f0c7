"""Verifying the whole journal of a store: its tree, and in full every page, signature, chain and rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection

from app.errors import NotTrusted, PlacetError, Refused, StoreFault
from app.models.acts import Act
from app.store import records, share
from app.store.engine import raw, shared
from app.store.sealing import Identity
from app.trust import merkle, record, verify
from app.trust.export import KeyEntry
from app.trust.notes import open_checkpoint
from app.trust.processes import in_processes
from app.workflows.fold import World

Cancel = Callable[[], bool]
"""Asked now and then; true ends the verification with ``Refused("verify.cancelled")``."""
Item = TypeVar("Item")
ASK_EVERY = 256
SHARE = 512
"""Acts that a process reads and checks at a time; the last ones leave a core idle for half as long."""
_PAGE = re.compile(r"\bpage (\d+)")


@dataclass(frozen=True, slots=True)
class Verified:
    """Number of acts and root of their tree (hex) as found, equal to those of the signed checkpoint."""

    size: int
    root: str


def quick(connection: Connection, identity: Identity) -> Verified:
    """The tree over the kept acts against the signed checkpoint. Raises `NotTrusted`."""
    tree = tree_of(connection)
    return against_checkpoint(connection, identity, tree.size, tree.root())


def tree_of(connection: Connection) -> merkle.Tree:
    """The tree over the kept acts, from their exact bytes."""
    tree = merkle.Tree()
    for header, _, _, signature in records.rows_from(connection):
        tree.append(record.leaf(header, signature))
    return tree


def full(
    connection: Connection,
    identity: Identity,
    progress: verify.Progress | None = None,
    cancel: Cancel | None = None,
    processes: int | None = None,
) -> Verified:
    """Every page, id, signature, body, chain and cause, the checkpoint, and then every rule once more.

    `progress` counts the acts twice: once for the proofs, once for the rules. Raises `NotTrusted` with the place of
    the first act that is not in order, `StoreFault` for a damaged page.
    """
    pages(connection)
    result = proofs(connection, identity, progress, cancel, processes)
    rules(connection, progress, cancel)
    return result


def pages(connection: Connection) -> None:
    """The MAC of every page of the file as it lies on the disk, of those too from which no act is read.

    Raises `StoreFault` with the number of damaged pages, and that of the first, counted from 1.
    """
    told = [text for (text,) in raw(connection).execute("PRAGMA cipher_integrity_check")]
    if told:
        named = [int(found[1]) for found in map(_PAGE.search, told) if found]
        raise StoreFault("store.damaged-pages", count=len(told), first=min(named, default=1))


def proofs(
    connection: Connection,
    identity: Identity,
    progress: verify.Progress | None = None,
    cancel: Cancel | None = None,
    processes: int | None = None,
) -> Verified:
    """What an auditor can check without our rules: all acts by themselves, and the checkpoint. Raises `NotTrusted`."""
    publics = publics_of(records.keys(connection))
    database, size = shared(connection), records.gapless(connection)
    if database and size and size > verify.FEW:
        shares = _until((range(at, min(at + SHARE, size)) for at in range(0, size, SHARE)), cancel, every=1)
        there = partial(share.check, database, publics)
        with closing(database.reader()) as reader:
            here = partial(share.read, reader, publics)
            with closing(in_processes(shares, there, processes, here)) as checked:
                found = verify.in_order(checked, progress)
    else:
        found = _handed_out(connection, publics, progress, cancel, processes)
    return against_checkpoint(connection, identity, found.size, found.root)


def rules(connection: Connection, progress: verify.Progress | None = None, cancel: Cancel | None = None) -> None:
    """Ask the rules about every act again, in acceptance order, in a world that knows only what came before."""
    reached = 0

    def before(scope: str) -> list[Act]:
        return records.acts_of(connection, scope, reached)

    world = World(before)
    for position, act in _until(records.acts_in_order(connection), cancel):
        reached = position
        try:
            world.admit(act)
        except Refused as error:
            raise NotTrusted("journal.rule", line=position + 1, rule=error.code) from None
        if progress and position % ASK_EVERY == 0:
            progress(position + 1)


def signatures(connection: Connection, start: int) -> int:
    """Verify form, signature and body of every act from position `start` on; how many. Raises `NotTrusted`."""
    publics, done = publics_of(records.keys(connection)), 0
    for header, body, salt, signature in records.rows_from(connection, start):
        try:
            fields, _ = verify.check_header(header, signature, publics)
            verify.check_body(fields["body"], body, salt)
        except PlacetError as error:
            raise verify.placed(error, "journal", start + done + 1) from None
        done += 1
    return done


def against_checkpoint(connection: Connection, identity: Identity, size: int, root: bytes) -> Verified:
    """The tree that was found, if the station's signed checkpoint says the same. Raises `NotTrusted`."""
    note = bytes(connection.exec_driver_sql("SELECT checkpoint FROM tree").scalar() or b"")
    if size or note:
        said = open_checkpoint(note, identity.verifier)
        if (said.size, said.root) != (size, root):
            raise NotTrusted("journal.root", said=said.size, found=size)
    return Verified(size, root.hex())


def publics_of(entries: dict[str, KeyEntry]) -> dict[str, bytes]:
    """Raw public keys by key id."""
    return {name: entry.public for name, entry in entries.items()}


def _handed_out(
    connection: Connection,
    publics: dict[str, bytes],
    progress: verify.Progress | None,
    cancel: Cancel | None,
    processes: int | None,
) -> verify.Verified:
    """All acts checked from rows read here: few, or not committed yet, or with gaps between their positions."""
    gaps: list[int] = []
    rows = _until(_noting_gaps(records.rows_in_full(connection), gaps), cancel)
    found = verify.verify_records(rows, publics, processes, progress)
    if gaps:
        raise NotTrusted("journal.columns", line=gaps[0])
    return found


def _noting_gaps(rows: Iterator[tuple[int, verify.Row]], gaps: list[int]) -> Iterator[verify.Row]:
    """The rows themselves; in `gaps` the number of every act that does not stand where it should."""
    for expected, (position, row) in enumerate(rows):
        if position != expected:
            gaps.append(expected + 1)
        yield row


def _until(items: Iterator[Item], cancel: Cancel | None, every: int = ASK_EVERY) -> Iterator[Item]:
    for number, item in enumerate(items):
        if cancel and number % every == 0 and cancel():
            raise Refused("verify.cancelled")
        yield item
