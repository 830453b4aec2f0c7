"""A procedure as it runs under one charter: functions become agencies, and merged seats count as one voice."""

from __future__ import annotations

from app.models.change import replace
from app.models.charter import Charter
from app.models.procedure import Committee, Procedure, Seat, SeatKind, Step

RANK = (SeatKind.OBSERVER, SeatKind.ADVISORY, SeatKind.VOTING)


def in_realm(procedure: Procedure, charter: Charter) -> Procedure:
    """`procedure` with every agency code replaced by the agency that is or acts for it.

    The digest stays: it is the same adopted text. Codes that the charter does not know stay as they are; the
    procedure's check reports them. Doing this twice changes nothing.
    """
    committee, queries = procedure.committee, procedure.queries
    return replace(
        procedure,
        steps=tuple(_step(step, charter) for step in procedure.steps),
        committee=None if committee is None else committee_in_realm(committee, charter),
        queries=None if queries is None else replace(queries, agency=holder_of(queries.agency, charter)),
        escalates_to=holder_of(procedure.escalates_to, charter),
        disputes=holder_of(procedure.disputes, charter),
    )


def committee_in_realm(committee: Committee, charter: Charter) -> Committee:
    """The committee with one seat for each distinct agency.

    Seats that fall to the same agency merge into one with the strongest kind, mandatory if any of them is: one agency
    has one voice, however many functions it fills. Each quorum is limited to the voting seats that are left.
    """
    merged: dict[str, Seat] = {}
    for seat in committee.seats:
        holder = holder_of(seat.agency, charter)
        merged[holder] = _merge(merged.get(holder), replace(seat, agency=holder))
    seats = tuple(merged.values())
    voting, urgency = voting_seats(seats), committee.urgency
    return replace(
        committee,
        seats=seats,
        quorum=min(committee.quorum, voting),
        urgency=None if urgency is None else replace(urgency, quorum=min(urgency.quorum, voting)),
        levels=tuple(replace(one, authority=holder_of(one.authority, charter)) for one in committee.levels),
        chair=holder_of(committee.chair, charter),
        secretary=holder_of(committee.secretary, charter),
        escalates_to=holder_of(committee.escalates_to, charter),
    )


def voting_seats(seats: tuple[Seat, ...]) -> int:
    """How many seats vote."""
    return sum(seat.kind is SeatKind.VOTING for seat in seats)


def holder_of(code: str, charter: Charter) -> str:
    """The agency that is or acts for `code`; `code` itself where there is none."""
    return charter.agency_for(code) or code


def _merge(known: Seat | None, seat: Seat) -> Seat:
    if known is None:
        return seat
    kind = max(known.kind, seat.kind, key=RANK.index)
    return replace(known, kind=kind, mandatory=known.mandatory or seat.mandatory)


def _step(step: Step, charter: Charter) -> Step:
    competences = tuple(replace(one, agency=holder_of(one.agency, charter)) for one in step.competences)
    return replace(
        step,
        agency=holder_of(step.agency, charter),
        competences=competences,
        waived_by=holder_of(step.waived_by, charter),
        escalates_to=holder_of(step.escalates_to, charter),
    )
