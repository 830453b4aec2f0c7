"""Full verification of a journal: every id, signature, body, chain and cause, and the Merkle root, on all cores."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import chain, compress, count, islice, repeat
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from cryptography.exceptions import InvalidSignature

from app.errors import NotTrusted, PlacetError, Unreadable
from app.trust import keys as trusted_keys
from app.trust import merkle, record
from app.trust.processes import in_processes, without_looking_for_cycles

Row = tuple[bytes, bytes | None, bytes | None, bytes, *tuple[Any, ...]]
"""An act as kept: header, body or None, salt or None, signature; then, of a store, id, what `LISTED` names, mark."""
LISTED = ("scope", "chain", "seq", "type", "officer", "agency", "claimed")
"""Fields of the header that a store lists beside its exact text."""
JOURNAL = "journal"
"""What a failure calls the file in which an act of a store stands."""
Progress = Callable[[int], None]
"""Called with the number of acts verified so far."""
CHUNK = 1024
BATCH = 64
"""Acts on which one step is done before the next, so that what it needs stays in the nearest cache of the processor:
143 microseconds for an act instead of 154, of which the signature alone takes 97."""
FEW = 2 * CHUNK
"""Items up to which starting processes takes longer than the work itself."""
MOST_BYTES = 8 * 1024 * 1024
"""Of a chunk: bodies may be megabytes each, and several chunks are in memory at a time."""

Item = TypeVar("Item")
Numbered = tuple[int, Iterable[Item]]
"""Items, and the number of the first of them in its file."""
Result = TypeVar("Result")


class Checked(NamedTuple):
    """An act that is in order by itself: first what its place among the others is judged by, then whose and what it is.

    `clock` is [ms, counter]. `realm_body` is the body of a realm-scope act together with its `type`, else None.
    """

    id: str
    leaf: bytes
    chain: str
    seq: int
    prev: str | None
    after: list[str]
    clock: list[int]
    claimed: str
    key: str
    type: str
    realm_body: dict[str, Any] | None

    def causes(self) -> list[str]:
        """The acts that this one names as its immediate past."""
        return self.after if self.prev is None else [self.prev, *self.after]


class Stretch(NamedTuple):
    """Acts that follow one another, each in order by itself: the first fields of `Checked`, column by column.

    Judged so, an act takes the process that joins what all others found 1.5 microseconds instead of 5.
    """

    ids: tuple[str, ...] = ()
    leaves: tuple[bytes, ...] = ()
    chains: tuple[str, ...] = ()
    seqs: tuple[int, ...] = ()
    prevs: tuple[str | None, ...] = ()
    afters: tuple[list[str], ...] = ()
    clocks: tuple[list[int], ...] = ()
    claimed: tuple[str, ...] = ()


_place = itemgetter(*Checked._fields[2:8])
_listed = itemgetter(*LISTED)
Times = tuple[int, list[int], str]
"""Position, clock and claimed time of an act that was accepted."""
_NO_HEAD: tuple[int, str | None] = (-1, None)
"""What stands in place of the head of a chain that has none."""


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
    with closing(_in_chunks(rows, partial(check_rows, dict(keys)), processes)) as chunks:
        return in_order(chunks, progress)


def check_rows(keys: Mapping[str, bytes], numbered: Numbered[Row]) -> Stretch:
    """The acts in rows that stand in a journal from a number on, each in order by itself. Raises as `verify_records`.

    A batch with a fault in it is done once more one by one, to find the first.
    """
    (first, rows), results = numbered, list[tuple[Any, ...]]()
    source = iter(rows)
    while batch := _chunk(source, BATCH):
        try:
            results += _check_together(keys, batch)
        except PlacetError:
            work = partial(_check_alone, keys)
            results += _work_through(work, JOURNAL, (first + len(results), batch))
    return Stretch._make(zip(*results, strict=True)) if results else Stretch()


def in_order(chunks: Iterable[Stretch], progress: Progress | None = None) -> Verified:
    """Take the acts of a journal that are in order by themselves, each at its place among the others."""
    past = Past(JOURNAL)
    with without_looking_for_cycles():
        for acts in chunks:
            past.accept_all(acts)
            if progress:
                progress(past.tree.size)
    return Verified(past.tree.size, past.tree.root(), past.chains)


def check_header(header: bytes, signature: bytes, keys: Mapping[str, bytes]) -> tuple[dict[str, Any], bytes]:
    """Fields and PAE of an act whose header has the proper form and a good signature by a known key."""
    fields = record.read_header(header)
    message = record.pae(header)
    _check_signature(keys, fields["key"], message, signature)
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
        fields["chain"],
        fields["seq"],
        fields["prev"],
        fields["after"],
        fields["clock"],
        fields["claimed"],
        fields["key"],
        fields["type"],
        body if fields["scope"] == "realm" else None,
    )


class Past:
    """The acts accepted so far, in order: chains without gap or fork, causes known, clocks never running back."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.tree = merkle.Tree()
        self.chains: dict[str, tuple[int, str]] = {}
        self._times: dict[str, Times] = {}

    def accept(self, act: Checked) -> None:
        """Take the next act, or raise `NotTrusted` with its place."""
        try:
            self._check_chain(act)
            self._check_causes(act)
        except NotTrusted as error:
            raise placed(error, self.file, self.tree.size + 1) from None
        self.chains[act.chain] = act.seq, act.id
        self._times[act.id] = self.tree.size, act.clock, act.claimed
        self.tree.append(act.leaf)

    def accept_all(self, acts: Stretch) -> None:
        """Take the acts that come next, as `accept` does: one by one only where they are not all in order."""
        times = dict(zip(acts.ids, zip(count(self.tree.size), acts.clocks, acts.claimed), strict=False))
        heads = self._heads_after(acts)
        if heads is None or not self._are_new(acts, times) or not self._follow_causes(acts, times):
            for row in zip(*acts, strict=True):
                self.accept(Checked._make((*row, "", "", None)))
        else:
            self.chains.update(heads)
            self._times.update(times)
            self.tree.extend(acts.leaves)

    def holds(self, act: str) -> bool:
        """Whether the act with this id was accepted."""
        return act in self._times

    def _check_chain(self, act: Checked) -> None:
        if act.id in self._times:
            raise NotTrusted("act.twice")
        seq, head = self.chains.get(act.chain, _NO_HEAD)
        if act.seq != seq + 1 or act.prev != head:
            raise NotTrusted("act.chain", expected=seq + 1, found=act.seq)

    def _check_causes(self, act: Checked) -> None:
        known, clock, claimed = self._times, act.clock, act.claimed
        for cause in act.causes():
            times = known.get(cause)
            if times is None:
                raise NotTrusted("act.unknown-cause", cause=cause)
            if times[1] >= clock or times[2] > claimed:
                raise NotTrusted("act.clock", cause=cause)

    def _are_new(self, acts: Stretch, times: Mapping[str, Times]) -> bool:
        return len(times) == len(acts.ids) and self._times.keys().isdisjoint(times.keys())

    def _heads_after(self, acts: Stretch) -> dict[str, tuple[int, str]] | None:
        """The heads of the chains that the acts continue; None where one of them continues none."""
        heads: dict[str, tuple[int, str]] = {}
        known = self.chains.get
        for name, of, seq, prev in zip(acts.ids, acts.chains, acts.seqs, acts.prevs, strict=True):
            head: tuple[int, str | None] = heads.get(of) or known(of) or _NO_HEAD
            if head != (seq - 1, prev):
                return None
            heads[of] = seq, name
        return heads

    def _follow_causes(self, acts: Stretch, times: Mapping[str, Times]) -> bool:
        """Whether every cause of the acts, whose own times are `times`, was there before and at an earlier time."""
        causes = [*filter(None, acts.prevs), *chain.from_iterable(acts.afters)]
        of_each = chain.from_iterable(map(repeat, times.values(), map(len, acts.afters)))
        own = chain(compress(times.values(), acts.prevs), of_each)
        found = map(times.get, causes, map(self._times.get, causes))
        return all(
            was and was[0] < at[0] and was[1] < at[1] and was[2] <= at[2] for was, at in zip(found, own, strict=True)
        )


def in_parallel(
    items: Iterable[Item], work: Callable[[Item], Result], file: str, processes: int | None = None
) -> Iterator[list[Result]]:
    """`work` done on every item on all cores, results in order, chunk by chunk; a failure carries its place in `file`.

    Reads `items` in the calling thread. A few items are worked through without any pool.
    """
    return _in_chunks(items, partial(_work_through, work, file), processes)


def placed(error: PlacetError, file: str, line: int) -> NotTrusted:
    """The failure of an act as a person is told it: with its place, all faults of form and of bodies under one code."""
    if error.code in ("record.body-hash", "record.body-size"):
        return NotTrusted("act.body", file=file, line=line)
    if isinstance(error, Unreadable):
        return NotTrusted("act.record", file=file, line=line, problem=error.values.get("field", error.code))
    return NotTrusted(error.code, **(error.values | {"file": file, "line": line}))


def _in_chunks(
    items: Iterable[Item], work: Callable[[Numbered[Item]], Result], processes: int | None
) -> Generator[Result, None, None]:
    source = iter(items)
    few = _chunk(source, FEW)
    if (following := next(source, None)) is None:
        yield work((1, few))
    else:
        yield from in_processes(_numbered(chain(few, [following], source)), work, processes)


def _numbered(source: Iterator[Item]) -> Iterator[Numbered[Item]]:
    """Chunks, each with the number of its first item."""
    first = 1
    while items := _chunk(source, CHUNK):
        yield first, items
        first += len(items)


def _chunk(source: Iterator[Item], most: int) -> list[Item]:
    """The next items, at most so many, and few where they are large: a line, or the body of a row."""
    items: list[Item] = []
    left = MOST_BYTES
    for item in islice(source, most):
        items.append(item)
        large: object = item[1] if isinstance(item, tuple) else item
        if type(large) is bytes and (left := left - len(large)) <= 0:
            break
    return items


def _work_through(work: Callable[[Item], Result], file: str, numbered: Numbered[Item]) -> list[Result]:
    first, items = numbered
    results: list[Result] = []
    for item in items:
        try:
            results.append(work(item))
        except PlacetError as error:
            raise placed(error, file, first + len(results)) from None
    return results


def _check_alone(keys: Mapping[str, bytes], row: Row) -> tuple[Any, ...]:
    return _check_together(keys, [row])[0]


def _check_together(keys: Mapping[str, bytes], rows: list[Row]) -> list[tuple[Any, ...]]:
    """What a `Stretch` holds of each row."""
    headers = [record.read_header(row[0]) for row in rows]
    messages = [record.pae(row[0]) for row in rows]
    for fields, message, row in zip(headers, messages, rows, strict=True):
        _check_signature(keys, fields["key"], message, row[3])
    for fields, row in zip(headers, rows, strict=True):
        # Bodies are let go at once: verifying a whole journal must not hold or pass them on.
        check_body(fields["body"], row[1], row[2])
    return list(map(_placed, headers, messages, rows))


def _check_signature(keys: Mapping[str, bytes], key: str, message: bytes, signature: bytes) -> None:
    public = keys.get(key)
    if public is None:
        raise NotTrusted("act.unknown-key", key=key)
    try:
        trusted_keys.loaded(public).verify(signature, message)
    except InvalidSignature:
        raise NotTrusted("act.signature") from None


def _placed(fields: Mapping[str, Any], message: bytes, row: Row) -> tuple[Any, ...]:
    """The act, where a store lists what its header says, or nothing, and has no mark on it.

    No act is kept that a rule refuses: a mark would silently undo what was signed.
    """
    name, listed = hashlib.sha256(message).hexdigest(), row[4:]
    if listed and listed != (name, *_listed(fields), None):
        raise NotTrusted("journal.columns")
    return name, hashlib.sha256(b"\x00" + message + row[3]).digest(), *_place(fields)
