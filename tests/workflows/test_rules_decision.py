"""Rules of decisions and licences: what each refuses, one claim for each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.models.acts import (
    AttendanceRecorded,
    ConditionProposed,
    DecisionSigned,
    GateAnswered,
    GateReviewed,
    LicenceIssued,
    LinesClassified,
    OpinionGiven,
    PositionChanged,
    ResultAttested,
    SessionOpened,
    StepCompleted,
)
from app.models.case import Case
from app.models.charter import Role
from app.models.outcomes import ItemOutcome, Outcome, Position, Result
from app.workflows.consensus import standing_result
from app.workflows.finality import final_decision
from app.workflows.road import ending, stage
from tests.workflows.drafts import SIX, STANDING, altered
from tests.workflows.machine.claims import Claim
from tests.workflows.machine.play import Play, realm
from tests.workflows.machine.stages import (
    CHAIR,
    CLASSES,
    CLERK,
    MEMBERS,
    NO,
    OFFICER,
    REVIEWERS,
    SECRETARY,
    YES,
    asked,
    assessed,
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
    road_to,
    vote,
)

FOREIGN = MEMBERS["foreign-affairs"]


def signed(play: Play, name: str = "") -> DecisionSigned:
    return DecisionSigned(decision=name or max(play.case.decisions.values(), key=lambda one: one.by.order).id)


def issued(play: Play, **first: str) -> LicenceIssued:
    items = licence(play.world).items
    return licence(play.world, items=(replace(items[0], **first), *items[1:]))


CLAIMS = [
    Claim("a decision waits for its step", "step.not-open", "certified", SECRETARY, lambda p: proposed(p.world)),
    Claim("one decision is proposed", "decision.proposed-already", "proposed", SECRETARY, lambda p: proposed(p.world)),
    Claim(
        "a decision rests on the positions certified",
        "decision.basis",
        "attested",
        SECRETARY,
        lambda p: proposed(p.world, positions=()),
    ),
    Claim(
        "a decision repeats the outcomes agreed",
        "decision.outcomes",
        "attested",
        SECRETARY,
        lambda p: proposed(p.world, outcomes=outcomes(p.case, Outcome.REFUSE)),
    ),
    Claim(
        "a decision is on the dossier as it is",
        "decision.stale-dossier",
        "attested",
        SECRETARY,
        lambda p: proposed(p.world, dossier="0" * 64),
    ),
    Claim(
        "a decision asks as many signatures as the procedure",
        "decision.signatures",
        "attested",
        SECRETARY,
        lambda p: proposed(p.world, signatures=1),
    ),
    Claim("a decision has both texts", "decision.text", "attested", SECRETARY, lambda p: proposed(p.world, text_fr="")),
    Claim("a decision is known before it is signed", "decision.unknown", "proposed", CHAIR, lambda p: signed(p, "x")),
    Claim("a head does not sign for a committee", "decision.signatory", "proposed", "for-03", signed),
    Claim("a final decision takes no signature", "decision.final-already", "signed", MEMBERS["customs"], signed),
    Claim("a licence needs a final decision", "licence.no-decision", "proposed", OFFICER, lambda p: licence(p.world)),
    Claim(
        "a licence is of its decision",
        "licence.no-decision",
        "signed",
        OFFICER,
        lambda p: licence(p.world, decision="x"),
    ),
    Claim("a licence is issued once", "licence.issued-already", "issued", OFFICER, lambda p: licence(p.world)),
    Claim(
        "a licence has the case's number", "licence.number", "signed", OFFICER, lambda p: licence(p.world, number="L9")
    ),
    Claim("a licence lists what was granted", "licence.items", "signed", OFFICER, lambda p: licence(p.world, items=())),
    Claim(
        "a licence describes the goods as decided",
        "licence.item-changed",
        "signed",
        OFFICER,
        lambda p: issued(p, description="Tanks"),
    ),
    Claim(
        "a licence stays within the grant",
        "licence.above-grant",
        "signed",
        OFFICER,
        lambda p: issued(p, quantity="401"),
    ),
    Claim("a licence leaves no amount open", "licence.above-grant", "signed", OFFICER, lambda p: issued(p, value="")),
    Claim(
        "a licence ends after it begins",
        "licence.validity",
        "signed",
        OFFICER,
        lambda p: licence(p.world, valid_from="2027-12-01"),
    ),
    Claim("a licence has days", "licence.validity", "signed", OFFICER, lambda p: licence(p.world, valid_until="soon")),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.text)
def test_refusals_of_decisions_and_licences(claim: Claim) -> None:
    claim.holds()


def test_signatories_are_distinct_and_never_the_proposer_and_the_chair_is_one_of_them() -> None:
    play = at("proposed")
    play.do(FOREIGN, signed(play))
    play.refuses("decision.signed-already", FOREIGN, signed(play))
    play.refuses("decision.chair-signs", MEMBERS["defence"], signed(play))
    play.refuses("decision.signatory", "for-04", signed(play), role=Role.CHAIR)
    assert final_decision(play.case) is None
    play.do(CHAIR, signed(play))
    assert final_decision(play.case) is not None


def test_who_proposed_does_not_sign() -> None:
    waived = altered(SIX, ('"countersign"]', '"countersign", "chair+licensing_officer"]'))
    play = six_to("attested", waived, "lic-03@licensing:licensing_officer,chair")
    play.do("lic-03", proposed(play.world), role=Role.LICENSING_OFFICER)
    play.refuses("second-person.same", "lic-03", signed(play), role=Role.CHAIR)


def test_a_licence_is_not_issued_by_who_signed_the_decision() -> None:
    waived = altered(SIX, ('"countersign"]', '"countersign", "chair+licensing_officer"]'))
    play = six_to("proposed", waived, "lic-03@licensing:licensing_officer,chair")
    play.do("for-01", signed(play), role=Role.MEMBER)
    play.do("lic-03", signed(play), role=Role.CHAIR)
    play.refuses("second-person.same", "lic-03", licence(play.world), role=Role.LICENSING_OFFICER)


def test_conditions_go_with_a_grant() -> None:
    play = at("opened")
    play.do(REVIEWERS["customs"], ConditionProposed(number=1, text="Seal.", items=("1",)))
    play.do(REVIEWERS["defence"], ConditionProposed(number=2, text="Report.", items=("2",)))
    chosen = (ItemOutcome(item="1", outcome=Outcome.GRANT), ItemOutcome(item="2", outcome=Outcome.REFUSE))
    play.do(SECRETARY, question(play.world, outcomes=chosen))
    on(play, "voted", "certified", "attested")
    play.refuses("decision.conditions", SECRETARY, proposed(play.world, conditions=()))
    on(play, "proposed", "signed")
    assert [one.number for one in licence(play.world).conditions] == [1]
    play.refuses("licence.conditions", OFFICER, licence(play.world, conditions=()))
    play.do(OFFICER, licence(play.world))
    assert ending(play.case) == "partly-granted"


def test_a_refusal_gives_no_licence() -> None:
    play = at("opened")
    play.do(SECRETARY, question(play.world, Outcome.REFUSE))
    on(play, "voted", "certified", "attested", "proposed", "signed")
    play.refuses("licence.nothing-granted", OFFICER, licence(play.world))
    assert stage(play.case, play.world.realm) == "notification"


def test_a_confirmed_prohibition_leaves_only_a_refusal() -> None:
    play = at("gate")
    claim = play.do(REVIEWERS["foreign-affairs"], GateAnswered(step="treaty", answers=YES)).id
    play.refuses("step.not-open", SECRETARY, proposed(play.world, outcomes(play.case)))
    play.do(REVIEWERS["defence"], GateReviewed(gate=claim, confirmed=True, evidence="Resolution."))
    body = proposed(play.world)
    assert {one.outcome for one in body.outcomes} == {Outcome.REFUSE}
    play.refuses("decision.outcomes", SECRETARY, replace(body, outcomes=outcomes(play.case)))
    play.do(SECRETARY, body)
    play.do(FOREIGN, signed(play))
    play.do(CHAIR, signed(play))
    assert ending(play.case) == "refused"


def test_a_decision_on_stale_positions_takes_no_signature() -> None:
    play = at("proposed")
    play.do(REVIEWERS["defence"], GateAnswered(step="treaty", answers=YES))
    play.refuses("decision.stale", FOREIGN, signed(play))


def test_a_round_without_consensus_gives_no_decision() -> None:
    play = at("put")
    for seat, officer in MEMBERS.items():
        position = Position.OBJECT if seat == "customs" else Position.AGREE
        play.do(officer, vote(play.case, seat, position, reasons="Diversion.", criteria=("7",)))
    on(play, "certified")
    assert next(iter(play.case.rounds[asked(play.case)].certificates.values())).body.result is Result.NO_CONSENSUS
    on(play, "attested")
    assert standing_result(play.case) is None
    play.refuses("step.not-open", SECRETARY, proposed(play.world, outcomes(play.case)))


def test_a_position_changed_after_the_certificate_changes_nothing() -> None:
    play = at("certified")
    mine = next(one for one in play.case.rounds[asked(play.case)].votes.values() if one.body.seat == "customs")
    body = PositionChanged(replaces=mine.id, question=asked(play.case), seat="customs", position=Position.ABSTAIN)
    play.refuses("vote.round-closed", MEMBERS["customs"], body)


LEAD = altered(
    STANDING,
    (
        'decides = "committee"\nsignatures = 2',
        'decides = "higher-authority"\nagency = "higher-authority"\nsignatures = 1',
    ),
)


def test_a_higher_authority_may_decide_otherwise_than_its_committee_advises() -> None:
    play = realm(procedure=LEAD)
    on(play, *road_to("attested"))
    refusal = proposed(play.world, outcomes=outcomes(play.case, Outcome.REFUSE))
    play.do(SECRETARY, refusal)
    play.refuses("decision.signatory", "def-04", signed(play))
    play.do("for-03", signed(play))
    assert ending(play.case) == "refused"


# --- the six people ------------------------------------------------------------------------------------------------

LIC, FOR, DEF = "lic-02", "for-01", "def-01"


def six_to(last: str, charter: str = SIX, extra: str = "") -> Play:
    """The six-people charter with one case on the standing committee's road as far as `last`."""
    play = realm(charter, STANDING, extra)
    for name, go in SIX_ROAD.items():
        go(play)
        if name == last:
            return play
    return play


def _opinions(play: Play) -> None:
    for step, officer in (("foreign-affairs", FOR), ("defence", DEF), ("customs", DEF), ("interior", DEF)):
        play.do(officer, opinion(play.case, step), role=Role.REVIEWER)


def _treaty(play: Play) -> None:
    play.do(LIC, LinesClassified(step="classification", lines=CLASSES))
    play.do(LIC, StepCompleted(step="classification"))
    play.do(FOR, GateAnswered(step="treaty", answers=NO))
    play.do(FOR, assessed())
    play.do(FOR, StepCompleted(step="treaty"))


def _session(play: Play) -> None:
    play.do(LIC, StepCompleted(step="consolidation", note="All agree."))
    play.do(LIC, convened(play.world))
    for seat, officer in (("foreign-affairs", FOR), ("defence", DEF)):
        play.do(LIC, AttendanceRecorded(seat=seat, officer=officer, present=True))
    play.do("lic-01", SessionOpened())
    play.do(LIC, question(play.world))
    for seat, officer in (("foreign-affairs", FOR), ("defence", DEF)):
        play.do(officer, vote(play.case, seat))


def _result(play: Play) -> None:
    play.do("lic-01", certificate(play.world))
    play.do(LIC, ResultAttested(certificate=last_certificate(play.case)))


def _sign(play: Play) -> None:
    play.do(FOR, signed(play), role=Role.MEMBER)
    play.do("lic-01", signed(play))


SIX_ROAD = {
    "intake": lambda play: on(play, "registered", "intake"),
    "treaty": _treaty,
    "opinions": _opinions,
    "voted": _session,
    "attested": _result,
    "proposed": lambda play: play.do(LIC, proposed(play.world)),
    "signed": _sign,
    "issued": lambda play: play.do(LIC, licence(play.world)),
}


def test_six_people_carry_a_case_through_the_standing_committee_to_a_licence() -> None:
    play = six_to("issued")
    case: Case = play.case
    assert len(case.licences) == 1
    assert stage(case, play.world.realm) == "notification"
    assert CLERK in case.capacities


def test_six_people_waive_only_what_their_charter_names() -> None:
    play = six_to("attested")
    play.refuses("rights.incompatible", "lic-01", ConditionProposed(number=1, text="x"), role=Role.AGENCY_HEAD)
    body = OpinionGiven(step="customs", dossier="", position=Position.AGREE, reasons="")
    play.refuses("officer.role", "lic-01", body, role=Role.REVIEWER)


def test_an_answer_after_the_final_decision_does_not_reopen_the_road() -> None:
    play = at("signed")
    play.do(REVIEWERS["foreign-affairs"], GateAnswered(step="treaty", answers=NO))
    assert stage(play.case, play.world.realm) == "issue"
    play.do(OFFICER, licence(play.world))
    assert stage(play.case, play.world.realm) == "notification"
