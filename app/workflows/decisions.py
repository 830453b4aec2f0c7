"""Rules of decisions and licences: who signs, on what exactly, and one licence within what was granted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.errors import Refused
from app.models.acts import Act, DecisionProposed, DecisionSigned, LicenceIssued
from app.models.case import Case, DecisionRecord, Licence
from app.models.charter import Role
from app.models.outcomes import GRANTING, ConditionRef, GateStatus, ItemOutcome, LicensedItem, Outcome
from app.models.procedure import Committee, Decider, SeatKind, Step, StepKind
from app.models.realm import Realm
from app.workflows.authority import check_part
from app.workflows.conditions import ledger_refs
from app.workflows.consensus import standing_result
from app.workflows.dossier import dossier_hash, latest_classes
from app.workflows.facts import gate_status
from app.workflows.finality import final_decision, is_final
from app.workflows.registration import check_open
from app.workflows.road import require_open, standing_opinions, status
from app.workflows.rounds import check_amount, check_grant_allowed, check_outcomes, grants
from app.workflows.rules import View, rule, signed

COMMITTEE, ARTICLE_6, AGENCY = "committee", "article-6", "agency"


def _propose(case: Case, act: Act) -> Case:
    record = DecisionRecord(id=act.id, body=act.body, by=signed(act))
    return replace(case, decisions={**case.decisions, act.id: record})


def _sign(case: Case, act: Act) -> Case:
    record = case.decisions[act.body.decision]
    signatures = tuple(sorted((*record.signatures, signed(act)), key=lambda by: by.order))
    return replace(case, decisions={**case.decisions, record.id: replace(record, signatures=signatures)})


def _issue(case: Case, act: Act) -> Case:
    """One licence: of two issued apart, the earlier."""
    found = (*case.licences.values(), Licence(id=act.id, body=act.body, by=signed(act)))
    first = min(found, key=lambda one: one.by.order)
    return replace(case, licences={first.id: first})


def basis(
    case: Case,
) -> tuple[str, str | None, tuple[str, ...], tuple[ItemOutcome, ...], tuple[ConditionRef, ...]]:
    """What a decision would rest on now: ground, question, positions, outcomes, conditions."""
    if gate_status(case) is GateStatus.CONFIRMED:
        return ARTICLE_6, None, _gate_acts(case), _refuse_all(case), ()
    found = standing_result(case)
    if found is not None:
        question = found[0].question
        return COMMITTEE, question.fingerprint, found[1].body.positions, question.outcomes, ledger_refs(case)
    current = dossier_hash(case)
    positions = tuple(sorted(one.id for one in standing_opinions(case) if one.body.dossier == current))
    return AGENCY, None, positions, (), ledger_refs(case)


def _gate_acts(case: Case) -> tuple[str, ...]:
    standing = [gate for gate in case.gates.values() if gate.withdrawn is None]
    acts = {gate.by.act for gate in standing if any(answer.yes for answer in gate.answers)}
    acts |= {by.act for gate in standing for confirmed, _, by in gate.reviews if confirmed}
    return tuple(sorted(acts))


def _refuse_all(case: Case) -> tuple[ItemOutcome, ...]:
    return tuple(
        ItemOutcome(item=item.id, outcome=Outcome.REFUSE, reason="article-6") for item in case.application.items
    )


@rule(DecisionProposed, effect=_propose)
def check_decision(case: Case, view: View, act: Act) -> None:
    """A decision repeats what the committee agreed, or refuses under a prohibition, or is the agency's own."""
    check_open(case)
    check_part(view, view.procedure(case.procedure), act)
    step, where = status(case, view, act.body.step)
    if step.kind is not StepKind.DECISION or where.state != "open":
        raise Refused("step.not-open", step=step.id, state=where.state, reference=case.reference)
    if any(not stale(case, record) for record in case.decisions.values()):
        raise Refused("decision.proposed-already", reference=case.reference)
    _check_content(case, step, act)


def _check_content(case: Case, step: Step, act: Act) -> None:
    body = act.body
    ground, question, positions, outcomes, conditions = basis(case)
    if (body.ground, body.question, body.positions) != (ground, question, positions):
        raise Refused("decision.basis", ground=ground)
    if ground == AGENCY and step.decides is Decider.COMMITTEE:
        raise Refused("decision.no-result", reference=case.reference)
    bound = ground == ARTICLE_6 or step.decides is Decider.COMMITTEE
    if bound and body.outcomes != outcomes:
        raise Refused("decision.outcomes")
    check_outcomes(case, body.outcomes)
    if grants(body.outcomes):
        check_grant_allowed(case)
    if body.conditions != (conditions if grants(body.outcomes) else ()):
        raise Refused("decision.conditions")
    if body.dossier != dossier_hash(case):
        raise Refused("decision.stale-dossier", reference=case.reference)
    if body.signatures != step.signatures:
        raise Refused("decision.signatures", expected=step.signatures)
    if not body.text.strip() or not body.text_fr.strip():
        raise Refused("decision.text")


def stale(case: Case, record: DecisionRecord) -> bool:
    """Whether what a proposed decision rests on has changed since."""
    ground, question, positions, _, conditions = basis(case)
    body = record.body
    same = (body.ground, body.question, body.positions, body.dossier) == (
        ground,
        question,
        positions,
        dossier_hash(case),
    )
    return not same or body.conditions != (conditions if grants(body.outcomes) else ())


@rule(DecisionSigned, effect=_sign)
def check_decision_signed(case: Case, view: View, act: Act) -> None:
    """The deciding authority signs, never the proposer, each person once; everything it rests on is computed again."""
    record = case.decisions.get(act.body.decision)
    if record is None:
        raise Refused("decision.unknown", decision=act.body.decision)
    if is_final(record):
        raise Refused("decision.final-already", reference=case.reference)
    if act.officer == record.by.officer:
        raise Refused("second-person.same", officer=act.officer)
    if any(one.officer == act.officer for one in record.signatures):
        raise Refused("decision.signed-already", officer=act.officer)
    if stale(case, record):
        raise Refused("decision.stale", reference=case.reference)
    step, where = status(case, view, record.body.step)
    if where.state != "open":
        raise Refused("step.not-open", step=step.id, state=where.state, reference=case.reference)
    _check_signatory(view.realm, view, case, step, where.agency, record, act)


def _check_signatory(
    realm: Realm, view: View, case: Case, step: Step, agency: str, record: DecisionRecord, act: Act
) -> None:
    assert realm.charter is not None
    if step.decides is Decider.COMMITTEE:
        committee = view.procedure(case.procedure).committee
        assert committee is not None
        chair = realm.charter.agency_for(committee.chair)
        if act.role is Role.CHAIR and act.agency == chair:
            return
        seats = {realm.charter.agency_for(name) for name in _voting_seats(case, committee, record)}
        if act.role is not Role.MEMBER or act.agency not in seats:
            raise Refused("decision.signatory", authority=COMMITTEE)
        last = len(record.signatures) + 1 >= record.body.signatures
        if last and all(one.role != Role.CHAIR.value for one in record.signatures):
            raise Refused("decision.chair-signs")
    elif act.role is not Role.AGENCY_HEAD or act.agency != agency:
        raise Refused("decision.signatory", authority=agency)


def _voting_seats(case: Case, committee: Committee, record: DecisionRecord) -> list[str]:
    """Voting seats that were taken when the question was put; all of them where no question was needed."""
    voting = [seat.agency for seat in committee.seats if seat.kind is SeatKind.VOTING]
    if record.body.question is None:
        return voting
    taken = {present.seat for present in case.rounds[record.body.question].question.roll}
    return [name for name in voting if name in taken]


# --- licences --------------------------------------------------------------------------------------------------


def draft_items(case: Case, record: DecisionRecord) -> tuple[LicensedItem, ...]:
    """The granted items with their quantities and values: as decided where reduced, else as in the dossier."""
    outcomes = {one.item: one for one in record.body.outcomes if one.outcome in GRANTING}
    classes = {one.line: one.control_code for one in latest_classes(case)}
    found = []
    for item in case.application.items:
        if item.id in outcomes:
            line, outcome = case.application.line(item.line), outcomes[item.id]
            found.append(
                LicensedItem(
                    item=item.id,
                    description=line.description,
                    control_code=classes.get(line.id, line.control_code),
                    destination=item.destination,
                    end_user=item.end_user,
                    quantity=outcome.quantity or _text(case.application.item_quantity(item)),
                    unit=line.unit,
                    value=outcome.value or _text(case.application.item_value(item)),
                    currency=line.currency,
                )
            )
    return tuple(found)


def licence_conditions(record: DecisionRecord) -> tuple[ConditionRef, ...]:
    """The decision's conditions that concern a granted item."""
    granted = {one.item for one in record.body.outcomes if one.outcome in GRANTING}
    return tuple(ref for ref in record.body.conditions if not ref.items or granted & set(ref.items))


def _text(value: Decimal | None) -> str:
    return "" if value is None else str(value)


@rule(LicenceIssued, effect=_issue)
def check_licence(case: Case, view: View, act: Act) -> None:
    """Once, from the final decision, within what was granted, by someone who did not sign the decision."""
    if case.licences:
        raise Refused("licence.issued-already", reference=case.reference)
    record = final_decision(case)
    if record is None or act.body.decision != record.id:
        raise Refused("licence.no-decision", reference=case.reference)
    if not grants(record.body.outcomes):
        raise Refused("licence.nothing-granted", reference=case.reference)
    issue = next(one for one in view.procedure(case.procedure).steps if one.kind is StepKind.ISSUE)
    require_open(case, view, act, issue.id)
    if any(one.officer == act.officer for one in record.signatures):
        raise Refused("second-person.same", officer=act.officer)
    check_grant_allowed(case)
    if act.body.number != f"{case.reference}/L1":
        raise Refused("licence.number", expected=f"{case.reference}/L1")
    if act.body.conditions != licence_conditions(record):
        raise Refused("licence.conditions")
    _check_items(draft_items(case, record), act.body.items)
    _check_validity(act)


def _check_items(granted: tuple[LicensedItem, ...], issued: tuple[LicensedItem, ...]) -> None:
    if [one.item for one in issued] != [one.item for one in granted]:
        raise Refused("licence.items", items=", ".join(one.item for one in granted))
    for limit, one in zip(granted, issued, strict=True):
        if replace(one, quantity="", value="") != replace(limit, quantity="", value=""):
            raise Refused("licence.item-changed", item=one.item)
        for field in ("quantity", "value"):
            most, given = getattr(limit, field), getattr(one, field)
            check_amount(one.item, field, given)
            if most and (not given or Decimal(given) > Decimal(most)):
                raise Refused("licence.above-grant", item=one.item, field=field, given=given, limit=most)


def _check_validity(act: Act) -> None:
    try:
        start, end = date.fromisoformat(act.body.valid_from), date.fromisoformat(act.body.valid_until)
    except ValueError:
        raise Refused("licence.validity") from None
    if end <= start or end.isoformat() <= act.claimed[:10]:
        raise Refused("licence.validity")
