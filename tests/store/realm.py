"""A small realm for tests of the store: its founders, a clerk and a secretary, each with a key of their own."""

from __future__ import annotations

import base64
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID, uuid5

from app import canonical
from app.models.acts import (
    AgendaItem,
    ApplicationRegistered,
    Draft,
    OfficerConfirmed,
    OfficerProposed,
    RealmConfirmed,
    RealmFounded,
    SessionConvened,
    StepCompleted,
)
from app.models.application import (
    Activity,
    Application,
    Destination,
    Item,
    LicenceKind,
    Line,
    Party,
    PartyRole,
)
from app.models.charter import Agency, Calendar, Charter, Person, Role, Station
from app.models.plain import to_plain
from app.store.journal import Store
from app.store.transaction import Change
from app.trust.keys import SigningKey
from app.workflows.dossier import content_digest

PROCEDURE = Path(__file__).parents[2] / "resources" / "procedures" / "standing-committee.toml"
STORE_KEY = bytes(range(32))
START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CANARIES = ("Kolibri-Werke", "Ilse Zaunkönig", "Sekretariat-Eisvogel", "Feldhaubitze")


@cache
def _key(officer: str) -> SigningKey:
    return SigningKey(canonical.digest(officer.encode())[:32].encode())


@dataclass(frozen=True)
class Officer:
    """Who signs in tests; the key is made from the name."""

    officer: str
    agency: str
    roles: tuple[Role, ...]
    name: str = "Ilse Zaunkönig"

    @property
    def signing_key(self) -> SigningKey:
        return _key(self.officer)

    @property
    def key(self) -> str:
        return self.signing_key.id

    @property
    def public(self) -> str:
        return base64.b64encode(self.signing_key.public).decode()

    def sign(self, message: bytes) -> bytes:
        return self.signing_key.sign(message)

    def person(self) -> Person:
        return Person(
            officer=self.officer, name=self.name, agency=self.agency, roles=self.roles, key=self.key, public=self.public
        )


ADMIN = Officer("adm-01", "licensing", (Role.ADMINISTRATOR,))
HEAD = Officer("lic-01", "licensing", (Role.AGENCY_HEAD,))
CLERK = Officer("lic-02", "licensing", (Role.CLERK,))
SECRETARY = Officer("lic-03", "licensing", (Role.SECRETARY,))
FIGURES = {"quantity": "5", "unit": "pieces", "value": "1200.50", "currency": "EUR"}
STATION_KEY = SigningKey(b"s" * 32)


def charter() -> Charter:
    """Licensing, foreign affairs, and defence, which fills every other function."""
    others = ("customs", "interior", "intelligence", "economy", "higher-authority")
    return Charter(
        name_en="Testland",
        name_fr="Pays d’essai",
        country="XA",
        training=True,
        agencies=(
            Agency(code="licensing", name_en=CANARIES[2], name_fr=CANARIES[2]),
            Agency(code="foreign-affairs", name_en="Foreign Affairs", name_fr="Affaires étrangères"),
            Agency(code="defence", name_en="Defence", name_fr="Défense", acts_for=others),
        ),
        founders=(ADMIN.person(), HEAD.person()),
        officers=(),
        station=Station(name="licensing-1", agency="licensing", public=base64.b64encode(STATION_KEY.public).decode()),
        stations=(),
        calendar=Calendar(),
        procedures={"*": "standing-committee"},
        adopts=(PROCEDURE.read_text("utf-8"),),
    )


CHARTER = canonical.encode(to_plain(charter())).decode()
REALM = canonical.digest(CHARTER.encode())


class Office:
    """A store with a clock of its own that the tests drive."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = START
        self.made = 0

    def later(self, **by: float) -> datetime:
        self.now += timedelta(**(by or {"seconds": 1}))
        return self.now

    def append(self, signer: Officer, *drafts: Draft) -> Change:
        with self.store.transaction() as tx:
            return tx.append(signer, drafts, self.later())

    def register(self, **changes: str) -> str:
        """Register one more application; the case's id."""
        self.made += 1
        draft = registration(self.made, **changes)
        self.append(CLERK, draft)
        return draft.scope.partition(":")[2]


def create(directory: Path) -> Store:
    """A new store with randomness that repeats."""
    return Store.create(
        directory,
        STORE_KEY,
        realm=REALM,
        station="licensing-1",
        agency="licensing",
        key=STATION_KEY,
        randomness=random.Random(1).randbytes,
    )


def office(store: Store) -> Office:
    """An office on an open store, its clock after whatever stands there."""
    one = Office(store)
    with store.reading() as reading:
        one.made = reading.count_cases()
        one.now = datetime.fromisoformat(max(act.claimed for act in reading.listed()))
    return one


def found(store: Store) -> Office:
    """The realm founded, clerk and secretary enrolled."""
    office = Office(store)
    first = office.append(ADMIN, draft("realm", ADMIN, RealmFounded(**named(ADMIN), charter=CHARTER)))
    office.append(HEAD, draft("realm", HEAD, RealmConfirmed(**named(HEAD), proposal=first.acts[0])))
    for officer in (CLERK, SECRETARY):
        body = OfficerProposed(**named(officer), name=officer.name, roles=officer.roles)
        proposed = office.append(ADMIN, draft("realm", ADMIN, body))
        office.append(HEAD, draft("realm", HEAD, OfficerConfirmed(proposal=proposed.acts[0])))
    return office


def named(officer: Officer) -> dict[str, str]:
    """What an enrolling act says of an officer's key."""
    return {
        "officer": officer.officer, "agency": officer.agency, "key": officer.key, "public": officer.public,
    }  # fmt: skip


def draft(scope: str, officer: Officer, body: object, procedure: str | None = None) -> Draft:
    """A draft in the officer's first role."""
    names = {"officer": officer.officer, "agency": officer.agency, "role": officer.roles[0]}
    return Draft(scope=scope, body=body, procedure=procedure, **names)


def application(number: int, goods: str = CANARIES[3], reference: str = "") -> Application:
    """An export of one line to Germany."""
    return Application(
        activity=Activity.EXPORT,
        kind=LicenceKind.INDIVIDUAL,
        applicant_reference=reference or f"KW-{number}",
        parties=(
            Party(id="p1", role=PartyRole.EXPORTER, name=CANARIES[0], country="XA"),
            Party(id="p2", role=PartyRole.END_USER, name="Bundesamt", country="DE"),
        ),
        destinations=(Destination(country="DE"),),
        lines=(Line(id="1", description=goods, control_code="ML1", **FIGURES),),
        end_use="Training",
        items=(Item(id="1-DE", line="1", destination="DE", end_user="p2"),),
    )


def registration(number: int, **changes: str) -> Draft:
    """The registering act of application `number`; its case id follows from the number."""
    one = application(number, **changes)
    body = ApplicationRegistered(
        reference=f"EXP-2026-{number:05}", application=one, content=content_digest(one), source="register.csv:2"
    )
    return draft(f"case:{case_id(number)}", CLERK, body, canonical.digest(PROCEDURE.read_bytes()))


def case_id(number: int) -> str:
    """The id of the case that application `number` begins."""
    return str(uuid5(UUID(int=0), str(number)))


def intake_done(number: int) -> Draft:
    """The clerk's completion of the intake step of case `number`."""
    body = StepCompleted(step="intake", note="complete")
    return draft(f"case:{case_id(number)}", CLERK, body, canonical.digest(PROCEDURE.read_bytes()))


def session(number: int) -> Draft:
    """A session with the case `number` on its agenda."""
    agenda = (AgendaItem(number=1, case=case_id(number), reference=f"EXP-2026-{number:05}", information=True),)
    body = SessionConvened(
        title="Session 1", on="2026-12-01", place="Room 3", agenda=agenda,
        procedure=canonical.digest(PROCEDURE.read_bytes()),
    )  # fmt: skip
    return draft(f"session:{case_id(number)}", SECRETARY, body)
