"""Rules of silence and written procedures: where they may be used, what ends them, what counts, one claim for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.models.acts import (
    EvidenceRecorded,
    GateAnswered,
    GateWithdrawn,
    PositionChanged,
    QuestionDeferred,
    QuestionPut,
    QuestionReceipted,
    ResultAttested,
    RiskAssessed,
    SessionClosed,
    SilenceAnswered,
    StepCompleted,
)
from app.models.application import Flag, Link
from app.models.case import Round
from app.models.outcomes import EvidenceKind, Method, Position, Result
from app.workflows.consensus import Tally, standing_result, unheard
from app.workflows.results import count
from app.workflows.rounds import deferrals
from app.workflows.silence import bars, ended
from tests.workflows.drafts import STANDING, altered
from tests.workflows.machine.claims import Claim
from tests.workflows.machine.play import SESSION, START, Play
from tests.workflows.machine.stages import (
    ADVISORY,
    CHAIR,
    CLERK,
    FINDINGS,
    MEMBERS,
    NO,
    OFFICER,
    REVIEWERS,
    SECRETARY,
    YES,
    asked,
    assessed,
    at,
    certificate,
    last_certificate,
    on,
    question,
    registered,
    vote,
)

CUSTOMS, INTERIOR = MEMBERS["customs"], MEMBERS["interior"]
LOW = tuple(replace(one, likelihood="low", severity="low") for one in FINDINGS)
FAR = 30
"""Days after the first one on which the rounds of these tests end."""
END = (START + timedelta(days=FAR)).strftime("%Y-%m-%dT%H:%M:%SZ")


def before_session(procedure: str = STANDING, assessment: RiskAssessed | None = None) -> Play:
    """The standing committee's case with small risks, ready for the committee."""
    play = at("gate", procedure=procedure)
    play.do(REVIEWERS["foreign-affairs"], assessment or replace(assessed(), findings=LOW))
    play.do(REVIEWERS["foreign-affairs"], StepCompleted(step="treaty"))
    return on(play, "opinions", "consolidated")


def in_session(procedure: str = STANDING) -> Play:
    return on(before_session(procedure), "convened", "opened")


def quiet(play: Play, **fields: Any) -> QuestionPut:
    return question(play.world, **({"method": Method.SILENCE, "expires": END} | fields))


def written(play: Play, **fields: Any) -> QuestionPut:
    return question(play.world, **({"session": "", "method": Method.WRITTEN, "expires": END} | fields))


def answer(play: Play, seat: str, accepts: bool = True) -> SilenceAnswered:
    return SilenceAnswered(question=asked(play.case), seat=seat, accepts=accepts)


def receipt(play: Play, seat: str, expires: str = END) -> QuestionReceipted:
    return QuestionReceipted(question=asked(play.case), seat=seat, expires=expires)


def proposed(procedure: str = STANDING) -> Play:
    """Silence proposed by the chair in a session."""
    play = in_session(procedure)
    play.do(CHAIR, quiet(play))
    return play


def running(procedure: str = STANDING, receipting: tuple[str, ...] = tuple(MEMBERS)) -> Play:
    """Silence accepted by every voting seat, its deadline receipted, and the session closed."""
    play = proposed(procedure)
    for seat, officer in MEMBERS.items():
        play.do(officer, answer(play, seat))
    for seat in receipting:
        play.do(MEMBERS[seat], receipt(play, seat))
    play.do(CHAIR, SessionClosed())
    return play


def in_writing(procedure: str = STANDING) -> Play:
    play = before_session(procedure)
    play.do(CHAIR, written(play))
    return play


def ran_out(play: Play) -> Play:
    play.days = FAR + 1
    return play


def the_round(play: Play) -> Round:
    return play.case.rounds[asked(play.case)]


def counted(play: Play) -> Tally:
    return count(play.case, play.world, the_round(play), play.now.strftime("%Y-%m-%dT%H:%M:%SZ"))


def codes(play: Play) -> set[str]:
    return {one.code for one in counted(play).obstacles}


def certified(play: Play, **fields: Any) -> Any:
    return certificate(play.world, at=play.now.strftime("%Y-%m-%dT%H:%M:%SZ"), **fields)


# --- how the question is put ---------------------------------------------------------------------------------------

SAID: list[tuple[str, str, Callable[[Play], QuestionPut], str]] = [
    ("silence is proposed by the chair", "question.chair-proposes", quiet, SECRETARY),
    ("silence has an exact moment", "question.moment", lambda p: quiet(p, expires="2026-12-04"), CHAIR),
    (
        "a moment is in universal time",
        "question.moment",
        lambda p: quiet(p, expires="2026-12-04T16:00:00+01:00"),
        CHAIR,
    ),
    ("silence lasts its days", "question.too-soon", lambda p: quiet(p, expires="2026-11-06T23:00:00Z"), CHAIR),
    (
        "no end lies beyond all calendars",
        "question.too-soon",
        lambda p: quiet(p, expires="3000-01-01T00:00:00Z"),
        CHAIR,
    ),
    ("silence asks every seat", "question.roll", lambda p: quiet(p, roll=question(p.world).roll), CHAIR),
    ("a question in session has no moment", "question.no-moment", lambda p: question(p.world, expires=END), SECRETARY),
    ("writing is outside the session", "question.without-session", lambda p: written(p, session=SESSION), CHAIR),
    ("writing is put by the chair", "question.chair-proposes", written, SECRETARY),
    ("writing lasts its days", "question.too-soon", lambda p: written(p, expires="2026-11-12T23:00:00Z"), CHAIR),
    ("a vote is held in a session", "question.in-session", lambda p: question(p.world, session=""), SECRETARY),
    (
        "silence is proposed in a session",
        "question.in-session",
        lambda p: replace(quiet(p), session=""),
        CHAIR,
    ),
    ("a decision is about no earlier one", "question.about", lambda p: question(p.world, about="x"), SECRETARY),
]


@pytest.mark.parametrize(("text", "code", "said", "who"), SAID, ids=[one[0] for one in SAID])
def test_refusals_of_a_question(text: str, code: str, said: Callable[[Play], QuestionPut], who: str) -> None:
    play = in_session()
    play.refuses(code, who, said(play))


def without(table: str) -> str:
    head, _, rest = STANDING.partition(f"[committee.{table}]\n")
    assert rest, table
    _, _, after = rest.partition("\n# EN")
    return f"{head}\n# EN{after}"


def test_a_procedure_that_does_not_provide_for_a_method_has_it_not() -> None:
    play = in_session(without("silence"))
    play.refuses("question.method-not-provided", CHAIR, quiet(play))
    play = before_session(without("written"))
    play.refuses("question.method-not-provided", CHAIR, written(play))


def test_silence_is_proposed_in_a_sitting_session_with_its_quorum() -> None:
    play = on(before_session(), "convened")
    play.refuses("session.not-open", CHAIR, quiet(play))


def test_a_written_question_waits_for_the_committee_s_step() -> None:
    play = at("registered")
    play.refuses("session.case-not-ready", CHAIR, written(play))


# --- where silence is barred -----------------------------------------------------------------------------------------


def grave(question: str, **levels: str) -> RiskAssessed:
    findings = tuple(replace(one, **levels) if one.question == question else one for one in LOW)
    return replace(assessed(), findings=findings)


@pytest.mark.parametrize("question_", ["7.1.b.i", "7.1.b.ii", "7.4"])
@pytest.mark.parametrize("level", ["medium", "high", "unknown"])
@pytest.mark.parametrize("side", ["likelihood", "severity"])
def test_silence_is_barred_by_a_grave_risk_of_any_size_but_a_low_one(question_: str, level: str, side: str) -> None:
    play = on(before_session(assessment=grave(question_, **{side: level})), "convened", "opened")
    play.refuses("silence.article-7", CHAIR, quiet(play))


def test_other_risks_do_not_bar_silence() -> None:
    play = on(before_session(assessment=grave("7.1.a", likelihood="high", severity="high")), "convened", "opened")
    assert bars(play.case, play.world) == ()
    play.do(CHAIR, quiet(play))


def test_silence_is_barred_where_a_prohibition_was_ever_claimed() -> None:
    play = at("classified")
    claimed = play.do(REVIEWERS["foreign-affairs"], GateAnswered(step="treaty", answers=YES))
    assert "silence.article-6" in bars(play.case, play.world)
    play.do(REVIEWERS["foreign-affairs"], GateWithdrawn(gate=claimed.id, reason="A mistake of name."))
    play.do(REVIEWERS["foreign-affairs"], GateAnswered(step="treaty", answers=NO))
    play.do(REVIEWERS["foreign-affairs"], replace(assessed(), findings=LOW))
    play.do(REVIEWERS["foreign-affairs"], StepCompleted(step="treaty"))
    on(play, "opinions", "consolidated", "convened", "opened")
    play.refuses("silence.article-6", CHAIR, quiet(play))


def with_flag(flags: tuple[Flag, ...] = (), links: tuple[Link, ...] = ()) -> Play:
    play = at("founded")
    digest = next(iter(play.world.realm.procedures))
    play.do(CLERK, replace(registered(), flags=flags, links=links), procedure=digest)
    on(play, "intake", "classified", "gate")
    play.do(REVIEWERS["foreign-affairs"], replace(assessed(), findings=LOW))
    play.do(REVIEWERS["foreign-affairs"], StepCompleted(step="treaty"))
    return on(play, "opinions", "consolidated", "convened", "opened")


@pytest.mark.parametrize("kind", list(EvidenceKind))
def test_silence_is_barred_by_a_flag_of_evidence(kind: EvidenceKind) -> None:
    play = with_flag((Flag(code=kind.value, blocks=False),))
    play.refuses("silence.evidence", CHAIR, quiet(play))


def test_silence_is_barred_where_an_application_comes_back_after_a_refusal() -> None:
    play = with_flag(links=(Link(kind="resubmission-of", reference="EXP-2026-00009", case="0" * 36),))
    play.refuses("silence.refused-before", CHAIR, quiet(play))
    play = with_flag(links=(Link(kind="renewal-of", reference="EXP-2026-00009", case="0" * 36),))
    play.do(CHAIR, quiet(play))


def test_silence_is_barred_where_the_procedure_says_so() -> None:
    barred = altered(
        STANDING,
        (
            "    { adverse_opinions_at_least = 1 },\n] }\n\n[committee.silence.legal",
            '    { activity = ["export"] },\n] }\n\n[committee.silence.legal',
        ),
    )
    play = in_session(barred)
    play.refuses("silence.barred-by-procedure", CHAIR, quiet(play))
    play.do(SECRETARY, question(play.world))


def evidence(kind: EvidenceKind = EvidenceKind.ADVERSE) -> EvidenceRecorded:
    return EvidenceRecorded(kind=kind, text="A seizure at the border.", source="Customs")


def test_evidence_that_comes_up_while_silence_runs_bars_it_at_certification() -> None:
    play = ran_out(running())
    play.do(OFFICER, evidence())
    assert "consensus.silence-barred" in codes(play)
    assert counted(play).silent == ()
    play.refuses("vote.stale-question", CHAIR, certified(play))


# --- silence ---------------------------------------------------------------------------------------------------------


def test_silence_kept_to_its_end_adopts_and_is_named_as_silence() -> None:
    play = running()
    play.refuses("result.running", CHAIR, certified(play))
    ran_out(play)
    assert ended(the_round(play), END)
    count_ = counted(play)
    assert (count_.silent, count_.counts, count_.obstacles) == (tuple(MEMBERS), {}, ())
    play.refuses("result.silent", CHAIR, replace(certified(play), silent=()))
    play.refuses("result.recomputed", CHAIR, replace(certified(play), result=Result.NO_CONSENSUS))
    play.do(CHAIR, certified(play))
    play.do(SECRETARY, ResultAttested(certificate=last_certificate(play.case)))
    found = standing_result(play.case)
    assert found is not None
    assert found[1].body.silent == tuple(MEMBERS)
    assert found[1].body.positions == ()
    on(play, "proposed", "signed", "issued")


def test_a_spoken_agreement_stands_beside_silence() -> None:
    play = running()
    play.do(CUSTOMS, vote(play.case, "customs"))
    count_ = counted(ran_out(play))
    assert count_.counts == {"agree": 1}
    assert "customs" not in count_.silent
    play.do(CHAIR, certified(play))


BREAKING: list[tuple[str, dict[str, Any]]] = [
    ("an objection", {"position": Position.OBJECT, "reasons": "Diversion.", "criteria": ("7",)}),
    ("a need for information", {"position": Position.NEED_INFORMATION, "reasons": "Which route?"}),
    ("an amendment", {"position": Position.AGREE, "amendment": "Fewer.", "amendment_fr": "Moins."}),
]


@pytest.mark.parametrize("said", [one[1] for one in BREAKING], ids=[one[0] for one in BREAKING])
def test_silence_is_broken_at_once_and_then_only_not_adopted(said: dict[str, Any]) -> None:
    play = running()
    broken = play.do(CUSTOMS, vote(play.case, "customs", **said))
    assert "consensus.silence-broken" in codes(play)
    changed = PositionChanged(replaces=broken.id, question=asked(play.case), seat="customs", position=Position.AGREE)
    play.refuses("silence.over", CUSTOMS, changed)
    play.refuses("silence.over", INTERIOR, vote(play.case, "interior"))
    play.refuses("result.recomputed", CHAIR, replace(certified(play), result=Result.CONSENSUS))
    apart = play.fork()
    play.do(CHAIR, certified(play))
    assert next(iter(the_round(play).certificates.values())).body.silent == ()
    assert standing_result(play.case) is None
    assert deferrals(play.case) == 1
    apart.do(CHAIR, QuestionDeferred(question=asked(apart.case), reason="To be discussed."))


def test_an_advisory_seat_does_not_break_silence() -> None:
    play = running()
    seat, officer = ADVISORY
    play.do(officer, vote(play.case, seat, Position.OBJECT, reasons="Costs.", criteria=("7",)))
    assert codes(ran_out(play)) == set()


def test_one_refusal_ends_the_use_of_silence() -> None:
    play = proposed()
    play.do(CUSTOMS, answer(play, "customs", accepts=False))
    assert "consensus.silence-refused" in codes(play)
    play.refuses("silence.over", INTERIOR, answer(play, "interior"))
    play.refuses("silence.over", INTERIOR, vote(play.case, "interior"))
    play.do(CHAIR, certified(play))
    assert the_round(play).certificates[last_certificate(play.case)].body.result is Result.NO_CONSENSUS


def test_every_voting_seat_that_sat_has_to_accept_silence() -> None:
    play = proposed()
    for seat, officer in MEMBERS.items():
        play.do(officer, receipt(play, seat))
        if seat != "interior":
            play.do(officer, answer(play, seat))
    assert codes(ran_out(play)) == {"consensus.silence-not-accepted"} | {"consensus.nobody-agrees"}


def test_where_no_consent_is_asked_silence_needs_none() -> None:
    play = proposed(altered(STANDING, ("days = 5\nconsensus = true", "days = 5\nconsensus = false")))
    play.refuses("silence.not-asked", CUSTOMS, answer(play, "customs"))
    for seat, officer in MEMBERS.items():
        play.do(officer, receipt(play, seat))
    play.do(CHAIR, SessionClosed())
    ran_out(play)
    play.do(CHAIR, certified(play))


def test_a_seat_without_receipt_is_absent_and_a_mandatory_one_blocks() -> None:
    play = ran_out(running(receipting=("foreign-affairs", "defence", "customs")))
    assert codes(play) == set()
    assert counted(play).absent == ("interior", "economy", "intelligence")
    assert "interior" not in counted(play).silent
    play = ran_out(running(receipting=("foreign-affairs", "customs", "interior")))
    assert codes(play) == {"consensus.mandatory-seat"}
    play = ran_out(running(receipting=("foreign-affairs", "defence")))
    assert codes(play) == {"consensus.quorum"}


ANSWERS = [
    Claim("advisers do not accept silence", "silence.voting-seats", "", ADVISORY[1], lambda p: answer(p, "economy")),
    Claim("another seat does not accept", "seat.other-agency", "", CUSTOMS, lambda p: answer(p, "interior")),
    Claim("an observer receipts nothing", "vote.observer", "", "inl-02", lambda p: receipt(p, "intelligence")),
    Claim("another seat does not receipt", "seat.other-agency", "", CUSTOMS, lambda p: receipt(p, "interior")),
    Claim("the exact moment is receipted", "receipt.other-moment", "", CUSTOMS, lambda p: receipt(p, "customs", "x")),
]


@pytest.mark.parametrize("claim", ANSWERS, ids=lambda one: one.text)
def test_refusals_of_answers(claim: Claim) -> None:
    play = proposed()
    play.refuses(claim.code, claim.officer, claim.said(play))


def test_a_seat_answers_and_receipts_once_and_in_time() -> None:
    play = proposed()
    play.do(CUSTOMS, answer(play, "customs"))
    play.refuses("silence.answered-already", CUSTOMS, answer(play, "customs", accepts=False))
    play.do(CUSTOMS, receipt(play, "customs"))
    play.refuses("receipt.given-already", CUSTOMS, receipt(play, "customs"))
    play.do(CHAIR, SessionClosed())
    play.refuses("session.not-open", INTERIOR, answer(play, "interior"))
    ran_out(play)
    play.refuses("vote.expired", INTERIOR, receipt(play, "interior"))
    play.refuses("vote.expired", INTERIOR, vote(play.case, "interior"))
    late = vote(play.case, "interior", Position.OBJECT, reasons="Diversion.", criteria=("7",))
    play.refuses("vote.expired", INTERIOR, late)


def test_the_moment_itself_is_too_late() -> None:
    play = running()
    play.refuses("vote.expired", CUSTOMS, vote(play.case, "customs"), claimed=END)
    play.do(CUSTOMS, vote(play.case, "customs"), claimed=END.replace("08:00:00", "07:59:59"))


def test_nothing_is_receipted_in_a_session() -> None:
    play = at("put")
    play.refuses("receipt.in-session", CUSTOMS, receipt(play, "customs"))
    play.refuses("silence.not-asked", CUSTOMS, answer(play, "customs"))


def test_an_objection_in_time_of_which_the_chair_had_not_heard_undoes_the_silence() -> None:
    play = running()
    before = play.lagging(0)
    late = vote(play.case, "customs", Position.OBJECT, reasons="Diversion.", criteria=("7",))
    objection = play.make(CUSTOMS, late, view=before)
    ran_out(play)
    play.do(CHAIR, certified(play))
    play.do(SECRETARY, ResultAttested(certificate=last_certificate(play.case)))
    assert standing_result(play.case) is not None
    assert play.admit(objection) == ""
    assert standing_result(play.case) is None
    assert unheard(the_round(play), the_round(play).certificates[last_certificate(play.case)]) == ("customs",)
    play.do(CHAIR, written(play, expires=END.replace("2026", "2027")))


# --- in writing ------------------------------------------------------------------------------------------------------


def test_in_writing_positions_come_from_a_distance_and_the_last_one_ends_it() -> None:
    play = in_writing()
    for seat, officer in MEMBERS.items():
        assert codes(play) == {"consensus.running"}
        play.refuses("result.running", CHAIR, certified(play))
        play.do(officer, vote(play.case, seat))
    play.refuses("vote.cast-already", CUSTOMS, vote(play.case, "customs"))
    play.do(CHAIR, certified(play))
    play.refuses("vote.round-closed", CUSTOMS, vote(play.case, "customs"))
    play.do(SECRETARY, ResultAttested(certificate=last_certificate(play.case)))
    on(play, "proposed", "signed", "issued")


def test_in_writing_silence_is_absence_and_never_agreement() -> None:
    play = in_writing()
    for seat, officer in MEMBERS.items():
        play.do(officer, receipt(play, seat))
    ran_out(play)
    assert codes(play) == {"consensus.mandatory-seat", "consensus.nobody-agrees"}
    assert counted(play).silent == ()
    assert set(MEMBERS) <= set(counted(play).absent)


def test_in_writing_the_quorum_counts_receipts_and_positions() -> None:
    play = in_writing()
    for seat in ("foreign-affairs", "defence"):
        play.do(MEMBERS[seat], vote(play.case, seat))
    assert codes(ran_out(play.fork())) == {"consensus.quorum"}
    play.do(CUSTOMS, receipt(play, "customs"))
    assert codes(ran_out(play)) == set()
    play.do(CHAIR, certified(play))


def test_an_objection_in_writing_blocks_and_may_be_lifted_in_time() -> None:
    play = in_writing()
    for seat, officer in MEMBERS.items():
        if seat != "customs":
            play.do(officer, vote(play.case, seat))
    objected = play.do(CUSTOMS, vote(play.case, "customs", Position.OBJECT, reasons="Route.", criteria=("7",)))
    assert codes(play) == {"consensus.objection"}
    lifted = PositionChanged(replaces=objected.id, question=asked(play.case), seat="customs", position=Position.AGREE)
    play.do(CUSTOMS, lifted)
    assert codes(play) == set()
    play.refuses("seat.other-agency", CUSTOMS, replace(lifted, seat="interior"))


def test_an_objection_in_writing_not_heard_before_the_certificate_undoes_it() -> None:
    play = in_writing()
    for seat in ("foreign-affairs", "defence", "interior"):
        play.do(MEMBERS[seat], vote(play.case, seat))
    before = play.lagging(0)
    objection = play.make(
        CUSTOMS, vote(play.case, "customs", Position.OBJECT, reasons="Route.", criteria=("7",)), view=before
    )
    ran_out(play)
    play.do(CHAIR, certified(play))
    play.do(SECRETARY, ResultAttested(certificate=last_certificate(play.case)))
    assert play.admit(objection) == ""
    assert standing_result(play.case) is None
