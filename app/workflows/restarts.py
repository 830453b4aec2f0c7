"""From where the committee's work counts: a reconsideration or a return from above starts it anew."""

from __future__ import annotations

from app.models.case import Case

Order = tuple[tuple[int, int], str]


def restarted(case: Case) -> Order | None:
    """The order of the latest act that started the committee's work anew; None where it goes on since the beginning.

    Rounds, deferrals, results and escalations before it stay in the file and count for nothing in the present decision.
    """
    if not (case.reviews or case.returned_up):
        return None
    orders = [one.by.order for one in case.reviews.values()]
    orders += [one.by.order for one in case.returned_up.values()]
    return max(orders)


def counts(case: Case, order: Order) -> bool:
    """Whether what was done at `order` counts for the present decision."""
    since = restarted(case)
    return since is None or order > since
