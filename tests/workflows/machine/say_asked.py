"""Acts by which others are asked that somebody might make: agencies, experts, the applicant."""

from __future__ import annotations

from app.models.acts import (
    ConsultationAnswered,
    ConsultationAsked,
    ConsultationWithdrawn,
    ExpertAdvised,
    ExpertInvited,
    QueryAnswered,
    QueryClosed,
    QueryRaised,
    QuerySent,
)
from app.models.asked import Letter
from app.models.charter import Role
from app.models.outcomes import Position, QueryOutcome
from app.workflows.course import open_letters
from app.workflows.dossier import dossier_hash
from app.workflows.engine import COMMITTEE
from app.workflows.queries import unsent
from tests.workflows.machine.onlooker import TEXTS, Idea, Ideas, Onlooker
from tests.workflows.machine.stages import MEMBERS

EXPERT = "def-05"
ANSWERING = ("foreign-affairs", "defence", "customs", "interior", "intelligence")


def asked(author: Onlooker) -> Idea:
    body = ConsultationAsked(agency=author.pick(ANSWERING), question="Any risk?", due=author.day(5, 10, 0))
    return author.on_case(body, author.pick(("licensing", "licensing", "customs")))


def answered(author: Onlooker) -> Idea:
    known = author.case.consultations.values()
    one = author.pick([one for one in known if one.open] or known)
    standing = one.standing() if one else None
    body = ConsultationAnswered(
        consultation=one.id if one else "none",
        dossier=dossier_hash(author.case),
        position=author.pick((Position.AGREE, Position.AGREE, Position.OBJECT)),
        reasons=author.pick(TEXTS[1:]),
        criteria=("7",),
        replaces=standing[0] if standing else "",
    )
    return author.on_case(body, one.body.agency if one else "")


def taken_back(author: Onlooker) -> Idea:
    known = author.case.consultations.values()
    one = author.pick([one for one in known if one.open] or known)
    body = ConsultationWithdrawn(consultation=one.id if one else "none", reason=author.pick(TEXTS))
    return author.on_case(body, one.by.agency if one else "")


def invited(author: Onlooker) -> Idea:
    experts = [name for name, one in author.view.realm.officers.items() if Role.EXPERT in one.person.roles]
    expert = author.pick(experts) if experts and author.chance(0.9) else "lic-02"
    session = author.pick(author.own_sessions()) if author.chance(0.3) else None
    body = ExpertInvited(
        expert=expert,
        question="Is it a rifle?",
        until=author.day(3, 10, 30),
        session=session.id if session else "",
    )
    return author.on_case(body, "licensing")


def advised(author: Onlooker) -> Idea:
    one = author.pick(author.case.invitations.values())
    body = ExpertAdvised(
        invitation=one.id if one else "none", dossier=dossier_hash(author.case), text=author.pick(TEXTS)
    )
    return author.on_case(body, officer=one.body.expert if one else EXPERT)


# --- the applicant -------------------------------------------------------------------------------------------------


def raised(author: Onlooker) -> Idea:
    one = author.open_step()
    step, agency = (one.step.id, one.agency) if one else ("treaty", "foreign-affairs")
    officer = ""
    if agency == COMMITTEE:
        agency = author.pick(MEMBERS)
        officer = MEMBERS[agency]
    return author.on_case(QueryRaised(step=step, text="To whom?", text_fr="À qui ?"), agency, officer)


def sent(author: Onlooker) -> Idea:
    waiting = [one.id for one in unsent(author.case)]
    body = QuerySent(
        number=len(author.case.letters) + 1,
        queries=tuple(waiting) if author.chance(0.7) else tuple(waiting[:1]),
        due=author.day(5, 15, 0),
        silence="Returned.",
        silence_fr="Renvoyée.",
    )
    return author.on_case(body, "licensing")


def _letter(author: Onlooker) -> Letter | None:
    found: Letter | None = author.pick(open_letters(author.case) or author.case.letters.values())
    return found


def query_answered(author: Onlooker) -> Idea:
    letter = _letter(author)
    body = QueryAnswered(letter=letter.id if letter else "none", received=author.day(0), text=author.pick(TEXTS[1:]))
    return author.on_case(body, "licensing")


def query_closed(author: Onlooker) -> Idea:
    waiting = unsent(author.case)
    if waiting and author.chance(0.3):
        body = QueryClosed(about=waiting[0].id, outcome=QueryOutcome.WITHDRAWN, reason="Found it.")
        return author.on_case(body, waiting[0].by.agency)
    letter = _letter(author)
    late = letter is not None and author.now[:10] > letter.body.due
    likely = QueryOutcome.ANSWERED if letter and letter.answers else QueryOutcome.EXPIRED if late else None
    outcome = likely if likely and author.chance(0.8) else author.pick(QueryOutcome)
    body = QueryClosed(about=letter.id if letter else "none", outcome=outcome, reason=author.pick(TEXTS[1:]))
    return author.on_case(body, "licensing")


ASKED: Ideas = {
    "ConsultationAsked": asked,
    "ConsultationAnswered": answered,
    "ConsultationWithdrawn": taken_back,
    "ExpertInvited": invited,
    "ExpertAdvised": advised,
    "QueryRaised": raised,
    "QuerySent": sent,
    "QueryAnswered": query_answered,
    "QueryClosed": query_closed,
}
