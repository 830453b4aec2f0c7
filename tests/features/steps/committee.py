"""Steps of the committee, the decision and the licence."""

from __future__ import annotations

import pytest
from pytest_bdd import given, parsers, then, when

from app.cli.forms import item_outcome
from app.errors import Refused
from app.models.outcomes import Position
from tests.features.realm import Scene
from tests.features.steps.attempts import attempt


@given(parsers.parse("the committee meets with {agencies} present"))
@when(parsers.parse("the committee meets with {agencies} present"))
def meet(scene: Scene, agencies: str) -> None:
    convene(scene, agencies)
    scene.at("licensing", "chair").committee.open(scene.session)


@given(parsers.parse("the committee is convened, and {agencies} come"))
def convene(scene: Scene, agencies: str) -> None:
    scene.clock.days(1)
    secretary = scene.at("licensing", "secretary").committee
    day = scene.clock.now().date().isoformat()
    scene.session, _ = secretary.convene("A session", day, "Treaty room", (scene.reference,))
    for agency in agencies.replace(" and ", ", ").split(", "):
        secretary.record_attendance(scene.session, agency.replace(" ", "-"), scene.officer(agency, "member"))


@when("the chair tries to open the session")
def try_open(scene: Scene) -> None:
    chair = scene.at("licensing", "chair").committee
    attempt(scene, lambda: chair.open(scene.session))


@given(parsers.parse('the question "{text}" is put: {outcomes}'))
@when(parsers.parse('the question "{text}" is put: {outcomes}'))
def put(scene: Scene, text: str, outcomes: str) -> None:
    named = tuple(item_outcome(one) for one in outcomes.split("; "))
    secretary = scene.at("licensing", "secretary").committee
    scene.question, _ = secretary.put_question(scene.session, scene.reference, text, f"« {text} »", named)


VOTE = r"(?P<agency>[a-z ]+) votes to (?P<position>[a-z -]+?)( (?P<numbers>\d[\d, ]*))?(: \"(?P<reasons>[^\"]*)\")?"


@given(parsers.re(VOTE))
@when(parsers.re(VOTE))
def vote(scene: Scene, agency: str, position: str, numbers: str | None, reasons: str | None) -> None:
    _vote(scene, agency, position, numbers, reasons, change=False)


@when(parsers.re(VOTE.replace("votes to", "changes its vote to")))
def change_vote(scene: Scene, agency: str, position: str, numbers: str | None, reasons: str | None) -> None:
    _vote(scene, agency, position, numbers, reasons, change=True)


@when(parsers.parse("{agency} tries to vote on the question"))
def try_vote(scene: Scene, agency: str) -> None:
    committee = scene.at(agency, "member").committee
    attempt(scene, lambda: committee.cast_vote(scene.reference, scene.question, Position.AGREE))


def _vote(scene: Scene, agency: str, position: str, numbers: str | None, reasons: str | None, *, change: bool) -> None:
    committee = scene.at(agency, "member").committee
    act = committee.change_vote if change else committee.cast_vote
    name = position.replace(" ", "-").removesuffix("-condition").replace("agree-with", "agree-with-conditions")
    taken = Position("agree-with-reservation" if position == "agree with a reservation" else name)
    conditions = tuple(int(one) for one in (numbers or "").replace(",", " ").split())
    criteria = ("7 – diversion",) if taken is Position.OBJECT else ()
    act(scene.reference, scene.question, taken, reasons or "", criteria=criteria, conditions=conditions)


@when(parsers.parse('the chair defers the question: "{reason}"'))
def defer(scene: Scene, reason: str) -> None:
    scene.at("licensing", "chair").committee.defer(scene.reference, reason)


@when("the chair certifies and the secretary attests the result")
def certify(scene: Scene) -> None:
    scene.at("licensing", "chair").committee.certify(scene.reference)
    scene.at("licensing", "secretary").committee.attest(scene.reference)


@then(parsers.parse('the result is "{result}"'))
def result_is(scene: Scene, result: str) -> None:
    found = scene.at("licensing", "secretary").questions.case(scene.reference)
    assert found["rounds"][-1]["result"] == result.replace(" ", "-")


@when("the session is closed")
def close(scene: Scene) -> None:
    scene.at("licensing", "chair").committee.close(scene.session)


@given("the committee agreed and the decision is signed")
@when("the decision is proposed, and signed by the chair and a member")
def decide(scene: Scene) -> None:
    secretary = scene.at("licensing", "secretary").decisions
    secretary.propose(scene.reference, "As the file shows.", "Comme il ressort du dossier.")
    scene.at("foreign affairs", "member").decisions.sign_decision(scene.reference)
    scene.at("licensing", "chair").decisions.sign_decision(scene.reference)


@when("the licensing officer issues the licence")
def issue(scene: Scene) -> None:
    scene.at("licensing", "licensing officer").decisions.issue(scene.reference)


@when("the licensing officer tries to issue a licence")
def try_issue(scene: Scene) -> None:
    desk = scene.at("licensing", "licensing officer").decisions
    attempt(scene, lambda: desk.issue(scene.reference))


@when("the secretary tries to propose a decision")
def try_decide(scene: Scene) -> None:
    desk = scene.at("licensing", "secretary").decisions
    attempt(scene, lambda: desk.propose(scene.reference, "Granted.", "Accordé."))


@then("no position stands that counts")
def none_counts(scene: Scene) -> None:
    found = scene.at("licensing", "secretary").questions.case(scene.reference)
    assert found["questions"][-1]["stale"]
    with pytest.raises(Refused, match=r"vote\.stale-question"):
        scene.at("licensing", "chair").committee.certify(scene.reference)


__all__ = [name for name in dir() if not name.startswith("_") or name.startswith("__pytest_bdd")]
