"""Disputes of competence, returns from above and corrective acts as plain JSON."""

from __future__ import annotations

from typing import Any

from app.errors import Refused
from app.models.case import Case
from app.models.plain import to_plain
from app.models.signed import Signed
from app.store.reading import Reading
from app.workflows.competence import judge
from app.workflows.course import escalation, open_disputes

Plain = dict[str, Any]


def plain_corrections(tx: Reading, case: Case) -> Plain:
    """Who disputes a step and who settles it, what came back from above, what was corrected, where it goes on."""
    above = escalation(case)
    return {
        "disputes": [_signed(one.by) | _dispute(tx, case, one) for one in _ordered(case.disputes)],
        "competence_rulings": [
            _signed(one.by) | {"step": one.step, "holder": one.holder, "competent": one.agency, "reasons": one.reasons}
            for one in _ordered(case.competence_rulings)
        ],
        "escalation": above.by.act if above else None,
        "returned_up": [
            _signed(one.by) | {"instructions": one.instructions, "instructions_fr": one.instructions_fr}
            for one in _ordered(case.returned_up)
        ],
        "corrections": [plain_correction(one) for one in _ordered(case.corrections)],
        "merged": {"case": case.merged.other, "reference": case.merged.reference} if case.merged else None,
    }


def _dispute(tx: Reading, case: Case, one: Any) -> Plain:
    waits = one in open_disputes(case, one.step)
    return {
        "step": one.step,
        "holder": one.holder,
        "reasons": one.reasons,
        "open": waits,
        "judge": _judge(tx, case, one) if waits else None,
    }


def _judge(tx: Reading, case: Case, one: Any) -> str | None:
    try:
        step = tx.world.procedure(case.procedure).step(one.step)
        return judge(case, tx.world, step, one.holder)
    except (KeyError, Refused):  # a procedure without the step, or without anybody above, after a migration
        return None


def plain_correction(one: Any) -> Plain:
    """A corrective act: what was proposed, by whom, and who put it into effect."""
    body = to_plain(one.body)
    body.pop("shown")
    confirmed = _signed(one.confirmed) | {"act": one.confirmed.act} if one.confirmed else None
    return _signed(one.by) | {"id": one.id, "kind": type(one.body).__name__, "body": body, "confirmed": confirmed}


def _signed(by: Signed) -> Plain:
    return {"officer": by.officer, "agency": by.agency, "on": by.claimed}


def _ordered(found: dict[str, Any]) -> list[Any]:
    return sorted(found.values(), key=lambda one: one.by.order)
