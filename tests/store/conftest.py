"""A founded realm in an encrypted store of its own for each test; founding it once is enough."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.journal import Store
from tests.store import realm


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store whose realm is founded."""
    directory = tmp_path_factory.mktemp("founded") / "store"
    with realm.create(directory) as store:
        realm.found(store)
    return directory


@pytest.fixture
def directory(founded: Path, tmp_path: Path) -> Path:
    """A copy of the founded store, closed."""
    return Path(shutil.copytree(founded, tmp_path / "store"))


@pytest.fixture
def office(directory: Path) -> Iterator[realm.Office]:
    """The founded store, open."""
    with Store.open(directory, realm.STORE_KEY) as store:
        yield realm.office(store)
