"""Where a case stands on the road of its procedure: which steps are done, open, and whose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from app.errors import Refused
from app.models.acts import Act
from app.models.case import Case, DecisionRecord, Opinion, Signed
from app.models.charter import Charter
from app.models.outcomes import GRANTING, ItemOutcome, Outcome, Position
from app.models.procedure import Overdue, Procedure, Step, StepKind
from app.models.realm import Realm
from app.workflows.consensus import standing_result
from app.workflows.course import check_undisputed, course_of, escalation, holder, standing_deadlines
from app.workflows.dossier import dossier_hash
from app.workflows.engine import Mark, Progress, StepStatus, progress
from app.workflows.facts import Facts, facts_of
from app.workflows.finality import final_decision, final_decisions, final_outcomes, licensed
from app.workflows.restarts import counts
from app.workflows.rules import View

BY_COMPLETION = frozenset(
    {
        StepKind.INTAKE,
        StepKind.CLASSIFICATION,
        StepKind.VERIFICATION,
        StepKind.CONSULTATION,
        StepKind.CONSOLIDATION,
        StepKind.NOTIFY,
    }
)


def moment(claimed: str) -> datetime:
    """A claimed time as a datetime in UTC."""
    return datetime.fromisoformat(claimed)


def case_facts(case: Case) -> Facts:
    """The named facts that conditions ask about; `granted` once a decision is final."""
    decided = final_decision(case) is not None
    granted = any(one.outcome in GRANTING for one in final_outcomes(case)) if decided else None
    return facts_of(case, granted=granted)


def case_progress(case: Case, procedure: Procedure, charter: Charter, now: datetime | None = None) -> Progress:
    """The steps of a case; only what is overdue depends on `now` (default: the latest act)."""
    assert case.registered is not None
    facts = case_facts(case)
    return progress(
        procedure,
        facts,
        marks(case, procedure, charter),
        moment(case.registered.claimed),
        charter,
        now or moment(case.last.claimed).astimezone(UTC),
        course_of(case, procedure, facts, charter),
    )


class _Seen(NamedTuple):
    """What the steps of a case are judged by: gathered once for all of them."""

    decision: DecisionRecord | None
    dossier: str
    completed: Mapping[str, Signed]
    opinions: Sequence[Opinion]


def marks(case: Case, procedure: Procedure, charter: Charter) -> dict[str, Mark]:
    """Which steps are done, when, by whom and how."""
    found: dict[str, Mark] = {}
    seen = _seen(case)
    for step in procedure.steps:
        done, how = _done(case, step, charter, seen), ""
        if done is None and step.kind is not StepKind.DECISION:
            done, how = _settled_otherwise(case, step, charter)
        if done is not None:
            found[step.id] = Mark(moment(done.claimed), done.agency, how, done.act)
    return found


def _seen(case: Case) -> _Seen:
    decision = final_decision(case)
    opinions = standing_opinions(case) if case.opinions else []
    return _Seen(decision, _bound_to(case, decision) if opinions else "", _completed(case), opinions)


def _bound_to(case: Case, decision: DecisionRecord | None) -> str:
    """The hash of the dossier that positions must stand on: the decision's once it is final, else the present one's."""
    return decision.body.dossier if decision else dossier_hash(case)


def _done(case: Case, step: Step, charter: Charter, seen: _Seen) -> Signed | None:
    if step.kind in BY_COMPLETION:
        by = seen.completed.get(step.id)
        # What was served before a reconsideration says nothing of the decision that it leads to.
        return by if by is None or step.kind is not StepKind.NOTIFY or counts(case, by.order) else None
    if step.kind is StepKind.REVIEW:
        opinion = _effective(case, step, charter, seen)
        return None if opinion is None else opinion.countersigned or opinion.by
    if step.kind is StepKind.COMMITTEE:
        return result_attested(case)
    if step.kind is StepKind.DECISION:
        return seen.decision.signatures[-1] if seen.decision else None
    return _issued(case) if seen.decision else None


def _settled_otherwise(case: Case, step: Step, charter: Charter) -> tuple[Signed | None, str]:
    """A step waived, deemed without objection, or handed to the higher authority.

    Only on the present dossier, and as far as the present procedure provides for it.
    """
    if not (case.waivers or case.deadlines or case.escalations):
        return None, ""
    undone, amended = case.undone, case.versions[-1].by
    waiving = {charter.agency_for(code) for code in (step.waived_by, step.escalates_to) if code}
    found = [(one.by, "waived") for one in case.waivers.values() if one.step == step.id and one.by.agency in waiving]
    found = [(by, how) for by, how in found if by.act not in undone and by.order > amended.order]
    if step.overdue is Overdue.NO_OBJECTION and not has_spoken(case, step, charter):
        silent = [one for one in standing_deadlines(case, step.id) if one.effect is Overdue.NO_OBJECTION]
        found += [(one.by, "no-objection") for one in silent]
    above = escalation(case)
    if step.kind is StepKind.COMMITTEE and above is not None:
        found.append((above.by, "escalated"))
    return min(found, key=lambda one: one[0].order, default=(None, ""))


def has_spoken(case: Case, step: Step, charter: Charter) -> bool:
    """Whether the step's holder gave an opinion that stands, be it on an earlier dossier: then it was not silent."""
    agency = holder(case, step, charter)
    return any(one.body.step == step.id and one.by.agency == agency for one in standing_opinions(case))


def _issued(case: Case) -> Signed | None:
    """The last licence, once every decision that grants has its own, or upheld one that has."""
    granting = {record.id for record in final_decisions(case) if grants(record)}
    if not granting or not granting <= licensed(case):
        return None
    return max((licence.by for licence in case.licences.values()), key=lambda by: by.order)


def grants(record: DecisionRecord) -> bool:
    """Whether a decision grants any item, wholly or in part."""
    return any(one.outcome in GRANTING for one in record.body.outcomes)


def _completed(case: Case) -> dict[str, Signed]:
    """The latest completion of each step; an amended dossier asks for a new one."""
    if not case.marks:
        return {}
    undone, amended = case.undone, case.versions[-1].by.order
    standing = [
        mark
        for mark in case.marks.values()
        if not mark.returned_to and mark.by.act not in undone and mark.by.order > amended
    ]
    return {mark.step: mark.by for mark in sorted(standing, key=lambda mark: mark.by.order)}


def standing_opinions(case: Case) -> list[Opinion]:
    """Opinions that no later one replaced and no return undid, in order of time."""
    replaced = {opinion.replaces for opinion in case.opinions.values()} | case.undone
    found = [opinion for opinion in case.opinions.values() if opinion.id not in replaced]
    return sorted(found, key=lambda opinion: opinion.by.order)


def effective_opinion(case: Case, step: Step, charter: Charter) -> Opinion | None:
    """The one standing opinion of the step's holder on the present dossier, countersigned where the procedure asks it.

    "Not competent" is no opinion: the step waits for another agency.
    """
    return _effective(case, step, charter, _seen(case)) if case.opinions else None


def _effective(case: Case, step: Step, charter: Charter, seen: _Seen) -> Opinion | None:
    given = [one for one in seen.opinions if one.body.step == step.id]
    if not given:
        return None
    agency = holder(case, step, charter)
    found = [one for one in given if one.by.agency == agency]
    if len(found) != 1 or found[0].body.position is Position.NOT_COMPETENT:
        return None
    if not found[0].stands_on(seen.dossier):
        return None
    needs_second = step.countersign and "countersign" not in charter.waivers
    return None if needs_second and found[0].countersigned is None else found[0]


def result_attested(case: Case) -> Signed | None:
    """The secretary's attestation of the consensus that stands, or on which the final decision rests."""
    decision = final_decision(case)
    if decision is not None and decision.body.question is not None:
        signed = [one.attested for one in case.rounds[decision.body.question].certificates.values() if one.attested]
        return min(signed, key=lambda by: by.order)
    found = standing_result(case)
    return None if found is None else found[1].attested


def status(case: Case, view: View, step_id: str) -> tuple[Step, StepStatus]:
    """The step and where it stands. Raises `Refused` for an unknown step."""
    procedure = view.procedure(case.procedure)
    try:
        step = procedure.step(step_id)
    except KeyError:
        known = ", ".join(one.id for one in procedure.steps)
        raise Refused("step.unknown", step=step_id, known=known) from None
    assert view.realm.charter is not None
    found = case_progress(case, procedure, view.realm.charter)
    return step, next(one for one in found.steps if one.step.id == step_id)


def require_open(case: Case, view: View, act: Act, step_id: str) -> Step:
    """The step, if it is open and held by the author's agency. Raises `Refused`."""
    step, where = status(case, view, step_id)
    if where.state != "open":
        raise Refused("step.not-open", step=step_id, state=where.state, reference=case.reference)
    if act.agency not in where.agencies:
        raise Refused("step.other-agency", step=step_id, holder=", ".join(where.agencies), agency=act.agency)
    check_undisputed(case, step_id)
    return step


def stage(case: Case, realm: Realm) -> str:
    """One word for lists: the id of the first open step, or how the case ended."""
    adopted = realm.procedures.get(case.procedure)
    if adopted is None or realm.charter is None:
        return "unknown"
    found = case_progress(case, adopted.procedure, realm.charter)
    open_step = next((one.step.id for one in found.steps if one.state == "open"), None)
    return open_step or ending(case)


def ending(case: Case) -> str:
    """How a case ended: ``granted``, ``partly-granted``, ``refused``, ``withdrawn``, ``merged`` or ``closed``."""
    if case.merged is not None:
        return "merged"
    if case.withdrawn is not None:
        return "withdrawn"
    return outcome(final_outcomes(case)) if final_decision(case) is not None else "closed"


def outcome(outcomes: tuple[ItemOutcome, ...]) -> str:
    """Several outcomes in one word."""
    granted = [one.outcome in GRANTING for one in outcomes]
    if not any(granted) and all(one.outcome is Outcome.RETURN for one in outcomes):
        return Outcome.RETURN.value
    return "granted" if all(granted) else "partly-granted" if any(granted) else "refused"
