"""The rule by which a person with a conflict of interest steps out of a case for good."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, ConflictDeclared
from app.models.case import Case
from app.models.change import replace
from app.models.charter import Role
from app.models.course import Conflict
from app.workflows.experts import invited
from app.workflows.registration import check_open
from app.workflows.rules import View, rule, signed


def _declare(case: Case, act: Act) -> Case:
    """Of two declarations made apart the earlier counts."""
    known, by = case.conflicts.get(act.officer), signed(act)
    if known is not None and known.by.order < by.order:
        return case
    return replace(case, conflicts={**case.conflicts, act.officer: Conflict(by=by, reason=act.body.reason)})


@rule(ConflictDeclared, effect=_declare)
def check_declared(case: Case, _view: View, act: Act) -> None:
    """Whoever has a role on the case may step out of it, with the reason; later acts of that person are refused.

    An expert has none without an invitation in force.
    """
    check_open(case)
    if act.role is Role.EXPERT and not invited(case, act.officer, act.claimed[:10]):
        raise Refused("expert.not-invited")
    if not act.body.reason.strip():
        raise Refused("reasons.needed")
