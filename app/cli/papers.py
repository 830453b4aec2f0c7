"""Printing: the papers of a case, as PDF."""

from __future__ import annotations

from app.cli.files import write_file
from app.cli.verbs import Answer, Call, arg, verb
from app.marks import N_
from app.models.outcomes import PaperKind

PDF = arg("--pdf", required=True, metavar="FILE", help=N_("file to write"))
PAPER_LANGUAGE = arg(
    "--paper-lang", choices=("en", "fr", "bilingual"), default="bilingual", help=N_("language of the paper")
)
PAPERS = ("licence", "refusal", "return", "notice", "statutory", "request", "opinions", "decision", "corrigendum")
NOTICES = {"refusal": PaperKind.REFUSAL, "return": PaperKind.RETURN, "notice": PaperKind.DECISION}


@verb(
    "case print",
    N_("print a paper of a case"),
    arg("reference", metavar="REF", help=N_("reference of the case")),
    PDF,
    arg(
        "--paper",
        choices=PAPERS,
        default="licence",
        help=N_(
            "licence, notice of refusal, of return or of another decision, of the statutory effect, request letter, "
            "opinions side by side, decision record, or corrigendum"
        ),
    ),
    arg("--number", default="", metavar="N", help=N_("which licence (L2) or letter (2), where there are several")),
    PAPER_LANGUAGE,
)
def case_print(call: Call) -> Answer:
    """The same bytes each time."""
    args, printing = call.args, call.desk().printing
    reference, language = args.reference, args.paper_lang
    if args.paper == "licence":
        return written(call, printing.licence(reference, language, args.number))
    if args.paper in NOTICES:
        return written(call, printing.notice(reference, NOTICES[args.paper], language, args.number))
    if args.paper == "statutory":
        return written(call, printing.statutory_effect(reference, language))
    if args.paper == "request":
        return written(call, printing.request_letter(reference, args.number, language))
    if args.paper == "corrigendum":
        return written(call, printing.corrigendum(reference, language, args.number))
    if args.paper == "opinions":
        return written(call, printing.opinions(reference, language))
    return written(call, printing.decision_record(reference, language))


def written(call: Call, data: bytes) -> Answer:
    """Write a paper to the file named by ``--pdf``."""
    write_file(call.args.pdf, data)
    lines = [call.words.text(N_("Written: {file}"), file=call.args.pdf)]
    return Answer({"file": call.args.pdf, "bytes": len(data)}, lines)
