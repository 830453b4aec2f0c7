"""A rule as a claim: at this stage of the road, this person may not say this, and is refused with this code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.workflows.machine.play import Play
from tests.workflows.machine.stages import at


@dataclass(frozen=True)
class Claim:
    """`said` makes the body from the play at `stage`; `other` changes the envelope."""

    text: str
    code: str
    stage: str
    officer: str
    said: Callable[[Play], Any]
    other: dict[str, Any] = field(default_factory=dict)

    def holds(self) -> None:
        play = at(self.stage)
        play.refuses(self.code, self.officer, self.said(play), **self.other)


def names(claims: list[Claim]) -> list[str]:
    return [one.text for one in claims]
