"""Rules of licences: one for each decision that grants, within what was granted."""

from __future__ import annotations

from decimal import Decimal
from itertools import count, filterfalse, islice

from app.errors import Refused
from app.models.acts import Act, LicenceIssued
from app.models.case import Case, DecisionRecord, Licence
from app.models.change import replace
from app.models.outcomes import GRANTING, ConditionRef, LicensedItem
from app.models.procedure import StepKind, ValidFrom
from app.workflows.calendar import is_day
from app.workflows.difference import dossier_read
from app.workflows.dossier import latest_classes
from app.workflows.evidence import unseen
from app.workflows.finality import final_decisions, undecided
from app.workflows.road import require_open
from app.workflows.rounds import check_amount, check_grant_allowed, grants
from app.workflows.rules import View, rule, signed
from app.workflows.urgency import ratification


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


def licence_number(case: Case, record: DecisionRecord) -> str:
    """The case's reference and a number: ``EXP-2026-00017/L1``.

    Decisions that grant and have no licence get, in the order of their items, the numbers that no licence bears; one
    whose decision no longer counts has been handed out all the same.
    """
    others = {one.body.decision: one.body.number for one in case.licences.values() if one.body.decision != record.id}
    places = {item.id: place for place, item in enumerate(case.application.items)}
    own = _first(record, places)
    waiting = [one for one in final_decisions(case) if grants(one.body.outcomes) and one.id not in others]
    before = sum(_first(one, places) < own for one in waiting)
    numbers = (f"{case.reference}/L{number}" for number in count(1))
    return next(islice(filterfalse(set(others.values()).__contains__, numbers), before, None))


def _of_present_version(case: Case, record: DecisionRecord) -> bool:
    """Whether the decision was made on the application as it is: an amendment apart from it may have come in."""
    decided = dossier_read(case, record.body.dossier)
    if decided is None:
        return case.versions[-1].by.order < record.by.order
    return decided.versions[-1].by.act == case.versions[-1].by.act


def _first(record: DecisionRecord, places: dict[str, int]) -> int:
    return min((places.get(one.item, len(places)) for one in record.body.outcomes), default=0)


def _issue(case: Case, act: Act) -> Case:
    """One licence for each decision: of two issued apart the earlier, with whatever befell either."""
    issued = Licence(id=act.id, body=act.body, by=signed(act))
    known = next((one for one in case.licences.values() if one.body.decision == act.body.decision), None)
    if known is None:
        return replace(case, licences={**case.licences, act.id: issued})
    first = min(known, issued, key=lambda one: one.by.order)
    one = replace(known, id=first.id, body=first.body, by=first.by, also=(known.ids | {act.id}) - {first.id})
    others = {name: one for name, one in case.licences.items() if name != known.id}
    return replace(case, licences={**others, one.id: one})


@rule(LicenceIssued, effect=_issue)
def check_licence(case: Case, view: View, act: Act) -> None:
    """Once, from a final decision, within what was granted, by someone who did not sign the decision."""
    if any(one.body.decision == act.body.decision for one in case.licences.values()):
        raise Refused("licence.issued-already", reference=case.reference)
    record = next((one for one in final_decisions(case) if one.id == act.body.decision), None)
    if record is None:
        raise Refused("licence.no-decision", reference=case.reference)
    if not _of_present_version(case, record):
        raise Refused("licence.dossier-changed", reference=case.reference)
    if left := undecided(case):
        raise Refused("licence.items-undecided", reference=case.reference, items=", ".join(sorted(left)))
    if not grants(record.body.outcomes):
        raise Refused("licence.nothing-granted", reference=case.reference)
    issue = next(one for one in view.procedure(case.procedure).steps if one.kind is StepKind.ISSUE)
    require_open(case, view, act, issue.id)
    if any(one.officer == act.officer for one in record.signatures):
        raise Refused("second-person.same", officer=act.officer)
    check_grant_allowed(case)
    _check_ratified(case, record)
    if unseen(case, record):
        raise Refused("licence.evidence", reference=case.reference)
    number = licence_number(case, record)
    if act.body.number != number:
        raise Refused("licence.number", expected=number)
    if act.body.conditions != licence_conditions(record):
        raise Refused("licence.conditions")
    _check_items(draft_items(case, record), act.body.items)
    _check_validity(act, view.procedure(case.procedure).validity)


def _check_ratified(case: Case, record: DecisionRecord) -> None:
    """An urgent decision is licensed before it is ratified, but not once that failed or lapsed."""
    standing = ratification(case, record)
    if standing is not None and standing.state in ("failed", "lapsed"):
        raise Refused("licence.not-ratified", reference=case.reference)


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


def _check_validity(act: Act, validity: ValidFrom) -> None:
    start, end = act.body.valid_from, act.body.valid_until
    if (validity is ValidFrom.SERVICE) is not (start == ""):
        raise Refused("licence.valid-from", validity=validity.value)
    if not is_day(end) or end <= act.claimed[:10] or (start and (not is_day(start) or end <= start)):
        raise Refused("licence.validity")
