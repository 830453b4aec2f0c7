"""Verbs that ask others: questions to the applicant, consultations of agencies, experts."""

from __future__ import annotations

from app.cli.cases import REASON, REFERENCE
from app.cli.course_lines import letter_lines
from app.cli.forms import choice, day, document
from app.cli.show import followed
from app.cli.verbs import Answer, Call, arg, verb
from app.marks import N_
from app.models.outcomes import Position, QueryOutcome

LETTER = arg(
    "--letter",
    default="",
    metavar="N",
    help=N_("number of the letter, where several are open; the beginning of its id, where several have that number"),
)
CONSULTATION = arg(
    "--consultation", default="", metavar="ID", help=N_("which consultation; the beginning of its id is enough")
)

# --- the applicant -----------------------------------------------------------------------------------------------


@verb(
    "query raise",
    N_("ask the applicant something, for the next letter"),
    REFERENCE,
    arg("--text", required=True, help=N_("the question")),
    arg("--text-fr", default="", help=N_("the same in French")),
    arg("--step", default="", help=N_("step of the procedure; without it, the one your agency holds")),
)
def query_raise(call: Call) -> Answer:
    """From the step one's agency holds."""
    args, desk = call.args, call.desk()
    change = desk.consulting.raise_query(args.reference, args.text, args.text_fr, args.step)
    sentence = N_("The question waits for the next letter: placet query send {reference}")
    return followed(call, desk, args.reference, change, call.words.text(sentence, reference=args.reference))


@verb(
    "query send",
    N_("send every waiting question to the applicant in one letter"),
    REFERENCE,
    arg("--due", default="", metavar="DATE", help=N_("last day for the answer; without it, as the procedure says")),
    arg("--silence", default="", help=N_("what follows from silence; without it, as the procedure says")),
    arg("--silence-fr", default="", help=N_("the same in French")),
)
def query_send(call: Call) -> Answer:
    """Stops the statutory clock and the asking steps; nothing is decided while the letter is open."""
    args, due, desk = call.args, day(call.args.due, "--due"), call.desk()
    change = desk.consulting.send_letter(args.reference, due, args.silence, args.silence_fr)
    letter = next(one for one in desk.questions.case(args.reference)["letters"] if one["id"] == change.acts[0])
    stopped = call.words.text(
        N_("While it is open, the statutory clock and the asking steps stand still and nothing can be decided.")
    )
    lines = [*letter_lines(call.words, letter), stopped]
    return followed(call, desk, args.reference, change, *lines, letter=letter["number"], due=letter["due"])


@verb(
    "query answer",
    N_("record what the applicant answered to a letter"),
    REFERENCE,
    arg("--received", required=True, metavar="DATE", help=N_("day on which the answer came in")),
    arg("--text", required=True, help=N_("the answer")),
    LETTER,
    arg("--document", action="append", default=[], metavar="KIND=TITLE", help=N_("a document that came with it")),
)
def query_answer(call: Call) -> Answer:
    """The clocks run again from here on."""
    args, desk = call.args, call.desk()
    change = desk.consulting.record_answer(
        args.reference,
        day(args.received, "--received"),
        args.text,
        letter=args.letter,
        documents=tuple(document(one) for one in args.document),
    )
    sentence = N_(
        "The clocks run again. Once it is complete: placet query close {reference} --outcome answered --reason TEXT"
    )
    return followed(call, desk, args.reference, change, call.words.text(sentence, reference=args.reference))


CLOSED = {
    QueryOutcome.ANSWERED: N_("The letter is closed with its answer."),
    QueryOutcome.EXPIRED: N_(
        "No answer came. Return without action is proposed; only the deciding authority can carry it out."
    ),
    QueryOutcome.WITHDRAWN: N_("No answer is waited for any more."),
}


@verb(
    "query close",
    N_("close a letter, or take back a question not sent yet"),
    REFERENCE,
    arg("--outcome", required=True, metavar="OUTCOME", help=N_("answered, expired or withdrawn")),
    REASON,
    LETTER,
    arg("--query", default="", metavar="ID", help=N_("a question not sent yet; the beginning of its id is enough")),
)
def query_close(call: Call) -> Answer:
    """Expiry proposes return without action and never performs it."""
    args, desk = call.args, call.desk()
    outcome = choice(QueryOutcome, args.outcome, "--outcome")
    change = desk.consulting.close_query(args.reference, outcome, args.reason, letter=args.letter, query=args.query)
    return followed(call, desk, args.reference, change, call.words.text(CLOSED[outcome]))


# --- agencies ----------------------------------------------------------------------------------------------------


@verb(
    "consult ask",
    N_("consult another agency"),
    REFERENCE,
    arg("--agency", required=True, metavar="CODE", help=N_("the agency that is asked")),
    arg("--question", required=True, metavar="TEXT", help=N_("what is asked")),
    arg("--due", required=True, metavar="DATE", help=N_("last day for the answer")),
    arg("--item", action="append", default=[], help=N_("limit it to an item")),
)
def consult_ask(call: Call) -> Answer:
    """Any agency, at any time before the decision."""
    args, due, desk = call.args, day(call.args.due, "--due"), call.desk()
    change = desk.consulting.ask(args.reference, args.agency, args.question, due, tuple(args.item))
    sentence = N_("{agency} is asked to answer by {day}.")
    line = call.words.text(sentence, agency=args.agency, day=call.words.date(due))
    return followed(call, desk, args.reference, change, line)


@verb(
    "consult answer",
    N_("answer a consultation, or change your agency's answer"),
    REFERENCE,
    arg(
        "--position",
        required=True,
        help=N_(
            "agree, agree-with-conditions, agree-with-reservation, abstain, object, need-information or not-competent"
        ),
    ),
    arg("--reasons", default="", help=N_("why")),
    arg("--criterion", action="append", default=[], help=N_("criterion; needed to object")),
    CONSULTATION,
)
def consult_answer(call: Call) -> Answer:
    """On exactly the dossier as it is now."""
    args, desk = call.args, call.desk()
    change = desk.consulting.answer(
        args.reference,
        choice(Position, args.position, "--position"),
        args.reasons,
        criteria=tuple(args.criterion),
        consultation=args.consultation,
    )
    line = call.words.text(N_("The answer is given on the dossier as it is now; after a change it no longer counts."))
    return followed(call, desk, args.reference, change, line)


@verb("consult withdraw", N_("take back a consultation without an answer"), REFERENCE, REASON, CONSULTATION)
def consult_withdraw(call: Call) -> Answer:
    """Only the agency that asked."""
    args, desk = call.args, call.desk()
    change = desk.consulting.withdraw_consultation(args.reference, args.reason, args.consultation)
    return followed(call, desk, args.reference, change, call.words.text(CLOSED[QueryOutcome.WITHDRAWN]))


# --- experts -----------------------------------------------------------------------------------------------------


@verb(
    "expert invite",
    N_("invite an expert to one case"),
    REFERENCE,
    arg("--expert", required=True, metavar="OFFICER", help=N_("an officer enrolled as an expert")),
    arg("--question", required=True, metavar="TEXT", help=N_("what is asked")),
    arg("--until", required=True, metavar="DATE", help=N_("last day on which the expert reads the case")),
    arg(
        "--session",
        default="",
        metavar="SESSION",
        help=N_("only while the case stands on the agenda of this session, and until it is closed"),
    ),
)
def expert_invite(call: Call) -> Answer:
    """The expert reads this one case and no other."""
    args, until, desk = call.args, day(call.args.until, "--until"), call.desk()
    change = desk.consulting.invite(args.reference, args.expert, args.question, until, args.session)
    sentence = N_("{officer} reads this one case, and may advise on it, until {day}. Every look is kept as an act.")
    line = call.words.text(sentence, officer=args.expert, day=call.words.date(until))
    return followed(call, desk, args.reference, change, line)


@verb(
    "expert advise",
    N_("advise on a case to which you are invited"),
    REFERENCE,
    arg("--text", required=True, help=N_("the advice")),
)
def expert_advise(call: Call) -> Answer:
    """Read by all, and counts for nothing."""
    args, desk = call.args, call.desk()
    change = desk.consulting.advise(args.reference, args.text)
    line = call.words.text(N_("All who read the case read the advice; it counts as nobody’s position."))
    return followed(call, desk, args.reference, change, line)
