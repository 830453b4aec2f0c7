"""The token on a licence: what was licensed, signed by the station, checkable offline by whoever holds the paper."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app import canonical
from app.errors import PlacetError
from app.trust.keys import SigningKey, verify
from app.trust.notes import Verifier

PREFIX = "PLACET1"
CONTEXT = b"placet licence token v1\n"
"""Signed before the payload, so that a token's signature can never be taken for that of a checkpoint or an act."""
LARGEST = 4096


class TokenStatus(StrEnum):
    """`VALID` says that the licence was issued like this; whether it was revoked since, no paper can know."""

    VALID = "valid"
    ALTERED = "altered"
    UNKNOWN_KEY = "unknown-key"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class TokenReport:
    """The answer; `content` is the payload, or None where it cannot be read."""

    status: TokenStatus
    content: dict[str, Any] | None


def make_token(content: dict[str, Any], name: str, key: SigningKey) -> str:
    """Payload (with the station's name under ``key``) and signature in base64url, without padding."""
    payload = canonical.encode({**content, "key": Verifier(name, key.public).vkey.rpartition("+")[0]})
    return ".".join((PREFIX, _encoded(payload), _encoded(key.sign(CONTEXT + payload))))


def check_token(token: str, verifiers: list[Verifier], today: str) -> TokenReport:
    """Check a token against the stations' keys at hand; `today` is an ISO date."""
    if len(token) > LARGEST:
        return TokenReport(TokenStatus.ALTERED, None)
    try:
        prefix, payload_text, signature_text = "".join(token.split()).split(".")
        payload, signature = _decoded(payload_text), _decoded(signature_text)
        content = canonical.decode(payload)
        named, until = content["key"], content["valid_until"]
        proper = prefix == PREFIX and _is_readable(content)
    except (ValueError, TypeError, KeyError, PlacetError):
        return TokenReport(TokenStatus.ALTERED, None)
    if not proper:
        return TokenReport(TokenStatus.ALTERED, None)
    known = [one for one in verifiers if one.vkey.rpartition("+")[0] == named]
    if not known:
        return TokenReport(TokenStatus.UNKNOWN_KEY, content)
    if not any(verify(one.public, CONTEXT + payload, signature) for one in known):
        return TokenReport(TokenStatus.ALTERED, None)
    return TokenReport(TokenStatus.EXPIRED if until < today else TokenStatus.VALID, content)


def _is_readable(content: dict[str, Any]) -> bool:
    """Whether what a reader is told is there, in one line of text each. Raises `ValueError` for dates that are none."""
    told = [content[name] for name in ("key", "number", "issued", "valid_until")]
    if not all(type(one) is str and one.isprintable() for one in told):
        return False
    return all(date.fromisoformat(day).isoformat() == day for day in told[2:])


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _decoded(text: str) -> bytes:
    """Bytes of unpadded base64url in its one canonical spelling. Raises `ValueError`."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError(text) from error
    if _encoded(data) != text:
        raise ValueError(text)
    return data
