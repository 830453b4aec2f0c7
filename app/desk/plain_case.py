"""The parts of a case as plain JSON: steps, Article 6, conditions, questions with positions, decisions."""

from __future__ import annotations

from typing import Any

from app.models.case import Case, DecisionRecord, Round
from app.models.plain import to_plain
from app.models.procedure import Committee
from app.workflows.consensus import stepped_out, tally
from app.workflows.decisions import stale
from app.workflows.difference import application_difference
from app.workflows.engine import Progress
from app.workflows.finality import final_decisions
from app.workflows.fold import World
from app.workflows.rounds import is_stale

Plain = dict[str, Any]


def plain_steps(road: Progress) -> list[Plain]:
    """Every step: who holds it, where it stands, and how it was done where not by its own work."""
    return [
        {
            "id": one.step.id,
            "kind": one.step.kind.value,
            "agency": one.agency,
            "agencies": list(one.agencies),
            "state": one.state,
            "how": one.how,
            "stopped": one.stopped,
            "declined": one.declined,
            "opened": one.opened_at.date().isoformat() if one.opened_at else None,
            "due": one.due.isoformat() if one.due else None,
            "overdue": one.overdue,
        }
        for one in road.steps
    ]


def plain_gate(case: Case, name: str) -> Plain:
    """One agency's answers to Article 6, what others said of them, and the higher authority's ruling."""
    gate = case.gates[name]
    return {
        "id": name,
        "agency": gate.by.agency,
        "officer": gate.by.officer,
        "answers": to_plain(gate.answers),
        "reviews": [
            {"agency": by.agency, "confirmed": confirmed, "evidence": evidence}
            for confirmed, evidence, by in gate.reviews
        ],
        "rulings": [
            {"agency": by.agency, "officer": by.officer, "prohibited": prohibited, "reasons": reasons}
            for prohibited, reasons, by in gate.rulings
        ],
        "withdrawn": gate.withdrawn is not None,
    }


def plain_condition(entry: Any) -> Plain:
    """One line of the conditions ledger."""
    current = entry.current
    return {
        "number": entry.number,
        "owner": entry.owner,
        "items": list(entry.items),
        "version": current.version if current else None,
        "text": current.text if current else None,
        "text_fr": current.text_fr if current else None,
        "dropped": current is None,
        "pending": [
            {"id": one.act, "version": one.version, "text": one.text, "dropped": one.dropped} for one in entry.pending
        ],
    }


def plain_tally(case: Case, one: Round, committee: Committee | None) -> Plain:
    """The count of one round; without a committee, as after a migration, nothing is counted."""
    count = tally(one, committee, stepped_out(case, one)) if committee else None
    attested = [c for c in one.certificates.values() if c.attested is not None]
    return {
        "number": one.question.number,
        "question": one.question.fingerprint,
        "counts": count.counts if count else {},
        "absent": list(count.absent) if count else [],
        "result": attested[0].body.result.value if attested else None,
        "certificates": list(one.certificates),
        "deferred": one.deferred is not None,
        "obstacles": [{"code": each.code, "seats": list(each.seats)} for each in (count.obstacles if count else ())],
    }


def plain_versions(case: Case) -> list[Plain]:
    """Every version of the application: who made it, when and why, and place by place what it changed."""
    earlier = (None, *case.versions)
    return [
        {
            "number": one.number,
            "officer": one.by.officer,
            "agency": one.by.agency,
            "on": one.by.claimed,
            "reason": one.reason,
            "difference": to_plain(application_difference(before.application, one.application)) if before else [],
        }
        for before, one in zip(earlier, case.versions, strict=False)
    ]


def plain_question(case: Case, one: Round) -> Plain:
    """One question with every position on it in the order they were signed."""
    replaced = {vote.replaces for vote in one.votes.values()}
    out = stepped_out(case, one)
    plain: Plain = to_plain(one.question)
    plain.pop("shown")
    return plain | {
        "stale": not one.closed and is_stale(case, one),
        "positions": [
            {
                "id": vote.id,
                "seat": vote.body.seat,
                "officer": vote.by.officer,
                "position": vote.body.position.value,
                "reasons": vote.body.reasons,
                "criteria": list(vote.body.criteria),
                "conditions": list(vote.body.conditions),
                "standing": vote.id not in replaced and vote.by.officer not in out,
            }
            for vote in sorted(one.votes.values(), key=lambda vote: vote.by.order)
        ],
    }


def plain_decision(case: Case, world: World, record: DecisionRecord, *, only_this: bool) -> Plain:
    """One proposed or final decision; with `only_this` without the state of linked cases."""
    final = any(one.id == record.id for one in final_decisions(case))
    plain: Plain = to_plain(record.body)
    plain.pop("shown")
    if only_this:
        plain["beside"] = [one | {"state": None} if one["case"] else one for one in plain["beside"]]
    return plain | {
        "id": record.id,
        "by": record.by.officer,
        "signed_by": [one.officer for one in record.signatures],
        "final": final,
        "stale": not final and stale(case, world, record),
    }
