"""Fixtures of the command line's tests."""

from tests.cli.fixtures import cheap, demo, own, road, trained

__all__ = ["cheap", "demo", "own", "road", "trained"]
