"""What tests share: no Qt where PLACET_WITHOUT_QT is set, repeatable property tests, the public data."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("placet", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("placet")


class WithoutQt(MetaPathFinder):
    """Makes PySide6 unimportable, whether it is installed or not."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: object = None) -> None:
        if fullname.partition(".")[0] == "PySide6":
            raise ModuleNotFoundError("PLACET_WITHOUT_QT: the core runs without PySide6", name=fullname)


if os.environ.get("PLACET_WITHOUT_QT"):
    sys.meta_path.insert(0, WithoutQt())


@pytest.fixture(scope="session")
def public_data() -> Path:
    """The folder of real public data (licence registers, lists); tests of it need PLACET_TEST_DATA."""
    folder = os.environ.get("PLACET_TEST_DATA")
    if not folder:
        pytest.skip("PLACET_TEST_DATA names no folder of public data")
    return Path(folder)
