"""The long campaign: targets in turn, a corpus that grows with what is new, progress and findings kept on disk."""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from tests.fuzz import acts, calls, exports, intake, plans, records  # noqa: F401 - importing enters the targets
from tests.fuzz.judge import Broken, outcome
from tests.fuzz.mutate import Mutator
from tests.fuzz.target import TARGETS, Target

KEPT = Path(__file__).resolve().parents[2] / ".benchmarks" / "fuzz"
TURN = 5.0
"""Seconds given to a target before the next one has its turn."""
LARGEST_CORPUS = 500
LARGEST_INPUT = 200_000


@dataclass(slots=True)
class State:
    """How far one target is: executions, what became of inputs, inputs kept for being new, findings by what broke."""

    name: str
    executions: int = 0
    seconds: float = 0.0
    seen: dict[str, int] = field(default_factory=dict)
    corpus: list[bytes] = field(default_factory=list)
    findings: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, name: str, folder: Path) -> State:
        """The state that an earlier run left, or a new one."""
        file = folder / name / "state.json"
        if not file.exists():
            return cls(name)
        kept = json.loads(file.read_text("utf-8"))
        corpus = [one.read_bytes() for one in sorted((folder / name / "corpus").glob("*"))]
        return cls(name, kept["executions"], kept["seconds"], kept["seen"], corpus, kept["findings"])

    def save(self, folder: Path) -> None:
        """Keep the state and every input of the corpus under its hash."""
        place = folder / self.name / "corpus"
        place.mkdir(parents=True, exist_ok=True)
        for data in self.corpus:
            file = place / hashlib.sha256(data).hexdigest()[:24]
            if not file.exists():
                file.write_bytes(data)
        kept = {name: getattr(self, name) for name in ("executions", "seconds", "seen", "findings")}
        fresh = folder / self.name / "state.new"
        fresh.write_text(json.dumps(kept, indent=1), "utf-8")
        fresh.replace(folder / self.name / "state.json")


@cache
def seeds_of(name: str) -> list[bytes]:
    """The valid samples of a target, made once."""
    return TARGETS[name].seeds()


def attack(target: Target, state: State, source: Mutator) -> str | None:
    """One execution; the text of a new finding, if it is one."""
    seeds = seeds_of(target.name)
    base = source.choice(seeds + state.corpus[-LARGEST_CORPUS:] if source.random() < 0.5 else seeds)
    data = changed(target, source, base)
    state.executions += 1
    try:
        said = outcome(partial(target.run, data))
    except Broken as broken:
        what = str(broken)
        known = what.partition(": ")[0]
        if known in state.findings:
            return None
        state.findings[known] = data.hex()
        return what
    if said not in state.seen and len(state.corpus) < 4 * LARGEST_CORPUS:
        state.corpus.append(data)
    state.seen[said] = state.seen.get(said, 0) + 1
    return None


def changed(target: Target, source: Mutator, base: bytes) -> bytes:
    """`base` made hostile; what the mutator itself cannot read is changed as bytes."""
    try:
        made = target.change(source, base)
    except (RecursionError, ValueError, TypeError):
        made = source.bytes_of(base)
    return made if len(made) <= LARGEST_INPUT else base


def run(minutes: float, names: list[str], seed: int, folder: Path = KEPT) -> list[State]:
    """Attack the targets in turn until the time is over; print each finding as it is made."""
    states = {name: State.load(name, folder) for name in names}
    for state in states.values():
        state.findings = {what: data for what, data in state.findings.items() if _still(TARGETS[state.name], data)}
    end = time.monotonic() + minutes * 60
    while time.monotonic() < end:
        for name, state in states.items():
            _turn(TARGETS[name], state, seed, min(TURN, end - time.monotonic()))
            state.save(folder)
        print(f"{sum(one.executions for one in states.values())} executions, pid {os.getpid()}", flush=True)
    return list(states.values())


def _still(target: Target, data: str) -> bool:
    """Whether an earlier finding has not been repaired."""
    try:
        outcome(partial(target.run, bytes.fromhex(data)))
    except Broken:
        return True
    return False


def _turn(target: Target, state: State, seed: int, seconds: float) -> None:
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        found = attack(target, state, Mutator(f"{seed}/{target.name}/{state.executions}"))
        if found:
            print(f"FINDING {target.name}: {found}", flush=True)
    state.seconds += time.monotonic() - start


def table(states: list[State]) -> str:
    """Executions, rate, different outcomes, corpus and findings of each target."""
    rows = [f"{'target':<18}{'executions':>12}{'per second':>12}{'outcomes':>10}{'corpus':>8}{'findings':>10}"]
    for one in states:
        rate = one.executions / one.seconds if one.seconds else 0
        figures = f"{one.executions:>12}{rate:>12.0f}{len(one.seen):>10}{len(one.corpus):>8}{len(one.findings):>10}"
        rows.append(f"{one.name:<18}{figures}")
    rows.append(f"{'all':<18}{sum(one.executions for one in states):>12}")
    return "\n".join(rows)
