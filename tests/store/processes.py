"""Starting `tests.store.child`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def start(mode: str, directory: Path) -> subprocess.Popen[str]:
    """The child, running."""
    command = [sys.executable, "-m", "tests.store.child", mode, str(directory)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def run(mode: str, directory: Path) -> tuple[int, str]:
    """Exit status and output of the child."""
    with start(mode, directory) as child:
        output, _ = child.communicate(timeout=120)
    return child.returncode, output
