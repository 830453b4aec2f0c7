"""Filling agenda and minutes from the state of a session, its cases, and the sessions before and after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from app.desk.papers_parts import Filler, applicant_of, as_at, day_of, destinations_of, outcome_of
from app.desk.plain_list import placed
from app.desk.questions import held_line
from app.desk.urgent_words import standing_on
from app.documents.session_papers import (
    AdoptionRow,
    AgendaPaper,
    AgendaPoint,
    AnnouncedRow,
    CorrectionRow,
    Deferral,
    EarlierMinutes,
    MinutesPaper,
    MinutesPoint,
    PositionRow,
    QuestionText,
    RoundRow,
    SeatRow,
    StatementRow,
    Subject,
)
from app.errors import Refused
from app.models.acts import AgendaItem
from app.models.case import Case, Round, Vote
from app.models.change import replace
from app.models.charter import Person, Role
from app.models.outcomes import Method
from app.models.procedure import Committee, Seat, SeatKind, Text
from app.models.session import Session
from app.words import Words
from app.workflows.attendance import Turn, turns
from app.workflows.consensus import stepped_out
from app.workflows.course import instructions
from app.workflows.fold import World
from app.workflows.minutes import adopted_by, annexed, content, rounds_of
from app.workflows.visibility import hides


class SessionPapers(Filler):
    """Papers on one session as `person` may read them at the moment `at`, or as a copy for the agency `copy_for`."""

    def __init__(self, world: World, person: Person | None = None, copy_for: str = "", at: str = "") -> None:
        super().__init__(world)
        self._persons = [person] if person else []
        if copy_for:
            self._persons.append(Person(officer="", name="", agency=copy_for, roles=(Role.MEMBER,)))
        self._copy_for, self._at = copy_for, at

    def agenda(
        self, session: Session, others: Iterable[Session] = (), due: Iterable[tuple[Case, Round]] = ()
    ) -> AgendaPaper:
        """The numbered agenda with the fingerprint of each question put so far; `due` are results to be announced."""
        convened = session.convened
        assert convened is not None
        points = []
        for item in sorted(session.agenda, key=lambda one: one.number):
            case = self._world.case(item.case)
            asked = rounds_of(session, case)
            question = self._question(case, asked[-1]) if asked and not item.information else None
            points.append(
                AgendaPoint(subject=self._subject(session, item.number, case, item.information), question=question)
            )
        return AgendaPaper(
            imprint=self.imprint(None),
            committee=self._committee(convened.procedure).title,
            title=convened.title,
            on=date.fromisoformat(convened.on),
            place=convened.place,
            points=tuple(points),
            announced=tuple(_announced(case, one) for case, one in due),
            earlier=tuple(self._earlier(one) for one in others if not session.closed and self._waits(one, session)),
        )

    def minutes(self, session: Session, others: Iterable[Session] = ()) -> MinutesPaper:
        """The minutes: attendance, quorum, every round with its result. Raises `Refused` before the opening."""
        convened = session.convened
        assert convened is not None
        if session.opened is None:
            raise Refused("session.not-opened")
        committee = self._committee(convened.procedure)
        sat = turns(session, self._world.realm, self._world.procedure(convened.procedure).id)
        by_seat = {seat.agency: [one for one in sat if one.seat == seat.agency] for seat in committee.seats}
        valid = set(annexed(session))
        return MinutesPaper(
            imprint=self.imprint(None),
            committee=committee.title,
            title=convened.title,
            on=date.fromisoformat(convened.on),
            place=convened.place,
            opened=session.opened.claimed,
            closed=session.closed.claimed if session.closed else "",
            attendance=tuple(row for seat in committee.seats for row in self._seat(seat, by_seat[seat.agency])),
            quorum=committee.quorum,
            voting=sum(1 for seat in committee.seats if seat.kind is SeatKind.VOTING and by_seat[seat.agency]),
            points=tuple(self._point(session, item, committee) for item in _numbered(session)),
            note=session.minutes,
            announced=tuple(self._said(case, question) for case, question in _announcements(session)),
            earlier=tuple(self._earlier(one) for one in others if _adopting(one) == session.id),
            corrections=tuple(self._corrections(session, valid)),
            statements=tuple(self._statements(session, valid)),
            adoption=self._adoption(session),
            copy_for=self.agency(self._copy_for) if self._copy_for else None,
            late=len({*session.corrections, *session.statements} - valid),
        )

    def _committee(self, digest: str) -> Committee:
        committee = self._world.procedure(digest).committee
        assert committee is not None
        return committee

    def _subject(self, session: Session, number: int, case: Case, information: bool) -> Subject:
        listed = "" if information else placed(self._world, case, session)[0]
        purpose, urgent = standing_on(case, session)
        return replace(subject_of(number, case, information, listed), purpose=purpose, urgent=urgent)

    def _point(self, session: Session, item: AgendaItem, committee: Committee) -> MinutesPoint:
        case = self._world.case(item.case)
        return MinutesPoint(
            subject=self._subject(session, item.number, case, item.information),
            rounds=tuple(self._round(case, one, committee) for one in rounds_of(session, case)),
        )

    def _waits(self, one: Session, session: Session) -> bool:
        """Whether the minutes of `one`, an earlier session of the same committee, are still to be adopted."""
        if one.closed is None or one.adopted or one.convened is None or session.convened is None:
            return False
        before = session.opened is None or one.closed.order < session.opened.order
        same = self._world.procedure(one.convened.procedure).id == self._world.procedure(session.convened.procedure).id
        return before and same and one.id != session.id

    def _earlier(self, one: Session) -> EarlierMinutes:
        assert one.convened is not None
        body = adopted_by(one)
        digest = body.content if body else content(one, self._world)
        return EarlierMinutes(title=one.convened.title, on=date.fromisoformat(one.convened.on), content=digest)

    def _said(self, name: str, question: str) -> AnnouncedRow:
        case = self._world.case(name)
        return _announced(case, case.rounds[question])

    def _adoption(self, session: Session) -> AdoptionRow | None:
        body = adopted_by(session)
        if body is None:
            return None
        by = next(signed for adopted, signed in session.adopted.values() if adopted is body)
        later = self._world.session(body.session).convened
        assert later is not None
        return AdoptionRow(
            title=later.title, on=date.fromisoformat(later.on), content=body.content, by=self.signatory(by)
        )

    def _corrections(self, session: Session, valid: set[str]) -> Iterator[CorrectionRow]:
        for name, (body, by) in sorted(session.corrections.items(), key=lambda one: one[1][1].order):
            if name in valid:
                text = Text(en=body.text, fr=body.text_fr)
                yield CorrectionRow(point=body.point, text=text, reason=body.reason, by=self.signatory(by))

    def _statements(self, session: Session, valid: set[str]) -> Iterator[StatementRow]:
        references = {item.number: item.reference for item in session.agenda}
        readers = {one.agency for one in self._persons}
        for name, (body, by) in sorted(session.statements.items(), key=lambda one: one[1][1].order):
            if name not in valid:
                continue
            withheld = name in session.readers and not readers <= set(session.readers[name])
            yield StatementRow(
                point=body.point,
                reference=references.get(body.point, ""),
                kind=body.kind,
                seat=self.agency(body.seat),
                name=self.name(by.officer),
                text=Text(en="", fr="") if withheld else Text(en=body.text, fr=body.text_fr),
                withheld=withheld,
            )

    def _question(self, case: Case, one: Round) -> QuestionText:
        question, then = one.question, as_at(case, one.by)
        return QuestionText(
            text=Text(en=question.text, fr=question.text_fr),
            fingerprint=question.fingerprint,
            outcomes=tuple(outcome_of(then, outcome) for outcome in question.outcomes),
            conditions=tuple(self.condition(ref) for ref in question.conditions),
            dossier=question.dossier,
        )

    def _round(self, case: Case, one: Round, committee: Committee) -> RoundRow:
        hidden = self._hidden(case, one, committee)
        certificate = next(iter(one.certificates.values()), None)
        replaced = {vote.replaces for vote in one.votes.values() if vote.voided is None}
        votes, out = sorted(one.votes.values(), key=lambda vote: vote.by.order), stepped_out(case, one)
        return RoundRow(
            question=self._question(case, one),
            positions=() if hidden else tuple(self._position(vote, vote.id in replaced, out) for vote in votes),
            result=certificate.body.result if certificate else None,
            certified=self.signatory(certificate.by) if certificate else None,
            attested=self.signatory(certificate.attested) if certificate and certificate.attested else None,
            deferral=self._deferral(case, one),
            bloc=one.question.bloc and one.debated is None,
            moved=self.agency(one.debated.agency) if one.debated else None,
            hidden=hidden,
            silent=tuple(self.agency(seat) for seat in certificate.body.silent) if certificate else (),
            held=_held(one),
        )

    def _hidden(self, case: Case, one: Round, committee: Committee) -> bool:
        """Whether a reader has to sign its own position before it sees those of others."""
        return any(hides(case, one, committee, self._charter, person, self._at) for person in self._persons)

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

    def _position(self, vote: Vote, replaced: bool, out: frozenset[str]) -> PositionRow:
        return PositionRow(
            seat=self.agency(vote.body.seat),
            name=self.name(vote.by.officer),
            position=vote.body.position,
            signed=vote.by.claimed,
            reasons=vote.body.reasons,
            criteria=vote.body.criteria,
            conditions=vote.body.conditions,
            replaced=replaced,
            fallen=vote.voided is not None or vote.by.officer in out,
        )

    def _seat(self, seat: Seat, sat: list[Turn]) -> tuple[SeatRow, ...]:
        """Everybody who sat there, in the order in which they came."""
        empty = SeatRow(seat=self.agency(seat.agency), kind=seat.kind, mandatory=seat.mandatory)
        rows = (
            replace(empty, name=self.name(one.officer), place=one.rank, arrived=one.came, left=one.left) for one in sat
        )
        return tuple(rows) or (empty,)


def subject_of(number: int, case: Case, information: bool, listed: str = "") -> Subject:
    application, back = case.application, instructions(case)
    return Subject(
        number=number,
        reference=case.reference,
        activity=application.activity,
        applicant=applicant_of(application).name,
        goods=tuple(line.description for line in application.lines),
        destinations=destinations_of(application),
        information=information,
        listed=listed,
        instructions=Text(en=back.instructions, fr=back.instructions_fr) if back else None,
    )


def _numbered(session: Session) -> list[AgendaItem]:
    return sorted(session.agenda, key=lambda one: one.number)


def _adopting(session: Session) -> str:
    """The id of the session that adopted these minutes, or nothing."""
    body = adopted_by(session)
    return body.session if body else ""


def _announcements(session: Session) -> list[tuple[str, str]]:
    """Case and question of each result announced in the session."""
    said = sorted(session.announced.values(), key=lambda one: (one[1].order, one[0].reference))
    return [(one.case, one.question) for one, _ in said]


def _announced(case: Case, one: Round) -> AnnouncedRow:
    certificate = min(one.certificates.values(), key=lambda given: given.by.order, default=None)
    closed = certificate.by if certificate else one.deferred[2] if one.deferred else one.by
    return AnnouncedRow(
        reference=case.reference,
        applicant=applicant_of(case.application).name,
        question=one.question.fingerprint,
        method=one.question.method,
        ended=day_of(closed.claimed),
        result=certificate.body.result if certificate else None,
    )


def _held(one: Round) -> Text | None:
    """How a round outside the votes of a session was held; None for one in session."""
    if one.question.method is Method.SESSION:
        return None
    return Text(en=held_line(Words("en"), one.question), fr=held_line(Words("fr"), one.question))
