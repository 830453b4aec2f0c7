"""What waits for somebody on a case beside its open steps: answers, rulings, confirmations, positions, signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.models.case import Case, DecisionRecord, Round
from app.models.charter import Charter, Role
from app.models.outcomes import Method
from app.models.procedure import Committee, Procedure, SeatKind
from app.models.realm import Realm
from app.models.signed import Signed
from app.workflows.conflicts import upheld
from app.workflows.consensus import is_stale
from app.workflows.course import holder
from app.workflows.decisions import signing_seats
from app.workflows.decisions import waiting as unsigned
from app.workflows.dossier import dossier_hash
from app.workflows.emergency import ratify_by
from app.workflows.engine import COMMITTEE
from app.workflows.finality import final_decision
from app.workflows.in_realm import holder_of
from app.workflows.notes import unsettled
from app.workflows.ratification import waiting as unratified
from app.workflows.road import standing_opinions
from app.workflows.suspensions import lacking, unresolved

CONFIRMS = (Role.AGENCY_HEAD, Role.CHAIR)
"""Who confirms, as a second person, what changes a case's way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing that waits for `officer`, or for those of `agency` with one of `roles`; nothing means any of them.

    Whoever is `barred` made it, or it is about that person.
    `about` is the act it is about; `due` the last day or moment, where there is one.
    """

    kind: str
    about: str
    since: str
    agency: str = ""
    officer: str = ""
    roles: tuple[Role, ...] = ()
    barred: tuple[str, ...] = ()
    due: str = ""


def waiting(case: Case, realm: Realm) -> list[Waiting]:
    """All of it, in no order; nothing once the case has ended by withdrawal or merger."""
    adopted = realm.procedures.get(case.procedure)
    if case.withdrawn is not None or case.merged is not None or adopted is None or realm.charter is None:
        return []
    found = [*_asked(case), *_mentions(case)]
    found += _claims(case) if case.conflict_claims else []
    found += _changes(case) if case.migrations or case.corrections else []
    found += _countersigns(case, adopted.procedure, realm.charter) if case.opinions else []
    found += _conditions(case) if case.conditions else []
    committee = adopted.procedure.committee
    found += _signatures(case, committee, realm.charter) if case.decisions else []
    if committee is not None:
        found += [*_positions(case, adopted.procedure), *_results(case, committee, realm.charter)]
        found += _of_urgency(case, committee, realm.charter) if case.urgencies else []
    return found


def _item(kind: str, by: Signed, **fields: object) -> Waiting:
    return Waiting(kind=kind, about=by.act, since=by.claimed, **fields)  # type: ignore[arg-type]


def _asked(case: Case) -> Iterator[Waiting]:
    roles = (Role.REVIEWER, Role.AGENCY_HEAD)
    for asked in case.consultations.values():
        if asked.open:
            yield _item("consultation", asked.by, agency=asked.body.agency, roles=roles, due=asked.body.due)
    for one in case.invitations.values():
        if not one.advice:
            yield _item("advice", one.by, officer=one.body.expert, due=one.body.until)


def _mentions(case: Case) -> Iterator[Waiting]:
    for note in case.notes.values():
        for name in unsettled(note):
            yield _item("mention", note.by, officer=name)


def _claims(case: Case) -> Iterator[Waiting]:
    """For heads and chairs at large: `conflicts.rules_on` says which of them."""
    for claim in case.conflict_claims.values():
        if upheld(claim) is None:
            yield _item("conflict", claim.by, roles=CONFIRMS, barred=(claim.officer, claim.by.officer))


def _changes(case: Case) -> Iterator[Waiting]:
    for migration in case.migrations.values():
        if migration.confirmed is None:
            yield _item("migration", migration.by, roles=CONFIRMS, barred=(migration.by.officer,))
    for correction in case.corrections.values():
        if correction.confirmed is None:
            yield _item("correction", correction.by, roles=CONFIRMS, barred=(correction.by.officer,))


def _countersigns(case: Case, procedure: Procedure, charter: Charter) -> Iterator[Waiting]:
    asked = {step.id: step for step in procedure.steps if step.countersign and "countersign" not in charter.waivers}
    for one in standing_opinions(case):
        step = asked.get(one.body.step)
        if step is None or one.countersigned is not None or not one.stands_on(dossier_hash(case)):
            continue
        roles = (Role.REVIEWER, Role.AGENCY_HEAD)
        if holder(case, step, charter) == one.by.agency:
            yield _item("countersign", one.by, agency=one.by.agency, roles=roles, barred=(one.by.officer,))


def _positions(case: Case, procedure: Procedure) -> Iterator[Waiting]:
    """For each seat that may speak and has not, on each open question; at a distance the deadline is receipted too."""
    seats = procedure.committee.seats if procedure.committee else ()
    speaking = [seat.agency for seat in seats if seat.kind is not SeatKind.OBSERVER]
    for one in case.rounds.values():
        if one.closed or is_stale(case, one):
            continue
        spoken = {vote.body.seat for vote in one.standing()}
        for seat in speaking:
            if seat not in spoken:
                yield _of_seat("position", one, seat)
            if one.question.method is not Method.SESSION and seat not in {name for name, _ in one.receipts.values()}:
                yield _of_seat("receipt", one, seat)


def _of_seat(kind: str, one: Round, seat: str) -> Waiting:
    return _item(kind, one.by, agency=seat, roles=(Role.MEMBER, Role.CHAIR), due=one.question.expires)


def _results(case: Case, committee: Committee, charter: Charter) -> Iterator[Waiting]:
    """An open round for the chair to certify, whether or not it may be yet; a certificate for another person."""
    chair, secretary = (holder_of(code, charter) for code in (committee.chair, committee.secretary))
    for one in case.rounds.values():
        if is_stale(case, one):
            continue
        if not one.closed:
            yield _item("certify", one.by, agency=chair, roles=(Role.CHAIR,))
        for given in one.certificates.values():
            if given.attested is None and given.id not in case.undone:
                barred = (given.by.officer,)
                yield _item("attest", given.by, agency=secretary, roles=(Role.SECRETARY,), barred=barred)


def _signatures(case: Case, committee: Committee | None, charter: Charter) -> Iterator[Waiting]:
    """A proposed decision, for everybody whose signature it lacks, be it on a dossier that has changed since."""
    for record in unsigned(case):
        barred = (record.by.officer, *(one.officer for one in record.signatures))
        for agency, role in _signatories(case, record, committee, charter):
            yield _item("signature", record.by, agency=agency, roles=(role,), barred=barred)


def _signatories(
    case: Case, record: DecisionRecord, committee: Committee | None, charter: Charter
) -> Iterator[tuple[str, Role]]:
    if not record.body.scan and record.body.authority != COMMITTEE:
        yield record.body.authority, Role.AGENCY_HEAD
        return
    if committee is None:
        return
    chair_signed = any(one.role == Role.CHAIR.value for one in record.signatures)
    if not chair_signed:
        yield holder_of(committee.chair, charter), Role.CHAIR
    if not record.body.scan and len(record.signatures) + (not chair_signed) < record.body.signatures:
        seats = dict.fromkeys(holder_of(seat, charter) for seat in signing_seats(case, committee, record))
        yield from ((agency, Role.MEMBER) for agency in seats)


def _of_urgency(case: Case, committee: Committee, charter: Charter) -> Iterator[Waiting]:
    """For chair and secretary: urgent decisions to be ratified by a day, and licences to be revoked."""
    keepers = ((committee.chair, Role.CHAIR), (committee.secretary, Role.SECRETARY))
    for code, role in keepers:
        agency, roles = holder_of(code, charter), (role,)
        for record in unratified(case):
            due = ratify_by(record, committee, charter)
            by = record.signatures[-1]
            yield Waiting(
                kind="ratification",
                about=record.id,
                since=by.claimed,
                agency=agency,
                roles=roles,
                due=due.isoformat() if due else "",
            )
        for licence in case.licences.values():
            failed = lacking(licence, case)
            if failed is not None and failed.failure and licence.revoked is None and unresolved(licence, case):
                since = failed.failure.by.claimed
                yield Waiting(kind="revocation", about=licence.id, since=since, agency=agency, roles=roles)


def _conditions(case: Case) -> Iterator[Waiting]:
    """A changed condition waits for the agency that asked for it: only that one may release it."""
    if final_decision(case) is not None:
        return
    roles = (Role.REVIEWER, Role.AGENCY_HEAD, Role.MEMBER)
    for entry in case.ledger():
        for version in entry.pending:
            yield Waiting(
                kind="condition", about=version.act, since=version.by.claimed, agency=entry.owner, roles=roles
            )
