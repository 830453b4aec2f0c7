"""A silence and a written procedure on the road: proposed, accepted, receipted, broken; positions at a distance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import app.assemble
from tests.cli.detours import CHAIR, CLASSES, CLEAR, LICENSING, SECRETARY, taken_in, today

if TYPE_CHECKING:
    from tests.cli.road import Walker

SEATS = {"foreign-affairs": "for-02", "defence": "def-03", "customs": "cus-02", "interior": "int-02"}
SMALL = [
    word
    for question in ("7.1.a", "7.1.b.i", "7.1.b.ii", "7.1.b.iii", "7.1.b.iv", "7.4")
    for word in ("--finding", f"{question}=low/low: examined")
]
TEXT = ("--text", "Shall all be authorised?", "--text-fr", "Tout est-il autorisé ?", "--all", "grant")
Ask = Callable[..., Any]
"""Runs one verb by an officer and answers its JSON."""


def rounds_road(go: Walker) -> None:
    """Every verb of rounds at a distance."""
    case = taken_in(go, "Posts that are quiet.")
    ready(go.go, case)
    session = sitting(go.go, case)
    end = ("--method", "silence", "--expires", moment(30))
    put = go.both(CHAIR, "question", "put", session, case, *TEXT, *end)["question"][:12]
    go.both("cus-02", "question", "list")
    for number, officer in enumerate(SEATS.values()):
        run = go.go if number else go.both
        run(officer, "vote", "silence", case, "--accept")
        run(officer, "question", "receipt", case)
    go.both("cus-02", "question", "show", case)
    go.go(CHAIR, "session", "close", session)
    amendment = ("--amendment", "Item 1 only.", "--amendment-fr", "Le seul poste 1.")
    go.both("cus-02", "vote", "cast", case, "--question", put, "--position", "agree", *amendment)
    go.both(CHAIR, "result", "certify", case)
    go.go(SECRETARY, "result", "attest", case)
    end = ("--method", "written", "--expires", moment(30))
    put = go.both(CHAIR, "question", "put", "-", case, *TEXT, *end)["question"][:12]
    objection = ("--reasons", "Too many.", "--criterion", "7", "--would-lift", "Half of them.")
    go.go("def-03", "vote", "cast", case, "--question", put, "--position", "object", *objection)
    go.both("int-02", "question", "list")
    go.both("int-02", "case", "show", case)
    go.both(CHAIR, "question", "defer", case, "--reason", "To be discussed.")
    go.both(LICENSING, "case", "show", case)


def moment(days: int) -> str:
    """The exact moment so many days from now."""
    return (app.assemble.present() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def ready(ask: Ask, case: str) -> None:
    """The case, taken in and complete, up to the committee; all risks are small and everybody agrees."""
    ask(LICENSING, "lines", "classify", case, *CLASSES)
    ask(LICENSING, "step", "complete", case)
    ask("for-01", "gate", "answer", case, *CLEAR)
    ask("for-01", "risk", "assess", case, *SMALL, "--overriding", "no", "--reasons", "small quantities")
    ask("for-01", "step", "complete", case)
    for officer in ("for-01", "def-01", "cus-01", "int-01"):
        ask(officer, "opinion", "give", case, "--position", "agree")
    ask("def-02", "opinion", "countersign", case)
    ask(LICENSING, "step", "complete", case, "--note", "All agree.")


def sitting(ask: Ask, case: str) -> str:
    """A session on the case, open, with every voting seat taken."""
    named = ("--title", "Silence", "--on", today())
    session = str(ask(SECRETARY, "session", "convene", case, *named)["session"])[:8]
    for seat, officer in SEATS.items():
        ask(SECRETARY, "session", "attend", session, seat, officer)
    ask(CHAIR, "session", "open", session)
    return session
