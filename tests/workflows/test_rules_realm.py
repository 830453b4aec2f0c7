"""Rules of the realm: founding, officers, roles, procedures, exports; every request needs two persons."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.canonical import digest, encode
from app.models.acts import (
    AuditNoted,
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
    StepCompleted,
)
from app.models.charter import Role
from app.models.plain import to_plain
from tests.workflows.drafts import STANDING, altered
from tests.workflows.machine.claims import Claim
from tests.workflows.machine.play import Play, charter_of, found, key_of
from tests.workflows.machine.stages import at

ADMIN, HEAD, OTHER, AUDITOR = "adm-01", "lic-01", "for-03", "eco-02"
NEW = OfficerProposed(
    officer="new-01", name="N", agency="customs", roles=(Role.MEMBER,), key=key_of("new-01"), public="p"
)
TEXT = altered(STANDING, ('version = "1"', 'version = "2"'))


def procedure(text: str = TEXT, **fields: str) -> ProcedureProposed:
    body = ProcedureProposed(procedure="standing-committee", version="2", digest=digest(text.encode()), text=text)
    return replace(body, **fields)


def founding(play: Play) -> RealmFounded:
    body: RealmFounded = play.acts[0].body
    return body


def gone(name: str, reason: str = "Left.") -> RevocationProposed:
    return RevocationProposed(officer=name, reason=reason, last={})


def mandate(**fields: Any) -> MandateProposed:
    return MandateProposed(**({"reason": "Yearly audit.", "cases": ("*",), "until": "2026-12-31"} | fields))


CLAIMS = [
    Claim("a realm is founded once", "realm.founded-already", "founded", ADMIN, founding),
    Claim(
        "a founding is confirmed once",
        "realm.nothing-to-confirm",
        "founded",
        HEAD,
        lambda p: RealmConfirmed(officer=HEAD, agency="licensing", key="", public="", proposal=p.acts[0].id),
    ),
    Claim("an officer is enrolled once", "officer.known", "founded", ADMIN, lambda _: replace(NEW, officer="for-01")),
    Claim(
        "a key is one officer's", "officer.key-in-use", "founded", ADMIN, lambda _: replace(NEW, key=key_of("for-01"))
    ),
    Claim("an officer belongs to an agency", "agency.unknown", "founded", ADMIN, lambda _: replace(NEW, agency="x")),
    Claim("an officer has a role", "officer.no-role", "founded", ADMIN, lambda _: replace(NEW, roles=())),
    Claim(
        "an auditor is nothing else",
        "rights.alone",
        "founded",
        ADMIN,
        lambda _: replace(NEW, roles=(Role.AUDITOR, Role.CLERK)),
    ),
    Claim(
        "an administrator is nothing else",
        "rights.alone",
        "founded",
        ADMIN,
        lambda _: RolesProposed(officer="for-03", roles=(Role.AGENCY_HEAD, Role.ADMINISTRATOR)),
    ),
    Claim(
        "roles are an officer's",
        "officer.unknown",
        "founded",
        ADMIN,
        lambda _: RolesProposed(officer="x", roles=(Role.CLERK,)),
    ),
    Claim("a revocation says why", "reasons.needed", "founded", ADMIN, lambda _: gone("for-01", "")),
    Claim("the last administrator stays", "officer.last-of-role", "founded", HEAD, lambda _: gone(ADMIN)),
    Claim("a procedure is its text", "procedure.digest", "founded", HEAD, lambda _: procedure(digest="0" * 64)),
    Claim("a procedure is adopted once", "procedure.adopted-already", "founded", HEAD, lambda _: procedure(STANDING)),
    Claim("a procedure can be read", "procedure.unreadable", "founded", HEAD, lambda _: procedure("id = 1")),
    Claim(
        "a procedure passes its check",
        "procedure.problems",
        "founded",
        HEAD,
        lambda _: procedure(altered(TEXT, ('agency = "licensing"', 'agency = "nobody"'))),
    ),
    Claim("a request exists", "proposal.unknown", "founded", HEAD, lambda _: OfficerConfirmed(proposal="x")),
    Claim("a mandate says why", "reasons.needed", "founded", AUDITOR, lambda _: mandate(reason=" ")),
    *(
        Claim(
            f"a mandate's cases are not {cases}",
            "mandate.cases",
            "founded",
            AUDITOR,
            lambda _, c=cases: mandate(cases=c),
        )
        for cases in ((), ("*", "a"), ("b", "a"), ("a", "a"))
    ),
    *(
        Claim(
            f"a mandate's last day is not {day}", "mandate.until", "founded", AUDITOR, lambda _, d=day: mandate(until=d)
        )
        for day in ("", "soon", "2026-11-01", "2027-11-04", "20261231", "9999-12-31")
    ),
    *(
        Claim(f"no act has {name}", "mandate.field", "founded", AUDITOR, lambda _, n=name: mandate(withheld=(n,)))
        for name in ("", "pad", "charter", "OpinionGiven.annex", "nothing")
    ),
    *(
        Claim(f"fields are not {two}", "mandate.field-order", "founded", AUDITOR, lambda _, n=two: mandate(withheld=n))
        for two in (("reasons", "annex"), ("annex", "annex"))
    ),
    Claim("a note says something", "reasons.needed", "founded", AUDITOR, lambda _: AuditNoted(text="")),
    Claim(
        "an export names its mandate", "proposal.unknown", "founded", AUDITOR, lambda _: JournalExported(mandate="x")
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.text)
def test_refusals_of_a_realm(claim: Claim) -> None:
    claim.holds()


def founder(play: Play, place: int, **fields: str) -> dict[str, str]:
    person = charter_of().founders[place]
    given = {name: getattr(person, name) for name in ("officer", "agency", "key", "public")}
    return given | fields


def test_nothing_counts_before_both_founders_signed() -> None:
    play = Play()
    text = encode(to_plain(charter_of())).decode()
    who = {"role": Role.ADMINISTRATOR, "agency": "licensing"}
    body = RealmFounded(**founder(play, 0), charter=text)
    play.refuses("realm.not-a-founder", "for-01", replace(body, officer="for-01"), **who)
    play.refuses("realm.founder-key", ADMIN, replace(body, key="0" * 64), **who)
    play.refuses("realm.not-founded", ADMIN, NEW, **who)
    play.do(ADMIN, body, **who)
    play.refuses("realm.not-founded", ADMIN, NEW, **who)
    confirmed = RealmConfirmed(**founder(play, 1), proposal=play.acts[0].id)
    head = {"role": Role.AGENCY_HEAD, "agency": "licensing"}
    play.refuses("realm.nothing-to-confirm", HEAD, replace(confirmed, proposal="x"), **head)
    play.refuses("realm.founder-key", HEAD, replace(confirmed, public="x"), **head)
    play.do(HEAD, confirmed, **head)
    play.do(ADMIN, NEW)


def test_a_realm_is_not_founded_on_a_procedure_with_problems() -> None:
    broken = altered(STANDING, ('agency = "licensing"', 'agency = "nobody"'))
    with pytest.raises(AssertionError, match=r"procedure\.problems"):
        found(charter_of(procedure=broken))


def test_every_request_is_confirmed_by_a_second_person_once() -> None:
    play = at("founded")
    role = RolesProposed(officer=OTHER, roles=(Role.AGENCY_HEAD, Role.REVIEWER))
    for proposer, body, confirms in (
        (ADMIN, NEW, OfficerConfirmed),
        (ADMIN, role, RolesConfirmed),
        (HEAD, gone("for-02"), RevocationConfirmed),
        (HEAD, procedure(), ProcedureConfirmed),
        (AUDITOR, mandate(), MandateConfirmed),
    ):
        name = play.do(proposer, body).id
        if proposer == HEAD:
            play.refuses("second-person.same", HEAD, confirms(proposal=name))
        if body is role:
            play.refuses("second-person.same", OTHER, confirms(proposal=name))
        wrong = RolesConfirmed if confirms is not RolesConfirmed else OfficerConfirmed
        play.refuses("proposal.unknown", "def-04", wrong(proposal=name))
        play.do("def-04", confirms(proposal=name))
        play.refuses("proposal.confirmed-already", "lic-07", confirms(proposal=name), role=Role.AGENCY_HEAD)


def test_a_request_is_looked_at_again_when_it_is_confirmed() -> None:
    play = at("founded")
    first, second = play.do(ADMIN, NEW).id, play.do(ADMIN, NEW).id
    play.do(HEAD, OfficerConfirmed(proposal=first))
    play.refuses("officer.known", HEAD, OfficerConfirmed(proposal=second))


def test_a_revoked_officer_does_nothing_more() -> None:
    play = at("registered")
    play.do(HEAD, RevocationConfirmed(proposal=play.do(ADMIN, gone("lic-02")).id))
    play.refuses("officer.revoked", "lic-02", StepCompleted(step="intake"))
    play.refuses("officer.revoked", ADMIN, RolesProposed(officer="lic-02", roles=(Role.CLERK,)))
    play.refuses("officer.revoked", ADMIN, gone("lic-02"))


def test_bodies_leave_under_a_confirmed_mandate_of_the_same_auditor() -> None:
    play = at("founded")
    other = replace(NEW, officer="aud-02", roles=(Role.AUDITOR,))
    enrolled = play.do(ADMIN, other).id
    play.do(HEAD, OfficerConfirmed(proposal=enrolled))
    name = play.do(AUDITOR, mandate(cases=("a", "b"), withheld=("annex", "reasons"))).id
    play.refuses("mandate.not-confirmed", AUDITOR, JournalExported(mandate=name))
    play.do(HEAD, MandateConfirmed(proposal=name))
    play.refuses("mandate.other-auditor", "aud-02", JournalExported(mandate=name))
    play.refuses("proposal.unknown", AUDITOR, JournalExported(mandate=enrolled))
    for mine in (name, name, None):
        play.do(AUDITOR, JournalExported(mandate=mine))


def test_a_mandate_is_good_up_to_its_last_day() -> None:
    play = at("founded")
    first, late = play.do(AUDITOR, mandate(until="2026-11-03")).id, play.do(AUDITOR, mandate(until="2026-11-03")).id
    play.do(HEAD, MandateConfirmed(proposal=first), claimed="2026-11-03T23:00:00Z")
    play.do(AUDITOR, JournalExported(mandate=first), claimed="2026-11-03T23:59:59Z")
    play.refuses("mandate.expired", HEAD, MandateConfirmed(proposal=late), claimed="2026-11-04T00:00:00Z")
    play.refuses("mandate.expired", AUDITOR, JournalExported(mandate=first), claimed="2026-11-04T00:00:00Z")
