"""Verbs that change a case's way: conflicts, passed limits, waivers, other holders, rulings, escalation."""

from __future__ import annotations

from app.cli.cases import REASON, REFERENCE
from app.cli.forms import choice, yes_or_no
from app.cli.show import acted, followed
from app.cli.verbs import Answer, Call, arg, verb
from app.marks import N_
from app.models.outcomes import EscalationCause
from app.models.procedure import Overdue

STEP = arg("--step", required=True, help=N_("step of the procedure"))


@verb("conflict declare", N_("step out of a case over a conflict of interest"), REFERENCE, REASON)
def conflict_declare(call: Call) -> Answer:
    """For good: later acts of this person on the case are refused; an expert does not even see where it stands."""
    args = call.args
    answer = acted(call, call.desk().course.declare_conflict(args.reference, args.reason))
    answer.lines.append(
        call.words.text(
            N_(
                "You have stepped out of this case: nothing more that you sign on it counts. A colleague has to take "
                "over."
            )
        )
    )
    return answer


PASSED = {
    Overdue.REMIND: N_("The holder is to be reminded; the step stays open."),
    Overdue.ESCALATE: N_("The step escalates: who stands above may now act on it."),
    Overdue.NO_OBJECTION: N_("Silence counts here as no objection: the step is done without an opinion."),
}


@verb("deadline record", N_("record that the limit of a step has passed"), REFERENCE, STEP)
def deadline_record(call: Call) -> Answer:
    """With what the procedure provides for then."""
    args, desk = call.args, call.desk()
    change = desk.course.record_deadline(args.reference, args.step)
    deadline = desk.questions.case(args.reference)["deadlines"][-1]
    line = call.words.text(PASSED[Overdue(deadline["effect"])])
    return followed(call, desk, args.reference, change, line, due=deadline["due"], effect=deadline["effect"])


@verb("step waive", N_("do without a step"), REFERENCE, STEP, REASON)
def step_waive(call: Call) -> Answer:
    """A head of the agency that the procedure names."""
    args, desk = call.args, call.desk()
    change = desk.course.waive_step(args.reference, args.step, args.reason)
    line = call.words.text(N_("Step {step} is waived; a changed dossier brings it back."), step=args.step)
    return followed(call, desk, args.reference, change, line)


@verb(
    "step decline",
    N_("say that your agency is not competent for a step"),
    REFERENCE,
    arg("--step", default="", help=N_("step of the procedure; without it, the one your agency holds")),
    arg("--reasons", required=True, help=N_("why")),
)
def step_decline(call: Call) -> Answer:
    """The step waits until the agency that runs the case finds another."""
    args, desk = call.args, call.desk()
    change = desk.course.decline_step(args.reference, args.step, args.reasons)
    sentence = N_(
        "The step waits for another agency. The one that runs the case names it: placet step reassign {reference}"
    )
    return followed(call, desk, args.reference, change, call.words.text(sentence, reference=args.reference))


@verb(
    "step reassign",
    N_("give a declined step to another agency"),
    REFERENCE,
    STEP,
    arg("--to", required=True, metavar="AGENCY", help=N_("who takes it over")),
    REASON,
    arg("--from", default="", dest="declined_by", metavar="AGENCY", help=N_("who declined, where several did")),
)
def step_reassign(call: Call) -> Answer:
    """The agency that runs the case does."""
    args, desk = call.args, call.desk()
    change = desk.course.reassign_step(args.reference, args.step, args.to, args.reason, args.declined_by)
    line = call.words.text(N_("{agency} now holds step {step}."), agency=args.to, step=args.step)
    return followed(call, desk, args.reference, change, line)


@verb(
    "gate rule",
    N_("rule, as the higher authority, on a contested Article 6 prohibition"),
    REFERENCE,
    arg("--prohibited", required=True, metavar="YES|NO", help=N_("whether the prohibition stands")),
    arg("--reasons", required=True, help=N_("reasons for the ruling")),
)
def gate_rule(call: Call) -> Answer:
    """No vote can; lifted or confirmed for good."""
    args, desk = call.args, call.desk()
    prohibited = yes_or_no(args.prohibited, "--prohibited")
    change = desk.course.rule_gate(args.reference, args.reasons, prohibited=prohibited)
    lifted, stands = N_("The prohibition is lifted."), N_("The prohibition stands: only a refusal is left.")
    return followed(call, desk, args.reference, change, call.words.text(stands if prohibited else lifted))


HOLDER = arg("--holder", default="", metavar="AGENCY", help=N_("who holds it, where several do"))


@verb(
    "competence claim",
    N_("say that your agency, not the holder, is competent for a step"),
    REFERENCE,
    STEP,
    HOLDER,
    arg("--reasons", required=True, help=N_("why")),
)
def competence_claim(call: Call) -> Answer:
    """The step waits until the agency that the procedure names has ruled."""
    args, desk = call.args, call.desk()
    change = desk.course.claim_step(args.reference, args.step, args.reasons, args.holder)
    dispute = desk.questions.case(args.reference)["disputes"][-1]
    line = call.words.text(N_("The step waits for the ruling of {judge}."), judge=dispute["judge"] or "-")
    return followed(call, desk, args.reference, change, line, judge=dispute["judge"])


@verb(
    "competence rule",
    N_("settle which agency is competent for a step"),
    REFERENCE,
    STEP,
    HOLDER,
    arg("--for", dest="competent", required=True, metavar="AGENCY", help=N_("the competent agency")),
    arg("--reasons", required=True, help=N_("reasons for the ruling")),
)
def competence_rule(call: Call) -> Answer:
    """Of the agency that the procedure names; it binds both."""
    args, desk = call.args, call.desk()
    change = desk.course.rule_competence(args.reference, args.step, args.competent, args.reasons, args.holder)
    sentence = N_("{agency} is competent for step {step} and can neither decline it nor lose it to a claim.")
    line = call.words.text(sentence, agency=args.competent, step=args.step)
    return followed(call, desk, args.reference, change, line)


@verb(
    "decision escalate",
    N_("hand a case to the next higher authority"),
    REFERENCE,
    REASON,
    arg("--cause", default="", metavar="CAUSE", help=N_("deferrals, overdue or referred; without it, what applies")),
)
def decision_escalate(call: Call) -> Answer:
    """With every position taken so far."""
    args, desk = call.args, call.desk()
    cause = choice(EscalationCause, args.cause, "--cause") if args.cause else None
    change = desk.course.escalate(args.reference, args.reason, cause)
    escalation = desk.questions.case(args.reference)["escalations"][-1]
    sentence = N_("{agency} now decides. Positions handed up: {count}.")
    lines = [call.words.text(sentence, agency=escalation["to"], count=len(escalation["positions"]))]
    if escalation["due"]:
        lines.append(call.words.text(N_("To decide by {due}."), due=call.words.date(escalation["due"])))
    told = {name: escalation[name] for name in ("to", "level", "due")}
    return followed(call, desk, args.reference, change, *lines, **told)


@verb(
    "decision give-back",
    N_("give a case back to the committee with instructions"),
    REFERENCE,
    arg("--instructions", required=True, help=N_("what the committee is to do")),
    arg("--instructions-fr", required=True, help=N_("the same in French")),
)
def decision_give_back(call: Call) -> Answer:
    """By a head of the authority it was handed to; deferrals count anew."""
    args, desk = call.args, call.desk()
    change = desk.course.give_back(args.reference, args.instructions, args.instructions_fr)
    line = call.words.text(N_("The committee has the case again, with these instructions; its deferrals count anew."))
    return followed(call, desk, args.reference, change, line)
