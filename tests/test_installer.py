"""The two commands of the README, on a small copy of the house that has no libraries to fetch."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from time import perf_counter

import pytest

INSTALLER = Path(__file__).resolve().parent.parent / "installer"
STAND_IN = """
import os, sys
print(os.getcwd(), sys.prefix != sys.base_prefix, sys.argv[1:])
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house with the real scripts, an empty lock and a program that says how it was called."""
    root = tmp_path_factory.mktemp("a house") / "with spaces"
    shutil.copytree(INSTALLER, root / "installer")
    (root / "installer" / "requirements.txt").write_text("")
    (root / "app").mkdir()
    (root / "app" / "__main__.py").write_text(STAND_IN)
    return root


def start(house: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["bash", str(house / "installer" / "run.sh"), *arguments]
    environment = os.environ | {"PYTHONPATH": str(cwd)}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=True)


def test_first_start_prepares_and_keeps_stdout_for_the_program(house: Path, tmp_path: Path) -> None:
    shutil.rmtree(house / ".venv", ignore_errors=True)
    run = start(house, tmp_path, "demo", "a b", "--json")
    assert run.stdout == f"{tmp_path} True ['demo', 'a b', '--json']\n"
    assert "préparation" in run.stderr


def test_later_starts_take_no_set_up_time(house: Path, tmp_path: Path) -> None:
    start(house, tmp_path)
    times = []
    for _ in range(5):
        began = perf_counter()
        assert start(house, tmp_path).stderr == ""
        times.append(perf_counter() - began)
    assert min(times) < 0.5


def test_a_folder_of_the_caller_never_stands_in_for_the_program(house: Path, tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__main__.py").write_text("print('the wrong one')")
    assert start(house, tmp_path).stdout.startswith(str(tmp_path))


@pytest.mark.parametrize("damage", ["interrupted", "no python", "no pip", "another lock"])
def test_a_damaged_preparation_is_repaired(house: Path, tmp_path: Path, damage: str) -> None:
    start(house, tmp_path)
    venv = house / ".venv"
    if damage == "interrupted":
        (venv / "placet-ready").unlink()
    elif damage == "no python":
        (venv / "bin" / "python").unlink()
    elif damage == "no pip":
        shutil.rmtree(next(venv.glob("lib/python3*/site-packages")) / "pip")
        (house / "installer" / "requirements.txt").write_text("# changed, so that pip is needed\n")
    else:
        (house / "installer" / "requirements.txt").write_text("# changed\n")
    assert "préparation" in start(house, tmp_path).stderr
    assert start(house, tmp_path).stderr == ""


def test_two_starts_at_once_prepare_once(house: Path, tmp_path: Path) -> None:
    (house / ".venv" / "placet-ready").unlink(missing_ok=True)
    command = ["bash", str(house / "installer" / "run.sh")]
    starts = [subprocess.Popen(command, cwd=tmp_path, stdout=-1, stderr=-1, text=True) for _ in range(2)]
    outputs = [each.communicate() for each in starts]
    assert [each.returncode for each in starts] == [0, 0]
    assert sum("préparation" in errors for _, errors in outputs) == 1


def test_a_missing_system_package_is_named_in_both_languages(house: Path, tmp_path: Path) -> None:
    """As an officer without root: `id` answers 1000, and no Python can make an environment."""
    shutil.rmtree(house / ".venv", ignore_errors=True)
    commands = tmp_path / "bin"
    commands.mkdir()
    for name, answer in {"id": "echo 1000", "python3": "exit 1", "python3.11": "exit 1"}.items():
        (commands / name).write_text(f"#!/bin/sh\n{answer}\n")
        (commands / name).chmod(0o755)
    environment = os.environ | {"PATH": f"{commands}:{os.environ['PATH']}"}
    command = ["bash", str(house / "installer" / "run.sh")]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert "needs the system package python3-venv" in run.stderr
    assert "besoin du paquet système python3-venv" in run.stderr
