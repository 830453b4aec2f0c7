"""Acts on lists A and B and on minutes that somebody might make."""

from __future__ import annotations

from dataclasses import replace

from app.models.acts import (
    CaseMovedToDebate,
    MinutesAdopted,
    MinutesCorrected,
    PositionTaken,
    ResultsAnnounced,
    StatementAnnexed,
)
from app.models.case import Round
from app.models.outcomes import Method, Position, RoundRef, StatementKind
from app.models.session import Session
from app.workflows.minutes import annexed, content
from app.workflows.rounds import open_round
from tests.workflows.machine.onlooker import TEXTS, Idea, Ideas, Onlooker
from tests.workflows.machine.play import SESSION
from tests.workflows.machine.say_committee import SEATS, position

LIST = "ab" * 32


def in_bloc(author: Onlooker) -> Idea | None:
    """A position; on a question of list A often one taken in bloc."""
    idea = position(author)
    if idea is None or not isinstance(idea.body, PositionTaken):
        return idea
    one = author.case.rounds.get(idea.body.question)
    listed = one is not None and one.question.bloc
    if not author.chance(0.5 if listed else 0.05):
        return idea
    plain = replace(idea.body, bloc=LIST, reasons="", criteria=(), conditions=())
    chosen = Position.AGREE if author.chance(0.9) else idea.body.position
    return replace(idea, body=replace(plain, position=chosen))


def moved(author: Onlooker) -> Idea:
    one = author.round()
    seat = author.pick(SEATS)
    body = CaseMovedToDebate(question=one.question.fingerprint if one else "nothing", seat=seat)
    return author.on_case(body, seat)


def _record(author: Onlooker) -> Session | None:
    """A session to be recorded, mostly one that is over and not adopted."""
    known = author.sessions()
    chosen: Session | None = author.pick([one for one in known if one.closed and not one.adopted] or known)
    return chosen


def _of(session: Session | None) -> str:
    return f"session:{session.id if session else SESSION}"


def _point(author: Onlooker, session: Session | None) -> int:
    found: int = author.pick((0, *(item.number for item in session.agenda))) if session else 0
    return found


def corrected(author: Onlooker) -> Idea:
    session = _record(author)
    text = author.pick(TEXTS[1:])
    body = MinutesCorrected(point=_point(author, session), text=text, text_fr=text, reason=author.pick(TEXTS))
    return Idea(body, _of(session), author.pick(("licensing", *SEATS)))


def annexing(author: Onlooker) -> Idea:
    session = _record(author)
    seat = author.pick(SEATS)
    body = StatementAnnexed(
        seat=seat, point=_point(author, session), kind=author.pick(StatementKind), text=author.pick(TEXTS)
    )
    return Idea(body, _of(session), seat)


def adopting(author: Onlooker) -> Idea:
    session = _record(author)
    later = author.pick([one for one in author.sessions() if one.sitting] or author.sessions())
    digest = content(session, author.view) if session else ""
    body = MinutesAdopted(
        session=later.id if later else SESSION, content=digest, annexed=annexed(session) if session else ()
    )
    return Idea(body, _of(session), "licensing")


def announcing(author: Onlooker) -> Idea:
    session = author.pick([one for one in author.sessions() if one.sitting] or author.sessions())
    said = set(session.announced) if session else set()
    ended = [one for one in author.case.rounds.values() if _is_due(one) and one.question.fingerprint not in said]
    named = tuple(
        RoundRef(case=author.name, reference=author.case.reference, question=one.question.fingerprint)
        for one in ended or list(author.case.rounds.values())[:1]
    )
    return Idea(ResultsAnnounced(results=named), _of(session), "licensing")


def _is_due(one: Round) -> bool:
    return one.question.method is not Method.SESSION and one.closed


def towards_minutes(author: Onlooker) -> list[str]:
    """What lists and records wait for."""
    sessions = author.sessions()
    over = any(one.closed and not one.adopted for one in sessions)
    sitting = any(one.sitting for one in sessions)
    one = open_round(author.case)
    found = {
        "CaseMovedToDebate": one is not None and one.question.bloc and one.moved is None and author.chance(0.4),
        "MinutesCorrected": over,
        "StatementAnnexed": over,
        "MinutesAdopted": over and sitting and author.chance(0.5),
        "ResultsAnnounced": sitting and any(map(_is_due, author.case.rounds.values())),
    }
    return [name for name, waits in found.items() if waits]


BLOC: Ideas = {
    "PositionTaken": in_bloc,
    "CaseMovedToDebate": moved,
    "MinutesCorrected": corrected,
    "StatementAnnexed": annexing,
    "MinutesAdopted": adopting,
    "ResultsAnnounced": announcing,
}
