"""The rule by which a second person puts a corrective act into effect, and what each of them changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.errors import Refused
from app.models.acts import (
    Act,
    ClericalProposed,
    CorrectionConfirmed,
    HolderProposed,
    MergerProposed,
    ReopeningProposed,
    VoidingProposed,
)
from app.models.case import Case, DecisionRecord, StepMark
from app.models.change import replace
from app.models.charter import Role
from app.models.corrections import Clerical, Correction, Merger, Proposed
from app.models.course import Reassignment
from app.models.signed import Signed
from app.workflows.authority import check_part
from app.workflows.corrections import (
    able,
    still_clerical,
    still_holder,
    still_merger,
    still_reopening,
    still_voiding,
    vote_of,
)
from app.workflows.engine import COMMITTEE
from app.workflows.in_realm import holder_of
from app.workflows.registration import check_open
from app.workflows.road import status
from app.workflows.rules import View, first_of, rule, signed

# --- effects -----------------------------------------------------------------------------------------------------


def _confirm(case: Case, act: Act) -> Case:
    """Confirmed twice apart, a correction has one effect: that of the earlier confirmation."""
    known = case.corrections[act.body.proposal]
    by = first_of(known.confirmed, signed(act))
    case = replace(case, corrections={**case.corrections, known.id: replace(known, confirmed=by)})
    return EFFECTS[type(known.body)](case, known, by)


def corrected(case: Case, body: Proposed, by: Signed) -> Case:
    """The case as it would stand if `by` put this correction into effect: what is shown before anybody signs."""
    one = Correction(id=by.act, body=body, by=by, confirmed=by)
    return EFFECTS[type(body)](replace(case, corrections={**case.corrections, one.id: one}), one, by)


def _reopen(case: Case, one: Correction, by: Signed) -> Case:
    body: Any = one.body
    mark = StepMark(step=body.step, by=by, note=body.reason, returned_to=body.step, undoes=body.undoes)
    return replace(case, marks={**case.marks, one.id: mark})


def _void(case: Case, one: Correction, by: Signed) -> Case:
    body: Any = one.body
    round_, vote = vote_of(case, body.vote)
    votes = {**round_.votes, vote.id: replace(vote, voided=first_of(vote.voided, by))}
    return replace(case, rounds={**case.rounds, round_.question.fingerprint: replace(round_, votes=votes)})


def _correct(case: Case, one: Correction, by: Signed) -> Case:
    body: Any = one.body
    record = case.decisions[body.decision]
    made = Clerical(id=one.id, language=body.language, before=body.before, after=body.after, by=by)
    others = (each for each in record.corrections if each.id != one.id)
    corrections = tuple(sorted((*others, made), key=lambda each: each.by.order))
    return replace(case, decisions={**case.decisions, record.id: replace(record, corrections=corrections)})


def _merge(case: Case, one: Correction, by: Signed) -> Case:
    """Of two mergers confirmed apart the earlier counts."""
    body: Any = one.body
    if case.merged is not None and case.merged.by.order < by.order:
        return case
    return replace(case, merged=Merger(other=body.other, reference=body.reference, by=by))


def _hand_on(case: Case, one: Correction, by: Signed) -> Case:
    body: Any = one.body
    moved = Reassignment(step=body.step, declined_by=body.holder, agency=body.agency, reason=body.reason, by=by)
    return replace(case, reassigned={**case.reassigned, one.id: moved})


EFFECTS: dict[type[Any], Callable[[Case, Correction, Signed], Case]] = {
    ReopeningProposed: _reopen,
    VoidingProposed: _void,
    ClericalProposed: _correct,
    MergerProposed: _merge,
    HolderProposed: _hand_on,
}


# --- the second person -------------------------------------------------------------------------------------------


def _proposed_about(case: Case, body: CorrectionConfirmed) -> tuple[str, ...]:
    known = case.corrections.get(body.proposal)
    return (f"case:{known.body.other}",) if known is not None and isinstance(known.body, MergerProposed) else ()


@rule(CorrectionConfirmed, effect=_confirm, reads=_proposed_about)
def check_confirmed(case: Case, view: View, act: Act) -> None:
    """Another person, chair or agency head with a part, who gains nothing; what was proposed is computed again."""
    check_open(case)
    known = case.corrections.get(act.body.proposal)
    if known is None:
        raise Refused("proposal.unknown", proposal=act.body.proposal)
    if known.confirmed is not None:
        raise Refused("proposal.confirmed-already", proposal=known.id)
    if known.by.officer == act.officer:
        raise Refused("second-person.same", officer=act.officer)
    check_part(view, view.procedure(case.procedure), act, case)
    STILL[type(known.body)](case, view, known.body)
    SECOND[type(known.body)](case, view, act, known)


def _anybody(_case: Case, _view: View, _act: Act, _known: Correction) -> None:
    return None


def _not_the_author(case: Case, _view: View, act: Act, known: Correction) -> None:
    """Whose position it was does not say that it is void."""
    body: Any = known.body
    if act.officer == vote_of(case, body.vote)[1].by.officer:
        raise Refused("correction.own-vote", officer=act.officer)


def _who_decided(case: Case, view: View, act: Act, known: Correction) -> None:
    """The chair for the committee's decision, a head of the authority for its own."""
    body: Any = known.body
    record: DecisionRecord = case.decisions[body.decision]
    assert view.realm.charter is not None
    committee = view.procedure(case.procedure).committee
    on_paper = record.body.authority == COMMITTEE or bool(record.body.scan)
    role, agency = Role.AGENCY_HEAD, record.body.authority
    if on_paper and committee is not None:
        role, agency = Role.CHAIR, holder_of(committee.chair, view.realm.charter)
    if act.role is not role or act.agency != agency:
        raise Refused("decision.signatory", authority=record.body.authority)


def _not_the_receiver(case: Case, view: View, act: Act, known: Correction) -> None:
    """Where the holder still has somebody, only its own head gives the step away, and nobody to his own agency."""
    body: Any = known.body
    if act.agency == body.agency:
        raise Refused("correction.receiver", agency=body.agency)
    step, _ = status(case, view, body.step)
    left = able(case, view.realm, step, body.holder)
    if left and (act.role is not Role.AGENCY_HEAD or act.agency != body.holder):
        raise Refused("correction.holder-there", step=step.id, holder=body.holder, officers=", ".join(left))


STILL: dict[type[Any], Callable[[Case, View, Any], None]] = {
    ReopeningProposed: still_reopening,
    VoidingProposed: still_voiding,
    ClericalProposed: still_clerical,
    MergerProposed: still_merger,
    HolderProposed: still_holder,
}
SECOND: dict[type[Any], Callable[[Case, View, Act, Correction], None]] = {
    ReopeningProposed: _anybody,
    VoidingProposed: _not_the_author,
    ClericalProposed: _who_decided,
    MergerProposed: _anybody,
    HolderProposed: _not_the_receiver,
}
