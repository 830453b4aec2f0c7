"""One use case written whole: acts, tree, checkpoint and derived rows, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.errors import PlacetError
from app.models.acts import Draft
from app.store.derive import replace_rows
from app.store.engine import raw
from app.store.reading import Reading, slot_text
from app.store.sealing import Clock, Identity, Place, Randomness, Signer, seal, tick
from app.trust.merkle import Tree
from app.trust.notes import Checkpoint, sign_checkpoint
from app.trust.record import Record, chain_id, leaf
from app.workflows.fold import World

_LAST_OF_CHAIN = "SELECT seq, id FROM acts WHERE chain = ? ORDER BY seq DESC LIMIT 1"
_INSERT = (
    "INSERT INTO acts (position, id, scope, chain, seq, type, officer, agency, claimed, header, body, salt, signature) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ADVANCE = "UPDATE tree SET frontier = ?, checkpoint = ?, clock_ms = ?, clock_count = ?"


@dataclass(frozen=True, slots=True)
class Change:
    """What a call of `append` changed: ids of cases and sessions, whether the realm, and the new acts in order."""

    cases: frozenset[str]
    sessions: frozenset[str]
    realm: bool
    acts: tuple[str, ...]


class Transaction(Reading):
    """A reading that can append. The caller has the write lock; nothing is kept before the transaction ends.

    `tree`, `clock`, `chains` (head of each chain that moved) and, once finished, the signed `note` stand as after it.
    """

    def __init__(
        self, connection: Connection, world: World, identity: Identity, tree: Tree, clock: Clock, randomness: Randomness
    ) -> None:
        super().__init__(connection, world, identity)
        self.tree = tree
        self.clock = clock
        self.note = b""
        self.chains: dict[str, tuple[int, str]] = {}
        self._randomness = randomness
        self._failure: PlacetError | None = None
        self._pending: list[tuple[Any, ...]] = []
        self._unsettled: dict[str, None] = {}

    def append(self, signer: Signer, drafts: Sequence[Draft], now: datetime) -> Change:
        """Check, sign and append each of `drafts`. `now` carries a time zone.

        Raises `Refused` for a draft that a rule does not allow, `Unreadable` for values no record may hold. After that
        nothing of the whole transaction is kept, even where the caller goes on.
        """
        try:
            acts = tuple(self._append(signer, draft, now) for draft in drafts)
        except PlacetError as error:
            self._failure = error
            raise
        scopes = [draft.scope.partition(":") for draft in drafts]
        return Change(
            frozenset(name for kind, _, name in scopes if kind == "case"),
            frozenset(name for kind, _, name in scopes if kind == "session"),
            any(kind == "realm" for kind, _, _ in scopes),
            acts,
        )

    def keep_slot(self, proposal: str, slot: Mapping[str, Any]) -> None:
        """Keep the key slot of an officer whom the act `proposal` proposes, until the second person confirms."""
        self.connection.exec_driver_sql("INSERT INTO pending_slots VALUES (?, ?)", (proposal, slot_text(slot)))

    def drop_slot(self, proposal: str) -> None:
        """Forget a kept slot: its officer was confirmed, or never will be."""
        self.connection.exec_driver_sql("DELETE FROM pending_slots WHERE proposal = ?", (proposal,))

    def settle(self) -> None:
        """Write pending acts, and replace the derived rows of every scope they touched."""
        if self._pending:
            raw(self.connection).executemany(_INSERT, self._pending)
            states = {scope: self.world.standing(scope).state for scope in self._unsettled}
            replace_rows(self.connection, states, self.world.realm)
            self._pending, self._unsettled = [], {}

    def finish(self) -> None:
        """Settle, and sign the new checkpoint: the last thing before the commit. Raises what `append` had raised."""
        if self._failure:
            raise self._failure
        self.settle()
        if self.chains:
            verifier = self.identity.verifier
            checkpoint = Checkpoint(verifier.name, self.tree.size, self.tree.root())
            self.note = sign_checkpoint(checkpoint, self.identity.key)
            raw(self.connection).execute(_ADVANCE, (self.tree.to_bytes(), self.note, *self.clock))

    @property
    def size(self) -> int:
        """Number of acts, those of this transaction included."""
        return self.tree.size

    def _append(self, signer: Signer, draft: Draft, now: datetime) -> str:
        self.clock = tick(self.clock, now)
        place = self._place(chain_id(signer.key, draft.scope), draft)
        sealed = seal(self.identity.realm, signer.key, draft, place, now, self._randomness)
        self.world.admit(sealed.act)
        self._take(sealed.sign(signer), draft, sealed.act.chain, place.seq, sealed.act.claimed)
        return sealed.act.id

    def _place(self, chain: str, draft: Draft) -> Place:
        seq, prev = self._last_of(chain)
        scopes = {*self.world.reads(draft.scope, draft.body), *draft.reads}
        heads = frozenset[str]().union(*(self.world.standing(scope).heads for scope in scopes))
        charter = self.world.realm.charter_digest or None
        return Place(seq + 1, prev, tuple(sorted(heads - {prev})), charter, self.clock)

    def _last_of(self, chain: str) -> tuple[int, str | None]:
        known = self.chains.get(chain) or raw(self.connection).execute(_LAST_OF_CHAIN, (chain,)).fetchone()
        return (known[0], known[1]) if known else (-1, None)

    def _take(self, record: Record, draft: Draft, chain: str, seq: int, claimed: str) -> None:
        body = (record.header_text, record.body_text, record.salt, record.signature)
        listed = (record.id, draft.scope, chain, seq, draft.type, draft.officer, draft.agency, claimed)
        self._pending.append((self.tree.size, *listed, *body))
        self._unsettled[draft.scope] = None
        self.tree.append(leaf(record.header_text, record.signature))
        self.chains[chain] = seq, record.id
