"""Rules of corrective acts: what may be proposed, with a reason, by somebody with a part in the case."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import (
    Act,
    ClericalProposed,
    HolderProposed,
    MergerProposed,
    ReopeningProposed,
    VoidingProposed,
)
from app.models.case import Case, Round, Vote
from app.models.change import replace
from app.models.charter import Role
from app.models.corrections import Correction
from app.models.procedure import Procedure, Step, StepKind
from app.models.realm import Realm
from app.workflows.authority import check_part
from app.workflows.committee import check_officeholder, committee_of
from app.workflows.competence import check_receiver
from app.workflows.conditions import check_undecided
from app.workflows.course import escalation
from app.workflows.engine import COMMITTEE, following
from app.workflows.finality import final_decisions, signed_decisions
from app.workflows.limits import check_lead
from app.workflows.registration import check_open
from app.workflows.rights import RIGHTS
from app.workflows.road import BY_COMPLETION, case_progress, status
from app.workflows.rounds import open_round
from app.workflows.rules import View, rule, signed
from app.workflows.serving import told
from app.workflows.steps import undone_by

LANGUAGES = ("en", "fr")
NOT_REOPENED = frozenset({StepKind.ISSUE, StepKind.NOTIFY})
NOT_HANDED_ON = frozenset({StepKind.INTAKE, StepKind.COMMITTEE})


def _propose(case: Case, act: Act) -> Case:
    made = Correction(id=act.id, body=act.body, by=signed(act))
    return replace(case, corrections={**case.corrections, act.id: made})


def _check_begun(case: Case, view: View, act: Act) -> None:
    """Whoever proposes has a part in the case, and says why."""
    check_open(case)
    check_part(view, view.procedure(case.procedure), act, case)
    if not act.body.reason.strip():
        raise Refused("reasons.needed")


# --- back to a step ----------------------------------------------------------------------------------------------


@rule(ReopeningProposed, effect=_propose)
def check_reopening(case: Case, view: View, act: Act) -> None:
    """Back to a step that is done, naming exactly what that undoes, until the applicant was told the decision."""
    _check_begun(case, view, act)
    still_reopening(case, view, act.body)


def still_reopening(case: Case, view: View, body: ReopeningProposed) -> None:
    """The step is done, the applicant was not told, and exactly these acts are undone. Raises `Refused`."""
    procedure = view.procedure(case.procedure)
    step, where = status(case, view, body.step)
    if notified(case, view):
        raise Refused("correction.notified", reference=case.reference)
    if where.state != "done" or step.kind in NOT_REOPENED:
        raise Refused("correction.step-not-done", step=step.id, state=where.state)
    if open_round(case) is not None:
        raise Refused("question.open-already", reference=case.reference)
    if body.undoes != reopened_by(case, procedure, step.id):
        raise Refused("step.undoes")


def notified(case: Case, view: View) -> bool:
    """Whether the applicant was told the decision: by a licence, a paper that was served, or a step for it."""
    if case.licences or told(case):
        return True
    assert view.realm.charter is not None
    steps = case_progress(case, view.procedure(case.procedure), view.realm.charter).steps
    return any(one.step.kind is StepKind.NOTIFY and one.state == "done" for one in steps)


def reopened_by(case: Case, procedure: Procedure, to: str) -> tuple[str, ...]:
    """Acts whose effect ends when the case is put back to `to`: as in a return, and escalations and decisions too."""
    again = {procedure.step(name).kind for name in following(procedure, to)}
    acts = set(undone_by(case, procedure, to))
    if StepKind.COMMITTEE in again:
        acts |= set(case.escalations)
    if StepKind.DECISION in again:
        acts |= set(case.decisions)
    return tuple(sorted(acts - case.undone))


# --- a position in the wrong capacity ----------------------------------------------------------------------------


@rule(VoidingProposed, effect=_propose)
def check_voiding(case: Case, view: View, act: Act) -> None:
    """Chair or secretary hold that a standing position was cast in the wrong capacity; no decision rests on it yet."""
    _check_begun(case, view, act)
    check_officeholder(view.realm, act, committee_of(view.procedure(case.procedure)))
    still_voiding(case, view, act.body)


def still_voiding(case: Case, _view: View, body: VoidingProposed) -> None:
    """The position stands, and no decision rests on it. Raises `Refused`."""
    round_, vote = vote_of(case, body.vote)
    if all(one.id != vote.id for one in round_.standing()):
        raise Refused("vote.not-standing", vote=vote.id)
    resting = (record.body for record in signed_decisions(case))
    if any(vote.id in one.positions or round_.question.fingerprint == one.question for one in resting):
        raise Refused("correction.decision-rests", reference=case.reference)


def vote_of(case: Case, name: str) -> tuple[Round, Vote]:
    """The position with this id and its round. Raises `Refused`."""
    for one in case.rounds.values():
        if name in one.votes:
            return one, one.votes[name]
    raise Refused("vote.not-standing", vote=name)


# --- a clerical error --------------------------------------------------------------------------------------------


@rule(ClericalProposed, effect=_propose)
def check_clerical(case: Case, view: View, act: Act) -> None:
    """Words of a final decision's text that stand in it exactly once; what it grants and its conditions stay."""
    _check_begun(case, view, act)
    still_clerical(case, view, act.body)


def still_clerical(case: Case, _view: View, body: ClericalProposed) -> None:
    """The words stand exactly once in the text of a final decision. Raises `Refused`."""
    record = case.decisions.get(body.decision)
    if record is None:
        raise Refused("decision.unknown", decision=body.decision)
    if all(one.id != record.id for one in final_decisions(case)):
        raise Refused("correction.not-final", reference=case.reference)
    if body.language not in LANGUAGES:
        raise Refused("correction.language", language=body.language)
    if not body.before.strip() or body.after == body.before:
        raise Refused("correction.nothing", before=body.before)
    text = record.text(body.language)
    if text.count(body.before) != 1:
        raise Refused("correction.before", before=body.before, count=text.count(body.before))
    if not text.replace(body.before, body.after).strip():
        raise Refused("decision.text")


# --- duplicates --------------------------------------------------------------------------------------------------


def _other_case(_case: Case, body: MergerProposed) -> tuple[str, ...]:
    return (f"case:{body.other}",)


@rule(MergerProposed, effect=_propose, reads=_other_case)
def check_merger(case: Case, view: View, act: Act) -> None:
    """The later of two undecided cases ends as a duplicate of the earlier: no two can end in each other."""
    _check_begun(case, view, act)
    check_lead(case, view, act)
    still_merger(case, view, act.body)


def still_merger(case: Case, view: View, body: MergerProposed) -> None:
    """Both cases go on, and this is the later one. Raises `Refused`."""
    check_undecided(case)
    if body.other == case.id:
        raise Refused("link.itself", reference=case.reference)
    other = view.case(body.other)
    if body.reference != other.reference:
        raise Refused("link.reference", expected=other.reference)
    assert case.registered is not None
    assert other.registered is not None
    if case.registered.order < other.registered.order:
        raise Refused("correction.merge-later", reference=case.reference, other=other.reference)
    if other.withdrawn is not None or other.merged is not None or final_decisions(other) or final_decisions(case):
        raise Refused("correction.merge-ended", other=other.reference)
    if other.application.activity is not case.application.activity:
        raise Refused("correction.merge-activity", other=other.reference)


# --- a holder who left -------------------------------------------------------------------------------------------


@rule(HolderProposed, effect=_propose)
def check_holder(case: Case, view: View, act: Act) -> None:
    """An open step whose holder has nobody left goes to another agency."""
    _check_begun(case, view, act)
    still_holder(case, view, act.body)


def still_holder(case: Case, view: View, body: HolderProposed) -> None:
    """The step is open, and `holder` holds it. Raises `Refused`."""
    step, where = status(case, view, body.step)
    if where.state != "open":
        raise Refused("step.not-open", step=step.id, state=where.state, reference=case.reference)
    if body.holder not in where.agencies or body.agency == body.holder:
        raise Refused("step.other-agency", step=step.id, holder=", ".join(where.agencies), agency=body.holder)
    if step.kind in NOT_HANDED_ON or body.holder == COMMITTEE or escalation(case) is not None:
        raise Refused("competence.not-here", step=step.id, kind=step.kind.value)
    check_receiver(view.realm, step, body.agency)


def able(case: Case, realm: Realm, step: Step, agency: str) -> tuple[str, ...]:
    """Active officers of `agency` with a role that can do the step, and without a conflict of interest in the case."""
    roles = _roles(step)
    people = (one.person for one in realm.officers.values() if one.active)
    return tuple(
        sorted(
            one.officer
            for one in people
            if one.agency == agency and roles & set(one.roles) and one.officer not in case.conflicts
        )
    )


def _roles(step: Step) -> frozenset[Role]:
    if step.kind in BY_COMPLETION:
        return RIGHTS["StepCompleted"]
    if step.kind is StepKind.REVIEW:
        return RIGHTS["OpinionGiven"]
    return frozenset({Role.AGENCY_HEAD}) if step.kind is StepKind.DECISION else RIGHTS["LicenceIssued"]
