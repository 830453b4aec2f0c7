"""Dataclasses to JSON values and back: what is written is read again, and what does not fit is named with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Unreadable
from app.models import compiled, plain
from app.models.acts import TYPES
from app.models.plain import from_plain, to_plain


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    type: str
    read: int = 0
    colour: Colour = Colour.RED


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    name: str
    len: bool = False
    leaves: tuple[Leaf, ...] = ()
    notes: tuple[str, ...] = ()
    best: Leaf | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    raw: Any = None


LEAVES = st.builds(Leaf, type=st.text(), read=st.integers(), colour=st.sampled_from(Colour))
TREES = st.builds(
    Tree,
    name=st.text(),
    len=st.booleans(),
    leaves=st.lists(LEAVES, max_size=3).map(tuple),
    notes=st.lists(st.text(), max_size=3).map(tuple),
    best=st.none() | LEAVES,
    counts=st.dictionaries(st.text(), st.integers()),
    raw=st.none() | st.text(),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["red", "type", "name"]),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["name", "type", "read", "colour", "len"]), inner),
    max_leaves=6,
)


def careful(kind: Any, value: Any) -> Any:
    """What the careful way alone makes of `value`: an instance, or the refusal's code and values."""
    try:
        return plain._reader(kind)(value)
    except Unreadable as problem:
        return problem.code, problem.values


def both(kind: Any, value: Any) -> Any:
    """The same by `from_plain`, which tries the quick way first."""
    try:
        return from_plain(kind, value)
    except Unreadable as problem:
        return problem.code, problem.values


@given(TREES)
def test_written_is_read_again_the_quick_way(tree: Tree) -> None:
    written = to_plain(tree)
    assert plain._quick(Tree)(written) == careful(Tree, written) == tree


@given(TREES, st.sampled_from(list(Tree.__dataclass_fields__)), JSON)
def test_both_ways_read_and_refuse_alike(tree: Tree, name: str, other: Any) -> None:
    written = {**to_plain(tree), name: other}
    assert both(Tree, written) == careful(Tree, written)
    del written[name]
    assert both(Tree, written) == careful(Tree, written)


@given(JSON)
def test_anything_is_read_or_refused_alike(value: Any) -> None:
    assert both(Leaf, value) == careful(Leaf, value)


@pytest.mark.parametrize(
    ("value", "code", "place"),
    [
        ({"name": 1}, "field.str", "name"),
        ({"name": "a", "len": 1}, "field.bool", "len"),
        ({"name": "a", "leaves": [{"type": "b", "read": True}]}, "field.int", "leaves.0.read"),
        ({"name": "a", "leaves": {"type": "b"}}, "field.list", "leaves"),
        ({"name": "a", "best": {"type": "b", "colour": "green"}}, "field.choice", "best.colour"),
        ({"name": "a", "best": []}, "field.object", "best"),
        ({"name": "a", "size": 1}, "field.unknown", "size"),
        ({"len": True}, "field.missing", "name"),
        ([], "field.object", ""),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(value: Any, code: str, place: str) -> None:
    with pytest.raises(Unreadable) as caught:
        from_plain(Tree, value)
    assert (caught.value.code, caught.value.values["field"]) == (code, place)


def test_choice_given_where_a_text_is_declared_is_written_as_text() -> None:
    written = to_plain(Leaf(type=Colour.BLUE))
    assert written == {"type": "blue", "read": 0, "colour": "red"}
    assert type(written["type"]) is str


@pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES)
def test_every_act_has_a_quick_way(kind: Any) -> None:
    with pytest.raises(compiled.MISFITS):
        plain._quick(kind)(None)
