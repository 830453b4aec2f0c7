"""Checks a procedure's committee: that it can meet, agree, and get out of an objection."""

from __future__ import annotations

from app.models.charter import Charter
from app.models.procedure import Committee, Condition, Decider, Procedure, StepKind
from app.workflows.in_realm import committee_in_realm, holder_of, voting_seats
from app.workflows.possible import can_hold
from app.workflows.toml_fields import Notes
from app.workflows.toml_places import Path

FEWEST_VOICES = 2
"""An agency alone cannot reach a consensus, in an urgent case neither."""


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
    _check_urgency(procedure.committee, notes)
    _check_levels(procedure.committee, charter, notes)
    _check_methods(procedure, procedure.committee, notes)
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


def _check_urgency(committee: Committee, notes: Notes) -> None:
    """The reduced quorum reduces, and still takes two."""
    urgency = committee.urgency
    if urgency is not None and not FEWEST_VOICES <= urgency.quorum <= committee.quorum:
        values = {"quorum": urgency.quorum, "ordinary": committee.quorum, "fewest": FEWEST_VOICES}
        notes.add("procedure.urgency-quorum", ("committee", "urgency", "quorum"), **values)


def _check_levels(committee: Committee, charter: Charter | None, notes: Notes) -> None:
    """Levels go up: no authority stands above itself, under whatever function; and there is one way of naming them."""
    if committee.levels and committee.escalates_to:
        notes.add("procedure.levels-or-one", ("committee", "escalates_to"), agency=committee.escalates_to)
    named = [one.authority if charter is None else holder_of(one.authority, charter) for one in committee.levels]
    for place, one in enumerate(committee.levels):
        if named[place] in named[:place]:
            path = ("committee", "levels", place, "authority")
            notes.add("procedure.level-twice", path, authority=one.authority, agency=named[place])


def _check_methods(procedure: Procedure, committee: Committee, notes: Notes) -> None:
    """Conditions of triage and of barred silence must be able to hold before a decision for one of the activities."""
    found: list[tuple[Condition | None, Path]] = []
    if committee.triage is not None:
        found.append((committee.triage.when, ("committee", "triage", "when")))
    if committee.silence is not None:
        found.append((committee.silence.barred, ("committee", "silence", "barred")))
    for condition, path in found:
        worlds = ({"granted": "", "activity": activity.value} for activity in procedure.activities)
        if condition is not None and not any(can_hold(condition, world) for world in worlds):
            notes.add("procedure.method-never-applies", path, table=f"{path[0]}.{path[1]}", key=path[2])
