"""Corrective acts at the real store: shown before they are signed, kept for good, visible in the case."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.desk.corrections import Build, clerical, merger, reopening, voiding
from app.errors import Refused
from tests.cli.placet import once, station
from tests.documents.reading import flat, text
from tests.features.realm import Scene, staffed
from tests.features.steps.committee import certify, convene, decide, put, vote
from tests.features.steps.course import case
from tests.features.steps.realm import take_in
from tests.features.steps.review import (
    classify,
    complete_intake,
    complete_treaty,
    consolidate,
    countersign,
    no_prohibition,
    no_risk,
    opinion,
)

SEATS = ("foreign affairs", "defence", "customs", "interior")


@pytest.fixture
def scene(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Scene:
    """Rifles before the committee; the question is put."""
    found = Scene(station(once(tmp_path_factory, "staffed", staffed)).copy(tmp_path / "realm"))
    take_in(found, "2-partial-grant", tmp_path)
    complete_intake(found)
    classify(found, "1=ML1.a,2_1,h 2=ML1.a,2_1,h")
    no_prohibition(found)
    no_risk(found)
    complete_treaty(found)
    for agency in SEATS:
        opinion(found, agency, "agree", None)
    countersign(found)
    consolidate(found, "All agree.")
    convene(found, "foreign affairs, defence, customs and interior")
    found.at("licensing", "chair").committee.open(found.session)
    put(found, "Shall it be authorised?", "1=grant; 2=grant")
    return found


def voted(scene: Scene, reasons: str | None = None) -> None:
    for agency in SEATS:
        vote(scene, agency, "agree", None, reasons)


def corrected(scene: Scene, proposer: str, second: str, build: Build) -> None:
    """Both persons look at it first."""
    first, other = scene.at(*proposer.split("/")).corrections, scene.at(*second.split("/")).corrections
    seen = first.preview(scene.reference, build)["seen"]
    name = first.propose(scene.reference, build, seen).acts[0]
    other.confirm(scene.reference, name[:12], other.preview_confirmation(scene.reference, name)["seen"])


def test_a_voided_position_brings_the_case_back_before_its_committee(scene: Scene) -> None:
    voted(scene)
    certify(scene)
    assert case(scene)["stage"] == "decision"
    shown = scene.at("licensing", "secretary").corrections.preview(scene.reference, voiding("customs", "Out of turn."))
    assert (shown["result_falls"], shown["voided"][0]["position"]) == (True, "agree")
    corrected(scene, "licensing/secretary", "licensing/chair", voiding("customs", "Out of turn."))
    found = case(scene)
    assert found["stage"] == "committee"
    (position,) = [one for one in found["questions"][0]["positions"] if one["seat"] == "customs"]
    assert (position["voided"], position["standing"]) == (True, False)
    told = scene.ask("lic-03", "case", "show", scene.reference)
    assert "void: wrong capacity" in told.text


def test_a_hidden_position_is_voided_without_being_told(scene: Scene) -> None:
    vote(scene, "customs", "agree", None, None)
    shown = scene.at("interior", "member").corrections.preview(scene.reference, voiding("customs", "Out of turn."))
    assert shown["voided"] == [{"seat": "customs", "officer": "cus-02", "position": None}]


def test_what_changed_meanwhile_is_shown_again_before_anybody_signs(scene: Scene) -> None:
    voted(scene)
    desk = scene.at("licensing", "secretary").corrections
    build = voiding("customs", "Out of turn.")
    seen = desk.preview(scene.reference, build)["seen"]
    certify(scene)
    with pytest.raises(Refused, match=r"correction\.seen"):
        scene.at("licensing", "secretary").corrections.propose(scene.reference, build, seen)


def test_looking_at_a_correction_records_nothing(scene: Scene) -> None:
    questions = scene.at("licensing", "secretary").questions
    before = len(questions.acts(scene.reference))
    with pytest.raises(Refused, match=r"question\.open-already"):
        scene.at("licensing", "licensing officer").corrections.preview(
            scene.reference, reopening("consolidation", "More to read.")
        )
    assert len(questions.acts(scene.reference)) == before


def test_a_clerical_error_is_corrected_on_every_paper_and_the_first_words_stay_in_the_record(scene: Scene) -> None:
    voted(scene)
    certify(scene)
    decide(scene)
    corrected(
        scene,
        "licensing/secretary",
        "licensing/chair",
        clerical("en", "As the file shows.", "As the dossier shows.", "The term."),
    )
    (decision,) = case(scene)["decisions"]
    assert (decision["text"], decision["current_text"]) == ("As the file shows.", "As the dossier shows.")
    printing = scene.at("licensing", "secretary").printing
    record = flat(text(printing.decision_record(scene.reference, "en")))
    assert "As the dossier shows." in record
    assert "« As the file shows. » → « As the dossier shows. »" in record
    paper = flat(text(printing.corrigendum(scene.reference, "bilingual")))
    for words in ("As the file shows.", "As the dossier shows."):
        assert words in paper
    with pytest.raises(Refused, match=r"correction\.no-corrigendum"):
        printing.corrigendum(scene.reference, "en", "0" * 12)


def test_the_corrigendum_of_a_refusal_stays_in_the_file(scene: Scene) -> None:
    printing = scene.at("licensing", "secretary").printing
    scene.at("licensing", "chair").committee.defer(scene.reference, "Another question.")
    put(scene, "Shall it be refused?", "1=refuse: diversion; 2=refuse: diversion")
    voted(scene, "The route is known now.")
    certify(scene)
    decide(scene)
    with pytest.raises(Refused, match=r"correction\.none-corrected"):
        printing.corrigendum(scene.reference, "en")
    words = clerical("en", "As the file shows.", "As the dossier shows.", "The term.")
    corrected(scene, "licensing/secretary", "licensing/chair", words)
    paper = flat(text(printing.corrigendum(scene.reference, "en")))
    assert "not for the applicant" in paper
    assert "Kestrel" not in paper


def test_a_case_put_back_keeps_every_act_and_shows_who_put_it_back(scene: Scene) -> None:
    voted(scene)
    certify(scene)
    decide(scene)
    questions = scene.at("licensing", "secretary").questions
    before = [one["id"] for one in questions.acts(scene.reference)]
    corrected(
        scene, "licensing/licensing officer", "foreign affairs/head", reopening("committee", "A seat was missed.")
    )
    after = [one["id"] for one in questions.acts(scene.reference)]
    assert after[: len(before)] == before
    found = case(scene)
    assert (found["stage"], found["decision"]) == ("committee", None)
    (one,) = found["corrections"]
    assert (one["officer"], one["confirmed"]["officer"]) == ("lic-03", scene.officer("foreign affairs", "head"))
    assert found["decisions"][0]["undone"]


def test_each_of_two_merged_cases_shows_the_other(scene: Scene, tmp_path: Path) -> None:
    first = scene.reference
    scene.clock.days(1)
    take_in_again(scene, tmp_path)
    corrected(scene, "licensing/clerk", "foreign affairs/head", merger(first, "Sent twice."))
    gone = case(scene)
    assert (gone["stage"], gone["merged"]["reference"], gone["holders"]) == ("merged", first, [])
    scene.reference, later = first, scene.reference
    (link,) = case(scene)["linked"]
    assert (link["reference"], link["state"]) == (later, "merged")
    told = scene.ask("lic-03", "case", "show", later)
    assert f"Goes on in case {first}." in told.text


def take_in_again(scene: Scene, folder: Path) -> None:
    """The same goods in another application: the program itself finds what is the very same."""
    take_in(scene, "9-amended", folder)
