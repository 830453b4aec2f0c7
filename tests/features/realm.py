"""A training realm for one scenario: every officer acts through an own desk, with an own key."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from app import assemble
from app.cli.training import Clock, TrainingRealm
from app.errors import PlacetError
from app.store.journal import Store
from app.trust.keys import SigningKey
from app.trust.signer import Signer
from app.trust.slots import SlotFile
from app.workflows.charter import read_charter
from tests.cli.placet import SEVEN, Said, Station, cheap_keys

FOUNDED = datetime(2026, 10, 5, 8, tzinfo=UTC)
WORKS = datetime(2026, 10, 6, 8, tzinfo=UTC)
DRAFT = read_charter(SEVEN.name, SEVEN.read_bytes()).charter
ROLES = {"head": "agency_head", "licensing officer": "licensing_officer"}


def staffed(directory: Path) -> Path:
    """Found the seven agencies' realm and enrol everyone, on a day that is always the same."""

    def say_nothing(_sentence: str, **_values: object) -> None:
        return None

    realm = TrainingRealm(directory, "en", say_nothing)
    realm.clock = Clock(FOUNDED, realm.charter.calendar)
    with cheap_keys():
        realm.build()
    realm.close()
    return directory


@dataclass
class Scene:
    """The realm, the case the scenario is about, and what the last attempt was answered."""

    station: Station
    reference: str = ""
    session: str = ""
    question: str = ""
    seats: dict[str, str] = field(default_factory=dict)
    refusal: PlacetError | None = None
    said: list[Said] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        assert DRAFT is not None
        self.clock = Clock(WORKS, DRAFT.calendar)
        self._slots = SlotFile.load(self.station.store / "slots")
        keys = self._slots.unlock("adm-01", self.station.passphrases["adm-01"])
        self._store_key = keys.store_key
        self._store = Store.open(self.station.store, keys.store_key)
        self._signers: dict[str, Signer] = {}

    def officer(self, agency: str, role: str) -> str:
        """The officer of the agency with this role, both in officials' words."""
        assert DRAFT is not None
        code, name = agency.replace(" ", "-"), ROLES.get(role, role)
        people = (*DRAFT.founders, *DRAFT.officers)
        return next(one.officer for one in people if one.agency == code and name in one.roles)

    def at(self, agency: str, role: str) -> assemble.Desk:
        """The desk of that officer, who has just typed the passphrase."""
        return self.desk_of(self.officer(agency, role))

    def desk_of(self, officer: str) -> assemble.Desk:
        """The desk of the officer with this name."""
        passphrase = self.station.passphrases[officer]
        if officer not in self._signers:
            assert DRAFT is not None
            agency = next(one.agency for one in (*DRAFT.founders, *DRAFT.officers) if one.officer == officer)
            seed = self._slots.unlock(officer, passphrase).seed
            self._signers[officer] = Signer(officer, agency, SigningKey(seed), passphrase, self.clock.now())
        self._signers[officer].prove(passphrase, self.clock.now())
        return assemble.desk(self._store, self._store_key, self._signers[officer], self.clock.now, "en")

    def ask(self, officer: str, *argv: object, lang: str = "en") -> Said:
        """What the program itself says to that officer, from the command line."""
        return self.station.run(officer, *argv, lang=lang)
