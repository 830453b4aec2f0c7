"""Minutes of a session at the desk: corrected, statements annexed, results announced, adopted at a later session."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.desk.office import Counter, check_seen
from app.desk.plain_minutes import plain_minutes
from app.desk.reading import find_session
from app.errors import Refused
from app.models.acts import MinutesAdopted, MinutesCorrected, ResultsAnnounced, StatementAnnexed
from app.models.case import Case, Round
from app.models.outcomes import Method, RoundRef, StatementKind
from app.models.session import Session
from app.store.reading import Reading
from app.store.transaction import Change
from app.workflows.minutes import annexed, content

Plain = dict[str, Any]


class Minutes(Counter):
    """What chair, secretary and members do with minutes. `session` is a session's id or its beginning."""

    def correct(self, session: str, point: int, text: str, text_fr: str, reason: str) -> Change:
        """Correct the draft at an agenda number, or as a whole at 0."""
        body = MinutesCorrected(point=point, text=text, text_fr=text_fr, reason=reason)
        with self.office.store.transaction() as tx:
            return self.append(tx, f"session:{find_session(tx, session)}", body)

    def annex(
        self,
        session: str,
        kind: StatementKind,
        text: str,
        text_fr: str = "",
        *,
        point: int = 0,
        readers: tuple[str, ...] = (),
    ) -> Change:
        """Annex one's seat's statement; with `readers` only these agencies and the own one read its text."""
        agency = self.office.signer.agency
        with self.office.store.transaction() as tx:
            name = find_session(tx, session)
            body = StatementAnnexed(
                seat=self._sat(tx.session(name)), point=point, kind=kind, text=text, text_fr=text_fr
            )
            few = tuple(sorted({agency, *readers}))
            narrower = dict.fromkeys(("text", "text_fr", "shown"), few) if readers else None
            return self.append(tx, f"session:{name}", body, narrower=narrower)

    def announce(self, session: str) -> tuple[tuple[RoundRef, ...], Change]:
        """Announce every result of a silence or written procedure that no session has announced yet."""
        with self.office.store.transaction() as tx:
            name = find_session(tx, session)
            due = tuple(ref(case, one) for case, one in to_announce(tx, tx.session(name)))
            if not due:
                raise Refused("announce.nothing")
            return due, self.append(tx, f"session:{name}", ResultsAnnounced(results=due))

    def to_adopt(self, session: str) -> tuple[str, str]:
        """The title of a session, and the digest of its minutes as they read now."""
        with self.office.store.reading() as tx:
            self.check_reader(tx.realm)
            found = tx.session(find_session(tx, session))
            assert found.convened is not None
            return found.convened.title, content(found, tx.world)

    def adopt(self, session: str, at: str, seen: str) -> Change:
        """The sitting session `at` adopts the minutes of `session`, the digest of whose content begins with `seen`."""
        with self.office.store.transaction() as tx:
            name = find_session(tx, session)
            found = tx.session(name)
            digest = content(found, tx.world)
            check_seen(seen, digest)
            body = MinutesAdopted(session=find_session(tx, at), content=digest, annexed=annexed(found))
            return self.append(tx, f"session:{name}", body)

    def show(self, session: str) -> Plain:
        """One session: agenda by lists, who sat, results to announce, corrections, statements, adoption."""
        with self.office.store.reading() as tx:
            bodies = self.check_reader(tx.realm)
            found = tx.session(find_session(tx, session))
            due = [ref(case, one) for case, one in to_announce(tx, found)] if not found.closed else []
            return plain_minutes(tx, found, due, self.office.signer.agency if bodies else None)

    def _sat(self, session: Session) -> str:
        officer = self.office.signer.officer
        mine = [one.seat for one in session.attendance if one.present and one.officer == officer]
        if not mine:
            raise Refused("minutes.did-not-sit", officer=officer)
        return mine[-1]


def sessions(tx: Reading) -> list[Session]:
    """Every session of the realm, by day."""
    rows = sorted(tx.table("sessions"), key=lambda row: (row["held_on"], row["id"]))
    return [tx.session(str(row["id"])) for row in rows]


def to_announce(tx: Reading, session: Session) -> Iterator[tuple[Case, Round]]:
    """Rounds of this committee that ended by silence or in writing, and that no session has announced."""
    assert session.convened is not None
    procedure = tx.world.procedure(session.convened.procedure).id
    ended = [row for row in tx.table("questions") if row["method"] != Method.SESSION.value]
    said = {question for held in sessions(tx) for question in held.announced} if ended else set()
    for row in sorted(ended, key=lambda row: str(row["claimed"])):
        case = tx.case(str(row["case_id"]))
        one = case.rounds[str(row["fingerprint"])]
        if one.closed and row["fingerprint"] not in said and tx.world.procedure(case.procedure).id == procedure:
            yield case, one


def ref(case: Case, one: Round) -> RoundRef:
    """A round by its case and fingerprint."""
    return RoundRef(case=case.id, reference=case.reference, question=one.question.fingerprint)
