"""Dataclasses to plain JSON values and back, by their declared types."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from app.errors import Unreadable
from app.models import compiled

T = TypeVar("T")
Reader = Callable[[Any], Any]
Writer = Callable[[Any], Any]

_ATOMS = frozenset({str, int, bool, type(None)})


def to_plain(value: Any) -> Any:
    """JSON value of a dataclass tree: objects, arrays, strings, integers, booleans, null."""
    kind: Any = type(value)
    return value if kind in _ATOMS else _writer(kind)(value)


def from_plain(cls: type[T], value: Any) -> T:
    """A `cls` from a JSON value. Raises `Unreadable("field.…", field=…)` for what does not fit the declared types."""
    kind: Any = cls
    result: T
    try:
        result = _quick(kind)(value)
    except compiled.MISFITS:
        # Old forms, and what is wrong and where, are for the careful way.
        result = _reader(kind)(value)
    return result


@cache
def _quick(kind: Any) -> Reader:
    """How values written by `to_plain` are read. Raises one of `compiled.MISFITS` for every other."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = next(_quick(one) for one in get_args(kind) if one is not type(None))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _quick_sequence(_quick(get_args(kind)[0]))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {member.value: member for member in kind}.__getitem__
    return compiled.reader(kind, _quick) if is_dataclass(kind) else _leniently(_reader(kind))


def _quick_sequence(inner: Reader) -> Reader:
    def read(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise compiled.Misfit
        return tuple([inner(one) for one in value]) if value else ()

    return read


def _leniently(careful: Reader) -> Reader:
    def read(value: Any) -> Any:
        try:
            return careful(value)
        except Unreadable:
            raise compiled.Misfit from None

    return read


@cache
def _writer(kind: type) -> Writer:
    """How values of exactly this type are written; asked once for each type, because every act is written."""
    if is_dataclass(kind):
        return compiled.writer(kind, to_plain)
    if issubclass(kind, Enum):
        return attrgetter("value")
    if issubclass(kind, tuple | list):
        return lambda value: [to_plain(inner) for inner in value]
    if issubclass(kind, Mapping):
        return lambda value: {key: to_plain(inner) for key, inner in value.items()}
    return lambda value: value


@cache
def _reader(kind: Any) -> Reader:
    origin = get_origin(kind)
    if kind is Any:
        return lambda value: value
    if origin in (Union, types.UnionType):
        inner = next(_reader(one) for one in get_args(kind) if one is not type(None))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _sequence(_reader(get_args(kind)[0]))
    if origin in (dict, Mapping) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return _mapping(_reader(get_args(kind)[1]))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _choice(kind)
    if is_dataclass(kind):
        return _record(kind)
    return _simple(kind)


def _sequence(inner: Reader) -> Reader:
    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise Unreadable("field.list", field="", value=_short(value))
        result = []
        for place, one in enumerate(value):
            try:
                result.append(inner(one))
            except Unreadable as problem:
                raise _deeper(problem, str(place)) from None
        return tuple(result)

    return read


def _mapping(inner: Reader) -> Reader:
    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise Unreadable("field.object", field="", value=_short(value))
        return {str(key): inner(one) for key, one in value.items()}

    return read


def _choice(kind: type[Enum]) -> Reader:
    known = {member.value: member for member in kind}

    def read(value: Any) -> Any:
        if not isinstance(value, str) or value not in known:
            raise Unreadable("field.choice", field="", value=_short(value), choices=", ".join(known))
        return known[value]

    return read


def _simple(kind: type) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise Unreadable(f"field.{kind.__name__}", field="", value=_short(value))
        return value

    return read


def _record(cls: Any) -> Reader:
    hints = get_type_hints(cls)
    readers = {field.name: _reader(hints[field.name]) for field in fields(cls)}
    needed = {f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING}

    def read(value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise Unreadable("field.object", field="", value=_short(value))
        given = {}
        for name, inner in value.items():
            if name not in readers:
                raise Unreadable("field.unknown", field=str(name)[:60])
            try:
                given[name] = readers[name](inner)
            except Unreadable as problem:
                raise _deeper(problem, name) from None
        if missing := needed - given.keys():
            raise Unreadable("field.missing", field=sorted(missing)[0])
        return cls(**given)

    return read


def _deeper(problem: Unreadable, name: str) -> Unreadable:
    inner = problem.values.get("field", "")
    return Unreadable(problem.code, **{**problem.values, "field": f"{name}.{inner}" if inner else name})


def _short(value: Any) -> str:
    return str(value)[:60]
