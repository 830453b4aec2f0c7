"""The demonstration: papers, passphrases, an export that an auditor checks alone, and votes that decide."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.words import LANGUAGES
from tests.cli.placet import RESOURCES, Station, placet
from tests.documents.reading import pages

NAMES = ("1-grant-with-conditions", "2-partial-grant", "3-objection-lifted", "4-prohibited")
Script = dict[str, Any]


# --- what it leaves ----------------------------------------------------------------------------------------------


def test_it_leaves_store_papers_export_and_passphrases(demo: Path) -> None:
    assert {"README.txt", "export", "papers", "store"} <= {one.name for one in demo.iterdir()}
    assert {"placet.db", "slots", "head"} <= {one.name for one in (demo / "store").iterdir()}
    kinds = sorted(re.sub(r"-EXP-\d{4}-(\d+)|-\d", r"\1", one.stem) for one in (demo / "papers").iterdir())
    licences, refusals = ["licence00001", "licence00002", "licence00003"], ["refusal00002", "refusal00004"]
    assert kinds == ["agenda", "agenda", "decision-log", *licences, "minutes", "minutes", *refusals]


def test_every_passphrase_of_the_readme_opens_the_store(trained: Station) -> None:
    charter = json.loads((trained.directory / "export" / "charter.json").read_text("utf-8"))
    assert len(trained.passphrases) == len(charter["founders"]) + len(charter["officers"])
    for officer in ("adm-01", "lic-01", "for-02", "eco-02"):
        assert trained.run(officer, "officer", "list").code == 0


def test_every_paper_says_on_every_page_that_it_is_training(demo: Path) -> None:
    papers = [*sorted((demo / "papers").glob("*.pdf")), demo / "export" / "decisions.pdf"]
    assert len(papers) == 11
    for paper in papers:
        for page in pages(paper.read_bytes()):
            assert "TRAINING" in page or "EXERCICE" in page, paper.name


def test_papers_are_named_in_their_metadata(demo: Path) -> None:
    for paper in (demo / "papers").glob("*.pdf"):
        about = PdfReader(BytesIO(paper.read_bytes())).metadata
        assert about is not None
        assert about.title
        assert about.author


@pytest.mark.parametrize("lang", ["en", "fr", "bilingual"])
def test_a_paper_has_the_same_bytes_each_time(trained: Station, tmp_path: Path, lang: str) -> None:
    (reference,) = [one["reference"] for one in trained.ask("lic-03", "case", "list")["cases"]][:1]
    files = [tmp_path / "first.pdf", tmp_path / "second.pdf"]
    for file in files:
        trained.ask("lic-03", "case", "print", reference, "--pdf", file, "--paper-lang", lang)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_the_demonstrations_paper_is_the_one_printed_again(trained: Station, demo: Path, tmp_path: Path) -> None:
    for paper in (demo / "papers").glob("licence-*.pdf"):
        again = tmp_path / paper.name
        trained.ask("lic-02", "case", "print", paper.stem.removeprefix("licence-"), "--pdf", again)
        assert again.read_bytes() == paper.read_bytes()


# --- need to know ------------------------------------------------------------------------------------------------

ANNEX = "Source report 26/118"


def test_no_name_and_no_officer_stands_in_clear_in_the_store(demo: Path, trained: Station) -> None:
    officers = trained.ask("lic-01", "officer", "list")["officers"]
    names = {word for one in officers for word in (one["name"], one["officer"])}
    names |= {"Nordaxel", "Merinth", ANNEX, "EXP-20", "Secretariat", "Valmara", "standing-committee"}
    for file in (one for one in (demo / "store").rglob("*") if one.is_file()):
        data = file.read_bytes()
        assert [name for name in names if name.encode() in data or name.encode("utf-16-le") in data] == [], file.name


@pytest.mark.parametrize("officer", ["def-01", "cus-01", "for-02", "lic-03", "int-01", "eco-01"])
def test_a_confidential_annex_is_not_shown_to_another_agency(trained: Station, officer: str) -> None:
    reference = trained.ask(officer, "case", "list")["cases"][0]["reference"]
    for verb in ("show", "acts"):
        for argv in ((), ("--json",)):
            assert ANNEX not in trained.run(officer, "case", verb, reference, *argv).text


def test_a_confidential_annex_is_shown_to_its_own_agency(trained: Station) -> None:
    reference = trained.ask("inl-01", "case", "list")["cases"][0]["reference"]
    for lang in LANGUAGES:
        assert ANNEX in trained.run("inl-01", "case", "show", reference, lang=lang).text


def test_a_confidential_annex_does_not_leave_in_an_export_with_bodies(demo: Path) -> None:
    for file in (one for one in (demo / "export").rglob("*") if one.is_file()):
        assert ANNEX.encode() not in file.read_bytes(), file.name
    lines = [json.loads(one) for one in (demo / "export" / "acts.jsonl").read_text("utf-8").splitlines()]
    partly = [one["parts"] for one in lines if one["parts"] is not None]
    assert [sorted(name for name, part in parts.items() if "digest" in part) for parts in partly] == [
        ["annex", "shown"]
    ]


def test_the_size_of_a_body_tells_nothing(demo: Path) -> None:
    lines = (demo / "export" / "acts.jsonl").read_text("utf-8").splitlines()
    sizes = [json.loads(json.loads(line)["header"])["body"]["size"] for line in lines]
    assert {size % 512 for size in sizes} == {0}
    votes = [json.loads(json.loads(line)["header"]) for line in lines]
    assert len({one["body"]["size"] for one in votes if one["type"] == "PositionTaken"}) <= 4


# --- the auditor -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", [0, 1], ids=LANGUAGES)
def test_the_auditors_recipe_works_on_the_demonstrations_export(demo: Path, language: int) -> None:
    export = demo / "export"
    part = re.split(r"(?=EXPORTATION D)", (export / "README.txt").read_text("utf-8"))[language]
    commands = "".join(line[4:] + "\n" for line in part.splitlines() if line.startswith("    "))
    answer = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands], cwd=export, capture_output=True, text=True,
        env=os.environ | {"LC_ALL": "C"}, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.count(": OK") == len([one for one in export.rglob("*") if one.is_file()]) - 1
    assert answer.stdout.count("Signature Verified Successfully") == 2


def verify(export: Path, *more: object) -> tuple[int, str]:
    said = placet("--json", "journal", "verify", "--export", export, *more)
    return said.code, str(said.json.get("error", ""))


def test_any_changed_byte_of_any_file_is_found(demo: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(demo / "export", tmp_path / "copy"))
    for file in sorted(one for one in copy.rglob("*") if one.is_file()):
        whole = file.read_bytes()
        for place in {0, len(whole) // 3, len(whole) - 1}:
            changed = bytearray(whole)
            changed[place] ^= 1 << place % 8
            file.write_bytes(changed)
            assert verify(copy)[0] == 4, (file.name, place)
        file.write_bytes(whole)
    assert verify(copy) == (0, "")


def test_a_stranger_who_signs_everything_anew_is_found_by_the_fingerprint_alone(demo: Path, tmp_path: Path) -> None:
    assert placet("--json", "demo", tmp_path / "forged").code == 0
    genuine = placet("--json", "journal", "verify", "--export", demo / "export").json["realm"]
    forged = tmp_path / "forged" / "export"
    assert verify(forged) == (0, "")
    assert verify(forged, "--realm", genuine) == (4, "export.realm")
    assert verify(demo / "export", "--realm", genuine) == (0, "")
    grouped = " ".join(re.findall("....", genuine.upper()))
    assert verify(demo / "export", "--realm", grouped) == (0, "")


def test_an_export_is_checked_in_words_of_both_languages(demo: Path) -> None:
    english, french = (
        placet("--lang", lang, "journal", "verify", "--export", demo / "export").text for lang in LANGUAGES
    )
    assert "The export is in order" in english
    assert "someone who signs everything anew" in english
    assert english != french


# --- votes decide ------------------------------------------------------------------------------------------------


def _first_round(agency: str) -> Callable[[Script], None]:
    objection = {"position": "object", "reasons": "The end use is doubtful.", "criteria": ["7 – diversion"]}

    def change(script: Script) -> None:
        script["rounds"][0]["votes"][agency] = objection

    return change


def _no_lifting(script: Script) -> None:
    del script["rounds"][1]["changes"]


@pytest.mark.parametrize(
    ("name", "change", "number"),
    [
        (NAMES[0], _first_round("defence"), 1),
        (NAMES[0], _first_round("interior"), 1),
        (NAMES[1], _first_round("customs"), 2),
        (NAMES[2], _no_lifting, 3),
    ],
)
def test_changing_one_vote_in_a_file_changes_the_outcome(
    tmp_path: Path, name: str, change: Callable[[Script], None], number: int
) -> None:
    folder = Path(shutil.copytree(RESOURCES / "demo", tmp_path / "dossiers"))
    file = folder / f"{name}.json"
    script = json.loads(file.read_text("utf-8"))
    change(script)
    file.write_text(json.dumps(script), encoding="utf-8")
    said = placet("--json", "demo", tmp_path / "demo", "--dossiers", folder)
    assert said.code == 0, said
    granted = ("granted", "partly-granted")
    outcomes = {one["name"]: one for one in said.json["dossiers"]}
    assert outcomes[name]["stage"] not in granted
    assert outcomes[name]["outcomes"] == []
    assert [one for one in said.json["papers"] if one.endswith(f"0000{number}.pdf")] == []
    assert all(outcomes[other]["stage"] in granted for other in set(NAMES[:3]) - {name})
    assert placet("journal", "verify", "--export", tmp_path / "demo" / "export").code == 0


def test_an_advisory_seat_alone_stops_nothing(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(RESOURCES / "demo", tmp_path / "dossiers"))
    file = folder / f"{NAMES[0]}.json"
    script = json.loads(file.read_text("utf-8"))
    _first_round("economy")(script)
    file.write_text(json.dumps(script), encoding="utf-8")
    said = placet("--json", "demo", tmp_path / "demo", "--dossiers", folder)
    assert said.json["dossiers"][0]["stage"] == "granted"


def test_a_vote_without_reasons_is_refused_by_the_rule_and_named(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(RESOURCES / "demo", tmp_path / "dossiers"))
    file = folder / f"{NAMES[0]}.json"
    script = json.loads(file.read_text("utf-8"))
    script["rounds"][0]["votes"]["defence"] = {"position": "object"}
    file.write_text(json.dumps(script), encoding="utf-8")
    said = placet("--json", "demo", tmp_path / "demo", "--dossiers", folder)
    assert (said.code, said.json["error"]) == (3, "position.reasons")


def test_the_demonstration_speaks_french(tmp_path: Path) -> None:
    said = placet("--lang", "fr", "demo", tmp_path / "demo")
    assert said.code == 0
    assert "Gilets de protection" in said.text
    assert "octroi" in said.text.lower()
    assert "EXERCICE" in (tmp_path / "demo" / "README.txt").read_text("utf-8") or "exercice" in (
        tmp_path / "demo" / "README.txt"
    ).read_text("utf-8")
