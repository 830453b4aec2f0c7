"""Rules of positions and results: what each refuses, one claim for each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.models.acts import (
    AgendaItem,
    AttendanceRecorded,
    ConditionProposed,
    GateAnswered,
    PositionChanged,
    QuestionDeferred,
    ResultAttested,
    SessionOpened,
)
from app.models.charter import Role
from app.models.outcomes import Position, Result
from app.workflows.rounds import deferrals
from tests.workflows.drafts import STANDING, altered
from tests.workflows.machine.claims import Claim
from tests.workflows.machine.play import CASE, Play, realm
from tests.workflows.machine.stages import (
    CHAIR,
    MEMBERS,
    NO,
    REVIEWERS,
    SECRETARY,
    asked,
    at,
    certificate,
    last_certificate,
    on,
    question,
    road_to,
    vote,
)

CUSTOMS = MEMBERS["customs"]


def sits(seat: str, officer: str, *, present: bool = True) -> AttendanceRecorded:
    return AttendanceRecorded(seat=seat, officer=officer, present=present)


def item(number: int = 1, *, information: bool = False) -> AgendaItem:
    return AgendaItem(number=number, case=CASE, reference="", information=information)


def deferred(play: Play, reason: str = "Later.") -> QuestionDeferred:
    return QuestionDeferred(question=asked(play.case), reason=reason)


CLAIMS = [
    Claim(
        "a position is on a question",
        "vote.unknown-question",
        "put",
        CUSTOMS,
        lambda p: vote(p.case, "customs", question="0"),
    ),
    Claim("a seat speaks once", "vote.cast-already", "voted", CUSTOMS, lambda p: vote(p.case, "customs")),
    Claim(
        "a closed round takes no position",
        "vote.round-closed",
        "certified",
        "eco-01",
        lambda p: vote(p.case, "economy"),
    ),
    Claim("a position comes from its seat", "vote.not-your-seat", "put", CUSTOMS, lambda p: vote(p.case, "interior")),
    Claim(
        "a conditional agreement names conditions",
        "vote.which-conditions",
        "put",
        CUSTOMS,
        lambda p: vote(p.case, "customs", Position.AGREE_WITH_CONDITIONS),
    ),
    Claim(
        "a conditional agreement names what the question carries",
        "vote.conditions-not-carried",
        "put",
        CUSTOMS,
        lambda p: vote(p.case, "customs", Position.AGREE_WITH_CONDITIONS, conditions=(1,)),
    ),
    Claim(
        "an objection has reasons",
        "position.reasons",
        "put",
        CUSTOMS,
        lambda p: vote(p.case, "customs", Position.OBJECT),
    ),
    Claim(
        "an objection has a criterion",
        "position.criterion",
        "put",
        CUSTOMS,
        lambda p: vote(p.case, "customs", Position.OBJECT, reasons="Diversion."),
    ),
    Claim(
        "only a standing position changes",
        "vote.not-standing",
        "voted",
        CUSTOMS,
        lambda p: PositionChanged(replaces="x", question=asked(p.case), seat="customs", position=Position.ABSTAIN),
    ),
    Claim(
        "a deferral is of a question",
        "vote.unknown-question",
        "opened",
        CHAIR,
        lambda _: QuestionDeferred(question="x", reason="x"),
    ),
    Claim("a deferral says why", "reasons.needed", "put", SECRETARY, lambda p: deferred(p, "")),
    Claim(
        "a question is put off until a day",
        "question.until",
        "put",
        SECRETARY,
        lambda p: replace(deferred(p), until="tomorrow"),
    ),
    Claim("a closed round is not deferred", "vote.round-closed", "certified", SECRETARY, deferred),
    Claim(
        "a certificate is of a question",
        "vote.unknown-question",
        "voted",
        CHAIR,
        lambda p: certificate(p.world, question="0"),
    ),
    Claim("a result is certified once", "vote.round-closed", "certified", CHAIR, lambda p: certificate(p.world)),
    Claim("a certificate waits for every seat", "result.waiting", "put", CHAIR, lambda p: certificate(p.world)),
    Claim(
        "a certificate lists every position",
        "result.positions",
        "voted",
        CHAIR,
        lambda p: certificate(p.world, positions=()),
    ),
    Claim(
        "a certificate says what counting gives",
        "result.recomputed",
        "voted",
        CHAIR,
        lambda p: certificate(p.world, result=Result.NO_CONSENSUS),
    ),
    Claim(
        "an attestation is of a certificate",
        "result.unknown",
        "certified",
        SECRETARY,
        lambda _: ResultAttested(certificate="x"),
    ),
    Claim(
        "a result is attested once",
        "result.attested-already",
        "attested",
        SECRETARY,
        lambda p: ResultAttested(certificate=last_certificate(p.case)),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.text)
def test_refusals_of_a_round(claim: Claim) -> None:
    claim.holds()


def test_observers_and_a_chair_without_vote_do_not_vote() -> None:
    play = at("convened")
    play.do(SECRETARY, sits("intelligence", "inl-02"))
    on(play, "opened", "put")
    play.refuses("vote.observer", "inl-02", vote(play.case, "intelligence"))
    play.refuses("vote.not-your-seat", CHAIR, vote(play.case, "customs"))


VOTING_CHAIR = altered(
    STANDING,
    ('chair = "licensing"', 'chair = "defence"'),
    ("chair_votes = false", "chair_votes = true"),
)


def test_the_chair_votes_only_where_the_procedure_says_so() -> None:
    stages = road_to("convened")
    for text, refused in (
        (VOTING_CHAIR, ""),
        (altered(VOTING_CHAIR, ("chair_votes = true", "chair_votes = false")), "vote.chair"),
    ):
        play = on(realm(procedure=text, extra="def-09@defence:chair,member"), *stages)
        play.do(SECRETARY, sits("defence", MEMBERS["defence"], present=False))
        play.do(SECRETARY, sits("defence", "def-09"))
        play.do("def-09", SessionOpened(), role=Role.CHAIR)
        play.do("def-09", question(play.world), role=Role.CHAIR)
        if refused:
            play.refuses(refused, "def-09", vote(play.case, "defence"), role=Role.CHAIR)
        else:
            play.do("def-09", vote(play.case, "defence"), role=Role.CHAIR)


def test_a_changed_dossier_or_ledger_makes_the_question_stale() -> None:
    for changed in (GateAnswered(step="treaty", answers=NO), ConditionProposed(number=1, text="Seal.")):
        play = at("voted")
        officer = REVIEWERS["foreign-affairs"]
        play.do(officer, changed)
        play.refuses("vote.stale-question", "eco-01", vote(play.case, "economy"))
        play.refuses("vote.stale-question", CHAIR, certificate(play.world))
        play = at("certified")
        play.do(officer, changed)
        body = ResultAttested(certificate=last_certificate(play.case))
        play.refuses("vote.stale-question", SECRETARY, body)


def test_a_seat_asks_for_information_a_limited_number_of_times() -> None:
    play = at("put")
    asks = vote(play.case, "customs", Position.NEED_INFORMATION, reasons="Which route?")
    play.do(CUSTOMS, asks)
    play.do(SECRETARY, deferred(play))
    play.do(SECRETARY, question(play.world))
    play.refuses("vote.information-limit", CUSTOMS, replace(asks, question=asked(play.case)))


def test_after_its_deferrals_a_case_goes_up() -> None:
    play = at("opened")
    for _ in range(3):
        play.do(SECRETARY, question(play.world))
        play.do(SECRETARY, deferred(play))
    assert deferrals(play.case) == 3
    play.refuses("question.deferrals-exhausted", SECRETARY, question(play.world))


def test_an_objection_blocks_until_it_is_lifted_and_stays_in_the_history() -> None:
    play = at("put")
    for seat, officer in MEMBERS.items():
        if seat != "defence":
            play.do(officer, vote(play.case, seat))
    objection = vote(play.case, "defence", Position.OBJECT, reasons="Diversion.", criteria=("7",))
    first = play.do(MEMBERS["defence"], objection).id
    assert certificate(play.world).result is Result.NO_CONSENSUS
    lifted = PositionChanged(replaces=first, question=asked(play.case), seat="defence", position=Position.AGREE)
    play.refuses("vote.not-standing", CUSTOMS, replace(lifted, seat="customs"))
    play.do(MEMBERS["defence"], lifted)
    assert certificate(play.world).result is Result.CONSENSUS
    assert first in play.case.rounds[asked(play.case)].votes


def test_the_chair_does_not_attest_what_the_chair_certified() -> None:
    play = at("voted")
    play.do("lic-06", certificate(play.world), role=Role.CHAIR)
    body = ResultAttested(certificate=last_certificate(play.case))
    play.refuses("rights.incompatible", "lic-06", body, role=Role.SECRETARY)


def test_nobody_votes_for_a_seat_that_was_left() -> None:
    play = at("put")
    play.do(SECRETARY, sits("customs", CUSTOMS, present=False))
    play.refuses("vote.not-your-seat", CUSTOMS, vote(play.case, "customs"))
    play.do(SECRETARY, sits("customs", CUSTOMS))
    play.do(CUSTOMS, vote(play.case, "customs"))
