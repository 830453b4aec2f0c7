"""An unlocked officer: who signs, with which key, and when the passphrase was last proven."""

from __future__ import annotations

import hashlib
import hmac
import os
from datetime import datetime, timedelta

from app.errors import NotTrusted, Refused
from app.trust.keys import SigningKey
from app.trust.passphrases import normal


class Signer:
    """One officer's key, in memory while the store is unlocked.

    The passphrase itself is not kept: only an HMAC of it under a random key of this process, with which it can be
    proven again before a vote without the cost of another key derivation.
    """

    def __init__(self, officer: str, agency: str, key: SigningKey, passphrase: str, now: datetime) -> None:
        self.officer = officer
        self.agency = agency
        self._key = key
        self._pepper = os.urandom(32)
        self._proof = self._hash(passphrase)
        self._proven_at = now
        self._fresh = True

    @property
    def key(self) -> str:
        """Id of the officer's key."""
        return self._key.id

    @property
    def public(self) -> bytes:
        """The 32 raw public bytes."""
        return self._key.public

    def prove(self, passphrase: str, now: datetime) -> None:
        """The officer types the passphrase again. Raises `NotTrusted` for a wrong one."""
        if not hmac.compare_digest(self._hash(passphrase), self._proof):
            raise NotTrusted("passphrase.wrong")
        self._proven_at, self._fresh = now, True

    def allow(self, now: datetime, *, always: bool, minutes: int) -> None:
        """Refuse to sign without a recent proof; an act that `always` asks uses the proof up."""
        if (always and not self._fresh) or now - self._proven_at > timedelta(minutes=minutes):
            raise Refused("passphrase.again")
        if always:
            self._fresh = False

    def sign(self, message: bytes) -> bytes:
        """64 bytes of Ed25519 signature."""
        return self._key.sign(message)

    def _hash(self, passphrase: str) -> bytes:
        return hmac.digest(self._pepper, hashlib.sha256(normal(passphrase)).digest(), "sha256")
