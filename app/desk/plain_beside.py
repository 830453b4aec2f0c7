"""What stands beside the official positions, and who sat where, as plain JSON: claims, notes, evidence, seats."""

from __future__ import annotations

from typing import Any

from app.models.case import Case, Round
from app.models.course import ConflictClaim
from app.models.notes import Note
from app.models.outcomes import SeatHolder
from app.models.procedure import Seat
from app.models.session import Session
from app.store.reading import Reading
from app.workflows.attendance import turns
from app.workflows.conflicts import upheld
from app.workflows.dossier import evidence_in_order
from app.workflows.seats import named, rank

Plain = dict[str, Any]


def plain_beside(tx: Reading, case: Case, *, only_this: bool) -> Plain:
    """Evidence, notes and conflicts that were raised; with `only_this` only what is part of the dossier."""
    notes = sorted(case.notes.values(), key=lambda one: one.by.order)
    claims = sorted(case.conflict_claims.values(), key=lambda one: one.by.order)
    return {
        "evidence": [
            {
                "id": one.id,
                "kind": one.body.kind.value,
                "text": one.body.text,
                "source": one.body.source,
                "officer": one.by.officer,
                "agency": one.by.agency,
                "on": one.by.claimed,
            }
            for one in evidence_in_order(case)
        ],
        "notes": [plain_note(one) for one in notes if one.filed is not None or not only_this],
        "conflict_claims": [] if only_this else [_claim(tx, one) for one in claims],
    }


def plain_note(one: Note) -> Plain:
    """A note; nobody is named as the author of one that was written expressly without attribution."""
    return {
        "id": one.id,
        "text": one.body.text,
        "attributed": one.body.attributed,
        "officer": one.by.officer if one.body.attributed else None,
        "agency": one.by.agency if one.body.attributed else None,
        "on": one.by.claimed,
        "answers": one.body.answers or None,
        "mentions": [{"officer": name, "settled": name in one.settled} for name in one.body.mentions],
        "filed": one.filed.claimed if one.filed else None,
    }


def _claim(tx: Reading, one: ConflictClaim) -> Plain:
    found = upheld(one)
    return {
        "id": one.id,
        "officer": one.officer,
        "agency": tx.realm.officers[one.officer].person.agency,
        "reason": one.reason,
        "raised_by": one.by.officer,
        "on": one.by.claimed,
        "state": "open" if found is None else "upheld" if found else "dismissed",
        "rulings": [
            {"upheld": upheld, "reason": reason, "officer": by.officer, "agency": by.agency, "on": by.claimed}
            for upheld, reason, by in one.rulings
        ],
    }


def plain_sat(tx: Reading, case: Case, one: Round) -> Plain:
    """Who sat on which seat when the question was put, and in which capacity: see `_capacity`."""
    procedure, order = tx.world.procedure(case.procedure).id, one.by.order
    return {
        "sat": [
            {
                "seat": each.seat,
                "officer": each.officer,
                **_capacity(rank(tx.realm, procedure, each.seat, each.officer, order)),
            }
            for each in one.question.roll
            if each.officer
        ]
    }


def plain_seats(tx: Reading, session: Session) -> list[Plain]:
    """The committee's seats: who was named for them, who sits now, and everybody who sat, from when until when."""
    assert session.convened is not None
    procedure = tx.world.procedure(session.convened.procedure)
    assert procedure.committee is not None
    sat, now = turns(session, tx.realm, procedure.id), session.present()
    return [
        plain_seat(seat, named(tx.realm, procedure.id, seat.agency))
        | {
            "present": now.get(seat.agency),
            "turns": [
                {"officer": one.officer, "came": one.came, "left": one.left or None, **_capacity(one.rank)}
                for one in sat
                if one.seat == seat.agency
            ],
        }
        for seat in procedure.committee.seats
    ]


def plain_seat(seat: Seat, holding: tuple[SeatHolder, ...]) -> Plain:
    """A seat with its titular and substitutes in order; none where any member of the agency may sit."""
    return {
        "seat": seat.agency,
        "kind": seat.kind.value,
        "mandatory": seat.mandatory,
        "holders": [
            {"officer": one.officer, "since": one.since, "until": one.until or None, **_capacity(place)}
            for place, one in enumerate(holding)
        ],
    }


def _capacity(place: int | None) -> Plain:
    """``titular``, ``substitute`` with its `place` in the order from 1 on, or ``member`` where nobody was named."""
    capacity = "member" if place is None else "substitute" if place else "titular"
    return {"capacity": capacity, "place": place}
