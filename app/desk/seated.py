"""What every part of the desk asks that speaks for a seat: which round, and whose seat one sits on or answers for."""

from __future__ import annotations

from app.desk.office import Counter
from app.errors import Refused
from app.models.case import Case, Round
from app.store.reading import Reading
from app.workflows.committee import committee_of
from app.workflows.distance import at_distance
from app.workflows.rounds import open_round


class Seated(Counter):
    """A part of the desk that acts for seats of the committee."""

    def seat_in(self, tx: Reading, case: Case, one: Round) -> str:
        """The seat on which the officer sits; at a distance the one of the officer's agency. Raises `Refused`."""
        if at_distance(one):
            seats = committee_of(tx.world.procedure(case.procedure)).seats
            mine = [seat.agency for seat in seats if seat.agency == self.office.signer.agency]
        else:
            present = tx.world.session(one.question.session).present()
            mine = [seat for seat, officer in present.items() if officer == self.office.signer.officer]
        if not mine:
            raise Refused("vote.no-seat", officer=self.office.signer.officer)
        return mine[0]


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
