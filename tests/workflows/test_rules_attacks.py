"""What somebody with a valid key might try: each attempt is refused, or settled the same way for everyone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.models.acts import (
    AgendaChanged,
    AgendaItem,
    ApplicationAmended,
    AttendanceRecorded,
    ConditionChanged,
    ConditionProposed,
    DecisionSigned,
    GateAnswered,
    GateReviewed,
    GateWithdrawn,
    OfficerConfirmed,
    OfficerProposed,
    OpinionChanged,
    OpinionCountersigned,
    PositionTaken,
    QuestionDeferred,
    ResultAttested,
    RolesProposed,
    SessionOpened,
    StepCompleted,
)
from app.models.application import Item, Line
from app.models.charter import Role
from app.models.outcomes import Outcome, Position
from app.workflows.decisions import basis, deciders
from app.workflows.dossier import content_digest, dossier_hash
from app.workflows.finality import final_decision
from app.workflows.fold import World
from tests.workflows.drafts import SIX
from tests.workflows.machine.play import CASE, SESSION, Play, charter_of, found, realm
from tests.workflows.machine.stages import (
    APPLICATION,
    CHAIR,
    CLERK,
    MEMBERS,
    NO,
    OFFICER,
    REVIEWERS,
    SECRETARY,
    YES,
    asked,
    at,
    certificate,
    convened,
    last_certificate,
    licence,
    on,
    opinion,
    outcomes,
    proposed,
    question,
    registered,
    vote,
)

FOREIGN = "for-04"
"""A chair and secretary of a ministry that neither chairs nor keeps the committee."""


def amended(**fields: object) -> ApplicationAmended:
    application = replace(APPLICATION, **fields)  # type: ignore[arg-type]
    return ApplicationAmended(application=application, content=content_digest(application), reason="Asked to.")


def reaffirm(play: Play) -> None:
    """Every agency says again on the present dossier what it said before, in one signature each."""
    for one in sorted(play.case.opinions.values(), key=lambda one: one.by.order):
        body = opinion(play.case, one.body.step)
        fields = {name: getattr(body, name) for name in ("step", "dossier", "position", "reasons")}
        changed = play.do(one.by.officer, OpinionChanged(replaces=one.id, **fields))
        if one.countersigned:
            play.do(one.countersigned.officer, OpinionCountersigned(opinion=changed.id))


def ground(play: Play) -> str:
    step = play.world.procedure(play.case.procedure).step("decision")
    (authority,) = deciders(play.case, play.world, step)
    return basis(play.case, play.world, step, authority).ground


def test_a_chair_of_another_agency_cannot_certify() -> None:
    play = at("voted")
    play.refuses("step.other-agency", FOREIGN, certificate(play.world), role=Role.CHAIR)


def test_a_secretary_of_another_agency_cannot_put_defer_attest_or_change_the_agenda() -> None:
    play = at("opened")
    play.refuses("step.other-agency", FOREIGN, question(play.world), role=Role.SECRETARY)
    play.refuses("step.other-agency", FOREIGN, AgendaChanged(agenda=()), role=Role.SECRETARY)
    on(play, "put")
    deferral = QuestionDeferred(question=asked(play.case), reason="Later.")
    play.refuses("step.other-agency", FOREIGN, deferral, role=Role.SECRETARY)
    on(play, "voted", "certified")
    body = ResultAttested(certificate=last_certificate(play.case))
    play.refuses("step.other-agency", FOREIGN, body, role=Role.SECRETARY)


def test_an_agency_without_part_in_the_procedure_neither_conditions_nor_proposes() -> None:
    play = on(realm(SIX, extra="aud-02@audit:member,secretary,agency_head"), "registered")
    play.refuses("step.no-part", "aud-02", ConditionProposed(number=1, text="No."), role=Role.MEMBER)
    play.refuses("step.no-part", "aud-02", ConditionChanged(number=1, version=2, text="No."), role=Role.MEMBER)
    play.refuses("step.no-part", "aud-02", proposed(play.world), role=Role.SECRETARY)
    play.refuses("step.no-part", "aud-02", GateAnswered(step="treaty", answers=YES), role=Role.AGENCY_HEAD)


def test_nobody_keeps_the_session_and_votes_in_it() -> None:
    play = at("consolidated")
    play.do("lic-06", convened(play.world), role=Role.SECRETARY)
    play.refuses("rights.incompatible", "lic-06", SessionOpened(), role=Role.CHAIR)


def test_a_condition_after_the_result_reopens_the_committee() -> None:
    play = at("attested")
    play.do(REVIEWERS["customs"], ConditionProposed(number=1, text="Seal."))
    body = proposed(play.world)
    assert body.ground != "committee"
    play.refuses("step.not-open", SECRETARY, body)
    play.do(SECRETARY, question(play.world))


def test_a_decision_rests_on_the_latest_dossier_only() -> None:
    play = at("attested")
    old = proposed(play.world)
    play.do(REVIEWERS["foreign-affairs"], GateAnswered(step="treaty", answers=NO))
    assert ground(play) == "agency"
    reaffirm(play)
    play.do(SECRETARY, question(play.world, Outcome.REFUSE))
    on(play, "voted", "certified", "attested")
    play.refuses("decision.basis", SECRETARY, replace(old, dossier=dossier_hash(play.case)))
    assert {one.outcome for one in proposed(play.world).outcomes} == {Outcome.REFUSE}


def test_an_amendment_reopens_intake_classification_and_treaty_questions() -> None:
    play = at("consolidated")
    extra = replace(APPLICATION.lines[0], id="3")
    items = (*APPLICATION.items, Item(id="3", line="3", destination="XC", end_user="P2"))
    play.do(CLERK, amended(lines=(*APPLICATION.lines, extra), items=items))
    play.do(CLERK, StepCompleted(step="intake"))
    play.refuses("classification.lines-left", OFFICER, StepCompleted(step="classification"))


def test_a_member_of_an_absent_or_advisory_seat_does_not_sign() -> None:
    play = at("convened")
    play.do(SECRETARY, AttendanceRecorded(seat="interior", officer=MEMBERS["interior"], present=False))
    on(play, "opened", "put")
    for seat in ("foreign-affairs", "defence", "customs"):
        play.do(MEMBERS[seat], vote(play.case, seat))
    on(play, "certified", "attested", "proposed")
    name = next(iter(play.case.decisions))
    play.refuses("decision.signatory", MEMBERS["interior"], DecisionSigned(decision=name))
    play.refuses("decision.signatory", "eco-01", DecisionSigned(decision=name))


def test_two_members_who_did_not_see_each_other_do_not_replace_the_chair() -> None:
    play = at("proposed")
    name = next(iter(play.case.decisions))
    before = play.lagging(0)
    play.do(MEMBERS["defence"], DecisionSigned(decision=name))
    play.do(MEMBERS["customs"], DecisionSigned(decision=name), view=before)
    assert final_decision(play.case) is None
    play.do(CHAIR, DecisionSigned(decision=name))
    assert final_decision(play.case) is not None


@pytest.mark.parametrize("given", ["NaN", "abc", "-1", "Infinity", "1e3", "0"])
def test_amounts_are_plain_positive_numbers(given: str) -> None:
    play = at("opened")
    reduced = outcomes(play.case, Outcome.REDUCED_GRANT, quantity=given)
    play.refuses("outcomes.amount", SECRETARY, question(play.world, outcomes=reduced))
    on(play, "put", "voted", "certified", "attested", "proposed", "signed")
    items = licence(play.world).items
    less = (replace(items[0], quantity=given), *items[1:])
    play.refuses("outcomes.amount", OFFICER, licence(play.world, items=less))


@pytest.mark.parametrize("value", ["NaN", "many", "-5"])
def test_a_dossier_states_amounts_as_plain_numbers(value: str) -> None:
    play = at("founded")
    line: Line = replace(APPLICATION.lines[0], value=value)
    body = registered(replace(APPLICATION, lines=(line, APPLICATION.lines[1])))
    play.refuses("case.amount", CLERK, body, procedure=next(iter(play.world.realm.procedures)))


def test_an_act_stands_in_the_scope_of_its_type() -> None:
    play = at("put")
    play.refuses("act.scope", MEMBERS["customs"], vote(play.case, "customs"), scope=f"session:{SESSION}")
    play.refuses("act.scope", MEMBERS["customs"], vote(play.case, "customs"), scope="realm")
    founding = play.acts[0]
    play.refuses("act.scope", founding.officer, founding.body, scope="agency:licensing")


def test_a_clock_runs_ahead_of_its_past() -> None:
    play = at("registered")
    play.refuses("clock.order", CLERK, StepCompleted(step="intake"), clock=(0, 1))


def test_an_act_that_names_no_head_of_the_realm_knows_no_realm() -> None:
    play = at("founded")
    body = registered()
    play.refuses("realm.not-founded", CLERK, body, past=frozenset(), procedure=next(iter(play.world.realm.procedures)))


def test_a_vote_that_names_no_head_of_the_case_knows_no_question() -> None:
    play = at("put")
    heads = play.world.standing("realm").heads | play.world.standing(f"session:{SESSION}").heads
    play.refuses("vote.unknown-question", MEMBERS["customs"], vote(play.case, "customs"), past=frozenset(heads))


def test_a_vote_sees_the_session_through_its_question() -> None:
    play = at("put")
    heads = play.world.standing(f"case:{CASE}").heads
    play.do(MEMBERS["customs"], vote(play.case, "customs"), past=frozenset(heads))


def test_the_last_administrator_cannot_be_made_something_else() -> None:
    play = at("founded")
    play.refuses("officer.last-of-role", "adm-01", RolesProposed(officer="adm-01", roles=(Role.CLERK,)))


def test_founders_are_two_persons_with_roles_one_person_may_hold() -> None:
    charter = charter_of()
    administrator, head = charter.founders
    both = replace(administrator, roles=(Role.ADMINISTRATOR, Role.AGENCY_HEAD))
    with pytest.raises(AssertionError, match=r"rights\.alone"):
        found(replace(charter, founders=(both, head)))
    with pytest.raises(AssertionError, match=r"officer\.key-in-use"):
        found(replace(charter, founders=(administrator, replace(head, key=administrator.key))))


def test_a_prohibition_confirmed_while_it_was_withdrawn_stands() -> None:
    play = at("treaty")
    gate = play.do(REVIEWERS["foreign-affairs"], GateAnswered(step="treaty", answers=YES)).id
    before = play.lagging(0)
    play.do(REVIEWERS["defence"], GateReviewed(gate=gate, confirmed=True, evidence="Seen."))
    play.do(REVIEWERS["foreign-affairs"], GateWithdrawn(gate=gate, reason="Mistaken."), view=before)
    assert ground(play) == "article-6"


def test_a_round_deferred_while_it_was_certified_gives_no_result() -> None:
    play = at("voted")
    before = play.lagging(0)
    play.do(CHAIR, certificate(play.world))
    play.do(SECRETARY, QuestionDeferred(question=asked(play.case), reason="Later."), view=before)
    play.do("lic-06", ResultAttested(certificate=last_certificate(play.case)), role=Role.SECRETARY)
    assert ground(play) == "agency"


def test_two_questions_put_apart_and_both_agreed_decide_nothing_until_a_third() -> None:
    play = at("opened")
    before = play.lagging(0)
    first = play.do(SECRETARY, question(play.world, Outcome.GRANT)).body.fingerprint
    second = play.do(CHAIR, question(before, Outcome.REFUSE), view=before).body.fingerprint
    for name in (first, second):
        for seat, officer in MEMBERS.items():
            play.do(officer, PositionTaken(question=name, seat=seat, position=Position.AGREE, reasons="Either."))
    for name in (first, second):
        done = play.do("lic-05", certificate(play.world, name))
        play.do("lic-06", ResultAttested(certificate=done.id), role=Role.SECRETARY)
    assert ground(play) == "agency"
    play.do(SECRETARY, question(play.world, Outcome.REFUSE))


def test_reading_creates_nothing() -> None:
    play = at("put")
    forked: World = play.world.fork()
    forked.case(CASE), forked.session(SESSION), forked.reads(f"case:{CASE}", vote(play.case, "customs"))
    assert forked.touched() == frozenset()


def test_identity_comes_from_the_signature_never_from_the_body() -> None:
    play = at("put")
    play.refuses("vote.not-your-seat", MEMBERS["customs"], vote(play.case, "defence"))
    play.refuses("officer.key", MEMBERS["customs"], vote(play.case, "customs"), agency="defence")


def test_an_open_claim_stops_a_decision_and_a_licence() -> None:
    play = at("proposed")
    name = next(iter(play.case.decisions))
    play.do(REVIEWERS["defence"], GateAnswered(step="treaty", answers=YES))
    play.refuses("decision.stale", CHAIR, DecisionSigned(decision=name))
    play = at("signed")
    play.do(REVIEWERS["defence"], GateAnswered(step="treaty", answers=YES))
    play.refuses("grant.prohibited", OFFICER, licence(play.world))


def test_an_agenda_item_for_information_takes_no_question() -> None:
    play = at("opened")
    item = AgendaItem(number=1, case=CASE, reference="", information=True)
    play.do(SECRETARY, AgendaChanged(agenda=(item,)))
    play.refuses("question.not-on-agenda", SECRETARY, question(play.world))


def test_an_officer_proposed_twice_apart_keeps_the_first_key() -> None:
    play = at("founded")
    before = play.lagging(0)
    body = OfficerProposed(officer="new-01", name="N", agency="customs", roles=(Role.MEMBER,), key="a" * 64, public="p")
    play.do("adm-01", body)
    other = replace(body, key="b" * 64)
    play.do("adm-01", other, view=before)
    first, second = sorted(play.world.realm.proposals.values(), key=lambda one: one.by.order)[-2:]
    before = play.lagging(0)
    play.do("for-03", OfficerConfirmed(proposal=first.id))
    play.do("def-04", OfficerConfirmed(proposal=second.id), view=before)
    assert play.world.realm.officers["new-01"].person.key == first.body.key
