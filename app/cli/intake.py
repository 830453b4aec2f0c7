"""Verbs of intake: taking files in, and the schema of a dossier."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from app.cli.files import writing
from app.cli.show import said, table
from app.cli.verbs import Answer, Call, arg, verb
from app.intake.problems import Problem
from app.intake.reading import Reading, read
from app.intake.refused import write_refused
from app.intake.report import IntakeReport, report
from app.intake.schema import schema
from app.marks import N_
from app.models.plain import to_plain
from app.words import Words

MOST_SHOWN = 50
"""Problems printed for people; ``--json`` and the file of refused rows hold them all."""


@verb(
    "intake",
    N_("take applications in from files"),
    arg("files", nargs="+", metavar="FILE", help=N_("dossiers (JSON) or registers (CSV, XLSX)")),
    arg("--mapping", metavar="FILE", help=N_("how a register's columns are to be read (TOML)")),
    arg("--procedure", metavar="ID", help=N_("procedure to start under; else the charter's default")),
    arg("--accept-good", action="store_true", help=N_("take the good ones where others have problems")),
    arg("--refused", metavar="FILE", help=N_("where to write the refused rows with their reasons")),
    arg("--dry-run", action="store_true", help=N_("only read and check; needs no store and no officer")),
)
def intake(call: Call) -> Answer:
    """Every problem at once; a file with problems changes nothing unless the good ones are asked for."""
    args, words = call.args, call.words
    reading = read([Path(name) for name in args.files], Path(args.mapping) if args.mapping else None)
    found = report(reading)
    data: dict[str, Any] = {"report": to_plain(found), "problems": [_plain(one, words) for one in reading.problems]}
    lines = [*_problem_lines(reading, words), *_report_lines(found, words)]
    stopped = bool(reading.problems) and not args.accept_good
    desk = None if stopped or args.dry_run else call.desk()
    target = Path(args.refused) if args.refused else _beside(args.files[0])
    if reading.refusals and (desk or args.refused):
        with writing(str(target)):
            written = write_refused(target, reading, words.language)
        data["refused_written"] = [str(one) for one in written]
        lines += [words.text(N_("Refused rows with their reasons: {file}"), file=str(one)) for one in written]
    if desk is None:
        return _untouched(data, lines, words, stopped=stopped)
    taken = desk.applications.register(reading.candidates, args.procedure)
    data |= {"references": list(taken.references), "known": [list(pair) for pair in taken.known]}
    lines += _taken_lines(taken.references, taken.known, words)
    return Answer(data, lines)


def _untouched(data: dict[str, Any], lines: list[str], words: Words, *, stopped: bool) -> Answer:
    if stopped:
        lines.append(
            words.text(N_("Nothing was taken in. Correct the file, or take the good ones with --accept-good."))
        )
        return Answer(data | {"error": "intake.problems"}, lines, 5)
    lines.append(words.text(N_("Dry run: nothing was taken in.")))
    return Answer(data, lines)


def _beside(name: str) -> Path:
    path = Path(name)
    return path.parent / f"{path.stem}-refused{path.suffix}"


def _plain(one: Problem, words: Words) -> dict[str, Any]:
    return to_plain(one) | {"message": one.sentence(words)}  # type: ignore[no-any-return]


def _problem_lines(reading: Reading, words: Words) -> list[str]:
    lines = [said(one, words) for one in reading.problems[:MOST_SHOWN]]
    left = len(reading.problems) - MOST_SHOWN
    if left > 0:
        lines.append(words.plural(N_("{n} more problem."), N_("{n} more problems."), left))
    return lines


def _report_lines(found: IntakeReport, words: Words) -> list[str]:
    lines = [
        words.plural(
            N_("{n} row read. Applications: {applications}; lines of goods: {lines}; rows refused: {refused}."),
            N_("{n} rows read. Applications: {applications}; lines of goods: {lines}; rows refused: {refused}."),
            found.rows,
            applications=found.applications,
            lines=found.lines,
            refused=found.refused,
        )
    ]
    for kind, count in found.links.items():
        lines.append(words.text(N_("Linked as {kind}: {count}"), kind=words.label("link", kind), count=count))
    if found.flags:
        rows = [
            [words.label("flag", one.code), one.field, words.number(one.count), _holds(one.blocks, words)]
            for one in found.flags
        ]
        lines += table(words, [N_("Flag"), N_("Field"), N_("Number"), N_("Effect")], rows)
    if found.years:
        rows = [[one.year or "-", words.number(one.lines), _money(one.values, words)] for one in found.years]
        lines += table(words, [N_("Year"), N_("Lines"), N_("Value")], rows)
    if found.unread:
        lines.append(
            words.text(N_("Columns that the mapping does not read: {columns}"), columns=", ".join(found.unread))
        )
    return lines


def _holds(blocks: bool, words: Words) -> str:
    return words.text(N_("holds the intake step")) if blocks else words.text(N_("for information"))


def _money(values: dict[str, str], words: Words) -> str:
    return ", ".join(words.money(Decimal(amount), currency) for currency, amount in values.items())


def _taken_lines(references: tuple[str, ...], known: tuple[tuple[str, str], ...], words: Words) -> list[str]:
    lines = []
    if references:
        span = references[0] if len(references) == 1 else f"{references[0]} – {references[-1]}"
        sentences = (N_("{n} application taken in: {span}"), N_("{n} applications taken in: {span}"))
        lines.append(words.plural(*sentences, len(references), span=span))
    if known:
        sentences = (
            N_("{n} application was in the store already and was left alone."),
            N_("{n} applications were in the store already and were left alone."),
        )
        lines.append(words.plural(*sentences, len(known)))
        lines += [f"  {source} = {reference}" for source, reference in known[:10]]
    return lines or [words.text(N_("Nothing new to take in."))]


@verb("schema", N_("print the JSON Schema of a dossier"))
def schema_verb(call: Call) -> Answer:
    """For those who write dossiers with other programs."""
    import orjson

    found = schema()
    return Answer(found, orjson.dumps(found, option=orjson.OPT_INDENT_2).decode().splitlines())
