"""What goes up to a higher authority on paper, and its decision that comes back on paper."""

from __future__ import annotations

from typing import Any

from app.cli.cases import REFERENCE
from app.cli.committee import OUTCOMES
from app.cli.corrected_lines import paper_lines
from app.cli.files import check_writable
from app.cli.forms import day, item_outcome, read_file
from app.cli.papers import PAPER_LANGUAGE, PDF, written
from app.cli.show import SHORT, followed
from app.cli.verbs import Answer, Call, arg, verb
from app.marks import N_
from app.words import Words


@verb("decision dossier", N_("print the dossier for the higher authority"), REFERENCE, PDF, PAPER_LANGUAGE)
def decision_dossier(call: Call) -> Answer:
    """What it is asked and by when, with everything that was said."""
    check_writable(call.args.pdf)
    return written(call, call.desk().printing.escalation(call.args.reference, call.args.paper_lang))


@verb(
    "decision record",
    N_("record a decision that a higher authority took on paper"),
    REFERENCE,
    arg("--authority", required=True, metavar="AGENCY", help=N_("who decided")),
    arg("--scan", required=True, metavar="FILE", help=N_("the scan of the signed paper; its hash is recorded")),
    arg("--signatory", required=True, help=N_("who signed the paper, with capacity")),
    arg("--dated", required=True, metavar="DATE", help=N_("the day the paper bears")),
    arg("--text", required=True, help=N_("text of the decision")),
    arg("--text-fr", required=True, help=N_("the same in French")),
    *OUTCOMES,
)
def decision_record(call: Call) -> Answer:
    """By the secretary; the chair signs that the paper says so."""
    args, dated = call.args, day(call.args.dated, "--dated")
    scan, given = read_file(args.scan), tuple(item_outcome(one) for one in args.outcome)
    desk = call.desk()
    change = desk.paper_decisions.record(
        args.reference,
        scan,
        authority=args.authority,
        signatory=args.signatory,
        dated=dated,
        text=args.text,
        text_fr=args.text_fr,
        outcomes=desk.decisions.outcomes(args.reference, args.all, given),
    )
    digest = desk.questions.case(args.reference)["decisions"][-1]["scan"]
    scanned = call.words.text(N_("SHA-256 of the scan: {scan}"), scan=digest)
    sentence = N_("The chair signs that the paper says so: placet {command}")
    signs = call.words.text(sentence, command=f"decision sign {args.reference}")
    return followed(call, desk, args.reference, change, scanned, signs, scan=digest)


@verb(
    "decision check-scan",
    N_("compare a file with the scan of a decision on paper"),
    REFERENCE,
    arg("file", metavar="FILE", help=N_("the scan")),
)
def decision_check_scan(call: Call) -> Answer:
    """Every byte is the same, or it is refused."""
    args = call.args
    found = call.desk().paper_decisions.check_scan(args.reference, read_file(args.file), args.file)
    sentence = N_("{file} is the scan of the decision of {authority} of {day}, signed by {signatory}.")
    told = {"file": args.file, "authority": found["authority"], "signatory": found["signatory"]}
    return Answer(found, [call.words.text(sentence, day=call.words.date(found["dated"]), **told)])


@verb("decision show", N_("show the decisions of a case"), REFERENCE)
def decision_show(call: Call) -> Answer:
    """Their words as corrected, on what paper they were taken, and who signed."""
    found = call.desk().questions.case(call.args.reference)
    known = found.get("decisions", [])
    lines = [line for one in known for line in decision_lines(call.words, one)]
    none = call.words.text(N_("No decision on {reference} was proposed."), reference=found["reference"])
    return Answer({"reference": found["reference"], "decisions": known}, lines or [none])


def decision_lines(words: Words, one: dict[str, Any]) -> list[str]:
    """One decision: who decides, its words, paper, outcomes, corrections and signatures."""
    sentence = N_("Decision of {authority} [{id}], final.")
    if not one["final"]:
        sentence = N_("Decision of {authority} [{id}], not in force.")
    lines = [words.text(sentence, authority=one["authority"], id=one["id"][:SHORT])]
    lines.append("  " + one["current_text_fr" if words.language == "fr" else "current_text"])
    lines += [f"  {line}" for line in paper_lines(words, one)]
    for item in one["outcomes"]:
        told = {"item": item["item"], "what": words.label("outcome", item["outcome"])}
        lines.append("  " + words.text(N_("Item {item}: {what}"), **told))
    for each in one["corrections"]:
        language = words.label("text_language", each["language"])
        told = {"language": language, "before": each["before"], "after": each["after"]}
        sentence = N_("Corrected on {day}, {language}: “{before}” became “{after}”.")
        lines.append("  " + words.text(sentence, day=words.date(each["on"]), **told))
    signed = ", ".join(one["signed_by"]) or "-"
    return [*lines, "  " + words.text(N_("Signed by: {officers}"), officers=signed)]
