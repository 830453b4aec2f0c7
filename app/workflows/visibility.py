"""Who sees the positions on an open round: where they are hidden, an agency sees them once its seat has spoken."""

from __future__ import annotations

from app.models.case import Case, Round
from app.models.charter import Charter, Person, Role
from app.models.procedure import Committee, SeatKind, Visibility
from app.workflows.distance import ended, over_early
from app.workflows.in_realm import holder_of


def hides(case: Case, one: Round, committee: Committee | None, charter: Charter, person: Person, at: str) -> bool:
    """Whether the positions on a round are hidden from `person` at the moment `at`.

    They are from everybody of an agency whose seat may still speak, so that nobody tells it what others said, and from
    invited experts; not from chair and secretary, who preside, unless they could sit on such a seat themselves.
    """
    if committee is None or committee.positions is not Visibility.HIDDEN or is_over(case, one, at):
        return False
    if Role.EXPERT in person.roles:
        return True
    sits = Role.MEMBER in person.roles or (committee.chair_votes and Role.CHAIR in person.roles)
    if presides(committee, charter, person) and not sits:
        return False
    spoken = {vote.body.seat for vote in one.last_words()}
    own = [
        seat.agency
        for seat in committee.seats
        if seat.kind is not SeatKind.OBSERVER and holder_of(seat.agency, charter) == person.agency
    ]
    return any(seat not in spoken for seat in own)


def is_over(case: Case, one: Round, at: str) -> bool:
    """Whether no seat will speak in the round any more: closed, run out, broken, or the case ended or handed up."""
    if one.closed or ended(one, at) or over_early(one) or case.withdrawn is not None or case.merged is not None:
        return True
    return any(above.by.order > one.by.order for above in case.escalations.values())


def presides(committee: Committee, charter: Charter, person: Person) -> bool:
    """Whether `person` is chair or secretary of the committee, who see at any time who has spoken."""
    offices = {Role.CHAIR: committee.chair, Role.SECRETARY: committee.secretary}
    return any(role in person.roles and charter.agency_for(code) == person.agency for role, code in offices.items())
