"""The registry of verbs: each names its words, its arguments, whether it needs an unlocked officer, and what runs."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.assemble import Desk
from app.words import Words


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb has to say: plain JSON for programs, lines for people, and the exit code."""

    data: dict[str, Any]
    lines: list[str] = field(default_factory=list)
    code: int = 0


@dataclass(slots=True)
class Call:
    """One call of a verb: its arguments, the words of the chosen language, and how to reach a desk.

    `desk()` asks the passphrase once and opens the store; it is closed when the call ends.
    """

    args: argparse.Namespace
    words: Words
    desk: Callable[[], Desk]
    ask: Callable[[str, str | None], str]


Run = Callable[[Call], Answer]


@dataclass(frozen=True, slots=True)
class Argument:
    names: tuple[str, ...]
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verb:
    path: tuple[str, ...]
    help: str
    arguments: tuple[Argument, ...]
    run: Run


VERBS: list[Verb] = []


def arg(*names: str, **options: Any) -> Argument:
    """One argument in argparse's own terms; `help` is a marked sentence."""
    return Argument(names, options)


def verb(path: str, help: str, *arguments: Argument) -> Callable[[Run], Run]:
    """Enter a function as the verb `path` ("case show")."""

    def enter(run: Run) -> Run:
        VERBS.append(Verb(tuple(path.split()), help, arguments, run))
        return run

    return enter
