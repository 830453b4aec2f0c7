"""An invited expert reads one case until a day, and nothing else of the realm."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.assemble import Desk
from app.desk.plain_case import plain_decision
from app.errors import Refused
from app.intake.reading import read
from app.models.outcomes import Beside, EvidenceKind, Position
from app.store.lists import Filter
from tests.cli.placet import once, station
from tests.features.realm import Scene, staffed
from tests.features.steps.realm import dossier, take_in
from tests.workflows.machine.stages import at

EXPERT = "def-05"


@pytest.fixture
def scene(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Scene:
    """Two linked cases; the expert is invited to the first, up to and with the next day."""
    scene = Scene(station(once(tmp_path_factory, "staffed", staffed)).copy(tmp_path / "realm"))
    for name in ("2-partial-grant", "1-grant-with-conditions"):
        take_in(scene, name, tmp_path)
        scene.names[name] = scene.reference
    clerk, officer = scene.at("licensing", "clerk"), scene.at("licensing", "licensing officer")
    clerk.course.link(invited_to(scene), other(scene), "one transfer")
    until = (scene.clock.now() + timedelta(days=1)).date().isoformat()
    officer.consulting.invite(invited_to(scene), EXPERT, "Can they be converted?", until)
    return scene


def invited_to(scene: Scene) -> str:
    return scene.names["2-partial-grant"]


def other(scene: Scene) -> str:
    return scene.names["1-grant-with-conditions"]


def expert(scene: Scene) -> Desk:
    return scene.at("defence", "expert")


def test_an_expert_reads_the_case_of_the_invitation_and_advises_on_it(scene: Scene) -> None:
    desk, case = expert(scene), invited_to(scene)
    assert desk.questions.case(case)["application"]["lines"]
    assert {one["type"] for one in desk.questions.acts(case)} >= {"ApplicationRegistered", "ExpertInvited"}
    assert expert(scene).questions.history(case)["versions"]
    expert(scene).consulting.advise(case, "Not with ordinary tools.")
    (shown,) = scene.at("customs", "reviewer").questions.case(case)["experts"]
    assert [one["text"] for one in shown["advice"]] == ["Not with ordinary tools."]
    assert expert(scene).questions.history(case)["positions"] == []


LOOKS: dict[str, Callable[[Desk, str], object]] = {
    "case": lambda desk, case: desk.questions.case(case),
    "notes": lambda desk, case: desk.notes.notes(case),
    "clocks": lambda desk, case: desk.clocks.of_case(case),
    "reviews": lambda desk, case: desk.reconsiderations.of(case),
    "invited experts": lambda desk, case: desk.seats.experts(case),
    "question": lambda desk, case: desk.distance.question(case),
    "paper decision": lambda desk, case: desk.paper_decisions.check_scan(case, b"x", "x.pdf"),
    "opinion to reaffirm": lambda desk, case: desk.reviews.to_reaffirm(case),
}


@pytest.mark.parametrize("what", LOOKS)
def test_every_look_of_an_expert_leaves_an_act(scene: Scene, what: str) -> None:
    with contextlib.suppress(Refused):
        LOOKS[what](expert(scene), invited_to(scene))
    acts = scene.at("licensing", "secretary").questions.acts(invited_to(scene))
    assert [one["officer"] for one in acts if one["type"] == "CaseOpenedByExpert"] == [EXPERT]


def test_an_experts_list_holds_only_cases_of_invitations(scene: Scene) -> None:
    found = expert(scene).questions.cases(Filter())
    assert (found["total"], [one["reference"] for one in found["cases"]]) == (1, [invited_to(scene)])
    assert expert(scene).questions.cases(Filter(), offset=1)["cases"] == []


def test_an_expert_sees_that_there_is_a_linked_case_and_not_where_it_stands(scene: Scene) -> None:
    (linked,) = expert(scene).questions.case(invited_to(scene))["linked"]
    assert (linked["reference"], linked["state"]) == (other(scene), None)


WRITES: dict[str, Callable[[Desk, str], object]] = {
    "item ids of a decision": lambda desk, case: desk.decisions.outcomes(case, "grant", ()),
    "decision": lambda desk, case: desk.decisions.propose(case, "a", "b"),
    "signature": lambda desk, case: desk.decisions.sign_decision(case),
    "issued licence": lambda desk, case: desk.decisions.issue(case),
    "number of a licence": lambda desk, case: desk.decisions.issued_number(case, "x"),
    "passed limit": lambda desk, case: desk.course.record_deadline(case, "intake"),
    "competence": lambda desk, case: desk.course.decline_step(case, "", "x"),
    "conflict of interest": lambda desk, case: desk.course.declare_conflict(case, "x"),
    "link": lambda desk, case: desk.course.link(case, case, "x"),
    "question to the applicant": lambda desk, case: desk.consulting.raise_query(case, "x"),
    "answer of the applicant": lambda desk, case: desk.consulting.record_answer(case, "2026-10-06", "x"),
    "answer to a consultation": lambda desk, case: desk.consulting.answer(case, Position.AGREE),
    "return to a step": lambda desk, case: desk.reviews.return_step(case, "intake", "none", "x"),
    "opinion": lambda desk, case: desk.reviews.give_opinion(case, "", Position.AGREE),
    "condition": lambda desk, case: desk.reviews.release_condition(case, 1),
    "migration": lambda desk, case: desk.procedures.propose_migration(case, "lead-authority", "x"),
    "agenda": lambda desk, case: desk.committee.convene("x", "2026-10-09", "x", (case,)),
    "question": lambda desk, case: desk.committee.put_question("0", case, "x", "x", ()),
    "result": lambda desk, case: desk.committee.certify(case),
    "raised conflict": lambda desk, case: desk.seats.raise_conflict(case, "cus-01", "x"),
    "ruling on a conflict": lambda desk, case: desk.seats.rule_conflict(case, "x", "x", found=True),
    "informal note": lambda desk, case: desk.notes.write(case, "x"),
    "filed note": lambda desk, case: desk.notes.file(case, "x"),
    "settled note": lambda desk, case: desk.notes.settle(case, "x"),
    "evidence": lambda desk, case: desk.notes.record_evidence(case, EvidenceKind.ADVERSE, "x", "x"),
    "mandate": lambda desk, case: desk.journal.propose_mandate("x", "2026-10-09", (case,)),
}
"""What answers with something of a case, or with whether there is one, before any rule has looked at the act."""
READS: dict[str, Callable[[Desk, str], object]] = {
    "case show": lambda desk, case: desk.questions.case(case),
    "invited experts": lambda desk, case: desk.seats.experts(case),
    "informal notes": lambda desk, case: desk.notes.notes(case),
    "where a case stands": lambda desk, case: desk.questions.standing(case),
    "case history": lambda desk, case: desk.questions.history(case),
    "case acts": lambda desk, case: desk.questions.acts(case),
    "journal acts": lambda desk, _: desk.questions.acts(),
    "search by words": lambda desk, _: desk.questions.cases(Filter(text="rifles")),
    "search by stage": lambda desk, _: desk.questions.cases(Filter(stage="intake")),
    "decisions": lambda desk, _: desk.questions.decisions(),
    "sessions": lambda desk, _: desk.questions.sessions(),
    "a session": lambda desk, _: desk.questions.session("0"),
    "licence": lambda desk, case: desk.decisions.licence(case),
    "printed licence": lambda desk, case: desk.printing.licence(case, "en"),
    "printed minutes": lambda desk, _: desk.printing.minutes("0", "en"),
    "printed decision log": lambda desk, _: desk.printing.decision_log("en"),
    "mandates": lambda desk, _: desk.journal.mandates(),
    "advice": lambda desk, case: desk.consulting.advise(case, "x"),
    **WRITES,
}


@pytest.mark.parametrize("what", READS)
def test_an_expert_reads_nothing_else(scene: Scene, what: str) -> None:
    for case in (other(scene), "EXP-2026-09999"):
        with pytest.raises(Refused, match=r"rights\.only-invited"):
            READS[what](expert(scene), case)


@pytest.mark.parametrize("what", WRITES)
def test_the_administrator_learns_nothing_of_a_case_by_trying_to_act_on_it(scene: Scene, what: str) -> None:
    for case in (other(scene), "EXP-2026-09999"):
        with pytest.raises(Refused, match=r"rights\.no-cases"):
            WRITES[what](scene.at("licensing", "administrator"), case)


def test_nobody_who_reads_no_cases_learns_by_intake_that_there_is_one(scene: Scene, tmp_path: Path) -> None:
    candidates = read([dossier("1-grant-with-conditions", tmp_path)], None).candidates
    for desk, code in ((expert(scene), "only-invited"), (scene.at("licensing", "administrator"), "no-cases")):
        with pytest.raises(Refused, match=rf"rights\.{code}"):
            desk.applications.register(candidates)


def test_what_stands_in_linked_cases_is_left_out_of_decisions_too() -> None:
    play = at("proposed")
    (record,) = play.case.decisions.values()
    linked = Beside(case="c2", reference="EXP-2026-00002", state="granted")
    record = replace(record, body=replace(record.body, beside=(Beside(authority="defence", state="open"), linked)))
    for only_this, state in ((True, None), (False, "granted")):
        shown = plain_decision(play.case, play.world, record, only_this=only_this)["beside"]
        assert [one["state"] for one in shown] == ["open", state]


def test_an_expert_reads_no_longer_than_invited(scene: Scene) -> None:
    scene.clock.days(2)
    later = expert(scene)
    with pytest.raises(Refused, match=r"rights\.only-invited"):
        later.questions.case(invited_to(scene))
    assert later.questions.cases(Filter())["total"] == 0


def test_an_expert_with_a_conflict_of_interest_reads_no_more(scene: Scene) -> None:
    desk = expert(scene)
    desk.course.declare_conflict(invited_to(scene), "I used to work there")
    with pytest.raises(Refused, match=r"rights\.only-invited"):
        desk.questions.case(invited_to(scene))


def test_the_command_line_refuses_an_expert_in_both_languages(scene: Scene) -> None:
    for lang in ("en", "fr"):
        said = scene.station.run(EXPERT, "case", "list", "--text", "rifles", lang=lang)
        assert (said.code, said.out) == (3, "")
