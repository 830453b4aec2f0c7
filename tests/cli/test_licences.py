"""What the program says of urgent cases and of licences that are held: exit codes, JSON, both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.placet import once, station
from tests.features.realm import Scene, staffed
from tests.features.steps import urgency as steps


@pytest.fixture
def scene(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Scene:
    """An urgent licence in force, to be ratified."""
    scene = Scene(station(once(tmp_path_factory, "staffed", staffed)).copy(tmp_path / "realm"))
    steps.urgent_licence(scene, tmp_path)
    return scene


def token(scene: Scene) -> str:
    said = steps.program(scene, "--json", "licence", "show", scene.reference)
    return str(said.json["token"])


def test_a_licence_shows_its_state_and_the_clause_of_ratification(scene: Scene) -> None:
    found = steps.program(scene, "--json", "licence", "show", scene.reference).json
    assert found["now"]["state"] == "valid"
    assert "subject to ratification" in found["urgent"]
    assert found["urgent"] in steps.program(scene, "licence", "show", scene.reference).text.replace("\n", " ")


def test_a_token_is_checked_against_the_store_of_who_asks(scene: Scene) -> None:
    shown = token(scene)
    valid = steps.program(scene, "--json", "licence", "verify", shown)
    assert (valid.code, valid.json["now"]["state"]) == (0, "valid")
    steps.suspend(scene, "A convoy was seen.")
    held = steps.program(scene, "--json", "licence", "verify", shown)
    assert (held.code, held.json["error"], held.json["now"]["state"]) == (3, "token.not-in-force", "suspended")
    for language, words in (("en", "A convoy was seen."), ("fr", "« A convoy was seen. »")):
        said = steps.program(scene, "licence", "verify", shown, lang=language)
        assert said.code == 3
        assert words in said.text


def test_a_token_without_a_store_says_what_nobody_knows(scene: Scene, tmp_path: Path) -> None:
    from tests.cli.placet import placet

    keys = tmp_path / "keys.txt"
    identity = scene.at("licensing", "licensing officer").office.store.identity
    keys.write_text(identity.verifier.vkey + "\n", encoding="utf-8")
    said = placet("licence", "verify", token(scene), "--keys", keys)
    assert said.code == 0
    assert "not known" in said.text


@pytest.mark.parametrize("words", [(), ("--goods", "ML1", "--destination", "XB")])
def test_a_list_has_exactly_one_criterion(scene: Scene, words: tuple[str, ...]) -> None:
    said = steps.program(scene, "--json", "licence", "suspend-all", *words, "--reason", "x", officer="lic-05")
    assert (said.code, said.json["error"]) == (2, "suspension.one-criterion")


def test_a_list_is_only_shown_until_somebody_signs_it(scene: Scene) -> None:
    words = ("licence", "suspend-all", "--destination", "XB", "--reason", "an embargo")
    shown = steps.program(scene, "--json", *words, officer="lic-05").json
    assert shown["acts"] == []
    assert [one["number"] for one in shown["licences"]] == [f"{scene.reference}/L1"]
    other = steps.program(scene, "--json", *words, "--seen", "0" * 12, officer="lic-05")
    assert (other.code, other.json["error"]) == (3, "suspension.changed")
    signed = steps.program(scene, "--json", *words, "--seen", shown["seen"], officer="lic-05").json
    assert len(signed["acts"]) == 1
    listed = steps.program(scene, "--json", "licence", "list", "--state", "suspended").json
    assert [one["number"] for one in listed["licences"]] == [f"{scene.reference}/L1"]
    assert listed["lists"][0]["held"] == [f"{scene.reference}/L1"]


def test_an_unknown_state_and_cause_are_usage(scene: Scene) -> None:
    state = steps.program(scene, "--json", "licence", "list", "--state", "lost")
    cause = steps.program(scene, "--json", "licence", "suspend", scene.reference, "--cause", "x", "--reason", "y")
    assert [(one.code, one.json["error"]) for one in (state, cause)] == [(2, "form.choice")] * 2


def test_who_convenes_is_told_what_comes_onto_the_agenda_by_itself(scene: Scene, tmp_path: Path) -> None:
    first = scene.reference
    steps.again(scene, tmp_path)
    steps.reviewed(scene)
    words = ("session", "convene", scene.reference, "--title", "A session", "--on", "2026-11-25")
    said = steps.program(scene, "--json", *words, officer="lic-04").json
    assert said["added"] == [first]
    agenda = steps.program(scene, "--json", "session", "agenda", said["session"][:12], officer="lic-04").json
    assert [one["reference"] for one in agenda["agenda"]] == [scene.reference, first]
    left = ("session", "agenda", said["session"][:12], "--case", scene.reference)
    refused = steps.program(scene, "--json", *left, officer="lic-04")
    assert (refused.code, refused.json["error"]) == (3, "session.left-out")


def test_who_signs_a_ratification_reads_what_it_means(scene: Scene) -> None:
    steps.meet_for_ratification(scene)
    steps.put_ratification(scene)
    steps.vote(scene, "customs", "agree", None, None)
    with scene.at("customs", "member").office.store.reading() as tx:
        (case,) = [tx.case(name) for name in [tx.case_id(scene.reference)] if name]
    shown = [vote.body.shown for one in case.rounds.values() for vote in one.votes.values()]
    assert any("RATIFICATION of a decision taken under the urgent procedure" in text for text in shown)
    assert any("URGENT PROCEDURE: the reduced quorum may decide" in text for text in shown)
