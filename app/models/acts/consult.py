"""Acts by which others are asked: consulted agencies, invited experts, the applicant."""

from __future__ import annotations

from app.models.acts.base import Body, Scope, act
from app.models.application import Document
from app.models.outcomes import Position, QueryOutcome


@act(Scope.CASE)
class ConsultationAsked(Body):
    """Any agency may be asked at any time; `due` is an ISO date."""

    agency: str
    question: str
    due: str
    items: tuple[str, ...] = ()
    shown: str = ""


@act(Scope.CASE)
class ConsultationAnswered(Body):
    """The consulted agency's answer on exactly the dossier it read; `replaces` names an earlier answer, or nothing."""

    consultation: str
    dossier: str
    position: Position
    reasons: str
    criteria: tuple[str, ...] = ()
    replaces: str = ""
    shown: str = ""


@act(Scope.CASE)
class ConsultationWithdrawn(Body):
    """The asking agency no longer needs the answer."""

    consultation: str
    reason: str
    shown: str = ""


@act(Scope.CASE)
class ExpertInvited(Body):
    """An enrolled expert may read this one case and advise on it until the day `until` (ISO date).

    With a `session` only as long as the case stands on the agenda of that session and the session is not closed.
    """

    expert: str
    question: str
    until: str
    session: str = ""
    shown: str = ""


@act(Scope.CASE)
class ExpertAdvised(Body):
    """Advice is read by all and counts for nothing."""

    invitation: str
    dossier: str
    text: str
    shown: str = ""


@act(Scope.CASE)
class QueryRaised(Body):
    """An agency's question to the applicant, from the step it holds."""

    step: str
    text: str
    text_fr: str = ""
    shown: str = ""


@act(Scope.CASE)
class QuerySent(Body):
    """One letter with all `queries` (act ids): when it is to be answered, and what follows from silence."""

    number: int
    queries: tuple[str, ...]
    due: str
    silence: str
    silence_fr: str
    shown: str = ""


@act(Scope.CASE)
class QueryAnswered(Body):
    """What the applicant answered to a letter; `received` is an ISO date."""

    letter: str
    received: str
    text: str
    documents: tuple[Document, ...] = ()
    shown: str = ""


@act(Scope.CASE)
class QueryClosed(Body):
    """Ends a letter, or a question not sent yet: `about` is its act's id."""

    about: str
    outcome: QueryOutcome
    reason: str
    shown: str = ""
