"""Derived rows: what lists and searches show of one scope. Pure; append and rebuild call the same function."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from app.models.application import Activity, Application, Item, PartyRole
from app.models.case import Case, DecisionRecord, Licence, Round
from app.models.outcomes import MassCriterion, Purpose
from app.models.realm import Realm
from app.models.session import Session
from app.store.whereabouts import whereabouts
from app.workflows.finality import final_decision, final_decisions, final_outcomes
from app.workflows.ratification import awaits
from app.workflows.rules import State
from app.workflows.suspensions import destination_names, end_user_names, same_name
from app.workflows.urgency import urgent
from app.workflows.work import Waiting, waiting

Row = dict[str, Any]
Rows = dict[str, list[Row]]

_APPLICANTS = {Activity.IMPORT: PartyRole.IMPORTER, Activity.BROKERING: PartyRole.BROKER}


def rows(state: State, realm: Realm) -> Rows:
    """The rows of one scope by table name. Nothing depends on the present time.

    Of `realm` only what never changes is read for a case: the charter and the procedure that the case runs under.
    """
    if isinstance(state, Case):
        return _case(state, realm) if state.versions else {}
    if isinstance(state, Session):
        return _session(state) if state.convened else {}
    return {"officers": _officers(state)}


def searchable(text: str) -> str:
    """`text` as the search column holds it: lower-case in every script."""
    return text.casefold()


def series(reference: str) -> tuple[str, int]:
    """``EXP-2026-00017`` as its series and number; number 0 where the reference has none."""
    name, _, number = reference.rpartition("-")
    return (name, int(number)) if number.isascii() and number.isdigit() and len(number) < 16 else (reference, 0)


def _case(case: Case, realm: Realm) -> Rows:
    stage, agencies = whereabouts(case, realm)
    found = {
        "cases": [_summary(case, stage)],
        "case_agencies": [{"agency": code, "holds": int(holds)} for code, holds in sorted(agencies.items())],
        "items": _items(case),
        "opinions": _opinions(case),
        "conditions": _conditions(case),
        "questions": [_question(one) for one in case.rounds.values()],
        "positions": [row for one in case.rounds.values() for row in _positions(one)],
        "decisions": _decisions(case),
        "denials": _denials(case),
        "licences": _licences(case),
        "work": [_work(one) for one in waiting(case, realm)],
        "licence_items": [row for one in case.licences.values() for row in _licence_items(case, one)],
        "awaiting": [{"procedure": case.procedure, "purpose": one.value} for one in _awaited(case)],
    }
    for name, table in found.items():
        if name != "cases":
            for row in table:
                row["case_id"] = case.id
    return found


def _summary(case: Case, stage: str) -> Row:
    application = case.application
    assert case.registered is not None
    name, number = series(case.reference)
    return {
        "id": case.id,
        "reference": case.reference,
        "series": name,
        "number": number,
        "activity": application.activity.value,
        "kind": application.kind.value,
        "applicant": _applicant(application),
        "applicant_reference": application.applicant_reference,
        "content": case.versions[-1].content,
        "destinations": ",".join(one.country or one.given for one in application.destinations),
        "totals": _totals(application),
        "procedure": case.procedure,
        "opened": case.registered.claimed,
        "updated": max(one.claimed for one in case.acts),
        "stage": stage,
        "flags": sum(flag.blocks for flag in case.versions[-1].flags),
        "search": _search(case.reference, application),
    }


def _applicant(application: Application) -> str:
    party = application.party(_APPLICANTS.get(application.activity, PartyRole.EXPORTER))
    return party.name if party else next((one.name for one in application.parties), "")


def _totals(application: Application) -> str:
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for line in application.lines:
        if line.value:
            totals[line.currency] += Decimal(line.value)
    return ", ".join(f"{currency} {total:f}".strip() for currency, total in sorted(totals.items()))


def _search(reference: str, application: Application) -> str:
    texts = [reference, application.applicant_reference, application.contract, application.end_use]
    texts += [party.name for party in application.parties]
    texts += [f"{line.description}\n{line.control_code}" for line in application.lines]
    texts += [one.given or one.country for one in application.destinations]
    return searchable("\n".join(dict.fromkeys(text for text in texts if text)))


def _items(case: Case) -> list[Row]:
    outcomes = {one.item: one.outcome.value for one in final_outcomes(case)}
    lines = {line.id: line for line in case.application.lines}
    return [_item(item, lines[item.line], outcomes.get(item.id, "")) for item in case.application.items]


def _item(item: Item, line: Any, outcome: str) -> Row:
    return {
        "item": item.id,
        "line": item.line,
        "description": line.description,
        "control_code": line.control_code,
        "destination": item.destination,
        "end_user": item.end_user,
        "quantity": item.quantity or line.quantity,
        "unit": line.unit,
        "value": item.value or line.value,
        "currency": line.currency,
        "outcome": outcome,
    }


def _opinions(case: Case) -> list[Row]:
    return [
        {
            "act": one.id,
            "step": one.body.step,
            "agency": one.by.agency,
            "officer": one.by.officer,
            "position": one.body.position.value,
            "dossier": one.body.dossier,
            "claimed": one.by.claimed,
            "countersigned_by": one.countersigned.officer if one.countersigned else "",
            "replaces": one.replaces,
        }
        for one in case.opinions.values()
    ]


def _conditions(case: Case) -> list[Row]:
    found = []
    for entry in case.ledger():
        current = entry.current
        latest = current or entry.versions[-1]
        found.append(
            {
                "number": entry.number,
                "owner": entry.owner,
                "version": latest.version,
                "text": latest.text,
                "text_fr": latest.text_fr,
                "dropped": int(current is None),
                "pending": len(entry.pending),
            }
        )
    return found


def _question(one: Round) -> Row:
    results = [certificate.body.result.value for certificate in one.certificates.values() if certificate.attested]
    return {
        "act": one.by.act,
        "session": one.question.session,
        "method": one.question.method.value,
        "number": one.question.number,
        "fingerprint": one.question.fingerprint,
        "dossier": one.question.dossier,
        "claimed": one.by.claimed,
        "result": min(results, default=""),
        "deferred": one.deferred[2].claimed if one.deferred else "",
    }


def _positions(one: Round) -> list[Row]:
    standing = {vote.id for vote in one.standing()}
    return [
        {
            "act": vote.id,
            "question": one.question.fingerprint,
            "seat": vote.body.seat,
            "officer": vote.by.officer,
            "position": vote.body.position.value,
            "claimed": vote.by.claimed,
            "replaces": vote.replaces,
            "standing": int(vote.id in standing),
        }
        for vote in one.votes.values()
    ]


def _decisions(case: Case) -> list[Row]:
    final = {record.id for record in final_decisions(case)}
    return [_decision(record, record.id in final) for record in case.decisions.values()]


def _decision(record: DecisionRecord, final: bool) -> Row:
    return {
        "act": record.id,
        "ground": record.body.ground,
        "question": record.body.question or "",
        "dossier": record.body.dossier,
        "agency": record.by.agency,
        "officer": record.by.officer,
        "claimed": record.by.claimed,
        "signed": max((one.claimed for one in record.signatures), default=""),
        "signatures": len(record.signatures),
        "final": int(final),
    }


def _licences(case: Case) -> list[Row]:
    return [
        {
            "act": one.id,
            "number": one.body.number,
            "decision": one.body.decision,
            "valid_from": one.body.valid_from,
            "valid_until": one.body.valid_until,
            "claimed": one.by.claimed,
        }
        for one in case.licences.values()
    ]


def _denials(case: Case) -> list[Row]:
    return [
        {
            "act": one.id,
            "number": one.body.number,
            "decision": one.body.decision,
            "item": one.body.item,
            "party": one.body.party,
            "party_role": one.body.party_role,
            "address": one.body.address,
            "country": one.body.country,
            "control_code": one.body.control_code,
            "description": one.body.description,
            "quantity": one.body.quantity,
            "end_use": one.body.end_use,
            "criteria": ", ".join(one.body.criteria),
            "reason": one.body.reason,
            "regime": one.body.regime,
            "denied_on": one.body.denied_on,
            "valid_until": one.body.valid_until,
            "withdrawn": one.withdrawn[1].claimed if one.withdrawn else "",
        }
        for one in case.denials.values()
    ]


def _awaited(case: Case) -> list[Purpose]:
    """What the committee has to do about an urgent case: decide it, ratify what it decided, revoke a licence."""
    deciding = urgent(case) and final_decision(case) is None and case.withdrawn is None and case.merged is None
    return sorted({*awaits(case), *([Purpose.DECIDE] if deciding else [])})


def _licence_items(case: Case, licence: Licence) -> list[Row]:
    found = []
    for item in licence.body.items:
        named = {(MassCriterion.DESTINATION, name) for name in destination_names(case, item)}
        named |= {(MassCriterion.END_USER, name) for name in end_user_names(case, item)}
        named |= {(MassCriterion.GOODS, same_name(item.control_code))} if item.control_code else set()
        found += [
            {"act": licence.id, "item": item.item, "criterion": criterion.value, "value": name}
            for criterion, name in sorted(named)
        ]
    return found


def _work(one: Waiting) -> Row:
    return {
        "kind": one.kind,
        "about": one.about,
        "agency": one.agency,
        "officer": one.officer,
        "roles": ",".join(one.roles),
        "barred": ",".join(one.barred),
        "since": one.since,
        "due": one.due,
    }


def _session(session: Session) -> Rows:
    convened = session.convened
    assert convened is not None
    summary = {
        "id": session.id,
        "held_on": convened.on,
        "title": convened.title,
        "place": convened.place,
        "procedure": convened.procedure,
        "stage": "closed" if session.closed else "open" if session.opened else "convened",
        "updated": max(one.claimed for one in session.acts),
    }
    agenda = [
        {
            "session_id": session.id,
            "number": entry.number,
            "case_id": entry.case,
            "reference": entry.reference,
            "information": int(entry.information),
        }
        for entry in session.agenda
    ]
    return {"sessions": [summary], "agendas": agenda}


def _officers(realm: Realm) -> list[Row]:
    return [
        {
            "officer": one.person.officer,
            "name": one.person.name,
            "agency": one.person.agency,
            "roles": ",".join(role.value for role in one.person.roles),
            "key": one.person.key,
            "enrolled_by": one.enrolled_by,
            "revoked": one.revoked.claimed if one.revoked else "",
        }
        for one in realm.officers.values()
    ]
