"""What must hold towards the applicant, counted from the acts alone: every paper served has its act, and the like."""

from __future__ import annotations

from collections import Counter

from app.models.acts import Act
from app.models.case import Case
from app.models.outcomes import GRANTING, Outcome, PaperKind
from app.models.procedure import StepKind
from app.workflows.finality import final_decisions
from app.workflows.fold import World
from tests.workflows.machine.past import Past

PAPERS = {
    Outcome.REFUSE: PaperKind.REFUSAL,
    Outcome.RETURN: PaperKind.RETURN,
    Outcome.NO_LICENCE_REQUIRED: PaperKind.DECISION,
}


def check_towards_applicant(act: Act, view: World, past: Past) -> None:
    """One accepted act, as its author saw the case."""
    body = act.body
    if act.type == "PaperServed":
        assert past.day(past.find(body.about).claimed, -1) <= body.served_on <= past.day(act.claimed)
        same = [one.body for one in past.here("PaperServed") if one.body.about == body.about]
        assert body.recipient not in {one.recipient for one in same if one.paper is body.paper}
    if act.type == "StatutoryEffectRecorded":
        assert body.due < past.day(act.claimed)
        assert not past.here("StatutoryEffectRecorded")
    if act.type == "ReconsiderationOpened":
        ended = {one.body.review for one in past.here("DecisionProposed")}
        assert all(one.id in ended for one in past.here("ReconsiderationOpened"))
    if act.type == "DenialRecorded":
        gone = {one.body.denial for one in past.here("DenialWithdrawn")}
        first: dict[str, Act] = {}
        for one in past.here("DenialRecorded"):  # two made apart, under one number, are one
            first.setdefault(one.body.number, one)
        assert body.item not in [one.body.item for one in first.values() if one.id not in gone]
    if act.type == "StepCompleted":
        _check_told(act, view, past)


def _check_told(act: Act, view: World, past: Past) -> None:
    """A step of notification ended: every paper that the decisions that stand need has its act of service."""
    case = view.case(act.scope.partition(":")[2])
    if view.procedure(case.procedure).step(act.body.step).kind is not StepKind.NOTIFY:
        return
    served = {(one.body.paper, one.body.about) for one in past.here("PaperServed")}
    for record in final_decisions(case):
        own = [one for one in past.here("LicenceIssued", "NoticeWritten") if one.body.decision == record.id]
        licensed = any(one.type == "LicenceIssued" for one in own)
        outcomes = {one.outcome for one in record.body.outcomes}
        needed = {PaperKind.LICENCE if licensed else PaperKind.DECISION} if outcomes & GRANTING else set()
        needed |= {kind for outcome, kind in PAPERS.items() if outcome in outcomes}
        about = {record.id, *(one.id for one in own)}
        assert needed <= {kind for kind, name in served if name in about}


def check_denials(case: Case) -> None:
    """One standing denial record for an item, and each number once, in whatever order they came."""
    numbers = Counter(one.body.number for one in case.denials.values())
    assert not numbers or max(numbers.values()) == 1
