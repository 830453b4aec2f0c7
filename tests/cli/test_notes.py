"""Notes, evidence and persons from the command line: both languages, exit codes, and what leaves in an export."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import app.assemble
from tests.cli.placet import Station
from tests.cli.test_mandates import exported, is_withheld, mandate

CUSTOMS, DEFENCE, LICENSING, HEAD, CHAIR, SECRETARY = "cus-01", "def-01", "lic-03", "lic-01", "lic-05", "lic-04"
TEXT = "The route by Ostmark looks odd."
SAID = {
    "en": ("Informal note without attribution", "Mentions def-01: waits.", "Part of the dossier since"),
    "fr": ("Note informelle sans attribution", "Mention de def-01 : en attente.", "Versée au dossier le"),
}


@pytest.fixture
def case(own: Station) -> str:
    """A case of the demonstration that nobody has decided."""
    found = own.ask(LICENSING, "case", "list", "--limit", "200")["cases"]
    for one in found:
        shown = own.ask(LICENSING, "case", "show", one["reference"])
        if not shown["decision"] and not shown["withdrawn"]:
            return str(one["reference"])
    raise AssertionError(found)


def written(own: Station, case: str, *more: str) -> str:
    name: str = own.ask(CUSTOMS, "note", "write", case, "--text", TEXT, *more)["acts"][0]
    return name


def test_a_note_without_attribution_is_told_in_both_languages_without_its_author(own: Station, case: str) -> None:
    name = written(own, case, "--unattributed", "--mention", DEFENCE)
    own.ask(CUSTOMS, "note", "file", case, name[:8])
    for lang, sentences in SAID.items():
        for verb in (("note", "list"), ("case", "show")):
            said = own.run(LICENSING, *verb, case, lang=lang).text
            assert [one for one in sentences if one not in said] == []
            assert CUSTOMS not in "\n".join(line for line in said.splitlines() if TEXT in line)
    (listed,) = own.ask(LICENSING, "note", "list", case)["notes"]
    assert (listed["officer"], listed["agency"], listed["text"]) == (None, None, TEXT)


def test_what_is_wrong_is_refused_with_its_exit_code(own: Station, case: str) -> None:
    name = written(own, case)
    assert own.run(DEFENCE, "note", "file", case, name[:12]).code == 3
    assert own.run(DEFENCE, "note", "settle", case, "ffff").code == 3
    assert own.run(CUSTOMS, "evidence", "record", case, "--kind", "rumour", "--text", "x", "--source", "y").code == 2
    assert own.refuses(HEAD, "seat", "fill", "none", "customs") == "seat.no-procedure"
    assert (
        own.refuses("cus-03", "seat", "fill", "standing-committee", "customs", "--titular", "cus-02=soon") == "form.day"
    )
    assert (
        own.refuses(CUSTOMS, "conflict", "rule", case, "cus-02", "--upheld", "perhaps", "--reason", "x")
        == "form.choice"
    )
    assert own.refuses("adm-01", "work", "list") == "rights.no-cases"
    assert own.refuses("eco-02", "expert", "list", case) == "rights.no-bodies"


def test_evidence_stands_in_the_case_and_in_the_work_of_nobody(own: Station, case: str) -> None:
    came_up = ("--kind", "previous-denial", "--text", "Denied in 2024.", "--source", "Denial X-7")
    own.ask(CUSTOMS, "evidence", "record", case, *came_up)
    for lang, kind in (("en", "source: Denial X-7"), ("fr", "source : Denial X-7")):
        assert kind in own.run(LICENSING, "case", "show", case, lang=lang).text
    assert not [one for one in own.ask(LICENSING, "work", "list")["items"] if one["kind"] == "mention"]


def test_a_session_and_its_seats_are_told_in_both_languages(own: Station) -> None:
    own.ask("cus-03", "seat", "fill", "standing-committee", "customs", "--titular", "cus-02=2026-01-01")
    session = own.ask(SECRETARY, "session", "list")["sessions"][0]["id"][:8]
    for lang, words in (
        ("en", ("customs (Voting seat): taken", "cus-02 (member of the agency)")),
        ("fr", ("customs (Siège délibératif) : occupé", "cus-02 (membre de l’administration)")),
    ):
        said = own.run(SECRETARY, "session", "show", session, lang=lang).text
        assert [one for one in words if one not in said] == []
    for lang, word in (
        ("en", "cus-02, titular, since 1 Jan 2026"),
        ("fr", "cus-02, titulaire, depuis le 1 janv. 2026"),
    ):
        assert word in own.run("eco-02", "seat", "list", lang=lang).text


# --- exports -----------------------------------------------------------------------------------------------------


def bodies(lines: list[dict[str, Any]], act_type: str) -> list[dict[str, Any]]:
    return [one for one in lines if one["header"]["type"] == act_type]


@pytest.mark.parametrize("notes", [False, True], ids=["without notes", "with notes"])
def test_notes_leave_only_under_a_mandate_that_says_so(own: Station, case: str, tmp_path: Path, notes: bool) -> None:
    name = written(own, case)
    own.ask(CUSTOMS, "note", "file", case, name[:12])
    with_notes = ("--with-notes",) if notes else ()
    asked = mandate(own, "--all", *with_notes)
    lines = exported(own, tmp_path / "export", asked)
    for act_type in ("NoteWritten", "NoteFiled"):
        assert [is_withheld(one) for one in bodies(lines, act_type)] == [not notes]
    assert (TEXT in (tmp_path / "export" / "acts.jsonl").read_text("utf-8")) == notes
    (listed,) = [one for one in own.ask(HEAD, "mandate", "list")["mandates"] if one["id"] == asked]
    assert listed["notes"] is notes


@pytest.mark.parametrize("notes", [False, True], ids=["without notes", "with notes"])
def test_what_a_filed_note_adds_to_a_reaffirmed_opinion_stays_with_it(
    own: Station, case: str, tmp_path: Path, notes: bool
) -> None:
    """Reaffirming an opinion signs what differs, and that repeats the note."""
    shown = own.ask(LICENSING, "case", "show", case)
    author = next(one["officer"] for one in shown["opinions"] if one["counts"])
    name = written(own, case)
    own.ask(CUSTOMS, "note", "file", case, name[:12])
    seen = own.ask(author, "opinion", "reaffirm", case)["seen"]
    own.ask(author, "opinion", "reaffirm", case, "--seen", seen)
    asked = mandate(own, "--all", *(("--with-notes",) if notes else ()))
    lines = exported(own, tmp_path / "export", asked)
    last = bodies(lines, "OpinionReaffirmed")[-1]
    assert (TEXT in json.dumps(last, ensure_ascii=False)) == notes
    assert not is_withheld(last)


def test_an_expert_who_steps_out_is_told_so_and_reads_no_more(own: Station, case: str) -> None:
    until = (app.assemble.present().date() + timedelta(days=5)).isoformat()
    asked = ("--expert", "def-05", "--question", "Is it a rifle?", "--until", until)
    own.ask(LICENSING, "expert", "invite", case, *asked)
    assert own.ask("def-05", "case", "show", case)["reference"] == case
    assert own.run("def-05", "conflict", "declare", case, "--reason", "A cousin works there.").code == 0
    assert own.refuses("def-05", "case", "show", case) == "rights.only-invited"
    (one,) = [one for one in own.ask(LICENSING, "expert", "list", case)["experts"] if one["expert"] == "def-05"]
    assert [look["part"] for look in one["opened"]] == ["case"]
