"""Cheap keys, a training realm that `placet demo` has left, and the whole road of a realm by single verbs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.placet import Station, cheap_keys, once, play_demo, station
from tests.cli.road import Road, travel


@pytest.fixture(autouse=True)
def cheap() -> Iterator[None]:
    """Tests need no strong passphrases."""
    with cheap_keys():
        yield


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `placet demo` leaves; to be read, not changed. Each test process has its own copy."""
    made = once(tmp_path_factory, "demo", play_demo)
    return Path(shutil.copytree(made, tmp_path_factory.mktemp("demo") / "realm"))


@pytest.fixture(scope="session")
def trained(demo: Path) -> Station:
    """The demonstration's station; to be asked, not changed."""
    return station(demo)


@pytest.fixture
def own(trained: Station, tmp_path: Path) -> Station:
    """A copy of the demonstration's station, to be changed."""
    return trained.copy(tmp_path / "own")


@pytest.fixture(scope="session")
def road(tmp_path_factory: pytest.TempPathFactory) -> Road:
    """What every verb answered along one realm's road, from its founding to the auditor's check."""
    return once(tmp_path_factory, "road", travel)
