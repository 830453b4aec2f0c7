"""What deciding and issuing officers do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from app.desk.office import Counter
from app.desk.plain_urgency import plain_licence
from app.desk.printing import token_of
from app.desk.urgent_words import licence_clause
from app.errors import Refused
from app.models.acts import DecisionProposed, DecisionSigned, LicenceIssued
from app.models.case import Case, DecisionRecord, Licence
from app.models.outcomes import ItemOutcome, LicensedItem, Outcome
from app.models.plain import to_plain
from app.models.procedure import Step, StepKind, ValidFrom
from app.store.reading import Reading
from app.store.transaction import Change
from app.workflows.decisions import basis, deciders, replaced, stale, waiting
from app.workflows.dossier import dossier_hash
from app.workflows.finality import final_decision, final_decisions, licensed, undecided
from app.workflows.fold import World
from app.workflows.licences import draft_items, licence_conditions, licence_number
from app.workflows.road import grants as grants_any
from app.workflows.rounds import grants
from app.workflows.verdicts import reviewed, verdict

VALIDITY = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A decision on paper: the SHA-256 of its scan, who signed it, and the ISO date it bears."""

    digest: str
    signatory: str
    dated: str


class Decisions(Counter):
    """Proposing and signing decisions, issuing licences."""

    def outcomes(
        self, reference: str, everything: str | None, single: tuple[ItemOutcome, ...]
    ) -> tuple[ItemOutcome, ...]:
        """One outcome for each open item: `everything` for those that `single` does not name. Raises `Refused`."""
        with self.office.store.reading() as tx:
            case = self.case_for(tx, reference)
        named, left = {one.item: one for one in single}, undecided(case)
        if everything is not None and everything not in [*Outcome]:
            raise Refused("outcomes.unknown", outcome=everything, known=", ".join(Outcome))
        if everything is None:
            return single
        return tuple(
            named.get(item.id, ItemOutcome(item=item.id, outcome=Outcome(everything)))
            for item in case.application.items
            if item.id in left or item.id in named
        )

    def licence(self, reference: str) -> dict[str, Any]:
        """The licences as issued, and the next one as it would be drafted from its final decision."""
        with self.office.store.reading() as tx:
            bodies = self.check_reader(tx.realm)
            case = tx.case(self.case_id(tx, reference))
            if not bodies:
                raise Refused("rights.no-bodies")
            if final_decision(case) is None or not any(map(grants_any, final_decisions(case))):
                raise Refused("licence.no-decision", reference=case.reference)
            today = self.office.now().date().isoformat()
            found = [_issued(tx, case, one, today) for one in case.licences.values()]
            done = licensed(case)
            found += [
                _draft(case, record) for record in final_decisions(case) if grants_any(record) and record.id not in done
            ]
            found.sort(key=lambda one: str(one["number"]))
            return found[0] | {"others": found[1:]}

    def issued_number(self, reference: str, act: str) -> str:
        """The number of the licence that the act with this id issued."""
        with self.office.store.reading() as tx:
            return self.case_for(tx, reference).licences[act].body.number

    def propose(
        self,
        reference: str,
        text: str,
        text_fr: str,
        outcomes: tuple[ItemOutcome, ...] = (),
        authority: str = "",
        paper: Scan | None = None,
    ) -> Change:
        """Propose the decision that follows from the committee's result, a prohibition, or the authority's judgement.

        `authority` is needed only where several decide and one's own agency is none of them. `paper` is the scan of a
        decision that a higher authority took on paper.
        """
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            procedure = tx.world.procedure(case.procedure)
            step = next(one for one in procedure.steps if one.kind is StepKind.DECISION)
            found = basis(case, tx.world, step, self._authority(tx.world, case, step, authority))
            chosen = found.outcomes or tuple(one for one in outcomes if one.item in found.items)
            body = DecisionProposed(
                step=step.id,
                authority=found.authority,
                ground=found.ground,
                question=found.question,
                positions=found.positions,
                conditions=found.conditions if grants(chosen) else (),
                outcomes=chosen,
                dossier=dossier_hash(case),
                text=text,
                text_fr=text_fr,
                signatures=1 if paper else found.signatures,
                beside=found.beside,
                replaces=replaced(case, found.items),
                review=found.review,
            )
            if paper is not None:
                body = replace(body, scan=paper.digest, signatory=paper.signatory, dated=paper.dated)
            first = reviewed(case, found.items)
            if first is not None:
                body = replace(body, verdict=verdict(first, body))
            return self.append(tx, f"case:{case.id}", body)

    def _authority(self, world: World, case: Case, step: Step, named: str) -> str:
        """Whose decision to propose. Raises `Refused` where that is not clear."""
        left = undecided(case)
        deciding = [code for code, items in deciders(case, world, step).items() if left & set(items)]
        own = self.office.signer.agency
        if named or len(deciding) == 1:
            return named or deciding[0]
        if own in deciding:
            return own
        raise Refused("decision.which-authority", reference=case.reference, known=", ".join(deciding) or "-")

    def sign_decision(self, reference: str) -> Change:
        """Sign the proposed decision; with the last signature it is final."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            record = proposed(case, tx.world, self.office.signer.agency)
            return self.append(tx, f"case:{case.id}", DecisionSigned(decision=record.id))

    def issue(
        self,
        reference: str,
        *,
        valid_from: str = "",
        valid_until: str = "",
        less: dict[str, tuple[str, str]] | None = None,
    ) -> Change:
        """Issue the next licence that a decision grants; `less` names items with lower (quantity, value) than granted.

        Without dates it is valid from today, or from its service, for a year or until the date that was asked for.
        """
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            record = next_to_license(case)
            today = self.office.now().date()
            from_service = tx.world.procedure(case.procedure).validity is ValidFrom.SERVICE
            body = LicenceIssued(
                number=licence_number(case, record),
                decision=record.id,
                items=_less(draft_items(case, record), less or {}),
                conditions=licence_conditions(record),
                valid_from=valid_from or ("" if from_service else today.isoformat()),
                valid_until=valid_until or case.application.valid_until or (today + VALIDITY).isoformat(),
            )
            return self.append(tx, f"case:{case.id}", body)


def _less(items: tuple[LicensedItem, ...], less: dict[str, tuple[str, str]]) -> tuple[LicensedItem, ...]:
    return tuple(
        replace(one, quantity=less[one.item][0] or one.quantity, value=less[one.item][1] or one.value)
        if one.item in less
        else one
        for one in items
    )


def _issued(tx: Reading, case: Case, licence: Licence, today: str) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(licence.body)
    plain.pop("shown")
    clause = licence_clause(tx.world, case, case.decisions[licence.body.decision])
    return plain | {
        "issued": True,
        "id": licence.id,
        "token": token_of(tx, case, licence),
        "now": plain_licence(tx.world, case, licence, today),
        "urgent": clause.en if clause else "",
        "urgent_fr": clause.fr if clause else "",
    }


def _draft(case: Case, record: DecisionRecord) -> dict[str, Any]:
    return {
        "issued": False,
        "number": licence_number(case, record),
        "items": to_plain(draft_items(case, record)),
        "conditions": to_plain(licence_conditions(record)),
    }


def next_to_license(case: Case) -> DecisionRecord:
    """The first decision that grants and has no licence yet; else the last one, for the rule to refuse."""
    final = final_decisions(case)
    if not final:
        raise Refused("licence.no-decision", reference=case.reference)
    done = licensed(case)
    left = [record for record in final if grants_any(record) and record.id not in done]
    return left[0] if left else final[-1]


def proposed(case: Case, world: World, agency: str) -> DecisionRecord:
    """The proposed decision that still waits for signatures; of several that of one's own agency. Raises `Refused`."""
    found = [record for record in waiting(case) if not stale(case, world, record)]
    own = [record for record in found if record.body.authority == agency]
    if not found:
        raise Refused("decision.none-waiting", reference=case.reference)
    return max(own or found, key=lambda record: record.by.order)
