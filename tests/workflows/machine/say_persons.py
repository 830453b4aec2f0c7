"""Acts about persons, and beside the official positions, that somebody might make: seats, conflicts, notes."""

from __future__ import annotations

from app.models.acts import (
    CaseOpenedByExpert,
    ConflictRaised,
    ConflictRuled,
    EvidenceRecorded,
    MentionSettled,
    NoteFiled,
    NoteWritten,
    SeatFilled,
)
from app.models.outcomes import EvidenceKind, SeatHolder
from app.workflows.conflicts import upheld
from app.workflows.dossier import dossier_hash
from app.workflows.experts import PARTS
from app.workflows.notes import unsettled
from tests.workflows.machine.onlooker import TEXTS, Idea, Ideas, Onlooker
from tests.workflows.machine.say_asked import EXPERT
from tests.workflows.machine.stages import CHAIR, MEMBERS

HEADS = {"foreign-affairs": "for-03", "defence": "def-04", "interior": "int-03", "customs": "cus-03"}


def seat_filled(author: Onlooker) -> Idea:
    """Mostly the usual person first, so that sessions go on."""
    seat = author.pick(MEMBERS)
    people = author.view.realm.officers.items()
    others = [name for name, one in people if one.person.agency == seat and "member" in one.person.roles]
    order = [*dict.fromkeys((MEMBERS[seat], *others))]
    if author.chance(0.2):
        order.reverse()
    until = author.day(-2, 30) if author.chance(0.2) else ""
    holding = tuple(SeatHolder(officer=name, since="2026-01-01", until=until) for name in order[:2])
    body = SeatFilled(procedure="standing-committee", seat=seat, holders=holding if author.chance(0.9) else ())
    return Idea(body, "realm", officer=HEADS[seat])


# --- conflicts of interest ---------------------------------------------------------------------------------------


def conflict_raised(author: Onlooker) -> Idea:
    body = ConflictRaised(officer=author.pick((*MEMBERS.values(), "cus-01", CHAIR)), reason=author.pick(TEXTS[1:]))
    return author.on_case(body, author.pick(MEMBERS))


def conflict_ruled(author: Onlooker) -> Idea:
    """By the chair or a head of the person's agency; seldom upheld, so that somebody is left."""
    known = author.case.conflict_claims.values()
    one = author.pick([one for one in known if upheld(one) is None] or known)
    found = author.chance(0.3)
    body = ConflictRuled(raised=one.id if one else "none", upheld=found, reason=author.pick(TEXTS[1:]))
    agency = author.view.realm.officers[one.officer].person.agency if one else ""
    return author.on_case(body, officer=author.pick((CHAIR, HEADS.get(agency, CHAIR))))


# --- experts, notes, evidence ------------------------------------------------------------------------------------


def opened_by_expert(author: Onlooker) -> Idea:
    one = author.pick(author.case.invitations.values())
    part = author.pick(PARTS)
    body = CaseOpenedByExpert(invitation=one.id if one else "none", part=part, dossier=dossier_hash(author.case))
    return author.on_case(body, officer=one.body.expert if one else EXPERT)


def note_written(author: Onlooker) -> Idea:
    mentions = (author.pick((*MEMBERS.values(), "lic-03")),) if author.chance(0.6) else ()
    answers = author.pick(author.case.notes) if author.case.notes and author.chance(0.3) else ""
    body = NoteWritten(text=author.pick(TEXTS), attributed=author.chance(0.5), mentions=mentions, answers=answers or "")
    return author.on_case(body, author.pick(("licensing", *MEMBERS)))


def note_filed(author: Onlooker) -> Idea:
    known = author.case.notes.values()
    one = author.pick([one for one in known if one.filed is None] or known)
    return author.on_case(NoteFiled(note=one.id if one else "none"), officer=one.by.officer if one else "")


def mention_settled(author: Onlooker) -> Idea:
    known = author.case.notes.values()
    one = author.pick([one for one in known if unsettled(one)] or known)
    waiting = author.pick(unsettled(one)) if one else None
    return author.on_case(MentionSettled(note=one.id if one else "none"), officer=waiting or "")


def evidence_recorded(author: Onlooker) -> Idea | None:
    """Seldom: it makes everybody begin again."""
    if not author.chance(0.3):
        return None
    body = EvidenceRecorded(
        kind=author.pick(EvidenceKind), text=author.pick((*TEXTS, f"Report {author.day(0)}.")), source="A report"
    )
    return author.on_case(body, author.pick(("licensing", *MEMBERS)))


PERSONS: Ideas = {
    "SeatFilled": seat_filled,
    "ConflictRaised": conflict_raised,
    "ConflictRuled": conflict_ruled,
    "CaseOpenedByExpert": opened_by_expert,
    "NoteWritten": note_written,
    "NoteFiled": note_filed,
    "MentionSettled": mention_settled,
    "EvidenceRecorded": evidence_recorded,
}
