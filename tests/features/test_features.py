"""Every feature, run."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_bdd import scenarios

from tests.cli.road import register

scenarios(".")


@pytest.fixture
def public_register(tmp_path: Path) -> Path:
    """A register of two applications, one of them with two lines."""
    return register(tmp_path / "register.csv", {}, {"Goods": "Engine"}, {"Reference": "R-2"})
