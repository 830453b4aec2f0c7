"""Acts of a round that is not simply voted: the list it stands on, silence, distance, urgency."""

from __future__ import annotations

from app.models.acts.base import Body, Scope, act


@act(Scope.CASE)
class CaseMovedToDebate(Body):
    """A seat moves the open question from list A to list B, without giving reasons: it is discussed."""

    question: str
    seat: str
    shown: str = ""


@act(Scope.CASE)
class SilenceAnswered(Body):
    """A seat accepts or not that silence be used for this question."""

    question: str
    seat: str
    accepts: bool
    shown: str = ""


@act(Scope.CASE)
class QuestionReceipted(Body):
    """A person on `seat` has received the question and the moment at which it `expires`."""

    question: str
    seat: str
    expires: str
    shown: str = ""


@act(Scope.CASE)
class UrgencyDeclared(Body):
    """The chair declares the case urgent: limits are shortened, the quorum reduced, ratification asked afterwards."""

    reason: str
    shown: str = ""


@act(Scope.CASE)
class RatificationLapsed(Body):
    """The urgent `decision` was not ratified by `due` (ISO date)."""

    decision: str
    due: str
    shown: str = ""
