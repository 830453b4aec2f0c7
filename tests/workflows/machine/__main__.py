"""The long campaign: `python -m tests.workflows.machine --minutes N`; started again, it goes on where it stopped."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from tests.workflows.machine.campaign import campaign, table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--file", type=Path, default=Path("machine.json"), help="counts and the next seed")
    chosen = parser.parse_args()
    counts = campaign(chosen.minutes, chosen.file)
    print(table(Counter({tuple(key.split(" ", 1)): count for key, count in counts.items()})))  # type: ignore[misc]


main()
