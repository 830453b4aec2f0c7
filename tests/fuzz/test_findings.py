"""What the campaign and the attacks by hand have found, each as small as it can be."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from app import canonical
from app.errors import NotTrusted, Unreadable
from app.intake.cells import read_xlsx
from app.intake.dossier import read_dossier
from app.intake.mapping_file import read_mapping
from app.intake.reading import read
from app.trust import audit, charter, folder, head, notes, record, slots, token, verify
from app.workflows.charter import read_charter
from tests.fuzz import records
from tests.fuzz.intake import EXAMPLE, RESOURCES
from tests.fuzz.mutate import as_json


def in_time(work: Callable[[], Any], seconds: float = 4.0) -> Any:
    start = time.process_time()
    found = work()
    assert time.process_time() - start < seconds
    return found


# --- proof -----------------------------------------------------------------------------------------------------


def test_the_smallest_exact_integer_stays_an_integer() -> None:
    assert canonical.parse(b"-9007199254740991", what="x") == -9007199254740991
    assert canonical.parse(b"-9007199254740992", what="x") == "-9007199254740992"


def test_a_double_key_among_thousands_is_found_at_once() -> None:
    text = "{" + "".join(f'"k{n}":1,' for n in range(50_000)) + '"k49999":1}'
    with pytest.raises(Unreadable, match=r"json\.duplicate-key"):
        in_time(lambda: canonical.parse(text.encode(), what="x"))


@pytest.mark.parametrize("field", ["id", "kind"])
def test_a_slot_whose_name_is_no_text_is_refused(field: str) -> None:
    value = json.loads(records.slot_file())
    value["slots"][0][field] = 1
    with pytest.raises(Unreadable, match=r"slots\.broken"):
        slots.SlotFile.from_bytes(as_json(value))


@pytest.mark.parametrize(("field", "value"), [("memory_kib", 1024 * 1024 + 1), ("iterations", 5), ("lanes", 17)])
def test_a_slot_that_would_keep_the_machine_busy_is_refused(field: str, value: int) -> None:
    file = json.loads(records.slot_file())
    file["slots"][0][field] = value
    with pytest.raises(Unreadable, match=r"slots\.cost"):
        slots.SlotFile.from_bytes(as_json(file))


def test_an_officer_whose_name_is_no_text_is_unknown() -> None:
    file = slots.SlotFile.from_bytes(records.slot_file())
    with pytest.raises(NotTrusted, match=r"passphrase\.wrong"):
        file.unlock("\udcff", records.PASSPHRASE)


def test_a_station_whose_name_is_no_text_is_refused() -> None:
    vkey = records.verifier().vkey
    with pytest.raises(Unreadable, match=r"note\.vkey"):
        notes.Verifier.parse("\ud800" + vkey)
    value = json.loads(records.journal().charter)
    for name in ("\ud800", "two words", "a+b", "line\nbreak"):
        value["station"]["name"] = name
        with pytest.raises(Unreadable, match=r"charter\.founding"):
            charter.read(json.dumps(value).encode())


def test_a_charter_with_thousands_of_founders_is_refused_before_their_keys_are_looked_at() -> None:
    value = json.loads(records.journal().charter)
    value["founders"] *= 10_000
    with pytest.raises(NotTrusted, match=r"charter\.founders"):
        in_time(lambda: charter.read(as_json(value)))


HEADS: list[Callable[[dict[str, Any]], Any]] = [
    lambda value: value.pop("size"),
    lambda value: value.update(further=1),
    lambda value: value.update(chains=None),
    lambda value: value.update(chains={"a": "xy"}),
    lambda value: value.update(size="6"),
]


@pytest.mark.parametrize("change", HEADS)
def test_a_head_of_another_form_is_broken_even_under_a_good_mac(change: Callable[[dict[str, Any]], Any]) -> None:
    value = json.loads(records._head())
    change(value["head"])
    value["mac"] = head._mac(value["head"], records.STORE_KEY)
    with pytest.raises(Unreadable, match=r"head\.broken"):
        head.from_bytes(as_json(value), records.STORE_KEY)


CONTENTS = [{"number": 1}, {"valid_until": {}}, {"valid_until": "20271122"}, {"issued": "\x1b[31m"}, {"number": "a\nb"}]


@pytest.mark.parametrize("changed", CONTENTS)
def test_a_signed_token_without_what_is_told_of_it_is_no_licence(changed: dict[str, Any]) -> None:
    content = {"number": "EXP-2026-00001/L1", "issued": "2026-11-22", "valid_until": "2027-11-22"} | changed
    made = token.make_token(content, records.journal().origin, records.journal().station)
    assert token.check_token(made, [records.verifier()], "2026-11-22").status is token.TokenStatus.ALTERED


def test_the_name_of_an_unknown_key_cannot_steer_a_terminal() -> None:
    content = {"key": "\x1b[2Jplacet.invalid", "number": "N", "issued": "2026-11-22", "valid_until": "2027-11-22"}
    made = f"{token.PREFIX}.{token._encoded(canonical.encode(content))}.{token._encoded(bytes(64))}"
    assert token.check_token(made, [records.verifier()], "2026-11-22").status is token.TokenStatus.ALTERED


def test_a_token_of_millions_of_signs_is_not_read() -> None:
    made = f"{token.PREFIX}.{'A' * 10_000_000}.AA"
    assert in_time(lambda: token.check_token(made, [], "2026-11-22")).status is token.TokenStatus.ALTERED


def test_keys_of_many_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_bytes(b'{"a":[' + b"[]," * 3_000_000 + b"[]]}")
    with pytest.raises(NotTrusted, match=r"export\.file"):
        in_time(lambda: folder.checked(tmp_path, "keys.json", audit.read_keys))


def test_large_bodies_are_not_gathered_by_the_thousand() -> None:
    taken = 0

    def lines() -> Any:
        nonlocal taken
        for _ in range(100):
            taken += 1
            yield bytes(4 * 1024 * 1024)

    found = verify.in_parallel(lines(), _refuse, "acts.jsonl", 1)
    with pytest.raises(NotTrusted, match=r"act\.salt"):
        next(iter(found))
    assert taken < 30


def _refuse(_line: bytes) -> None:
    raise NotTrusted("act.salt")


def test_an_objection_with_reasons_is_as_long_as_an_agreement_without() -> None:
    agreement = {"position": "agree", "reasons": "", "shown": "I agree."}
    objection = {"position": "object", "reasons": "é" * 700, "shown": "I object: " + "é" * 700}
    sealed = [record.seal_body(one, records.SALT, level=True) for one in (agreement, objection)]
    assert [len(text) for text, _ in sealed] == [record.LEVEL, record.LEVEL]
    for text, digest in sealed:
        assert record.open_body(text, records.SALT, digest, len(text))["pad"].strip("0") == ""


def test_a_body_has_no_more_padding_than_it_needs() -> None:
    value = {"pad": "0" * (2 * record.BLOCK - len(b'{"pad":""}'))}
    text = as_json(value)
    with pytest.raises(Unreadable, match=r"record\.pad"):
        record.open_body(text, records.SALT, record.body_hash(value, records.SALT), len(text))


@pytest.mark.parametrize("broken", ["iterdir", "open"])
def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    place = records.journal().write(tmp_path / "export")

    def forbidden(*_: Any, **__: Any) -> Any:
        raise PermissionError

    monkeypatch.setattr(Path, broken, forbidden)
    with pytest.raises(NotTrusted, match=r"export\.file"):
        audit.verify_export(place)


def test_a_key_that_is_no_text_can_be_told() -> None:
    for text in (b'{"\\ud800": 1, "\\ud800": 2}', b'{"' + b"k" * 5000 + b'": 1, "' + b"k" * 5000 + b'": 2}'):
        with pytest.raises(Unreadable, match=r"json\.duplicate-key") as raised:
            canonical.parse(text, what="x")
        assert len(raised.value.values["key"].encode()) <= 40


# --- intake ----------------------------------------------------------------------------------------------------


def codes(problems: Any) -> set[str]:
    return {problem.code for problem in problems}


@pytest.mark.parametrize(
    "text",
    [
        "[application]\nactivity = 0x" + "f" * 5000,
        "a" + ".a" * 20_000 + " = 1",
        "[application]\nactivity.column" + ".a" * 1500 + " = 1",
        "[application.activity.column" + ".a" * 450 + "]\n" + ".".join(["a"] * 450) + " = 1",
    ],
)
def test_a_mapping_that_keeps_the_parser_busy_is_refused(text: str) -> None:
    mapping, problems = in_time(lambda: read_mapping(text.encode(), "m.toml"))
    assert mapping is None
    assert codes(problems) == {"intake.toml-syntax"}


def test_a_number_of_thousands_of_digits_can_be_told() -> None:
    _, problems = read_mapping(b"[application]\nactivity = 0x" + b"f" * 900, "m.toml")
    assert "intake.toml-type" in codes(problems)


@pytest.mark.parametrize("thousands", [".", "1", "00", "e"])
def test_a_mapping_cannot_drop_the_point_or_digits_of_an_amount(thousands: str) -> None:
    text = EXAMPLE.read_text("utf-8").replace('point = ",", thousands = "."', f'thousands = "{thousands}"', 1)
    _, problems = read_mapping(text.encode(), "m.toml")
    assert [(problem.code, problem.field) for problem in problems] == [
        ("intake.toml-choice", "line.quantity.thousands")
    ]


def test_a_charter_of_tables_within_tables_is_refused() -> None:
    text = "[" + ".".join(["a"] * 480) + "]\n" + ".".join(["a"] * 480) + " = 1\n"
    assert codes(read_charter("c", text).problems) == {"toml.too-deep"}


def dossier() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((RESOURCES / "demo" / "1-grant-with-conditions.json").read_bytes())["dossier"]
    return found


def test_thousands_of_lines_to_thousands_of_destinations_are_not_multiplied() -> None:
    value = dossier()
    value.pop("items", None)
    value["lines"] = [{**value["lines"][0], "id": str(n)} for n in range(5000)]
    value["destinations"] *= 5000
    assert codes(in_time(lambda: read_dossier(value, "d.json")).problems) == {"intake.items-ambiguous"}


def test_thousands_of_wrong_links_are_told_at_once() -> None:
    value = dossier()
    user = {**value["parties"][0], "role": "end-user"}
    value["parties"] = [{**user, "id": f"u{n}"} for n in range(5000)]
    value["lines"] = [{**value["lines"][0], "id": str(n)} for n in range(5000)]
    value["items"] = [{"id": str(n), "line": "x", "destination": "x", "end_user": "x"} for n in range(5000)]
    assert "intake.link-line" in codes(in_time(lambda: read_dossier(value, "d.json"), 8).problems)


def book(cell: str = "A3") -> bytes:
    made = Workbook()
    made.worksheets[0].append(["a", "b"])
    made.worksheets[0].append(["1", "2"])
    made.worksheets[0][cell] = "x"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_empty_rows_of_a_workbook_are_blank_and_not_thousands_of_applications() -> None:
    sheet = in_time(lambda: read_xlsx(book("A200000"), "x.xlsx"), 10)
    assert [row[0] for row in sheet.rows] == [2, 200_000]
    assert sheet.blank == 199_997


def test_a_row_beyond_the_last_that_is_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.intake.cells.MOST_ROWS", 1000)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as made, zipfile.ZipFile(out, "w") as changed:
        for name in made.namelist():
            data = made.read(name).replace(b'r="3"', b'r="99999999"').replace(b'"A3"', b'"A99999999"')
            changed.writestr(name, data)
    assert codes(in_time(lambda: read_xlsx(out.getvalue(), "x.xlsx")).problems) == {"intake.file-large"}


def test_a_workbook_that_bursts_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"<si><t/></si>" * 2_000_000)
    assert codes(read_xlsx(out.getvalue(), "x.xlsx").problems) == {"intake.xlsx-large"}


def test_a_file_without_end_is_too_large() -> None:
    assert codes(read([Path("/dev/zero")]).problems) == {"intake.file-large"}


def test_a_file_name_that_cannot_be_is_absent() -> None:
    assert codes(read([Path("a\0b")]).problems) == {"intake.file-absent"}
    assert codes(read([Path("x" * 400)]).problems) == {"intake.file-absent"}
