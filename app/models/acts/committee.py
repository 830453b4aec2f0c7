"""Acts of the committee: questions, positions, results, and its sessions."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.acts.base import Body, Scope, act
from app.models.outcomes import ConditionRef, ItemOutcome, Method, Position, Present, Purpose, Result


@act(Scope.CASE)
class QuestionPut(Body):
    """The exact question of a round: text, one outcome per item, conditions, dossier, and who sits on which seat.

    In a written or silence procedure `expires` is the exact moment (RFC 3339 UTC seconds) at which it ends; the written
    one has no `session`. `about` is the decision or licence that a question of ratification or revocation concerns.
    `bloc` where the case stands on list A.
    """

    session: str
    number: int
    text: str
    text_fr: str
    outcomes: tuple[ItemOutcome, ...]
    conditions: tuple[ConditionRef, ...]
    dossier: str
    fingerprint: str
    roll: tuple[Present, ...]
    method: Method = Method.SESSION
    expires: str = ""
    purpose: Purpose = Purpose.DECIDE
    about: str = ""
    bloc: bool = False
    shown: str = ""


@act(Scope.CASE)
class PositionTaken(Body):
    """A seat's position on the question with this fingerprint.

    `bloc` is the digest of the reviewed list where it was taken in bloc; `would_lift` says what would lift an
    objection; an `amendment` proposes other words for the question.
    """

    question: str
    seat: str
    position: Position
    reasons: str = ""
    criteria: tuple[str, ...] = ()
    conditions: tuple[int, ...] = ()
    would_lift: str = ""
    amendment: str = ""
    amendment_fr: str = ""
    bloc: str = ""
    shown: str = ""


@act(Scope.CASE)
class PositionChanged(Body):
    """`replaces` is the id of the seat's earlier position; the earlier one stays in the history."""

    replaces: str
    question: str
    seat: str
    position: Position
    reasons: str = ""
    criteria: tuple[str, ...] = ()
    conditions: tuple[int, ...] = ()
    would_lift: str = ""
    amendment: str = ""
    amendment_fr: str = ""
    bloc: str = ""
    shown: str = ""


@act(Scope.CASE)
class QuestionDeferred(Body):
    question: str
    reason: str
    until: str = ""
    shown: str = ""


@act(Scope.CASE)
class ResultCertified(Body):
    """The chair certifies the result of a round over exactly `positions` (ids), and over the seats that kept silent."""

    question: str
    positions: tuple[str, ...]
    result: Result
    silent: tuple[str, ...] = ()
    shown: str = ""


@act(Scope.CASE)
class ResultAttested(Body):
    """The secretary attests the chair's certificate."""

    certificate: str
    shown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    number: int
    case: str
    reference: str
    information: bool = False


@act(Scope.SESSION)
class SessionConvened(Body):
    """`on` is the ISO date; `agenda` names cases; `procedure` is the digest of the procedure whose committee meets."""

    title: str
    on: str
    place: str
    agenda: tuple[AgendaItem, ...]
    procedure: str
    shown: str = ""


@act(Scope.SESSION)
class AgendaChanged(Body):
    agenda: tuple[AgendaItem, ...]
    shown: str = ""


@act(Scope.SESSION)
class AttendanceRecorded(Body):
    """`officer` sits on `seat` from now on, or has left (`present` false)."""

    seat: str
    officer: str
    present: bool
    shown: str = ""


@act(Scope.SESSION)
class SessionOpened(Body):
    shown: str = ""


@act(Scope.SESSION)
class SessionClosed(Body):
    minutes: str = ""
    shown: str = ""
