"""Steps of review: classification, treaty questions, opinions, conditions, consolidation."""

from __future__ import annotations

import json
from dataclasses import replace

from pytest_bdd import given, parsers, then, when

from app.cli.forms import gate_answer, line_class, risk_finding
from app.intake.dossier import read_dossier
from app.models.outcomes import ItemPosition, Position
from tests.cli.placet import RESOURCES
from tests.features.realm import Scene
from tests.features.steps.attempts import attempt

QUESTIONS = ("6.1", "6.2", "6.3")
CONSEQUENCES = ("7.1.a", "7.1.b.i", "7.1.b.ii", "7.1.b.iii", "7.1.b.iv", "7.4")


@given("the clerk completes the intake")
@when("the clerk completes the intake")
def complete_intake(scene: Scene) -> None:
    scene.at("licensing", "clerk").reviews.complete_step(scene.reference, "intake")


@given(parsers.parse('the licensing officer classifies the goods as "{classes}"'))
@when(parsers.parse('the licensing officer classifies the goods as "{classes}"'))
def classify(scene: Scene, classes: str) -> None:
    officer = scene.at("licensing", "licensing officer")
    officer.reviews.classify(scene.reference, "", tuple(line_class(one) for one in classes.split()))
    officer.reviews.complete_step(scene.reference, "")


@given("foreign affairs finds no prohibition under Article 6")
@when("foreign affairs finds no prohibition under Article 6")
def no_prohibition(scene: Scene) -> None:
    desk = scene.at("foreign affairs", "reviewer")
    desk.reviews.answer_gate(scene.reference, "treaty", tuple(gate_answer(f"{q}=no: examined") for q in QUESTIONS))


@given("foreign affairs finds no overriding risk under Article 7")
def no_risk(scene: Scene) -> None:
    findings = tuple(risk_finding(f"{question}=low/high: examined") for question in CONSEQUENCES)
    desk = scene.at("foreign affairs", "reviewer")
    said = {"mitigation": "delivery verification", "overriding": False, "reasons": "the safeguards suffice"}
    desk.reviews.assess(scene.reference, "treaty", findings, **said)


@given("foreign affairs completes the treaty questions")
@when("foreign affairs completes the treaty questions")
def complete_treaty(scene: Scene) -> None:
    scene.at("foreign affairs", "reviewer").reviews.complete_step(scene.reference, "treaty")


@given(parsers.parse('foreign affairs answers yes to Article {question}: "{evidence}"'))
@when(parsers.parse('foreign affairs answers yes to Article {question}: "{evidence}"'))
def prohibition(scene: Scene, question: str, evidence: str) -> None:
    answers = [f"{one}=yes: {evidence}" if one == question else f"{one}=no: examined" for one in QUESTIONS]
    desk = scene.at("foreign affairs", "reviewer")
    desk.reviews.answer_gate(scene.reference, "treaty", tuple(map(gate_answer, answers)))


@when(parsers.parse('{agency} confirms the prohibition: "{evidence}"'))
def confirm_prohibition(scene: Scene, agency: str, evidence: str) -> None:
    scene.at(agency, "reviewer").reviews.review_gate(scene.reference, confirmed=True, evidence=evidence)


@given(parsers.parse('{agency} asks for the condition "{text}", in French "{text_fr}"'))
@when(parsers.parse('{agency} asks for the condition "{text}", in French "{text_fr}"'))
def ask_condition(scene: Scene, agency: str, text: str, text_fr: str) -> None:
    scene.at(agency, "reviewer").reviews.propose_condition(scene.reference, text, text_fr)


@when(parsers.parse('{agency} drops condition {number:d}: "{reason}"'))
def drop_condition(scene: Scene, agency: str, number: int, reason: str) -> None:
    role = "licensing officer" if agency == "licensing" else "reviewer"
    scene.at(agency, role).reviews.change_condition(scene.reference, number, dropped=True, reason=reason)


@when(parsers.parse("{agency} tries to release the change of condition {number:d}"))
def try_release(scene: Scene, agency: str, number: int) -> None:
    desk = scene.at(agency, "reviewer")
    attempt(scene, lambda: desk.reviews.release_condition(scene.reference, number))


@when(parsers.parse("{agency} releases the change of condition {number:d}"))
def release(scene: Scene, agency: str, number: int) -> None:
    scene.at(agency, "reviewer").reviews.release_condition(scene.reference, number)


@then(parsers.parse("condition {number:d} still stands"))
def stands(scene: Scene, number: int) -> None:
    assert not _condition(scene, number)["dropped"]


@then(parsers.parse("condition {number:d} is dropped"))
def dropped(scene: Scene, number: int) -> None:
    assert _condition(scene, number)["dropped"]


def _condition(scene: Scene, number: int) -> dict[str, object]:
    found = scene.at("licensing", "licensing officer").questions.case(scene.reference)
    return next(one for one in found["conditions"] if one["number"] == number)


OPINION = r"the opinion of (?P<agency>[a-z ]+) is to (?P<position>[a-z0-9 ]+?)(: \"(?P<reasons>[^\"]*)\")?"


@given(parsers.re(OPINION))
@when(parsers.re(OPINION))
def opinion(scene: Scene, agency: str, position: str, reasons: str | None) -> None:
    item = position.partition(" but to object to item ")
    taken = Position(item[0].replace(" ", "-"))
    single = (ItemPosition(item=item[2], position=Position.OBJECT),) if item[2] else ()
    criteria = ("7 – diversion",) if single or taken is Position.OBJECT else ()
    desk = scene.at(agency, "reviewer")
    desk.reviews.give_opinion(
        scene.reference, agency.replace(" ", "-"), taken, reasons or "", items=single, criteria=criteria
    )


@given(parsers.parse("a second person of defence countersigns"))
@when(parsers.parse("a second person of defence countersigns"))
def countersign(scene: Scene) -> None:
    scene.at("defence", "head").reviews.countersign(scene.reference)


@given(parsers.parse('the licensing officer consolidates: "{note}"'))
@when(parsers.parse('the licensing officer consolidates: "{note}"'))
def consolidate(scene: Scene, note: str) -> None:
    scene.at("licensing", "licensing officer").reviews.complete_step(scene.reference, "consolidation", note)


@when(parsers.parse('the applicant\'s end use is corrected to "{end_use}"'))
def amend(scene: Scene, end_use: str) -> None:
    script = json.loads((RESOURCES / "demo" / "1-grant-with-conditions.json").read_text("utf-8"))
    application = read_dossier(script["dossier"], "dossier").application
    assert application is not None
    changed = replace(application, end_use=end_use)
    scene.at("licensing", "clerk").applications.amend(scene.reference, changed, "the applicant wrote again")


@given("every agency agreed on the protective vests")
def reviewed(scene: Scene) -> None:
    complete_intake(scene)
    classify(scene, "1=ML13.d,none 2=ML13.c,none 3=ML5.b,art4")
    no_prohibition(scene)
    no_risk(scene)
    complete_treaty(scene)
    for agency in ("foreign affairs", "defence", "customs", "intelligence"):
        opinion(scene, agency, "agree", "nothing against it")
    countersign(scene)
    consolidate(scene, "All agree.")


@then(parsers.parse("the opinion of {agency} counts"))
def counts(scene: Scene, agency: str) -> None:
    assert [one["counts"] for one in _opinions(scene, agency)][-1]


@then(parsers.parse("the opinion of {agency} does not count any more"))
def counts_no_more(scene: Scene, agency: str) -> None:
    assert not any(one["counts"] for one in _opinions(scene, agency))


def _opinions(scene: Scene, agency: str) -> list[dict[str, object]]:
    found = scene.at("licensing", "licensing officer").questions.case(scene.reference)
    return [one for one in found["opinions"] if one["agency"] == agency.replace(" ", "-")]


__all__ = [name for name in dir() if not name.startswith("_") or name.startswith("__pytest_bdd")]
