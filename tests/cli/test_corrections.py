"""Corrective acts on the command line: shown first, signed with what was seen, refused in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.placet import Station

REFERENCE = "EXP-2026-00001"
REASON = ("--reason", "Two pages were missing.")


def test_without_seen_nothing_is_signed(own: Station) -> None:
    before = own.ask("lic-03", "case", "acts", REFERENCE)
    said = own.run("lic-03", "correct", "list", REFERENCE)
    assert said.code == 0
    shown = own.run("lic-03", "correct", "reopen", REFERENCE, "--step", "intake", *REASON)
    assert shown.code == 3
    assert own.ask("lic-03", "case", "acts", REFERENCE) == before


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "it is not put back any more. Open a reconsideration."), ("fr", "Ouvrez un réexamen.")],
)
def test_what_the_applicant_was_told_is_not_put_back(trained: Station, language: str, words: str) -> None:
    said = trained.run("lic-03", "correct", "reopen", REFERENCE, "--step", "intake", *REASON, lang=language)
    assert said.code == 3
    assert words in said.err


def test_a_step_a_vote_and_a_request_that_are_not_there_are_refused_by_code(trained: Station) -> None:
    tried = {
        ("correct", "reopen", REFERENCE, "--step", "nowhere", *REASON): "step.unknown",
        ("correct", "void-vote", REFERENCE, "nobody", *REASON): "vote.not-standing",
        ("correct", "confirm", REFERENCE, "000000000000"): "proposal.unknown",
        ("decision", "check-scan", REFERENCE, Path(__file__)): "scan.none",
    }
    for words, code in tried.items():
        said = trained.run("lic-03", "--json", *words)
        assert (said.code, said.json["error"]) == (3, code), said


def test_a_scan_that_cannot_be_read_is_named(trained: Station) -> None:
    said = trained.run("lic-03", "decision", "check-scan", REFERENCE, "/nowhere/scan.pdf")
    assert said.code == 5
    assert "/nowhere/scan.pdf" in said.err


def test_an_auditor_reads_no_corrections(trained: Station) -> None:
    said = trained.run("eco-02", "--json", "correct", "reopen", REFERENCE, "--step", "intake", *REASON)
    assert (said.code, said.json["error"]) == (3, "rights.no-bodies")
