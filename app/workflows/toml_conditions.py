"""Reads conditions on named facts from a procedure's TOML text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.models.procedure import Condition, Fact
from app.workflows.named_facts import fact_problems
from app.workflows.toml_fields import Notes, Table
from app.workflows.toml_places import Path

DEEPEST_CONDITION = 8
MOST_FACTS = 40
NEVER = Condition(any=())
"""Stands for a condition that could not be read."""


def read_condition(table: Table, key: str, *, needed: bool = False) -> Condition | None:
    """The condition under `key`; an absent one that is `needed` is noted."""
    inner = table.table(key, needed=needed)
    if inner is None:
        return None
    condition = _all_of(inner.data, inner.path, table.notes, 1)
    if condition is not None and _size(condition) > MOST_FACTS:
        table.notes.add("procedure.condition-too-large", inner.path, most=MOST_FACTS)
    return condition


def _all_of(data: Any, path: Path, notes: Notes, depth: int) -> Condition | None:
    """A table of facts and of *all*, *any*, *not*; several in one table must all hold."""
    if not isinstance(data, dict) or not data:
        notes.add("procedure.empty-condition", path)
    elif depth > DEEPEST_CONDITION:
        notes.add("procedure.condition-too-deep", path, deepest=DEEPEST_CONDITION)
    else:
        parts = [_part(key, value, (*path, key), notes, depth) for key, value in data.items()]
        known = tuple(part for part in parts if part is not None)
        return known[0] if len(known) == 1 else Condition(all=known) if known else None
    return None


def _part(key: str, value: Any, path: Path, notes: Notes, depth: int) -> Condition | None:
    if key == "not":
        inner = _all_of(value, path, notes, depth + 1)
        return None if inner is None else Condition(negated=inner)
    if key in ("all", "any"):
        if not isinstance(value, list) or not value:
            notes.add("toml.not-list", path, key=key)
            return None
        inners = [_all_of(one, (*path, place), notes, depth + 1) for place, one in enumerate(value)]
        parts = tuple(inner for inner in inners if inner is not None)
        return (Condition(all=parts) if key == "all" else Condition(any=parts)) if parts else None
    return _fact(key, value, path, notes)


def _fact(key: str, value: Any, path: Path, notes: Notes) -> Condition:
    fact = Fact(name=key, values=tuple(_fact_values(key, value, path, notes)))
    for code, values in fact_problems(fact):
        notes.add(code, path, **values)
    return Condition(fact=fact)


def _fact_values(key: str, value: Any, path: Path, notes: Notes) -> Iterator[str]:
    """Texts as they are; numbers and truth values as they are written."""
    given = value if isinstance(value, list) else [value]
    if not given:
        notes.add("toml.not-list", path, key=key)
    for one in given:
        if isinstance(one, bool):
            yield str(one).lower()
        elif isinstance(one, str | int):
            yield str(one)
        else:
            notes.add("toml.not-text", path, key=key)


def _size(condition: Condition) -> int:
    parts = (*condition.all, *condition.any, *filter(None, [condition.negated]))
    return (condition.fact is not None) + sum(_size(part) for part in parts)
