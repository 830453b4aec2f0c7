"""Checks a procedure's committee: that it can meet, agree, and get out of an objection."""

from __future__ import annotations

from app.models.charter import Charter
from app.models.procedure import Committee, Decider, Procedure, StepKind
from app.workflows.in_realm import committee_in_realm, voting_seats
from app.workflows.toml_fields import Notes

FEWEST_VOICES = 2
"""An agency alone cannot reach a consensus."""


def check_committee(procedure: Procedure, charter: Charter | None, notes: Notes) -> None:
    """Note a missing, doubled or unused committee, one that cannot reach its quorum, an objection without way out."""
    places = [place for place, step in enumerate(procedure.steps) if step.kind is StepKind.COMMITTEE]
    if procedure.committee is None:
        for place in places[:1]:
            notes.add("procedure.no-committee", ("steps", place), step=procedure.steps[place].id)
        return
    if not places:
        notes.add("procedure.committee-unused", ("committee",))
    for place in places[1:]:
        notes.add("procedure.several-committee-steps", ("steps", place), step=procedure.steps[place].id)
    _check_seats(procedure.committee, notes)
    _check_voices(procedure.committee, charter, notes)
    _check_signatures(procedure, procedure.committee, charter, notes)
    if not procedure.higher_authority:
        notes.add("procedure.no-way-out", ("committee",), deferrals=procedure.committee.deferrals)


def _check_seats(committee: Committee, notes: Notes) -> None:
    named = [seat.agency for seat in committee.seats]
    for place, seat in enumerate(committee.seats):
        if seat.agency in named[:place]:
            notes.add("procedure.duplicate-seat", ("committee", "seats", place), agency=seat.agency)
    voting = voting_seats(committee.seats)
    if committee.quorum > voting:
        notes.add("procedure.quorum-too-large", ("committee", "quorum"), quorum=committee.quorum, voting=voting)
    votes = {seat.agency for seat in committee.seats if seat.kind.value == "voting"}
    if committee.chair_votes and committee.chair not in votes:
        notes.add("procedure.chair-without-seat", ("committee", "chair_votes"), agency=committee.chair)


def _check_voices(committee: Committee, charter: Charter | None, notes: Notes) -> None:
    """Seats that one agency fills for several functions are one voice."""
    merged = committee if charter is None else committee_in_realm(committee, charter)
    voices = voting_seats(merged.seats)
    if voices < FEWEST_VOICES:
        notes.add("procedure.committee-of-one", ("committee",), voices=voices)


def _check_signatures(procedure: Procedure, committee: Committee, charter: Charter | None, notes: Notes) -> None:
    """The chair and one member of each voting agency can sign for the committee."""
    merged = committee if charter is None else committee_in_realm(committee, charter)
    most = voting_seats(merged.seats) + 1
    for place, step in enumerate(procedure.steps):
        if step.decides is Decider.COMMITTEE and step.signatures > most:
            path = ("steps", place, "signatures")
            notes.add("procedure.too-many-signatures", path, step=step.id, signatures=step.signatures, most=most)
