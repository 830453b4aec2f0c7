"""What must hold of decisions and licences, computed from the acts and a few lines of counting."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from app.models.acts import Act
from app.models.application import Application, AttCategory
from app.models.case import Case, DecisionRecord
from app.models.outcomes import GRANTING, ItemOutcome, LicensedItem, Method, Purpose
from app.workflows.dossier import dossier_hash
from app.workflows.finality import final_decision, final_decisions
from app.workflows.fold import World
from tests.workflows.machine.held_apart import check_agreed
from tests.workflows.machine.past import Past
from tests.workflows.machine.play import Play
from tests.workflows.machine.sitting import check_agreed_in_session
from tests.workflows.machine.written import (
    COMMITTEE,
    HIGHER,
    HIGHER_SIGNATURES,
    PROCEDURES,
)

SAYING = ("QuestionPut", "DecisionProposed", "DecisionSigned", "LicenceIssued")


def check_said(act: Act, view: World, past: Past) -> None:
    """A question, a decision, its signature or a licence, as its author saw the case."""
    if act.type not in SAYING:
        return
    case = view.case(act.scope.partition(":")[2])
    if act.type == "QuestionPut":
        _check_may_say(case, act.body, past, _asked_about(case, act, past))
    elif act.type == "DecisionProposed":
        _check_decision(case, view, act.body, past)
    elif act.type == "DecisionSigned":
        body = case.decisions[act.body.decision].body
        _check_decision(case, view, body, past)
        assert _decided(case, past) & {one.item for one in body.outcomes} == set()
        if body.authority == COMMITTEE:
            assert act.role in ("chair", "member")
        else:
            assert (act.agency, act.role.value) == (body.authority, "agency_head")
    else:
        assert not past.prohibitions()
        _check_from_a_grant(case, act)


def _decided(case: Case, past: Past, *, anew: bool = False) -> set[str]:
    """Items that got an outcome with every signature, the chair's among those of a committee.

    Two decisions on one item, signed apart, void each other until a further one replaces both; one that rests on a
    position voided apart counts for nothing. What is reconsidered counts only where `anew` does not matter.
    """
    roles: dict[str, list[str]] = {}
    for one in past.here("DecisionSigned"):
        roles.setdefault(one.body.decision, []).append(one.role)
    bodies = [(name, record.body, roles.get(name, [])) for name, record in case.decisions.items()]
    signed = {name: body for name, body, by in bodies if len(by) >= body.signatures and {*by} != {"member"}}
    licensed = {one.body.decision for one in past.here("LicenceIssued")}
    void = past.voided()
    lost = past.undone() | {name for name, body in signed.items() if void & set(body.positions)}
    signed = {name: body for name, body in signed.items() if name not in lost - licensed}
    replaced = {name for body in signed.values() for name in body.replaces}
    left = {name: {one.item for one in body.outcomes} for name, body in signed.items() if name not in replaced}
    named = Counter(item for items in left.values() for item in items)
    again = "" if anew else _reconsidered(past, {body.review for body in signed.values()})
    while again in replaced:  # of two opened apart, the second is of what ended the first
        again = next(name for name, body in signed.items() if again in body.replaces)
    alone = (items for name, items in left.items() if name != again and all(named[one] == 1 for one in items))
    return {item for items in alone for item in items}


def _reconsidered(past: Past, ended: set[str]) -> str:
    """The decision of the first reconsideration that no decision ended."""
    opened = (one.body.decision for one in past.here("ReconsiderationOpened") if one.id not in ended)
    return next(opened, "")


def authorities(case: Case, view: World, past: Past) -> dict[str, set[str]]:
    """Who decides on which items."""
    items = {item.id for item in case.application.items}
    if past.escalated():
        return {HIGHER: items}
    written = PROCEDURES[view.procedure(case.procedure).id]
    if written.decides == COMMITTEE:
        return {COMMITTEE: items}
    found: dict[str, set[str]] = {}
    for item in case.application.items:
        agency = written.decides or _by_category(case, past, item.line)
        found.setdefault(past.holder("decision", agency), set()).add(item.id)
    return found


def _by_category(case: Case, past: Past, line: str) -> str:
    classified = past.here("LinesClassified")
    lines = classified[-1].body.lines if classified else ()
    category = next((one.att_category for one in lines if one.line == line), AttCategory.SMALL_ARMS)
    return "interior" if category is AttCategory.SMALL_ARMS else "defence"


def _check_decision(case: Case, view: World, body: object, past: Past) -> None:
    authority = body.authority  # type: ignore[attr-defined]
    assert past.open_letters() == []
    expected = authorities(case, view, past)
    assert authority in expected, (authority, expected)
    # What an authority decided already is left out when it takes over what another declined.
    _check_may_say(case, body, past, expected[authority] - _decided(case, past))
    committee = view.procedure(case.procedure).committee
    higher = past.escalated() and committee is not None
    asked = HIGHER_SIGNATURES if higher else PROCEDURES[view.procedure(case.procedure).id].signatures
    assert body.signatures == asked  # type: ignore[attr-defined]
    _check_positions(case, body, past)
    _check_beside(case, body, past, expected)


def _check_positions(case: Case, body: object, past: Past) -> None:
    """A decision of an agency rests on opinions and answers on the present dossier; advice counts for nothing."""
    ground, positions = body.ground, body.positions  # type: ignore[attr-defined]
    for name in positions:
        act = past.find(name)
        assert act.type != "ExpertAdvised"
        if ground == "agency":
            again = {one.body.dossier for one in past.here("OpinionReaffirmed") if one.body.opinion == name}
            assert act.type in ("OpinionGiven", "OpinionChanged", "ConsultationAnswered")
            assert dossier_hash(case) in {act.body.dossier} | (again if act.type.startswith("Opinion") else set())


def _asked_about(case: Case, act: Act, past: Past) -> set[str]:
    """The items of a question: all that have no outcome, those of the decision it ratifies, none where it revokes."""
    if act.body.purpose is Purpose.RATIFY:
        return {one.item for one in case.decisions[act.body.about].body.outcomes}
    items = {item.id for item in case.application.items} - _decided(case, past)
    return items if act.body.purpose is Purpose.DECIDE else set()


def _check_beside(case: Case, body: object, past: Past, expected: dict[str, set[str]]) -> None:
    """Every other authority of the case and every linked case is named, as open while it is."""
    said = body.beside  # type: ignore[attr-defined]
    others = {one.authority: one.state == "open" for one in said if one.authority}
    decided = _decided(case, past, anew=True)
    own = body.authority  # type: ignore[attr-defined]
    assert others == {name: not items <= decided for name, items in expected.items() if name != own}
    linked = {one.case: one.state for one in said if one.case}
    assert linked.keys() == {act.body.other for act in past.here("CasesLinked")}
    gone = {act.scope.partition(":")[2] for act in past.acts if act.type == "CaseWithdrawn"}
    assert {name for name, state in linked.items() if state == "withdrawn"} == gone & linked.keys()


def _check_may_say(case: Case, body: object, past: Past, items: set[str]) -> None:
    """A question or decision is on the present dossier, with an outcome for each item and all conditions of these."""
    outcomes = body.outcomes  # type: ignore[attr-defined]
    assert body.dossier == dossier_hash(case)  # type: ignore[attr-defined]
    assert Counter(one.item for one in outcomes) == Counter(items)
    if not any(one.outcome in GRANTING for one in outcomes):
        return
    assert past.prohibitions() == []
    assert not max(case.assessments.values(), key=lambda one: one.by.clock).body.overriding
    in_force = [(entry, entry.current) for entry in case.conditions.values() if entry.current is not None]
    carried = {(one.number, one.version, one.text) for one in body.conditions}  # type: ignore[attr-defined]
    due = {(entry.number, one.version, one.text) for entry, one in in_force if _concerns(entry.items, items)}
    assert carried == due


def _concerns(named: tuple[str, ...], items: set[str]) -> bool:
    return not named or bool(set(named) & items)


def _check_from_a_grant(case: Case, act: Act) -> None:
    record = next(one for one in final_decisions(case) if one.id == act.body.decision)
    assert any(one.outcome in GRANTING for one in record.body.outcomes)
    assert {one.item for one in act.body.items} == {one.item for one in record.body.outcomes if one.outcome in GRANTING}


# --- what stands ---------------------------------------------------------------------------------------------------


def check_outcome(play: Play, case: Case) -> None:
    """Every item at most one outcome; the case is decided only when every item has one."""
    final = final_decisions(case)
    named = Counter(one.item for record in final for one in record.body.outcomes)
    assert all(count == 1 for count in named.values())
    for record in final:
        _check_final(play, case, record)
    if final_decision(case) is not None:
        assert set(named) == {item.id for item in case.application.items}


def _check_final(play: Play, case: Case, record: DecisionRecord) -> None:
    signers = [one.officer for one in record.signatures]
    assert len(set(signers)) == len(signers) >= record.body.signatures
    assert record.by.officer not in signers
    roles = {one.role for one in record.signatures}
    if record.body.authority != COMMITTEE:
        assert roles == {"agency_head"}
        assert {one.agency for one in record.signatures} == {record.body.authority}
        return
    assert {"chair"} <= roles <= {"chair", "member"}
    if record.body.question is None:
        assert not any(one.outcome in GRANTING for one in record.body.outcomes)
    else:
        _check_consensus(play, case, record)


def _check_consensus(play: Play, case: Case, record: DecisionRecord) -> None:
    one = case.rounds[record.body.question or ""]
    assert one.question.dossier == record.body.dossier
    assert one.question.outcomes == record.body.outcomes
    positions = [one.votes[name].body for name in record.body.positions]
    certificates = [act for act in play.acts if act.type == "ResultCertified" and act.id in one.certificates]
    same = next(act for act in certificates if act.body.positions == record.body.positions)
    past = Past(play, same)
    if one.question.method is not Method.SESSION:
        check_agreed(one, set(same.body.silent), past, record.body.positions)
        return
    assert len({body.seat for body in positions}) == len(positions)
    check_agreed_in_session(one, {body.seat: body.position for body in positions}, past)
    roll = {present.seat for present in one.question.roll}
    assert roll >= {signer.agency for signer in record.signatures if signer.role == "member"}


def check_licences(case: Case) -> None:
    """One licence for each decision, numbers unique, each within what was granted, with the conditions that apply."""
    numbers = [licence.body.number for licence in case.licences.values()]
    assert len(set(numbers)) == len(numbers), numbers
    decisions = [licence.body.decision for licence in case.licences.values()]
    assert len(set(decisions)) == len(decisions)
    for licence in case.licences.values():
        record = case.decisions[licence.body.decision]
        granted = {one.item: one for one in record.body.outcomes if one.outcome in GRANTING}
        # An amendment made without having seen the licence comes after it; the licence stands on the earlier version.
        assert any(_within(licence.body.items, granted, version.application) for version in case.versions)
        carried = {(ref.number, ref.version) for ref in licence.body.conditions}
        refs = record.body.conditions
        assert carried == {(ref.number, ref.version) for ref in refs if _concerns(ref.items, set(granted))}


def _within(items: tuple[LicensedItem, ...], granted: dict[str, ItemOutcome], asked: Application) -> bool:
    if [one.item for one in items] != [one.id for one in asked.items if one.id in granted]:
        return False
    for one in items:
        for field in ("quantity", "value"):
            limit, most = getattr(asked.line(one.item), field), getattr(granted[one.item], field)
            if not Decimal(getattr(one, field)) <= Decimal(most or limit) <= Decimal(limit):
                return False
    return True
