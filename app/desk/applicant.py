"""What officers do towards the applicant: papers served, notices written, the statutory effect, denial records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC
from typing import Any

from app.desk.consulting import find_letter
from app.desk.office import Counter
from app.desk.papers_applicant import ApplicantPapers
from app.errors import Refused
from app.models.acts import DenialRecorded, DenialWithdrawn, NoticeWritten, PaperServed, StatutoryEffectRecorded
from app.models.case import Case, DecisionRecord
from app.models.change import replace
from app.models.outcomes import PaperKind, ServiceMeans
from app.store.reading import Reading
from app.store.transaction import Change
from app.workflows.denials import criteria_of, draft, refused, standing, unrecorded
from app.workflows.finality import final_decisions
from app.workflows.notices import needs_notice, notice_of
from app.workflows.serving import served, subjects
from app.workflows.statutory import fallen

SHORTEST = 4
"""Digits that name an act."""
DENIAL_COLUMNS = ("party", "country", "control_code")


class Applicant(Counter):
    """The part of the desk that faces the applicant; `reference` names the case, days are ISO dates."""

    # --- papers ------------------------------------------------------------------------------------------------

    def serve(
        self,
        reference: str,
        paper: PaperKind,
        data: bytes,
        means: ServiceMeans,
        served_on: str,
        *,
        by: str,
        to: str,
        about: str = "",
    ) -> Change:
        """Record that a paper, the bytes of its PDF, reached the applicant.

        `about` is the beginning of the act that made it; without it, the one act whose paper of this kind is not
        served yet.
        """
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            body = PaperServed(
                paper=paper,
                about=_about(tx, case, paper, about),
                digest=hashlib.sha256(data).hexdigest(),
                means=means,
                served_on=served_on,
                served_by=by,
                recipient=to,
            )
            return self.append(tx, f"case:{case.id}", body)

    def write_notice(
        self,
        reference: str,
        reasons: tuple[str, str] = ("", ""),
        legal_ground: tuple[str, str] = ("", ""),
        *,
        remedies: tuple[str, str] = ("", ""),
        signatory: str = "",
        capacity: tuple[str, str] = ("", ""),
        delegation: tuple[str, str] = ("", ""),
        decision: str = "",
    ) -> Change:
        """Write what the applicant may know of a refusal or a return; each text in English and in French.

        Without texts of one's own: the procedure's remedies, and whoever signed the decision last.
        """
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            record = _to_notify(case, decision)
            said = tx.world.procedure(case.procedure).remedies
            remedies = remedies if any(remedies) or said is None else (said.en, said.fr)
            if record is not None:
                signs = ApplicantPapers(tx.world).signs(case, record)
                capacity = capacity if any(capacity) else (signs.capacity.en, signs.capacity.fr)
                signatory = signatory or signs.name
            body = NoticeWritten(
                decision=record.id if record else decision,
                reasons=reasons[0],
                reasons_fr=reasons[1],
                legal_ground=legal_ground[0],
                legal_ground_fr=legal_ground[1],
                remedies=remedies[0],
                remedies_fr=remedies[1],
                signatory=signatory,
                capacity=capacity[0],
                capacity_fr=capacity[1],
                delegation=delegation[0],
                delegation_fr=delegation[1],
            )
            return self.append(tx, f"case:{case.id}", body)

    def letter_to_remind(self, reference: str, letter: str = "") -> str:
        """The id of the open letter that a reminder is about."""
        with self.office.store.reading() as tx:
            return find_letter(self.case_for(tx, reference), letter).id

    # --- time --------------------------------------------------------------------------------------------------

    def record_effect(self, reference: str) -> Change:
        """Record that the statutory limit has passed; day and effect are the procedure's."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            due = fallen(case, tx.world, self.office.now().astimezone(UTC).isoformat())
            effect = tx.world.procedure(case.procedure).statutory_effect
            return self.append(tx, f"case:{case.id}", StatutoryEffectRecorded(due=due.isoformat(), effect=effect))

    # --- denials -----------------------------------------------------------------------------------------------

    def record_denials(
        self,
        reference: str,
        reason: str,
        criteria: tuple[str, ...] = (),
        *,
        item: str = "",
        party: str = "",
        regime: str = "",
    ) -> Change:
        """A denial record for each refused item that has none, or for `item` alone: all of them or none.

        Without criteria of one's own those that opinions against the item name; `party` is another party of the
        dossier than the item's end user, `regime` the reference under which an export control regime keeps it.
        """
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            left = [(refused(case)[item], item)] if item in refused(case) else [] if item else unrecorded(case)
            if not left:
                raise Refused("denial.nothing", reference=case.reference)
            changes = [
                self.append(
                    tx,
                    f"case:{case.id}",
                    replace(_denial(case, record, name, reason, criteria, party), regime=regime),
                )
                for record, name in left
            ]
            acts = tuple(act for change in changes for act in change.acts)
            return Change(frozenset((case.id,)), frozenset(), realm=False, acts=acts)

    def withdraw_denial(self, reference: str, reason: str, number: str = "") -> Change:
        """Withdraw the denial record called `number`, as ``D1``; without it the only one that stands."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            wanted = number.strip().upper()
            names = [(one.id, one.body.number) for one in (standing(case) if not wanted else case.denials.values())]
            found = [name for name, full in names if wanted in ("", full, full.rpartition("/")[2])]
            body = DenialWithdrawn(denial=found[0] if len(found) == 1 else wanted, reason=reason)
            return self.append(tx, f"case:{case.id}", body)

    def denials(self, *, party: str = "", country: str = "", code: str = "", withdrawn: bool = False) -> list[Any]:
        """Denial records of the whole store: who was refused what. The standing ones, or with `withdrawn` all.

        `party` and `code` are looked for anywhere in name and control code, `country` is an ISO code or a text. Each
        names the government that refuses.
        """
        wanted = {"party": party, "country": country, "control_code": code}
        with self.office.store.reading() as tx:
            if not self.check_reader(tx.realm):
                raise Refused("rights.no-bodies")
            charter = tx.realm.charter
            own = {"government": charter.name_en, "government_fr": charter.name_fr} if charter else {}
            rows = [own | {str(name): value for name, value in row.items()} for row in tx.table("denials")]
        return [
            row
            for row in sorted(rows, key=lambda row: (row["denied_on"], row["number"]))
            if (withdrawn or not row["withdrawn"])
            and all(text.strip().casefold() in row[name].casefold() for name, text in wanted.items())
        ]


def _denial(
    case: Case, record: DecisionRecord, item: str, reason: str, criteria: Iterable[str], party: str
) -> DenialRecorded:
    """The record as the dossier and the officer fill it. Raises `Refused` for a party that the dossier has not."""
    known = [one.id for one in case.application.parties]
    if party and party not in known:
        raise Refused("denial.party", known=", ".join(known))
    named = tuple(criteria) or criteria_of(case, item)
    return replace(draft(case, record, item, party), criteria=named, reason=reason)


def _to_notify(case: Case, name: str) -> DecisionRecord | None:
    """The decision whose id begins with `name`; without it the first that waits for its notice, else the last."""
    known = [one for one in final_decisions(case) if needs_notice(one)]
    if name:
        return next((one for one in known if len(name) >= SHORTEST and one.id.startswith(name.lower())), None)
    waiting = [one for one in known if notice_of(case, one.id) is None]
    return next(iter(waiting or known[-1:]), None)


def _about(tx: Reading, case: Case, paper: PaperKind, name: str) -> str:
    """The act that a paper of this kind is made from. Raises `Refused` where that is not clear."""
    known = subjects(case, tx.realm, paper)
    if name:
        found = [one for one in known if len(name) >= SHORTEST and one.startswith(name.lower())]
        return found[0] if len(found) == 1 else name
    found = [one for one in known if served(case, one, paper) is None] or list(known)
    if not found:
        raise Refused("service.about", reference=case.reference, paper=paper.value)
    if len(found) != 1:
        listed = ", ".join(one[:12] for one in found)
        raise Refused("paper.which-act", reference=case.reference, known=listed)
    return found[0]
