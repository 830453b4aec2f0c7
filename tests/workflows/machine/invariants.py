"""What must hold whatever anybody does, computed apart from the rules: from the acts and a few lines of counting."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from app.models.acts import Act
from app.models.case import Case, Round
from app.models.charter import Role
from app.models.session import Session
from app.workflows.dossier import dossier_hash
from app.workflows.fold import World
from app.workflows.rights import INCOMPATIBLE, waived_pairs
from tests.workflows.machine.course import check_course, check_way
from tests.workflows.machine.deciding import check_licences, check_outcome, check_said
from tests.workflows.machine.past import Past
from tests.workflows.machine.play import Play
from tests.workflows.machine.written import MANDATORY, QUORUM, VOTING


def check_all(play: Play, act: Act, view: World) -> None:
    """Everything after one accepted act; `view` is the world as its author saw it."""
    past = Past(play, act)
    _check_order(play, act, past)
    _check_author(play, act)
    check_course(act, view, past)
    if not act.scope.startswith("case:"):
        return
    _check_round(act, view, past)
    check_said(act, view, past)
    case = play.world.case(act.scope.partition(":")[2])
    _check_roles(play, case)
    _check_ledger(case)
    check_outcome(play, case)
    check_licences(case)
    check_way(play, case)


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
        assert act.type in ("ExpertAdvised", "ConflictDeclared")


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


def _check_round(act: Act, view: World, past: Past) -> None:
    """Questions, positions and results, as their authors saw the round; whoever stepped out has no part."""
    body = act.body
    if act.type in ("PositionTaken", "PositionChanged", "PositionReaffirmed"):
        case = view.case(act.scope.partition(":")[2])
        one = case.rounds[body.question]
        assert one.question.dossier == dossier_hash(case)
        assert _seats(view.session(one.question.session))[body.seat] == act.officer
        assert one.deferred is None
        assert not one.certificates
    if act.type == "QuestionPut":
        sitting = _seats(view.session(body.session)).items()
        seats = {seat: officer for seat, officer in sitting if officer not in past.in_conflict}
        assert len([seat for seat in VOTING if seat in seats]) >= QUORUM
        assert set(seats) >= MANDATORY
        assert {one.seat: one.officer for one in body.roll} == seats
    if act.type == "ResultCertified":
        standing = _standing(view.case(act.scope.partition(":")[2]).rounds[body.question])
        counted = [name for name in standing if past.find(name).officer not in past.in_conflict]
        assert sorted(body.positions) == sorted(counted)


def _seats(session: Session) -> dict[str, str]:
    """Who sits, from the attendance alone."""
    seats: dict[str, str] = {}
    for one in session.attendance:
        seats.pop(one.seat, None)
        if one.present:
            seats[one.seat] = one.officer
    return seats


def _standing(one: Round) -> list[str]:
    """The one unreplaced position of each seat that has exactly one."""
    replaced = {vote.replaces for vote in one.votes.values()}
    left = [(vote.body.seat, vote.id) for vote in one.votes.values() if vote.id not in replaced]
    count = Counter(seat for seat, _ in left)
    return [vote for seat, vote in left if count[seat] == 1]


def _check_ledger(case: Case) -> None:
    for entry in case.conditions.values():
        for version in entry.versions:
            if version.effective and version.by.agency != entry.owner:
                assert version.released is not None
                assert version.released.agency == entry.owner
