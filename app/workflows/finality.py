"""When a decision is final: every signature given, each after everything it rests on was checked again."""

from __future__ import annotations

from collections import Counter

from app.models.applicant import Review
from app.models.case import Case, DecisionRecord
from app.models.charter import Role
from app.models.outcomes import ItemOutcome, Verdict


def final_decisions(case: Case) -> tuple[DecisionRecord, ...]:
    """Decisions with every signature they need, in the order in which they became final.

    Where two name the same item, having been signed apart, neither counts, until a further one replaces both.
    """
    if not case.decisions:
        return ()
    final = signed_decisions(case)
    replaced = {name for record in final for name in record.body.replaces}
    final = [record for record in final if record.id not in replaced]
    named = Counter(one.item for record in final for one in record.body.outcomes)
    alone = [record for record in final if all(named[one.item] == 1 for one in record.body.outcomes)]
    return tuple(sorted(alone, key=lambda record: record.signatures[-1].order))


def signed_decisions(case: Case) -> list[DecisionRecord]:
    """Decisions with every signature they need that no correction undid, whether or not they count.

    A licence issued apart from the correction keeps its decision: the applicant may have it in hand.
    """
    undone = case.undone | on_voided(case)
    if undone:
        undone -= {licence.body.decision for licence in case.licences.values()}
    return [record for record in case.decisions.values() if is_final(record) and record.id not in undone]


def on_voided(case: Case) -> frozenset[str]:
    """Decisions that rest on a position voided apart from their signatures."""
    votes = (vote for one in case.rounds.values() for vote in one.votes.values())
    voided = {vote.id for vote in votes if vote.voided is not None}
    return frozenset(one.id for one in case.decisions.values() if not voided.isdisjoint(one.body.positions))


def final_decision(case: Case) -> DecisionRecord | None:
    """The decision by which the last item got its outcome; None while an item has none or is reconsidered."""
    final = final_decisions(case)
    return final[-1] if final and not undecided(case) else None


def open_review(case: Case) -> Review | None:
    """The reconsideration that no decision has ended yet; of several opened apart the first."""
    if not case.reviews:
        return None
    ended = {record.body.review for record in case.decisions.values() if _counted(case, record)}
    return min(
        (one for one in case.reviews.values() if one.id not in ended), key=lambda one: one.by.order, default=None
    )


def under_review(case: Case) -> DecisionRecord | None:
    """The decision that the open reconsideration is about: the one it names, or what took its place since.

    Of two reconsiderations opened apart, the decision that ends the first takes the place of the one both name.
    """
    review = open_review(case)
    if review is None:
        return None
    name, counting = review.body.decision, {record.id for record in final_decisions(case)}
    while name not in counting:
        later = [record for record in signed_decisions(case) if name in record.body.replaces]
        if not later:
            break
        name = min(later, key=lambda record: record.by.order).id
    return case.decisions.get(name)


def _counted(case: Case, record: DecisionRecord) -> bool:
    """Whether a decision counts, or counted until a further one took its place."""
    if any(one.id == record.id for one in final_decisions(case)):
        return True
    return is_final(record) and any(record.id in one.body.replaces for one in case.decisions.values() if is_final(one))


def standing_for(case: Case, decision: str) -> DecisionRecord | None:
    """The decision that stands where the one with this id was made: itself, or the one that upheld it."""
    counting = {record.id: record for record in final_decisions(case)}
    seen: set[str] = set()
    while decision not in counting:
        seen.add(decision)
        upholding = [
            record.id
            for record in signed_decisions(case)
            if decision in record.body.replaces and record.body.verdict is Verdict.UPHELD
        ]
        decision = min(upholding, default="")
        if not decision or decision in seen:
            return None
    return counting[decision]


def licensed(case: Case) -> frozenset[str]:
    """Ids of the decisions that stand and have a licence: their own, or that of the decision they upheld."""
    standing = (standing_for(case, licence.body.decision) for licence in case.licences.values())
    return frozenset(record.id for record in standing if record is not None)


def final_outcomes(case: Case) -> tuple[ItemOutcome, ...]:
    """The outcomes that final decisions gave, in the order of the dossier's items."""
    found = {one.item: one for record in final_decisions(case) for one in record.body.outcomes}
    return tuple(found[item.id] for item in case.application.items if item.id in found)


def undecided(case: Case) -> frozenset[str]:
    """Items that have no outcome yet, or whose decision is reconsidered."""
    left = frozenset(item.id for item in case.application.items) - {one.item for one in final_outcomes(case)}
    again = under_review(case)
    return left | {one.item for one in again.body.outcomes} if again else left


def is_final(record: DecisionRecord) -> bool:
    """Whether enough persons signed; where members of the committee sign, its chair is one of them."""
    roles = {one.role for one in record.signatures}
    if Role.MEMBER.value in roles and Role.CHAIR.value not in roles:
        return False
    return len({one.officer for one in record.signatures}) >= record.body.signatures
