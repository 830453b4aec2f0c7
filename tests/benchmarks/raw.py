"""The limit for writing: the same rows, hashes, signatures and durability by the bare driver, without any rule.

Nothing here is shared with the program but the way field salts are derived and the keys: the values of the rows are
given, and every byte that a store computes (body, header, id, signature, leaf, root, checkpoint, head) is computed
here once more in the shortest way known.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import sqlcipher3.dbapi2 as driver

from app.store.database import PRAGMAS
from app.store.journal import DATABASE, HEAD
from app.store.sealing import POSITIONS
from app.trust.derive import database_key, head_key
from app.trust.form import LEVEL
from app.trust.keys import SigningKey
from app.trust.record import FieldSalts

SORTED = orjson.OPT_SORT_KEYS
Row = dict[str, Any]


@dataclass(slots=True)
class RawAct:
    """The values of one act: header without what is computed, body fields without padding, salt, and its key."""

    header: Row
    body: Row
    salt: bytes
    key: SigningKey


@dataclass(slots=True)
class RawCommit:
    """One transaction: its acts, the scopes whose derived rows go (table, column, value), and the rows that come."""

    acts: list[RawAct]
    gone: list[tuple[str, str, str]]
    come: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)


class RawStore:
    """A copy of a store, written by the driver alone."""

    def __init__(self, directory: Path, store_key: bytes) -> None:
        self.directory = directory
        self.mac_key = head_key(store_key)
        self.connection = driver.connect(str(directory / DATABASE), isolation_level=None)
        self.connection.execute(f"PRAGMA key = \"x'{database_key(store_key).hex()}'\"")
        for pragma in PRAGMAS:
            self.connection.execute(f"PRAGMA {pragma}").fetchall()
        self.station = self.connection.execute("SELECT * FROM station").fetchone()
        self.station_key = SigningKey(self.station[4])
        self.origin = f"placet.invalid/{self.station[1][:16]}/{self.station[3]}/{self.station[2]}"
        frontier = self.connection.execute("SELECT frontier FROM tree").fetchone()[0]
        self.size = int.from_bytes(frontier[:8], "big")
        self.peaks = [frontier[at : at + 32] for at in range(8, len(frontier), 32)]
        self.inserts: dict[str, str] = {}

    def close(self) -> None:
        self.connection.close()

    def write(self, commit: RawCommit) -> None:
        """Write one transaction and the head that follows it."""
        self.connection.execute("BEGIN IMMEDIATE")
        chains: dict[str, tuple[int, str]] = {}
        self.connection.executemany(self._insert("acts", 14), [self._row(act, chains) for act in commit.acts])
        self._derive(commit)
        root = self._root()
        note = self._checkpoint(root)
        clock = commit.acts[-1].header["clock"]
        frontier = self.size.to_bytes(8, "big") + b"".join(self.peaks)
        statement = "UPDATE tree SET frontier = ?, checkpoint = ?, clock_ms = ?, clock_count = ?"
        self.connection.execute(statement, (frontier, note, *clock))
        self.connection.execute("COMMIT")
        self._write_head(root, note, chains)

    def bare(self, act: RawAct) -> None:
        """One act sealed, signed and inserted durably, and nothing else."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute(self._insert("acts", 14), self._row(act, {}))
        self.connection.execute("COMMIT")

    def _row(self, act: RawAct, chains: dict[str, tuple[int, str]]) -> tuple[Any, ...]:
        body, digest = _sealed(act.body, act.salt, level=act.header["type"] in POSITIONS)
        header = act.header
        scope = header["scope"]
        chain = hashlib.sha256(f"{act.key.id}\n{scope}".encode()).hexdigest()
        text = orjson.dumps(
            header | {"chain": chain, "body": header["body"] | {"hash": digest, "size": len(body)}}, option=SORTED
        )
        message = b"DSSEv1 31 application/vnd.placet.act+json %d %b" % (len(text), text)
        name = hashlib.sha256(message).hexdigest()
        signature = act.key.sign(message)
        self._grow(hashlib.sha256(b"\0" + message + signature).digest())
        seq = header["seq"]
        chains[chain] = seq, name
        listed = (header["type"], header["officer"], header["agency"], header["claimed"])
        return (self.size - 1, name, scope, chain, seq, *listed, text, body, act.salt, signature, None)

    def _derive(self, commit: RawCommit) -> None:
        for table, column, value in commit.gone:
            self.connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (value,))
        for table, rows in commit.come.items():
            self.connection.executemany(self._insert(table, len(rows[0])), rows)

    def _insert(self, table: str, columns: int) -> str:
        if table not in self.inserts:
            self.inserts[table] = f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"
        return self.inserts[table]

    def _grow(self, leaf: bytes) -> None:
        carry = self.size
        while carry & 1:
            leaf = hashlib.sha256(b"\x01" + self.peaks.pop() + leaf).digest()
            carry >>= 1
        self.peaks.append(leaf)
        self.size += 1

    def _root(self) -> bytes:
        *rest, root = self.peaks
        for peak in reversed(rest):
            root = hashlib.sha256(b"\x01" + peak + root).digest()
        return root

    def _checkpoint(self, root: bytes) -> bytes:
        text = f"{self.origin}\n{self.size}\n{base64.b64encode(root).decode()}\n"
        named = hashlib.sha256(f"{self.origin}\n\x01".encode() + self.station_key.public).digest()[:4]
        signature = base64.b64encode(named + self.station_key.sign(text.encode())).decode()
        return f"{text}\n— {self.origin} {signature}\n".encode()

    def _write_head(self, root: bytes, note: bytes, chains: dict[str, tuple[int, str]]) -> None:
        head = {
            "store": self.station[0], "size": self.size, "root": root.hex(), "checkpoint": note.decode(),
            "chains": chains, "boots": self.station[5], "clean": False,
        }  # fmt: skip
        mac = hmac.digest(self.mac_key, orjson.dumps(head, option=SORTED), "sha256").hex()
        fresh = self.directory / (HEAD + ".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(descriptor, orjson.dumps({"head": head, "mac": mac}, option=SORTED))
        os.fsync(descriptor)
        os.close(descriptor)
        os.replace(fresh, self.directory / HEAD)
        descriptor = os.open(self.directory, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)


def recorded(records: Sequence[tuple[bytes, bytes, bytes]], keys: dict[str, SigningKey]) -> list[RawAct]:
    """Acts as they stand in a store, (header, body, salt) each, taken apart into the values they were made from."""
    return [_recorded(*record, keys) for record in records]


def _recorded(header: bytes, body: bytes, salt: bytes, keys: dict[str, SigningKey]) -> RawAct:
    fields, values = orjson.loads(header), orjson.loads(body)
    del values["pad"], fields["chain"], fields["body"]["hash"], fields["body"]["size"]
    return RawAct(fields, values, salt, keys[fields["key"]])


def _sealed(fields: Row, salt: bytes, *, level: bool) -> tuple[bytes, str]:
    bare = len(orjson.dumps(fields | {"pad": ""}, option=SORTED))
    whole = fields | {"pad": "0" * (LEVEL - bare if level and bare < LEVEL else -bare % 512)}
    salts = FieldSalts(salt)
    digests = {
        name: hashlib.sha256(salts.of(name) + orjson.dumps(value, option=SORTED)).hexdigest()
        for name, value in whole.items()
    }
    return orjson.dumps(whole, option=SORTED), hashlib.sha256(orjson.dumps(digests, option=SORTED)).hexdigest()
