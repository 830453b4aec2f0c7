"""The store of one workstation: made, opened, read, written in transactions, closed."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from sqlalchemy import Connection, Engine

from app.errors import PlacetError, StoreFault
from app.models.acts import Act
from app.store import records, schema
from app.store.engine import begin, open_engine, raw
from app.store.presence import Presence
from app.store.reading import Reading
from app.store.rebuild import rebuild
from app.store.recovery import Recovery, Standing, frontier, recover, standing
from app.store.sealing import Identity, Randomness
from app.store.tables import DERIVED_VERSION
from app.store.transaction import Transaction
from app.trust import head as heads
from app.trust.derive import database_key, head_key
from app.trust.keys import SigningKey
from app.trust.merkle import Tree
from app.workflows.fold import World

DATABASE, SLOTS, HEAD, LOCK = "placet.db", "slots", "head", "lock"
"""What a store's folder holds. The slots are `trust`'s; the lock is an empty database."""


class Store:
    """An open store. One connection, used by one thread; other processes may have the same store open.

    `recovery` tells what was found after an unclean stop, `standing` how the journal stood to its head.
    """

    def __init__(
        self, directory: Path, engine: Engine, presence: Presence, mac_key: bytes, randomness: Randomness
    ) -> None:
        self.directory = directory
        self.identity: Identity
        self.recovery: Recovery | None = None
        self.standing: Standing = "same"
        self._engine = engine
        self._presence = presence
        self._mac_key = mac_key
        self._randomness = randomness
        self._token = uuid4().hex
        self._boots = 0
        self._connection: Connection | None = None
        self._tree = Tree()
        self._clock = (0, 0)
        self._world = World(self._load)

    @classmethod
    def create(
        cls,
        directory: Path,
        store_key: bytes,
        *,
        realm: str,
        station: str,
        agency: str,
        key: SigningKey,
        randomness: Randomness = secrets.token_bytes,
    ) -> Store:
        """Make a store for the realm with this fingerprint, for the workstation `station` of `agency`, and open it.

        `store_key` is 32 bytes; `key` signs the station's checkpoints. Raises `StoreFault` where a store exists.
        """
        path = directory / DATABASE
        if path.exists():
            raise StoreFault("store.exists", directory=str(directory))
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        identity = Identity(uuid4().hex, realm, station, agency, key)
        engine = open_engine(path, database_key(store_key))
        with begin(engine, writing=True) as connection:
            _fill(connection, identity)
        engine.dispose()
        heads.write(directory / HEAD, _head(identity, Tree(), b"", {}, 0, clean=True), head_key(store_key))
        return cls.open(directory, store_key, randomness=randomness)

    @classmethod
    def open(cls, directory: Path, store_key: bytes, *, randomness: Randomness = secrets.token_bytes) -> Store:
        """Open the store in `directory`.

        After an unclean stop the tree is recomputed, signatures since the last good end are verified and the derived
        tables rebuilt; see `recovery`. Raises `StoreFault` for a missing, damaged or busy store or a wrong key.
        """
        if not (directory / DATABASE).is_file():
            raise StoreFault("store.missing", directory=str(directory))
        presence = Presence(directory / LOCK)
        engine = open_engine(directory / DATABASE, database_key(store_key))
        store = cls(directory, engine, presence, head_key(store_key), randomness)
        try:
            store._start(alone=presence.alone())
        except BaseException:
            engine.dispose()
            presence.leave()
            raise
        return store

    def close(self) -> None:
        """Leave in order, so that the next one need not recover."""
        try:
            with self._begun(writing=True) as connection:
                clean = self._sign_off(connection)
                note = _checkpoint(connection)
            self._write_head(note, {}, clean=clean)
        finally:
            self._engine.dispose()
            self._presence.leave()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # What went wrong first is what counts; a store that could not be closed is put in order when next opened.
        with contextlib.suppress(*((StoreFault,) if error else ())):
            self.close()

    @property
    def problem(self) -> PlacetError | None:
        """Why the store takes no act, where the last recovery could not put it in order."""
        return self.recovery.problem if self.recovery else None

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """One use case: everything appended is kept at the end, or nothing where an exception leaves the block."""
        if self.problem is not None:
            raise self.problem
        with self._begun(writing=True) as connection:
            overlay = self._world.fork()
            transaction = Transaction(
                connection, overlay, self.identity, self._tree.copy(), self._clock, self._randomness
            )
            yield transaction
            transaction.finish()
            note = transaction.note
        if transaction.chains:
            overlay.keep()
            self._tree = transaction.tree
            self._write_head(note, transaction.chains, clean=False)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """The same questions on one unchanging view, without keeping others from writing."""
        with self._begun(writing=False) as connection:
            yield Reading(connection, self._world.fork(), self.identity)

    @contextmanager
    def _begun(self, *, writing: bool) -> Iterator[Connection]:
        if self._connection is not None:
            raise RuntimeError("a store has one transaction at a time")
        with begin(self._engine, writing=writing) as connection:
            self._connection = connection
            try:
                self._refresh(connection)
                yield connection
            finally:
                self._connection = None

    def _start(self, *, alone: bool) -> None:
        with begin(self._engine, writing=True) as connection:
            schema.prepare(connection)
            self.identity, clean_size, version = _identity(connection)
            if alone and connection.exec_driver_sql("SELECT count(*) FROM openings").scalar():
                self.recovery = recover(connection, self.identity, clean_size)
            elif version != DERIVED_VERSION:
                rebuild(connection)
            if self.problem is None:
                self._put_in_order(connection, alone=alone)
            self.standing = standing(connection, self.identity, self.directory / HEAD, self._mac_key)
            connection.exec_driver_sql("UPDATE station SET boots = boots + 1")
            self._boots = int(connection.exec_driver_sql("SELECT boots FROM station").scalar_one())
            self._tree = frontier(connection)
        self._presence.share()
        with begin(self._engine, writing=True) as connection:
            connection.exec_driver_sql("INSERT INTO openings VALUES (?)", (self._token,))

    def _sign_off(self, connection: Connection) -> bool:
        """Take this process off the list; whether it was the last one and the journal is in order."""
        connection.exec_driver_sql("DELETE FROM openings WHERE token = ?", (self._token,))
        others = connection.exec_driver_sql("SELECT count(*) FROM openings").scalar()
        if others or self.problem is not None:
            return False
        connection.exec_driver_sql("UPDATE station SET clean_size = ?", (self._tree.size,))
        return True

    def _put_in_order(self, connection: Connection, *, alone: bool) -> None:
        if alone:
            connection.exec_driver_sql("DELETE FROM openings")
        if self.recovery:
            connection.exec_driver_sql("UPDATE station SET clean_size = ?", (self.recovery.size,))

    def _refresh(self, connection: Connection) -> None:
        """Forget what another process has changed since this one last looked."""
        packed, *clock = raw(connection).execute("SELECT frontier, clock_ms, clock_count FROM tree").fetchone()
        self._clock = clock[0], clock[1]
        if packed == self._tree.to_bytes():
            return
        newer = connection.exec_driver_sql("SELECT DISTINCT scope FROM acts WHERE position >= ?", (self._tree.size,))
        self._world.forget(scope for (scope,) in newer)
        self._tree = Tree.from_bytes(packed)

    def _load(self, scope: str) -> list[Act]:
        if self._connection is None:
            raise RuntimeError("a world is only good inside its transaction")
        return records.acts_of(self._connection, scope)

    def _write_head(self, note: bytes, chains: dict[str, tuple[int, str]], *, clean: bool) -> None:
        if self.standing not in ("same", "ahead", "missing"):
            return  # the head that does not fit is the evidence
        head = _head(self.identity, self._tree, note, chains, self._boots, clean=clean)
        # The acts are kept already; a store ahead of its head is normal, and the next commit writes it again.
        with contextlib.suppress(OSError):
            heads.write(self.directory / HEAD, head, self._mac_key)


def _fill(connection: Connection, identity: Identity) -> None:
    schema.prepare(connection)
    schema.recreate_derived(connection)
    connection.exec_driver_sql("INSERT INTO tree VALUES (1, ?, ?, 0, 0)", (Tree().to_bytes(), b""))
    row = (identity.store, identity.realm, identity.station, identity.agency, identity.key.seed)
    connection.exec_driver_sql("INSERT INTO station VALUES (?, ?, ?, ?, ?, 0, 0, ?)", (*row, DERIVED_VERSION))


def _identity(connection: Connection) -> tuple[Identity, int, int]:
    found = connection.exec_driver_sql("SELECT * FROM station").one_or_none()
    if found is None:
        raise StoreFault("store.unfinished")
    store, realm, name, agency, seed, _, clean_size, version = found
    return Identity(store, realm, name, agency, SigningKey(seed)), clean_size, version


def _checkpoint(connection: Connection) -> bytes:
    return bytes(connection.exec_driver_sql("SELECT checkpoint FROM tree").scalar_one())


def _head(
    identity: Identity, tree: Tree, note: bytes, chains: dict[str, tuple[int, str]], boots: int, *, clean: bool
) -> heads.Head:
    """`chains` are those the last transaction moved; every other chain's head follows from the root."""
    return heads.Head(identity.store, tree.size, tree.root().hex(), note.decode(), chains, boots, clean)
