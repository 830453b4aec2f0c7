"""Corrective acts: what elsewhere is repaired by hand in a database takes two persons and a reason here."""

from __future__ import annotations

from app.models.acts.base import Body, Scope, act


@act(Scope.CASE)
class ReopeningProposed(Body):
    """Put the case back to `step`; `undoes` lists the acts whose effect on the road ends."""

    step: str
    reason: str
    undoes: tuple[str, ...]
    shown: str = ""


@act(Scope.CASE)
class VoidingProposed(Body):
    """A position cast in the wrong capacity is to count for nothing."""

    vote: str
    reason: str
    shown: str = ""


@act(Scope.CASE)
class ClericalProposed(Body):
    """Correct a clerical error in a decision's text: `before` stands in it exactly once in that language."""

    decision: str
    language: str
    before: str
    after: str
    reason: str
    shown: str = ""


@act(Scope.CASE)
class MergerProposed(Body):
    """This case is a duplicate of `other`, in which it goes on; this one ends."""

    other: str
    reference: str
    reason: str
    shown: str = ""


@act(Scope.CASE)
class HolderProposed(Body):
    """`step` goes from `holder`, where nobody is left who could act, to `agency`."""

    step: str
    holder: str
    agency: str
    reason: str
    shown: str = ""


@act(Scope.CASE)
class CorrectionConfirmed(Body):
    """A second person puts a proposed correction into effect."""

    proposal: str
    shown: str = ""


@act(Scope.CASE)
class CompetenceClaimed(Body):
    """Another agency holds that it, not `holder`, is competent for `step`: the step waits for a ruling."""

    step: str
    holder: str
    reasons: str
    shown: str = ""


@act(Scope.CASE)
class CompetenceRuled(Body):
    """The agency that the procedure names settles who is competent for what `holder` holds of `step`."""

    step: str
    holder: str
    agency: str
    reasons: str
    shown: str = ""


@act(Scope.CASE)
class EscalationReturned(Body):
    """The higher authority gives the case back to the committee with instructions; it decides nothing."""

    escalation: str
    instructions: str
    instructions_fr: str
    shown: str = ""
