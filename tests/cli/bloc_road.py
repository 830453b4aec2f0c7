"""A session with lists A and B, from its questions to its minutes adopted by the next one, by single verbs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import app.assemble
from tests.cli.detours import CHAIR, CLASSES, CLEAR, FINDINGS, LICENSING, SECRETARY, taken_in, today

if TYPE_CHECKING:
    from tests.cli.road import Walker

SEATS = {"foreign-affairs": "for-02", "defence": "def-03", "customs": "cus-02", "interior": "int-02"}


def bloc(go: Walker) -> None:
    """Three uncontested cases: one goes by the list, one is moved, one is decided in writing."""
    cases = [taken_in(go, end_use) for end_use in ("Road posts.", "River posts.", "Rail posts.")]
    for case in cases:
        reviewed(go, case)
    written, expires = cases.pop(), (app.assemble.present() + timedelta(days=30)).strftime("%Y-%m-%dT12:00:00Z")
    words = ("--text", "Shall it be authorised?", "--text-fr", "Est-ce autorisé ?", "--all", "grant")
    go.go(CHAIR, "question", "put", "-", written, *words, "--method", "written", "--expires", expires)
    go.go(CHAIR, "question", "defer", written, "--reason", "It is discussed in session.")
    session = _held(go, "Session on lists", *cases)
    _listed(go, session, *cases)
    _recorded(go, session)


def reviewed(go: Walker, case: str) -> None:
    """Every agency agrees, and the case waits for the committee."""
    go.go(LICENSING, "lines", "classify", case, *CLASSES)
    go.go(LICENSING, "step", "complete", case)
    go.go("for-01", "gate", "answer", case, *CLEAR)
    go.go("for-01", "risk", "assess", case, *FINDINGS, "--overriding", "no", "--reasons", "small quantities")
    go.go("for-01", "step", "complete", case)
    for officer in ("for-01", "def-01", "cus-01", "int-01"):
        go.go(officer, "opinion", "give", case, "--position", "agree")
    go.go("def-02", "opinion", "countersign", case)
    go.go(LICENSING, "step", "complete", case, "--note", "All agree.")


def _held(go: Walker, title: str, *cases: str) -> str:
    session = str(go.go(SECRETARY, "session", "convene", *cases, "--title", title, "--on", today())["session"][:8])
    for seat, person in SEATS.items():
        go.go(SECRETARY, "session", "attend", session, seat, person)
    go.go(CHAIR, "session", "open", session)
    return session


def _listed(go: Walker, session: str, kept: str, moved: str) -> None:
    go.both(SECRETARY, "session", "put-list", session)
    go.both("int-02", "vote", "move", moved)
    for seat, person in SEATS.items():
        run = go.both if seat == "defence" else go.go
        listed = run(person, "vote", "list", session)
        news = [one["reference"] for one in listed["files"] if one["unread"]]
        seen = ("--seen", *news) if news else ()
        run(person, "vote", "bloc", session, "--list", listed["digest"][:12], *seen)
    go.both(CHAIR, "result", "certify", "--session", session)
    go.both(SECRETARY, "result", "attest", "--session", session)
    go.go(CHAIR, "question", "defer", moved, "--reason", "To be discussed further.")
    assert go.go(SECRETARY, "case", "show", kept)["rounds"][0]["result"] == "consensus"


def _recorded(go: Walker, session: str) -> None:
    go.both(CHAIR, "session", "announce", session)
    go.both(SECRETARY, "session", "agenda", session)
    go.go(CHAIR, "session", "close", session)
    texts = ("--text", "Two files.", "--text-fr", "Deux dossiers.")
    go.both(SECRETARY, "minutes", "correct", session, "--point", 1, *texts, "--reason", "misheard")
    go.both("cus-02", "minutes", "annex", session, "--kind", "reservation", *texts, "--only-for", "defence")
    go.both("int-02", "session", "minutes", session)
    go.both(SECRETARY, "session", "minutes", session, "--for", "interior", "--pdf", "{out}/minutes.pdf")
    case = taken_in(go, "Lake posts.")
    reviewed(go, case)
    later = _held(go, "The next session", case)
    seen = go.both(CHAIR, "minutes", "adopt", session, "--at", later)["seen"]
    go.both(CHAIR, "minutes", "adopt", session, "--at", later, "--seen", seen)
    go.both(SECRETARY, "session", "minutes", session)
