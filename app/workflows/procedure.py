"""Reads a procedure's TOML text into the model, strictly, with every problem at its line."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from app.canonical import digest
from app.models.application import Activity
from app.models.procedure import (
    Competence,
    Decider,
    Mixed,
    Overdue,
    Procedure,
    Queries,
    Reconsideration,
    StatutoryEffect,
    Step,
    StepKind,
    ValidFrom,
)
from app.workflows.procedure_committee import LONGEST_LIMIT, MOST_SIGNATURES, read_committee
from app.workflows.toml_conditions import NEVER, read_condition
from app.workflows.toml_fields import Notes, Problem, Table, read_table

MOST_STEPS = 100


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
    review = table.table("reconsideration", needed=False)
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
        committee=None if committee is None else read_committee(committee),
        digest=file_digest,
        queries=None if queries is None else _queries(queries),
        escalates_to=table.code("escalates_to", needed=False),
        reconsideration=None if review is None else _reconsideration(review),
        remedies=table.both("remedies", needed=False),
        disputes=table.code("disputes", needed=False),
        validity=table.choice("validity", ValidFrom, ValidFrom.ISSUE) or ValidFrom.ISSUE,
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


def _reconsideration(table: Table) -> Reconsideration:
    review = Reconsideration(
        days=table.integer("days", 1, LONGEST_LIMIT),
        legal_basis=table.said("legal_basis"),
        other_signatories=table.truth("other_signatories", True),
    )
    table.close()
    return review


def _step(table: Table) -> Step:
    return Step(
        id=table.code("id"),
        kind=table.choice("kind", StepKind) or StepKind.NOTIFY,
        title=table.said("title"),
        agency=table.code("agency", needed=False),
        after=table.codes("after"),
        when=read_condition(table, "when"),
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
    return Competence(agency=table.code("agency"), when=read_condition(table, "when", needed=True) or NEVER)
