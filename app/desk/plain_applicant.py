"""What was done towards the applicant as plain JSON: papers with their service, statutory effect, reviews, denials."""

from __future__ import annotations

from typing import Any

from app.models.applicant import Denial, Notice, Review, Service
from app.models.case import Case
from app.models.outcomes import PaperKind
from app.models.plain import to_plain
from app.models.signed import Signed
from app.store.reading import Reading
from app.workflows.denials import unfounded, unrecorded
from app.workflows.finality import final_decisions, is_final, open_review
from app.workflows.reconsideration import last_day
from app.workflows.serving import not_served, papers
from app.workflows.statutory import due_to_record

Plain = dict[str, Any]


def plain_applicant(tx: Reading, case: Case, now: str) -> Plain:
    """All of it; `now` is RFC 3339 UTC."""
    return {
        "papers": _papers(tx, case),
        "notices": [_notice(one) for one in sorted(case.notices.values(), key=lambda one: one.by.order)],
        "reviews": plain_reviews(tx, case),
        "review_until": _review_until(tx, case),
        "denials": [_denial(one) for one in sorted(case.denials.values(), key=lambda one: one.by.order)],
        "waiting": _waiting(tx, case, now),
    }


def plain_statutory(tx: Reading, case: Case) -> Plain | None:
    """The effect that was recorded when the statutory limit had passed, with its legal basis."""
    one = case.statutory
    if one is None:
        return None
    basis = tx.world.procedure(case.procedure).statutory_basis
    said = {"basis": basis.en if basis else "", "basis_fr": basis.fr if basis else ""}
    return _signed(one.by) | said | {"due": one.due, "effect": one.effect.value, "decided": bool(final_decisions(case))}


def plain_reviews(tx: Reading, case: Case) -> list[Plain]:
    """Each reconsideration with the first decision, and the verdict once a decision ended it."""
    return [_review(case, one) for one in sorted(case.reviews.values(), key=lambda one: one.by.order)]


def _review(case: Case, one: Review) -> Plain:
    ending = [record for record in case.decisions.values() if record.body.review == one.id and is_final(record)]
    last = min(ending, key=lambda record: record.signatures[-1].order, default=None)
    current, first = open_review(case), case.decisions[one.body.decision]
    plain: Plain = to_plain(one.body)
    plain.pop("shown")
    return (
        plain
        | _signed(one.by)
        | {
            "id": one.id,
            "decided_on": first.signatures[-1].claimed,
            "outcomes": to_plain(first.body.outcomes),
            "open": current is not None and current.id == one.id,
            "verdict": last.body.verdict.value if last and last.body.verdict else None,
            "ended_by": last.id if last else None,
            "ended_on": last.signatures[-1].claimed if last else None,
        }
    )


def _papers(tx: Reading, case: Case) -> list[Plain]:
    """Every paper with the act that makes it, and each service; reminders appear once they were served."""
    made: list[tuple[PaperKind, str, Signed | None]] = [
        (one.kind, one.about, one.made) for one in papers(case, tx.realm) if one.made is not None
    ]
    known = {(kind, about) for kind, about, _ in made}
    services = sorted(case.served.values(), key=lambda one: one.by.order)
    for one in services:
        if (one.body.paper, one.body.about) not in known:
            known.add((one.body.paper, one.body.about))
            made.append((one.body.paper, one.body.about, None))
    return [
        {
            "paper": kind.value,
            "about": about,
            "made": by.claimed if by else None,
            "served": [_service(one) for one in services if (one.body.paper, one.body.about) == (kind, about)],
        }
        for kind, about, by in made
    ]


def _service(one: Service) -> Plain:
    body = one.body
    return _signed(one.by) | {
        "id": one.id,
        "digest": body.digest,
        "means": body.means.value,
        "served_on": body.served_on,
        "served_by": body.served_by,
        "recipient": body.recipient,
    }


def _notice(one: Notice) -> Plain:
    plain: Plain = to_plain(one.body)
    plain.pop("shown")
    return plain | _signed(one.by) | {"id": one.id}


def _denial(one: Denial) -> Plain:
    plain: Plain = to_plain(one.body)
    plain.pop("shown")
    reason, by = one.withdrawn if one.withdrawn else (None, None)
    return (
        plain
        | _signed(one.by)
        | {
            "id": one.id,
            "withdrawn": by.claimed if by else None,
            "withdrawn_for": reason,
        }
    )


def _review_until(tx: Reading, case: Case) -> str | None:
    """The last day on which the applicant may still ask for a review of a decision that stands."""
    if open_review(case) is not None:
        return None
    days = [last_day(case, tx.world, record) for record in final_decisions(case)]
    return max((day.isoformat() for day in days if day is not None), default=None)


def _waiting(tx: Reading, case: Case, now: str) -> list[Plain]:
    """What is still to be done towards the applicant, each with what it is about."""
    if case.withdrawn is not None or case.merged is not None:
        return []
    found = []
    due = due_to_record(case, tx.world, now)
    if due is not None:
        found.append({"what": "statutory", "about": due.isoformat()})
    for paper in not_served(case):
        found.append({"what": "serve" if paper.about else "make", "about": paper.kind.value})
    if open_review(case) is None:
        found += [{"what": "denial", "about": item} for _, item in unrecorded(case)]
        found += [{"what": "withdraw-denial", "about": one.body.number} for one in unfounded(case)]
    return found


def _signed(by: Signed) -> Plain:
    return {"officer": by.officer, "agency": by.agency, "on": by.claimed}
