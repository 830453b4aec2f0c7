"""Rounds at the real store: silence and writing from the chair's question to the licence, and who sees which vote."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import app.assemble
from app.assemble import Desk
from app.errors import Refused
from app.models.outcomes import Method, Position
from tests.cli.placet import once, station
from tests.documents.reading import text
from tests.features.realm import Scene, staffed
from tests.features.steps.committee import close, meet, put
from tests.features.steps.realm import take_in
from tests.features.steps.review import classify, complete_intake, complete_treaty, no_prohibition
from tests.features.steps.rounds import accept, agreed_by_all, put_at_distance, run_out, small_risks

SEATS = "foreign affairs, defence, customs and interior"
CANARY = "The bridge at Oskar is watched."
GRANT = "1=grant; 2=grant"


@pytest.fixture
def scene(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Scene:
    """One case with small risks, ready for the committee."""
    scene = Scene(station(once(tmp_path_factory, "staffed", staffed)).copy(tmp_path / "realm"))
    take_in(scene, "2-partial-grant", tmp_path)
    complete_intake(scene)
    classify(scene, "1=ML1.a,2_1,h 2=ML1.a,2_1,h")
    no_prohibition(scene)
    small_risks(scene)
    complete_treaty(scene)
    agreed_by_all(scene)
    return scene


def member(scene: Scene, agency: str) -> Desk:
    return scene.at(agency, "member")


def vote(scene: Scene, agency: str, position: Position = Position.AGREE, **more: Any) -> None:
    member(scene, agency).committee.cast_vote(scene.reference, scene.question, position, **more)


def object_(scene: Scene) -> None:
    vote(scene, "defence", Position.OBJECT, reasons=CANARY, criteria=("7",), would_lift=CANARY)


def certify(scene: Scene) -> dict[str, Any]:
    scene.at("licensing", "chair").committee.certify(scene.reference)
    scene.at("licensing", "secretary").committee.attest(scene.reference)
    return scene.at("licensing", "secretary").questions.case(scene.reference)["rounds"][-1]


# --- silence ---------------------------------------------------------------------------------------------------------


def test_silence_runs_from_the_question_to_the_licence(scene: Scene) -> None:
    meet(scene, SEATS)
    put_at_distance(scene, Method.SILENCE, "Shall it be authorised?", GRANT)
    accept(scene, SEATS)
    close(scene)
    waiting = member(scene, "customs").distance.waiting()
    assert [(one["reference"], one["mine"]["receipted"], one["mine"]["accepts"]) for one in waiting] == [
        (scene.reference, True, True)
    ]
    run_out(scene)
    assert member(scene, "customs").distance.waiting() == []
    found = certify(scene)
    assert (found["result"], found["method"], found["counts"]) == ("consensus", "silence", {})
    assert found["silent"] == ["customs", "defence", "foreign-affairs", "interior"]
    scene.at("licensing", "secretary").decisions.propose(scene.reference, "Granted.", "Accordé.")
    member(scene, "foreign affairs").decisions.sign_decision(scene.reference)
    scene.at("licensing", "chair").decisions.sign_decision(scene.reference)
    scene.at("licensing", "licensing officer").decisions.issue(scene.reference)


def test_the_list_of_what_waits_names_what_is_to_be_done(scene: Scene) -> None:
    put_at_distance(scene, Method.WRITTEN, "Shall it be authorised?", GRANT)
    (one,) = member(scene, "interior").distance.waiting()
    assert one["mine"] == {"seat": "interior", "receipted": False, "accepts": None, "position": None}
    member(scene, "interior").distance.receipt(scene.reference)
    vote(scene, "interior")
    (one,) = member(scene, "interior").distance.waiting()
    assert (one["mine"]["receipted"], one["mine"]["position"]) == (True, "agree")
    assert scene.at("licensing", "secretary").distance.waiting() == []
    with pytest.raises(Refused, match=r"vote\.no-seat"):
        scene.at("licensing", "secretary").distance.receipt(scene.reference)


def test_what_is_signed_shows_the_whole_question(scene: Scene) -> None:
    put_at_distance(scene, Method.WRITTEN, "Shall it be authorised?", GRANT)
    vote(scene, "interior")
    with scene.desk_of("lic-03").office.store.reading() as tx:
        (one,) = tx.case(tx.case_id(scene.reference) or "").rounds.values()
        (cast,) = one.votes.values()
    for part in ("Shall it be authorised?", "« Shall it be authorised? »", scene.question, one.question.expires):
        assert part in cast.body.shown
    assert "Written procedure, until" in cast.body.shown


def test_a_session_or_an_end_is_named_where_the_method_needs_it(scene: Scene) -> None:
    chair = scene.at("licensing", "chair").committee
    with pytest.raises(Refused, match=r"question\.in-session"):
        chair.put_question("", scene.reference, "A?", "A ?", (), method=Method.SILENCE)


def test_what_ended_at_a_distance_waits_to_be_announced(scene: Scene) -> None:
    put_at_distance(scene, Method.WRITTEN, "Shall it be authorised?", GRANT)
    for agency in ("foreign affairs", "defence", "customs", "interior"):
        vote(scene, agency)
    certify(scene)
    secretary = scene.at("licensing", "secretary")
    session, _ = secretary.committee.convene("Next", "2026-12-01", "", (), "standing-committee")
    (one,) = secretary.distance.to_announce(session)["to_announce"]
    assert (one["reference"], one["method"], one["result"]) == (scene.reference, "written", "consensus")


# --- hidden until one's own is signed ------------------------------------------------------------------------------

View = Callable[[Scene, Desk, Path], str]


def paper(scene: Scene, desk: Desk, _path: Path) -> str:
    return text(desk.printing.minutes(scene.session, "en"))


def command(*argv: str) -> View:
    """What the command line says, as text in both languages and as JSON."""

    def view(scene: Scene, desk: Desk, _path: Path) -> str:
        words = [one.format(case=scene.reference, session=scene.session[:8]) for one in argv]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(app.assemble, "present", scene.clock.now)
            officer = desk.office.signer.officer
            said = [scene.ask(officer, *words, lang=lang) for lang in ("en", "fr")]
            said.append(scene.ask(officer, "--json", *words))
        return "".join(one.text for one in said)

    return view


VIEWS: dict[str, View] = {
    "case": lambda scene, desk, _: json.dumps(desk.questions.case(scene.reference)),
    "standing": lambda scene, desk, _: json.dumps(desk.questions.standing(scene.reference)),
    "history": lambda scene, desk, _: json.dumps(desk.questions.history(scene.reference)),
    "acts": lambda scene, desk, _: json.dumps(desk.questions.acts(scene.reference)),
    "journal": lambda _scene, desk, _: json.dumps(desk.questions.acts()),
    "question": lambda scene, desk, _: json.dumps(desk.distance.question(scene.reference)),
    "waiting": lambda _scene, desk, _: json.dumps(desk.distance.waiting()),
    "session": lambda scene, desk, _: json.dumps(desk.questions.session(scene.session)),
    "minutes": lambda scene, desk, _: json.dumps(desk.minutes.show(scene.session)),
    "printed minutes": paper,
    "case show": command("case", "show", "{case}"),
    "case history": command("case", "history", "{case}"),
    "case acts": command("case", "acts", "{case}"),
    "journal acts": command("journal", "acts"),
    "question show": command("question", "show", "{case}"),
    "question list": command("question", "list"),
    "session show": command("session", "show", "{session}"),
    "vote list": command("vote", "list", "{session}"),
    "work list": command("work", "list"),
    "correction of a vote": command("correct", "void-vote", "{case}", "defence", "--reason", "x"),
}
SPEAKS_OF_VOTES = {"case", "history", "question", "waiting", "case show", "case history", "question show"}


def asked_in_session(scene: Scene) -> None:
    meet(scene, SEATS)
    put(scene, "Shall it be authorised?", GRANT)
    object_(scene)


@pytest.mark.parametrize("name", VIEWS)
def test_no_view_shows_a_position_before_one_s_own_is_signed(scene: Scene, name: str, tmp_path: Path) -> None:
    asked_in_session(scene)
    customs = member(scene, "customs")
    before = VIEWS[name](scene, customs, tmp_path)
    assert CANARY not in before
    for word in ('"object"', "Object 1", "Objection 1", "consensus.objection", "An objection of these seats"):
        assert word not in before, word
    vote(scene, "customs")
    after = VIEWS[name](scene, member(scene, "customs"), tmp_path)
    if name in SPEAKS_OF_VOTES:
        assert CANARY in after or '"object"' in after or "Object" in after


def test_a_member_learns_how_many_have_spoken_and_not_who(scene: Scene) -> None:
    asked_in_session(scene)
    found = member(scene, "customs").questions.case(scene.reference)
    (count,), (question,) = found["rounds"], found["questions"]
    assert (count["hidden"], count["spoken"], count["speakers"], count["counts"]) == (True, 1, [], {})
    assert (question["hidden"], question["positions"]) == (True, [])
    rows = [one for one in member(scene, "customs").questions.acts(scene.reference) if one["type"] == "PositionTaken"]
    assert [(one["officer"], one["agency"]) for one in rows] == [("", "")]
    rows = scene.at("licensing", "secretary").questions.acts(scene.reference)
    assert "def-03" in {one["officer"] for one in rows if one["type"] == "PositionTaken"}


def test_whoever_is_no_seat_or_presides_sees_who_has_spoken(scene: Scene) -> None:
    asked_in_session(scene)
    for agency, role in (("licensing", "secretary"), ("licensing", "chair"), ("licensing", "licensing officer")):
        (found,) = scene.at(agency, role).questions.case(scene.reference)["rounds"]
        assert (found["hidden"], found["speakers"]) == (False, ["defence"]), role


@pytest.mark.parametrize("role", ["reviewer", "head"])
def test_a_colleague_cannot_tell_a_seat_what_others_said(scene: Scene, role: str) -> None:
    asked_in_session(scene)
    assert CANARY not in json.dumps(scene.at("customs", role).questions.case(scene.reference))
    vote(scene, "customs")
    assert CANARY in json.dumps(scene.at("customs", role).questions.case(scene.reference))


def test_a_closed_round_is_seen_by_all(scene: Scene) -> None:
    asked_in_session(scene)
    scene.at("licensing", "chair").committee.defer(scene.reference, "Later.")
    found = member(scene, "customs").questions.case(scene.reference)
    assert found["questions"][0]["positions"][0]["reasons"] == CANARY


def test_a_round_that_ran_out_is_seen_by_all(scene: Scene) -> None:
    put_at_distance(scene, Method.WRITTEN, "Shall it be authorised?", GRANT)
    object_(scene)
    assert CANARY not in json.dumps(member(scene, "customs").questions.case(scene.reference))
    run_out(scene)
    assert CANARY in json.dumps(member(scene, "customs").questions.case(scene.reference))
