"""Who may do what, by acts made by hand: nothing is left to a screen that hides a button."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from app.errors import Refused
from app.models.acts import TYPES, Act, ConditionProposed, Scope, StepCompleted
from app.models.charter import Charter, Role
from app.workflows import rights
from app.workflows.rights import INCOMPATIBLE, NEVER_TOGETHER, RIGHTS
from tests.workflows.machine.bodies import Author
from tests.workflows.machine.play import CASE, SESSION, Play, charter_of, realm
from tests.workflows.machine.stages import at, on, road_to

ROOMS = Path(rights.__file__).parent
TESTS = Path(__file__).parent
EXCEPTIONS = {
    "decision.no-result": "no adopted procedure lets a case pass by the committee that decides it",
    "escalation.nobody": "no procedure is adopted whose higher authority the charter does not know",
}
"""Codes that no test provokes, each with the reason why it cannot be."""

CELLS = [(name, role) for name in TYPES for role in Role]
EVERYONE = " ".join(f"x-{role.value.replace('_', '-')}@customs:{role.value}" for role in Role)


def somebody(role: Role) -> str:
    return f"x-{role.value.replace('_', '-')}"


def body_of(act_type: str) -> object:
    """Any body of this type; rights are judged before a word of it is read."""
    ideas = (Author(at(stage).world, Random(1)).idea(act_type) for stage in ("put", "voted", "certified", "signed"))
    found = next((one.body for one in ideas if one is not None), None)
    return TYPES[act_type](proposal="none") if found is None else found  # type: ignore[call-arg]


def scope_for(act_type: str) -> str:
    return {Scope.REALM: "realm", Scope.CASE: f"case:{CASE}", Scope.SESSION: f"session:{SESSION}"}[
        TYPES[act_type].scope
    ]


@pytest.fixture(scope="module")
def everyone() -> Play:
    """A case before its committee, in a realm where customs also has one officer of every role."""
    return on(realm(extra=EVERYONE), *road_to("put"))


@pytest.mark.parametrize(("act_type", "role"), CELLS, ids=lambda one: getattr(one, "value", one))
def test_a_role_without_the_right_is_refused_by_name(everyone: Play, act_type: str, role: Role) -> None:
    act = everyone.make(somebody(role), body_of(act_type), scope=scope_for(act_type), role=role)
    code = ""
    try:
        everyone.world.fork().admit(act)
    except Refused as refusal:
        code = refusal.code
    assert (code == "rights.role") is (role not in RIGHTS[act_type])


def test_every_act_type_has_a_row_and_somebody_who_may() -> None:
    assert RIGHTS.keys() == TYPES.keys()
    assert all(RIGHTS.values())
    assert {name for name, _, _ in rights.table()} == set(TYPES)


def test_the_administrator_has_no_act_on_cases_and_sessions() -> None:
    assert not [name for name, body in TYPES.items() if body.scope != "realm" and Role.ADMINISTRATOR in RIGHTS[name]]
    with pytest.raises(Refused, match=r"rights\.no-cases"):
        rights.may_read_cases((Role.ADMINISTRATOR,))
    rights.may_read_cases((Role.AUDITOR,))


def test_an_auditor_exports_and_notes_and_nothing_else() -> None:
    assert {name for name in TYPES if Role.AUDITOR in RIGHTS[name]} == {
        "MandateProposed",
        "JournalExported",
        "AuditNoted",
    }
    assert not rights.reads_bodies((Role.AUDITOR,))
    assert rights.reads_bodies((Role.REVIEWER,))


def test_the_secretary_never_votes_and_who_votes_never_reviews() -> None:
    for pair in ({Role.SECRETARY, Role.MEMBER}, {Role.REVIEWER, Role.MEMBER}, {Role.CLERK, Role.AGENCY_HEAD}):
        assert frozenset(pair) in INCOMPATIBLE
    assert frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.EXPERT}) == NEVER_TOGETHER


def refusal(play: Play, officer: str, **other: object) -> str:
    act: Act = play.make(officer, StepCompleted(step="intake"), **other)  # type: ignore[arg-type]
    return play.admit(act)


def test_a_stranger_a_wrong_key_a_wrong_agency_and_a_role_not_held() -> None:
    play = at("registered")
    assert refusal(play, "nobody") == "officer.unknown"
    assert refusal(play, "lic-02", key="0" * 64) == "officer.key"
    assert refusal(play, "lic-02", agency="defence") == "officer.key"
    assert refusal(play, "lic-02", role=Role.LICENSING_OFFICER) == "officer.role"
    assert refusal(play, "cus-01") == "step.other-agency"
    assert refusal(play, "adm-01", role=Role.CLERK) == "officer.role"
    assert refusal(play, "lic-02", claimed="2026-01-01T00:00:00Z") == "clock.behind"
    assert refusal(play, "lic-02") == ""


def test_nobody_takes_two_incompatible_roles_on_one_case() -> None:
    play = at("registered")
    assert refusal(play, "lic-07", role=Role.CLERK) == ""
    play.refuses("rights.incompatible", "lic-07", ConditionProposed(number=1, text="x"), role=Role.AGENCY_HEAD)


def test_a_waiver_names_one_pair() -> None:
    charter: Charter = charter_of()
    waived = rights.waived_pairs(replace(charter, waivers=("reviewer+member", "countersign")))
    assert waived == {frozenset({Role.MEMBER, Role.REVIEWER})}
    assert rights.waived_pairs(charter) == frozenset()


def test_the_role_of_an_act_is_one_already_exercised_or_one_that_clashes_with_none() -> None:
    roles = (Role.CLERK, Role.AGENCY_HEAD, Role.REVIEWER)
    assert rights.role_for(roles, "GateAnswered", frozenset({"reviewer"}), charter_of()) is Role.REVIEWER
    assert rights.role_for(roles, "GateAnswered", frozenset({"clerk"}), charter_of()) is Role.REVIEWER
    assert rights.role_for(roles, "AuditNoted", frozenset(), charter_of()) is Role.CLERK


def strings(folder: Path, pattern: str) -> set[str]:
    found: set[str] = set()
    for file in folder.glob(pattern):
        constants = (one for one in ast.walk(ast.parse(file.read_text())) if isinstance(one, ast.Constant))
        found |= {one.value.replace("\\", "") for one in constants if isinstance(one.value, str)}
    return found


def test_every_refusal_of_the_rules_is_provoked_by_a_test() -> None:
    """A code written in a test of this folder is one that the test demands: `refuses` fails on any other."""
    calls = (
        one
        for file in ROOMS.glob("*.py")
        for one in ast.walk(ast.parse(file.read_text()))
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "Refused"
    )
    codes = {one.args[0].value for one in calls if isinstance(one.args[0], ast.Constant)}
    assert codes - (strings(TESTS, "test_*.py") - set(EXCEPTIONS)) == set(EXCEPTIONS)
