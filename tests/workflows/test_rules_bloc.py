"""Rules of lists A and B: which questions are adopted in bloc, how a seat moves one to list B, and what then stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.models.acts import (
    CaseMovedToDebate,
    ConditionChanged,
    ConditionProposed,
    OpinionChanged,
    QueryRaised,
    QuestionDeferred,
    ResultAttested,
    UrgencyDeclared,
)
from app.models.outcomes import Outcome, Position
from app.workflows.consensus import standing_result
from app.workflows.dossier import dossier_hash
from app.workflows.results import count
from app.workflows.triage import on_list_a, triage
from tests.workflows.machine.claims import Claim
from tests.workflows.machine.play import Play
from tests.workflows.machine.stages import (
    ADVISORY,
    CHAIR,
    MEMBERS,
    REVIEWERS,
    SECRETARY,
    asked,
    at,
    certificate,
    last_certificate,
    question,
    vote,
)

LIST = "a" * 64


def moved(play: Play, seat: str = "customs", **fields: Any) -> CaseMovedToDebate:
    return replace(CaseMovedToDebate(question=asked(play.case), seat=seat), **fields)


def listed(play: Play) -> bool:
    return on_list_a(play.case, play.world.procedure(play.case.procedure))


CLAIMS = [
    Claim(
        "a question of list A says so",
        "triage.other-list",
        "opened",
        SECRETARY,
        lambda p: question(p.world, bloc=False),
    ),
    Claim(
        "a question that refuses is discussed",
        "triage.other-list",
        "opened",
        SECRETARY,
        lambda p: question(p.world, Outcome.REFUSE, bloc=True),
    ),
    Claim(
        "in bloc a seat only agrees",
        "bloc.agrees-only",
        "put",
        MEMBERS["customs"],
        lambda p: vote(p.case, "customs", Position.ABSTAIN, bloc=LIST),
    ),
    Claim("there is a question to move", "vote.unknown-question", "opened", MEMBERS["customs"], lambda _: none_open()),
    Claim("nothing moves once certified", "vote.round-closed", "certified", MEMBERS["customs"], moved),
    Claim("a seat moves for itself", "vote.not-your-seat", "put", MEMBERS["customs"], lambda p: moved(p, "interior")),
]


def none_open() -> CaseMovedToDebate:
    return CaseMovedToDebate(question="0" * 64, seat="customs")


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.text)
def test_refusals_of_lists(claim: Claim) -> None:
    claim.holds()


def test_a_case_on_which_every_opinion_agrees_stands_on_list_a() -> None:
    assert listed(at("opinions"))
    assert not listed(at("treaty")), "nobody has said anything yet"


def test_a_reservation_or_an_open_question_puts_a_case_on_list_b() -> None:
    play = at("opinions")
    mine = next(one for one in play.case.opinions.values() if one.body.step == "customs")
    changed = OpinionChanged(
        step="customs",
        dossier=dossier_hash(play.case),
        position=Position.AGREE_WITH_RESERVATION,
        reasons="The route.",
        replaces=mine.id,
    )
    play.do(REVIEWERS["customs"], changed)
    assert not listed(play)
    play = at("treaty")
    play.do(REVIEWERS["customs"], QueryRaised(step="customs", text="Which route?", text_fr="Quel trajet ?"))
    assert not listed(play)


def test_a_pending_change_of_a_condition_puts_a_case_on_list_b() -> None:
    play = at("opinions")
    play.do(REVIEWERS["customs"], ConditionProposed(number=1, text="A certificate.", text_fr="Un certificat."))
    assert listed(play)
    play.do(SECRETARY, ConditionChanged(number=1, version=2, text="Papers.", text_fr="Des papiers.", reason="Shorter."))
    assert not listed(play)


def test_an_urgent_case_stands_on_list_b_whatever_the_triage_says() -> None:
    play = at("consolidated")
    play.do(CHAIR, UrgencyDeclared(reason="The ship leaves."))
    assert triage(play.case, play.world.procedure(play.case.procedure)).met
    assert not listed(play)


def test_any_seat_that_speaks_moves_a_question_once_and_without_reasons() -> None:
    play = at("put")
    play.fork().do(MEMBERS["customs"], moved(play))
    seat, officer = ADVISORY
    play.do(officer, moved(play, seat))
    play.refuses("bloc.moved-already", MEMBERS["customs"], moved(play))


def test_after_the_move_positions_in_bloc_fall_and_each_seat_speaks_again() -> None:
    play = at("put")
    for seat in ("customs", "defence"):
        play.do(MEMBERS[seat], vote(play.case, seat, bloc=LIST))
    play.do(MEMBERS["interior"], vote(play.case, "interior"))
    play.refuses("vote.cast-already", MEMBERS["customs"], vote(play.case, "customs"))
    play.do(MEMBERS["foreign-affairs"], moved(play, "foreign-affairs"))
    one = play.case.rounds[asked(play.case)]
    assert [standing.body.seat for standing in one.standing()] == ["interior"]
    play.refuses("bloc.list-b", MEMBERS["customs"], vote(play.case, "customs", bloc=LIST))
    for seat in ("customs", "defence", "foreign-affairs"):
        play.do(MEMBERS[seat], vote(play.case, seat))
    assert count(play.case, play.world, play.case.rounds[asked(play.case)], "").complete
    play.do(CHAIR, certificate(play.world))


def test_a_case_put_off_once_stays_on_list_b() -> None:
    play = at("put")
    play.do(CHAIR, QuestionDeferred(question=asked(play.case), reason="A document is missing."))
    assert not listed(play)


def test_a_case_moved_once_stays_on_list_b() -> None:
    play = at("put")
    play.do(MEMBERS["customs"], moved(play))
    assert not listed(play)


def test_a_result_over_positions_in_bloc_does_not_stand_against_a_move_that_came_before_it() -> None:
    play = at("put")
    for seat, officer in MEMBERS.items():
        play.do(officer, vote(play.case, seat, bloc=LIST))
    before = play.fork().world
    play.do(MEMBERS["customs"], moved(play))
    unaware = play.make(CHAIR, certificate(before), view=before)
    assert play.admit(unaware) == ""
    play.do(SECRETARY, ResultAttested(certificate=last_certificate(play.case)))
    assert standing_result(play.case) is None


def test_a_move_that_came_after_the_result_is_recorded_and_changes_nothing() -> None:
    play = at("put")
    for seat, officer in MEMBERS.items():
        play.do(officer, vote(play.case, seat, bloc=LIST))
    before, question_ = play.fork().world, moved(play)
    play.do(CHAIR, certificate(play.world))
    assert play.admit(play.make(MEMBERS["customs"], question_, view=before)) == ""
    one = play.case.rounds[asked(play.case)]
    assert one.moved is not None
    assert one.debated is None
    assert len(list(one.standing())) == len(MEMBERS)


def test_a_decided_case_is_on_no_list_for_adoption() -> None:
    assert not listed(at("signed"))
