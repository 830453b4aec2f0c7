"""From a draft to a signed record: place in the chains, hybrid clock, salted body, header."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Protocol

import orjson

from app.models.acts import Act, Draft
from app.models.plain import to_plain
from app.trust.keys import SigningKey
from app.trust.notes import Verifier, origin
from app.trust.record import SALT_SIZE, Record, act_id, chain_id, pae, read_header, seal_body

POSITIONS = frozenset(
    {"PositionTaken", "PositionChanged", "OpinionGiven", "OpinionChanged", "GateAnswered", "GateReviewed"}
)
"""Acts whose bodies are all made equally long as far as possible, so that a header does not tell what was said."""
Randomness = Callable[[int], bytes]
Clock = tuple[int, int]


class Signer(Protocol):
    """Who signs: `key` is the id of the key in hex, `sign` gives 64 bytes of Ed25519 signature."""

    @property
    def officer(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def key(self) -> str: ...
    def sign(self, message: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Identity:
    """This store, its realm (the fingerprint) and its workstation with the key that signs checkpoints."""

    store: str
    realm: str
    station: str
    agency: str
    key: SigningKey

    @property
    def verifier(self) -> Verifier:
        """Name and public key under which the station signs."""
        return Verifier(origin(self.realm, self.agency, self.station), self.key.public)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an act goes: sequence and predecessor in its chain, the heads it names, and the charter in force."""

    seq: int
    prev: str | None
    after: tuple[str, ...]
    charter: str | None
    clock: Clock


@dataclass(frozen=True, slots=True)
class Sealed:
    """An act ready to be checked and signed."""

    act: Act
    header: bytes
    body: bytes
    salt: bytes

    def sign(self, signer: Signer) -> Record:
        """The record, exactly as it is kept."""
        return Record(self.header, self.body, self.salt, signer.sign(pae(self.header)), self.act.id)


def tick(last: Clock, now: datetime) -> Clock:
    """The next time of a hybrid logical clock: never earlier than `last`, even where `now` is."""
    milliseconds = int(now.timestamp() * 1000)
    return (milliseconds, 0) if milliseconds > last[0] else (last[0], last[1] + 1)


def seal(realm: str, key: str, draft: Draft, place: Place, now: datetime, randomness: Randomness) -> Sealed:
    """`draft` as an act of `key` (id in hex) at `place`; `now` carries a time zone."""
    salt = randomness(SALT_SIZE)
    body, digest = seal_body(_plain(draft.body), salt, level=draft.type in POSITIONS)
    chain = chain_id(key, draft.scope)
    claimed = _claimed(now)
    audience = tuple(sorted(draft.audience))
    narrower = {name: tuple(sorted(codes)) for name, codes in draft.narrower.items()}
    header = orjson.dumps(
        {
            "v": 1,
            "realm": realm,
            "key": key,
            "scope": draft.scope,
            "chain": chain,
            "seq": place.seq,
            "prev": place.prev,
            "after": place.after,
            "officer": draft.officer,
            "agency": draft.agency,
            "role": draft.role.value,
            "type": draft.type,
            "clock": place.clock,
            "claimed": claimed,
            "charter": place.charter,
            "procedure": draft.procedure,
            "body": {"hash": digest, "size": len(body), "audience": audience, "narrower": narrower},
            "attachments": (),
        },
        option=orjson.OPT_SORT_KEYS,
    )
    # What no reader would accept, be it for its form alone, is never signed.
    read_header(header)
    act = Act(
        id=act_id(header),
        type=draft.type,
        scope=draft.scope,
        officer=draft.officer,
        agency=draft.agency,
        role=draft.role,
        key=key,
        claimed=claimed,
        past=frozenset(place.after if place.prev is None else (place.prev, *place.after)),
        body=draft.body,
        chain=chain,
        seq=place.seq,
        clock=place.clock,
        procedure=draft.procedure,
        audience=audience,
        narrower=narrower,
    )
    return Sealed(act, header, body, salt)


@lru_cache(maxsize=1)
def _claimed(now: datetime) -> str:
    """The time that every act of a batch claims."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _plain(body: Any) -> Any:
    """The same as `to_plain` in a fifth of its time; a register brings thousands of bodies at once."""
    try:
        return orjson.loads(orjson.dumps(body))
    except TypeError:
        return to_plain(body)  # which leaves it to the canonical form to say what is wrong
