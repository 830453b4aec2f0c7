"""What benchmarks share: measures with their limit, medians of alternating runs, and how results are printed."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure; `limit` is what the same run of the bare tools gave, `ratio` stands only where a goal is stated."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What one benchmark found."""

    name: str
    measures: tuple[Measure, ...]

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    def to_text(self) -> str:
        return "\n".join([self.name, *(f"  {_line(one)}" for one in self.measures)])


def rated(what: str, value: float, unit: str, limit: float) -> Measure:
    """A rate with a goal: how much of the limit's rate is reached."""
    return Measure(what, _short(value), unit, _short(limit), round(value / limit, 3))


def beside(what: str, value: float, unit: str) -> Measure:
    """A figure without a goal."""
    return Measure(what, _short(value), unit)


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def alternating(rounds: int, *works: Callable[[], object]) -> tuple[float, ...]:
    """Median seconds of each of `works`, which take turns so that a busy moment hits them alike."""
    times = [[seconds(work) for work in works] for _ in range(rounds)]
    return medians(times)


def medians(rounds: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The median of each column."""
    return tuple(statistics.median(column) for column in zip(*rounds, strict=True))


def tell(text: str) -> None:
    """Say how far it is, on the error stream: standard output holds nothing but the result."""
    print(text, file=sys.stderr, flush=True)


def _line(one: Measure) -> str:
    text = f"{one.what}: {one.value:,g} {one.unit}"
    text += f", limit {one.limit:,g}" if one.limit is not None else ""
    return text + (f", ratio {one.ratio:.2f}" if one.ratio is not None else "")


def _short(value: float) -> float:
    return round(value, 1) if value >= 100 else round(value, 4)
