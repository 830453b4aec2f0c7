"""The QR code is the token, module by module; the CSV log is safe in a spreadsheet."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ContentStream
from reportlab.pdfgen.canvas import Canvas

from app.documents.decision_log import decision_log_csv
from app.documents.qr import QUIET, draw_qr, modules
from app.errors import Refused
from tests.documents import samples

CELL = 2.0


def drawn(rows: list[list[bool]]) -> list[list[bool]]:
    """The modules read back from the rectangles of a page."""
    count = len(rows)
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    draw_qr(canvas, rows, 0, 0, CELL * (count + 2 * QUIET))
    canvas.showPage()
    canvas.save()
    reader = PdfReader(out)
    contents = ContentStream(reader.pages[0].get_contents(), reader)
    found = [[False] * count for _ in range(count)]
    for operands, operator in contents.operations:
        if operator == b"re":
            x, y, wide, high = (float(number) / CELL for number in operands)
            assert high == 1
            for column in range(round(wide)):
                found[count + QUIET - 1 - round(y)][round(x) - QUIET + column] = True
    return found


def test_every_dark_module_is_drawn_in_its_place() -> None:
    rows = modules(samples.TOKEN)
    assert drawn(rows) == rows


def test_a_token_that_no_code_holds_is_refused() -> None:
    assert len(modules("a" * 2331)) == len(modules("a" * 2953)) == 177
    with pytest.raises(Refused, match=r"paper\.token-too-long"):
        modules("a" * 2954)


@pytest.mark.parametrize(("language", "sign"), [("en", ","), ("fr", ";")])
def test_the_log_is_parted_as_spreadsheets_of_the_language_expect(language: str, sign: str) -> None:
    data = decision_log_csv(samples.log(3), language)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=sign))
    assert len(rows) == 4
    assert {len(row) for row in rows} == {9}
    assert rows[1][:2] == ["2024-01-02", "EXP-2024-00000"]
    assert len(rows[1][8]) == 60


@given(st.text(max_size=20), st.sampled_from("=+-@\t\r"))
def test_no_cell_is_a_formula(rest: str, sign: str) -> None:
    log = samples.log(1)
    hostile = replace(log, rows=(replace(log.rows[0], applicant=sign + rest.replace("\ud800", "")),))
    data = decision_log_csv(hostile, "en").decode("utf-8-sig")
    cell = list(csv.reader(StringIO(data, newline="")))[1][3]
    assert cell == f"'{sign}{rest}"
