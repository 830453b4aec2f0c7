"""Rules of a decision that ends a reconsideration: what it makes of the first one, and who may sign it."""

from __future__ import annotations

from collections.abc import Iterable

from app.errors import Refused
from app.models.acts import Act, DecisionProposed
from app.models.case import Case, DecisionRecord
from app.models.outcomes import Verdict
from app.workflows.finality import open_review, under_review
from app.workflows.rules import View


def reviewed(case: Case, items: Iterable[str]) -> DecisionRecord | None:
    """The decision that the open reconsideration is about, if it is one on these items."""
    record = under_review(case)
    return record if record and {one.item for one in record.body.outcomes} & set(items) else None


def check_review(case: Case, items: Iterable[str], body: DecisionProposed) -> None:
    """A decision that ends a reconsideration says so, and what it makes of the first one."""
    first, review = reviewed(case, items), open_review(case)
    if body.review != (review.id if first and review else ""):
        raise Refused("decision.review", reference=case.reference)
    expected = verdict(first, body) if first else None
    if body.verdict is not expected:
        raise Refused("decision.verdict", verdict=expected.value if expected else "-")
    if first is not None:
        _check_kept(case, first, body)


def _check_kept(case: Case, first: DecisionRecord, body: DecisionProposed) -> None:
    """Items that nobody asked to reconsider keep their outcome."""
    review = open_review(case)
    asked = set(review.body.items) if review else set()
    before = {one.item: one for one in first.body.outcomes}
    for one in body.outcomes:
        if asked and one.item not in asked and one != before.get(one.item, one):
            raise Refused("decision.not-reconsidered", item=one.item)


def verdict(first: DecisionRecord, body: DecisionProposed) -> Verdict:
    """What a decision makes of the one it reconsiders: upheld, annulled where no outcome stays, or varied."""
    before = {one.item: one for one in first.body.outcomes}
    after = {one.item: one for one in body.outcomes}
    if before == after and first.body.conditions == body.conditions:
        return Verdict.UPHELD
    kept = any(before[item].outcome is one.outcome for item, one in after.items() if item in before)
    return Verdict.VARIED if kept else Verdict.ANNULLED


def check_other_signatory(view: View, case: Case, record: DecisionRecord, act: Act) -> None:
    """Who signed the first decision does not sign the one that reconsiders it, where the procedure says so."""
    settled = view.procedure(case.procedure).reconsideration
    if not record.body.review or settled is None or not settled.other_signatories:
        return
    first = case.decisions[case.reviews[record.body.review].body.decision]
    if any(one.officer == act.officer for one in first.signatures):
        raise Refused("decision.signed-first", officer=act.officer)
