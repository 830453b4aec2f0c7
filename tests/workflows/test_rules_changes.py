"""Rules of withdrawal, links and conflicts of interest: what each refuses, one claim for each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.models.acts import (
    AttendanceRecorded,
    CasesLinked,
    CaseWithdrawn,
    ConflictDeclared,
    ExpertInvited,
    PositionChanged,
    StepCompleted,
)
from app.models.case import Case
from app.models.charter import Person, Role
from app.models.outcomes import PaperKind, Position
from app.models.session import Session
from app.workflows.committee import committee_of, voting_present
from app.workflows.consensus import Tally, stepped_out, tally
from app.workflows.rounds import open_round, roll_of
from app.workflows.withdrawal import notified, stage_reached
from tests.workflows.drafts import STANDING, altered
from tests.workflows.machine.claims import Claim
from tests.workflows.machine.play import Play, enrol
from tests.workflows.machine.stages import (
    CHAIR,
    CLERK,
    MEMBERS,
    OFFICER,
    REVIEWERS,
    SECRETARY,
    asked,
    at,
    certificate,
    question,
    registered,
    vote,
)
from tests.workflows.test_fold import apart, every_order
from tests.workflows.test_rules_applicant import service

FOREIGN, DEFENCE, CUSTOMS = (REVIEWERS[name] for name in ("foreign-affairs", "defence", "customs"))
OTHER = "0c0c0c0c-0000-4000-8000-000000000002"
TODAY = "2026-11-02"
NOTIFYING = altered(
    STANDING,
    (
        '[[steps]]\nid = "issue"\n',
        '[[steps]]\nid = "notice"\nkind = "notify"\ntitle = { en = "Notice", fr = "Notification" }\n'
        'agency = "licensing"\nafter = ["decision"]\n\n[[steps]]\nid = "issue"\n',
    ),
)


def withdrawn(stage: str, **fields: str) -> CaseWithdrawn:
    return CaseWithdrawn(**({"reason": "No longer needed.", "received": TODAY, "stage": stage} | fields))


def linked(**fields: str) -> CasesLinked:
    return CasesLinked(**({"other": OTHER, "reference": "EXP-2026-00002", "reason": "One transfer."} | fields))


def with_other(stage: str) -> Play:
    """A second case beside the first."""
    play = at(stage)
    digest = next(iter(play.world.realm.procedures))
    play.do(CLERK, registered(reference="EXP-2026-00002"), scope=f"case:{OTHER}", procedure=digest)
    return play


CLAIMS = [
    Claim("nothing is withdrawn before it came", "case.unknown", "founded", CLERK, lambda _: withdrawn("intake")),
    Claim("a withdrawal says why", "reasons.needed", "registered", CLERK, lambda _: withdrawn("intake", reason=" ")),
    Claim(
        "a request came in on a day",
        "withdrawal.received",
        "registered",
        CLERK,
        lambda _: withdrawn("intake", received="soon"),
    ),
    Claim(
        "a request came in before it is recorded",
        "withdrawal.received",
        "registered",
        CLERK,
        lambda _: withdrawn("intake", received="2026-11-03"),
    ),
    Claim("the stage reached is named", "withdrawal.stage", "intake", CLERK, lambda _: withdrawn("intake")),
    Claim("a licensed case is not withdrawn", "withdrawal.notified", "issued", CLERK, lambda _: withdrawn("decided")),
    Claim(
        "only the agency in charge withdraws",
        "withdrawal.only-lead",
        "registered",
        "cle-01",
        lambda _: withdrawn("intake"),
    ),
    Claim("a conflict is of a case", "case.unknown", "founded", CUSTOMS, lambda _: ConflictDeclared(reason="x")),
    Claim("a conflict has its reason", "reasons.needed", "treaty", CUSTOMS, lambda _: ConflictDeclared(reason="")),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.text)
def test_refusals_of_changes(claim: Claim) -> None:
    if claim.officer == "cle-01":
        play = at(claim.stage)
        enrol(play, Person(officer="cle-01", name="C", agency="customs", roles=(Role.CLERK,)))
        play.refuses(claim.code, claim.officer, claim.said(play))
    else:
        claim.holds()


# --- withdrawal --------------------------------------------------------------------------------------------------


def test_a_withdrawal_closes_the_round_and_keeps_positions_and_the_stage() -> None:
    play = at("voted")
    play.do(CLERK, withdrawn("committee"))
    assert open_round(play.case) is None
    assert len(next(iter(play.case.rounds.values())).votes) == 4
    assert play.case.withdrawn is not None
    assert play.case.withdrawn.stage == "committee"
    play.refuses("case.withdrawn", CHAIR, certificate(play.world, next(iter(play.case.rounds))))
    play.refuses("case.withdrawn", CLERK, withdrawn("committee"))


def test_where_the_applicant_is_notified_a_case_is_withdrawn_until_then() -> None:
    play = at("signed", procedure=NOTIFYING)
    procedure, charter = play.world.procedure(play.case.procedure), play.world.realm.charter
    assert charter is not None
    assert stage_reached(play.case, procedure, charter) == "notice"
    assert not notified(play.case, procedure, charter)
    later = play.fork()
    later.do(CLERK, service(later, PaperKind.DECISION))
    later.do(CLERK, StepCompleted(step="notice"))
    later.refuses("withdrawal.notified", CLERK, withdrawn("issue"))
    play.do(CLERK, withdrawn("notice"))


def test_two_withdrawals_apart_are_one_and_the_earlier_counts() -> None:
    first, second = withdrawn("intake"), withdrawn("intake", reason="Sold.")
    play = apart("registered", (CLERK, first), (OFFICER, second))
    assert play.case.withdrawn is not None
    earlier = min((one.act for one in play.said[-2:]), key=lambda act: (act.clock, act.id))
    assert play.case.withdrawn.by.act == earlier.id


def test_a_withdrawal_beside_a_position_keeps_both() -> None:
    case = at("put").case
    play = apart("put", (CLERK, withdrawn("committee")), (MEMBERS["customs"], vote(case, "customs")))
    assert play.case.withdrawn is not None
    assert len(play.case.rounds[asked(play.case)].votes) == 1


# --- links -------------------------------------------------------------------------------------------------------


def test_cases_are_linked_by_reference_with_a_reason_once() -> None:
    play = with_other("registered")
    play.refuses("case.unknown", CLERK, linked(other="0c0c0c0c-0000-4000-8000-000000000003"))
    play.refuses("link.itself", CLERK, linked(other=play.case.id))
    play.refuses("link.reference", CLERK, linked(reference="EXP"))
    play.refuses("reasons.needed", CLERK, linked(reason=""))
    play.do(CLERK, linked())
    play.refuses("link.made-already", OFFICER, linked())
    assert play.case.linked[OTHER].reference == "EXP-2026-00002"
    with_other("signed").refuses("decision.final-already", CLERK, linked())


def test_two_links_to_one_case_apart_are_one() -> None:
    base = with_other("registered")
    play, before = base.fork(), base.lagging(0)
    play.do(CLERK, linked(), view=before)
    play.do(OFFICER, linked(reason="Split order."), view=before)
    every_order(base, play)
    assert len(play.case.linked) == 1


# --- conflicts of interest ---------------------------------------------------------------------------------------


def counted(play: Play) -> Tally:
    case = play.case
    committee = committee_of(play.world.procedure(case.procedure))
    return tally(next(iter(case.rounds.values())), committee, case.conflicts)


def steps_out(play: Play, officer: str) -> None:
    play.do(officer, ConflictDeclared(reason="A brother works there."))


def test_later_acts_of_a_person_who_stepped_out_are_refused() -> None:
    play = at("put")
    steps_out(play, MEMBERS["customs"])
    play.refuses("conflict.declared", MEMBERS["customs"], vote(play.case, "customs"))
    play.refuses("conflict.declared", MEMBERS["customs"], ConflictDeclared(reason="Again."))


def test_a_seat_whose_person_steps_out_is_absent_and_its_position_does_not_count() -> None:
    play = at("voted")
    steps_out(play, MEMBERS["interior"])
    count = counted(play)
    assert "interior" in count.absent
    assert {one.body.seat for one in count.votes} == {"foreign-affairs", "defence", "customs"}
    assert count.complete
    body = certificate(play.world, positions=tuple(sorted(one.id for one in count.votes)), result=count.result)
    play.refuses("result.positions", CHAIR, replace(body, positions=tuple(sorted(_all_votes(play.case)))))
    play.do(CHAIR, body)


def _all_votes(case: Case) -> list[str]:
    return [name for one in case.rounds.values() for name in one.votes]


@pytest.mark.parametrize(
    ("gone", "codes"),
    [
        (("interior", "customs"), {"consensus.quorum"}),
        (("defence",), {"consensus.mandatory-seat"}),
    ],
)
def test_quorum_and_mandatory_seats_are_counted_again(gone: tuple[str, ...], codes: set[str]) -> None:
    play = at("voted")
    for seat in gone:
        steps_out(play, MEMBERS[seat])
    assert {obstacle.code for obstacle in counted(play).obstacles} == codes


def test_another_person_takes_the_seat_and_its_position_counts() -> None:
    play = at("put")
    play.do(MEMBERS["customs"], vote(play.case, "customs"))
    own = next(iter(play.case.rounds[asked(play.case)].votes))
    steps_out(play, MEMBERS["customs"])
    assert "customs" in counted(play).absent
    enrol(play, Person(officer="cus-09", name="C", agency="customs", roles=(Role.MEMBER,)))
    play.do(SECRETARY, AttendanceRecorded(seat="customs", officer=MEMBERS["customs"], present=False))
    play.do(SECRETARY, AttendanceRecorded(seat="customs", officer="cus-09", present=True))
    body = vote(play.case, "customs", Position.ABSTAIN)
    changed = PositionChanged(replaces=own, question=body.question, seat="customs", position=Position.ABSTAIN)
    play.do("cus-09", changed)
    count = counted(play)
    assert "customs" not in count.absent
    assert count.counts["abstain"] == 1


def test_a_conflict_declared_after_the_result_leaves_the_result_as_it_was_counted() -> None:
    play = at("certified")
    steps_out(play, MEMBERS["customs"])
    one = next(iter(play.case.rounds.values()))
    assert stepped_out(play.case, one) == frozenset()
    opened = at("voted")
    steps_out(opened, MEMBERS["customs"])
    assert stepped_out(opened.case, next(iter(opened.case.rounds.values()))) == {MEMBERS["customs"]}


def test_who_stepped_out_is_not_on_the_roll_of_a_later_question_nor_makes_its_quorum() -> None:
    play = at("opened")
    committee, session = _sitting(play)
    steps_out(play, MEMBERS["interior"])
    roll = roll_of(committee, session, play.case.conflicts)
    assert "interior" not in {one.seat for one in roll}
    play.refuses("question.roll", SECRETARY, question(play.world, roll=roll_of(committee, session)))
    later = play.fork()
    play.do(SECRETARY, question(play.world, roll=roll))
    steps_out(later, MEMBERS["customs"])
    assert len(voting_present(committee, session, later.case.conflicts)) == 2
    later.refuses("session.no-quorum", SECRETARY, question(later.world))
    mandatory = at("opened")
    steps_out(mandatory, MEMBERS["defence"])
    mandatory.refuses("session.mandatory-seat", SECRETARY, question(mandatory.world))


def _sitting(play: Play) -> tuple[Any, Session]:
    return committee_of(play.world.procedure(play.case.procedure)), play.session


def test_nobody_in_conflict_is_invited_as_an_expert() -> None:
    play = at("registered")
    play.do(OFFICER, ExpertInvited(expert="def-05", question="?", until="2026-11-20"))
    steps_out(play, "def-05")
    play.refuses("expert.conflict", OFFICER, ExpertInvited(expert="def-05", question="?", until="2026-11-20"))


def test_two_conflicts_apart_are_one_and_the_earlier_counts() -> None:
    one, other = ConflictDeclared(reason="A brother."), ConflictDeclared(reason="A sister.")
    play = apart("put", (MEMBERS["customs"], one), (MEMBERS["customs"], other), (MEMBERS["interior"], one))
    assert set(play.case.conflicts) == {MEMBERS["customs"], MEMBERS["interior"]}


def test_a_conflict_beside_a_vote_takes_the_vote_out() -> None:
    case = at("put").case
    person = MEMBERS["customs"]
    play = apart("put", (person, ConflictDeclared(reason="A brother.")), (person, vote(case, "customs")))
    assert counted(play).votes == ()
