"""An officer at work: the open store, the unlocked key, the clock, and the one way to sign an act."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.desk.hidden import covered
from app.desk.shown import shown_text
from app.errors import Refused
from app.models.acts import CaseOpenedByExpert, Draft
from app.models.case import Case
from app.models.charter import Role
from app.models.realm import Officer, Realm
from app.models.session import Session
from app.store.journal import SLOTS, Store
from app.store.reading import Reading
from app.store.transaction import Change, Transaction
from app.trust.signer import Signer
from app.workflows.dossier import dossier_hash
from app.workflows.experts import invited, opened_today
from app.workflows.fold import World
from app.workflows.rights import ALWAYS_ASKED, may_read_cases, reads_bodies, role_for

Build = Callable[[World], Any]
LEAST_SEEN = 12
"""Digits of a hash that tell what an officer has seen."""


@dataclass(frozen=True, slots=True)
class Office:
    """`store_key` wraps new officers' slots; `language` is that of the text the officer is shown before signing."""

    store: Store
    signer: Signer
    now: Callable[[], datetime]
    store_key: bytes = field(repr=False)
    language: str = "en"

    @property
    def slots_path(self) -> Path:
        """Where the store's key slots are kept."""
        return self.store.directory / SLOTS


class Counter:
    """Base of every part of the desk."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def sign(
        self,
        scope: str,
        build: Build,
        *,
        procedure: str | None = None,
        narrower: dict[str, tuple[str, ...]] | None = None,
    ) -> Change:
        """Build one body from what is known, sign it, append it; all of it or nothing."""
        with self.office.store.transaction() as tx:
            return self.append(tx, scope, build(tx.world), procedure=procedure, narrower=narrower)

    def append(
        self,
        tx: Transaction,
        scope: str,
        body: Any,
        *,
        procedure: str | None = None,
        narrower: dict[str, tuple[str, ...]] | None = None,
    ) -> Change:
        """Sign and append one body within an open transaction."""
        return self._sign(tx, [self.draft(tx.world, scope, body, procedure=procedure, narrower=narrower)])

    def append_each(self, tx: Transaction, bodies: Iterable[tuple[str, Any]]) -> Change:
        """Sign and append one body in each of several scopes: the passphrase is asked once for all of them."""
        return self._sign(tx, [self.draft(tx.world, scope, body) for scope, body in bodies])

    def _sign(self, tx: Transaction, drafts: list[Draft]) -> Change:
        now, charter = self.office.now(), tx.world.realm.charter
        always = any(draft.type in ALWAYS_ASKED for draft in drafts)
        self.office.signer.allow(now, always=always, minutes=charter.passphrase_minutes if charter else 10)
        return tx.append(self.office.signer, drafts, now)

    def draft(
        self,
        world: World,
        scope: str,
        body: Any,
        *,
        procedure: str | None = None,
        narrower: dict[str, tuple[str, ...]] | None = None,
    ) -> Draft:
        """The act to be signed, in the officer's fitting role, with the text the officer is shown."""
        state = world.standing(scope).state
        held: frozenset[str] = frozenset()
        if isinstance(state, Case | Session):
            held = state.capacities.get(self.office.signer.officer, held)
        if isinstance(state, Case):
            procedure = procedure or state.procedure or None
        roles, charter = self.me(world.realm).person.roles, world.realm.charter
        check_readers(world, narrower or {})
        # Whoever has done nothing here yet clashes with nothing, whatever the charter waives.
        role = role_for(roles, type(body).__name__, held, charter if held else None)
        shown = shown_text(body, state, role, self.office)
        return Draft(
            scope=scope,
            body=replace(body, shown=shown),
            officer=self.office.signer.officer,
            agency=self.office.signer.agency,
            role=role,
            procedure=procedure,
            narrower=narrower or {},
        )

    @staticmethod
    def case_id(tx: Reading, reference: str) -> str:
        """The id of the case with this reference. Raises `Refused`."""
        found = tx.case_id(reference.strip().upper())
        if found is None:
            raise Refused("case.unknown", case=reference)
        return found

    def me(self, realm: Realm) -> Officer:
        """The officer at this desk, as the realm knows the person now."""
        officer = realm.officers.get(self.office.signer.officer)
        if officer is None:
            raise Refused("officer.unknown", officer=self.office.signer.officer)
        if not officer.active:
            raise Refused("officer.revoked", officer=officer.person.officer)
        return officer

    def check_reader(self, realm: Realm) -> bool:
        """Refuse the administrator and experts; answer whether this officer reads the bodies of case acts.

        An expert reads nothing but single cases: see `admitted`.
        """
        roles: tuple[Role, ...] = self.me(realm).person.roles
        may_read_cases(roles)
        if self.is_expert(realm):
            raise Refused("rights.only-invited")
        return reads_bodies(roles)

    def readable(self, tx: Reading, reference: str) -> tuple[Case, bool]:
        """The case as this officer may see it, and whether he reads bodies on it: see `admitted` and `seen`."""
        case, bodies = self.admitted(tx, reference)
        return self.seen(tx, case), bodies

    def seen(self, tx: Reading, case: Case) -> Case:
        """The case without positions in open rounds that are hidden from this officer."""
        assert tx.realm.charter is not None
        procedure, person = tx.world.procedure(case.procedure), self.me(tx.realm).person
        return covered(case, procedure, tx.realm.charter, person, self.moment())

    def moment(self) -> str:
        """The present as acts state it: RFC 3339 in UTC, to the second."""
        return self.office.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def admitted(self, tx: Reading, reference: str) -> tuple[Case, bool]:
        """The case, and whether this officer reads bodies on it.

        An expert is refused every case without an invitation in force today, whether or not there is such a case.
        """
        if not self.is_expert(tx.realm):
            bodies = self.check_reader(tx.realm)
            return tx.case(self.case_id(tx, reference)), bodies
        name = tx.case_id(reference.strip().upper())
        if name is None or not self.invites_me(tx, tx.case(name)):
            raise Refused("rights.only-invited")
        return tx.case(name), True

    def case_for(self, tx: Reading, reference: str) -> Case:
        """The case that an act or question is about, for an officer who may know of it: see `admitted`."""
        return self.admitted(tx, reference)[0]

    def is_expert(self, realm: Realm) -> bool:
        """Whether the officer at this desk is an invited expert."""
        return Role.EXPERT in self.me(realm).person.roles

    def log_access(self, reference: str, part: str) -> None:
        """Keep the act by which an invited expert opens a part of a case: once a day for each part and dossier.

        It comes before anything is shown: where the act cannot be kept, nothing is. Other officers leave none.
        """
        with self.office.store.reading() as tx:
            if not self.is_expert(tx.realm):
                return
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            officer, today, dossier = self.office.signer.officer, self._today(), dossier_hash(case)
            invitation = invited(case, officer, today, tx.world)
            if invitation is not None and not opened_today(case, officer, part, dossier, today):
                body = CaseOpenedByExpert(invitation=invitation.id, part=part, dossier=dossier)
                self.append(tx, f"case:{case.id}", body)

    def _today(self) -> str:
        return self.office.now().date().isoformat()

    def invites_me(self, tx: Reading, case: Case) -> bool:
        """Whether the officer at this desk may read the case as an expert today."""
        return invited(case, self.office.signer.officer, self._today(), tx.world) is not None


def check_seen(seen: str | None, digest: str) -> None:
    """Refuse to sign on anything but what was `seen`: the beginning of its hash, None where the caller does not say."""
    if seen is not None and (len(seen) < LEAST_SEEN or not digest.startswith(seen.lower())):
        raise Refused("reaffirm.seen", seen=seen)


def check_readers(world: World, narrower: dict[str, tuple[str, ...]]) -> None:
    """Refuse to keep a text for an agency that the charter does not know: nobody could ever open it."""
    charter = world.realm.charter
    known = {one.code for one in charter.agencies} if charter else set()
    for agency in sorted({code for codes in narrower.values() for code in codes} - known):
        raise Refused("agency.unknown", agency=agency)
