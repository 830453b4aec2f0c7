"""Key slots: an officer's passphrase opens the store key and that officer's own signing key, nobody else's."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app import canonical
from app.errors import NotTrusted, PlacetError, StoreFault, Unreadable
from app.trust import passphrases
from app.trust.costs import Cost
from app.trust.derive import derive, slots_key
from app.trust.files import write_atomically
from app.trust.record import unbase64

VERSION = 1
OFFICER = "officer"
"""The kind of slot a passphrase opens; the kind decides how the wrapping key is made and what it unwraps."""
KEY_SIZE = 32
LARGEST_FILE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a passphrase opens: the store key and the officer's Ed25519 seed, 32 bytes each."""

    store_key: bytes
    seed: bytes

    def __repr__(self) -> str:
        return "Unlocked()"


@dataclass(frozen=True, slots=True)
class Slot:
    """One officer's wrapped keys under a neutral id."""

    id: str
    kind: str
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes

    def to_json(self) -> dict[str, Any]:
        """The slot as it stands in the file, or in the store while a second person has still to confirm it."""
        return self._header() | {"nonce": _base64(self.nonce), "wrapped": _base64(self.wrapped)}

    @classmethod
    def from_json(cls, value: Any) -> Slot:
        """The slot that `to_json` wrote; `Unreadable` otherwise."""
        try:
            cost = Cost(*(int(value[name]) for name in ("memory_kib", "iterations", "lanes")))
            nonce, wrapped = unbase64(value["nonce"], 12), unbase64(value["wrapped"])
            slot = cls(value["id"], value["kind"], cost, unbase64(value["salt"], 16), nonce, wrapped)
        except (KeyError, TypeError, ValueError):
            raise Unreadable("slots.broken") from None
        if slot.to_json() != value or not type(slot.id) is type(slot.kind) is str:
            raise Unreadable("slots.broken")
        return slot

    def open(self, passphrase: str, device: bytes = b"") -> Unlocked:
        """The keys in the slot, or `NotTrusted` for any other passphrase."""
        cipher = AESGCM(_wrapping_key(passphrase, self.cost, self.salt, device))
        try:
            keys = cipher.decrypt(self.nonce, self.wrapped, canonical.encode(self._header()))
        except InvalidTag:
            raise NotTrusted("passphrase.wrong") from None
        return Unlocked(keys[:KEY_SIZE], keys[KEY_SIZE:])

    def _header(self) -> dict[str, Any]:
        cost = {
            "memory_kib": self.cost.memory_kib, "iterations": self.cost.iterations, "lanes": self.cost.lanes,
        }  # fmt: skip
        return {"id": self.id, "kind": self.kind, "salt": _base64(self.salt), **cost}


@dataclass(frozen=True, slots=True)
class SlotFile:
    """All slots of a store. Its MAC, keyed by the store key, is checked by whoever has just opened a slot."""

    epoch: int
    salt: bytes
    slots: tuple[Slot, ...]
    mac: str

    @classmethod
    def create(cls, store_key: bytes) -> SlotFile:
        """A file without slots for a new store."""
        return cls(0, os.urandom(16), (), "")._changed((), store_key)

    @classmethod
    def load(cls, path: Path) -> SlotFile:
        """The slot file at `path`; `StoreFault` where there is none, `Unreadable` where it is broken."""
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST_FILE + 1)
        except OSError as error:
            raise StoreFault("slots.missing", path=str(path), reason=error.strerror) from None
        return cls.from_bytes(data)

    @classmethod
    def from_bytes(cls, data: bytes) -> SlotFile:
        """The slot file in `data`; `Unreadable` for anything but the exact bytes that `to_bytes` writes."""
        try:
            value = canonical.decode(data) if len(data) <= LARGEST_FILE else {}
            slots = tuple(Slot.from_json(slot) for slot in value["slots"])
            file = cls(value["epoch"], unbase64(value["salt"], 16), slots, value["mac"])
            proper = file.to_bytes() == data and type(file.epoch) is int and type(file.mac) is str
        except (PlacetError, KeyError, TypeError) as error:
            raise error if getattr(error, "code", "") == "slots.cost" else Unreadable("slots.broken") from None
        if not proper:
            raise Unreadable("slots.broken")
        return file

    def to_bytes(self) -> bytes:
        """Canonical JSON without any officer's name or id."""
        return canonical.encode(self._content() | {"mac": self.mac})

    def save(self, path: Path) -> None:
        """Replace the file at `path` durably."""
        write_atomically(path, self.to_bytes())

    def slot_id(self, officer: str) -> str:
        """The neutral id of an officer's slot; the file's salt keeps two stores from sharing ids."""
        return hashlib.sha256(b"placet-slot" + self.salt + officer.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def holds(self, officer: str) -> bool:
        """Whether the officer has a slot here."""
        return any(slot.id == self.slot_id(officer) for slot in self.slots)

    def new_slot(
        self,
        officer: str,
        passphrase: str,
        keys: Unlocked,
        cost: Cost,
        *,
        names: Iterable[str] = (),
        device: bytes = b"",
    ) -> Slot:
        """A slot for `officer`, not yet in the file. `Refused` for a passphrase that is too short or well known."""
        passphrases.check(passphrase, [officer, *names])
        slot = Slot(self.slot_id(officer), OFFICER, cost, os.urandom(16), os.urandom(12), b"")
        cipher = AESGCM(_wrapping_key(passphrase, cost, slot.salt, device))
        wrapped = cipher.encrypt(slot.nonce, keys.store_key + keys.seed, canonical.encode(slot._header()))
        return replace(slot, wrapped=wrapped)

    def add(self, slot: Slot, store_key: bytes) -> SlotFile:
        """The file with `slot`, which takes the place of one with the same id."""
        return self._changed((*(s for s in self.slots if s.id != slot.id), slot), store_key)

    def remove(self, officer: str, store_key: bytes) -> SlotFile:
        """The file without the officer's slot."""
        gone = self.slot_id(officer)
        return self._changed(tuple(slot for slot in self.slots if slot.id != gone), store_key)

    def unlock(self, officer: str, passphrase: str, device: bytes = b"") -> Unlocked:
        """The officer's keys. One failure for a wrong passphrase and an unknown officer, after the same work."""
        keys = self._slot_of(officer).open(passphrase, device)
        self.check(keys.store_key)
        return keys

    def rewrap(
        self, officer: str, old: str, new: str, cost: Cost, *, names: Iterable[str] = (), device: bytes = b""
    ) -> SlotFile:
        """The file after a change of the officer's passphrase."""
        keys = self.unlock(officer, old, device)
        slot = self.new_slot(officer, new, keys, cost, names=names, device=device)
        return self.add(slot, keys.store_key)

    def check(self, store_key: bytes) -> None:
        """Refuse a file in which anything was changed without the store key."""
        if not hmac.compare_digest(self._mac(store_key), self.mac.encode("utf-8", "replace")):
            raise NotTrusted("slots.tampered")

    def _slot_of(self, officer: str) -> Slot:
        """The officer's slot, or a decoy that no passphrase opens and that takes as long."""
        wanted = self.slot_id(officer)
        cost = self.slots[0].cost if self.slots else Cost(8, 1, 1)
        decoy = Slot(wanted, OFFICER, cost, self.salt, self.salt[:12], bytes(2 * KEY_SIZE + 16))
        return next((slot for slot in self.slots if slot.id == wanted), decoy)

    def _changed(self, slots: tuple[Slot, ...], store_key: bytes) -> SlotFile:
        ordered = tuple(sorted(slots, key=lambda slot: slot.id))
        fresh = replace(self, epoch=self.epoch + 1, slots=ordered)
        return replace(fresh, mac=fresh._mac(store_key).decode("ascii"))

    def _content(self) -> dict[str, Any]:
        slots = [slot.to_json() for slot in self.slots]
        return {"version": VERSION, "epoch": self.epoch, "salt": _base64(self.salt), "slots": slots}

    def _mac(self, store_key: bytes) -> bytes:
        content = canonical.encode(self._content())
        return hmac.digest(slots_key(store_key), content, "sha256").hex().encode("ascii")


def _wrapping_key(passphrase: str, cost: Cost, salt: bytes, device: bytes) -> bytes:
    """Passphrase -> Argon2id -> with the device's secret, HKDF -> the officer's key."""
    return derive(cost.stretch(passphrases.normal(passphrase), salt) + device, "officer")


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
