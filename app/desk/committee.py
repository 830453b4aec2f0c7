"""What secretary, chair and members do: sessions, questions, positions, results."""

from __future__ import annotations

import uuid
from dataclasses import replace

from app.desk.office import Counter, check_seen
from app.desk.reading import find_session
from app.errors import Refused
from app.models.acts import (
    AgendaChanged,
    AgendaItem,
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
from app.models.case import Case, Round
from app.models.outcomes import Difference, ItemOutcome, Position
from app.store.reading import Reading
from app.store.transaction import Change, Transaction
from app.workflows.committee import committee_of
from app.workflows.conditions import ledger_refs
from app.workflows.consensus import tally
from app.workflows.dossier import dossier_hash
from app.workflows.finality import final_decision
from app.workflows.reaffirming import earlier_vote, position_difference
from app.workflows.rounds import check_silent, fingerprint, grants, open_round, roll_of


class Committee(Counter):
    """The committee's part of the desk. `session` is a session's id or its beginning, `reference` names a case."""

    def convene(
        self, title: str, on: str, place: str, references: tuple[str, ...], procedure: str | None = None
    ) -> tuple[str, Change]:
        """Convene the committee on the named cases; those already decided stand on the agenda for information."""
        name = str(uuid.uuid4())
        with self.office.store.transaction() as tx:
            agenda = self._agenda(tx, references)
            if procedure is None and not agenda:
                raise Refused("session.empty")
            digest = self._procedure(tx, agenda, procedure)
            body = SessionConvened(title=title, on=on, place=place, agenda=agenda, procedure=digest)
            return name, self.append(tx, f"session:{name}", body, procedure=digest)

    def _agenda(self, tx: Transaction, references: tuple[str, ...]) -> tuple[AgendaItem, ...]:
        found = []
        for number, reference in enumerate(references, 1):
            case = self.case_for(tx, reference)
            information = final_decision(case) is not None
            found.append(AgendaItem(number=number, case=case.id, reference=case.reference, information=information))
        return tuple(found)

    def _procedure(self, tx: Transaction, agenda: tuple[AgendaItem, ...], name: str | None) -> str:
        if name is not None:
            adopted = tx.world.realm.current(name)
            if adopted is None:
                raise Refused("procedure.not-adopted", digest=name)
            return adopted.procedure.digest
        return tx.world.case(agenda[0].case).procedure

    def change_agenda(self, session: str, references: tuple[str, ...]) -> Change:
        """Replace the agenda."""
        with self.office.store.transaction() as tx:
            body = AgendaChanged(agenda=self._agenda(tx, references))
            return self.append(tx, f"session:{find_session(tx, session)}", body)

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
        self, session: str, reference: str, text: str, text_fr: str, outcomes: tuple[ItemOutcome, ...]
    ) -> tuple[str, Change]:
        """Put one exact question; it carries every condition in force. Answers its fingerprint too."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            committee = committee_of(tx.world.procedure(case.procedure))
            name = find_session(tx, session)
            body = QuestionPut(
                session=name,
                number=len(case.rounds) + 1,
                text=text,
                text_fr=text_fr,
                outcomes=outcomes,
                conditions=ledger_refs(case) if grants(outcomes) else (),
                dossier=dossier_hash(case),
                fingerprint="",
                roll=roll_of(committee, tx.world.session(name), case.conflicts),
            )
            put = replace(body, fingerprint=fingerprint(body))
            return put.fingerprint, self.append(tx, f"case:{case.id}", put)

    def cast_vote(
        self,
        reference: str,
        question: str,
        position: Position,
        reasons: str = "",
        *,
        criteria: tuple[str, ...] = (),
        conditions: tuple[int, ...] = (),
    ) -> Change:
        """Take one's seat's position on the question with this fingerprint (its beginning is enough)."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            one = find_round(case, question)
            body = PositionTaken(
                question=one.question.fingerprint,
                seat=self._seat(tx, one),
                position=position,
                reasons=reasons,
                criteria=criteria,
                conditions=conditions,
            )
            return self.append(tx, f"case:{case.id}", body)

    def change_vote(
        self,
        reference: str,
        question: str,
        position: Position,
        reasons: str = "",
        *,
        criteria: tuple[str, ...] = (),
        conditions: tuple[int, ...] = (),
    ) -> Change:
        """Change one's seat's standing position; the earlier one stays in the history."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            one = find_round(case, question)
            seat = self._seat(tx, one)
            earlier = next((vote.id for vote in one.standing() if vote.body.seat == seat), "")
            body = PositionChanged(
                replaces=earlier,
                question=one.question.fingerprint,
                seat=seat,
                position=position,
                reasons=reasons,
                criteria=criteria,
                conditions=conditions,
            )
            return self.append(tx, f"case:{case.id}", body)

    def to_reaffirm(self, reference: str, question: str = "") -> tuple[tuple[Difference, ...], str]:
        """What differs from the question of the seat's earlier position, and the open one's hash. Raises `Refused`."""
        with self.office.store.reading() as tx:
            case = self.case_for(tx, reference)
            one = find_round(case, question)
            seat = self._seat(tx, one)
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
            seat = self._seat(tx, one)
            found = earlier_vote(case, one, seat)
            difference = position_difference(case, found[0], one) if found else ()
            body = PositionReaffirmed(
                question=one.question.fingerprint,
                seat=seat,
                earlier=found[1].id if found else "",
                difference=difference,
            )
            return difference, self.append(tx, f"case:{case.id}", body)

    def _seat(self, tx: Reading, one: Round) -> str:
        present = tx.world.session(one.question.session).present()
        mine = [seat for seat, officer in present.items() if officer == self.office.signer.officer]
        if not mine:
            raise Refused("vote.no-seat", officer=self.office.signer.officer)
        return mine[0]

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
            count = tally(one, committee_of(tx.world.procedure(case.procedure)), case.conflicts)
            body = ResultCertified(
                question=one.question.fingerprint,
                positions=tuple(sorted(vote.id for vote in count.votes)),
                result=count.result,
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


def find_round(case: Case, question: str) -> Round:
    """The round whose fingerprint begins with `question`; without one, the open round. Raises `Refused`."""
    wanted = "".join(question.split()).lower()
    if not wanted:
        current = open_round(case)
        if current is None:
            raise Refused("question.none-open", reference=case.reference)
        return current
    found = [one for name, one in case.rounds.items() if name.startswith(wanted)]
    if len(found) != 1:
        raise Refused("vote.unknown-question", question=question)
    return found[0]
