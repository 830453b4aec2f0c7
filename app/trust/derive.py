"""Keys derived from the store key, one for each purpose (HKDF-SHA-256, RFC 5869)."""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def derive(secret: bytes, label: str) -> bytes:
    """32 bytes for the purpose that `label` names."""
    return HKDF(SHA256(), 32, salt=None, info=b"placet/1 " + label.encode("ascii")).derive(secret)


def database_key(store_key: bytes) -> bytes:
    """The raw key of the encrypted database."""
    return derive(store_key, "database")


def slots_key(store_key: bytes) -> bytes:
    """The key of the MAC over the slot file."""
    return derive(store_key, "slots")


def head_key(store_key: bytes) -> bytes:
    """The key of the MAC over the head."""
    return derive(store_key, "head")
