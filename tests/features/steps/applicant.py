"""Steps towards the applicant: notices, service, reconsideration, denial records, the statutory effect."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pytest_bdd import given, parsers, then, when

from app.assemble import Desk
from app.cli.demo_notice import printed, tell
from app.cli.forms import gate_answer, line_class
from app.models.charter import Role
from app.models.outcomes import PaperKind, Position, ReviewCause, ServiceMeans
from tests.documents.reading import flat, text
from tests.features.realm import Scene
from tests.features.steps.attempts import attempt
from tests.features.steps.committee import certify, close, meet, put, vote

SEATS = ("foreign affairs", "defence", "customs", "interior")
PRESENT = "foreign affairs, defence, customs and interior"
CLEAR = tuple(gate_answer(f"{question}=no: examined") for question in ("6.1", "6.2", "6.3"))


def officer(scene: Scene) -> Desk:
    """The desk of the licensing officer."""
    return scene.at("licensing", "licensing officer")


def case(scene: Scene) -> dict[str, Any]:
    """Everything on the case."""
    return officer(scene).questions.case(scene.reference)


def today(scene: Scene) -> str:
    return scene.clock.now().date().isoformat()


def notify_step(scene: Scene) -> str:
    """The open step of notification, or nothing."""
    steps = (one for one in case(scene)["steps"] if one["kind"] == "notify" and one["state"] == "open")
    return next((str(one["id"]) for one in steps), "")


@given("the applicant is told")
@when("the applicant is told")
def applicant_is_told(scene: Scene) -> None:
    tell(lambda: officer(scene), scene.reference, {}, today(scene))
    step = notify_step(scene)
    if step:
        officer(scene).reviews.complete_step(scene.reference, step)


# --- the road to a refusal ------------------------------------------------------------------------------------------


@given(
    parsers.parse('the binoculars are refused by the committee, with "{opinion}" in an opinion and "{said}" in a vote')
)
def refused(scene: Scene, opinion: str, said: str) -> None:
    scene.at("licensing", "clerk").reviews.complete_step(scene.reference, "intake")
    reviews = officer(scene).reviews
    reviews.classify(scene.reference, "classification", (line_class("1=ML15.d,none"),))
    reviews.complete_step(scene.reference, "classification")
    foreign = scene.at("foreign affairs", "reviewer").reviews
    foreign.answer_gate(scene.reference, "treaty", CLEAR)
    foreign.complete_step(scene.reference, "treaty")
    for step in [one for one in case(scene)["steps"] if one["state"] == "open"]:
        against = {"criteria": ("7",)}
        reviewer = scene.at(step["agency"].replace("-", " "), "reviewer").reviews
        reviewer.give_opinion(scene.reference, step["id"], Position.OBJECT, opinion, **against)
    scene.at("defence", "head").reviews.countersign(scene.reference)
    officer(scene).reviews.complete_step(scene.reference, "consolidation", f"All object: {opinion}.")
    meet(scene, PRESENT)
    put(scene, "Shall the export be refused?", f"1=refuse: {opinion}")
    for seat in SEATS:
        vote(scene, seat, "agree", None, said)
    certify(scene)
    close(scene)
    sign(scene, "foreign affairs")


def sign(scene: Scene, *seats: str) -> None:
    """The decision proposed by the secretary, signed by members of these seats and, at first, by the chair."""
    secretary = scene.at("licensing", "secretary").decisions
    secretary.propose(scene.reference, "As the committee agreed.", "Comme la commission en est convenue.")
    for seat in seats:
        scene.at(seat, "member").decisions.sign_decision(scene.reference)
    scene.at("licensing", "chair").decisions.sign_decision(scene.reference)


# --- notices and service --------------------------------------------------------------------------------------------


@when("the licensing officer tries to complete the notification")
def try_notify(scene: Scene) -> None:
    step, desk = notify_step(scene), officer(scene)
    attempt(scene, lambda: desk.reviews.complete_step(scene.reference, step))


@when("the licensing officer completes the notification")
def notify(scene: Scene) -> None:
    officer(scene).reviews.complete_step(scene.reference, notify_step(scene))


@when(parsers.parse('the licensing officer writes the notice: "{english}" / "{french}"'))
def write_notice(scene: Scene, english: str, french: str) -> None:
    officer(scene).applicant.write_notice(scene.reference, (english, french))


@when("the refusal notice is served by registered post")
def serve_refusal(scene: Scene) -> None:
    desk = officer(scene)
    data = printed(desk, scene.reference, PaperKind.REFUSAL)
    serve(scene, PaperKind.REFUSAL, data, ServiceMeans.REGISTERED_POST)


def serve(scene: Scene, paper: PaperKind, data: bytes, means: ServiceMeans) -> None:
    applicant = officer(scene).applicant
    applicant.serve(scene.reference, paper, data, means, today(scene), by="A. Courier", to="Kestrel Optics")


@when("the clerk prints the acknowledgement of receipt")
def acknowledge(scene: Scene, tmp_path: Path) -> None:
    for language in ("en", "fr"):
        file = tmp_path / f"receipt-{language}.pdf"
        said = scene.ask("lic-02", "case", "acknowledge", scene.reference, "--pdf", file, "--paper-lang", language)
        assert said.code == 0, said


@then(parsers.parse('the acknowledgement says "{english}", in French "{french}"'))
def acknowledgement_says(english: str, french: str, tmp_path: Path) -> None:
    for language, words in (("en", english), ("fr", french)):
        assert words in flat(text((tmp_path / f"receipt-{language}.pdf").read_bytes()))


@when("the acknowledgement is served by hand")
def serve_acknowledgement(scene: Scene, tmp_path: Path) -> None:
    serve(scene, PaperKind.ACKNOWLEDGEMENT, (tmp_path / "receipt-en.pdf").read_bytes(), ServiceMeans.HAND)


# --- reconsideration and denials ------------------------------------------------------------------------------------


@when("the licensing officer tries to open a reconsideration on request")
def try_review(scene: Scene) -> None:
    desk = officer(scene).reconsiderations
    attempt(scene, lambda: desk.open(scene.reference, ReviewCause.REQUEST, "Asked.", received=today(scene)))


@when(parsers.parse('the licensing officer opens a reconsideration on request: "{grounds}"'))
def review(scene: Scene, grounds: str) -> None:
    scene.clock.days(3)
    officer(scene).reconsiderations.open(scene.reference, ReviewCause.REQUEST, grounds, received=today(scene))


@when("the committee agrees to grant everything, and other persons sign")
def granted_on_review(scene: Scene) -> None:
    meet(scene, PRESENT)
    put(scene, "Shall the export be granted?", "1=grant")
    for seat in SEATS:
        vote(scene, seat, "agree", None, "The end user has changed.")
    certify(scene)
    secretary = scene.at("licensing", "secretary").decisions
    secretary.propose(scene.reference, "Granted on review.", "Accordé sur réexamen.")
    desk = scene.at("foreign affairs", "member").decisions
    attempt(scene, lambda: desk.sign_decision(scene.reference))
    assert scene.refusal is not None
    assert scene.refusal.code == "decision.signed-first"
    scene.at("defence", "member").decisions.sign_decision(scene.reference)
    deputy_chair(scene).decisions.sign_decision(scene.reference)
    close(scene)


def deputy_chair(scene: Scene) -> Desk:
    """The head of the secretariat, named to take the chair where the chair may not sign."""
    proposed = scene.at("licensing", "administrator").realm.propose_roles("lic-01", (Role.CHAIR, Role.AGENCY_HEAD))
    scene.at("foreign affairs", "head").realm.confirm_roles(proposed.acts[0])
    return scene.at("licensing", "head")


@when(parsers.parse('the licensing officer records the denial: "{reason}"'))
def record_denial(scene: Scene, reason: str) -> None:
    officer(scene).applicant.record_denials(scene.reference, reason)


@when(parsers.parse('the denial is withdrawn: "{reason}"'))
def withdraw_denial(scene: Scene, reason: str) -> None:
    officer(scene).applicant.withdraw_denial(scene.reference, reason)


@then(parsers.parse("the denial list in {language} is empty"))
def no_denial(scene: Scene, language: str) -> None:
    assert scene.ask("lic-03", "--json", "denial", "list").json["total"] == 0
    assert scene.ask("lic-03", "--json", "denial", "list", "--withdrawn").json["total"] == 1
    assert scene.reference in scene.ask("lic-03", "denial", "list", "--withdrawn", lang=language).text


# --- the statutory effect -------------------------------------------------------------------------------------------


@when("the clerk tries to record the effect of the statutory deadline")
def try_record_effect(scene: Scene) -> None:
    desk = scene.at("licensing", "clerk").applicant
    attempt(scene, lambda: desk.record_effect(scene.reference))


@when("the clerk records the effect of the statutory deadline")
def record_effect(scene: Scene) -> None:
    scene.at("licensing", "clerk").applicant.record_effect(scene.reference)


__all__ = [name for name in dir() if not name.startswith("_") or name.startswith("__pytest_bdd")]
