"""What must hold of corrections, disputed competence and returns from above, computed from the acts alone."""

from __future__ import annotations

from app.models.acts import Act
from app.models.case import Case
from app.models.charter import Role
from tests.workflows.machine.past import Past
from tests.workflows.machine.play import Play
from tests.workflows.machine.written import HIGHER

PROPOSED = frozenset({"ReopeningProposed", "VoidingProposed", "ClericalProposed", "MergerProposed", "HolderProposed"})


def check_corrections(act: Act, past: Past) -> None:
    """Two persons for every correction; a ruling only where two agencies disagree; a return only of what went up."""
    if act.type == "CorrectionConfirmed":
        proposed = past.find(act.body.proposal)
        assert proposed.type in PROPOSED
        assert proposed.officer != act.officer
        assert act.role in (Role.CHAIR, Role.AGENCY_HEAD)
        if proposed.type == "HolderProposed":
            assert act.agency != proposed.body.agency
    if act.type in PROPOSED:
        assert act.body.reason.strip()
    if act.type == "CompetenceRuled":
        step, holder = act.body.step, act.body.holder
        claims = [one for one in past.here("CompetenceClaimed") if (one.body.step, one.body.holder) == (step, holder)]
        moved = [one for one in past.here("StepReassigned") if (one.body.step, one.body.agency) == (step, holder)]
        assert claims or moved
        assert act.agency == HIGHER
    if act.type == "EscalationReturned":
        assert past.escalated()
        assert (act.agency, act.role) == (HIGHER, Role.AGENCY_HEAD)


def check_corrected(play: Play, case: Case) -> None:
    """A correction deletes nothing, changes only words of a decision, and a voided position counts nowhere."""
    own = [act for act in play.acts if act.scope == f"case:{case.id}"]
    assert {one.act for one in case.acts} == {act.id for act in own}
    confirmed = {act.body.proposal for act in own if act.type == "CorrectionConfirmed"}
    proposed = {act.id: act for act in own if act.type in PROPOSED}
    assert {name for name, one in case.corrections.items() if one.confirmed} == confirmed
    void = {act.body.vote for name, act in proposed.items() if act.type == "VoidingProposed" and name in confirmed}
    for one in case.rounds.values():
        assert {vote.id for vote in one.votes.values() if vote.voided} == void & one.votes.keys()
        assert not void & {vote.id for vote in one.standing()}
    for name, record in case.decisions.items():
        said = next(act for act in own if act.id == name)
        assert record.body == said.body
        assert {one.id for one in record.corrections} <= confirmed
    merged = [act for name, act in proposed.items() if act.type == "MergerProposed" and name in confirmed]
    assert (case.merged is not None) == bool(merged)
