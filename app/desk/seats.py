"""Persons: who holds a seat, whose conflict of interest was raised and how it was ruled on."""

from __future__ import annotations

from typing import Any

from app.desk.journal import find
from app.desk.office import Counter
from app.desk.plain_beside import plain_seat
from app.desk.plain_course import plain_invitation
from app.errors import Refused
from app.models.acts import ConflictRaised, ConflictRuled, SeatFilled
from app.models.outcomes import SeatHolder
from app.store.reading import Reading
from app.store.transaction import Change
from app.workflows.committee import committee_of
from app.workflows.conflicts import upheld
from app.workflows.in_realm import holder_of
from app.workflows.seats import holders, named

Plain = dict[str, Any]


class Seats(Counter):
    """The part of the desk about persons; `reference` names a case, days are ISO dates."""

    def fill(self, procedure: str, seat: str, holding: tuple[SeatHolder, ...]) -> Change:
        """Name the titular and then the substitutes of one's agency's seat; nobody: any member may sit again.

        A term without its first day begins today.
        """
        with self.office.store.transaction() as tx:
            assert tx.realm.charter is not None
            today = self.office.now().date().isoformat()
            those = tuple(SeatHolder(officer=one.officer, since=one.since or today, until=one.until) for one in holding)
            body = SeatFilled(procedure=procedure, seat=holder_of(seat, tx.realm.charter), holders=those)
            return self.append(tx, "realm", body)

    def seats(self, procedure: str = "", on: str = "") -> list[Plain]:
        """Every committee, or that of one procedure: offices and seats, with who holds each on the day `on` (today)."""
        with self.office.store.reading() as tx:
            self.me(tx.realm)
            day = on or self.office.now().date().isoformat()
            ids = sorted({one.procedure.id for one in tx.realm.procedures.values()})
            if procedure and procedure not in ids:
                raise Refused("seat.no-procedure", procedure=procedure)
            found = [_committee(tx, one, day) for one in ids if procedure in ("", one)]
            return [one for one in found if one is not None]

    # --- conflicts of interest ---------------------------------------------------------------------------------

    def raise_conflict(self, reference: str, officer: str, reason: str) -> Change:
        """Point to the conflict of interest of another person on a case."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            return self.append(tx, f"case:{case.id}", ConflictRaised(officer=officer, reason=reason))

    def rule_conflict(self, reference: str, claim: str, reason: str, *, found: bool) -> Change:
        """Rule on a conflict that was raised; `claim` is the beginning of its id, or the officer it is about."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            about = [one.id for one in case.conflict_claims.values() if one.officer == claim and upheld(one) is None]
            name = about[0] if about else _named(tuple(case.conflict_claims), claim)
            return self.append(tx, f"case:{case.id}", ConflictRuled(raised=name, upheld=found, reason=reason))

    # --- experts -----------------------------------------------------------------------------------------------

    def experts(self, reference: str) -> list[Plain]:
        """The experts invited to a case, with what each of them opened, when, and on which dossier."""
        self.log_access(reference, "case")
        with self.office.store.reading() as tx:
            case, bodies = self.readable(tx, reference)
            if not bodies:
                raise Refused("rights.no-bodies")
            today = self.office.now().date().isoformat()
            ordered = sorted(case.invitations.values(), key=lambda one: one.by.order)
            return [plain_invitation(tx, case, one, today) for one in ordered]


def _committee(tx: Reading, procedure_id: str, day: str) -> Plain | None:
    adopted = tx.realm.current(procedure_id)
    if adopted is None or adopted.procedure.committee is None:
        return None
    committee = committee_of(adopted.procedure)
    return {
        "procedure": procedure_id,
        "title": committee.title.en,
        "title_fr": committee.title.fr,
        "chair": committee.chair,
        "chair_votes": committee.chair_votes,
        "secretary": committee.secretary,
        "quorum": committee.quorum,
        "on": day,
        "seats": [
            plain_seat(seat, named(tx.realm, procedure_id, seat.agency))
            | {"in_force": list(holders(tx.realm, procedure_id, seat.agency, day))}
            for seat in committee.seats
        ],
    }


def _named(known: tuple[str, ...], beginning: str) -> str:
    """The whole id that begins so; what fits none or several stays, for the rule to refuse."""
    try:
        return find(known, beginning)
    except Refused:
        return beginning
