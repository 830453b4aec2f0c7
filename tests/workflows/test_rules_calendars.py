"""Rules of calendars: two persons change them, and what was recorded or done before stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from app.canonical import encode
from app.models.acts import (
    CalendarConfirmed,
    CalendarProposed,
    DeadlineRecorded,
    QueryAnswered,
    QueryRaised,
    QuerySent,
    RealmFounded,
    StepCompleted,
    UrgencyDeclared,
)
from app.models.charter import Calendar, Role
from app.models.plain import to_plain
from app.models.procedure import Overdue
from app.store.derived import rows
from app.workflows.case_clocks import Cause, Clock, ClockKind, case_clocks
from app.workflows.clocks import Limit, last_day
from app.workflows.engine import Progress
from app.workflows.fold import World, advance
from app.workflows.road import case_progress
from tests.workflows.drafts import STANDING, altered
from tests.workflows.machine.claims import Claim, names
from tests.workflows.machine.play import Play, charter_of
from tests.workflows.machine.stages import CHAIR, CLERK, OFFICER, at

ADMIN, HEAD, OTHER = "adm-01", "lic-01", "cus-03"
HOLIDAYS = charter_of().calendar.holidays
STRIKE = replace(charter_of().calendar, holidays={**HOLIDAYS, "2026-11-04": "Strike"})
SHORT = replace(charter_of().calendar, working_days=(1, 2, 3, 4))
NEVER_WORKS = replace(STRIKE, working_days=())


def to(calendar: Calendar = STRIKE, agency: str = "", reason: str = "Decree 12.") -> CalendarProposed:
    return CalendarProposed(agency=agency, calendar=calendar, reason=reason)


def change(play: Play, calendar: Calendar = STRIKE, agency: str = "") -> None:
    proposed = play.do(ADMIN, to(calendar, agency))
    play.do(HEAD, CalendarConfirmed(proposal=proposed.id))


WRONG = [
    NEVER_WORKS,
    replace(STRIKE, working_days=(1, 8)),
    replace(STRIKE, working_days=(2, 1)),
    replace(STRIKE, working_days=(1, 1)),
    replace(STRIKE, holidays={"4 November": "Strike"}),
    replace(STRIKE, holidays={"2026-02-29": "No such day"}),
    replace(STRIKE, holidays={"2026-11-04": " "}),
    replace(STRIKE, cut_off="24:00"),
    replace(STRIKE, cut_off="4 pm"),
    replace(STRIKE, utc_offset="+15:00"),
    replace(STRIKE, utc_offset=""),
]

CLAIMS = [
    Claim("a calendar is changed for a reason", "reasons.needed", "founded", ADMIN, lambda _: to(reason=" ")),
    Claim("an unknown agency has no calendar", "agency.unknown", "founded", ADMIN, lambda _: to(agency="navy")),
    Claim("a change changes something", "calendar.same", "founded", ADMIN, lambda _: to(charter_of().calendar)),
    Claim("an agency like the realm changes nothing", "calendar.same", "founded", HEAD,
          lambda _: to(charter_of().calendar, "customs")),
    Claim("nobody confirms what was not proposed", "proposal.unknown", "founded", HEAD,
          lambda _: CalendarConfirmed(proposal="0" * 64)),
    Claim("an officer confirmation confirms no calendar", "proposal.unknown", "founded", HEAD,
          lambda play: CalendarConfirmed(proposal=next(iter(play.world.realm.proposals)))),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=names(CLAIMS))
def test_calendar_rule(claim: Claim) -> None:
    claim.holds()


@pytest.mark.parametrize("calendar", WRONG, ids=range(len(WRONG)))
def test_no_limit_can_be_counted_on_a_wrong_calendar(calendar: Calendar) -> None:
    at("founded").refuses("calendar.wrong", ADMIN, to(calendar))


def test_no_realm_is_founded_on_a_wrong_calendar_or_with_changes_made_by_nobody() -> None:
    right = charter_of()
    agencies = (replace(right.agencies[0], calendar=NEVER_WORKS), *right.agencies[1:])
    play = at("founded")
    change(play)
    assert play.world.realm.charter is not None
    changed = replace(right, changes=play.world.realm.charter.changes)
    for wrong in (replace(right, calendar=NEVER_WORKS), replace(right, agencies=agencies), changed):
        first = wrong.founders[0]
        fields = {name: getattr(first, name) for name in ("officer", "agency", "key", "public")}
        body = RealmFounded(**fields, charter=encode(to_plain(wrong)).decode())
        Play().refuses("calendar.wrong", first.officer, body, role=Role.ADMINISTRATOR, agency=first.agency)


def test_two_persons_change_a_calendar_once() -> None:
    play = at("founded")
    proposed = play.do(HEAD, to())
    play.refuses("second-person.same", HEAD, CalendarConfirmed(proposal=proposed.id))
    play.do(OTHER, CalendarConfirmed(proposal=proposed.id))
    play.refuses("proposal.confirmed-already", HEAD, CalendarConfirmed(proposal=proposed.id))
    realm = play.world.realm
    assert realm.charter is not None
    assert realm.charter.calendar_of() == realm.charter.calendar_of("customs") == STRIKE
    assert [by.officer for by in realm.calendars] == [OTHER]


def test_a_proposal_that_has_become_the_calendar_in_force_is_not_confirmed() -> None:
    play = at("founded")
    first, second = play.do(ADMIN, to()), play.do(ADMIN, to())
    play.do(HEAD, CalendarConfirmed(proposal=first.id))
    play.refuses("calendar.same", HEAD, CalendarConfirmed(proposal=second.id))


def test_changes_made_apart_are_in_force_in_the_same_order_whichever_came_first() -> None:
    play = at("founded")
    strike, week = play.do(ADMIN, to()), play.do(ADMIN, to(SHORT))
    past = play.world.fork()
    bodies = [CalendarConfirmed(proposal=one.id) for one in (strike, week, strike)]
    acts = [play.make(who, body, view=past) for who, body in zip((HEAD, OTHER, "for-03"), bodies, strict=True)]
    before = play.world.standing("realm")
    found_charters = []
    for order in permutations(acts):
        standing = before
        for act in order:
            standing = advance(standing, act)
        found_charters.append((standing.state.charter, standing.state.calendars))
    assert all(one == found_charters[0] for one in found_charters)


# --- what stays as it was ---------------------------------------------------------------------------------------------


def road(play: Play, days: int = 0) -> Progress:
    charter = play.world.realm.charter
    assert charter is not None
    return case_progress(play.case, play.world.procedure(play.case.procedure), charter, play.now + timedelta(days=days))


def clocks(play: Play, days: int = 0) -> dict[str, Clock]:
    charter = play.world.realm.charter
    assert charter is not None
    procedure = play.world.procedure(play.case.procedure)
    found = case_clocks(play.case, procedure, charter, play.now + timedelta(days=days))
    return {f"{one.kind.value} {one.name}".strip(): one for one in found}


def test_a_change_moves_what_is_open_and_nothing_that_was_done() -> None:
    play = at("classified")
    before = road(play)
    change(play, SHORT)
    after = road(play)
    assert before.of("intake").due == after.of("intake").due
    assert before.of("classification").due == after.of("classification").due
    assert before.of("treaty").due != after.of("treaty").due
    assert before.statutory_due != after.statutory_due


def test_a_decided_case_keeps_its_statutory_limit_through_every_later_change() -> None:
    play = at("issued")
    before = road(play)
    change(play, SHORT)
    change(play, STRIKE, "licensing")
    assert road(play).statutory_due == before.statutory_due
    for one, other in zip(before.steps, road(play).steps, strict=True):
        assert one.state != "done" or one.due == other.due


def test_an_agency_of_its_own_calendar_is_counted_on_it_and_the_others_are_not() -> None:
    play = at("treaty")
    before = road(play)
    change(play, SHORT, "customs")
    after = road(play)
    moved = {one.step.id for one, other in zip(before.steps, after.steps, strict=True) if one.due != other.due}
    assert moved == {"customs"}
    assert clocks(play)["step customs"].agency == "customs"
    assert clocks(play)["step customs"].limit.calendar == SHORT


def test_what_a_recorded_act_said_stays_right_after_the_calendar_changed() -> None:
    play = at("treaty")
    due = road(play).of("customs").due
    assert due is not None
    play.days += 40
    play.do(OFFICER, DeadlineRecorded(step="customs", due=due.isoformat(), effect=Overdue.REMIND))
    change(play, SHORT, "customs")
    (recorded,) = play.case.deadlines.values()
    assert recorded.due == due.isoformat()
    again = World(lambda scope: [act for act in play.acts if act.scope == scope])
    assert again.case(play.case.id).deadlines == play.case.deadlines
    moved = road(play).of("customs").due
    assert moved != due
    body = DeadlineRecorded(step="customs", due=due.isoformat(), effect=Overdue.REMIND)
    play.refuses("deadline.due", OFFICER, body)


@pytest.mark.parametrize("stage", ["registered", "classified", "treaty", "issued"])
def test_the_same_acts_and_calendar_give_the_same_clocks_after_any_downtime_or_restore(stage: str) -> None:
    play = at(stage)
    change(play, STRIKE)
    said = clocks(play)
    restored = World(lambda scope: [act for act in play.acts if act.scope == scope])
    assert restored.realm.charter == play.world.realm.charter
    for days in (0, 1, 30, 3650):
        later = clocks(play, days)
        assert [replace(one, overdue=False) for one in later.values()] == [
            replace(one, overdue=False) for one in said.values()
        ]
    assert restored.realm.charter is not None
    procedure = restored.procedure(play.case.procedure)
    again = case_clocks(restored.case(play.case.id), procedure, restored.realm.charter, play.now)
    assert list(again) == list(said.values())


def test_derived_rows_do_not_depend_on_the_calendar() -> None:
    play = at("treaty")
    before = rows(play.case, play.world.realm)
    change(play, SHORT)
    change(play, replace(SHORT, cut_off="00:00"), "customs")
    assert rows(play.case, play.world.realm) == before


# --- why -------------------------------------------------------------------------------------------------------------


def test_every_clock_says_what_it_counts_from() -> None:
    found = clocks(at("treaty"))
    assert list(found)[:2] == ["statutory", "step intake"]
    assert (found["statutory"].cause, found["step intake"].cause) == (Cause.REGISTERED, Cause.REGISTERED)
    assert (found["step classification"].cause, found["step classification"].before) == (Cause.DONE, "intake")
    assert (found["step customs"].cause, found["step customs"].before) == (Cause.DONE, "treaty")
    act = found["step customs"].act
    assert act is not None
    assert act.officer == "for-01"
    assert "step committee" not in found


def test_a_letter_stops_the_statutory_clock_and_the_asking_step_and_says_so() -> None:
    play = at("classified")
    raised = play.do("for-01", QueryRaised(step="treaty", text="Who stores them?"))
    letter = QuerySent(number=1, queries=(raised.id,), due="2026-12-02", silence="Back.", silence_fr="Renvoi.")
    play.days += 1
    sent = play.do(OFFICER, letter)
    asked = clocks(play)
    assert (asked["statutory"].due, asked["step treaty"].due) == (None, None)
    assert [stop.letter for stop in asked["step treaty"].count.stops] == [1]
    assert (asked["letter 1"].cause, asked["letter 1"].due) == (Cause.SENT, datetime(2026, 12, 2, tzinfo=UTC).date())
    assert asked["letter 1"].count.due != asked["letter 1"].due
    play.days += 7
    play.do(CLERK, QueryAnswered(letter=sent.id, received="2026-11-10", text="The army."))
    answered = clocks(play)
    (stop,) = answered["step treaty"].count.stops
    assert (stop.letter, stop.days, answered["letter 1"].ended is not None) == (1, 5, True)


def test_what_was_done_while_a_letter_was_open_had_no_last_day_and_gets_none_later() -> None:
    play = at("treaty")
    raised = play.do("for-01", QueryRaised(step="foreign-affairs", text="Who?"))
    letter = QuerySent(number=1, queries=(raised.id,), due="2026-12-02", silence="Back.", silence_fr="Renvoi.")
    play.days += 1
    sent = play.do(OFFICER, letter)
    before = clocks(play)
    play.days += 7
    play.do(CLERK, QueryAnswered(letter=sent.id, received="2026-11-10", text="The army."))
    for name in ("step intake", "step classification", "step treaty"):
        assert clocks(play)[name].due == before[name].due


def test_an_urgent_case_leaves_less_of_each_limit_that_is_open() -> None:
    play = at("classified")
    before = clocks(play)
    play.days += 1
    play.do(CHAIR, UrgencyDeclared(reason="Hostages."))
    after = clocks(play)
    assert after["statutory"].due == before["statutory"].due
    assert after["step intake"] == before["step intake"]
    treaty = after["step treaty"]
    assert treaty.cause is Cause.URGENT
    assert (treaty.count.days, treaty.count.ordinary) == (5, 10)
    assert treaty.due is not None
    assert treaty.due < (before["step treaty"].due or treaty.due)


def test_what_was_signed_after_the_cut_off_counts_as_of_the_next_day() -> None:
    play = at("registered")
    change(play, replace(STRIKE, holidays={}, cut_off="08:00", utc_offset="+00:00"))
    play.do(CLERK, StepCompleted(step="intake"))
    clock = clocks(play)["step classification"]
    assert clock.count.shifted
    plain = Limit(clock.limit.opened, clock.limit.days, replace(clock.limit.calendar, cut_off=""))
    assert clock.due != last_day(plain)


def test_a_procedure_without_limits_has_no_clocks() -> None:
    text = altered(STANDING, ("[statutory]\ndays = 90\n", "[statutory]\n"))
    assert ClockKind.STATUTORY not in {one.kind for one in clocks(at("registered", procedure=text)).values()}
