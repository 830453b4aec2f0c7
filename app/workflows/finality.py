"""When a decision is final: every signature given, each after everything it rests on was checked again."""

from __future__ import annotations

from app.models.case import Case, DecisionRecord
from app.models.charter import Role


def final_decision(case: Case) -> DecisionRecord | None:
    """The final decision of the case, if there is exactly one with every signature it needs."""
    final = [record for record in case.decisions.values() if is_final(record)]
    return final[0] if len(final) == 1 else None


def is_final(record: DecisionRecord) -> bool:
    """Whether enough persons signed; where members of the committee sign, its chair is one of them."""
    roles = {one.role for one in record.signatures}
    if Role.MEMBER.value in roles and Role.CHAIR.value not in roles:
        return False
    return len({one.officer for one in record.signatures}) >= record.body.signatures
