"""Verbs about persons: seats and who holds them, sessions and who sat, conflicts of interest, experts."""

from __future__ import annotations

from typing import Any

from app.cli.beside_lines import capacity, turn_line
from app.cli.cases import REASON, REFERENCE
from app.cli.course_lines import expert_lines
from app.cli.forms import day, seat_holder, yes_or_no
from app.cli.round_lines import announce_lines
from app.cli.session_lines import stage
from app.cli.show import acted, table
from app.cli.verbs import Answer, Call, arg, verb
from app.marks import N_
from app.words import Words

# --- seats -------------------------------------------------------------------------------------------------------


@verb(
    "seat fill",
    N_("name the titular and the substitutes of your agency's seat; naming nobody lets any member sit again"),
    arg("procedure", metavar="PROCEDURE", help=N_("id of the procedure, for example standing-committee")),
    arg("seat", metavar="SEAT", help=N_("agency that holds the seat")),
    arg(
        "--titular",
        default="",
        metavar="OFFICER[=FROM[..TO]]",
        help=N_("who holds the seat, for example cus-02=2026-01-01..2026-12-31; without days from today on"),
    ),
    arg(
        "--substitute",
        action="append",
        default=[],
        metavar="OFFICER[=FROM[..TO]]",
        help=N_("who sits when nobody before is there, in order; may be repeated"),
    ),
)
def seat_fill(call: Call) -> Answer:
    """A head of the agency that holds the seat."""
    args = call.args
    named = [*([args.titular] if args.titular else []), *args.substitute]
    option = "--titular" if args.titular else "--substitute"
    holding = tuple(seat_holder(one, option) for one in named)
    desk = call.desk()
    change = desk.seats.fill(args.procedure, args.seat, holding)
    (found,) = desk.seats.seats(args.procedure)
    answer = acted(call, change, committee=found)
    answer.lines.extend(_seat_table(call.words, found))
    return answer


@verb(
    "seat list",
    N_("list the seats of the committees with their holders"),
    arg("--procedure", default="", metavar="ID", help=N_("only this procedure's committee")),
    arg("--on", default="", metavar="DATE", help=N_("who holds the seats on that day; without it, today")),
)
def seat_list(call: Call) -> Answer:
    """With offices, and whether the chair votes."""
    args = call.args
    found = call.desk().seats.seats(args.procedure, day(args.on, "--on"))
    lines = [line for one in found for line in _committee_lines(call.words, one)]
    return Answer({"committees": found}, lines)


def _committee_lines(words: Words, one: dict[str, Any]) -> list[str]:
    sentence = N_("Chair: {chair} (votes). Secretary: {secretary}. Quorum: {quorum}.")
    if not one["chair_votes"]:
        sentence = N_("Chair: {chair} (does not vote). Secretary: {secretary}. Quorum: {quorum}.")
    title = one["title_fr"] if words.language == "fr" else one["title"]
    offices = words.text(sentence, chair=one["chair"], secretary=one["secretary"], quorum=one["quorum"])
    return [f"{title} ({one['procedure']})", offices, *_seat_table(words, one)]


def _seat_table(words: Words, one: dict[str, Any]) -> list[str]:
    rows = []
    for seat in one["seats"]:
        kind = words.label("seat_kind", seat["kind"])
        kind = words.text(N_("{kind}, mandatory"), kind=kind) if seat["mandatory"] else kind
        anybody = [words.text(N_("any member of the agency"))] if not seat["holders"] else []
        for place, text in enumerate([*anybody, *(_holder(words, seat, each) for each in seat["holders"])]):
            rows.append([seat["seat"] if not place else "", kind if not place else "", text])
    return table(words, [N_("Seat"), N_("Kind"), N_("Holder")], rows)


def _holder(words: Words, seat: dict[str, Any], one: dict[str, Any]) -> str:
    told = {"officer": one["officer"], "capacity": capacity(words, one), "since": words.date(one["since"])}
    sentence = N_("{officer}, {capacity}, since {since}")
    if one["until"]:
        sentence = N_("{officer}, {capacity}, from {since} to {until}")
    if one["officer"] not in seat["in_force"]:
        sentence = N_("{officer}, {capacity}, not in force that day (from {since})")
        if one["until"]:
            sentence = N_("{officer}, {capacity}, not in force that day (from {since} to {until})")
    return words.text(sentence, until=words.date(one["until"]) if one["until"] else "", **told)


@verb(
    "session show",
    N_("show one session: agenda, seats, who sat from when until when"),
    arg("session", metavar="SESSION", help=N_("id of the session; its beginning is enough")),
)
def session_show(call: Call) -> Answer:
    """Everybody who sat is named, and in which capacity."""
    desk, words = call.desk(), call.words
    found = desk.questions.session(call.args.session) | desk.distance.to_announce(call.args.session)
    state = words.label("session", stage(found))
    lines = [
        "  ".join(part for part in (found["title"], words.date(found["on"]), found["place"], state) if part),
        *(_agenda_line(words, item) for item in found["agenda"]),
    ]
    for seat in found["seats"]:
        kind = words.label("seat_kind", seat["kind"])
        sentence = N_("{seat} ({kind}): empty") if seat["present"] is None else N_("{seat} ({kind}): taken")
        lines.append(words.text(sentence, seat=seat["seat"], kind=kind))
        lines += [f"  {turn_line(words, one)}" for one in seat["turns"]]
    return Answer(found, [*lines, *announce_lines(words, found["to_announce"])])


def _agenda_line(words: Words, item: dict[str, Any]) -> str:
    sentence = N_("{number}. {reference} (for information)") if item["information"] else "{number}. {reference}"
    return words.text(sentence, number=str(item["number"]), reference=item["reference"])


# --- conflicts of interest ---------------------------------------------------------------------------------------


@verb(
    "conflict raise",
    N_("point to another person's conflict of interest"),
    REFERENCE,
    arg("person", metavar="OFFICER", help=N_("whose conflict it is")),
    REASON,
)
def conflict_raise(call: Call) -> Answer:
    """The chair or a head of the person's agency rules on it."""
    args, desk = call.args, call.desk()
    answer = acted(call, desk.seats.raise_conflict(args.reference, args.person, args.reason))
    sentence = N_("The chair or a head of that person's agency rules: placet conflict rule {reference} {officer}")
    answer.lines.append(call.words.text(sentence, reference=args.reference, officer=args.person))
    return answer


@verb(
    "conflict rule",
    N_("rule on a conflict of interest that was raised"),
    REFERENCE,
    arg("claim", metavar="OFFICER|ID", help=N_("the person, or the beginning of the claim's id")),
    arg("--upheld", required=True, metavar="YES|NO", help=N_("whether the person steps out")),
    REASON,
)
def conflict_rule(call: Call) -> Answer:
    """Upheld, it is as if the person had declared it."""
    args = call.args
    found = yes_or_no(args.upheld, "--upheld")
    answer = acted(call, call.desk().seats.rule_conflict(args.reference, args.claim, args.reason, found=found))
    sentence = N_("The person has stepped out: nothing that this person signs on the case from now on counts.")
    if not found:
        sentence = N_("The person goes on working on the case.")
    answer.lines.append(call.words.text(sentence))
    return answer


# --- experts -----------------------------------------------------------------------------------------------------


@verb("expert list", N_("list the experts invited to a case, and what each of them opened"), REFERENCE)
def expert_list(call: Call) -> Answer:
    """Every look is kept as an act before anything is shown."""
    found = call.desk().seats.experts(call.args.reference)
    return Answer({"experts": found}, [line for one in found for line in expert_lines(call.words, one)])
