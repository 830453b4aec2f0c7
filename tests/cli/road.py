"""One realm from its founding to the auditor's check, by single verbs: each in JSON, and once in both languages."""

from __future__ import annotations

import contextlib
import csv
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import app.assemble
from app.cli.verbs import VERBS
from app.words import LANGUAGES, Words, labels, sentences
from tests.cli.applicant_road import towards_applicant
from tests.cli.asides import asides
from tests.cli.bloc_road import bloc
from tests.cli.corrections_road import corrections
from tests.cli.detours import CLAIMED, CLEAR, FINDINGS, detours
from tests.cli.placet import PROCEDURE, RESOURCES, SEVEN, Said, Station, cheap_keys, placet
from tests.cli.rounds_road import rounds_road
from tests.cli.urgent_road import urgent_road

CHAIR, HEAD, ADMINISTRATOR, CLERK = "lic-05", "lic-01", "adm-01", "lic-02"
LICENSING, SECRETARY, AUDITOR = "lic-03", "lic-04", "eco-02"
MEMBERS = {
    "foreign-affairs": "for-02",
    "defence": "def-03",
    "customs": "cus-02",
    "interior": "int-02",
    "economy": "eco-01",
}
PLANNED = (
    *("lic-02", "lic-03", "lic-04", "lic-05", "for-01", "for-02", "for-03", "def-01", "def-02", "def-03", "def-05"),
    *("int-01", "int-02", "cus-01", "cus-02", "inl-01", "eco-01", "eco-02", "eco-03"),
)


@dataclass
class Taken:
    """One step of the road: the verb's answer in JSON, and as text in each language where it was asked."""

    verb: str
    json: Said
    text: dict[str, Said] = field(default_factory=dict)


@dataclass
class Road:
    """What was said on the way, and the words that were missing."""

    steps: list[Taken] = field(default_factory=list)
    unsaid: set[str] = field(default_factory=set)

    def of(self, verb: str) -> list[Taken]:
        """All steps by this verb."""
        return [one for one in self.steps if one.verb == verb]


class Walker:
    """Runs each verb for good in JSON, and some first as text in each language on a copy of the store."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir()
        self.directory = directory
        self.road = Road()
        self.station = Station(directory / "realm", {})
        self.station.directory.mkdir()
        self.days = 0
        self._folders = 0

    @contextlib.contextmanager
    def calendar(self) -> Iterator[None]:
        """The machine's clock, `days` days ahead."""
        present = app.assemble.present
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(app.assemble, "present", lambda: present() + timedelta(days=self.days))
            yield

    def folder(self) -> Path:
        """A new empty folder for files a verb writes."""
        self._folders += 1
        path = self.directory / f"folder-{self._folders}"
        path.mkdir()
        return path

    def file(self, name: str, text: str) -> Path:
        path = self.folder() / name
        path.write_text(text, encoding="utf-8")
        return path

    def passphrase(self, officer: str) -> Path:
        """A file with the passphrase that the officer chose."""
        self.station.passphrases[officer] = f"orchard lantern {officer} velvet quarry"
        return self.station.file(officer)

    def go(self, officer: str | None, *argv: object) -> dict[str, Any]:
        """One verb; ``{out}`` in its words is a new folder each time."""
        taken = Taken(_verb(argv), self._run(self.station, officer, "en", "--json", *argv))
        self.road.steps.append(taken)
        assert taken.json.code == 0, taken.json
        return taken.json.json

    def both(self, officer: str | None, *argv: object) -> dict[str, Any]:
        """One verb, first as text in each language on a copy of the store, then in JSON for good."""
        texts = {}
        for language in LANGUAGES:
            copy = self.folder() / "realm"
            shutil.copytree(self.station.directory, copy)
            texts[language] = self._run(Station(copy, self.station.passphrases), officer, language, *argv)
        answer = self.go(officer, *argv)
        self.road.steps[-1].text = texts
        return answer

    def _run(self, station: Station, officer: str | None, language: str, *argv: object) -> Said:
        out = self.folder()
        words = [str(one).replace("{out}", str(out)).replace("{store}", str(station.store)) for one in argv]
        if officer is None:
            return placet("--lang", language, *words)
        return station.run(officer, *words, lang=language)


def _verb(argv: tuple[object, ...]) -> str:
    words = [str(one) for one in argv if not str(one).startswith("--")]
    known = {" ".join(one.path) for one in VERBS}
    return next(verb for verb in (" ".join(words[:2]), words[0]) if verb in known)


@contextlib.contextmanager
def noting_unsaid(found: set[str]) -> Iterator[None]:
    """Collect every code without a sentence and every value without a word that the program tries to say."""
    say, label = Words.say, Words.label

    def noted_say(self: Words, code: str, **values: Any) -> str:
        if code not in sentences():
            found.add(code)
        return say(self, code, **values)

    def noted_label(self: Words, kind: str, value: str) -> str:
        if f"{kind}.{value}" not in labels():
            found.add(f"{kind}.{value}")
        return label(self, kind, value)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Words, "say", noted_say)
        patch.setattr(Words, "label", noted_label)
        yield


def travel(directory: Path) -> Road:
    """The whole road."""
    walker = Walker(directory)
    with cheap_keys(), noting_unsaid(walker.road.unsaid), walker.calendar():
        _found(walker)
        _staff(walker)
        _adopt(walker)
        granted, refused = _take_in(walker)
        _review(walker, granted)
        _prohibit(walker, refused)
        _decide(walker, granted, refused)
        towards_applicant(walker, granted, refused)
        bloc(walker)
        detours(walker)
        asides(walker)
        corrections(walker)
        rounds_road(walker)
        urgent_road(walker)
        _audit(walker)
    return walker.road


def _found(go: Walker) -> None:
    go.both(None, "schema")
    go.both(None, "rights", "--charter", SEVEN, "--pdf", "{out}/rights.pdf")
    go.both(None, "procedure", "check", PROCEDURE, "--charter", SEVEN)
    go.both(None, "intake", "--dry-run", _dossier(go, "2-partial-grant"))
    one, two = go.passphrase(ADMINISTRATOR), go.passphrase(HEAD)
    founders = ("--passphrase-file", one, "--head-passphrase-file", two)
    charter = ("--charter", SEVEN, *founders)
    texts = {lang: placet("--lang", lang, "init", go.folder() / "store", *charter) for lang in LANGUAGES}
    go.go(None, "init", "{store}", *charter)
    go.road.steps[-1].text = texts


def _staff(go: Walker) -> None:
    for number, officer in enumerate(PLANNED):
        run = go.go if number else go.both
        file = go.passphrase(officer)
        proposed = run(ADMINISTRATOR, "officer", "add", officer, "--new-passphrase-file", file)["acts"][0]
        if not number:
            go.both(HEAD, "officer", "list")
        run(HEAD, "officer", "add", "confirm", proposed)
    file = go.passphrase("cus-09")
    person = ("--name", "Jana Wojtyła", "--agency", "customs", "--role", "reviewer")
    proposed = go.go(ADMINISTRATOR, "officer", "add", "cus-09", *person, "--new-passphrase-file", file)["acts"][0]
    go.go(HEAD, "officer", "add", "confirm", proposed[:12])
    proposed = go.both(ADMINISTRATOR, "officer", "role", "cus-09", "--role", "member", "--reason", "new duties")
    go.both(HEAD, "officer", "role", "confirm", proposed["acts"][0][:12])
    proposed = go.both(ADMINISTRATOR, "officer", "revoke", "cus-09", "--reason", "left the service")
    go.both(HEAD, "officer", "revoke", "confirm", proposed["acts"][0][:12])
    new = go.file("new.txt", "another walnut under the green bridge\n")
    go.both(CLERK, "officer", "passphrase", "--new-passphrase-file", new)
    go.station.passphrases[CLERK] = new.read_text("utf-8").strip()


def _adopt(go: Walker) -> None:
    text = PROCEDURE.read_text("utf-8")
    changed = text.replace('version = "1"', 'version = "2"').replace("deferrals = 2", "deferrals = 3")
    file = go.file("standing-committee.toml", changed)
    proposed = go.both(SECRETARY, "procedure", "adopt", file)["acts"][0]
    go.both(CHAIR, "procedure", "adopt", "confirm", proposed[:12])
    go.both(SECRETARY, "procedure", "show")
    go.go(SECRETARY, "procedure", "show", "standing-committee", "--text")


def _dossier(go: Walker, name: str, **changed: object) -> Path:
    script = json.loads((RESOURCES / "demo" / f"{name}.json").read_text("utf-8"))
    return go.file(f"{name}.json", json.dumps(script["dossier"] | changed))


def register(path: Path, *rows: dict[str, str]) -> Path:
    """A register for the example mapping: one good row, changed by `rows`."""
    good = {
        "Reference": "R-1", "Activity": "EXP", "Date": "19.10.2026", "End use": "Coast guard", "Contract": "C-7",
        "Goods": "Patrol boat", "Code": "ML9a", "HS": "890610", "Quantity": "2", "Unit": "pieces",
        "Value": "1.250.000,50", "Currency": "EUR", "Origin": "FR", "Exporter": "Ateliers", "End user": "Ministry",
        "End user country": "KE", "Destination": "Kenya", "Remarks": "",
    }  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(good), delimiter=";")
        writer.writeheader()
        writer.writerows(good | row for row in rows)
    return path


def _take_in(go: Walker) -> tuple[str, str]:
    first, second = _dossier(go, "2-partial-grant"), _dossier(go, "4-prohibited")
    granted = go.both(CLERK, "intake", first)["references"][0]
    refused = go.go(CLERK, "intake", second)["references"][0]
    assert go.go(CLERK, "intake", first, second)["references"] == []
    rows = register(go.folder() / "register.csv", {}, {"Reference": "R-2", "Value": "lots"})
    mapping = RESOURCES / "mappings" / "example-register.toml"
    go.go(CLERK, "intake", rows, "--mapping", mapping, "--accept-good", "--refused", "{out}/refused.csv")
    go.both(LICENSING, "case", "list", "--activity", "export", "--text", "rifles")
    corrected = _dossier(go, "4-prohibited", end_use="Replenishment of training stocks.")
    go.both(CLERK, "case", "amend", refused, corrected, "--reason", "the applicant corrected the end use")
    for reference, line in ((granted, "{}=ML1.a,2_1,h"), (refused, "{}=ML3.a,art3")):
        run = go.both if reference == granted else go.go
        run(CLERK, "step", "complete", reference, "--step", "intake")
        if reference == granted:
            run(LICENSING, "step", "return", reference, "--to", "intake", "--reason", "the contract is missing")
            run(CLERK, "step", "complete", reference)
        lines = [word for n in ("1", "2") for word in ("--line", line.format(n))]
        run(LICENSING, "lines", "classify", reference, *(lines if reference == granted else lines[:2]))
        run(LICENSING, "step", "complete", reference)
    return granted, refused


def _review(go: Walker, case: str) -> None:
    go.both("for-01", "gate", "answer", case, *CLAIMED)
    go.both("int-01", "gate", "contest", case, "--evidence", "the embargo names another country")
    go.both("for-01", "gate", "withdraw", case, "--reason", "a mistake of name")
    go.go("for-01", "gate", "answer", case, *CLEAR)
    go.both("for-01", "risk", "assess", case, *FINDINGS, "--overriding", "no", "--reasons", "small quantities")
    go.go("for-01", "step", "complete", case)
    texts = ("--text", "A delivery verification certificate is presented.", "--text-fr", "Un certificat est présenté.")
    go.both("def-01", "condition", "propose", case, *texts, "--item", "1")
    shorter = ("--text", "A certificate is presented within sixty days.", "--reason", "one wording for all")
    go.both(LICENSING, "condition", "change", case, 1, *shorter)
    go.both("def-01", "condition", "release", case, 1)
    go.both("for-01", "opinion", "give", case, "--position", "agree")
    annex = ("--annex", "A source reports deliveries in spring.", "--annex-for", "foreign-affairs")
    go.go("def-01", "opinion", "give", case, "--position", "agree", *annex)
    go.both("def-02", "opinion", "countersign", case)
    objection = ("--item", "2=object", "--reasons", "Nobody needs these there.", "--criterion", "7 – diversion")
    go.go("cus-01", "opinion", "give", case, "--position", "agree", *objection)
    go.go("int-01", "opinion", "give", case, "--position", "agree")
    go.go(LICENSING, "step", "complete", case, "--note", "Agreement on item 1.")


def _prohibit(go: Walker, case: str) -> None:
    go.go("for-01", "gate", "answer", case, *CLAIMED)
    go.both("int-01", "gate", "confirm", case, "--evidence", "the embargo list names the destination")


def _decide(go: Walker, granted: str, refused: str) -> None:
    text = ("--text", "Shall item 1 be authorised?", "--text-fr", "L’article 1 est-il autorisé ?")
    split = ("--outcome", "1=reduced-grant,quantity=250,value=387500", "--outcome", "2=refuse: diversion")
    session = go.both(SECRETARY, "session", "convene", granted, "--title", "November session", "--on", "2026-11-25")
    session = session["session"][:8]
    go.both(SECRETARY, "session", "list")
    go.both(SECRETARY, "session", "agenda", session, "--case", granted)
    for seat, person in MEMBERS.items():
        (go.go if seat != "defence" else go.both)(SECRETARY, "session", "attend", session, seat, person)
    go.go(SECRETARY, "session", "attend", session, "economy", MEMBERS["economy"], "--left")
    go.both(CHAIR, "session", "open", session)
    first = go.both(SECRETARY, "question", "put", session, granted, *text, "--all", "grant")["question"]
    either = ("--reasons", "item 2 may go either way")
    go.go("for-02", "vote", "cast", granted, "--question", first[:12], "--position", "agree", *either)
    go.both(CHAIR, "question", "defer", granted, "--reason", "Defence asks for a smaller number.")
    put = go.go(SECRETARY, "question", "put", session, granted, *text, *split)["question"][:12]
    go.both(SECRETARY, "case", "show", granted)
    objection = ("--position", "object", "--reasons", "too many", "--criterion", "7 – diversion")
    go.both("def-03", "vote", "cast", granted, "--question", put, *objection)
    seen = go.both("for-02", "vote", "reaffirm", granted)["seen"]
    go.both("for-02", "vote", "reaffirm", granted, "--seen", seen)
    for seat in ("cus-02", "int-02"):
        go.go(seat, "vote", "cast", granted, "--question", put, "--position", "agree", *either)
    conditional = ("--position", "agree-with-conditions", "--condition", 1, "--reasons", "condition 1 meets it")
    go.both("def-03", "vote", "change", granted, "--question", put, *conditional)
    go.both(CHAIR, "result", "certify", granted)
    go.both(SECRETARY, "result", "attest", granted)
    go.go(SECRETARY, "session", "agenda", session, "--pdf", "{out}/agenda.pdf")
    go.both(CHAIR, "session", "close", session, "--minutes", "A quiet session.")
    go.both(SECRETARY, "session", "minutes", session, "--pdf", "{out}/minutes.pdf")
    words = ("--text", "As the committee agreed.", "--text-fr", "Comme la commission en est convenue.")
    for case in (granted, refused):
        run = go.both if case == granted else go.go
        run(SECRETARY, "decision", "propose", case, *words)
        run(CHAIR, "decision", "sign", case)
        go.go("for-02", "decision", "sign", case)
    go.go(LICENSING, "licence", "show", granted)
    token = go.both(LICENSING, "licence", "issue", granted, "--pdf", "{out}/licence.pdf", "--less", "1=quantity=200")
    go.both(LICENSING, "licence", "show", granted, "--pdf", "{out}/licence.pdf")
    go.both(LICENSING, "licence", "verify", token["token"])
    go.both(LICENSING, "case", "print", granted, "--pdf", "{out}/licence.pdf")
    go.both(LICENSING, "case", "acts", granted)


def _audit(go: Walker) -> None:
    go.both(AUDITOR, "audit", "note", "The minutes were compared with the votes.")
    go.both(AUDITOR, "journal", "acts")
    go.both(AUDITOR, "journal", "log", "--pdf", "{out}/log.pdf")
    go.both(AUDITOR, "journal", "verify")
    go.go(AUDITOR, "journal", "verify", "--full")
    go.both(AUDITOR, "journal", "rebuild", "--check")
    go.both(AUDITOR, "journal", "rebuild")
    go.both(AUDITOR, "journal", "export", "{out}/export")
    until = (app.assemble.present().date() + timedelta(days=30)).isoformat()
    purpose = ("--until", until, "--reason", "the yearly audit")
    asked = go.both(AUDITOR, "mandate", "grant", "--all", *purpose, "--withhold", "annex")["acts"][0]
    go.both(CHAIR, "mandate", "grant", "confirm", asked[:12])
    go.both(AUDITOR, "mandate", "list")
    target = go.folder() / "export"
    realm = go.go(AUDITOR, "journal", "export", target, "--mandate", asked[:12])["realm"]
    go.both(None, "journal", "verify", "--export", target, "--realm", realm)
    go.days = 0
    go.both(None, "demo", "{out}/demo")
