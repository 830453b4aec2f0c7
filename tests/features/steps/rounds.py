"""Steps of silence and written procedures, and of who sees whose position."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_bdd import given, parsers, then, when

import app.assemble
from app.cli.forms import item_outcome, risk_finding
from app.models.outcomes import Method, Position
from tests.features.realm import Scene
from tests.features.steps.attempts import attempt
from tests.features.steps.review import CONSEQUENCES, consolidate, countersign, opinion

DAYS = 30
"""Days for which the rounds of the scenarios run."""


@given("foreign affairs finds only small risks under Article 7")
def small_risks(scene: Scene) -> None:
    findings = tuple(risk_finding(f"{question}=low/low: examined") for question in CONSEQUENCES)
    desk = scene.at("foreign affairs", "reviewer")
    said = {"mitigation": "", "overriding": False, "reasons": "nothing grave"}
    desk.reviews.assess(scene.reference, "treaty", findings, **said)


@given("every agency agreed and licensing consolidated")
def agreed_by_all(scene: Scene) -> None:
    for agency in ("foreign affairs", "defence", "customs", "interior"):
        opinion(scene, agency, "agree", "nothing against it")
    countersign(scene)
    consolidate(scene, "All agree.")


def moment(scene: Scene, days: int = DAYS) -> str:
    """The exact moment so many days from now, as a question names it."""
    return (scene.clock.now() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def put_at_distance(scene: Scene, method: Method, text: str, outcomes: str, days: int = DAYS) -> None:
    named = tuple(item_outcome(one) for one in outcomes.split("; "))
    session = scene.session if method is Method.SILENCE else ""
    chair = scene.at("licensing", "chair").committee
    said = {"method": method, "expires": moment(scene, days)}
    scene.question, _ = chair.put_question(session, scene.reference, text, f"« {text} »", named, **said)


@given(parsers.parse('the chair proposes silence on "{text}": {outcomes}'))
@when(parsers.parse('the chair proposes silence on "{text}": {outcomes}'))
def propose_silence(scene: Scene, text: str, outcomes: str) -> None:
    put_at_distance(scene, Method.SILENCE, text, outcomes)


@when(parsers.parse('the chair tries to propose silence on "{text}": {outcomes}'))
def try_silence(scene: Scene, text: str, outcomes: str) -> None:
    attempt(scene, lambda: put_at_distance(scene, Method.SILENCE, text, outcomes))


@given(parsers.parse('the chair puts in writing "{text}": {outcomes}'))
@when(parsers.parse('the chair puts in writing "{text}": {outcomes}'))
def put_in_writing(scene: Scene, text: str, outcomes: str) -> None:
    put_at_distance(scene, Method.WRITTEN, text, outcomes)


@when(parsers.parse('the chair tries to put in writing for {days:d} days "{text}": {outcomes}'))
def try_writing(scene: Scene, days: int, text: str, outcomes: str) -> None:
    attempt(scene, lambda: put_at_distance(scene, Method.WRITTEN, text, outcomes, days))


@given(parsers.parse("{agencies} accept the silence and receipt its deadline"))
@when(parsers.parse("{agencies} accept the silence and receipt its deadline"))
def accept(scene: Scene, agencies: str) -> None:
    for agency in agencies.replace(" and ", ", ").split(", "):
        scene.at(agency, "member").distance.answer_silence(scene.reference, accepts=True)
        scene.at(agency, "member").distance.receipt(scene.reference)


@when(parsers.parse("{agency} refuses the silence"))
def refuse(scene: Scene, agency: str) -> None:
    scene.at(agency, "member").distance.answer_silence(scene.reference, accepts=False)


@when(parsers.parse("{agency} receipts the deadline"))
def receipt(scene: Scene, agency: str) -> None:
    scene.at(agency, "member").distance.receipt(scene.reference)


@when("the time to speak runs out")
def run_out(scene: Scene) -> None:
    scene.clock.days(DAYS)


@when(parsers.parse('{agency} proposes the amendment "{text}", in French "{text_fr}"'))
def propose_amendment(scene: Scene, agency: str, text: str, text_fr: str) -> None:
    said = {"amendment": text, "amendment_fr": text_fr}
    scene.at(agency, "member").committee.cast_vote(scene.reference, scene.question, Position.AGREE, **said)


@then(parsers.parse('the case, shown to {agency} in {language}, says "{words}"'))
def member_reads(scene: Scene, agency: str, language: str, words: str) -> None:
    said = shown_to(scene, agency, language)
    assert words in said, said


@then(parsers.parse('the case, shown to {agency}, does not say "{words}"'))
def member_does_not_read(scene: Scene, agency: str, words: str) -> None:
    said = shown_to(scene, agency, "en")
    assert words not in said, said


def shown_to(scene: Scene, agency: str, language: str) -> str:
    """What the agency's member reads now, by the scenario's clock: a round at a distance runs until its moment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app.assemble, "present", scene.clock.now)
        said = scene.ask(scene.officer(agency, "member"), "case", "show", scene.reference, lang=language)
    assert said.code == 0
    return said.text


@when("a further session is convened")
def further_session(scene: Scene) -> None:
    secretary, day = scene.at("licensing", "secretary").committee, scene.clock.now().date().isoformat()
    scene.session, _ = secretary.convene("Another session", day, "", (), "standing-committee")


@then(parsers.parse('the session, shown in {language}, says "{words}"'))
def session_says(scene: Scene, language: str, words: str) -> None:
    said = scene.ask("lic-04", "session", "show", scene.session[:8], lang=language)
    assert said.code == 0
    assert words in said.text, said.text


__all__ = [name for name in dir() if not name.startswith("_") or name.startswith("__pytest_bdd")]
