"""Verbs of disputed competence, corrective acts, and of a case that goes up on paper and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.detours import CHAIR, CLASSES, CLEAR, CLERK, FINDINGS, HEAD_ABOVE, LICENSING, SECRETARY, taken_in, today

if TYPE_CHECKING:
    from tests.cli.road import Walker

HEAD = "lic-01"


def corrections(go: Walker) -> None:
    """Two cases of their own; nothing of them touches the others."""
    case = taken_in(go, "Quay posts.")
    _competence(go, case)
    _back_to_intake(go, case)
    _duplicate(go, case)
    _holder(go, case)
    _to_committee(go, case)
    _void_vote(go, case)
    _up_and_back(go, case)
    _on_paper(go, case)
    _clerical(go, case)


def _competence(go: Walker, case: str) -> None:
    step = ("--step", "classification")
    go.both("def-01", "competence", "claim", case, *step, "--reasons", "The laboratory is ours.")
    go.both(LICENSING, "case", "show", case)
    go.both(HEAD_ABOVE, "competence", "rule", case, *step, "--for", "licensing", "--reasons", "By the order of May.")


def _signed(go: Walker, officer: str, *words: object) -> str:
    """Shown first in both languages, then signed."""
    seen = go.both(officer, *words)["seen"]
    return str(go.both(officer, *words, "--seen", seen)["acts"][0])


def _back_to_intake(go: Walker, case: str) -> None:
    reason = ("--step", "intake", "--reason", "Two pages were missing.")
    proposed = _signed(go, LICENSING, "correct", "reopen", case, *reason)
    _signed(go, CHAIR, "correct", "confirm", case, proposed[:12])
    go.both(LICENSING, "correct", "list", case)
    go.go(CLERK, "step", "complete", case)


def _duplicate(go: Walker, case: str) -> None:
    other = taken_in(go, "Quay posts, sent twice.")
    words = ("correct", "merge", other, "--into", case, "--reason", "The applicant sent it twice.")
    proposed = _signed(go, CLERK, *words)
    _signed(go, CHAIR, "correct", "confirm", other, proposed[:12])
    go.both(LICENSING, "case", "show", other)


def _holder(go: Walker, case: str) -> None:
    words = ("--step", "classification", "--to", "customs", "--reason", "The laboratory was closed.")
    proposed = _signed(go, LICENSING, "correct", "holder", case, *words)
    _signed(go, HEAD, "correct", "confirm", case, proposed[:12])


def _to_committee(go: Walker, case: str) -> None:
    go.go("cus-01", "lines", "classify", case, *CLASSES)
    go.go("cus-01", "step", "complete", case)
    go.go("for-01", "gate", "answer", case, *CLEAR)
    go.go("for-01", "risk", "assess", case, *FINDINGS, "--overriding", "no", "--reasons", "small quantities")
    go.go("for-01", "step", "complete", case)
    for officer in ("for-01", "def-01", "cus-01", "int-01"):
        go.go(officer, "opinion", "give", case, "--position", "agree")
    go.go("def-02", "opinion", "countersign", case)
    go.go(LICENSING, "step", "complete", case, "--note", "All agree.")


def _void_vote(go: Walker, case: str) -> None:
    held = go.go(SECRETARY, "session", "convene", case, "--title", "Second session", "--on", today())["session"]
    for seat, person in (("foreign-affairs", "for-02"), ("defence", "def-03"), ("customs", "cus-02")):
        go.go(SECRETARY, "session", "attend", held[:8], seat, person)
    go.go(CHAIR, "session", "open", held[:8])
    text = ("--text", "Shall it be authorised?", "--text-fr", "Faut-il autoriser ?")
    put = go.go(SECRETARY, "question", "put", held[:8], case, *text, "--all", "grant")["question"][:12]
    go.go("cus-02", "vote", "cast", case, "--question", put, "--position", "agree")
    words = ("correct", "void-vote", case, "customs", "--reason", "A substitute out of turn.")
    proposed = _signed(go, SECRETARY, *words)
    _signed(go, CHAIR, "correct", "confirm", case, proposed[:12])
    go.go(SECRETARY, "question", "defer", case, "--question", put, "--reason", "The quay is flooded.")
    go.go(CHAIR, "session", "close", held[:8])


def _hand_up(go: Walker, case: str) -> None:
    go.days += 60
    go.go(LICENSING, "deadline", "record", case, "--step", "committee")
    go.go(SECRETARY, "decision", "escalate", case, "--reason", "no session can be held")


def _up_and_back(go: Walker, case: str) -> None:
    _hand_up(go, case)
    go.both(SECRETARY, "decision", "dossier", case, "--pdf", "{out}/dossier.pdf")
    told = ("--instructions", "Hear customs again.", "--instructions-fr", "Entendre de nouveau la douane.")
    go.both(HEAD_ABOVE, "decision", "give-back", case, *told)
    go.both(LICENSING, "case", "show", case)
    _hand_up(go, case)


def _on_paper(go: Walker, case: str) -> None:
    scan = go.file("minister.pdf", "the scan of a signed paper")
    paper = ("--authority", "foreign-affairs", "--scan", scan, "--signatory", "The Minister", "--dated", today())
    text = ("--text", "Refused as the Minister decides.", "--text-fr", "Refusé selon la décision du ministre.")
    go.both(SECRETARY, "decision", "record", case, *paper, *text, "--all", "refuse")
    go.go(CHAIR, "decision", "sign", case)
    go.both(LICENSING, "decision", "show", case)
    go.both(LICENSING, "decision", "check-scan", case, scan)


def _clerical(go: Walker, case: str) -> None:
    words = ("--before", "Minister", "--after", "Minister of Foreign Affairs", "--reason", "The title is longer.")
    proposed = _signed(go, SECRETARY, "correct", "clerical", case, *words)
    _signed(go, CHAIR, "correct", "confirm", case, proposed[:12])
    go.both(LICENSING, "decision", "show", case)
    go.both(LICENSING, "case", "print", case, "--paper", "corrigendum", "--pdf", "{out}/corrigendum.pdf")
