"""The token on a licence, checked with nothing but the stations' public keys."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from app import canonical
from app.trust.keys import SigningKey
from app.trust.notes import Verifier
from app.trust.token import CONTEXT, LARGEST, PREFIX, TokenStatus, check_token, make_token

KEY, OTHER = SigningKey(bytes(32)), SigningKey(bytes([1]) * 32)
NAME = "placet.invalid/0011223344556677/licensing/licensing-1"
STATION = Verifier(NAME, KEY.public)
CONTENT = {"number": "EXP-2026-00001/L1", "issued": "2026-11-22", "valid_until": "2027-11-23", "items": ["1", "2"]}
TOKEN = make_token(CONTENT, NAME, KEY)


def status(token: str, *stations: Verifier, today: str = "2026-11-22") -> TokenStatus:
    return check_token(token, list(stations or (STATION,)), today).status


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def test_a_token_says_what_was_licensed() -> None:
    report = check_token(TOKEN, [STATION], "2026-11-22")
    assert report.status is TokenStatus.VALID
    assert report.content is not None
    assert report.content.items() >= CONTENT.items()


def test_a_token_is_valid_on_its_last_day_and_expired_after_it() -> None:
    assert status(TOKEN, today="2027-11-23") is TokenStatus.VALID
    assert status(TOKEN, today="2027-11-24") is TokenStatus.EXPIRED


def test_white_space_from_copying_does_no_harm() -> None:
    assert status(f" {TOKEN[:20]}\n{TOKEN[20:]}\t") is TokenStatus.VALID


def test_a_station_nobody_knows_is_said_to_be_unknown() -> None:
    assert status(TOKEN, Verifier(NAME, OTHER.public)) is TokenStatus.UNKNOWN_KEY
    assert check_token(TOKEN, [], "2026-11-22").status is TokenStatus.UNKNOWN_KEY


@given(integers(min_value=0, max_value=len(TOKEN) - 1), integers(min_value=1, max_value=127))
def test_any_changed_character_is_found(place: int, by: int) -> None:
    changed = TOKEN[:place] + chr((ord(TOKEN[place]) + by) % 128) + TOKEN[place + 1 :]
    if changed.split() == [changed]:
        assert status(changed) is not TokenStatus.VALID


def test_a_token_signed_by_somebody_else_in_the_stations_name_is_altered() -> None:
    payload = canonical.encode({**CONTENT, "key": STATION.vkey.rpartition("+")[0]})
    forged = ".".join((PREFIX, text(payload), text(OTHER.sign(CONTEXT + payload))))
    assert status(forged) is TokenStatus.ALTERED


def test_a_signature_made_for_something_else_is_not_a_tokens() -> None:
    payload = canonical.encode({**CONTENT, "key": STATION.vkey.rpartition("+")[0]})
    assert status(".".join((PREFIX, text(payload), text(KEY.sign(payload))))) is TokenStatus.ALTERED


@pytest.mark.parametrize(
    "token",
    [
        "",
        "PLACET1",
        "PLACET1..",
        "PLACET1.e30.e30",
        "a.b.c.d",
        "PLACET1.é.é",
        TOKEN + "=",
        TOKEN.replace("PLACET1", "PLACET2"),
    ],
)
def test_what_is_no_token_is_altered(token: str) -> None:
    assert status(token) is TokenStatus.ALTERED


def test_a_payload_in_another_spelling_is_altered() -> None:
    loose = b'{"valid_until":"2027-11-23", "key":"x"}'
    assert status(".".join((PREFIX, text(loose), text(KEY.sign(CONTEXT + loose))))) is TokenStatus.ALTERED


@pytest.mark.parametrize(
    "wrong", [{"valid_until": 5}, {"valid_until": ["2027-11-23"]}, {"issued": "soon"}, {"number": "L1\nvalid"}]
)
def test_what_a_reader_is_told_is_one_line_of_text_each(wrong: dict[str, object]) -> None:
    payload = canonical.encode({**CONTENT, **wrong, "key": STATION.vkey.rpartition("+")[0]})
    assert status(".".join((PREFIX, text(payload), text(KEY.sign(CONTEXT + payload))))) is TokenStatus.ALTERED


@pytest.mark.parametrize("payload", [b"[]", b'"text"', b"5", b"null"])
def test_a_payload_that_is_no_object_is_altered(payload: bytes) -> None:
    assert status(".".join((PREFIX, text(payload), text(KEY.sign(CONTEXT + payload))))) is TokenStatus.ALTERED


def test_a_token_longer_than_any_paper_carries_is_not_read() -> None:
    long = make_token({**CONTENT, "notes": "x" * LARGEST}, NAME, KEY)
    assert status(long) is TokenStatus.ALTERED
