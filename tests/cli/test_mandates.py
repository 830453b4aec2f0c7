"""What leaves under a mandate: the bodies of the cases it names, up to its last day, and nothing of the others."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import app.assemble
from app.desk.journal import line
from app.models.acts import MandateProposed
from app.trust.audit import verify_export
from app.trust.record import Header, Record, seal
from tests.cli.placet import Station
from tests.documents.reading import text
from tests.trust.journal import CASE, Journal

AUDITOR, HEAD = "eco-02", "lic-01"
MINE, OTHERS = "Nordaxel", ("Kestrel", "Ostmark")
"""Applicants of the demonstration's dossiers."""


def last_day(days: int = 30) -> str:
    return (app.assemble.present().date() + timedelta(days=days)).isoformat()


def mandate(own: Station, *said: str, until: str = "") -> str:
    grant = ("mandate", "grant", *said, "--until", until or last_day(), "--reason", "the yearly audit")
    asked: str = own.ask(AUDITOR, *grant)["acts"][0]
    own.ask(HEAD, "mandate", "grant", "confirm", asked[:12])
    return asked


def exported(own: Station, place: Path, name: str) -> list[dict[str, Any]]:
    """The lines of an export that verifies, each with its header read."""
    own.ask(AUDITOR, "journal", "export", place, "--mandate", name[:12])
    verify_export(place)
    lines = [json.loads(one) for one in (place / "acts.jsonl").read_text("utf-8").splitlines()]
    return [one | {"header": json.loads(one["header"])} for one in lines]


def is_withheld(one: dict[str, Any]) -> bool:
    return (one["body"], one["parts"], one["salt"]) == (None, None, None)


def case_of(own: Station, name: str) -> dict[str, Any]:
    """The demonstration's first case of this applicant."""
    found: list[dict[str, Any]] = own.ask("lic-03", "case", "list", "--text", name)["cases"]
    return own.ask("lic-03", "case", "show", found[0]["reference"])


def test_bodies_of_the_cases_named_leave_and_no_others(own: Station, tmp_path: Path) -> None:
    case, place = case_of(own, MINE), tmp_path / "export"
    name = mandate(own, "--case", case["reference"].lower(), "--withhold", "reasons")
    for one in exported(own, place, name):
        scope = one["header"]["scope"]
        assert is_withheld(one) == (scope not in ("realm", f"case:{case['id']}"))
        if one["parts"]:
            assert one["parts"]["reasons"].keys() == one["parts"]["shown"].keys() == {"digest"}
    papers = [(place / paper).read_text("utf-8") for paper in ("acts.jsonl", "decisions.csv")]
    for paper in (*papers, text((place / "decisions.pdf").read_bytes())):
        assert [one for one in (MINE, *OTHERS) if one in paper] == [MINE]


def test_the_log_names_nobody_where_the_application_is_withheld(own: Station, tmp_path: Path) -> None:
    place = tmp_path / "export"
    lines = exported(own, place, mandate(own, "--all", "--withhold", "application"))
    assert not any(map(is_withheld, lines))
    assert MINE not in (place / "decisions.csv").read_text("utf-8")


def test_a_mandate_serves_until_its_last_day(own: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = mandate(own, "--all", until=last_day(3))
    for number in range(2):
        assert not any(map(is_withheld, exported(own, tmp_path / str(number), name)))
    late = own.ask(AUDITOR, "mandate", "grant", "--all", "--until", last_day(3), "--reason", "again")["acts"][0]
    named = sorted(case_of(own, one)["reference"] for one in (MINE, OTHERS[0]))
    mandate(own, "--case", named[1], "--case", named[0], "--withhold", "annex")
    found = own.ask(HEAD, "mandate", "list")["mandates"][-3:]
    assert [(one["cases"] and sorted(one["cases"]), one["withheld"]) for one in found] == [
        (None, []),
        (None, []),
        (named, ["annex"]),
    ]
    assert states(own) == ["in-force", "proposed", "in-force"]
    later = app.assemble.present() + timedelta(days=4)
    monkeypatch.setattr(app.assemble, "present", lambda: later)
    assert own.refuses(AUDITOR, "journal", "export", tmp_path / "late", "--mandate", name[:12]) == "mandate.expired"
    assert own.refuses(HEAD, "mandate", "grant", "confirm", late[:12]) == "mandate.expired"
    assert not (tmp_path / "late").exists()
    assert states(own) == ["expired", "expired", "in-force"]


def states(own: Station) -> list[str]:
    """Of the latest three; before them stands the demonstration's own."""
    return [one["state"] for one in own.ask(HEAD, "mandate", "list")["mandates"]][-3:]


def test_only_known_cases_and_only_by_two_persons(own: Station) -> None:
    form = ("--until", last_day(), "--reason", "audit")
    assert own.refuses(AUDITOR, "mandate", "grant", "--case", "EXP-1999-00001", *form) == "case.unknown"
    assert own.refuses(AUDITOR, "mandate", "grant", "--all", *form, "--withhold", "colour") == "mandate.field"
    assert own.refuses(HEAD, "mandate", "grant", "--all", *form) == "rights.role"
    assert own.refuses("adm-01", "mandate", "list") == "rights.no-cases"
    asked = own.ask(AUDITOR, "mandate", "grant", "--all", *form)["acts"][0]
    assert own.refuses(AUDITOR, "mandate", "grant", "--json", "confirm", asked[:12]) == "rights.role"


@pytest.mark.parametrize(("agency", "shown"), [("ECO", False), ("DEF", True)])
def test_a_confidential_annex_stays_with_its_readers_under_any_mandate(agency: str, shown: bool) -> None:
    journal = Journal().filled()
    act = journal.opinion(journal.head)
    header = Header.parse(act.header_text)
    narrow = replace(header, body=replace(header.body, narrower={"annex": ("DEF",)}))
    record: Record = seal(narrow, act.body_text, act.salt, journal.head)
    mandate = MandateProposed(reason="Audit.", cases=(CASE.partition(":")[2],), until="2026-12-31")
    assert (b"Confidential" in line(record, mandate, agency)) == shown
    assert b"Confidential" not in line(record, replace(mandate, withheld=("annex",)), agency)


def test_with_the_application_goes_what_differs_between_its_versions() -> None:
    journal = Journal().filled()
    differs = {"part": "parties.2", "field": "name", "before": "Kestrel", "after": "Ostmark"}
    body = {"opinion": "x", "dossier": "y", "difference": [differs], "shown": "name: Kestrel → Ostmark"}
    record = journal.act(journal.head, "OpinionReaffirmed", CASE, body, *journal.who(journal.head))
    mandate = MandateProposed(reason="Audit.", cases=("*",), until="2026-12-31")
    assert b"Kestrel" in line(record, mandate, "ECO")
    left = line(record, replace(mandate, withheld=("application",)), "ECO")
    assert [one for one in (b"Kestrel", b"Ostmark") if one in left] == []
    assert b"opinion" in left
