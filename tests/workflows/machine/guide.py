"""What a case waits for: the types of acts that would bring it on."""

from __future__ import annotations

from app.models.outcomes import GateStatus
from app.models.procedure import Overdue, StepKind
from app.workflows.conflicts import upheld
from app.workflows.consensus import is_stale
from app.workflows.course import open_letters
from app.workflows.distance import at_distance
from app.workflows.dossier import dossier_hash
from app.workflows.engine import StepStatus
from app.workflows.facts import gate_status
from app.workflows.finality import final_decisions
from app.workflows.notes import unsettled
from app.workflows.queries import unsent
from app.workflows.reaffirming import earlier_vote
from app.workflows.road import standing_opinions
from app.workflows.rounds import deferrals, open_round
from tests.workflows.machine.onlooker import Onlooker
from tests.workflows.machine.say_applicant import towards_applicant
from tests.workflows.machine.say_bloc import towards_minutes
from tests.workflows.machine.say_corrections import to_correct
from tests.workflows.machine.say_course import declining
from tests.workflows.machine.say_rounds import at_a_distance
from tests.workflows.machine.say_urgent import after_the_decision

OF_THE_REALM = (
    *("AuditNoted", "MandateProposed", "RevocationProposed", "ProcedureProposed"),
    *("CalendarProposed", "CalendarConfirmed"),
)


def useful(author: Onlooker) -> list[str]:
    """Types of acts that would bring the case on."""
    found = [name for one in author.open_steps() for name in _for(author, one)]
    return found or [*OF_THE_REALM]


def _for(author: Onlooker, one: StepStatus) -> list[str]:
    kind = one.step.kind
    if kind is StepKind.CLASSIFICATION:
        return ["StepCompleted"] if author.case.classes else ["LinesClassified"]
    if kind is StepKind.VERIFICATION:
        return _treaty(author)
    if kind is StepKind.REVIEW:
        return _review(author, one.step.id)
    if kind is StepKind.CONSULTATION:
        return _consultation(author)
    if kind is StepKind.COMMITTEE:
        return _committee(author)
    if kind is StepKind.DECISION:
        return _decision(author, one)
    if kind is StepKind.NOTIFY:
        return [*towards_applicant(author), "StepCompleted"]
    return ["LicenceIssued"] if kind is StepKind.ISSUE else ["StepCompleted"]


def _treaty(author: Onlooker) -> list[str]:
    status = gate_status(author.case)
    if status is GateStatus.CONTESTED:
        return ["GateReviewed", "GateWithdrawn", "GateRuled", "GateRuled"]
    if status is GateStatus.CLAIMED:
        return ["GateReviewed", "GateReviewed", "GateWithdrawn"]
    if status is not GateStatus.CLEAR:
        return ["GateAnswered"]
    return ["StepCompleted"] if author.case.assessments else ["RiskAssessed"]


def _review(author: Onlooker, step: str) -> list[str]:
    given = [one for one in standing_opinions(author.case) if one.body.step == step]
    if not given:
        return ["OpinionGiven"]
    if not all(one.stands_on(dossier_hash(author.case)) for one in given):
        return ["OpinionChanged", "OpinionReaffirmed", "OpinionReaffirmed"]
    return ["OpinionChanged"] if step != "defence" else ["OpinionCountersigned"]


def _consultation(author: Onlooker) -> list[str]:
    known = author.case.consultations.values()
    if any(one.open for one in known):
        return ["ConsultationAnswered", "ConsultationWithdrawn"]
    return ["StepCompleted"] if known else ["ConsultationAsked"]


def _committee(author: Onlooker) -> list[str]:
    committee = author.procedure.committee
    assert committee is not None
    if any(one.attested is None for one in author.certificates()):
        return ["ResultAttested"]
    one = open_round(author.case)
    late = any(one.step == "committee" and one.effect is Overdue.ESCALATE for one in author.case.deadlines.values())
    if one is None and (late or deferrals(author.case) > committee.deferrals):
        return ["DecisionEscalated"]
    if one is not None and at_distance(one):
        return at_a_distance(author, one)
    sitting = [one for one in author.own_sessions() if one.sitting]
    if not sitting:
        waiting = [one for one in author.own_sessions() if one.closed is None]
        if not waiting:
            return ["SessionConvened"]
        full = any(len(one.present()) >= len(committee.seats) - 2 for one in waiting)
        return ["SessionOpened"] if full else ["AttendanceRecorded"]
    if one is None:
        return ["QuestionPut"]
    if is_stale(author.case, one):
        return ["QuestionDeferred"]
    present = sitting[0].present()
    silent = set(present) - {vote.body.seat for vote in one.votes.values()}
    if any(earlier_vote(author.case, one, seat) for seat in silent):
        return ["PositionTaken", "PositionReaffirmed"]
    return ["PositionTaken"] if silent else ["ResultCertified", "PositionChanged", "QuestionDeferred"]


def _decision(author: Onlooker, one: StepStatus) -> list[str]:
    final = {record.id for record in final_decisions(author.case)}
    waiting = [record for name, record in author.case.decisions.items() if name not in final]
    stale = all(record.body.authority not in one.agencies for record in waiting)
    return ["DecisionProposed"] if stale else ["DecisionSigned", "DecisionSigned", "DecisionProposed"]


def pending(author: Onlooker) -> list[str]:
    """What was begun beside the road and waits for somebody else: letters, questions, requests, passed limits."""
    case = author.case
    letters, claimed = open_letters(case), gate_status(case)
    found = {
        "QuerySent": bool(unsent(case)),
        "QueryAnswered": any(not one.answers for one in letters),
        "QueryClosed": bool(letters),
        "ConsultationAnswered": any(one.open for one in case.consultations.values()),
        "ExpertAdvised": bool(case.invitations),
        "CaseOpenedByExpert": bool(case.invitations),
        "ConflictRuled": any(upheld(one) is None for one in case.conflict_claims.values()),
        "MentionSettled": any(unsettled(one) for one in case.notes.values()),
        "NoteFiled": any(one.filed is None for one in case.notes.values()) and author.chance(0.3),
        "MigrationConfirmed": any(one.confirmed is None for one in case.migrations.values()),
        "StepReassigned": bool(declining(author)),
        "DeadlineRecorded": any(one.overdue for one in author.open_steps()),
        "StepWaived": any(one.step.waived_by for one in author.open_steps()) or bool(case.deadlines),
        "GateReviewed": claimed is GateStatus.CLAIMED,
        "GateRuled": claimed is GateStatus.CONTESTED,
        "ConditionReleased": any(entry.pending for entry in case.conditions.values()),
        "ConditionChanged": any(entry.current and not entry.pending for entry in case.conditions.values()),
        "OpinionReaffirmed": any(not one.stands_on(dossier_hash(case)) for one in standing_opinions(case)),
    }
    return (
        [name for name, waits in found.items() if waits]
        + towards_applicant(author)
        + towards_minutes(author)
        + after_the_decision(author)
        + to_correct(author)
    )
