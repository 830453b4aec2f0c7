"""Hostile and damaged files get a problem with its place, and never anything else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from app.intake.cells import LARGEST_UNPACKED, read_csv, read_xlsx
from app.intake.dossier import read_dossiers
from app.intake.mapping_file import read_mapping
from app.intake.problems import Problem
from app.intake.reading import Reading, read
from app.words import LANGUAGES, Words

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "resources" / "mappings" / "example-register.toml"


def place(problem: Problem) -> tuple[str, int | None]:
    return problem.code.removeprefix("intake."), problem.row


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"[" * 100_000, ("json-deep", None)),
        (b"[" * 40 + b"]" * 40, ("json-deep", None)),
        (b'{"a": 1,\n "a": 2}', ("json-duplicate", None)),
        (b'{"a": NaN}', ("json-constant", None)),
        (b'{"a": 1,\n\n}', ("json-syntax", 3)),
        (b'{"a": "\0"}', ("json-syntax", 1)),
        (b'{"a": "caf\xe9"}', ("not-utf8", None)),
        (b"12", ("json-shape", None)),
        (b"[]", ("json-shape", None)),
        (b"9" * 10_000, ("json-shape", None)),
    ],
)
def test_hostile_json_gets_a_problem(data: bytes, expected: tuple[str, int | None]) -> None:
    dossiers, problems = read_dossiers(data, "h.json")
    assert dossiers == []
    assert [place(one) for one in problems] == [expected]


def test_huge_numbers_are_named_where_they_stand() -> None:
    data = b'{"activity": "export", "kind": "open", "lines": [{"id": "1", "description": "x", "value": 1' + b"0" * 5000
    [dossier], _ = read_dossiers(data + b"}]}", "h.json")
    found = [one for one in dossier.problems if one.code == "intake.decimal-large"]
    assert [one.field for one in found] == ["lines.0.value"]
    assert len(found[0].value) < 100


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a,b\n1,2\n1,\0\n", ("nul", 3)),
        (b"a,b\n1,2\nx,caf\xe9\n", ("not-utf8", 3)),
        (b"a,b\n1,2\n1,2,3\n", ("csv-columns", 3)),
        (b'a,b\n1,2\n1,"open\n', ("csv-broken", 3)),
        (b'a,b\n1,"x"y\n', ("csv-broken", 2)),
        (b"a,b\n1," + b"x" * 200_000 + b"\n", ("csv-broken", 2)),
        (b"a,a\n1,2\n", ("column-twice", 1)),
        (b"\n\n", ("file-empty", None)),
        (b"," * 300 + b"x\n", ("csv-columns", 1)),
    ],
)
def test_hostile_csv_gets_a_problem(data: bytes, expected: tuple[str, int | None]) -> None:
    assert [place(one) for one in read_csv(data, "h.csv", ",", "utf-8").problems] == [expected]


def test_csv_takes_a_byte_order_mark_and_other_encodings() -> None:
    assert read_csv(b"\xef\xbb\xbfa;b\n1;2\n", "m.csv", ";", "utf-8").header == ("a", "b")
    assert read_csv("a;b\n\xe9;2\n".encode("cp1252"), "m.csv", ";", "cp1252").rows == [(2, ["é", "2"])]
    assert read_csv(b"a\n\x81\n", "m.csv", ";", "cp1252").problems[0].code == "intake.encoding"


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    for one in rows:
        book.worksheets[0].append(one)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_formula_without_its_result_is_named() -> None:
    sheet = read_xlsx(workbook(["a", "b"], ["x", "=1+1"]), "h.xlsx")
    assert [(one.code, one.row, one.field, one.value) for one in sheet.problems] == [
        ("intake.xlsx-formula", 2, "B", "=1+1")
    ]


def test_cells_of_a_workbook_become_text_as_typed() -> None:
    from datetime import date, datetime

    made = workbook(["a", "b", "c", "d", "e", None], [1.5, 3.0, datetime(2026, 11, 19), date(2026, 1, 2), None])
    assert read_xlsx(made, "x.xlsx").rows == [(2, ["1.5", "3", "2026-11-19", "2026-01-02", ""])]
    assert read_xlsx(made, "x.xlsx", "Other").problems[0].code == "intake.xlsx-sheet"


def test_a_damaged_workbook_is_refused() -> None:
    assert read_xlsx(b"PK\x03\x04 nothing", "h.xlsx").problems[0].code == "intake.xlsx-broken"


def test_a_zip_bomb_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w") as entry:
        for _ in range(LARGEST_UNPACKED // 10_000_000 + 1):
            entry.write(bytes(10_000_000))
    assert read_xlsx(out.getvalue(), "h.xlsx").problems[0].code == "intake.xlsx-large"


MISTAKES = """[application]
activity = { column = "A", codes = "nowhere" }
kind = { constant = "unheard-of" }
applied_on = { column = "D", dates = ["MM/DD"] }
colour = { column = "C" }
[line]
description = { column = "G", constant = "both" }
quantity = { column = 7 }
value = { column = "V", unreadable = "ignore" }
[[party]]
role = "friend"
[rows]
key = 3
[extra]
"été" = "x"
[file]
delimiter = "::"
encoding = "klingon"
"""


def test_every_mistake_in_a_mapping_is_told_with_its_line() -> None:
    mapping, problems = read_mapping(MISTAKES.encode(), "m.toml")
    assert mapping is None
    assert sorted({(one.row, one.code.removeprefix("intake.toml-")) for one in problems}, key=str) == sorted(
        {
            (2, "table"),
            (3, "choice"),
            (4, "choice"),
            (5, "unknown"),
            (7, "source"),
            (8, "type"),
            (8, "source"),
            (9, "choice"),
            (11, "choice"),
            (10, "missing"),
            (13, "type"),
            (15, "choice"),
            (17, "choice"),
            (18, "choice"),
        },
        key=str,
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a = 1\na = 2\n", ("toml-syntax", 2)),
        (b"a = [\n", ("toml-syntax", None)),
        (b"a = " + b"[" * 50_000, ("toml-syntax", None)),
        (b"a = " + b"9" * 9_000, ("toml-syntax", None)),
        (b'a = "\0"', ("toml-syntax", 1)),
        (b"a = 1\nb = '\xe9'", ("not-utf8", 2)),
        (b"x" * 2_000_000, ("toml-large", None)),
    ],
)
def test_hostile_toml_gets_a_problem(data: bytes, expected: tuple[str, int | None]) -> None:
    mapping, problems = read_mapping(data, "h.toml")
    assert mapping is None
    assert place(problems[0]) == expected


@given(st.binary(max_size=400))
def test_arbitrary_bytes_give_problems_and_nothing_else(data: bytes) -> None:
    assert all(one.problems or one.application for one in read_dossiers(data, "a.json")[0])
    read_mapping(data, "a.toml")
    read_csv(data, "a.csv", ",", "utf-8")
    read_xlsx(data, "a.xlsx")


leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
names = st.sampled_from(["activity", "kind", "lines", "items", "parties", "id", "extra", "route", "line", "role"])


@given(st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=5)))
def test_arbitrary_json_gives_problems_and_nothing_else(value: object) -> None:
    import json

    for one in read_dossiers(json.dumps(value).encode(), "a.json")[0]:
        assert one.problems


def reading(tmp_path: Path, name: str, data: bytes, mapping: Path | None = EXAMPLE) -> Reading:
    file = tmp_path / name
    file.write_bytes(data)
    return read([file], mapping)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"%PDF-1.7 x", "file-kind"),
        ("a.xls", b"\xd0\xcf\x11\xe0 x", "file-kind"),
        ("a.zip", b"PK\x03\x04 x", "file-kind"),
        ("a.csv", b"", "file-empty"),
        ("a.csv", b"Some;Heading\n1;2\n", "column-absent"),
    ],
)
def test_other_files_are_refused_by_name(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    assert reading(tmp_path, name, data).problems[0].code == f"intake.{code}"


def test_absent_files_and_registers_without_a_mapping_are_told(tmp_path: Path) -> None:
    assert read([tmp_path / "no.csv"], EXAMPLE).problems[0].code == "intake.file-absent"
    assert reading(tmp_path, "a.csv", b"a\n1\n", None).problems[0].code == "intake.no-mapping"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_problem_says_what_where_and_the_remedy(tmp_path: Path, language: str) -> None:
    words = Words(language)
    for problem in reading(tmp_path, "a.csv", b"Some;Heading\n1;2\n").problems:
        assert problem.place(words).startswith("a.csv, ")
        assert problem.field in problem.place(words)
        assert "{" not in problem.sentence(words)
        assert "intake." not in problem.sentence(words)
