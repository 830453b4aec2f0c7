"""What differs between two versions of a procedure, or two procedures, place by place."""

from __future__ import annotations

from typing import Any

from app.models.outcomes import Difference
from app.models.plain import to_plain
from app.models.procedure import Competence, Condition, Procedure, Step
from app.workflows.difference import plain_difference

NEEDLESS: tuple[object, ...] = (None, "", 0, False, [], {})
"""Not worth a line where a whole step is new or gone."""


def compare(old: Procedure, new: Procedure) -> tuple[Difference, ...]:
    """Everything that differs, but for the files' bytes: steps, committee, letters, limits, titles, legal bases.

    Parts are named ``steps.<id>``, ``committee.seats.<agency>``, ``queries``; conditions are compared and shown as
    `condition_code` writes them. A step that is new or gone is told by the fields that say something.
    """
    return plain_difference(_readable(old, _ids(new)), _readable(new, _ids(old)))


def condition_code(condition: Condition | None) -> str:
    """A condition in one line of no language: ``any(att_category = h; not(activity = import))``; empty for none."""
    if condition is None:
        return ""
    if condition.fact is not None:
        return f"{condition.fact.name} = {', '.join(condition.fact.values)}"
    if condition.negated is not None:
        return f"not({condition_code(condition.negated)})"
    word = "all" if condition.all else "any"
    return f"{word}({'; '.join(condition_code(part) for part in condition.all or condition.any)})"


def _ids(procedure: Procedure) -> frozenset[str]:
    return frozenset(step.id for step in procedure.steps)


def _readable(procedure: Procedure, elsewhere: frozenset[str]) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(procedure)
    del plain["digest"]
    _methods(plain, procedure)
    plain["steps"] = [_step(step, whole=step.id in elsewhere) for step in procedure.steps]
    return plain


def _methods(plain: dict[str, Any], procedure: Procedure) -> None:
    committee = procedure.committee
    if committee is not None and committee.triage is not None:
        plain["committee"]["triage"]["when"] = condition_code(committee.triage.when)
    if committee is not None and committee.silence is not None:
        plain["committee"]["silence"]["barred"] = condition_code(committee.silence.barred)


def _step(step: Step, *, whole: bool) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(step)
    plain["when"] = condition_code(step.when)
    plain["competences"] = [_competence(one) for one in step.competences]
    return {name: value for name, value in plain.items() if whole or value not in NEEDLESS}


def _competence(competence: Competence) -> dict[str, Any]:
    return {"agency": competence.agency, "when": condition_code(competence.when)}
