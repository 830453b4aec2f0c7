"""``python -m tests.benchmarks NAME [--json]``: one benchmark, each measure beside its limit from the same run."""

from __future__ import annotations

import argparse
import importlib

NAMES = ("append", "intake", "papers", "rebuild", "route", "session", "verify")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--json", action="store_true", help="one JSON object and nothing else")
    args = parser.parse_args()
    result = importlib.import_module(f"tests.benchmarks.{args.name}").run()
    print(result.to_json() if args.json else result.to_text())


# Worker processes of a verification import this module again, and should import nothing else for it.
if __name__ == "__main__":
    main()
