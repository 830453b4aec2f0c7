"""What must hold of rounds at a distance, computed from the acts and a few lines of counting."""

from __future__ import annotations

from app.models.acts import Act
from app.models.case import Case, Round
from app.models.charter import Role
from app.models.outcomes import Method, Outcome, Position, Result
from app.workflows.dossier import dossier_hash
from app.workflows.finality import final_outcomes
from app.workflows.fold import World
from tests.workflows.machine.past import Past
from tests.workflows.machine.urgent import quorum_of
from tests.workflows.machine.written import MANDATORY, VOTING

GRAVE = ("7.1.b.i", "7.1.b.ii", "7.4")
SPEAKS = ("PositionTaken", "PositionChanged", "PositionReaffirmed", "QuestionReceipted", "SilenceAnswered")


def check_at_distance(act: Act, view: World, past: Past) -> bool:
    """Whether the act belongs to a round at a distance; then everything about it was checked here."""
    if act.type not in (*SPEAKS, "QuestionPut", "ResultCertified"):
        return False
    case = view.case(act.scope.partition(":")[2])
    if act.type == "QuestionPut":
        if act.body.method is Method.SESSION:
            return False
        _check_put(act, case, view, past)
        return True
    one = case.rounds.get(getattr(act.body, "question", "") or "")
    if one is None or one.question.method is Method.SESSION:
        return False
    if act.type in SPEAKS:
        _check_speaks(act, case, one, past)
    if act.type == "ResultCertified":
        _check_certified(act, case, one, view, past)
    return True


def _check_put(act: Act, case: Case, view: World, past: Past) -> None:
    """By the chair, with every seat on the roll and a later end; silence never where it is barred."""
    assert act.role is Role.CHAIR
    assert {one.seat for one in act.body.roll} >= set(VOTING)
    assert act.body.expires > act.claimed
    assert (act.body.session == "") is (act.body.method is Method.WRITTEN)
    if act.body.method is Method.SILENCE:
        assert not _barred(case, view, past)


def _barred(case: Case, view: World, past: Past) -> bool:
    """From the acts: a prohibition ever claimed, grave or unknown risks, an objecting opinion, an earlier refusal,
    evidence of any kind."""
    claimed = any(answer.yes for one in past.here("GateAnswered") for answer in one.body.answers)
    assessed = past.here("RiskAssessed")
    findings = assessed[-1].body.findings if assessed else ()
    levels = {one.question: {one.likelihood, one.severity} for one in findings}
    grave = not all(levels.get(question, {"unknown"}) <= {"none", "low"} for question in GRAVE)
    replaced = {one.body.replaces for one in past.here("OpinionChanged")} | past.undone()
    opinions = [one.body for one in past.here("OpinionGiven", "OpinionChanged") if one.id not in replaced]
    objected = any(one.position is Position.OBJECT for one in opinions)
    earlier = (link.case for link in case.links if link.kind == "resubmission-of")
    again = any(one.outcome is Outcome.REFUSE for name in earlier for one in final_outcomes(view.case(name)))
    return claimed or grave or objected or again or bool(past.here("EvidenceRecorded"))


def check_speaks(act: Act, past: Past) -> None:
    """Nobody speaks in a round that is over: put off, certified, past its moment, or its session closed."""
    assert all(one.body.question != act.body.question for one in past.here("QuestionDeferred", "ResultCertified"))
    put = past.question(act.body.question)
    if put.body.method is Method.SESSION:
        sitting = {one.type for one in past.acts if one.scope == f"session:{put.body.session}"}
        assert "SessionOpened" in sitting
        assert "SessionClosed" not in sitting
    else:
        assert act.claimed < put.body.expires


def _check_speaks(act: Act, case: Case, one: Round, past: Past) -> None:
    """A person of the seat's agency, before the end, on the dossier as it is; nobody after a silence was broken."""
    check_speaks(act, past)
    assert act.agency == act.body.seat
    assert one.question.dossier == dossier_hash(case)
    if one.question.method is Method.SILENCE:
        assert not _broken(one)
        assert all(accepts for _, accepts, _ in one.answers.values())


def _broken(one: Round) -> bool:
    said = (vote.body for vote in one.votes.values() if vote.voided is None and vote.body.seat in VOTING)
    return any(body.position in (Position.OBJECT, Position.NEED_INFORMATION) or bool(body.amendment) for body in said)


def _check_certified(act: Act, case: Case, one: Round, view: World, past: Past) -> None:
    """Silence counts only after its end, of seats that had the deadline and said nothing, and never where barred."""
    body = act.body
    voices = past.voices(body.question).values()
    alone = (one for one, *others in voices if not others)
    assert sorted(body.positions) == sorted(one.id for one in alone if one.officer not in past.in_conflict)
    said = {one.votes[name].body.seat for name in body.positions}
    assert len(said) == len(body.positions)
    if body.silent:
        assert one.question.method is Method.SILENCE
        assert act.claimed >= one.question.expires
        assert not _broken(one)
        assert not _barred(case, view, past)
        receipts = {seat for seat, by in one.receipts.values() if by.officer not in past.in_conflict}
        assert set(body.silent) <= receipts - said
    if body.result is Result.CONSENSUS:
        check_agreed(one, set(body.silent), past, tuple(body.positions))


def check_agreed(one: Round, silent: set[str], past: Past, positions: tuple[str, ...]) -> None:
    """Quorum and mandatory seats among those that had the deadline or spoke; no objection; somebody for it."""
    said = {one.votes[name].body.seat: one.votes[name].body.position for name in positions}
    voting = {seat: position for seat, position in said.items() if seat in VOTING}
    reached = set(said) | {seat for seat, by in one.receipts.values() if by.officer not in past.in_conflict}
    assert len(reached & set(VOTING)) >= quorum_of(one.question.purpose, past)
    assert (reached if one.question.method is Method.SILENCE else set(said)) >= MANDATORY
    assert not {Position.OBJECT, Position.NEED_INFORMATION} & set(voting.values())
    assert silent or any(position.value.startswith("agree") for position in voting.values())
