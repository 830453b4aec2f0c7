"""Trying what may be refused."""

from __future__ import annotations

from collections.abc import Callable

from app.errors import PlacetError
from tests.features.realm import Scene


def attempt(scene: Scene, act: Callable[[], object]) -> None:
    """Do it; where it is refused, keep the reason, and see that the journal is as it was."""
    journal = scene.at("licensing", "licensing officer").journal
    before = journal.verify()["root"]
    scene.refusal = None
    try:
        act()
    except PlacetError as error:
        scene.refusal = error
        assert journal.verify()["root"] == before
