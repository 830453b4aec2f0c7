"""Canonical bytes (RFC 8785, restricted) and digests.

Restricted means: objects with ASCII keys, arrays, strings in Unicode NFC without lone surrogates, integers within
±(2^53 - 1), booleans and null; never a floating-point number. For these values orjson with sorted keys writes
exactly the bytes of RFC 8785; a property test compares it with the reference library.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from app.errors import Unreadable

LARGEST_INTEGER = 2**53 - 1
DEEPEST = 32
MOST_NAMES = 4096
_names: set[str] = set()
"""Names of fields that were found good before: the same few hundred in every act."""
_is_surrogate = re.compile("[\ud800-\udfff]").search


def encode(value: Any) -> bytes:
    """Canonical bytes of `value`. Raises `Unreadable` for what the restricted form does not hold."""
    _check(value, 0)
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def decode(data: bytes, *, what: str = "JSON") -> Any:
    """The value of canonical bytes, or `Unreadable` when the bytes are not exactly canonical.

    Duplicate keys, white space, unsorted keys, floats and other spellings of the same value all fail, because
    writing the value again does not give the same bytes.
    """
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise Unreadable("json.broken", what=what, place=str(error)) from None
    if encode(value) != data:
        raise Unreadable("json.not-canonical", what=what)
    return value


def parse(text: bytes, *, what: str) -> Any:
    """Any JSON from outside, strictly: UTF-8, no duplicate keys, no NaN, limited depth.

    Numbers that are no exact integers keep their digits as `str`. For files people write; records go through `decode`.
    """
    try:
        decoded = text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("text.not-utf8", what=what, position=error.start) from None
    try:
        value = json.loads(
            decoded,
            object_pairs_hook=lambda pairs: _no_duplicates(pairs, what),
            parse_float=str,
            parse_int=_integer,
            parse_constant=lambda name: _bad_constant(name, what),
        )
    except json.JSONDecodeError as error:
        raise Unreadable("json.syntax", what=what, line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Unreadable("json.too-deep", what=what, deepest=DEEPEST) from None
    _check_depth(value, what)
    return value


def digest(data: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def digest_of(value: Any) -> str:
    """SHA-256 of the canonical bytes of `value`, in lower-case hex."""
    return digest(encode(value))


def digest_of_known(value: Any) -> str:
    """As `digest_of`, for a value put together from bodies of acts, whose values are known to be canonical."""
    return digest(orjson.dumps(value, option=orjson.OPT_SORT_KEYS))


def _check(value: Any, depth: int) -> None:
    """Check `value` and everything in it; one call for each object or list, none for each text or number."""
    kind = type(value)
    if kind is dict:
        if not _names.issuperset(value):
            _check_names(value)
        values: Iterable[Any] = value.values()
    else:
        values = value if kind is list or kind is tuple else (value,)
    for inner in values:
        kind = type(inner)
        if kind is str:
            if not inner.isascii():
                _check_text(inner)
        elif kind is dict or kind is list or kind is tuple:
            if depth >= DEEPEST:
                raise Unreadable("json.too-deep", what="", deepest=DEEPEST)
            _check(inner, depth + 1)
        elif kind is int:
            if not -LARGEST_INTEGER <= inner <= LARGEST_INTEGER:
                raise Unreadable("json.integer", value=str(inner)[:40])
        elif inner is not None and kind is not bool:
            raise Unreadable("json.type", kind=kind.__name__)


def _check_names(value: Mapping[Any, Any]) -> None:
    for key in value:
        if type(key) is not str or not key.isascii():
            raise Unreadable("json.key", key=_shown(str(key)))
    if len(_names) < MOST_NAMES:
        _names.update(value)


def _check_text(value: str) -> None:
    if not unicodedata.is_normalized("NFC", value):
        raise Unreadable("json.not-nfc", text=_shown(value))
    if _is_surrogate(value):
        raise Unreadable("json.surrogate")


def _shown(text: str) -> str:
    """The beginning of a text from outside, as any stream can write it."""
    return text[:40].encode("utf-8", "replace").decode("utf-8")


def _no_duplicates(pairs: list[tuple[str, Any]], what: str) -> Mapping[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        twice = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise Unreadable("json.duplicate-key", what=what, key=_shown(twice))
    return result


def _integer(digits: str) -> int | str:
    """An integer, or its digits where it lies outside the exact range (a field check then names it)."""
    return int(digits) if len(digits) <= 17 and abs(int(digits)) <= LARGEST_INTEGER else digits


def _bad_constant(name: str, what: str) -> Any:
    raise Unreadable("json.constant", what=what, name=name)


def _check_depth(value: Any, what: str, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise Unreadable("json.too-deep", what=what, deepest=DEEPEST)
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _check_depth(inner, what, depth + 1)
