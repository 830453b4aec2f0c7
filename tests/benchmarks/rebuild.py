"""How fast all derived tables are dropped and filled again from the acts of an encrypted store, short and long."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.store import rebuild as derived
from app.store import refold
from app.store.journal import Store
from app.trust.processes import begin
from tests.benchmarks import journals
from tests.benchmarks.harness import Measure, Result, beside, medians, rated, seconds, tell

SIZES = (10_000, 100_000)
ROUNDS = 5
GOAL = 20_000
"""Acts per second."""


def run(sizes: Sequence[int] = SIZES, rounds: int = ROUNDS, cache: Path = journals.CACHE) -> Result:
    """Each journal rebuilt in one durable transaction, in turn; its tables are what they were."""
    kept = [journals.journal(size, cache) for size in sizes]
    acts = [compared(*one) for one in kept]
    tell(f"{' and '.join(f'{one:,}' for one in acts)} acts, {rounds} rounds")
    spent = medians([[refilled(*one, helpers) for helpers in (None, 0) for one in kept] for _ in range(rounds)])
    assert [compared(*one) for one in kept] == acts
    rates = [some / one for some, one in zip((*acts, *acts), spent, strict=True)]
    return Result("rebuild", _measures(acts, rates[: len(acts)], rates[len(acts) :]))


def _measures(acts: Sequence[int], rates: Sequence[float], alone: Sequence[float]) -> tuple[Measure, ...]:
    what = "acts whose derived rows were dropped and written anew, durably; limit: the goal"
    found = [rated(f"{some:,} {what}", rate, "acts/s", GOAL) for some, rate in zip(acts, rates, strict=True)]
    most = "rate with the most acts over rate with the fewest"
    return (
        *found,
        beside(most, rates[-1] / rates[0], "times"),
        beside(f"the same in one process, which has no other to start: {most}", alone[-1] / alone[0], "times"),
    )


def refilled(folder: Path, key: bytes, helpers: int | None) -> float:
    """Seconds of one rebuild, committed, in a store just opened: no page of it is deciphered yet.

    Processes that help have begun, as the verb lets them while the passphrase is stretched.
    """
    for begun in begin(refold.loaded) if helpers is None else ():
        begun.result()
    with Store.open(folder, key) as store:
        return seconds(lambda: refill(store, helpers))


def refill(store: Store, helpers: int | None = None) -> None:
    """One rebuild, committed."""
    with store.transaction() as tx:
        derived.rebuild(tx.connection, helpers=helpers)


def compared(folder: Path, key: bytes) -> int:
    """Acts in the journal, whose tables are what they add up to."""
    with Store.open(folder, key) as store, store.reading() as tx:
        assert derived.check(tx.connection) == []
        return tx.size
