"""Registers through a mapping: several rows to one application, refused rows that come back corrected."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from app.canonical import encode
from app.intake.guard import guarded, unguarded
from app.intake.problems import REMEDY_OF
from app.intake.reading import read
from app.intake.refused import write_refused
from app.intake.relations import content_digests
from app.intake.report import report
from app.models.application import Activity, Application, LicenceKind
from app.models.plain import to_plain
from app.sentences.intake import SENTENCES

ROOT = Path(__file__).resolve().parents[2]
MAPPING = ROOT / "resources" / "mappings" / "example-register.toml"
HEADER = [
    *("Reference", "Activity", "Date", "End use", "Contract", "Goods", "Code", "HS", "Quantity", "Unit"),
    *("Value", "Currency", "Origin", "Exporter", "End user", "End user country", "Destination", "Remarks"),
]
GOOD = [
    *("R-1", "EXP", "19.11.2026", "Coast guard", "C-7", "Patrol boat", "ML9a", "890610", "2", "pieces"),
    *("1.250.000,50", "EUR", "FR", "Ateliers", "Ministry", "KE", "Kenya", "first"),
]


def changed(**cells: str) -> list[str]:
    """The good row with other cells, by heading (blanks as underscores)."""
    names = {name.replace(" ", "_"): place for place, name in enumerate(HEADER)}
    row = list(GOOD)
    for name, cell in cells.items():
        row[names[name]] = cell
    return row


def register(folder: Path, *rows: list[str], name: str = "r.csv") -> Path:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerows([HEADER, *rows])
    (folder / name).write_text(out.getvalue(), encoding="utf-8", newline="")
    return folder / name


def test_rows_with_one_key_are_lines_of_one_application(tmp_path: Path) -> None:
    engine = changed(Goods="Engine", Quantity="4", Value="90", Remarks="second", End_user="Navy")
    reading = read([register(tmp_path, GOOD, changed(Reference="R-2"), engine)], MAPPING)
    assert reading.problems == ()
    first, second = [one.application for one in reading.candidates]
    assert second.applicant_reference == "R-2"
    assert [(one.id, one.description, one.value) for one in first.lines] == [
        ("1", "Patrol boat", "1250000.50"),
        ("2", "Engine", "90"),
    ]
    assert [(one.id, one.name) for one in first.parties] == [("p1", "Ateliers"), ("p2", "Ministry"), ("p3", "Navy")]
    assert [(one.id, one.line, one.destination, one.end_user) for one in first.items] == [
        ("1", "1", "KE", "p2"),
        ("2", "2", "KE", "p3"),
    ]
    assert first.extra == {"remarks": "first", "remarks.4": "second"}
    assert first.applied_on == "2026-11-19"


def test_rows_of_one_application_must_agree(tmp_path: Path) -> None:
    reading = read([register(tmp_path, GOOD, changed(Contract="C-8"), changed(Reference=" "))], MAPPING)
    assert {(one.code, one.row, one.field, one.value) for one in reading.problems} == {
        ("intake.key-empty", 4, "Reference", ""),
        ("intake.rows-disagree", 3, "contract", "C-8"),
    }
    assert report(reading).refused == 3


def test_a_register_without_rows_gives_nothing(tmp_path: Path) -> None:
    reading = read([register(tmp_path)], MAPPING)
    assert (reading.candidates, reading.problems, reading.rows) == ((), (), 0)
    assert [one.row for one in read([register(tmp_path, GOOD[:3])], MAPPING).problems] == [2]


def test_what_goes_into_signed_records_is_canonical(tmp_path: Path) -> None:
    odd = changed(Destination="Cote\u0302", Origin="e\u0301", Goods="cafe\u0301 \u00a0x", Reference="e\u0301")
    file = register(tmp_path, odd, name="re\u0301.csv")
    [candidate] = read([file], MAPPING).candidates
    encode([to_plain(candidate.application), candidate.source, to_plain(candidate.flags)])
    assert candidate.application.lines[0].description == "caf\u00e9 \u00a0x"
    assert candidate.source == "r\u00e9.csv:2"


def test_every_wrong_cell_of_every_row_is_told(tmp_path: Path) -> None:
    wrong = changed(Activity="smuggle", Date="31.02.2026", Value="1.5e3", Currency="EURO")
    reading = read([register(tmp_path, wrong, changed(Reference="R-3", Activity=""))], MAPPING)
    assert [(one.row, one.field, one.code.removeprefix("intake.")) for one in reading.problems] == [
        (2, "Activity", "code-unknown"),
        (2, "Date", "date-pattern"),
        (2, "Value", "decimal"),
        (2, "Currency", "currency"),
        (3, "Activity", "missing"),
    ]
    assert reading.candidates == ()


def test_a_list_of_known_countries_is_parted_and_others_stay_as_given(tmp_path: Path) -> None:
    rows = changed(Destination="Kenya, Chile"), changed(Reference="R-2", Destination="Kenya / Atlantis")
    parted, given_ = read([register(tmp_path, *rows)], MAPPING).candidates
    assert [one.country for one in parted.application.destinations] == ["KE", "CL"]
    assert "items-ambiguous" in {one.code for one in parted.flags}
    assert [(one.country, one.given) for one in given_.application.destinations] == [("", "Kenya / Atlantis")]


def test_a_workbook_is_read_through_the_same_mapping(tmp_path: Path) -> None:
    book = Workbook()
    row: list[object] = list(GOOD)
    row[2], row[8], row[10] = datetime(2026, 11, 19), 2, "1.250.000,50"
    for cells in (HEADER, row):
        book.worksheets[0].append(cells)
    book.save(tmp_path / "r.xlsx")
    [from_book] = read([tmp_path / "r.xlsx"], MAPPING).candidates
    [from_text] = read([register(tmp_path, GOOD)], MAPPING).candidates
    assert from_book.application == from_text.application
    assert from_book.content == from_text.content


def test_refused_rows_come_back_corrected(tmp_path: Path) -> None:
    source = register(
        tmp_path, GOOD, changed(Reference="R-2", Currency="EURO", Remarks="=1+1"), changed(Reference="R-3")[:5]
    )
    reading = read([source], MAPPING)
    assert len(reading.candidates) == 1
    [written] = write_refused(tmp_path / "refused.csv", reading, "fr")
    text = written.read_text(encoding="utf-8-sig")
    header, first, second = csv.reader(io.StringIO(text), delimiter=";")
    assert header == [*HEADER, "placet_problem"]
    assert first[HEADER.index("Remarks")] == "'=1+1"
    assert "EURO" in first[-1]
    assert second[-1]
    short = second[:5] + GOOD[5:] + second[-1:]
    rows = [[cell.replace("EURO", "EUR") for cell in first[:-1]] + first[-1:], short]
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([header, *rows])
    written.write_text(out.getvalue(), encoding="utf-8-sig", newline="")
    again = read([written], MAPPING)
    assert again.problems == ()
    assert again.candidates[0].application.extra["remarks"] == "=1+1"
    assert again.unread == ()


def test_refused_dossiers_come_back_corrected(tmp_path: Path) -> None:
    bad = {"activity": "export", "kind": "open", "end_use": "\ud800 é", "lines": []}
    (tmp_path / "d.json").write_text(json.dumps([bad, 5]), encoding="utf-8")
    reading = read([tmp_path / "d.json"])
    [written] = write_refused(tmp_path / "refused.json", reading)
    [first, second] = json.loads(written.read_bytes())
    assert second == 5
    assert {k: v for k, v in first.items() if k != "placet_problem"} == bad
    assert any("A required field is empty" in reason for reason in first["placet_problem"])
    assert [one.code for one in read([written]).problems] == [one.code for one in reading.problems]


def test_nothing_refused_writes_nothing(tmp_path: Path) -> None:
    assert write_refused(tmp_path / "refused.csv", read([register(tmp_path, GOOD)], MAPPING)) == ()
    assert not (tmp_path / "refused.csv").exists()


def test_files_of_different_layout_get_a_file_each(tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text("[{}]", encoding="utf-8")
    reading = read([register(tmp_path, changed(Currency="EURO")), tmp_path / "d.json"], MAPPING)
    written = write_refused(tmp_path / "refused.csv", reading)
    assert [one.name for one in written] == ["refused.csv", "refused-2.json"]


@given(st.text(max_size=12))
def test_no_written_cell_starts_a_formula_and_every_one_returns(cell: str) -> None:
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(cell)) == cell


def test_equal_applications_have_different_content_in_one_file_and_the_same_in_two() -> None:
    one = Application(activity=Activity.EXPORT, kind=LicenceKind.OPEN, extra={"b": "1", "a": "2"})
    same = Application(activity=Activity.EXPORT, kind=LicenceKind.OPEN, extra={"a": "2", "b": "1"})
    other = Application(activity=Activity.IMPORT, kind=LicenceKind.OPEN)
    first = content_digests([one, same, other])
    assert len(set(first)) == 3
    assert content_digests([one, same, other]) == first
    assert content_digests([same]) == first[:1]


def test_the_report_is_plain_figures(tmp_path: Path) -> None:
    blank = [""] * len(HEADER)
    plain = to_plain(report(read([register(tmp_path, GOOD, [""], changed(Reference="R-2"), blank)], MAPPING)))
    assert json.loads(json.dumps(plain)) == plain
    assert plain["years"] == [{"year": "2026", "lines": 2, "values": {"EUR": "2500001.00"}}]
    assert plain["blank"] >= 1


@pytest.mark.parametrize("code", sorted({*REMEDY_OF, *REMEDY_OF.values()}))
def test_every_problem_has_a_sentence_and_a_remedy(code: str) -> None:
    assert SENTENCES[code].endswith(".")
