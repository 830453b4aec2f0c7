"""The command line's fixtures serve here too."""

from tests.cli.fixtures import cheap, demo, own, trained

__all__ = ["cheap", "demo", "own", "trained"]
