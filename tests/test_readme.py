"""The READMEs and the manual say what the program does: every command of the tour runs, every table is whole."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import app.assemble
import app.cli.licences
from app import errors
from app.cli import _load_verbs, main
from app.cli.verbs import VERBS
from app.words import LANGUAGES
from tests import help_pages
from tests.cli.placet import cheap_keys

ROOT = Path(__file__).resolve().parent.parent
READMES = {"en": "README.md", "fr": "README.fr.md"}
DAY = datetime(2026, 11, 22, 9, tzinfo=UTC)
"""When the tour was written down; dates, references and columns come out as printed."""
ANYTHING = "…"
VARIES = ((re.compile(r"PLACET1\.\S+"), "PLACET1.…"), (re.compile(r"\b[0-9a-f]{8,}\b"), "0…f"))
"""What no two training realms have in common: tokens, and keys and digests in hex."""
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
FUNCTION = re.compile(r"(\w+)\(\) \{ (.+); \}")
SETTING = re.compile(r"(\w+)=\$\((.+)\)")
HERE_DOCUMENT = re.compile(r"<<'(\w+)'")


class Today(date):
    """The day of the tour for whatever asks the calendar."""

    @classmethod
    def today(cls) -> date:
        """22 November 2026."""
        return DAY.date()


class Shell:
    """As much of a shell as the tour needs; Placet itself runs in this process, anything else in bash."""

    def __init__(self) -> None:
        self.functions: dict[str, list[str]] = {}
        self.variables: dict[str, str] = {}

    def run(self, line: str) -> str:
        """What one command prints, on whichever stream."""
        if found := FUNCTION.fullmatch(line):
            self.functions[found[1]] = shlex.split(found[2])
            return ""
        if found := SETTING.fullmatch(line):
            self.variables[found[1]] = self.run(found[2]).strip()
            return ""
        first, _, rest = line.partition(" | ")
        placet = self._placet(first)
        if placet is None:
            return self._bash(line)
        said = in_process(placet)
        return self._bash(rest, said) if rest else said

    def _placet(self, line: str) -> list[str] | None:
        words = [re.sub(r"\$([A-Z]+)\b", lambda name: self.variables[name[1]], word) for word in shlex.split(line)]
        while words[0] in self.functions:
            words = list(_expanded(self.functions[words[0]], words[1:]))
        if words[:2] != ["bash", "installer/run.sh"]:
            return None
        assert "${" not in line, f"more shell than this test knows: {line}"
        return words[2:]

    def _bash(self, line: str, given: str = "") -> str:
        environment = os.environ | self.variables
        run = subprocess.run(
            ["bash", "-c", line],
            input=given,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return run.stdout


def _expanded(body: list[str], arguments: list[str]) -> Iterator[str]:
    for word in body:
        if word == "$@":
            yield from arguments
        elif word == "${@:2}":
            yield from arguments[1:]
        else:
            yield word.replace("$1", arguments[0])


def in_process(arguments: list[str]) -> str:
    """What Placet prints on both streams, in the order of a terminal."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        main(arguments)
    return said.getvalue()


def steps(text: str) -> Iterator[tuple[str, str]]:
    """Each command of the console blocks with the output that is printed under it."""
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            if end := HERE_DOCUMENT.search(command):
                inside, _, output = output.partition(f"\n{end[1]}\n")
                command += f"\n{inside}\n{end[1]}"
            yield command, output


def masked(text: str) -> str:
    """The text without what differs from realm to realm, and without spaces at line ends."""
    for pattern, sign in VARIES:
        text = pattern.sub(sign, text)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def agrees(printed: str, said: str) -> bool:
    """Whether the output is what the README prints; a line of one ellipsis stands for any lines."""
    lines = masked(printed).splitlines()
    pattern = "".join(r"(?:.*\n)*?" if line == ANYTHING else re.escape(line) + r"\n" for line in lines)
    return re.fullmatch(pattern, masked(said)) is not None


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A folder with the project's resources, cheap passphrases, and the clock of the day."""
    for name in ("resources", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(app.assemble, "present", lambda: DAY)
    monkeypatch.setattr(app.cli.licences, "date", Today)
    with cheap_keys():
        yield


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("on_the_day")
def test_the_tour_prints_what_the_readme_shows(language: str) -> None:
    shell, run = Shell(), 0
    for command, printed in steps((ROOT / READMES[language]).read_text("utf-8")):
        said = shell.run(command)
        run += 1
        assert agrees(printed, said), f"$ {command}\n{said}\n--- but {READMES[language]} shows:\n{printed}"
    assert run > 5


def test_a_line_that_drifts_is_found() -> None:
    assert agrees("Root: 899dfa86961d\n…\nGranted\n", "Root: 0123456789ab\none\ntwo\nGranted\n")
    assert agrees("…\nGranted\n", "Granted\n")
    assert not agrees("Granted\n", "Granted \nand more\n")
    assert not agrees("Granted\n…\nRefused\n", "Granted\nGranted\n")


def section(title: str) -> str:
    """One chapter of the README."""
    text = (ROOT / "README.md").read_text("utf-8")
    return text.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def first_cells(title: str) -> list[str]:
    """What stands in backticks in the first column of a chapter's tables."""
    cells = [line.split("|")[1] for line in section(title).splitlines() if line.startswith("| ")]
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def test_every_verb_stands_in_the_table_of_commands() -> None:
    _load_verbs()
    assert sorted(first_cells("Commands")) == sorted(" ".join(verb.path) for verb in VERBS)


def test_every_exit_code_stands_in_the_table_of_exit_codes() -> None:
    kinds = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.PlacetError)]
    assert set(map(int, first_cells("Exit codes"))) == {0, 130} | {one.exit_code for one in kinds} - {1}


def test_the_picture_shows_every_room() -> None:
    picture = section("The house")
    rooms = [one for one in (ROOT / "app").iterdir() if one.suffix == ".py" or (one / "__init__.py").is_file()]
    assert [one.stem for one in rooms if one.stem != "__init__" and one.stem not in picture] == []


@pytest.mark.parametrize("readme", READMES.values())
def test_every_file_that_is_named_exists(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    named = re.findall(r"`((?:app|tests|resources|installer)/[\w./*-]+)`|\]\(([\w./-]+)\)", text)
    assert [path for pair in named for path in pair if path and not any(ROOT.glob(path.rstrip("/")))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_who_may_do_what_is_current(language: str) -> None:
    assert help_pages.file(language).read_text("utf-8") == help_pages.page(language)
