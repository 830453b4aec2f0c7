"""An unlocked officer signs only while the passphrase was proven recently, and for a vote each time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.errors import NotTrusted, Refused
from app.trust.keys import SigningKey, verify
from app.trust.signer import Signer

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PHRASE = "an éxcellent long passphrase"


def signer() -> Signer:
    return Signer("for-01", "foreign-affairs", SigningKey(bytes(32)), PHRASE, NOW)


def test_a_signature_is_the_officers() -> None:
    one = signer()
    assert verify(one.public, b"message", one.sign(b"message"))
    assert one.key == SigningKey(bytes(32)).id
    assert (one.officer, one.agency) == ("for-01", "foreign-affairs")


def test_an_ordinary_act_needs_no_new_proof_for_ten_minutes() -> None:
    one = signer()
    one.allow(NOW + timedelta(minutes=10), always=False, minutes=10)
    with pytest.raises(Refused, match=r"passphrase\.again"):
        one.allow(NOW + timedelta(minutes=10, seconds=1), always=False, minutes=10)


def test_a_vote_uses_the_proof_up() -> None:
    one = signer()
    one.allow(NOW, always=True, minutes=10)
    one.allow(NOW, always=False, minutes=10)
    with pytest.raises(Refused, match=r"passphrase\.again"):
        one.allow(NOW, always=True, minutes=10)
    one.prove(PHRASE, NOW)
    one.allow(NOW, always=True, minutes=10)


def test_a_refused_act_does_not_use_the_proof_up() -> None:
    one = signer()
    with pytest.raises(Refused):
        one.allow(NOW + timedelta(hours=1), always=True, minutes=10)
    one.allow(NOW, always=True, minutes=10)


def test_a_wrong_passphrase_proves_nothing() -> None:
    one = signer()
    one.allow(NOW, always=True, minutes=10)
    with pytest.raises(NotTrusted, match=r"passphrase\.wrong"):
        one.prove("an excellent long passphrase", NOW)
    with pytest.raises(Refused):
        one.allow(NOW, always=True, minutes=10)


def test_a_new_proof_starts_the_time_again() -> None:
    one = signer()
    one.prove(PHRASE, NOW + timedelta(minutes=30))
    one.allow(NOW + timedelta(minutes=40), always=False, minutes=10)


def test_the_passphrase_may_be_typed_composed_or_decomposed() -> None:
    signer().prove("an e\N{COMBINING ACUTE ACCENT}xcellent long passphrase", NOW)


def test_a_signer_keeps_no_passphrase() -> None:
    kept = [value for value in vars(signer()).values() if isinstance(value, str | bytes)]
    assert not any(PHRASE in (value if isinstance(value, str) else value.decode("latin-1")) for value in kept)
