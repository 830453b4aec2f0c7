"""What is done about licences after their issue: suspended, reinstated, revoked, one by one or by list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.canonical import digest_of
from app.desk.office import LEAST_SEEN, Counter
from app.desk.papers import issued, the_licence
from app.desk.papers_licences import LicenceLifePapers
from app.desk.plain_urgency import plain_licence
from app.documents.licence_notice import licence_notice_pdf
from app.documents.mass_list import mass_list_pdf
from app.errors import Refused
from app.models.acts import (
    LicenceReinstated,
    LicenceRevoked,
    LicencesReinstated,
    LicencesSuspended,
    LicenceSuspended,
)
from app.models.case import Case, Licence
from app.models.licence import LicenceState, MassSuspension
from app.models.outcomes import LicenceRef, MassCriterion, Purpose, SuspensionCause
from app.models.plain import to_plain
from app.store.reading import Reading
from app.store.transaction import Change
from app.workflows.mass_suspensions import still_held
from app.workflows.suspensions import ENDED, find_licence, holds, licence_state, meets, same_name

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The licences that meet a criterion now, and the digest of exactly this list."""

    criterion: MassCriterion
    value: str
    licences: tuple[LicenceRef, ...]
    digest: str


class Licences(Counter):
    """The part of the desk for licences in force; `reference` names the case, `number` the licence, as ``L2``."""

    def suspend(
        self, reference: str, cause: SuspensionCause, reason: str, reason_fr: str = "", number: str = ""
    ) -> Change:
        """Suspend a licence at once; the holder reads the reason in the notice."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            licence = one_licence(case, number)
            body = LicenceSuspended(licence=licence.id, cause=cause, reason=reason, reason_fr=reason_fr)
            return self.append(tx, f"case:{case.id}", body)

    def reinstate(self, reference: str, reason: str, number: str = "", suspension: str = "") -> Change:
        """End a suspension; `suspension` is the beginning of its act, needed where there are several."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            licence = one_licence(case, number)
            held = self._hold(tx, case, licence, suspension)
            body = LicenceReinstated(licence=licence.id, suspension=held, reason=reason)
            return self.append(tx, f"case:{case.id}", body)

    def _hold(self, tx: Reading, case: Case, licence: Licence, name: str) -> str:
        held = [one.id for one in holds(licence, case, tx.realm)]
        found = [one for one in held if one.startswith(name.lower())]
        if not held:
            raise Refused("suspension.none", number=licence.body.number)
        if not found:
            raise Refused("suspension.unknown", number=licence.body.number, suspension=name)
        if len(found) > 1:
            known = ", ".join(one[:LEAST_SEEN] for one in found)
            raise Refused("suspension.which", number=licence.body.number, known=known)
        return found[0]

    def revoke(self, reference: str, reason: str, reason_fr: str = "", number: str = "") -> Change:
        """End a licence for good: as the committee agreed, else as the head of the agency that decided."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            licence = one_licence(case, number)
            own = case.decisions[licence.body.decision].body.authority == self.office.signer.agency
            question = "" if own else _asked(case, licence)
            body = LicenceRevoked(licence=licence.id, question=question, reason=reason, reason_fr=reason_fr)
            return self.append(tx, f"case:{case.id}", body)

    # --- many at once ------------------------------------------------------------------------------------------

    def to_suspend(self, criterion: MassCriterion, value: str) -> Listed:
        """Every live licence that meets a criterion now. Raises `Refused` where there is none."""
        with self.office.store.reading() as tx:
            self._check_bodies(tx)
            return self._matching(tx, criterion, value)

    def suspend_all(
        self, criterion: MassCriterion, value: str, reason: str, reason_fr: str = "", seen: str = ""
    ) -> tuple[Listed, Change]:
        """Suspend exactly the list whose digest begins with `seen`; it is computed again while it is signed."""
        with self.office.store.transaction() as tx:
            self._check_bodies(tx)
            found = self._matching(tx, criterion, value)
            if len(seen) < LEAST_SEEN or not found.digest.startswith(seen.lower()):
                raise Refused("suspension.changed", seen=seen)
            body = LicencesSuspended(
                criterion=criterion, value=value, licences=found.licences, reason=reason, reason_fr=reason_fr
            )
            return found, self.append(tx, "realm", body)

    def reinstate_all(
        self, suspension: str, reason: str, only: tuple[str, ...] = ()
    ) -> tuple[tuple[LicenceRef, ...], Change]:
        """End a suspension of many licences, for all that it still holds or for the numbers in `only`."""
        with self.office.store.transaction() as tx:
            one = find_list(tx, suspension)
            left, wanted = still_held(one), {number.upper() for number in only}
            missing = sorted(wanted - {ref.number for ref in left})
            if missing:
                raise Refused("suspension.not-held", number=", ".join(missing))
            chosen = tuple(ref for ref in left if not wanted or ref.number in wanted)
            body = LicencesReinstated(suspension=one.id, licences=chosen, reason=reason)
            return chosen, self.append(tx, "realm", body)

    def _matching(self, tx: Reading, criterion: MassCriterion, value: str) -> Listed:
        today, found = self._today(), []
        for name, act in tx.licensed(criterion.value, same_name(value)) if value.strip() else ():
            case = tx.case(name)
            licence = find_licence(case, act)
            if licence is None or not meets(case, licence, criterion, value):
                continue
            if licence_state(licence, case, tx.realm, today) not in ENDED:
                found.append(LicenceRef(case=case.id, licence=licence.id, number=licence.body.number))
        if not found:
            raise Refused("suspension.nothing-live", value=value)
        licences = tuple(sorted(found, key=lambda ref: (ref.number, ref.licence)))
        plain = {"criterion": criterion.value, "value": value, "licences": to_plain(licences)}
        return Listed(criterion=criterion, value=value, licences=licences, digest=digest_of(plain))

    # --- questions ---------------------------------------------------------------------------------------------

    def listed(self, state: LicenceState | None = None) -> Plain:
        """All licences with their state today, and the acts that suspended many at once."""
        with self.office.store.reading() as tx:
            self._check_bodies(tx)
            rows = [self._row(tx, str(row["case_id"]), str(row["act"])) for row in tx.table("licences")]
            rows.sort(key=lambda row: (str(row["reference"]), str(row["number"])))
            lists = sorted(tx.realm.suspensions.values(), key=lambda one: one.by.order)
            return {
                "licences": [row for row in rows if state is None or row["state"] == state.value],
                "lists": [_plain_list(one) for one in lists],
            }

    def status(self, number: str, act: str) -> Plain | None:
        """The state today of the licence that a token names; None where this station does not know it."""
        with self.office.store.reading() as tx:
            self._check_bodies(tx)
            name = tx.case_id(number.rpartition("/")[0])
            case = tx.case(name) if name else None
            licence = find_licence(case, act) if case else None
            return plain_licence(tx.world, case, licence, self._today()) if case and licence else None

    def _row(self, tx: Reading, case: str, act: str) -> Plain:
        found = tx.case(case)
        return plain_licence(tx.world, found, found.licences[act], self._today())

    # --- papers ------------------------------------------------------------------------------------------------

    def suspension_notice(self, reference: str, language: str, number: str = "") -> bytes:
        """The notice of suspension to the holder."""
        with self.office.store.reading() as tx:
            case = self._read(tx, reference)
            return licence_notice_pdf(LicenceLifePapers(tx.world).suspension(case, one_licence(case, number)), language)

    def revocation_notice(self, reference: str, language: str, number: str = "") -> bytes:
        """The notice of revocation to the holder."""
        with self.office.store.reading() as tx:
            case = self._read(tx, reference)
            return licence_notice_pdf(LicenceLifePapers(tx.world).revocation(case, one_licence(case, number)), language)

    def mass_list(self, suspension: str, language: str) -> bytes:
        """The list of a suspension of many licences."""
        with self.office.store.reading() as tx:
            self._check_bodies(tx)
            return mass_list_pdf(LicenceLifePapers(tx.world).mass_list(find_list(tx, suspension)), language)

    def _read(self, tx: Reading, reference: str) -> Case:
        self._check_bodies(tx)
        return tx.case(self.case_id(tx, reference))

    def _check_bodies(self, tx: Reading) -> None:
        if not self.check_reader(tx.realm):
            raise Refused("rights.no-bodies")

    def _today(self) -> str:
        return self.office.now().date().isoformat()


def one_licence(case: Case, number: str) -> Licence:
    """The licence called `number`; without a number the only one that stands. Raises `Refused`."""
    if number:
        return the_licence(case, number)
    found = [one for one in issued(case) if one.revoked is None] or list(issued(case))
    if len(found) > 1:
        raise Refused("licence.which", reference=case.reference, known=", ".join(one.body.number for one in found))
    return found[0]


def find_list(tx: Reading, name: str) -> MassSuspension:
    """The suspension of many licences whose act begins with `name`. Raises `Refused`."""
    found = [one for key, one in tx.realm.suspensions.items() if name and key.startswith(name.lower())]
    if len(found) != 1:
        raise Refused("suspension.unknown-list", suspension=name)
    return found[0]


def _asked(case: Case, licence: Licence) -> str:
    """The latest question about revoking the licence; the rule looks whether the committee agreed."""
    about = [
        one
        for one in case.rounds.values()
        if one.question.purpose is Purpose.REVOKE and one.question.about in licence.ids
    ]
    latest = max(about, key=lambda one: one.by.order, default=None)
    return latest.question.fingerprint if latest else ""


def _plain_list(one: MassSuspension) -> Plain:
    return {
        "id": one.id,
        "criterion": one.body.criterion.value,
        "value": one.body.value,
        "officer": one.by.officer,
        "on": one.by.claimed,
        "reason": one.body.reason,
        "reason_fr": one.body.reason_fr,
        "licences": [ref.number for ref in one.body.licences],
        "held": [ref.number for ref in still_held(one)],
    }
