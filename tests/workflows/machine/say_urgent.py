"""Acts about urgent cases and licences in force that somebody might make."""

from __future__ import annotations

from app.models.acts import (
    LicenceReinstated,
    LicenceRevoked,
    LicencesReinstated,
    LicencesSuspended,
    LicenceSuspended,
    RatificationLapsed,
    UrgencyDeclared,
)
from app.models.case import Case, DecisionRecord, Licence
from app.models.outcomes import LicenceRef, MassCriterion, Purpose, SuspensionCause
from app.workflows.emergency import ratify_by
from app.workflows.mass_suspensions import still_held
from app.workflows.ratification import awaits, waiting
from app.workflows.rounds import open_round
from app.workflows.suspensions import holds
from app.workflows.urgency import agreed
from tests.workflows.machine import say_committee, stages
from tests.workflows.machine.onlooker import CASES, TEXTS, Idea, Ideas, Onlooker

HEADED = ("licensing", "foreign-affairs", "defence")


def declared(author: Onlooker) -> Idea:
    return author.on_case(UrgencyDeclared(reason=author.pick(TEXTS)), officer=stages.CHAIR)


def lapsed(author: Onlooker) -> Idea:
    one = _to_ratify(author)
    charter = author.view.realm.charter
    assert charter is not None
    due = ratify_by(one, author.procedure.committee, charter) if one and one.signatures else None
    body = RatificationLapsed(
        decision=one.id if one else "none", due=due.isoformat() if due and author.chance(0.9) else author.day(-9)
    )
    return author.on_case(body, "licensing")


def _to_ratify(author: Onlooker) -> DecisionRecord | None:
    found: DecisionRecord | None = author.pick(waiting(author.case) or author.case.decisions.values())
    return found


def question(author: Onlooker) -> Idea | None:
    """Of ratification or revocation where one waits, else of decision."""
    session, purposes = author.sitting(), awaits(author.case)
    licence = _licence(author)
    if session is None or (author.chance(0.8) if not purposes and not _held(author, licence) else author.chance(0.1)):
        return say_committee.question(author)
    purpose = author.pick(sorted(purposes)) or author.pick((Purpose.RATIFY, Purpose.REVOKE))
    if purpose is Purpose.REVOKE and author.chance(0.4):
        purpose = Purpose.RATIFY
    record = _to_ratify(author)
    about = (record.id if record else "none") if purpose is Purpose.RATIFY else licence.id if licence else "none"
    outcomes = record.body.outcomes if record and purpose is Purpose.RATIFY else ()
    body = stages.question(
        author.view, session=session.id, name=author.name, outcomes=outcomes, purpose=purpose, about=about
    )
    return author.on_case(body, "licensing")


def _licence(author: Onlooker) -> Licence | None:
    found: Licence | None = author.pick(author.case.licences.values())
    return found


def _held(author: Onlooker, licence: Licence | None) -> list[str]:
    return [one.id for one in holds(licence, author.case, author.view.realm)] if licence else []


def _at_a_licence(author: Onlooker) -> Onlooker:
    """The author at a case that has a licence, if there is one."""
    licensed = [name for name in CASES if getattr(author.view.standing(f"case:{name}").state, "licences", {})]
    return Onlooker(author.view, author.random, author.pick(licensed) or author.name, author.now)


def suspended(author: Onlooker) -> Idea:
    author = _at_a_licence(author)
    licence = _licence(author)
    cause = author.pick((SuspensionCause.ADVERSE_EVIDENCE, SuspensionCause.OTHER, *SuspensionCause))
    body = LicenceSuspended(licence=licence.id if licence else "none", cause=cause, reason=author.pick(TEXTS))
    return author.on_case(body, author.pick(HEADED))


def reinstated(author: Onlooker) -> Idea:
    author = _at_a_licence(author)
    licence = _licence(author)
    alone = [one.id for one in holds(licence, author.case, author.view.realm) if not one.mass] if licence else []
    held = author.pick(alone or _held(author, licence))
    body = LicenceReinstated(
        licence=licence.id if licence else "none", suspension=held or "none", reason=author.pick(TEXTS[1:])
    )
    return author.on_case(body, author.pick(HEADED))


def revoked(author: Onlooker) -> Idea:
    author = _at_a_licence(author)
    licence = _licence(author)
    one = author.pick(one for one in author.case.rounds.values() if one.question.purpose is Purpose.REVOKE)
    body = LicenceRevoked(
        licence=licence.id if licence else "none",
        question=one.question.fingerprint if one and author.chance(0.9) else "",
        reason=author.pick(TEXTS[1:]),
    )
    return author.on_case(body, author.pick(("licensing", "licensing", "foreign-affairs")))


def many_suspended(author: Onlooker) -> Idea:
    found = [LicenceRef(case=one.id, licence=name, number=number) for one, name, number in _licences(author)]
    body = LicencesSuspended(
        criterion=MassCriterion.DESTINATION, value="XC", licences=tuple(found), reason=author.pick(TEXTS[1:])
    )
    return Idea(body, "realm", author.pick(("licensing", "foreign-affairs", "customs")))


def _licences(author: Onlooker) -> list[tuple[Case, str, str]]:
    states = (author.view.standing(f"case:{name}").state for name in CASES)
    return [
        (case, name, one.body.number)
        for case in states
        if isinstance(case, Case)
        for name, one in case.licences.items()
    ]


def many_reinstated(author: Onlooker) -> Idea:
    one = author.pick(author.view.realm.suspensions.values())
    left = still_held(one) if one else ()
    body = LicencesReinstated(suspension=one.id if one else "none", licences=left or (), reason=author.pick(TEXTS[1:]))
    return Idea(body, "realm", author.pick(("licensing", "foreign-affairs")))


URGENT: Ideas = {
    "UrgencyDeclared": declared,
    "RatificationLapsed": lapsed,
    "QuestionPut": question,
    "LicenceSuspended": suspended,
    "LicenceReinstated": reinstated,
    "LicenceRevoked": revoked,
    "LicencesSuspended": many_suspended,
    "LicencesReinstated": many_reinstated,
}


def after_the_decision(author: Onlooker) -> list[str]:
    """What would bring an urgent decision, or a licence that is held, on."""
    case = author.case
    licence = _licence(author)
    found = ["LicenceSuspended"] if licence and author.chance(0.1) else []
    found += ["LicenceReinstated"] if licence and _held(author, licence) else []
    found += ["LicencesReinstated"] if author.view.realm.suspensions and author.chance(0.3) else []
    if not awaits(case) and not _held(author, licence):
        return found
    if any(one.question.purpose is Purpose.REVOKE and agreed(case, one) for one in case.rounds.values()):
        return [*found, *["LicenceRevoked"] * 6]
    return [*found, *_in_session(author), "RatificationLapsed"]


def _in_session(author: Onlooker) -> list[str]:
    """The next act of the session that ratifies or revokes."""
    if any(one.attested is None for one in author.certificates()):
        return ["ResultAttested"] * 2
    sitting = [one for one in author.own_sessions() if one.sitting]
    one = open_round(author.case)
    if sitting and one is not None:
        silent = set(sitting[0].present()) - {vote.body.seat for vote in one.votes.values()}
        return ["PositionTaken"] * 3 if silent else ["ResultCertified"] * 3
    if sitting:
        return ["QuestionPut"] * 3
    waits = [one for one in author.own_sessions() if one.closed is None]
    if not waits:
        return ["SessionConvened"]
    return ["SessionOpened" if len(waits[0].present()) > 3 else "AttendanceRecorded"] * 2
