"""The realm that benchmarks run in: the shipped seven agencies, every planned officer enrolled, cheap passphrases."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app import assemble
from app.desk.founding import found
from app.models.charter import Charter, Role
from app.store.journal import Store
from app.trust.costs import Cost
from app.trust.keys import SigningKey
from app.trust.signer import Signer
from app.workflows.charter import read_charter

CHARTER = assemble.RESOURCES / "charters" / "seven-agencies.toml"
START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
PASSPHRASE = "eagle harbour violet lantern"
CHEAP = Cost(64, 1, 1)
"""Deriving keys is not what is measured here."""


@dataclass
class BenchRealm:
    """A founded realm whose officers sit ready to sign; its clock moves a second with every question."""

    directory: Path
    charter: Charter
    store: Store
    store_key: bytes
    keys: dict[str, SigningKey] = field(default_factory=dict)
    agencies: dict[str, str] = field(default_factory=dict)
    time: datetime = START

    def now(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def desk(self, agency: str, role: Role | str) -> assemble.Desk:
        """The desk of the officer of `agency` who has `role`, the passphrase just typed."""
        people = (*self.charter.founders, *self.charter.officers)
        person = next(one for one in people if one.agency == agency and role in one.roles)
        signer = Signer(person.officer, agency, self.keys[person.officer], PASSPHRASE, self.now())
        return assemble.desk(self.store, self.store_key, signer, self.now, "en")

    def reopen(self) -> None:
        """Close the store and open it anew, as after a night."""
        self.store.close()
        self.store = Store.open(self.directory, self.store_key)


def shipped() -> Charter:
    """The charter of the seven agencies with its procedures."""
    draft = read_charter(CHARTER.name, CHARTER.read_bytes()).charter
    assert draft is not None
    return assemble.with_procedures(draft, CHARTER.parent)


def build(directory: Path, charter: Charter | None = None) -> BenchRealm:
    """Found the realm in a new store at `directory` and enrol every planned officer."""
    charter = charter or shipped()
    clock = BenchRealm.__new__(BenchRealm)
    clock.time = START
    founded = found(directory, charter, (PASSPHRASE, PASSPHRASE + " two"), CHEAP, clock.now)
    realm = BenchRealm(directory, charter, founded.store, founded.store_key, time=clock.time)
    for signer in founded.founders:
        realm.keys[signer.officer] = signer._key
    administrator, head = (
        assemble.desk(founded.store, founded.store_key, one, realm.now, "en") for one in founded.founders
    )
    randomness = random.Random(1)
    for number, person in enumerate(charter.officers):
        key = realm.keys[person.officer] = SigningKey(randomness.randbytes(32))
        proposed = administrator.realm.propose_officer(
            person.officer, person.name, person.agency, person.roles, f"{PASSPHRASE} {number}", CHEAP, key
        )
        head.realm.confirm_officer(proposed.acts[0])
    return realm
