"""The demonstration: papers, passphrases, an export that an auditor checks alone, and votes that decide."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.assemble import present
from app.words import LANGUAGES
from tests.cli.placet import RESOURCES, Station, placet
from tests.documents.reading import pages

NAMES = (
    "1-grant-with-conditions",
    "2-partial-grant",
    "3-objection-lifted",
    "4-prohibited",
    "5-refused",
    "6-deferred",
    "7-escalated",
    "8-lead-authority",
    "9-amended",
    "10-brokering",
    "11-transit",
    "12-mixed",
    "13-bloc-simulators",
    "14-bloc-diving",
    "15-bloc-radios",
    "16-bloc-helmets",
    "17-bloc-moved",
    "18-bloc-spares",
    "19-urgent",
    "20-silence",
)
PROCEDURES = ("ad-hoc-consultation", "lead-authority", "split-by-activity", "split-by-category", "standing-committee")
Script = dict[str, Any]


# --- what it leaves ----------------------------------------------------------------------------------------------


def series(reference: str) -> str:
    """The reference without its year: the demonstration runs six weeks back from today."""
    return re.sub(r"-[0-9]{4}-0*", "", reference)


SESSIONS = tuple(f"EXP{number}" for number in range(11, 19))
LICENSED = ("BRO1", "EXP1", "EXP10", "EXP2", "EXP3", "EXP7", "EXP8", "EXP9", "TRA1", *SESSIONS)
REFUSED = ("EXP10", "EXP2", "EXP4", "EXP5")


def test_it_leaves_store_papers_export_and_passphrases(demo: Path) -> None:
    assert {"README.txt", "export", "papers", "store"} <= {one.name for one in demo.iterdir()}
    assert {"placet.db", "slots", "head"} <= {one.name for one in (demo / "store").iterdir()}
    found = sorted(re.sub(r"[A-Z]{3}-[0-9]{4}-[0-9]+", lambda m: series(m[0]), one.stem) for one in papers(demo))
    decided = sorted({*LICENSED, *REFUSED})
    assert found == sorted(
        [f"agenda-{number}" for number in (1, 2, 3, 4)]
        + [f"minutes-{number}" for number in (1, 2, 3, 4)]
        + ["decision-log", "opinions-EXP9", "request-TRA1-1"]
        + [f"decision-{one}" for one in decided]
        + [f"licence-{one}" for one in LICENSED]
        + [f"refusal-{one}" for one in REFUSED]
        + [f"manual-{one}" for one in PROCEDURES]
    )


def papers(demo: Path) -> list[Path]:
    """Every paper that the demonstration left."""
    return sorted((demo / "papers").iterdir())


def test_twenty_dossiers_went_through_the_five_procedures(trained: Station) -> None:
    cases = [trained.ask("lic-03", "case", "show", one) for one in references(trained)]
    assert len(cases) == 20
    assert {one["procedure"]["id"] for one in cases} == set(PROCEDURES)
    assert {series(one["reference"]) for one in cases if one["licences"]} == set(LICENSED)
    assert sorted({one["stage"] for one in cases}) == ["committee", "granted", "partly-granted", "refused"]
    assert {one["activity"] for one in cases} == {"export", "brokering", "transit"}


def references(trained: Station) -> list[str]:
    """The references of all cases."""
    return [one["reference"] for one in trained.ask("lic-03", "case", "list")["cases"]]


def one_of(trained: Station, name: str) -> dict[str, Any]:
    """A case, by its series and number."""
    reference = next(one for one in references(trained) if series(one) == name)
    return trained.ask("lic-03", "case", "show", reference)


def test_each_other_road_leaves_its_own_traces(trained: Station) -> None:
    escalated, lead, amended = (one_of(trained, name) for name in ("EXP7", "EXP8", "EXP9"))
    assert [one["to"] for one in escalated["escalations"]] == ["foreign-affairs"]
    assert [one["authority"] for one in escalated["decisions"]] == ["foreign-affairs"]
    assert {one["id"]: one["how"] for one in lead["steps"] if one["how"]} == {
        "interior": "waived",
        "customs": "no-objection",
    }
    assert amended["version"] == 2
    assert [one["deferred"] for one in amended["rounds"]] == [True, False]
    brokering, transit, mixed = (one_of(trained, name) for name in ("BRO1", "TRA1", "EXP10"))
    assert [one["asked"] for one in brokering["consultations"]] == ["intelligence", "interior"]
    assert [len(one["advice"]) for one in brokering["experts"]] == [1]
    assert [one["outcome"] for one in transit["letters"]] == ["answered"]
    assert [one["reference"] for one in transit["linked"]] == [brokering["reference"]]
    assert [one["reference"] for one in transit["decisions"][0]["beside"]] == [brokering["reference"]]
    assert {one["authority"]: one["items"] for one in mixed["deciders"]} == {"defence": ["1"], "interior": ["2", "3"]}


def test_the_sessions_leave_their_own_traces(trained: Station) -> None:
    moved, urgent, silent = (one_of(trained, name) for name in ("EXP15", "EXP17", "EXP18"))
    (question,) = moved["questions"]
    assert [one["standing"] for one in question["positions"]] == [False] * 5 + [True] * 5
    assert [one["purpose"] for one in urgent["rounds"]] == ["decide", "ratify", "revoke"]
    assert [one["state"] for one in urgent["urgency"]["ratifications"]] == ["failed"]
    assert [one["state"] for one in urgent["licence_states"]] == ["revoked"]
    assert silent["rounds"][0]["silent"] == ["customs", "defence", "foreign-affairs", "interior"]
    sessions = trained.ask("lic-04", "session", "list")["sessions"]
    minutes = [trained.ask("lic-04", "session", "minutes", one["id"]) for one in sessions]
    assert [bool(one["adopted"]) for one in minutes] == [True, True, True, False]


def test_the_deferred_case_says_when_it_comes_back(demo: Path, trained: Station) -> None:
    case = one_of(trained, "EXP6")
    assert (case["stage"], case["rounds"][-1]["deferred"], case["licence"]) == ("committee", True, None)
    minutes = " ".join(pages((demo / "papers" / "minutes-1.pdf").read_bytes()))
    assert "Taken up again on" in minutes


def test_no_act_is_dated_later_than_today(demo: Path) -> None:
    lines = (demo / "export" / "acts.jsonl").read_text("utf-8").splitlines()
    assert max(json.loads(json.loads(line)["header"])["claimed"] for line in lines) <= present().isoformat()


def test_every_passphrase_of_the_readme_opens_the_store(trained: Station) -> None:
    charter = json.loads((trained.directory / "export" / "charter.json").read_text("utf-8"))
    assert len(trained.passphrases) == len(charter["founders"]) + len(charter["officers"]) + 1
    for officer in ("adm-01", "lic-01", "for-02", "eco-02"):
        assert trained.run(officer, "officer", "list").code == 0


def test_every_paper_says_on_every_page_that_it_is_training(demo: Path) -> None:
    found = [*papers(demo), demo / "export" / "decisions.pdf"]
    assert len(found) == 57
    for paper in found:
        for page in pages(paper.read_bytes()):
            assert "TRAINING" in page or "EXERCICE" in page, paper.name


def test_papers_are_named_in_their_metadata(demo: Path) -> None:
    for paper in papers(demo):
        about = PdfReader(BytesIO(paper.read_bytes())).metadata
        assert about is not None
        assert about.title
        assert about.author


@pytest.mark.parametrize("lang", ["en", "fr", "bilingual"])
def test_a_paper_has_the_same_bytes_each_time(trained: Station, tmp_path: Path, lang: str) -> None:
    reference = references(trained)[0]
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
    reference = one_of(trained, "EXP1")["reference"]
    for verb in ("show", "acts"):
        for argv in ((), ("--json",)):
            assert ANNEX not in trained.run(officer, "case", verb, reference, *argv).text


def test_a_confidential_annex_is_shown_to_its_own_agency(trained: Station) -> None:
    reference = one_of(trained, "EXP1")["reference"]
    for lang in LANGUAGES:
        assert ANNEX in trained.run("inl-01", "case", "show", reference, lang=lang).text


def test_a_confidential_annex_does_not_leave_in_an_export_with_bodies(demo: Path) -> None:
    for file in (one for one in (demo / "export").rglob("*") if one.is_file()):
        assert ANNEX.encode() not in file.read_bytes(), file.name
    lines = [json.loads(one) for one in (demo / "export" / "acts.jsonl").read_text("utf-8").splitlines()]
    partly = [one["parts"] for one in lines if one["parts"] is not None]
    assert [sorted(name for name, part in parts.items() if "digest" in part) for parts in partly] == [
        ["annex", "pad", "shown"]
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


# --- votes and opinions decide -----------------------------------------------------------------------------------

OBJECTION = {"position": "object", "reasons": "The end use is doubtful.", "criteria": ["7 – diversion"]}
AGREE = {"position": "agree"}
Change = Callable[[Script], object]


def _vote(agency: str, vote: Any, number: int = 1) -> Change:
    return lambda script: script["rounds"][number - 1]["votes"].update({agency: vote})


def _without(*path: str) -> Change:
    def change(script: Script) -> None:
        for name in path[:-1]:
            script = script[name]
        del script[path[-1]]

    return change


def _no_lifting(script: Script) -> None:
    del script["rounds"][1]["changes"]


def _late_customs(script: Script) -> None:
    script["silent"].remove("customs")


def _interior_grants(script: Script) -> None:
    script["decisions"]["interior"]["outcomes"] = ["2=grant", "3=grant"]


def _unanswered(script: Script) -> None:
    del script["consultations"][0]["position"]


def _played(tmp_path: Path, name: str, change: Change) -> dict[str, Any]:
    """What becomes of one dossier alone whose file was changed."""
    folder = tmp_path / "dossiers"
    folder.mkdir()
    script = json.loads((RESOURCES / "demo" / f"{name}.json").read_text("utf-8"))
    change(script)
    (folder / f"{name}.json").write_text(json.dumps(script), encoding="utf-8")
    said = placet("--json", "demo", tmp_path / "demo", "--dossiers", folder)
    assert said.code == 0, said
    assert placet("journal", "verify", "--export", tmp_path / "demo" / "export").code == 0
    return dict(said.json)


OUTCOMES = {
    "1-grant-with-conditions": "granted",
    "2-partial-grant": "partly-granted",
    "3-objection-lifted": "granted",
    "4-prohibited": "refused",
    "5-refused": "refused",
    "6-deferred": "committee",
    "7-escalated": "granted",
    "8-lead-authority": "granted",
    "9-amended": "granted",
    "10-brokering": "granted",
    "11-transit": "granted",
    "12-mixed": "partly-granted",
    **dict.fromkeys(NAMES[12:], "granted"),
}


def test_each_dossier_ends_as_its_file_says(tmp_path: Path) -> None:
    said = placet("--json", "demo", tmp_path / "demo")
    assert {one["name"]: one["stage"] for one in said.json["dossiers"]} == OUTCOMES
    assert [one["name"] for one in said.json["dossiers"] if one["deferred"]] == ["6-deferred"]


@pytest.mark.parametrize(
    ("name", "change", "stage"),
    [
        (NAMES[0], _vote("defence", OBJECTION), "committee"),
        (NAMES[0], _vote("interior", OBJECTION), "committee"),
        (NAMES[1], _vote("customs", OBJECTION), "committee"),
        (NAMES[2], _no_lifting, "committee"),
        (NAMES[3], _without("prohibited"), "treaty"),
        (NAMES[4], _vote("customs", OBJECTION), "committee"),
        (NAMES[7], _without("opinions", "defence"), "defence"),
        (NAMES[7], _without("waived", "interior"), "interior"),
        (NAMES[7], _late_customs, "customs"),
        (NAMES[8], _vote("defence", OBJECTION, 2), "committee"),
        (NAMES[9], _unanswered, "consultation"),
        (NAMES[10], _without("reply"), "foreign-affairs"),
        (NAMES[11], _without("opinions", "customs"), "customs"),
    ],
)
def test_one_vote_or_opinion_changed_in_a_file_leaves_it_undecided(
    tmp_path: Path, name: str, change: Change, stage: str
) -> None:
    said = _played(tmp_path, name, change)
    assert [(one["stage"], one["outcomes"]) for one in said["dossiers"]] == [(stage, [])]
    assert [one for one in said["papers"] if one.startswith(("licence", "refusal", "decision-EXP"))] == []


@pytest.mark.parametrize(
    ("name", "change", "stage", "outcomes"),
    [
        (NAMES[5], _vote("interior", AGREE), "granted", ["grant"]),
        (NAMES[6], _vote("interior", AGREE), "granted", ["grant"]),
        (NAMES[11], _interior_grants, "granted", ["grant", "grant", "grant"]),
    ],
)
def test_one_vote_or_decision_changed_in_a_file_gives_another_decision(
    tmp_path: Path, name: str, change: Change, stage: str, outcomes: list[str]
) -> None:
    (one,) = _played(tmp_path, name, change)["dossiers"]
    assert (one["stage"], [given["outcome"] for given in one["outcomes"]]) == (stage, outcomes)


def test_a_text_that_a_file_lacks_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "dossiers"
    folder.mkdir()
    script = json.loads((RESOURCES / "demo" / f"{NAMES[0]}.json").read_text("utf-8"))
    del script["rounds"][0]["text_fr"]
    (folder / "mine.json").write_text(json.dumps(script), encoding="utf-8")
    said = placet("--json", "demo", tmp_path / "demo", "--dossiers", folder)
    assert (said.code, said.json["error"]) == (5, "demo.missing")
    assert (said.json["values"]["file"], said.json["values"]["field"]) == ("mine", "text_fr")


def test_an_advisory_seat_alone_stops_nothing(tmp_path: Path) -> None:
    (one,) = _played(tmp_path, NAMES[0], _vote("economy", OBJECTION))["dossiers"]
    assert one["stage"] == "granted"


def test_a_vote_without_reasons_is_refused_by_the_rule_and_named(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(RESOURCES / "demo", tmp_path / "dossiers"))
    file = folder / f"{NAMES[0]}.json"
    script = json.loads(file.read_text("utf-8"))
    script["rounds"][0]["votes"]["defence"] = {"position": "object"}
    file.write_text(json.dumps(script), encoding="utf-8")
    said = placet("--json", "demo", tmp_path / "demo", "--dossiers", folder)
    assert (said.code, said.json["error"]) == (3, "position.reasons")
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("file", sorted((RESOURCES / "demo").glob("*.json")), ids=lambda file: file.stem)
def test_every_text_of_a_dossier_is_there_in_both_languages(file: Path) -> None:
    script = json.loads(file.read_text("utf-8"))
    assert {"en", "fr"} == script["title"].keys() == script["about"].keys()
    texts = list(_in_both(script))
    assert texts
    assert all(english and french and english != french for english, french in texts)


def _in_both(part: Any) -> Iterator[tuple[str, str]]:
    if isinstance(part, list):
        for one in part:
            yield from _in_both(one)
    elif isinstance(part, dict):
        if "text" in part and isinstance(part["text"], str):
            yield part["text"], part["text_fr"]
        if part.keys() == {"en", "fr"} and isinstance(part["en"], str):
            yield part["en"], part["fr"]
        for one in part.values():
            yield from _in_both(one)


def test_the_demonstration_speaks_french(tmp_path: Path) -> None:
    said = placet("--lang", "fr", "demo", tmp_path / "demo")
    assert said.code == 0
    assert "Gilets de protection" in said.text
    assert "octroi" in said.text.lower()
    assert "EXERCICE" in (tmp_path / "demo" / "README.txt").read_text("utf-8") or "exercice" in (
        tmp_path / "demo" / "README.txt"
    ).read_text("utf-8")
