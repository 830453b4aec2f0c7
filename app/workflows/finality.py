"""When a decision is final: every signature given, each after everything it rests on was checked again."""

from __future__ import annotations

from collections import Counter

from app.models.case import Case, DecisionRecord
from app.models.charter import Role
from app.models.outcomes import ItemOutcome


def final_decisions(case: Case) -> tuple[DecisionRecord, ...]:
    """Decisions with every signature they need, in the order in which they became final.

    Where two name the same item, having been signed apart, neither counts, until a further one replaces both.
    """
    if not case.decisions:
        return ()
    final = [record for record in case.decisions.values() if is_final(record)]
    replaced = {name for record in final for name in record.body.replaces}
    final = [record for record in final if record.id not in replaced]
    named = Counter(one.item for record in final for one in record.body.outcomes)
    alone = [record for record in final if all(named[one.item] == 1 for one in record.body.outcomes)]
    return tuple(sorted(alone, key=lambda record: record.signatures[-1].order))


def final_decision(case: Case) -> DecisionRecord | None:
    """The decision by which the last item got its outcome; None while an item has none."""
    final = final_decisions(case)
    if not final:
        return None
    decided = {one.item for record in final for one in record.body.outcomes}
    return final[-1] if all(item.id in decided for item in case.application.items) else None


def final_outcomes(case: Case) -> tuple[ItemOutcome, ...]:
    """The outcomes that final decisions gave, in the order of the dossier's items."""
    found = {one.item: one for record in final_decisions(case) for one in record.body.outcomes}
    return tuple(found[item.id] for item in case.application.items if item.id in found)


def undecided(case: Case) -> frozenset[str]:
    """Items that have no outcome yet."""
    return frozenset(item.id for item in case.application.items) - {one.item for one in final_outcomes(case)}


def is_final(record: DecisionRecord) -> bool:
    """Whether enough persons signed; where members of the committee sign, its chair is one of them."""
    roles = {one.role for one in record.signatures}
    if Role.MEMBER.value in roles and Role.CHAIR.value not in roles:
        return False
    return len({one.officer for one in record.signatures}) >= record.body.signatures
