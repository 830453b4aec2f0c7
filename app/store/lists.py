"""Questions to the derived tables: filtered pages of cases, the decision log, whole tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, true

from app.models.outcomes import Purpose
from app.store.derived import searchable
from app.store.tables import awaiting as table_of_awaiting
from app.store.tables import case_agencies, derived, items, licence_items
from app.store.tables import cases as table_of_cases
from app.store.tables import decisions as table_of_decisions
from app.store.tables import work as table_of_work

_ESCAPE = "\\"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a list of cases shows; empty fields let everything through.

    `agency` means cases whose road touches it, `holder` only those it holds now; `destination` is a country code or
    the text given; `text` is looked for in references, names, goods and destinations.
    """

    stage: str = ""
    activity: str = ""
    agency: str = ""
    holder: str = ""
    destination: str = ""
    text: str = ""


ALL = Filter()


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as a list shows it; `totals` per currency as decimal strings, times as RFC 3339 UTC seconds."""

    id: str
    reference: str
    activity: str
    kind: str
    applicant: str
    applicant_reference: str
    destinations: str
    totals: str
    opened: str
    updated: str
    stage: str
    flags: int


def cases(connection: Connection, where: Filter, limit: int, offset: int) -> list[CaseLine]:
    """One page, by reference."""
    columns = [table_of_cases.c[name] for name in CaseLine.__dataclass_fields__]
    statement = select(*columns).where(_condition(where)).order_by(*_BY_REFERENCE).limit(limit).offset(offset)
    return [CaseLine(*row) for row in connection.execute(statement)]


def count_cases(connection: Connection, where: Filter) -> int:
    """How many cases there are."""
    statement = select(func.count()).select_from(table_of_cases).where(_condition(where))
    return connection.execute(statement).scalar_one()


def decisions(connection: Connection) -> list[dict[str, Any]]:
    """Final decisions with reference, activity, applicant and destinations of their cases, oldest first."""
    case, decision = table_of_cases.c, table_of_decisions.c
    statement = (
        select(
            case.reference,
            case.activity,
            case.stage,
            case.applicant,
            case.destinations,
            case.totals,
            *table_of_decisions.c,
        )
        .join_from(table_of_decisions, table_of_cases, decision.case_id == case.id)
        .where(decision.final == 1)
        .order_by(decision.signed, case.reference)
    )
    return [dict(row) for row in connection.execute(statement).mappings()]


def licensed(connection: Connection, criterion: str, value: str) -> list[tuple[str, str]]:
    """Case and issuing act of licences by what one of their items is found by; `value` may be the beginning of a code.

    The caller looks at each: a code may begin like a heading without falling under it.
    """
    found = licence_items.c
    begins = found.value.like(f"{_literal(value)}%", escape=_ESCAPE)
    statement = select(found.case_id, found.act).where(found.criterion == criterion).where(begins).distinct()
    return [(row.case_id, row.act) for row in connection.execute(statement.order_by(found.case_id, found.act))]


def awaiting(connection: Connection, procedure: str) -> list[str]:
    """Cases of one version of a procedure that wait for its committee on account of an urgent decision."""
    listed = table_of_awaiting.c
    statement = select(table_of_cases.c.id).join_from(
        table_of_awaiting, table_of_cases, listed.case_id == table_of_cases.c.id
    )
    mine = (listed.procedure == procedure) & (listed.purpose != Purpose.DECIDE.value)
    found = connection.execute(statement.where(mine).distinct().order_by(*_BY_REFERENCE))
    return [row.id for row in found]


def work(connection: Connection, agency: str, officer: str) -> list[dict[str, Any]]:
    """What waits for an officer or for the agency, whatever the role, by reference and time."""
    one, case = table_of_work.c, table_of_cases.c
    mine = one.agency.in_((agency, "")) & one.officer.in_((officer, ""))
    statement = (
        select(case.reference, *table_of_work.c)
        .join_from(table_of_work, table_of_cases, one.case_id == case.id)
        .where(mine)
        .order_by(*_BY_REFERENCE, one.since, one.about, one.kind)
    )
    return [dict(row) for row in connection.execute(statement).mappings()]


def table(connection: Connection, name: str) -> list[dict[str, Any]]:
    """All rows of a derived table, ordered by all columns."""
    columns = derived.tables[name].c
    return [dict(row) for row in connection.execute(select(*columns).order_by(*columns)).mappings()]


_BY_REFERENCE = (table_of_cases.c.series, table_of_cases.c.number, table_of_cases.c.reference)


def _condition(where: Filter) -> ColumnElement[bool]:
    case = table_of_cases.c
    condition: ColumnElement[bool] = true()
    if where.stage:
        condition &= case.stage == where.stage
    if where.activity:
        condition &= case.activity == where.activity
    if where.agency:
        condition &= _concerns(where.agency)
    if where.holder:
        condition &= _concerns(where.holder, case_agencies.c.holds == 1)
    if where.destination:
        listed = ("," + case.destinations + ",").like(f"%,{_literal(where.destination)},%", escape=_ESCAPE)
        condition &= listed | _item_goes_to(where.destination)
    if where.text:
        condition &= case.search.like(f"%{_literal(searchable(where.text))}%", escape=_ESCAPE)
    return condition


def _concerns(agency: str, more: ColumnElement[bool] | None = None) -> ColumnElement[bool]:
    inner = select(case_agencies.c.case_id).where(case_agencies.c.agency == agency)
    return table_of_cases.c.id.in_(inner if more is None else inner.where(more))


def _item_goes_to(destination: str) -> ColumnElement[bool]:
    return table_of_cases.c.id.in_(select(items.c.case_id).where(items.c.destination == destination))


def _literal(text: str) -> str:
    for special in (_ESCAPE, "%", "_"):
        text = text.replace(special, _ESCAPE + special)
    return text
