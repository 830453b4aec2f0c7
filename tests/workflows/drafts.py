"""The shipped procedure and charters, and ways of altering them, for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

from app.models.charter import Charter
from app.models.procedure import Procedure
from app.workflows.charter import read_charter
from app.workflows.procedure_check import check_file
from app.workflows.toml_fields import Problem

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
STANDING = (RESOURCES / "procedures" / "standing-committee.toml").read_text(encoding="utf-8")
SEVEN = (RESOURCES / "charters" / "seven-agencies.toml").read_text(encoding="utf-8")
SIX = (RESOURCES / "charters" / "six-people.toml").read_text(encoding="utf-8")


def altered(text: str, *changes: tuple[str, str]) -> str:
    """`text` with each first part replaced once by the second."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def charter(text: str = SEVEN) -> Charter:
    draft = read_charter("charter.toml", text)
    assert draft.charter is not None, draft.problems
    return draft.charter


def procedure(text: str = STANDING) -> Procedure:
    found, problems = check_file("procedure.toml", text)
    assert found is not None, problems
    assert problems == []
    return found


def places(problems: list[Problem] | tuple[Problem, ...], text: str) -> list[tuple[str, str]]:
    """Code of each problem with the line of `text` that it points at."""
    lines = text.split("\n")
    return [(problem.code, lines[problem.line - 1]) for problem in problems]
