"""Urgent cases: whether one is, which of its decisions need ratification, and how far that is."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.case import Case, DecisionRecord, Round, Signed
from app.models.outcomes import Purpose, Result, SuspensionCause
from app.models.procedure import Committee, Urgency
from app.workflows.fallen import fallen
from app.workflows.finality import is_final


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why an urgent decision was not ratified: the act (a certificate, or one that recorded the passed limit)."""

    cause: SuspensionCause
    by: Signed
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratification:
    """How far the ratification of one urgent decision is.

    `failure` is the first thing that failed it before any consensus, `given` the attestation of the first consensus.
    """

    decision: str
    failure: Failure | None
    given: Signed | None

    @property
    def state(self) -> str:
        """``due``, ``ratified``, ``failed`` or ``lapsed``; ``late`` where consensus came only after one of these."""
        if self.failure is None:
            return "ratified" if self.given else "due"
        if self.given is not None:
            return "late"
        return "failed" if self.failure.cause is SuspensionCause.RATIFICATION_FAILED else "lapsed"


def declaration(case: Case) -> tuple[str, Signed] | None:
    """The reason and the signature by which the case was declared urgent; of two made apart the earlier."""
    if not case.urgencies:
        return None
    return min(case.urgencies.values(), key=lambda one: one[1].order)


def urgent(case: Case) -> bool:
    """Whether the case goes by the urgent procedure: declared so, and not reconsidered since."""
    said = declaration(case)
    return said is not None and all(one.by.order < said[1].order for one in case.reviews.values())


def in_force(case: Case, committee: Committee | None) -> Urgency | None:
    """What the procedure provides for this urgent case; None for any other."""
    return committee.urgency if committee is not None and committee.urgency is not None and urgent(case) else None


def needs_ratification(case: Case, record: DecisionRecord) -> bool:
    """Whether a final decision was the committee's under the urgent procedure.

    What Article 6 demands, an agency decides alone or a higher authority in its own name rests on no reduced quorum.
    """
    said = declaration(case)
    if said is None or record.body.question is None or record.body.review or not is_final(record):
        return False
    return said[1].order < record.signatures[-1].order


def ratification(case: Case, record: DecisionRecord) -> Ratification | None:
    """How far the ratification of a decision is; None where it needs none.

    Acts that had not seen each other are settled by their order: what failed first stays a failure, and a consensus
    that came first stays a consensus.
    """
    if not needs_ratification(case, record):
        return None
    rounds = [one for one in case.rounds.values() if _is_about(one, record.id)]
    failed = [
        Failure(cause=SuspensionCause.RATIFICATION_FAILED, by=certificate.by)
        for one in rounds
        for certificate in one.certificates.values()
        if certificate.body.result is Result.NO_CONSENSUS
    ]
    lapses = [(name, by) for name, by in case.lapses.values() if name == record.id]
    failed += [Failure(cause=SuspensionCause.RATIFICATION_LAPSED, by=by) for _, by in lapses]
    given = min((by for one in rounds if (by := agreed(case, one))), key=lambda by: by.order, default=None)
    before = [one for one in failed if given is None or one.by.order < given.order]
    failure = min(before, key=lambda one: one.by.order, default=None)
    return Ratification(decision=record.id, failure=failure, given=given)


def _is_about(one: Round, decision: str) -> bool:
    return one.question.purpose is Purpose.RATIFY and one.question.about == decision


def agreed(case: Case, one: Round) -> Signed | None:
    """The attestation of a round's consensus; None where it was also deferred, certified otherwise, or lost a vote."""
    lost = fallen(case, one)
    standing = [given for given in one.certificates.values() if given.id not in case.undone]
    if one.deferred is not None or any(given.body.result is not Result.CONSENSUS for given in standing):
        return None
    good = [given.attested for given in standing if given.attested and not lost & set(given.body.positions)]
    return min(good, key=lambda by: by.order, default=None)
