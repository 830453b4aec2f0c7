"""Acts towards the applicant that somebody might make: service, notices, the statutory effect, review, denials."""

from __future__ import annotations

from dataclasses import replace

from app.models.acts import (
    DenialRecorded,
    DenialWithdrawn,
    NoticeWritten,
    PaperServed,
    ReconsiderationOpened,
    StatutoryEffectRecorded,
)
from app.models.case import DecisionRecord
from app.models.outcomes import PaperKind, ReviewCause, ServiceMeans
from app.workflows.denials import draft, refused, standing
from app.workflows.finality import final_decisions, open_review
from app.workflows.notices import needs_notice
from app.workflows.reconsideration import reviewable
from app.workflows.serving import not_served, subjects
from app.workflows.statutory import due_to_record
from tests.workflows.machine.onlooker import TEXTS, Idea, Ideas, Onlooker


def served(author: Onlooker) -> Idea:
    waiting = [(one.kind, one.about) for one in not_served(author.case) if one.about]
    others = [(kind, name) for kind in PaperKind for name in subjects(author.case, author.view.realm, kind)]
    kind, about = author.pick(waiting if waiting and author.chance(0.8) else others)
    body = delivery(kind, about, author.day(0, 0, 0, -1, 1))
    body = replace(body, means=author.pick(ServiceMeans), recipient=author.pick(("Kestrel", "Counsel of Kestrel")))
    return author.on_case(body, "licensing")


def delivery(kind: PaperKind, about: str, day: str) -> PaperServed:
    return PaperServed(
        paper=kind,
        about=about,
        digest="f" * 64,
        means=ServiceMeans.POST,
        served_on=day,
        served_by="A. Courier",
        recipient="Kestrel",
    )


def notice(author: Onlooker) -> Idea:
    final = final_decisions(author.case)
    one = author.pick([record for record in final if needs_notice(record)] or final or author.case.decisions.values())
    body, reasons, ground = written(one.id if one else "none"), author.pick(TEXTS), author.pick(("", "s. 20"))
    ground_fr = ground if author.chance(0.8) else ""
    body = replace(body, reasons=reasons, reasons_fr=reasons, legal_ground=ground, legal_ground_fr=ground_fr)
    return author.on_case(body, "licensing")


def written(decision: str) -> NoticeWritten:
    return NoticeWritten(
        decision=decision,
        reasons="Diversion.",
        reasons_fr="Détournement.",
        legal_ground="",
        legal_ground_fr="",
        remedies="Within two months.",
        remedies_fr="Dans les deux mois.",
        signatory="A. Head",
        capacity="Head",
        capacity_fr="Cheffe",
    )


def effect(author: Onlooker) -> Idea:
    due = due_to_record(author.case, author.view, author.now)
    effect_of = author.procedure.statutory_effect
    body = StatutoryEffectRecorded(due=due.isoformat() if due else author.day(-1, -8), effect=effect_of)
    return author.on_case(body, "licensing")


def review(author: Onlooker) -> Idea:
    one: DecisionRecord | None = author.pick([each for each in final_decisions(author.case) if reviewable(each)])
    one = one or author.pick(author.case.decisions.values())
    cause = author.pick(ReviewCause)
    body = ReconsiderationOpened(
        decision=one.id if one else "none",
        cause=cause,
        items=reviewable(one) if one else ("1",),
        condition=0,
        grounds=author.pick(TEXTS),
        received=author.day(0, 0, -3) if cause is ReviewCause.REQUEST else "",
    )
    return author.on_case(body, "licensing")


def denial(author: Onlooker) -> Idea | None:
    known = {one.body.item for one in standing(author.case)}
    open_ones = [(record, item) for item, record in refused(author.case).items() if item not in known]
    final = [(record, one.item) for record in final_decisions(author.case) for one in record.body.outcomes]
    chosen = author.pick(open_ones if open_ones and author.chance(0.8) else final)
    if chosen is None:
        return author.on_case(_unknown(), "licensing")
    body = draft(author.case, *chosen)
    return author.on_case(replace(body, criteria=("7",), reason=author.pick(TEXTS)), "licensing")


def _unknown() -> DenialRecorded:
    texts = dict.fromkeys(
        ("party", "party_role", "address", "country", "control_code", "description", "quantity", "end_use"), "x"
    )
    days = {"denied_on": "2026-11-02", "valid_until": "2029-11-02"}
    return DenialRecorded(decision="none", item="1", number="none", criteria=("7",), reason="x", **texts, **days)


def denial_withdrawn(author: Onlooker) -> Idea:
    one = author.pick(standing(author.case) or author.case.denials.values())
    return author.on_case(DenialWithdrawn(denial=one.id if one else "none", reason=author.pick(TEXTS)), "licensing")


def towards_applicant(author: Onlooker) -> list[str]:
    """What waits to be done towards the applicant, by the types of acts that do it."""
    case = author.case
    refusing = bool(refused(case))
    found = {
        "PaperServed": any(one.about for one in not_served(case)),
        "NoticeWritten": any(not one.about and one.kind in NOTICES for one in not_served(case)),
        "StatutoryEffectRecorded": due_to_record(case, author.view, author.now) is not None,
        "DenialRecorded": refusing,
        "DenialWithdrawn": bool(standing(case)),
        "ReconsiderationOpened": refusing and open_review(case) is None,
    }
    return [name for name, waits in found.items() if waits]


NOTICES = (PaperKind.REFUSAL, PaperKind.RETURN)
APPLICANT: Ideas = {
    "PaperServed": served,
    "NoticeWritten": notice,
    "StatutoryEffectRecorded": effect,
    "ReconsiderationOpened": review,
    "DenialRecorded": denial,
    "DenialWithdrawn": denial_withdrawn,
}
