"""A decision's row in words, the same on paper and in the CSV file."""

from __future__ import annotations

from functools import cache

from app.documents.papers import DecisionLog, LogRow
from app.documents.voice import Voice
from app.words import N_

HEADS = (
    N_("Date"),
    N_("Case"),
    N_("Activity"),
    N_("Applicant"),
    N_("Destination"),
    N_("Outcome of items"),
    N_("Result"),
    N_("Positions"),
    N_("Act"),
)


class RowWords:
    """Rows as nine texts in the order of `HEADS`; dates are ISO, so that the log sorts in every language.

    Words that return on every page are looked up once.
    """

    def __init__(self, language: str) -> None:
        self.voice = Voice(language)
        self._label = cache(lambda kind, value: self.voice.line(lambda words: words.label(kind, value)))
        self._countries = cache(lambda codes: " / ".join(self.voice.countries(codes)))

    @property
    def heads(self) -> list[str]:
        """The names of the columns."""
        return [self.voice.line(lambda words, head=head: words.text(head)) for head in HEADS]  # type: ignore[misc]

    def texts(self, row: LogRow) -> list[str]:
        """The row's nine texts; the act's id is whole."""
        return [
            row.decided_on.isoformat(),
            row.reference,
            self._label("activity", row.activity),
            row.applicant,
            self._countries(row.destinations),
            self._counted("outcome", row.outcomes),
            self._label("result", row.result) if row.result else "",
            self._counted("position", row.tally),
            row.decision,
        ]

    def title(self, log: DecisionLog) -> str:
        """How many decisions, and up to which day."""
        message = N_("Decisions up to {date}: {count}")
        return self.voice.line(lambda words: words.text(message, date=words.date(log.as_of), count=len(log.rows)))

    def _counted(self, kind: str, counts: tuple[tuple[str, int], ...]) -> str:
        return ", ".join(f"{self._label(kind, value)} ×{count}" for value, count in counts)
