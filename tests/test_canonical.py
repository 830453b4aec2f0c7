"""Canonical bytes against RFC 8785's vectors and the reference library."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from app import canonical
from app.errors import Unreadable

VECTORS = json.loads((Path(__file__).parent / "vectors" / "jcs.json").read_text("utf-8"))

text = st.text().map(lambda value: unicodedata.normalize("NFC", value))
keys = st.text(st.characters(max_codepoint=127))
scalars = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | text
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(keys, inner, max_size=5))


@given(values)
def test_bytes_are_those_of_the_reference_library(value: Any) -> None:
    data = canonical.encode(value)
    assert data == rfc8785.dumps(value)
    assert canonical.decode(data) == value


@pytest.mark.parametrize("name", ["structures", "arrays"])
def test_published_texts_within_the_restriction(name: str) -> None:
    given_, expected = VECTORS[name]["input"], VECTORS[name]["output"].encode()
    value = json.loads(given_.replace("56.0", "56"))
    assert canonical.encode(value) == expected
    assert canonical.decode(expected) == value


@pytest.mark.parametrize("name", ["french", "weird", "values", "unicode"])
def test_published_texts_beyond_the_restriction_are_refused(name: str) -> None:
    with pytest.raises(Unreadable):
        canonical.decode(VECTORS[name]["output"].encode())


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":2}', b'{"b":1,"a":2}', b'{"a": 1}', b"1.5", b"1e3", b"-0", b"9007199254740992", b'"\\u0041"',
        b"NaN",
        b'"\\ud800"', b'"\xff"', b"", b"\xef\xbb\xbf1", b'"\\/"', "\"e\u0301\"".encode(), b"[" * 40 + b"]" * 40,
        b"[" * 100_000, b"nul\0",
    ],
)  # fmt: skip
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        canonical.decode(data)


@pytest.mark.parametrize("value", [1.0, 2**53, {"é": 1}, {1: 1}, "e\u0301", "\ud800", b"", object(), {"a": {1}}])
def test_values_that_the_form_does_not_hold_are_refused(value: Any) -> None:
    with pytest.raises(Unreadable):
        canonical.encode(value)
