"""Reconsideration: opening one, and what became of each."""

from __future__ import annotations

from typing import Any

from app.desk.office import Counter
from app.desk.plain_applicant import plain_reviews
from app.errors import Refused
from app.models.acts import ReconsiderationOpened
from app.models.case import Case, DecisionRecord
from app.models.outcomes import ReviewCause
from app.store.transaction import Change
from app.workflows.finality import final_decisions
from app.workflows.reconsideration import reviewable

Plain = dict[str, Any]


class Reconsiderations(Counter):
    """The part of the desk for reviews of refusals and conditions."""

    def open(
        self,
        reference: str,
        cause: ReviewCause,
        grounds: str,
        *,
        received: str = "",
        items: tuple[str, ...] = (),
        condition: int = 0,
        decision: str = "",
    ) -> Change:
        """Reconsider what a final decision refused, or one of its conditions; without items all that can be."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            record = _decision(case, decision, condition)
            body = ReconsiderationOpened(
                decision=record.id if record else decision,
                cause=cause,
                items=items or (reviewable(record, condition) if record else ()),
                condition=condition,
                grounds=grounds,
                received=received,
            )
            return self.append(tx, f"case:{case.id}", body)

    def of(self, reference: str) -> list[Plain]:
        """The reviews of one case, each with its first decision, its verdict and the decision that ended it."""
        self.log_access(reference, "case")
        with self.office.store.reading() as tx:
            case, bodies = self.readable(tx, reference)
            if not bodies:
                raise Refused("rights.no-bodies")
            return plain_reviews(tx, case)

    def all(self) -> list[Plain]:
        """Every review in the store, the open ones first."""
        with self.office.store.reading() as tx:
            if not self.check_reader(tx.realm):
                raise Refused("rights.no-bodies")
            scopes = {one.scope for one in tx.listed() if one.type == "ReconsiderationOpened"}
            cases = [tx.case(scope.partition(":")[2]) for scope in scopes]
            found = [one | {"reference": case.reference} for case in cases for one in plain_reviews(tx, case)]
        return sorted(found, key=lambda one: (not one["open"], one["on"], one["id"]))


def _decision(case: Case, name: str, condition: int) -> DecisionRecord | None:
    """The final decision meant: by the beginning of its id, else the only one with anything to review."""
    known = [one for one in final_decisions(case) if reviewable(one, condition)]
    if name:
        return next((one for one in final_decisions(case) if one.id.startswith(name.lower())), None)
    if len(known) > 1:
        listed = ", ".join(one.id[:12] for one in known)
        raise Refused("review.which-decision", reference=case.reference, known=listed)
    return known[0] if known else next(iter(final_decisions(case)), None)
