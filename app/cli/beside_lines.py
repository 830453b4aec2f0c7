"""What stands beside the official positions as lines: claims of conflict, notes, evidence; who sat where."""

from __future__ import annotations

from typing import Any

from app.cli.show import SHORT
from app.marks import N_
from app.words import Words

Plain = dict[str, Any]


def beside_lines(words: Words, found: Plain) -> list[str]:
    """Evidence, then conflicts that were raised, then notes."""
    lines = [evidence_line(words, one) for one in found["evidence"]]
    lines += [line for one in found["conflict_claims"] for line in _claim(words, one)]
    return lines + [line for one in found["notes"] for line in note_lines(words, one)]


def evidence_line(words: Words, one: Plain) -> str:
    """What came up, from where, and who put it into the dossier."""
    return words.text(
        N_("{kind}, recorded by {agency} on {day}: {text} (source: {source})"),
        kind=words.label("evidence_kind", one["kind"]),
        agency=one["agency"],
        day=words.date(one["on"]),
        text=one["text"],
        source=one["source"],
    )


def _claim(words: Words, one: Plain) -> list[str]:
    told = {"officer": one["officer"], "agency": one["agency"], "raised": one["raised_by"], "id": one["id"][:SHORT]}
    sentence = N_("{raised} raised a conflict of interest of {officer} ({agency}) on {day} [{id}]. {reason}")
    lines = [words.text(sentence, day=words.date(one["on"]), reason=one["reason"], **told)]
    for ruling in one["rulings"]:
        sentence = N_("Upheld by {officer} ({agency}) on {day}. {reason}")
        if not ruling["upheld"]:
            sentence = N_("Dismissed by {officer} ({agency}) on {day}. {reason}")
        said = {"officer": ruling["officer"], "agency": ruling["agency"], "day": words.date(ruling["on"])}
        lines.append("  " + words.text(sentence, reason=ruling["reason"], **said))
    if one["state"] == "open":
        lines.append("  " + words.text(N_("Waits for the ruling of the chair or of a head of that agency.")))
    return lines


def note_lines(words: Words, one: Plain) -> list[str]:
    """A note with its mentions; it says of itself that it counts for nothing, or that it is part of the dossier."""
    told = {"day": words.date(one["on"]), "id": one["id"][:SHORT], "text": one["text"]}
    if one["attributed"]:
        sentence = N_("Informal note of {officer} ({agency}), {day} [{id}]: {text}")
        line = words.text(sentence, officer=one["officer"], agency=one["agency"], **told)
    else:
        line = words.text(N_("Informal note without attribution, {day} [{id}]: {text}"), **told)
    lines = [line]
    if one["filed"]:
        lines.append("  " + words.text(N_("Part of the dossier since {day}."), day=words.date(one["filed"])))
    if one["answers"]:
        lines.append("  " + words.text(N_("Answers the note [{id}]."), id=one["answers"][:SHORT]))
    for mention in one["mentions"]:
        sentence = N_("Mentions {officer}: dealt with.") if mention["settled"] else N_("Mentions {officer}: waits.")
        lines.append("  " + words.text(sentence, officer=mention["officer"]))
    return lines


def capacity(words: Words, one: Plain) -> str:
    """Titular, substitute with the place in the order, or member where the agency named nobody."""
    if one["capacity"] == "substitute":
        return words.text(N_("substitute {number}"), number=one["place"])
    return words.label("capacity", one["capacity"])


def sat_line(words: Words, sat: list[Plain]) -> str:
    """Who sat when a question was put."""
    those = (
        words.text(
            N_("{seat}: {officer} ({capacity})"),
            seat=one["seat"],
            officer=one["officer"],
            capacity=capacity(words, one),
        )
        for one in sat
    )
    return words.text(N_("Sat when it was put: {those}"), those="; ".join(those))


def turn_line(words: Words, one: Plain) -> str:
    """How long one person sat on a seat."""
    told = {"officer": one["officer"], "capacity": capacity(words, one), "came": words.moment(one["came"])}
    if one["left"] is None:
        return words.text(N_("{officer} ({capacity}) since {came}"), **told)
    return words.text(N_("{officer} ({capacity}) from {came} to {left}"), left=words.moment(one["left"]), **told)


def opened_line(words: Words, one: Plain) -> str:
    """An expert's look at the case."""
    return words.text(
        N_("Opened on {day}: {part} (dossier {digest})"),
        day=words.moment(one["on"]),
        part=words.label("access_part", one["part"]),
        digest=one["dossier"][:SHORT],
    )
