"""JSON dossiers: what is taken, what is refused, and that every problem is told at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.intake.dossier import read_dossier
from app.intake.reading import read
from app.intake.schema import schema
from app.models.application import Activity, Application, LicenceKind
from app.models.plain import from_plain, to_plain
from app.models.requirements import missing, required


def dossier(**changes: Any) -> dict[str, Any]:
    """A complete export of one line to one end-user."""
    return {
        "activity": "export",
        "kind": "individual",
        "applicant_reference": "A-1",
        "applied_on": "2026-11-19",
        "parties": [
            {"id": "x", "role": "exporter", "name": "Ateliers Réunis", "country": "FR"},
            {"id": "u", "role": "end-user", "name": "Ministry of Defence", "country": "KE"},
        ],
        "destinations": [{"country": "KE", "given": "Kenya"}],
        "lines": [line()],
        "end_use": "Coast guard",
    } | changes


def line(**changes: Any) -> dict[str, Any]:
    return {
        "id": "1",
        "description": "Patrol boat",
        "control_code": "ML9.a",
        "att_scope": "2_1",
        "att_category": "f",
        "hs_code": "8906.10",
        "quantity": 2,
        "unit": "pieces",
        "value": "1250000.50",
        "currency": "EUR",
        "origin": "FR",
    } | changes


def told(value: Any) -> list[tuple[str, str]]:
    """Code and field of every problem of a dossier."""
    found = read_dossier(value, "d.json")
    assert (found.application is None) == bool(found.problems)
    return [(one.code.removeprefix("intake."), one.field) for one in found.problems]


def taken(value: Any) -> Application:
    application = read_dossier(value, "d.json").application
    assert application is not None
    return application


def test_a_complete_dossier_is_taken_and_its_items_are_derived() -> None:
    application = taken(dossier())
    assert application.lines[0].quantity == "2"
    assert application.lines[0].hs_code == "890610"
    assert [(one.line, one.destination, one.end_user) for one in application.items] == [("1", "KE", "u")]
    assert from_plain(Application, to_plain(application)) == application


def test_every_problem_is_told_at_once() -> None:
    bad = dossier(
        activity="smuggling",
        applied_on="2026-02-30",
        parties=[{"id": "x", "role": "exporter", "name": "A\x07", "country": "QQ"}],
        lines=[line(quantity="1e5", value="-3", currency="EURO", hs_code="12", att_category="z")],
        colour="red",
    )
    assert set(told(bad)) == {
        ("choice", "activity"),
        ("date", "applied_on"),
        ("text-control", "parties.0.name"),
        ("country", "parties.0.country"),
        ("decimal", "lines.0.quantity"),
        ("decimal", "lines.0.value"),
        ("currency", "lines.0.currency"),
        ("hs-code", "lines.0.hs_code"),
        ("choice", "lines.0.att_category"),
        ("unknown-field", "colour"),
    }


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"end_use": ""}, ("missing", "end_use")),
        ({"end_use": "a‮b"}, ("text-control", "end_use")),
        ({"end_use": "\ud800"}, ("text-control", "end_use")),
        ({"end_use": "x" * 9000}, ("text-long", "end_use")),
        ({"end_use": 7}, ("text-type", "end_use")),
        ({"applied_on": "19/11/2026"}, ("date", "applied_on")),
        ({"applied_on": "0026-11-19"}, ("date-far", "applied_on")),
        ({"kind": "temporary"}, ("missing", "valid_until")),
        ({"lines": "one"}, ("list", "lines")),
        ({"lines": []}, ("missing", "lines")),
        ({"lines": [line(), 3]}, ("object", "lines.1")),
        ({"lines": [line(), line()]}, ("id-twice", "lines.1.id")),
        ({"lines": [line(quantity=True)]}, ("text-type", "lines.0.quantity")),
        ({"lines": [line(quantity="9" * 40)]}, ("decimal-large", "lines.0.quantity")),
        ({"lines": [line(quantity="1,5")]}, ("decimal", "lines.0.quantity")),
        ({"lines": [line(quantity="NaN")]}, ("decimal", "lines.0.quantity")),
        ({"lines": [line(att_category=None)]}, ("category-needed", "lines.0.att_category")),
        ({"documents": [{"kind": "euc", "title": "EUC", "digest": "ABC"}]}, ("digest", "documents.0.digest")),
        ({"extra": {"né": "x"}}, ("json-key", "extra")),
        ({"extra": []}, ("object", "extra")),
        ({"route": [{}]}, ("text-type", "route.0")),
        ({"items": [{"id": "1", "line": "9"}]}, ("link-line", "items.0.line")),
        ({"items": [{"id": "1", "line": "1", "destination": "US"}]}, ("link-destination", "items.0.destination")),
        ({"items": [{"id": "1", "line": "1", "end_user": "q"}]}, ("link-end-user", "items.0.end_user")),
        ({"items": [{"id": "1", "line": "1", "quantity": 3}]}, ("items-above", "lines.0.quantity")),
        ({"destinations": [{"country": "KE"}, {"country": "UG"}]}, ("items-ambiguous", "items")),
        ({"parties": [{"id": "x", "role": "exporter", "name": "A"}]}, ("missing", "parties.end-user")),
    ],
)
def test_a_wrong_field_is_named(changes: dict[str, Any], problem: tuple[str, str]) -> None:
    assert told(dossier(**changes)) == [problem]


def test_user_assigned_country_codes_are_taken_for_training() -> None:
    assert taken(dossier(destinations=[{"country": "XT"}])).destinations[0].country == "XT"
    assert told(dossier(destinations=[{"country": "EU"}])) == [("country", "destinations.0.country")]


def test_text_is_normalised_and_trimmed() -> None:
    assert taken(dossier(end_use="  cafe\u0301\r\nnoir ")).end_use == "café\nnoir"


def test_a_code_of_another_list_is_taken_with_a_flag_that_does_not_block() -> None:
    found = read_dossier(dossier(lines=[line(control_code="6A003.b.4")]), "d.json")
    assert [(one.code, one.field, one.blocks) for one in found.flags] == [
        ("national-code", "lines.0.control_code", False)
    ]
    assert read_dossier(dossier(lines=[line(control_code="ML8.c.5.b.1")]), "d.json").flags == ()


def test_a_global_licence_shares_each_line_among_its_destinations() -> None:
    users = [{"id": f"u{c}", "role": "end-user", "name": c, "country": c} for c in ("KE", "UG")]
    parties = [{"id": "x", "role": "exporter", "name": "A"}, *users]
    places = [{"country": "KE"}, {"country": "UG"}]
    application = taken(dossier(kind="global", parties=parties, destinations=places))
    assert [(one.destination, one.end_user) for one in application.items] == [("KE", "uKE"), ("UG", "uUG")]


def test_an_open_licence_needs_no_amounts_and_no_end_user() -> None:
    bare = line(quantity="", unit="", value="", currency="")
    parties = [{"id": "x", "role": "exporter", "name": "A"}]
    assert taken(dossier(kind="open", lines=[bare], parties=parties)).kind is LicenceKind.OPEN


@pytest.mark.parametrize("activity", list(Activity))
def test_each_activity_has_its_own_required_fields(activity: Activity) -> None:
    empty = Application(activity=activity, kind=LicenceKind.TEMPORARY)
    flags = missing(empty)
    asked = [path for path in required(activity, LicenceKind.TEMPORARY) if not path.startswith("lines.")]
    assert sorted(one.field for one in flags) == sorted(asked)
    assert all(one.blocks and one.code == "missing-field" for one in flags)
    assert "valid_until" in asked
    assert len({required(one, LicenceKind.GLOBAL) for one in Activity}) == len(Activity)


def test_a_file_holds_one_dossier_or_several(tmp_path: Path) -> None:
    file = tmp_path / "many.json"
    file.write_text(json.dumps([dossier(), dossier(end_use=""), dossier(), dossier(applicant_reference="B")]))
    reading = read([file])
    assert [one.source for one in reading.candidates] == ["many.json:1", "many.json:3", "many.json:4"]
    assert [(one.row, one.field) for one in reading.problems] == [(2, "end_use")]
    assert [flag.code for flag in reading.candidates[1].flags] == ["duplicate-content"]


def test_the_schema_asks_what_the_activity_requires() -> None:
    made = schema()
    application = made["$defs"]["Application"]
    assert set(application["properties"]) >= set(dossier())
    rule = next(
        one
        for one in application["allOf"]
        if one["if"]["properties"] == {"activity": {"const": "transit"}, "kind": {"const": "individual"}}
    )
    roles = [one["contains"]["properties"]["role"]["const"] for one in rule["then"]["properties"]["parties"]["allOf"]]
    assert roles == ["exporter", "end-user", "carrier"]
    assert "route" in rule["then"]["required"]
    records = made["$defs"].values()
    assert all(
        one["description"] for record in records for name, one in record["properties"].items() if name != "$schema"
    )
    json.dumps(made)
