"""What proof reads of the founding charter: the realm's fingerprint, both founders' keys and the first station's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app import canonical
from app.errors import NotTrusted, Unreadable
from app.trust import keys, notes
from app.trust.record import unbase64

LARGEST = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Founder:
    """An officer whose key the charter itself names."""

    officer: str
    agency: str
    public: bytes


@dataclass(frozen=True, slots=True)
class Founding:
    """`realm` is the SHA-256 of the charter's bytes in hex; `station` signs its checkpoints and exports."""

    realm: str
    founders: tuple[Founder, ...]
    station: notes.Verifier


def read(data: bytes) -> Founding:
    """The founding named in the charter's JSON text; `Unreadable` or, for a bad key, `NotTrusted` otherwise."""
    value = canonical.parse(data, what="charter.json") if len(data) <= LARGEST else {}
    realm = canonical.digest(data)
    try:
        founders = tuple(_founder(entry) for entry in value["founders"])
        station = value["station"]
        origin = notes.origin(realm, str(station["agency"]), str(station["name"]))
        public = unbase64(station["public"], 32)
        verifier = notes.Verifier.parse(notes.Verifier(origin, public).vkey)
    except (KeyError, TypeError, ValueError, Unreadable):
        raise Unreadable("charter.founding") from None
    if len(founders) != 2 or len({founder.officer for founder in founders} | {f.public for f in founders}) != 4:
        raise NotTrusted("charter.founders")
    for key in (public, *(founder.public for founder in founders)):
        keys.check_public(key)
    return Founding(realm, founders, verifier)


def _founder(entry: Any) -> Founder:
    return Founder(str(entry["officer"]), str(entry["agency"]), unbase64(entry["public"], 32))
