"""What a case's own acts change of the way its procedure draws: other holders, stopped clocks, escalation, its end."""

from __future__ import annotations

from datetime import date

from app.models.asked import Letter
from app.models.case import Case
from app.models.charter import Charter
from app.models.outcomes import Position
from app.models.procedure import Decider, Mixed, Procedure, Step, StepKind
from app.workflows.engine import AS_DRAWN, COMMITTEE, Course, Pause, decider_of
from app.workflows.facts import Facts, facts_of_item
from app.workflows.finality import undecided
from app.workflows.in_realm import holder_of


def course_of(case: Case, procedure: Procedure, facts: Facts, charter: Charter) -> Course:
    """All of it, for the engine; most cases go as their procedure draws."""
    if _as_drawn(case, procedure):
        return AS_DRAWN
    left = undecided(case)
    return Course(
        holders={step.id: holder(case, step, charter) for step in procedure.steps if _moved(case, step)},
        deciders={
            step.id: _still_deciding(authorities(case, step, procedure, charter, facts), left)
            for step in procedure.steps
            if step.kind is StepKind.DECISION
        },
        declined=_declined(case, procedure, charter),
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
    """Whether nothing on the case can change its way: nobody declined, moved, escalated, decided, asked or withdrew."""
    if case.decisions or case.reassigned or case.escalations or case.letters or case.declined or case.withdrawn:
        return False
    if any(one.body.position is Position.NOT_COMPETENT for one in case.opinions.values()):
        return False
    return all(step.mixed is None for step in procedure.steps)


def _declined(case: Case, procedure: Procedure, charter: Charter) -> frozenset[str]:
    if not case.declined and all(one.body.position is not Position.NOT_COMPETENT for one in case.opinions.values()):
        return frozenset()
    return frozenset(step.id for step in procedure.steps if _is_declined(case, step, charter))


def _is_declined(case: Case, step: Step, charter: Charter) -> bool:
    return step.kind is not StepKind.COMMITTEE and has_declined(case, step, holder(case, step, charter))


def authorities(
    case: Case, step: Step, procedure: Procedure, charter: Charter, facts: Facts
) -> dict[str, tuple[str, ...]]:
    """Who decides at a decision step, each with its items, in the order of the dossier.

    After an escalation the higher authority decides everything. `facts` are those of the whole case.
    """
    everything = tuple(item.id for item in case.application.items)
    if case.escalations:
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
