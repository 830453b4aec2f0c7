"""Every position ever taken on a case: on which version it was given, whether it counts now, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.models.asked import Consultation
from app.models.case import Case, Opinion, Round, Vote
from app.models.charter import Charter
from app.models.outcomes import Position, Result
from app.models.procedure import Procedure
from app.models.signed import Signed
from app.workflows.consensus import is_stale, stepped_out
from app.workflows.course import holder
from app.workflows.dossier import dossier_hash
from app.workflows.finality import final_decision
from app.workflows.road import effective_opinion

Plain = dict[str, Any]


def positions(case: Case, procedure: Procedure, charter: Charter) -> list[Plain]:
    """Opinions, answers of consulted agencies and votes, in the order they were signed.

    `version` is that of the application, `reaffirmed` the versions on which `reaffirmed_by` let it stand later.
    `why` is a word for why it does not count now (``dossier``, ``replaced``, ``conflict``, ...), or empty.
    """
    found = [
        *(_opinion(case, one, procedure, charter) for one in case.opinions.values()),
        *(row for one in case.consultations.values() for row in _answers(case, one)),
        *(_vote(case, one, vote) for one in case.rounds.values() for vote in one.votes.values()),
    ]
    return [row for _, row in sorted(found, key=lambda pair: pair[0].order)]


def version_at(case: Case, by: Signed) -> int:
    """The number of the application's version on which an act was signed."""
    return max(one.number for one in case.versions if one.number == 1 or one.by.order <= by.order)


def _row(case: Case, kind: str, name: str, by: Signed, position: Position, why: str, **more: Any) -> Plain:
    return {
        "kind": kind,
        "id": name,
        "agency": by.agency,
        "officer": by.officer,
        "on": by.claimed,
        "position": position.value,
        "version": version_at(case, by),
        "reaffirmed": [],
        "reaffirmed_by": [],
        "counts": not why and case.withdrawn is None,
        "why": "withdrawn" if case.withdrawn else why,
        **more,
    }


def _opinion(case: Case, one: Opinion, procedure: Procedure, charter: Charter) -> tuple[Signed, Plain]:
    why = opinion_why(case, one, procedure, charter)
    again = list(dict.fromkeys(version_at(case, by) for _, by in one.reaffirmed))
    signers = [{"officer": by.officer, "on": by.claimed} for _, by in one.reaffirmed]
    position, place = one.body.position, one.body.step
    more = {"place": place, "reaffirmed": again, "reaffirmed_by": signers}
    return one.by, _row(case, "opinion", one.id, one.by, position, why, **more)


def opinion_why(case: Case, one: Opinion, procedure: Procedure, charter: Charter) -> str:
    """Why an opinion does not count on a case under way; empty where it does."""
    step = next((step for step in procedure.steps if step.id == one.body.step), None)
    if one.id in case.undone:
        return "undone"
    if any(other.replaces == one.id for other in case.opinions.values()):
        return "replaced"
    if step is None or holder(case, step, charter) != one.by.agency:
        return "moved"
    if one.body.position is Position.NOT_COMPETENT:
        return "not-competent"
    if not one.stands_on(_read_by_all(case)):
        return "dossier"
    if effective_opinion(case, step, charter) is not None:
        return ""
    return "twice" if one.countersigned or not step.countersign else "countersign"


def _answers(case: Case, asked: Consultation) -> Iterator[tuple[Signed, Plain]]:
    standing = asked.standing()
    for name, (body, by) in asked.answers.items():
        why = "consultation" if asked.withdrawn else "" if standing and standing[0] == name else "replaced"
        why = why or ("" if body.dossier == _read_by_all(case) else "dossier")
        yield by, _row(case, "answer", name, by, body.position, why, place=asked.id)


def _vote(case: Case, one: Round, vote: Vote) -> tuple[Signed, Plain]:
    why = _vote_why(case, one, vote)
    position, place = vote.body.position, str(one.question.number)
    return vote.by, _row(case, "vote", vote.id, vote.by, position, why, place=place, seat=vote.body.seat)


def _vote_why(case: Case, one: Round, vote: Vote) -> str:
    decision = final_decision(case)
    if vote.voided is not None:
        return "void"
    if any(other.replaces == vote.id and other.voided is None for other in one.votes.values()):
        return "replaced"
    if vote.by.officer in stepped_out(case, one):
        return "conflict"
    if vote.id not in {standing.id for standing in one.standing()}:
        return "twice"
    if one.deferred is not None:
        return "deferred"
    if decision is not None and decision.body.question == one.question.fingerprint:
        return ""
    if any(given.body.result is Result.NO_CONSENSUS for given in one.certificates.values()):
        return "no-consensus"
    return "question" if is_stale(case, one) else ""


def _read_by_all(case: Case) -> str:
    """The dossier that positions have to be given on: the one decided on, else the present one."""
    decision = final_decision(case)
    return decision.body.dossier if decision else dossier_hash(case)
