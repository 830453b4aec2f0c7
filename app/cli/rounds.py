"""Verbs of written and silence procedures: receipts, the use of silence, and the questions that wait for one's seat."""

from __future__ import annotations

from app.cli.cases import REFERENCE
from app.cli.committee import QUESTION
from app.cli.round_lines import asked_lines, waiting_lines
from app.cli.show import acted
from app.cli.verbs import Answer, Call, arg, verb
from app.errors import Usage
from app.marks import N_


@verb("question list", N_("list the open questions that wait for your seat"))
def question_list(call: Call) -> Answer:
    """The one that ends first comes first."""
    found = call.desk().distance.waiting()
    return Answer({"questions": found}, waiting_lines(call.words, found))


@verb("question show", N_("show a question exactly as it was put, and how its round stands"), REFERENCE, QUESTION)
def question_show(call: Call) -> Answer:
    """Without a fingerprint the open question."""
    found = call.desk().distance.question(call.args.reference, call.args.question)
    return Answer(found, asked_lines(call.words, found))


@verb("question receipt", N_("receipt for your seat the question and the moment at which it ends"), REFERENCE, QUESTION)
def question_receipt(call: Call) -> Answer:
    """A seat without a receipt is absent when the time has run out."""
    args, desk = call.args, call.desk()
    answer = acted(call, desk.distance.receipt(args.reference, args.question))
    answer.lines.extend(asked_lines(call.words, desk.distance.question(args.reference, args.question)))
    return answer


@verb(
    "vote silence",
    N_("accept for your seat that silence be used, or not"),
    REFERENCE,
    QUESTION,
    arg("--accept", action="store_true", help=N_("silence may be used")),
    arg("--refuse", action="store_true", help=N_("silence may not be used; this ends the silence procedure")),
)
def vote_silence(call: Call) -> Answer:
    """In the session in which the chair proposes it."""
    args, desk = call.args, call.desk()
    if args.accept == args.refuse:
        raise Usage("vote.accept-or-refuse")
    answer = acted(call, desk.distance.answer_silence(args.reference, accepts=args.accept, question=args.question))
    answer.lines.extend(asked_lines(call.words, desk.distance.question(args.reference, args.question)))
    return answer
