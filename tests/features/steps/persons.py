"""Steps about persons: who sits, who steps out, what is written beside the opinions, what an expert opens."""

from __future__ import annotations

from datetime import timedelta

from pytest_bdd import given, parsers, then, when

from app.models.charter import Role
from app.models.outcomes import EvidenceKind, Position, SeatHolder
from tests.features.realm import Scene
from tests.features.steps.attempts import attempt
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

TITULAR, SUBSTITUTE, EXPERT = "def-03", "def-02", "def-05"


@given("the case is ready for the committee")
def ready(scene: Scene) -> None:
    complete_intake(scene)
    classify(scene, "1=ML1.a,2_1,h 2=ML1.a,2_1,h")
    no_prohibition(scene)
    no_risk(scene)
    complete_treaty(scene)
    for agency in ("foreign affairs", "defence", "customs", "interior"):
        opinion(scene, agency, "agree", None)
    countersign(scene)
    consolidate(scene, "All agree.")


# --- seats -------------------------------------------------------------------------------------------------------


@given("defence names its titular and a substitute")
def name_holders(scene: Scene) -> None:
    administrator, head = scene.at("licensing", "administrator").realm, scene.at("licensing", "head").realm
    proposed = administrator.propose_roles(SUBSTITUTE, (Role.MEMBER,), "sits for the titular")
    head.confirm_roles(proposed.acts[0])
    holding = (SeatHolder(officer=TITULAR, since="2026-01-01"), SeatHolder(officer=SUBSTITUTE, since=""))
    scene.at("defence", "head").seats.fill("standing-committee", "defence", holding)


@given("the substitute of defence takes the seat")
def substitute_sits(scene: Scene) -> None:
    scene.at("licensing", "secretary").committee.record_attendance(scene.session, "defence", SUBSTITUTE)


@given("the chair opens the session")
@when("the chair opens the session")
def opens(scene: Scene) -> None:
    scene.at("licensing", "chair").committee.open(scene.session)


@when("the substitute of defence votes to agree")
def substitute_votes(scene: Scene) -> None:
    scene.desk_of(SUBSTITUTE).committee.cast_vote(scene.reference, scene.question, Position.AGREE)


@when("the titular of defence takes the seat over")
def titular_takes_over(scene: Scene) -> None:
    secretary = scene.at("licensing", "secretary").committee
    secretary.record_attendance(scene.session, "defence", SUBSTITUTE, present=False)
    secretary.record_attendance(scene.session, "defence", TITULAR)


@then(parsers.parse('the session, shown in {language}, says "{words}"'))
def session_says(scene: Scene, language: str, words: str) -> None:
    said = scene.ask("lic-04", "session", "show", scene.session, lang=language)
    assert said.code == 0
    assert words in said.text, said.text


# --- conflicts ---------------------------------------------------------------------------------------------------


@when(parsers.parse('customs raises a conflict of interest of the member of defence: "{reason}"'))
def raise_conflict(scene: Scene, reason: str) -> None:
    scene.at("customs", "reviewer").seats.raise_conflict(scene.reference, TITULAR, reason)


@when("the head of customs tries to rule on it")
def try_rule(scene: Scene) -> None:
    desk = scene.at("customs", "head").seats
    attempt(scene, lambda: desk.rule_conflict(scene.reference, TITULAR, "So it is.", found=True))


@when(parsers.parse('the chair upholds the conflict of interest: "{reason}"'))
def uphold(scene: Scene, reason: str) -> None:
    scene.at("licensing", "chair").seats.rule_conflict(scene.reference, TITULAR, reason, found=True)


# --- notes and evidence ------------------------------------------------------------------------------------------


@when(parsers.parse('customs writes a note without attribution that mentions defence: "{text}"'))
def write_note(scene: Scene, text: str) -> None:
    desk = scene.at("customs", "reviewer").notes
    (scene.names["note"],) = desk.write(scene.reference, text, attributed=False, mentions=("def-01",)).acts


@then("every opinion counts as before")
def still_counts(scene: Scene) -> None:
    assert {one["counts"] for one in scene.at("customs", "reviewer").questions.case(scene.reference)["opinions"]} == {
        True
    }


@then("the note waits in the work of defence")
def waits(scene: Scene) -> None:
    found = scene.at("defence", "reviewer").work.waiting()["items"]
    assert [one["about"] for one in found if one["kind"] == "mention"] == [scene.names["note"]]


@when("defence tries to put the note into the dossier")
def try_file(scene: Scene) -> None:
    desk = scene.at("defence", "reviewer").notes
    attempt(scene, lambda: desk.file(scene.reference, scene.names["note"]))


@when("customs puts the note into the dossier")
def file_note(scene: Scene) -> None:
    scene.at("customs", "reviewer").notes.file(scene.reference, scene.names["note"])


@then("no opinion counts any more")
def none_counts(scene: Scene) -> None:
    shown = scene.at("customs", "reviewer").questions.case(scene.reference)
    assert {(one["counts"], one["why"]) for one in shown["opinions"]} == {(False, "dossier")}


@when(parsers.parse('customs records adverse evidence: "{text}"'))
def record_evidence(scene: Scene, text: str) -> None:
    desk = scene.at("customs", "reviewer").notes
    desk.record_evidence(scene.reference, EvidenceKind.ADVERSE, text, "Customs report 12")


# --- experts -----------------------------------------------------------------------------------------------------


@given("an expert is invited to the agenda item")
def invite(scene: Scene) -> None:
    until = (scene.clock.now() + timedelta(days=3)).date().isoformat()
    desk = scene.at("licensing", "licensing officer").consulting
    desk.invite(scene.reference, EXPERT, "Can they be converted?", until, scene.session)


@when("the expert reads the case")
def expert_reads(scene: Scene) -> None:
    assert scene.at("defence", "expert").questions.case(scene.reference)["application"]


@when("the expert tries to read the case again")
def expert_tries(scene: Scene) -> None:
    desk = scene.at("defence", "expert").questions
    attempt(scene, lambda: desk.case(scene.reference))
