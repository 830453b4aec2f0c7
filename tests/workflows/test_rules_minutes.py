"""Rules of minutes: who corrects and annexes until when, what exactly is adopted where, what is announced."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.models.acts import (
    AttendanceRecorded,
    CorrectionConfirmed,
    MinutesAdopted,
    MinutesCorrected,
    QuestionDeferred,
    ResultsAnnounced,
    SessionClosed,
    SessionOpened,
    StatementAnnexed,
    VoidingProposed,
)
from app.models.case import Case
from app.models.charter import Role
from app.models.outcomes import Method, Outcome, RoundRef, StatementKind
from app.workflows.minutes import adopted_by, annexed, content
from tests.workflows.machine.claims import Claim
from tests.workflows.machine.play import CASE, SESSION, Play
from tests.workflows.machine.stages import ADVISORY, CHAIR, MEMBERS, SECRETARY, at, convened, question
from tests.workflows.test_fold import every_order

LATER = SESSION[:-1] + "2"
CORRECTION = MinutesCorrected(point=1, text="Six boats.", text_fr="Six bateaux.", reason="Misheard.")
STATEMENT = StatementAnnexed(
    seat="customs", point=1, kind=StatementKind.INTERPRETATIVE, text="Item 1 includes spare parts."
)


def closed() -> Play:
    play = at("attested")
    play.do(CHAIR, SessionClosed())
    return play


def sitting(play: Play, name: str = LATER, **fields: Any) -> Play:
    """A further session, open."""
    scope = f"session:{name}"
    play.do(SECRETARY, convened(play.world, agenda=(), title="Session 2", **fields), scope=scope)
    for seat, officer in MEMBERS.items():
        play.do(SECRETARY, AttendanceRecorded(seat=seat, officer=officer, present=True), scope=scope)
    play.do(CHAIR, SessionOpened(), scope=scope)
    return play


def adopted(play: Play, **fields: Any) -> MinutesAdopted:
    body = MinutesAdopted(session=LATER, content=content(play.session, play.world), annexed=annexed(play.session))
    return replace(body, **fields)


def announced(case: Case, **fields: Any) -> ResultsAnnounced:
    one = next(iter(case.rounds.values()))
    ref = RoundRef(case=CASE, reference=case.reference, question=one.question.fingerprint)
    return ResultsAnnounced(results=(replace(ref, **fields),))


CLAIMS = [
    Claim("an open session has no minutes yet", "minutes.not-closed", "attested", CHAIR, lambda _: CORRECTION),
    Claim(
        "minutes exist from the opening on", "session.not-opened", "convened", MEMBERS["customs"], lambda _: STATEMENT
    ),
    Claim("there is a session to correct", "session.unknown", "consolidated", SECRETARY, lambda _: CORRECTION),
    Claim(
        "a statement is annexed for one's own seat",
        "minutes.did-not-sit",
        "opened",
        MEMBERS["customs"],
        lambda _: replace(STATEMENT, seat="defence"),
    ),
    Claim("a statement says something", "minutes.statement-text", "opened", MEMBERS["customs"], lambda _: empty()),
    Claim(
        "a statement is on an item of the agenda",
        "minutes.point",
        "opened",
        MEMBERS["customs"],
        lambda _: replace(STATEMENT, point=7),
    ),
    Claim(
        "only an open session announces", "session.not-open", "convened", CHAIR, lambda p: ResultsAnnounced(results=())
    ),
    Claim("something is announced", "announce.once", "opened", CHAIR, lambda _: ResultsAnnounced(results=())),
    Claim(
        "a round in session needs no announcement",
        "announce.not-ended",
        "certified",
        CHAIR,
        lambda p: announced(p.case),
    ),
    Claim(
        "what is announced was asked",
        "vote.unknown-question",
        "certified",
        CHAIR,
        lambda p: announced(p.case, question="0" * 64),
    ),
]


def empty() -> StatementAnnexed:
    return replace(STATEMENT, text=" ")


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.text)
def test_refusals_of_minutes(claim: Claim) -> None:
    claim.holds()


def test_chair_secretary_and_who_sat_correct_with_both_texts_and_a_reason() -> None:
    play = closed()
    for officer in (CHAIR, SECRETARY, MEMBERS["customs"]):
        play.fork().do(officer, CORRECTION)
    play.refuses("minutes.both-texts", CHAIR, replace(CORRECTION, text_fr=""))
    play.refuses("reasons.needed", CHAIR, replace(CORRECTION, reason=" "))
    play.refuses("minutes.point", CHAIR, replace(CORRECTION, point=2))
    play.do(CHAIR, replace(CORRECTION, point=0))
    play.refuses("minutes.did-not-sit", "inl-02", CORRECTION)
    play.refuses("step.other-agency", "for-04", CORRECTION, role=Role.CHAIR)


def test_a_later_session_adopts_exactly_what_it_read_and_nobody_corrects_it_then() -> None:
    play = sitting(closed())
    read = adopted(play)
    play.do(CHAIR, CORRECTION)
    play.refuses("minutes.content", CHAIR, read)
    play.do(MEMBERS["customs"], STATEMENT)
    play.refuses("minutes.content", CHAIR, replace(adopted(play), annexed=()))
    play.do(CHAIR, adopted(play))
    assert adopted_by(play.session) is not None
    for officer, body in ((CHAIR, CORRECTION), (MEMBERS["customs"], STATEMENT), (CHAIR, adopted(play))):
        play.refuses("minutes.adopted-already", officer, body)


def test_minutes_read_before_a_position_was_voided_are_read_again() -> None:
    play = sitting(closed())
    read = adopted(play)
    vote = next(iter(next(iter(play.case.rounds.values())).standing()))
    wrong = play.do(SECRETARY, VoidingProposed(vote=vote.id, reason="A substitute out of turn."))
    play.do(CHAIR, CorrectionConfirmed(proposal=wrong.id))
    play.refuses("minutes.content", CHAIR, read)
    play.do(CHAIR, adopted(play))


def test_minutes_are_adopted_after_their_session_by_a_later_one_that_sits() -> None:
    play = sitting(at("attested"))
    play.refuses("minutes.not-closed", CHAIR, adopted(play))
    play.do(CHAIR, SessionClosed())
    play.refuses("minutes.not-later", CHAIR, adopted(play))
    play = closed()
    play.refuses("session.not-open", CHAIR, adopted(play, session=SESSION))
    play = sitting(closed())
    play.do(CHAIR, SessionClosed(), scope=f"session:{LATER}")
    play.refuses("session.not-open", CHAIR, adopted(play))


def test_a_correction_that_the_adoption_had_not_seen_is_no_part_of_the_minutes() -> None:
    play = sitting(closed())
    before = play.fork()
    play.do(CHAIR, adopted(play))
    assert play.admit(play.make(SECRETARY, CORRECTION, view=before.world)) == ""
    assert len(play.session.corrections) == 1
    assert annexed(play.session) == ()
    every_order(before, play)


def test_an_advisory_seat_may_have_its_statement_annexed_for_few_readers() -> None:
    play = at("opened")
    seat, officer = ADVISORY
    play.do(officer, replace(STATEMENT, seat=seat), narrower={"text": ("customs", "economy")})
    assert list(play.session.readers.values()) == [("customs", "economy")]


def test_a_result_of_a_round_at_a_distance_is_announced_once() -> None:
    play = at("opened")
    body = question(
        play.world, Outcome.GRANT, session="", method=Method.WRITTEN, expires="2026-12-18T12:00:00Z", bloc=False
    )
    play.do(CHAIR, body)
    play.refuses("announce.not-ended", CHAIR, announced(play.case))
    play.do(CHAIR, QuestionDeferred(question=body.fingerprint, reason="Next time."))
    play.refuses("vote.unknown-question", CHAIR, announced(play.case, reference="EXP-2026-99999"))
    play.do(CHAIR, announced(play.case))
    play.refuses("announce.once", CHAIR, announced(play.case))
