"""Verbs towards the applicant: what they say in both languages, the files they write, and their exit codes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from app.assemble import present
from tests.cli.placet import Station, once, station
from tests.documents.reading import flat, text
from tests.features.realm import Scene, staffed
from tests.features.steps.applicant import refused
from tests.features.steps.realm import take_in

CLERK, OFFICER = "lic-02", "lic-03"


@pytest.fixture
def scene(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Scene:
    """A case that the committee refused."""
    scene = Scene(station(once(tmp_path_factory, "staffed", staffed)).copy(tmp_path / "realm"))
    take_in(scene, "5-refused", tmp_path)
    return scene


@pytest.fixture
def decided(scene: Scene) -> Scene:
    refused(scene, "Armed groups.", "Agreed.")
    return scene


def written(own: Station, case: str) -> None:
    own.ask(OFFICER, "notice", "write", case, "--reasons", "No control.", "--reasons-fr", "Aucun contrôle.")


def test_a_refusal_prints_only_once_its_notice_is_written(decided: Scene, tmp_path: Path) -> None:
    own, case, file = decided.station, decided.reference, tmp_path / "refusal.pdf"
    paper = ("case", "print", case, "--paper", "refusal", "--pdf", file)
    assert own.refuses(OFFICER, *paper) == "paper.no-notice"
    assert not file.exists()
    written(own, case)
    own.ask(OFFICER, *paper)
    assert "No control." in flat(text(file.read_bytes()))
    for kind, code in (("return", "paper.none-returned"), ("statutory", "paper.no-effect")):
        assert own.refuses(OFFICER, "case", "print", case, "--paper", kind, "--pdf", file) == code
    own.ask(OFFICER, "case", "print", case, "--paper", "notice", "--pdf", file)


def test_a_service_keeps_the_digest_of_the_very_file(decided: Scene, tmp_path: Path) -> None:
    own, case, file = decided.station, decided.reference, tmp_path / "served.pdf"
    written(own, case)
    file.write_bytes(b"%PDF-1.7 as it was served")
    served = ("paper", "serve", case, "--paper", "refusal", "--file", file, "--by", "P", "--to", "K")
    day = present().date().isoformat()
    assert own.refuses(CLERK, *served, "--means", "pigeon", "--on", day) == "form.choice"
    assert own.refuses(CLERK, *served, "--means", "post", "--on", "soon") == "form.day"
    other = tmp_path / "notes.txt"
    other.write_text("not a paper")
    mistaken = [other if one == file else one for one in served]
    assert own.refuses(CLERK, *mistaken, "--means", "post", "--on", day) == "file.not-pdf"
    missing = [tmp_path / "none.pdf" if one == file else one for one in served]
    assert own.refuses(CLERK, *missing, "--means", "post", "--on", day) == "file.cannot-read"
    assert own.run(OFFICER, *served, "--means", "post", "--on", "2026-01-01").code == 3
    own.ask(CLERK, *served, "--means", "courier", "--on", day)
    shown = own.ask(OFFICER, "case", "show", case)
    (service,) = next(one["served"] for one in shown["papers"] if one["paper"] == "refusal")
    assert (service["means"], service["served_on"], len(service["digest"])) == ("courier", day, 64)
    assert shown["review_until"] is not None
    english, french = (own.run(OFFICER, "case", "show", case, lang=lang).text for lang in ("en", "fr"))
    assert "Paper: Refusal notice" in english
    assert "By courier on" in english
    assert "Par porteur le" in french
    assert "Fiche de refus" not in french
    assert "placet denial record" in french


def test_denial_records_are_listed_and_written_as_csv(decided: Scene, tmp_path: Path) -> None:
    own, case, file = decided.station, decided.reference, tmp_path / "denials.csv"
    assert own.refuses(OFFICER, "denial", "record", case, "--item", "9", "--reason", "x") == "denial.nothing"
    words = ("--reason", "Diversion.", "--criterion", "7", "--regime", "WA-2026-14")
    own.ask(OFFICER, "denial", "record", case, *words)
    assert own.refuses(OFFICER, "denial", "list", "--csv", tmp_path / "no" / "x.csv") == "file.cannot-write"
    assert own.ask(OFFICER, "denial", "list", "--csv", file, "--party", "sentinel")["total"] == 1
    heads, row = csv.reader(file.read_text("utf-8-sig").splitlines())
    told = dict(zip(heads, row, strict=True))
    assert told["Denial record"] == f"{case}/D1"
    assert (told["Regime reference"], told["Notifying government"]) == ("WA-2026-14", "Republic of Valmara")
    listed = own.run(OFFICER, "denial", "list", lang="fr").text
    assert "Fiche de refus" in listed
    assert own.ask(OFFICER, "denial", "list", "--country", "ZZ")["total"] == 0


def test_the_statutory_limit_is_recorded_in_words(scene: Scene) -> None:
    own, case = scene.station, scene.reference
    assert own.refuses(OFFICER, "review", "open", case, "--cause", "request", "--grounds", "x") == "review.no-decision"
    said = own.run(CLERK, "deadline", "statutory", case, lang="fr")
    assert said.code in (0, 3)
    assert "délai légal" in said.text
    shown = own.ask(OFFICER, "review", "show", case)
    assert shown["reviews"] == []
    assert "No reconsideration." in own.run(OFFICER, "review", "list").text


def test_an_acknowledgement_in_one_language(scene: Scene, tmp_path: Path) -> None:
    own, file = scene.station, tmp_path / "receipt.pdf"
    said = own.run(CLERK, "case", "acknowledge", scene.reference, "--pdf", file, "--paper-lang", "fr", lang="fr")
    assert said.code == 0
    assert "placet paper serve" in said.text
    assert "Accusé de réception" in flat(text(file.read_bytes()))
    again = ("case", "acknowledge", scene.reference, "--about")
    assert own.refuses(CLERK, *again, "0" * 12, "--pdf", file) == "paper.which-version"
    assert own.refuses(CLERK, "query", "remind", scene.reference, "--pdf", file) == "query.which-letter"
