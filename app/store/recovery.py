"""After an unclean stop: tree, pages and late signatures checked, derived tables rebuilt; the head compared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection

from app.errors import NotTrusted, PlacetError, StoreFault, Unreadable
from app.store.rebuild import rebuild
from app.store.records import rows_from
from app.store.schema import reindex
from app.store.sealing import Identity
from app.store.verify import against_checkpoint, pages, signatures, tree_of
from app.trust import head as heads
from app.trust import merkle, record

Standing = Literal["same", "ahead", "behind", "forked", "missing", "tampered", "broken"]
"""How the journal stands to the head beside it; ``ahead`` is normal after a crash, everything after it is an alarm."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was found and done after an unclean stop.

    `size` acts stand in the journal, `verified` of them (those since it was last known to be in order) had form,
    signature and body verified, `rebuilt` scopes were written anew. With a `problem` nothing was rebuilt and the
    store takes no act.
    """

    size: int
    verified: int = 0
    rebuilt: int = 0
    problem: PlacetError | None = None


def recover(connection: Connection, identity: Identity, clean_size: int) -> Recovery:
    """Bring the store in order; the caller commits. Tables are never trusted across a crash, only signed acts are."""
    tree = tree_of(connection)
    try:
        pages(connection)
        against_checkpoint(connection, identity, tree.size, tree.root())
        verified = signatures(connection, min(clean_size, tree.size))
    except (NotTrusted, StoreFault, Unreadable) as problem:
        return Recovery(tree.size, problem=problem)
    connection.exec_driver_sql("UPDATE tree SET frontier = ?", (tree.to_bytes(),))
    reindex(connection)
    return Recovery(tree.size, verified, rebuild(connection))


def standing(connection: Connection, identity: Identity, path: Path, key: bytes) -> Standing:
    """The journal against the head at `path`, whose MAC `key` opens."""
    try:
        head = heads.read(path, key)
    except StoreFault:
        return "missing"
    except Unreadable:
        return "broken"
    except NotTrusted:
        return "tampered"
    if head.store != identity.store:
        return "tampered"
    tree = frontier(connection)
    found = heads.standing(head, tree.size, tree.root().hex())
    if found == "ahead" and _root_of_first(connection, head.size) != head.root:
        return "forked"
    return found


def frontier(connection: Connection) -> merkle.Tree:
    """The tree as the store last wrote it."""
    return merkle.Tree.from_bytes(connection.exec_driver_sql("SELECT frontier FROM tree").scalar_one())


def _root_of_first(connection: Connection, size: int) -> str:
    leaves = (record.leaf(header, signature) for header, _, _, signature in rows_from(connection))
    return merkle.root_of(leaf for leaf, _ in zip(leaves, range(size), strict=False)).hex()
