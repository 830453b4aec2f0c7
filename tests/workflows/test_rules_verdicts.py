"""Decisions made again, and decisions made on paper: what counts, who signs, what becomes of the licence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.models.acts import (
    ConditionChanged,
    ConditionProposed,
    DecisionEscalated,
    DecisionSigned,
    QuestionDeferred,
    ReconsiderationOpened,
)
from app.models.case import Case, DecisionRecord
from app.models.outcomes import EscalationCause, ItemOutcome, Outcome, ReviewCause, Verdict
from app.workflows.decisions import all_positions
from app.workflows.escalation import higher_authority
from app.workflows.finality import final_decision, final_decisions, licensed, open_review, standing_for, undecided
from app.workflows.road import stage
from tests.workflows.machine.play import Play
from tests.workflows.machine.stages import (
    CHAIR,
    MEMBERS,
    OFFICER,
    SECRETARY,
    at,
    licence,
    on,
    proposed,
    question,
    vote,
)

DEPUTY = "lic-06"
"""A chair who did not sign the first decision."""
HEAD = "for-03"
SCAN = "a1" * 32


def decided(first: Outcome = Outcome.REFUSE) -> Play:
    """A first decision of the committee on both items."""
    play = at("opened")
    play.do(SECRETARY, question(play.world, first))
    all_agree(play)
    return on(play, "proposed", "signed")


def all_agree(play: Play) -> None:
    for seat, officer in MEMBERS.items():
        play.do(officer, vote(play.case, seat, reasons="As the committee weighed it."))
    on(play, "certified", "attested")


def last(play: Play) -> DecisionRecord:
    return max(play.case.decisions.values(), key=lambda one: one.by.order)


def opened(play: Play, *items: str, condition: int = 0) -> ReconsiderationOpened:
    return ReconsiderationOpened(
        decision=last(play).id,
        cause=ReviewCause.OWN_MOTION,
        items=items or ("1", "2"),
        condition=condition,
        grounds="A fact was not known.",
    )


def reviewing(*items: str) -> Play:
    play = decided()
    play.do(OFFICER, opened(play, *items))
    return play


def again(play: Play, *outcomes: ItemOutcome | Outcome) -> Play:
    """The committee takes the case up again and agrees on these outcomes."""
    chosen = tuple(
        one if isinstance(one, ItemOutcome) else ItemOutcome(item=str(number), outcome=one)
        for number, one in enumerate(outcomes, 1)
    )
    play.do(SECRETARY, question(play.world, outcomes=chosen))
    all_agree(play)
    return play


def signed_again(play: Play) -> Case:
    play.do(SECRETARY, proposed(play.world))
    play.do(MEMBERS["defence"], DecisionSigned(decision=last(play).id))
    play.do(DEPUTY, DecisionSigned(decision=last(play).id))
    return play.case


def test_a_reconsidered_decision_stands_until_another_takes_its_place() -> None:
    play = reviewing()
    case = play.case
    assert open_review(case) is not None
    assert [one.id for one in final_decisions(case)] == [last(play).id]
    assert final_decision(case) is None
    assert undecided(case) == {"1", "2"}
    assert stage(case, play.world.realm) == "committee"


@pytest.mark.parametrize(
    ("outcomes", "verdict"),
    [
        ((Outcome.REFUSE, Outcome.REFUSE), Verdict.UPHELD),
        ((Outcome.GRANT, Outcome.REFUSE), Verdict.VARIED),
        ((Outcome.GRANT, Outcome.GRANT), Verdict.ANNULLED),
    ],
)
def test_what_a_decision_makes_of_the_first_one_is_computed(outcomes: tuple[Outcome, ...], verdict: Verdict) -> None:
    play = again(reviewing(), *outcomes)
    wrong = next(one for one in Verdict if one is not verdict)
    play.refuses("decision.verdict", SECRETARY, proposed(play.world, verdict=wrong))
    first = last(play).id
    case = signed_again(play)
    final = final_decision(case)
    assert final is not None
    assert final.body.verdict is verdict
    assert final.body.replaces == (first,)
    assert [one.id for one in final_decisions(case)] == [final.id]
    assert first in case.decisions
    assert (standing_for(case, first) == final) is (verdict is Verdict.UPHELD)
    assert open_review(case) is None


def test_who_signed_first_does_not_sign_again() -> None:
    play = again(reviewing(), Outcome.GRANT, Outcome.GRANT)
    play.do(SECRETARY, proposed(play.world))
    body = DecisionSigned(decision=last(play).id)
    play.refuses("decision.signed-first", MEMBERS["foreign-affairs"], body)
    play.refuses("decision.signed-first", CHAIR, body)
    play.do(MEMBERS["defence"], body)


def test_the_committee_agrees_anew_before_it_decides_anew() -> None:
    play = reviewing()
    play.refuses("step.not-open", SECRETARY, proposed(play.world))


def test_items_that_nobody_asked_to_reconsider_keep_their_outcome() -> None:
    play = again(reviewing("1"), Outcome.GRANT, Outcome.GRANT)
    play.refuses("decision.not-reconsidered", SECRETARY, proposed(play.world))


def test_a_decision_names_the_reconsideration_it_ends() -> None:
    play = again(reviewing(), Outcome.GRANT, Outcome.GRANT)
    play.refuses("decision.review", SECRETARY, proposed(play.world, review=""))


def test_a_second_reconsideration_does_not_reopen_the_first() -> None:
    play = again(reviewing(), Outcome.REFUSE, Outcome.REFUSE)
    signed_again(play)
    play.do(OFFICER, opened(play))
    again(play, Outcome.GRANT, Outcome.GRANT)
    play.do(SECRETARY, proposed(play.world))
    play.do(MEMBERS["foreign-affairs"], DecisionSigned(decision=last(play).id))
    play.do(CHAIR, DecisionSigned(decision=last(play).id))
    assert open_review(play.case) is None
    assert final_decision(play.case) == last(play)


def test_an_annulled_refusal_becomes_a_licence() -> None:
    play = again(reviewing(), Outcome.GRANT, Outcome.GRANT)
    signed_again(play)
    assert stage(play.case, play.world.realm) == "issue"
    play.do(OFFICER, licence(play.world))
    assert licensed(play.case) == {last(play).id}


def test_two_decisions_made_apart_in_one_reconsideration_leave_it_open() -> None:
    play = again(reviewing(), Outcome.GRANT, Outcome.GRANT)
    play.do(SECRETARY, proposed(play.world))
    left = last(play)
    play.do(SECRETARY, proposed(play.world, text="Granted again."))
    right = last(play)
    before = play.world
    one = play.make(MEMBERS["defence"], DecisionSigned(decision=left.id))
    other = play.make(MEMBERS["customs"], DecisionSigned(decision=right.id), view=before)
    assert [play.admit(one), play.admit(other)] == ["", ""]
    one = play.make(DEPUTY, DecisionSigned(decision=left.id))
    other = play.make(DEPUTY, DecisionSigned(decision=right.id), chain="apart", seq=0)
    assert [play.admit(one), play.admit(other)] == ["", ""]
    assert final_decisions(play.case) == ()
    assert undecided(play.case) == {"1", "2"}
    assert open_review(play.case) is not None


# --- on paper ----------------------------------------------------------------------------------------------------


def escalated() -> Play:
    """The committee could not agree; the case lies with the higher authority."""
    play = at("opened")
    limit = play.world.procedure(play.case.procedure).committee.deferrals  # type: ignore[union-attr]
    for _ in range(limit + 1):
        put = play.do(SECRETARY, question(play.world))
        play.do(CHAIR, QuestionDeferred(question=put.body.fingerprint, reason="No consensus."))
    procedure = play.world.procedure(play.case.procedure)
    play.do(
        CHAIR,
        DecisionEscalated(
            cause=EscalationCause.DEFERRALS,
            to=higher_authority(play.world, procedure),
            positions=all_positions(play.case),
            reason="Three rounds in vain.",
        ),
    )
    return play


def on_paper(play: Play, **fields: object) -> object:
    granted = tuple(ItemOutcome(item=one, outcome=Outcome.GRANT) for one in ("1", "2"))
    body = proposed(play.world, granted, signatures=1, scan=SCAN, signatory="The Minister", dated="2026-11-02")
    return replace(body, **fields)  # type: ignore[arg-type]


def test_a_decision_on_paper_is_recorded_by_the_secretary_and_signed_by_the_chair() -> None:
    play = escalated()
    play.do(SECRETARY, on_paper(play))
    play.refuses("decision.paper-chair", HEAD, DecisionSigned(decision=last(play).id))
    play.do(CHAIR, DecisionSigned(decision=last(play).id))
    final = final_decision(play.case)
    assert final is not None
    assert (final.body.authority, final.body.ground, final.body.scan) == (
        "foreign-affairs",
        "higher-authority",
        SCAN,
    )


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("decision.scan", {"scan": "nothing"}),
        ("decision.scan", {"scan": ""}),
        ("decision.paper-signatory", {"signatory": " "}),
        ("decision.paper-dated", {"dated": "2026-10-31"}),
        ("decision.paper-dated", {"dated": "2027-01-01"}),
        ("decision.paper-dated", {"dated": "yesterday"}),
        ("decision.signatures", {"signatures": 2}),
    ],
)
def test_a_decision_on_paper_says_where_it_comes_from(code: str, fields: dict[str, object]) -> None:
    play = escalated()
    play.refuses(code, SECRETARY, on_paper(play, **fields))


def test_only_the_secretary_records_a_decision_on_paper() -> None:
    play = escalated()
    play.refuses("decision.paper-secretary", OFFICER, on_paper(play))


def test_a_committee_decides_by_itself_and_not_on_paper() -> None:
    play = at("attested")
    play.refuses(
        "decision.paper-authority",
        SECRETARY,
        replace(proposed(play.world), scan=SCAN, signatory="The Minister", dated="2026-11-02"),
    )


# --- the licence of a decision made again ------------------------------------------------------------------------


def licensed_under_condition() -> Play:
    """A licence under a condition of defence, which the applicant asks to drop."""
    play = at("opened")
    play.do("def-01", ConditionProposed(number=1, text="One port.", text_fr="Un seul port."))
    play.do(SECRETARY, question(play.world))
    all_agree(play)
    on(play, "proposed", "signed", "issued")
    play.do(OFFICER, opened(play, condition=1))
    return play


def test_a_licence_goes_on_where_the_decision_behind_it_was_upheld() -> None:
    play = licensed_under_condition()
    first = last(play).id
    signed_again(again(play, Outcome.GRANT, Outcome.GRANT))
    final = final_decision(play.case)
    assert final is not None
    assert standing_for(play.case, first) == final
    assert licensed(play.case) == {final.id}
    assert stage(play.case, play.world.realm) != "issue"


def test_a_varied_decision_asks_for_a_licence_of_its_own_number() -> None:
    play = licensed_under_condition()
    first = last(play).id
    play.do("def-01", ConditionChanged(number=1, version=2, text="", text_fr="", dropped=True, reason="Two ports."))
    signed_again(again(play, Outcome.GRANT, Outcome.GRANT))
    assert standing_for(play.case, first) is None
    assert stage(play.case, play.world.realm) == "issue"
    play.do(OFFICER, licence(play.world))
    assert sorted(one.body.number for one in play.case.licences.values()) == [
        "EXP-2026-00001/L1",
        "EXP-2026-00001/L2",
    ]
