"""Verbs of urgent cases: declared, listed, lapsed; questions of ratification and revocation."""

from __future__ import annotations

from app.cli.cases import REASON, REFERENCE
from app.cli.committee import SESSION
from app.cli.show import SHORT, acted, followed
from app.cli.urgent_lines import urgency_lines
from app.cli.verbs import Answer, Call, arg, verb
from app.marks import N_

TEXT = (
    arg("--text", default="", help=N_("text of the question; without it, the usual one")),
    arg("--text-fr", default="", help=N_("the same in French")),
)
NUMBER = arg("--number", default="", metavar="N", help=N_("which licence (L2), where there are several"))


@verb("urgency declare", N_("declare a case urgent"), REFERENCE, REASON)
def urgency_declare(call: Call) -> Answer:
    """The chair, once, before any decision."""
    args, desk = call.args, call.desk()
    change = desk.urgency.declare(args.reference, args.reason)
    urgency = desk.questions.case(args.reference)["urgency"]
    return followed(call, desk, args.reference, change, *urgency_lines(call.words, urgency), urgency=urgency)


@verb("urgency lapse", N_("record that an urgent decision was not ratified in time"), REFERENCE)
def urgency_lapse(call: Call) -> Answer:
    """Every licence on the decision is suspended by that."""
    args, desk = call.args, call.desk()
    change = desk.urgency.lapse(args.reference)
    found = desk.questions.case(args.reference)
    lines = urgency_lines(call.words, found["urgency"])
    return followed(call, desk, args.reference, change, *lines, urgency=found["urgency"])


@verb("urgency list", N_("list urgent cases and what the committee still has to do about them"))
def urgency_list(call: Call) -> Answer:
    """To be decided, to be ratified, to be revoked."""
    found = call.desk().urgency.listed()
    lines = []
    for one in found:
        lines += [one["reference"], *(f"  {line}" for line in urgency_lines(call.words, one["urgency"]))]
    return Answer({"urgent": found}, lines or [call.words.text(N_("No case is urgent."))])


@verb("question ratify", N_("ask the committee to ratify an urgent decision"), SESSION, REFERENCE, *TEXT)
def question_ratify(call: Call) -> Answer:
    """Exactly as decided, in session, with the full quorum."""
    args, desk = call.args, call.desk()
    mark, change = desk.urgency.put_ratification(args.session, args.reference, args.text, args.text_fr)
    answer = acted(call, change, question=mark)
    warning = N_("Without consensus every licence on the decision is suspended at once.")
    answer.lines.extend([_fingerprint(call, mark), call.words.text(warning)])
    return answer


@verb("question revoke", N_("ask the committee to revoke a suspended licence"), SESSION, REFERENCE, NUMBER, *TEXT)
def question_revoke(call: Call) -> Answer:
    """In session, with the full quorum."""
    args, desk = call.args, call.desk()
    mark, change = desk.urgency.put_revocation(args.session, args.reference, args.number, args.text, args.text_fr)
    answer = acted(call, change, question=mark)
    answer.lines.extend(
        [
            _fingerprint(call, mark),
            call.words.text(N_("Without consensus the licence stays suspended.")),
        ]
    )
    return answer


def _fingerprint(call: Call, mark: str) -> str:
    return call.words.text(N_("Fingerprint of the question: {fingerprint}"), fingerprint=mark[:SHORT])
