"""Mandates: which bodies of acts may leave in an export, until which day, and less which of their fields."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from app.errors import Refused
from app.models.acts import TYPES, MandateProposed, Scope
from app.workflows.calendar import is_day

ALL_CASES = ("*",)
LONGEST = timedelta(days=366)
"""From the day a mandate is proposed to its last day."""


def check_mandate(mandate: MandateProposed, today: str) -> None:
    """A reason, cases by id (or all), a last day within a year, and fields that bodies have.

    `today` is the day the act claims. That the cases exist is for the desk to see: whoever judges an export has no
    bodies of theirs.
    """
    if not mandate.reason.strip():
        raise Refused("reasons.needed")
    if not mandate.cases or (mandate.cases != ALL_CASES and "*" in mandate.cases) or not _in_order(mandate.cases):
        raise Refused("mandate.cases", cases=", ".join(mandate.cases))
    first = date.fromisoformat(today)
    last = (first + min(LONGEST, date.max - first)).isoformat()
    if not is_day(mandate.until) or not today <= mandate.until <= last:
        raise Refused("mandate.until", until=mandate.until, first=today, last=last)
    unknown = sorted(set(mandate.withheld) - fields())
    if unknown:
        raise Refused("mandate.field", field=unknown[0])
    if not _in_order(mandate.withheld):
        raise Refused("mandate.field-order", fields=", ".join(mandate.withheld))


def check_in_time(mandate: MandateProposed, today: str) -> None:
    """A mandate is good up to its last day, that day included."""
    if today > mandate.until:
        raise Refused("mandate.expired", until=mandate.until)


def covers(mandate: MandateProposed, scope: str) -> bool:
    """Whether the bodies of the acts in `scope` may leave. A session's agenda names other cases: it goes with all."""
    kind, _, name = scope.partition(":")
    return mandate.cases == ALL_CASES or (kind == Scope.CASE and name in mandate.cases)


@cache
def fields() -> frozenset[str]:
    """Names of fields that a mandate may withhold, each in whatever act has it; the realm's own acts stay whole."""
    types: list[Any] = [body for body in TYPES.values() if body.scope is not Scope.REALM]
    return frozenset(name for body in types for name in body.__dataclass_fields__)


def _in_order(names: tuple[str, ...]) -> bool:
    return list(names) == sorted(set(names))
