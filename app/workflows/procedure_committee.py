"""Reads a procedure's committee: its seats, its methods and the authorities above it."""

from __future__ import annotations

from app.models.procedure import (
    Committee,
    Effects,
    Level,
    Seat,
    SeatEffect,
    SeatKind,
    Silence,
    Triage,
    Urgency,
    Visibility,
    Written,
)
from app.workflows.toml_conditions import NEVER, read_condition
from app.workflows.toml_fields import Table

LONGEST_LIMIT = 1_000
"""Working days."""
MOST_SIGNATURES = 9
MOST_SEATS = 100


def read_committee(table: Table) -> Committee:
    """The committee under ``[committee]``, with every problem of reading noted."""
    effects, triage = table.table("effects", needed=False), table.table("triage", needed=False)
    silence, written = table.table("silence", needed=False), table.table("written", needed=False)
    urgency = table.table("urgency", needed=False)
    committee = Committee(
        title=table.said("title"),
        seats=tuple(_seat(one) for one in table.tables("seats")),
        quorum=table.integer("quorum", 1, MOST_SEATS),
        chair=table.code("chair"),
        secretary=table.code("secretary"),
        chair_votes=table.truth("chair_votes", False),
        deferrals=table.integer("deferrals", 0, 10, 2),
        information_requests=table.integer("information_requests", 0, 10, 1),
        information_days=table.integer("information_days", 1, LONGEST_LIMIT, 10),
        escalates_to=table.code("escalates_to", needed=False),
        higher_signatures=table.integer("higher_signatures", 1, MOST_SIGNATURES, 1),
        legal_basis=table.both("legal_basis", needed=False),
        effects=Effects() if effects is None else _effects(effects),
        positions=table.choice("positions", Visibility, Visibility.HIDDEN) or Visibility.HIDDEN,
        triage=None if triage is None else _triage(triage),
        silence=None if silence is None else _silence(silence),
        written=None if written is None else _written(written),
        urgency=None if urgency is None else _urgency(urgency),
        levels=tuple(_level(one) for one in table.tables("levels", needed=False)),
    )
    table.close()
    return committee


def _seat(table: Table) -> Seat:
    return Seat(
        agency=table.code("agency"),
        kind=table.choice("kind", SeatKind, SeatKind.VOTING) or SeatKind.VOTING,
        mandatory=table.truth("mandatory", False),
    )


def _effects(table: Table) -> Effects:
    effects = Effects(
        absent=_effect(table, "absent"),
        abstaining=_effect(table, "abstaining"),
        not_competent=_effect(table, "not_competent"),
    )
    table.close()
    return effects


def _effect(table: Table, key: str) -> SeatEffect:
    return table.choice(key, SeatEffect, SeatEffect.SILENT) or SeatEffect.SILENT


def _triage(table: Table) -> Triage:
    triage = Triage(
        when=read_condition(table, "when", needed=True) or NEVER,
        legal_basis=table.both("legal_basis", needed=False),
    )
    table.close()
    return triage


def _silence(table: Table) -> Silence:
    silence = Silence(
        days=table.integer("days", 1, LONGEST_LIMIT),
        legal_basis=table.said("legal_basis"),
        consensus=table.truth("consensus", True),
        barred=read_condition(table, "barred"),
    )
    table.close()
    return silence


def _written(table: Table) -> Written:
    written = Written(days=table.integer("days", 1, LONGEST_LIMIT), legal_basis=table.said("legal_basis"))
    table.close()
    return written


def _urgency(table: Table) -> Urgency:
    urgency = Urgency(
        quorum=table.integer("quorum", 1, MOST_SEATS),
        percent=table.integer("percent", 1, 99),
        ratify_days=table.integer("ratify_days", 1, LONGEST_LIMIT),
        legal_basis=table.said("legal_basis"),
    )
    table.close()
    return urgency


def _level(table: Table) -> Level:
    return Level(
        authority=table.code("authority"),
        title=table.said("title"),
        days=table.limit("days", LONGEST_LIMIT),
        signatures=table.integer("signatures", 1, MOST_SIGNATURES, 1),
    )
