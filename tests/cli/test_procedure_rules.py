"""`procedure show` and `procedure compare` say how the committee works and what becomes of refusals."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.placet import PROCEDURE, RESOURCES, Station, once, station
from tests.features.realm import staffed

INTERMINISTERIAL = RESOURCES / "procedures" / "interministerial-commission.toml"


@pytest.fixture
def realm(tmp_path_factory: pytest.TempPathFactory) -> Station:
    """Seven agencies with all their officers and no case; to be asked, not changed."""
    return station(once(tmp_path_factory, "staffed", staffed))


def test_a_procedure_shows_its_methods_with_their_legal_ground(realm: Station) -> None:
    text = realm.run("lic-03", "procedure", "show", "standing-committee").text
    assert "Silence procedure: Working days at least: 5. Every seat must agree to its use first. [Act on arms" in text
    assert "Urgent cases: Reduced quorum: 2." in text
    assert "Positions: A seat sees the positions of the others once its own is signed." in text
    assert "Remedies: You may ask the authority to reconsider this decision" in text
    french = realm.run("lic-03", "procedure", "show", "standing-committee", lang="fr").text
    assert "Loi relative aux transferts d’armes, art. 16" in french
    shown = realm.ask("lic-03", "procedure", "show", "standing-committee")["procedures"][0]["committee"]
    assert (shown["positions"], shown["urgency"]["percent"], shown["effects"]["absent"]) == ("hidden", 50, "silent")


def test_two_procedures_are_compared_down_to_the_authorities_above(realm: Station) -> None:
    text = realm.run("lic-03", "procedure", "compare", PROCEDURE, INTERMINISTERIAL).text
    assert "Seats without a side, absent seat: Neither agrees nor blocks → Defers the question" in text
    assert "Authority 1 above the committee, authority: defence (new)" in text
    assert "Licences are valid: From the day of issue → From the day of service" in text


def test_an_authority_above_itself_is_refused_with_file_and_line(realm: Station, tmp_path: Path) -> None:
    file = tmp_path / "twice.toml"
    text = INTERMINISTERIAL.read_text("utf-8")
    file.write_text(text.replace('authority = "defence"', 'authority = "foreign-affairs"'), encoding="utf-8")
    said = realm.run("lic-03", "--json", "procedure", "compare", PROCEDURE, file)
    (problem,) = said.json["problems"]
    assert (said.code, problem["code"]) == (5, "procedure.level-twice")
    line = file.read_text("utf-8").splitlines()[problem["line"] - 1]
    assert line == 'authority = "higher-authority"'
