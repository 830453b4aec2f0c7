"""Faults that officers acting at random, or a look at their moves, once found."""

from __future__ import annotations

from dataclasses import replace

from app.models.acts import (
    CompetenceDeclined,
    DecisionSigned,
    GateRuled,
    GateWithdrawn,
    LinesClassified,
    MigrationConfirmed,
    MigrationProposed,
    OpinionCountersigned,
    OpinionReaffirmed,
    ReconsiderationOpened,
    StepCompleted,
    StepReassigned,
    StepReturned,
    StepWaived,
)
from app.models.outcomes import Beside, GateStatus, ItemOutcome, Outcome, ReviewCause
from app.workflows.compare import compare
from app.workflows.dossier import dossier_hash
from app.workflows.facts import gate_status
from app.workflows.finality import final_decision, final_decisions, final_outcomes, undecided
from app.workflows.reaffirming import opinion_difference
from app.workflows.road import marks
from app.workflows.steps import undone_by
from tests.workflows.machine import roads, stages
from tests.workflows.machine.play import CASE, Play
from tests.workflows.machine.roads import HEADS, REVIEWING, begin
from tests.workflows.machine.say_review import MIXED


def test_an_item_that_has_its_outcome_keeps_it_whatever_is_classified_afterwards() -> None:
    """Split by category: the interior decided item 1; defence returns, the lines become tanks, defence decides both."""
    play = begin(roads.CATEGORY, "half")
    before = next(view for view in map(play.lagging, range(1, 9)) if not final_decisions(view.case(CASE)))
    undoes = undone_by(play.case, play.world.procedure(play.case.procedure), "classification")
    returned = StepReturned(step="decision", to="classification", reason="Again.", undoes=undoes)
    play.refuses("decision.final-already", "def-04", returned)
    play.do("def-04", returned, view=before)
    tanks = tuple(replace(MIXED[1], line=name) for name in ("1", "2"))
    play.do("lic-10", LinesClassified(step="classification", lines=tanks))
    play.do("lic-03", StepCompleted(step="classification"))
    play.do("for-01", stages.assessed())
    play.do("for-01", StepCompleted(step="treaty"))
    for opinion in list(play.case.opinions.values()):
        seen = opinion_difference(play.case, opinion)
        body = OpinionReaffirmed(opinion=opinion.id, dossier=dossier_hash(play.case), difference=seen)
        play.do(REVIEWING[opinion.body.step], body)
    play.do("lic-03", StepCompleted(step="consolidation", note="x"))
    play.do("lic-04", stages.proposed(play.world, stages.outcomes(play.case), authority="defence"))
    last = max(play.case.decisions.values(), key=lambda one: one.by.order)
    play.do(HEADS["defence"], DecisionSigned(decision=last.id))
    assert {one.item for record in final_decisions(play.case) for one in record.body.outcomes} == {"1", "2"}


def test_items_reassigned_to_an_authority_that_has_decided_its_own_can_still_be_decided() -> None:
    play = begin(roads.CATEGORY, "half")
    play.do("def-04", CompetenceDeclined(step="decision", reasons="Not ours."))
    body = StepReassigned(step="decision", declined_by="defence", agency="interior", reason="Theirs.")
    play.do("lic-03", body)
    play.do("lic-04", stages.proposed(play.world, stages.outcomes(play.case), authority="interior"))
    last = max(play.case.decisions.values(), key=lambda one: one.by.order)
    play.do("int-03", DecisionSigned(decision=last.id))
    assert final_decision(play.case) is not None


def test_the_higher_authority_cannot_be_reassigned_without_effect() -> None:
    play = begin(roads.STANDING, "escalated")
    play.refuses("competence.not-here", "for-03", CompetenceDeclined(step="decision", reasons="Not us."))


def test_a_ruling_that_the_prohibition_stands_outlives_a_withdrawal_made_apart() -> None:
    """As a confirmation made apart does (gate._review); one after the other the withdrawal is gate.ruled-already."""
    play: Play = begin(roads.STANDING, "contested")
    gate, before = next(iter(play.case.gates)), play.lagging(0)
    play.do("for-03", GateRuled(gate=gate, prohibited=True, reasons="The embargo stands."))
    play.do("cus-01", GateWithdrawn(gate=gate, reason="Mistaken."), view=before)
    assert gate_status(play.case) is GateStatus.CONFIRMED


def test_a_step_waived_under_another_procedure_is_not_done_where_this_one_provides_for_no_waiver() -> None:
    """Through lead-authority and back, mandatory opinions of the standing committee can be waived."""
    play = begin(roads.LEAD, "treaty")
    play.do("for-03", StepWaived(step="defence", reason="Urgent."))
    old = play.world.procedure(play.case.procedure)
    new = next(one.procedure for one in play.world.realm.procedures.values() if one.procedure.id == roads.STANDING)
    moved = MigrationProposed(procedure=new.digest, reason="Order.", difference=compare(old, new))
    play.do("lic-01", MigrationConfirmed(proposal=play.do("lic-03", moved).id))
    charter = play.world.realm.charter
    assert charter is not None
    assert "defence" not in marks(play.case, new, charter)


def test_a_second_decision_on_items_that_have_their_outcome_is_not_signed() -> None:
    """Proposed apart from the first one's signature, then signed knowingly.

    Two final decisions on item 1: neither counts, and the interior can never decide again.
    """
    play = begin(roads.CATEGORY, "proposed")
    before = play.lagging(1)  # somebody who has not seen the proposal
    body = stages.proposed(before, stages.outcomes(play.case), authority="interior")
    first = next(iter(play.case.decisions))
    play.do("int-03", DecisionSigned(decision=first))
    second = play.do("lic-09", body, view=before)
    play.refuses("decision.final-already", "int-03", DecisionSigned(decision=second.id))
    assert len(final_decisions(play.case)) == 1


def test_a_licence_never_bears_the_number_of_one_whose_decision_no_longer_counts() -> None:
    """Two decisions signed apart void each other, but one has its licence already; a third replaces both."""
    play = begin(roads.LEAD, "proposed")
    first, unaware = next(iter(play.case.decisions)), play.lagging(1)
    other = stages.proposed(unaware, stages.outcomes(play.case, Outcome.REFUSE), text="Refused.")
    second = play.do("lic-09", other, view=unaware)
    apart = play.lagging(0)
    play.do("for-03", DecisionSigned(decision=first))
    play.do("lic-03", stages.licence(play.world))
    play.do("for-05", DecisionSigned(decision=second.id), view=apart)
    assert final_decisions(play.case) == ()
    third = play.do("lic-04", stages.proposed(play.world, stages.outcomes(play.case)))
    play.do("for-03", DecisionSigned(decision=third.id))
    play.refuses("licence.number", "lic-03", stages.licence(play.world, number=f"{play.case.reference}/L1"))
    play.do("lic-03", stages.licence(play.world))
    numbers = [one.body.number for one in play.case.licences.values()]
    assert sorted(numbers) == [f"{play.case.reference}/L1", f"{play.case.reference}/L2"]


def test_a_decision_names_as_decided_what_another_authority_gave_up_after_deciding_it() -> None:
    """Defence signs its decision apart from the reassignment of its items to the licensing agency."""
    play = begin(roads.CATEGORY, "proposed")
    second = play.do("lic-09", stages.proposed(play.world, stages.outcomes(play.case), authority="defence"))
    apart = play.lagging(0)
    play.do("def-04", CompetenceDeclined(step="decision", reasons="Not ours."))
    body = StepReassigned(step="decision", declined_by="defence", agency="licensing", reason="Ours.")
    play.do("lic-03", body)
    play.do(HEADS["defence"], DecisionSigned(decision=second.id), view=apart)
    proposed = stages.proposed(play.world, stages.outcomes(play.case), authority="interior")
    assert proposed.beside == (Beside(authority="licensing", state="granted"),)
    play.do("lic-09", proposed)


def test_a_committee_decides_what_another_authority_has_left_where_the_case_moved_to_it_apart() -> None:
    """The interior signs its decision on item 1 apart from the migration of the case to the standing committee."""
    play = begin(roads.CATEGORY, "proposed")
    first, apart = next(iter(play.case.decisions)), play.lagging(0)
    old = play.world.procedure(play.case.procedure)
    new = next(one.procedure for one in play.world.realm.procedures.values() if one.procedure.id == roads.STANDING)
    moved = MigrationProposed(procedure=new.digest, reason="Order.", difference=compare(old, new))
    play.do("lic-01", MigrationConfirmed(proposal=play.do("lic-03", moved).id))
    play.do(HEADS["interior"], DecisionSigned(decision=first), view=apart)
    given = play.do("int-01", stages.opinion(play.case, "interior"))
    given = play.do("def-01", stages.opinion(play.case, "defence"))
    play.do("def-04", OpinionCountersigned(opinion=given.id))
    stages.on(play, "convened", "opened")
    whole = stages.outcomes(play.case)
    play.refuses("outcomes.every-item", stages.SECRETARY, stages.question(play.world, outcomes=whole))
    play.do(stages.SECRETARY, stages.question(play.world, outcomes=whole[1:]))
    stages.on(play, "voted", "certified", "attested", "proposed", "signed")
    decided = {record.body.authority: record.body.outcomes for record in final_decisions(play.case)}
    assert decided == {"interior": whole[:1], "committee": whole[1:]}


def test_a_second_reconsideration_opened_apart_is_of_the_decision_that_took_the_place_of_the_first() -> None:
    """Two officers open one each, of an item each; deciding on the second must not void what ended the first."""
    play = begin(roads.LEAD, "consolidated")
    refused = stages.outcomes(play.case, Outcome.REFUSE)
    first = _decide(play, refused, "for-03")
    before = play.lagging(0)
    for officer, item in (("lic-03", "1"), ("lic-10", "2")):
        body = ReconsiderationOpened(
            decision=first, cause=ReviewCause.OWN_MOTION, items=(item,), condition=0, grounds="New facts.", received=""
        )
        play.do(officer, body, view=before)
    granted = stages.outcomes(play.case)
    second = _decide(play, (granted[0], refused[1]), "for-05")
    assert undecided(play.case) == {"1", "2"}
    third = _decide(play, granted, "for-05")
    assert [record.id for record in final_decisions(play.case)] == [third]
    assert set(play.case.decisions[third].body.replaces) == {first, second}
    assert (final_outcomes(play.case), undecided(play.case)) == (granted, frozenset())


def _decide(play: Play, outcomes: tuple[ItemOutcome, ...], head: str) -> str:
    """The id of a decision with these outcomes, signed by the head."""
    made = play.do("lic-04", stages.proposed(play.world, outcomes))
    play.do(head, DecisionSigned(decision=made.id))
    return made.id
