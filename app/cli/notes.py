"""Verbs beside the official positions: informal notes, evidence, and what waits for the officer."""

from __future__ import annotations

from app.cli.beside_lines import note_lines
from app.cli.cases import REFERENCE
from app.cli.forms import choice
from app.cli.show import SHORT, acted, followed, table
from app.cli.verbs import Answer, Call, arg, verb
from app.marks import N_
from app.models.outcomes import EvidenceKind

NOTE = arg("note", metavar="NOTE", help=N_("id of the note; its beginning is enough"))


@verb(
    "note write",
    N_("write an informal note: it counts for nothing and leaves in no export without leave"),
    REFERENCE,
    arg("--text", required=True, help=N_("the note")),
    arg(
        "--unattributed",
        action="store_true",
        help=N_("no list and no paper names you; the header of the act still does, so that it can be verified"),
    ),
    arg("--mention", action="append", default=[], metavar="OFFICER", help=N_("who finds it in the work list")),
    arg("--answers", default="", metavar="NOTE", help=N_("the note that this one answers")),
)
def note_write(call: Call) -> Answer:
    """Logged apart from opinions."""
    args = call.args
    change = call.desk().notes.write(
        args.reference,
        args.text,
        attributed=not args.unattributed,
        mentions=tuple(args.mention),
        answers=args.answers,
    )
    answer = acted(call, change)
    sentence = N_("It counts for nothing. Only you can put it into the dossier: placet note file {reference} {id}")
    answer.lines.append(call.words.text(sentence, reference=args.reference, id=change.acts[0][:SHORT]))
    return answer


@verb("note list", N_("list the informal notes on a case"), REFERENCE)
def note_list(call: Call) -> Answer:
    """In order of time."""
    found = call.desk().notes.notes(call.args.reference)
    return Answer({"notes": found}, [line for one in found for line in note_lines(call.words, one)])


@verb("note file", N_("put your own note into the dossier: every position is then asked for again"), REFERENCE, NOTE)
def note_file(call: Call) -> Answer:
    """Positions were given on the dossier without it."""
    args, desk = call.args, call.desk()
    change = desk.notes.file(args.reference, args.note)
    line = call.words.text(N_("The note is part of the dossier. Positions taken before it no longer count."))
    return followed(call, desk, args.reference, change, line)


@verb("note settle", N_("say that you have dealt with a note that mentions you"), REFERENCE, NOTE)
def note_settle(call: Call) -> Answer:
    """It leaves the work list."""
    args = call.args
    return acted(call, call.desk().notes.settle(args.reference, args.note))


@verb(
    "evidence record",
    N_("record what came up: it is part of the dossier at once"),
    REFERENCE,
    arg(
        "--kind",
        required=True,
        metavar="KIND",
        help=N_("adverse-evidence, embargoed-destination or previous-denial"),
    ),
    arg("--text", required=True, help=N_("what came up")),
    arg("--source", required=True, help=N_("where it is from")),
)
def evidence_record(call: Call) -> Answer:
    """Halts an open round and an unissued licence."""
    args, desk = call.args, call.desk()
    kind = choice(EvidenceKind, args.kind, "--kind")
    change = desk.notes.record_evidence(args.reference, kind, args.text, args.source)
    sentence = N_(
        "It is part of the dossier: an open question has to be put again, and no licence is issued from a decision "
        "that was made without it."
    )
    return followed(call, desk, args.reference, change, call.words.text(sentence))


@verb(
    "work list",
    N_("list what waits for you: steps, answers, mentions, rulings, confirmations, positions"),
    arg("--limit", type=int, default=100, help=N_("cases at most whose steps are listed")),
)
def work_list(call: Call) -> Answer:
    """What is due first comes first."""
    found, words = call.desk().work.waiting(call.args.limit), call.words
    rows = []
    for one in found["items"]:
        about = one["about"] if one["kind"] == "step" else one["about"][:SHORT]
        due = words.date(one["due"]) if one["due"] else ""
        due = words.text(N_("{day}, overdue"), day=due) if one["overdue"] else due
        since = words.date(one["since"]) if one["since"] else ""
        what = words.say(f"act.{one['type']}") if one["kind"] == "realm" else words.label("work", one["kind"])
        rows.append([one["reference"] or "-", what, about, since, due])
    heads = [N_("Reference"), N_("What"), N_("About"), N_("Since"), N_("Due")]
    lines = table(words, heads, rows) if rows else [words.text(N_("Nothing waits for you."))]
    if found["cases"] > call.args.limit:
        sentence = N_("More cases hold open steps than are listed: {total}. Ask for more with --limit.")
        lines.append(words.text(sentence, total=found["cases"]))
    return Answer(found, lines)
