"""Rules of a licence's life: suspended, reinstated, revoked, one by one or by list; settled where people act apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.models.acts import (
    EvidenceRecorded,
    LicenceReinstated,
    LicenceRevoked,
    LicencesReinstated,
    PaperServed,
    ResultAttested,
    SessionClosed,
)
from app.models.charter import Person, Role
from app.models.licence import LicenceState
from app.models.outcomes import (
    EvidenceKind,
    MassCriterion,
    PaperKind,
    ServiceMeans,
    SuspensionCause,
)
from app.workflows.mass_suspensions import still_held
from app.workflows.ratification import awaits
from app.workflows.suspensions import holds, licence_state, meets, same_name
from tests.workflows.drafts import STANDING, altered
from tests.workflows.emergencies import (
    LATER,
    NEXT,
    lapse,
    licence_of,
    licensed,
    many,
    meet,
    not_ratified,
    objection,
    put_to_all,
    ratify,
    ref_of,
    revoke,
    suspended,
)
from tests.workflows.machine.claims import Claim
from tests.workflows.machine.play import Play, enrol
from tests.workflows.machine.stages import (
    CHAIR,
    MEMBERS,
    OFFICER,
    SECRETARY,
    asked,
    at,
    certificate,
    licence,
    on,
    vote,
)
from tests.workflows.test_fold import every_order

HEAD, LEAD_HEAD, OTHER_HEAD = "for-03", "lic-01", "def-04"
DAY = "2026-12-01"
SERVICE = altered(STANDING, ('validity = "issue"', 'validity = "service"'))


def state(play: Play, day: str = DAY) -> LicenceState:
    case = play.case
    return licence_state(case.licences[licence_of(play)], case, play.world.realm, day)


def back(play: Play, suspension: str = "", **fields: str) -> LicenceReinstated:
    held = holds(play.case.licences[licence_of(play)], play.case, play.world.realm)
    suspension = suspension or (held[0].id if held else "none")
    return LicenceReinstated(**({"licence": licence_of(play), "suspension": suspension, "reason": "Over."} | fields))


def all_back(play: Play, **fields: Any) -> LicencesReinstated:
    one = next(iter(play.world.realm.suspensions.values()), None)
    given = {
        "suspension": one.id if one else "none",
        "licences": (ref_of(play),),
        "reason": "The embargo was lifted.",
    }
    return LicencesReinstated(**(given | fields))


CLAIMS = [
    Claim("a licence is known", "licence.unknown", "issued", OFFICER, lambda p: suspended(p, licence="x")),
    Claim("a suspension has a reason", "reasons.needed", "issued", OFFICER, lambda p: suspended(p, reason=" ")),
    Claim(
        "a failed ratification needs no suspension",
        "suspension.cause",
        "issued",
        OFFICER,
        lambda p: suspended(p, cause=SuspensionCause.RATIFICATION_FAILED),
    ),
    Claim("only the committee's chair", "step.other-agency", "issued", "for-04", suspended, {"role": Role.CHAIR}),
    Claim("a clerk does not suspend", "rights.role", "issued", "lic-02", suspended),
    Claim("nothing is reinstated that is not held", "suspension.unknown", "issued", HEAD, back),
    Claim(
        "a committee's licence is not revoked by a head alone",
        "revocation.other-authority",
        "issued",
        HEAD,
        lambda p: LicenceRevoked(licence=licence_of(p), question="", reason="No."),
    ),
    Claim("a list names licences", "suspension.empty", "issued", CHAIR, lambda p: many(p, licences=())),
    Claim("each once", "suspension.twice", "issued", CHAIR, lambda p: many(p, licences=(ref_of(p), ref_of(p)))),
    Claim("a list says what it is of", "suspension.value", "issued", CHAIR, lambda p: many(p, value=" ")),
    Claim("a list has a reason", "reasons.needed", "issued", CHAIR, lambda p: many(p, reason="")),
    Claim("a list is the lead's or the higher authority's", "suspension.who", "issued", OTHER_HEAD, many),
    Claim("a list is no other chair's", "suspension.who", "issued", "for-04", many, {"role": Role.CHAIR}),
    Claim("a list is known", "suspension.unknown-list", "issued", HEAD, all_back),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.text)
def test_refusals_about_licences(claim: Claim) -> None:
    claim.holds()


def without_intelligence() -> str:
    step = STANDING.index('[[steps]]\nid = "intelligence"')
    text = STANDING[:step] + STANDING[STANDING.index("[[steps]]", step + 1) :]
    seat = '[[committee.seats]]\nagency = "intelligence"\nkind = "observer"\n'
    return altered(text, (', "intelligence"]', "]"), (seat, ""))


def test_only_agencies_with_a_part_suspend() -> None:
    play = at("issued", procedure=without_intelligence())
    enrol(play, Person(officer="inl-09", name="N.", agency="intelligence", roles=(Role.LICENSING_OFFICER,)))
    play.refuses("step.no-part", "inl-09", suspended(play))


def test_a_licence_is_suspended_at_once_and_reinstated_by_another_person() -> None:
    play = at("issued")
    play.do(CHAIR, suspended(play))
    assert state(play) is LicenceState.SUSPENDED
    play.refuses("suspension.already", OFFICER, suspended(play))
    play.refuses("second-person.same", CHAIR, back(play))
    play.refuses("rights.role", OFFICER, back(play))
    play.refuses("reasons.needed", HEAD, back(play, reason=""))
    play.do(HEAD, back(play))
    assert state(play) is LicenceState.VALID
    play.refuses("suspension.unknown", HEAD, back(play))


def test_a_revoked_licence_never_comes_back() -> None:
    play = at("issued")
    play.do(OFFICER, suspended(play))
    play.do(CHAIR, SessionClosed())
    put_to_all(play, revoke)
    question = max(play.case.rounds.values(), key=lambda one: one.question.number).question.fingerprint
    play.refuses("reinstatement.revoked", HEAD, back(play))
    name = meet(play, LATER)
    play.do(OFFICER, LicenceRevoked(licence=licence_of(play), question=question, reason="Agreed."))
    assert state(play) is LicenceState.REVOKED
    play.refuses("licence.revoked-already", HEAD, back(play))
    play.refuses("licence.revoked-already", SECRETARY, revoke(play.world, name))


def test_a_list_suspends_exactly_its_licences_until_another_person_ends_it() -> None:
    play = at("issued")
    play.do(CHAIR, many(play))
    assert state(play) is LicenceState.SUSPENDED
    play.refuses("suspension.of-many", HEAD, back(play))
    play.refuses("second-person.same", CHAIR, all_back(play))
    play.refuses("reasons.needed", HEAD, all_back(play, reason=""))
    other = replace(ref_of(play), licence="x", number="X/L1")
    play.refuses("suspension.not-held", HEAD, all_back(play, licences=(other,)))
    play.do(LEAD_HEAD, all_back(play))
    assert state(play) is LicenceState.VALID
    assert still_held(next(iter(play.world.realm.suspensions.values()))) == ()
    play.refuses("suspension.not-held", HEAD, all_back(play))


def test_a_list_beside_a_suspension_of_its_own_needs_both_to_end() -> None:
    play = at("issued")
    play.do(OFFICER, suspended(play))
    play.do(HEAD, many(play))
    play.do(HEAD, back(play))
    assert state(play) is LicenceState.SUSPENDED
    play.do(CHAIR, all_back(play))
    assert state(play) is LicenceState.VALID


def test_a_licence_is_found_by_destination_end_user_and_heading() -> None:
    case = at("issued").case
    one = next(iter(case.licences.values()))
    assert meets(case, one, MassCriterion.DESTINATION, "xc")
    assert not meets(case, one, MassCriterion.DESTINATION, "XA")
    assert meets(case, one, MassCriterion.END_USER, " GENDARMERIE ")
    assert not meets(case, one, MassCriterion.END_USER, "Kestrel")
    assert meets(case, one, MassCriterion.GOODS, "ML1")
    assert not meets(case, one, MassCriterion.GOODS, "ML10")
    assert same_name("Ｍinistry  of\tDefence") == "ministry of defence"


def test_a_licence_ends_and_begins_on_its_days() -> None:
    play = at("issued")
    days = {"2026-11-22": "not-yet-valid", "2026-11-23": "valid", "2027-11-23": "valid", "2027-11-24": "expired"}
    assert {day: state(play, day).value for day in days} == days


def test_where_validity_starts_with_service_a_licence_waits_for_it() -> None:
    play = at("signed", procedure=SERVICE)
    play.refuses("licence.valid-from", OFFICER, licence(play.world))
    play.do(OFFICER, licence(play.world, valid_from=""))
    assert state(play) is LicenceState.NOT_SERVED
    play.do("lic-02", served(play))
    assert (state(play, "2026-11-01"), state(play)) == (LicenceState.NOT_YET_VALID, LicenceState.VALID)


def served(play: Play) -> PaperServed:
    return PaperServed(
        paper=PaperKind.LICENCE,
        about=licence_of(play),
        digest="0" * 64,
        means=ServiceMeans.HAND,
        served_on=play.now.date().isoformat(),
        served_by="A. Clerk",
        recipient="Kestrel",
    )


def test_where_validity_starts_with_issue_a_licence_names_its_first_day() -> None:
    play = at("signed")
    play.refuses("licence.valid-from", OFFICER, licence(play.world, valid_from=""))


def test_no_licence_is_issued_on_evidence_that_came_after_the_decision() -> None:
    play = at("signed")
    play.do(OFFICER, EvidenceRecorded(kind=EvidenceKind.ADVERSE, text="A convoy.", source="Embassy."))
    play.refuses("licence.evidence", OFFICER, licence(play.world))


# --- people who had not seen each other -------------------------------------------------------------------------


def apart(base: Play, *acts: tuple[str, object]) -> Play:
    """Acts by people who did not see each other's, checked in every order."""
    play, before = base.fork(), base.lagging(0)
    for officer, body in acts:
        play.do(officer, body, view=before)
    every_order(base, play)
    return play


def test_two_suspensions_apart_both_hold() -> None:
    base = at("issued")
    play = apart(base, (OFFICER, suspended(base)), (CHAIR, suspended(base)), (HEAD, many(base)))
    assert len(holds(play.case.licences[licence_of(play)], play.case, play.world.realm)) == 3


def test_a_reinstatement_beside_a_new_suspension_ends_only_the_old_one() -> None:
    base = at("issued")
    base.do(OFFICER, suspended(base))
    play = apart(base, (HEAD, back(base)), (CHAIR, many(base)), (LEAD_HEAD, back(base)))
    assert state(play) is LicenceState.SUSPENDED
    assert len(holds(play.case.licences[licence_of(play)], play.case, play.world.realm)) == 1


def test_two_lists_ended_apart_are_ended_once() -> None:
    base = at("issued")
    base.do(CHAIR, many(base))
    play = apart(base, (HEAD, all_back(base)), (LEAD_HEAD, all_back(base)))
    assert state(play) is LicenceState.VALID


def test_a_licence_issued_twice_apart_is_suspended_under_either_name() -> None:
    base = at("signed")
    play, before = base.fork(), base.lagging(0)
    first = play.do(OFFICER, licence(base.world), view=before)
    second = play.do("lic-07", licence(base.world), view=before, role=Role.LICENSING_OFFICER)
    for name in (first.id, second.id):
        other = play.fork()
        other.do(CHAIR, suspended(other, licence=name))
        assert state(other) is LicenceState.SUSPENDED
    early = base.fork()
    early.admit(second)
    held = early.make(CHAIR, suspended(early, licence=second.id))
    play.admit(held)
    every_order(base, play)
    assert state(play) is LicenceState.SUSPENDED


def test_a_consensus_beside_the_lapse_of_its_time_settles_by_order() -> None:
    base = licensed()
    base.do(CHAIR, SessionClosed())
    base.do(SECRETARY, ratify(base.world, meet(base, NEXT)))
    for seat, officer in MEMBERS.items():
        base.do(officer, vote(base.case, seat))
    on(base, "certified")
    base.days += 60
    given = next(iter(base.case.rounds[asked(base.case)].certificates))
    for first in (True, False):
        acts = [(SECRETARY, ResultAttested(certificate=given)), (OFFICER, lapse(base))]
        play = apart(base, *(acts if first else acts[::-1]))
        assert state(play) is (LicenceState.VALID if first else LicenceState.SUSPENDED)


def test_a_chairs_two_certificates_apart_ratify_nothing() -> None:
    base = licensed()
    base.do(CHAIR, SessionClosed())
    base.do(SECRETARY, ratify(base.world, meet(base, NEXT)))
    for seat, officer in MEMBERS.items():
        base.do(officer, vote(base.case, seat) if seat != "customs" else objection(base, seat))
    play, before = base.fork(), base.lagging(0)
    play.do(CHAIR, certificate(base.world), view=before)
    assert state(play) is LicenceState.SUSPENDED
    assert awaits(play.case)


def test_a_suspension_beside_a_failed_ratification_is_held_twice() -> None:
    base = not_ratified()
    play = apart(base, (OFFICER, suspended(base)), (HEAD, many(base)))
    causes = [one.cause for one in holds(play.case.licences[licence_of(play)], play.case, play.world.realm)]
    assert causes[0] is SuspensionCause.RATIFICATION_FAILED
    own = next(iter(play.case.licences[licence_of(play)].suspensions))
    play.refuses("reinstatement.not-ratified", LEAD_HEAD, back(play, own))
