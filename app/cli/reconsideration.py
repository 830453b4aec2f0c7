"""Verbs of reconsideration: open, list, show."""

from __future__ import annotations

from app.cli.applicant_lines import review_lines
from app.cli.cases import REFERENCE
from app.cli.forms import choice, day
from app.cli.show import followed
from app.cli.verbs import Answer, Call, arg, verb
from app.marks import N_
from app.models.outcomes import ReviewCause


@verb(
    "review open",
    N_("reconsider a refusal or a condition"),
    REFERENCE,
    arg("--cause", required=True, metavar="CAUSE", help=N_("request or own-motion")),
    arg("--grounds", required=True, help=N_("why")),
    arg("--received", default="", metavar="DATE", help=N_("day on which the applicant's request came in")),
    arg("--item", action="append", default=[], help=N_("this item alone; may be given several times")),
    arg("--condition", type=int, default=0, metavar="N", help=N_("a condition of the decision, by its number")),
    arg("--decision", default="", metavar="ID", help=N_("which decision, where several could be meant")),
)
def review_open(call: Call) -> Answer:
    """A new round; the first decision stays in the file."""
    args, received = call.args, day(call.args.received, "--received")
    cause, desk = choice(ReviewCause, args.cause, "--cause"), call.desk()
    change = desk.reconsiderations.open(
        args.reference,
        cause,
        args.grounds,
        received=received,
        items=tuple(args.item),
        condition=args.condition,
        decision=args.decision.strip(),
    )
    line = call.words.text(N_("The first decision stays in the file until another takes its place."))
    return followed(call, desk, args.reference, change, line)


@verb("review show", N_("show the reconsiderations of a case"), REFERENCE)
def review_show(call: Call) -> Answer:
    """Each with its first decision and the verdict."""
    found = call.desk().reconsiderations.of(call.args.reference)
    lines = [line for one in found for line in review_lines(call.words, one)]
    nothing = [call.words.text(N_("No reconsideration."))]
    return Answer({"reference": call.args.reference, "reviews": found}, lines or nothing)


@verb("review list", N_("list reconsiderations, the open ones first"))
def review_list(call: Call) -> Answer:
    """Over all cases of the store."""
    found = call.desk().reconsiderations.all()
    lines = [line for one in found for line in (one["reference"], *(f"  {x}" for x in review_lines(call.words, one)))]
    return Answer({"total": len(found), "reviews": found}, lines or [call.words.text(N_("No reconsideration."))])
