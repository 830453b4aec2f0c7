"""What a case's own acts change of the way its procedure draws: other holders, stopped clocks, escalation, its end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.models.asked import Consultation, Letter
from app.models.case import Case
from app.models.charter import Charter
from app.models.course import Deadline, Escalation
from app.models.outcomes import Position
from app.models.procedure import Decider, Mixed, Procedure, Step, StepKind
from app.workflows.dossier import dossier_hash
from app.workflows.engine import AS_DRAWN, COMMITTEE, Course, Pause, decider_of
from app.workflows.facts import Facts, facts_of_item
from app.workflows.finality import undecided
from app.workflows.in_realm import holder_of


def course_of(case: Case, procedure: Procedure, facts: Facts, charter: Charter) -> Course:
    """All of it, for the engine; most cases go as their procedure draws."""
    if _as_drawn(case, procedure):
        return AS_DRAWN
    left = undecided(case)
    deciders = {
        step.id: _still_deciding(authorities(case, step, procedure, charter, facts), left)
        for step in procedure.steps
        if step.kind is StepKind.DECISION
    }
    return Course(
        holders={step.id: holder(case, step, charter) for step in procedure.steps if _moved(case, step)},
        deciders=deciders,
        declined=_declined(case, procedure, charter, deciders),
        amended_at=case.versions[-1].by.claimed if len(case.versions) > 1 else "",
        pauses=pauses(case),
        withdrawn_at=case.withdrawn.by.claimed if case.withdrawn else "",
    )


def _still_deciding(deciding: dict[str, tuple[str, ...]], left: frozenset[str]) -> tuple[str, ...]:
    """Who has items left to decide; once nothing is left, all who did."""
    return tuple(code for code, items in deciding.items() if left & set(items)) or tuple(deciding)


# --- who ---------------------------------------------------------------------------------------------------------


def holder(case: Case, step: Step, charter: Charter) -> str:
    """The agency that holds a step now: the procedure's, or the one to which it went after others declined."""
    return moved(case, step, holder_of(step.agency, charter))


def moved(case: Case, step: Step, agency: str) -> str:
    """Where what `agency` held at `step` lies now; of two reassignments made apart the earlier counts."""
    if case.reassigned:
        for one in sorted(case.reassigned.values(), key=lambda one: one.by.order):
            if one.step == step.id and one.declined_by == agency:
                agency = one.agency
    return agency


def has_declined(case: Case, step: Step, agency: str) -> bool:
    """Whether `agency` said that it is not competent for `step`."""
    if any(one.step == step.id and one.by.agency == agency for one in case.declined.values()):
        return True
    replaced = {opinion.replaces for opinion in case.opinions.values()}
    return any(
        one.body.step == step.id and one.by.agency == agency and one.body.position is Position.NOT_COMPETENT
        for one in case.opinions.values()
        if one.id not in replaced
    )


def _moved(case: Case, step: Step) -> bool:
    return step.kind not in (StepKind.COMMITTEE, StepKind.DECISION) and any(
        one.step == step.id for one in case.reassigned.values()
    )


def _as_drawn(case: Case, procedure: Procedure) -> bool:
    """Whether nothing on the case changes its way: neither amendment nor refusal, decision, letter or the like."""
    if case.decisions or case.reassigned or case.escalations or case.letters or case.declined or case.withdrawn:
        return False
    if len(case.versions) > 1:
        return False
    if any(one.body.position is Position.NOT_COMPETENT for one in case.opinions.values()):
        return False
    return all(step.mixed is None for step in procedure.steps)


def _declined(
    case: Case, procedure: Procedure, charter: Charter, deciders: Mapping[str, tuple[str, ...]]
) -> frozenset[str]:
    if not case.declined and all(one.body.position is not Position.NOT_COMPETENT for one in case.opinions.values()):
        return frozenset()
    return frozenset(
        step.id
        for step in procedure.steps
        if any(has_declined(case, step, code) for code in deciders.get(step.id) or (holder(case, step, charter),))
    )


def escalation(case: Case) -> Escalation | None:
    """The escalation in force: the first since the dossier was last amended."""
    amended = case.versions[-1].by.order
    found = [one for one in case.escalations.values() if one.by.order > amended]
    return min(found, key=lambda one: one.by.order, default=None)


def standing_deadlines(case: Case, step: str) -> list[Deadline]:
    """Passed limits of a step as recorded since the dossier was last amended, and not undone by a return."""
    amended, undone = case.versions[-1].by.order, case.undone
    return [
        one
        for one in case.deadlines.values()
        if one.step == step and one.by.order > amended and one.by.act not in undone
    ]


def authorities(
    case: Case, step: Step, procedure: Procedure, charter: Charter, facts: Facts
) -> dict[str, tuple[str, ...]]:
    """Who decides at a decision step, each with its items, in the order of the dossier.

    After an escalation the higher authority decides everything. `facts` are those of the whole case.
    """
    everything = tuple(item.id for item in case.application.items)
    if escalation(case) is not None:
        return {holder_of(procedure.higher_authority, charter): everything}
    if step.decides is not Decider.COMPETENT_AGENCY or step.mixed is not Mixed.OWN_ITEMS:
        decider = decider_of(step, facts)
        code = decider if decider == COMMITTEE else moved(case, step, holder_of(decider, charter))
        return {code: everything}
    found: dict[str, tuple[str, ...]] = {}
    for item in case.application.items:
        code = moved(case, step, holder_of(decider_of(step, facts_of_item(case, item)), charter))
        found[code] = (*found.get(code, ()), item.id)
    return found


def competent(case: Case, step: Step, charter: Charter) -> frozenset[str]:
    """The agencies to which single items of the application fall at a decision split by competence."""
    return frozenset(
        holder_of(decider_of(step, facts_of_item(case, item)), charter) for item in case.application.items
    )


def waits_for(case: Case, asked: Consultation) -> bool:
    """Whether an answer on the present dossier is still waited for."""
    answer = asked.standing()
    return asked.withdrawn is None and (answer is None or answer[1].dossier != dossier_hash(case))


# --- the applicant's clock -----------------------------------------------------------------------------------------


def open_letters(case: Case) -> tuple[Letter, ...]:
    """Letters to the applicant that nothing has ended, in the order of their numbers."""
    waiting = (letter for letter in case.letters.values() if letter.closed is None)
    return tuple(sorted(waiting, key=lambda letter: letter.by.order))


def asking_steps(case: Case, letter: Letter) -> frozenset[str]:
    """The steps whose agencies asked what stands in the letter."""
    return frozenset(case.queries[name].body.step for name in letter.body.queries if name in case.queries)


def pauses(case: Case) -> tuple[Pause, ...]:
    """From each letter to its answer or end: the statutory clock and the asking steps stand still."""
    if not case.letters:
        return ()
    found = sorted(case.letters.values(), key=lambda letter: letter.by.order)
    return tuple(Pause(_day(one.by.claimed), _answered_on(one), asking_steps(case, one)) for one in found)


def _answered_on(letter: Letter) -> date | None:
    moments = [by.claimed for _, by in letter.answers.values()]
    moments += [letter.closed[2].claimed] if letter.closed else []
    return _day(min(moments)) if moments else None


def _day(claimed: str) -> date:
    return date.fromisoformat(claimed[:10])
