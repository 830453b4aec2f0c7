"""What is done about urgent cases: declared, ratified or lapsed, and what of it must stand on an agenda."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.desk.office import Counter
from app.desk.papers import the_licence
from app.desk.papers_parts import said
from app.desk.plain_urgency import plain_urgency
from app.desk.reading import find_session
from app.errors import Refused
from app.marks import N_
from app.models.acts import AgendaItem, QuestionPut, RatificationLapsed, UrgencyDeclared
from app.models.case import Case, DecisionRecord
from app.models.outcomes import ItemOutcome, Purpose
from app.models.procedure import Text
from app.store.reading import Reading
from app.store.transaction import Change
from app.workflows.committee import committee_of
from app.workflows.conditions import ledger_refs
from app.workflows.dossier import dossier_hash
from app.workflows.emergency import ratify_by
from app.workflows.finality import final_decision, final_decisions
from app.workflows.ratification import awaits, waiting
from app.workflows.rounds import fingerprint, grants, roll_of
from app.workflows.suspensions import holds
from app.workflows.urgency import ratification, urgent

RATIFIED = N_("Is the decision taken on case {reference} under the urgent procedure, act {act}, ratified?")
REVOKED = N_("Is licence {number} revoked?")


class Urgency(Counter):
    """The part of the desk for urgent cases. `session` is a session's id or its beginning."""

    def declare(self, reference: str, reason: str) -> Change:
        """The chair declares a case urgent."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            return self.append(tx, f"case:{case.id}", UrgencyDeclared(reason=reason))

    def lapse(self, reference: str) -> Change:
        """Record that the urgent decision of a case was not ratified in time; its licences are suspended by that."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            record = self._to_ratify(case)
            charter = tx.realm.charter
            assert charter is not None
            due = ratify_by(record, tx.world.procedure(case.procedure).committee, charter)
            body = RatificationLapsed(decision=record.id, due=due.isoformat() if due else "")
            return self.append(tx, f"case:{case.id}", body)

    def put_ratification(self, session: str, reference: str, text: str = "", text_fr: str = "") -> tuple[str, Change]:
        """Ask the committee whether it ratifies the urgent decision, exactly as decided; answers the fingerprint."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            record = self._to_ratify(case)
            asked = said(RATIFIED, reference=case.reference, act=record.id[:12])
            outcomes = record.body.outcomes
            return self._put(tx, session, case, _text(text, text_fr, asked), Purpose.RATIFY, record.id, outcomes)

    def put_revocation(
        self, session: str, reference: str, number: str = "", text: str = "", text_fr: str = ""
    ) -> tuple[str, Change]:
        """Ask the committee whether it revokes a suspended licence; answers the question's fingerprint."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            licence = the_licence(case, number)
            asked = said(REVOKED, number=licence.body.number)
            return self._put(tx, session, case, _text(text, text_fr, asked), Purpose.REVOKE, licence.id, ())

    def _put(
        self,
        tx: Any,
        session: str,
        case: Case,
        text: Text,
        purpose: Purpose,
        about: str,
        outcomes: tuple[ItemOutcome, ...],
    ) -> tuple[str, Change]:
        name = find_session(tx, session)
        committee = committee_of(tx.world.procedure(case.procedure))
        body = QuestionPut(
            session=name,
            number=len(case.rounds) + 1,
            text=text.en,
            text_fr=text.fr,
            outcomes=outcomes,
            conditions=ledger_refs(case) if grants(outcomes) else (),
            dossier=dossier_hash(case),
            fingerprint="",
            roll=roll_of(committee, tx.world.session(name), case.conflicts),
            purpose=purpose,
            about=about,
        )
        put = replace(body, fingerprint=fingerprint(body))
        return put.fingerprint, self.append(tx, f"case:{case.id}", put)

    def _to_ratify(self, case: Case) -> DecisionRecord:
        """The urgent decision that waits for ratification, else one that failed or lapsed. Raises `Refused`."""
        failed = [one for one in final_decisions(case) if (found := ratification(case, one)) and found.given is None]
        found_ = [*waiting(case), *failed]
        if not found_:
            raise Refused("ratification.not-due", reference=case.reference)
        return found_[0]

    def listed(self) -> list[dict[str, Any]]:
        """Urgent cases that are to be decided or ratified, and those whose licences are to be revoked."""
        with self.office.store.reading() as tx:
            if not self.check_reader(tx.realm):
                raise Refused("rights.no-bodies")
            ids = dict.fromkeys(str(row["case_id"]) for row in tx.table("awaiting"))
            cases = sorted((tx.case(name) for name in ids), key=lambda case: case.reference)
            return [{"reference": case.reference, "urgency": plain_urgency(tx.world, case)} for case in cases]


def _text(text: str, text_fr: str, ready: Text) -> Text:
    return Text(en=text or ready.en, fr=text_fr or ready.fr)


def agenda_of(tx: Reading, cases: list[Case]) -> tuple[AgendaItem, ...]:
    """The numbered agenda; decided cases stand there for information, unless the committee has something left to do."""
    return tuple(
        AgendaItem(number=number, case=case.id, reference=case.reference, information=_for_information(tx, case))
        for number, case in enumerate(cases, 1)
    )


def _for_information(tx: Reading, case: Case) -> bool:
    held = any(one.revoked is None and holds(one, case, tx.realm) for one in case.licences.values())
    return final_decision(case) is not None and not awaits(case) and not held


def completed(tx: Reading, cases: list[Case], procedure: str) -> list[Case]:
    """The cases of an agenda with those that have to be taken up at the next session.

    A session on urgent cases alone is not that session: it may sit with the reduced quorum.
    """
    if _extraordinary(cases):
        return cases
    named = {case.id for case in cases}
    return [*cases, *(tx.case(name) for name in tx.awaiting(procedure) if name not in named)]


def check_complete(tx: Reading, cases: list[Case], procedure: str) -> None:
    """Refuse an agenda that leaves out what has to be taken up at the next session."""
    left = completed(tx, cases, procedure)[len(cases) :]
    if left:
        raise Refused("session.left-out", references=", ".join(case.reference for case in left))


def _extraordinary(cases: list[Case]) -> bool:
    return bool(cases) and all(urgent(case) and final_decision(case) is None for case in cases)
