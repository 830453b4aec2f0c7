"""What must hold of lists A and B and of minutes, computed apart from the rules."""

from __future__ import annotations

from app.models.acts import Act
from app.models.outcomes import Method
from app.workflows.fold import World
from tests.workflows.machine.past import Past

AGREEING = {"agree", "agree-with-conditions"}


def check_lists(act: Act, view: World) -> None:
    """In bloc one only agrees, to a question of list A that nobody moved; a list A question grants and is contested
    by nobody."""
    body, kind = act.body, act.type
    if kind == "QuestionPut" and body.bloc:
        case = view.case(act.scope.partition(":")[2])
        replaced = {one.replaces for one in case.opinions.values()}
        said = [one.body for name, one in case.opinions.items() if name not in replaced]
        positions = {str(one.position) for one in said} | {str(item.position) for one in said for item in one.items}
        assert positions <= AGREEING
        assert {str(one.outcome) for one in body.outcomes} == {"grant"}
        assert all(one.moved is None for one in case.rounds.values())
        assert not case.urgencies or case.reviews
    if kind in ("PositionTaken", "PositionChanged") and body.bloc:
        one = view.case(act.scope.partition(":")[2]).rounds[body.question]
        assert one.question.bloc
        assert one.moved is None
        assert str(body.position) in AGREEING
    if kind == "CaseMovedToDebate":
        one = view.case(act.scope.partition(":")[2]).rounds[body.question]
        assert one.question.bloc
        assert not one.certificates
        assert one.deferred is None


def check_minutes(act: Act, view: World, past: Past) -> None:
    """Nothing is corrected or annexed after an adoption that its author had seen; only ended rounds are announced."""
    if act.type in ("MinutesCorrected", "StatementAnnexed", "MinutesAdopted"):
        assert not any(one.type == "MinutesAdopted" and one.scope == act.scope for one in past.acts)
    if act.type == "MinutesAdopted":
        session = view.session(act.scope.partition(":")[2])
        assert session.closed is not None
        assert view.session(act.body.session).sitting
        own = (one.id for one in past.acts if one.scope == act.scope)
        kinds = {one.id: one.type for one in past.acts}
        expected = sorted(name for name in own if kinds[name] in ("MinutesCorrected", "StatementAnnexed"))
        assert list(act.body.annexed) == expected
    if act.type == "ResultsAnnounced":
        for ref in act.body.results:
            one = view.case(ref.case).rounds[ref.question]
            assert one.question.method is not Method.SESSION
            assert one.certificates or one.deferred
