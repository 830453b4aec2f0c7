"""Ed25519 by RFC 8032, and the public keys that are refused."""

import json
from pathlib import Path

import pytest

from app.errors import NotTrusted
from app.trust import curve, keys

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "ed25519.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS["sign"], ids=lambda vector: str(vector["name"]))
def test_signatures_are_those_of_rfc_8032(vector: dict[str, str]) -> None:
    key = keys.SigningKey(bytes.fromhex(vector["seed"]))
    message, signature = bytes.fromhex(vector["message"]), bytes.fromhex(vector["signature"])
    assert key.public.hex() == vector["public"]
    assert key.sign(message) == signature
    assert keys.verify(key.public, message, signature)
    assert not keys.verify(key.public, message + b"\0", signature)
    assert not keys.verify(key.public, message, signature[:-1])
    keys.check_public(key.public)


@pytest.mark.parametrize("public", VECTORS["small_order"])
def test_points_of_small_order_are_refused(public: str) -> None:
    with pytest.raises(NotTrusted, match=r"key\.small-order"):
        keys.check_public(bytes.fromhex(public))


@pytest.mark.parametrize("public", [*VECTORS["not_canonical"], "02" + "00" * 31, "00" * 31, "00" * 33])
def test_second_spellings_and_points_off_the_curve_are_refused(public: str) -> None:
    with pytest.raises(NotTrusted, match=r"key\.not-canonical"):
        keys.check_public(bytes.fromhex(public))


def test_point_of_mixed_order_is_refused() -> None:
    good = curve.decode(keys.SigningKey.generate().public)
    assert good is not None
    assert curve.has_prime_order(good)
    for small in VECTORS["small_order"]:
        torsion = curve.decode(bytes.fromhex(small))
        assert torsion is not None
        neutral = small.startswith("01")
        assert curve.has_prime_order(curve.add(good, torsion)) == neutral


def test_key_is_known_by_the_hash_of_its_public_half_and_never_shows_its_seed() -> None:
    key = keys.SigningKey.generate()
    assert key.id == keys.key_id(key.public)
    assert keys.SigningKey(key.seed).public == key.public
    assert key.seed.hex() not in repr(key)
    assert keys.spki(key.public)[-32:] == key.public
