"""A training realm: its officers with their passphrases and keys, and a clock that lets weeks pass."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from app import assemble
from app.desk.founding import found
from app.errors import Unreadable
from app.marks import N_
from app.models.charter import Calendar, Charter, Person, Role
from app.trust.costs import calibrate
from app.trust.keys import SigningKey
from app.trust.signer import Signer
from app.words import Words
from app.workflows.calendar import add_working_days
from app.workflows.charter import read_charter

CHARTER = assemble.RESOURCES / "charters" / "seven-agencies.toml"
WORDLIST = assemble.RESOURCES / "demo" / "words.txt"
WEEKS_BACK = timedelta(days=42)
BETWEEN_ACTS = timedelta(seconds=40)
MANDATE = timedelta(days=30)
Tell = Callable[..., None]


class Clock:
    """Begins six weeks ago and moves on with every question, so that the training realm has a past."""

    def __init__(self, start: datetime, calendar: Calendar) -> None:
        self._calendar = calendar
        self._now = start.replace(hour=8, minute=0, second=0, microsecond=0)
        self.days(0)

    def now(self) -> datetime:
        """A little later than the last time it was asked."""
        self._now += BETWEEN_ACTS
        return self._now

    def days(self, n: int) -> None:
        """Let `n` working days pass, and go on in the morning of the next one."""
        day = add_working_days(self._calendar, self._now.date(), n) if n else self._now.date()
        while not self._calendar.works(day):
            day += timedelta(days=1)
        self._now = datetime.combine(day, time(8), UTC) if day != self._now.date() else self._now

    def in_days(self, n: int) -> str:
        """The day after `n` more working days, as an ISO date."""
        return add_working_days(self._calendar, self._now.date(), n).isoformat()


class TrainingRealm:
    """Every officer signs with an own key, derived once; before each act the passphrase is proven again."""

    def __init__(self, directory: Path, language: str, tell: Tell) -> None:
        self.directory = directory
        self.language = language
        self.words = Words(language)
        self.tell = tell
        self.charter = _charter()
        self.clock = Clock(assemble.present() - WEEKS_BACK, self.charter.calendar)
        self.fingerprint = ""
        self._passphrases: dict[str, str] = {}
        self._signers: dict[str, Signer] = {}
        self._store: Any = None
        self._store_key = b""
        self._cost: Any = None
        self._further: list[Person] = []

    def build(self) -> None:
        """Found the realm and enrol every planned officer; write the passphrases down."""
        people = (*self.charter.founders, *self.charter.officers)
        self.directory.mkdir(parents=True, exist_ok=True)
        self._passphrases = {person.officer: new_passphrase() for person in people}
        self.tell(N_("Founding the training realm {name}"), name=self._realm_name())
        self._cost = calibrate()
        first, second = self.charter.founders
        founded = found(
            self.directory / "store",
            self.charter,
            (self._passphrases[first.officer], self._passphrases[second.officer]),
            self._cost,
            self.clock.now,
            self.language,
        )
        self._store, self._store_key = founded.store, founded.store_key
        self.fingerprint = founded.store.identity.realm
        self._signers = {signer.officer: signer for signer in founded.founders}
        for number, person in enumerate(self.charter.officers, 1):
            self.tell(
                N_("Officer {number} of {total}: {name}"),
                number=number,
                total=len(self.charter.officers),
                name=person.name,
            )
            self._enrol(person)
        self._write_readme()

    def enrol(self, officer: str, name: str, agency: str, role: str) -> None:
        """A further officer, beside those planned in the charter; the passphrase is written down too."""
        if officer not in self._passphrases:
            person = Person(officer=officer, name=name, agency=agency, roles=(Role(role),))
            self._passphrases[officer] = new_passphrase()
            self._further.append(person)
            self._enrol(person)
            self._write_readme()

    def _enrol(self, person: Person) -> None:
        first, second = self.charter.founders
        key, passphrase = SigningKey.generate(), self._passphrases[person.officer]
        proposed = self._desk(first.officer).realm.propose_officer(
            person.officer, person.name, person.agency, person.roles, passphrase, self._cost, key
        )
        self._desk(second.officer).realm.confirm_officer(proposed.acts[0])
        self._signers[person.officer] = Signer(person.officer, person.agency, key, passphrase, self.clock.now())

    def officer(self, agency: str, role: str) -> str:
        """The officer of `agency` who has `role`."""
        people = (*self.charter.founders, *self.charter.officers)
        fitting = [one.officer for one in people if one.agency == agency and role in one.roles]
        if not fitting:
            raise Unreadable("demo.no-officer", agency=agency, role=role)
        return fitting[0]

    def desk(self, agency: str, role: str) -> assemble.Desk:
        """The desk of that officer, the passphrase just typed."""
        return self._desk(self.officer(agency, role))

    def desk_of(self, officer: str) -> assemble.Desk:
        """The desk of a named officer, the passphrase just typed."""
        return self._desk(officer)

    def export(self, directory: Path) -> None:
        """The auditor asks for a mandate over all cases, a head confirms it, the auditor exports."""
        auditor, head = self.officer("economy", "auditor"), self.officer("licensing", "agency_head")
        reason = self.words.text(N_("Training: the export shows every act in full"))
        until = (self.clock.now() + MANDATE).date().isoformat()
        proposed = self._desk(auditor).journal.propose_mandate(reason, until).acts[0]
        self._desk(head).journal.confirm_mandate(proposed)
        self._desk(auditor).journal.export(directory, proposed)

    def close(self) -> None:
        """Close the store."""
        if self._store is not None:
            self._store.close()

    def _desk(self, officer: str) -> assemble.Desk:
        signer = self._signers[officer]
        signer.prove(self._passphrases[officer], self.clock.now())
        return assemble.desk(self._store, self._store_key, signer, self.clock.now, self.language)

    def _realm_name(self) -> str:
        return self.charter.name_fr if self.language == "fr" else self.charter.name_en

    def _write_readme(self) -> None:
        people = (*self.charter.founders, *self.charter.officers, *self._further)
        lines = [
            self.words.text(N_("TRAINING: this realm and its passphrases are for learning only.")),
            "",
            self.words.text(N_("Fingerprint of the realm: {fingerprint}"), fingerprint=self.fingerprint),
            "",
        ]
        for person in people:
            roles = ", ".join(self.words.label("role", role.value) for role in person.roles)
            lines.append(
                f"{person.officer}  {self._passphrases[person.officer]}  ({person.name}, {person.agency}: {roles})"
            )
        (self.directory / "README.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        folder = self.directory / "passphrases"
        folder.mkdir(exist_ok=True)
        for officer, passphrase in self._passphrases.items():
            (folder / officer).write_text(passphrase + "\n", encoding="utf-8")


def new_passphrase() -> str:
    """Six words drawn at random."""
    words = WORDLIST.read_text(encoding="utf-8").split()
    return " ".join(secrets.choice(words) for _ in range(6))


def _charter() -> Charter:
    draft = read_charter(CHARTER.name, CHARTER.read_bytes())
    if draft.charter is None:
        raise Unreadable("demo.charter", file=CHARTER.name)
    return assemble.with_procedures(draft.charter, CHARTER.parent)
