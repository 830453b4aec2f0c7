"""The demonstration day by day: dossiers come in, each goes on where its file says how, the committee meets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import assemble
from app.cli.demo_dossier import COMMITTEE, Dossier, Plain
from app.cli.demo_papers import Papers
from app.cli.demo_script import Script
from app.cli.demo_session import Sessions
from app.cli.training import TrainingRealm
from app.marks import N_

A_DAY = 4
"""Applications that come in on one day."""
EVERY = 6
"""Working days from one session to the next: long enough for opinions to be asked again in between."""


class Play:
    """The dossiers' way through the training realm, from its founding to the auditor's export."""

    def __init__(self, realm: TrainingRealm, scripts: list[Script], directory: Path) -> None:
        peers: dict[str, str] = {}
        self.realm = realm
        self.directory = directory
        self.dossiers = [Dossier(realm, script, peers) for script in scripts]
        self.papers = Papers(realm, directory / "papers")
        self.sessions = Sessions(realm, self.dossiers, self.papers.save)
        self._outcomes: list[dict[str, Any]] = []

    def run(self) -> None:
        """Everything. The days end when no file says anything more, or when they reach the present one."""
        self.realm.build()
        self.papers.folder.mkdir()
        day = 0
        while self._day(day) and self.realm.clock.now() < assemble.present():
            self.realm.clock.days(1)
            day += 1
        self._finish()

    def outcomes(self) -> list[dict[str, Any]]:
        """What became of each dossier."""
        return self._outcomes

    def _day(self, day: int) -> bool:
        """One working day; answers whether there is anything to come."""
        for one in self.dossiers[day * A_DAY : (day + 1) * A_DAY]:
            self.realm.tell(N_("Dossier {title}"), title=one.said(one.script["title"]))
            one.take_in()
        moved = [one.work() for one in self.dossiers if one.reference]
        moved.append(self.sessions.practice.end_silence(self.dossiers))
        moved.append(self.sessions.hold_urgent())
        if day % EVERY == 0:
            moved.append(self.sessions.hold())
        return any(moved) or self.sessions.pending()

    def _finish(self) -> None:
        self.realm.tell(N_("Papers and export"))
        for one in self.dossiers:
            one.tell_at_last()
            self.papers.of(one)
        self.papers.of_the_realm()
        self._outcomes = [_outcome(one) for one in self.dossiers]
        self.realm.export(self.directory / "export")


def _outcome(dossier: Dossier) -> Plain:
    case = dossier.state()
    put_off = case["stage"] == COMMITTEE and bool(case["rounds"]) and case["rounds"][-1]["deferred"]
    return {
        "name": dossier.name,
        "reference": dossier.reference,
        "title": dossier.script["title"],
        "procedure": case["procedure"]["id"],
        "stage": case["stage"],
        "deferred": put_off,
        "outcomes": case["outcomes"],
    }
