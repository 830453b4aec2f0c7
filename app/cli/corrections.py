"""Corrective acts: what would change is shown first; one person proposes it, another puts it into effect."""

from __future__ import annotations

from typing import Any

from app.cli.cases import REASON, REFERENCE
from app.cli.corrected_lines import consequence_lines, correction_lines
from app.cli.show import SEEN, followed
from app.cli.verbs import Answer, Call, arg, verb
from app.desk.corrections import Build, clerical, handing_on, merger, reopening, voiding
from app.marks import N_

STEP = arg("--step", required=True, help=N_("step of the procedure"))


def _proposed(call: Call, build: Build) -> Answer:
    """What would change; with ``--seen`` the proposal, and how the second person puts it into effect."""
    args, desk = call.args, call.desk()
    if args.seen is None:
        return _shown(call, desk.corrections.preview(args.reference, build))
    change = desk.corrections.propose(args.reference, build, args.seen)
    answer = followed(call, desk, args.reference, change)
    command = f"correct confirm {args.reference} {change.acts[0][:12]}"
    sentence = N_("Nothing has changed yet. A second person looks at it and confirms with: placet {command}")
    answer.lines.append(call.words.text(sentence, command=command))
    return answer


def _shown(call: Call, found: dict[str, Any]) -> Answer:
    proposed = correction_lines(call.words, found["correction"]) if "correction" in found else []
    sentence = N_("Nothing is signed yet. Whoever has read this signs with the same command and: --seen {seen}")
    lines = [*proposed, *consequence_lines(call.words, found), call.words.text(sentence, seen=found["seen"])]
    return Answer({"acts": [], **found}, lines)


@verb("correct reopen", N_("put a case back to a step that was done"), REFERENCE, STEP, REASON, SEEN)
def correct_reopen(call: Call) -> Answer:
    """Until the applicant was told the decision; nothing is deleted."""
    return _proposed(call, reopening(call.args.step, call.args.reason))


@verb(
    "correct void-vote",
    N_("void a position that was taken in the wrong capacity"),
    REFERENCE,
    arg("vote", metavar="SEAT|ID", help=N_("the seat whose position it is, or the position's id")),
    REASON,
    SEEN,
)
def correct_void_vote(call: Call) -> Answer:
    """Before a decision rests on it."""
    return _proposed(call, voiding(call.args.vote, call.args.reason))


@verb(
    "correct clerical",
    N_("correct a clerical error in a decision's text"),
    REFERENCE,
    arg("--before", required=True, metavar="WORDS", help=N_("words that stand in the text exactly once")),
    arg("--after", required=True, metavar="WORDS", help=N_("what is to stand there")),
    arg("--text-lang", choices=("en", "fr"), default="en", help=N_("which text of the decision")),
    arg("--decision", default="", metavar="ID", help=N_("which decision, where several authorities decided")),
    REASON,
    SEEN,
)
def correct_clerical(call: Call) -> Answer:
    """Words alone: outcomes and conditions stay as they were signed."""
    args = call.args
    return _proposed(call, clerical(args.text_lang, args.before, args.after, args.reason, args.decision))


@verb(
    "correct merge",
    N_("end a case as a duplicate of an earlier one"),
    REFERENCE,
    arg("--into", required=True, metavar="REF", help=N_("the case in which it goes on")),
    REASON,
    SEEN,
)
def correct_merge(call: Call) -> Answer:
    """Each of the two shows the other."""
    return _proposed(call, merger(call.args.into, call.args.reason))


@verb(
    "correct holder",
    N_("give a step to another agency because nobody is left at its holder"),
    REFERENCE,
    STEP,
    arg("--to", required=True, metavar="AGENCY", help=N_("who takes it over")),
    arg("--holder", default="", metavar="AGENCY", help=N_("who holds it, where several do")),
    REASON,
    SEEN,
)
def correct_holder(call: Call) -> Answer:
    """Or because the holder's own head agrees."""
    args = call.args
    return _proposed(call, handing_on(args.step, args.to, args.reason, args.holder))


@verb(
    "correct confirm",
    N_("put a proposed correction into effect, as the second person"),
    REFERENCE,
    arg("proposal", metavar="REQUEST", help=N_("the request's id; its beginning is enough")),
    SEEN,
)
def correct_confirm(call: Call) -> Answer:
    """What it changes is shown first."""
    args, desk = call.args, call.desk()
    if args.seen is None:
        return _shown(call, desk.corrections.preview_confirmation(args.reference, args.proposal))
    return followed(call, desk, args.reference, desk.corrections.confirm(args.reference, args.proposal, args.seen))


@verb("correct list", N_("list the corrections of a case"), REFERENCE)
def correct_list(call: Call) -> Answer:
    """Proposed and confirmed alike, oldest first."""
    found = call.desk().questions.case(call.args.reference)
    known = found.get("corrections", [])
    lines = [line for one in known for line in correction_lines(call.words, one)]
    none = call.words.text(N_("Nothing was corrected on {reference}."), reference=found["reference"])
    return Answer({"reference": found["reference"], "corrections": known}, lines or [none])
