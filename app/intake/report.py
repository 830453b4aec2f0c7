"""What a reading found, in figures: applications, refusals, flags by kind, lines and values by year."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal

from app.intake.reading import Reading


@dataclass(frozen=True, slots=True)
class Year:
    """Lines dated in one year (empty: undated) and their value by currency, as decimal strings."""

    year: str
    lines: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class FlagCount:
    """How many flags of one kind on one field there are, and whether they hold the intake step open."""

    code: str
    field: str
    count: int
    blocks: bool


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """`rows` are rows of registers and dossiers of JSON files; `refused` of them gave no application."""

    files: tuple[str, ...]
    rows: int
    blank: int
    applications: int
    refused: int
    problems: int
    lines: int
    links: dict[str, int]
    flags: tuple[FlagCount, ...]
    years: tuple[Year, ...]
    unread: tuple[str, ...]


def report(reading: Reading) -> IntakeReport:
    """The figures of a reading, for the command line and as JSON (`app.models.plain.to_plain`)."""
    applications = [candidate.application for candidate in reading.candidates]
    return IntakeReport(
        files=reading.files,
        rows=reading.rows,
        blank=reading.blank,
        applications=len(applications),
        refused=sum(len(one.rows) + len(one.dossiers) for one in reading.refusals),
        problems=len(reading.problems),
        lines=sum(len(application.lines) for application in applications),
        links=dict(sorted(Counter(link.kind for one in reading.candidates for link in one.links).items())),
        flags=_flags(reading),
        years=_years(reading),
        unread=reading.unread,
    )


def _flags(reading: Reading) -> tuple[FlagCount, ...]:
    counts = Counter((f.code, _general(f.field), f.blocks) for one in reading.candidates for f in one.flags)
    rows = [FlagCount(code, field, count, blocks) for (code, field, blocks), count in counts.items()]
    return tuple(sorted(rows, key=lambda row: (not row.blocks, row.code, row.field)))


def _general(path: str) -> str:
    """A field's path without its places: ``lines.0.value`` is ``lines.value``."""
    return ".".join(part for part in path.split(".") if not part.isdigit())


def _years(reading: Reading) -> tuple[Year, ...]:
    lines: Counter[str] = Counter()
    values: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for candidate in reading.candidates:
        year = candidate.application.applied_on[:4]
        lines[year] += len(candidate.application.lines)
        for line in candidate.application.lines:
            if line.value:
                values[year][line.currency] += Decimal(line.value)
    return tuple(
        Year(year, count, {name: format(total, "f") for name, total in sorted(values[year].items())})
        for year, count in sorted(lines.items())
    )
