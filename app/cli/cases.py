"""Verbs of cases: list, show, acts, amend, history, withdraw, link."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from app.cli.case_lines import case_lines
from app.cli.course_lines import changed_lines, history_lines, linked_line, position_line
from app.cli.forms import day, read_file
from app.cli.show import SHORT, followed, said, table
from app.cli.verbs import Answer, Call, arg, verb
from app.errors import Refused
from app.intake.dossier import read_dossiers
from app.marks import N_
from app.models.application import Application
from app.models.plain import to_plain
from app.store.lists import Filter
from app.words import Words

REFERENCE = arg("reference", metavar="REF", help=N_("reference of the case, for example EXP-2026-00017"))
REASON = arg("--reason", required=True, help=N_("why"))


@verb(
    "case list",
    N_("list cases"),
    arg("--stage", default="", help=N_("step or ending, for example committee or granted")),
    arg("--activity", default="", help=N_("export, import, transit, trans-shipment or brokering")),
    arg("--agency", default="", help=N_("an agency on the case's road")),
    arg("--holder", default="", help=N_("the agency that holds the case now")),
    arg("--destination", default="", help=N_("country code")),
    arg("--text", default="", help=N_("words in references, names, goods")),
    arg("--limit", type=int, default=100, help=N_("rows at most")),
    arg("--offset", type=int, default=0, help=N_("rows to pass over")),
)
def case_list(call: Call) -> Answer:
    """One page, and how many there are."""
    args = call.args
    where = Filter(
        stage=args.stage,
        activity=args.activity,
        agency=args.agency,
        holder=args.holder,
        destination=args.destination,
        text=args.text,
    )
    found = call.desk().questions.cases(where, args.limit, args.offset)
    words = call.words
    rows = [
        [
            one["reference"],
            words.label("activity", one["activity"]),
            one["applicant"][:32],
            one["destinations"][:24],
            _totals(words, one["totals"]),
            _stage(words, one),
            words.date(one["opened"]),
        ]
        for one in found["cases"]
    ]
    heads = [
        N_("Reference"),
        N_("Activity"),
        N_("Applicant"),
        N_("Destination"),
        N_("Value"),
        N_("Stage"),
        N_("Opened"),
    ]
    shown = words.text(N_("{shown} of {total}"), shown=len(rows), total=found["total"])
    return Answer(found | {"filter": asdict(where)}, [*table(words, heads, rows), shown])


def _stage(words: Words, one: dict[str, Any]) -> str:
    stage = words.label("stage", one["stage"])
    return words.text(N_("{stage}, overdue"), stage=stage) if one["overdue"] else stage


def _totals(words: Words, totals: str) -> str:
    """``EUR 2135, USD 40`` as officials write amounts."""
    pairs = [one.rpartition(" ") for one in totals.split(", ") if one]
    return ", ".join(words.money(amount, currency) for currency, _, amount in pairs)


@verb("case show", N_("show one case"), REFERENCE)
def case_show(call: Call) -> Answer:
    """Everything this officer may read on a case."""
    found = call.desk().questions.case(call.args.reference)
    return Answer(found, case_lines(call.words, found))


@verb("case acts", N_("list the acts of a case"), REFERENCE)
def case_acts(call: Call) -> Answer:
    """Every act with its type, author and time; bodies are not shown."""
    found = call.desk().questions.acts(call.args.reference)
    rows = [
        [str(one["position"]), one["id"][:SHORT], call.words.say(f"act.{one['type']}"), one["officer"], one["claimed"]]
        for one in found
    ]
    heads = [N_("No."), N_("Act"), N_("What"), N_("Officer"), N_("When")]
    return Answer({"acts": found}, table(call.words, heads, rows))


@verb(
    "case amend",
    N_("make a new version of an application"),
    REFERENCE,
    arg("file", metavar="FILE", help=N_("the whole corrected dossier (JSON)")),
    REASON,
)
def case_amend(call: Call) -> Answer:
    """What was said on the old version visibly stops counting."""
    file = call.args.file
    dossiers, problems = read_dossiers(read_file(file), file)
    found = [*problems, *(problem for one in dossiers for problem in one.problems)]
    if found:
        data = {"error": "file.problems", "problems": [to_plain(one) for one in found]}
        return Answer(data, [said(one, call.words) for one in found], 5)
    if len(dossiers) != 1 or dossiers[0].application is None:
        raise Refused("case.one-dossier", count=len(dossiers))
    return _amended(call, dossiers[0].application)


def _amended(call: Call, application: Application) -> Answer:
    args, words, desk = call.args, call.words, call.desk()
    before = desk.questions.history(args.reference)["positions"]
    change = desk.applications.amend(args.reference, application, args.reason)
    history = desk.questions.history(args.reference)
    counted = {one["id"] for one in before if one["counts"]}
    stopped = [one for one in history["positions"] if one["id"] in counted and not one["counts"]]
    asked = sorted({one["agency"] for one in stopped})
    lines = [words.text(N_("Version {number}:"), number=len(history["versions"]))]
    lines += [f"  {line}" for line in changed_lines(words, history["versions"][-1]["difference"])]
    lines += [words.text(N_("No longer counts: {position}"), position=position_line(words, one)) for one in stopped]
    if asked:
        lines.append(words.text(N_("Asked again: {agencies}"), agencies=", ".join(asked)))
        sentence = N_(
            "Each reads the difference, then reaffirms (“opinion reaffirm”, “vote reaffirm”) or answers anew."
        )
        lines.append(words.text(sentence))
    more = {"difference": history["versions"][-1]["difference"], "stopped": stopped, "asked_again": asked}
    return followed(call, desk, args.reference, change, *lines, **more)


@verb("case history", N_("show versions, what each changed, and which positions count"), REFERENCE)
def case_history(call: Call) -> Answer:
    """Who changed what, when and why; then each position with the version it was given on."""
    found = call.desk().questions.history(call.args.reference)
    return Answer(found, history_lines(call.words, found))


@verb(
    "case withdraw",
    N_("record that the applicant takes the application back"),
    REFERENCE,
    REASON,
    arg("--received", required=True, metavar="DATE", help=N_("day on which the request came in")),
)
def case_withdraw(call: Call) -> Answer:
    """Positions and the stage reached stay on record; the case stays visible."""
    args, received = call.args, day(call.args.received, "--received")
    desk = call.desk()
    change = desk.course.withdraw(args.reference, args.reason, received)
    told = call.words.text(
        N_("The application is withdrawn. Everything said on it stays on record; nothing more can be done on it.")
    )
    return followed(call, desk, args.reference, change, told)


@verb(
    "case link",
    N_("make two cases known as parts of one transfer"),
    REFERENCE,
    arg("other", metavar="OTHER", help=N_("reference of the other case")),
    REASON,
)
def case_link(call: Call) -> Answer:
    """Both cases say so, each by an act of its own."""
    args, desk = call.args, call.desk()
    change = desk.course.link(args.reference, args.other, args.reason)
    found = desk.questions.case(args.reference)["linked"]
    lines = [linked_line(call.words, one) for one in found]
    return followed(call, desk, args.reference, change, *lines, linked=found)
