"""Rules of disputed competence: two agencies want a step, or neither does, and the named one settles it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.models.acts import (
    CompetenceClaimed,
    CompetenceDeclined,
    CompetenceRuled,
    DecisionSigned,
    LinesClassified,
    OpinionChanged,
    OpinionGiven,
    StepReassigned,
)
from app.models.outcomes import Outcome, Position
from app.workflows.competence import judge, parties
from app.workflows.course import open_disputes
from app.workflows.decisions import deciders
from app.workflows.finality import final_decisions
from tests.workflows.drafts import STANDING, altered
from tests.workflows.machine.claims import Claim, names
from tests.workflows.machine.play import Play
from tests.workflows.machine.stages import (
    CLASSES,
    OFFICER,
    REVIEWERS,
    at,
    opinion,
    outcomes,
    proposed,
)
from tests.workflows.test_rules_course import DEFENCE_HEAD, FOREIGN, INTERIOR_HEAD, mixed, where

CUSTOMS_HEAD = "cus-03"
JUDGED = altered(STANDING, ('disputes = "higher-authority"\n', 'disputes = "interior"\n'))


def claimed(step: str = "customs", holder: str = "customs", **fields: str) -> CompetenceClaimed:
    return CompetenceClaimed(**({"step": step, "holder": holder, "reasons": "It crosses no border."} | fields))


def ruled(agency: str, step: str = "customs", holder: str = "customs", **fields: str) -> CompetenceRuled:
    given = {"step": step, "holder": holder, "agency": agency, "reasons": "By the decree of May."}
    return CompetenceRuled(**(given | fields))


def disputed(stage: str = "treaty", procedure: str = JUDGED) -> Play:
    """Defence claims the opinion of customs."""
    play = at(stage, procedure=procedure)
    play.do(DEFENCE_HEAD, claimed())
    return play


def not_competent(play: Play, officer: str) -> OpinionGiven:
    return opinion(play.case, "customs", Position.NOT_COMPETENT, reasons="Not imported.")


def passed_on(procedure: str = STANDING) -> Play:
    """Customs declined its opinion, it went to the interior, and that declines too."""
    play = at("treaty", procedure=procedure)
    play.do(REVIEWERS["customs"], not_competent(play, "customs"))
    play.do(OFFICER, StepReassigned(step="customs", declined_by="customs", agency="interior", reason="Its border."))
    play.do(REVIEWERS["interior"], not_competent(play, "interior"))
    return play


CLAIMS = [
    Claim("a claim is to an open step", "step.not-open", "classified", DEFENCE_HEAD, lambda _: claimed()),
    Claim(
        "a claim names who holds the step", "step.other-agency", "treaty", DEFENCE_HEAD, lambda _: claimed(holder="x")
    ),
    Claim(
        "nobody claims what he holds",
        "competence.not-claimed",
        "treaty",
        DEFENCE_HEAD,
        lambda _: claimed("defence", "defence"),
    ),
    Claim(
        "nobody claims to run the case",
        "competence.not-claimed",
        "registered",
        DEFENCE_HEAD,
        lambda _: claimed("intake", "licensing"),
    ),
    Claim(
        "nobody claims the committee's place",
        "competence.not-claimed",
        "opened",
        DEFENCE_HEAD,
        lambda _: claimed("committee", "committee"),
    ),
    Claim("a claim says why", "reasons.needed", "treaty", DEFENCE_HEAD, lambda _: claimed(reasons=" ")),
    Claim(
        "there is no ruling without a dispute",
        "competence.not-disputed",
        "treaty",
        FOREIGN,
        lambda _: ruled("defence"),
    ),
    Claim("nothing is claimed before it came", "case.unknown", "founded", DEFENCE_HEAD, lambda _: claimed()),
    Claim("nothing is ruled before it came", "case.unknown", "founded", FOREIGN, lambda _: ruled("defence")),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=names(CLAIMS))
def test_refusals_of_disputes(claim: Claim) -> None:
    claim.holds()


def test_a_disputed_step_waits_for_the_ruling() -> None:
    play = disputed()
    assert where(play, "customs").declined
    play.refuses("competence.disputed", REVIEWERS["customs"], opinion(play.case, "customs"))
    play.refuses("competence.claimed-already", DEFENCE_HEAD, claimed())
    play.refuses("competence.not-disputed", INTERIOR_HEAD, ruled("defence", "defence", "defence"))


def test_only_the_named_agency_settles_it_and_its_word_binds() -> None:
    play = disputed()
    play.refuses("competence.judge", CUSTOMS_HEAD, ruled("customs"))
    play.refuses("competence.judge", FOREIGN, ruled("customs"))
    play.refuses("agency.unknown", INTERIOR_HEAD, ruled("fisheries"))
    play.refuses("reasons.needed", INTERIOR_HEAD, ruled("defence", reasons=""))
    play.do(INTERIOR_HEAD, ruled("defence"))
    assert open_disputes(play.case, "customs") == ()
    assert (where(play, "customs").agencies, where(play, "customs").declined) == (("defence",), False)
    play.refuses("competence.ruled", REVIEWERS["defence"], not_competent(play, "defence"))
    play.refuses("competence.ruled", CUSTOMS_HEAD, claimed(holder="defence"))
    play.do(REVIEWERS["defence"], opinion(play.case, "customs"))
    assert where(play, "customs").state == "done"


def test_a_holder_that_was_upheld_goes_on() -> None:
    play = disputed()
    play.do(INTERIOR_HEAD, ruled("customs"))
    play.refuses("competence.ruled", DEFENCE_HEAD, claimed())
    play.refuses("competence.ruled", REVIEWERS["customs"], not_competent(play, "customs"))
    play.do(REVIEWERS["customs"], opinion(play.case, "customs"))


def test_where_the_named_agency_is_a_party_the_higher_authority_rules() -> None:
    play = at("treaty", procedure=JUDGED)
    play.do(INTERIOR_HEAD, claimed())
    step = where(play, "customs").step
    assert parties(play.case, step, "customs") == {"customs", "interior"}
    assert judge(play.case, play.world, step, "customs") == "foreign-affairs"
    play.refuses("competence.judge", INTERIOR_HEAD, ruled("interior"))
    play.do(FOREIGN, ruled("customs"))


def test_nobody_judges_what_he_asked_for() -> None:
    play = at("treaty", procedure=altered(STANDING, ('disputes = "higher-authority"\n', "")))
    play.do(FOREIGN, claimed())
    play.refuses("second-person.same", FOREIGN, ruled("foreign-affairs"))


def test_a_holder_may_give_way_and_the_step_goes_to_whoever_claimed_it() -> None:
    play = at("intake", procedure=JUDGED)
    play.do(DEFENCE_HEAD, claimed("classification", "licensing"))
    play.refuses("competence.disputed", OFFICER, LinesClassified(step="classification", lines=CLASSES))
    play.do(OFFICER, CompetenceDeclined(step="classification", reasons="Its laboratory knows better."))
    moved = StepReassigned(step="classification", declined_by="licensing", agency="defence", reason="It claimed it.")
    play.do(OFFICER, moved)
    assert open_disputes(play.case, "classification") == ()
    assert (where(play, "classification").agencies, where(play, "classification").declined) == (("defence",), False)


def test_what_two_agencies_declined_is_ruled_on_and_comes_back_to_one_of_them() -> None:
    play = passed_on()
    play.refuses(
        "competence.declined-already",
        OFFICER,
        StepReassigned(step="customs", declined_by="interior", agency="customs", reason="Back."),
    )
    play.do(FOREIGN, ruled("customs", holder="interior"))
    assert (where(play, "customs").agencies, where(play, "customs").declined) == (("customs",), False)
    assert where(play, "customs").state == "open"
    earlier = next(one for one in play.case.opinions.values() if one.by.agency == "customs")
    given = opinion(play.case, "customs")
    changed = OpinionChanged(
        replaces=earlier.id, step=given.step, dossier=given.dossier, position=given.position, reasons=given.reasons
    )
    play.refuses("competence.ruled", REVIEWERS["customs"], replace(changed, position=Position.NOT_COMPETENT))
    play.do(REVIEWERS["customs"], changed)
    assert where(play, "customs").state == "done"


def test_what_one_agency_declined_is_given_to_another_before_anybody_rules() -> None:
    play = at("treaty")
    play.do(REVIEWERS["customs"], not_competent(play, "customs"))
    play.refuses("competence.not-disputed", FOREIGN, ruled("customs"))


def test_a_ruling_holds_against_a_reassignment_made_apart() -> None:
    play = passed_on()
    nobody = play.lagging(0)
    moved = play.make(
        OFFICER,
        StepReassigned(step="customs", declined_by="interior", agency="economy", reason="Its market."),
        view=nobody,
    )
    ruling = play.make(FOREIGN, ruled("customs", holder="interior"), view=nobody)
    for acts in ((moved, ruling), (ruling, moved)):
        one = play.fork()
        assert [one.admit(act) for act in acts] == ["", ""]
        assert where(one, "customs").agencies == ("customs",)


def test_of_two_rulings_made_apart_the_earlier_counts() -> None:
    play = disputed()
    nobody = play.lagging(0)
    acts = [play.make(INTERIOR_HEAD, ruled(agency), view=nobody) for agency in ("customs", "defence")]
    first = min(acts, key=lambda act: (act.clock, act.id))
    for order in (acts, acts[::-1]):
        one = play.fork()
        assert [one.admit(act) for act in order] == ["", ""]
        assert where(one, "customs").agencies == (first.body.agency,)


def test_two_authorities_dispute_an_item_and_each_decides_what_the_ruling_left_it() -> None:
    play = mixed()
    assert set(deciders(play.case, play.world, where(play, "decision").step)) == {"defence", "interior"}
    play.do(INTERIOR_HEAD, claimed("decision", "defence", reasons="A light weapon on a vehicle."))
    play.refuses("competence.disputed", OFFICER, proposed(play.world, outcomes(play.case), authority="defence"))
    play.do(FOREIGN, ruled("interior", "decision", "defence"))
    assert set(deciders(play.case, play.world, where(play, "decision").step)) == {"interior"}
    play.do(OFFICER, proposed(play.world, outcomes(play.case, Outcome.REFUSE), authority="interior"))
    record = next(iter(play.case.decisions.values()))
    play.do(INTERIOR_HEAD, DecisionSigned(decision=record.id))
    assert {one.item for one in final_decisions(play.case)[0].body.outcomes} == {"1", "2"}


def test_the_decision_waits_for_signatures_too_while_it_is_disputed() -> None:
    play = mixed()
    play.do(OFFICER, proposed(play.world, outcomes(play.case), authority="defence"))
    record = next(iter(play.case.decisions.values()))
    play.do(INTERIOR_HEAD, claimed("decision", "defence"))
    play.refuses("competence.disputed", DEFENCE_HEAD, DecisionSigned(decision=record.id))


def test_a_step_is_not_given_by_ruling_to_an_agency_that_nobody_can_sign_for() -> None:
    play = mixed()
    play.do(INTERIOR_HEAD, claimed("decision", "defence"))
    play.refuses("competence.no-head", FOREIGN, ruled("intelligence", "decision", "defence"))


def test_whoever_declined_does_not_claim() -> None:
    play = at("intake")
    play.do(OFFICER, CompetenceDeclined(step="classification", reasons="Chemical agents."))
    moved = StepReassigned(step="classification", declined_by="licensing", agency="defence", reason="Its laboratory.")
    play.do(OFFICER, moved)
    play.refuses("competence.declined-already", "lic-01", claimed("classification", "defence"))
