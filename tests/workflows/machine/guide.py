"""What a case waits for: the types of acts that would bring it on."""

from __future__ import annotations

from typing import Any

from app.models.outcomes import GateStatus
from app.models.procedure import StepKind
from app.workflows.dossier import dossier_hash
from app.workflows.facts import gate_status
from app.workflows.road import standing_opinions
from app.workflows.rounds import is_stale, open_round
from tests.workflows.machine.bodies import Author


def useful(author: Author) -> list[str]:
    """Types of acts that would bring the case on."""
    return [name for one in author.open_steps() for name in _for(author, one)] or ["AuditNoted", "RolesProposed"]


def _for(author: Author, one: Any) -> list[str]:
    kind = one.step.kind
    if kind is StepKind.CLASSIFICATION:
        return ["StepCompleted"] if author.case.classes else ["LinesClassified"]
    if kind is StepKind.VERIFICATION:
        return _treaty(author)
    if kind is StepKind.REVIEW:
        return _review(author, one.step.id)
    if kind is StepKind.COMMITTEE:
        return _committee(author)
    if kind is StepKind.DECISION:
        return (
            ["DecisionSigned", "DecisionSigned", "DecisionProposed"] if author.case.decisions else ["DecisionProposed"]
        )
    return ["LicenceIssued"] if kind is StepKind.ISSUE else ["StepCompleted"]


def _treaty(author: Author) -> list[str]:
    status = gate_status(author.case)
    if status in (GateStatus.CLAIMED, GateStatus.CONTESTED):
        return ["GateReviewed", "GateWithdrawn"]
    if status is not GateStatus.CLEAR:
        return ["GateAnswered"]
    return ["StepCompleted"] if author.case.assessments else ["RiskAssessed"]


def _review(author: Author, step: str) -> list[str]:
    given = [one for one in standing_opinions(author.case) if one.body.step == step]
    if not given:
        return ["OpinionGiven"]
    stale = any(one.body.dossier != dossier_hash(author.case) for one in given)
    return ["OpinionChanged"] if stale or step != "defence" else ["OpinionCountersigned"]


def _committee(author: Author) -> list[str]:
    sitting = [one for one in author.sessions() if one.sitting]
    if any(one.attested is None for one in author.certificates()):
        return ["ResultAttested"]
    if not sitting:
        waiting = [one for one in author.sessions() if one.closed is None]
        return ["AttendanceRecorded", "AttendanceRecorded", "SessionOpened"] if waiting else ["SessionConvened"]
    one = open_round(author.case)
    if one is None:
        return ["QuestionPut"]
    if is_stale(author.case, one):
        return ["QuestionDeferred"]
    present = sitting[0].present()
    given = {vote.body.seat for vote in one.votes.values()}
    return ["PositionTaken"] if set(present) - given else ["ResultCertified", "PositionChanged", "QuestionDeferred"]
