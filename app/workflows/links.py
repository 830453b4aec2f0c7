"""The rule by which two cases are made known as parts of one transfer."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, CasesLinked
from app.models.case import Case
from app.models.change import replace
from app.models.course import CaseLink
from app.workflows.conditions import check_undecided
from app.workflows.rules import View, rule, signed


def _link(case: Case, act: Act) -> Case:
    """Of two links to the same case made apart the earlier counts."""
    body, by = act.body, signed(act)
    known = case.linked.get(body.other)
    if known is not None and known.by.order < by.order:
        return case
    link = CaseLink(other=body.other, reference=body.reference, reason=body.reason, by=by)
    return replace(case, linked={**case.linked, body.other: link})


def _other_case(_case: Case, body: CasesLinked) -> tuple[str, ...]:
    return (f"case:{body.other}",)


@rule(CasesLinked, effect=_link, reads=_other_case)
def check_linked(case: Case, view: View, act: Act) -> None:
    """Another registered case, named by its reference, with the reason why the two belong together."""
    check_undecided(case)
    body = act.body
    if body.other == case.id:
        raise Refused("link.itself", reference=case.reference)
    other = view.case(body.other)
    if body.other in case.linked:
        raise Refused("link.made-already", reference=other.reference)
    if body.reference != other.reference:
        raise Refused("link.reference", expected=other.reference)
    if not body.reason.strip():
        raise Refused("reasons.needed")
