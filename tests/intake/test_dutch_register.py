"""The Dutch register of military export licences: every trap of the real file, and the real file itself."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from app.intake.reading import Candidate, Reading, read
from app.intake.report import report
from app.models.application import Activity, LicenceKind

ROOT = Path(__file__).resolve().parents[2]
MAPPING = ROOT / "resources" / "mappings" / "nl-military-export.toml"
TRAPS = ROOT / "tests" / "data" / "register-traps.csv"


@pytest.fixture(scope="module")
def traps() -> Reading:
    return read([TRAPS], MAPPING)


def row(reading: Reading, number: int) -> Candidate:
    """The candidate that came from a row."""
    return next(one for one in reading.candidates if one.source == f"register-traps.csv:{number}")


def flags(reading: Reading, number: int) -> set[tuple[str, str, str]]:
    """Code, field and value of the flags that are not about missing fields."""
    found = row(reading, number).flags
    return {(one.code, one.field, one.value) for one in found if one.code != "missing-field"}


def test_every_row_becomes_an_application(traps: Reading) -> None:
    assert traps.problems == ()
    assert traps.rows == len(traps.candidates) == 32
    assert traps.unread == ()


def test_a_plain_row_reads_as_an_official_would(traps: Reading) -> None:
    candidate = row(traps, 2)
    application = candidate.application
    assert application.activity is Activity.EXPORT
    assert application.kind is LicenceKind.TEMPORARY
    assert (application.applied_on, application.valid_until) == ("2005-03-07", "2006-01-31")
    assert (application.lines[0].value, application.lines[0].currency) == ("1000", "EUR")
    assert (application.lines[0].origin, application.lines[0].control_code) == ("NL", "ML5b")
    assert [(one.country, one.given) for one in application.destinations] == [("DE", "DUITSLAND")]
    assert [(one.line, one.destination) for one in application.items] == [("1", "DE")]
    assert application.route == ()
    assert flags(traps, 2) == set()


def test_fields_that_the_register_lacks_are_flagged_and_block(traps: Reading) -> None:
    lacking = {one.field for one in row(traps, 2).flags if one.blocks and one.code == "missing-field"}
    assert lacking == {"parties.exporter", "parties.end-user", "end_use", "lines.0.quantity", "lines.0.unit"}


def test_trailing_blanks_and_capitals_do_not_matter(traps: Reading) -> None:
    assert row(traps, 3).application.lines[0].control_code == "ML10a"
    assert row(traps, 3).application.destinations[0].country == "DE"
    assert flags(traps, 3) == set()


@pytest.mark.parametrize(("number", "code"), [(4, "Diverse"), (5, "M10"), (6, "Ml10,22")])
def test_codes_that_are_not_plain_are_kept_as_given(traps: Reading, number: int, code: str) -> None:
    assert row(traps, number).application.lines[0].control_code == code
    assert flags(traps, number) == {("not-plain-code", "lines.0.control_code", code)}


def test_a_second_level_code_is_plain(traps: Reading) -> None:
    assert flags(traps, 7) == set()


@pytest.mark.parametrize(
    ("number", "given"),
    [(8, "DENEMARKEN, ZWEDEN"), (9, "EU"), (10, "NAVO+"), (30, "NEDERLANDSE ANTILLEN")],
)
def test_lists_groups_and_former_countries_stay_as_given(traps: Reading, number: int, given: str) -> None:
    destination = row(traps, number).application.destinations
    assert [(one.country, one.given) for one in destination] == [("", given)]
    assert flags(traps, number) == {("not-one-country", "destinations.0.country", given)}
    assert row(traps, number).application.items[0].destination == given


def test_a_renewal_is_linked_to_the_earlier_one(traps: Reading) -> None:
    [link] = row(traps, 11).links
    assert (link.kind, traps.candidates[link.candidate].source) == ("renewal-of", "register-traps.csv:2")
    assert flags(traps, 11) == set()


@pytest.mark.parametrize(("number", "value"), [(12, "70009001"), (14, "70000013")])
def test_a_renewal_without_original_is_flagged(traps: Reading, number: int, value: str) -> None:
    assert flags(traps, number) == {("renewal-without-original", "applicant_reference", value)}
    assert row(traps, number).links == ()


def test_a_second_renewal_is_linked_to_the_first(traps: Reading) -> None:
    [link] = row(traps, 13).links
    assert (link.kind, traps.candidates[link.candidate].source) == ("renewal-of", "register-traps.csv:12")


def test_duplicates_are_applications_of_their_own_flagged_with_the_other_row(traps: Reading) -> None:
    assert flags(traps, 15) == set()
    assert flags(traps, 16) == {("duplicate-row", "", "register-traps.csv:15")}
    assert flags(traps, 17) == {("duplicate-content", "", "register-traps.csv:15")}
    assert [link.kind for link in row(traps, 16).links] == ["duplicate-of"]
    assert len({one.content for one in traps.candidates}) == len(traps.candidates)


def test_a_number_that_returns_without_being_a_renewal_is_flagged(traps: Reading) -> None:
    assert flags(traps, 32) == {("number-repeated", "applicant_reference", "register-traps.csv:17")}


def test_an_empty_value_is_flagged(traps: Reading) -> None:
    assert "lines.0.value" in {one.field for one in row(traps, 18).flags}
    assert row(traps, 18).application.lines[0].value == ""


@pytest.mark.parametrize(("number", "given"), [(19, "3"), (20, "4"), (21, "D"), (22, "")])
def test_undocumented_activities_are_kept_as_given_and_flagged(traps: Reading, number: int, given: str) -> None:
    assert row(traps, number).application.activity is Activity.EXPORT
    assert row(traps, number).application.extra.get("u_d", "") == given
    assert flags(traps, number) == {("undocumented-code", "activity", given)}


def test_u_is_an_export(traps: Reading) -> None:
    assert flags(traps, 23) == set()


def test_every_style_of_expiry_is_read(traps: Reading) -> None:
    assert [row(traps, n).application.valid_until for n in (3, 25, 26)] == [
        "2006-03-31",
        "2006-04-30",
        "2016-01-31",
    ]


def test_a_day_that_does_not_exist_is_flagged(traps: Reading) -> None:
    assert row(traps, 24).application.valid_until == ""
    assert flags(traps, 24) == {("unreadable-date", "valid_until", "31-06-2014")}


def test_a_first_destination_that_is_not_the_last_is_the_route(traps: Reading) -> None:
    assert row(traps, 27).application.route == ("GB",)
    assert row(traps, 27).application.destinations[0].country == "US"
    assert flags(traps, 33) == {("not-one-country", "route.0", "CHILI, ROEMENIË")}
    assert row(traps, 33).application.route == ("CHILI, ROEMENIË",)


def test_an_unknown_origin_is_noted_and_blocks_nothing(traps: Reading) -> None:
    assert flags(traps, 28) == {("not-one-country", "lines.0.origin", "ONBEKEND")}
    assert not any(one.blocks for one in row(traps, 28).flags if one.code == "not-one-country")
    assert row(traps, 29).application.lines[0].origin == "IL"


def test_unexplained_columns_are_kept(traps: Reading) -> None:
    application = row(traps, 31).application
    assert application.extra["replaces"] == "09/22/2004"
    assert application.extra["category"] == "B04"
    assert "v_n" not in application.extra
    assert application.lines[0].description == 'Revolver, kal .44 "Magn" en kogelgeweer, kal .308'


def test_the_same_file_gives_the_same_content_again(traps: Reading) -> None:
    again = read([TRAPS], MAPPING)
    assert [one.content for one in again.candidates] == [one.content for one in traps.candidates]
    twice = read([TRAPS, TRAPS], MAPPING)
    assert len({one.content for one in twice.candidates}) == len(traps.candidates)
    assert twice.candidates[32 + 9].links[0].candidate == 32


def test_the_real_register_goes_in_whole(public_data: Path) -> None:
    file = public_data / "licences" / "nl-military-export-licences-2004-2014.csv"
    reading = read([file], MAPPING)
    figures = report(reading)
    assert (figures.rows, figures.applications, figures.refused, figures.problems) == (16_592, 16_592, 0, 0)
    eur = {year.year: year.values["EUR"] for year in figures.years}
    assert (eur["2004"], eur["2010"], eur["2014"]) == ("1302871107", "4600033708", "4242979517")
    assert {year.year: year.lines for year in figures.years}["2009"] == 1762
    count: Counter[str] = Counter()
    for one in figures.flags:
        count[one.code, one.field] += one.count
    assert count["duplicate-row", ""] == 17
    assert count["missing-field", "lines.value"] == 3
    assert count["renewal-without-original", "applicant_reference"] == 72 + 85
    assert count["not-plain-code", "lines.control_code"] == 280
    assert count["undocumented-code", "activity"] == 326 + 25 + 13 + 3
    assert count["unreadable-date", "valid_until"] == 2
    assert len({one.content for one in reading.candidates}) == 16_592
