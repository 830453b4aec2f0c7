"""A charter draft is read strictly; what a small realm waives is said aloud."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.charter import Role
from app.words import Words, sentences
from app.workflows.charter import Waived, read_charter, say_waived, waived
from app.workflows.rights import waived_pairs
from tests.workflows.drafts import SEVEN, SIX, altered, charter, places

SECOND_STATION = '[[stations]]\nname = "defence-1"\nagency = "defence"\ncode = "D1"\n\n[[agencies]]'


def test_seven_agencies_waive_nothing_and_fill_every_role() -> None:
    realm = charter()
    assert [agency.code for agency in realm.agencies] == [
        "licensing", "foreign-affairs", "defence", "interior", "customs", "intelligence", "economy",
    ]  # fmt: skip
    assert waived(realm) == []
    people = (*realm.founders, *realm.officers)
    assert {role for person in people for role in person.roles} == set(Role)
    assert all(re.fullmatch(r"[a-z]{3}-\d\d", person.officer) for person in people)
    assert (realm.country, realm.training, realm.passphrase_minutes) == ("XA", True, 10)
    assert realm.procedures == {"*": "standing-committee"}
    assert realm.stations == (realm.station,)
    assert {day[:4] for day in realm.calendar.holidays} == {"2026", "2027"}


def test_founders_are_an_administrator_and_an_agency_head_without_keys_yet() -> None:
    for text in (SEVEN, SIX):
        first, second = charter(text).founders
        assert first.roles == (Role.ADMINISTRATOR,)
        assert Role.AGENCY_HEAD in second.roles
        assert (first.key, first.public, second.key, second.public) == ("", "", "", "")


def test_six_persons_are_six_and_the_auditor_is_nobody_else() -> None:
    realm = charter(SIX)
    people = (*realm.founders, *realm.officers)
    assert len(people) == 6
    assert [person.agency for person in people if Role.AUDITOR in person.roles] == ["audit"]
    assert all(
        person.roles in ((Role.AUDITOR,), (Role.ADMINISTRATOR,)) or person.agency != "audit" for person in people
    )
    assert {role for person in people for role in person.roles} == set(Role) - {Role.EXPERT}


def test_what_six_persons_waive_is_listed_with_who_it_concerns() -> None:
    realm = charter(SIX)
    both = ("for-01", "def-01")
    assert waived(realm) == [
        Waived((Role.REVIEWER, Role.AGENCY_HEAD), both),
        Waived((Role.REVIEWER, Role.MEMBER), both),
        Waived((Role.AGENCY_HEAD, Role.MEMBER), both),
        Waived(()),
    ]
    assert len(waived_pairs(realm)) == 3
    english = say_waived(realm, Words("en"))
    assert len(english) == 6
    assert "for-01, def-01" in english[0]
    assert english[-1] == "Department of Defence and Security also acts for: customs, interior, intelligence, economy."
    assert "Département de la Défense et de la Sécurité" in say_waived(realm, Words("fr"))[-1]


def test_a_waiver_that_concerns_nobody_planned_is_still_said() -> None:
    realm = charter(altered(SEVEN, ("waivers = []", 'waivers = ["member+clerk"]')))
    assert waived(realm) == [Waived((Role.CLERK, Role.MEMBER))]
    assert "on the same case." in say_waived(realm, Words("en"))[0]


def test_a_pair_has_one_spelling() -> None:
    realm = charter(altered(SEVEN, ("waivers = []", 'waivers = ["member+reviewer"]')))
    assert realm.waivers == ("reviewer+member",)


def test_several_stations_have_codes_of_their_own() -> None:
    text = altered(
        SEVEN, ('agency = "licensing"\n', 'agency = "licensing"\ncode = "L1"\n'), ("[[agencies]]", SECOND_STATION)
    )
    assert [station.code for station in charter(text).stations] == ["L1", "D1"]


THIRD_FOUNDER = '[[founders]]\nofficer = "lic-09"\nname = "X"\nagency = "licensing"\nroles = ["clerk"]\n# '

CUSTOMS = 'name = { en = "Customs Administration", fr = "Administration des douanes" }\n'
OWN = '[agencies.calendar]\nworking_days = [1, 2, 3, 4, 7]\ncut_off = "15:00"\n'
"""As the comment in the shipped charters has it."""


def test_an_agency_has_its_own_calendar_where_it_differs_from_the_realms() -> None:
    assert "".join(f"#         {line}\n" for line in OWN.splitlines()) in SEVEN
    realm = charter(altered(SEVEN, (CUSTOMS, CUSTOMS + OWN), ('utc_offset = "+00:00"', 'utc_offset = "+01:00"')))
    own = realm.calendar_of("customs")
    assert (own.working_days, own.cut_off) == ((1, 2, 3, 4, 7), "15:00")
    assert (own.holidays, own.utc_offset) == (realm.calendar.holidays, "+01:00")
    assert realm.calendar_of("defence") == realm.calendar_of() == realm.calendar
    assert realm.calendar.cut_off == ""


WRONG = [
    ('country = "XA"', 'country = "Valmara"', "charter.country", 'country = "Valmara"'),
    ('country = "XA"', 'country = "EU"', "charter.country", 'country = "EU"'),
    ("passphrase_minutes = 10", "passphrase_minutes = 600", "toml.out-of-range", "passphrase_minutes"),
    ("training = true", 'training = "yes"', "toml.not-boolean", "training"),
    ("training = true", "training = true\nmotto = 1", "toml.unknown-key", "motto"),
    ("waivers = []", 'waivers = ["administrator+member"]', "charter.waiver", "waivers"),
    ("waivers = []", "waivers = [7]", "charter.waiver", "waivers"),
    ('"*" = "standing-committee"', '"gift" = "standing-committee"', "charter.procedure-key", '"gift"'),
    ('"*" = "standing-committee"', "", "charter.no-procedure", "[procedures]"),
    ('name = "licensing-1"', 'name = "licensing-1"\ncode = "licence"', "charter.station-code", "code"),
    ('name = "licensing-1"', 'name = "LIC 1"', "toml.bad-code", "name"),
    ("[[agencies]]", SECOND_STATION, "charter.station-codes-differ", "[station]"),
    ("[[agencies]]", SECOND_STATION.replace("defence-1", "licensing-1").replace('"defence"', '"licensing"'),
     "charter.duplicate-station", "name"),
    ("[[agencies]]", SECOND_STATION.replace('"defence"', '"harbour"'), "charter.unknown-agency", "agency"),
    ('code = "interior"', 'code = "defence"', "charter.duplicate-agency", 'code = "defence"'),
    ('code = "interior"', 'code = "committee"', "charter.reserved-code", "[[agencies]]"),
    ('acts_for = ["higher-authority"]', 'acts_for = ["customs"]', "charter.function-twice", "acts_for"),
    ('roles = ["administrator"]', 'roles = ["clerk"]', "charter.two-founders", "[[founders]]"),
    ('roles = ["agency_head"]', 'roles = ["clerk"]', "charter.two-founders", "[[founders]]"),
    ("# --- EN  Planned officers", THIRD_FOUNDER, "charter.two-founders", "[[founders]]"),
    ('roles = ["administrator"]', 'roles = ["administrator", "clerk"]', "charter.role-alone", "roles"),
    ('roles = ["auditor"]', 'roles = ["auditor", "member"]', "charter.role-alone", "roles"),
    ('roles = ["auditor"]', 'roles = ["king"]', "toml.not-a-choice", "roles"),
    ('roles = ["auditor"]', "roles = []", "toml.not-list", "roles"),
    ('officer = "lic-03"', 'officer = "lic-02"', "charter.duplicate-officer", 'officer = "lic-02"'),
    ('agency = "intelligence"', 'agency = "spies"', "charter.unknown-agency", 'agency = "spies"'),
    ('name = "Thabo Lindqvist"\n', "", "toml.missing-key", "[[officers]]"),
    ("working_days = [1, 2, 3, 4, 5]", "working_days = [1, 8]", "charter.working-day", "working_days"),
    ("working_days = [1, 2, 3, 4, 5]", "working_days = [true]", "charter.working-day", "working_days"),
    ("working_days = [1, 2, 3, 4, 5]", "working_days = []", "toml.not-list", "working_days"),
    ("2026-01-01 =", "2026-02-30 =", "charter.holiday", "2026-02-30"),
    ("2026-01-01 =", "20260101 =", "charter.holiday", "20260101"),
    ("2026-01-01 =", "2026-03-14 =", "toml.duplicate-key", "2026-03-14"),
    ('utc_offset = "+00:00"', 'utc_offset = "UTC"', "charter.utc-offset", "utc_offset"),
    ('utc_offset = "+00:00"', 'utc_offset = "+14:30"', "charter.utc-offset", "utc_offset"),
    ('utc_offset = "+00:00"', 'cut_off = "25:00"', "charter.cut-off", "cut_off"),
    ('utc_offset = "+00:00"', 'cut_off = "4 pm"', "charter.cut-off", "cut_off"),
    ('utc_offset = "+00:00"', "cut_off = 16", "toml.not-text", "cut_off"),
    (CUSTOMS, CUSTOMS + OWN.replace("[1, 2, 3, 4, 7]", "[0]"), "charter.working-day", "working_days = [0]"),
    (CUSTOMS, CUSTOMS + OWN + 'zone = "CET"\n', "toml.unknown-key", "zone"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "line"), WRONG)
def test_what_is_wrong_in_a_charter_is_found_at_its_line(old: str, new: str, code: str, line: str) -> None:
    text = altered(SEVEN, (old, new))
    draft = read_charter("charter.toml", text)
    assert draft.charter is None
    found = places(draft.problems, text)
    assert any(one == code and shown.strip().startswith(line) for one, shown in found), found


def test_every_problem_of_a_charter_has_been_provoked() -> None:
    own = {code for code in sentences() if code.startswith("charter.") and "{file}" in sentences()[code]}
    assert own - {code for _, _, code, _ in WRONG} == set()


@pytest.mark.parametrize("table", ["station", "calendar", "procedures"])
def test_a_missing_table_is_a_problem_and_no_crash(table: str) -> None:
    draft = read_charter("c", SEVEN.replace(f"\n[{table}", f"\n[{table}-of-old"))
    assert draft.charter is None
    assert table in {problem.values.get("key") for problem in draft.problems if problem.code == "toml.missing-key"}


@given(st.data())
def test_any_cut_stretch_of_a_charter_is_read_or_refused_with_places(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SIX)))
    text = SIX[:start] + SIX[start + data.draw(st.integers(1, 300)) :]
    draft = read_charter("c.toml", text)
    assert (draft.charter is None) == bool(draft.problems)
    for problem in draft.problems:
        assert 1 <= problem.line <= text.count("\n") + 1
        assert "{" not in Words("fr").say(problem.code, **problem.details).replace("{ en", "")
