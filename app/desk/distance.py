"""What seats do in written and silence procedures, and what waits for an officer's seat."""

from __future__ import annotations

from typing import Any

from app.desk.minutes import to_announce
from app.desk.plain_case import plain_question, plain_tally
from app.desk.reading import find_session
from app.desk.seated import Seated, find_round
from app.errors import Refused
from app.models.acts import QuestionReceipted, SilenceAnswered
from app.models.case import Case, Round
from app.models.procedure import SeatKind
from app.store.reading import Reading
from app.store.transaction import Change
from app.workflows.committee import seat_of
from app.workflows.consensus import is_stale
from app.workflows.distance import at_distance
from app.workflows.seats import may_act
from app.workflows.visibility import is_over

Plain = dict[str, Any]


class Distance(Seated):
    """The committee outside its votes in session; `reference` names a case, `question` the beginning of a hash."""

    def receipt(self, reference: str, question: str = "") -> Change:
        """Record that one's seat has the question and the moment at which it ends."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            one = find_round(case, question)
            asked, seat = one.question, self.seat_in(tx, case, one)
            body = QuestionReceipted(question=asked.fingerprint, seat=seat, expires=asked.expires)
            return self.append(tx, f"case:{case.id}", body)

    def answer_silence(self, reference: str, *, accepts: bool, question: str = "") -> Change:
        """Accept for one's seat that silence be used, or not."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            one = find_round(case, question)
            seat = self.seat_in(tx, case, one)
            body = SilenceAnswered(question=one.question.fingerprint, seat=seat, accepts=accepts)
            return self.append(tx, f"case:{case.id}", body)

    def question(self, reference: str, question: str = "") -> Plain:
        """One question exactly as it was put, how its round stands, and what one's seat has done on it."""
        self.log_access(reference, "case")
        with self.office.store.reading() as tx:
            case, bodies = self.readable(tx, reference)
            if not bodies:
                raise Refused("rights.no-bodies")
            return self._plain(tx, case, find_round(case, question))

    def to_announce(self, session: str) -> Plain:
        """Rounds of the committee that ended by silence or in writing and that no session has announced yet."""
        with self.office.store.reading() as tx:
            self.check_reader(tx.realm)
            held = tx.session(find_session(tx, session))
            found = [] if held.closed else list(to_announce(tx, held))
            rounds = ({"reference": case.reference} | self._tally(tx, case, one) for case, one in found)
            return {"to_announce": list(rounds)}

    def waiting(self) -> list[Plain]:
        """Every open question on which the officer's seat may act now, the one that ends first coming first."""
        with self.office.store.reading() as tx:
            if not self.check_reader(tx.realm):
                raise Refused("rights.no-bodies")
            rows = [row for row in tx.table("questions") if not row["result"] and not row["deferred"]]
            cases = {str(row["case_id"]): self.seen(tx, tx.case(str(row["case_id"]))) for row in rows}
            found = [(case, one) for case in cases.values() for one in case.rounds.values() if not one.closed]
            plain = [self._plain(tx, case, one) for case, one in found if self._may_speak(tx, case, one)]
            return sorted(plain, key=lambda one: (one["question"]["expires"] or self.moment(), one["reference"]))

    def _may_speak(self, tx: Reading, case: Case, one: Round) -> bool:
        """Whether the officer's seat is not an observer's, the round open to positions, and the officer its holder."""
        procedure = tx.world.procedure(case.procedure)
        if is_over(case, one, self.moment()) or is_stale(case, one) or procedure.committee is None:
            return False
        try:
            seat = self.seat_in(tx, case, one)
            may_act(tx.world, procedure, seat, self.office.signer.officer, self.moment()[:10])
        except Refused:
            return False
        kind = seat_of(procedure.committee, seat).kind
        return kind is not SeatKind.OBSERVER and (at_distance(one) or tx.session(one.question.session).sitting)

    def _plain(self, tx: Reading, case: Case, one: Round) -> Plain:
        return {
            "reference": case.reference,
            "question": plain_question(case, one),
            "round": self._tally(tx, case, one),
            "mine": self._mine(tx, case, one),
        }

    def _tally(self, tx: Reading, case: Case, one: Round) -> Plain:
        return plain_tally(case, tx.world, one, self.moment())

    def _mine(self, tx: Reading, case: Case, one: Round) -> Plain | None:
        """What the officer's seat has done: receipted, answered whether silence may be used, taken a position."""
        try:
            seat = self.seat_in(tx, case, one)
        except Refused:
            return None
        own = [vote.body.position.value for vote in one.standing() if vote.body.seat == seat]
        answers = [accepts for name, accepts, _ in one.answers.values() if name == seat]
        return {
            "seat": seat,
            "receipted": any(name == seat for name, _ in one.receipts.values()),
            "accepts": all(answers) if answers else None,
            "position": own[0] if own else None,
        }
