"""Acts of written and silence procedures that somebody might make."""

from __future__ import annotations

from dataclasses import replace

from app.models.acts import QuestionReceipted, SilenceAnswered
from app.models.case import Round
from app.models.outcomes import Method
from app.workflows.consensus import is_stale
from app.workflows.distance import at_distance, ended, over_early
from tests.workflows.machine import stages
from tests.workflows.machine.onlooker import Idea, Ideas, Onlooker
from tests.workflows.machine.say_committee import question as in_session

SEATS = tuple(stages.MEMBERS)


def question(author: Onlooker) -> Idea | None:
    """Mostly in session; else in writing or by silence, by the chair, until a moment that is mostly far enough."""
    committee = author.procedure.committee
    method = author.pick((Method.SESSION,) * 3 + (Method.WRITTEN, Method.SILENCE))
    session = author.sitting()
    if committee is None or method is Method.SESSION or (method is Method.SILENCE and session is None):
        return in_session(author)
    held = session.id if method is Method.SILENCE and session is not None else ""
    expires = f"{author.day(16, 16, 16, 8)}T12:00:00Z"
    body = stages.question(author.view, session=held, name=author.name, method=method, expires=expires)
    return author.on_case(body, officer=stages.CHAIR if author.chance(0.9) else stages.SECRETARY)


def _far(author: Onlooker) -> Round | None:
    """Mostly a round at a distance, if there is one."""
    found = [one for one in author.case.rounds.values() if at_distance(one) and not one.closed]
    chosen: Round | None = author.pick(found) or author.round()
    return chosen


def answered(author: Onlooker) -> Idea:
    one = _far(author)
    left = [seat for seat in SEATS if one is None or seat not in {name for name, _, _ in one.answers.values()}]
    seat = author.pick(left or SEATS)
    name = one.question.fingerprint if one else "nothing"
    body = SilenceAnswered(question=name, seat=seat, accepts=author.chance(0.95))
    return author.on_case(body, officer=stages.MEMBERS[seat])


def receipted(author: Onlooker) -> Idea:
    one = _far(author)
    left = [seat for seat in SEATS if one is None or seat not in {name for name, _ in one.receipts.values()}]
    seat = author.pick(left or SEATS)
    asked = one.question if one else None
    body = QuestionReceipted(question="nothing", seat=seat, expires="")
    if asked is not None:
        body = replace(body, question=asked.fingerprint, expires=asked.expires)
    return author.on_case(body, officer=stages.MEMBERS[seat])


def at_a_distance(author: Onlooker, one: Round) -> list[str]:
    """What would bring a round at a distance on."""
    if is_stale(author.case, one):
        return ["QuestionDeferred"]
    if ended(one, author.now) or over_early(one):
        return ["ResultCertified", "ResultCertified", "QuestionDeferred", "PositionTaken"]
    answered_, receipts = {name for name, _, _ in one.answers.values()}, {name for name, _ in one.receipts.values()}
    if one.question.method is Method.SILENCE and len(answered_) < len(SEATS):
        return ["SilenceAnswered"]
    if len(receipts) < len(SEATS):
        return ["QuestionReceipted"]
    return ["PositionTaken", "ResultCertified"]


ROUNDS: Ideas = {"QuestionPut": question, "SilenceAnswered": answered, "QuestionReceipted": receipted}
