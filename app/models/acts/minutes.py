"""Acts about the minutes of a session: corrections, statements annexed, results announced, adoption."""

from __future__ import annotations

from app.models.acts.base import Body, Scope, act
from app.models.outcomes import RoundRef, StatementKind


@act(Scope.SESSION)
class MinutesCorrected(Body):
    """A correction of the drafted minutes at `point` (an agenda number, 0 for the whole), in both languages."""

    point: int
    text: str
    text_fr: str
    reason: str
    shown: str = ""


@act(Scope.SESSION)
class StatementAnnexed(Body):
    """A seat's interpretative statement or reservation, annexed to the minutes at `point`."""

    seat: str
    point: int
    kind: StatementKind
    text: str
    text_fr: str = ""
    shown: str = ""


@act(Scope.SESSION)
class MinutesAdopted(Body):
    """A later `session` adopts these minutes; `content` is the digest of exactly what was adopted.

    It stands among the acts of the session whose minutes they are, so that nobody corrects them afterwards. `annexed`
    are the ids of the corrections and statements that belong to them.
    """

    session: str
    content: str
    annexed: tuple[str, ...] = ()
    shown: str = ""


@act(Scope.SESSION)
class ResultsAnnounced(Body):
    """The chair announces results of silence and written procedures that ended since the last session."""

    results: tuple[RoundRef, ...]
    shown: str = ""
