"""Intake under attack: dossiers, registers, workbooks and mappings, read as from a stick somebody brought."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from functools import cache
from pathlib import Path

from openpyxl import Workbook

from app import canonical
from app.intake.reading import Reading, read
from app.intake.refused import write_refused
from app.intake.report import report
from app.models.application import Application
from app.models.plain import from_plain, to_plain
from app.words import LANGUAGES, Words
from tests.fuzz.exports import scratch
from tests.fuzz.judge import Broken, check_code
from tests.fuzz.mutate import VALUES, Mutator
from tests.fuzz.records import tree_or_bytes
from tests.fuzz.target import target

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
EXAMPLE = RESOURCES / "mappings" / "example-register.toml"
REGISTER = """\
Reference;Activity;Date;End use;Contract;Goods;Code;HS;Quantity;Unit;Value;Currency;Origin;Exporter;End user;\
End user country;Destination;Remarks
A-1;exp;03.11.2026;Training;C 1;Rifles;ML1.a;9301.90;1.250,5;pieces;20.000;EUR;FR;Maker;Army;KE;Kenya;-
A-1;exp;3/11/2026;Training;C 1;Spares;ML1.d;930599;10;kg;99,5;EUR;FR;Maker;Army;KE;Kenya, Chile;é
A-2;imp;2026-11-03;;;Radios;;;;;;;;Maker;Navy;CL;Chili;
"""


def judged(reading: Reading) -> str:
    """Whatever was read can be told, signed, and written again."""
    report(reading)
    for language in LANGUAGES:
        for problem in reading.problems[:50]:
            check_code(problem.code)
            check_code(problem.remedy)
            if not problem.sentence(Words(language)) or not problem.place(Words(language)):
                raise Broken(f"nothing to say for {problem.code}")
    for one in reading.candidates[:200]:
        plain = to_plain(one.application)
        canonical.encode([plain, to_plain(one.flags), one.source])
        if from_plain(Application, plain) != one.application:
            raise Broken("accepted, but read again it is another application")
    return ",".join(sorted({problem.code for problem in reading.problems})) or "accepted"


def read_as(name: str, data: bytes, mapping: Path | None = EXAMPLE) -> Reading:
    """Read `data` as a file called `name`, and what is refused a second time after it was written with its reasons."""
    file = scratch() / name
    file.write_bytes(data)
    reading = read([file], mapping)
    for written in write_refused(scratch() / f"refused-{name}.csv", reading):
        judged(read([written], mapping))
    return reading


def _dossiers() -> list[bytes]:
    found = [json.loads(one.read_bytes())["dossier"] for one in sorted((RESOURCES / "demo").glob("*.json"))]
    return [json.dumps(one).encode() for one in (*found, found)]


@target("dossier", _dossiers, tree_or_bytes)
def dossier(data: bytes) -> str:
    return judged(read_as("fuzz.json", data))


def cells(source: Mutator, data: bytes) -> bytes:
    """Bytes of the file, or whole cells of it."""
    if source.random() < 0.4:
        return source.bytes_of(data)
    try:
        rows = [list(row) for row in csv.reader(io.StringIO(data.decode("utf-8"), newline=""), delimiter=";")]
    except (UnicodeDecodeError, csv.Error):
        return source.bytes_of(data)
    for _ in range(source.some()):
        row = source.choice(rows or [[""]])
        if not row or source.random() < 0.1:
            rows.append(list(source.choice(rows or [[""]])))
        elif source.random() < 0.1:
            row.append(source.literal())
        else:
            row[source.randrange(len(row))] = source.choice((str(source.choice(VALUES)), source.choice(row), ""))
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


@target("register", lambda: [REGISTER.encode()], cells)
def register_reader(data: bytes) -> str:
    return judged(read_as("fuzz.csv", data))


@cache
def workbook() -> bytes:
    """The same register as a workbook."""
    book = Workbook()
    for line in REGISTER.splitlines():
        book.worksheets[0].append(line.split(";"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def members(source: Mutator, data: bytes) -> bytes:
    """Bytes of the archive, or of one of its members."""
    if source.random() < 0.2:
        return source.bytes_of(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = {one.filename: archive.read(one) for one in archive.infolist()}
    except Exception:
        return source.bytes_of(data)
    if not found:
        return source.bytes_of(data)
    name = source.choice([one for one in found if "sheet" in one] or list(found))
    name = source.choice((name, source.choice(list(found))))
    found[name] = _xml(source, found[name])
    if source.random() < 0.05:
        del found[name]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, content in found.items():
            archive.writestr(one, content)
    return out.getvalue()


XML = (
    (b'r="3"', b'r="1048576"'), (b'r="A3"', b'r="XFD3"'), (b'r="B2"', b'r="B1048576"'), (b't="s"', b't="d"'),
    (b't="s"', b't="b"'), (b't="s"', b't="e"'), (b't="s"', b't="n"'), (b"<v>", b"<f>1+1</f><v>"), (b"<v>", b"<v>1e400"),
    (b"<v>", b"<v>-9"), (b"<v>", b"<v>99999999999"), (b"<sheetData>", b"<!DOCTYPE x><sheetData>"),
    (b"A1:", b"A1:XFD1048576 A1:"), (b"<row ", b'<row hidden="1" '), (b"<t>", b"<t>=1+1"), (b"</t>", b"&#0;</t>"),
    (b'<?xml version="1.0"', b'<?xml version="1.0" encoding="utf-7"'),
)  # fmt: skip


def _xml(source: Mutator, data: bytes) -> bytes:
    fitting = [pair for pair in XML if pair[0] in data]
    if fitting and source.random() < 0.6:
        old, new = source.choice(fitting)
        return data.replace(old, new, source.choice((1, 1, -1)))
    return source.bytes_of(data)


@target("workbook", lambda: [workbook()], members)
def workbook_reader(data: bytes) -> str:
    return judged(read_as("fuzz.xlsx", data))


def text(source: Mutator, data: bytes) -> bytes:
    """Lines of a text, or its bytes."""
    if source.random() < 0.2:
        return source.bytes_of(data)
    return source.text_of(data.decode("utf-8", "replace")).encode("utf-8", "surrogatepass")


@target("mapping", lambda: [one.read_bytes() for one in sorted((RESOURCES / "mappings").glob("*.toml"))], text)
def mapping(data: bytes) -> str:
    """A mapping somebody sent, with a register that fits the example."""
    file = scratch() / "fuzz.toml"
    file.write_bytes(data)
    return judged(read_as("fuzz.csv", REGISTER.encode(), file))
