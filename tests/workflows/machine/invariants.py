"""What must hold whatever anybody does, computed apart from the rules: from the acts and a few lines of counting."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import combinations

from app.models.acts import Act
from app.models.application import Application
from app.models.case import Case, Round
from app.models.charter import Role
from app.models.outcomes import GRANTING, ItemOutcome, LicensedItem, Position
from app.models.session import Session
from app.workflows.dossier import dossier_hash
from app.workflows.finality import final_decision
from app.workflows.fold import World
from app.workflows.rights import INCOMPATIBLE, waived_pairs
from tests.workflows.machine.play import CASE, Play

VOTING = ("foreign-affairs", "defence", "customs", "interior")
MANDATORY = {"foreign-affairs", "defence"}
QUORUM = 3
SIGNATURES = 2
"""As resources/procedures/standing-committee.toml says, written down a second time."""


def check_all(play: Play, act: Act, view: World) -> None:
    """Everything after one accepted act; `view` is the world as its author saw it."""
    _check_order(play, act)
    _check_author(play, act)
    if act.scope != f"case:{CASE}":
        return
    _check_at_the_time(act, view)
    case = play.case
    assert len(case.licences) <= 1
    _check_roles(play)
    _check_ledger(case)
    _check_final(case)
    _check_licence(case)


def _check_order(play: Play, act: Act) -> None:
    own = [one for one in play.acts if one.chain == act.chain]
    assert [one.seq for one in own] == list(range(len(own)))
    for one in play.acts:
        if one.id in act.past:
            assert one.clock < act.clock
            assert one.claimed <= act.claimed


def _check_author(play: Play, act: Act) -> None:
    person = play.person(act.officer)
    assert act.key == person.key
    assert act.agency == person.agency
    if act.scope.startswith(("case:", "session:")):
        assert act.role not in (Role.ADMINISTRATOR, Role.AUDITOR)
    if act.role is Role.AUDITOR:
        assert act.type in ("ExportProposed", "JournalExported", "AuditNoted")


def _check_roles(play: Play) -> None:
    """Nobody has acted in two roles on the case that one person may not hold there."""
    held: dict[str, set[Role]] = {}
    for act in play.acts:
        if act.scope == f"case:{CASE}":
            held.setdefault(act.officer, set()).add(act.role)
    charter = play.world.realm.charter
    assert charter is not None
    forbidden = INCOMPATIBLE - waived_pairs(charter)
    assert not any(frozenset(pair) in forbidden for roles in held.values() for pair in combinations(roles, 2))


def _check_at_the_time(act: Act, view: World) -> None:
    body = act.body
    if act.type in ("PositionTaken", "PositionChanged"):
        one = view.case(CASE).rounds[body.question]
        assert one.question.dossier == dossier_hash(view.case(CASE))
        assert _seats(view.session(one.question.session))[body.seat] == act.officer
        assert one.deferred is None
        assert not one.certificates
    if act.type == "QuestionPut":
        seats = _seats(view.session(body.session))
        assert len([seat for seat in VOTING if seat in seats]) >= QUORUM
        assert set(seats) >= MANDATORY
        assert {one.seat: one.officer for one in body.roll} == seats
    if act.type == "ResultCertified":
        standing = _standing(view.case(CASE).rounds[body.question])
        assert sorted(body.positions) == sorted(standing.values())
    if act.type in ("QuestionPut", "DecisionProposed"):
        _check_may_say(view.case(CASE), body)
    if act.type == "DecisionSigned":
        _check_may_say(view.case(CASE), view.case(CASE).decisions[body.decision].body)
    if act.type == "LicenceIssued":
        _check_no_prohibition(view.case(CASE))


def _check_may_say(case: Case, body: object) -> None:
    """A question or decision is on the present dossier, with an outcome for each item and all conditions."""
    outcomes = body.outcomes  # type: ignore[attr-defined]
    assert body.dossier == dossier_hash(case)  # type: ignore[attr-defined]
    assert Counter(one.item for one in outcomes) == Counter(item.id for item in case.application.items)
    granted = [one.item for one in outcomes if one.outcome in GRANTING]
    if granted:
        _check_no_prohibition(case)
        in_force = [one.current for one in case.conditions.values() if one.current is not None]
        carried = {(one.number, one.version, one.text) for one in body.conditions}  # type: ignore[attr-defined]
        numbers = {version.act: one.number for one in case.conditions.values() for version in one.versions}
        assert carried == {(numbers[one.act], one.version, one.text) for one in in_force}


def _check_no_prohibition(case: Case) -> None:
    assert not any(
        gate.withdrawn is None and any(answer.yes for answer in gate.answers) for gate in case.gates.values()
    )
    latest = max(case.assessments.values(), key=lambda one: one.by.clock)
    assert not latest.body.overriding


def _seats(session: Session) -> dict[str, str]:
    """Who sits, from the attendance alone."""
    seats: dict[str, str] = {}
    for one in session.attendance:
        seats.pop(one.seat, None)
        if one.present:
            seats[one.seat] = one.officer
    return seats


def _standing(one: Round) -> dict[str, str]:
    """The one unreplaced position of each seat that has exactly one."""
    replaced = {vote.replaces for vote in one.votes.values()}
    left = [(vote.body.seat, vote.id) for vote in one.votes.values() if vote.id not in replaced]
    count = Counter(seat for seat, _ in left)
    return {seat: vote for seat, vote in left if count[seat] == 1}


def _check_ledger(case: Case) -> None:
    for entry in case.conditions.values():
        for version in entry.versions:
            if version.effective and version.by.agency != entry.owner:
                assert version.released is not None
                assert version.released.agency == entry.owner


def _check_final(case: Case) -> None:
    record = final_decision(case)
    if record is None:
        return
    signers = [one.officer for one in record.signatures]
    assert len(set(signers)) == len(signers) >= SIGNATURES == record.body.signatures
    assert record.by.officer not in signers
    assert {one.role for one in record.signatures} >= {"chair"}
    assert {one.role for one in record.signatures} <= {"chair", "member"}
    if record.body.question is None:
        assert not any(one.outcome in GRANTING for one in record.body.outcomes)
        return
    one = case.rounds[record.body.question]
    assert one.question.dossier == record.body.dossier
    assert one.question.outcomes == record.body.outcomes
    seats = {present.seat for present in one.question.roll}
    assert len([seat for seat in VOTING if seat in seats]) >= QUORUM
    assert seats >= MANDATORY
    positions = [one.votes[name].body for name in record.body.positions]
    said = {body.seat: body.position for body in positions if body.seat in VOTING}
    assert len({body.seat for body in positions}) == len(positions)
    assert not {Position.OBJECT, Position.NEED_INFORMATION} & set(said.values())
    assert {position.value for position in said.values() if position.value.startswith("agree")}
    assert {seat for seat in VOTING if seat in seats} <= set(said)
    assert {present.seat for present in one.question.roll} >= {
        seat for signer in record.signatures if signer.role == "member" for seat in [signer.agency]
    }


def _within(items: tuple[LicensedItem, ...], granted: dict[str, ItemOutcome], asked: Application) -> bool:
    if [one.item for one in items] != [one.id for one in asked.items if one.id in granted]:
        return False
    for one in items:
        for field in ("quantity", "value"):
            limit, most = getattr(asked.line(one.item), field), getattr(granted[one.item], field)
            if not Decimal(getattr(one, field)) <= Decimal(most or limit) <= Decimal(limit):
                return False
    return True


def _check_licence(case: Case) -> None:
    for licence in case.licences.values():
        record = case.decisions[licence.body.decision]
        granted = {one.item: one for one in record.body.outcomes if one.outcome in GRANTING}
        # An amendment made without having seen the licence comes after it; the licence stands on the earlier version.
        assert any(_within(licence.body.items, granted, version.application) for version in case.versions)
        carried = {(ref.number, ref.version) for ref in licence.body.conditions}
        due = {
            (ref.number, ref.version)
            for ref in record.body.conditions
            if not ref.items or set(ref.items) & set(granted)
        }
        assert carried == due
