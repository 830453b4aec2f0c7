"""The road of a case told beforehand: which steps, whose, by when, why; and what another version would change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.application import (
    Activity,
    Application,
    AttCategory,
    AttScope,
    Destination,
    Item,
    LicenceKind,
    Line,
    Party,
    PartyRole,
)
from app.models.case import Case, StepMark, Version
from app.models.outcomes import Difference
from app.models.procedure import Procedure
from app.models.signed import Signed
from app.words import Words
from app.workflows.engine import COMMITTEE
from app.workflows.reasons import explain
from app.workflows.simulate import Authority, Simulation, simulate, simulate_case, what_changes
from tests.workflows.drafts import RESOURCES, SIX, STANDING, altered, charter, procedure
from tests.workflows.drawn_procedures import procedures
from tests.workflows.test_random_procedures import REALMS, Walk

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
REALM = charter()
RIFLE = Line(id="1", description="Rifles", control_code="ML1.a", att_scope=AttScope.ARMS,
             att_category=AttCategory.SMALL_ARMS, value="1000", currency="EUR")  # fmt: skip
TANK = Line(id="2", description="Tanks", control_code="ML6", att_scope=AttScope.ARMS,
            att_category=AttCategory.TANKS, value="2000", currency="EUR")  # fmt: skip
SHELLS = Line(id="3", description="Cartridges", control_code="ML3", att_scope=AttScope.AMMUNITION,
              value="10", currency="EUR")  # fmt: skip


def asked(*lines: Line, activity: Activity = Activity.EXPORT, country: str = "XC") -> Application:
    return Application(
        activity=activity,
        kind=LicenceKind.INDIVIDUAL,
        parties=(Party(id="P1", role=PartyRole.END_USER, name="Ministry", country=country),),
        destinations=(Destination(country=country),),
        lines=lines,
        items=tuple(Item(id=f"I{line.id}", line=line.id, destination=country, end_user="P1") for line in lines),
    )


def shipped(name: str) -> Procedure:
    return procedure((RESOURCES / "procedures" / f"{name}.toml").read_text(encoding="utf-8"))


def simulated(name: str, application: Application, realm: str | None = None) -> Simulation:
    return simulate(shipped(name), application, charter(realm) if realm else REALM, START)


def at(act: str, day: int, clock: int, agency: str = "licensing") -> Signed:
    claimed = f"2026-11-{day:02}T09:00:00Z"
    return Signed(act=act, officer="x", agency=agency, role="clerk", claimed=claimed, clock=(clock, 0))


def case_of(application: Application, *done: str) -> Case:
    version = Version(number=1, application=application, content="", flags=(), by=at("r", 23, 1))
    marks = {name: StepMark(step=name, by=at(name, 23 + place, 1 + place)) for place, name in enumerate(done, 1)}
    last = at("l", 27, 99)
    return Case(id="c", registered=at("r", 23, 1), versions=(version,), marks=marks, acts=(last,))


def test_each_step_opens_when_those_before_it_are_due() -> None:
    found = simulated("standing-committee", asked(TANK))
    days = {row.step.id: (row.opens, row.due) for row in found.rows if row.state == "applies"}
    assert days["intake"] == (date(2026, 11, 23), date(2026, 11, 30))
    assert days["classification"] == (date(2026, 11, 30), date(2026, 12, 7))
    assert days["treaty"] == (date(2026, 12, 7), date(2026, 12, 21))
    assert days["customs"] == (date(2026, 12, 21), date(2027, 1, 7))
    assert days["consolidation"][0] == days["foreign-affairs"][1] == date(2027, 1, 14)
    assert days["issue"] == (date(2027, 2, 25), date(2027, 3, 2))
    assert found.ends == days["notification"][1] == date(2027, 3, 5)
    assert found.statutory_due == date(2027, 4, 5)


def test_a_step_that_applies_and_one_that_does_not_both_say_why() -> None:
    found = simulated("standing-committee", asked(RIFLE))
    assert found.of("interior").state == "applies"
    assert explain(found.of("interior").reasons[:1], Words("en")) == [
        "Goods of the application (Small arms and light weapons) are of an Article 2(1) category that is named: Small "
        "arms and light weapons."
    ]
    skipped = found.of("intelligence")
    assert (skipped.state, skipped.due, len(skipped.reasons)) == ("skipped", None, 4)
    assert simulated("standing-committee", asked(TANK)).of("interior").state == "skipped"
    with pytest.raises(KeyError):
        found.of("nowhere")


def test_the_decision_is_taken_as_granting_so_that_the_issue_is_told() -> None:
    assert simulated("ad-hoc-consultation", asked(TANK)).of("issue").state == "applies"


def test_a_decision_split_by_category_shows_every_authority_with_its_items() -> None:
    found = simulated("split-by-category", asked(RIFLE, TANK, SHELLS)).of("decision")
    assert found.authorities == (Authority("interior", ("I1", "I3")), Authority("defence", ("I2",)))
    small = simulated("split-by-category", asked(RIFLE, TANK, SHELLS), SIX).of("decision")
    assert small.authorities == (Authority("defence", ("I1", "I2", "I3")),)


@pytest.mark.parametrize(
    ("activity", "agency"),
    [
        (Activity.EXPORT, "economy"),
        (Activity.IMPORT, "interior"),
        (Activity.TRANSIT, "customs"),
        (Activity.TRANS_SHIPMENT, "customs"),
        (Activity.BROKERING, "licensing"),
    ],
)
def test_a_decision_split_by_activity_is_one_authoritys(activity: Activity, agency: str) -> None:
    found = simulated("split-by-activity", asked(RIFLE, TANK, activity=activity))
    assert found.of("decision").authorities == (Authority(agency, ("I1", "I2")),)
    assert found.of("decision").agency == agency
    opinions = {"foreign-affairs", "defence", "interior", "customs"}
    assert not [row for row in found.rows if row.step.id in opinions and row.agency == agency and row.due]


def test_the_committee_and_the_lead_authority_decide_on_everything() -> None:
    assert simulated("standing-committee", asked(TANK)).of("decision").authorities == (Authority(COMMITTEE, ("I2",)),)
    assert simulated("lead-authority", asked(TANK)).of("decision").agency == "foreign-affairs"


def test_unclassified_goods_count_as_declared_and_a_missing_value_as_high() -> None:
    unknown = replace(RIFLE, value="", att_category=None, control_code="")
    found = simulated("standing-committee", asked(unknown))
    assert found.of("interior").state == "skipped"
    assert found.of("intelligence").state == "applies"


def test_a_case_of_the_store_is_simulated_from_its_registration() -> None:
    case = case_of(asked(RIFLE), "intake", "classification")
    assert simulate_case(procedure(), case, REALM) == simulate(procedure(), case.application, REALM, START)


def test_nothing_changes_under_the_same_procedure() -> None:
    case = case_of(asked(RIFLE), "intake")
    assert what_changes(case, procedure(), procedure(STANDING + "# a remark\n"), REALM) == ()


def differs(part: str, field: str, before: str, after: str) -> Difference:
    return Difference(part=f"steps.{part}", field=field, before=before, after=after)


def test_a_step_that_newly_applies_or_no_longer_does_is_named() -> None:
    new = procedure(altered(STANDING, ('{ att_category = ["h"] },', '{ att_category = ["a"] },')))
    small, heavy = case_of(asked(replace(RIFLE, control_code="ML2.a"))), case_of(asked(TANK))
    assert what_changes(small, procedure(), new, REALM) == (differs("interior", "applies", "applies", "skipped"),)
    assert what_changes(heavy, procedure(), new, REALM) == (differs("interior", "applies", "skipped", "applies"),)


def test_steps_of_only_one_procedure_are_new_or_gone() -> None:
    found = what_changes(case_of(asked(TANK)), procedure(), shipped("ad-hoc-consultation"), REALM)
    assert differs("consultation", "applies", "", "applies") in found
    assert differs("committee", "applies", "applies", "") in found
    assert differs("decision", "agency", COMMITTEE, "licensing") in found
    assert not [one for one in found if one.part in ("steps.interior", "steps.intelligence")]


def test_other_holders_and_other_days_are_named_from_the_point_reached() -> None:
    longer = altered(STANDING, ('agency = "customs"\nafter = ["treaty"]\ndays = 10',
                                'agency = "economy"\nafter = ["treaty"]\ndays = 30'))  # fmt: skip
    case = case_of(asked(TANK), "intake", "classification", "treaty")
    found = what_changes(case, procedure(), procedure(longer), REALM)
    assert found[:2] == (
        differs("customs", "agency", "customs", "economy"),
        differs("customs", "due", "2026-12-10", "2027-01-12"),
    )
    assert {one.part for one in found[2:]} == {
        "steps.consolidation",
        "steps.committee",
        "steps.decision",
        "steps.issue",
        "steps.notification",
    }
    assert {one.field for one in found[2:]} == {"due"}


def test_what_is_done_has_no_other_day_any_more() -> None:
    slower = procedure(altered(STANDING, ('agency = "licensing"\ndays = 5', 'agency = "licensing"\ndays = 9')))
    assert what_changes(case_of(asked(TANK), "intake"), procedure(), slower, REALM) == ()
    assert what_changes(case_of(asked(TANK)), procedure(), slower, REALM)[0] == differs(
        "intake", "due", "2026-11-30", "2026-12-04"
    )


def test_an_optional_step_is_told_and_keeps_nobody_waiting() -> None:
    opinion = 'agency = "customs"\nafter = ["treaty"]\n'
    road = procedure(altered(STANDING, (opinion + "days = 10", opinion + "days = 40\nmandatory = false")))
    found = simulate(road, asked(TANK), REALM, START)
    assert (found.of("customs").state, found.of("customs").due) == ("applies", date(2027, 2, 18))
    assert found.of("consolidation").opens == found.of("defence").due == date(2027, 1, 14)


def test_a_split_decision_names_who_gets_which_items() -> None:
    case = case_of(asked(RIFLE, TANK), "intake")
    found = what_changes(case, shipped("lead-authority"), shipped("split-by-category"), REALM)
    assert differs("decision", "agency", "foreign-affairs", "interior: I1; defence: I2") in found


@given(procedures(), st.randoms(use_true_random=False))
def test_any_procedure_can_be_simulated_to_its_end(road: Procedure, chance: Random) -> None:
    walk = Walk(road, chance)
    application = asked(RIFLE, TANK, activity=Activity(walk.facts.activity))
    for realm in REALMS:
        found = simulate(road, application, realm, START)
        assert [row.step for row in found.rows] == list(road.steps)
        assert {row.state for row in found.rows} <= {"applies", "skipped"}
        assert all(row.opens is not None for row in found.rows)
        assert found.ends == max(row.due or row.opens for row in found.rows if row.opens)
        assert any(row.authorities and row.state == "applies" for row in found.rows)


def test_each_step_is_counted_on_its_holders_calendar_and_begins_before_any_cut_off() -> None:
    week = replace(REALM.calendar, working_days=(1, 2, 3, 4), cut_off="00:30", utc_offset="+02:00")
    customs = replace(REALM.agencies[4], calendar=week)
    assert customs.code == "customs"
    realm = replace(REALM, agencies=(*REALM.agencies[:4], customs, *REALM.agencies[5:]))
    plain, own = (simulate(procedure(), asked(TANK), one, START) for one in (REALM, realm))
    assert own.of("foreign-affairs") == plain.of("foreign-affairs")
    opens, due = own.of("customs").opens, own.of("customs").due
    assert opens is not None
    assert due is not None
    assert plain.of("customs").due is not None
    assert due > plain.of("customs").due  # type: ignore[operator]
    assert due.isoweekday() <= 4
    late = replace(REALM, calendar=replace(REALM.calendar, cut_off="00:30", utc_offset="+03:00"))
    shifted = simulate(procedure(), asked(TANK), late, START)
    assert shifted.of("classification").opens == shifted.of("intake").due
