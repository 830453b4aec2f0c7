"""Officers, roles, procedures: what needs two persons, proposed here and confirmed by the second."""

from __future__ import annotations

import base64
from collections.abc import Callable

from app.desk.journal import find
from app.desk.office import Counter
from app.errors import Refused
from app.models.acts import (
    AuditNoted,
    OfficerConfirmed,
    OfficerProposed,
    ProcedureConfirmed,
    ProcedureProposed,
    RevocationConfirmed,
    RevocationProposed,
    RolesConfirmed,
    RolesProposed,
)
from app.models.charter import Person, Role
from app.store.transaction import Change
from app.trust.costs import Cost
from app.trust.keys import SigningKey, check_public
from app.trust.slots import Slot, SlotFile, Unlocked
from app.workflows.procedure_check import check_file
from app.workflows.toml_fields import Problem


class RealmDesk(Counter):
    """The administrator's, heads' and auditors' part of the desk."""

    def propose_officer(
        self,
        officer: str,
        name: str,
        agency: str,
        roles: tuple[Role, ...],
        passphrase: str,
        cost: Cost,
        key: SigningKey | None = None,
    ) -> Change:
        """Propose a new officer, who types the passphrase now; the slot waits in the store until a head confirms.

        Without `key` a new one is made that only the passphrase opens.
        """
        key = key or SigningKey.generate()
        check_public(key.public)
        store = self.office.store
        slots = SlotFile.load(self.office.slots_path)
        slot = slots.new_slot(officer, passphrase, Unlocked(self.office.store_key, key.seed), cost, names=[name])
        public = base64.b64encode(key.public).decode("ascii")
        body = OfficerProposed(officer=officer, name=name, agency=agency, roles=roles, key=key.id, public=public)
        with store.transaction() as tx:
            change = self.append(tx, "realm", body)
            tx.keep_slot(change.acts[0], slot.to_json())
            return change

    def planned(self, officer: str) -> Person | None:
        """What the charter says of a person who is not enrolled yet."""
        with self.office.store.reading() as tx:
            assert tx.realm.charter is not None
            return next((one for one in tx.realm.charter.officers if one.officer == officer), None)

    def confirm_officer(self, proposal: str) -> Change:
        """An agency head confirms; from now on the new officer can open the store and sign."""
        store = self.office.store
        with store.transaction() as tx:
            name = find(tx.world.realm.proposals, proposal)
            change = self.append(tx, "realm", OfficerConfirmed(proposal=name))
            slot = tx.pending_slot(name)
            tx.drop_slot(name)
        if slot is not None:
            slots = SlotFile.load(self.office.slots_path)
            slots.add(Slot.from_json(slot), self.office.store_key).save(self.office.slots_path)
        return change

    def propose_roles(self, officer: str, roles: tuple[Role, ...], reason: str = "") -> Change:
        """Propose other roles for an officer."""
        return self.sign("realm", lambda _: RolesProposed(officer=officer, roles=roles, reason=reason))

    def confirm_roles(self, proposal: str) -> Change:
        """Confirm a change of roles."""
        return self._confirm(proposal, lambda name: RolesConfirmed(proposal=name))

    def propose_revocation(self, officer: str, reason: str) -> Change:
        """Propose to revoke an officer; names the last good act of each of the officer's chains."""
        with self.office.store.transaction() as tx:
            known = tx.world.realm.officers.get(officer)
            last = tx.last_acts(known.person.key) if known else {}
            return self.append(tx, "realm", RevocationProposed(officer=officer, reason=reason, last=last))

    def confirm_revocation(self, proposal: str) -> Change:
        """Confirm a revocation: the officer's slot is removed and no later act of that key is valid."""
        store = self.office.store
        change = self._confirm(proposal, lambda name: RevocationConfirmed(proposal=name))
        with store.reading() as tx:
            name = find(tx.world.realm.proposals, proposal)
            officer = tx.world.realm.proposals[name].body.officer
        SlotFile.load(self.office.slots_path).remove(officer, self.office.store_key).save(self.office.slots_path)
        return change

    def procedure_problems(self, name: str, text: bytes) -> list[Problem]:
        """Every problem of a procedure file under this realm's charter, with file and line."""
        with self.office.store.reading() as tx:
            self.me(tx.realm)
            return check_file(name, text, tx.realm.charter)[1]

    def propose_procedure(self, name: str, text: bytes) -> Change:
        """Propose to adopt a procedure; it must pass every check under this charter."""
        with self.office.store.transaction() as tx:
            procedure, problems = check_file(name, text, tx.world.realm.charter)
            if procedure is None or problems:
                raise Refused("procedure.problems", count=len(problems))
            body = ProcedureProposed(
                procedure=procedure.id,
                version=procedure.version,
                digest=procedure.digest,
                text=text.decode("utf-8"),
            )
            return self.append(tx, "realm", body)

    def confirm_procedure(self, proposal: str) -> Change:
        """Adopt a proposed procedure."""
        return self._confirm(proposal, lambda name: ProcedureConfirmed(proposal=name))

    def note(self, text: str, about: tuple[str, ...] = ()) -> Change:
        """An auditor's note."""
        return self.sign("realm", lambda _: AuditNoted(text=text, about=about))

    def _confirm(self, proposal: str, body: Callable[[str], object]) -> Change:
        return self.sign("realm", lambda world: body(find(world.realm.proposals, proposal)))
