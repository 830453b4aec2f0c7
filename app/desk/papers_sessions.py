"""Filling agenda and minutes from the state of a session and its cases."""

from __future__ import annotations

from datetime import date

from app.desk.papers_parts import Filler, applicant_of, as_at, destinations_of, outcome_of
from app.documents.papers import (
    AgendaPaper,
    AgendaPoint,
    Deferral,
    MinutesPaper,
    MinutesPoint,
    PositionRow,
    QuestionText,
    RoundRow,
    SeatRow,
    Subject,
)
from app.errors import Refused
from app.models.case import Case, Round, Vote
from app.models.procedure import Seat, SeatKind, Text
from app.models.session import Session


class SessionPapers(Filler):
    """Papers on one session."""

    def agenda(self, session: Session) -> AgendaPaper:
        """The numbered agenda with the fingerprint of each question put so far."""
        convened = session.convened
        assert convened is not None
        points = []
        for item in sorted(session.agenda, key=lambda one: one.number):
            case = self._world.case(item.case)
            asked = [one for one in case.rounds.values() if one.question.session == session.id]
            question = self._question(case, asked[-1]) if asked and not item.information else None
            points.append(AgendaPoint(subject=subject_of(item.number, case, item.information), question=question))
        return AgendaPaper(
            imprint=self.imprint(None),
            committee=self._committee_title(convened.procedure),
            title=convened.title,
            on=date.fromisoformat(convened.on),
            place=convened.place,
            points=tuple(points),
        )

    def minutes(self, session: Session) -> MinutesPaper:
        """The minutes: attendance, quorum, every round with its result. Raises `Refused` before the opening."""
        convened = session.convened
        assert convened is not None
        if session.opened is None:
            raise Refused("session.not-opened")
        committee = self._world.procedure(convened.procedure).committee
        assert committee is not None
        points = []
        for item in sorted(session.agenda, key=lambda one: one.number):
            case = self._world.case(item.case)
            rounds = [one for one in case.rounds.values() if one.question.session == session.id]
            points.append(
                MinutesPoint(
                    subject=subject_of(item.number, case, item.information),
                    rounds=tuple(self._round(case, one) for one in rounds),
                )
            )
        seats = tuple(self._seat(session, seat) for seat in committee.seats)
        return MinutesPaper(
            imprint=self.imprint(None),
            committee=committee.title,
            title=convened.title,
            on=date.fromisoformat(convened.on),
            place=convened.place,
            opened=session.opened.claimed,
            closed=session.closed.claimed if session.closed else "",
            attendance=seats,
            quorum=committee.quorum,
            voting=sum(1 for seat in seats if seat.kind is SeatKind.VOTING and seat.name),
            points=tuple(points),
            note=session.minutes,
        )

    def _committee_title(self, digest: str) -> Text:
        committee = self._world.procedure(digest).committee
        assert committee is not None
        return committee.title

    def _question(self, case: Case, one: Round) -> QuestionText:
        question, then = one.question, as_at(case, one.by)
        return QuestionText(
            text=Text(en=question.text, fr=question.text_fr),
            fingerprint=question.fingerprint,
            outcomes=tuple(outcome_of(then, outcome) for outcome in question.outcomes),
            conditions=tuple(self.condition(ref) for ref in question.conditions),
            dossier=question.dossier,
        )

    def _round(self, case: Case, one: Round) -> RoundRow:
        certificate = next(iter(one.certificates.values()), None)
        replaced = {vote.replaces for vote in one.votes.values()}
        votes = sorted(one.votes.values(), key=lambda vote: vote.by.order)
        return RoundRow(
            question=self._question(case, one),
            positions=tuple(self._position(vote, vote.id in replaced) for vote in votes),
            result=certificate.body.result if certificate else None,
            certified=self.signatory(certificate.by) if certificate else None,
            attested=self.signatory(certificate.attested) if certificate and certificate.attested else None,
            deferral=self._deferral(case, one),
        )

    def _deferral(self, case: Case, one: Round) -> Deferral | None:
        if one.deferred is None:
            return None
        reason, until, by = one.deferred
        count = sum(1 for other in case.rounds.values() if other.deferred and other.deferred[2].order <= by.order)
        return Deferral(
            reason=reason,
            by=self.name(by.officer),
            count=count,
            until=date.fromisoformat(until) if until else None,
        )

    def _position(self, vote: Vote, replaced: bool) -> PositionRow:
        return PositionRow(
            seat=self.agency(vote.body.seat),
            name=self.name(vote.by.officer),
            position=vote.body.position,
            signed=vote.by.claimed,
            reasons=vote.body.reasons,
            criteria=vote.body.criteria,
            conditions=vote.body.conditions,
            replaced=replaced,
        )

    def _seat(self, session: Session, seat: Seat) -> SeatRow:
        sittings = [one for one in session.attendance if one.seat == seat.agency]
        came = next((one for one in sittings if one.present), None)
        last = sittings[-1] if sittings else None
        return SeatRow(
            seat=self.agency(seat.agency),
            kind=seat.kind,
            mandatory=seat.mandatory,
            name=self.name(came.officer) if came else "",
            arrived=came.by.claimed if came else "",
            left=last.by.claimed if last and not last.present else "",
        )


def subject_of(number: int, case: Case, information: bool) -> Subject:
    application = case.application
    return Subject(
        number=number,
        reference=case.reference,
        activity=application.activity,
        applicant=applicant_of(application).name,
        goods=tuple(line.description for line in application.lines),
        destinations=destinations_of(application),
        information=information,
    )
