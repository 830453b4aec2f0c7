"""The act record: exact form, padded and salted bodies, parts withheld."""

import hashlib
import hmac
import json
import os
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import NotTrusted, PlacetError, Unreadable
from app.trust import record
from tests.trust.journal import Journal, key_for

VECTORS = Path(__file__).parent.parent / "vectors"
SALT = bytes(range(32))


@pytest.fixture(scope="module")
def act() -> record.Record:
    return Journal().filled().acts[-1]


def changed(act: record.Record, **values: object) -> bytes:
    return orjson.dumps(orjson.loads(act.header_text) | values, option=orjson.OPT_SORT_KEYS)


def test_pae_is_that_of_the_dsse_example() -> None:
    example = json.loads((VECTORS / "notes.json").read_text("utf-8"))["dsse"]
    assert record.pae(example["payload"].encode(), example["type"].encode()) == example["pae"].encode()


def test_header_is_read_back_as_it_was_written(act: record.Record) -> None:
    header = record.Header.parse(act.header_text)
    assert header.text() == act.header_text
    assert header.body.audience == ("*",)
    assert record.act_id(act.header_text) == act.id


def test_leaf_covers_signed_bytes_and_signature(act: record.Record) -> None:
    expected = hashlib.sha256(b"\0" + record.pae(act.header_text) + act.signature).digest()
    assert record.leaf(act.header_text, act.signature) == expected


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("v", 2), ("v", True), ("realm", "AB" * 32), ("key", "ab"), ("scope", "case:1"), ("scope", "Realm"),
        ("seq", -1), ("seq", 1.5), ("seq", 10**15 * 9 + 10**15), ("after", ["ff" * 32, "ee" * 32]),
        ("after", ["ee" * 32, "ee" * 32]), ("after", None), ("officer", ""), ("officer", 'a"b'), ("agency", "é"),
        ("clock", [1]), ("clock", [1, 9_999_999_999_999_999]), ("claimed", "2026-02-30T00:00:00Z"),
        ("claimed", "2026-11-22T04:00:00+00:00"), ("charter", "none"), ("prev", None), ("chain", "ab" * 32),
        ("attachments", ["ab" * 32] * 2), ("body", {}), ("type", "A B"), ("role", "x" * 65),
    ],
)  # fmt: skip
def test_header_with_a_wrong_field_is_refused(act: record.Record, field: str, value: object) -> None:
    with pytest.raises(Unreadable) as refused:
        record.Header.parse(changed(act, **{field: value}))
    assert refused.value.code == "record.field"


@pytest.mark.parametrize(
    "ref",
    [
        {"size": 0}, {"size": 513}, {"size": 512 * 1024 * 1024}, {"audience": []}, {"audience": ["DEF", "*"]},
        {"audience": ["MFA", "DEF"]}, {"narrower": {"annex": []}}, {"narrower": {"annex": ["MFA", "DEF"]}},
        {"narrower": {"é": ["MFA"]}}, {"hash": None}, {"more": 1},
    ],
)  # fmt: skip
def test_header_with_a_wrong_body_reference_is_refused(act: record.Record, ref: dict[str, object]) -> None:
    body = orjson.loads(act.header_text)["body"] | ref
    with pytest.raises(Unreadable, match=r"record\.field"):
        record.Header.parse(changed(act, body=body))


def test_header_in_another_spelling_is_refused(act: record.Record) -> None:
    text = act.header_text
    spellings = [
        text + b"\n", b" " + text, text.replace(b'"v":1', b'"v":1.0'), text.replace(b'"v":1', b'"v":1,"v":1'),
        b"{" + b'"v":1,' + text[1:].replace(b',"v":1', b""), text.replace(b"reviewer", b"reviewe\\u0072"), b"[]", b"",
        b"[" * 5000, text.replace(b'"v":1', b'"v":' + b"[" * 400 + b"]" * 400), text.replace(b'"v":1', b'"v":1,"w":1'),
        text.replace(b"reviewer", b"r" * 20000), b"\xff" + text, text.replace(b"reviewer", b"revie\0er"),
    ]  # fmt: skip
    for spelling in spellings:
        with pytest.raises(Unreadable, match=r"record\."):
            record.read_header(spelling)


def test_header_that_no_reader_would_accept_is_not_written(act: record.Record) -> None:
    journal = Journal().found()
    with pytest.raises(Unreadable):
        journal.opinion(journal.head, claimed="yesterday")


fields = st.dictionaries(
    st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=12).filter(lambda name: name != "pad"),
    st.one_of(st.none(), st.booleans(), st.integers(-(2**53) + 1, 2**53 - 1), st.text('aé€𝄞\n"\\ z', max_size=900)),
    max_size=9,
)


@given(fields, st.data())
def test_body_is_padded_sealed_and_can_be_withheld_in_part(values: dict[str, object], data: st.DataObject) -> None:
    text, digest = record.seal_body(values, SALT)
    assert len(text) % 512 == 0
    opened = record.open_body(text, SALT, digest, len(text))
    assert opened.pop("pad").strip("0") == ""
    assert opened == values
    whole = orjson.loads(text)
    withheld = data.draw(st.sets(st.sampled_from(sorted(whole))))
    shown = record.parts(whole, SALT, withheld)
    assert record.hash_of_parts(shown) == digest
    assert all(("digest" in part) == (name in withheld) for name, part in shown.items())


def test_field_salt_is_hmac_sha256_of_the_name() -> None:
    for name in ("annex", "x" * 200):
        assert record.FieldSalts(SALT).of(name) == hmac.digest(SALT, name.encode(), "sha256")


def test_any_other_body_is_refused() -> None:
    text, digest = record.seal_body({"position": "agree", "reasons": "As said."}, SALT)
    for place in range(len(text)):
        flipped = text[:place] + bytes([text[place] ^ 1]) + text[place + 1 :]
        with pytest.raises(PlacetError):
            record.open_body(flipped, SALT, digest, len(text))
    with pytest.raises(NotTrusted, match=r"record\.body-hash"):
        record.open_body(text, os.urandom(32), digest, len(text))
    with pytest.raises(NotTrusted, match=r"record\.body-size"):
        record.open_body(text, SALT, digest, len(text) + 512)
    with pytest.raises(Unreadable, match=r"record\.salt"):
        record.open_body(text, b"short", digest, len(text))


def test_body_without_proper_padding_is_refused() -> None:
    for fields_ in ({"a": 1}, {"a": 1, "pad": "1" * 497}, {"a": 1, "pad": "0" * (497 + 512)}):
        text = orjson.dumps(fields_, option=orjson.OPT_SORT_KEYS)
        with pytest.raises(Unreadable, match=r"record\.pad"):
            record.open_body(text, SALT, record.body_hash(fields_, SALT), len(text))
    with pytest.raises(Unreadable, match=r"record\.pad"):
        record.seal_body({"pad": ""}, SALT)


@pytest.mark.parametrize(
    "part", [None, {}, {"digest": "AB"}, {"value": 1}, {"salt": "AAAA", "value": 1}, {"salt": 1, "value": 1}]
)
def test_part_in_another_form_is_refused(part: object) -> None:
    with pytest.raises(Unreadable, match=r"record\."):
        record.hash_of_parts({"annex": part})


def test_signature_is_by_the_key_of_the_header(act: record.Record) -> None:
    key = key_for("reviewer")
    assert record.Header.parse(act.header_text).key == key.id
    assert key.sign(record.pae(act.header_text)) == act.signature
