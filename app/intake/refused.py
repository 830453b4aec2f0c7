"""Refused rows and dossiers with their reasons, in a file of the same layout that can be corrected and taken in."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from app.intake.dossier import REASONS
from app.intake.guard import guarded
from app.intake.problems import Problem
from app.intake.reading import Reading, Refusal
from app.words import Words

Layout = tuple[str, ...]
Reasons = Mapping[tuple[str, int | None], list[str]]


def write_refused(path: Path, reading: Reading, language: str = "en") -> tuple[Path, ...]:
    """Write what was refused and why; one file for each layout, the first called `path` (its suffix by kind).

    Registers keep their columns and get ``placet_problem``; dossiers become a JSON array with that field. Reading
    such a file again leaves the reasons out. Nothing refused writes nothing.
    """
    reasons = _reasons(reading.problems, Words(language))
    written: list[Path] = []
    for number, (header, refusals) in enumerate(_layouts(reading).items(), 1):
        stem = path.stem if number == 1 else f"{path.stem}-{number}"
        target = path.with_name(stem + (".csv" if header else ".json"))
        data = _table(header, refusals, reasons) if header else _array(refusals, reasons)
        target.write_bytes(data)
        written.append(target)
    return tuple(written)


def _layouts(reading: Reading) -> dict[Layout, list[Refusal]]:
    layouts: dict[Layout, list[Refusal]] = defaultdict(list)
    for refusal in reading.refusals:
        layouts[refusal.header].append(refusal)
    return layouts


def _reasons(problems: tuple[Problem, ...], words: Words) -> Reasons:
    reasons: dict[tuple[str, int | None], list[str]] = defaultdict(list)
    for problem in problems:
        place = f"{problem.field}: " if problem.field else ""
        reasons[problem.file, problem.row].append(place + problem.sentence(words))
    return reasons


def _table(header: Layout, refusals: list[Refusal], reasons: Reasons) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=refusals[0].delimiter, lineterminator="\n")
    writer.writerow([*map(guarded, header), REASONS])
    for refusal in refusals:
        for number, cells in refusal.rows:
            # A row of the wrong length keeps its cells; the reason must still stand under its heading.
            own = [*map(guarded, cells), *[""] * (len(header) - len(cells))]
            writer.writerow([*own, guarded(" ".join(reasons.get((refusal.file, number), ())))])
    return out.getvalue().encode("utf-8-sig")  # the mark tells the reader and spreadsheets the encoding


def _array(refusals: list[Refusal], reasons: Reasons) -> bytes:
    values = []
    for refusal in refusals:
        for one in refusal.dossiers:
            why = reasons.get((refusal.file, one.row), [])
            values.append({**one.raw, REASONS: why} if isinstance(one.raw, dict) else one.raw)
    text = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace")  # half characters return to the escapes they came as
