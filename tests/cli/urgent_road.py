"""An urgent case on the road: decided by two, not ratified in time, ratified late; its licence until it is revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.detours import CHAIR, CLASSES, CLEAR, FINDINGS, LICENSING, SECRETARY, taken_in, today

if TYPE_CHECKING:
    from tests.cli.road import Walker

HEAD_ABOVE = "for-03"
ALL = {"foreign-affairs": "for-02", "defence": "def-03", "customs": "cus-02"}
TWO = ("foreign-affairs", "defence")


def urgent_road(go: Walker) -> None:
    """Every verb of urgent cases and of licences after their issue."""
    case = _licensed(go)
    go.both(LICENSING, "urgency", "list")
    go.days += 45
    go.both(SECRETARY, "urgency", "lapse", case)
    go.both(LICENSING, "licence", "list", "--state", "suspended")
    go.go(LICENSING, "licence", "print", case, "--pdf", "{out}/notice.pdf")
    session = _meet(go, case)
    _agree(go, case, go.both(SECRETARY, "question", "ratify", session, case)["question"])
    go.go(CHAIR, "session", "close", session)
    go.both(HEAD_ABOVE, "licence", "reinstate", case, "--reason", "ratified after all")
    _suspended(go, case)
    session = _meet(go, case)
    _agree(go, case, go.both(SECRETARY, "question", "revoke", session, case)["question"])
    go.go(CHAIR, "session", "close", session)
    reason = ("--reason", "the convoy was ours", "--reason-fr", "le convoi était le nôtre")
    go.both(LICENSING, "licence", "revoke", case, *reason, "--pdf", "{out}/revocation.pdf")
    go.go(LICENSING, "licence", "print", case, "--paper", "revocation", "--pdf", "{out}/revocation.pdf")
    go.both(LICENSING, "case", "show", case)


def _licensed(go: Walker) -> str:
    case = taken_in(go, "Posts under fire.")
    go.go(LICENSING, "lines", "classify", case, *CLASSES)
    go.go(LICENSING, "step", "complete", case)
    go.both(CHAIR, "urgency", "declare", case, "--reason", "the posts are under fire")
    go.go("for-01", "gate", "answer", case, *CLEAR)
    go.go("for-01", "risk", "assess", case, *FINDINGS, "--overriding", "no", "--reasons", "small quantities")
    go.go("for-01", "step", "complete", case)
    for officer in ("for-01", "def-01", "cus-01", "int-01"):
        go.go(officer, "opinion", "give", case, "--position", "agree")
    second = "def-04" if "def-04" in go.station.passphrases else "def-02"
    go.go(second, "opinion", "countersign", case)
    go.go(LICENSING, "step", "complete", case, "--note", "All agree.")
    session = _meet(go, case, TWO)
    text = ("--text", "Shall all be authorised?", "--text-fr", "Tout est-il autorisé ?")
    _agree(go, case, go.go(SECRETARY, "question", "put", session, case, *text, "--all", "grant")["question"], TWO)
    go.go(CHAIR, "session", "close", session)
    go.go(SECRETARY, "decision", "propose", case, "--text", "As agreed.", "--text-fr", "Comme convenu.")
    go.go(CHAIR, "decision", "sign", case)
    go.go("for-02", "decision", "sign", case)
    token = go.go(LICENSING, "licence", "issue", case)["token"]
    go.both(LICENSING, "licence", "verify", token)
    return case


def _meet(go: Walker, case: str, seats: tuple[str, ...] = tuple(ALL)) -> str:
    asked = ("--title", "A session", "--on", today())
    session = str(go.go(SECRETARY, "session", "convene", case, *asked)["session"][:8])
    for seat in seats:
        go.go(SECRETARY, "session", "attend", session, seat, ALL[seat])
    go.go(CHAIR, "session", "open", session)
    return session


def _agree(go: Walker, case: str, question: str, seats: tuple[str, ...] = tuple(ALL)) -> None:
    for seat in seats:
        go.go(ALL[seat], "vote", "cast", case, "--question", question[:12], "--position", "agree")
    go.go(CHAIR, "result", "certify", case)
    go.go(SECRETARY, "result", "attest", case)


def _suspended(go: Walker, case: str) -> None:
    """By itself, and by list."""
    seen = ("--cause", "adverse-evidence", "--reason", "a convoy was seen", "--reason-fr", "un convoi a été vu")
    go.both(LICENSING, "licence", "suspend", case, *seen, "--pdf", "{out}/suspension.pdf")
    goods = ("--goods", "ML1", "--reason", "an embargo", "--reason-fr", "un embargo")
    shown = go.both(CHAIR, "licence", "suspend-all", *goods)["seen"]
    signed = go.both(CHAIR, "licence", "suspend-all", *goods, "--seen", shown, "--pdf", "{out}/list.pdf")
    act = signed["acts"][0][:12]
    go.both(LICENSING, "licence", "list")
    go.both(LICENSING, "licence", "print", act, "--paper", "list", "--pdf", "{out}/list.pdf")
    only = ("--only", signed["licences"][0]["number"])
    go.both(HEAD_ABOVE, "licence", "reinstate-all", act, *only, "--reason", "not concerned")
    if len(signed["licences"]) > 1:
        go.go(HEAD_ABOVE, "licence", "reinstate-all", act, "--reason", "the embargo was lifted")
