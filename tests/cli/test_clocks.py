"""Why something is due when it is, and the calendars on which it is counted, on the command line."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import app.assemble
from app.words import LANGUAGES, Words
from app.workflows.calendar import add_working_days
from tests.cli.detours import dossier, today
from tests.cli.placet import Station, once, station
from tests.cli.test_changes import Files
from tests.features.realm import DRAFT, staffed

CLERK, LICENSING, ADMIN, HEAD = "lic-02", "lic-03", "adm-01", "lic-01"
WEEK = 'working_days = [1, 2, 3, 4]\ncut_off = "16:00"\nutc_offset = "+01:00"\n'


@pytest.fixture
def realm(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Station:
    """Seven agencies with all their officers and no case."""
    return station(once(tmp_path_factory, "staffed", staffed)).copy(tmp_path / "realm")


@pytest.fixture
def case(realm: Station, tmp_path: Path) -> str:
    reference = str(realm.ask(CLERK, "intake", dossier(Files(tmp_path)))["references"][0])
    realm.ask(CLERK, "step", "complete", reference)
    return reference


def _calendar(realm: Station, folder: Path, text: str, *more: str) -> str:
    file = folder / "calendar.toml"
    file.write_text(text, encoding="utf-8")
    proposed = realm.ask(ADMIN, "calendar", "propose", file, "--reason", "decree", *more)["acts"][0]
    return str(realm.ask(HEAD, "calendar", "confirm", proposed[:12])["acts"][0])


def test_each_clock_is_explained_in_whole_sentences_and_in_both_languages(realm: Station, case: str) -> None:
    said = {lang: realm.run(LICENSING, "case", "clocks", case, lang=lang) for lang in LANGUAGES}
    assert [one.code for one in said.values()] == [0, 0]
    english, french = (said[lang].text for lang in LANGUAGES)
    assert "Statutory limit of the whole case: " in english
    assert f"It counts from {_words(today())}: the case was registered by lic-02" in english
    assert "the step “Intake” was ended by lic-02" in english
    assert "Working days to the limit: 90; the day it counts from is not among them." in english
    assert "Counted on the calendar of the realm, version " in english
    assert "Counted on the calendar of Licensing Secretariat, version " in english
    assert len(french.splitlines()) == len(english.splitlines())
    assert "Working" not in french


def test_one_step_is_explained_by_itself_and_an_unknown_one_refused(realm: Station, case: str) -> None:
    (clock,) = realm.ask(LICENSING, "case", "clocks", case, "--step", "classification")["clocks"]
    assert DRAFT is not None
    due = add_working_days(DRAFT.calendar, app.assemble.present().date(), 5).isoformat()
    assert (clock["due"], clock["from"]["cause"], clock["from"]["step"]) == (due, "done", "intake")
    assert realm.refuses(LICENSING, "case", "clocks", case, "--step", "nowhere") == "step.unknown"
    text = realm.run(LICENSING, "case", "clocks", case, "--step", "committee").text
    assert text == f"Nothing of {case} that has begun has a time limit.\n"


def test_a_letter_is_named_as_what_stops_the_clock(realm: Station, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    realm.ask(LICENSING, "query", "raise", case, "--text", "Who stores them?")
    realm.ask(LICENSING, "query", "send", case)
    found = {one["kind"]: one for one in realm.ask(LICENSING, "case", "clocks", case)["clocks"]}
    assert (found["statutory"]["stopped"], found["letter"]["name"]) == (True, "1")
    text = realm.run(LICENSING, "case", "clocks", case).text
    assert "no last day while its clock stands still" in text
    assert f"Letter 1 has stopped the clock since {_words(today())}; it goes on when the letter is answered." in text
    sent, present = today(), app.assemble.present
    monkeypatch.setattr(app.assemble, "present", lambda: present() + timedelta(days=7))
    realm.ask(CLERK, "query", "answer", case, "--received", today(), "--text", "The army.")
    text = realm.run(LICENSING, "case", "clocks", case, "--step", "classification").text
    assert f"Letter 1 stopped the clock from {_words(sent)} to {_words(today())}" in text


def test_two_persons_change_a_calendar_and_what_is_open_follows(realm: Station, case: str, tmp_path: Path) -> None:
    before = realm.ask(LICENSING, "case", "clocks", case)["clocks"]
    proposed = realm.run(ADMIN, "calendar", "propose", "--holiday", "2026-12-07=Strike", "--reason", "decree").text
    assert "A second person confirms with: placet calendar confirm " in proposed
    assert realm.refuses(ADMIN, "calendar", "propose", "--reason", "decree") == "cli.calendar-what"
    for lang in LANGUAGES:
        read = realm.run(HEAD, "calendar", "show", lang=lang).text
        assert "placet calendar confirm" in read
        assert "Strike (new)" in read or "Strike (ajout)" in read
    confirmed = _calendar(realm, tmp_path, WEEK, "--agency", "licensing")
    shown = realm.ask(LICENSING, "calendar", "show")["calendars"]
    assert [one["agency"] for one in shown] == ["", "licensing"]
    assert shown[1]["changes"][0]["act"] == confirmed
    assert shown[0]["version"] != shown[1]["version"]
    after = realm.ask(LICENSING, "case", "clocks", case)["clocks"]
    assert [one["due"] for one in after[:2]] == [one["due"] for one in before[:2]]
    assert after[2]["calendar"] == shown[1]["version"] != before[2]["calendar"]
    for lang in LANGUAGES:
        text = realm.run(LICENSING, "calendar", "show", lang=lang).text
        assert "16:00 (UTC +01:00)" in text
        assert shown[1]["version"][:12] in text


def test_a_rebuilt_and_a_restored_store_give_the_same_clocks(realm: Station, case: str, tmp_path: Path) -> None:
    _calendar(realm, tmp_path, WEEK, "--agency", "licensing")
    shown = realm.ask(LICENSING, "case", "show", case)
    before = realm.ask(LICENSING, "case", "clocks", case)
    backup = realm.copy(tmp_path / "backup")
    realm.ask(ADMIN, "journal", "rebuild")
    assert realm.ask(LICENSING, "case", "clocks", case) == backup.ask(LICENSING, "case", "clocks", case) == before
    assert realm.ask(LICENSING, "case", "show", case) == shown
    strike = _calendar(realm, tmp_path, WEEK + '[holidays]\n2026-12-07 = "Strike"\n', "--agency", "licensing")
    later = realm.ask(LICENSING, "case", "clocks", case)["clocks"]
    assert later[2]["calendar"] != before["clocks"][2]["calendar"]
    assert backup.ask(LICENSING, "case", "clocks", case) == before
    assert strike


def test_a_calendar_file_with_problems_names_each_line(realm: Station, tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text('working_days = [0]\ncut_off = "4 pm"\nutc_offset = "CET"\nyear = 2026\n', encoding="utf-8")
    said = realm.run(ADMIN, "--json", "calendar", "propose", file, "--reason", "decree")
    assert said.code == 5
    assert [(one["code"], one["line"]) for one in said.json["problems"]] == [
        ("charter.working-day", 1),
        ("charter.cut-off", 2),
        ("charter.utc-offset", 3),
        ("toml.unknown-key", 4),
    ]
    bad = realm.run(ADMIN, "--json", "calendar", "propose", "--holiday", "tomorrow", "--reason", "decree")
    assert (bad.code, bad.json["error"]) == (2, "form.pair")
    bad = realm.run(ADMIN, "--json", "calendar", "propose", "--holiday", "tomorrow=Strike", "--reason", "decree")
    assert (bad.code, bad.json["error"]) == (2, "form.day")


def test_a_clerk_changes_no_calendar(realm: Station) -> None:
    strike = ("--holiday", "2026-12-07=Strike", "--reason", "decree")
    assert realm.refuses(CLERK, "calendar", "propose", *strike) == "rights.role"
    proposed = realm.ask(HEAD, "calendar", "propose", *strike)["acts"][0]
    assert realm.refuses(HEAD, "calendar", "confirm", proposed) == "second-person.same"


def _words(day: str) -> str:
    return Words("en").date(day)
