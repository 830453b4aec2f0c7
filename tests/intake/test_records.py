"""Records made column by column are those that their class makes."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from app.intake.records import records
from app.models.application import Activity, Application, LicenceKind, Line

KINDS: dict[str, list[Any]] = {
    "activity": [Activity.EXPORT, Activity.IMPORT],
    "kind": [LicenceKind.OPEN, LicenceKind.INDIVIDUAL],
}


def test_columns_make_what_the_constructor_makes() -> None:
    made = records(Application, 2, {**KINDS, "end_use": ["police", "navy"]})
    assert made == [
        Application(activity=Activity.EXPORT, kind=LicenceKind.OPEN, end_use="police"),
        Application(activity=Activity.IMPORT, kind=LicenceKind.INDIVIDUAL, end_use="navy"),
    ]
    assert made[0].extra is not made[1].extra
    assert records(Application, 0, {"activity": [], "kind": []}) == []


def test_records_of_columns_stay_frozen() -> None:
    [line] = records(Line, 1, {"id": ["1"], "description": ["Rifles"]})
    with pytest.raises(FrozenInstanceError):
        line.unit = "pieces"  # type: ignore[misc]


@pytest.mark.parametrize("columns", [{"id": ["1"]}, {"id": ["1"], "description": ["x"], "colour": ["red"]}])
def test_a_column_too_few_or_unknown_is_no_record(columns: dict[str, list[str]]) -> None:
    with pytest.raises(TypeError):
        records(Line, 1, columns)


@pytest.mark.parametrize("given", [["x"], ["x", "y", "z"]])
def test_columns_are_equally_long(given: list[str]) -> None:
    with pytest.raises(ValueError, match="zip"):
        records(Line, 2, {"id": ["1", "2"], "description": given})
