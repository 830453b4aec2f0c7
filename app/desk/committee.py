"""What secretary, chair and members do: sessions, questions, positions, results."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from app.desk.office import check_seen
from app.desk.reading import find_session
from app.desk.seated import Seated
from app.desk.seated import find_round as find_round
from app.desk.urgency import agenda_of, check_complete, completed
from app.errors import Refused
from app.models.acts import (
    AgendaChanged,
    AttendanceRecorded,
    PositionChanged,
    PositionReaffirmed,
    PositionTaken,
    QuestionDeferred,
    QuestionPut,
    ResultAttested,
    ResultCertified,
    SessionClosed,
    SessionConvened,
    SessionOpened,
)
from app.models.case import Case
from app.models.outcomes import Difference, ItemOutcome, Method, Position
from app.models.procedure import Text
from app.models.session import Session
from app.store.transaction import Change, Transaction
from app.workflows.committee import committee_of
from app.workflows.conditions import ledger_refs
from app.workflows.dossier import dossier_hash
from app.workflows.fold import World
from app.workflows.reaffirming import earlier_vote, position_difference
from app.workflows.results import count
from app.workflows.rounds import check_silent, fingerprint, grants, roll_of
from app.workflows.triage import in_bloc


class Committee(Seated):
    """The committee's part of the desk. `session` is a session's id or its beginning, `reference` names a case."""

    def convene(
        self, title: str, on: str, place: str, references: tuple[str, ...], procedure: str | None = None
    ) -> tuple[str, Change]:
        """Convene the committee on the named cases; those already decided stand on the agenda for information.

        What an urgent decision still needs, ratification or revocation, comes onto the agenda by itself.
        """
        name = str(uuid.uuid4())
        with self.office.store.transaction() as tx:
            cases = [self.case_for(tx, reference) for reference in references]
            if procedure is None and not cases:
                raise Refused("session.empty")
            digest = self._procedure(tx, cases, procedure)
            agenda = agenda_of(tx, completed(tx, cases, digest))
            body = SessionConvened(title=title, on=on, place=place, agenda=agenda, procedure=digest)
            return name, self.append(tx, f"session:{name}", body, procedure=digest)

    def _procedure(self, tx: Transaction, cases: list[Case], name: str | None) -> str:
        if name is not None:
            adopted = tx.world.realm.current(name)
            if adopted is None:
                raise Refused("procedure.not-adopted", digest=name)
            return adopted.procedure.digest
        return cases[0].procedure

    def change_agenda(self, session: str, references: tuple[str, ...]) -> Change:
        """Replace the agenda."""
        with self.office.store.transaction() as tx:
            name = find_session(tx, session)
            convened, cases = tx.session(name).convened, [self.case_for(tx, reference) for reference in references]
            assert convened is not None
            check_complete(tx, cases, convened.procedure)
            return self.append(tx, f"session:{name}", AgendaChanged(agenda=agenda_of(tx, cases)))

    def record_attendance(self, session: str, seat: str, officer: str, *, present: bool = True) -> Change:
        """A person takes or leaves a seat."""
        return self._in_session(session, AttendanceRecorded(seat=seat, officer=officer, present=present))

    def open(self, session: str) -> Change:
        """Open the session."""
        return self._in_session(session, SessionOpened())

    def close(self, session: str, minutes: str = "") -> Change:
        """Close the session."""
        return self._in_session(session, SessionClosed(minutes=minutes))

    def _in_session(self, session: str, body: object) -> Change:
        with self.office.store.transaction() as tx:
            return self.append(tx, f"session:{find_session(tx, session)}", body)

    def put_question(
        self,
        session: str,
        reference: str,
        text: str,
        text_fr: str,
        outcomes: tuple[ItemOutcome, ...],
        *,
        method: Method = Method.SESSION,
        expires: str = "",
    ) -> tuple[str, Change]:
        """Put one exact question; it carries every condition in force. Answers its fingerprint too.

        A written procedure names no session; it and a silence procedure end at the moment `expires` (RFC 3339, UTC).
        """
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            held = tx.world.session(find_session(tx, session)) if session else None
            if held is None and method is not Method.WRITTEN:
                raise Refused("question.in-session", method=method.value)
            put = question_on(tx.world, case, held, Text(en=text, fr=text_fr), outcomes, method, expires)
            return put.fingerprint, self.append(tx, f"case:{case.id}", put)

    def cast_vote(self, reference: str, question: str, position: Position, reasons: str = "", **more: Any) -> Change:
        """Take one's seat's position on the question with this fingerprint (its beginning is enough).

        `more` are further fields of the position: criteria, conditions, would_lift, amendment, amendment_fr.
        """
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            one = find_round(case, question)
            said = {"position": position, "reasons": reasons, **more}
            body = PositionTaken(question=one.question.fingerprint, seat=self.seat_in(tx, case, one), **said)
            return self.append(tx, f"case:{case.id}", body)

    def change_vote(self, reference: str, question: str, position: Position, reasons: str = "", **more: Any) -> Change:
        """Change one's seat's standing position; the earlier one stays in the history. `more` as for `cast_vote`."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            one = find_round(case, question)
            seat = self.seat_in(tx, case, one)
            earlier = next((vote.id for vote in one.standing() if vote.body.seat == seat), "")
            said = {"position": position, "reasons": reasons, **more}
            body = PositionChanged(replaces=earlier, question=one.question.fingerprint, seat=seat, **said)
            return self.append(tx, f"case:{case.id}", body)

    def to_reaffirm(self, reference: str, question: str = "") -> tuple[tuple[Difference, ...], str]:
        """What differs from the question of the seat's earlier position, and the open one's hash. Raises `Refused`."""
        with self.office.store.reading() as tx:
            case = self.case_for(tx, reference)
            one = find_round(case, question)
            seat = self.seat_in(tx, case, one)
            found = earlier_vote(case, one, seat)
            check_silent(one, seat)
            if found is None:
                raise Refused("reaffirm.other-vote", seat=seat)
            return position_difference(case, found[0], one), one.question.fingerprint

    def reaffirm_vote(
        self, reference: str, question: str = "", seen: str | None = None
    ) -> tuple[tuple[Difference, ...], Change]:
        """Take on the open question the position of one's seat on the latest earlier one; answers what differs, too.

        `seen` is the beginning of the hash of the question that the officer looked at.
        """
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            one = find_round(case, question)
            check_seen(seen, one.question.fingerprint)
            seat = self.seat_in(tx, case, one)
            found = earlier_vote(case, one, seat)
            difference = position_difference(case, found[0], one) if found else ()
            body = PositionReaffirmed(
                question=one.question.fingerprint,
                seat=seat,
                earlier=found[1].id if found else "",
                difference=difference,
            )
            return difference, self.append(tx, f"case:{case.id}", body)

    def defer(self, reference: str, reason: str, until: str = "", question: str = "") -> Change:
        """Put the open question off; it is counted."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            one = find_round(case, question)
            body = QuestionDeferred(question=one.question.fingerprint, reason=reason, until=until)
            return self.append(tx, f"case:{case.id}", body)

    def certify(self, reference: str, question: str = "") -> Change:
        """The chair certifies what recomputation gives for the open round."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            one = find_round(case, question)
            found = count(case, tx.world, one, self.moment())
            body = ResultCertified(
                question=one.question.fingerprint,
                positions=tuple(sorted(vote.id for vote in found.votes)),
                result=found.result,
                silent=found.silent,
            )
            return self.append(tx, f"case:{case.id}", body)

    def attest(self, reference: str) -> Change:
        """The secretary attests the chair's certificate."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            waiting = [
                certificate.id
                for one in case.rounds.values()
                for certificate in one.certificates.values()
                if certificate.attested is None
            ]
            body = ResultAttested(certificate=waiting[-1] if waiting else "")
            return self.append(tx, f"case:{case.id}", body)


def question_on(
    world: World,
    case: Case,
    held: Session | None,
    text: Text,
    outcomes: tuple[ItemOutcome, ...],
    method: Method = Method.SESSION,
    expires: str = "",
) -> QuestionPut:
    """The exact question on the case as it stands: the conditions in force, who is asked, its list, its fingerprint."""
    procedure = world.procedure(case.procedure)
    body = QuestionPut(
        session=held.id if held else "",
        number=len(case.rounds) + 1,
        text=text.en,
        text_fr=text.fr,
        outcomes=outcomes,
        conditions=ledger_refs(case) if grants(outcomes) else (),
        dossier=dossier_hash(case),
        fingerprint="",
        roll=roll_of(committee_of(procedure), held, case.conflicts, method),
        method=method,
        expires=expires,
    )
    listed = replace(body, bloc=in_bloc(case, procedure, body))
    return replace(listed, fingerprint=fingerprint(listed))
