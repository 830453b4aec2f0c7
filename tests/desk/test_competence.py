"""Mixed applications at the real store, in the split procedures: who decides what, and who settles a dispute."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.assemble import Desk
from app.errors import Refused
from app.intake.reading import read
from tests.cli.placet import once, station
from tests.documents.reading import flat, text
from tests.features.realm import Scene, staffed
from tests.features.steps.course import case, propose, sign
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

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def scene(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Scene:
    return Scene(station(once(tmp_path_factory, "staffed", staffed)).copy(tmp_path / "realm"))


def take_in(scene: Scene, name: str, procedure: str) -> str:
    candidates = read([DATA / f"{name}.json"], None).candidates
    (scene.reference,) = scene.at("licensing", "clerk").applications.register(candidates, procedure).references
    return scene.reference


def to_decision(scene: Scene, classes: str) -> None:
    """Every step before the decision, by whoever holds it; nobody objects."""
    complete_intake(scene)
    classify(scene, classes)
    no_prohibition(scene)
    if case(scene)["activity"] == "export":
        no_risk(scene)
    complete_treaty(scene)
    for step in case(scene)["steps"]:
        if (step["kind"], step["state"]) == ("review", "open"):
            opinion(scene, step["agency"].replace("-", " "), "agree", None)
    if any(step["id"] == "defence" and step["state"] == "open" for step in case(scene)["steps"]):
        countersign(scene)
    consolidate(scene, "Nobody objects.")


def head(scene: Scene, agency: str) -> Desk:
    return scene.at(agency, "head")


def deciding(scene: Scene) -> dict[str, list[str]]:
    return {one["authority"]: one["items"] for one in case(scene)["deciders"]}


def outcomes(scene: Scene) -> dict[str, str]:
    return {one["item"]: one["outcome"] for one in case(scene)["outcomes"]}


def papers(scene: Scene, kind: str) -> Any:
    printing = scene.at("licensing", "licensing officer").printing
    return flat(text(getattr(printing, kind)(scene.reference, "en")))


def test_an_authority_that_declines_its_items_leaves_them_to_the_other(scene: Scene) -> None:
    take_in(scene, "mixed-declined", "split-by-category")
    to_decision(scene, "1=ML6.a,2_1,b 2=ML1.a,2_1,h")
    assert deciding(scene) == {"defence": ["1"], "interior": ["2"]}
    head(scene, "interior").course.decline_step(scene.reference, "decision", "Flare pistols are no weapons here.")
    officer = scene.at("licensing", "licensing officer")
    officer.course.reassign_step(scene.reference, "decision", "defence", "It decides on the rest.")
    assert deciding(scene) == {"defence": ["1", "2"]}
    propose(scene, "defence", "1=grant; 2=refuse: diversion")
    sign(scene, "defence")
    assert outcomes(scene) == {"1": "grant", "2": "refuse"}
    officer.decisions.issue(scene.reference)
    paper = papers(scene, "licence")
    assert "Armoured recovery vehicles" in paper
    assert "Flare pistols" not in paper


def test_what_both_authorities_decline_is_ruled_on(scene: Scene) -> None:
    take_in(scene, "mixed-declined", "split-by-category")
    to_decision(scene, "1=ML6.a,2_1,b 2=ML1.a,2_1,h")
    officer = scene.at("licensing", "licensing officer").course
    head(scene, "interior").course.decline_step(scene.reference, "decision", "No weapons.")
    officer.reassign_step(scene.reference, "decision", "economy", "Hobby goods.")
    with pytest.raises(Refused, match=r"competence\.not-disputed"):
        head(scene, "foreign affairs").course.rule_competence(scene.reference, "decision", "interior", "Weapons.")
    head(scene, "economy").course.decline_step(scene.reference, "decision", "Arms are arms.")
    head(scene, "foreign affairs").course.rule_competence(
        scene.reference, "decision", "interior", "They were weapons once.", "economy"
    )
    assert deciding(scene) == {"defence": ["1"], "interior": ["2"]}
    with pytest.raises(Refused, match=r"competence\.ruled"):
        head(scene, "interior").course.decline_step(scene.reference, "decision", "Still no weapons.")


def test_a_disputed_item_waits_and_each_authority_decides_what_the_ruling_left_it(scene: Scene) -> None:
    take_in(scene, "mixed-disputed", "split-by-category")
    to_decision(scene, "1=ML2.a,2_1,c 2=ML1.a,2_1,h")
    assert deciding(scene) == {"defence": ["1"], "interior": ["2"]}
    head(scene, "defence").course.claim_step(scene.reference, "decision", "Rifles of a battalion.", "interior")
    shown = scene.ask("lic-03", "case", "show", scene.reference).text
    assert "defence claims step decision, which interior holds" in shown
    assert "The step waits for the ruling of foreign-affairs." in shown
    with pytest.raises(Refused, match=r"competence\.disputed"):
        propose(scene, "defence", "1=grant")
    head(scene, "foreign affairs").course.rule_competence(
        scene.reference, "decision", "interior", "Small arms stay with the interior.", "interior"
    )
    propose(scene, "defence", "1=grant")
    sign(scene, "defence")
    left = head(scene, "interior").decisions.outcomes(scene.reference, "refuse", ())
    assert [one.item for one in left] == ["2"]
    propose(scene, "interior", "2=refuse: diversion")
    sign(scene, "interior")
    assert outcomes(scene) == {"1": "grant", "2": "refuse"}
    assert case(scene)["stage"] == "issue"


def test_the_two_parts_of_a_transfer_are_decided_apart_and_each_shows_the_other(scene: Scene) -> None:
    export = take_in(scene, "mixed-export", "split-by-activity")
    to_decision(scene, "1=ML1.a,2_1,h")
    brokering = take_in(scene, "mixed-brokering", "split-by-activity")
    to_decision(scene, "1=ML3.a,art3")
    scene.at("licensing", "clerk").course.link(export, brokering, "Rifles and their ammunition.")
    assert list(deciding(scene)) == ["licensing"]
    propose(scene, "licensing", "1=refuse: diversion")
    assert case(scene)["decisions"][0]["beside"][0] | {"case": ""} == {
        "authority": "",
        "case": "",
        "reference": export,
        "state": "open",
    }
    sign(scene, "licensing")
    scene.reference = export
    assert list(deciding(scene)) == ["economy"]
    propose(scene, "economy", "1=grant")
    sign(scene, "economy")
    (decision,) = case(scene)["decisions"]
    assert (decision["beside"][0]["reference"], decision["beside"][0]["state"]) == (brokering, "refused")
    assert outcomes(scene) == {"1": "grant"}
