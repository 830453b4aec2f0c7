"""What must hold whatever anybody does, computed apart from the rules: from the acts and a few lines of counting."""

from __future__ import annotations

from itertools import combinations

from app.models.acts import Act
from app.models.case import Case
from app.models.charter import Role
from app.workflows.fold import World
from app.workflows.rights import INCOMPATIBLE, waived_pairs
from tests.workflows.machine.corrected import check_corrected, check_corrections
from tests.workflows.machine.course import check_course, check_way
from tests.workflows.machine.deciding import check_licences, check_outcome, check_said
from tests.workflows.machine.listed import check_lists, check_minutes
from tests.workflows.machine.past import Past
from tests.workflows.machine.persons import check_persons
from tests.workflows.machine.play import Play
from tests.workflows.machine.served import check_denials, check_towards_applicant
from tests.workflows.machine.sitting import check_round
from tests.workflows.machine.timed import check_time
from tests.workflows.machine.urgent import check_urgent


def check_all(play: Play, act: Act, view: World) -> None:
    """Everything after one accepted act; `view` is the world as its author saw it."""
    past = Past(play, act)
    _check_order(play, act, past)
    _check_author(play, act)
    check_course(act, view, past)
    check_corrections(act, past)
    check_persons(play, act, view, past)
    check_towards_applicant(act, view, past)
    check_time(play, act)
    check_lists(act, view)
    check_minutes(act, view, past)
    check_urgent(play, act, past)
    if not act.scope.startswith("case:"):
        return
    check_round(act, view, past)
    check_said(act, view, past)
    case = play.world.case(act.scope.partition(":")[2])
    _check_roles(play, case)
    _check_ledger(case)
    check_outcome(play, case)
    check_licences(case)
    check_denials(case)
    check_way(play, case)
    check_corrected(play, case)


def _check_order(play: Play, act: Act, past: Past) -> None:
    own = [one for one in play.acts if one.chain == act.chain]
    assert [one.seq for one in own] == list(range(len(own)))
    for one in past.acts:
        assert one.clock < act.clock
        assert one.claimed <= act.claimed


def _check_author(play: Play, act: Act) -> None:
    person = play.person(act.officer)
    assert act.key == person.key
    assert act.agency == person.agency
    if act.scope.startswith(("case:", "session:")):
        assert act.role not in (Role.ADMINISTRATOR, Role.AUDITOR)
    if act.role is Role.AUDITOR:
        assert act.type in ("MandateProposed", "JournalExported", "AuditNoted")
    if act.role is Role.EXPERT:
        assert act.type in ("CaseOpenedByExpert", "ExpertAdvised", "ConflictDeclared")


def _check_roles(play: Play, case: Case) -> None:
    """Nobody has acted in two roles on the case that one person may not hold there."""
    held: dict[str, set[Role]] = {}
    for act in play.acts:
        if act.scope == f"case:{case.id}":
            held.setdefault(act.officer, set()).add(act.role)
    charter = play.world.realm.charter
    assert charter is not None
    forbidden = INCOMPATIBLE - waived_pairs(charter)
    assert not any(frozenset(pair) in forbidden for roles in held.values() for pair in combinations(roles, 2))


def _check_ledger(case: Case) -> None:
    for entry in case.conditions.values():
        for version in entry.versions:
            if version.effective and version.by.agency != entry.owner:
                assert version.released is not None
                assert version.released.agency == entry.owner
