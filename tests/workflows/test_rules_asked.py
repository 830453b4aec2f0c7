"""Rules of consultations, experts and questions to the applicant: what each refuses, one claim for each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.models.acts import (
    CalendarConfirmed,
    CalendarProposed,
    ConflictDeclared,
    ConsultationAnswered,
    ConsultationAsked,
    ConsultationWithdrawn,
    ExpertAdvised,
    ExpertInvited,
    QueryAnswered,
    QueryClosed,
    QueryRaised,
    QuerySent,
)
from app.models.charter import Person, Role
from app.models.outcomes import Position, QueryOutcome
from app.workflows.course import asking_steps, open_letters
from app.workflows.dossier import dossier_hash
from app.workflows.experts import invited
from app.workflows.queries import proposes_return, unsent
from tests.workflows.drafts import STANDING, altered
from tests.workflows.machine.claims import Claim
from tests.workflows.machine.play import Play, charter_of, enrol
from tests.workflows.machine.stages import CLERK, MEMBERS, OFFICER, REVIEWERS, SECRETARY, at, on, vote
from tests.workflows.test_fold import every_order

ECONOMY, EXPERT, CUSTOMS, DEFENCE = "eco-01", "def-05", REVIEWERS["customs"], REVIEWERS["defence"]
ANSWERS = "inl-01"
SECOND = Person(officer="exp-02", name="E", agency="economy", roles=(Role.EXPERT,))
ELSEWHERE = Person(officer="cus-09", name="C", agency="customs", roles=(Role.LICENSING_OFFICER,))
TODAY, LATER, LATE = "2026-11-02", "2026-11-20", "2026-11-21T08:00:00Z"
WITHOUT_ECONOMY = altered(STANDING, ('[[committee.seats]]\nagency = "economy"\nkind = "advisory"\n', ""))


def ask(**fields: Any) -> ConsultationAsked:
    return ConsultationAsked(**({"agency": "intelligence", "question": "Any risk?", "due": LATER} | fields))


def invite(**fields: Any) -> ExpertInvited:
    return ExpertInvited(**({"expert": EXPERT, "question": "Is it a rifle?", "until": LATER} | fields))


def letter(*queries: str, **fields: Any) -> QuerySent:
    body = QuerySent(number=1, queries=queries, due=LATER, silence="Returned.", silence_fr="Renvoyée.")
    return replace(body, **fields)


CLAIMS = [
    Claim("an agency without a part asks nobody", "step.no-part", "registered", "eco-03", lambda _: ask()),
    Claim(
        "an agency of the charter is asked", "agency.unknown", "registered", OFFICER, lambda _: ask(agency="weather")
    ),
    Claim(
        "another agency is asked",
        "consultation.own-agency",
        "registered",
        OFFICER,
        lambda _: ask(agency="licensing"),
    ),
    Claim("a consultation asks something", "asked.question", "registered", OFFICER, lambda _: ask(question=" ")),
    Claim("an answer is due on a day", "asked.day", "registered", OFFICER, lambda _: ask(due="soon")),
    Claim("an answer is not due in the past", "asked.day", "registered", OFFICER, lambda _: ask(due="2026-11-01")),
    Claim("items asked about exist", "items.unknown", "registered", OFFICER, lambda _: ask(items=("9",))),
    Claim("nobody is asked after the decision", "decision.final-already", "signed", OFFICER, lambda _: ask()),
    Claim("nothing is asked of an unknown case", "case.unknown", "founded", OFFICER, lambda _: ask()),
    Claim(
        "only what was asked is answered",
        "consultation.unknown",
        "registered",
        ANSWERS,
        lambda _: ConsultationAnswered(consultation="x", dossier="", position=Position.AGREE, reasons=""),
    ),
    Claim(
        "only what was asked is taken back",
        "consultation.unknown",
        "registered",
        OFFICER,
        lambda _: ConsultationWithdrawn(consultation="x", reason="x"),
    ),
    # experts
    Claim("an expert is enrolled", "officer.unknown", "registered", OFFICER, lambda _: invite(expert="nobody")),
    Claim("an expert has that role", "expert.not-an-expert", "registered", OFFICER, lambda _: invite(expert=CUSTOMS)),
    Claim("an expert is asked something", "asked.question", "registered", OFFICER, lambda _: invite(question="")),
    Claim("an invitation ends on a day", "asked.day", "registered", OFFICER, lambda _: invite(until="2026-11-01")),
    Claim("an agency without a part invites nobody", "step.no-part", "registered", "eco-03", lambda _: invite()),
    Claim("nobody is invited after the decision", "decision.final-already", "signed", OFFICER, lambda _: invite()),
    Claim(
        "advice needs an invitation",
        "expert.unknown-invitation",
        "registered",
        EXPERT,
        lambda _: ExpertAdvised(invitation="x", dossier="", text="x"),
    ),
    # questions to the applicant
    Claim(
        "a question comes from an open step",
        "step.not-open",
        "registered",
        CUSTOMS,
        lambda _: QueryRaised(step="customs", text="Why?"),
    ),
    Claim(
        "a question comes from the holder",
        "step.other-agency",
        "treaty",
        CUSTOMS,
        lambda _: QueryRaised(step="interior", text="Why?"),
    ),
    Claim(
        "a question is of a step of the procedure",
        "step.unknown",
        "treaty",
        CUSTOMS,
        lambda _: QueryRaised(step="none", text="Why?"),
    ),
    Claim(
        "a question asks something", "asked.question", "treaty", CUSTOMS, lambda _: QueryRaised(step="customs", text="")
    ),
    Claim(
        "a member asks while the committee has the case",
        "step.not-open",
        "treaty",
        MEMBERS["customs"],
        lambda _: QueryRaised(step="committee", text="Why?"),
    ),
    Claim(
        "only members ask at the committee",
        "query.only-members",
        "consolidated",
        CUSTOMS,
        lambda _: QueryRaised(step="committee", text="Why?"),
    ),
    Claim("a letter has questions", "query.not-waiting", "treaty", OFFICER, lambda _: letter()),
    Claim("a letter has questions that were raised", "query.not-waiting", "treaty", OFFICER, lambda _: letter("x")),
    Claim("a letter is of a case", "case.unknown", "founded", OFFICER, lambda _: letter("x")),
    Claim(
        "an answer is to a letter",
        "query.unknown",
        "treaty",
        OFFICER,
        lambda _: QueryAnswered(letter="x", received=TODAY, text="Because."),
    ),
    Claim(
        "an end is of something",
        "query.unknown",
        "treaty",
        OFFICER,
        lambda _: QueryClosed(about="x", outcome=QueryOutcome.WITHDRAWN, reason="x"),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.text)
def test_refusals_of_asking(claim: Claim) -> None:
    if claim.code == "step.no-part":
        play = at(claim.stage, procedure=WITHOUT_ECONOMY)
        play.refuses(claim.code, claim.officer, claim.said(play))
    else:
        claim.holds()


def answer(play: Play, consultation: str, **fields: Any) -> ConsultationAnswered:
    given = {"position": Position.AGREE, "reasons": "Read.", "dossier": dossier_hash(play.case)}
    return ConsultationAnswered(consultation=consultation, **(given | fields))


def test_a_consulted_agency_answers_on_the_dossier_as_it_is_and_may_replace_its_answer() -> None:
    play = at("registered")
    name = play.do(OFFICER, ask(items=("1",))).id
    play.refuses("consultation.only-asked", CUSTOMS, answer(play, name))
    play.refuses("opinion.stale-dossier", ANSWERS, answer(play, name, dossier="0"))
    play.refuses("position.reasons", ANSWERS, answer(play, name, position=Position.OBJECT, reasons=""))
    play.refuses("position.criterion", ANSWERS, answer(play, name, position=Position.OBJECT))
    play.refuses("consultation.replaces", ANSWERS, answer(play, name, replaces="x"))
    assert play.case.consultations[name].open
    first = play.do(ANSWERS, answer(play, name)).id
    play.refuses("consultation.replaces", ANSWERS, answer(play, name))
    play.refuses("consultation.answered-already", OFFICER, ConsultationWithdrawn(consultation=name, reason="x"))
    second = play.do(ANSWERS, answer(play, name, replaces=first, position=Position.ABSTAIN)).id
    standing = play.case.consultations[name].standing()
    assert standing is not None
    assert standing[0] == second
    assert not play.case.consultations[name].open


def test_an_agency_without_a_part_in_the_procedure_answers_when_asked() -> None:
    play = at("registered", procedure=WITHOUT_ECONOMY)
    name = play.do(OFFICER, ask(agency="economy")).id
    play.do("eco-03", answer(play, name))


def test_a_consultation_is_taken_back_by_the_agency_that_asked_while_nothing_came() -> None:
    play = at("registered")
    name = play.do(OFFICER, ask()).id
    taken = ConsultationWithdrawn(consultation=name, reason="Not needed.")
    play.refuses("consultation.only-asker", CUSTOMS, taken)
    play.refuses("reasons.needed", OFFICER, replace(taken, reason=""))
    play.do(OFFICER, taken)
    play.refuses("consultation.withdrawn-already", OFFICER, taken)
    play.refuses("consultation.withdrawn-already", ANSWERS, answer(play, name))


def test_a_consultation_is_not_answered_after_the_decision() -> None:
    play = at("attested")
    name = play.do(OFFICER, ask()).id
    on(play, "proposed", "signed")
    play.refuses("decision.final-already", ANSWERS, answer(play, name))


def test_answers_and_a_withdrawal_of_the_question_apart() -> None:
    base = at("registered")
    name = base.do(OFFICER, ask()).id
    play, before = base.fork(), base.lagging(0)
    play.do(ANSWERS, answer(play, name), view=before)
    play.do(ANSWERS, answer(play, name, position=Position.ABSTAIN), view=before)
    taken = ConsultationWithdrawn(consultation=name, reason="Not needed.")
    play.do(OFFICER, taken, view=before)
    play.do("lic-07", taken, view=before, role=Role.LICENSING_OFFICER)
    every_order(base, play)
    standing = play.case.consultations[name].standing()
    assert standing is not None
    assert standing[2].order == max(by.order for _, by in play.case.consultations[name].answers.values())


# --- experts -----------------------------------------------------------------------------------------------------


def test_an_expert_advises_on_one_case_until_a_day() -> None:
    play = at("registered")
    name = play.do(OFFICER, invite()).id
    play.refuses("expert.invited-already", SECRETARY, invite())
    advice = ExpertAdvised(invitation=name, dossier=dossier_hash(play.case), text="It is.")
    play.refuses("opinion.stale-dossier", EXPERT, replace(advice, dossier="0"))
    play.refuses("asked.text", EXPERT, replace(advice, text=" "))
    play.refuses("rights.role", CUSTOMS, advice)
    play.refuses("expert.over", EXPERT, advice, claimed=LATE)
    play.do(EXPERT, advice)
    play.do(EXPERT, advice, claimed=f"{LATER}T23:59:59Z")
    assert len(play.case.invitations[name].advice) == 2
    assert invited(play.case, EXPERT, LATER, play.world)
    assert not invited(play.case, EXPERT, LATE[:10], play.world)
    assert not invited(play.case, CUSTOMS, TODAY, play.world)
    play.do(OFFICER, invite(until="2026-12-01"), claimed=LATE)


def test_only_the_invited_expert_advises() -> None:
    play = at("registered")
    name = play.do(OFFICER, invite()).id
    enrol(play, SECOND)
    advice = ExpertAdvised(invitation=name, dossier=dossier_hash(play.case), text="It is.")
    play.refuses("expert.only-invited", "exp-02", advice)


def test_an_expert_steps_out_only_of_a_case_of_an_invitation_in_force() -> None:
    play = at("registered")
    out = ConflictDeclared(reason="A brother works there.")
    play.refuses("expert.not-invited", EXPERT, out)
    play.do(OFFICER, invite())
    play.refuses("expert.not-invited", EXPERT, out, claimed=LATE)
    play.do(EXPERT, out)
    assert not invited(play.case, EXPERT, TODAY, play.world)


def test_two_experts_invited_apart_are_both_invited_and_advice_is_kept() -> None:
    base = at("registered")
    first = base.do(OFFICER, invite()).id
    enrol(base, SECOND)
    play, before = base.fork(), base.lagging(0)
    text = {"dossier": dossier_hash(base.case), "text": "It is."}
    play.do(OFFICER, invite(expert="exp-02"), view=before)
    play.do(SECRETARY, invite(expert="exp-02"), view=before)
    play.do(EXPERT, ExpertAdvised(invitation=first, **text), view=before)
    every_order(base, play)
    assert len(play.case.invitations) == 3


# --- questions to the applicant ----------------------------------------------------------------------------------


def raised(play: Play) -> tuple[str, str]:
    """Two questions at two open steps."""
    one = play.do(CUSTOMS, QueryRaised(step="customs", text="Which route?")).id
    return one, play.do(DEFENCE, QueryRaised(step="defence", text="Which model?", text_fr="Quel modèle ?")).id


def test_questions_go_out_in_one_letter_and_stop_the_steps_that_asked() -> None:
    play = at("treaty")
    one, two = raised(play)
    assert [query.id for query in unsent(play.case)] == [one, two]
    enrol(play, ELSEWHERE)
    play.refuses("query.only-writer", ELSEWHERE.officer, letter(one))
    play.refuses("query.not-waiting", OFFICER, letter(one, one))
    play.refuses("query.number", OFFICER, letter(one, number=2))
    play.refuses("query.due", OFFICER, letter(one, due=TODAY))
    play.refuses("query.due", OFFICER, letter(one, due="soon"))
    play.refuses("query.silence", OFFICER, letter(one, silence=""))
    play.refuses("query.silence", OFFICER, letter(one, silence_fr=" "))
    sent = play.do(OFFICER, letter(one)).id
    assert [query.id for query in unsent(play.case)] == [two]
    assert asking_steps(play.case, play.case.letters[sent]) == {"customs"}
    assert [one.id for one in open_letters(play.case)] == [sent]
    play.refuses("query.not-waiting", OFFICER, letter(one, number=2))
    play.do(OFFICER, letter(two, number=2))


def test_without_a_rule_for_letters_the_agency_of_intake_writes() -> None:
    cut = STANDING.index("[queries]")
    end = STANDING.index("[committee]")
    play = at("treaty", procedure=STANDING[:cut] + STANDING[end:])
    assert play.world.procedure(play.case.procedure).queries is None
    one, _ = raised(play)
    play.do(OFFICER, letter(one))


def test_members_ask_while_the_committee_has_the_case() -> None:
    play = at("put")
    one = play.do(MEMBERS["customs"], QueryRaised(step="committee", text="Which route?")).id
    play.do(OFFICER, letter(one))
    play.do(MEMBERS["customs"], vote(play.case, "customs"))


def test_answers_to_a_letter_come_in_between_its_day_and_today() -> None:
    play = at("treaty")
    sent = play.do(OFFICER, letter(raised(play)[0])).id
    body = QueryAnswered(letter=sent, received=TODAY, text="By sea.")
    enrol(play, ELSEWHERE)
    play.refuses("query.only-writer", ELSEWHERE.officer, body)
    play.refuses("asked.text", CLERK, replace(body, text=""))
    for day in ("2026-11-01", "2026-11-03", "soon"):
        play.refuses("query.received", CLERK, replace(body, received=day))
    play.do(CLERK, body)
    play.do(CLERK, replace(body, text="By sea and rail."))
    ended = QueryClosed(about=sent, outcome=QueryOutcome.EXPIRED, reason="Answered.")
    play.refuses("query.has-answer", OFFICER, ended, claimed=LATE)
    play.do(OFFICER, replace(ended, outcome=QueryOutcome.ANSWERED))
    play.refuses("query.closed-already", CLERK, body)
    assert open_letters(play.case) == ()


def test_a_letter_expires_once_its_day_has_passed_and_return_is_proposed_until_an_answer() -> None:
    play = at("treaty")
    one, two = raised(play)
    sent = play.do(OFFICER, letter(one)).id
    ended = QueryClosed(about=sent, outcome=QueryOutcome.EXPIRED, reason="No answer.")
    enrol(play, ELSEWHERE)
    play.refuses("query.only-writer", ELSEWHERE.officer, ended)
    play.refuses("query.no-answer", OFFICER, replace(ended, outcome=QueryOutcome.ANSWERED))
    play.refuses("query.not-due", OFFICER, ended, claimed=f"{LATER}T23:00:00Z")
    play.refuses("reasons.needed", OFFICER, replace(ended, reason=""), claimed=LATE)
    assert proposes_return(play.case) is None
    play.do(OFFICER, ended, claimed=LATE)
    found = proposes_return(play.case)
    assert found is not None
    assert found.id == sent
    again = play.do(OFFICER, letter(two, number=2, due="2026-12-20")).id
    assert proposes_return(play.case) is not None
    play.do(CLERK, QueryAnswered(letter=again, received=LATE[:10], text="By sea."))
    assert proposes_return(play.case) is None


def test_a_letters_days_are_those_of_the_calendar_of_the_agency_that_wrote_it() -> None:
    play = at("treaty")
    far = replace(charter_of().calendar, utc_offset="+13:00", cut_off="16:00")
    proposal = play.do("adm-01", CalendarProposed(agency="licensing", calendar=far, reason="Moved."))
    play.do("lic-01", CalendarConfirmed(proposal=proposal.id))
    one, _ = raised(play)
    # 20:00 UTC on 2 November is nine o'clock of the 3rd there: an answer of that morning came in today.
    play.refuses("query.due", OFFICER, letter(one, due="2026-11-03"), claimed="2026-11-02T20:00:00Z")
    sent = play.do(OFFICER, letter(one, due="2026-11-20"), claimed="2026-11-02T20:00:00Z").id
    play.do(CLERK, QueryAnswered(letter=sent, received="2026-11-03", text="By sea."), claimed="2026-11-02T21:00:00Z")
    play = at("treaty")
    late = replace(charter_of().calendar, cut_off="16:00")
    proposal = play.do("adm-01", CalendarProposed(agency="licensing", calendar=late, reason="Decree 12."))
    play.do("lic-01", CalendarConfirmed(proposal=proposal.id))
    sent = play.do(OFFICER, letter(raised(play)[0])).id
    ended = QueryClosed(about=sent, outcome=QueryOutcome.EXPIRED, reason="No answer.")
    play.refuses("query.not-due", OFFICER, ended, claimed=f"{LATER}T15:59:00Z")
    play.do(OFFICER, ended, claimed=f"{LATER}T16:00:00Z")


def test_a_question_is_taken_back_by_its_agency_before_it_is_sent() -> None:
    play = at("treaty")
    one, two = raised(play)
    taken = QueryClosed(about=one, outcome=QueryOutcome.WITHDRAWN, reason="Found out.")
    play.refuses("query.only-asker", DEFENCE, taken)
    play.refuses("query.never-sent", CUSTOMS, replace(taken, outcome=QueryOutcome.EXPIRED))
    play.refuses("reasons.needed", CUSTOMS, replace(taken, reason=""))
    play.do(CUSTOMS, taken)
    play.refuses("query.sent-or-closed", CUSTOMS, taken)
    play.refuses("query.not-waiting", OFFICER, letter(one))
    play.do(OFFICER, letter(two))
    play.refuses("query.sent-or-closed", DEFENCE, replace(taken, about=two))


def test_letters_answers_and_ends_apart() -> None:
    base = at("treaty")
    one, two = raised(base)
    play, before = base.fork(), base.lagging(0)
    play.do(OFFICER, letter(one), view=before)
    play.do("lic-07", letter(one, two), view=before, role=Role.LICENSING_OFFICER)
    play.do(CUSTOMS, QueryClosed(about=one, outcome=QueryOutcome.WITHDRAWN, reason="Found out."), view=before)
    every_order(base, play)
    assert unsent(play.case) == ()
    base = at("treaty")
    sent = base.do(OFFICER, letter(raised(base)[0])).id
    play, before = base.fork(), base.lagging(0)
    ended = QueryClosed(about=sent, outcome=QueryOutcome.EXPIRED, reason="No answer.")
    play.do(OFFICER, ended, view=before, claimed=LATE)
    play.do("lic-07", replace(ended, reason="None."), view=before, role=Role.LICENSING_OFFICER, claimed=LATE)
    play.do(CLERK, QueryAnswered(letter=sent, received=TODAY, text="By sea."), view=before)
    every_order(base, play)
    assert proposes_return(play.case) is None


def test_a_question_taken_back_by_two_of_its_agency_is_taken_back_once() -> None:
    base = at("treaty")
    two = raised(base)[1]
    play, before = base.fork(), base.lagging(0)
    taken = QueryClosed(about=two, outcome=QueryOutcome.WITHDRAWN, reason="Found out.")
    play.do(DEFENCE, taken, view=before)
    play.do("def-04", taken, view=before)
    every_order(base, play)
