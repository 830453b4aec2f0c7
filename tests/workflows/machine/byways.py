"""Where a case may have come off the straight road: put off, contested, silent, urgent, refused, suspended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.models.acts import (
    AttendanceRecorded,
    CasesLinked,
    CompetenceClaimed,
    ConditionChanged,
    ConditionProposed,
    ConflictDeclared,
    ConflictRaised,
    ConsultationAsked,
    DecisionEscalated,
    ExpertInvited,
    GateAnswered,
    GateReviewed,
    NoteWritten,
    QueryRaised,
    QuerySent,
    QuestionDeferred,
    QuestionReceipted,
    SessionClosed,
    SessionOpened,
    SilenceAnswered,
    StepCompleted,
)
from app.models.outcomes import EscalationCause, Method, Outcome, PaperKind
from app.workflows.decisions import all_positions
from app.workflows.denials import draft
from app.workflows.finality import final_decisions
from tests.workflows import emergencies
from tests.workflows.machine import stages
from tests.workflows.machine.onlooker import CASES, SESSIONS
from tests.workflows.machine.play import Play
from tests.workflows.machine.say_applicant import delivery, written
from tests.workflows.machine.say_asked import EXPERT
from tests.workflows.machine.written import LEAD, STANDING

LATER = "2026-12-01"


def _contest(play: Play) -> None:
    gate = play.do(stages.REVIEWERS["customs"], GateAnswered(step="treaty", answers=stages.YES))
    play.do(stages.REVIEWERS["interior"], GateReviewed(gate=gate.id, confirmed=False, evidence="Lifted in May."))


def _condition(play: Play) -> None:
    """One that its owner has not released from a change."""
    play.do(stages.MEMBERS["customs"], ConditionProposed(number=1, text="Seal."))
    body = ConditionChanged(number=1, version=2, text="Mark.", reason="Seals break.")
    play.do(stages.MEMBERS["defence"], body)


def _step_out(play: Play) -> None:
    play.do(stages.MEMBERS["interior"], ConflictDeclared(reason="A former employer."))


def _step_out_too(play: Play) -> None:
    """Two seats are empty then, and the round has no quorum."""
    play.do(stages.MEMBERS["customs"], ConflictDeclared(reason="A brother's firm."))


def _defer(play: Play) -> None:
    play.do(stages.SECRETARY, QuestionDeferred(question=stages.asked(play.case), reason="No agreement."))


def _put(play: Play) -> None:
    play.do(stages.SECRETARY, stages.question(play.world))


def _use_up(play: Play) -> None:
    _defer(play)
    _put(play)
    _defer(play)


def _escalate(play: Play) -> None:
    body = DecisionEscalated(
        cause=EscalationCause.DEFERRALS,
        to="foreign-affairs",
        positions=all_positions(play.case),
        reason="No consensus.",
    )
    play.do(stages.SECRETARY, body)


def _write(play: Play) -> None:
    """A letter is with the applicant, an expert invited, an agency asked, the other case linked, a conflict raised."""
    query = play.do("for-01", QueryRaised(step="treaty", text="To whom?"))
    body = QuerySent(number=1, queries=(query.id,), due=LATER, silence="Returned.", silence_fr="Renvoyée.")
    play.do(stages.OFFICER, body)
    play.do(stages.OFFICER, ConsultationAsked(agency="intelligence", question="Any risk?", due=LATER))
    play.do(stages.OFFICER, ExpertInvited(expert=EXPERT, question="Is it a rifle?", until=LATER))
    play.do(stages.CLERK, CasesLinked(other=CASES[1], reference="EXP-2026-00002", reason="One transfer."))
    play.do(stages.OFFICER, NoteWritten(text="See the file of May.", attributed=True, mentions=("cus-01",)))
    play.do(stages.OFFICER, ConflictRaised(officer="cus-01", reason="A former employer."))


def _in_silence(play: Play) -> None:
    """Silence was proposed; every seat accepts it and has its deadline."""
    put = stages.question(play.world, method=Method.SILENCE, expires="2026-12-18T12:00:00Z")
    play.do(stages.CHAIR, put)
    for seat, officer in stages.MEMBERS.items():
        play.do(officer, SilenceAnswered(question=put.fingerprint, seat=seat, accepts=True))
        play.do(officer, QuestionReceipted(question=put.fingerprint, seat=seat, expires=put.expires))


def _doubt(play: Play) -> None:
    """The risks are weighed once more, one of them graver; then on to a session."""
    findings = (replace(stages.FINDINGS[-1], likelihood="medium"), *stages.FINDINGS[:-1])
    play.do(stages.REVIEWERS["foreign-affairs"], replace(stages.assessed(), findings=findings))
    play.do(stages.REVIEWERS["foreign-affairs"], StepCompleted(step="treaty"))
    stages.on(play, "opinions", "consolidated", "convened", "opened")


def _claim(play: Play) -> None:
    """Customs says, while silence runs, that Article 6 prohibits the transfer; then the time is over."""
    play.do(stages.REVIEWERS["customs"], GateAnswered(step="treaty", answers=stages.YES))
    _over(play)


def _leave(play: Play) -> None:
    """Two seats leave the session, which has no quorum then."""
    for seat in ("customs", "interior"):
        play.do(stages.SECRETARY, AttendanceRecorded(seat=seat, officer=stages.MEMBERS[seat], present=False))


def _over(play: Play) -> None:
    play.days += 60


def _in_writing(play: Play) -> None:
    """A question was put in writing, every seat has its deadline, and one has spoken."""
    put = stages.question(play.world, session="", method=Method.WRITTEN, expires="2026-12-18T12:00:00Z")
    play.do(stages.CHAIR, put)
    for seat, officer in stages.MEMBERS.items():
        play.do(officer, QuestionReceipted(question=put.fingerprint, seat=seat, expires=put.expires))
    play.do(stages.MEMBERS["customs"], stages.vote(play.case, "customs"))


def _ended_in_writing(play: Play) -> None:
    """A question was put in writing and put off; its result is not announced yet."""
    body = stages.question(play.world, session="", method=Method.WRITTEN, expires="2026-12-18T12:00:00Z")
    play.do(stages.CHAIR, body)
    play.do(stages.CHAIR, QuestionDeferred(question=stages.asked(play.case), reason="To be discussed."))


def _sit_again(play: Play) -> None:
    """The session is over, and the next one sits."""
    play.do(stages.CHAIR, SessionClosed())
    scope = f"session:{SESSIONS[1]}"
    play.do(stages.SECRETARY, stages.convened(play.world, agenda=()), scope=scope)
    for seat, officer in stages.MEMBERS.items():
        play.do(stages.SECRETARY, AttendanceRecorded(seat=seat, officer=officer, present=True), scope=scope)
    play.do(stages.CHAIR, SessionOpened(), scope=scope)


def _dispute(play: Play) -> None:
    """The interior claims an opinion that customs is asked for."""
    play.do("int-03", CompetenceClaimed(step="customs", holder="customs", reasons="Theirs are small arms."))


def _lapse(play: Play) -> None:
    """The statutory time passes."""
    play.days += 150


def _refuse(play: Play) -> None:
    """The committee refuses everything, and the notice is written."""
    play.do(stages.SECRETARY, stages.question(play.world, Outcome.REFUSE))
    stages.on(play, "voted", "certified", "attested", "proposed", "signed")
    (record,) = final_decisions(play.case)
    play.do(stages.OFFICER, written(record.id))


def _serve(play: Play) -> None:
    """The notice is with the applicant, and one of the refused items in the denial records."""
    (notice,) = play.case.notices
    day = play.now.date().isoformat()
    play.do(stages.CLERK, delivery(PaperKind.REFUSAL, notice, day))
    (record,) = final_decisions(play.case)
    play.do(stages.OFFICER, replace(draft(play.case, record, "1"), criteria=("7",), reason="Diversion."))


def _urgent(play: Play) -> None:
    play.do(stages.CHAIR, emergencies.declared())
    emergencies.decide_by_two(play, "issued")
    play.do(stages.CHAIR, SessionClosed())


def _grant_in_part(play: Play) -> None:
    """One item is granted and licensed, the other refused; the notice is written, nothing is served."""
    grant, refuse = stages.outcomes(play.case)[0], stages.outcomes(play.case, Outcome.REFUSE)[1]
    play.do(stages.SECRETARY, stages.question(play.world, outcomes=(grant, refuse)))
    stages.on(play, "voted", "certified", "attested", "proposed", "signed", "issued")
    (record,) = final_decisions(play.case)
    play.do(stages.OFFICER, written(record.id))


def _not_licensed(play: Play) -> None:
    """Decided as urgent, not ratified, and no licence issued."""
    play.do(stages.CHAIR, emergencies.declared())
    emergencies.decide_by_two(play)
    play.do(stages.CHAIR, SessionClosed())
    emergencies.put_to_all(play, emergencies.ratify, "customs", scope=f"session:{SESSIONS[1]}")


def _not_ratified(play: Play) -> None:
    emergencies.put_to_all(play, emergencies.ratify, "customs", scope=f"session:{SESSIONS[1]}")


def _agree_to_revoke(play: Play) -> None:
    emergencies.put_to_all(play, emergencies.revoke, scope=f"session:{SESSIONS[2]}")


def _suspend(play: Play) -> None:
    play.do(stages.OFFICER, emergencies.suspended(play))
    play.do(stages.CHAIR, emergencies.many(play))


BYWAYS: dict[tuple[str, str], tuple[str, Callable[[Play], None]]] = {
    (STANDING, "contested"): ("classified", _contest),
    (STANDING, "letter"): ("classified", _write),
    (STANDING, "lapsed"): ("classified", _lapse),
    (STANDING, "disputed"): ("treaty", _dispute),
    (STANDING, "refused"): ("opened", _refuse),
    (STANDING, "told"): ("refused", _serve),
    (STANDING, "in-part"): ("opened", _grant_in_part),
    (STANDING, "in-writing"): ("opened", _in_writing),
    (STANDING, "ended-in-writing"): ("opened", _ended_in_writing),
    (STANDING, "in-silence"): ("opened", _in_silence),
    (STANDING, "silence-over"): ("in-silence", _over),
    (STANDING, "silence-barred"): ("in-silence", _claim),
    (STANDING, "doubtful"): ("gate", _doubt),
    (STANDING, "left"): ("opened", _leave),
    (STANDING, "sitting-again"): ("attested", _sit_again),
    (STANDING, "conditions"): ("opinions", _condition),
    (STANDING, "stepped-out"): ("voted", _step_out),
    (STANDING, "no-quorum"): ("stepped-out", _step_out_too),
    (STANDING, "deferred"): ("voted", _defer),
    (STANDING, "again"): ("deferred", _put),
    (STANDING, "used-up"): ("again", _use_up),
    (STANDING, "escalated"): ("used-up", _escalate),
    (STANDING, "urgent"): ("consolidated", _urgent),
    (STANDING, "not-ratified"): ("urgent", _not_ratified),
    (STANDING, "not-licensed"): ("consolidated", _not_licensed),
    (STANDING, "suspended"): ("urgent", _suspend),
    (STANDING, "overdue"): ("urgent", _over),
    (STANDING, "to-revoke"): ("not-ratified", _agree_to_revoke),
    (LEAD, "letter"): ("classified", _write),
}
