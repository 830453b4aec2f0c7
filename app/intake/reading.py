"""The door of this room: files and a mapping in; applications, problems and a report out. Knows no store."""

from __future__ import annotations

import gc
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from app.intake.cells import Sheet, read_csv, read_xlsx
from app.intake.dossier import REASONS, Dossier, read_dossiers
from app.intake.guard import unguarded
from app.intake.mapping import Mapping
from app.intake.mapping_file import read_mapping
from app.intake.problems import Problem
from app.intake.register import read_register
from app.intake.relations import Entry, Relation, identities, related
from app.models.application import Application, Flag

LARGEST = 100_000_000
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class Candidate(NamedTuple):
    """An application ready to be registered; `source` is ``file:row``, `links` name other candidates by place."""

    application: Application
    content: str
    source: str
    flags: tuple[Flag, ...] = ()
    links: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Rows of one file that were refused as they stood: a register's heading and cells, or dossiers."""

    file: str
    header: tuple[str, ...] = ()
    delimiter: str = ","
    rows: tuple[tuple[int, list[str]], ...] = ()
    dossiers: tuple[Dossier, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that files gave. `rows` counts the rows and dossiers read, `unread` the headings that no rule reads."""

    candidates: tuple[Candidate, ...] = ()
    problems: tuple[Problem, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    rows: int = 0
    blank: int = 0
    unread: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def read(paths: Sequence[Path], mapping: Path | None = None) -> Reading:
    """Read dossiers (JSON) and registers (CSV, XLSX through `mapping`); nothing is raised for what a file holds."""
    rules, problems = _mapping(mapping)
    whole = Reading(problems=tuple(problems))
    with without_collector():
        for path in [] if problems else paths:
            whole = _joined(whole, _read_file(path, rules))
    return whole


def _joined(one: Reading, two: Reading) -> Reading:
    shift = len(one.candidates)
    moved = tuple(_moved(candidate, shift) for candidate in two.candidates) if shift else two.candidates
    return Reading(
        one.candidates + moved,
        one.problems + two.problems,
        one.refusals + two.refusals,
        one.rows + two.rows,
        one.blank + two.blank,
        tuple(dict.fromkeys(one.unread + two.unread)),
        one.files + two.files,
    )


def _moved(one: Candidate, shift: int) -> Candidate:
    links = tuple(Relation(link.kind, link.candidate + shift) for link in one.links)
    return Candidate(one.application, one.content, one.source, one.flags, links)


def _mapping(path: Path | None) -> tuple[Mapping | None, list[Problem]]:
    if path is None:
        return None, []
    data, problems = _bytes(path)
    return read_mapping(data, name_of(path)) if not problems else (None, problems)


def _bytes(path: Path) -> tuple[bytes, list[Problem]]:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError):  # a name with a NUL in it is a ValueError
        return b"", [Problem("intake.file-absent", name_of(path))]
    if len(data) > LARGEST:
        return b"", [Problem("intake.file-large", name_of(path), expected=str(LARGEST))]
    return data, [] if data.strip() else [Problem("intake.file-empty", name_of(path))]


def _read_file(path: Path, mapping: Mapping | None) -> Reading:
    data, problems = _bytes(path)
    if problems:
        return Reading(problems=tuple(problems), files=(name_of(path),))
    kind = kind_of(name_of(path), data)
    if kind == "json":
        return _dossiers(*read_dossiers(data, name_of(path)), name_of(path))
    if kind == "":
        return Reading(problems=(Problem("intake.file-kind", name_of(path)),), files=(name_of(path),))
    if mapping is None:
        return Reading(problems=(Problem("intake.no-mapping", name_of(path)),), files=(name_of(path),))
    if kind == "xlsx":
        sheet = read_xlsx(data, name_of(path), mapping.sheet)
    else:
        sheet = read_csv(data, name_of(path), mapping.delimiter, mapping.encoding)
    return _register(_without_reasons(sheet), mapping, name_of(path))


def name_of(path: Path) -> str:
    """The file's name as it can stand in a signed record: NFC, without bytes that are no text."""
    return unicodedata.normalize("NFC", path.name.encode("utf-8", "replace").decode())


def kind_of(name: str, data: bytes) -> str:
    """``json``, ``csv`` or ``xlsx`` by content first and name second; empty for anything else."""
    ending = name.rpartition(".")[2].lower()
    if data.startswith(_ZIP):
        return "xlsx" if ending in ("xlsx", "xlsm") else ""
    if data.startswith((_OLD_EXCEL, b"%PDF")):
        return ""
    if ending in ("json", "csv", "xlsx"):
        return ending
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return "json" if start in (b"{", b"[") else "csv" if ending in ("txt", "tsv") else ""


def _dossiers(dossiers: list[Dossier], problems: list[Problem], file: str) -> Reading:
    good = [Entry(f"{file}:{one.row}", one.application, one.flags) for one in dossiers if one.application is not None]
    bad = tuple(one for one in dossiers if one.application is None)
    return Reading(
        _candidates(good),
        (*problems, *(problem for one in bad for problem in one.problems)),
        (Refusal(file, dossiers=bad),) if bad else (),
        rows=len(dossiers),
        files=(file,),
    )


def _register(sheet: Sheet, mapping: Mapping, file: str) -> Reading:
    register = read_register(sheet, mapping, file)
    refused = Refusal(file, sheet.header, mapping.delimiter, tuple(register.refused))
    return Reading(
        _candidates(register.taken),
        tuple(register.problems),
        (refused,) if register.refused else (),
        len(sheet.rows),
        sheet.blank,
        register.unread,
        (file,),
    )


def _candidates(found: list[Entry]) -> tuple[Candidate, ...]:
    known = identities(one.application for one in found)
    relations = related(found, [own for own, _ in known])
    return tuple(
        [
            Candidate(one.application, content, one.source, one.flags + flags, links)
            for one, (_, content), (flags, links) in zip(found, known, relations, strict=True)
        ]
    )


def _without_reasons(sheet: Sheet) -> Sheet:
    """A file of refused rows as it was before the reasons were written: without their column and its guards."""
    if REASONS not in sheet.header:
        return sheet
    place = sheet.header.index(REASONS)
    rows = [(number, [unguarded(one) for one in cells[:place] + cells[place + 1 :]]) for number, cells in sheet.rows]
    header = tuple(unguarded(name) for name in sheet.header[:place] + sheet.header[place + 1 :])
    return Sheet(header, rows, sheet.problems, sheet.blank)


@contextmanager
def without_collector() -> Iterator[None]:
    """Tens of thousands of frozen records hold no cycles; looking for them would cost a third of the time.

    Freezing and unfreezing moves them past the young generations unseen, so that the search does not follow at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()
            gc.unfreeze()
