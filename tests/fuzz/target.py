"""One reader under attack: its valid samples, how they are made hostile, and what it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.fuzz.mutate import Mutator

Change = Callable[[Mutator, bytes], bytes]
Run = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Target:
    """`seeds` are valid inputs; `run` answers one word about an accepted input and raises for the rest.

    A target that changes more than one piece of bytes (a folder, a command line) takes the seed of its own choices as
    input: eight bytes, from which `run` makes everything.
    """

    name: str
    seeds: Callable[[], list[bytes]]
    change: Change
    run: Run


TARGETS: dict[str, Target] = {}


def target(name: str, seeds: Callable[[], list[bytes]], change: Change) -> Callable[[Run], Run]:
    """Enter `run` as the target `name`."""

    def enter(run: Run) -> Run:
        TARGETS[name] = Target(name, seeds, change, run)
        return run

    return enter


def no_seeds() -> list[bytes]:
    """For targets whose input is a seed."""
    return [bytes(8)]


def fresh_seed(source: Mutator, _data: bytes) -> bytes:
    """Eight bytes to choose everything from."""
    return source.randbytes(8)


def from_seed(data: bytes) -> Mutator:
    """The choices that a seed stands for."""
    return Mutator(int.from_bytes(data, "big"))
