"""Whether a condition can ever hold, or always does: tried on every combination of the facts it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from app.models.procedure import Condition, Fact
from app.workflows.named_facts import FACTS

MOST_COMBINATIONS = 4_096
"""Beyond this many nothing is claimed; no procedure that people can read comes near."""

World = Mapping[Fact, bool]


def can_hold(condition: Condition, fixed: Mapping[str, str]) -> bool:
    """Whether `condition` can be true while each fact of `fixed` has the given value (empty: not known yet)."""
    worlds = _worlds([condition], fixed)
    return worlds is None or any(_true(condition, world) for world in worlds)


def some_always_holds(conditions: Iterable[Condition | None], fixed: Mapping[str, str]) -> bool:
    """Whether in every case at least one of `conditions` is true; None always is."""
    given = list(conditions)
    conditional = [one for one in given if one is not None]
    if len(conditional) < len(given):
        return True
    worlds = _worlds(conditional, fixed)
    return worlds is not None and all(any(_true(one, world) for one in conditional) for world in worlds)


def _worlds(conditions: list[Condition], fixed: Mapping[str, str]) -> Iterator[World] | None:
    """Every combination of truth for the facts named; facts with one value per case never contradict themselves."""
    asked = list(dict.fromkeys(leaf for condition in conditions for leaf in leaves(condition)))
    single = [name for name in FACTS if FACTS[name].single and any(leaf.name == name for leaf in asked)]
    free = [leaf for leaf in asked if leaf.name not in single]
    domains = [(fixed[name],) if name in fixed else FACTS[name].choices for name in single]
    size = 2 ** len(free)
    for domain in domains:
        size *= len(domain)
    return _combinations(asked, single, domains, free) if size <= MOST_COMBINATIONS else None


def _combinations(
    asked: list[Fact], single: list[str], domains: list[tuple[str, ...]], free: list[Fact]
) -> Iterator[World]:
    for values in product(*domains):
        chosen = dict(zip(single, values, strict=True))
        known = {leaf: chosen[leaf.name] in leaf.values for leaf in asked if leaf.name in chosen}
        for truths in product((True, False), repeat=len(free)):
            yield known | dict(zip(free, truths, strict=True))


def leaves(condition: Condition) -> Iterator[Fact]:
    """Every fact that `condition` asks about."""
    if condition.fact is not None:
        yield condition.fact
    for part in (*condition.all, *condition.any, *filter(None, [condition.negated])):
        yield from leaves(part)


def _true(condition: Condition, world: World) -> bool:
    if condition.fact is not None:
        return world[condition.fact]
    if condition.negated is not None:
        return not _true(condition.negated, world)
    if condition.all:
        return all(_true(part, world) for part in condition.all)
    return any(_true(part, world) for part in condition.any)
