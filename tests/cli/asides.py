"""What happens beside the road: seats and their holders, conflicts raised, notes, evidence, what waits for whom."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import app.assemble
from tests.cli.detours import CHAIR, EXPERT, LICENSING, SECRETARY, taken_in

if TYPE_CHECKING:
    from tests.cli.road import Walker


def asides(go: Walker) -> None:
    """One case of its own; nothing of it touches the others."""
    case = taken_in(go, "Bridge posts.")
    _seats(go)
    _conflicts(go, case)
    _experts(go, case)
    _notes(go, case)


def _seats(go: Walker) -> None:
    holding = ("--titular", "for-02=2026-01-01..2099-12-31")
    go.both("for-03", "seat", "fill", "standing-committee", "foreign-affairs", *holding)
    go.both(SECRETARY, "seat", "list")
    session = go.go(SECRETARY, "session", "list")["sessions"][0]["id"]
    go.both(SECRETARY, "session", "show", session[:8])


def _conflicts(go: Walker, case: str) -> None:
    go.both("cus-01", "conflict", "raise", case, "for-01", "--reason", "They are cousins.")
    go.both(CHAIR, "conflict", "rule", case, "for-01", "--upheld", "no", "--reason", "Not in any degree that matters.")


def _experts(go: Walker, case: str) -> None:
    until = (app.assemble.present().date() + timedelta(days=5)).isoformat()
    go.go(LICENSING, "expert", "invite", case, "--expert", EXPERT, "--question", "Is it a rifle?", "--until", until)
    go.go(EXPERT, "case", "show", case)
    go.both(LICENSING, "expert", "list", case)


def _notes(go: Walker, case: str) -> None:
    first = go.both("cus-01", "note", "write", case, "--text", "The route looks odd.", "--mention", LICENSING)["acts"][
        0
    ]
    go.both("cus-01", "note", "list", case)
    go.both("cus-01", "note", "file", case, first[:12])
    go.both(LICENSING, "work", "list")
    go.both(LICENSING, "note", "settle", case, first[:12])
    came_up = ("--kind", "adverse-evidence", "--text", "Diverted in 2024.", "--source", "Customs report 12")
    go.both(LICENSING, "evidence", "record", case, *came_up)
    go.go(LICENSING, "case", "show", case)
