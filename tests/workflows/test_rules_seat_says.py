"""Rules of what a seat says: what taking no side does, and when a position needs reasons or words in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from app.models.acts import OpinionChanged, QuestionDeferred
from app.models.outcomes import Outcome, Position
from tests.workflows.drafts import STANDING, altered
from tests.workflows.machine.play import Play
from tests.workflows.machine.stages import CHAIR, MEMBERS, REVIEWERS, SECRETARY, asked, at, on, opinion, question, vote
from tests.workflows.test_rules_distance import certified, codes, ran_out, running, the_round

CUSTOMS, INTERIOR = MEMBERS["customs"], MEMBERS["interior"]

# --- what a seat does that takes no side ----------------------------------------------------------------------------

EFFECTS = [
    ("not_competent", "silent", Position.NOT_COMPETENT, set()),
    ("not_competent", "blocks", Position.NOT_COMPETENT, {"consensus.not-competent"}),
    ("not_competent", "out", Position.NOT_COMPETENT, set()),
    ("abstaining", "silent", Position.ABSTAIN, set()),
    ("abstaining", "blocks", Position.ABSTAIN, {"consensus.abstaining"}),
    ("abstaining", "defers", Position.ABSTAIN, {"consensus.defers"}),
]


def with_effect(name: str, effect: str) -> str:
    return altered(STANDING, (f'{name} = "silent"', f'{name} = "{effect}"'))


@pytest.mark.parametrize(("name", "effect", "position", "expected"), EFFECTS)
def test_the_procedure_says_what_a_seat_does_that_takes_no_side(
    name: str, effect: str, position: Position, expected: set[str]
) -> None:
    play = at("put", procedure=with_effect(name, effect))
    for seat, officer in MEMBERS.items():
        play.do(officer, vote(play.case, seat, position if seat == "customs" else Position.AGREE))
    assert codes(play) == expected
    if expected == {"consensus.defers"}:
        play.refuses("result.only-deferred", CHAIR, certified(play))
        play.do(CHAIR, QuestionDeferred(question=asked(play.case), reason="Customs abstains."))
    else:
        play.do(CHAIR, certified(play))


def test_a_seat_that_leaves_the_quorum_is_missed_there() -> None:
    play = at("put", procedure=with_effect("abstaining", "out"))
    for seat, officer in MEMBERS.items():
        side = Position.ABSTAIN if seat in ("customs", "interior") else Position.AGREE
        play.do(officer, vote(play.case, seat, side))
    assert codes(play) == {"consensus.quorum"}


def test_an_absent_seat_blocks_or_defers_where_the_procedure_says_so() -> None:
    for effect, expected in (("blocks", "consensus.absent"), ("defers", "consensus.defers")):
        play = running(with_effect("absent", effect), receipting=("foreign-affairs", "defence", "customs"))
        assert codes(ran_out(play)) == {expected}


# --- reasons ---------------------------------------------------------------------------------------------------


def opposed(position: Position = Position.OBJECT, **fields: Any) -> Play:
    """Customs' opinion is another one, and the question is put all the same."""
    play = at("consolidated")
    own = next(one for one in play.case.opinions.values() if one.by.agency == "customs")
    changed = opinion(play.case, "customs", position, criteria=("7",), **fields)
    plain = {name: getattr(changed, name) for name in ("step", "dossier", "position", "reasons", "criteria", "items")}
    play.do(REVIEWERS["customs"], OpinionChanged(replaces=own.id, **plain))
    return on(play, "convened", "opened")


def test_a_vote_that_departs_from_the_agency_s_opinion_says_why() -> None:
    play = opposed()
    play.do(SECRETARY, question(play.world))
    play.refuses("vote.departs", CUSTOMS, vote(play.case, "customs"))
    play.do(CUSTOMS, vote(play.case, "customs", reasons="The route was changed."))


def test_agreeing_to_refuse_is_what_an_objecting_opinion_says() -> None:
    play = opposed()
    play.do(SECRETARY, question(play.world, Outcome.REFUSE))
    play.do(CUSTOMS, vote(play.case, "customs"))
    play.refuses("vote.departs", INTERIOR, vote(play.case, "interior"))


def test_abstaining_departs_from_nothing() -> None:
    play = opposed()
    play.do(SECRETARY, question(play.world))
    play.do(CUSTOMS, vote(play.case, "customs", Position.ABSTAIN))


def test_dropping_one_s_conditions_says_why() -> None:
    play = opposed(Position.AGREE_WITH_CONDITIONS)
    play.do(SECRETARY, question(play.world))
    play.refuses("vote.departs", CUSTOMS, vote(play.case, "customs"))
    play.do(CUSTOMS, vote(play.case, "customs", reasons="Met by the contract."))


def test_an_amendment_is_in_both_languages_and_only_an_objection_says_what_would_lift_it() -> None:
    play = at("put")
    play.refuses("vote.amendment", CUSTOMS, vote(play.case, "customs", amendment="Fewer."))
    play.refuses("vote.would-lift", CUSTOMS, vote(play.case, "customs", would_lift="A certificate."))
    said = {"reasons": "Route.", "criteria": ("7",), "would_lift": "A certificate."}
    taken = play.do(CUSTOMS, vote(play.case, "customs", Position.OBJECT, **said))
    assert the_round(play).votes[taken.id].body.would_lift == "A certificate."
