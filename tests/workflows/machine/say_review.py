"""Acts on a case up to the committee that somebody might make: application, steps, treaty, opinions, conditions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.models.acts import (
    ApplicationAmended,
    ConditionChanged,
    ConditionProposed,
    ConditionReleased,
    GateAnswered,
    GateReviewed,
    GateRuled,
    GateWithdrawn,
    LinesClassified,
    OpinionChanged,
    OpinionCountersigned,
    OpinionGiven,
    OpinionReaffirmed,
    StepCompleted,
    StepReturned,
)
from app.models.application import AttCategory
from app.models.outcomes import GateStatus, Position
from app.models.procedure import StepKind
from app.workflows.dossier import content_digest, dossier_hash
from app.workflows.facts import claim
from app.workflows.reaffirming import opinion_difference
from app.workflows.road import BY_COMPLETION, standing_opinions
from app.workflows.steps import undone_by
from tests.workflows.machine import stages
from tests.workflows.machine.onlooker import CASES, TEXTS, Idea, Ideas, Onlooker

TANKS = replace(stages.CLASSES[1], control_code="ML6.a", att_category=AttCategory.TANKS)
MIXED = (stages.CLASSES[0], TANKS)
"""Small arms and tanks: items that fall to two authorities where the decision is split by category."""


def registered(author: Onlooker) -> Idea:
    name = author.pick(CASES)
    body = stages.registered(reference=f"EXP-2026-0000{CASES.index(name) + 1}")
    adopted = author.pick(author.view.realm.procedures)
    return Idea(body, f"case:{name}", "licensing", procedure=adopted)


def amended(author: Onlooker) -> Idea:
    now = author.case.application
    end_use = author.pick(("Rural posts.", "Town posts.", "Border posts."))
    lines = (replace(now.lines[0], quantity=author.pick(("400", "300"))), *now.lines[1:])
    application = replace(now, end_use=end_use, lines=lines)
    body = ApplicationAmended(
        application=application, content=content_digest(application), reason=author.pick(TEXTS[1:])
    )
    return author.on_case(body, "licensing")


def completed(author: Onlooker) -> Idea:
    steps = author.open_steps()
    one = author.pick([one for one in steps if one.step.kind in BY_COMPLETION] or steps)
    body = StepCompleted(step=one.step.id if one else "intake", note="All considered.")
    return author.on_case(body, one.agency if one else "licensing")


def returned(author: Onlooker) -> Idea:
    one = author.open_step()
    to = author.pick(("intake", "classification", "treaty", "consolidation"))
    undoes = undone_by(author.case, author.procedure, to) if _has(author, to) else ()
    body = StepReturned(step=one.step.id if one else "treaty", to=to, reason="Look again.", undoes=undoes)
    return author.on_case(body, author.pick(one.agencies) if one else "licensing")


def _has(author: Onlooker, step: str) -> bool:
    return step in {one.id for one in author.procedure.steps}


def classified(author: Onlooker) -> Idea:
    lines = author.pick((stages.CLASSES, MIXED, MIXED))
    holders = [one.agency for one in author.open_steps() if one.step.kind is StepKind.CLASSIFICATION]
    return author.on_case(LinesClassified(step="classification", lines=lines), author.pick(holders) or "licensing")


# --- treaty --------------------------------------------------------------------------------------------------------


def _treaty_holder(author: Onlooker) -> str:
    holders = [one.agency for one in author.open_steps() if one.step.kind is StepKind.VERIFICATION]
    return author.pick(holders) or "foreign-affairs"


def gate_answered(author: Onlooker) -> Idea:
    yes = author.chance(0.2)
    agency = author.pick(stages.REVIEWERS) if yes else _treaty_holder(author)
    return author.on_case(GateAnswered(step="treaty", answers=stages.YES if yes else stages.NO), agency)


def gate_reviewed(author: Onlooker) -> Idea:
    gate = _claimed(author)
    agency = author.pick(one for one in stages.REVIEWERS if not gate or one != gate.by.agency)
    body = GateReviewed(gate=gate.by.act if gate else "", confirmed=author.chance(0.3), evidence=author.pick(TEXTS[1:]))
    return author.on_case(body, agency)


def gate_withdrawn(author: Onlooker) -> Idea:
    gate = _claimed(author)
    body = GateWithdrawn(gate=gate.by.act if gate else "", reason=author.pick(TEXTS))
    return author.on_case(body, gate.by.agency if gate else "")


def gate_ruled(author: Onlooker) -> Idea:
    contested = [gate for gate in author.case.gates.values() if claim(gate) is GateStatus.CONTESTED]
    gate = author.pick(contested) or _claimed(author)
    reasons = author.pick(TEXTS[1:])
    body = GateRuled(gate=gate.by.act if gate else "", prohibited=author.chance(0.4), reasons=reasons)
    return author.on_case(body, "foreign-affairs")


def _claimed(author: Onlooker) -> Any:
    claims = [gate for gate in author.case.gates.values() if any(answer.yes for answer in gate.answers)]
    return author.pick([one for one in claims if one.withdrawn is None] or author.case.gates.values())


def assessed(author: Onlooker) -> Idea:
    body = stages.assessed(overriding=author.chance(0.1))
    if author.chance(0.15):
        grave = replace(author.pick(body.findings), likelihood="medium")
        body = replace(body, findings=tuple(grave if one.question == grave.question else one for one in body.findings))
    return author.on_case(body, _treaty_holder(author))


# --- opinions and conditions ---------------------------------------------------------------------------------------


def _opinion_fields(author: Onlooker, step: str) -> dict[str, Any]:
    position = author.pick(
        (
            Position.AGREE,
            Position.AGREE,
            Position.AGREE,
            Position.OBJECT,
            Position.AGREE_WITH_RESERVATION,
            Position.NOT_COMPETENT,
        )
    )
    fields = {"step": step, "dossier": dossier_hash(author.case), "position": position}
    return fields | {"reasons": author.pick(TEXTS[1:]), "criteria": ("7",)}


def opinion(author: Onlooker) -> Idea:
    waiting = [one for one in author.open_steps() if one.step.kind is StepKind.REVIEW]
    one = author.pick(waiting)
    step = one.step.id if one else author.pick(stages.REVIEWERS)
    return author.on_case(OpinionGiven(**_opinion_fields(author, step)), one.agency if one else step)


def opinion_changed(author: Onlooker) -> Idea:
    one = author.pick(standing_opinions(author.case))
    if one is None:
        return author.on_case(OpinionChanged(replaces="nothing", **_opinion_fields(author, "customs")), "customs")
    return author.on_case(OpinionChanged(replaces=one.id, **_opinion_fields(author, one.body.step)), one.by.agency)


def countersigned(author: Onlooker) -> Idea:
    found = [one for one in standing_opinions(author.case) if one.body.step == "defence"]
    one = author.pick(found or author.case.opinions.values())
    return author.on_case(OpinionCountersigned(opinion=one.id if one else ""), one.by.agency if one else "")


def opinion_reaffirmed(author: Onlooker) -> Idea:
    now = dossier_hash(author.case)
    opinions = standing_opinions(author.case)
    one = author.pick([one for one in opinions if not one.stands_on(now)] or opinions)
    if one is None:
        return author.on_case(OpinionReaffirmed(opinion="none", dossier=now, difference=()), "customs")
    difference = opinion_difference(author.case, one)
    return author.on_case(OpinionReaffirmed(opinion=one.id, dossier=now, difference=difference), one.by.agency)


def condition(author: Onlooker) -> Idea:
    number = max((one.number for one in author.case.conditions.values()), default=0) + 1
    items = author.pick(((), ("1",), ("2",)))
    body = ConditionProposed(number=number, text="Verify delivery.", text_fr="Vérifier.", items=items)
    return author.on_case(body, author.pick(stages.MEMBERS))


def condition_changed(author: Onlooker) -> Idea:
    entry = author.pick(author.case.conditions.values())
    version = max(one.version for one in entry.versions) + 1 if entry else 2
    body = ConditionChanged(
        number=entry.number if entry else 1,
        version=version,
        text="Verify twice.",
        dropped=author.chance(0.4),
        reason=author.pick(TEXTS),
    )
    return author.on_case(body, author.pick((entry.owner, author.pick(stages.MEMBERS))) if entry else "customs")


def condition_released(author: Onlooker) -> Idea:
    pending = [(entry, one) for entry in author.case.conditions.values() for one in entry.pending]
    entry, one = author.pick(pending) or (None, None)
    return author.on_case(ConditionReleased(change=one.act if one else ""), entry.owner if entry else "customs")


REVIEW: Ideas = {
    "ApplicationRegistered": registered,
    "ApplicationAmended": amended,
    "StepCompleted": completed,
    "StepReturned": returned,
    "LinesClassified": classified,
    "GateAnswered": gate_answered,
    "GateReviewed": gate_reviewed,
    "GateWithdrawn": gate_withdrawn,
    "GateRuled": gate_ruled,
    "RiskAssessed": assessed,
    "OpinionGiven": opinion,
    "OpinionChanged": opinion_changed,
    "OpinionCountersigned": countersigned,
    "OpinionReaffirmed": opinion_reaffirmed,
    "ConditionProposed": condition,
    "ConditionChanged": condition_changed,
    "ConditionReleased": condition_released,
}
