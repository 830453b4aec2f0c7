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
    OpinionReaffirmed,
    StepCompleted,
    StepReassigned,
    StepReturned,
    StepWaived,
)
from app.models.outcomes import GateStatus
from app.workflows.compare import compare
from app.workflows.dossier import dossier_hash
from app.workflows.facts import gate_status
from app.workflows.finality import final_decision, final_decisions
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
