"""Rules of the realm: founding, officers, roles, revocation, procedures, mandates, exports, audit notes."""

from __future__ import annotations

from functools import lru_cache

from app.canonical import digest, parse
from app.errors import Refused
from app.models.acts import (
    Act,
    AuditNoted,
    CalendarConfirmed,
    CalendarProposed,
    JournalExported,
    MandateConfirmed,
    MandateProposed,
    OfficerConfirmed,
    OfficerProposed,
    ProcedureConfirmed,
    ProcedureProposed,
    RealmConfirmed,
    RealmFounded,
    RevocationConfirmed,
    RevocationProposed,
    RolesConfirmed,
    RolesProposed,
)
from app.models.case import Signed
from app.models.change import replace
from app.models.charter import Charter, Person, Role
from app.models.plain import from_plain
from app.models.procedure import Procedure
from app.models.realm import Adopted, Officer, Proposal, Realm
from app.workflows.calendar_file import is_right
from app.workflows.calendars import check_calendar, put_in_force
from app.workflows.in_realm import in_realm
from app.workflows.mandates import check_in_time, check_mandate
from app.workflows.procedure import load_procedure
from app.workflows.procedure_check import check as procedure_problems
from app.workflows.rights import check_roles_together
from app.workflows.rules import View, first_of, rule, signed

CONFIRMS = {
    "OfficerConfirmed": "OfficerProposed",
    "RolesConfirmed": "RolesProposed",
    "RevocationConfirmed": "RevocationProposed",
    "ProcedureConfirmed": "ProcedureProposed",
    "MandateConfirmed": "MandateProposed",
    "CalendarConfirmed": "CalendarProposed",
}


# --- effects ---------------------------------------------------------------------------------------------------


def _found(realm: Realm, act: Act) -> Realm:
    if realm.charter is not None:
        return realm
    text = act.body.charter
    charter = from_plain(Charter, parse(text.encode(), what="charter"))
    return replace(
        realm,
        id=digest(text.encode()),
        charter=charter,
        charter_text=text,
        charter_digest=digest(text.encode()),
    )


def _confirm_founding(realm: Realm, act: Act) -> Realm:
    assert realm.charter is not None
    if realm.confirmed:
        return realm
    by = {one.officer: act.body.proposal for one in realm.charter.founders} | {act.officer: act.id}
    enrolled = {one.officer: Officer(person=one, enrolled_by=by[one.officer]) for one in realm.charter.founders}
    texts = realm.charter.adopts
    realm = replace(realm, confirmed=True, officers=enrolled)
    for text in texts:
        realm = _adopted(realm, text, signed(act))
    return realm


def _propose(realm: Realm, act: Act) -> Realm:
    proposal = Proposal(id=act.id, type=act.type, body=act.body, by=signed(act))
    return replace(realm, proposals={**realm.proposals, act.id: proposal})


def _confirm(realm: Realm, act: Act) -> Realm:
    """Requests take effect in the order of their confirmations; one that comes in late lets all take effect again."""
    known = [one.confirmed.order for one in realm.proposals.values() if one.confirmed is not None]
    proposal = realm.proposals[act.body.proposal]
    proposal = replace(proposal, confirmed=first_of(proposal.confirmed, signed(act)))
    realm = replace(realm, proposals={**realm.proposals, proposal.id: proposal})
    if proposal.confirmed != signed(act):
        return realm
    if not known or max(known) < signed(act).order:
        return _TAKES_EFFECT[proposal.type](realm, proposal)
    confirmed = [(one.confirmed.order, one) for one in realm.proposals.values() if one.confirmed is not None]
    realm = replace(realm, officers=_founders(realm))
    for _, one in sorted(confirmed, key=lambda pair: pair[0]):
        realm = _TAKES_EFFECT[one.type](realm, one)
    return realm


def _founders(realm: Realm) -> dict[str, Officer]:
    assert realm.charter is not None
    return {
        one.officer: Officer(person=one, enrolled_by=realm.officers[one.officer].enrolled_by)
        for one in realm.charter.founders
    }


def _enrol(realm: Realm, proposal: Proposal) -> Realm:
    """Of two officers enrolled apart under one name or with one key, the first."""
    body = proposal.body
    if body.officer in realm.officers or any(one.person.key == body.key for one in realm.officers.values()):
        return realm
    person = Person(
        officer=body.officer,
        name=body.name,
        agency=body.agency,
        roles=body.roles,
        key=body.key,
        public=body.public,
    )
    return _with_officer(realm, Officer(person=person, enrolled_by=proposal.id))


def _give_roles(realm: Realm, proposal: Proposal) -> Realm:
    officer = realm.officers.get(proposal.body.officer)
    if officer is None:
        return realm
    return _with_officer(realm, replace(officer, person=replace(officer.person, roles=proposal.body.roles)))


def _revoke(realm: Realm, proposal: Proposal) -> Realm:
    officer = realm.officers.get(proposal.body.officer)
    if officer is None or not officer.active:
        return realm
    return _with_officer(realm, replace(officer, revoked=proposal.confirmed))


def _adopt(realm: Realm, proposal: Proposal) -> Realm:
    body = proposal.body
    assert proposal.confirmed is not None
    return _adopted(realm, body.text, proposal.confirmed)


def _adopted(realm: Realm, text: str, by: Signed) -> Realm:
    assert realm.charter is not None
    known = realm.procedures.get(digest(text.encode()))
    if known is not None:
        earlier = replace(known, by=first_of(known.by, by))
        return replace(realm, procedures={**realm.procedures, known.procedure.digest: earlier})
    procedure = in_realm(_procedure(text), realm.charter)
    adopted = Adopted(procedure=procedure, text=text, by=by)
    return replace(realm, procedures={**realm.procedures, procedure.digest: adopted})


def _unchanged(realm: Realm, _by: Proposal | Act) -> Realm:
    return realm


_TAKES_EFFECT = {
    "OfficerProposed": _enrol,
    "RolesProposed": _give_roles,
    "RevocationProposed": _revoke,
    "ProcedureProposed": _adopt,
    "MandateProposed": _unchanged,
    "CalendarProposed": put_in_force,
}


def _note(realm: Realm, act: Act) -> Realm:
    notes = sorted((*realm.notes, (act.body.text, signed(act))), key=lambda note: note[1].order)
    return replace(realm, notes=tuple(notes))


def _with_officer(realm: Realm, officer: Officer) -> Realm:
    return replace(realm, officers={**realm.officers, officer.person.officer: officer})


@lru_cache(maxsize=64)
def _procedure(text: str) -> Procedure:
    procedure, problems = load_procedure("", text.encode())
    if procedure is None or problems:
        raise Refused("procedure.unreadable", count=len(problems))
    return procedure


# --- checks ----------------------------------------------------------------------------------------------------


@rule(RealmFounded, effect=_found)
def check_founding(realm: Realm, _view: View, act: Act) -> None:
    """Only the first act of a realm founds it, by the administrator whom the charter names."""
    if realm.acts:
        raise Refused("realm.founded-already")
    charter = from_plain(Charter, parse(act.body.charter.encode(), what="charter"))
    _check_founder(charter, act, Role.ADMINISTRATOR)
    for person in charter.founders:
        check_roles_together(person.roles)
    if len({person.key for person in charter.founders}) < len(charter.founders):
        raise Refused("officer.key-in-use")
    calendars = [charter.calendar, *(one.calendar for one in charter.agencies if one.calendar is not None)]
    if charter.changes or not all(is_right(one) for one in calendars):
        raise Refused("calendar.wrong")
    for text in charter.adopts:
        problems = procedure_problems(_procedure(text), charter)
        if problems:
            raise Refused("procedure.problems", count=len(problems))


@rule(RealmConfirmed, effect=_confirm_founding)
def check_founding_confirmed(realm: Realm, _view: View, act: Act) -> None:
    """The second founder, an agency head whom the charter names, confirms."""
    if realm.charter is None or realm.confirmed or act.body.proposal != realm.acts[0].act:
        raise Refused("realm.nothing-to-confirm")
    _check_founder(realm.charter, act, Role.AGENCY_HEAD)


def _check_founder(charter: Charter, act: Act, role: Role) -> None:
    person = next((one for one in charter.founders if one.officer == act.officer), None)
    if person is None or role not in person.roles or act.role is not role:
        raise Refused("realm.not-a-founder", officer=act.officer)
    said = (act.body.officer, act.body.agency, act.body.key, act.body.public)
    if said != (person.officer, person.agency, person.key, person.public) or act.key != person.key:
        raise Refused("realm.founder-key", officer=act.officer)


@rule(OfficerProposed, effect=_propose)
def check_officer_proposed(realm: Realm, _view: View, act: Act) -> None:
    """A new officer of a known agency, with roles one person may hold, and a key nobody else has."""
    body = act.body
    if body.officer in realm.officers:
        raise Refused("officer.known", officer=body.officer)
    if any(officer.person.key == body.key for officer in realm.officers.values()):
        raise Refused("officer.key-in-use")
    _check_person(realm, body.agency, body.roles)


@rule(RolesProposed, effect=_propose)
def check_roles_proposed(realm: Realm, _view: View, act: Act) -> None:
    """New roles for an enrolled officer."""
    officer = _enrolled(realm, act.body.officer)
    _check_person(realm, officer.person.agency, act.body.roles)
    _check_not_last(realm, officer, set(officer.person.roles) - set(act.body.roles))


@rule(RevocationProposed, effect=_propose)
def check_revocation_proposed(realm: Realm, _view: View, act: Act) -> None:
    """A reason is needed; the last head or administrator cannot be revoked."""
    officer = _enrolled(realm, act.body.officer)
    if not act.body.reason.strip():
        raise Refused("reasons.needed")
    _check_not_last(realm, officer, set(officer.person.roles))


@rule(ProcedureProposed, effect=_propose)
def check_procedure_proposed(realm: Realm, _view: View, act: Act) -> None:
    """Only a procedure that passes every check under this charter can be adopted."""
    body = act.body
    if digest(body.text.encode()) != body.digest:
        raise Refused("procedure.digest")
    if body.digest in realm.procedures:
        raise Refused("procedure.adopted-already", digest=body.digest)
    problems = procedure_problems(_procedure(body.text), realm.charter)
    if problems:
        raise Refused("procedure.problems", count=len(problems))


@rule(MandateProposed, effect=_propose)
def check_mandate_proposed(_realm: Realm, _view: View, act: Act) -> None:
    """Asking for the bodies of acts says why, of which cases and until when."""
    check_mandate(act.body, act.claimed[:10])


@rule(CalendarProposed, effect=_propose)
def check_calendar_proposed(realm: Realm, _view: View, act: Act) -> None:
    """Another calendar of the realm or of an agency, and why."""
    check_calendar(realm, act.body)


@rule(
    OfficerConfirmed,
    RolesConfirmed,
    RevocationConfirmed,
    ProcedureConfirmed,
    MandateConfirmed,
    CalendarConfirmed,
    effect=_confirm,
)
def check_confirmed(realm: Realm, view: View, act: Act) -> None:
    """Two persons: the second names an open proposal of the right kind that somebody else made."""
    proposal = realm.proposals.get(act.body.proposal)
    if proposal is None or proposal.type != CONFIRMS[act.type]:
        raise Refused("proposal.unknown", proposal=act.body.proposal)
    if proposal.confirmed is not None:
        raise Refused("proposal.confirmed-already", proposal=proposal.id)
    if proposal.by.officer == act.officer or getattr(proposal.body, "officer", "") == act.officer:
        raise Refused("second-person.same", officer=act.officer)
    _STILL_GOOD[proposal.type](realm, view, replace(act, body=proposal.body))


def _check_in_time(_realm: Realm, _view: View, act: Act) -> None:
    check_in_time(act.body, act.claimed[:10])


_STILL_GOOD = {
    "OfficerProposed": check_officer_proposed,
    "RolesProposed": check_roles_proposed,
    "RevocationProposed": check_revocation_proposed,
    "ProcedureProposed": check_procedure_proposed,
    "MandateProposed": _check_in_time,
    "CalendarProposed": check_calendar_proposed,
}


@rule(JournalExported, effect=_unchanged)
def check_exported(realm: Realm, _view: View, act: Act) -> None:
    """Bodies leave only on a confirmed mandate proposed by this auditor, as often as needed until its last day."""
    name = act.body.mandate
    if name is None:
        return
    proposal = realm.proposals.get(name)
    if proposal is None or proposal.type != "MandateProposed":
        raise Refused("proposal.unknown", proposal=name)
    if proposal.confirmed is None:
        raise Refused("mandate.not-confirmed", mandate=name)
    if proposal.by.officer != act.officer:
        raise Refused("mandate.other-auditor", mandate=name)
    check_in_time(proposal.body, act.claimed[:10])


@rule(AuditNoted, effect=_note)
def check_noted(_realm: Realm, _view: View, act: Act) -> None:
    """An audit note says something."""
    if not act.body.text.strip():
        raise Refused("reasons.needed")


def _check_person(realm: Realm, agency: str, roles: tuple[Role, ...]) -> None:
    assert realm.charter is not None
    if agency not in {one.code for one in realm.charter.agencies}:
        raise Refused("agency.unknown", agency=agency)
    if not roles:
        raise Refused("officer.no-role")
    check_roles_together(roles)


def _enrolled(realm: Realm, name: str) -> Officer:
    officer = realm.officers.get(name)
    if officer is None:
        raise Refused("officer.unknown", officer=name)
    if not officer.active:
        raise Refused("officer.revoked", officer=name)
    return officer


def _check_not_last(realm: Realm, officer: Officer, lost: set[Role]) -> None:
    """Without an administrator and a head nobody could ever be enrolled again."""
    for role in (Role.ADMINISTRATOR, Role.AGENCY_HEAD):
        if role in lost and len(_holders(realm, role)) == 1:
            raise Refused("officer.last-of-role", officer=officer.person.officer, role=role.value)


def _holders(realm: Realm, role: Role) -> list[Officer]:
    return [one for one in realm.officers.values() if one.active and role in one.person.roles]
