"""``python -m tests.fuzz --minutes N [--target NAME] [--seed S]``: the readers under attack, resumable."""

from __future__ import annotations

import argparse
import sys

from tests.fuzz.campaign import run, table
from tests.fuzz.target import TARGETS


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--target", action="append", choices=TARGETS, default=[])
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    states = run(args.minutes, args.target or list(TARGETS), args.seed)
    print(table(states))
    for one in states:
        for what in one.findings:
            print(f"{one.name}: {what}")
    return 1 if any(one.findings for one in states) else 0


# Worker processes of a verification import this module again.
if __name__ == "__main__":
    sys.exit(main())
