"""Acts that change a case's way, decide it or license that somebody might make."""

from __future__ import annotations

from dataclasses import replace

from app.errors import Refused
from app.models.acts import (
    CasesLinked,
    CaseWithdrawn,
    CompetenceDeclined,
    ConflictDeclared,
    DeadlineRecorded,
    DecisionSigned,
    MigrationConfirmed,
    MigrationProposed,
    StepReassigned,
    StepWaived,
)
from app.models.outcomes import ItemOutcome, Outcome
from app.models.procedure import Overdue
from app.workflows.compare import compare
from app.workflows.course import has_declined
from app.workflows.decisions import deciders
from app.workflows.engine import COMMITTEE, StepStatus
from app.workflows.finality import final_decisions
from app.workflows.withdrawal import stage_reached
from tests.workflows.machine import stages
from tests.workflows.machine.onlooker import CASES, TEXTS, Idea, Ideas, Onlooker


def withdrawn(author: Onlooker) -> Idea:
    charter = author.view.realm.charter
    assert charter is not None
    stage = stage_reached(author.case, author.procedure, charter)
    body = CaseWithdrawn(reason=author.pick(TEXTS[1:]), received=author.day(0, 0, 1), stage=stage)
    return author.on_case(body, "licensing")


def linked(author: Onlooker) -> Idea:
    other = author.pick([name for name in CASES if name != author.name])
    body = CasesLinked(other=other, reference=f"EXP-2026-0000{CASES.index(other) + 1}", reason="One transfer.")
    return author.on_case(body, "licensing")


def stepped_out(author: Onlooker) -> Idea:
    return author.on_case(ConflictDeclared(reason=author.pick(TEXTS)), author.pick(stages.MEMBERS))


def deadline(author: Onlooker) -> Idea:
    steps = author.open_steps()
    one = author.pick([one for one in steps if one.overdue] or steps)
    due = one.due.isoformat() if one and one.due else "2026-11-30"
    body = DeadlineRecorded(
        step=one.step.id if one else "intake", due=due, effect=one.step.overdue if one else Overdue.REMIND
    )
    return author.on_case(body, "licensing")


def waived(author: Onlooker) -> Idea:
    steps = author.open_steps()
    named = [(one.step.id, one.step.waived_by) for one in steps if one.step.waived_by]
    above = {one.step for one in author.case.deadlines.values() if one.effect is Overdue.ESCALATE}
    named += [(one.step.id, "foreign-affairs") for one in steps if one.step.id in above]
    step, agency = author.pick(named) or (steps[0].step.id if steps else "intake", "foreign-affairs")
    return author.on_case(StepWaived(step=step, reason=author.pick(TEXTS[1:])), agency)


def declined(author: Onlooker) -> Idea:
    one = author.open_step()
    body = CompetenceDeclined(step=one.step.id if one else "treaty", reasons=author.pick(TEXTS[1:]))
    return author.on_case(body, author.pick(one.agencies) if one else "")


def reassigned(author: Onlooker) -> Idea:
    found = declining(author)
    one, agency = author.pick(found) or (author.open_step(), "")
    body = StepReassigned(
        step=one.step.id if one else "treaty",
        declined_by=agency or (one.agency if one else ""),
        agency=author.pick(author.agencies()),
        reason=author.pick(TEXTS[1:]),
    )
    return author.on_case(body, "licensing")


def declining(author: Onlooker) -> list[tuple[StepStatus, str]]:
    """Open steps with a holder that is not competent."""
    return [
        (one, agency)
        for one in author.open_steps()
        for agency in one.agencies
        if has_declined(author.case, one.step, agency)
    ]


def migration(author: Onlooker) -> Idea:
    known = author.view.realm.procedures
    new = author.pick([name for name in known if name != author.case.procedure] or known)
    difference = compare(author.procedure, author.view.procedure(new))
    body = MigrationProposed(procedure=new, reason=author.pick(TEXTS[1:]), difference=difference)
    return author.on_case(body, "licensing")


def migrated(author: Onlooker) -> Idea:
    known = author.case.migrations.values()
    one = author.pick([one for one in known if one.confirmed is None] or known)
    agency = author.pick(("licensing", "foreign-affairs", "defence"))
    return author.on_case(MigrationConfirmed(proposal=one.id if one else "none"), agency)


# --- decision ------------------------------------------------------------------------------------------------------


def decision(author: Onlooker) -> Idea:
    done = {record.body.authority for record in final_decisions(author.case)}
    open_ = deciders(author.case, author.view, author.decision_step())
    authority = author.pick([name for name in open_ if name not in done] or open_)
    body = stages.proposed(author.view, _outcomes(author), author.name, authority=authority)
    return author.on_case(body, "licensing")


def _outcomes(author: Onlooker) -> tuple[ItemOutcome, ...]:
    """The authority's own where none are bound; a committee without a result has nothing to grant."""
    kinds = (Outcome.GRANT, Outcome.GRANT, Outcome.REFUSE, Outcome.RETURN)
    return tuple(ItemOutcome(item=item.id, outcome=author.pick(kinds)) for item in author.case.application.items)


def decision_signed(author: Onlooker) -> Idea:
    found = sorted(author.case.decisions.values(), key=lambda one: one.by.order)
    one = found[-1] if found and author.chance(0.7) else author.pick(found)
    authority = one.body.authority if one else COMMITTEE
    agency = author.pick(("licensing", *stages.MEMBERS)) if authority == COMMITTEE else authority
    return author.on_case(DecisionSigned(decision=one.id if one else ""), agency, _chair(author, authority))


def _chair(author: Onlooker, authority: str) -> str:
    return stages.CHAIR if authority == COMMITTEE and author.chance(0.3) else ""


def licence(author: Onlooker) -> Idea | None:
    licensed = {one.body.decision for one in author.case.licences.values()}
    final = final_decisions(author.case)
    record = author.pick([one for one in final if one.id not in licensed] or author.case.decisions.values())
    if record is None:
        return None
    try:
        body = stages.licence(author.view, record, author.name)
    except (Refused, KeyError):
        return None
    if body.items and author.chance(0.3):
        items = (replace(body.items[0], quantity=author.pick(("50", "100", "500"))), *body.items[1:])
        body = replace(body, items=items)
    return author.on_case(body, "licensing")


COURSE: Ideas = {
    "CaseWithdrawn": withdrawn,
    "CasesLinked": linked,
    "ConflictDeclared": stepped_out,
    "DeadlineRecorded": deadline,
    "StepWaived": waived,
    "CompetenceDeclined": declined,
    "StepReassigned": reassigned,
    "MigrationProposed": migration,
    "MigrationConfirmed": migrated,
    "DecisionProposed": decision,
    "DecisionSigned": decision_signed,
    "LicenceIssued": licence,
}
