"""Who does what under a procedure: responsible, accountable, consulted and informed, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.charter import Charter
from app.models.procedure import Decider, Procedure, Step, StepKind
from app.workflows.authority import functions
from app.workflows.engine import COMMITTEE
from app.workflows.in_realm import in_realm
from app.workflows.procedure_graph import ancestors

DECIDED = frozenset({StepKind.DECISION, StepKind.COMMITTEE, StepKind.ISSUE})
HEARD = frozenset({StepKind.REVIEW, StepKind.VERIFICATION, StepKind.CONSULTATION})
WEIGHS = frozenset({StepKind.CONSOLIDATION, StepKind.COMMITTEE, StepKind.DECISION})
TELLS = frozenset({StepKind.DECISION, StepKind.ISSUE, StepKind.NOTIFY})


@dataclass(frozen=True, slots=True)
class Row:
    """One step: agency codes of the charter, ``committee`` for the committee as a whole."""

    step: Step
    responsible: tuple[str, ...]
    accountable: str
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()


def raci(procedure: Procedure, charter: Charter) -> tuple[Row, ...]:
    """A row for each step, in the procedure's order, with the agencies that fill its functions under `charter`.

    Responsible is whoever holds the step; at a decision split by competence every competent agency. Accountable is
    always one: for decision, committee and issue whoever decides (at a split decision the agency that the step names,
    to which everything falls that no competence covers), for an opinion the agency that gives it, for the rest the
    lead agency, which holds intake. Consulted are, at consolidation, committee and decision, the agencies whose
    opinions, verifications or consultations come before. Informed is, at decision, issue and notification, every other
    agency with a part, seats included. Who answers for a step is not also consulted or informed.
    """
    placed = in_realm(procedure, charter)
    before = ancestors(placed)
    return tuple(_row(step, placed, before) for step in placed.steps)


def _row(step: Step, procedure: Procedure, before: dict[str, frozenset[str]]) -> Row:
    responsible = _responsible(step)
    accountable = _accountable(step, procedure, before)
    answering = {*responsible, accountable}
    heard: set[str] = set()
    if step.kind in WEIGHS:
        heard = {one.agency for one in procedure.steps if one.kind in HEARD and one.id in before[step.id]} - answering
    told = functions(procedure) - answering - heard if step.kind in TELLS else set()
    return Row(step, responsible, accountable, tuple(sorted(heard)), tuple(sorted(told)))


def _responsible(step: Step) -> tuple[str, ...]:
    if step.kind is StepKind.COMMITTEE or step.decides is Decider.COMMITTEE:
        return (COMMITTEE,)
    return tuple(dict.fromkeys((*(one.agency for one in step.competences), step.agency)))


def _accountable(step: Step, procedure: Procedure, before: dict[str, frozenset[str]]) -> str:
    if step.kind in DECIDED:
        decision = _decision_of(step, procedure, before)
        return COMMITTEE if decision.decides is Decider.COMMITTEE else decision.agency
    return step.agency if step.kind is StepKind.REVIEW else procedure.lead


def _decision_of(step: Step, procedure: Procedure, before: dict[str, frozenset[str]]) -> Step:
    """The decision itself, the first that a committee leads to, or the first that an issue follows from."""
    if step.kind is StepKind.DECISION:
        return step
    decisions = [one for one in procedure.steps if one.kind is StepKind.DECISION]
    near = [one for one in decisions if step.id in before[one.id] or one.id in before[step.id]]
    return (near or decisions)[0]
