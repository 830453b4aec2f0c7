"""Random histories for as long as one likes, with every invariant and one other causal order checked for each."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from app.models.acts import TYPES
from tests.workflows.machine.actors import attempt
from tests.workflows.machine.invariants import check_all
from tests.workflows.machine.orders import assert_same, retold
from tests.workflows.machine.play import OUTCOMES
from tests.workflows.machine.roads import BEGINNINGS, begin

LENGTH = 45
LATE = 0.3
FORMAT = 3
"""Of the campaign's file: raised when the same seed gives another history."""


def history(seed: int) -> int:
    """One history from its seed, checked after every act; how many acts were tried."""
    random = Random(seed)
    base = begin(*random.choice(BEGINNINGS))
    play = base.fork()
    for _ in range(LENGTH):
        tried = attempt(play, random, LATE)
        if tried is not None and not tried[0].code:
            check_all(play, tried[0].act, tried[1])
    said = play.said[len(base.said) :]
    assert_same(play, retold(base, said, random))
    return len(said)


def everywhere(times: int) -> None:
    """Every type of act tried so often from every beginning, each time from there anew."""
    for where in dict.fromkeys(BEGINNINGS):
        base, random = begin(*where), Random(str(where))
        for name in [*TYPES] * times:
            play = base.fork()
            tried = attempt(play, random, only=name)
            if tried is not None and not tried[0].code:
                check_all(play, tried[0].act, tried[1])


def campaign(minutes: float, file: Path) -> dict[str, int]:
    """Histories from where `file` says the last campaign stopped; a failing seed is named and met first next time."""
    known = _known(file)
    outcomes = Counter(known["outcomes"])
    end = time.monotonic() + minutes * 60
    OUTCOMES.clear()
    try:
        while time.monotonic() < end:
            known["acts"] += history(known["seed"])
            known["seed"] += 1
    except AssertionError as failure:
        failure.add_note(f"history({known['seed']})")
        raise
    finally:
        outcomes.update({f"{name} {code}": count for (name, code), count in OUTCOMES.items()})
        file.write_text(json.dumps(known | {"outcomes": dict(sorted(outcomes.items()))}, indent=1))
    return dict(outcomes)


def _known(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {"format": FORMAT, "seed": 0, "acts": 0, "outcomes": {}}
    known: dict[str, Any] = json.loads(file.read_text())
    if known.get("format") != FORMAT:
        raise SystemExit(f"{file} counts other histories than those told now: name another file, or remove it")
    return known


def table(outcomes: Counter[tuple[str, str]]) -> str:
    """How often each act type was accepted and refused, and with which codes most."""
    lines = [f"{'act':24}{'accepted':>9}{'refused':>9}  most often refused with"]
    for name in TYPES:
        refused = Counter({code: count for (one, code), count in outcomes.items() if one == name and code})
        most = ", ".join(code for code, _ in refused.most_common(3))
        lines.append(f"{name:24}{outcomes[name, '']:9}{refused.total():9}  {most}")
    return "\n".join(lines)


def never(outcomes: Counter[tuple[str, str]]) -> list[str]:
    """Act types that were never accepted or never refused."""
    refused = {name for (name, code), count in outcomes.items() if code and count}
    return [name for name in TYPES if not outcomes[name, ""] or name not in refused]
