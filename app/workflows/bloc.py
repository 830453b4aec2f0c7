"""The rule by which a seat moves a case from list A to list B: it is then discussed and voted by itself."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, CaseMovedToDebate
from app.models.case import Case
from app.models.change import replace
from app.workflows.rounds import check_ballot, own_session
from app.workflows.rules import View, first_of, rule, signed


def _move(case: Case, act: Act) -> Case:
    one = case.rounds[act.body.question]
    moved = replace(one, moved=first_of(one.moved, signed(act)))
    return replace(case, rounds={**case.rounds, act.body.question: moved})


@rule(CaseMovedToDebate, effect=_move, reads=own_session)
def check_moved(case: Case, view: View, act: Act) -> None:
    """Whoever sits on a voting or advisory seat, until the round closes, without reasons: positions in bloc fall."""
    one, _ = check_ballot(case, view, act)
    if one.moved is not None or not one.question.bloc:
        raise Refused("bloc.moved-already", reference=case.reference)
