"""What deciding and issuing officers do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.desk.office import Counter
from app.desk.printing import token_of
from app.errors import Refused
from app.models.acts import DecisionProposed, DecisionSigned, LicenceIssued
from app.models.case import Case, DecisionRecord
from app.models.outcomes import ItemOutcome, LicensedItem, Outcome
from app.models.plain import to_plain
from app.models.procedure import StepKind
from app.store.transaction import Change
from app.workflows.decisions import basis, draft_items, licence_conditions, stale
from app.workflows.dossier import dossier_hash
from app.workflows.finality import final_decision
from app.workflows.rounds import grants

VALIDITY = timedelta(days=365)


class Decisions(Counter):
    """Proposing and signing decisions, issuing licences."""

    def outcomes(
        self, reference: str, everything: str | None, single: tuple[ItemOutcome, ...]
    ) -> tuple[ItemOutcome, ...]:
        """One outcome for each item: `everything` for those that `single` does not name. Raises `Refused`."""
        with self.office.store.reading() as tx:
            case = tx.case(self.case_id(tx, reference))
        named = {one.item: one for one in single}
        if everything is not None and everything not in [*Outcome]:
            raise Refused("outcomes.unknown", outcome=everything, known=", ".join(Outcome))
        if everything is None:
            return single
        return tuple(
            named.get(item.id, ItemOutcome(item=item.id, outcome=Outcome(everything)))
            for item in case.application.items
        )

    def licence(self, reference: str) -> dict[str, Any]:
        """The licence as issued, or as it would be drafted from the final decision."""
        with self.office.store.reading() as tx:
            bodies = self.check_reader(tx.realm)
            case = tx.case(self.case_id(tx, reference))
            if not bodies:
                raise Refused("rights.no-bodies")
            record = final_decision(case)
            if record is None or not grants(record.body.outcomes):
                raise Refused("licence.no-decision", reference=case.reference)
            issued = next(iter(case.licences.values()), None)
            if issued is None:
                items, conditions = draft_items(case, record), licence_conditions(record)
                number = f"{case.reference}/L1"
                return {"issued": False, "number": number, "items": to_plain(items), "conditions": to_plain(conditions)}
            plain: dict[str, Any] = to_plain(issued.body)
            plain.pop("shown")
            return plain | {"issued": True, "id": issued.id, "token": token_of(tx, case)}

    def propose(self, reference: str, text: str, text_fr: str, outcomes: tuple[ItemOutcome, ...] = ()) -> Change:
        """Propose the decision that follows from the committee's result, a prohibition, or the agency's judgement."""
        with self.office.store.transaction() as tx:
            case = tx.world.case(self.case_id(tx, reference))
            procedure = tx.world.procedure(case.procedure)
            step = next(one for one in procedure.steps if one.kind is StepKind.DECISION)
            ground, question, positions, agreed, conditions = basis(case)
            chosen = agreed or outcomes
            body = DecisionProposed(
                step=step.id,
                ground=ground,
                question=question,
                positions=positions,
                conditions=conditions if grants(chosen) else (),
                outcomes=chosen,
                dossier=dossier_hash(case),
                text=text,
                text_fr=text_fr,
                signatures=step.signatures,
            )
            return self.append(tx, f"case:{case.id}", body)

    def sign_decision(self, reference: str) -> Change:
        """Sign the proposed decision; with the last signature it is final."""
        with self.office.store.transaction() as tx:
            case = tx.world.case(self.case_id(tx, reference))
            return self.append(tx, f"case:{case.id}", DecisionSigned(decision=proposed(case).id))

    def issue(
        self,
        reference: str,
        *,
        valid_from: str = "",
        valid_until: str = "",
        less: dict[str, tuple[str, str]] | None = None,
    ) -> Change:
        """Issue the licence; `less` names items with a lower (quantity, value) than granted.

        Without dates it is valid from today for a year, or until the date the application asks for.
        """
        with self.office.store.transaction() as tx:
            case = tx.world.case(self.case_id(tx, reference))
            record = final_decision(case)
            if record is None:
                raise Refused("licence.no-decision", reference=case.reference)
            today = self.office.now().date()
            body = LicenceIssued(
                number=f"{case.reference}/L1",
                decision=record.id,
                items=_less(draft_items(case, record), less or {}),
                conditions=licence_conditions(record),
                valid_from=valid_from or today.isoformat(),
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


def proposed(case: Case) -> DecisionRecord:
    """The proposed decision that still waits for signatures. Raises `Refused`."""
    waiting = [
        record
        for record in case.decisions.values()
        if len(record.signatures) < record.body.signatures and not stale(case, record)
    ]
    if not waiting:
        raise Refused("decision.none-waiting", reference=case.reference)
    return waiting[0]
