"""What must hold of withdrawal, conflicts, reaffirming, limits, others asked, migration and mandates."""

from __future__ import annotations

from collections.abc import Callable

from app.models.acts import Act
from app.models.case import Case
from app.models.procedure import Overdue, StepKind
from app.workflows.dossier import dossier_hash
from app.workflows.finality import final_decision, final_decisions
from app.workflows.fold import World
from app.workflows.road import marks
from tests.workflows.machine.past import Past
from tests.workflows.machine.play import Play
from tests.workflows.machine.written import COMMITTEE, HIGHER, PROCEDURES, SECRETARIAT, Written

Check = Callable[[Act, World, Past], None]


def check_course(act: Act, view: World, past: Past) -> None:
    """After a withdrawal or a declared conflict nothing more; then whatever the type of act asks for."""
    if act.scope.startswith("case:"):
        assert past.here("CaseWithdrawn") == []
        assert past.corrections("MergerProposed") == []
        assert act.officer not in past.in_conflict
    if act.type in CHECKS:
        CHECKS[act.type](act, view, past)


def _case(act: Act, view: World) -> Case:
    return view.case(act.scope.partition(":")[2])


def _written(act: Act, view: World) -> Written:
    return PROCEDURES[view.procedure(_case(act, view).procedure).id]


def _step_waived(act: Act, view: World, past: Past) -> None:
    step = act.body.step
    late = [one.body for one in past.here("DeadlineRecorded")]
    raised = any(one.step == step and one.effect is Overdue.ESCALATE for one in late)
    allowed = {_written(act, view).waivable.get(step)}
    allowed |= {HIGHER} if raised and step in _written(act, view).escalating else set()
    assert act.agency in allowed


def _deadline_recorded(act: Act, view: World, past: Past) -> None:
    body = act.body
    assert past.day(act.claimed) > body.due
    assert act.agency == SECRETARIAT
    if body.effect is Overdue.NO_OBJECTION:
        assert body.step in _written(act, view).silent
    answered = {one.body.letter for one in past.here("QueryAnswered")}
    for letter in (one for one in past.open_letters() if one.id not in answered):
        asking = {past.find(name).body.step for name in letter.body.queries}
        assert body.step not in asking or past.day(letter.claimed) > body.due


def _reassigned(act: Act, _view: World, past: Past) -> None:
    assert act.agency == SECRETARIAT or past.here("StepReassigned")
    assert past.declined(act.body.step, act.body.declined_by)
    assert not past.declined(act.body.step, act.body.agency)


def _migration_confirmed(act: Act, view: World, past: Past) -> None:
    proposed = past.find(act.body.proposal)
    assert proposed.type == "MigrationProposed"
    assert proposed.officer != act.officer
    assert not final_decisions(view.case(act.scope.partition(":")[2]))


def _mandate_confirmed(act: Act, _view: World, past: Past) -> None:
    proposed = past.find(act.body.proposal)
    assert proposed.type == "MandateProposed"
    assert proposed.officer != act.officer
    assert act.claimed[:10] <= proposed.body.until


def _exported(act: Act, _view: World, past: Past) -> None:
    if act.body.mandate is None:
        return
    proposed = past.find(act.body.mandate)
    confirmed = [one for one in past.here("MandateConfirmed") if one.body.proposal == proposed.id]
    assert {one.officer for one in confirmed} - {proposed.officer}
    assert proposed.officer == act.officer
    assert act.claimed[:10] <= proposed.body.until


def _gate_ruled(act: Act, _view: World, past: Past) -> None:
    assert (act.agency, act.role.value) == (HIGHER, "agency_head")
    assert past.contested(past.find(act.body.gate))


def _escalated(act: Act, view: World, past: Past) -> None:
    late = [one for one in past.here("DeadlineRecorded") if one.body.step == COMMITTEE]
    certified = [one for one in past.here("ResultCertified") if one.body.result == "no-consensus"]
    put_off = {one.body.question for one in (*past.here("QuestionDeferred"), *certified)}
    assert late or len(put_off) > 2
    assert act.body.to == HIGHER
    assert _written(act, view).decides == COMMITTEE


def _answered(act: Act, view: World, past: Past) -> None:
    assert past.find(act.body.consultation).body.agency == act.agency
    assert act.body.dossier == dossier_hash(_case(act, view))


def _advised(act: Act, view: World, past: Past) -> None:
    invitation = past.find(act.body.invitation)
    assert invitation.body.expert == act.officer
    assert act.claimed[:10] <= invitation.body.until
    assert act.body.dossier == dossier_hash(_case(act, view))


def _opinion_reaffirmed(act: Act, view: World, past: Past) -> None:
    opinion = past.find(act.body.opinion)
    assert opinion.type in ("OpinionGiven", "OpinionChanged")
    assert opinion.agency == act.agency
    assert act.body.dossier == dossier_hash(_case(act, view)) != opinion.body.dossier


def _position_reaffirmed(act: Act, _view: World, past: Past) -> None:
    earlier = past.find(act.body.earlier)
    assert earlier.type in ("PositionTaken", "PositionChanged", "PositionReaffirmed")
    assert (earlier.agency, earlier.body.seat) == (act.agency, act.body.seat)
    assert earlier.officer not in past.in_conflict
    assert earlier.body.question != act.body.question


CHECKS: dict[str, Check] = {
    "StepWaived": _step_waived,
    "DeadlineRecorded": _deadline_recorded,
    "StepReassigned": _reassigned,
    "MigrationConfirmed": _migration_confirmed,
    "MandateConfirmed": _mandate_confirmed,
    "JournalExported": _exported,
    "GateRuled": _gate_ruled,
    "DecisionEscalated": _escalated,
    "ConsultationAnswered": _answered,
    "ExpertAdvised": _advised,
    "OpinionReaffirmed": _opinion_reaffirmed,
    "PositionReaffirmed": _position_reaffirmed,
}


# --- what stands ---------------------------------------------------------------------------------------------------


def check_way(play: Play, case: Case) -> None:
    """What the case went through stands as it was said."""
    acts = {act.id: act for act in play.acts if act.scope == f"case:{case.id}"}
    _check_opinions(case, acts)
    _check_repeated(case, acts)
    _check_procedure(case, acts)
    _check_steps(play, case, acts)


def _check_opinions(case: Case, acts: dict[str, Act]) -> None:
    """Reaffirming copies nothing but the hash."""
    for opinion in case.opinions.values():
        assert opinion.body == acts[opinion.id].body
        again = [one.body.dossier for one in acts.values() if _is_of(one, "OpinionReaffirmed", opinion.id)]
        assert sorted(again) == sorted(dossier for dossier, _ in opinion.reaffirmed)


def _is_of(act: Act, name: str, opinion: str) -> bool:
    return act.type == name and act.body.opinion == opinion


def _check_repeated(case: Case, acts: dict[str, Act]) -> None:
    """A position taken again is the earlier one, on the new question."""
    votes = {name: vote for one in case.rounds.values() for name, vote in one.votes.items()}
    for name, vote in votes.items():
        if acts[name].type == "PositionReaffirmed":
            before, now = votes[acts[name].body.earlier].body, vote.body
            for field in ("seat", "position", "reasons", "criteria", "conditions"):
                assert getattr(before, field) == getattr(now, field)
            assert now.question == acts[name].body.question
            assert not vote.replaces


def _check_procedure(case: Case, acts: dict[str, Act]) -> None:
    """The one the case began with, or one that two persons migrated it to."""
    assert case.registered is not None
    confirmed = sorted((act for act in acts.values() if act.type == "MigrationConfirmed"), key=lambda act: act.by.order)
    if not confirmed:
        assert case.procedure == acts[case.registered.act].procedure
        return
    first = {act.body.proposal: act for act in reversed(confirmed)}  # confirmed twice apart, it is the earlier
    latest = max(first.values(), key=lambda act: act.by.order)
    assert case.procedure == acts[latest.body.proposal].body.procedure


def _check_steps(play: Play, case: Case, acts: dict[str, Act]) -> None:
    """Reviews are done by opinions on the dossier that counts; others are done without only as a procedure said."""
    charter = play.world.realm.charter
    assert charter is not None
    procedure, decision = play.world.procedure(case.procedure), final_decision(case)
    dossier = decision.body.dossier if decision else dossier_hash(case)
    provided = PROCEDURES[procedure.id]
    for step, mark in marks(case, procedure, charter).items():
        if mark.how == "waived":
            assert step in set(provided.waivable) | provided.escalating
        elif mark.how == "no-objection":
            assert step in provided.silent
        elif not mark.how and procedure.step(step).kind is StepKind.REVIEW:
            assert step in _reviewed_on(dossier, acts)


def _reviewed_on(dossier: str, acts: dict[str, Act]) -> set[str]:
    """Steps with an opinion that was given on this dossier or reaffirmed for it."""
    again = {
        one.body.opinion for one in acts.values() if one.type == "OpinionReaffirmed" and one.body.dossier == dossier
    }
    given = [one for one in acts.values() if one.type in ("OpinionGiven", "OpinionChanged")]
    return {one.body.step for one in given if one.body.dossier == dossier or one.id in again}
