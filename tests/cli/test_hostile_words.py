"""Whatever is typed: an exit code and one JSON object, never a crash; and the journal stays whole."""

from __future__ import annotations

from pathlib import Path

import pytest

import app.cli
from app.cli.verbs import VERBS, Argument, Verb
from tests.cli.placet import Station

app.cli._load_verbs()
JUNK = {
    "empty": "",
    "long": "é" * 5000,
    "huge": "9" * 40,
    "pairs": "1=grant,quantity=NaN,value=1e999",
    "escape": "\x1b[31m\u202e{0}%s{officer}",
    "nul": "a\0b",
    "surrogate": "\udcff",
    "day": "2026-02-30",
}
OFFICERS = ("lic-03", "lic-04", "lic-05", "for-01", "eco-02", "adm-01")


def words(verb: Verb, junk: str, reference: str) -> list[str]:
    """The verb with junk for all that it may be told, but the name of a real case."""
    placed = [reference if one.names[0] == "reference" else junk for one in verb.arguments if one.names[0][0] != "-"]
    named = [_option(one, junk) for one in verb.arguments if one.names[0][0] == "-"]
    return [*verb.path, *named, "--", *placed]


def _option(argument: Argument, junk: str) -> str:
    name = argument.names[0]
    if argument.options.get("action") == "store_true":
        return name
    choices = argument.options.get("choices")
    return f"{name}={choices[0] if choices else junk}"


@pytest.mark.parametrize("junk", JUNK)
def test_no_word_makes_the_program_crash(
    own: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, junk: str
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    reference = own.ask("lic-03", "case", "list")["cases"][0]["reference"]
    for place, verb in enumerate(VERBS):
        said = own.run(OFFICERS[place % len(OFFICERS)], "--json", *words(verb, JUNK[junk], reference))
        assert said.code in (0, 2, 3, 4, 5, 6), said
        assert (said.code == 0) == ("error" not in said.json), said
    for verb in (("case", "list"), ("session", "list"), ("case", "show", reference), ("officer", "list")):
        assert own.run("lic-03", *verb).code == 0
    own.ask("eco-02", "journal", "rebuild", "--check")
    own.ask("eco-02", "journal", "verify", "--full")
