"""Rules of denial records: one for each refused item, kept for three years (EU User's Guide; domain 4.2)."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from app.errors import Refused
from app.models.acts import Act, DenialRecorded, DenialWithdrawn
from app.models.applicant import Denial
from app.models.application import Application, Party, PartyRole
from app.models.case import Case, DecisionRecord
from app.models.change import replace
from app.models.outcomes import Outcome, Position
from app.workflows.dossier import latest_classes
from app.workflows.finality import final_decisions, open_review
from app.workflows.notices import check_facing
from app.workflows.road import standing_opinions
from app.workflows.rules import View, first_of, rule, signed

YEARS = 3
FREE = frozenset({"party", "party_role", "address", "country", "criteria", "reason", "regime", "shown"})
"""Fields that the officer chooses; the rest follows from the dossier and the decision."""


# --- what there is -----------------------------------------------------------------------------------------------


def standing(case: Case) -> tuple[Denial, ...]:
    """Denial records that nobody withdrew, in the order of the dossier's items."""
    places = {item.id: place for place, item in enumerate(case.application.items)}
    found = (one for one in case.denials.values() if one.withdrawn is None)
    return tuple(sorted(found, key=lambda one: (places.get(one.body.item, len(places)), one.by.order)))


def unrecorded(case: Case) -> tuple[tuple[DecisionRecord, str], ...]:
    """Refused items that wait for their denial record, each with its decision; not those whose record was withdrawn."""
    known = {one.body.item for one in standing(case)}
    withdrawn = {(one.body.decision, one.body.item) for one in case.denials.values()}
    return tuple(
        (record, item)
        for item, record in refused(case).items()
        if item not in known and (record.id, item) not in withdrawn
    )


def unfounded(case: Case) -> tuple[Denial, ...]:
    """Denial records of items that are refused no more, since a review changed that: to be withdrawn."""
    still = refused(case)
    return tuple(one for one in standing(case) if one.body.item not in still)


def refused(case: Case) -> dict[str, DecisionRecord]:
    """Refused items, each with the final decision that refuses it."""
    decided = ((record, one) for record in final_decisions(case) for one in record.body.outcomes)
    return {one.item: record for record, one in decided if one.outcome is Outcome.REFUSE}


def draft(case: Case, record: DecisionRecord, item: str, party: str = "") -> DenialRecorded:
    """The record of a refused item without criteria and reason; `party` names another party than the end user."""
    application = case.application
    it = next(one for one in application.items if one.id == item)
    line = application.line(it.line)
    codes = {one.line: one.control_code for one in latest_classes(case)}
    quantity = application.item_quantity(it)
    who = _party(application, party or it.end_user)
    decided = record.signatures[-1].claimed[:10]
    return DenialRecorded(
        decision=record.id,
        item=item,
        number=_number(case, item),
        party=who.name if who else it.end_user,
        party_role=(who.role if who else PartyRole.END_USER).value,
        address=who.address if who else "",
        country=(who.country if who else "") or it.destination,
        control_code=codes.get(line.id, line.control_code),
        description=line.description,
        quantity=f"{quantity} {line.unit}".strip() if quantity is not None else "",
        end_use=application.end_use,
        criteria=(),
        reason="",
        denied_on=decided,
        valid_until=three_years_on(decided),
    )


def criteria_of(case: Case, item: str) -> tuple[str, ...]:
    """The criteria that opinions standing against the item name: what the officer starts from."""
    against = (Position.OBJECT, Position.AGREE_WITH_RESERVATION)
    found: set[str] = set()
    for one in standing_opinions(case):
        own = {each.item: each.position for each in one.body.items}
        if own.get(item, one.body.position) in against:
            found |= {text.strip() for text in one.body.criteria if text.strip()}
    return tuple(sorted(found))


def three_years_on(day: str) -> str:
    """The day on which the record of a denial of `day` (ISO) ends; from 29 February the 28th."""
    start = date.fromisoformat(day)
    last = 28 if (start.month, start.day) == (2, 29) else start.day
    return start.replace(year=start.year + YEARS, day=last).isoformat()


def _number(case: Case, item: str) -> str:
    """The case's reference and the place of the item: ``EXP-2026-00017/D1``; ``D1-2`` for a second record of it."""
    place = [one.id for one in case.application.items].index(item) + 1
    before = sum(one.body.item == item for one in case.denials.values())
    return f"{case.reference}/D{place}" + (f"-{before + 1}" if before else "")


def _party(application: Application, name: str) -> Party | None:
    return next((one for one in application.parties if one.id == name), None)


# --- effects and checks ------------------------------------------------------------------------------------------


def _record(case: Case, act: Act) -> Case:
    """Of two records of one item made apart, under the same number, the earlier counts."""
    denial = Denial(id=act.id, body=act.body, by=signed(act))
    same = [one for one in case.denials.values() if one.body.number == act.body.number]
    first = min((*same, denial), key=lambda one: one.by.order)
    others = {name: one for name, one in case.denials.items() if one.body.number != act.body.number}
    return replace(case, denials={**others, first.id: first})


def _withdraw(case: Case, act: Act) -> Case:
    denial = case.denials.get(act.body.denial)
    if denial is None:
        return case
    known = denial.withdrawn
    if known is not None and first_of(known[1], signed(act)) is known[1]:
        return case
    changed = replace(denial, withdrawn=(act.body.reason, signed(act)))
    return replace(case, denials={**case.denials, denial.id: changed})


@rule(DenialRecorded, effect=_record)
def check_denial(case: Case, view: View, act: Act) -> None:
    """Once for each item that a final decision refuses: what stands in the dossier, the criteria and the reason."""
    body = act.body
    record = next((one for one in final_decisions(case) if one.id == body.decision), None)
    outcomes = {one.item: one.outcome for one in record.body.outcomes} if record else {}
    if record is None or outcomes.get(body.item) is not Outcome.REFUSE:
        raise Refused("denial.not-refused", reference=case.reference, item=body.item)
    check_facing(case, view, act)
    if open_review(case) is not None:
        raise Refused("denial.reviewed", reference=case.reference)
    if any(one.body.item == body.item for one in standing(case)):
        raise Refused("denial.recorded-already", item=body.item)
    expected = draft(case, record, body.item)
    for one in fields(body):
        if one.name not in FREE and getattr(body, one.name) != getattr(expected, one.name):
            raise Refused("denial.field", field=one.name, expected=getattr(expected, one.name))
    if not _named(case, record, body, expected):
        raise Refused("denial.party", known=", ".join(one.id for one in case.application.parties))
    if not body.criteria or not all(one.strip() for one in body.criteria):
        raise Refused("denial.criteria")
    if not body.reason.strip():
        raise Refused("reasons.needed")


def _named(case: Case, record: DecisionRecord, body: DenialRecorded, expected: DenialRecorded) -> bool:
    """Whether name, role, address and country are those of one party of the dossier."""

    def who(one: DenialRecorded) -> tuple[str, ...]:
        return one.party, one.party_role, one.address, one.country

    drafts = (draft(case, record, body.item, party.id) for party in case.application.parties)
    return who(body) in {who(expected), *map(who, drafts)}


@rule(DenialWithdrawn, effect=_withdraw)
def check_denial_withdrawn(case: Case, view: View, act: Act) -> None:
    """A standing record is withdrawn, with a reason."""
    denial = case.denials.get(act.body.denial)
    if denial is None:
        raise Refused("denial.unknown", reference=case.reference)
    check_facing(case, view, act)
    if denial.withdrawn is not None:
        raise Refused("denial.withdrawn-already", number=denial.body.number)
    if not act.body.reason.strip():
        raise Refused("reasons.needed")
