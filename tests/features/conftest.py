"""What the features share: cheap keys, a staffed training realm, and the steps in officials' words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.fixtures import cheap
from tests.cli.placet import once, station
from tests.features.realm import Scene, staffed
from tests.features.steps.applicant import *  # noqa: F403
from tests.features.steps.bloc import *  # noqa: F403
from tests.features.steps.clocks import *  # noqa: F403
from tests.features.steps.committee import *  # noqa: F403
from tests.features.steps.corrections import *  # noqa: F403
from tests.features.steps.course import *  # noqa: F403
from tests.features.steps.persons import *  # noqa: F403
from tests.features.steps.programme import *  # noqa: F403
from tests.features.steps.realm import *  # noqa: F403
from tests.features.steps.review import *  # noqa: F403
from tests.features.steps.rounds import *  # noqa: F403
from tests.features.steps.urgency import *  # noqa: F403

__all__ = ["cheap", "scene"]


@pytest.fixture
def scene(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Scene:
    """A training realm with all its officers and no case yet, for this scenario alone."""
    home = once(tmp_path_factory, "staffed", staffed)
    return Scene(station(home).copy(tmp_path / "realm"))
