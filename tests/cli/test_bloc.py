"""Lists, bloc and minutes on the command line: what is refused, with which exit code, in both languages."""

from __future__ import annotations

import pytest

from tests.cli.placet import Station

CHAIR, SECRETARY, MEMBER = "lic-05", "lic-04", "cus-02"
LIST = "0" * 12


@pytest.fixture
def session(own: Station) -> str:
    """The last session of the demonstration; it is closed, and its minutes are a draft."""
    found = own.ask(SECRETARY, "session", "list")["sessions"]
    return str(max(found, key=lambda one: (one["held_on"], one["title"]))["id"])


@pytest.mark.parametrize("verb", ["certify", "attest"])
def test_a_result_is_that_of_one_case_or_of_a_session(own: Station, session: str, verb: str) -> None:
    assert own.refuses(CHAIR, "result", verb) == "bloc.case-or-session"
    assert own.refuses(CHAIR, "result", verb, "EXP-2026-00001", "--session", session) == "bloc.case-or-session"
    assert own.run(CHAIR, "result", verb).code == 2


def test_a_closed_session_has_no_list_to_put_or_to_sign(own: Station, session: str) -> None:
    assert own.refuses(SECRETARY, "session", "put-list", session) == "bloc.nothing-to-put"
    assert own.refuses(MEMBER, "vote", "bloc", session, "--list", LIST) == "bloc.changed"
    assert own.run(MEMBER, "vote", "bloc", session, "--list", LIST, lang="fr").code == 3


def test_minutes_are_shown_as_text_printed_and_only_for_a_known_agency(own: Station, session: str) -> None:
    shown = own.run(SECRETARY, "session", "minutes", session)
    assert "Minutes in draft." in shown.text
    assert own.ask(SECRETARY, "session", "minutes", session)["adopted"] is None
    paper = ("--pdf", own.directory / "minutes.pdf", "--for", "nobody")
    assert own.refuses(SECRETARY, "session", "minutes", session, *paper) == "minutes.agency-unknown"


def test_nothing_is_adopted_or_annexed_by_who_did_not_read_or_sit(own: Station, session: str) -> None:
    shown = own.ask(CHAIR, "minutes", "adopt", session, "--at", session)
    assert shown["acts"] == []
    seen = ("--at", session, "--seen", shown["seen"])
    assert own.refuses(CHAIR, "minutes", "adopt", session, *seen) == "session.not-open"
    statement = ("--kind", "reservation", "--text", "Noted.")
    assert own.refuses("inl-02", "minutes", "annex", session, *statement) == "minutes.did-not-sit"
    assert own.refuses("cus-02", "minutes", "annex", session, "--kind", "poem", "--text", "O") == "form.choice"


def test_an_auditor_sees_how_a_session_went_and_no_words_of_it(own: Station, session: str) -> None:
    found = own.ask("eco-02", "session", "minutes", session)
    assert "corrections" not in found
    assert found["agenda"]
