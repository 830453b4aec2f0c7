"""The auditor's export: checked without us, by openssl alone, and against everyone who changes it."""

import dataclasses
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from app import canonical
from app.errors import NotTrusted, PlacetError, Refused
from app.trust import export, notes, verify
from app.trust.audit import verify_export
from app.trust.keys import SigningKey
from tests.trust.journal import CASE, Journal, key_for


@pytest.fixture(scope="module")
def journal() -> Journal:
    return Journal().filled()


@pytest.fixture(scope="module")
def directory(journal: Journal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return journal.write(tmp_path_factory.mktemp("audit") / "export")


@pytest.fixture
def copy(directory: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(directory, tmp_path / "copy"))


def refusal(directory: Path, realm: str | None = None) -> NotTrusted:
    with pytest.raises(NotTrusted) as refused:
        verify_export(directory, realm)
    assert "file" in refused.value.values
    return refused.value


def list_again(directory: Path, station: SigningKey, origin: str) -> None:
    """Sign the list anew, as whoever holds the station's key could."""
    files = [path for path in directory.rglob("*") if path.is_file() and path.name != "export.note"]
    paths = sorted(str(path.relative_to(directory)) for path in files)
    text = "".join(f"{canonical.digest((directory / path).read_bytes())}  {path}\n" for path in paths)
    (directory / "export.note").write_bytes(notes.sign_note(text, origin, station))


def test_export_in_order_is_verified(directory: Path, journal: Journal) -> None:
    seen: list[int] = []
    report = verify_export(directory, progress=seen.append)
    assert (report.acts, report.keys, report.realm) == (6, 3, journal.realm)
    assert report.bodies == {"whole": 4, "partly": 1, "withheld": 1}
    assert not report.realm_compared
    assert seen[-1] == 6
    grouped = " ".join(re.findall("....", journal.realm.upper()))
    assert verify_export(directory, grouped).realm_compared


def test_lines_have_exactly_the_published_form(directory: Path, journal: Journal) -> None:
    lines = (directory / "acts.jsonl").read_bytes().splitlines()
    for line, act in zip(lines, journal.acts, strict=True):
        value = json.loads(line)
        assert sorted(value) == ["body", "header", "id", "parts", "salt", "signature"]
        assert (value["header"].encode(), value["id"]) == (act.header_text, act.id)
    partly, withheld = json.loads(lines[4]), json.loads(lines[5])
    assert set(partly["parts"]["annex"]) == {"digest"}
    assert set(partly["parts"]["reasons"]) == {"salt", "value"}
    assert (withheld["body"], withheld["parts"], withheld["salt"]) == (None, None, None)
    assert b"Confidential" not in lines[4] + lines[5]


def run_recipe(directory: Path, language: int) -> subprocess.CompletedProcess[str]:
    """What the commands in the export's README answer, English (0) or French (1)."""
    readme = (directory / "README.txt").read_text("utf-8")
    part = re.split(r"(?=EXPORTATION D)", readme)[language]
    commands = "".join(line[4:] + "\n" for line in part.splitlines() if line.startswith("    "))
    answer = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands], cwd=directory, capture_output=True, text=True,
        env=os.environ | {"LC_ALL": "C"}, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    return answer


@pytest.mark.parametrize("language", [0, 1])
def test_recipe_in_the_readme_works_with_openssl_and_sha256sum(directory: Path, language: int) -> None:
    before = sorted(directory.rglob("*"))
    answer = run_recipe(directory, language)
    assert answer.stdout.count(": OK") == len([path for path in before if path.is_file()]) - 1
    assert answer.stdout.count("Signature Verified Successfully") == 2
    first = json.loads((directory / "acts.jsonl").read_bytes().splitlines()[0])
    assert f"{first['id']}  sample/pae.bin\n1\n" in answer.stdout
    assert f"{json.loads(first['header'])['key']}  -" in answer.stdout
    assert sorted(directory.rglob("*")) == before


def test_every_changed_byte_of_every_file_is_found(copy: Path) -> None:
    for path in [path for path in sorted(copy.rglob("*")) if path.is_file()]:
        whole = path.read_bytes()
        for place in range(0, len(whole), 1 if len(whole) < 2000 else 13):
            flipped = bytearray(whole)
            flipped[place] ^= 1 << place % 8
            path.write_bytes(flipped)
            with pytest.raises(NotTrusted):
                verify_export(copy)
        path.write_bytes(whole)
    verify_export(copy)


def test_missing_and_further_files_are_found(copy: Path) -> None:
    (copy / "more.txt").write_text("more")
    assert refusal(copy).code == "export.files"
    (copy / "more.txt").unlink()
    (copy / "decisions.csv").unlink()
    assert refusal(copy).values["file"] == "decisions.csv"
    (copy / "decisions.csv").symlink_to("/etc/hostname")
    assert refusal(copy).code == "export.file"
    (copy / "export.note").unlink()
    assert refusal(copy).code == "export.file"


def test_whoever_signs_everything_anew_is_found_by_the_fingerprint_alone(journal: Journal, tmp_path: Path) -> None:
    forged = Journal(secret="stranger").filled().write(tmp_path / "forged")
    assert verify_export(forged).acts == 6
    assert refusal(forged, journal.realm).code == "export.realm"


def test_other_stations_cannot_sign(copy: Path, journal: Journal) -> None:
    stranger = SigningKey.generate()
    list_again(copy, stranger, journal.origin)
    assert refusal(copy).values["file"] == "export.note"
    (copy / "station.vkey").write_text(notes.Verifier(journal.origin, stranger.public).vkey + "\n")
    list_again(copy, stranger, journal.origin)
    assert refusal(copy).code == "export.station"


def edited(line: bytes, **changed: object) -> bytes:
    return orjson.dumps(orjson.loads(line) | changed, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda lines: lines[:5], "export.checkpoint"),
        (lambda lines: [*lines[:3], *lines[4:]], "act.unknown-cause"),
        (lambda lines: [lines[1], lines[0], *lines[2:]], "act.unknown-cause"),
        (lambda lines: [*lines, lines[5]], "act.twice"),
        (lambda lines: [edited(lines[0], body=None, salt=None), *lines[1:]], "act.salt"),
        (lambda lines: [*lines[:3], edited(lines[3], id="ab" * 32), *lines[4:]], "act.id"),
        (lambda lines: [*lines[:3], edited(lines[3], salt=None), *lines[4:]], "act.record"),
        (lambda lines: [*lines[:3], edited(lines[3], more=1), *lines[4:]], "act.record"),
        (lambda lines: [*lines[:3], lines[3].replace(b'"id"', b' "id"'), *lines[4:]], "act.record"),
        (lambda lines: [*lines[:4], edited(lines[4], parts={}), lines[5]], "act.body"),
        (lambda lines: [*lines[:4], edited(lines[4], parts=[]), lines[5]], "act.body"),
        (lambda lines: [*lines[:4], edited(lines[4], parts={"a": 1.5}), lines[5]], "act.record"),
        (lambda lines: [*lines[:5], edited(lines[5], header=None)], "act.record"),
        (lambda lines: [*lines[:5], lines[5][:-1]], "export.line"),
        (lambda lines: [*lines[:5], b"[" * 100_000 + b"\n"], "act.record"),
        (lambda lines: [*lines[:5], b'{"a":' * 300 + b"1" + b"}" * 300 + b"\n"], "act.record"),
        (lambda lines: [*lines[:5], b"\0\n"], "act.record"),
        (lambda lines: [*lines[:5], b"\xff\xfe\n"], "act.record"),
        (lambda lines: [], "export.founding"),
        (lambda lines: lines[:1], "export.founding"),
        (lambda lines: lines[:2], "export.keys"),
    ],
)
def test_dishonest_station_is_found(
    copy: Path, journal: Journal, change: Callable[[list[bytes]], list[bytes]], code: str
) -> None:
    lines = (copy / "acts.jsonl").read_bytes().splitlines(keepends=True)
    (copy / "acts.jsonl").write_bytes(b"".join(change(lines)))
    list_again(copy, journal.station, journal.origin)
    refused = refusal(copy)
    assert refused.code == code
    assert "line" in refused.values or code in ("export.checkpoint", "export.keys")


def act_before_enrolment(journal: Journal) -> None:
    journal.found()
    late = key_for("late")
    journal.act(late, "PositionTaken", CASE, {"position": "agree"}, "late", "DEF")
    journal.enrol(journal.admin, "OfficerEnrolled", late, "late", "DEF")


def act_that_had_not_seen_its_enrolment(journal: Journal) -> None:
    journal.found()
    late = key_for("late")
    journal.enrol(journal.admin, "OfficerEnrolled", late, "late", "DEF")
    journal.act(late, "PositionTaken", CASE, {"position": "agree"}, "late", "DEF", after=(journal.acts[1].id,))


def act_of_another_realm(journal: Journal) -> None:
    journal.filled()
    journal.opinion(journal.head, realm="ab" * 32)


def act_in_anothers_name(journal: Journal) -> None:
    journal.filled()
    journal.act(journal.head, "PositionTaken", CASE, {"position": "agree"}, "rev", "DEF")


def enrolment_naming_another(journal: Journal) -> None:
    journal.filled()
    key = key_for("reviewer").id
    journal.entries[key] = dataclasses.replace(journal.entries[key], act=journal.acts[1].id)


def enrolment_of_another_key(journal: Journal) -> None:
    journal.filled()
    new = key_for("new")
    journal.enrol(journal.admin, "OfficerEnrolled", new, "new", "DEF")
    journal.entries[new.id] = dataclasses.replace(journal.entries[new.id], agency="MFA")


def only_one_founder(journal: Journal) -> None:
    journal.enrol(journal.admin, "RealmFounded", journal.admin, "admin", "LIC")
    journal.act(journal.admin, "RealmConfirmed", "realm", {"officer": "admin"}, "admin", "LIC")


def founder_not_in_the_charter(journal: Journal) -> None:
    stranger = key_for("stranger")
    journal.enrol(journal.admin, "RealmFounded", journal.admin, "admin", "LIC")
    journal.enrol(stranger, "RealmConfirmed", stranger, "head", "MFA")


@pytest.mark.parametrize(
    ("story", "code"),
    [
        (act_before_enrolment, "act.not-enrolled"),
        (act_that_had_not_seen_its_enrolment, "act.not-enrolled"),
        (act_of_another_realm, "act.realm"),
        (act_in_anothers_name, "act.officer"),
        (enrolment_naming_another, "export.keys"),
        (enrolment_of_another_key, "act.enrolment"),
        (only_one_founder, "export.founding"),
        (founder_not_in_the_charter, "export.founding"),
    ],
)
def test_export_of_a_journal_that_breaks_a_rule_of_proof_is_refused(
    tmp_path: Path, story: Callable[[Journal], None], code: str
) -> None:
    journal = Journal()
    story(journal)
    journal.write(tmp_path / "export", [export.full_line(act) for act in journal.acts])
    assert refusal(tmp_path / "export").code == code


@pytest.mark.parametrize(
    "data",
    [
        b"{}", b"[]", b"null", b"\0", b"[" * 9999, b'{"a":1}', b'{"a":{}}',
        b'{"a":{"public":[],"officer":1,"agency":1,"act":1}}',
        b'{"a":{"act":"","agency":"","officer":"","public":"AAAA"}}',
    ],
)  # fmt: skip
def test_hostile_keys_are_refused_with_their_file(copy: Path, journal: Journal, data: bytes) -> None:
    (copy / "keys.json").write_bytes(data)
    list_again(copy, journal.station, journal.origin)
    refusal(copy)


@pytest.mark.parametrize(
    "data", [b"{}", b"[]", b"\xff", b"[" * 9999, b'{"founders":[],"station":{}}', b"x" * 5_000_000]
)
def test_hostile_charter_is_refused_with_its_file(copy: Path, journal: Journal, data: bytes) -> None:
    (copy / "charter.json").write_bytes(data)
    list_again(copy, journal.station, journal.origin)
    assert refusal(copy).values["file"] == "charter.json"


def test_large_export_is_checked_by_processes(tmp_path: Path) -> None:
    journal = Journal().filled()
    while len(journal.acts) <= verify.FEW:
        journal.opinion(journal.head)
    assert verify_export(journal.write(tmp_path / "export")).acts == len(journal.acts)
    lines = [export.full_line(act) for act in journal.acts]
    lines[-1] = edited(lines[-1], id="ab" * 32)
    refused = refusal(journal.write(tmp_path / "changed", lines))
    assert (refused.code, refused.values["line"]) == ("act.id", len(lines))


@pytest.mark.parametrize("name", ["pae.bin", "header.json", "body.json", "salt.bin", "signature.bin", "key.der"])
def test_sample_that_is_no_act_of_the_journal_is_found(copy: Path, journal: Journal, name: str) -> None:
    (copy / "sample" / name).write_bytes(b"other")
    list_again(copy, journal.station, journal.origin)
    assert refusal(copy).code == "export.sample"


def test_list_that_is_none_is_refused(copy: Path, journal: Journal) -> None:
    for text in ("nothing\n", f"{'a' * 64}  ../../etc/passwd\n", f"{'a' * 64}  b\n{'a' * 64}  a\n"):
        (copy / "export.note").write_bytes(notes.sign_note(text, journal.origin, journal.station))
        assert refusal(copy).code == "export.list"


def test_export_is_written_whole_or_not_at_all(journal: Journal, tmp_path: Path) -> None:
    def broken() -> list[bytes]:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        journal.write(tmp_path / "export", lines=(broken() for _ in range(1)))  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "empty").mkdir()
    assert verify_export(journal.write(tmp_path / "empty")).acts == 6
    with pytest.raises(Refused, match=r"export\.not-empty"):
        journal.write(tmp_path / "empty")


def test_export_by_a_station_that_the_charter_does_not_name_is_not_written(journal: Journal, tmp_path: Path) -> None:
    with pytest.raises(PlacetError, match=r"export\.station"):
        journal.write(tmp_path / "export", station=SigningKey.generate())
    assert list(tmp_path.iterdir()) == []
