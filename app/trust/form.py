"""The form of a header: one grammar over its canonical bytes, and the few rules a grammar does not hold."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from functools import lru_cache
from typing import Any

import orjson

from app.canonical import LARGEST_INTEGER
from app.errors import Unreadable

LARGEST_HEADER = 16 * 1024
LARGEST_BODY = 4 * 1024 * 1024
"""Bytes; an application with several thousand lines of goods fits."""
BLOCK = 512
"""Bodies are padded to a multiple of this many bytes, so that their size does not tell a position."""
LEVEL = 4096
"""Bytes up to which a body that holds a position is padded: an objection has reasons, an agreement often none."""

_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_WORD = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
_HEX = '"[0-9a-f]{64}"'
_CODE = f'"{_WORD}"'
_COUNT = "(?:0|[1-9][0-9]{0,15})"
_HASHES = rf"\[(?:{_HEX}(?:,{_HEX})*)?\]"
_CODES = rf"\[{_CODE}(?:,{_CODE})*\]"
_NARROWER = rf'"[a-z][a-z0-9_]{{0,63}}":{_CODES}'

_SHAPES = {
    "after": _HASHES,
    "agency": _CODE,
    "attachments": _HASHES,
    "body": rf'\{{"audience":(?:\["\*"\]|{_CODES}),"hash":{_HEX},'
    rf'"narrower":\{{(?:{_NARROWER}(?:,{_NARROWER})*)?\}},"size":{_COUNT}\}}',
    "chain": _HEX,
    "charter": f"(?:{_HEX}|null)",
    "claimed": r'"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"',
    "clock": rf"\[{_COUNT},{_COUNT}\]",
    "key": _HEX,
    "officer": _CODE,
    "prev": f"(?:{_HEX}|null)",
    "procedure": f"(?:{_HEX}|null)",
    "realm": _HEX,
    "role": _CODE,
    "scope": f'"(?:realm|agency:{_WORD}|(?:case|session):{_UUID})"',
    "seq": _COUNT,
    "type": _CODE,
    "v": "1",
}
_grammar = re.compile(
    (r"\{" + ",".join(f'"{name}":{shape}' for name, shape in sorted(_SHAPES.items())) + r"\}").encode("ascii")
).fullmatch
_NOT_NARROWER = b',"narrower":{},'
_is_hash = re.compile("[0-9a-f]{64}").fullmatch


def read_header(text: bytes) -> dict[str, Any]:
    """The header's fields as plain values, every rule of the record checked; `Unreadable` otherwise.

    Full verification calls this for every act; the grammar takes a third of the time of a check field by field.
    """
    if len(text) > LARGEST_HEADER:
        raise Unreadable("record.too-long", size=len(text), largest=LARGEST_HEADER)
    if _grammar(text) is None:
        raise _fault(text)
    fields: dict[str, Any] = orjson.loads(text)
    # The grammar leaves one spelling to everything but the order and number of the names in "narrower".
    if _NOT_NARROWER not in text and orjson.dumps(fields, option=orjson.OPT_SORT_KEYS) != text:
        raise Unreadable("record.not-canonical")
    if fault := _fault_between(fields):
        raise Unreadable("record.field", field=fault)
    return fields


def is_hash(value: object) -> bool:
    """Whether `value` is a SHA-256 in lower-case hex."""
    return type(value) is str and _is_hash(value) is not None


@lru_cache(maxsize=65536)
def chain_id(key: str, scope: str) -> str:
    """The chain to which a key's acts in one scope belong."""
    return hashlib.sha256(f"{key}\n{scope}".encode("ascii")).hexdigest()


def _fault_between(fields: dict[str, Any]) -> str | None:
    """The first field that contradicts another, is not sorted, too large, or a date that is none."""
    after, prev, seq, body = fields["after"], fields["prev"], fields["seq"], fields["body"]
    if (prev is None) != (seq == 0) or prev in after:
        return "prev"
    if fields["chain"] != chain_id(fields["key"], fields["scope"]):
        return "chain"
    if len(after) > 1 and not _sorted(after):
        return "after"
    if (attachments := fields["attachments"]) and len(attachments) != len(set(attachments)):
        return "attachments"
    size, audience, narrower = body["size"], body["audience"], body["narrower"]
    if not 0 < size <= LARGEST_BODY or size % BLOCK:
        return "body"
    if (len(audience) > 1 and not _sorted(audience)) or (narrower and not all(map(_sorted, narrower.values()))):
        return "body"
    milliseconds, count = fields["clock"]
    if seq > LARGEST_INTEGER or milliseconds > LARGEST_INTEGER or count > LARGEST_INTEGER:
        return "clock"
    return None if _is_moment(fields["claimed"]) else "claimed"


def _sorted(values: list[str]) -> bool:
    return sorted(set(values)) == values


@lru_cache(maxsize=4096)
def _is_moment(text: str) -> bool:
    try:
        return bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _fault(text: bytes) -> Unreadable:
    """What is wrong with a header that does not follow the grammar."""
    try:
        fields = orjson.loads(text)
    except orjson.JSONDecodeError:
        return Unreadable("record.not-json")
    if type(fields) is not dict:
        return Unreadable("record.not-json")
    if fields.keys() != _SHAPES.keys():
        return Unreadable("record.fields", fields=", ".join(sorted(fields.keys() ^ _SHAPES.keys()))[:200])
    for name, shape in _SHAPES.items():
        if re.fullmatch(shape, _written(fields[name])) is None:
            return Unreadable("record.field", field=name)
    return Unreadable("record.not-canonical")


def _written(value: Any) -> str:
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode("utf-8")
    except orjson.JSONEncodeError:
        return ""
