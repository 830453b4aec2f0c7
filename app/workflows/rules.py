"""The registry of rules: for each act type one check (may it be made?) and one effect (what does it change?)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from app.models.acts import Act, Body
from app.models.case import Case, Signed
from app.models.procedure import Procedure
from app.models.realm import Realm
from app.models.session import Session

State = Realm | Case | Session


class View(Protocol):
    """What an act's author could see: every scope as of the act's own causal past."""

    @property
    def realm(self) -> Realm: ...
    def case(self, case_id: str) -> Case: ...
    def session(self, session_id: str) -> Session: ...
    def procedure(self, digest: str | None) -> Procedure: ...


Check = Callable[[Any, View, Act], None]
Effect = Callable[[Any, Act], Any]
Reads = Callable[[Any, Any], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`reads` names further scopes the check looks at, from (state of the own scope, body)."""

    check: Check
    effect: Effect
    reads: Reads


RULES: dict[str, Rule] = {}


def _nothing_else(_state: Any, _body: Any) -> tuple[str, ...]:
    return ()


def rule(*bodies: type[Body], effect: Effect, reads: Reads = _nothing_else) -> Callable[[Check], Check]:
    """Enter a check with its effect as the rule of these act types."""

    def enter(check: Check) -> Check:
        for body in bodies:
            RULES[body.__name__] = Rule(check, effect, reads)
        return check

    return enter


def first_of(known: Signed | None, by: Signed) -> Signed:
    """The earlier of two signatures that had not seen each other: the same one, whichever came in first."""
    return by if known is None or by.order < known.order else known


def signed(act: Act) -> Signed:
    """Who signed `act`, and when."""
    return act.by
