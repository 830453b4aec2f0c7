"""Verbs of a session's record: its minutes shown, printed, corrected, annexed to, adopted; results announced."""

from __future__ import annotations

from app.cli.committee import SESSION
from app.cli.forms import choice
from app.cli.papers import PAPER_LANGUAGE, written
from app.cli.session_lines import session_lines
from app.cli.show import SHORT, acted
from app.cli.verbs import Answer, Call, arg, verb
from app.marks import N_
from app.models.outcomes import StatementKind

POINT = arg("--point", type=int, default=0, metavar="N", help=N_("agenda number; without it, the minutes as a whole"))
TEXT = arg("--text", required=True, help=N_("the text in English"))


@verb(
    "session minutes",
    N_("show or print the minutes"),
    SESSION,
    arg("--pdf", metavar="FILE", help=N_("write the minutes as PDF")),
    arg("--for", default="", metavar="AGENCY", dest="copy_for", help=N_("the copy of this agency")),
    PAPER_LANGUAGE,
)
def session_minutes(call: Call) -> Answer:
    """With votes, reservations and results; a draft until a later session has adopted them."""
    args, desk = call.args, call.desk()
    if args.pdf:
        return written(call, desk.printing.minutes(args.session, args.paper_lang, args.copy_for))
    found = desk.minutes.show(args.session)
    return Answer(found, session_lines(call.words, found))


@verb("session announce", N_("announce results of silence and written procedures"), SESSION)
def session_announce(call: Call) -> Answer:
    """All that ended since the last session, once."""
    results, change = call.desk().minutes.announce(call.args.session)
    answer = acted(call, change, results=[one.reference for one in results])
    answer.lines.extend(f"{one.reference}  {one.question[:SHORT]}" for one in results)
    return answer


@verb(
    "minutes correct",
    N_("correct the draft minutes of a closed session"),
    SESSION,
    POINT,
    TEXT,
    arg("--text-fr", required=True, help=N_("the same in French")),
    arg("--reason", required=True, help=N_("why")),
)
def minutes_correct(call: Call) -> Answer:
    """Until a later session adopts them."""
    args = call.args
    return acted(call, call.desk().minutes.correct(args.session, args.point, args.text, args.text_fr, args.reason))


@verb(
    "minutes annex",
    N_("annex your seat's statement or reservation to the minutes"),
    SESSION,
    POINT,
    arg("--kind", required=True, help=N_("interpretative-statement or reservation")),
    TEXT,
    arg("--text-fr", default="", help=N_("the same in French")),
    arg("--only-for", action="append", default=[], metavar="AGENCY", help=N_("only this agency and yours may read it")),
)
def minutes_annex(call: Call) -> Answer:
    """Printed in the annex; in an agency's copy only where it may read the text."""
    args = call.args
    kind = choice(StatementKind, args.kind, "--kind")
    readers = tuple(args.only_for)
    change = call.desk().minutes.annex(args.session, kind, args.text, args.text_fr, point=args.point, readers=readers)
    return acted(call, change)


@verb(
    "minutes adopt",
    N_("adopt the minutes of an earlier session in the one that sits"),
    SESSION,
    arg("--at", required=True, metavar="SESSION", help=N_("the session that sits")),
    arg(
        "--seen",
        default="",
        metavar="DIGEST",
        help=N_("digest of the minutes that were read; without it they are only named"),
    ),
)
def minutes_adopt(call: Call) -> Answer:
    """Nobody corrects them afterwards."""
    args, words, desk = call.args, call.words, call.desk()
    if args.seen:
        answer = acted(call, desk.minutes.adopt(args.session, args.at, args.seen))
        answer.lines.append(words.text(N_("The minutes are adopted; nobody corrects them any more.")))
        return answer
    title, digest = desk.minutes.to_adopt(args.session)
    command = f"minutes adopt {args.session} --at {args.at} --seen {digest[:SHORT]}"
    sentence = N_("Minutes of {title}. Nothing is signed yet. Whoever has read them signs with: placet {command}")
    return Answer({"acts": [], "seen": digest[:SHORT]}, [words.text(sentence, title=title, command=command)])
