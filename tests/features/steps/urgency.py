"""Steps of urgent cases: declared, ratified or not; licences suspended, reinstated and revoked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, then, when

import app.assemble
from app.intake.reading import read
from app.models.outcomes import MassCriterion, SuspensionCause
from tests.cli.placet import RESOURCES, Said
from tests.documents.reading import flat, text
from tests.features.realm import Scene
from tests.features.steps.attempts import attempt
from tests.features.steps.committee import certify, convene, decide, issue, meet, put, vote
from tests.features.steps.course import printed
from tests.features.steps.realm import take_in
from tests.features.steps.review import reviewed

EVERYBODY = "foreign affairs, defence, customs and interior"
TWO = "foreign affairs and defence"
GRANT = "1=grant; 2=grant; 3=grant"


def program(scene: Scene, *argv: object, lang: str = "en", officer: str = "lic-03") -> Said:
    """What the program says on the scenario's own day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app.assemble, "present", scene.clock.now)
        return scene.ask(officer, *argv, lang=lang)


@given(parsers.parse('the chair declares the case urgent: "{reason}"'))
@when(parsers.parse('the chair declares the case urgent: "{reason}"'))
def declare(scene: Scene, reason: str) -> None:
    scene.at("licensing", "chair").urgency.declare(scene.reference, reason)


@when("the chair tries to declare the case urgent")
def try_declare(scene: Scene) -> None:
    urgency = scene.at("licensing", "chair").urgency
    attempt(scene, lambda: urgency.declare(scene.reference, "It cannot wait."))


@given("two ministries decided on the vests under the urgent procedure, and the licence is issued")
def urgent_licence(scene: Scene, tmp_path: Path) -> None:
    take_in(scene, "1-grant-with-conditions", tmp_path)
    reviewed(scene)
    declare(scene, "The border posts are under fire.")
    meet(scene, TWO)
    put(scene, "Shall all be authorised at once?", GRANT)
    for agency in TWO.split(" and "):
        vote(scene, agency, "agree", None, None)
    certify(scene)
    decide(scene)
    issue(scene)
    scene.at("licensing", "chair").committee.close(scene.session)


@given(parsers.parse("another licence for the same vests, in the ordinary way"))
@when(parsers.parse("another licence for the same vests is issued in the ordinary way"))
def ordinary_licence(scene: Scene, tmp_path: Path) -> None:
    scene.names["first"] = scene.reference
    again(scene, tmp_path)
    reviewed(scene)
    meet(scene, EVERYBODY)
    put(scene, "Shall all be authorised?", GRANT)
    for agency in ("foreign affairs", "defence", "customs", "interior"):
        vote(scene, agency, "agree", None, None)
    certify(scene)
    decide(scene)
    issue(scene)
    scene.at("licensing", "chair").committee.close(scene.session)


def again(scene: Scene, folder: Path) -> None:
    """The same application, filed once more under another reference of the applicant."""
    script = json.loads((RESOURCES / "demo" / "1-grant-with-conditions.json").read_text("utf-8"))
    reference = f"AGAIN-{len(scene.names)}-{scene.reference}"
    file = folder / f"{reference}.json"
    file.write_text(json.dumps(script["dossier"] | {"applicant_reference": reference}), encoding="utf-8")
    candidates = read([file], None).candidates
    (scene.reference,) = scene.at("licensing", "clerk").applications.register(candidates).references


@when("the full committee meets for the ratification")
@when("the full committee meets again")
def meet_for_ratification(scene: Scene) -> None:
    meet(scene, EVERYBODY)


@when(parsers.parse("the committee is convened on another case"))
def convene_other(scene: Scene, tmp_path: Path) -> None:
    first = scene.reference
    again(scene, tmp_path)
    reviewed(scene)
    scene.names["other"], scene.names["urgent"] = scene.reference, first
    convene(scene, EVERYBODY)
    scene.reference = first


@then("the agenda names the urgent case too")
def agenda_names(scene: Scene) -> None:
    agenda = scene.at("licensing", "secretary").questions.session(scene.session)["agenda"]
    assert [one["reference"] for one in agenda] == [scene.names["other"], scene.reference]
    assert not any(one["information"] for one in agenda)


@when("the secretary tries to leave the urgent case off the agenda")
def try_leave_out(scene: Scene) -> None:
    secretary = scene.at("licensing", "secretary").committee
    attempt(scene, lambda: secretary.change_agenda(scene.session, (scene.names["other"],)))


@when("the question of ratification is put")
def put_ratification(scene: Scene) -> None:
    scene.question, _ = scene.at("licensing", "secretary").urgency.put_ratification(scene.session, scene.reference)


@when("the secretary tries to put the question of ratification")
def try_put_ratification(scene: Scene) -> None:
    urgency = scene.at("licensing", "secretary").urgency
    attempt(scene, lambda: urgency.put_ratification(scene.session, scene.reference))


@when("the question of revocation is put")
def put_revocation(scene: Scene) -> None:
    scene.question, _ = scene.at("licensing", "secretary").urgency.put_revocation(scene.session, scene.reference)


@when("every ministry agrees")
def all_agree(scene: Scene) -> None:
    for agency in ("foreign affairs", "defence", "customs", "interior"):
        vote(scene, agency, "agree", None, None)
    finish(scene)


@when(parsers.parse('every ministry agrees but {agency}, which objects: "{reasons}"'))
def all_but(scene: Scene, agency: str, reasons: str) -> None:
    for one in ("foreign affairs", "defence", "customs", "interior"):
        vote(scene, one, *(("object", None, reasons) if one == agency else ("agree", None, None)))
    finish(scene)


def finish(scene: Scene) -> None:
    certify(scene)
    scene.at("licensing", "chair").committee.close(scene.session)


@when("the secretary records that nobody ratified in time")
def lapse(scene: Scene) -> None:
    scene.at("licensing", "secretary").urgency.lapse(scene.reference)


@when("the secretary tries to record that nobody ratified in time")
def try_lapse(scene: Scene) -> None:
    urgency = scene.at("licensing", "secretary").urgency
    attempt(scene, lambda: urgency.lapse(scene.reference))


@when(parsers.parse('the licensing officer suspends the licence over new evidence: "{reason}"'))
def suspend(scene: Scene, reason: str) -> None:
    licences = scene.at("licensing", "licensing officer").licences
    licences.suspend(scene.reference, SuspensionCause.ADVERSE_EVIDENCE, reason, f"« {reason} »")


@when(parsers.parse('{agency}\'s head reinstates the licence: "{reason}"'))
def reinstate(scene: Scene, agency: str, reason: str) -> None:
    scene.at(agency, "head").licences.reinstate(scene.reference, reason)


@when(parsers.parse("{agency}'s head tries to reinstate the licence"))
def try_reinstate(scene: Scene, agency: str) -> None:
    licences = scene.at(agency, "head").licences
    attempt(scene, lambda: licences.reinstate(scene.reference, "It is needed."))


@when("the licensing officer revokes the licence as the committee agreed")
def revoke(scene: Scene) -> None:
    licences = scene.at("licensing", "licensing officer").licences
    licences.revoke(scene.reference, "The urgency was not borne out.", "L’urgence n’est pas avérée.")


@when(parsers.parse('the chair suspends all live licences to "{destination}" in one act: "{reason}"'))
def suspend_all(scene: Scene, destination: str, reason: str) -> None:
    chair = scene.at("licensing", "chair").licences
    found = chair.to_suspend(MassCriterion.DESTINATION, destination)
    chair = scene.at("licensing", "chair").licences
    _, change = chair.suspend_all(MassCriterion.DESTINATION, destination, reason, f"« {reason} »", found.digest)
    scene.names["list"] = change.acts[0]


@when(parsers.parse('the chair tries to suspend all live licences to "{destination}" in one act'))
def try_suspend_all(scene: Scene, destination: str) -> None:
    chair = scene.at("licensing", "chair").licences
    attempt(scene, lambda: chair.to_suspend(MassCriterion.DESTINATION, destination))


@when(parsers.parse('{agency}\'s head reinstates the licences of that act: "{reason}"'))
def reinstate_all(scene: Scene, agency: str, reason: str) -> None:
    scene.at(agency, "head").licences.reinstate_all(scene.names["list"], reason)


@when("the chair tries to reinstate the licences of that act")
def try_reinstate_all(scene: Scene) -> None:
    licences = scene.at("licensing", "chair").licences
    attempt(scene, lambda: licences.reinstate_all(scene.names["list"], "Enough."))


def states(scene: Scene) -> dict[str, str]:
    listed = scene.at("licensing", "licensing officer").licences.listed()["licences"]
    return {one["reference"]: one["state"] for one in listed}


@then(parsers.parse("the licence is {state}"))
def licence_is(scene: Scene, state: str) -> None:
    assert states(scene)[scene.reference] == state.replace(" ", "-")


@then(parsers.parse("every licence is {state}"))
def every_licence_is(scene: Scene, state: str) -> None:
    assert set(states(scene).values()) == {state}


@then(parsers.parse('the licences, shown in {language}, say "{words}"'))
def licences_say(scene: Scene, language: str, words: str) -> None:
    said = program(scene, "licence", "list", lang=language)
    assert said.code == 0
    assert words in said.text, said.text


@then(parsers.parse('the urgent case, shown in {language}, says "{words}"'))
def urgent_case_says(scene: Scene, language: str, words: str) -> None:
    said = program(scene, "case", "show", scene.reference, lang=language)
    assert said.code == 0
    assert words in said.text, said.text


@then(parsers.parse('the printed {paper} in {language} says "{words}"'))
def urgent_paper_says(scene: Scene, paper: str, language: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / f"{paper}-{language}.pdf"
    kinds: dict[str, tuple[Any, ...]] = {
        "notice of suspension": ("licence", "print", scene.reference, "--paper", "suspension"),
        "notice of revocation": ("licence", "print", scene.reference, "--paper", "revocation"),
        "list": ("licence", "print", scene.names.get("list", "")[:12], "--paper", "list"),
        "agenda": ("session", "agenda", scene.session[:12]),
    }
    if paper in kinds:
        said = program(scene, *kinds[paper], "--pdf", file, "--paper-lang", language, lang=language)
        assert said.code == 0, said
        assert words in flat(text(file.read_bytes())), flat(text(file.read_bytes()))
        return
    assert words in printed(scene, paper, language, tmp_path)


__all__ = [name for name in dir() if not name.startswith("_") or name.startswith("__pytest_bdd")]
