"""Small forms typed on the command line: "6.1=no: evidence", "1=grant", "1=ML1.a,2_1,h"."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from app.errors import Unreadable, Usage
from app.models.acts import LineClass
from app.models.application import AttCategory, AttScope, Document
from app.models.outcomes import GateAnswer, ItemOutcome, ItemPosition, Outcome, Position, RiskFinding, SeatHolder

E = TypeVar("E", bound=StrEnum)
LARGEST_FILE = 64 * 1024 * 1024
"""Bytes that are read of a file; what is cut off there cannot be read by anyone."""


def choice(kind: type[E], text: str, where: str) -> E:
    """A member of `kind`. Raises `Usage` naming the choices."""
    try:
        return kind(text.strip())
    except ValueError:
        raise Usage("form.choice", where=where, value=text, choices=", ".join(kind)) from None


def day(text: str, where: str) -> str:
    """A day as ``2026-11-19``, or nothing where nothing was said. Raises `Usage`."""
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise Usage("form.day", where=where, value=text) from None


def yes_or_no(text: str, where: str) -> bool:
    """Yes or no, in English or French."""
    known = {"yes": True, "oui": True, "no": False, "non": False}
    if text.strip().lower() not in known:
        raise Usage("form.choice", where=where, value=text, choices="yes, no")
    return known[text.strip().lower()]


def gate_answer(text: str) -> GateAnswer:
    """``6.1=no: evidence``."""
    question, rest = _pair(text, "--answer")
    answer, _, evidence = rest.partition(":")
    return GateAnswer(question=question, yes=yes_or_no(answer, "--answer"), evidence=evidence.strip())


def risk_finding(text: str) -> RiskFinding:
    """``7.1.a=low/medium: reasons``, likelihood before severity."""
    question, rest = _pair(text, "--finding")
    levels, _, reasons = rest.partition(":")
    likelihood, _, severity = levels.partition("/")
    return RiskFinding(
        question=question, likelihood=likelihood.strip(), severity=severity.strip(), reasons=reasons.strip()
    )


def line_class(text: str) -> LineClass:
    """``1=ML1.a,2_1,h``: control code, treaty scope, and the category of Article 2(1) arms."""
    line, rest = _pair(text, "--line")
    code, scope, category, *_ = [*(part.strip() for part in rest.split(",")), "", "", ""]
    return LineClass(
        line=line,
        control_code=code,
        att_scope=choice(AttScope, scope, "--line"),
        att_category=choice(AttCategory, category, "--line") if category else None,
    )


def item_outcome(text: str) -> ItemOutcome:
    """``1=grant``, ``2=refuse: reason``, ``3=reduced-grant,quantity=5,value=1000: reason``."""
    item, rest = _pair(text, "--outcome")
    terms, _, reason = rest.partition(":")
    name, *bounds = terms.split(",")
    limits = dict(_pair(bound, "--outcome") for bound in bounds)
    if unknown := limits.keys() - {"quantity", "value"}:
        raise Usage("form.choice", where="--outcome", value=sorted(unknown)[0], choices="quantity, value")
    for name_of_limit, limit in limits.items():
        _check_decimal(limit, f"--outcome {name_of_limit}")
    return ItemOutcome(item=item, outcome=choice(Outcome, name, "--outcome"), reason=reason.strip(), **limits)


def item_position(text: str) -> ItemPosition:
    """``1=object``."""
    item, position = _pair(text, "--item")
    return ItemPosition(item=item, position=choice(Position, position, "--item"))


def document(text: str) -> Document:
    """``contract=Amended contract C-7``: kind and title."""
    kind, title = _pair(text, "--document")
    return Document(kind=kind, title=title)


def lower_item(text: str) -> tuple[str, tuple[str, str]]:
    """``1=quantity=5,value=1000``: what to license less of."""
    item, rest = _pair(text, "--less")
    limits = dict(_pair(bound, "--less") for bound in rest.split(","))
    if unknown := limits.keys() - {"quantity", "value"}:
        raise Usage("form.choice", where="--less", value=sorted(unknown)[0], choices="quantity, value")
    for name, limit in limits.items():
        _check_decimal(limit, f"--less {name}")
    return item, (limits.get("quantity", ""), limits.get("value", ""))


def seat_holder(text: str, where: str) -> SeatHolder:
    """``cus-02``, ``cus-02=2026-01-01`` or ``cus-02=2026-01-01..2026-12-31``; a term without first day begins today."""
    officer, _, term = text.partition("=")
    since, _, until = term.partition("..")
    return SeatHolder(officer=officer.strip(), since=day(since.strip(), where), until=day(until.strip(), where))


def read_file(name: str) -> bytes:
    """The bytes of a file. Raises `Unreadable`."""
    try:
        with Path(name).open("rb") as file:
            return file.read(LARGEST_FILE)
    except OSError as error:
        raise Unreadable("file.cannot-read", file=name, reason=error.strerror or "") from None


def _pair(text: str, where: str) -> tuple[str, str]:
    name, equals, rest = text.partition("=")
    if not equals or not name.strip():
        raise Usage("form.pair", where=where, value=text)
    return name.strip(), rest.strip()


def _check_decimal(text: str, where: str) -> None:
    try:
        good = Decimal(text) > 0
    except InvalidOperation:
        good = False
    if not good:
        raise Usage("form.number", where=where, value=text)
