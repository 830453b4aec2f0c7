"""Verbs of the journal: verify, rebuild, export, audit notes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from app import assemble
from app.cli.files import write_file
from app.cli.papers import PAPER_LANGUAGE
from app.cli.show import SHORT, acted, table
from app.cli.verbs import Answer, Call, arg, verb
from app.errors import Usage
from app.marks import N_
from app.trust.audit import verify_export


@verb(
    "journal verify",
    N_("verify the journal, or an export without store or officer"),
    arg("--full", action="store_true", help=N_("every chain and signature too")),
    arg("--rules", action="store_true", help=N_("ask every rule about every act again")),
    arg("--export", metavar="DIR", help=N_("folder of an export")),
    arg("--realm", metavar="FINGERPRINT", help=N_("the realm's fingerprint, from elsewhere than the export")),
)
def journal_verify(call: Call) -> Answer:
    """Quick: the tree against the signed checkpoint. Full: everything, on all cores."""
    args, words = call.args, call.words
    if args.export:
        return _verify_export(call)
    if args.realm:
        raise Usage("cli.realm-with-export")
    if args.full:
        assemble.expect_verification()
    desk = call.desk()
    found = desk.journal.verify(full=args.full, rules=args.rules, progress=_progress(call))
    sentence = N_("The journal is in order: {size} acts agree with the signed checkpoint.")
    if found["full"]:
        sentence = N_("The journal is in order: {size} acts, every chain and signature verified.")
    if found["rules"]:
        sentence = N_("The journal is in order: {size} acts, every chain, signature and rule verified.")
    lines = [words.text(sentence, size=found["size"]), words.text(N_("Root: {root}"), root=found["root"])]
    return Answer(found, lines)


def _verify_export(call: Call) -> Answer:
    args, words = call.args, call.words
    report = verify_export(Path(args.export), args.realm, _progress(call))
    lines = [
        words.text(
            N_("The export is in order: {acts} acts, {whole} with their bodies, {withheld} withheld."),
            acts=report.acts,
            whole=report.bodies["whole"] + report.bodies["partly"],
            withheld=report.bodies["withheld"],
        ),
        words.text(N_("Fingerprint of the realm: {fingerprint}"), fingerprint=report.realm),
    ]
    if report.bodies["partly"]:
        partly = N_("Bodies from which single fields are withheld: {partly}.")
        lines.insert(1, words.text(partly, partly=report.bodies["partly"]))
    if report.realm_compared:
        lines.append(words.text(N_("It is the realm whose fingerprint you gave.")))
    else:
        lines.append(
            words.text(
                N_(
                    "Without a fingerprint from elsewhere (--realm) this only proves that the export agrees with "
                    "itself: someone who signs everything anew makes one that does too."
                )
            )
        )
    data: dict[str, Any] = {
        "realm": report.realm,
        "realm_compared": report.realm_compared,
        "station": report.station,
        "acts": report.acts,
        "keys": report.keys,
        "root": report.root,
        "bodies": dict(report.bodies),
    }
    return Answer(data, lines)


def _progress(call: Call) -> Any:
    """Show how far a long verification is, where somebody watches."""
    if call.args.json or not sys.stderr.isatty():
        return None

    def show(done: int) -> None:
        print("\r" + call.words.text(N_("{done} acts verified"), done=done), end="", file=sys.stderr, flush=True)

    return show


@verb(
    "journal rebuild",
    N_("rebuild the derived tables from the acts"),
    arg("--check", action="store_true", help=N_("only compare, change nothing")),
)
def journal_rebuild(call: Call) -> Answer:
    """Derived tables can be dropped at any time."""
    assemble.expect_rebuild()
    words, desk = call.words, call.desk()
    if call.args.check:
        differences = desk.journal.check_tables()
        if not differences:
            return Answer({"differences": []}, [words.text(N_("The derived tables agree with the acts."))])
        rows = [[one["table"], one["about"], words.label("difference", one["where"])] for one in differences]
        lines = table(words, [N_("Table"), N_("About"), N_("Only in")], rows)
        return Answer({"error": "store.tables-differ", "differences": differences}, lines, 6)
    scopes = desk.journal.rebuild()
    return Answer(
        {"scopes": scopes},
        [words.text(N_("Rebuilt from the acts: {scopes} cases, sessions and the realm."), scopes=scopes)],
    )


@verb(
    "journal export",
    N_("export the journal for an auditor"),
    arg("directory", metavar="DIR", help=N_("new folder")),
    arg("--mandate", metavar="ID", help=N_("a confirmed mandate for bodies; its beginning is enough")),
)
def journal_export(call: Call) -> Answer:
    """Headers, outcomes and tallies; bodies only under a mandate that a second person confirmed."""
    args, words, desk = call.args, call.words, call.desk()
    found = desk.journal.export(Path(args.directory), args.mandate)
    lines = [
        words.text(N_("Exported {acts} acts to {directory}."), acts=found["acts"], directory=found["directory"]),
        words.text(N_("Fingerprint of the realm: {fingerprint}"), fingerprint=found["realm"]),
    ]
    return Answer(found, lines)


@verb(
    "journal log",
    N_("show or print the decision log"),
    arg("--pdf", metavar="FILE", help=N_("file to write")),
    PAPER_LANGUAGE,
)
def journal_log(call: Call) -> Answer:
    """Every final decision."""
    words, desk = call.words, call.desk()
    found = desk.questions.decisions()
    if call.args.pdf:
        write_file(call.args.pdf, desk.printing.decision_log(call.args.paper_lang))
        return Answer({"file": call.args.pdf}, [words.text(N_("Written: {file}"), file=call.args.pdf)])
    rows = [
        [
            words.date(one["signed"]),
            one["reference"],
            words.label("activity", one["activity"]),
            one["applicant"],
            words.label("stage", one["stage"]),
            one["act"][:SHORT],
        ]
        for one in found
    ]
    heads = [N_("Date"), N_("Reference"), N_("Activity"), N_("Applicant"), N_("Stage"), N_("Act")]
    return Answer({"decisions": found}, table(words, heads, rows))


@verb("journal acts", N_("list the acts of the whole journal"))
def journal_acts(call: Call) -> Answer:
    """Every act with its type, author and time."""
    found = call.desk().questions.acts()
    rows = [
        [str(one["position"]), one["id"][:SHORT], call.words.say(f"act.{one['type']}"), one["officer"], one["claimed"]]
        for one in found
    ]
    heads = [N_("No."), N_("Act"), N_("What"), N_("Officer"), N_("When")]
    return Answer({"acts": found}, table(call.words, heads, rows))


@verb(
    "audit note",
    N_("add an auditor's note to the journal"),
    arg("text", metavar="TEXT", help=N_("the note")),
    arg("--about", action="append", default=[], metavar="ACT", help=N_("an act it is about")),
)
def audit_note(call: Call) -> Answer:
    """Exports and notes are the only acts an auditor can author."""
    return acted(call, call.desk().realm.note(call.args.text, tuple(call.args.about)))
