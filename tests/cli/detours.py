"""What leaves the straight road: questions to others, changed dossiers, other holders, passed limits, escalation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import app.assemble
from tests.cli.placet import PROCEDURE, RESOURCES

if TYPE_CHECKING:
    from tests.cli.road import Walker

CLERK, LICENSING, SECRETARY, CHAIR, HEAD_ABOVE, EXPERT = "lic-02", "lic-03", "lic-04", "lic-05", "for-03", "def-05"
CLEAR = ("--answer", "6.1=no: lists checked", "--answer", "6.2=no: none", "--answer", "6.3=no: no such use")
CLAIMED = ("--answer", "6.1=yes: embargo", "--answer", "6.2=no: none", "--answer", "6.3=no: not examined")
FINDINGS = [
    word
    for question in ("7.1.a", "7.1.b.i", "7.1.b.ii", "7.1.b.iii", "7.1.b.iv", "7.4")
    for word in ("--finding", f"{question}=low/high: examined")
]
CLASSES = ("--line", "1=ML1.a,2_1,h", "--line", "2=ML1.a,2_1,h")


class Folder(Protocol):
    """Whatever writes a file that a verb reads."""

    def file(self, name: str, text: str) -> Path: ...


def detours(go: Walker) -> None:
    """Every act of a case that the main job does not need; the calendar moves on along the way."""
    winding, taken_back, silent = (taken_in(go, end_use) for end_use in ("Border posts.", "Harbour posts.", "Posts."))
    go.both(CLERK, "case", "link", winding, taken_back, "--reason", "one transfer in two parts")
    _other_holders(go, winding)
    _applicant(go, winding)
    _calendars(go, winding)
    _others(go, winding)
    _changes(go, winding)
    request = ("--received", today(), "--reason", "the contract was cancelled")
    go.both(CLERK, "case", "withdraw", taken_back, *request)
    _procedures(go, winding)
    _passed_limits(go, silent)


def today() -> str:
    """The day on which the next act is signed."""
    return app.assemble.present().date().isoformat()


def taken_in(go: Walker, end_use: str) -> str:
    """A new application, taken in and complete."""
    reference = str(go.go(CLERK, "intake", dossier(go, end_use=end_use))["references"][0])
    go.go(CLERK, "step", "complete", reference)
    return reference


def dossier(go: Folder, **changed: Any) -> Path:
    """The rifles of the demonstration, changed."""
    script = json.loads((RESOURCES / "demo" / "2-partial-grant.json").read_text("utf-8"))
    return go.file("rifles.json", json.dumps(script["dossier"] | changed))


def fewer(**changed: Any) -> dict[str, Any]:
    """The second line of the demonstration's rifles with other values."""
    script = json.loads((RESOURCES / "demo" / "2-partial-grant.json").read_text("utf-8"))
    first, second = script["dossier"]["lines"]
    return {"lines": [first, second | changed]}


def _other_holders(go: Walker, case: str) -> None:
    go.both(LICENSING, "step", "decline", case, "--reasons", "no engineer at hand")
    to = ("--step", "classification", "--to", "customs", "--reason", "customs has engineers")
    go.both(SECRETARY, "step", "reassign", case, *to)
    go.go("cus-01", "lines", "classify", case, *CLASSES)
    go.go("cus-01", "step", "complete", case)
    go.go("for-01", "gate", "answer", case, *CLAIMED)
    go.go("int-01", "gate", "contest", case, "--evidence", "the embargo names another country")
    go.both(HEAD_ABOVE, "gate", "rule", case, "--prohibited", "no", "--reasons", "the embargo was lifted in May")
    go.go("for-01", "risk", "assess", case, *FINDINGS, "--overriding", "no", "--reasons", "small quantities")


def _applicant(go: Walker, case: str) -> None:
    text = ("--text", "Who stores the rifles?", "--text-fr", "Qui entrepose les fusils ?")
    go.both("for-01", "query", "raise", case, *text)
    go.both(LICENSING, "query", "send", case)
    go.both(LICENSING, "case", "show", case)
    go.go(LICENSING, "case", "print", case, "--paper", "request", "--pdf", "{out}/letter.pdf")
    answer = ("--text", "The arsenal in Oskar.", "--document", "storage=Plan of the arsenal")
    go.both(CLERK, "query", "answer", case, "--received", today(), *answer)
    go.both(LICENSING, "query", "close", case, "--outcome", "answered", "--reason", "complete")
    second = go.go("for-01", "query", "raise", case, "--text", "Is there a second store?")["acts"][0]
    taken_back = ("--outcome", "withdrawn", "--reason", "answered already")
    go.go("for-01", "query", "close", case, "--query", second[:12], *taken_back)
    go.go("for-01", "step", "complete", case)


def _calendars(go: Walker, case: str) -> None:
    strike = ("calendar", "propose", "--holiday", "2030-01-02=Strike", "--agency", "customs", "--reason", "decree")
    proposed = go.both("adm-01", *strike)["acts"][0]
    go.both(HEAD_ABOVE, "calendar", "confirm", proposed[:12])
    go.both(LICENSING, "calendar", "show")
    go.both(LICENSING, "case", "clocks", case)


def _others(go: Walker, case: str) -> None:
    question = ("--question", "Is the price usual?", "--due", today())
    go.both(LICENSING, "consult", "ask", case, "--agency", "economy", *question)
    go.both("eco-03", "consult", "answer", case, "--position", "agree", "--reasons", "it is usual")
    go.go("eco-03", "consult", "answer", case, "--position", "abstain", "--reasons", "prices have moved")
    go.go(LICENSING, "consult", "ask", case, "--agency", "intelligence", *question)
    go.both(LICENSING, "consult", "withdraw", case, "--reason", "settled by telephone")
    invited = ("--expert", EXPERT, "--question", "Can they be converted?", "--until", today())
    go.both(LICENSING, "expert", "invite", case, *invited)
    go.both(EXPERT, "case", "show", case)
    go.both(EXPERT, "expert", "advise", case, "--text", "Not with ordinary tools.")


def _changes(go: Walker, case: str) -> None:
    go.go("for-01", "opinion", "give", case, "--position", "agree")
    amended = dossier(go, end_use="Border posts.", **fewer(quantity="20"))
    go.both(CLERK, "case", "amend", case, amended, "--reason", "four fewer machine guns")
    go.both(LICENSING, "case", "history", case)
    seen = go.both("for-01", "opinion", "reaffirm", case)["seen"]
    go.both("for-01", "opinion", "reaffirm", case, "--seen", seen)
    go.both("def-02", "conflict", "declare", case, "--reason", "my sister works for the exporter")
    go.go(LICENSING, "case", "history", case)


def _procedures(go: Walker, case: str) -> None:
    simulated = ("procedure", "simulate", "standing-committee")
    go.both(LICENSING, *simulated, "--case", dossier(go))
    go.go(LICENSING, *simulated, "--case", case)
    go.go(LICENSING, *simulated, "--all")
    go.both(LICENSING, "procedure", "compare", "standing-committee", PROCEDURE)
    go.both(LICENSING, "procedure", "manual", "standing-committee", "--pdf", "{out}/manual.pdf")
    adopted = go.go(LICENSING, "procedure", "show", "standing-committee")["procedures"]
    first = next(one["digest"] for one in adopted if one["version"] == "1")
    migrate = ("procedure", "migrate", case)
    proposed = go.both(LICENSING, *migrate, "--to", first, "--reason", "the rules it was filed under")["acts"][0]
    go.both(CHAIR, *migrate, "confirm", proposed[:12])
    go.both(LICENSING, "case", "show", case)


def _passed_limits(go: Walker, case: str) -> None:
    go.go(LICENSING, "lines", "classify", case, *CLASSES)
    go.go(LICENSING, "step", "complete", case)
    go.go("for-01", "gate", "answer", case, *CLEAR)
    go.go("for-01", "risk", "assess", case, *FINDINGS, "--overriding", "no", "--reasons", "small quantities")
    go.go("for-01", "step", "complete", case)
    go.days += 40
    go.both(LICENSING, "deadline", "record", case, "--step", "foreign-affairs")
    waived = ("--step", "foreign-affairs", "--reason", "the treaty answers say it all")
    go.both(HEAD_ABOVE, "step", "waive", case, *waived)
    for officer in ("def-01", "cus-01", "int-01"):
        go.go(officer, "opinion", "give", case, "--position", "agree")
    go.go("def-02", "opinion", "countersign", case)
    go.go(LICENSING, "step", "complete", case, "--note", "All agree.")
    go.days += 60
    go.go(LICENSING, "deadline", "record", case, "--step", "committee")
    go.both(SECRETARY, "decision", "escalate", case, "--reason", "no session can be held")
    go.both(LICENSING, "case", "show", case)
