"""Rules of the statutory limit: the effect that the law attaches to it is recorded when it falls, never a consensus."""

from __future__ import annotations

from datetime import date

from app.errors import Refused
from app.models.acts import Act, StatutoryEffectRecorded
from app.models.applicant import Statutory
from app.models.case import Case
from app.models.change import replace
from app.models.outcomes import GRANTING, GateStatus, ItemOutcome
from app.models.procedure import StatutoryEffect
from app.workflows.clocks import day_of
from app.workflows.facts import gate_status
from app.workflows.finality import final_decision, undecided
from app.workflows.limits import check_lead
from app.workflows.registration import check_open
from app.workflows.road import case_progress, moment
from app.workflows.rules import View, rule, signed

IN_DOUBT = (GateStatus.CLAIMED, GateStatus.CONFIRMED, GateStatus.CONTESTED)


def _record(case: Case, act: Act) -> Case:
    """Of two records made apart the earlier counts."""
    by = signed(act)
    if case.statutory is not None and case.statutory.by.order < by.order:
        return case
    return replace(case, statutory=Statutory(due=act.body.due, effect=act.body.effect, by=by))


def fallen(case: Case, view: View, claimed: str) -> date:
    """The last day of the statutory limit that had passed at the time `claimed`. Raises `Refused`."""
    assert view.realm.charter is not None
    road = case_progress(case, view.procedure(case.procedure), view.realm.charter, moment(claimed))
    if road.stopped:
        raise Refused("statutory.stopped", reference=case.reference)
    if road.statutory_due is None:
        raise Refused("statutory.no-limit", reference=case.reference)
    if day_of(claimed, view.realm.charter.calendar_of()) <= road.statutory_due:
        raise Refused("statutory.not-passed", reference=case.reference, due=road.statutory_due.isoformat())
    return road.statutory_due


def due_to_record(case: Case, view: View, claimed: str) -> date | None:
    """The day on which the limit passed whose effect is not recorded yet; None where there is nothing to record."""
    if case.statutory is not None or case.withdrawn is not None or case.reviews or not undecided(case):
        return None
    try:
        return fallen(case, view, claimed)
    except Refused:
        return None


@rule(StatutoryEffectRecorded, effect=_record)
def check_statutory(case: Case, view: View, act: Act) -> None:
    """Once, before the last item is decided: the limit as computed with its pauses, and the procedure's effect."""
    check_open(case)
    procedure = view.procedure(case.procedure)
    check_lead(case, view, act)
    if case.statutory is not None:
        raise Refused("statutory.recorded-already", reference=case.reference, due=case.statutory.due)
    if final_decision(case) is not None or case.reviews:
        raise Refused("decision.final-already", reference=case.reference)
    due = fallen(case, view, act.claimed)
    effect = procedure.statutory_effect
    if act.body.due != due.isoformat() or act.body.effect is not effect:
        raise Refused("statutory.terms", due=due.isoformat(), statutory_effect=effect.value)
    if effect is StatutoryEffect.IMPLICIT_GRANT and gate_status(case) in IN_DOUBT:
        raise Refused("statutory.prohibited", reference=case.reference)


def check_after_effect(case: Case, outcomes: tuple[ItemOutcome, ...]) -> None:
    """What the law granted by the passing of time is confirmed by a decision, and refused by none.

    An implicit refusal binds nobody: an explicit decision takes its place.
    """
    if case.statutory is None or case.statutory.effect is not StatutoryEffect.IMPLICIT_GRANT or case.reviews:
        return
    if any(one.outcome not in GRANTING for one in outcomes):
        raise Refused("statutory.granted", reference=case.reference, due=case.statutory.due)
