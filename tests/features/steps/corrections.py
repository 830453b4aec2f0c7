"""Steps of corrective acts, of disputed competence, and of a case that goes up on paper and comes back."""

from __future__ import annotations

from pathlib import Path

from pytest_bdd import given, parsers, then, when

from app.assemble import Desk
from app.cli.corrected_lines import consequence_lines
from app.cli.forms import item_outcome
from app.desk.corrections import Build, clerical, merger, voiding
from app.errors import Refused
from app.models.outcomes import Position
from app.words import Words
from tests.documents.reading import flat, text
from tests.features.realm import Scene
from tests.features.steps.attempts import attempt
from tests.features.steps.committee import convene, defer, put, vote
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
    reviewed,
)

SCAN = b"%PDF-1.7 the Minister's signature"
BUILDS: dict[int, tuple[Build, str]] = {}
"""What is looked at in each scene, and by whom."""


# --- before the committee ------------------------------------------------------------------------------------------


@given("the protective vests are before the committee, and the question is put")
def before_committee(scene: Scene, tmp_path: Path) -> None:
    take_in(scene, "1-grant-with-conditions", tmp_path)
    reviewed(scene)
    convene(scene, "foreign affairs, defence, customs and interior")
    scene.at("licensing", "chair").committee.open(scene.session)
    put(scene, "Shall it be authorised?", "1=grant; 2=grant; 3=grant")


@given("every seat votes to agree")
def all_agree(scene: Scene) -> None:
    for agency in ("foreign affairs", "defence", "customs", "interior"):
        vote(scene, agency, "agree", None, None)


@given("interior has objected to the laying computers three times")
def objected(scene: Scene, tmp_path: Path) -> None:
    take_in(scene, "7-escalated", tmp_path)
    complete_intake(scene)
    classify(scene, "1=ML5.a,art4")
    no_prohibition(scene)
    no_risk(scene)
    complete_treaty(scene)
    for agency in ("foreign affairs", "defence", "customs"):
        opinion(scene, agency, "agree", None)
    countersign(scene)
    consolidate(scene, "Interior will object.")
    convene(scene, "foreign affairs, defence, customs and interior")
    scene.at("licensing", "chair").committee.open(scene.session)
    object_thrice(scene)


@when("interior objects three times more")
def object_thrice(scene: Scene) -> None:
    for number in range(3):
        put(scene, f"Shall it be authorised, at the {number + 1}. attempt?", "1=grant")
        interior = scene.at("interior", "member").committee
        interior.cast_vote(
            scene.reference,
            scene.question,
            Position.OBJECT,
            "A border conflict may break out.",
            criteria=("7.1 (a)",),
            would_lift="A guarantee of the neighbouring State.",
        )
        defer(scene, "Interior will report.")


# --- looked at, proposed, confirmed --------------------------------------------------------------------------------


def _look(scene: Scene, role: str, build: Build) -> None:
    BUILDS[id(scene)] = build, role
    shown = scene.at("licensing", role).corrections.preview(scene.reference, build)
    scene.names["seen"] = shown["seen"]
    for language in ("en", "fr"):
        scene.names[language] = "\n".join(consequence_lines(Words(language), shown))
    scene.names["acts"] = str(len(scene.at("licensing", role).questions.acts(scene.reference)))


@when(parsers.parse('the secretary looks at voiding the vote of {seat}: "{reason}"'))
def look_voiding(scene: Scene, seat: str, reason: str) -> None:
    _look(scene, "secretary", voiding(seat, reason))


@when(parsers.parse('the secretary looks at correcting "{before}" to "{after}" in the decision: "{reason}"'))
def look_clerical(scene: Scene, before: str, after: str, reason: str) -> None:
    _look(scene, "secretary", clerical("en", before, after, reason))


@when(parsers.parse('the clerk looks at merging the two: "{reason}"'))
def look_merging(scene: Scene, reason: str) -> None:
    _look(scene, "clerk", merger(scene.names["earlier"], reason))


@then(parsers.parse('what would change, told in {language}, says "{words}"'))
def would_change(scene: Scene, language: str, words: str) -> None:
    assert words in scene.names[language], scene.names[language]


@then("nothing has been signed")
def nothing_signed(scene: Scene) -> None:
    assert str(len(scene.at("licensing", "secretary").questions.acts(scene.reference))) == scene.names["acts"]


@when(parsers.parse("the {role} proposes it"))
def propose_it(scene: Scene, role: str) -> None:
    build, _ = BUILDS[id(scene)]
    change = scene.at("licensing", role).corrections.propose(scene.reference, build, scene.names["seen"])
    scene.names["proposal"] = change.acts[0]


def _confirm(scene: Scene, desk: Desk) -> None:
    shown = desk.corrections.preview_confirmation(scene.reference, scene.names["proposal"])
    desk.corrections.confirm(scene.reference, scene.names["proposal"], shown["seen"])


@when(parsers.parse("{agency}'s {role} confirms it"))
def confirm_it(scene: Scene, agency: str, role: str) -> None:
    _confirm(scene, scene.at(agency, role))


@when(parsers.parse("{agency}'s {role} tries to confirm it"))
def try_confirm(scene: Scene, agency: str, role: str) -> None:
    desk = scene.at(agency, role)
    attempt(scene, lambda: _confirm(scene, desk))


@when("the secretary tries to confirm it")
def try_confirm_himself(scene: Scene) -> None:
    desk = scene.at("licensing", "secretary")
    attempt(scene, lambda: _confirm(scene, desk))


@given(parsers.parse('the clerk takes the application "{name}" in, as a duplicate'))
def take_in_twice(scene: Scene, name: str, tmp_path: Path) -> None:
    scene.names["earlier"] = scene.reference
    take_in(scene, name, tmp_path)


@then(parsers.parse('the earlier case, shown in {language}, says "{words}"'))
def earlier_says(scene: Scene, language: str, words: str) -> None:
    said = scene.ask("lic-03", "case", "show", scene.names["earlier"], lang=language)
    assert words in said.text, said.text


@then(parsers.parse('the decisions, shown in {language}, say "{words}"'))
def decisions_say(scene: Scene, language: str, words: str) -> None:
    said = scene.ask("lic-03", "decision", "show", scene.reference, lang=language)
    assert words in said.text, said.text


@then(parsers.parse('the corrigendum in {language} says "{words}"'))
def corrigendum_says(scene: Scene, language: str, words: str) -> None:
    found = flat(text(scene.at("licensing", "secretary").printing.corrigendum(scene.reference, language)))
    assert words in found, found


# --- competence ----------------------------------------------------------------------------------------------------


@when(parsers.parse('{agency}\'s head claims the {step}: "{reasons}"'))
def claim(scene: Scene, agency: str, step: str, reasons: str) -> None:
    scene.at(agency, "head").course.claim_step(scene.reference, step, reasons)


@when(parsers.parse('the licensing officer tries to classify the goods as "{classes}"'))
def try_classify(scene: Scene, classes: str) -> None:
    attempt(scene, lambda: classify(scene, classes))


@when(parsers.parse('{agency}\'s head rules that the {step} is for {competent}: "{reasons}"'))
def rule(scene: Scene, agency: str, step: str, competent: str, reasons: str) -> None:
    scene.at(agency, "head").course.rule_competence(scene.reference, step, competent, reasons)


@when(parsers.parse("{agency}'s head tries to rule that the {step} is for {competent}"))
def try_rule(scene: Scene, agency: str, step: str, competent: str) -> None:
    course = scene.at(agency, "head").course
    attempt(scene, lambda: course.rule_competence(scene.reference, step, competent, "It is so."))


# --- up, and back --------------------------------------------------------------------------------------------------


@then(parsers.parse('the dossier for the higher authority in {language} says "{words}"'))
def dossier_says(scene: Scene, language: str, words: str) -> None:
    found = flat(text(scene.at("licensing", "secretary").printing.escalation(scene.reference, language)))
    assert words in found, found


@when(parsers.parse('{agency}\'s head gives the case back: "{words}", in French "{french}"'))
def give_back(scene: Scene, agency: str, words: str, french: str) -> None:
    scene.at(agency, "head").course.give_back(scene.reference, words, french)


@when(parsers.parse("the secretary records the paper on which the Minister decided: {outcomes}"))
def record_paper(scene: Scene, outcomes: str) -> None:
    scene.at("licensing", "secretary").paper_decisions.record(
        scene.reference,
        SCAN,
        authority="foreign-affairs",
        signatory="The Minister",
        dated=scene.clock.now().date().isoformat(),
        text="As the Minister decides.",
        text_fr="Selon la décision du ministre.",
        outcomes=tuple(item_outcome(one) for one in outcomes.split("; ")),
    )


@when("licensing's chair signs the decision")
def chair_signs(scene: Scene) -> None:
    scene.at("licensing", "chair").decisions.sign_decision(scene.reference)


@then("the scan of the paper is recognised, and no other file")
def scan_recognised(scene: Scene) -> None:
    desk = scene.at("licensing", "licensing officer").paper_decisions
    assert desk.check_scan(scene.reference, SCAN, "minister.pdf")["signatory"] == "The Minister"
    attempt(scene, lambda: desk.check_scan(scene.reference, SCAN[:-1], "minister.pdf"))
    assert isinstance(scene.refusal, Refused)
    assert scene.refusal.code == "scan.differs"


__all__ = [name for name in dir() if not name.startswith("_") or name.startswith("__pytest_bdd")]
