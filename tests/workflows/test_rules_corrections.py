"""Rules of corrective acts: two persons, a reason, exactly what is undone, and nothing deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.models.acts import (
    AttendanceRecorded,
    CasesLinked,
    CaseWithdrawn,
    ClericalProposed,
    CorrectionConfirmed,
    DecisionSigned,
    HolderProposed,
    MergerProposed,
    OpinionGiven,
    PositionChanged,
    ReopeningProposed,
    RevocationConfirmed,
    RevocationProposed,
    StepCompleted,
    VoidingProposed,
)
from app.models.application import Activity
from app.models.case import Case
from app.models.charter import Person, Role
from app.models.corrections import Correction
from app.models.outcomes import Position
from app.models.signed import Signed
from app.workflows.confirming import corrected
from app.workflows.consensus import standing_result
from app.workflows.corrections import able, reopened_by
from app.workflows.dossier import content_digest
from app.workflows.finality import final_decision
from app.workflows.road import ending
from tests.workflows.drafts import STANDING, altered
from tests.workflows.emergencies import suspended
from tests.workflows.machine.claims import Claim, names
from tests.workflows.machine.play import CASE, Play, enrol
from tests.workflows.machine.stages import (
    APPLICATION,
    CHAIR,
    CLERK,
    MEMBERS,
    OFFICER,
    REVIEWERS,
    ROAD,
    SECRETARY,
    at,
    certificate,
    licence,
    on,
    opinion,
    outcomes,
    proposed,
    question,
    registered,
    road_to,
    vote,
)
from tests.workflows.test_fold import every_order
from tests.workflows.test_rules_course import DEFENCE_HEAD, FOREIGN, INTERIOR_HEAD, mixed, where

OTHER = "0c0c0c0c-0000-4000-8000-000000000002"
CUSTOMS_HEAD = "cus-03"


def reopening(play: Play, step: str, **fields: Any) -> ReopeningProposed:
    undoes = reopened_by(play.case, play.world.procedure(play.case.procedure), step)
    return ReopeningProposed(**({"step": step, "reason": "Two serial numbers were missed.", "undoes": undoes} | fields))


def reopened(play: Play, step: str) -> Play:
    name = play.do(OFFICER, reopening(play, step)).id
    play.do(FOREIGN, CorrectionConfirmed(proposal=name))
    return play


def position_of(play: Play, seat: str) -> str:
    return next(v.id for one in play.case.rounds.values() for v in one.standing() if v.body.seat == seat)


def voiding(play: Play, seat: str = "customs", **fields: str) -> VoidingProposed:
    return VoidingProposed(**({"vote": position_of(play, seat), "reason": "A substitute out of turn."} | fields))


def clerical(play: Play, **fields: str) -> ClericalProposed:
    final = final_decision(play.case)
    given = {"decision": final.id if final else "x", "language": "en", "before": "Granted", "after": "Authorised"}
    return ClericalProposed(**(given | {"reason": "The form says so."} | fields))


def with_duplicate(stage: str = "intake") -> Play:
    """The same application taken in twice; the second came later."""
    play = at(stage)
    digest = next(iter(play.world.realm.procedures))
    play.do(CLERK, registered(reference="EXP-2026-00002"), scope=f"case:{OTHER}", procedure=digest)
    return play


def merger(play: Play, **fields: str) -> MergerProposed:
    one = play.case
    given = {"other": one.id, "reference": one.reference, "reason": "The applicant sent it twice."}
    return MergerProposed(**(given | fields))


def handed(step: str = "customs", holder: str = "customs", agency: str = "interior") -> HolderProposed:
    return HolderProposed(step=step, holder=holder, agency=agency, reason="The office was dissolved.")


def leave(play: Play, *officers: str) -> None:
    for officer in officers:
        name = play.do("adm-01", RevocationProposed(officer=officer, reason="Left.", last={})).id
        play.do("lic-01", RevocationConfirmed(proposal=name))


CLAIMS = [
    Claim(
        "nothing is put back before it came",
        "case.unknown",
        "founded",
        OFFICER,
        lambda _: ReopeningProposed(step="intake", reason="x", undoes=()),
    ),
    Claim("putting back says why", "reasons.needed", "treaty", OFFICER, lambda p: reopening(p, "intake", reason=" ")),
    Claim(
        "a case is put back to what is done",
        "correction.step-not-done",
        "treaty",
        OFFICER,
        lambda p: reopening(p, "consolidation"),
    ),
    Claim(
        "putting back names exactly what it undoes",
        "step.undoes",
        "treaty",
        OFFICER,
        lambda p: reopening(p, "intake", undoes=()),
    ),
    Claim(
        "no case is put back over a question",
        "question.open-already",
        "put",
        OFFICER,
        lambda p: reopening(p, "consolidation"),
    ),
    Claim(
        "a licensed case is not put back",
        "correction.notified",
        "issued",
        OFFICER,
        lambda p: reopening(p, "committee"),
    ),
    Claim(
        "what was not taken is not voided",
        "vote.not-standing",
        "voted",
        SECRETARY,
        lambda _: VoidingProposed(vote="x", reason="x"),
    ),
    Claim(
        "a position that a decision rests on stays",
        "correction.decision-rests",
        "signed",
        SECRETARY,
        lambda p: voiding(p),
    ),
    Claim(
        "only a signed decision's text is corrected",
        "decision.unknown",
        "attested",
        SECRETARY,
        lambda p: clerical(p),
    ),
    Claim(
        "a decision that lacks a signature is proposed anew",
        "correction.not-final",
        "proposed",
        SECRETARY,
        lambda p: clerical(p, decision=next(iter(p.case.decisions))),
    ),
    Claim(
        "a text is in one of two languages",
        "correction.language",
        "signed",
        SECRETARY,
        lambda p: clerical(p, language="de"),
    ),
    Claim(
        "a correction changes something",
        "correction.nothing",
        "signed",
        SECRETARY,
        lambda p: clerical(p, after="Granted"),
    ),
    Claim(
        "the words to correct stand there once",
        "correction.before",
        "signed",
        SECRETARY,
        lambda p: clerical(p, before="zebra"),
    ),
    Claim(
        "a step is handed on while it is open",
        "step.not-open",
        "classified",
        OFFICER,
        lambda _: handed(),
    ),
    Claim(
        "a step is handed on from its holder",
        "step.other-agency",
        "treaty",
        OFFICER,
        lambda _: handed(holder="economy"),
    ),
    Claim(
        "nobody but the lead runs the case",
        "competence.not-here",
        "registered",
        OFFICER,
        lambda _: handed("intake", "licensing"),
    ),
    Claim("a step goes to an agency that is there", "agency.unknown", "treaty", OFFICER, lambda _: handed(agency="x")),
    Claim(
        "a correction that is confirmed was proposed",
        "proposal.unknown",
        "treaty",
        FOREIGN,
        lambda _: CorrectionConfirmed(proposal="x"),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=names(CLAIMS))
def test_refusals_of_corrections(claim: Claim) -> None:
    claim.holds()


def test_who_has_no_part_corrects_nothing() -> None:
    play = mixed()
    enrol(play, Person(officer="eco-09", name="E", agency="economy", roles=(Role.AGENCY_HEAD,)))
    play.refuses("step.no-part", "eco-09", reopening(play, "intake"))
    name = play.do(OFFICER, reopening(play, "intake")).id
    play.refuses("step.no-part", "eco-09", CorrectionConfirmed(proposal=name))


# --- back to a step ----------------------------------------------------------------------------------------------


def test_a_case_put_back_to_a_step_does_it_again_and_deletes_nothing() -> None:
    play = at("attested")
    before = len(play.case.acts)
    reopened(play, "consolidation")
    assert where(play, "consolidation").state == "open"
    assert where(play, "committee").state == "waiting"
    assert standing_result(play.case) is None
    assert len(play.case.acts) == before + 2
    assert len(next(iter(play.case.rounds.values())).votes) == 4
    play.refuses("step.not-open", SECRETARY, proposed(play.world, outcomes(play.case)))
    play.do(OFFICER, StepCompleted(step="consolidation", note="With the serial numbers."))
    assert where(play, "committee").state == "open"


def test_a_signed_decision_that_nobody_was_told_is_put_back_to_the_committee() -> None:
    play = at("signed")
    assert final_decision(play.case) is not None
    reopened(play, "committee")
    assert final_decision(play.case) is None
    assert where(play, "committee").state == "open"
    assert len(play.case.decisions) == 1
    play.refuses("licence.no-decision", OFFICER, licence(at("signed").world))


def test_a_proposed_decision_that_was_undone_is_signed_no_more() -> None:
    play = at("proposed")
    name = next(iter(play.case.decisions))
    reopened(play, "committee")
    play.refuses("decision.stale", CHAIR, DecisionSigned(decision=name))


def test_a_correction_needs_a_second_person() -> None:
    play = at("treaty")
    name = play.do("lic-07", reopening(play, "intake")).id
    play.refuses("second-person.same", "lic-07", CorrectionConfirmed(proposal=name))
    play.do(FOREIGN, CorrectionConfirmed(proposal=name))
    play.refuses("proposal.confirmed-already", CHAIR, CorrectionConfirmed(proposal=name))


def test_what_changed_since_it_was_proposed_is_not_confirmed() -> None:
    play = at("treaty")
    name = play.do(OFFICER, reopening(play, "intake")).id
    again = play.do(OFFICER, reopening(play, "treaty")).id
    play.do(FOREIGN, CorrectionConfirmed(proposal=again))
    play.refuses("step.undoes", CHAIR, CorrectionConfirmed(proposal=name))


def test_a_correction_confirmed_twice_apart_has_one_effect() -> None:
    play = at("attested")
    name = play.do(OFFICER, reopening(play, "consolidation")).id
    nobody = play.lagging(0)
    acts = [play.make(officer, CorrectionConfirmed(proposal=name), view=nobody) for officer in (FOREIGN, CHAIR)]
    found: list[Correction] = []
    for order in (acts, acts[::-1]):
        one = play.fork()
        assert [one.admit(act) for act in order] == ["", ""]
        assert len([mark for mark in one.case.marks.values() if mark.returned_to]) == 1
        found.append(one.case.corrections[name])
    assert found[0] == found[1]


def test_a_licence_issued_apart_keeps_its_decision() -> None:
    play = at("signed")
    name = play.do(OFFICER, reopening(play, "committee")).id
    nobody = play.lagging(0)
    confirmed = play.make(FOREIGN, CorrectionConfirmed(proposal=name), view=nobody)
    issued = play.make(OFFICER, licence(play.world), view=nobody)
    for order in ((confirmed, issued), (issued, confirmed)):
        one = play.fork()
        assert [one.admit(act) for act in order] == ["", ""]
        assert final_decision(one.case) is not None


def test_what_a_correction_would_change_is_known_before_anybody_signs() -> None:
    play = at("attested")
    by = Signed(act="f" * 64, officer=OFFICER, agency="licensing", role="", claimed="2026-11-20T08:00:00Z")
    then: Case = play.case
    after = corrected(then, reopening(play, "consolidation"), by)
    assert standing_result(after) is None
    assert play.case is then


# --- a position in the wrong capacity ----------------------------------------------------------------------------


def test_a_voided_position_counts_for_nothing_and_the_seat_may_speak_again() -> None:
    play = at("voted")
    name = play.do(SECRETARY, voiding(play)).id
    play.do(CHAIR, CorrectionConfirmed(proposal=name))
    assert "customs" not in {one.body.seat for one in next(iter(play.case.rounds.values())).standing()}
    play.refuses("result.waiting", CHAIR, certificate(play.world))
    play.do(MEMBERS["customs"], vote(play.case, "customs"))
    play.do(CHAIR, certificate(play.world))


def test_what_a_voided_position_had_replaced_stands_again() -> None:
    play = at("voted")
    first = position_of(play, "customs")
    body = vote(play.case, "customs", Position.ABSTAIN)
    changed = PositionChanged(replaces=first, question=body.question, seat="customs", position=Position.ABSTAIN)
    play.do(MEMBERS["customs"], changed)
    name = play.do(SECRETARY, voiding(play)).id
    play.do(CHAIR, CorrectionConfirmed(proposal=name))
    assert position_of(play, "customs") == first
    play.refuses("vote.not-standing", SECRETARY, VoidingProposed(vote=name, reason="x"))


def test_the_result_that_rested_on_a_voided_position_falls() -> None:
    play = at("attested")
    assert standing_result(play.case) is not None
    name = play.do(SECRETARY, voiding(play)).id
    play.do(DEFENCE_HEAD, CorrectionConfirmed(proposal=name))
    assert standing_result(play.case) is None
    assert where(play, "committee").state == "open"
    play.do(SECRETARY, question(play.world))


def test_a_decision_signed_apart_falls_with_the_position_that_it_rested_on() -> None:
    base = at("proposed")
    name = base.do(SECRETARY, voiding(base)).id
    apart = on(base.fork(), "signed")
    play = base.fork()
    play.do(FOREIGN, CorrectionConfirmed(proposal=name))
    assert [play.admit(act) for act in apart.acts[len(base.acts) :]] == ["", ""]
    assert final_decision(play.case) is None
    assert standing_result(play.case) is None
    every_order(base, play)
    play.refuses("licence.no-decision", OFFICER, licence(play.world))


def test_a_member_voids_nobodys_position_and_nobody_confirms_on_his_own() -> None:
    play = at("voted")
    play.refuses("rights.role", MEMBERS["interior"], voiding(play))
    name = play.do(SECRETARY, voiding(play)).id
    play.refuses("rights.role", MEMBERS["interior"], CorrectionConfirmed(proposal=name))
    assert play.case.corrections[name].confirmed is None


def test_only_the_committees_own_officers_void_a_position() -> None:
    play = at("voted")
    play.refuses("step.other-agency", "for-04", voiding(play))


def test_a_chair_who_votes_does_not_confirm_that_his_own_position_is_void() -> None:
    text = altered(
        STANDING,
        ("chair_votes = false", "chair_votes = true"),
        (
            '[[committee.seats]]\nagency = "interior"',
            '[[committee.seats]]\nagency = "licensing"\nkind = "voting"\n\n[[committee.seats]]\nagency = "interior"',
        ),
    )
    play = at("consolidated", procedure=text)
    on(play, "convened")
    play.do(SECRETARY, AttendanceRecorded(seat="licensing", officer=CHAIR, present=True))
    on(play, "opened", "put")
    play.do(CHAIR, vote(play.case, "licensing"))
    name = play.do(SECRETARY, voiding(play, "licensing")).id
    play.refuses("correction.own-vote", CHAIR, CorrectionConfirmed(proposal=name))
    play.do(INTERIOR_HEAD, CorrectionConfirmed(proposal=name))


# --- a clerical error --------------------------------------------------------------------------------------------


def words_of(play: Play, language: str = "en") -> str:
    record = final_decision(play.case)
    assert record is not None
    return record.text(language)


def test_a_clerical_error_is_corrected_in_words_alone() -> None:
    play = at("signed")
    before, then = words_of(play), final_decision(play.case)
    name = play.do(SECRETARY, clerical(play, before=before, after="Two rifles.")).id
    assert words_of(play) == before
    play.do(CHAIR, CorrectionConfirmed(proposal=name))
    assert words_of(play) == "Two rifles."
    record = final_decision(play.case)
    assert record is not None
    assert then is not None
    assert record.body == then.body
    assert [one.before for one in record.corrections] == [before]


def test_a_clerical_error_is_corrected_after_the_licence_too() -> None:
    play = at("issued")
    before = words_of(play, "fr")
    name = play.do(OFFICER, clerical(play, language="fr", before=before, after="Deux fusils.")).id
    play.refuses("decision.signatory", FOREIGN, CorrectionConfirmed(proposal=name))
    play.do(CHAIR, CorrectionConfirmed(proposal=name))
    assert words_of(play, "fr") == "Deux fusils."


def test_a_text_is_not_corrected_away() -> None:
    play = at("signed")
    play.refuses("decision.text", SECRETARY, clerical(play, before=words_of(play), after=" "))


def test_two_corrections_of_the_same_words_apart_change_them_once() -> None:
    play = at("signed")
    before = words_of(play)
    ids = [play.do(SECRETARY, clerical(play, before=before, after=after)).id for after in ("One.", "Two.")]
    nobody = play.lagging(0)
    acts = [play.make(CHAIR, CorrectionConfirmed(proposal=name), view=nobody) for name in ids]
    found = set()
    for order in (acts, acts[::-1]):
        one = play.fork()
        assert [one.admit(act) for act in order] == ["", ""]
        found.add(words_of(one))
    assert len(found) == 1


def test_a_head_of_the_authority_confirms_its_own_decisions_correction() -> None:
    play = mixed()
    play.do(OFFICER, proposed(play.world, outcomes(play.case), authority="defence"))
    record = next(iter(play.case.decisions.values()))
    play.do(DEFENCE_HEAD, DecisionSigned(decision=record.id))
    body = clerical(play, decision=record.id, before=record.body.text, after="Granted for one item.")
    name = play.do(OFFICER, body).id
    play.refuses("decision.signatory", INTERIOR_HEAD, CorrectionConfirmed(proposal=name))
    play.do(DEFENCE_HEAD, CorrectionConfirmed(proposal=name))


# --- duplicates --------------------------------------------------------------------------------------------------


def of_duplicate(play: Play) -> dict[str, Any]:
    return {"scope": f"case:{OTHER}", "procedure": play.case.procedure}


def test_the_later_of_two_cases_ends_in_the_earlier() -> None:
    play = with_duplicate()
    body = merger(play)
    at_it = of_duplicate(play)
    play.refuses("link.itself", CLERK, merger(play))
    play.refuses("link.reference", CLERK, replace(body, reference="EXP-2026-00009"), **at_it)
    enrol(play, Person(officer="cle-01", name="C", agency="customs", roles=(Role.CLERK,)))
    play.refuses("case.lead-agency", "cle-01", body, **at_it)
    name = play.do(CLERK, body, **at_it).id
    play.do(FOREIGN, CorrectionConfirmed(proposal=name), **at_it)
    gone = play.world.case(OTHER)
    assert gone.merged is not None
    assert (gone.merged.other, ending(gone)) == (CASE, "merged")
    play.refuses("case.merged", CLERK, StepCompleted(step="intake"), **at_it)
    assert ending(play.case) == "closed"


@pytest.mark.parametrize("end", ["withdrawn", "merged"])
def test_a_licence_issued_apart_from_the_end_of_its_case_can_still_be_suspended(end: str) -> None:
    base = at("founded")
    digest = next(iter(base.world.realm.procedures))
    first = base.do(CLERK, registered(reference="EXP-2026-00002"), scope=f"case:{OTHER}", procedure=digest)
    base = on(base, *list(ROAD)[: list(ROAD).index("proposed") + 1])
    body = MergerProposed(other=first.scope[5:], reference="EXP-2026-00002", reason="Sent twice.")
    name = base.do(CLERK, body).id
    apart, play = on(base.fork(), "signed", "issued"), base.fork()
    if end == "merged":
        play.do(FOREIGN, CorrectionConfirmed(proposal=name))
    else:
        play.do(CLERK, CaseWithdrawn(reason="Sold.", received="2026-11-02", stage="decision"))
    stopped = suspended(apart)
    play.refuses(f"case.{end}", OFFICER, stopped)
    assert [play.admit(act) for act in apart.acts[len(base.acts) :]] == ["", "", ""]
    play.refuses(f"case.{end}", OFFICER, clerical(play))
    play.do(OFFICER, stopped)
    assert ending(play.case) == end


def test_two_cases_never_end_in_each_other() -> None:
    play = with_duplicate()
    play.refuses("correction.merge-later", CLERK, merger(play, other=OTHER, reference="EXP-2026-00002"))


def test_nothing_is_merged_into_a_case_that_ended() -> None:
    play = with_duplicate("registered")
    play.do(CLERK, CaseWithdrawn(reason="Sold.", received="2026-11-02", stage="intake"))
    play.refuses("correction.merge-ended", CLERK, merger(play), **of_duplicate(play))


def test_another_activity_is_no_duplicate() -> None:
    play = at("registered")
    other = replace(APPLICATION, activity=Activity.TRANSIT)
    body = registered(other, reference="TRA-2026-00001")
    assert body.content == content_digest(other)
    play.do(CLERK, body, scope=f"case:{OTHER}", procedure=play.case.procedure)
    play.refuses("correction.merge-activity", CLERK, merger(play), **of_duplicate(play))


# --- a holder who left -------------------------------------------------------------------------------------------


def customs_officers(play: Play) -> tuple[str, ...]:
    return able(play.case, play.world.realm, where(play, "customs").step, "customs")


def test_a_step_whose_holder_left_goes_on_with_another_agency() -> None:
    play = at("treaty")
    name = play.do(OFFICER, handed()).id
    left = customs_officers(play)
    play.refuses("correction.holder-there", FOREIGN, CorrectionConfirmed(proposal=name))
    leave(play, *left)
    assert customs_officers(play) == ()
    play.refuses("correction.receiver", INTERIOR_HEAD, CorrectionConfirmed(proposal=name))
    play.do(FOREIGN, CorrectionConfirmed(proposal=name))
    assert where(play, "customs").agencies == ("interior",)
    given: OpinionGiven = opinion(play.case, "customs")
    play.do(REVIEWERS["interior"], given)
    assert where(play, "customs").state == "done"


def test_where_the_holder_is_there_its_own_head_gives_the_step_away() -> None:
    play = at("treaty")
    name = play.do(OFFICER, handed()).id
    play.do(CUSTOMS_HEAD, CorrectionConfirmed(proposal=name))
    assert where(play, "customs").agencies == ("interior",)


def test_a_decision_is_handed_to_an_agency_that_can_sign_it() -> None:
    play = mixed()
    play.refuses("competence.no-head", OFFICER, handed("decision", "defence", "intelligence"))
    name = play.do(OFFICER, handed("decision", "defence", "economy")).id
    play.do(DEFENCE_HEAD, CorrectionConfirmed(proposal=name))
    assert set(where(play, "decision").agencies) == {"economy", "interior"}


def test_a_step_done_by_an_officer_is_left_when_he_is() -> None:
    play = at("attested")
    play.do(OFFICER, reopening(play, "consolidation"))
    assert OFFICER in able(play.case, play.world.realm, where(play, "consolidation").step, "licensing")
    assert able(play.case, play.world.realm, where(play, "issue").step, "customs") == ()


def test_a_decision_shows_that_a_linked_case_was_merged() -> None:
    play = with_duplicate("intake")
    beside = of_duplicate(play)
    name = play.do(CLERK, merger(play), **beside).id
    play.do(CLERK, CasesLinked(other=OTHER, reference="EXP-2026-00002", reason="Sent twice."))
    play.do(FOREIGN, CorrectionConfirmed(proposal=name), **beside)
    on(play, *road_to("attested")[road_to("attested").index("intake") + 1 :])
    play.do(SECRETARY, proposed(play.world))
    record = next(iter(play.case.decisions.values()))
    assert [(one.reference, one.state) for one in record.body.beside] == [("EXP-2026-00002", "merged")]
