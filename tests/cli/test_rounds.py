"""Silence and writing on the command line: both languages, exit codes, and what is shown of what is signed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import app.assemble
from app.words import LANGUAGES
from tests.cli.detours import CHAIR, CLERK, SECRETARY, dossier
from tests.cli.placet import Station, once, station
from tests.cli.rounds_road import SEATS, TEXT, moment, ready, sitting
from tests.cli.test_changes import Files
from tests.features.realm import staffed


@pytest.fixture
def realm(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Station:
    """Seven agencies with all their officers and no case."""
    return station(once(tmp_path_factory, "staffed", staffed)).copy(tmp_path / "realm")


@pytest.fixture
def case(realm: Station, tmp_path: Path) -> str:
    """A case that waits for the committee."""
    reference = str(realm.ask(CLERK, "intake", dossier(Files(tmp_path)))["references"][0])
    realm.ask(CLERK, "step", "complete", reference)

    def second(officer: str, *argv: object) -> object:
        return realm.ask("def-04" if argv[:2] == ("opinion", "countersign") else officer, *argv)

    ready(second, reference)
    return reference


def silence(realm: Station, case: str) -> str:
    session = sitting(realm.ask, case)
    held = ("--method", "silence", "--expires", moment(30))
    put = str(realm.ask(CHAIR, "question", "put", session, case, *TEXT, *held)["question"])
    for officer in SEATS.values():
        realm.ask(officer, "vote", "silence", case, "--accept")
        realm.ask(officer, "question", "receipt", case)
    return put


def test_silence_is_adopted_and_said_to_be_silence(realm: Station, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    silence(realm, case)
    assert realm.refuses(CHAIR, "result", "certify", case) == "result.running"
    later = app.assemble.present() + timedelta(days=31)
    monkeypatch.setattr(app.assemble, "present", lambda: later)
    certified = realm.run(CHAIR, "result", "certify", case)
    assert certified.code == 0
    assert "Kept silent and so did not object: customs, defence, foreign-affairs, interior." in certified.text
    realm.ask(SECRETARY, "result", "attest", case)
    shown = realm.run(SECRETARY, "case", "show", case).text
    assert "Question 1 [" in shown
    assert "Consensus by silence." in shown
    (found,) = realm.ask(SECRETARY, "case", "show", case)["rounds"]
    assert (found["result"], found["counts"], len(found["silent"])) == ("consensus", {}, 4)


def test_what_is_signed_is_shown_word_by_word(realm: Station, case: str) -> None:
    held = ("--method", "written", "--expires", moment(30))
    put = str(realm.ask(CHAIR, "question", "put", "-", case, *TEXT, *held)["question"])
    said = realm.run("int-02", "vote", "cast", case, "--question", put[:12], "--position", "agree")
    assert said.code == 0
    for words in ("Shall all be authorised?", "Tout est-il autorisé ?", put, "Written procedure, until"):
        assert words in said.text
    french = realm.run("cus-02", "question", "show", case, lang="fr").text
    assert "Tout est-il autorisé ?" in french
    assert put in french


@pytest.mark.parametrize("language", LANGUAGES)
def test_refusals_say_what_and_what_to_do(realm: Station, case: str, language: str) -> None:
    held = ("--method", "written", "--expires", moment(3))
    said = realm.run(CHAIR, "question", "put", "-", case, *TEXT, *held, lang=language)
    assert said.code == 3
    assert "10" in said.text
    assert realm.run("int-02", "vote", "silence", case, lang=language).code == 2
    assert realm.refuses("int-02", "question", "receipt", case) == "question.none-open"
    assert realm.refuses(SECRETARY, "question", "put", "-", case, *TEXT, "--expires", "soon") == "question.in-session"


def test_a_vote_that_departs_from_the_opinion_asks_for_reasons(realm: Station, case: str) -> None:
    session = sitting(realm.ask, case)
    text = ("--text", "Refused?", "--text-fr", "Refusé ?", "--all", "refuse")
    put = str(realm.ask(SECRETARY, "question", "put", session, case, *text)["question"])[:12]
    cast = ("vote", "cast", case, "--question", put, "--position", "agree")
    assert realm.refuses("cus-02", *cast) == "vote.departs"
    assert "--reasons" in realm.run("cus-02", *cast).text
    realm.ask("cus-02", *cast, "--reasons", "Defence has convinced us.")
