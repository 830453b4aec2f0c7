"""An invited expert reads one case until a day, and nothing else of the realm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from app.assemble import Desk
from app.errors import Refused
from app.store.lists import Filter
from tests.cli.placet import once, station
from tests.features.realm import Scene, staffed
from tests.features.steps.realm import take_in

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
    assert desk.questions.history(case)["versions"]
    desk.consulting.advise(case, "Not with ordinary tools.")
    (shown,) = scene.at("customs", "reviewer").questions.case(case)["experts"]
    assert [one["text"] for one in shown["advice"]] == ["Not with ordinary tools."]
    assert desk.questions.history(case)["positions"] == []


def test_an_experts_list_holds_only_cases_of_invitations(scene: Scene) -> None:
    found = expert(scene).questions.cases(Filter())
    assert (found["total"], [one["reference"] for one in found["cases"]]) == (1, [invited_to(scene)])
    assert expert(scene).questions.cases(Filter(), offset=1)["cases"] == []


def test_an_expert_sees_that_there_is_a_linked_case_and_not_where_it_stands(scene: Scene) -> None:
    (linked,) = expert(scene).questions.case(invited_to(scene))["linked"]
    assert (linked["reference"], linked["state"]) == (other(scene), None)


READS: dict[str, Callable[[Desk, str], object]] = {
    "case show": lambda desk, case: desk.questions.case(case),
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
}


@pytest.mark.parametrize("what", READS)
def test_an_expert_reads_nothing_else(scene: Scene, what: str) -> None:
    for case in (other(scene), "EXP-2026-09999"):
        with pytest.raises(Refused, match=r"rights\.only-invited"):
            READS[what](expert(scene), case)


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
