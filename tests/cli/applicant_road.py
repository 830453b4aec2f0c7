"""What is done towards the applicant, by single verbs: papers and their service, notices, review, denials, time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.cli.detours import CLERK, LICENSING, SECRETARY, dossier, taken_in, today

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.road import Walker

NOTICE = (
    *("--reasons", "The route allows no control.", "--reasons-fr", "L’itinéraire échappe à tout contrôle."),
    *("--delegation", "Order of 3 March 2026", "--delegation-fr", "Arrêté du 3 mars 2026"),
)


def towards_applicant(go: Walker, granted: str, refused: str) -> None:
    """Papers of two decided cases served, the refusals recorded, the second of them reconsidered."""
    for case in (granted, refused):
        run = go.both if case == granted else go.go
        run(LICENSING, "notice", "write", case, *NOTICE)
        paper = printed(go, case, "refusal")
        run(CLERK, "paper", "serve", case, "--paper", "refusal", "--file", paper, *by_hand())
        run(LICENSING, "denial", "record", case, "--reason", "Risk of diversion.", "--criterion", "7")
    paper = printed(go, granted, "licence")
    go.go(CLERK, "paper", "serve", granted, "--paper", "licence", "--file", paper, *by_hand())
    go.go(LICENSING, "step", "complete", granted, "--step", "notification")
    request = ("--cause", "request", "--received", today(), "--grounds", "the embargo was lifted")
    go.both(LICENSING, "review", "open", refused, *request)
    go.both(LICENSING, "review", "show", refused)
    go.both(LICENSING, "review", "list")
    go.both(LICENSING, "denial", "list", "--country", "xc", "--csv", "{out}/denials.csv")
    go.both(LICENSING, "denial", "withdraw", granted, "--reason", "recorded by mistake")
    go.both(LICENSING, "case", "show", granted)
    _statutory(go)


def printed(go: Walker, case: str, paper: str) -> Path:
    """A paper of the case, as a file."""
    file = go.folder() / f"{paper}.pdf"
    go.go(SECRETARY, "case", "print", case, "--paper", paper, "--pdf", file)
    return file


def by_hand() -> tuple[str, ...]:
    return ("--means", "hand", "--on", today(), "--by", "A. Courier", "--to", "Nordaxel")


def _statutory(go: Walker) -> None:
    """A case whose letter is reminded of, and whose statutory time passes."""
    case = taken_in(go, "Depot posts.")
    go.both(CLERK, "case", "acknowledge", case, "--pdf", "{out}/receipt.pdf")
    go.go(LICENSING, "query", "raise", case, "--text", "Who stores them?", "--text-fr", "Qui les entrepose ?")
    go.go(LICENSING, "query", "send", case)
    file = go.folder() / "reminder.pdf"
    about: dict[str, Any] = go.both(LICENSING, "query", "remind", case, "--pdf", file)
    served = ("--paper", "reminder", "--about", about["about"][:12], "--file", file)
    go.go(CLERK, "paper", "serve", case, *served, *by_hand())
    go.go(CLERK, "query", "answer", case, "--received", today(), "--text", "The arsenal.")
    waiting = str(go.go(CLERK, "intake", dossier(go, end_use="Old posts."))["references"][0])
    go.days += 200
    go.both(CLERK, "deadline", "statutory", waiting)
    go.both(CLERK, "case", "show", waiting)
    go.both(CLERK, "case", "print", waiting, "--paper", "statutory", "--pdf", "{out}/effect.pdf")
