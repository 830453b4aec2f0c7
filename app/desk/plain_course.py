"""What changed a case's way, and who was asked, as plain JSON: letters, consultations, experts, links, withdrawal."""

from __future__ import annotations

from typing import Any

from app.desk.plain_corrections import plain_corrections
from app.models.application import Link
from app.models.asked import Consultation, Invitation, Letter
from app.models.case import Case
from app.models.course import CaseLink, Migration
from app.models.plain import to_plain
from app.models.procedure import StepKind
from app.models.signed import Signed
from app.store.reading import Reading
from app.workflows.decisions import deciders
from app.workflows.dossier import dossier_hash
from app.workflows.experts import in_force
from app.workflows.finality import final_decisions
from app.workflows.queries import proposes_return, unsent
from app.workflows.road import outcome, stage

Plain = dict[str, Any]


def plain_deciders(tx: Reading, case: Case) -> list[Plain]:
    """Who decides, each with its items and how its decision stands (``open``, ``granted``, ...)."""
    steps = [step for step in tx.world.procedure(case.procedure).steps if step.kind is StepKind.DECISION]
    decided = {record.body.authority: outcome(record.body.outcomes) for record in final_decisions(case)}
    return [
        {"step": step.id, "authority": code, "items": list(items), "state": decided.get(code, "open")}
        for step in steps
        for code, items in deciders(case, tx.world, step).items()
    ]


def plain_course(tx: Reading, case: Case, today: str, *, only_this: bool) -> Plain:
    """All of it; with `only_this` nothing of what stands in linked cases."""
    letter = proposes_return(case)
    return {
        "linked": [_linked(tx, one, only_this) for one in _ordered(case.linked)],
        "withdrawal": to_plain(case.withdrawn) if case.withdrawn else None,
        "resubmitted": [] if only_this else _resubmitted(tx, case),
        "letters": [plain_letter(case, one, today) for one in _ordered(case.letters)],
        "queries": [
            _signed(one.by) | {"id": one.id, "ended": case.withdrawn is not None, **_asked(case, one.id)}
            for one in unsent(case)
        ],
        "return_proposed": letter.body.number if letter else None,
        "consultations": [_consultation(case, one) for one in _ordered(case.consultations)],
        "experts": [plain_invitation(tx, case, one, today) for one in _ordered(case.invitations)],
        "conflicts": [_signed(one.by) | {"reason": one.reason} for one in _ordered(case.conflicts)],
        "deadlines": [
            _signed(one.by) | {"step": one.step, "due": one.due, "effect": one.effect.value}
            for one in _ordered(case.deadlines)
        ],
        "waivers": [_signed(one.by) | {"step": one.step, "reason": one.reason} for one in _ordered(case.waivers)],
        "declined": [_signed(one.by) | {"step": one.step, "reasons": one.reasons} for one in _ordered(case.declined)],
        "reassigned": [
            _signed(one.by) | {"step": one.step, "from": one.declined_by, "to": one.agency, "reason": one.reason}
            for one in _ordered(case.reassigned)
        ],
        "escalations": [_signed(one.by) | _body(one.body) for one in _ordered(case.escalations)],
        "migrations": [_migration(tx, one) for one in _ordered(case.migrations)],
    } | plain_corrections(tx, case)


def plain_letter(case: Case, one: Letter, today: str) -> Plain:
    """One letter to the applicant with its questions, its answers, and how it ended.

    `passed` says that nobody answered in time and nobody closed it yet; `ended`, that the withdrawal of the case
    ended it.
    """
    waits = one.closed is None and case.withdrawn is None
    outcome_of, reason, closed = one.closed if one.closed else (None, "", None)
    return _signed(one.by) | {
        "id": one.id,
        "number": one.body.number,
        "due": one.body.due,
        "silence": one.body.silence,
        "silence_fr": one.body.silence_fr,
        "questions": [{"id": name, **_asked(case, name)} for name in one.body.queries],
        "answers": [
            _signed(by)
            | {"id": name, "received": body.received, "text": body.text, "documents": to_plain(body.documents)}
            for name, (body, by) in one.answers.items()
        ],
        "open": waits,
        "passed": waits and not one.answers and one.body.due < today,
        "ended": one.closed is None and not waits,
        "outcome": outcome_of.value if outcome_of else None,
        "reason": reason,
        "closed": closed.claimed if closed else None,
    }


def _asked(case: Case, name: str) -> Plain:
    query = case.queries[name]
    return {"agency": query.by.agency, "step": query.body.step, "text": query.body.text, "text_fr": query.body.text_fr}


def _consultation(case: Case, one: Consultation) -> Plain:
    standing, current = one.standing(), dossier_hash(case)
    return _signed(one.by) | {
        "id": one.id,
        "asked": one.body.agency,
        "question": one.body.question,
        "due": one.body.due,
        "items": list(one.body.items),
        "open": one.open and case.withdrawn is None,
        "ended": one.open and case.withdrawn is not None,
        "withdrawn": one.withdrawn is not None,
        "answers": [
            _signed(by)
            | {
                "id": name,
                "position": body.position.value,
                "reasons": body.reasons,
                "criteria": list(body.criteria),
                "standing": standing is not None and standing[0] == name,
                "stale": body.dossier != current,
            }
            for name, (body, by) in sorted(one.answers.items(), key=lambda pair: pair[1][1].order)
        ],
    }


def plain_invitation(tx: Reading, case: Case, one: Invitation, today: str) -> Plain:
    """One invitation: until when, to which agenda item, what the expert opened and advised."""
    current = dossier_hash(case)
    return _signed(one.by) | {
        "id": one.id,
        "expert": one.body.expert,
        "question": one.body.question,
        "until": one.body.until,
        "session": one.body.session or None,
        "in_force": in_force(case, one, today, tx.world),
        "opened": [
            {"on": look.by.claimed, "part": look.part, "dossier": look.dossier}
            for look in _ordered(case.accesses)
            if look.invitation == one.id
        ],
        "advice": [
            _signed(by) | {"id": name, "text": body.text, "stale": body.dossier != current}
            for name, (body, by) in sorted(one.advice.items(), key=lambda pair: pair[1][1].order)
        ],
    }


def _linked(tx: Reading, one: CaseLink, only_this: bool) -> Plain:
    state = None if only_this else stage(tx.case(one.other), tx.realm)
    return {"case": one.other, "reference": one.reference, "reason": one.reason, "state": state}


def _resubmitted(tx: Reading, case: Case) -> list[str]:
    """References of the cases in which the applicant filed a withdrawn application again."""
    if case.withdrawn is None:
        return []
    same = tx.cases_by_content(version.content for version in case.versions)
    references = (version.application.applicant_reference for version in case.versions)
    named = tx.cases_by_applicant_reference(filter(None, references))
    ids = dict.fromkeys(name for found in (same, named) for names in found.values() for name in names)
    again = (other for other in map(tx.case, ids) if any(_again(link, case) for link in other.links))
    return sorted(other.reference for other in again)


def _again(link: Link, case: Case) -> bool:
    return link.kind == "resubmission-of" and link.case == case.id


def _migration(tx: Reading, one: Migration) -> Plain:
    to = tx.world.procedure(one.body.procedure)
    return (
        _signed(one.by)
        | _body(one.body)
        | {
            "id": one.id,
            "to": {"id": to.id, "version": to.version, "digest": to.digest},
            "confirmed_by": one.confirmed.officer if one.confirmed else None,
        }
    )


def _signed(by: Signed) -> Plain:
    return {"officer": by.officer, "agency": by.agency, "on": by.claimed}


def _body(body: Any) -> Plain:
    plain: Plain = to_plain(body)
    plain.pop("shown")
    return plain


def _ordered(parts: dict[str, Any]) -> list[Any]:
    return sorted(parts.values(), key=lambda one: one.by.order)
