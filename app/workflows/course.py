"""What a case's own acts change of the way its procedure draws: other holders, stopped clocks, escalation, its end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.errors import Refused
from app.models.asked import Consultation, Letter
from app.models.case import Case
from app.models.charter import Charter
from app.models.corrections import CompetenceRuling, Dispute
from app.models.course import Deadline, Escalation, Reassignment, ReturnedUp
from app.models.outcomes import Position
from app.models.procedure import Decider, Mixed, Procedure, Step, StepKind
from app.workflows.clocks import WHOLE, Pause
from app.workflows.dossier import dossier_hash
from app.workflows.engine import AS_DRAWN, COMMITTEE, Course, decider_of
from app.workflows.facts import Facts, facts_of_item
from app.workflows.finality import undecided
from app.workflows.in_realm import holder_of
from app.workflows.restarts import counts, restarted
from app.workflows.urgency import declaration


def course_of(case: Case, procedure: Procedure, facts: Facts, charter: Charter) -> Course:
    """All of it, for the engine; most cases go as their procedure draws."""
    if _as_drawn(case, procedure):
        return AS_DRAWN
    left = undecided(case)
    deciders = {
        step.id: _still_deciding(authorities(case, step, charter, facts), left)
        for step in procedure.steps
        if step.kind is StepKind.DECISION
    }
    return Course(
        holders={step.id: holder(case, step, charter) for step in procedure.steps if _moved(case, step)},
        deciders=deciders,
        declined=_declined(case, procedure, charter, deciders),
        amended_at=_begun_anew(case),
        pauses=pauses(case),
        withdrawn_at=next((end.by.claimed for end in (case.withdrawn, case.merged) if end is not None), ""),
        urgent=_urgent(case),
        percent=procedure.committee.urgency.percent if procedure.committee and procedure.committee.urgency else WHOLE,
    )


def _still_deciding(deciding: dict[str, tuple[str, ...]], left: frozenset[str]) -> tuple[str, ...]:
    """Who has items left to decide; once nothing is left, all who did."""
    return tuple(code for code, items in deciding.items() if left & set(items)) or tuple(deciding)


# --- who ---------------------------------------------------------------------------------------------------------


def holder(case: Case, step: Step, charter: Charter) -> str:
    """The agency that holds a step now: the procedure's, or the one to which it went after others declined."""
    return moved(case, step, holder_of(step.agency, charter))


def moved(case: Case, step: Step, agency: str) -> str:
    """Where what `agency` held at `step` lies now; of two reassignments made apart the earlier counts.

    A ruling on competence holds against a reassignment made apart; after it only a holder who left is replaced.
    """
    if not (case.reassigned or case.competence_rulings):
        return agency
    trail, ruled = {agency}, False
    for one in sorted(_moves(case, step), key=lambda one: one.by.order):
        if isinstance(one, CompetenceRuling):
            if one.holder in trail and not ruled:
                agency, ruled = one.agency, True
        elif one.declined_by == agency and (not ruled or _replaces_absent(case, one)):
            agency, ruled = one.agency, False
        trail.add(agency)
    return agency


def _moves(case: Case, step: Step) -> list[Reassignment | CompetenceRuling]:
    """What gave the step to other agencies."""
    moves: list[Reassignment | CompetenceRuling] = [*case.reassigned.values()]
    moves += case.competence_rulings.values()
    return [one for one in moves if one.step == step.id]


def _replaces_absent(case: Case, one: Reassignment) -> bool:
    """Whether a step went on because its holder had left, by a correction."""
    return any(each.confirmed is not None and each.confirmed.act == one.by.act for each in case.corrections.values())


def is_ruled(case: Case, step: Step, agency: str) -> bool:
    """Whether a ruling settled that `agency` is competent for `step`."""
    return any((one.step, one.agency) == (step.id, agency) for one in case.competence_rulings.values())


def open_disputes(case: Case, step_id: str) -> tuple[Dispute, ...]:
    """Claims to what another agency holds of a step, until a ruling or a reassignment settles them."""
    if not case.disputes:
        return ()
    settled = {one.holder for one in case.competence_rulings.values() if one.step == step_id}
    settled |= {one.declined_by for one in case.reassigned.values() if one.step == step_id}
    found = (one for one in case.disputes.values() if one.step == step_id and one.holder not in settled)
    return tuple(sorted(found, key=lambda one: one.by.order))


def check_undisputed(case: Case, step_id: str) -> None:
    """Refuse to go on with a step whose holder another agency disputes."""
    for one in open_disputes(case, step_id):
        raise Refused("competence.disputed", step=step_id, holder=one.holder, agency=one.agency)


def has_declined(case: Case, step: Step, agency: str) -> bool:
    """Whether `agency` said that it is not competent for `step`, and nobody ruled that it is."""
    if is_ruled(case, step, agency):
        return False
    if any(one.step == step.id and one.by.agency == agency for one in case.declined.values()):
        return True
    replaced = {opinion.replaces for opinion in case.opinions.values()}
    return any(
        one.body.step == step.id and one.by.agency == agency and one.body.position is Position.NOT_COMPETENT
        for one in case.opinions.values()
        if one.id not in replaced
    )


def _moved(case: Case, step: Step) -> bool:
    return step.kind not in (StepKind.COMMITTEE, StepKind.DECISION) and bool(_moves(case, step))


def _as_drawn(case: Case, procedure: Procedure) -> bool:
    """Whether nothing on the case changes its way: neither amendment nor refusal, decision, letter or the like."""
    if case.decisions or case.reassigned or case.escalations or case.letters or case.declined or case.withdrawn:
        return False
    if case.disputes or case.competence_rulings or case.reviews or case.returned_up or case.merged:
        return False
    if case.urgencies or len(case.versions) > 1:
        return False
    if any(one.body.position is Position.NOT_COMPETENT for one in case.opinions.values()):
        return False
    return all(step.mixed is None for step in procedure.steps)


def _begun_anew(case: Case) -> str:
    """When what is open now began anew: the last amendment, reconsideration or return from above; else nothing."""
    amended = case.versions[-1].by.claimed if len(case.versions) > 1 else ""
    since = restarted(case)
    again = [one.by for one in case.reviews.values()] + [one.by for one in case.returned_up.values()]
    return max(amended, *(by.claimed for by in again if by.order == since), "")


def _declined(
    case: Case, procedure: Procedure, charter: Charter, deciders: Mapping[str, tuple[str, ...]]
) -> frozenset[str]:
    said = case.declined or case.disputes
    if not said and all(one.body.position is not Position.NOT_COMPETENT for one in case.opinions.values()):
        return frozenset()
    return frozenset(
        step.id
        for step in procedure.steps
        if open_disputes(case, step.id)
        or any(has_declined(case, step, code) for code in deciders.get(step.id) or (holder(case, step, charter),))
    )


def escalation(case: Case) -> Escalation | None:
    """The escalation in force: the highest level reached, step by step, since the dossier was last amended.

    None once the case was given back to the committee, reconsidered, or put back to a step; of two made apart to one
    level the earlier counts.
    """
    if not case.escalations:
        return None
    amended, undone, highest = case.versions[-1].by.order, case.undone, None
    found = [one for one in case.escalations.values() if one.by.order > amended and counts(case, one.by.order)]
    for one in sorted(found, key=lambda one: (one.body.level, one.by.order)):
        reached = 0 if highest is None else highest.body.level
        if one.by.act not in undone and one.body.level == reached + 1:
            highest = one
    return highest


def instructions(case: Case) -> ReturnedUp | None:
    """What the higher authority wants of the committee, where it gave the case back and nothing began anew since."""
    since = restarted(case)
    return next((one for one in case.returned_up.values() if one.by.order == since), None)


def standing_deadlines(case: Case, step: str) -> list[Deadline]:
    """Passed limits of a step as recorded since its work began anew, and not undone by a return."""
    amended, undone = case.versions[-1].by.order, case.undone
    return [
        one
        for one in case.deadlines.values()
        if one.step == step and one.by.order > amended and counts(case, one.by.order) and one.by.act not in undone
    ]


def authorities(case: Case, step: Step, charter: Charter, facts: Facts) -> dict[str, tuple[str, ...]]:
    """Who decides at a decision step, each with its items, in the order of the dossier.

    After an escalation the level it lies with decides everything. `facts` are those of the whole case.
    """
    everything = tuple(item.id for item in case.application.items)
    above = escalation(case)
    if above is not None:
        return {above.body.to: everything}
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
    return frozenset(holder_of(decider_of(step, facts_of_item(case, item)), charter) for item in case.application.items)


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


def _urgent(case: Case) -> tuple[str, str]:
    """From when to when the case has been urgent: declared so, until it was reconsidered."""
    said = declaration(case)
    if said is None:
        return ("", "")
    since = said[1]
    after = [one.by.claimed for one in case.reviews.values() if one.by.order > since.order]
    return (since.claimed, min(after, default=""))


def pauses(case: Case) -> tuple[Pause, ...]:
    """From each letter to its answer or end: the statutory clock and the asking steps stand still."""
    if not case.letters:
        return ()
    found = sorted(case.letters.values(), key=lambda letter: letter.by.order)
    return tuple(
        Pause(datetime.fromisoformat(one.by.claimed), _answered_at(one), asking_steps(case, one), one.body.number)
        for one in found
    )


def _answered_at(letter: Letter) -> datetime | None:
    moments = [by.claimed for _, by in letter.answers.values()]
    moments += [letter.closed[2].claimed] if letter.closed else []
    return datetime.fromisoformat(min(moments)) if moments else None
