"""How answers look on the command line: tables, recorded acts, lists of problems."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from app.assemble import Desk
from app.cli.verbs import Answer, Call, arg
from app.desk.differing import difference_lines
from app.intake.problems import Problem
from app.marks import N_
from app.models.outcomes import Difference
from app.models.plain import to_plain
from app.store.transaction import Change
from app.words import Words

SHORT = 12
"""Digits of an id that are shown; that many are enough to name it."""

SEEN = arg("--seen", metavar="HASH", help=N_("sign what was shown; without it, what changed is only shown"))


def table(words: Words, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Columns as wide as their content."""
    shown = [[words.text(head) for head in heads], *([str(cell) for cell in row] for row in rows)]
    widths = [max(_width(row[column]) for row in shown) for column in range(len(heads))]
    lines = ["  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in shown]
    return [lines[0], "  ".join("-" * width for width in widths), *lines[1:]]


def acted(call: Call, change: Change, *, confirm: str = "", **more: Any) -> Answer:
    """What an act recorded, with the command for the second person where it needs one."""
    lines = [call.words.text(N_("Recorded: act {id}"), id=name[:SHORT]) for name in change.acts]
    if confirm:
        command = f"{confirm} {change.acts[0][:SHORT]}"
        lines.append(call.words.text(N_("A second person confirms with: placet {command}"), command=command))
    return Answer({"acts": list(change.acts), **more}, lines)


def followed(call: Call, desk: Desk, reference: str, change: Change, *lines: str, **more: Any) -> Answer:
    """What an act recorded on a case, what it means, and where the case stands now."""
    found = desk.questions.standing(reference)
    place = {name: found[name] for name in ("reference", "stage", "holders")}
    answer = acted(call, change, **place, **more)
    answer.lines.extend([*lines, stands(call.words, found)])
    return answer


def to_reaffirm(call: Call, difference: tuple[Difference, ...], digest: str, verb: str, *args: str) -> Answer:
    """What changed, and the command that signs; `args` are the reference and one option with what was given for it."""
    reference, option, value = args
    named = f"{verb} {reference} {option} {value}" if value else f"{verb} {reference}"
    command = f"{named} --seen {digest[:SHORT]}"
    sentence = N_("Nothing is signed yet. Whoever has read this signs with: placet {command}")
    lines = [*_changed(call.words, difference), call.words.text(sentence, command=command)]
    return Answer({"acts": [], "difference": to_plain(difference), "seen": digest[:SHORT]}, lines)


def reaffirmed(call: Call, desk: Desk, reference: str, difference: tuple[Difference, ...], change: Change) -> Answer:
    """First what differs, then the act by which its author let a position stand."""
    answer = followed(call, desk, reference, change, difference=to_plain(difference))
    answer.lines[:0] = _changed(call.words, difference)
    return answer


def _changed(words: Words, difference: tuple[Difference, ...]) -> list[str]:
    return [words.text(N_("What changed:")), *(f"- {line}" for line in difference_lines(words, difference))]


def stands(words: Words, found: dict[str, Any]) -> str:
    """Where a case stands and who holds it, or how it ended."""
    stage, holders = words.label("stage", found["stage"]), ", ".join(found["holders"])
    if not holders:
        return words.text(N_("{reference} now stands at: {stage}."), reference=found["reference"], stage=stage)
    return words.text(
        N_("{reference} now stands at: {stage}. Held by: {holders}."),
        reference=found["reference"],
        stage=stage,
        holders=holders,
    )


def problems_answer(words: Words, problems: Sequence[Any]) -> Answer:
    """Every problem of a file at once, each with its place and remedy; exit code 5."""
    found = [
        {
            "code": one.code,
            "file": one.file,
            "line": one.line,
            "message": words.say(one.code, **one.details),
        }
        for one in problems
    ]
    return Answer({"error": "file.problems", "problems": found}, [one["message"] for one in found], 5)


def said(one: Problem, words: Words) -> str:
    """A problem with its place before it."""
    return words.text(N_("{place}: {problem}"), place=one.place(words), problem=one.sentence(words))


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
