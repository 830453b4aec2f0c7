"""How fast single official acts become durable, against the bare driver writing the same rows."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from tests.benchmarks import realm as realms
from tests.benchmarks.harness import Measure, Result, beside, medians, rated, seconds, tell
from tests.benchmarks.raw import RawCommit, RawStore
from tests.benchmarks.realm import BenchRealm
from tests.benchmarks.recording import commit_from
from tests.benchmarks.road import Road, Step

ROUNDS = 5
CASES = 8


def run(rounds: int = ROUNDS, cases: int = CASES) -> Result:
    """Whole roads of `cases` cases, act by act, each act then written once more by the bare driver on a copy."""
    found = [_round(number, cases) for number in range(rounds)]
    ours, limit, bare = medians(found)
    return Result("append", _measures(ours, limit, bare))


def _measures(ours: float, limit: float, bare: float) -> tuple[Measure, ...]:
    what = "acts of whole roads through the desk, each a durable transaction with its derived rows"
    return (
        rated(what, ours, "acts/s", limit),
        beside("the bare act alone: sealed, signed, one row inserted durably", bare, "acts/s"),
    )


def _round(number: int, cases: int) -> tuple[float, float, float]:
    with tempfile.TemporaryDirectory() as folder:
        pair = Pair(Path(folder))
        times = [pair.take(step) for step in Road(pair.realm, cases).acts()]
        pair.close()
    rates = tuple(len(times) / sum(column) for column in zip(*times, strict=True))
    tell(f"round {number + 1}: {len(times)} acts, " + ", ".join(f"{rate:.0f}/s" for rate in rates))
    return rates[0], rates[1], rates[2]


class Pair:
    """A realm, a copy of its store that the bare driver writes, and another that takes nothing but acts."""

    def __init__(self, folder: Path) -> None:
        self.realm: BenchRealm = realms.build(folder / "ours")
        self.realm.reopen()
        for name in ("limit", "bare"):
            shutil.copytree(folder / "ours", folder / name)
        self.limit = RawStore(folder / "limit", self.realm.store_key)
        self.alone = RawStore(folder / "bare", self.realm.store_key)

    def take(self, step: Step) -> tuple[float, float, float]:
        """Seconds of the act through the desk, of the same rows by the driver, and of the bare act."""
        start = self.limit.size
        ours = seconds(step)
        commit: RawCommit = commit_from(self.realm, start)
        return ours, seconds(lambda: self.limit.write(commit)), seconds(lambda: self.alone.bare(commit.acts[0]))

    def close(self) -> None:
        self.limit.close()
        self.alone.close()
        self.realm.store.close()
