"""Asking others: agencies consulted, experts invited, questions to the applicant in one letter."""

from __future__ import annotations

from app.desk.office import Counter
from app.desk.reading import find_session
from app.errors import Refused
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
from app.models.application import Document
from app.models.asked import Consultation, Invitation, Letter
from app.models.case import Case
from app.models.outcomes import Position, QueryOutcome
from app.models.procedure import Procedure, StepKind
from app.store.transaction import Change, Transaction
from app.workflows.calendar import add_working_days
from app.workflows.clocks import day_of
from app.workflows.course import open_letters
from app.workflows.dossier import dossier_hash
from app.workflows.experts import invited
from app.workflows.queries import unsent
from app.workflows.road import case_progress

SHORT = 12
"""Digits of an id that a person is shown."""
SHORTEST = 4
"""Digits of an id that name a letter; fewer would be taken for its number."""


class Consulting(Counter):
    """The part of the desk that asks and is asked; `reference` names the case, days are ISO dates."""

    # --- agencies ----------------------------------------------------------------------------------------------

    def ask(self, reference: str, agency: str, question: str, due: str, items: tuple[str, ...] = ()) -> Change:
        """Consult any agency of the charter, on the whole case or on single items."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            body = ConsultationAsked(agency=agency, question=question, due=due, items=items)
            return self.append(tx, f"case:{case.id}", body)

    def answer(
        self,
        reference: str,
        position: Position,
        reasons: str = "",
        *,
        criteria: tuple[str, ...] = (),
        consultation: str = "",
    ) -> Change:
        """Answer for one's agency on the present dossier, or change its earlier answer."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            asked = self._put_to_us(case, consultation)
            earlier = asked.standing()
            body = ConsultationAnswered(
                consultation=asked.id,
                dossier=dossier_hash(case),
                position=position,
                reasons=reasons,
                criteria=criteria,
                replaces=earlier[0] if earlier else "",
            )
            return self.append(tx, f"case:{case.id}", body)

    def withdraw_consultation(self, reference: str, reason: str, consultation: str = "") -> Change:
        """Take back a question of one's agency that has no answer yet."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            own = [one for one in case.consultations.values() if one.by.agency == self.office.signer.agency]
            asked = _named(case, consultation) if consultation else _only(own)
            return self.append(tx, f"case:{case.id}", ConsultationWithdrawn(consultation=asked.id, reason=reason))

    def _put_to_us(self, case: Case, consultation: str) -> Consultation:
        if consultation:
            return _named(case, consultation)
        agency = self.office.signer.agency
        return _only([one for one in case.consultations.values() if one.body.agency == agency])

    # --- experts -----------------------------------------------------------------------------------------------

    def invite(self, reference: str, expert: str, question: str, until: str, session: str = "") -> Change:
        """Let an enrolled expert read this one case, and advise on it, up to and with the day `until`.

        With the beginning of a `session`'s id only as an item of its agenda.
        """
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            meeting = find_session(tx, session) if session else ""
            body = ExpertInvited(expert=expert, question=question, until=until, session=meeting)
            return self.append(tx, f"case:{case.id}", body)

    def advise(self, reference: str, text: str) -> Change:
        """Advise, as an invited expert, on the present dossier."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            mine = [one for one in case.invitations.values() if one.body.expert == self.office.signer.officer]
            latest: Invitation | None = max(mine, key=lambda one: (one.body.until, one.by.order), default=None)
            latest = invited(case, self.office.signer.officer, self._today(), tx.world) or latest
            body = ExpertAdvised(invitation=latest.id if latest else "", dossier=dossier_hash(case), text=text)
            return self.append(tx, f"case:{case.id}", body)

    # --- the applicant -----------------------------------------------------------------------------------------

    def raise_query(self, reference: str, text: str, text_fr: str = "", step: str = "") -> Change:
        """Put a question to the applicant, from the step one's agency holds, for the next letter."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            body = QueryRaised(step=step or self._asking_step(tx, case), text=text, text_fr=text_fr)
            return self.append(tx, f"case:{case.id}", body)

    def _asking_step(self, tx: Transaction, case: Case) -> str:
        """The one open step from which this officer can ask: the agency's own, else the committee's."""
        assert tx.realm.charter is not None
        road = case_progress(case, tx.world.procedure(case.procedure), tx.realm.charter)
        agency = self.office.signer.agency
        mine = [one.step.id for one in road.open if agency in one.agencies]
        mine = mine or [one.step.id for one in road.open if one.step.kind is StepKind.COMMITTEE]
        if len(mine) != 1:
            raise Refused("step.which", agency=agency, known=", ".join(mine) or "-")
        return mine[0]

    def send_letter(self, reference: str, due: str = "", silence: str = "", silence_fr: str = "") -> Change:
        """Send every waiting question to the applicant in one letter.

        Without `due` the answer is due after the procedure's number of working days; without a text of one's own the
        letter names the procedure's consequence of silence.
        """
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            procedure = tx.world.procedure(case.procedure)
            if not silence and not silence_fr and procedure.queries is not None:
                silence, silence_fr = procedure.queries.silence.en, procedure.queries.silence.fr
            body = QuerySent(
                number=len(case.letters) + 1,
                queries=tuple(one.id for one in unsent(case)),
                due=due or self._due(tx, procedure),
                silence=silence,
                silence_fr=silence_fr,
            )
            return self.append(tx, f"case:{case.id}", body)

    def _due(self, tx: Transaction, procedure: Procedure) -> str:
        """The last day for the applicant's answer. Raises `Refused` where the procedure gives no number of days."""
        if procedure.queries is None:
            raise Refused("query.no-limit", procedure=procedure.id)
        charter = tx.realm.charter
        assert charter is not None
        calendar = charter.calendar_of(charter.agency_for(procedure.queries.agency) or "")
        return add_working_days(calendar, day_of(self.office.now(), calendar), procedure.queries.days).isoformat()

    def record_answer(
        self, reference: str, received: str, text: str, *, letter: str = "", documents: tuple[Document, ...] = ()
    ) -> Change:
        """Record what the applicant answered to a letter: see `find_letter`; without one, the open letter."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            about = find_letter(case, letter).id
            body = QueryAnswered(letter=about, received=received, text=text, documents=documents)
            return self.append(tx, f"case:{case.id}", body)

    def close_query(
        self, reference: str, outcome: QueryOutcome, reason: str, *, letter: str = "", query: str = ""
    ) -> Change:
        """End a letter (see `find_letter`; without one, the open letter), or take back a question not sent yet."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            about = _one_of(tuple(case.queries), query) if query else find_letter(case, letter).id
            return self.append(tx, f"case:{case.id}", QueryClosed(about=about, outcome=outcome, reason=reason))


def _named(case: Case, consultation: str) -> Consultation:
    name = _one_of(tuple(case.consultations), consultation)
    if name not in case.consultations:
        raise Refused("consultation.unknown", consultation=consultation)
    return case.consultations[name]


def _only(found: list[Consultation]) -> Consultation:
    """The one that waits for its answer; where none does, the latest. Raises `Refused` where several wait."""
    standing = [one for one in found if one.withdrawn is None]
    waiting = [one for one in standing if one.open]
    if len(waiting) > 1:
        raise Refused("consultation.which", known=", ".join(sorted(one.id[:SHORT] for one in waiting)))
    if not found:
        raise Refused("consultation.none")
    return max(waiting or standing or found, key=lambda one: one.by.order)


def find_letter(case: Case, name: str) -> Letter:
    """The letter with this number or whose id begins so; without a name the one open letter. Raises `Refused`.

    Letters that were sent apart bear the same number: of these only the id tells which is meant.
    """
    known = sorted(case.letters.values(), key=lambda one: one.by.order)
    found = [one for one in known if _is_called(one, name.lower())] if name else [*open_letters(case)]
    if len(found) != 1:
        names = ", ".join(f"{one.body.number} [{one.id[:SHORT]}]" for one in known)
        raise Refused("query.which-letter", reference=case.reference, known=names or "-")
    return found[0]


def _is_called(letter: Letter, name: str) -> bool:
    return name == str(letter.body.number) or (len(name) >= SHORTEST and letter.id.startswith(name))


def _one_of(known: tuple[str, ...], beginning: str) -> str:
    """The whole id that begins with `beginning`; what fits none or several stays, for the rule to refuse."""
    found = [name for name in known if name.startswith(beginning.lower())]
    return found[0] if len(found) == 1 else beginning
