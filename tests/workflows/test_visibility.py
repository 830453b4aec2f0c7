"""Who sees the positions on an open round: an agency with a seat only once that has spoken, others at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.models.charter import Person, Role
from app.models.outcomes import Position
from app.models.procedure import Committee, Visibility
from app.workflows.committee import committee_of
from app.workflows.visibility import hides, presides
from tests.workflows.machine.play import Play, charter_of
from tests.workflows.machine.stages import CHAIR, MEMBERS, asked, at, certificate, vote
from tests.workflows.test_rules_distance import END, in_writing

NOW = "2026-11-20T08:00:00Z"


def person(agency: str, *roles: Role) -> Person:
    return Person(officer="x", name="X", agency=agency, roles=roles)


def hidden(play: Play, who: Person, at_: str = NOW, **changed: object) -> bool:
    committee: Committee = committee_of(play.world.procedure(play.case.procedure))
    one = play.case.rounds[asked(play.case)]
    return hides(play.case, one, replace(committee, **changed), charter_of(), who, at_)  # type: ignore[arg-type]


def spoken() -> Play:
    play = at("put")
    play.do(MEMBERS["customs"], vote(play.case, "customs", Position.ABSTAIN))
    return play


@pytest.mark.parametrize(
    ("agency", "role", "expected"),
    [
        ("interior", Role.MEMBER, True),
        ("economy", Role.MEMBER, True),
        ("customs", Role.MEMBER, False),
        ("intelligence", Role.MEMBER, False),
        ("interior", Role.REVIEWER, True),
        ("interior", Role.AGENCY_HEAD, True),
        ("economy", Role.AUDITOR, True),
        ("customs", Role.AGENCY_HEAD, False),
        ("customs", Role.EXPERT, True),
        ("licensing", Role.LICENSING_OFFICER, False),
        ("licensing", Role.SECRETARY, False),
        ("licensing", Role.CHAIR, False),
    ],
)
def test_nobody_who_could_tell_a_seat_sees_anything_yet(agency: str, role: Role, expected: bool) -> None:
    assert hidden(spoken(), person(agency, role)) is expected


def test_a_chair_that_votes_waits_for_its_own_position_too() -> None:
    chair = person("interior", Role.CHAIR)
    assert not hidden(spoken(), chair, chair="interior")
    assert hidden(spoken(), chair, chair="interior", chair_votes=True)


def test_where_the_procedure_leaves_positions_open_everybody_sees_them() -> None:
    assert not hidden(spoken(), person("interior", Role.MEMBER), positions=Visibility.OPEN)


def test_a_round_that_is_over_is_seen_by_all() -> None:
    play = at("voted")
    play.do(CHAIR, certificate(play.world))
    assert not hidden(play, person("economy", Role.MEMBER))
    play = in_writing()
    assert hidden(play, person("interior", Role.MEMBER))
    assert not hidden(play, person("interior", Role.MEMBER), END)


def test_chair_and_secretary_of_the_committee_preside() -> None:
    committee, charter = committee_of(at("put").world.procedure(at("put").case.procedure)), charter_of()
    assert presides(committee, charter, person("licensing", Role.SECRETARY))
    assert not presides(committee, charter, person("customs", Role.CHAIR))
    assert not presides(committee, charter, person("licensing", Role.CLERK))
