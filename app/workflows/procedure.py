"""Reads a procedure's TOML text into the model, strictly, with every problem at its line."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from app.canonical import digest
from app.models.application import Activity
from app.models.procedure import (
    Committee,
    Competence,
    Condition,
    Decider,
    Fact,
    Mixed,
    Overdue,
    Procedure,
    Queries,
    Seat,
    SeatKind,
    StatutoryEffect,
    Step,
    StepKind,
)
from app.workflows.named_facts import fact_problems
from app.workflows.toml_fields import Notes, Problem, Table, read_table
from app.workflows.toml_places import Path

LONGEST_LIMIT = 1_000
"""Working days."""
MOST_STEPS = 100
MOST_SIGNATURES = 9
DEEPEST_CONDITION = 8
MOST_FACTS = 40


class Task(StrEnum):
    """Treaty questions that a step's holder has to answer before the step can end."""

    ARTICLE_6 = "article-6"
    ARTICLE_7 = "article-7"


def load_procedure(name: str, source: bytes | str) -> tuple[Procedure | None, tuple[Problem, ...]]:
    """The procedure in `source`, or None and all problems of reading; `name` is the file's name for these.

    Reading does not check what the procedure means: that is `procedure_check.check`.
    """
    procedure, notes = read_procedure(name, source)
    return procedure, tuple(notes.problems)


def read_procedure(name: str, source: bytes | str) -> tuple[Procedure | None, Notes]:
    """As `load_procedure`, with the places of everything in the text for further checks."""
    table, notes = read_table(name, source)
    if table is None:
        return None, notes
    data = source.encode("utf-8") if isinstance(source, str) else source
    procedure = _procedure(table, digest(data))
    return (None if notes.problems else procedure), notes


def _procedure(table: Table, file_digest: str) -> Procedure:
    statutory = table.table("statutory", needed=False)
    committee = table.table("committee", needed=False)
    queries = table.table("queries", needed=False)
    steps = tuple(_step(one) for one in table.tables("steps"))
    if len(steps) > MOST_STEPS:
        table.notes.add("procedure.too-many-steps", table.at("steps", MOST_STEPS), most=MOST_STEPS)
    procedure = Procedure(
        id=table.code("id"),
        version=table.text("version"),
        title=table.said("title"),
        summary=table.both("summary", needed=False),
        legal_basis=table.said("legal_basis"),
        activities=table.choices("activities", Activity),
        steps=steps,
        committee=None if committee is None else _committee(committee),
        digest=file_digest,
        queries=None if queries is None else _queries(queries),
        escalates_to=table.code("escalates_to", needed=False),
        **({} if statutory is None else _statutory(statutory)),
    )
    table.close()
    return procedure


def _statutory(table: Table) -> dict[str, Any]:
    found = {
        "statutory_days": table.limit("days", LONGEST_LIMIT),
        "statutory_effect": table.choice("effect", StatutoryEffect, StatutoryEffect.NONE),
        "statutory_basis": table.both("legal_basis", needed=False),
    }
    table.close()
    return found


def _queries(table: Table) -> Queries:
    queries = Queries(
        agency=table.code("agency"),
        days=table.integer("days", 1, LONGEST_LIMIT),
        silence=table.said("silence"),
        legal_basis=table.both("legal_basis", needed=False),
    )
    table.close()
    return queries


def _committee(table: Table) -> Committee:
    committee = Committee(
        title=table.said("title"),
        seats=tuple(_seat(one) for one in table.tables("seats")),
        quorum=table.integer("quorum", 1, MOST_STEPS),
        chair=table.code("chair"),
        secretary=table.code("secretary"),
        chair_votes=table.truth("chair_votes", False),
        deferrals=table.integer("deferrals", 0, 10, 2),
        information_requests=table.integer("information_requests", 0, 10, 1),
        information_days=table.integer("information_days", 1, LONGEST_LIMIT, 10),
        escalates_to=table.code("escalates_to", needed=False),
        higher_signatures=table.integer("higher_signatures", 1, MOST_SIGNATURES, 1),
        legal_basis=table.both("legal_basis", needed=False),
    )
    table.close()
    return committee


def _seat(table: Table) -> Seat:
    return Seat(
        agency=table.code("agency"),
        kind=table.choice("kind", SeatKind, SeatKind.VOTING) or SeatKind.VOTING,
        mandatory=table.truth("mandatory", False),
    )


def _step(table: Table) -> Step:
    return Step(
        id=table.code("id"),
        kind=table.choice("kind", StepKind) or StepKind.NOTIFY,
        title=table.said("title"),
        agency=table.code("agency", needed=False),
        after=table.codes("after"),
        when=_condition(table, "when"),
        days=table.limit("days", LONGEST_LIMIT),
        overdue=table.choice("overdue", Overdue, Overdue.REMIND) or Overdue.REMIND,
        countersign=table.truth("countersign", False),
        mandatory=table.truth("mandatory", True),
        tasks=tuple(task.value for task in table.choices("tasks", Task)) if "tasks" in table.data else _none(table),
        decides=table.choice("decides", Decider, needed=False),
        competences=tuple(_competence(one) for one in table.tables("competences", needed=False)),
        mixed=table.choice("mixed", Mixed, needed=False),
        signatures=table.integer("signatures", 0, MOST_SIGNATURES, 0),
        waived_by=table.code("waived_by", needed=False),
        escalates_to=table.code("escalates_to", needed=False),
        legal_basis=table.both("legal_basis", needed=False),
    )


def _none(table: Table) -> tuple[str, ...]:
    table.asked.add("tasks")
    return ()


def _competence(table: Table) -> Competence:
    never = Condition(any=())
    return Competence(agency=table.code("agency"), when=_condition(table, "when", needed=True) or never)


# --- conditions --------------------------------------------------------------------------------------------------


def _condition(table: Table, key: str, *, needed: bool = False) -> Condition | None:
    inner = table.table(key, needed=needed)
    if inner is None:
        return None
    condition = _all_of(inner.data, inner.path, table.notes, 1)
    if condition is not None and _size(condition) > MOST_FACTS:
        table.notes.add("procedure.condition-too-large", inner.path, most=MOST_FACTS)
    return condition


def _all_of(data: Any, path: Path, notes: Notes, depth: int) -> Condition | None:
    """A table of facts and of *all*, *any*, *not*; several in one table must all hold."""
    if not isinstance(data, dict) or not data:
        notes.add("procedure.empty-condition", path)
    elif depth > DEEPEST_CONDITION:
        notes.add("procedure.condition-too-deep", path, deepest=DEEPEST_CONDITION)
    else:
        parts = [_part(key, value, (*path, key), notes, depth) for key, value in data.items()]
        known = tuple(part for part in parts if part is not None)
        return known[0] if len(known) == 1 else Condition(all=known) if known else None
    return None


def _part(key: str, value: Any, path: Path, notes: Notes, depth: int) -> Condition | None:
    if key == "not":
        inner = _all_of(value, path, notes, depth + 1)
        return None if inner is None else Condition(negated=inner)
    if key in ("all", "any"):
        if not isinstance(value, list) or not value:
            notes.add("toml.not-list", path, key=key)
            return None
        inners = [_all_of(one, (*path, place), notes, depth + 1) for place, one in enumerate(value)]
        parts = tuple(inner for inner in inners if inner is not None)
        return (Condition(all=parts) if key == "all" else Condition(any=parts)) if parts else None
    return _fact(key, value, path, notes)


def _fact(key: str, value: Any, path: Path, notes: Notes) -> Condition:
    fact = Fact(name=key, values=tuple(_fact_values(key, value, path, notes)))
    for code, values in fact_problems(fact):
        notes.add(code, path, **values)
    return Condition(fact=fact)


def _fact_values(key: str, value: Any, path: Path, notes: Notes) -> Iterator[str]:
    """Texts as they are; numbers and truth values as they are written."""
    given = value if isinstance(value, list) else [value]
    if not given:
        notes.add("toml.not-list", path, key=key)
    for one in given:
        if isinstance(one, bool):
            yield str(one).lower()
        elif isinstance(one, str | int):
            yield str(one)
        else:
            notes.add("toml.not-text", path, key=key)


def _size(condition: Condition) -> int:
    parts = (*condition.all, *condition.any, *filter(None, [condition.negated]))
    return (condition.fact is not None) + sum(_size(part) for part in parts)
