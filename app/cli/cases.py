"""Verbs of cases: list, show, acts, amend, print."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from app.cli.files import write_file
from app.cli.forms import read_file
from app.cli.show import SHORT, acted, said, table
from app.cli.verbs import Answer, Call, arg, verb
from app.errors import Refused
from app.intake.dossier import read_dossiers
from app.marks import N_
from app.models.plain import to_plain
from app.store.lists import Filter
from app.words import Words

REFERENCE = arg("reference", metavar="REF", help=N_("reference of the case, for example EXP-2026-00017"))


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
            words.label("stage", one["stage"]),
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


def _totals(words: Words, totals: str) -> str:
    """``EUR 2135, USD 40`` as officials write amounts."""
    pairs = [one.rpartition(" ") for one in totals.split(", ") if one]
    return ", ".join(words.money(amount, currency) for currency, _, amount in pairs)


@verb("case show", N_("show one case"), REFERENCE)
def case_show(call: Call) -> Answer:
    """Everything this officer may read on a case."""
    found = call.desk().questions.case(call.args.reference)
    return Answer(found, _case_lines(call.words, found))


def _case_lines(words: Words, found: dict[str, Any]) -> list[str]:
    lines = [
        f"{found['reference']}  {words.label('activity', found['activity'])}  {words.label('stage', found['stage'])}",
        words.text(N_("Dossier: {digest}"), digest=found["dossier"]),
        words.text(N_("Held by: {agencies}"), agencies=", ".join(found["holders"]) or "-"),
    ]
    rows = [
        [one["id"], one["agency"], words.label("state", one["state"]), words.date(one["due"]) if one["due"] else ""]
        for one in found["steps"]
    ]
    lines += table(words, [N_("Step"), N_("Agency"), N_("State"), N_("Due")], rows)
    lines += _content_lines(words, found) if "application" in found else []
    for one in found["rounds"]:
        lines += [_round_line(words, one), *_position_lines(words, one, found.get("questions", []))]
    for outcome in found["outcomes"]:
        lines.append(_item_line(words, outcome["item"], words.label("outcome", outcome["outcome"])))
    if found["licence"]:
        lines.append(words.text(N_("Licence: {number}"), number=found["licence"]))
    return lines


def _content_lines(words: Words, found: dict[str, Any]) -> list[str]:
    application = found["application"]
    lines = []
    for party in application["parties"]:
        lines.append(
            words.text(
                N_("{role}: {name} ({country})"),
                role=words.label("party_role", party["role"]),
                name=party["name"],
                country=words.country(party["country"]),
            )
        )
    for line in application["lines"]:
        value = words.money(line["value"], line["currency"]) if line["value"] else ""
        amount = f"{words.number(line['quantity'])} {line['unit']}" if line["quantity"] else ""
        lines.append(
            "  ".join(part for part in (line["id"], line["description"], line["control_code"], amount, value) if part)
        )
    for flag in found["flags"]:
        lines.append("! " + words.say(f"flag.{flag['code']}", field=flag["field"], value=flag["value"]))
    lines.append(words.label("gate", found["gate"]["status"]))
    for opinion in found["opinions"]:
        lines += [_opinion_line(words, opinion), *_opinion_details(words, opinion)]
    for one in found["conditions"]:
        text = (
            (one["text_fr"] if words.language == "fr" else one["text"])
            or one["text"]
            or words.label("state", "dropped")
        )
        lines.append(
            words.text(N_("Condition {number} ({owner}): {text}"), number=one["number"], owner=one["owner"], text=text)
        )
    return lines


def _opinion_line(words: Words, opinion: dict[str, Any]) -> str:
    position = words.label("position", opinion["position"])
    if opinion["counts"]:
        return words.text(
            N_("Opinion of {agency}: {position}. {reasons}"),
            agency=opinion["agency"],
            position=position,
            reasons=opinion["reasons"],
        )
    return words.text(
        N_("Opinion of {agency}: {position} (does not count now). {reasons}"),
        agency=opinion["agency"],
        position=position,
        reasons=opinion["reasons"],
    )


def _opinion_details(words: Words, opinion: dict[str, Any]) -> list[str]:
    """Other positions on single items, who countersigned, and the annex where this officer may read it."""
    lines = [_item_line(words, one["item"], words.label("position", one["position"])) for one in opinion["items"]]
    if opinion["countersigned"]:
        lines.append(words.text(N_("Countersigned by {officer}"), officer=opinion["countersigned"]))
    if opinion["annex"]:
        lines.append(words.text(N_("Confidential annex: {text}"), text=opinion["annex"]))
    return [f"  {line}" for line in lines]


def _item_line(words: Words, item: str, what: str) -> str:
    return words.text(N_("Item {item}: {what}"), item=item, what=what)


def _position_lines(words: Words, one: dict[str, Any], questions: list[dict[str, Any]]) -> list[str]:
    """Every position on one question in the order they were signed; for an auditor none is at hand."""
    lines = []
    for question in questions:
        for position in question["positions"] if question["fingerprint"] == one["question"] else ():
            said = words.label("position", position["position"])
            sentence = N_("{seat}: {position}. {reasons}")
            if not position["standing"]:
                sentence = N_("{seat}: {position} (replaced). {reasons}")
            line = words.text(sentence, seat=position["seat"], position=said, reasons=position["reasons"])
            lines.append(f"  {line}".rstrip())
    return lines


def _round_line(words: Words, one: dict[str, Any]) -> str:
    counts = ", ".join(f"{words.label('position', name)} {n}" for name, n in one["counts"].items())
    ending = words.label("round", "deferred" if one["deferred"] else "open")
    return words.text(
        N_("Question {number} [{fingerprint}]: {ending}. {counts}"),
        number=one["number"],
        fingerprint=one["question"][:SHORT],
        ending=words.label("result", one["result"]) if one["result"] else ending,
        counts=counts,
    )


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
    arg("--reason", required=True, help=N_("why")),
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
    change = call.desk().applications.amend(call.args.reference, dossiers[0].application, call.args.reason)
    return acted(call, change)


@verb(
    "case print",
    N_("print the licence or the refusal notice of a case"),
    REFERENCE,
    arg("--pdf", required=True, metavar="FILE", help=N_("file to write")),
    arg("--paper", choices=("licence", "refusal"), default="licence", help=N_("which paper")),
    arg("--paper-lang", choices=("en", "fr", "bilingual"), default="bilingual", help=N_("language of the paper")),
)
def case_print(call: Call) -> Answer:
    """The same bytes each time."""
    printing = call.desk().printing
    make = printing.licence if call.args.paper == "licence" else printing.refusal
    return written(call, make(call.args.reference, call.args.paper_lang))


def written(call: Call, data: bytes) -> Answer:
    """Write a paper to the file named by ``--pdf``."""
    write_file(call.args.pdf, data)
    return Answer(
        {"file": call.args.pdf, "bytes": len(data)}, [call.words.text(N_("Written: {file}"), file=call.args.pdf)]
    )
