"""Verbs of adoption in bloc: the questions of list A, the list reviewed and signed once, results of the whole list."""

from __future__ import annotations

from typing import Any

from app.cli import committee
from app.cli.cases import REFERENCE
from app.cli.committee import QUESTION, SESSION
from app.cli.show import SHORT, acted, table
from app.cli.verbs import Answer, Call, arg, verb
from app.errors import Usage
from app.marks import N_
from app.words import Words

Plain = dict[str, Any]

ONE_CASE = arg("reference", nargs="?", default="", metavar="REF", help=N_("reference of the case"))
OF_SESSION = arg("--session", default="", metavar="SESSION", help=N_("the whole list A of this session"))


@verb("session put-list", N_("put the questions of list A in one go"), SESSION)
def session_put_list(call: Call) -> Answer:
    """Each question grants what was applied for, under the conditions in force, and is an act of its own."""
    words = call.words
    questions, change = call.desk().bloc.put_list(call.args.session)
    answer = acted(call, change, questions=questions)
    told = words.text(N_("Questions put on list A: {count}"), count=len(questions))
    answer.lines[:] = [told, *(f"{reference}  {fingerprint[:SHORT]}" for reference, fingerprint in questions.items())]
    return answer


@verb("vote list", N_("review list A before signing it"), SESSION)
def vote_list(call: Call) -> Answer:
    """What each file is about, what was recommended, and what is new since your agency's opinion."""
    found = call.desk().bloc.review(call.args.session)
    return Answer(found, list_lines(call.words, found))


@verb(
    "vote bloc",
    N_("agree to every file of the reviewed list with one signature"),
    SESSION,
    arg("--list", required=True, metavar="DIGEST", dest="listed", help=N_("digest of the list that was reviewed")),
    arg(
        "--seen",
        nargs="+",
        default=[],
        metavar="FILE",
        help=N_("files with news that you have read: references or numbers"),
    ),
    arg(
        "--except",
        nargs="+",
        default=[],
        metavar="FILE",
        dest="excepted",
        help=N_("files to leave out and vote on one by one"),
    ),
)
def vote_bloc(call: Call) -> Answer:
    """One position for each file, each bound to its own question."""
    args, words = call.args, call.words
    files, change = call.desk().bloc.vote(args.session, args.listed, tuple(args.seen), tuple(args.excepted))
    told = words.text(N_("Files agreed to in bloc, each by an act of its own: {count}"), count=len(files))
    return Answer({"acts": list(change.acts), "files": files}, [told])


@verb("vote move", N_("move a case from list A to list B, without giving reasons"), REFERENCE)
def vote_move(call: Call) -> Answer:
    """It is then discussed, and every seat votes on it by itself."""
    args, words = call.args, call.words
    answer = acted(call, call.desk().bloc.move(args.reference))
    sentence = N_("{reference} stands on list B now; positions taken on it in bloc do not count.")
    answer.lines.append(words.text(sentence, reference=args.reference.strip().upper()))
    return answer


@verb("result certify", N_("certify the result of the open round, or of list A"), ONE_CASE, QUESTION, OF_SESSION)
def result_certify(call: Call) -> Answer:
    """The chair; recomputed by the program."""
    if not _of_session(call):
        return committee.result_certify(call)
    words = call.words
    told, change = call.desk().bloc.certify(call.args.session)
    rows = [[one["reference"], _result(words, one)] for one in told]
    counted = words.text(N_("Results certified: {count}"), count=len(change.acts))
    lines = [counted, *table(words, [N_("Case"), N_("Result")], rows)]
    return Answer({"acts": list(change.acts), "results": told}, lines)


@verb("result attest", N_("attest the certified result, or those of list A"), ONE_CASE, OF_SESSION)
def result_attest(call: Call) -> Answer:
    """The secretary."""
    if not _of_session(call):
        return committee.result_attest(call)
    files, change = call.desk().bloc.attest(call.args.session)
    told = call.words.text(N_("Results attested: {count}"), count=len(files))
    return Answer({"acts": list(change.acts), "files": files}, [told])


def _of_session(call: Call) -> bool:
    """Whether the list of a session is meant, and not one case: exactly one of them is named."""
    args = call.args
    if bool(args.session) == bool(args.reference):
        raise Usage("bloc.case-or-session")
    return bool(args.session)


def _result(words: Words, one: Plain) -> str:
    if one["result"]:
        return words.label("result", one["result"])
    return " ".join(words.say(each["code"], seats=", ".join(each["seats"])) for each in one["obstacles"])


# --- the list as a member reads it -----------------------------------------------------------------------------------


def list_lines(words: Words, found: Plain) -> list[str]:
    """A few lines a file, list A before list B; what has to be read before it is signed is marked."""
    files, digest = found["files"], found["digest"]
    lines = [words.text(N_("List A, for adoption in bloc by the seat of {seat}:"), seat=found["seat"])] if files else []
    for one in files:
        lines += _file_lines(words, one)
    others = [one for one in found["others"] if one["list"] == "B"]
    lines += [words.text(N_("List B, for discussion:"))] if others else []
    lines += [_other(words, one) for one in others]
    if not files:
        return [*lines, words.text(N_("Nothing on list A waits for your seat."))]
    unread = sum(one["unread"] for one in files)
    lines.append(words.text(N_("Files in all: {count}"), count=len(files)))
    if unread:
        sentence = N_(
            "Files with news, or without an opinion of your agency (*): {count}. Name them with --seen once you have "
            "read them, or leave them out with --except."
        )
        lines.append(words.text(sentence, count=unread))
    command = f"vote bloc {found['session'][:8]} --list {digest[:SHORT]}"
    return [
        *lines,
        words.text(N_("Nothing is signed yet. Whoever has read this signs with: placet {command}"), command=command),
    ]


def _file_lines(words: Words, one: Plain) -> list[str]:
    mark = "*" if one["unread"] else " "
    about = words.text(
        N_("{activity} to {destinations}: {goods}"),
        activity=words.label("activity", one["activity"]),
        destinations=words.sentence_list([words.country(each) for each in one["destinations"]]),
        goods=words.sentence_list(one["goods"]),
    )
    head = f"{mark}{one['number']:>3}. {one['reference']}  {one['applicant']}"
    said = [
        about,
        _to_whom(words, one),
        _recommended(words, one),
        *_conditions(words, one),
        *(_news(words, each) for each in one["news"]),
    ]
    if one["departs"]:
        said.append(
            words.text(N_("Agreeing would depart from your agency's opinion: leave it out, and give your reasons."))
        )
    return [head, *(f"      {line}" for line in said)]


def _to_whom(words: Words, one: Plain) -> str:
    values = [words.money(total, currency) for currency, total in one["values"]]
    return words.text(
        N_("End user: {names}. Value: {values}"),
        names=words.sentence_list(one["end_users"]) if one["end_users"] else "-",
        values=words.sentence_list(values) if values else "-",
    )


def _recommended(words: Words, one: Plain) -> str:
    outcome = words.sentence_list([words.label("outcome", each) for each in one["outcomes"]])
    if one["opinion"] is None:
        sentence = N_("Recommended: {outcome}. Your agency gave no opinion. [{question}]")
        return words.text(sentence, outcome=outcome, question=one["question"][:SHORT])
    return words.text(
        N_("Recommended: {outcome}. Your agency on {date}: {position}. [{question}]"),
        outcome=outcome,
        date=words.date(one["opinion"]["on"]),
        position=words.label("position", one["opinion"]["position"]),
        question=one["question"][:SHORT],
    )


def _conditions(words: Words, one: Plain) -> list[str]:
    text = "text_fr" if words.language == "fr" else "text"
    sentence = N_("Condition {number} ({owner}): {text}")
    return [
        words.text(sentence, number=each["number"], owner=each["owner"], text=each[text]) for each in one["conditions"]
    ]


def _news(words: Words, one: Plain) -> str:
    which = words.label("evidence_kind", one["which"]) if one["what"] == "evidence" else one["which"]
    what = words.label("news", one["what"])
    sentence = N_("New: {what} ({which}), {agency}, {date}") if which else N_("New: {what}, {agency}, {date}")
    return words.text(sentence, what=what, which=which, agency=one["agency"], date=words.date(one["on"]))


def _other(words: Words, one: Plain) -> str:
    if one["moved_by"]:
        sentence = N_("{number}. {reference}, moved there by {agency}")
        return words.text(sentence, number=one["number"], reference=one["reference"], agency=one["moved_by"])
    return f"{one['number']}. {one['reference']}"
