"""One session as lines: its agenda by lists, how each round stands, and how its minutes stand."""

from __future__ import annotations

from typing import Any

from app.cli.show import SHORT
from app.marks import N_
from app.words import Words

Plain = dict[str, Any]

CORRECTED = {
    (False, True): N_("Correction of item {point} by {officer}: {text} Reason: {reason}"),
    (False, False): N_(
        "Correction of item {point} by {officer}, after the adoption, no part of it: {text} Reason: {reason}"
    ),
    (True, True): N_("Correction of the minutes as a whole by {officer}: {text} Reason: {reason}"),
    (True, False): N_(
        "Correction of the minutes as a whole by {officer}, after the adoption, no part of it: {text} Reason: {reason}"
    ),
}
"""By whether it is of the minutes as a whole, and whether it counts."""
STATED = {
    (False, True): N_("{kind} of {seat} on item {point}: {text}"),
    (False, False): N_("{kind} of {seat} on item {point}, not open to your agency."),
    (True, True): N_("{kind} of {seat} on the minutes as a whole: {text}"),
    (True, False): N_("{kind} of {seat} on the minutes as a whole, not open to your agency."),
}
"""By whether it is on the minutes as a whole, and whether its text is open."""


def session_lines(words: Words, found: Plain) -> list[str]:
    """Everything of `Minutes.show`."""
    lines = [f"{found['title']}  {words.date(found['on'])}  {words.label('session', stage(found))}"]
    lines += [
        words.text(N_("Seat of {seat}: {officer}"), seat=seat, officer=officer)
        for seat, officer in found["present"].items()
    ]
    lines += agenda_lines(words, found)
    for one in found["to_announce"]:
        lines.append(words.text(N_("To be announced: {reference}"), reference=one["reference"]))
    for one in found["announced"]:
        lines.append(words.text(N_("Announced: {reference}"), reference=one["reference"]))
    lines += [_correction(words, one) for one in found.get("corrections", [])]
    lines += [_statement(words, one) for one in found.get("statements", [])]
    return [*lines, *_standing(words, found)]


def agenda_lines(words: Words, found: Plain) -> list[str]:
    """The agenda: list A, list B, and what stands there for information."""
    heads = {"A": N_("List A, for adoption in bloc:"), "B": N_("List B, for discussion:"), "": N_("For information:")}
    lines = []
    for letter, head in heads.items():
        items = [one for one in found["agenda"] if one["list"] == letter]
        lines += [words.text(head)] if items else []
        lines += [line for one in items for line in _item(words, one)]
    return lines


def _item(words: Words, one: Plain) -> list[str]:
    lines = [f"{one['number']:>4}. {one['reference']}"]
    for held in one["rounds"]:
        ending = words.label("round", "deferred" if held["deferred"] else "open")
        said = words.label("result", held["result"]) if held["result"] else ending
        sentence = N_("Question {question}: {said}. Positions: {count}")
        lines.append(words.text(sentence, question=held["question"][:SHORT], count=held["positions"], said=said))
    if one["moved_by"]:
        lines.append(words.text(N_("Moved to list B by {agency}"), agency=one["moved_by"]))
    return [lines[0], *(f"      {line}" for line in lines[1:])]


def stage(found: Plain) -> str:
    """Convened, open or closed."""
    return "closed" if found["closed"] else "open" if found["opened"] else "convened"


def _correction(words: Words, one: Plain) -> str:
    text = one["text_fr"] if words.language == "fr" else one["text"]
    sentence = CORRECTED[not one["point"], bool(one["counts"])]
    return words.text(sentence, point=one["point"], officer=one["officer"], text=text, reason=one["reason"])


def _statement(words: Words, one: Plain) -> str:
    text = (one["text_fr"] if words.language == "fr" else "") or one["text"]
    sentence = STATED[not one["point"], bool(text)]
    return words.text(
        sentence, kind=words.label("statement_kind", one["kind"]), seat=one["seat"], point=one["point"], text=text
    )


def _standing(words: Words, found: Plain) -> list[str]:
    if found["adopted"]:
        one = found["adopted"]
        sentence = N_("Minutes adopted by {title} on {date}. Content: {digest}")
        return [words.text(sentence, title=one["title"], date=words.date(one["on"]), digest=one["content"][:SHORT])]
    if not found["closed"]:
        return []
    return [words.text(N_("Minutes in draft. Content: {digest}"), digest=found["content"][:SHORT])]
