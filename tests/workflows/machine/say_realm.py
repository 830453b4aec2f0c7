"""Acts of the realm that somebody might make."""

from __future__ import annotations

from dataclasses import replace

from app.canonical import digest
from app.models.acts import (
    AuditNoted,
    JournalExported,
    MandateConfirmed,
    MandateProposed,
    OfficerConfirmed,
    ProcedureConfirmed,
    ProcedureProposed,
    RealmConfirmed,
    RealmFounded,
    RevocationConfirmed,
    RevocationProposed,
    RolesConfirmed,
    RolesProposed,
)
from app.models.charter import Role
from tests.workflows.drafts import STANDING, altered
from tests.workflows.machine.onlooker import CASES, TEXTS, Idea, Ideas, Onlooker
from tests.workflows.machine.play import key_of, proposal_of

ROLES = (
    (Role.MEMBER,),
    (Role.REVIEWER,),
    (Role.AUDITOR,),
    (Role.EXPERT,),
    (Role.CLERK, Role.LICENSING_OFFICER),
    (Role.AUDITOR, Role.CLERK),
)


def _on_realm(body: object, officer: str = "") -> Idea:
    return Idea(body, "realm", officer=officer)


def officer_proposed(author: Onlooker) -> Idea:
    name = f"new-{author.random.randrange(6)}"
    agency = author.pick(author.agencies())
    person = replace(author.pick(author.view.realm.officers.values()).person, officer=name, agency=agency)
    body = replace(proposal_of(replace(person, roles=author.pick(ROLES))), key=key_of(name))
    return _on_realm(body)


def roles_proposed(author: Onlooker) -> Idea:
    name = author.pick(author.view.realm.officers)
    old = author.view.realm.officers[name].person.roles
    return _on_realm(RolesProposed(officer=name, roles=author.pick((old, *ROLES[:3])) if name[:3] == "new" else old))


def revocation_proposed(author: Onlooker) -> Idea:
    name = author.pick(("adm-01", "def-02", "lic-06", "lic-07", "new-1"))
    return _on_realm(RevocationProposed(officer=name, reason=author.pick(TEXTS), last={}))


def procedure_proposed(author: Onlooker) -> Idea:
    old, text = 'version = "1"', f'version = "{author.random.randrange(4) + 1}"'
    whole = altered(STANDING, (old, text))
    return _on_realm(
        ProcedureProposed(procedure="standing-committee", version=text, digest=digest(whole.encode()), text=whole)
    )


def mandate(author: Onlooker) -> Idea:
    cases = author.pick((("*",), ("*",), (CASES[0],), CASES[:2], ()))
    withheld = author.pick(((), (), ("reasons",), ("annex", "reasons"), ("none",)))
    until = author.day(0, 3, 20, 60, 60, 90, -1, 400)
    body = MandateProposed(reason=author.pick(TEXTS[1:]), cases=cases, until=until, withheld=withheld)
    return _on_realm(body, "eco-02")


def confirmed(author: Onlooker, body: type, proposed: str) -> Idea:
    found = author.proposal(proposed)
    return _on_realm(body(proposal=found.id if found else "none"))


def exported(author: Onlooker) -> Idea:
    found = author.proposal("MandateProposed")
    name = found.id if found and author.chance(0.9) else None
    return _on_realm(JournalExported(mandate=name), found.by.officer if found else "")


def founded(author: Onlooker) -> Idea:
    realm = author.view.realm
    person = realm.officers[realm.acts[0].officer].person
    fields = {"officer": person.officer, "agency": person.agency, "key": person.key, "public": person.public}
    return _on_realm(RealmFounded(**fields, charter=realm.charter_text), person.officer)


def founding_confirmed(author: Onlooker) -> Idea:
    person = author.view.realm.officers["lic-01"].person
    fields = {"officer": person.officer, "agency": person.agency, "key": person.key, "public": person.public}
    return _on_realm(RealmConfirmed(**fields, proposal=author.view.realm.acts[0].act), person.officer)


def noted(author: Onlooker) -> Idea:
    return _on_realm(AuditNoted(text=author.pick(TEXTS)))


REALM: Ideas = {
    "RealmFounded": founded,
    "RealmConfirmed": founding_confirmed,
    "OfficerProposed": officer_proposed,
    "OfficerConfirmed": lambda one: confirmed(one, OfficerConfirmed, "OfficerProposed"),
    "RolesProposed": roles_proposed,
    "RolesConfirmed": lambda one: confirmed(one, RolesConfirmed, "RolesProposed"),
    "RevocationProposed": revocation_proposed,
    "RevocationConfirmed": lambda one: confirmed(one, RevocationConfirmed, "RevocationProposed"),
    "ProcedureProposed": procedure_proposed,
    "ProcedureConfirmed": lambda one: confirmed(one, ProcedureConfirmed, "ProcedureProposed"),
    "MandateProposed": mandate,
    "MandateConfirmed": lambda one: confirmed(one, MandateConfirmed, "MandateProposed"),
    "JournalExported": exported,
    "AuditNoted": noted,
}
