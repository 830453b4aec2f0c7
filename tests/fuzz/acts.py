"""Bodies of every act type under attack: values made from the declared types, then made hostile."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

import orjson

from app import canonical
from app.models.acts import TYPES
from app.models.plain import from_plain, to_plain
from tests.fuzz.judge import Broken
from tests.fuzz.mutate import Mutator, as_json
from tests.fuzz.records import same
from tests.fuzz.target import target


def example(kind: Any) -> Any:
    """A plain value of a declared type, every field filled."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return example(next(one for one in get_args(kind) if one is not type(None)))
    if origin is tuple:
        return [example(get_args(kind)[0])] * 2
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"name": example(get_args(kind)[1])}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind)).value
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return {one.name: example(hints[one.name]) for one in fields(kind)}
    return {str: "é", int: 7, bool: True}.get(kind)


def _seeds() -> list[bytes]:
    return [as_json({"type": name, "body": example(kind)}) for name, kind in TYPES.items()]


def _change(source: Mutator, data: bytes) -> bytes:
    value = orjson.loads(data)
    return as_json({**value, "body": source.tree(value["body"])})


@target("act-body", _seeds, _change)
def act_body(data: bytes) -> str:
    """What is accepted is written again as it came, but for fields that were left to their defaults."""
    value = canonical.parse(data, what="body")
    if not isinstance(value, dict) or value.get("type") not in TYPES or "body" not in value:
        return "no type"
    kind = TYPES[value["type"]]
    body = from_plain(kind, value["body"])
    plain = to_plain(body)
    if from_plain(kind, plain) != body:
        raise Broken("accepted, but read again it is another body")
    if value["body"].keys() == {one.name for one in fields(kind)}:  # type: ignore[arg-type]
        _check_kept(value["body"], plain)
    return same(canonical.encode(orjson.loads(canonical.encode(plain))), canonical.encode(plain))


def _check_kept(given: Any, found: Any) -> None:
    """Nothing that was given is lost or changed; only defaults are added."""
    if isinstance(given, dict) and isinstance(found, dict):
        for name, one in given.items():
            _check_kept(one, found[name])
    elif isinstance(given, list) and isinstance(found, list) and len(given) == len(found):
        for one, other in zip(given, found, strict=True):
            _check_kept(one, other)
    elif given != found or type(given) is not type(found):
        raise Broken(f"accepted as {found!r:.60}, but given as {given!r:.60}")
