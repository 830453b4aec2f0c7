"""What every act is made of: the envelope the rules see, the draft to be signed, and the registry of body types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, TypeVar, dataclass_transform

from app.models.charter import Role
from app.models.signed import Signed

T = TypeVar("T")


class Scope(StrEnum):
    """What a chain is about; a scope string is ``realm``, ``agency:<code>``, ``case:<uuid>`` or ``session:<uuid>``."""

    REALM = "realm"
    AGENCY = "agency"
    CASE = "case"
    SESSION = "session"


class Body:
    """What an act says. `shown` is the exact text the officer was shown and confirmed."""

    __slots__ = ()
    scope: ClassVar[Scope]
    shown: str


TYPES: dict[str, type[Body]] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def act(scope: Scope) -> Callable[[type[T]], type[T]]:
    """Make the class a frozen dataclass of act bodies in `scope` and enter it in the registry under its name."""

    def register(cls: type[T]) -> type[T]:
        made: Any = dataclass(frozen=True, slots=True, kw_only=True)(cls)
        made.scope = scope
        TYPES[cls.__name__] = made
        return made  # type: ignore[no-any-return]

    return register


@dataclass(frozen=True, slots=True)
class Act:
    """One accepted (or about to be signed) act as the rules see it.

    `past` holds the ids in ``prev`` and ``after``; `claimed` is RFC 3339 UTC seconds; `body` is None where withheld.
    """

    id: str
    type: str
    scope: str
    officer: str
    agency: str
    role: Role
    key: str
    claimed: str
    past: frozenset[str]
    body: Any
    chain: str = ""
    seq: int = 0
    clock: tuple[int, int] = (0, 0)
    procedure: str | None = None
    audience: tuple[str, ...] = ("*",)
    narrower: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by: Signed = field(init=False, repr=False, compare=False)
    """Who signed it, and when: every effect asks for it."""

    def __post_init__(self) -> None:
        by = Signed(
            act=self.id,
            officer=self.officer,
            agency=self.agency,
            role=self.role.value,
            claimed=self.claimed,
            clock=self.clock,
        )
        object.__setattr__(self, "by", by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An act not yet signed: what the rules allowed and the store is to sign and append."""

    scope: str
    body: Any
    officer: str
    agency: str
    role: Role
    procedure: str | None = None
    audience: tuple[str, ...] = ("*",)
    narrower: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reads: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        """Name of the act type."""
        return type(self.body).__name__
