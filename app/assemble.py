"""The only place where the pieces are put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from app.desk.applicant import Applicant
from app.desk.applications import Applications
from app.desk.bloc import Bloc
from app.desk.clocks import Clocks
from app.desk.committee import Committee
from app.desk.consulting import Consulting
from app.desk.corrections import Corrections
from app.desk.course import Course
from app.desk.decisions import Decisions
from app.desk.distance import Distance
from app.desk.journal import JournalDesk
from app.desk.licences import Licences
from app.desk.minutes import Minutes
from app.desk.notes import Notes
from app.desk.office import Office
from app.desk.paper_decisions import PaperDecisions
from app.desk.printing import Printing
from app.desk.procedures import Procedures
from app.desk.reading import Questions
from app.desk.realm import RealmDesk
from app.desk.reconsideration import Reconsiderations
from app.desk.reviews import Reviews
from app.desk.seats import Seats
from app.desk.urgency import Urgency
from app.desk.work import Work
from app.errors import NotTrusted, StoreFault, Unreadable
from app.models.charter import Charter
from app.store import refold, share
from app.store.journal import DATABASE, SLOTS, Store
from app.trust.costs import calibrate
from app.trust.keys import SigningKey
from app.trust.processes import begin
from app.trust.signer import Signer
from app.trust.slots import SlotFile
from app.workflows.charter import procedure_names

Now = Callable[[], datetime]

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything an officer can do, in parts."""

    office: Office
    applications: Applications
    applicant: Applicant
    reconsiderations: Reconsiderations
    reviews: Reviews
    consulting: Consulting
    clocks: Clocks
    committee: Committee
    bloc: Bloc
    minutes: Minutes
    course: Course
    corrections: Corrections
    paper_decisions: PaperDecisions
    decisions: Decisions
    distance: Distance
    urgency: Urgency
    licences: Licences
    realm: RealmDesk
    journal: JournalDesk
    questions: Questions
    procedures: Procedures
    printing: Printing
    seats: Seats
    notes: Notes
    work: Work


def desk(store: Store, store_key: bytes, signer: Signer, now: Now, language: str) -> Desk:
    """The desk of one unlocked officer at an open store."""
    office = Office(store, signer, now, store_key, language)
    return Desk(
        office=office,
        applications=Applications(office),
        applicant=Applicant(office),
        reconsiderations=Reconsiderations(office),
        reviews=Reviews(office),
        consulting=Consulting(office),
        clocks=Clocks(office),
        committee=Committee(office),
        bloc=Bloc(office),
        minutes=Minutes(office),
        course=Course(office),
        corrections=Corrections(office),
        paper_decisions=PaperDecisions(office),
        decisions=Decisions(office),
        distance=Distance(office),
        urgency=Urgency(office),
        licences=Licences(office),
        realm=RealmDesk(office),
        journal=JournalDesk(office),
        questions=Questions(office),
        procedures=Procedures(office),
        printing=Printing(office),
        seats=Seats(office),
        notes=Notes(office),
        work=Work(office),
    )


def unlock(directory: Path, officer: str, passphrase: str, now: Now, language: str) -> Desk:
    """Open a store with an officer's passphrase. One failure for an unknown officer and a wrong passphrase."""
    check_directory(directory)
    slots = SlotFile.load(directory / SLOTS)
    keys = slots.unlock(officer, passphrase)
    store = Store.open(directory, keys.store_key)
    key = SigningKey(keys.seed)
    with store.reading() as tx:
        known = tx.realm.officers.get(officer)
    if known is None or not known.active or known.person.key != key.id:
        store.close()
        raise NotTrusted("passphrase.wrong")
    signer = Signer(officer, known.person.agency, key, passphrase, now())
    return desk(store, keys.store_key, signer, now, language)


def expect_verification() -> None:
    """A full verification comes next: let the processes that help begin while the passphrase is asked."""
    begin(share.loaded)


def expect_rebuild() -> None:
    """Derived tables are folded next: let the processes that help begin while the passphrase is asked."""
    begin(refold.loaded)


def change_passphrase(directory: Path, officer: str, old: str, new: str) -> None:
    """Wrap the officer's keys anew under another passphrase; the keys stay the same."""
    check_directory(directory)
    path = directory / SLOTS
    slots = SlotFile.load(path)
    slots.rewrap(officer, old, new, calibrate()).save(path)


def with_procedures(charter: Charter, near: Path) -> Charter:
    """The charter with the texts of the procedures it names, from beside it or from those that are shipped."""
    texts = []
    for name in procedure_names(charter):
        files = [near / f"{name}.toml", RESOURCES / "procedures" / f"{name}.toml"]
        file = next((one for one in files if one.is_file()), None)
        if file is None:
            raise Unreadable("procedure.file-missing", procedure=name, folder=str(near))
        texts.append(file.read_text(encoding="utf-8"))
    return replace(charter, adopts=tuple(texts))


def default_store() -> Path:
    """Where the store is kept when no directory is named."""
    return Path(platformdirs.user_data_dir("placet", appauthor=False)) / "store"


def check_directory(directory: Path) -> None:
    """Refuse a directory that holds no store, naming it."""
    try:
        found = (directory / DATABASE).is_file()
    except OSError:  # a name that is too long
        found = False
    if not found:
        raise StoreFault("store.missing", directory=str(directory))


def present() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)
