"""Every value that a paper or a screen may name has its word."""

from __future__ import annotations

from enum import StrEnum

import pytest

from app.models import acts, application, charter, outcomes, procedure
from app.sentences.labels import LABELS

KINDS: dict[str, type[StrEnum]] = {
    "activity": application.Activity,
    "licence_kind": application.LicenceKind,
    "party_role": application.PartyRole,
    "att_scope": application.AttScope,
    "att_category": application.AttCategory,
    "position": outcomes.Position,
    "outcome": outcomes.Outcome,
    "result": outcomes.Result,
    "gate": outcomes.GateStatus,
    "role": charter.Role,
    "step_kind": procedure.StepKind,
    "overdue": procedure.Overdue,
    "decider": procedure.Decider,
    "seat_kind": procedure.SeatKind,
    "statutory_effect": procedure.StatutoryEffect,
    "scope": acts.Scope,
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_has_a_word(kind: str) -> None:
    labelled = {key.partition(".")[2] for key in LABELS if key.partition(".")[0] == kind}
    assert labelled == set(KINDS[kind])


def test_no_enumeration_of_the_models_is_left_out() -> None:
    modules = (acts, application, charter, outcomes, procedure)
    found = {
        thing
        for module in modules
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, StrEnum) and thing is not StrEnum
    }
    assert found == set(KINDS.values())
