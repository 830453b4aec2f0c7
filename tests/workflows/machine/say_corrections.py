"""Corrections, disputes of competence and returns from above that somebody might make."""

from __future__ import annotations

from app.models.acts import (
    ClericalProposed,
    CompetenceClaimed,
    CompetenceRuled,
    CorrectionConfirmed,
    EscalationReturned,
    HolderProposed,
    MergerProposed,
    ReopeningProposed,
    VoidingProposed,
)
from app.models.case import Case
from app.models.procedure import StepKind
from app.workflows.competence import disputed
from app.workflows.corrections import reopened_by
from app.workflows.course import escalation, is_ruled, open_disputes
from app.workflows.engine import StepStatus
from app.workflows.finality import final_decisions
from app.workflows.road import case_progress
from tests.workflows.machine.onlooker import CASES, TEXTS, Idea, Ideas, Onlooker

SECONDS = ("licensing", "foreign-affairs", "defence")


def reopening(author: Onlooker) -> Idea:
    charter = author.view.realm.charter
    assert charter is not None
    road = case_progress(author.case, author.procedure, charter)
    done = [one.step.id for one in road.steps if one.state == "done" and one.step.kind is not StepKind.ISSUE]
    step = author.pick(done) or "intake"
    undoes = reopened_by(author.case, author.procedure, step)
    return author.on_case(ReopeningProposed(step=step, reason=author.pick(TEXTS), undoes=undoes), "licensing")


def voiding(author: Onlooker) -> Idea:
    votes = [vote.id for one in author.case.rounds.values() for vote in one.votes.values()]
    body = VoidingProposed(vote=author.pick(votes) or "none", reason=author.pick(TEXTS[1:]))
    return author.on_case(body, "licensing")


def clerical(author: Onlooker) -> Idea:
    record = author.pick(final_decisions(author.case) or author.case.decisions.values())
    body = ClericalProposed(
        decision=record.id if record else "none",
        language="en",
        before=record.text("en") if record else "x",
        after=author.pick(("Authorised.", "As set out.")),
        reason="The term.",
    )
    return author.on_case(body, "licensing")


def merger(author: Onlooker) -> Idea:
    """Mostly of the later into the earlier of two cases that are there."""
    states = [(name, author.view.standing(f"case:{name}").state) for name in CASES]
    known = sorted(
        (state.registered.order, name) for name, state in states if isinstance(state, Case) and state.registered
    )
    here, other = (author.name, author.pick([name for name in CASES if name != author.name]))
    if len(known) > 1 and author.chance(0.8):
        here, other = known[-1][1], known[0][1]
    reference = f"EXP-2026-0000{CASES.index(other) + 1}"
    body = MergerProposed(other=other, reference=reference, reason=author.pick(TEXTS[1:]))
    return Idea(body, f"case:{here}", "licensing")


def handing_on(author: Onlooker) -> Idea:
    one = author.open_step()
    body = HolderProposed(
        step=one.step.id if one else "customs",
        holder=author.pick(one.agencies) if one else "customs",
        agency=author.pick(author.agencies()),
        reason=author.pick(TEXTS[1:]),
    )
    return author.on_case(body, "licensing")


def confirmed(author: Onlooker) -> Idea:
    known = author.case.corrections.values()
    one = author.pick([one for one in known if one.confirmed is None] or known)
    holder = one.body.holder if one and isinstance(one.body, HolderProposed) and author.chance(0.5) else ""
    body = CorrectionConfirmed(proposal=one.id if one else "none")
    return author.on_case(body, holder or author.pick(SECONDS))


def claimed(author: Onlooker) -> Idea:
    one = author.open_step()
    body = CompetenceClaimed(
        step=one.step.id if one else "customs",
        holder=author.pick(one.agencies) if one else "customs",
        reasons=author.pick(TEXTS[1:]),
    )
    return author.on_case(body, author.pick(author.agencies()))


def ruled(author: Onlooker) -> Idea:
    one, holder = author.pick(in_dispute(author)) or (author.open_step(), "")
    body = CompetenceRuled(
        step=one.step.id if one else "customs",
        holder=holder or (one.agency if one else "customs"),
        agency=author.pick(author.agencies()),
        reasons=author.pick(TEXTS[1:]),
    )
    return author.on_case(body, "foreign-affairs")


def in_dispute(author: Onlooker) -> list[tuple[StepStatus, str]]:
    """Open steps with a holder about whose competence a ruling is asked."""
    return [
        (one, agency)
        for one in author.open_steps()
        for agency in one.agencies
        if disputed(author.case, one.step, agency) and not is_ruled(author.case, one.step, agency)
    ]


def returned(author: Onlooker) -> Idea:
    above = escalation(author.case)
    body = EscalationReturned(
        escalation=above.by.act if above else "none",
        instructions="Hear customs again.",
        instructions_fr=author.pick(("Entendre la douane.", "")),
    )
    return author.on_case(body, "foreign-affairs")


def to_correct(author: Onlooker) -> list[str]:
    """What a correction, a dispute or the higher authority waits for."""
    case = author.case
    found = {
        "CorrectionConfirmed": any(one.confirmed is None for one in case.corrections.values()),
        "CompetenceRuled": any(open_disputes(case, one.step.id) for one in author.open_steps()),
        "EscalationReturned": escalation(case) is not None and author.chance(0.3),
        "ClericalProposed": bool(final_decisions(case)) and author.chance(0.3),
    }
    return [name for name, waits in found.items() if waits]


CORRECTIONS: Ideas = {
    "ReopeningProposed": reopening,
    "VoidingProposed": voiding,
    "ClericalProposed": clerical,
    "MergerProposed": merger,
    "HolderProposed": handing_on,
    "CorrectionConfirmed": confirmed,
    "CompetenceClaimed": claimed,
    "CompetenceRuled": ruled,
    "EscalationReturned": returned,
}
