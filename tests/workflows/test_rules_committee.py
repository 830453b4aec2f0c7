"""Rules of sessions and questions: what each refuses, one claim for each."""

from __future__ import annotations

import pytest

from app.canonical import digest
from app.models.acts import (
    AgendaChanged,
    AgendaItem,
    AttendanceRecorded,
    ConditionProposed,
    GateAnswered,
    ProcedureConfirmed,
    ProcedureProposed,
    QuestionDeferred,
    SessionClosed,
    SessionConvened,
    SessionOpened,
    StepCompleted,
)
from app.models.outcomes import Outcome, Position, Present
from tests.workflows.drafts import STANDING, altered
from tests.workflows.machine.claims import Claim
from tests.workflows.machine.play import CASE, SESSION, Play, realm
from tests.workflows.machine.stages import (
    CHAIR,
    CLERK,
    MEMBERS,
    REVIEWERS,
    SECRETARY,
    YES,
    asked,
    assessed,
    at,
    convened,
    on,
    outcomes,
    question,
    road_to,
    vote,
)
from tests.workflows.test_rules_attacks import amended

CUSTOMS = MEMBERS["customs"]


def sits(seat: str, officer: str, *, present: bool = True) -> AttendanceRecorded:
    return AttendanceRecorded(seat=seat, officer=officer, present=present)


def item(number: int = 1, *, information: bool = False) -> AgendaItem:
    return AgendaItem(number=number, case=CASE, reference="", information=information)


def deferred(play: Play, reason: str = "Later.") -> QuestionDeferred:
    return QuestionDeferred(question=asked(play.case), reason=reason)


CLAIMS = [
    Claim("a session is convened once", "session.convened-already", "convened", SECRETARY, lambda p: convened(p.world)),
    Claim(
        "a session has a title and a day",
        "session.title-and-date",
        "consolidated",
        SECRETARY,
        lambda p: convened(p.world, on=""),
    ),
    Claim(
        "agenda numbers are distinct",
        "session.agenda-number",
        "consolidated",
        SECRETARY,
        lambda p: convened(p.world, agenda=(item(), item())),
    ),
    Claim(
        "cases on the agenda wait for the committee",
        "session.case-not-ready",
        "opinions",
        SECRETARY,
        lambda p: convened(p.world),
    ),
    Claim("there is a session", "session.unknown", "consolidated", SECRETARY, lambda _: AgendaChanged(agenda=())),
    Claim("there is a seat", "seat.unknown", "convened", SECRETARY, lambda _: sits("nobody", CUSTOMS)),
    Claim(
        "nobody leaves who is not there",
        "seat.not-there",
        "convened",
        SECRETARY,
        lambda _: sits("customs", "int-02", present=False),
    ),
    Claim("an officer sits", "officer.unknown", "convened", SECRETARY, lambda _: sits("customs", "nobody")),
    Claim("seats belong to agencies", "seat.other-agency", "convened", SECRETARY, lambda _: sits("customs", "int-02")),
    Claim("members sit", "seat.not-a-member", "convened", SECRETARY, lambda _: sits("customs", REVIEWERS["customs"])),
    Claim("a person has one seat", "seat.one-only", "convened", SECRETARY, lambda _: sits("customs", CUSTOMS)),
    Claim("a session opens once", "session.opened-already", "opened", CHAIR, lambda _: SessionOpened()),
    Claim("only an open session closes", "session.not-open", "convened", CHAIR, lambda _: SessionClosed()),
    Claim("a question needs a session", "session.unknown", "opinions", SECRETARY, lambda p: question(at("put").world)),
    Claim("a question needs a sitting session", "session.not-open", "convened", SECRETARY, lambda p: question(p.world)),
    Claim("one question at a time", "question.open-already", "put", SECRETARY, lambda p: question(p.world)),
    Claim("questions are counted", "question.number", "opened", SECRETARY, lambda p: question(p.world, number=2)),
    Claim("a question has both texts", "question.text", "opened", SECRETARY, lambda p: question(p.world, text_fr=" ")),
    Claim(
        "a question is on the dossier as it is",
        "question.stale-dossier",
        "opened",
        SECRETARY,
        lambda p: question(p.world, dossier="0" * 64),
    ),
    Claim(
        "a question gives each item an outcome",
        "outcomes.every-item",
        "opened",
        SECRETARY,
        lambda p: question(p.world, outcomes=outcomes(p.case)[:1]),
    ),
    Claim(
        "no item receives two outcomes",
        "outcomes.every-item",
        "opened",
        SECRETARY,
        lambda p: question(p.world, outcomes=(*outcomes(p.case), outcomes(p.case, Outcome.REFUSE)[0])),
    ),
    Claim(
        "a reduced grant says to how much",
        "outcomes.reduced-to",
        "opened",
        SECRETARY,
        lambda p: question(p.world, Outcome.REDUCED_GRANT),
    ),
    Claim(
        "a question is deferred as a whole",
        "outcomes.defer-question",
        "opened",
        SECRETARY,
        lambda p: question(p.world, Outcome.DEFERRED),
    ),
    Claim(
        "no grant goes above the dossier",
        "outcomes.above-dossier",
        "opened",
        SECRETARY,
        lambda p: question(p.world, outcomes=outcomes(p.case, Outcome.REDUCED_GRANT, quantity="401")),
    ),
    Claim("the roll is the attendance", "question.roll", "opened", SECRETARY, lambda p: question(p.world, roll=())),
    Claim(
        "the roll has nobody else",
        "question.roll",
        "opened",
        SECRETARY,
        lambda p: question(p.world, roll=(*question(p.world).roll, Present(seat="intelligence", officer="inl-02"))),
    ),
    Claim(
        "the fingerprint is of this question",
        "question.fingerprint",
        "opened",
        SECRETARY,
        lambda p: question(p.world, fingerprint="0" * 64),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.text)
def test_refusals_of_a_committee(claim: Claim) -> None:
    claim.holds()


def test_a_seat_is_taken_by_one_person_and_a_closed_session_stays_closed() -> None:
    play = at("opened")
    play.do(SECRETARY, sits("defence", MEMBERS["defence"], present=False))
    play.do(SECRETARY, sits("defence", MEMBERS["defence"]))
    play.do(CHAIR, SessionClosed(minutes=""))
    for officer, body in ((SECRETARY, AgendaChanged(agenda=())), (CHAIR, SessionOpened())):
        play.refuses("session.closed-already", officer, body)
    play.refuses("session.not-open", SECRETARY, question(play.world))


def test_a_second_person_does_not_take_a_taken_seat() -> None:
    play = on(realm(extra="cus-09@customs:member"), *road_to("convened"))
    play.refuses("seat.taken", SECRETARY, sits("customs", "cus-09"))


def test_a_session_needs_its_quorum_and_its_mandatory_seats() -> None:
    play = at("convened")
    for seat in ("customs", "interior"):
        play.do(SECRETARY, sits(seat, MEMBERS[seat], present=False))
    play.refuses("session.no-quorum", CHAIR, SessionOpened())
    play.do(SECRETARY, sits("customs", CUSTOMS))
    play.do(SECRETARY, sits("interior", MEMBERS["interior"]))
    play.do(SECRETARY, sits("defence", MEMBERS["defence"], present=False))
    play.refuses("session.mandatory-seat", CHAIR, SessionOpened())
    play = at("opened")
    play.do(SECRETARY, sits("defence", MEMBERS["defence"], present=False))
    play.refuses("session.mandatory-seat", SECRETARY, question(play.world))


def test_a_session_serves_cases_of_its_own_procedure_and_agenda() -> None:
    play = at("consolidated")
    text = altered(STANDING, ('version = "1"', 'version = "2"'))
    body = ProcedureProposed(procedure="standing-committee", version="2", digest=digest(text.encode()), text=text)
    proposal = play.do(SECRETARY, body).id
    play.do("for-03", ProcedureConfirmed(proposal=proposal))
    play.do(SECRETARY, convened(play.world, procedure=body.digest))
    for seat, officer in MEMBERS.items():
        play.do(SECRETARY, sits(seat, officer))
    play.do(CHAIR, SessionOpened())
    play.refuses("session.other-procedure", SECRETARY, question(play.world))
    play.do(SECRETARY, AgendaChanged(agenda=()))
    play.refuses("question.not-on-agenda", SECRETARY, question(play.world))


def test_a_procedure_without_committee_convenes_none() -> None:
    start = STANDING.index("# --- EN  The committee")
    steps = STANDING[:start]
    begin, end = steps.index('[[steps]]\nid = "committee"'), steps.index("# EN  Who decides")
    steps = steps[:begin] + steps[end:]
    text = altered(
        steps,
        ('version = "1"', 'version = "1"\nescalates_to = "higher-authority"'),
        (
            'decides = "committee"\nsignatures = 2\nafter = ["committee"]',
            'decides = "lead-agency"\nagency = "licensing"\nsignatures = 1\nafter = ["consolidation"]',
        ),
    )
    play = realm(procedure=text)
    adopted = next(iter(play.world.realm.procedures))
    body = SessionConvened(title="x", on="2026-11-20", place="", agenda=(), procedure=adopted)
    play.refuses("committee.none", SECRETARY, body)


def test_a_question_on_a_case_elsewhere_on_its_road_is_refused() -> None:
    play = at("opened")
    play.do(CLERK, amended(end_use="Towns."))
    play.refuses("session.case-not-ready", SECRETARY, question(play.world))


def test_a_grant_question_carries_every_condition_and_a_refusal_none() -> None:
    play = at("opened")
    play.do(REVIEWERS["customs"], ConditionProposed(number=1, text="Seal."))
    play.refuses("question.conditions", SECRETARY, question(play.world, conditions=()))
    carried = question(play.world).conditions
    assert [one.text for one in carried] == ["Seal."]
    play.refuses("question.conditions", SECRETARY, question(play.world, Outcome.REFUSE, conditions=carried))
    play.do(SECRETARY, question(play.world))
    play.do(CUSTOMS, vote(play.case, "customs", Position.AGREE_WITH_CONDITIONS, conditions=(1,)))


def test_no_grant_is_asked_under_a_claim_or_an_overriding_risk() -> None:
    play = at("opened")
    play.do(REVIEWERS["defence"], GateAnswered(step="treaty", answers=YES))
    play.refuses("session.case-not-ready", SECRETARY, question(play.world))
    stages = road_to("opened")
    play = at("founded")
    for stage in stages:
        if stage == "treaty":
            play.do(REVIEWERS["foreign-affairs"], assessed(overriding=True))
            play.do(REVIEWERS["foreign-affairs"], StepCompleted(step="treaty"))
        else:
            on(play, stage)
    play.refuses("grant.overriding-risk", SECRETARY, question(play.world))
    play.do(SECRETARY, question(play.world, Outcome.REFUSE))


def test_two_sessions_at_once_put_one_question() -> None:
    play = at("put")
    other = SESSION[:-1] + "2"
    scope = f"session:{other}"
    play.do(SECRETARY, convened(play.world), scope=scope)
    for seat, officer in MEMBERS.items():
        play.do(SECRETARY, sits(seat, officer), scope=scope)
    play.do(CHAIR, SessionOpened(), scope=scope)
    play.refuses("question.open-already", SECRETARY, question(play.world, session=other))
