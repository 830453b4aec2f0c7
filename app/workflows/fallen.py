"""Positions on a round that count no more: voided since, or of persons who had stepped out of the case."""

from __future__ import annotations

from app.models.case import Case, Round


def stepped_out(case: Case, one: Round) -> frozenset[str]:
    """Persons in conflict whose positions do not count in this round: those who said so before it was closed."""
    ends = [one.deferred[2]] if one.deferred else []
    ends += [certificate.by for certificate in one.certificates.values()]
    closed = min((by.order for by in ends), default=None)
    return frozenset(name for name, conflict in case.conflicts.items() if closed is None or conflict.by.order < closed)


def fallen(case: Case, one: Round) -> frozenset[str]:
    """Ids of these positions: a certificate that rests on one of them, the chair not having heard, gives no result."""
    out = stepped_out(case, one)
    return frozenset(vote.id for vote in one.votes.values() if vote.voided is not None or vote.by.officer in out)
