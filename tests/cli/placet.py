"""Placet run in this process as from a shell, and training realms to run it on."""

from __future__ import annotations

import contextlib
import fcntl
import io
import json
import pickle
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import pytest

import app.assemble
import app.cli.realm
import app.cli.training
from app.cli import main
from app.trust.costs import Cost

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
SEVEN = RESOURCES / "charters" / "seven-agencies.toml"
SIX = RESOURCES / "charters" / "six-people.toml"
PROCEDURE = RESOURCES / "procedures" / "standing-committee.toml"
CHEAP = Cost(64, 1, 1)
T = TypeVar("T")


@dataclass(frozen=True)
class Said:
    """What one call left: exit code, standard output, error stream."""

    argv: tuple[str, ...]
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Standard output as the one JSON object it has to be."""
        value = json.loads(self.out)
        assert isinstance(value, dict), self.out
        return value

    @property
    def text(self) -> str:
        """What a person reads, on whichever stream, with every space a plain one."""
        return re.sub(r"[^\S\n]+", " ", self.out + self.err)


def placet(*argv: object) -> Said:
    """Run one verb in this process."""
    out, err = io.StringIO(), io.StringIO()
    words = tuple(str(one) for one in argv)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(words)
        except SystemExit as left:
            code = int(left.code or 0)
    return Said(words, code, out.getvalue(), err.getvalue())


@contextlib.contextmanager
def cheap_keys() -> Iterator[None]:
    """New key slots cost next to nothing; everything else about them is as it is."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (app.assemble, app.cli.realm, app.cli.training):
            patch.setattr(module, "calibrate", lambda: CHEAP)
        yield


@dataclass(frozen=True)
class Station:
    """A folder with a store in ``store/``, and a passphrase file for each officer."""

    directory: Path
    passphrases: dict[str, str] = field(repr=False)

    @property
    def store(self) -> Path:
        return self.directory / "store"

    def file(self, officer: str) -> Path:
        """The officer's passphrase file."""
        path = self.directory / f"passphrase-of-{officer}.txt"
        fresh = self.directory / f"{uuid4().hex}.txt"
        fresh.write_text(self.passphrases[officer] + "\n", encoding="utf-8")
        return fresh.replace(path)

    def run(self, officer: str, *argv: object, lang: str = "en") -> Said:
        """A verb by this officer, who types the right passphrase."""
        who = ("--store", self.store, "--officer", officer, "--passphrase-file", self.file(officer), "--lang", lang)
        return placet(*who, *argv)

    def ask(self, officer: str, *argv: object) -> dict[str, Any]:
        """The JSON answer of a verb that has to succeed."""
        said = self.run(officer, "--json", *argv)
        assert said.code == 0, said
        return said.json

    def refuses(self, officer: str, *argv: object) -> str:
        """The code with which a verb is refused."""
        said = self.run(officer, "--json", *argv)
        assert said.code != 0, said
        return str(said.json["error"])

    def copy(self, to: Path) -> Station:
        """The same store in another folder, so that what is done to it touches nobody else."""
        to.mkdir(parents=True)
        shutil.copytree(self.store, to / "store")
        return Station(to, self.passphrases)


def station(demo: Path) -> Station:
    """The station that `placet demo` left, with the passphrases of its README."""
    lines = (demo / "README.txt").read_text("utf-8").splitlines()
    entries = [re.fullmatch(r"([a-z]+-\d+)  (.+?)  \(.*", line) for line in lines]
    return Station(demo, {one[1]: one[2] for one in entries if one})


def once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], T]) -> T:
    """What `build` makes in a folder of its own, made by the first of several test processes for all of them."""
    base = factory.getbasetemp()
    shared = (base.parent if base.name.startswith("popen-") else base) / f"once-{name}"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = shared / "made"
        if not kept.exists():
            made = build(shared / "files")
            kept.write_bytes(pickle.dumps(made))
        found: T = pickle.loads(kept.read_bytes())
    return found


def play_demo(to: Path) -> Path:
    """The demonstration, in English."""
    with cheap_keys():
        said = placet("--json", "demo", to)
    assert said.code == 0, said
    return to
