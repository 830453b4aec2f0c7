"""Verbs of the committee: sessions, questions, votes, results."""

from __future__ import annotations

from app.cli.cases import REASON, REFERENCE
from app.cli.files import check_writable
from app.cli.forms import choice, day, item_outcome
from app.cli.papers import PAPER_LANGUAGE, written
from app.cli.round_lines import asked_lines, round_lines
from app.cli.session_lines import agenda_lines
from app.cli.show import SEEN, acted, reaffirmed, table, to_reaffirm
from app.cli.verbs import Answer, Call, arg, verb
from app.marks import N_
from app.models.outcomes import Method, Position

SESSION = arg("session", metavar="SESSION", help=N_("id of the session; its beginning is enough"))
OUTCOMES = (
    arg("--all", metavar="OUTCOME", help=N_("the same outcome for every item")),
    arg(
        "--outcome",
        action="append",
        default=[],
        metavar="ITEM=OUTCOME",
        help=N_("for example 2=refuse or 1=reduced-grant,quantity=5"),
    ),
)
QUESTION = arg(
    "--question", default="", metavar="FINGERPRINT", help=N_("fingerprint of the question; its beginning is enough")
)


@verb(
    "session convene",
    N_("convene the committee"),
    arg("reference", nargs="+", metavar="REF", help=N_("cases of the agenda, in order")),
    arg("--title", required=True, help=N_("title of the session")),
    arg("--on", required=True, metavar="DATE", help=N_("day, for example 2026-11-19")),
    arg("--place", default="", help=N_("place")),
)
def session_convene(call: Call) -> Answer:
    """Cases already refused under Article 6 stand on the agenda for information."""
    args, on = call.args, day(call.args.on, "--on")
    desk = call.desk()
    name, change = desk.committee.convene(args.title, on, args.place, tuple(args.reference))
    named = {one.strip().upper() for one in args.reference}
    added = [one["reference"] for one in desk.questions.session(name)["agenda"] if one["reference"] not in named]
    answer = acted(call, change, session=name, added=added)
    answer.lines.append(call.words.text(N_("Session: {id}"), id=name[:8]))
    if added:
        sentence = N_("Also on the agenda, since it has to be taken up now: {references} (ratification or revocation).")
        answer.lines.append(call.words.text(sentence, references=", ".join(added)))
    return answer


@verb("session list", N_("list sessions"))
def session_list(call: Call) -> Answer:
    """All sessions with their agendas."""
    found = call.desk().questions.sessions()
    rows = [
        [
            one["id"][:8],
            call.words.date(one["held_on"]),
            one["title"],
            call.words.label("session", one["stage"]),
            ", ".join(one["agenda"]),
        ]
        for one in found
    ]
    heads = [N_("Session"), N_("Day"), N_("Title"), N_("State"), N_("Agenda")]
    return Answer({"sessions": found}, table(call.words, heads, rows))


@verb(
    "session agenda",
    N_("change or print the agenda"),
    SESSION,
    arg("--case", action="append", default=[], metavar="REF", help=N_("new agenda, case by case")),
    arg("--pdf", metavar="FILE", help=N_("write the agenda as PDF")),
    PAPER_LANGUAGE,
)
def session_agenda(call: Call) -> Answer:
    """The printed agenda carries the fingerprint of each question."""
    args, desk = call.args, call.desk()
    check_writable(args.pdf)
    answer = Answer(desk.minutes.show(args.session))
    if args.case:
        answer = acted(call, desk.committee.change_agenda(args.session, tuple(args.case)))
    if args.pdf:
        return written(call, desk.printing.agenda(args.session, args.paper_lang))
    if not args.case:
        answer.lines.extend(agenda_lines(call.words, answer.data))
    return answer


@verb(
    "session attend",
    N_("record who takes or leaves a seat"),
    SESSION,
    arg("seat", metavar="SEAT", help=N_("agency that holds the seat")),
    arg("person", metavar="OFFICER", help=N_("who sits there")),
    arg("--left", action="store_true", help=N_("the person has left")),
)
def session_attend(call: Call) -> Answer:
    """Absence comes from attendance and is never cast."""
    args = call.args
    return acted(
        call, call.desk().committee.record_attendance(args.session, args.seat, args.person, present=not args.left)
    )


@verb("session open", N_("open the session"), SESSION)
def session_open(call: Call) -> Answer:
    """Needs the quorum and every mandatory seat."""
    return acted(call, call.desk().committee.open(call.args.session))


@verb(
    "session close", N_("close the session"), SESSION, arg("--minutes", default="", help=N_("a remark for the minutes"))
)
def session_close(call: Call) -> Answer:
    """Afterwards no position counts."""
    return acted(call, call.desk().committee.close(call.args.session, call.args.minutes))


@verb(
    "question put",
    N_("put an exact question to the committee"),
    arg("session", metavar="SESSION", help=N_("id of the session; for a written procedure -")),
    REFERENCE,
    arg("--text", required=True, help=N_("the question")),
    arg("--text-fr", required=True, help=N_("the same in French")),
    *OUTCOMES,
    arg("--method", default="session", help=N_("how it is held: session, written or silence")),
    arg("--expires", default="", metavar="MOMENT", help=N_("when it ends, for example 2026-12-04T16:00:00Z")),
)
def question_put(call: Call) -> Answer:
    """One outcome for each item; the conditions in force are carried."""
    args, desk = call.args, call.desk()
    outcomes = desk.decisions.outcomes(args.reference, args.all, tuple(item_outcome(one) for one in args.outcome))
    held = {"method": choice(Method, args.method, "--method"), "expires": args.expires}
    put = desk.committee.put_question
    session = "" if args.session == "-" else args.session
    fingerprint, change = put(session, args.reference, args.text, args.text_fr, outcomes, **held)
    answer = acted(call, change, question=fingerprint)
    answer.lines.extend(asked_lines(call.words, desk.distance.question(args.reference, fingerprint)))
    return answer


@verb(
    "question defer",
    N_("put the open question off"),
    REFERENCE,
    REASON,
    arg("--until", default="", metavar="DATE", help=N_("until when")),
    QUESTION,
)
def question_defer(call: Call) -> Answer:
    """Deferrals are counted."""
    args, until = call.args, day(call.args.until, "--until")
    return acted(call, call.desk().committee.defer(args.reference, args.reason, until, args.question))


POSITION = arg(
    "--position",
    required=True,
    help=N_("agree, agree-with-conditions, agree-with-reservation, abstain, object, need-information or not-competent"),
)
VOTE = (
    REFERENCE,
    arg(
        "--question",
        required=True,
        metavar="FINGERPRINT",
        help=N_("fingerprint of the question; its beginning is enough"),
    ),
    POSITION,
    arg("--reasons", default="", help=N_("why")),
    arg("--criterion", action="append", default=[], help=N_("criterion; needed to object")),
    arg("--condition", action="append", type=int, default=[], help=N_("number of a condition agreed on")),
    arg("--would-lift", default="", metavar="TEXT", help=N_("what would lift the objection")),
    arg("--amendment", default="", metavar="TEXT", help=N_("other words proposed for the question")),
    arg("--amendment-fr", default="", metavar="TEXT", help=N_("the same in French")),
)


@verb("vote cast", N_("take your seat's position"), *VOTE)
def vote_cast(call: Call) -> Answer:
    """Binds to the fingerprint of the question."""
    return _vote(call, change=False)


@verb("vote change", N_("change your seat's position"), *VOTE)
def vote_change(call: Call) -> Answer:
    """The earlier one stays in the history."""
    return _vote(call, change=True)


@verb("vote reaffirm", N_("take your seat's earlier position on the open question"), REFERENCE, QUESTION, SEEN)
def vote_reaffirm(call: Call) -> Answer:
    """What differs from the earlier question is shown first; who has seen it signs."""
    args, desk = call.args, call.desk()
    if args.seen is None:
        difference, digest = desk.committee.to_reaffirm(args.reference, args.question)
        return to_reaffirm(call, difference, digest, "vote reaffirm", args.reference, "--question", args.question)
    difference, change = desk.committee.reaffirm_vote(args.reference, args.question, args.seen)
    return reaffirmed(call, desk, args.reference, difference, change)


def _vote(call: Call, *, change: bool) -> Answer:
    args, desk = call.args, call.desk()
    act = desk.committee.change_vote if change else desk.committee.cast_vote
    made = act(
        args.reference,
        args.question,
        choice(Position, args.position, "--position"),
        args.reasons,
        criteria=tuple(args.criterion),
        conditions=tuple(args.condition),
        would_lift=args.would_lift,
        amendment=args.amendment,
        amendment_fr=args.amendment_fr,
    )
    answer = acted(call, made)
    answer.lines.extend(asked_lines(call.words, desk.distance.question(args.reference, args.question)))
    return answer


def result_certify(call: Call) -> Answer:
    """The chair; recomputed by the program."""
    args, desk = call.args, call.desk()
    change = desk.committee.certify(args.reference, args.question)
    rounds = desk.questions.standing(args.reference)["rounds"]
    one = next(one for one in rounds if change.acts[0] in one["certificates"])
    answer = acted(call, change, obstacles=one["obstacles"])
    answer.lines.extend(round_lines(call.words, one))
    return answer


def result_attest(call: Call) -> Answer:
    """The secretary."""
    return acted(call, call.desk().committee.attest(call.args.reference))
