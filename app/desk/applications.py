"""Taking applications in, and amending them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.desk.office import Counter
from app.errors import Refused
from app.intake.reading import Candidate, without_collector
from app.intake.relations import Relation, content_digests
from app.models.acts import ApplicationAmended, ApplicationRegistered, Draft
from app.models.application import Activity, Application, Link
from app.models.case import Case
from app.models.realm import Realm
from app.models.requirements import missing
from app.store.lists import Filter
from app.store.transaction import Change, Transaction
from app.workflows.dossier import content_digest

BATCH = 500
PREFIXES = {
    Activity.EXPORT: "EXP",
    Activity.IMPORT: "IMP",
    Activity.TRANSIT: "TRA",
    Activity.TRANS_SHIPMENT: "TRS",
    Activity.BROKERING: "BRO",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What an intake did: new references, and sources that were in the store already."""

    references: tuple[str, ...]
    known: tuple[tuple[str, str], ...]


class Applications(Counter):
    """The intake desk."""

    def register(self, candidates: Sequence[Candidate], procedure: str | None = None) -> Taken:
        """Register applications in batches; one already known by its content is named, never taken in twice.

        `procedure` is an id; without it the charter's default for the activity applies.
        """
        intake = _Intake(candidates, procedure)
        with without_collector():
            for start in range(0, len(candidates), BATCH):
                self._batch(intake, range(start, min(start + BATCH, len(candidates))))
        return Taken(tuple(intake.references), tuple(intake.known))

    def _batch(self, intake: _Intake, places: range) -> None:
        with self.office.store.transaction() as tx:
            # Naming a case that is in the store already tells that there is one.
            self.check_reader(tx.realm)
            drafts = list(self._drafts(tx, intake, places))
            if drafts:
                now = self.office.now()
                minutes = tx.realm.charter.passphrase_minutes if tx.realm.charter else 0
                self.office.signer.allow(now, always=False, minutes=minutes)
                tx.append(self.office.signer, drafts, now)

    def _drafts(self, tx: Transaction, intake: _Intake, places: range) -> Iterator[Draft]:
        already = tx.cases_by_content([intake.candidates[place].content for place in places])
        withdrawn = _Withdrawn(tx, [intake.candidates[place] for place in places])
        numbers = _Numbers(tx, self.office.now().year)
        for place in places:
            one = intake.candidates[place]
            known = [name for name in already.get(one.content, ()) if name not in withdrawn.ids]
            if known:
                intake.met(place, tx.world.case(known[0]))
            else:
                reference = numbers.next(PREFIXES[one.application.activity])
                intake.name(place, reference)
                yield self._registration(tx, intake, place, reference, withdrawn.resubmitted(one))

    def _registration(
        self, tx: Transaction, intake: _Intake, place: int, reference: str, again: tuple[Link, ...]
    ) -> Draft:
        one = intake.candidates[place]
        body = ApplicationRegistered(
            reference=reference,
            application=one.application,
            content=one.content,
            source=one.source,
            flags=one.flags,
            links=(*(intake.link(link) for link in one.links), *again),
        )
        digest = procedure_for(tx.world.realm, one.application.activity, intake.procedure)
        return self.draft(tx.world, f"case:{intake.ids[place]}", body, procedure=digest)

    def amend(self, reference: str, application: Application, reason: str) -> Change:
        """A new version of the dossier; what was said on the old one visibly stops counting."""
        with self.office.store.transaction() as tx:
            # Naming a case that is in the store already tells that there is one.
            self.check_reader(tx.realm)
            case, content = self.case_for(tx, reference), content_digest(application)
            _check_new(tx, case, application)
            body = ApplicationAmended(
                application=application,
                content=content,
                reason=reason,
                flags=tuple(missing(application)),
            )
            return self.append(tx, f"case:{case.id}", body)


class _Intake:
    """One call of `register`: an id for each candidate from the start, so that links may point either way."""

    def __init__(self, candidates: Sequence[Candidate], procedure: str | None) -> None:
        self.candidates = candidates
        self.procedure = procedure
        self.ids = [str(uuid.uuid4()) for _ in candidates]
        self.references: list[str] = []
        self.known: list[tuple[str, str]] = []
        self._named: dict[int, str] = {}

    def met(self, place: int, case: Case) -> None:
        """The candidate is in the store already, as `case`."""
        self.ids[place] = case.id
        self._named[place] = case.reference
        self.known.append((self.candidates[place].source, case.reference))

    def name(self, place: int, reference: str) -> None:
        """The candidate gets `reference`."""
        self._named[place] = reference
        self.references.append(reference)

    def link(self, relation: Relation) -> Link:
        """A relation between candidates as a link between cases."""
        place = relation.candidate
        return Link(kind=relation.kind, case=self.ids[place], reference=self._named.get(place, ""))


class _Withdrawn:
    """Cases that applicants took back and that some of the candidates may be a resubmission of."""

    def __init__(self, tx: Transaction, candidates: Sequence[Candidate]) -> None:
        self._cases: list[Case] = []
        if tx.count_cases(Filter(stage="withdrawn")):
            same = tx.cases_by_content([one.content for one in candidates])
            references = [one.application.applicant_reference for one in candidates]
            named = tx.cases_by_applicant_reference(filter(None, references))
            ids = dict.fromkeys(name for found in (same, named) for names in found.values() for name in names)
            cases = (tx.world.case(name) for name in ids)
            self._cases = [case for case in cases if case.withdrawn is not None]
        self.ids = frozenset(case.id for case in self._cases)

    def resubmitted(self, candidate: Candidate) -> tuple[Link, ...]:
        """Links to what the same applicant took back: the same application, or one under the same own reference."""
        asked = candidate.application
        return tuple(
            Link(kind="resubmission-of", case=case.id, reference=case.reference)
            for case in self._cases
            if case.versions[-1].content == candidate.content
            or (asked.applicant_reference == case.application.applicant_reference and _same_applicant(asked, case))
        )


def _same_applicant(asked: Application, case: Case) -> bool:
    names = {party.name for party in asked.parties}
    return not case.application.parties or case.application.parties[0].name in names


class _Numbers:
    """Readable references, counted per activity and year; the station's code stands in them where there are several."""

    def __init__(self, tx: Transaction, year: int) -> None:
        self._tx = tx
        self._year = year
        self._next: dict[str, int] = {}
        charter = tx.world.realm.charter
        several = charter is not None and len(charter.stations) > 1
        self._station = f"-{charter.station.code}" if charter is not None and several else ""

    def next(self, prefix: str) -> str:
        series = f"{prefix}-{self._year}{self._station}"
        number = self._next.get(series) or self._tx.next_number(series)
        self._next[series] = number + 1
        return f"{series}-{number:05d}"


def _check_new(tx: Transaction, case: Case, application: Application) -> None:
    """Refuse the content of another case, as taken in or as amended, that its applicant has not taken back."""
    found = tx.cases_by_content([*content_digests([application]), content_digest(application)])
    for other in (tx.world.case(name) for names in found.values() for name in names):
        if other.id != case.id and other.withdrawn is None:
            raise Refused("case.taken-in", reference=other.reference)


def procedure_for(realm: Realm, activity: Activity, name: str | None) -> str:
    """Digest of the procedure to start under: the one named, else the charter's default for the activity."""
    assert realm.charter is not None
    chosen = name or realm.charter.procedures.get(activity.value) or realm.charter.procedures.get("*", "")
    adopted = realm.current(chosen)
    if adopted is None:
        raise Refused("procedure.not-adopted", digest=chosen)
    return adopted.procedure.digest
