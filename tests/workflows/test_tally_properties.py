"""What holds of every count, whatever seats say: silence, objections, one position per seat."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.models.acts import PositionTaken
from app.models.case import Round, Signed, Vote
from app.models.outcomes import AGREEING, Method, Position, Present, Result
from app.models.procedure import Committee, Effects, Seat, SeatEffect, Silence, Text, Written
from app.workflows.consensus import Tally, tally
from tests.workflows.machine.stages import at, question

SEATS = ("a", "b", "c", "d")
TEXT = Text(en="Law", fr="Loi")
END, BEFORE, AFTER = "2026-12-04T16:00:00Z", "2026-12-04T15:59:59Z", "2026-12-04T16:00:00Z"
QUESTION = question(at("opened").world)

committees = st.builds(
    lambda quorum, mandatory, effects, consent: Committee(
        title=TEXT,
        seats=tuple(Seat(agency=name, mandatory=name in mandatory) for name in SEATS),
        quorum=quorum,
        chair="z",
        secretary="z",
        effects=effects,
        silence=Silence(days=1, legal_basis=TEXT, consensus=consent),
        written=Written(days=1, legal_basis=TEXT),
    ),
    st.integers(1, 4),
    st.sets(st.sampled_from(SEATS)),
    st.builds(
        Effects,
        absent=st.sampled_from(SeatEffect),
        abstaining=st.sampled_from(SeatEffect),
        not_competent=st.sampled_from(SeatEffect),
    ),
    st.booleans(),
)
said = st.lists(st.tuples(st.sampled_from(SEATS), st.sampled_from(Position), st.booleans()), max_size=6)
moments = st.sampled_from((BEFORE, AFTER))


def signed(name: str, officer: str) -> Signed:
    return Signed(act=name, officer=officer, agency=officer, role="member", claimed=BEFORE)


def vote(number: int, seat: str, position: Position, *, amends: bool = False) -> Vote:
    words = "Fewer." if amends else ""
    body = PositionTaken(question="q", seat=seat, position=position, amendment=words, amendment_fr=words)
    return Vote(id=f"v{number}", body=body, by=signed(f"v{number}", seat))


@st.composite
def rounds(draw: st.DrawFn) -> Round:
    method = draw(st.sampled_from(Method))
    sitting = draw(st.sets(st.sampled_from(SEATS)))
    named = SEATS if method is not Method.SESSION else tuple(seat for seat in SEATS if seat in sitting)
    roll = tuple(Present(seat=seat, officer=seat if seat in sitting else "") for seat in named)
    asked = replace(QUESTION, method=method, expires="" if method is Method.SESSION else END, roll=roll)
    votes = [vote(number, *one[:2], amends=one[2]) for number, one in enumerate(draw(said))]
    receipts = draw(st.sets(st.sampled_from(SEATS)))
    answers = draw(st.dictionaries(st.sampled_from(SEATS), st.booleans()))
    return Round(
        question=asked,
        by=signed("q", "z"),
        votes={one.id: one for one in votes},
        receipts={f"r{seat}": (seat, signed(f"r{seat}", seat)) for seat in receipts},
        answers={f"a{seat}": (seat, accepts, signed(f"a{seat}", seat)) for seat, accepts in answers.items()},
    )


def agreed(count: Tally) -> bool:
    return count.result is Result.CONSENSUS


@given(rounds(), committees, moments)
def test_silence_counts_only_in_a_silence_procedure_that_ran_out(one: Round, rules: Committee, moment: str) -> None:
    count = tally(one, rules, at=moment)
    receipted = {seat for seat, _ in one.receipts.values()}
    spoken = {each.body.seat for each in count.votes}
    if count.silent:
        assert one.question.method is Method.SILENCE
        assert moment >= END
        assert set(count.silent) <= receipted - spoken
        assert all(accepts for _, accepts, _ in one.answers.values())
    if agreed(count) and not AGREEING & {each.body.position for each in count.votes}:
        assert count.silent


@given(rounds(), committees, moments)
def test_silence_never_counts_where_it_is_barred(one: Round, rules: Committee, moment: str) -> None:
    count = tally(one, rules, at=moment, barred=True)
    assert count.silent == ()
    assert one.question.method is not Method.SILENCE or not agreed(count)


@given(rounds(), committees, moments, st.sampled_from(SEATS))
def test_an_objection_makes_no_consensus(one: Round, rules: Committee, moment: str, seat: str) -> None:
    before = tally(one, rules, at=moment)
    against = vote(99, seat, Position.OBJECT)
    after = tally(replace(one, votes={**one.votes, against.id: against}), rules, at=moment)
    assert agreed(before) or not agreed(after)
    if not any(each.body.seat == seat for each in one.votes.values()):
        assert not agreed(after)


@given(rounds(), committees, moments)
def test_a_seat_has_one_position_or_none(one: Round, rules: Committee, moment: str) -> None:
    count = tally(one, rules, at=moment)
    seats = [each.body.seat for each in count.votes]
    assert len(set(seats)) == len(seats)
    assert sum(count.counts.values()) == len(seats)
    assert not set(seats) & set(count.silent)


@given(rounds(), committees, moments, st.sets(st.sampled_from(SEATS)))
def test_who_stepped_out_counts_for_nothing(one: Round, rules: Committee, moment: str, gone: set[str]) -> None:
    count = tally(one, rules, gone, at=moment)
    assert not gone & {each.by.officer for each in count.votes}
    assert not gone & set(count.silent)


@given(rounds(), committees)
def test_nothing_is_complete_while_time_runs_and_a_seat_may_speak(one: Round, rules: Committee) -> None:
    count = tally(one, rules, at=BEFORE)
    if one.question.method is Method.WRITTEN:
        assert count.complete is (len(count.votes) == len(SEATS))
    if one.question.method is Method.SILENCE and count.complete:
        assert not agreed(count)
