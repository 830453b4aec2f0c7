"""The head: what a store last said of its journal, kept beside the database so that an older copy is found."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from app import canonical
from app.errors import NotTrusted, StoreFault, Unreadable
from app.trust.files import write_atomically

LARGEST_FILE = 16 * 1024 * 1024

Standing = Literal["same", "ahead", "behind", "forked"]


@dataclass(frozen=True, slots=True)
class Head:
    """Size and root of the tree, the signed checkpoint that says so, own chains as {chain: (seq, act id)}.

    `boots` counts unlocks; `clean` tells whether the last one ended in order. `root` is hex, `checkpoint` a note.
    """

    store: str
    size: int
    root: str
    checkpoint: str
    chains: Mapping[str, tuple[int, str]]
    boots: int
    clean: bool


def to_bytes(head: Head, key: bytes) -> bytes:
    """Canonical JSON with an HMAC-SHA-256 under `key` (see `derive.head_key`)."""
    content = asdict(head)
    return canonical.encode({"head": content, "mac": _mac(content, key)})


def from_bytes(data: bytes, key: bytes) -> Head:
    """The head in `data`: `Unreadable` where it is broken, `NotTrusted` where it was changed without the key."""
    try:
        value = canonical.decode(data)
        content, mac = value["head"], value["mac"]
        genuine = hmac.compare_digest(_mac(content, key), mac)
    except (Unreadable, KeyError, TypeError):
        raise Unreadable("head.broken") from None
    if not genuine:
        raise NotTrusted("head.tampered")
    try:
        chains = {chain: (seq, act) for chain, (seq, act) in content["chains"].items()}
        head = Head(**(content | {"chains": chains}))
        proper = type(head.size) is int and type(head.root) is str and to_bytes(head, key) == data
    except (KeyError, TypeError, ValueError, AttributeError):
        proper = False
    if not proper:
        raise Unreadable("head.broken")
    return head


def write(path: Path, head: Head, key: bytes) -> None:
    """Replace the head at `path` durably."""
    write_atomically(path, to_bytes(head, key))


def read(path: Path, key: bytes) -> Head:
    """The head at `path`; `StoreFault` where there is none."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE)
    except OSError as error:
        raise StoreFault("head.missing", path=str(path), reason=error.strerror) from None
    return from_bytes(data, key)


def standing(head: Head, size: int, root: str) -> Standing:
    """How a journal of `size` acts and `root` (hex) stands to the head.

    A journal ahead is normal after a crash; the caller then asks again with the root of its first `head.size` acts,
    where `forked` shows that they are not the acts the head speaks of. A journal behind has lost acts.
    """
    if size != head.size:
        return "ahead" if size > head.size else "behind"
    return "same" if root == head.root else "forked"


def _mac(content: Any, key: bytes) -> str:
    return hmac.digest(key, canonical.encode(content), "sha256").hex()
