"""Acts on one case up to the committee: application, steps, treaty questions, opinions, conditions."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.acts.base import Body, Scope, act
from app.models.application import Application, AttCategory, AttScope, Flag, Link
from app.models.outcomes import GateAnswer, ItemPosition, Position, RiskFinding


@act(Scope.CASE)
class ApplicationRegistered(Body):
    """`content` is the digest of the application by which taking it in twice is found; `source` says file and row."""

    reference: str
    application: Application
    content: str
    source: str = ""
    flags: tuple[Flag, ...] = ()
    links: tuple[Link, ...] = ()
    shown: str = ""


@act(Scope.CASE)
class ApplicationAmended(Body):
    application: Application
    content: str
    reason: str
    flags: tuple[Flag, ...] = ()
    shown: str = ""


@act(Scope.CASE)
class StepCompleted(Body):
    step: str
    note: str = ""
    shown: str = ""


@act(Scope.CASE)
class StepReturned(Body):
    """The holder of `step` sends the case back to `to`; `undoes` lists the acts whose effect on the road ends."""

    step: str
    to: str
    reason: str
    undoes: tuple[str, ...] = ()
    shown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineClass:
    """Classification of one line: control-list code, treaty scope and category."""

    line: str
    control_code: str
    att_scope: AttScope
    att_category: AttCategory | None = None
    note: str = ""


@act(Scope.CASE)
class LinesClassified(Body):
    step: str
    lines: tuple[LineClass, ...]
    shown: str = ""


@act(Scope.CASE)
class GateAnswered(Body):
    """The three prohibitions of ATT Article 6, each answered by the signing person with evidence."""

    step: str
    answers: tuple[GateAnswer, ...]
    shown: str = ""


@act(Scope.CASE)
class GateReviewed(Body):
    """A second agency confirms or contests a "yes" with evidence."""

    gate: str
    confirmed: bool
    evidence: str
    shown: str = ""


@act(Scope.CASE)
class GateWithdrawn(Body):
    """The author takes back a contested answer."""

    gate: str
    reason: str
    shown: str = ""


@act(Scope.CASE)
class RiskAssessed(Body):
    """The Article 7 grid: a finding for each consequence, 7(4) apart, mitigation, and the answer to 7(3)."""

    step: str
    findings: tuple[RiskFinding, ...]
    mitigation: str
    overriding: bool
    reasons: str
    shown: str = ""


@act(Scope.CASE)
class OpinionGiven(Body):
    """An agency's position at a review step on exactly the dossier whose hash is `dossier`."""

    step: str
    dossier: str
    position: Position
    reasons: str
    items: tuple[ItemPosition, ...] = ()
    criteria: tuple[str, ...] = ()
    annex: str = ""
    shown: str = ""


@act(Scope.CASE)
class OpinionChanged(Body):
    """`replaces` is the id of the agency's earlier opinion."""

    replaces: str
    step: str
    dossier: str
    position: Position
    reasons: str
    items: tuple[ItemPosition, ...] = ()
    criteria: tuple[str, ...] = ()
    annex: str = ""
    shown: str = ""


@act(Scope.CASE)
class OpinionCountersigned(Body):
    opinion: str
    shown: str = ""


@act(Scope.CASE)
class ConditionProposed(Body):
    """The signing agency owns the condition; `number` is for life."""

    number: int
    text: str
    text_fr: str = ""
    items: tuple[str, ...] = ()
    shown: str = ""


@act(Scope.CASE)
class ConditionChanged(Body):
    """A new text, or dropping it; effective at once when the owner signs, else once the owner releases it."""

    number: int
    version: int
    text: str
    text_fr: str = ""
    dropped: bool = False
    reason: str = ""
    shown: str = ""


@act(Scope.CASE)
class ConditionReleased(Body):
    """The owner's signed release of the change named in `change`."""

    change: str
    shown: str = ""
