"""Ed25519 keys (RFC 8032): signing, verifying, and refusing public keys on which implementations disagree."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.errors import NotTrusted
from app.trust import curve

SPKI_PREFIX = bytes.fromhex("302a300506032b6570032100")
"""What precedes the 32 raw bytes in a SubjectPublicKeyInfo (RFC 8410 section 4)."""


class SigningKey:
    """An officer's or a station's private key. `public` is 32 raw bytes, `id` their SHA-256 in hex."""

    __slots__ = ("_private", "id", "public")

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._private.public_key().public_bytes_raw()
        self.id = key_id(self.public)

    @classmethod
    def generate(cls) -> SigningKey:
        """A new key from the system's randomness."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def seed(self) -> bytes:
        """The 32 private bytes; only a key slot or the store key may wrap them."""
        return self._private.private_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """64 bytes, deterministic."""
        return self._private.sign(message)


def key_id(public: bytes) -> str:
    """SHA-256 of the raw public key, in hex."""
    return hashlib.sha256(public).hexdigest()


@lru_cache(maxsize=4096)
def loaded(public: bytes) -> Ed25519PublicKey:
    """The library's object for a raw public key; making it costs as much as a tenth of a verification."""
    return Ed25519PublicKey.from_public_bytes(public)


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` was made with the key of `public` (32 raw bytes)."""
    try:
        loaded(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def check_public(public: bytes) -> None:
    """Refuse a public key of small or mixed order, off the curve or in a second spelling (RFC 8032 section 5.1.3).

    Asked once, at enrolment: for such keys one library accepts signatures that another refuses, and a journal that
    many stations verify must have one answer. Raises `NotTrusted`.
    """
    point = curve.decode(public)
    if point is None:
        raise NotTrusted("key.not-canonical")
    if not curve.has_prime_order(point):
        raise NotTrusted("key.small-order")


def spki(public: bytes) -> bytes:
    """The public key as DER, the form that `openssl` reads."""
    return SPKI_PREFIX + public
