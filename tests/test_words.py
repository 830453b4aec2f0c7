"""Every code and value has its words, and numbers, dates and money are written as officials write them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

from app.intake.problems import REMEDY_OF
from app.models import acts, application, charter, licence, outcomes, procedure
from app.store.recovery import Standing
from app.words import Words, labels, sentences
from app.workflows.engine import State
from app.workflows.experts import PARTS
from app.workflows.named_facts import FACTS
from app.workflows.procedure import load_procedure
from app.workflows.treaty import LEVELS
from tests import i18n

ROOT = i18n.ROOT
THIN = "\N{NARROW NO-BREAK SPACE}"
RAISING = {"Refused", "NotTrusted", "Unreadable", "StoreFault", "Usage", "Problem", "Obstacle", "say"}
PLACED = {"file", "line"}
"""Values that the reader of a file adds to what was found in it."""
CODE = re.compile(r"[a-z][a-z-]*\.[a-z]([a-z0-9-]*[a-z0-9])?")
FILE_NAME = re.compile(r".*\.(json|jsonl|note|vkey|bin|der|csv|pdf|toml|txt|db)")
KINDS: dict[str, type[StrEnum]] = {
    "activity": application.Activity,
    "licence_kind": application.LicenceKind,
    "party_role": application.PartyRole,
    "att_scope": application.AttScope,
    "att_category": application.AttCategory,
    "position": outcomes.Position,
    "outcome": outcomes.Outcome,
    "result": outcomes.Result,
    "gate": outcomes.GateStatus,
    "role": charter.Role,
    "step_kind": procedure.StepKind,
    "overdue": procedure.Overdue,
    "decider": procedure.Decider,
    "seat_kind": procedure.SeatKind,
    "statutory_effect": procedure.StatutoryEffect,
    "scope": acts.Scope,
    "mixed": procedure.Mixed,
    "query_outcome": outcomes.QueryOutcome,
    "escalation_cause": outcomes.EscalationCause,
    "seat_effect": procedure.SeatEffect,
    "visibility": procedure.Visibility,
    "valid_from": procedure.ValidFrom,
    "method": outcomes.Method,
    "purpose": outcomes.Purpose,
    "suspension_cause": outcomes.SuspensionCause,
    "mass_criterion": outcomes.MassCriterion,
    "paper_kind": outcomes.PaperKind,
    "service_means": outcomes.ServiceMeans,
    "review_cause": outcomes.ReviewCause,
    "verdict": outcomes.Verdict,
    "evidence_kind": outcomes.EvidenceKind,
    "statement_kind": outcomes.StatementKind,
    "licence_state": licence.LicenceState,
}


def flag_codes() -> set[str]:
    """Codes of flags: named in the intake room, or made from a cell's problem."""
    named = {
        node.value
        for file in (ROOT / "app").rglob("*.py")
        for call in ast.walk(parsed(file))
        if isinstance(call, ast.Call) and name_of(call) in ("Flag", "_flag_of")
        for one in call.keywords
        if one.arg == "code"
        for node in ast.walk(one.value)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return named | {"unreadable-date", "unreadable-amount", "unreadable-value", "missing-field"}


def step_ids() -> set[str]:
    """Steps of the shipped procedures."""
    found = set()
    for file in (ROOT / "resources" / "procedures").glob("*.toml"):
        loaded, problems = load_procedure(file.name, file.read_bytes())
        assert loaded is not None, problems
        found |= {step.id for step in loaded.steps}
    return found


def why_not() -> set[str]:
    """Reasons why a position does not count, as the program names them."""
    found = set()
    for file in (ROOT / "app" / "desk").glob("*.py"):
        found |= set(re.findall(r'"why\.([a-z-]+)"', file.read_text(encoding="utf-8")))
    return found


OTHER_LABELS = {
    "stage": step_ids()
    | {"granted", "partly-granted", "refused", "closed", "unknown", "withdrawn", "return-without-action"},
    "state": {*get_args(State), "dropped"},
    "session": {"convened", "open", "closed"},
    "round": {"deferred", "open"},
    "difference": {"tables", "acts"},
    "flag": flag_codes,
    "link": {"renewal-of", "duplicate-of", "resubmission-of"},
    "truth": {"yes", "no"},
    "access_part": set(PARTS),
    "capacity": {"titular", "member"},
    "work": {"step", "consultation", "advice", "mention", "conflict", "countersign", "position", "receipt"}
    | {"migration", "correction"},
    "simulated": {"applies", "skipped"},
    "how": {"waived", "no-objection", "escalated"},
    "why": why_not,
    "level": set(LEVELS),
    "country": {"XA", "XB", "XC", "XW"},
    "text_language": set(i18n.LANGUAGES),
    "news": {"version", "classification", "article-6", "article-7", "opinion", "condition", "consultation"}
    | {"advice", "answer", "evidence", "note"},
}
MADE_UP = {
    "act.": set(acts.TYPES),
    "field.": {"str", "int", "bool"},
    "flag.": flag_codes,
    "intake.": {name.removeprefix("intake.") for name in REMEDY_OF},
    "intake.place": {"", "-row", "-field", "-row-field"},
    "intake.toml-": {name.removeprefix("intake.toml-") for name in REMEDY_OF if name.startswith("intake.toml-")},
    "store.head-": set(get_args(Standing)) - {"same", "ahead"},
}
"""Codes that the program makes up, by their beginning, and how they may end."""


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def program() -> tuple[tuple[str, ast.AST], ...]:
    """Every piece of code of the program, sentences apart, with its place."""
    files = [file for file in sorted((ROOT / "app").rglob("*.py")) if file.parent.name != "sentences"]
    return tuple(
        (f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}", node)
        for file in files
        for node in ast.walk(parsed(file))
    )


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def calls(names: set[str]) -> Iterator[tuple[str, ast.Call, ast.expr]]:
    """Calls by name, with their first argument."""
    for place, node in program():
        if isinstance(node, ast.Call) and name_of(node) in names:
            first = node.args[0] if node.args else next((k.value for k in node.keywords if k.arg == "code"), None)
            if first is not None:
                yield place, node, first


def text_of(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def values(known: object) -> set[str]:
    return set(known() if callable(known) else known)  # type: ignore[call-overload]


# --- codes ---------------------------------------------------------------------------------------------------------


def test_every_code_that_is_raised_has_a_sentence() -> None:
    missing = {
        f"{place}: {code}"
        for place, _, first in calls(RAISING)
        if (code := text_of(first)) is not None and code not in sentences()
    }
    assert missing == set()


def test_every_code_kept_in_a_table_has_a_sentence() -> None:
    families = {code.partition(".")[0] for code in sentences()}
    missing = {
        f"{place}: {code}"
        for place, node in program()
        if isinstance(node, ast.expr)
        and (code := text_of(node)) is not None
        and CODE.fullmatch(code)
        and code.partition(".")[0] in families
        and not FILE_NAME.fullmatch(code)
        and code not in sentences()
        and code not in WITHOUT_SENTENCE
    }
    assert missing == set()


WITHOUT_SENTENCE = {"intake.problems", "file.problems"}
"""Stand in the JSON answer beside the problems themselves."""


def test_every_code_that_is_made_up_has_a_sentence() -> None:
    beginnings = set()
    for place, _, first in calls(RAISING):
        if isinstance(first, ast.JoinedStr):
            beginning = text_of(first.values[0]) or ""
            assert beginning in MADE_UP, f"{place}: say in MADE_UP how {beginning!r} may end"
            beginnings.add(beginning)
    made_up = {beginning + ending for beginning in beginnings for ending in values(MADE_UP[beginning])}
    assert made_up - sentences().keys() == set()


def test_a_sentence_asks_only_for_values_that_are_given() -> None:
    asked = {}
    for place, call, first in calls((RAISING - {"Problem", "Obstacle"}) | {"at_line", "add"}):
        code = text_of(first)
        given = {one.arg for one in call.keywords}
        if code in sentences() and None not in given:
            missing = i18n.names_in(sentences()[code]) - given - PLACED
            asked |= {place: (code, missing)} if missing else {}
    assert asked == {}


def test_every_sentence_is_used() -> None:
    written = {text_of(node) for _, node in program() if isinstance(node, ast.expr)}
    made_up = {beginning + ending for beginning, known in MADE_UP.items() for ending in values(known)}
    assert sentences().keys() - written - made_up == set()


def test_every_type_of_act_has_a_sentence() -> None:
    assert {code for code in sentences() if code.startswith("act.") and code[4].isupper()} == {
        f"act.{name}" for name in acts.TYPES
    }


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_sentence_of_an_act_tells_a_position(language: str) -> None:
    words = Words(language)
    told = {words.label("position", one).lower() for one in outcomes.Position}
    named = [words.say(f"act.{name}").lower() for name in acts.TYPES]
    assert [(act, position) for act in named for position in told if position in act] == []


# --- labels --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_an_enumeration_has_a_word(kind: str) -> None:
    assert {f"{kind}.{one.value}" for one in KINDS[kind]} - labels().keys() == set()


def test_no_enumeration_of_the_models_is_left_out() -> None:
    found = {
        thing
        for module in (acts, application, charter, licence, outcomes, procedure)
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, StrEnum) and thing is not StrEnum
    }
    assert found == set(KINDS.values())


@pytest.mark.parametrize("kind", OTHER_LABELS)
def test_every_other_value_that_is_shown_has_a_word(kind: str) -> None:
    assert {f"{kind}.{one}" for one in values(OTHER_LABELS[kind])} - labels().keys() == set()


def test_every_kind_of_label_that_is_asked_for_is_known() -> None:
    known = KINDS.keys() | OTHER_LABELS.keys()
    asked = {(place, text_of(first)) for place, _, first in calls({"label", "_label"}) if text_of(first) is not None}
    asked |= {("app/workflows/named_facts.py", one.label) for one in FACTS.values() if one.label}
    assert {(place, kind) for place, kind in asked if kind not in known} == set()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_two_values_of_a_kind_have_the_same_word(language: str) -> None:
    words = Words(language)
    shown = sorted((key.partition(".")[0], words.text(text).lower()) for key, text in labels().items())
    assert [one for one, other in pairwise(shown) if one == other] == []


# --- numbers, dates, money, countries --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [
        ("en", 1234567, f"1{THIN}234{THIN}567"),
        ("fr", 1234567, f"1{THIN}234{THIN}567"),
        ("en", Decimal("-1234.50"), f"-1{THIN}234.50"),
        ("fr", Decimal("-1234.50"), f"-1{THIN}234,50"),
        ("en", "0.05", "0.05"),
        ("fr", "0.05", "0,05"),
        ("fr", "999", "999"),
    ],
)
def test_numbers_are_grouped_by_a_narrow_space(language: str, value: int | Decimal | str, shown: str) -> None:
    assert Words(language).number(value) == shown


def test_a_currency_stands_before_the_amount_in_english_and_after_it_in_french() -> None:
    assert Words("en").money("1250000.00", "EUR") == f"EUR\N{NO-BREAK SPACE}1{THIN}250{THIN}000.00"
    assert Words("fr").money("1250000.00", "EUR") == f"1{THIN}250{THIN}000,00\N{NO-BREAK SPACE}EUR"


def test_dates_are_written_as_officials_write_them() -> None:
    assert Words("en").date(date(2026, 11, 19)) == "19 Nov 2026"
    assert Words("fr").date("2026-11-19") == "19 nov. 2026"
    assert Words("fr").date("2026-08-01") == "1 août 2026"
    assert Words("fr").moment("2026-11-19T14:05:09.123Z") == "19 nov. 2026, 14:05 UTC"


def test_a_count_takes_the_plural_of_its_language() -> None:
    one, many = "{n} more problem.", "{n} more problems."
    assert [Words("en").plural(one, many, n) for n in (0, 1, 2)] == [
        "0 more problems.",
        "1 more problem.",
        "2 more problems.",
    ]
    assert [Words("fr").plural(one, many, n) for n in (0, 1, 2)] == [
        "0 autre problème.",
        "1 autre problème.",
        "2 autres problèmes.",
    ]


def test_an_invented_country_has_a_name_in_both_languages() -> None:
    assert [Words(language).country("XA") for language in ("en", "fr")] == [
        "Republic of Valmara",
        "République de Valmara",
    ]
    assert [Words(language).country("DE") for language in ("en", "fr")] == ["Germany", "Allemagne"]


def test_a_refusal_reads_as_one_whole_sentence() -> None:
    told = Words("fr").say("session.no-quorum", present=2, quorum=4)
    assert told == (
        f"Le quorum n’est pas atteint{THIN}: sièges délibératifs occupés 2, requis 4. "
        "Enregistrez la présence des autres sièges ou ajournez."
    )
