"""The parts of a case as plain JSON: steps, Article 6, conditions, questions with positions, decisions."""

from __future__ import annotations

from typing import Any

from app.desk.hidden import Covered
from app.desk.plain_urgency import plain_ratification
from app.models.case import Case, DecisionRecord, Round
from app.models.outcomes import Result
from app.models.plain import to_plain
from app.workflows.consensus import is_stale, stepped_out, unheard
from app.workflows.course import open_disputes
from app.workflows.decisions import stale
from app.workflows.difference import application_difference
from app.workflows.engine import Progress
from app.workflows.finality import final_decisions
from app.workflows.fold import World
from app.workflows.results import count

Plain = dict[str, Any]


def plain_steps(case: Case, road: Progress) -> list[Plain]:
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
            "disputed": bool(open_disputes(case, one.step.id)),
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


def plain_tally(case: Case, world: World, one: Round, at: str) -> Plain:
    """The count of one round at the moment `at`; without a committee, as after a migration, nothing is counted.

    Of a round whose positions are hidden from the officer only how many have `spoken`. A result by silence names the
    seats that kept `silent`.
    """
    certificates = sorted(one.certificates.values(), key=lambda given: given.by.order)
    attested = [given for given in certificates if given.attested is not None]
    plain: Plain = {
        "number": one.question.number,
        "question": one.question.fingerprint,
        "method": one.question.method.value,
        "purpose": one.question.purpose.value,
        "expires": one.question.expires or None,
        "counts": {},
        "absent": [],
        "silent": [],
        "result": attested[0].body.result.value if attested else None,
        "certificates": list(one.certificates),
        "deferred": one.deferred is not None,
        "obstacles": [],
    }
    if isinstance(one, Covered):
        return plain | {"hidden": True, "spoken": one.spoken, "speakers": list(one.speakers)}
    speakers = sorted({vote.body.seat for vote in one.last_words()})
    plain |= {"hidden": False, "spoken": len(speakers), "speakers": speakers}
    return plain | (_counted(case, world, one, at) if world.procedure(case.procedure).committee else {})


def _counted(case: Case, world: World, one: Round, at: str) -> Plain:
    found, out = count(case, world, one, at), stepped_out(case, one)
    obstacles = [{"code": each.code, "seats": list(each.seats)} for each in found.obstacles]
    late = [seat for given in one.certificates.values() for seat in unheard(one, given)]
    if late and found.result is Result.CONSENSUS:
        obstacles.append({"code": "consensus.unheard", "seats": late})
    counted = {name for given in one.certificates.values() for name in given.body.positions}
    gone = {vote.body.seat for vote in one.votes.values() if vote.by.officer in out and vote.id in counted}
    if gone:
        obstacles.append({"code": "consensus.stepped-out", "seats": sorted(gone)})
    silent = {seat for given in one.certificates.values() for seat in given.body.silent}
    return {
        "counts": found.counts,
        "absent": list(found.absent),
        "silent": sorted(silent) if one.closed else list(found.silent),
        "obstacles": obstacles,
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
    """One question with every position on it in the order they were signed, as far as the officer sees them.

    `receipts` are seats that have the deadline of a round at a distance, `answers` whether silence may be used.
    """
    counting, out = {vote.id for vote in one.standing()}, stepped_out(case, one)
    replaced = {vote.replaces for vote in one.votes.values() if vote.voided is None}
    kinds = {present.seat: present.kind for present in one.question.roll}
    plain: Plain = to_plain(one.question)
    plain.pop("shown")
    return plain | {
        "stale": not one.closed and is_stale(case, one),
        "hidden": isinstance(one, Covered),
        "receipts": sorted({seat for seat, _ in one.receipts.values()}),
        "answers": [
            {"seat": seat, "officer": by.officer, "accepts": accepts}
            for seat, accepts, by in sorted(one.answers.values(), key=lambda answer: answer[2].order)
        ],
        "positions": [
            {
                "id": vote.id,
                "seat": vote.body.seat,
                "kind": kinds.get(vote.body.seat),
                "officer": vote.by.officer,
                "position": vote.body.position.value,
                "reasons": vote.body.reasons,
                "criteria": list(vote.body.criteria),
                "conditions": list(vote.body.conditions),
                "would_lift": vote.body.would_lift,
                "amendment": vote.body.amendment,
                "amendment_fr": vote.body.amendment_fr,
                "replaced": vote.id in replaced,
                "voided": vote.voided is not None,
                "standing": vote.id in counting and vote.by.officer not in out,
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
        "undone": record.id in case.undone,
        "current_text": record.text("en"),
        "current_text_fr": record.text("fr"),
        "corrections": [
            {"id": one.id, "language": one.language, "before": one.before, "after": one.after, "on": one.by.claimed}
            for one in record.corrections
        ],
        "ratification": plain_ratification(world, case, record),
    }
