"""Verbs of licences: issued, shown, listed, checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from app.cli.cases import REFERENCE
from app.cli.files import check_writable, write_file
from app.cli.forms import choice, day, lower_item, read_file
from app.cli.papers import PAPER_LANGUAGE
from app.cli.show import SHORT, acted, table
from app.cli.urgent_lines import state_lines, why_lines
from app.cli.verbs import Answer, Call, arg, verb
from app.errors import NotTrusted, Refused, Unreadable, Usage
from app.marks import N_
from app.models.licence import LicenceState
from app.trust.notes import Verifier
from app.trust.token import TokenStatus, check_token
from app.words import Words

MOVES = frozenset({"valid", "not-yet-valid", "not-served"})
"""States of a licence that nothing holds and nothing ended."""


@verb(
    "licence issue",
    N_("issue the licence"),
    REFERENCE,
    arg("--valid-from", default="", metavar="DATE", help=N_("first day")),
    arg("--valid-until", default="", metavar="DATE", help=N_("last day")),
    arg(
        "--less",
        action="append",
        default=[],
        metavar="ITEM=quantity=N,value=N",
        help=N_("license less of an item than was granted"),
    ),
    arg("--pdf", metavar="FILE", help=N_("write the licence as PDF")),
)
def licence_issue(call: Call) -> Answer:
    """Once, within what was granted."""
    args = call.args
    dates = day(args.valid_from, "--valid-from"), day(args.valid_until, "--valid-until")
    desk = call.desk()
    check_writable(args.pdf)
    change = desk.decisions.issue(
        args.reference,
        valid_from=dates[0],
        valid_until=dates[1],
        less=dict(lower_item(one) for one in args.less),
    )
    number = desk.decisions.issued_number(args.reference, change.acts[0])
    answer = acted(call, change, number=number, token=desk.printing.token(args.reference, number))
    if args.pdf:
        write_file(args.pdf, desk.printing.licence(args.reference, "bilingual", number))
    return answer


@verb(
    "licence show",
    N_("show the licence, or its draft before it is issued"),
    REFERENCE,
    arg("--pdf", metavar="FILE", help=N_("write the licence as PDF")),
    PAPER_LANGUAGE,
)
def licence_show(call: Call) -> Answer:
    """Items, conditions, validity and token."""
    args, desk = call.args, call.desk()
    found = desk.decisions.licence(args.reference)
    if args.pdf:
        write_file(args.pdf, desk.printing.licence(args.reference, args.paper_lang))
    return Answer(found, [line for one in (found, *found["others"]) for line in _licence_lines(call.words, one)])


def _licence_lines(words: Words, found: dict[str, Any]) -> list[str]:
    draft = words.text(N_("Draft of {number}, not issued"), number=found["number"])
    lines = [found["number"] if found["issued"] else draft]
    for item in found["items"]:
        amount = f"{words.number(item['quantity'])} {item['unit']}" if item["quantity"] else ""
        value = words.money(item["value"], item["currency"]) if item["value"] else ""
        shown = (item["item"], item["description"], item["destination"], amount, value)
        lines.append("  ".join(part for part in shown if part))
    for one in found["conditions"]:
        text = (one["text_fr"] or one["text"]) if words.language == "fr" else one["text"]
        lines.append(
            words.text(N_("Condition {number} ({owner}): {text}"), number=one["number"], owner=one["owner"], text=text)
        )
    return lines + (_issued_lines(words, found) if found["issued"] else [])


def _issued_lines(words: Words, found: dict[str, Any]) -> list[str]:
    """Validity, what holds it or ended it, the clause of an urgent decision, and the token."""
    now, days = found["now"], {"end": words.date(found["valid_until"])}
    valid = words.text(N_("Valid from the day of its service until {end}"), **days)
    if now["starts"]:
        valid = words.text(N_("Valid from {start} until {end}"), start=words.date(now["starts"]), **days)
    urgent = [found["urgent_fr"] if words.language == "fr" else found["urgent"]] if found["urgent"] else []
    return [valid, *urgent, *state_lines(words, now), found["token"]]


@verb(
    "licence verify",
    N_("check a licence's token offline"),
    arg("token", metavar="TOKEN", help=N_("the text of the QR code, or a file that holds it")),
    arg("--keys", metavar="FILE", help=N_("stations' keys, one a line (station.vkey)")),
)
def licence_verify(call: Call) -> Answer:
    """Valid, altered, unknown key or expired."""
    args, words = call.args, call.words
    today = date.today().isoformat()
    report = check_token(_token(args.token), _verifiers(call), today)
    content = report.content or {}
    if report.status is TokenStatus.ALTERED:
        raise NotTrusted("token.altered")
    if report.status is TokenStatus.UNKNOWN_KEY:
        raise NotTrusted("token.unknown-key", key=content.get("key", ""))
    if report.status is TokenStatus.EXPIRED:
        raise Refused("token.expired", number=content["number"], until=words.date(content["valid_until"]))
    genuine = words.say("token.valid", number=content["number"], until=words.date(content["valid_until"]))
    data = {"status": report.status.value, "licence": content, "status_known_until": content["issued"]}
    now = _known_here(call, content)
    if now is None:
        return Answer(data, [genuine, words.say("token.status-unknown", date=words.date(content["issued"]))])
    data |= {"now": now, "status_known_until": today}
    if now["state"] in MOVES:
        return Answer(data, [genuine, *state_lines(words, now)])
    state = words.label("licence_state", now["state"])
    stop = words.say("token.not-in-force", number=content["number"], state=state)
    return Answer({"error": "token.not-in-force", "message": stop, **data}, [stop, *why_lines(words, now)], 3)


def _known_here(call: Call, content: dict[str, Any]) -> dict[str, Any] | None:
    """The state of the licence in the store of the officer who asks; None without a store, or where it is unknown."""
    if not call.args.officer:
        return None
    return call.desk().licences.status(content["number"], str(content.get("act", "")))


@verb(
    "licence list",
    N_("list licences with their state, and the acts that suspended many"),
    arg("--state", default="", help=N_("only licences in this state: valid, suspended, revoked, ...")),
)
def licence_list(call: Call) -> Answer:
    """Every licence of this station today, with what holds it."""
    words = call.words
    state = choice(LicenceState, call.args.state, "--state") if call.args.state else None
    found = call.desk().licences.listed(state)
    heads = [N_("Licence"), N_("State"), N_("Valid until"), N_("Why")]
    rows = [
        [
            one["number"],
            words.label("licence_state", one["state"]),
            words.date(one["valid_until"]),
            " ".join(why_lines(words, one)),
        ]
        for one in found["licences"]
    ]
    return Answer(found, [*table(words, heads, rows), *(_list_line(words, one) for one in found["lists"])])


def _list_line(words: Words, one: dict[str, Any]) -> str:
    sentence = N_(
        "Act {id} of {day} by {officer}, {criterion}: {value}. Licences suspended: {count}, still suspended: {held}."
    )
    return words.text(
        sentence,
        id=one["id"][:SHORT],
        day=words.date(one["on"]),
        officer=one["officer"],
        count=len(one["licences"]),
        criterion=words.label("mass_criterion", one["criterion"]),
        value=one["value"],
        held=len(one["held"]),
    )


def _token(text: str) -> str:
    """The token that was typed, or that a file of this name holds; most tokens are too long for a file's name."""
    try:
        named = Path(text).is_file()
    except OSError:
        named = False
    return read_file(text).decode("utf-8", "replace") if named else text


def _verifiers(call: Call) -> list[Verifier]:
    if call.args.keys:
        text = read_file(call.args.keys).decode("utf-8", "replace")
        return [_verifier(call.args.keys, n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not call.args.officer:
        raise Usage("token.keys-needed")
    return [call.desk().office.store.identity.verifier]


def _verifier(file: str, number: int, line: str) -> Verifier:
    try:
        return Verifier.parse(line.strip())
    except Unreadable:
        raise Unreadable("token.key-line", file=file, line=number) from None
