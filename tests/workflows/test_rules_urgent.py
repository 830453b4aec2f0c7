"""Rules of urgent cases: reduced quorum, ratification, and licences held where it fails or lapses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.models.acts import (
    AttendanceRecorded,
    LicenceReinstated,
    LicenceRevoked,
    SessionClosed,
    SessionOpened,
)
from app.models.charter import Role
from app.models.licence import LicenceState
from app.models.outcomes import Outcome, Purpose
from app.workflows.ratification import awaits
from app.workflows.suspensions import licence_state
from app.workflows.urgency import ratification, urgent
from tests.workflows.drafts import STANDING
from tests.workflows.emergencies import (
    LATER,
    NEXT,
    TWO,
    decided_by_two,
    declared,
    due_of,
    lapse,
    lapsed,
    last_decision,
    licence_of,
    licensed,
    meet,
    not_ratified,
    objection,
    put_to_all,
    ratify,
    revoke,
    sit,
    suspended,
    urgent_at,
)
from tests.workflows.machine.claims import Claim
from tests.workflows.machine.play import SESSION, Play
from tests.workflows.machine.stages import (
    CHAIR,
    MEMBERS,
    OFFICER,
    SECRETARY,
    at,
    certificate,
    licence,
    outcomes,
    question,
    vote,
)

HEAD = "for-03"
DAY = "2026-12-01"


def state(play: Play, day: str = DAY) -> LicenceState:
    case = play.case
    return licence_state(case.licences[licence_of(play)], case, play.world.realm, day)


def standing(play: Play) -> str:
    found = ratification(play.case, play.case.decisions[last_decision(play)])
    assert found is not None
    return found.state


CLAIMS = [
    Claim("urgency has a reason", "reasons.needed", "registered", CHAIR, lambda _: declared(" ")),
    Claim("urgency is the chair's", "rights.role", "registered", SECRETARY, lambda _: declared()),
    Claim("of its own committee", "step.other-agency", "registered", "for-04", lambda _: declared()),
    Claim("a decided case is not urgent", "urgency.decided", "signed", CHAIR, lambda _: declared()),
    Claim(
        "ordinary decisions do not lapse",
        "ratification.not-due",
        "signed",
        SECRETARY,
        lambda p: lapse(p, due="2026-12-01"),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.text)
def test_refusals_about_urgency(claim: Claim) -> None:
    claim.holds()


def test_urgency_is_declared_once() -> None:
    play = urgent_at()
    assert urgent(play.case)
    play.refuses("urgency.declared-already", CHAIR, declared("again"))


def test_a_session_on_urgent_cases_alone_opens_with_the_reduced_quorum() -> None:
    play = at("consolidated")
    sit(play, f"session:{SESSION}", TWO)
    play.refuses("session.no-quorum", CHAIR, SessionOpened())
    play.do(CHAIR, declared())
    play.do(CHAIR, SessionOpened())


def test_mandatory_seats_stay_mandatory_in_an_urgent_case() -> None:
    play = urgent_at()
    sit(play, f"session:{SESSION}", ("foreign-affairs", "customs"))
    play.refuses("session.mandatory-seat", CHAIR, SessionOpened())


def test_a_reduced_quorum_decides_nothing_but_what_is_urgent() -> None:
    play = at("consolidated")
    meet(play, f"session:{SESSION}")
    for seat in ("customs", "interior"):
        play.do(SECRETARY, AttendanceRecorded(seat=seat, officer=MEMBERS[seat], present=False))
    play.refuses("session.no-quorum", SECRETARY, question(play.world))
    play.do(CHAIR, declared())
    play.do(SECRETARY, question(play.world))


def test_an_urgent_licence_is_valid_before_it_is_ratified_and_after() -> None:
    play = licensed()
    assert (standing(play), state(play), awaits(play.case)) == ("due", LicenceState.VALID, {Purpose.RATIFY})
    put_to_all(play, ratify)
    assert (standing(play), state(play), awaits(play.case)) == ("ratified", LicenceState.VALID, frozenset())


def test_a_ratification_needs_the_full_quorum() -> None:
    play = licensed()
    play.do(CHAIR, SessionClosed())
    sit(play, NEXT, TWO)
    play.refuses("session.no-quorum", CHAIR, SessionOpened(), scope=NEXT)
    play.do(SECRETARY, AttendanceRecorded(seat="customs", officer=MEMBERS["customs"], present=True), scope=NEXT)
    play.do(CHAIR, SessionOpened(), scope=NEXT)
    play.do(SECRETARY, AttendanceRecorded(seat="customs", officer=MEMBERS["customs"], present=False), scope=NEXT)
    play.refuses("session.no-quorum", SECRETARY, ratify(play.world, NEXT.partition(":")[2]))


def test_a_failed_ratification_suspends_at_once_and_puts_revocation_on_the_agenda() -> None:
    play = not_ratified()
    assert (standing(play), state(play), awaits(play.case)) == ("failed", LicenceState.SUSPENDED, {Purpose.REVOKE})


def test_a_certificate_without_consensus_suspends_before_anybody_attests_it() -> None:
    play = licensed()
    play.do(CHAIR, SessionClosed())
    play.do(SECRETARY, ratify(play.world, meet(play, NEXT)))
    for seat, officer in MEMBERS.items():
        play.do(officer, objection(play, seat) if seat == "customs" else vote(play.case, seat))
    play.do(CHAIR, certificate(play.world))
    assert state(play) is LicenceState.SUSPENDED


def test_a_ratification_not_given_in_time_lapses_and_suspends() -> None:
    play = licensed()
    play.refuses("ratification.in-time", SECRETARY, lapse(play))
    play.days += 60
    play.refuses("ratification.due", SECRETARY, lapse(play, due="2026-12-02"))
    play.refuses("step.other-agency", "for-04", lapse(play), role=Role.CHAIR)
    play.do(OFFICER, lapse(play))
    assert (standing(play), state(play), awaits(play.case)) == ("lapsed", LicenceState.SUSPENDED, {Purpose.REVOKE})
    play.refuses("ratification.not-due", SECRETARY, lapse(play))


def test_the_last_day_of_a_ratification_is_counted_in_working_days() -> None:
    assert due_of(licensed()) == "2026-11-30"


def test_without_ratification_nothing_makes_the_licence_valid_but_a_late_consensus_and_a_reinstatement() -> None:
    for play in (not_ratified(), lapsed()):
        held = play.case.lapses or {
            given.id: given
            for one in play.case.rounds.values()
            if one.question.purpose is Purpose.RATIFY
            for given in one.certificates.values()
        }
        back = LicenceReinstated(licence=licence_of(play), suspension=next(iter(held)), reason="Settled.")
        play.refuses("reinstatement.not-ratified", HEAD, back)
        if play.session.sitting:
            play.do(CHAIR, SessionClosed())
        put_to_all(play, ratify, scope=LATER)
        assert (standing(play), state(play)) == ("late", LicenceState.SUSPENDED)
        play.do(HEAD, back)
        assert state(play) is LicenceState.VALID


def test_a_licence_is_revoked_on_the_committees_consensus() -> None:
    play = not_ratified()
    revoked = LicenceRevoked(licence=licence_of(play), question="none", reason="Not ratified.")
    play.refuses("revocation.no-consensus", OFFICER, revoked)
    put_to_all(play, revoke, scope=LATER)
    asked = max(play.case.rounds.values(), key=lambda one: one.question.number).question.fingerprint
    play.refuses("reasons.needed", OFFICER, replace(revoked, question=asked, reason=""))
    play.do(OFFICER, replace(revoked, question=asked))
    assert state(play) is LicenceState.REVOKED
    assert awaits(play.case) == frozenset()
    play.refuses("licence.revoked-already", OFFICER, suspended(play))


def test_a_revocation_that_is_not_agreed_leaves_the_licence_suspended() -> None:
    play = not_ratified()
    put_to_all(play, revoke, "interior", scope=LATER)
    asked = max(play.case.rounds.values(), key=lambda one: one.question.number).question.fingerprint
    revoked = LicenceRevoked(licence=licence_of(play), question=asked, reason="Not ratified.")
    play.refuses("revocation.no-consensus", OFFICER, revoked)
    assert state(play) is LicenceState.SUSPENDED


def test_questions_of_ratification_and_revocation_name_exactly_what_they_are_about() -> None:
    play = licensed()
    play.do(CHAIR, SessionClosed())
    name = meet(play, NEXT)
    view = play.world
    play.refuses("ratification.not-urgent", SECRETARY, ratify(view, name, about="x"))
    refusing = outcomes(play.case, Outcome.REFUSE)
    play.refuses("ratification.as-decided", SECRETARY, ratify(view, name, outcomes=refusing, conditions=()))
    play.refuses("ratification.in-session", SECRETARY, ratify(view, name, bloc=True))
    play.refuses("revocation.not-suspended", SECRETARY, revoke(view, name))
    play.refuses("licence.unknown", SECRETARY, revoke(view, name, about="x"))
    play.do(OFFICER, suspended(play))
    play.refuses("revocation.no-outcomes", SECRETARY, revoke(view, name, outcomes=outcomes(play.case)))
    play.do(SECRETARY, ratify(view, name))


def test_what_was_ratified_is_not_put_again() -> None:
    play = put_to_all(licensed(), ratify)
    play.do(OFFICER, suspended(play))
    name = meet(play, LATER)
    play.refuses("ratification.given-already", SECRETARY, ratify(play.world, name))


def test_no_licence_is_issued_on_a_decision_that_was_not_ratified() -> None:
    play = put_to_all(decided_by_two(), ratify, "customs")
    play.refuses("licence.not-ratified", OFFICER, licence(play.world))
    assert awaits(play.case) == {Purpose.RATIFY}
    put_to_all(play, ratify, scope=LATER)
    play.do(OFFICER, licence(play.world))
    assert state(play) is LicenceState.SUSPENDED


def test_where_the_procedure_knows_no_urgency_nothing_is_declared_urgent() -> None:
    start = STANDING.index("[committee.urgency]")
    text = STANDING[:start] + STANDING[STANDING.index("# EN  Several authorities above", start) :]
    at("registered", procedure=text).refuses("urgency.not-provided", CHAIR, declared())
