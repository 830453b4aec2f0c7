"""Rounds as lines: how each is held, who has spoken, what it gave; every position; and what waits for one's seat."""

from __future__ import annotations

from typing import Any

from app.cli.beside_lines import sat_line
from app.cli.show import SHORT, table
from app.marks import N_
from app.words import Words

Plain = dict[str, Any]

UNDOING = frozenset({"consensus.unheard", "consensus.stepped-out"})
"""What takes a certified consensus back, the chair not having heard of it."""


def round_lines(words: Words, one: Plain) -> list[str]:
    """The count of a round and, without a consensus that stands, what is in its way."""
    agreed = one["result"] == "consensus"
    against = [each for each in one["obstacles"] if not agreed or each["code"] in UNDOING]
    told = [words.say(each["code"], seats=", ".join(each["seats"])) for each in against]
    return [_round_line(words, one), *(f"  {line}" for line in [*_held_lines(words, one), *told])]


def _round_line(words: Words, one: Plain) -> str:
    counts = ", ".join(f"{words.label('position', name)} {n}" for name, n in one["counts"].items())
    return words.text(
        N_("Question {number} [{fingerprint}]: {ending}. {counts}"),
        number=one["number"],
        fingerprint=one["question"][:SHORT],
        ending=ending(words, one),
        counts=counts,
    ).rstrip()


def ending(words: Words, one: Plain) -> str:
    """How a round ended, in one word: what silence adopted is never called an agreement."""
    if not one["result"]:
        return words.label("round", "deferred" if one["deferred"] else "open")
    if one["result"] == "consensus":
        return words.label("result", "by-silence" if one["silent"] else "consensus")
    return words.label("result", "not-adopted" if one["method"] == "silence" else one["result"])


def _held_lines(words: Words, one: Plain) -> list[str]:
    """How it is held where not by votes in session; who has spoken where positions are hidden; who kept silent."""
    lines = []
    if one["purpose"] != "decide":
        lines.append(words.label("purpose", one["purpose"]))
    if one["method"] != "session":
        lines.append(_until(words, one["method"], one["expires"]))
    if one["hidden"]:
        spoken = words.plural(
            N_("{n} seat has spoken. Positions are hidden until your agency’s seat has spoken or the round is over."),
            N_("{n} seats have spoken. Positions are hidden until your agency’s seat has spoken or the round is over."),
            one["spoken"],
        )
        lines.append(spoken)
    if one["hidden"] and one["speakers"]:
        lines.append(words.text(N_("Spoken: {seats}."), seats=", ".join(one["speakers"])))
    if one["silent"]:
        lines.append(words.text(N_("Kept silent and so did not object: {seats}."), seats=", ".join(one["silent"])))
    return lines


def _until(words: Words, method: str, expires: str) -> str:
    sentence = N_("Written procedure, until {moment} ({expires}).")
    if method == "silence":
        sentence = N_("Silence procedure, until {moment} ({expires}): whoever keeps silent does not object.")
    return words.text(sentence, moment=words.moment(expires), expires=expires)


# --- positions -----------------------------------------------------------------------------------------------------


def position_lines(words: Words, one: Plain, questions: list[Plain]) -> list[str]:
    """Every position on one question in the order they were signed; for an auditor none is at hand."""
    asked = next((question for question in questions if question["fingerprint"] == one["question"]), None)
    if asked is None:
        return []
    lines = [sat_line(words, asked["sat"])] if asked.get("sat") else []
    lines += _receipt_lines(words, asked)
    lines += [line for position in asked["positions"] for line in _position_lines(words, position)]
    return [f"  {line}".rstrip() for line in lines]


def _receipt_lines(words: Words, asked: Plain) -> list[str]:
    """Which seats have the deadline, and which accepted that silence be used."""
    accepted = [one["seat"] for one in asked["answers"] if one["accepts"]]
    refused = [one["seat"] for one in asked["answers"] if not one["accepts"]]
    said = (
        (N_("Deadline receipted by: {seats}."), asked["receipts"]),
        (N_("Use of silence accepted by: {seats}."), accepted),
        (N_("Use of silence not accepted by: {seats}."), refused),
    )
    return [words.text(sentence, seats=", ".join(seats)) for sentence, seats in said if seats]


def _position_lines(words: Words, position: Plain) -> list[str]:
    sentence = N_("{seat}: {position}. {reasons} By {officer}.")
    if not position["standing"]:
        sentence = N_("{seat}: {position} (does not stand). {reasons} By {officer}.")
    if position["replaced"]:
        sentence = N_("{seat}: {position} (replaced). {reasons} By {officer}.")
    if position["voided"]:
        sentence = N_("{seat}: {position} (void: wrong capacity). {reasons} By {officer}.")
    seat = position["seat"]
    if position["kind"] == "advisory":
        seat = words.text(N_("{seat} (advisory)"), seat=seat)
    told = {"seat": seat, "officer": position["officer"], "reasons": position["reasons"]}
    line = words.text(sentence, position=words.label("position", position["position"]), **told)
    lines = [line.replace("  ", " ")]
    if position["would_lift"]:
        lines.append("  " + words.text(N_("What would lift it: {text}"), text=position["would_lift"]))
    amendment = position["amendment_fr"] if words.language == "fr" else position["amendment"]
    if amendment:
        lines.append("  " + words.text(N_("Amendment proposed: {text}"), text=amendment))
    return lines


# --- one question, and what waits ------------------------------------------------------------------------------------


def asked_lines(words: Words, found: Plain) -> list[str]:
    """The exact question in both languages, what it carries, how the round stands, and what one's seat has done."""
    asked = found["question"]
    lines = [asked["text"], asked["text_fr"]]
    for one in asked["outcomes"]:
        what = words.label("outcome", one["outcome"])
        lines.append(words.text(N_("Item {item}: {what}"), item=one["item"], what=what))
    for ref in asked["conditions"]:
        text = ref["text_fr"] if words.language == "fr" and ref["text_fr"] else ref["text"]
        sentence = N_("Condition {number} ({owner}): {text}")
        lines.append(words.text(sentence, number=ref["number"], owner=ref["owner"], text=text))
    lines.append(words.text(N_("Fingerprint of the question: {fingerprint}"), fingerprint=asked["fingerprint"]))
    return [*lines, *round_lines(words, found["round"]), *position_lines(words, found["round"], [asked])]


def waiting_lines(words: Words, found: list[Plain]) -> list[str]:
    """Every open question on which one's seat may act, with what it still has to do there."""
    rows = [
        [
            one["reference"],
            one["question"]["fingerprint"][:SHORT],
            words.label("method", one["question"]["method"]),
            words.moment(one["question"]["expires"]) if one["question"]["expires"] else "",
            _todo(words, one),
        ]
        for one in found
    ]
    if not rows:
        return [words.text(N_("No open question waits for your seat."))]
    return table(words, [N_("Case"), N_("Question"), N_("Method"), N_("Until"), N_("Your seat")], rows)


def _todo(words: Words, one: Plain) -> str:
    mine = one["mine"]
    if mine["position"]:
        return words.label("position", mine["position"])
    if not mine["receipted"] and one["question"]["expires"]:
        return words.text(N_("Deadline not receipted yet"))
    return words.text(N_("No position yet"))


def announce_lines(words: Words, found: list[Plain]) -> list[str]:
    """Results reached by silence or in writing that no session has announced yet."""
    return [
        words.text(
            N_("To be announced: {reference}, question {number}, {method}: {ending}"),
            reference=one["reference"],
            number=one["number"],
            method=words.label("method", one["method"]),
            ending=ending(words, one),
        )
        for one in found
    ]
