"""Persons at the real store: seats and who sat, what an expert opens, notes without a name, what waits for whom."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.assemble import Desk
from app.errors import Refused
from app.models.charter import Role
from app.models.outcomes import EvidenceKind, Position, SeatHolder
from app.store.lists import Filter
from tests.cli.placet import once, station
from tests.features.realm import Scene, staffed
from tests.features.steps.committee import convene, put
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
)

EXPERT, TITULAR, SUBSTITUTE, CUSTOMS, CLERK = "def-05", "def-03", "def-02", "cus-01", "lic-02"
PROCEDURE = "standing-committee"


@pytest.fixture
def scene(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Scene:
    """One case just taken in."""
    scene = Scene(station(once(tmp_path_factory, "staffed", staffed)).copy(tmp_path / "realm"))
    take_in(scene, "2-partial-grant", tmp_path)
    return scene


def kinds(desk: Desk) -> list[tuple[str, str | None]]:
    return [(one["kind"], one["reference"]) for one in desk.work.waiting()["items"]]


def name_holders(scene: Scene) -> None:
    """Defence has a titular, and a substitute who was a reviewer."""
    administrator, head = scene.desk_of("adm-01").realm, scene.desk_of("lic-01").realm
    proposed = administrator.propose_roles(SUBSTITUTE, (Role.MEMBER,), "sits for the titular")
    head.confirm_roles(proposed.acts[0])
    holding = (SeatHolder(officer=TITULAR, since="2026-01-01"), SeatHolder(officer=SUBSTITUTE, since=""))
    scene.desk_of("def-04").seats.fill(PROCEDURE, "defence", holding)


def seat(found: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(one for one in found if one["seat"] == name)


# --- seats -------------------------------------------------------------------------------------------------------


def test_everybody_sees_who_holds_the_seats_and_the_offices(scene: Scene) -> None:
    name_holders(scene)
    (committee,) = scene.desk_of("eco-02").seats.seats()
    assert (committee["chair"], committee["chair_votes"], committee["secretary"]) == ("licensing", False, "licensing")
    found = seat(committee["seats"], "defence")
    assert [(one["officer"], one["capacity"], one["place"]) for one in found["holders"]] == [
        (TITULAR, "titular", 0),
        (SUBSTITUTE, "substitute", 1),
    ]
    assert found["in_force"] == [TITULAR, SUBSTITUTE]
    (earlier,) = scene.desk_of("eco-02").seats.seats(PROCEDURE, "2026-02-01")
    assert seat(earlier["seats"], "defence")["in_force"] == [TITULAR]
    assert seat(earlier["seats"], "customs")["holders"] == []
    with pytest.raises(Refused, match=r"seat\.no-procedure"):
        scene.desk_of("eco-02").seats.seats("none")


def test_a_session_shows_everybody_who_sat_from_when_until_when(scene: Scene) -> None:
    name_holders(scene)
    road(scene)
    convene(scene, "foreign affairs, customs and interior")
    secretary = scene.at("licensing", "secretary").committee
    secretary.record_attendance(scene.session, "defence", SUBSTITUTE)
    scene.at("licensing", "chair").committee.open(scene.session)
    put(scene, "Shall it be authorised?", "1=grant; 2=grant")
    scene.desk_of(SUBSTITUTE).committee.cast_vote(scene.reference, scene.question, Position.AGREE)
    for person, present in ((SUBSTITUTE, False), (TITULAR, True)):
        secretary.record_attendance(scene.session, "defence", person, present=present)
    scene.desk_of(TITULAR).committee.change_vote(scene.reference, scene.question, Position.ABSTAIN)
    found = seat(scene.at("licensing", "secretary").questions.session(scene.session)["seats"], "defence")
    sat = [(one["officer"], one["capacity"], one["left"] is None) for one in found["turns"]]
    assert sat == [(SUBSTITUTE, "substitute", False), (TITULAR, "titular", True)]
    assert found["present"] == TITULAR
    (question,) = scene.desk_of(TITULAR).questions.case(scene.reference)["questions"]
    assert seat(question["sat"], "defence") == {
        "seat": "defence",
        "officer": SUBSTITUTE,
        "capacity": "substitute",
        "place": 1,
    }
    of_seat = [one for one in question["positions"] if one["seat"] == "defence"]
    assert [(one["officer"], one["standing"]) for one in of_seat] == [(SUBSTITUTE, False), (TITULAR, True)]


def road(scene: Scene) -> None:
    """Up to the committee; everybody agrees."""
    complete_intake(scene)
    classify(scene, "1=ML1.a,2_1,h 2=ML1.a,2_1,h")
    no_prohibition(scene)
    no_risk(scene)
    complete_treaty(scene)
    for agency in ("foreign affairs", "defence", "customs", "interior"):
        opinion(scene, agency, "agree", None)
    countersign(scene)
    consolidate(scene, "All agree.")


# --- experts -----------------------------------------------------------------------------------------------------


def invite(scene: Scene, session: str = "") -> None:
    until = (scene.clock.now() + timedelta(days=3)).date().isoformat()
    officer = scene.at("licensing", "licensing officer").consulting
    officer.invite(scene.reference, EXPERT, "Can they be converted?", until, session)


def looks(scene: Scene) -> list[tuple[str, str]]:
    (found,) = scene.at("customs", "reviewer").seats.experts(scene.reference)
    return [(one["part"], one["dossier"]) for one in found["opened"]]


def test_every_look_of_an_expert_is_kept_once_for_each_part_dossier_and_day(scene: Scene) -> None:
    invite(scene)
    for _ in range(2):
        desk = scene.desk_of(EXPERT).questions
        shown = desk.case(scene.reference)
        desk.standing(scene.reference)
        desk = scene.desk_of(EXPERT).questions
        desk.history(scene.reference)
        desk.acts(scene.reference)
    first = shown["dossier"]
    assert looks(scene) == [("case", first), ("history", first), ("acts", first)]
    (in_case,) = scene.at("customs", "reviewer").questions.case(scene.reference)["experts"]
    assert [one["part"] for one in in_case["opened"]] == ["case", "history", "acts"]
    scene.clock.days(1)
    scene.desk_of(EXPERT).questions.case(scene.reference)
    complete_intake(scene)
    scene.at("licensing", "licensing officer").notes.record_evidence(
        scene.reference, EvidenceKind.ADVERSE, "Diverted.", "Report 7"
    )
    later = scene.desk_of(EXPERT).questions.case(scene.reference)["dossier"]
    assert looks(scene)[3:] == [("case", first), ("case", later)]


def test_an_expert_sees_nothing_where_the_look_cannot_be_kept(scene: Scene) -> None:
    invite(scene)
    desk = scene.desk_of(EXPERT)
    size = scene.at("customs", "reviewer").journal.verify()["size"]
    for _ in range(200):
        scene.clock.now()
    for read in (desk.questions.case, desk.questions.history, desk.questions.acts, desk.notes.notes):
        with pytest.raises(Refused, match=r"passphrase\."):
            read(scene.reference)
    assert scene.at("customs", "reviewer").journal.verify()["size"] == size


def test_other_officers_leave_no_act_by_reading(scene: Scene) -> None:
    desk = scene.at("customs", "reviewer")
    before = desk.journal.verify()["root"]
    desk.questions.case(scene.reference)
    desk.questions.history(scene.reference)
    assert desk.journal.verify()["root"] == before


def test_the_list_of_an_expert_tells_nothing_of_what_a_case_says(scene: Scene) -> None:
    invite(scene)
    (row,) = scene.desk_of(EXPERT).questions.cases(Filter())["cases"]
    assert (row["reference"], row["applicant"], row["destinations"], row["totals"]) == (scene.reference, "", "", "")


def test_an_expert_invited_to_an_agenda_item_reads_until_the_session_is_closed(scene: Scene) -> None:
    road(scene)
    convene(scene, "foreign affairs, defence, customs and interior")
    invite(scene, scene.session[:8])
    scene.at("licensing", "chair").committee.open(scene.session)
    assert scene.desk_of(EXPERT).questions.case(scene.reference)["application"]
    scene.desk_of(EXPERT).consulting.advise(scene.reference, "Not with ordinary tools.")
    scene.at("licensing", "chair").committee.close(scene.session)
    with pytest.raises(Refused, match=r"rights\.only-invited"):
        scene.desk_of(EXPERT).questions.case(scene.reference)
    (one,) = scene.at("customs", "reviewer").seats.experts(scene.reference)
    assert (one["session"], one["in_force"], len(one["advice"])) == (scene.session, False, 1)


# --- notes and evidence ------------------------------------------------------------------------------------------


def test_a_note_without_attribution_names_nobody_where_it_is_shown(scene: Scene) -> None:
    desk = scene.desk_of(CUSTOMS)
    change = desk.notes.write(scene.reference, "The route looks odd.", attributed=False)
    shown = scene.at("defence", "reviewer").questions.case(scene.reference)
    (note,) = shown["notes"]
    assert (note["officer"], note["agency"], note["attributed"]) == (None, None, False)
    assert scene.at("defence", "reviewer").notes.notes(scene.reference) == [note]
    header = next(one for one in desk.questions.acts(scene.reference) if one["id"] == change.acts[0])
    assert header["officer"] == CUSTOMS
    desk.notes.file(scene.reference, change.acts[0][:8])
    assert CUSTOMS not in str(scene.at("defence", "reviewer").questions.case(scene.reference)["notes"])


def test_an_expert_and_an_auditor_read_no_informal_notes(scene: Scene) -> None:
    invite(scene)
    writer = scene.desk_of(CUSTOMS).notes
    kept = writer.write(scene.reference, "Between us.").acts[0]
    filed = writer.write(scene.reference, "For the file.", answers=kept[:8]).acts[0]
    writer.file(scene.reference, filed)
    assert [one["text"] for one in scene.desk_of(EXPERT).notes.notes(scene.reference)] == ["For the file."]
    assert [one["text"] for one in scene.desk_of(EXPERT).questions.case(scene.reference)["notes"]] == ["For the file."]
    with pytest.raises(Refused, match=r"rights\.no-bodies"):
        scene.desk_of("eco-02").notes.notes(scene.reference)
    assert "notes" not in scene.desk_of("eco-02").questions.case(scene.reference)
    with pytest.raises(Refused, match=r"note\.unknown"):
        writer.file(scene.reference, "ff")


def test_an_opinion_is_reaffirmed_on_what_a_filed_note_and_evidence_added(scene: Scene) -> None:
    road(scene)
    desk = scene.desk_of(CUSTOMS)
    note = desk.notes.write(scene.reference, "The route looks odd.").acts[0]
    assert desk.questions.case(scene.reference)["opinions"][0]["counts"]
    desk.notes.file(scene.reference, note)
    desk.notes.record_evidence(scene.reference, EvidenceKind.DENIAL, "Denied in 2024.", "Denial X-7")
    shown = desk.questions.case(scene.reference)
    assert {one["why"] for one in shown["opinions"]} == {"dossier"}
    assert [(one["kind"], one["source"]) for one in shown["evidence"]] == [("previous-denial", "Denial X-7")]
    difference, _ = desk.reviews.to_reaffirm(scene.reference)
    assert {(one.part, one.after) for one in difference} >= {
        ("notes.1", "The route looks odd."),
        ("evidence.1", "Denied in 2024."),
    }


# --- what waits --------------------------------------------------------------------------------------------------


def test_a_mention_waits_until_it_is_dealt_with(scene: Scene) -> None:
    note = scene.desk_of(CUSTOMS).notes.write(scene.reference, "Look here.", mentions=("def-01", "for-02")).acts[0]
    assert kinds(scene.desk_of("def-01")) == [("mention", scene.reference)]
    assert kinds(scene.desk_of("for-02")) == [("mention", scene.reference)]
    scene.desk_of("def-01").notes.settle(scene.reference, note)
    assert kinds(scene.desk_of("def-01")) == []
    assert kinds(scene.desk_of("for-02")) == [("mention", scene.reference)]


def test_steps_wait_for_who_works_at_them_what_is_due_first_first(scene: Scene) -> None:
    assert kinds(scene.desk_of(CLERK)) == [("step", scene.reference)]
    assert kinds(scene.desk_of("cus-02")) == []
    assert kinds(scene.desk_of("lic-04")) == []
    road(scene)
    assert kinds(scene.desk_of("lic-04")) == [("step", scene.reference)]
    assert kinds(scene.desk_of("lic-05")) == [("step", scene.reference)]
    (one,) = scene.desk_of("lic-05").work.waiting()["items"]
    assert (one["about"], one["due"] is not None) == ("committee", True)
    with pytest.raises(Refused, match=r"rights\.no-cases"):
        scene.desk_of("adm-01").work.waiting()


def test_a_conflict_waits_for_the_chair_and_the_heads_of_that_agency_who_did_not_raise_it(scene: Scene) -> None:
    claim = scene.desk_of(CUSTOMS).seats.raise_conflict(scene.reference, TITULAR, "They are cousins.").acts[0]
    waiting = {name: ("conflict", scene.reference) in kinds(scene.desk_of(name)) for name in HEADS_AND_CHAIR}
    assert waiting == {"lic-05": True, "def-04": True, "for-03": False, "cus-03": False}
    scene.desk_of("lic-05").seats.rule_conflict(scene.reference, TITULAR, "So it is.", found=True)
    assert ("conflict", scene.reference) not in kinds(scene.desk_of("def-04"))
    shown = scene.desk_of(CUSTOMS).questions.case(scene.reference)
    assert [(one["id"], one["state"], one["agency"]) for one in shown["conflict_claims"]] == [
        (claim, "upheld", "defence")
    ]
    with pytest.raises(Refused, match=r"conflict\.ruled-already"):
        scene.desk_of("def-04").seats.rule_conflict(scene.reference, claim[:8], "No.", found=False)
    with pytest.raises(Refused, match=r"conflict\.unknown"):
        scene.desk_of("def-04").seats.rule_conflict(scene.reference, "nobody", "No.", found=False)


HEADS_AND_CHAIR = ("lic-05", "def-04", "for-03", "cus-03")


def test_questions_wait_for_who_sits_and_answers_advice_and_requests_for_whom_they_were_asked_of(scene: Scene) -> None:
    road(scene)
    convene(scene, "foreign affairs, defence, customs and interior")
    scene.at("licensing", "chair").committee.open(scene.session)
    put(scene, "Shall it be authorised?", "1=grant; 2=grant")
    assert kinds(scene.desk_of(TITULAR)) == [("position", scene.reference)]
    assert kinds(scene.desk_of("eco-01")) == []
    scene.desk_of(TITULAR).committee.cast_vote(scene.reference, scene.question, Position.AGREE)
    assert kinds(scene.desk_of(TITULAR)) == []
    invite(scene)
    assert kinds(scene.desk_of(EXPERT)) == [("advice", scene.reference)]
    due = (scene.clock.now() + timedelta(days=3)).date().isoformat()
    scene.desk_of("lic-03").consulting.ask(scene.reference, "intelligence", "Any risk?", due)
    assert kinds(scene.desk_of("inl-01")) == [("consultation", scene.reference)]
    scene.desk_of("adm-01").realm.propose_roles("inl-02", (Role.REVIEWER, Role.MEMBER))
    assert ("realm", None) in kinds(scene.desk_of("for-03"))


def test_an_opinion_waits_for_the_second_person_of_the_agency(scene: Scene) -> None:
    complete_intake(scene)
    classify(scene, "1=ML1.a,2_1,h 2=ML1.a,2_1,h")
    no_prohibition(scene)
    no_risk(scene)
    complete_treaty(scene)
    opinion(scene, "defence", "agree", None)
    assert ("countersign", scene.reference) in kinds(scene.desk_of("def-04"))
    assert ("countersign", scene.reference) not in kinds(scene.desk_of("def-01"))
    countersign(scene)
    assert ("countersign", scene.reference) not in kinds(scene.desk_of("def-04"))


def test_what_waits_is_the_same_after_the_tables_were_made_anew(scene: Scene) -> None:
    scene.desk_of(CUSTOMS).notes.write(scene.reference, "Look here.", mentions=("def-01",))
    desk = scene.desk_of("def-01")
    before = desk.work.waiting()
    assert desk.journal.check_tables() == []
    desk.journal.rebuild()
    assert desk.work.waiting() == before
