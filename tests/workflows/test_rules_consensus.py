"""Consensus as a table: no standing objection by a voting seat, the quorum, and at least one agreement."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.models.acts import PositionTaken
from app.models.case import Round, Signed, Vote
from app.models.outcomes import ItemOutcome, Outcome, Position, Present, Result
from app.models.procedure import Committee, SeatKind, Text
from app.models.procedure import Seat as CommitteeSeat
from app.workflows.consensus import tally
from tests.workflows.machine.stages import at, question

BY = Signed(act="0", officer="x", agency="x", role="member", claimed="2026-11-20T08:00:00Z")
WORDS = {
    "+": Position.AGREE,
    "c": Position.AGREE_WITH_CONDITIONS,
    "r": Position.AGREE_WITH_RESERVATION,
    "0": Position.ABSTAIN,
    "-": Position.OBJECT,
    "?": Position.NEED_INFORMATION,
    "n": Position.NOT_COMPETENT,
}
SEATS = ("a", "b", "c", "d")
KINDS = {"e": SeatKind.ADVISORY, "f": SeatKind.OBSERVER}


def committee(quorum: int = 3, mandatory: str = "a") -> Committee:
    seats = [CommitteeSeat(agency=name, mandatory=name in mandatory) for name in SEATS]
    seats += [CommitteeSeat(agency=name, kind=kind) for name, kind in KINDS.items()]
    title = Text(en="Committee", fr="Commission")
    return Committee(title=title, seats=tuple(seats), quorum=quorum, chair="z", secretary="z")


def round_of(said: str, outcome: Outcome = Outcome.GRANT) -> Round:
    """`said` has a sign for each seat: a position, ``.`` for silent, space for absent, ``!`` for two positions."""
    put = question(at("opened").world, outcomes=(ItemOutcome(item="1", outcome=outcome),))
    votes: dict[str, Vote] = {}
    roll = []
    for seat, sign in zip((*SEATS, *KINDS), said.ljust(6), strict=True):
        if sign != " ":
            roll.append(Present(seat=seat, officer=seat))
        for sign_ in "++" if sign == "!" else sign.strip(" ."):
            name = f"{seat}{len(votes)}"
            body = PositionTaken(question=put.fingerprint, seat=seat, position=WORDS[sign_])
            votes[name] = Vote(id=name, body=body, by=BY)
    return Round(question=replace(put, roll=tuple(roll)), by=BY, votes=votes)


TABLE = [
    ("all agree", "++++", ""),
    ("one agreement and three abstentions", "+000", ""),
    ("a reservation is an agreement", "r000", ""),
    ("a conditional agreement is an agreement", "c0nn", ""),
    ("a seat that is not competent does not block", "+++n", ""),
    ("an absent seat does not block", "+++ ", ""),
    ("advisory and observer objections do not block", "++++--", ""),
    ("an advisory seat may be silent", "++++..", ""),
    ("an objection blocks", "+++-", "consensus.objection"),
    ("nobody agrees", "0000", "consensus.nobody-agrees"),
    ("only an advisory seat agrees", "0000+", "consensus.nobody-agrees"),
    ("need for information blocks", "+++?", "consensus.information"),
    ("a silent voting seat is waited for", "+++.", "consensus.waiting"),
    ("two positions of one seat are none", "+++!", "consensus.waiting"),
    ("an absent mandatory seat blocks", " +++", "consensus.mandatory-seat"),
    ("no quorum", "++  ", "consensus.quorum"),
    ("an advisory seat makes no quorum", "++  ++", "consensus.quorum"),
]


@pytest.mark.parametrize("outcome", [Outcome.GRANT, Outcome.REFUSE])
@pytest.mark.parametrize(("text", "said", "code"), TABLE, ids=[one[0] for one in TABLE])
def test_consensus_to_grant_and_to_refuse_alike(text: str, said: str, code: str, outcome: Outcome) -> None:
    count = tally(round_of(said, outcome), committee())
    codes = {obstacle.code for obstacle in count.obstacles}
    assert codes == ({code} if code else set()), text
    assert count.result is (Result.NO_CONSENSUS if code else Result.CONSENSUS)
    assert count.complete is (code != "consensus.waiting")


def test_a_tally_counts_voting_seats_and_names_the_absent() -> None:
    count = tally(round_of("+0- +"), committee())
    assert count.counts == {"abstain": 1, "agree": 1, "object": 1}
    assert count.absent == ("d", "f")
    assert [obstacle.seats for obstacle in count.obstacles] == [("c",)]
