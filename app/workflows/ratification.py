"""What the committee still has to do about urgent decisions: ratify them, or revoke what rests on them."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, QuestionPut
from app.models.case import Case, DecisionRecord
from app.models.outcomes import GateStatus, Method, Purpose
from app.workflows.conditions import ledger_refs
from app.workflows.consensus import grants
from app.workflows.facts import gate_status
from app.workflows.finality import final_decisions, under_review
from app.workflows.rules import View
from app.workflows.suspensions import find_licence, holds, unresolved
from app.workflows.urgency import ratification


def awaits(case: Case) -> frozenset[Purpose]:
    """What the committee has to take up about the case's urgent decisions at its next session with the full quorum."""
    found = set()
    if any(waiting(case)):
        found.add(Purpose.RATIFY)
    if any(one.revoked is None and unresolved(one, case) for one in case.licences.values()):
        found.add(Purpose.REVOKE)
    return frozenset(found)


def waiting(case: Case) -> tuple[DecisionRecord, ...]:
    """Urgent decisions to be ratified: none so far, or none in time while no licence was issued that could be revoked.

    While a decision is reconsidered its ratification waits.
    """
    again = under_review(case)
    licensed = {one.body.decision for one in case.licences.values()}
    found = []
    for record in final_decisions(case):
        standing = ratification(case, record)
        open_ = standing is not None and standing.given is None
        failed = standing is not None and standing.failure is not None
        if open_ and not (failed and record.id in licensed) and (again is None or again.id != record.id):
            found.append(record)
    return tuple(found)


def check_purpose(case: Case, view: View, act: Act) -> None:
    """A question of ratification or revocation: in session, never in bloc, on exactly what it is about."""
    body = act.body
    if body.method is not Method.SESSION or body.bloc:
        raise Refused("ratification.in-session", reference=case.reference)
    if body.purpose is Purpose.RATIFY:
        _check_ratify(case, body)
    else:
        _check_revoke(case, view, body)


def _check_ratify(case: Case, body: QuestionPut) -> None:
    """The decision with its own outcomes, while no consensus has ratified it."""
    record = next((one for one in final_decisions(case) if one.id == body.about), None)
    standing = ratification(case, record) if record else None
    if record is None or standing is None:
        raise Refused("ratification.not-urgent", reference=case.reference)
    if standing.given is not None:
        raise Refused("ratification.given-already", reference=case.reference)
    outcomes = record.body.outcomes
    if body.outcomes != outcomes or body.conditions != (ledger_refs(case) if grants(outcomes) else ()):
        raise Refused("ratification.as-decided", reference=case.reference)
    status = gate_status(case)
    if grants(outcomes) and status is not GateStatus.CLEAR:
        raise Refused("grant.prohibited", status=status.value)


def _check_revoke(case: Case, view: View, body: QuestionPut) -> None:
    """A licence that is suspended: whoever wants it revoked suspends it first."""
    licence = find_licence(case, body.about)
    if licence is None:
        raise Refused("licence.unknown", licence=body.about, reference=case.reference)
    if licence.revoked is not None:
        raise Refused("licence.revoked-already", number=licence.body.number)
    if not holds(licence, case, view.realm):
        raise Refused("revocation.not-suspended", number=licence.body.number)
    if body.outcomes or body.conditions:
        raise Refused("revocation.no-outcomes", number=licence.body.number)
