"""Verbs towards the applicant: acknowledgement, reminder, service of papers, notices, statutory effect, denials."""

from __future__ import annotations

from app.cli.applicant_lines import STATUTORY, denial_table
from app.cli.cases import REASON, REFERENCE
from app.cli.consulting import LETTER
from app.cli.files import check_writable, write_file
from app.cli.forms import choice, day, read_file
from app.cli.papers import PAPER_LANGUAGE, PDF, written
from app.cli.show import SHORT, followed
from app.cli.verbs import Answer, Call, arg, verb
from app.documents.denials import denials_csv
from app.errors import Unreadable
from app.marks import N_
from app.models.outcomes import PaperKind, ServiceMeans

PDF_BEGINS = b"%PDF-"


@verb(
    "case acknowledge",
    N_("print the acknowledgement of receipt"),
    REFERENCE,
    arg("--about", default="", metavar="ACT", help=N_("the act of a change to the application; without it, the first")),
    PDF,
    PAPER_LANGUAGE,
)
def case_acknowledge(call: Call) -> Answer:
    """What was received and when, the statutory limit and its effect."""
    args, desk, kind = call.args, call.desk(), PaperKind.ACKNOWLEDGEMENT
    version = args.about.strip()
    answer = written(call, desk.printing.acknowledgement(args.reference, args.paper_lang, version))
    papers = desk.questions.case(args.reference)["papers"]
    acts = [one["about"] for one in papers if one["paper"] == kind.value]
    about = next(one for one in acts if one.startswith(version.lower()))
    answer.lines.append(_to_serve(call, kind, about if len(acts) > 1 else ""))
    return answer


@verb("query remind", N_("print the reminder of an open letter"), REFERENCE, LETTER, PDF, PAPER_LANGUAGE)
def query_remind(call: Call) -> Answer:
    """Before or after the last day for the answer."""
    args, desk = call.args, call.desk()
    answer = written(call, desk.printing.reminder(args.reference, args.letter, args.paper_lang))
    about = desk.applicant.letter_to_remind(args.reference, args.letter)
    answer.data["about"] = about
    answer.lines.append(_to_serve(call, PaperKind.REMINDER, about))
    return answer


def _to_serve(call: Call, paper: PaperKind, about: str = "") -> str:
    named = f"{paper.value} --about {about[:SHORT]}" if about else paper.value
    sentence = N_(
        "Once it has reached the applicant: placet paper serve {reference} --paper {paper} --file {file} --means … "
        "--on … --by … --to …"
    )
    return call.words.text(sentence, reference=call.args.reference, paper=named, file=call.args.pdf)


@verb(
    "paper serve",
    N_("record that a paper reached the applicant"),
    REFERENCE,
    arg(
        "--paper",
        required=True,
        metavar="KIND",
        help=N_(
            "acknowledgement, request, reminder, licence, refusal, return, decision, corrigendum, suspension, "
            "revocation or statutory"
        ),
    ),
    arg("--about", default="", metavar="ACT", help=N_("the act it was made from, where several could be meant")),
    arg("--file", required=True, metavar="PDF", help=N_("the file of the paper as it was served")),
    arg("--means", required=True, help=N_("post, registered-post, hand or courier")),
    arg("--on", required=True, metavar="DATE", help=N_("day of service")),
    arg("--by", required=True, metavar="NAME", help=N_("who served it")),
    arg("--to", required=True, metavar="NAME", help=N_("who received it")),
)
def paper_serve(call: Call) -> Answer:
    """The digest of exactly the bytes that were served enters the journal."""
    args = call.args
    paper, means = choice(PaperKind, args.paper, "--paper"), choice(ServiceMeans, args.means, "--means")
    on, data = day(args.on, "--on"), read_file(args.file)
    if not data.startswith(PDF_BEGINS):
        raise Unreadable("file.not-pdf", file=args.file)
    desk = call.desk()
    change = desk.applicant.serve(
        args.reference, paper, data, means, on, by=args.by, to=args.to, about=args.about.strip()
    )
    told = {"paper": call.words.label("paper_kind", paper.value), "to": args.to, "day": call.words.date(on)}
    line = call.words.text(N_("{paper}: served on {to} on {day}."), **told)
    return followed(call, desk, args.reference, change, line)


@verb(
    "notice write",
    N_("write what the applicant may know of a refusal or a return"),
    REFERENCE,
    arg("--reasons", default="", help=N_("reasons that the applicant may read")),
    arg("--reasons-fr", default="", help=N_("the same in French")),
    arg("--ground", default="", help=N_("the legal ground on which reasons are withheld")),
    arg("--ground-fr", default="", help=N_("the same in French")),
    arg("--remedies", default="", help=N_("remedies and time limits; without them, as the procedure says")),
    arg("--remedies-fr", default="", help=N_("the same in French")),
    arg("--signatory", default="", metavar="NAME", help=N_("who signs; without it, who signed the decision last")),
    arg("--capacity", default="", help=N_("in which capacity")),
    arg("--capacity-fr", default="", help=N_("the same in French")),
    arg("--delegation", default="", help=N_("the delegation under which that person signs")),
    arg("--delegation-fr", default="", help=N_("the same in French")),
    arg("--decision", default="", metavar="ID", help=N_("which decision, where several refuse")),
)
def notice_write(call: Call) -> Answer:
    """Never what agencies or members said: the notice is written apart."""
    args, desk = call.args, call.desk()
    change = desk.applicant.write_notice(
        args.reference,
        (args.reasons, args.reasons_fr),
        (args.ground, args.ground_fr),
        remedies=(args.remedies, args.remedies_fr),
        signatory=args.signatory,
        capacity=(args.capacity, args.capacity_fr),
        delegation=(args.delegation, args.delegation_fr),
        decision=args.decision.strip(),
    )
    sentence = N_("Print it with: placet case print {reference} --paper refusal (or return)")
    return followed(call, desk, args.reference, change, call.words.text(sentence, reference=args.reference))


@verb("deadline statutory", N_("record the effect of the statutory deadline once it has passed"), REFERENCE)
def deadline_statutory(call: Call) -> Answer:
    """Never called a consensus."""
    args, desk = call.args, call.desk()
    change = desk.applicant.record_effect(args.reference)
    found = desk.questions.standing(args.reference)["statutory"]
    basis = found["basis_fr"] if call.words.language == "fr" else found["basis"]
    told = {"due": call.words.date(found["due"]), "basis": basis or "-"}
    line = call.words.text(STATUTORY[found["effect"]], **told)
    return followed(call, desk, args.reference, change, line, effect=found["effect"], due=found["due"])


# --- denial records ------------------------------------------------------------------------------------------------


@verb(
    "denial record",
    N_("write the denial record of each refused item"),
    REFERENCE,
    REASON,
    arg("--criterion", action="append", default=[], help=N_("criterion; without it, those that opinions named")),
    arg("--item", default="", help=N_("this item alone")),
    arg("--party", default="", metavar="ID", help=N_("another party of the dossier than the end user")),
    arg("--regime", default="", metavar="REF", help=N_("reference under which an export control regime keeps it")),
)
def denial_record(call: Call) -> Answer:
    """From the dossier and the decision; valid three years."""
    args, desk = call.args, call.desk()
    change = desk.applicant.record_denials(
        args.reference,
        args.reason,
        tuple(args.criterion),
        item=args.item,
        party=args.party,
        regime=args.regime.strip(),
    )
    numbers = [one["number"] for one in desk.questions.case(args.reference)["denials"] if one["id"] in change.acts]
    line = call.words.text(N_("Denial record: {numbers}"), numbers=", ".join(numbers))
    return followed(call, desk, args.reference, change, line, numbers=numbers)


@verb(
    "denial withdraw",
    N_("withdraw a denial record"),
    REFERENCE,
    REASON,
    arg("--number", default="", metavar="N", help=N_("which record, as D1, where several stand")),
)
def denial_withdraw(call: Call) -> Answer:
    """It stays in the file, and stands no more."""
    args, desk = call.args, call.desk()
    change = desk.applicant.withdraw_denial(args.reference, args.reason, args.number)
    return followed(call, desk, args.reference, change, call.words.text(N_("The denial record stands no more.")))


@verb(
    "denial list",
    N_("list denial records: who was refused what"),
    arg("--party", default="", help=N_("words in the name of the party")),
    arg("--country", default="", metavar="CODE", help=N_("country code")),
    arg("--code", default="", metavar="CODE", help=N_("control code, or its beginning")),
    arg("--withdrawn", action="store_true", help=N_("also those that were withdrawn")),
    arg("--csv", metavar="FILE", help=N_("write them to a file as well")),
)
def denial_list(call: Call) -> Answer:
    """Over all cases of the store."""
    args = call.args
    check_writable(args.csv)
    rows = call.desk().applicant.denials(
        party=args.party, country=args.country, code=args.code, withdrawn=args.withdrawn
    )
    lines = denial_table(call.words, rows)
    if args.csv:
        write_file(args.csv, denials_csv(rows, call.words.language))
        lines.append(call.words.text(N_("Written: {file}"), file=args.csv))
    return Answer({"total": len(rows), "denials": rows}, lines)
