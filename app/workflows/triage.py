"""Lists A and B of a committee: which questions may be adopted in bloc, and what a position taken so may say."""

from __future__ import annotations

from typing import Any

from app.errors import Refused
from app.models.acts import QuestionPut
from app.models.case import Case, Round
from app.models.outcomes import Method, Outcome, Position, Purpose, Result
from app.models.procedure import Procedure
from app.workflows.finality import final_decision
from app.workflows.reasons import Verdict, holds
from app.workflows.road import case_facts
from app.workflows.rules import View
from app.workflows.urgency import urgent

IN_BLOC = frozenset({Position.AGREE, Position.AGREE_WITH_CONDITIONS})


def on_list_a(case: Case, procedure: Procedure) -> bool:
    """Whether the case stands on list A: by the committee's triage, and neither urgent nor discussed before.

    What was moved to list B, put off or left without consensus once is not adopted unheard later.
    """
    if urgent(case) or final_decision(case) is not None or any(map(_discussed, case.rounds.values())):
        return False
    return triage(case, procedure).met


def _discussed(one: Round) -> bool:
    found = (given.body.result for given in one.certificates.values())
    return one.moved is not None or one.deferred is not None or Result.NO_CONSENSUS in found


def triage(case: Case, procedure: Procedure) -> Verdict:
    """Whether the facts that the committee's triage asks for hold, and why; without a triage they never do."""
    committee = procedure.committee
    if committee is None or committee.triage is None:
        return Verdict(False, ())
    return holds(committee.triage.when, case_facts(case))


def in_bloc(case: Case, procedure: Procedure, body: QuestionPut) -> bool:
    """Whether this question is adopted in bloc: on list A, in session, to grant all that was asked."""
    if body.method is not Method.SESSION or body.purpose is not Purpose.DECIDE:
        return False
    return all(one.outcome is Outcome.GRANT for one in body.outcomes) and on_list_a(case, procedure)


def check_list(case: Case, view: View, body: QuestionPut) -> None:
    """Refuse a question that says of itself another list than the triage gives."""
    if body.bloc != in_bloc(case, view.procedure(case.procedure), body):
        raise Refused("triage.other-list", reference=case.reference)


def check_bloc_position(case: Case, one: Round, body: Any) -> None:
    """Refuse a position in bloc on a question of list B, and one that does anything but agree."""
    if not body.bloc:
        return
    if not one.question.bloc or one.moved is not None:
        raise Refused("bloc.list-b", reference=case.reference)
    if body.position not in IN_BLOC:
        raise Refused("bloc.agrees-only", reference=case.reference)
