"""What officers ask of procedures: which way a case would go, what another version changes; and moving a case to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.desk.journal import find
from app.desk.office import Counter
from app.errors import Refused
from app.models.acts import MigrationConfirmed, MigrationProposed
from app.models.application import Application
from app.models.case import Case
from app.models.charter import Charter
from app.models.outcomes import Difference
from app.models.procedure import Procedure
from app.models.realm import Adopted, Realm
from app.store.lists import Filter
from app.store.transaction import Change
from app.workflows.compare import compare
from app.workflows.finality import final_decision
from app.workflows.raci import Row, raci
from app.workflows.simulate import Simulation, simulate, simulate_case, what_changes

Progress = Callable[[int, int], None]
"""Called with how many cases were looked at, and of how many."""
PAGE = 200
SHORTEST = 6
"""Digits of a digest that name a version."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A case under way, and what would be otherwise for it."""

    reference: str
    difference: tuple[Difference, ...]


class Procedures(Counter):
    """Adopted procedures, and files that are not adopted yet."""

    def adopted(self, name: str) -> Procedure:
        """The latest version called `name`, or the one whose digest begins so. Raises `Refused`."""
        with self.office.store.reading() as tx:
            self.me(tx.realm)
            return named(tx.realm, name).procedure

    def charter(self) -> Charter:
        """The realm's charter."""
        with self.office.store.reading() as tx:
            self.me(tx.realm)
            return _charter(tx.realm)

    def raci(self, procedure: Procedure) -> tuple[Row, ...]:
        """Who does what under `procedure` in this realm."""
        return raci(procedure, self.charter())

    def simulate(self, procedure: Procedure, application: Application) -> Simulation:
        """The road of an application taken in now."""
        with self.office.store.reading() as tx:
            self.check_reader(tx.realm)
            return simulate(procedure, application, _charter(tx.realm), self.office.now())

    def simulate_case(self, procedure: Procedure, reference: str) -> Simulation:
        """The road of a case of the store, from its registration."""
        with self.office.store.reading() as tx:
            self._check_bodies(tx.realm)
            return simulate_case(procedure, tx.case(self.case_id(tx, reference)), _charter(tx.realm))

    def what_changes(self, procedure: Procedure, progress: Progress | None = None) -> tuple[int, list[Changed]]:
        """How many undecided cases were looked at, and those for which `procedure` would change something.

        Cases of other procedures, and for other activities than it covers, are left out.
        """
        with self.office.store.reading() as tx:
            self._check_bodies(tx.realm)
            found, looked, total = list[Changed](), 0, tx.count_cases(Filter())
            for offset in range(0, total, PAGE):
                for line in tx.cases(Filter(), PAGE, offset):
                    case = tx.case(line.id)
                    old = tx.world.procedure(case.procedure)
                    if _under_way(case) and old.id == procedure.id:
                        looked += 1
                        difference = what_changes(case, old, procedure, _charter(tx.realm))
                        found += [Changed(case.reference, difference)] if difference else []
                if progress:
                    progress(min(offset + PAGE, total), total)
            return looked, found

    def compare(self, one: Procedure, other: Procedure) -> tuple[Difference, ...]:
        """What differs between two procedures."""
        return compare(one, other)

    def propose_migration(self, reference: str, name: str, reason: str) -> tuple[Change, tuple[Difference, ...]]:
        """Propose that a case goes on under another adopted version; answers the difference that is signed too."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            new = named(tx.world.realm, name).procedure
            difference = compare(tx.world.procedure(case.procedure), new)
            body = MigrationProposed(procedure=new.digest, reason=reason, difference=difference)
            return self.append(tx, f"case:{case.id}", body), difference

    def confirm_migration(self, reference: str, proposal: str) -> tuple[Change, tuple[Difference, ...]]:
        """The second person confirms, seeing the same difference."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            name = find(case.migrations, proposal)
            change = self.append(tx, f"case:{case.id}", MigrationConfirmed(proposal=name))
            return change, case.migrations[name].body.difference

    def _check_bodies(self, realm: Realm) -> None:
        if not self.check_reader(realm):
            raise Refused("rights.no-bodies")


def named(realm: Realm, name: str) -> Adopted:
    """An adopted procedure by id (the latest version) or by the beginning of its digest. Raises `Refused`."""
    latest = realm.current(name)
    versions = list(_versions(realm, name)) if latest is None else [latest]
    if len(versions) != 1:
        known = ", ".join(sorted({one.procedure.id for one in realm.procedures.values()}))
        raise Refused("procedure.unknown", name=name, known=known)
    return versions[0]


def _versions(realm: Realm, beginning: str) -> Iterator[Adopted]:
    if len(beginning) >= SHORTEST:
        yield from (one for digest, one in realm.procedures.items() if digest.startswith(beginning.lower()))


def _charter(realm: Realm) -> Charter:
    assert realm.charter is not None
    return realm.charter


def _under_way(case: Case) -> bool:
    return case.withdrawn is None and case.merged is None and final_decision(case) is None
