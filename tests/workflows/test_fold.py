"""The state is a fold over the set of acts: any causal order gives the same state and the same verdicts."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from random import Random

import pytest

from app.models.acts import (
    Act,
    AgendaChanged,
    AgendaItem,
    AttendanceRecorded,
    AuditNoted,
    ConditionChanged,
    ConditionProposed,
    ConditionReleased,
    DecisionSigned,
    GateAnswered,
    GateReviewed,
    GateWithdrawn,
    OfficerConfirmed,
    OfficerProposed,
    OpinionCountersigned,
    PositionChanged,
    QuestionDeferred,
    ResultAttested,
    RolesConfirmed,
    RolesProposed,
    SessionClosed,
    SessionOpened,
    StepCompleted,
    StepReturned,
)
from app.models.charter import Role
from app.models.outcomes import Outcome, Position
from app.workflows.conditions import ledger_refs
from app.workflows.dossier import dossier_hash
from app.workflows.finality import final_decision
from app.workflows.fold import World
from app.workflows.road import effective_opinion
from app.workflows.steps import undone_by
from tests.workflows.machine.campaign import history
from tests.workflows.machine.orders import assert_same, retold
from tests.workflows.machine.play import CASE, Play
from tests.workflows.machine.stages import (
    CHAIR,
    CLERK,
    MEMBERS,
    NO,
    OFFICER,
    REVIEWERS,
    SECRETARY,
    YES,
    asked,
    at,
    certificate,
    last_certificate,
    licence,
    on,
    opinion,
    question,
    vote,
)
from tests.workflows.test_rules_attacks import amended


def every_order(base: Play, play: Play) -> None:
    """The acts since `base` that nobody had to see first, taken in every order."""
    said = play.said[len(base.said) :]
    assert all(not one.code for one in said)
    for order in permutations(said):
        known, other = {act.id for act in base.acts}, Play(base, counting=False)
        for one in order:
            if not one.act.past <= known:
                break
            assert other.admit(one.act) == ""
            known.add(one.act.id)
        else:
            assert_same(play, other)


def apart(stage: str, *acts: tuple[str, object]) -> Play:
    """Acts made after `stage` by people who did not see each other's, checked in every order."""
    base = at(stage)
    play, before = base.fork(), base.lagging(0)
    for officer, body in acts:
        play.do(officer, body, view=before)
    every_order(base, play)
    return play


@pytest.mark.parametrize("seed", range(60))
def test_any_causal_order_of_a_random_history_gives_the_same_state_and_verdicts(seed: int) -> None:
    assert history(10_000 + seed) > 10


def test_two_seats_vote_without_having_seen_each_other() -> None:
    case = at("put").case
    play = apart("put", *((officer, vote(case, seat)) for seat, officer in list(MEMBERS.items())[:3]))
    assert len(list(play.case.rounds[asked(play.case)].standing())) == 3


def test_two_persons_of_one_seat_vote_apart_and_neither_counts() -> None:
    base = at("put")
    play, before = base.fork(), base.lagging(0)
    play.do(MEMBERS["customs"], vote(play.case, "customs"))
    play.do(MEMBERS["customs"], vote(play.case, "customs", Position.ABSTAIN), view=before)
    every_order(base, play)
    assert list(play.case.rounds[asked(play.case)].standing()) == []


def test_an_opinion_beside_an_amendment_is_on_the_old_dossier() -> None:
    case = at("treaty").case
    play = apart("treaty", (REVIEWERS["customs"], opinion(case, "customs")), (CLERK, amended(end_use="Towns.")))
    step = play.world.procedure(play.case.procedure).step("customs")
    assert effective_opinion(play.case, step, play.world.realm.charter) is None  # type: ignore[arg-type]


def test_two_amendments_apart_are_both_kept_and_the_later_counts() -> None:
    play = apart("registered", (CLERK, amended(end_use="Towns.")), (OFFICER, amended(end_use="Borders.")))
    assert [one.number for one in play.case.versions] == [1, 2, 3]


def test_two_completions_of_a_step_are_one() -> None:
    apart("registered", (CLERK, StepCompleted(step="intake")), (OFFICER, StepCompleted(step="intake", note="x")))


def test_a_condition_number_taken_twice_names_both_and_each_owner_answers_for_its_own() -> None:
    base = at("treaty")
    play, before = base.fork(), base.lagging(0)
    one, other = (REVIEWERS[name] for name in ("customs", "defence"))
    play.do(one, ConditionProposed(number=1, text="Seal."))
    mine = play.lagging(0)
    play.do(other, ConditionProposed(number=1, text="Mark."), view=before)
    play.do(one, ConditionChanged(number=1, version=2, text="Seal twice."), view=mine)
    every_order(base, play)
    assert {ref.text for ref in ledger_refs(play.case)} == {"Seal twice.", "Mark."}
    dropped = play.do(one, ConditionChanged(number=1, version=3, text="", dropped=True, reason="Not needed."))
    assert {ref.text for ref in ledger_refs(play.case)} == {"Mark."}
    play.do(other, ConditionReleased(change=dropped.id))
    assert ledger_refs(play.case) == ()
    assert_same(play, retold(base, play.said[len(base.said) :], Random(1)))


def test_a_vote_beside_a_certificate_is_kept_and_not_counted() -> None:
    base = at("put")
    for seat in ("foreign-affairs", "defence", "customs", "interior"):
        base.do(MEMBERS[seat], vote(base.case, seat))
    play, before = base.fork(), base.lagging(0)
    chosen = vote(base.case, "economy", Position.OBJECT, reasons="No.", criteria=("7",))
    play.do(CHAIR, certificate(before), view=before)
    late = play.do("eco-01", chosen, view=before)
    every_order(base, play)
    one = play.case.rounds[asked(play.case)]
    assert late.id in one.votes
    assert late.id not in next(iter(one.certificates.values())).body.positions


def test_a_change_beside_a_certificate_comes_too_late() -> None:
    play = at("voted")
    before = play.lagging(0)
    mine = next(one for one in play.case.rounds[asked(play.case)].votes.values() if one.body.seat == "customs")
    play.do(CHAIR, certificate(play.world))
    body = PositionChanged(
        replaces=mine.id,
        question=asked(play.case),
        seat="customs",
        position=Position.OBJECT,
        reasons="No.",
        criteria=("7",),
    )
    play.do(MEMBERS["customs"], body, view=before)
    on(play, "attested", "proposed")
    assert mine.id in next(iter(play.case.decisions.values())).body.positions


def test_attendance_recorded_apart_gives_one_person_to_a_seat() -> None:
    base = at("consolidated")
    on(base, "convened")
    base.do(SECRETARY, AttendanceRecorded(seat="customs", officer=MEMBERS["customs"], present=False))
    sits = AttendanceRecorded(seat="customs", officer=MEMBERS["customs"], present=True)
    play, before = base.fork(), base.lagging(0)
    play.do(SECRETARY, sits, view=before)
    play.do("lic-06", sits, view=before, role=Role.SECRETARY)
    every_order(base, play)


def test_opening_closing_and_agenda_apart() -> None:
    empty, listed = AgendaChanged(agenda=()), AgendaItem(number=1, case=CASE, reference="", information=True)
    base = at("convened")
    play, before = base.fork(), base.lagging(0)
    play.do(SECRETARY, empty, view=before)
    play.do("lic-06", AgendaChanged(agenda=(listed,)), view=before, role=Role.SECRETARY)
    play.do(CHAIR, SessionOpened(), view=before)
    every_order(base, play)
    base = at("opened")
    play, before = base.fork(), base.lagging(0)
    play.do(CHAIR, SessionClosed(minutes="One."), view=before)
    play.do("lic-06", SessionClosed(minutes="Two."), view=before, role=Role.CHAIR)
    every_order(base, play)


def test_the_same_question_put_by_two_is_one_round() -> None:
    base = at("opened")
    play, before = base.fork(), base.lagging(0)
    body = question(before)
    play.do(SECRETARY, body, view=before)
    play.do(CHAIR, body, view=before)
    play.do(MEMBERS["customs"], vote(play.case, "customs"))
    every_order(base, play)
    assert len(play.case.rounds) == 1


def test_deferral_attestation_and_countersignature_by_two() -> None:
    body = QuestionDeferred(question=asked(at("put").case), reason="Later.")
    apart("put", (SECRETARY, body), (CHAIR, replace(body, reason="Much later.")))
    base = at("certified")
    play, before = base.fork(), base.lagging(0)
    done = ResultAttested(certificate=last_certificate(play.case))
    play.do(SECRETARY, done, view=before)
    play.do("lic-06", done, view=before, role=Role.SECRETARY)
    every_order(base, play)
    base = at("treaty")
    given = base.do(REVIEWERS["defence"], opinion(base.case, "defence"))
    play, before = base.fork(), base.lagging(0)
    for officer in ("def-02", "def-04"):
        play.do(officer, OpinionCountersigned(opinion=given.id), view=before)
    every_order(base, play)


def test_answers_reviews_and_withdrawals_of_article_6_apart() -> None:
    base = at("treaty")
    gate = base.do(REVIEWERS["foreign-affairs"], GateAnswered(step="treaty", answers=YES)).id
    play, before = base.fork(), base.lagging(0)
    play.do(REVIEWERS["defence"], GateReviewed(gate=gate, confirmed=True, evidence="Yes."), view=before)
    play.do(REVIEWERS["customs"], GateReviewed(gate=gate, confirmed=False, evidence="No."), view=before)
    play.do(REVIEWERS["foreign-affairs"], GateWithdrawn(gate=gate, reason="Mistaken."), view=before)
    every_order(base, play)
    play = apart(
        "classified",
        (REVIEWERS["foreign-affairs"], GateAnswered(step="treaty", answers=NO)),
        (REVIEWERS["defence"], GateAnswered(step="treaty", answers=YES)),
    )
    assert len(play.case.gates) == 2


def test_two_opinions_of_one_agency_apart_block_until_a_return_clears_them() -> None:
    case = at("treaty").case
    given = opinion(case, "customs")
    base = at("treaty")
    play, before = base.fork(), base.lagging(0)
    play.do(REVIEWERS["customs"], given, view=before)
    play.do(REVIEWERS["customs"], replace(given, reasons="Other."), view=before)
    every_order(base, play)
    step = play.world.procedure(case.procedure).step("customs")
    assert effective_opinion(play.case, step, play.world.realm.charter) is None  # type: ignore[arg-type]
    undoes = undone_by(play.case, play.world.procedure(case.procedure), "treaty")
    play.do(REVIEWERS["customs"], StepReturned(step="customs", to="treaty", reason="Twice.", undoes=undoes))
    play.do(REVIEWERS["foreign-affairs"], StepCompleted(step="treaty"))
    play.do(REVIEWERS["customs"], opinion(play.case, "customs"))
    assert effective_opinion(play.case, step, play.world.realm.charter) is not None  # type: ignore[arg-type]


def test_signatures_apart_count_once_each() -> None:
    name = next(iter(at("proposed").case.decisions))
    play = apart(
        "proposed",
        (MEMBERS["defence"], DecisionSigned(decision=name)),
        (CHAIR, DecisionSigned(decision=name)),
    )
    assert final_decision(play.case) is not None


def test_a_licence_issued_by_two_at_the_same_time_is_one() -> None:
    base = at("signed")
    play, before = base.fork(), base.lagging(0)
    body = licence(before)
    play.do(OFFICER, body, view=before)
    play.do("lic-07", body, view=before, role=Role.LICENSING_OFFICER)
    every_order(base, play)
    assert len(play.case.licences) == 1


def test_two_requests_confirmed_by_two_heads_apart() -> None:
    base = at("founded")
    new = OfficerProposed(officer="new", name="N", agency="customs", roles=(Role.MEMBER,), key="a" * 64, public="")
    enrolled = base.do("adm-01", new)
    changed = base.do("adm-01", RolesProposed(officer="cus-02", roles=(Role.REVIEWER,)))
    other = base.do("adm-01", RolesProposed(officer="cus-02", roles=(Role.AGENCY_HEAD,)))
    play, before = base.fork(), base.lagging(0)
    play.do("for-03", OfficerConfirmed(proposal=enrolled.id), view=before)
    play.do("def-04", OfficerConfirmed(proposal=enrolled.id), view=before)
    play.do("lic-01", RolesConfirmed(proposal=changed.id), view=before)
    play.do("lic-07", RolesConfirmed(proposal=other.id), view=before, role=Role.AGENCY_HEAD)
    every_order(base, play)


def test_audit_notes_apart_stand_in_one_order() -> None:
    base = at("founded")
    extra = OfficerProposed(officer="aud", name="A", agency="customs", roles=(Role.AUDITOR,), key="c" * 64, public="")
    base.do("lic-01", OfficerConfirmed(proposal=base.do("adm-01", extra).id))
    play, before = base.fork(), base.lagging(0)
    play.do("eco-02", AuditNoted(text="One."), view=before)
    play.do("aud", AuditNoted(text="Two."), view=before)
    every_order(base, play)


def test_an_act_is_judged_by_what_its_author_knew() -> None:
    play = at("put")
    before = play.lagging(0)
    play.do(CHAIR, SessionClosed(minutes=""))
    play.refuses("session.not-open", MEMBERS["customs"], vote(play.case, "customs"))
    play.do(MEMBERS["customs"], vote(play.case, "customs"), view=before)


def test_a_fork_keeps_or_forgets_all_of_a_transaction() -> None:
    play = at("put")
    act: Act = play.make(MEMBERS["customs"], vote(play.case, "customs"))
    overlay: World = play.world.fork()
    overlay.admit(act)
    assert overlay.touched() == {f"case:{CASE}"}
    assert act.id not in play.case.rounds[asked(play.case)].votes
    overlay.keep()
    assert act.id in play.case.rounds[asked(play.case)].votes
    again = World(lambda scope: [one for one in [*play.acts, act] if one.scope == scope])
    assert again.standing(f"case:{CASE}") == play.world.standing(f"case:{CASE}")
    play.world.forget([f"case:{CASE}"])
    assert dossier_hash(play.case) == dossier_hash(again.case(CASE))


def test_unknown_cases_sessions_and_procedures_are_named() -> None:
    play = at("put")
    for look, code in (
        (lambda: play.world.case("none"), "case.unknown"),
        (lambda: play.world.session("none"), "session.unknown"),
        (lambda: play.world.procedure("none"), "procedure.not-adopted"),
    ):
        with pytest.raises(Exception, match=code):
            look()
    assert Outcome.GRANT in {one.outcome for one in question(play.world).outcomes}
