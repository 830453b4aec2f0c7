"""How fast a session adopts its list A in bloc, against the bare driver signing and writing the same acts.

Seven seats agree to sixty files, each file by an act of its own, each seat with one passphrase in one transaction. The
limit is given the same bodies and rows and does what any store must do with them: it seals, hashes and signs each act,
replaces the same derived rows, and commits as durably. Its minutes are set beside a bare document of the same texts.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from app.models.charter import Charter, Person, Role
from tests.benchmarks import realm as realms
from tests.benchmarks.harness import Measure, Result, beside, medians, rated, seconds, tell
from tests.benchmarks.raw import RawStore
from tests.benchmarks.realm import BenchRealm
from tests.benchmarks.recording import commit_from
from tests.benchmarks.road import Road
from tests.benchmarks.session_paper import paper

FILES = 60
ROUNDS = 7
SEATS = ("foreign-affairs", "defence", "customs", "interior", "intelligence", "economy", "licensing")
MEMBER = Person(officer="lic-09", name="Marguerite Osei", agency="licensing", roles=(Role.MEMBER,))


def run(rounds: int = ROUNDS, files: int = FILES) -> Result:
    """The list put, reviewed and signed by seven seats in `rounds` copies of one prepared realm; then its minutes."""
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(Path(folder), files)
        found = [scene.round(number) for number in range(rounds)]
        ours, limit, reading = medians(found)
        minutes = paper(scene.adopted())
    votes = files * len(SEATS)
    return Result("session", (*_measures(votes, ours, limit, reading), *minutes))


def _measures(votes: int, ours: float, limit: float, reading: float) -> tuple[Measure, ...]:
    what = (
        f"{votes} votes in bloc, each an act of its own on its own question, {len(SEATS)} seats, one transaction each"
    )
    return (
        rated(what, votes / ours, "votes/s", votes / limit),
        beside("reading the list before it is signed, each seat", reading / len(SEATS), "s"),
    )


def charter() -> Charter:
    """The shipped charter with a seventh member, and a committee of seven voting seats that takes all that agrees."""
    found = realms.shipped()
    text = next(one for one in found.adopts if 'id = "standing-committee"' in one)
    changed = re.sub(r"(\[committee\.triage\]\nwhen = ).*?\n\] \}", r"\1{ uncontested = true }", text, flags=re.DOTALL)
    bare = re.sub(r"\[\[committee\.seats\]\]\n(?:\w+ = .*\n)+", "", changed)
    seats = "".join(f'\n[[committee.seats]]\nagency = "{seat}"\nkind = "voting"\n' for seat in SEATS)
    adopts = tuple(bare + seats if one is text else one for one in found.adopts)
    return replace(found, officers=(*found.officers, MEMBER), adopts=adopts)


class Scene:
    """A realm in which a session with `files` cases on list A is open and its questions are put."""

    def __init__(self, folder: Path, files: int) -> None:
        self.folder = folder
        self.realm: BenchRealm = realms.build(folder / "prepared", charter())
        road = Road(self.realm, files)
        for step in road.prepared():
            step()
        self.session = self._open(tuple(road.references))
        self.realm.desk("licensing", "secretary").bloc.put_list(self.session)
        self.realm.store.close()
        self.time = self.realm.time
        tell(f"{files} files on list A")

    def _open(self, references: tuple[str, ...]) -> str:
        secretary = self.realm.desk("licensing", "secretary").committee
        day = self.realm.time.date().isoformat()
        session, _ = secretary.convene("Session", day, "Treaty room", references)
        for seat in SEATS:
            officer = next(
                one for one in self.realm.charter.officers if one.agency == seat and Role.MEMBER in one.roles
            )
            secretary.record_attendance(session, seat, officer.officer)
        self.realm.desk("licensing", "chair").committee.open(session)
        return session

    def start(self, name: str) -> BenchRealm:
        """A copy of the prepared realm, opened as after a night."""
        shutil.copytree(self.folder / "prepared", self.folder / name)
        self.realm.directory, self.realm.time = self.folder / name, self.time
        self.realm.store = realms.Store.open(self.realm.directory, self.realm.store_key)
        return self.realm

    def round(self, number: int) -> tuple[float, float, float]:
        """Seconds of all seven seats through the desk, of the same by the driver, and of reading the lists."""
        shutil.copytree(self.folder / "prepared", self.folder / f"limit-{number}")
        realm, limit = self.start(f"ours-{number}"), RawStore(self.folder / f"limit-{number}", self.realm.store_key)
        times = [self._seat(realm, limit, seat) for seat in SEATS]
        realm.store.close()
        limit.close()
        ours, bare, reading = (sum(column) for column in zip(*times, strict=True))
        tell(f"round {number + 1}: {ours:.2f} s, limit {bare:.2f} s, reading {reading:.2f} s")
        return ours, bare, reading

    def _seat(self, realm: BenchRealm, limit: RawStore, seat: str) -> tuple[float, float, float]:
        desk = realm.desk(seat, Role.MEMBER).bloc
        shown: dict[str, object] = {}
        reading = seconds(lambda: shown.update(desk.review(self.session)))
        seen = tuple(one["reference"] for one in shown["files"])  # type: ignore[attr-defined]
        ours = seconds(lambda: desk.vote(self.session, str(shown["digest"]), seen))
        commit = commit_from(realm, limit.size)
        return ours, seconds(lambda: limit.write(commit)), reading

    def adopted(self) -> tuple[BenchRealm, str]:
        """The realm after all seven seats, the chair and the secretary have done their part, and the session."""
        realm = self.start("adopted")
        for seat in SEATS:
            desk = realm.desk(seat, Role.MEMBER).bloc
            shown = desk.review(self.session)
            desk.vote(self.session, shown["digest"], tuple(one["reference"] for one in shown["files"]))
        realm.desk("licensing", "chair").bloc.certify(self.session)
        realm.desk("licensing", "secretary").bloc.attest(self.session)
        realm.desk("licensing", "chair").committee.close(self.session)
        return realm, self.session
