"""The command line under attack: hostile arguments and passphrase files, with no store and with a real one."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest import mock

import app.assemble
import app.cli
import app.cli.realm
import app.cli.training
from app.cli.verbs import VERBS, Verb
from app.desk.founding import found
from app.workflows.charter import read_charter
from tests.fuzz.exports import scratch
from tests.fuzz.intake import RESOURCES
from tests.fuzz.judge import Broken
from tests.fuzz.mutate import Mutator
from tests.fuzz.records import CHEAPEST, PASSPHRASE, plain_bytes
from tests.fuzz.target import fresh_seed, from_seed, no_seeds, target

HOSTILE = (
    "", " ", "-1", "0", "1", "-", "--", "confirm", "x" * 300, "x" * 5000, "\udcff", "a\udce9b", "\x00", "a\x00b",
    "\n", "\x1b[31m", "9" * 30, "9" * 5000, "٣", "nan", "inf", "1e999", "1=grant", "1=grant,quantity=nan", "=", "1=",
    "é=e\u0301", "EXP-2026-00001", "exp-2026-00001", "%", "_", "{x}", "%s", "2026-11-22", "2026-02-30", "0000-00-00",
    "6.1=yes:x", "1=ML1.a,2_1,h", "1=quantity=5", "agree", "object", "clerk", "lic-admin", "folder", "folder/x",
    "none/here", "nothing", "text.txt", "register.csv", "\u202e", "a" * 64, "PLACET1.e30.AA", "all",
)  # fmt: skip
GLOBAL = ("--store", "--officer", "--passphrase-file", "--lang")
MEANT = frozenset({0, 2, 3, 4, 5, 6})


@cache
def realm() -> tuple[Path, str]:
    """A store of a small realm and the officer who founded it."""
    source = RESOURCES / "charters" / "six-people.toml"
    draft = read_charter(source.name, source.read_bytes()).charter
    assert draft is not None
    charter = app.assemble.with_procedures(draft, source.parent)
    made = found(scratch() / "store", charter, (PASSPHRASE, PASSPHRASE), CHEAPEST, app.assemble.present)
    made.store.close()
    return scratch() / "store", charter.founders[1].officer


@cache
def workplace() -> Path:
    """The folder in which commands run: whatever a hostile name makes them write stays there."""
    place = scratch() / "work"
    (place / "folder").mkdir(parents=True)
    (place / "text.txt").write_bytes(b"some text\n\xff\n")
    (place / "register.csv").write_bytes(b"a;b\n1;2\n")
    (place / "passphrase").write_text(PASSPHRASE + "\n")
    return place


def argv_of(source: Mutator) -> list[str]:
    """A command line that begins well and goes wrong somewhere."""
    app.cli._load_verbs()
    store, officer = realm()
    words = ["--lang", source.choice(("en", "fr"))] if source.random() < 0.8 else []
    if source.random() < 0.5:
        words += ["--json"]
    if source.random() < 0.7:
        words += ["--store", str(store), "--officer", officer, "--passphrase-file", "passphrase"]
    for name in GLOBAL:
        if source.random() < 0.07:
            words += [name, source.choice(HOSTILE)]
    verb = source.choice([one for one in VERBS if one.path != ("demo",)])
    words += [*verb.path, *_arguments(source, verb)]
    if source.random() < 0.1:
        words.insert(source.randint(0, len(words)), source.choice(HOSTILE))
    return words


def _arguments(source: Mutator, verb: Verb) -> Iterator[str]:
    for argument in verb.arguments:
        name, flag = argument.names[0], argument.options.get("action") == "store_true"
        needed = argument.options.get("required") or (
            not name.startswith("-") and argument.options.get("nargs") not in ("?", "*")
        )
        if not needed and source.random() < 0.5:
            continue
        if name.startswith("-"):
            yield name
        if not flag:
            yield source.choice(HOSTILE) if source.random() < 0.8 else _likely(source, argument.options)


def _likely(source: random.Random, options: dict[str, object]) -> str:
    choices = options.get("choices")
    return str(source.choice(list(choices))) if isinstance(choices, tuple | list) else "1"


@target("argv", no_seeds, fresh_seed)
def argv(data: bytes) -> str:
    """One command: an exit code that means something, sentences without escape sequences, and no act by a failure."""
    source = from_seed(data)
    words = argv_of(source)
    before = _size()
    code, said = called(words)
    if code not in MEANT:
        raise Broken(f"exit code {code}: {words!r:.300}")
    if "\x1b" in said:
        raise Broken(f"an escape sequence was printed: {words!r:.300}")
    if code and _size() != before:
        raise Broken(f"a failure left an act: {words!r:.300}")
    return f"{code} {' '.join(word for word in words if word.isalpha())[:60]}"


def called(words: list[str]) -> tuple[int, str]:
    """Exit code and everything said, in the folder where commands run, with nothing to type."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="strict")
    here = Path.cwd()
    os.chdir(workplace())
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), _cheap():
            try:
                code = app.cli.main(words)
            except SystemExit as left:
                code = int(left.code or 0)
            out.flush()
    finally:
        os.chdir(here)
    return code, out.buffer.getvalue().decode("utf-8")


@contextlib.contextmanager
def _cheap() -> Iterator[None]:
    """New slots cost nothing, nothing can be typed, and no verb draws random passphrases for long."""
    with contextlib.ExitStack() as stack:
        for module in (app.assemble, app.cli.realm, app.cli.training):
            stack.enter_context(mock.patch.object(module, "calibrate", return_value=CHEAPEST))
        stack.enter_context(mock.patch.object(sys, "stdin", io.StringIO("")))
        yield


def _size() -> int:
    """How many acts the store says it has."""
    value = json.loads((realm()[0] / "head").read_bytes())
    return int(value["head"]["size"])


@target("passphrase", lambda: [PASSPHRASE.encode() + b"\n", b"", b"\n\n", b"\xff\xfe" * 40], plain_bytes)
def passphrase(data: bytes) -> str:
    """A passphrase file: only the right first line opens the store."""
    store, officer = realm()
    (workplace() / "hostile").write_bytes(data)
    code, said = called(
        ["--store", str(store), "--officer", officer, "--passphrase-file", "hostile", "officer", "list"]
    )
    right = data.split(b"\n", 1)[0].rstrip(b"\r") == PASSPHRASE.encode()
    if code not in (0, 4, 5) or (code == 0 and not right and not _alike(data)):
        raise Broken(f"exit code {code}: {said[:200]}")
    return str(code)


def _alike(data: bytes) -> bool:
    """Whether the first line stands for the same passphrase (NFKC), as the keyboard may have composed it."""
    line = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n", 1)[0]
    return unicodedata.normalize("NFKC", line) == PASSPHRASE
