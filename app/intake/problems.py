"""What keeps a file, a row or a field from being taken in: what, where, and the remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.errors import Unreadable
from app.words import Words

SHOWN = 80
# Which remedy goes with which problem; several problems share one.
REMEDIES = {
    "intake.remedy-text": ("text-type", "text-control", "text-long", "list", "object", "list-long"),
    "intake.remedy-country": ("country",),
    "intake.remedy-currency": ("currency",),
    "intake.remedy-date": ("date", "date-far", "date-pattern"),
    "intake.remedy-decimal": ("decimal", "decimal-large", "decimal-style"),
    "intake.remedy-choice": ("choice",),
    "intake.remedy-digest": ("digest",),
    "intake.remedy-hs": ("hs-code",),
    "intake.remedy-id": ("id", "id-twice"),
    "intake.remedy-field": ("unknown-field",),
    "intake.remedy-missing": ("missing", "category-needed"),
    "intake.remedy-link": ("link-line", "link-destination", "link-end-user"),
    "intake.remedy-items": ("items-ambiguous", "items-above"),
    "intake.remedy-json": (
        "json-syntax",
        "json-duplicate",
        "json-deep",
        "json-constant",
        "json-shape",
        "json-key",
    ),
    "intake.remedy-encoding": ("not-utf8", "encoding", "nul"),
    "intake.remedy-file": ("file-kind", "file-absent", "file-empty", "file-large"),
    "intake.remedy-mapping-given": ("no-mapping",),
    "intake.remedy-csv": ("csv-broken", "csv-columns", "column-twice"),
    "intake.remedy-column": ("column-absent",),
    "intake.remedy-xlsx": ("xlsx-broken", "xlsx-large", "xlsx-formula", "xlsx-error", "xlsx-sheet"),
    "intake.remedy-code": ("code-unknown",),
    "intake.remedy-rows": ("rows-disagree", "key-empty"),
    "intake.remedy-toml": (
        "toml-syntax",
        "toml-unknown",
        "toml-type",
        "toml-choice",
        "toml-missing",
        "toml-table",
        "toml-source",
        "toml-large",
    ),
}
REMEDY_OF = {f"intake.{name}": remedy for remedy, names in REMEDIES.items() for name in names}


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` counts from 1 as a spreadsheet does (TOML and broken JSON: the line; dossiers: the place in the array).

    `field` is a column's heading or a field's path, `value` what stands there, `expected` what may stand.
    """

    code: str
    file: str
    row: int | None = None
    field: str = ""
    value: str = ""
    expected: str = ""

    @property
    def remedy(self) -> str:
        """Code of the sentence that says what to do."""
        return REMEDY_OF[self.code]

    def values(self) -> dict[str, Any]:
        """What fills in the sentences."""
        return {
            "file": self.file,
            "row": "" if self.row is None else self.row,
            "field": self.field,
            "value": self.value,
            "expected": self.expected,
        }

    def sentence(self, words: Words) -> str:
        """What is wrong and what to do, without the place."""
        return f"{words.say(self.code, **self.values())} {words.say(self.remedy, **self.values())}"

    def place(self, words: Words) -> str:
        """Where it is: file, row and field as far as they are known."""
        known = ("-row" if self.row is not None else "") + ("-field" if self.field else "")
        return words.say(f"intake.place{known}", **self.values())


class Found:
    """Collects the problems of one file or one row of it."""

    def __init__(self, file: str, row: int | None = None) -> None:
        self.file = file
        self.row = row
        self.problems: list[Problem] = []

    def add(self, code: str, field: str = "", value: object = "", expected: str = "") -> None:
        """Note one problem; `value` is cut to what a person reads."""
        self.problems.append(Problem(f"intake.{code}", self.file, self.row, field, shown(value), expected))


def shown(value: object) -> str:
    """`value` short enough for a message, without characters that a terminal would obey."""
    try:
        text = str(value)[: SHOWN + 1]
    except ValueError:  # a whole number of thousands of digits, written in another base
        text = "…"
    plain = "".join(character if character.isprintable() else "�" for character in text)
    return plain[:SHOWN] + "…" if len(plain) > SHOWN else plain


# How `app.canonical.parse` names what it refuses, and the problem an officer is told.
OF_JSON = {
    "text.not-utf8": "intake.not-utf8",
    "json.duplicate-key": "intake.json-duplicate",
    "json.constant": "intake.json-constant",
    "json.syntax": "intake.json-syntax",
    "json.too-deep": "intake.json-deep",
}


def of_unreadable(error: Unreadable, file: str) -> Problem:
    """The problem of a JSON file that could not be parsed."""
    told = error.values
    value = told.get("key") or told.get("name") or told.get("position") or ""
    column = f"{told['column']}" if "column" in told else ""
    return Problem(OF_JSON[error.code], file, told.get("line"), column, shown(value))
