"""Full verification of a journal: every id, signature, body, chain and cause, and the Merkle root, on all cores."""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from cryptography.exceptions import InvalidSignature

from app.errors import NotTrusted, PlacetError, Unreadable
from app.trust import keys as trusted_keys
from app.trust import merkle, record

Row = tuple[bytes, bytes | None, bytes | None, bytes, *tuple[Any, ...]]
"""An act as kept: header, body or None, salt or None, signature; then, of a store, its id and what `LISTED` names."""
LISTED = ("scope", "chain", "seq", "type", "officer", "agency", "claimed")
"""Fields of the header that a store lists beside its exact text."""
Progress = Callable[[int], None]
"""Called with the number of acts verified so far."""
CHUNK = 1024
AHEAD = 4
"""Chunks read for each process beyond the one it works on: enough to have work at hand while processes start."""
FEW = 2 * CHUNK
"""Items up to which starting processes takes longer than the work itself."""
MOST_BYTES = 8 * 1024 * 1024
"""Of a chunk: bodies may be megabytes each, and several chunks are in memory at a time."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class Checked(NamedTuple):
    """An act that is in order by itself: what its place among the others is judged by.

    `clock` is (ms, counter). `realm_body` is the body of a realm-scope act together with its `type`, else None.
    """

    id: str
    leaf: bytes
    key: str
    chain: str
    seq: int
    prev: str | None
    after: list[str]
    clock: tuple[int, int]
    claimed: str
    type: str
    realm_body: dict[str, Any] | None

    def causes(self) -> list[str]:
        """The acts that this one names as its immediate past."""
        return self.after if self.prev is None else [self.prev, *self.after]


@dataclass(frozen=True, slots=True)
class Verified:
    """What a full verification found: number of acts and root of their tree, chain heads as {chain: (seq, id)}."""

    size: int
    root: bytes
    chains: Mapping[str, tuple[int, str]]


def verify_records(
    rows: Iterable[Row], keys: Mapping[str, bytes], processes: int | None = None, progress: Progress | None = None
) -> Verified:
    """Verify acts in acceptance order against the public keys by key id.

    `rows` is read by the calling thread only, a few chunks ahead, so it may be a database cursor. Raises `NotTrusted`
    with `file` "journal" and the act's number as `line` for the first act that is not in order.
    """
    past = Past("journal")
    for results in in_parallel(rows, partial(_check_row, dict(keys)), "journal", processes):
        for act in results:
            past.accept(act)
        if progress:
            progress(past.tree.size)
    return Verified(past.tree.size, past.tree.root(), past.chains)


def check_header(header: bytes, signature: bytes, keys: Mapping[str, bytes]) -> tuple[dict[str, Any], bytes]:
    """Fields and PAE of an act whose header has the proper form and a good signature by a known key."""
    fields = record.read_header(header)
    message = record.pae(header)
    public = keys.get(fields["key"])
    if public is None:
        raise NotTrusted("act.unknown-key", key=fields["key"])
    try:
        trusted_keys.loaded(public).verify(signature, message)
    except InvalidSignature:
        raise NotTrusted("act.signature") from None
    return fields, message


def check_body(ref: Mapping[str, Any], text: bytes | None, salt: bytes | None) -> dict[str, Any] | None:
    """The body that the header's `ref` speaks of, or None where it is withheld together with its salt."""
    if text is None and salt is None:
        return None
    if text is None or salt is None:
        raise NotTrusted("act.salt")
    return record.open_body(text, salt, ref["hash"], ref["size"])


def checked(fields: Mapping[str, Any], message: bytes, signature: bytes, body: dict[str, Any] | None) -> Checked:
    """What is kept of an act after the checks that need it alone."""
    return Checked(
        hashlib.sha256(message).hexdigest(),
        hashlib.sha256(b"\x00" + message + signature).digest(),
        fields["key"],
        fields["chain"],
        fields["seq"],
        fields["prev"],
        fields["after"],
        tuple(fields["clock"]),
        fields["claimed"],
        fields["type"],
        body if fields["scope"] == "realm" else None,
    )


class Past:
    """The acts accepted so far, in order: chains without gap or fork, causes known, clocks never running back."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.tree = merkle.Tree()
        self.chains: dict[str, tuple[int, str]] = {}
        self._times: dict[str, tuple[int, int, str]] = {}

    def accept(self, act: Checked) -> None:
        """Take the next act, or raise `NotTrusted` with its place."""
        try:
            self._check_chain(act)
            self._check_causes(act)
        except NotTrusted as error:
            raise placed(error, self.file, self.tree.size + 1) from None
        self.chains[act.chain] = act.seq, act.id
        self._times[act.id] = *act.clock, act.claimed
        self.tree.append(act.leaf)

    def holds(self, act: str) -> bool:
        """Whether the act with this id was accepted."""
        return act in self._times

    def _check_chain(self, act: Checked) -> None:
        if act.id in self._times:
            raise NotTrusted("act.twice")
        seq, head = self.chains.get(act.chain, (-1, None))
        if act.seq != seq + 1 or act.prev != head:
            raise NotTrusted("act.chain", expected=seq + 1, found=act.seq)

    def _check_causes(self, act: Checked) -> None:
        for cause in act.causes():
            times = self._times.get(cause)
            if times is None:
                raise NotTrusted("act.unknown-cause", cause=cause)
            if times[:2] >= act.clock or times[2] > act.claimed:
                raise NotTrusted("act.clock", cause=cause)


def in_parallel(
    items: Iterable[Item], work: Callable[[Item], Result], file: str, processes: int | None = None
) -> Iterator[list[Result]]:
    """`work` done on every item on all cores, results in order, chunk by chunk; a failure carries its place in `file`.

    Unlike `map` of a pool this reads `items` in the calling thread, and never far ahead. Processes, not threads: a
    signature check leaves the interpreter's lock, but everything around it does not, and passing the lock to and fro
    for every act costs more than it gains. A few items are worked through without any pool.
    """
    source = iter(items)
    few = _chunk(source, FEW)
    if (following := next(source, None)) is None:
        yield _work_through(few, work, file, 1)
    else:
        yield from _pooled(chain(few, [following], source), work, file, processes or os.cpu_count() or 1)


def placed(error: PlacetError, file: str, line: int) -> NotTrusted:
    """The failure of an act as a person is told it: with its place, all faults of form and of bodies under one code."""
    if error.code in ("record.body-hash", "record.body-size"):
        return NotTrusted("act.body", file=file, line=line)
    if isinstance(error, Unreadable):
        return NotTrusted("act.record", file=file, line=line, problem=error.values.get("field", error.code))
    return NotTrusted(error.code, **(error.values | {"file": file, "line": line}))


def _pooled(
    source: Iterator[Item], work: Callable[[Item], Result], file: str, processes: int
) -> Iterator[list[Result]]:
    first, pending = 1, deque[Future[list[Result]]]()
    # "spawn" is the only way that is safe beside the threads of a window, and the same on every system.
    # Their work makes no cycles: looking for some would cost a tenth of the time.
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), initializer=gc.disable) as pool:
        try:
            while few := _chunk(source, CHUNK):
                pending.append(pool.submit(_work_through, few, work, file, first))
                first += len(few)
                if len(pending) > AHEAD * processes:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _chunk(source: Iterator[Item], most: int) -> list[Item]:
    """The next items, at most so many, and few where they are large."""
    items: list[Item] = []
    left = MOST_BYTES
    while left > 0 and len(items) < most and (item := next(source, None)) is not None:
        items.append(item)
        left -= _size(item)
    return items


def _size(item: object) -> int:
    """Bytes of a line, or of the body of a row, which alone can be large."""
    found = item[1] if isinstance(item, tuple) else item
    return len(found) if isinstance(found, bytes) else 0


def _work_through(items: list[Item], work: Callable[[Item], Result], file: str, first: int) -> list[Result]:
    results: list[Result] = []
    for item in items:
        try:
            results.append(work(item))
        except PlacetError as error:
            raise placed(error, file, first + len(results)) from None
    return results


def _check_row(keys: Mapping[str, bytes], row: Row) -> Checked:
    header, body, salt, signature, *listed = row
    fields, message = check_header(header, signature, keys)
    check_body(fields["body"], body, salt)
    # Bodies are let go at once: verifying a whole journal must not hold or pass them on.
    act = checked(fields, message, signature, None)
    if listed and listed != [act.id, *map(fields.__getitem__, LISTED)]:
        raise NotTrusted("journal.columns")
    return act
