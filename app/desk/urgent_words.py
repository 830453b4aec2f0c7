"""Urgency and ratification in whole sentences, the same on paper and on the screen."""

from __future__ import annotations

from typing import Any

from app.desk.plain_urgency import plain_ratification, purpose_of
from app.marks import N_
from app.models.acts import QuestionPut
from app.models.case import Case, DecisionRecord
from app.models.outcomes import Purpose
from app.models.procedure import Text
from app.models.session import Session
from app.words import Words
from app.workflows.emergency import ratify_by
from app.workflows.fold import World
from app.workflows.minutes import rounds_of
from app.workflows.urgency import declaration, ratification, urgent

SAID = {
    "due": N_("URGENT PROCEDURE: the decision is subject to ratification by {due}."),
    "ratified": N_("Urgent procedure: the decision was ratified on {given}."),
    "failed": N_("URGENT PROCEDURE: ratification was refused on {failed}; every licence on the decision is suspended."),
    "lapsed": N_("URGENT PROCEDURE: not ratified by {due}; every licence on the decision is suspended."),
    "late": N_("Urgent procedure: ratified late, on {given}; a suspended licence is valid again once reinstated."),
}
REVOKED = {
    "failed": N_("URGENT PROCEDURE: ratification was refused on {failed}; the licence was revoked on {revoked}."),
    "lapsed": N_("URGENT PROCEDURE: not ratified by {due}; the licence was revoked on {revoked}."),
}
URGENT_QUESTION = N_("URGENT PROCEDURE: the reduced quorum may decide, subject to ratification at the next session")
ON_QUESTION = {
    Purpose.RATIFY: N_(
        "RATIFICATION of a decision taken under the urgent procedure: without consensus every licence on it is "
        "suspended at once."
    ),
    Purpose.REVOKE: N_("REVOCATION of a suspended licence: with consensus it ends for good."),
}
ON_LICENCE = N_(
    "URGENT PROCEDURE. This licence is subject to ratification of the decision by {due}. If the decision is not "
    "ratified by then, the licence is suspended at once."
)


def ratification_said(words: Words, found: dict[str, Any]) -> str:
    """Where the ratification of a decision stands, from its plain form."""
    days = {
        "due": found["due"],
        "given": found["given"] and found["given"]["on"],
        "failed": found["failed"] and found["failed"]["on"],
        "revoked": found["revoked"] and found["revoked"]["on"],
    }
    said = (REVOKED if found["revoked"] else SAID).get(found["state"], SAID[found["state"]])
    return words.text(said, **{name: words.date(day) if day else "-" for name, day in days.items()})


def decision_clause(world: World, case: Case, record: DecisionRecord) -> Text | None:
    """Where the ratification of a decision stands; None where it needs none."""
    found = plain_ratification(world, case, record)
    if found is None:
        return None
    return Text(en=ratification_said(Words("en"), found), fr=ratification_said(Words("fr"), found))


def standing_on(case: Case, session: Session) -> tuple[Purpose, bool]:
    """What a case was or is on a session's agenda for, and whether it stood there as urgent."""
    asked, said = rounds_of(session, case), declaration(case)
    purpose = asked[-1].question.purpose if asked else purpose_of(case)
    before = asked[-1].by.order if asked else session.closed.order if session.closed else None
    declared = said is not None and urgent(case) and (before is None or said[1].order < before)
    return purpose, declared and purpose is Purpose.DECIDE


def question_clause(words: Words, case: Case, asked: QuestionPut) -> list[str]:
    """What is out of the ordinary about a question: that it ratifies or revokes, or that the case is urgent."""
    if asked.purpose is not Purpose.DECIDE:
        return [words.text(ON_QUESTION[asked.purpose])]
    return [words.text(URGENT_QUESTION)] if urgent(case) else []


def licence_clause(world: World, case: Case, record: DecisionRecord) -> Text | None:
    """What the licence on an urgent decision says of its ratification; None for any other."""
    charter = world.realm.charter
    assert charter is not None
    due = ratify_by(record, world.procedure(case.procedure).committee, charter)
    if due is None or ratification(case, record) is None:
        return None
    english, french = Words("en"), Words("fr")
    return Text(
        en=english.text(ON_LICENCE, due=english.date(due)),
        fr=french.text(ON_LICENCE, due=french.date(due)),
    )
