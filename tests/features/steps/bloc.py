"""Steps of lists A and B, of adoption in bloc and of minutes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pytest_bdd import given, parsers, then, when

from app.cli.forms import gate_answer, line_class, risk_finding
from app.intake.reading import read
from app.models.outcomes import Position, StatementKind
from tests.cli.placet import RESOURCES
from tests.documents.reading import text
from tests.features.realm import Scene
from tests.features.steps.attempts import attempt
from tests.features.steps.review import CONSEQUENCES, QUESTIONS

SEATS = ("foreign affairs", "defence", "customs", "interior")


def _seats(words: str) -> list[str]:
    return words.replace(" and ", ", ").split(", ")


@given(parsers.parse('the uncontested cases "{first}" and "{second}" stand on the agenda of a session'))
def on_agenda(scene: Scene, first: str, second: str, tmp_path: Path) -> None:
    for name in (first, second):
        scene.names[name] = _agreed(scene, name, tmp_path)
    scene.session = _session(scene, scene.names[first], scene.names[second])


def _agreed(scene: Scene, name: str, folder: Path) -> str:
    """A case on which every agency agreed, waiting for the committee."""
    script = json.loads((RESOURCES / "demo" / "2-partial-grant.json").read_text("utf-8"))
    file = folder / f"{name}.json"
    file.write_text(json.dumps(script["dossier"] | {"end_use": name}), encoding="utf-8")
    (case,) = scene.at("licensing", "clerk").applications.register(read([file], None).candidates).references
    scene.at("licensing", "clerk").reviews.complete_step(case, "intake")
    lines = (line_class("1=ML1.a,2_1,h"), line_class("2=ML1.a,2_1,h"))
    scene.at("licensing", "licensing officer").reviews.classify(case, "", lines)
    scene.at("licensing", "licensing officer").reviews.complete_step(case, "")
    answers = tuple(gate_answer(f"{one}=no: examined") for one in QUESTIONS)
    scene.at("foreign affairs", "reviewer").reviews.answer_gate(case, "treaty", answers)
    findings = tuple(risk_finding(f"{one}=low/high: examined") for one in CONSEQUENCES)
    said = {"mitigation": "", "overriding": False, "reasons": "small quantities"}
    scene.at("foreign affairs", "reviewer").reviews.assess(case, "treaty", findings, **said)
    scene.at("foreign affairs", "reviewer").reviews.complete_step(case, "treaty")
    for seat in SEATS:
        scene.at(seat, "reviewer").reviews.give_opinion(case, seat.replace(" ", "-"), Position.AGREE, "")
    scene.desk_of("def-02").reviews.countersign(case)
    scene.at("licensing", "licensing officer").reviews.complete_step(case, "consolidation", "All agree.")
    return str(case)


def _session(scene: Scene, *cases: str) -> str:
    scene.clock.days(1)
    day = scene.clock.now().date().isoformat()
    convene = scene.at("licensing", "secretary").committee.convene
    session, _ = convene("A session", day, "Treaty room", cases, "standing-committee")
    for seat in SEATS:
        sitting = (session, seat.replace(" ", "-"), scene.officer(seat, "member"))
        scene.at("licensing", "secretary").committee.record_attendance(*sitting)
    scene.at("licensing", "chair").committee.open(session)
    return session


@given("the secretary puts the questions of list A")
def put_list(scene: Scene) -> None:
    scene.at("licensing", "secretary").bloc.put_list(scene.session)


@when(parsers.parse("{seats} each sign the list once"))
def sign(scene: Scene, seats: str) -> None:
    for seat in _seats(seats):
        shown = _list(scene, seat)
        seen = tuple(one["reference"] for one in shown["files"] if one["unread"])
        scene.at(seat, "member").bloc.vote(scene.session, shown["digest"], seen)


def _list(scene: Scene, seat: str) -> dict[str, Any]:
    return scene.at(seat, "member").bloc.review(scene.session)


@when("the chair certifies and the secretary attests the whole list")
def certify_list(scene: Scene) -> None:
    scene.at("licensing", "chair").bloc.certify(scene.session)
    scene.at("licensing", "secretary").bloc.attest(scene.session)


@then(parsers.parse('the case "{name}" has a consensus of {count:d} seats'))
def consensus_of(scene: Scene, name: str, count: int) -> None:
    found = scene.at("licensing", "secretary").questions.case(scene.names[name])
    assert found["rounds"][-1]["result"] == "consensus"
    positions = found["questions"][-1]["positions"]
    assert len({one["id"] for one in positions}) == count
    assert found["questions"][-1]["bloc"]


@then(parsers.parse('the minutes, shown in {language}, say "{words}"'))
def minutes_say(scene: Scene, language: str, words: str) -> None:
    said = scene.ask(scene.officer("licensing", "secretary"), "session", "minutes", scene.session, lang=language)
    assert words in said.text, said


@when(parsers.parse('{seat} moves the case "{name}" to list B'))
def move(scene: Scene, seat: str, name: str) -> None:
    scene.names["shown before"] = _list(scene, seat)["digest"]
    scene.at(seat, "member").bloc.move(scene.names[name])


@then(parsers.parse('no position stands on the case "{name}"'))
def none_stands(scene: Scene, name: str) -> None:
    found = scene.at("licensing", "secretary").questions.standing(scene.names[name])
    assert found["rounds"][-1]["counts"] == {}


@then(parsers.parse('the list of {seat}, shown in {language}, says "{words}"'))
def list_says(scene: Scene, seat: str, language: str, words: str) -> None:
    said = scene.ask(scene.officer(seat, "member"), "vote", "list", scene.session, lang=language)
    assert words in said.text, said


@when(parsers.parse("{seat} tries to sign the list as it was shown before"))
def sign_old(scene: Scene, seat: str) -> None:
    desk = scene.at(seat, "member").bloc
    attempt(scene, lambda: desk.vote(scene.session, scene.names["shown before"]))


@when(parsers.parse("the list of {seat} is signed without naming the files that have news"))
def sign_unread(scene: Scene, seat: str) -> None:
    digest = _list(scene, seat)["digest"]
    desk = scene.at(seat, "member").bloc
    attempt(scene, lambda: desk.vote(scene.session, digest))


@when(parsers.parse('the secretary corrects the minutes: "{words}", in French "{words_fr}"'))
def correct(scene: Scene, words: str, words_fr: str) -> None:
    scene.at("licensing", "secretary").minutes.correct(scene.session, 1, words, words_fr, "misheard")


@when("the secretary tries to correct the minutes")
def try_correct(scene: Scene) -> None:
    desk = scene.at("licensing", "secretary").minutes
    attempt(scene, lambda: desk.correct(scene.session, 1, "Three.", "Trois.", "counted again"))


@when(parsers.parse('{seat} annexes the statement "{words}", only for {reader}'))
def annex(scene: Scene, seat: str, words: str, reader: str) -> None:
    desk = scene.at(seat, "member").minutes
    desk.annex(scene.session, StatementKind.INTERPRETATIVE, words, readers=(reader.replace(" ", "-"),))


@then(parsers.parse('the copy of {agency} does not hold "{words}"'))
def copy_without(scene: Scene, agency: str, words: str) -> None:
    printing = scene.at("customs", "member").printing
    assert words in text(printing.minutes(scene.session, "en"))
    assert words not in text(printing.minutes(scene.session, "en", agency.replace(" ", "-")))


@when("the next session adopts the minutes")
def adopt(scene: Scene) -> None:
    later = _session(scene)
    chair = scene.at("licensing", "chair").minutes
    _, digest = chair.to_adopt(scene.session)
    chair.adopt(scene.session, later, digest)


__all__ = [name for name in dir() if not name.startswith("_") or name.startswith("__pytest_bdd")]
