"""The act record: a signed header, and a salted body of which single fields can be withheld."""

from __future__ import annotations

import base64
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

import orjson
from orjson import OPT_SORT_KEYS, dumps

from app import canonical
from app.errors import NotTrusted, Unreadable
from app.trust.form import BLOCK, LARGEST_BODY, LEVEL, chain_id, is_hash, read_header
from app.trust.keys import SigningKey

__all__ = [
    "BLOCK", "LARGEST_BODY", "LEVEL", "BodyRef", "FieldSalts", "Header", "Record", "act_id", "body_hash", "chain_id",
    "hash_of_parts", "leaf", "open_body", "pae", "parts", "read_header", "seal", "seal_body", "unbase64",
]  # fmt: skip

PAYLOAD_TYPE = b"application/vnd.placet.act+json"
SALT_SIZE = 32


@dataclass(frozen=True, slots=True)
class BodyRef:
    """What a header says of its body: hash, size in bytes, who may read it, and fields that fewer may read."""

    hash: str
    size: int
    audience: tuple[str, ...]
    narrower: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Header:
    """The part of an act that is signed and travels everywhere. Hashes are lower-case hex; `clock` is (ms, counter)."""

    v: int
    realm: str
    key: str
    scope: str
    chain: str
    seq: int
    prev: str | None
    after: tuple[str, ...]
    officer: str
    agency: str
    role: str
    type: str
    clock: tuple[int, int]
    claimed: str
    charter: str | None
    procedure: str | None
    body: BodyRef
    attachments: tuple[str, ...]

    def text(self) -> bytes:
        """Canonical bytes: what is signed and kept. Raises `Unreadable` for a header that no reader would accept."""
        text = dumps(asdict(self), option=OPT_SORT_KEYS)
        read_header(text)
        return text

    @classmethod
    def parse(cls, text: bytes) -> Header:
        """The header written in `text`, or `Unreadable` when it is not exactly in the form of the record."""
        fields = read_header(text)
        body = fields["body"]
        narrower = {name: tuple(codes) for name, codes in body["narrower"].items()}
        ref = BodyRef(body["hash"], body["size"], tuple(body["audience"]), narrower)
        lists = {name: tuple(fields[name]) for name in ("after", "clock", "attachments")}
        return cls(**(fields | lists | {"body": ref}))


@dataclass(frozen=True, slots=True)
class Record:
    """One act as it is kept: exactly the bytes first written. `body_text` and `salt` are there or absent together."""

    header_text: bytes
    body_text: bytes | None
    salt: bytes | None
    signature: bytes
    id: str


def seal(header: Header, body_text: bytes | None, salt: bytes | None, key: SigningKey) -> Record:
    """Sign `header` with the officer's key."""
    text = header.text()
    message = pae(text)
    return Record(text, body_text, salt, key.sign(message), sha256(message).hexdigest())


def pae(payload: bytes, payload_type: bytes = PAYLOAD_TYPE) -> bytes:
    """DSSE v1 pre-authentication encoding: the bytes that are signed."""
    return b"DSSEv1 %d %b %d %b" % (len(payload_type), payload_type, len(payload), payload)


def act_id(header_text: bytes) -> str:
    """SHA-256 of the PAE, in hex."""
    return sha256(pae(header_text)).hexdigest()


def leaf(header_text: bytes, signature: bytes) -> bytes:
    """The act's leaf hash in the Merkle tree: SHA-256(0x00 || PAE || signature), RFC 6962 section 2.1."""
    return sha256(b"\x00" + pae(header_text) + signature).digest()


class FieldSalts:
    """Field salts of one body: HMAC-SHA-256(salt, name), RFC 2104.

    The two key blocks are hashed once for all fields; `hmac.digest` takes more than three times as long, and full
    verification asks this for every field of every act.
    """

    __slots__ = ("inner", "outer")

    def __init__(self, salt: bytes) -> None:
        if len(salt) != SALT_SIZE:
            raise Unreadable("record.salt", size=SALT_SIZE)
        key = salt.ljust(64, b"\x00")
        self.inner = sha256(key.translate(_INNER))
        self.outer = sha256(key.translate(_OUTER))

    def of(self, name: str) -> bytes:
        inner = self.inner.copy()
        inner.update(name.encode("ascii"))
        outer = self.outer.copy()
        outer.update(inner.digest())
        return outer.digest()


_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))


def seal_body(fields: Mapping[str, Any], salt: bytes, *, level: bool = False) -> tuple[bytes, str]:
    """Canonical text of a body, padded to a multiple of 512 bytes, and its hash; with `level` to `LEVEL` at least.

    Raises `Unreadable` for values that the restricted canonical form does not hold.
    """
    if "pad" in fields:
        raise Unreadable("record.pad")
    bare = len(canonical.encode({**fields, "pad": ""}))
    missing = LEVEL - bare if level and bare < LEVEL else -bare % BLOCK
    padded = {**fields, "pad": "0" * missing}
    text = dumps(padded, option=OPT_SORT_KEYS)  # canonical, as the values were just found to be
    if len(text) > LARGEST_BODY:
        raise Unreadable("record.too-long", size=len(text), largest=LARGEST_BODY)
    return text, body_hash(padded, salt)


def body_hash(fields: Mapping[str, Any], salt: bytes) -> str:
    """Hash of a whole body, `pad` included, whose values are known to be canonical."""
    salts = FieldSalts(salt)
    inner_key, outer_key = salts.inner.copy, salts.outer.copy
    digests = {}
    # `FieldSalts.of` and `_digest` written out: this runs for every field of every act.
    for name, value in fields.items():
        (inner := inner_key()).update(name.encode("ascii"))
        (outer := outer_key()).update(inner.digest())
        digests[name] = sha256(outer.digest() + dumps(value, option=OPT_SORT_KEYS)).hexdigest()
    return sha256(dumps(digests, option=OPT_SORT_KEYS)).hexdigest()


def open_body(text: bytes, salt: bytes, digest: str, size: int) -> dict[str, Any]:
    """The fields of a body that matches what its header says of it; `NotTrusted` or `Unreadable` otherwise."""
    if len(text) != size:
        raise NotTrusted("record.body-size")
    fields = _object(text)
    if canonical.encode(fields) != text:
        raise Unreadable("record.not-canonical")
    if not _is_pad(fields.get("pad"), len(text)):
        raise Unreadable("record.pad")
    if body_hash(fields, salt) != digest:
        raise NotTrusted("record.body-hash")
    return fields


def parts(fields: Mapping[str, Any], salt: bytes, withheld: Collection[str]) -> dict[str, dict[str, Any]]:
    """A body with the fields named in `withheld` reduced to digests, the rest shown with their field salts."""
    salts = FieldSalts(salt)
    return {name: _part(salts.of(name), value, name in withheld) for name, value in fields.items()}


def hash_of_parts(shown: Mapping[str, Any]) -> str:
    """The body hash that a partly withheld body stands for; `Unreadable` where a part has another form."""
    return _hash_of({name: _digest_of_part(name, part) for name, part in shown.items()})


def _is_pad(pad: object, size: int) -> bool:
    """Whether `pad` may fill a body up to `size` bytes: zeros, and no more of them than are needed."""
    # Compared, not stripped, which took a quarter of the time of opening a body.
    if type(pad) is not str or pad != "0" * len(pad):
        return False
    return size % BLOCK == 0 and (len(pad) < BLOCK or size == LEVEL)


def _object(text: bytes) -> dict[str, Any]:
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Unreadable("record.not-json") from None
    if type(value) is not dict:
        raise Unreadable("record.not-json")
    return value


def _part(salt: bytes, value: Any, withheld: bool) -> dict[str, Any]:
    if withheld:
        return {"digest": _digest(salt, value)}
    return {"salt": base64.b64encode(salt).decode("ascii"), "value": value}


def _digest_of_part(name: str, part: Any) -> str:
    if type(part) is dict and part.keys() == {"digest"} and is_hash(part["digest"]):
        return str(part["digest"])
    if type(part) is dict and part.keys() == {"salt", "value"}:
        return _digest(unbase64(part["salt"], SALT_SIZE), part["value"])
    raise Unreadable("record.part", field=name)


def _digest(salt: bytes, value: Any) -> str:
    return sha256(salt + dumps(value, option=OPT_SORT_KEYS)).hexdigest()


def _hash_of(digests: dict[str, str]) -> str:
    return sha256(dumps(digests, option=OPT_SORT_KEYS)).hexdigest()


def unbase64(value: object, size: int | None = None) -> bytes:
    """Bytes of padded base64 (RFC 4648 section 4) in its one canonical spelling; `Unreadable` otherwise."""
    try:
        data = base64.b64decode(value, validate=True) if type(value) is str else b""
    except ValueError:
        data = b""
    if not data or base64.b64encode(data).decode("ascii") != value or size not in (None, len(data)):
        raise Unreadable("record.base64")
    return data
