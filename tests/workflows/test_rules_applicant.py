"""Rules of what is done towards the applicant: service, notices, statutory effect, review, denials."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from app.models.acts import (
    CalendarConfirmed,
    CalendarProposed,
    CaseWithdrawn,
    ClericalProposed,
    ConditionProposed,
    CorrectionConfirmed,
    DecisionSigned,
    DenialRecorded,
    DenialWithdrawn,
    GateAnswered,
    NoticeWritten,
    PaperServed,
    ReconsiderationOpened,
    StatutoryEffectRecorded,
    StepCompleted,
)
from app.models.case import DecisionRecord
from app.models.charter import Person, Role
from app.models.outcomes import Outcome, PaperKind, Position, ReviewCause, ServiceMeans, Verdict
from app.models.procedure import StatutoryEffect
from app.workflows.denials import criteria_of, draft, standing, three_years_on, unfounded, unrecorded
from app.workflows.finality import final_decision, open_review
from app.workflows.notices import notice_of
from app.workflows.reconsideration import last_day, reviewable
from app.workflows.road import case_progress
from app.workflows.serving import needed, not_served, papers, served, subjects, told
from app.workflows.statutory import due_to_record
from tests.workflows.drafts import STANDING, altered
from tests.workflows.machine.claims import Claim
from tests.workflows.machine.play import Play, charter_of, enrol
from tests.workflows.machine.stages import (
    CHAIR,
    CLERK,
    MEMBERS,
    OFFICER,
    REVIEWERS,
    SECRETARY,
    YES,
    at,
    licence,
    on,
    opinion,
    proposed,
    question,
)
from tests.workflows.test_fold import every_order
from tests.workflows.test_rules_asked import letter, raised

ELSEWHERE = Person(officer="cle-01", name="C", agency="customs", roles=(Role.CLERK, Role.LICENSING_OFFICER))
TODAY, LATE = "2026-11-02", "2027-06-01T08:00:00Z"
FILE = "f" * 64
IMPLICIT = 'effect = "{}"\nlegal_basis = {{ en = "Act, s. 4", fr = "Loi, art. 4" }}'
WITHOUT_REVIEW = STANDING[: STANDING.index("[reconsideration]")] + STANDING[STANDING.index("# --- EN  The committee") :]


def implicitly(effect: str) -> str:
    return altered(STANDING, ('effect = "none"', IMPLICIT.format(effect)))


def service(play: Play, paper: PaperKind = PaperKind.ACKNOWLEDGEMENT, about: str = "", **fields: Any) -> PaperServed:
    known = list(subjects(play.case, play.world.realm, paper))
    body = PaperServed(
        paper=paper,
        about=about or (known[-1] if known else "none"),
        digest=FILE,
        means=ServiceMeans.REGISTERED_POST,
        served_on=TODAY,
        served_by="A. Courier",
        recipient="Kestrel",
    )
    return replace(body, **fields)


def notice(record: DecisionRecord | None, **fields: str) -> NoticeWritten:
    both = {"reasons": "Risk of diversion.", "remedies": "Within two months.", "capacity": "Head"}
    texts = {name + end: text for name, text in both.items() for end in ("", "_fr")}
    texts |= {
        "legal_ground": "",
        "legal_ground_fr": "",
        "signatory": "A. Head",
        "decision": record.id if record else "x",
    }
    return NoticeWritten(**(texts | fields))


@cache
def _decided(outcome: Outcome, procedure: str) -> Play:
    play = at("opened", procedure=procedure)
    play.do(SECRETARY, question(play.world, outcome))
    return on(play, "voted", "certified", "attested", "proposed", "signed")


def decided(outcome: Outcome = Outcome.REFUSE, procedure: str = STANDING) -> Play:
    """A case whose every item has this outcome."""
    return _decided(outcome, procedure).fork()


def record_of(play: Play) -> DecisionRecord:
    found = final_decision(play.case)
    assert found is not None
    return found


def told_refusal(play: Play) -> Play:
    """The refusal served on its applicant."""
    play.do(OFFICER, notice(record_of(play)))
    play.do(CLERK, service(play, PaperKind.REFUSAL))
    return play


def review(play: Play, **fields: Any) -> ReconsiderationOpened:
    record = final_decision(play.case)
    body = ReconsiderationOpened(
        decision=record.id if record else "x",
        cause=ReviewCause.REQUEST,
        items=reviewable(record) if record else ("1",),
        condition=0,
        grounds="The end user changed.",
        received=TODAY,
    )
    return replace(body, **fields)


def denial(play: Play, item: str = "1", **fields: Any) -> DenialRecorded:
    body = draft(play.case, record_of(play), item)
    return replace(body, **({"criteria": ("7",), "reason": "Diversion."} | fields))


EFFECT = StatutoryEffectRecorded(due="2027-03-09", effect=StatutoryEffect.NONE)
CLAIMS = [
    Claim(
        "a paper is made from an act that fits its kind",
        "service.about",
        "registered",
        CLERK,
        lambda play: service(play, PaperKind.LICENCE),
    ),
    Claim(
        "a paper is made from an act of the case",
        "service.about",
        "registered",
        CLERK,
        lambda play: service(play, about="0" * 64),
    ),
    Claim("a service names the file", "service.digest", "registered", CLERK, lambda play: service(play, digest="x")),
    *(
        Claim(
            f"a paper is served between its act and today, not on {day}",
            "service.day",
            "registered",
            CLERK,
            lambda play, day=day: service(play, served_on=day),
        )
        for day in ("2026-11-01", "2026-11-03", "soon")
    ),
    Claim("somebody served it", "service.persons", "registered", CLERK, lambda play: service(play, served_by=" ")),
    Claim("somebody received it", "service.persons", "registered", CLERK, lambda play: service(play, recipient="")),
    Claim(
        "an agency that does not face the applicant serves nothing",
        "applicant.other-agency",
        "registered",
        "cle-01",
        service,
    ),
    # notices
    Claim("a notice is of a decision", "notice.nothing-refused", "registered", OFFICER, lambda _: notice(None)),
    Claim(
        "a notice is of a refusal",
        "notice.nothing-refused",
        "signed",
        OFFICER,
        lambda play: notice(record_of(play)),
    ),
    # the statutory effect
    Claim("the limit has passed", "statutory.not-passed", "registered", CLERK, lambda _: EFFECT),
    Claim(
        "only the agency that runs the case records it",
        "case.lead-agency",
        "registered",
        "cle-01",
        lambda _: EFFECT,
        {"claimed": LATE},
    ),
    Claim(
        "the limit is the one computed",
        "statutory.terms",
        "registered",
        CLERK,
        lambda _: replace(EFFECT, due="2027-03-08"),
        {"claimed": LATE},
    ),
    Claim(
        "the effect is the procedure's",
        "statutory.terms",
        "registered",
        CLERK,
        lambda _: replace(EFFECT, effect=StatutoryEffect.IMPLICIT_GRANT),
        {"claimed": LATE},
    ),
    Claim(
        "nothing falls after the decision",
        "decision.final-already",
        "signed",
        CLERK,
        lambda _: EFFECT,
        {"claimed": LATE},
    ),
    # reviews
    Claim("a review is of a final decision", "review.no-decision", "proposed", OFFICER, review),
    Claim("a grant leaves nothing to review", "review.items", "signed", OFFICER, review),
    # denials
    Claim("a denial is of a refusal", "denial.not-refused", "signed", OFFICER, denial),
    Claim(
        "a known denial is withdrawn",
        "denial.unknown",
        "signed",
        OFFICER,
        lambda _: DenialWithdrawn(denial="x", reason="x"),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.text)
def test_refusals_towards_the_applicant(claim: Claim) -> None:
    if claim.officer == ELSEWHERE.officer:
        play = at(claim.stage)
        enrol(play, ELSEWHERE)
        play.refuses(claim.code, claim.officer, claim.said(play), **claim.other)
    else:
        claim.holds()


# --- service -----------------------------------------------------------------------------------------------------


def test_a_paper_is_served_once_on_each_recipient() -> None:
    play = at("registered")
    first = play.do(CLERK, service(play)).id
    play.refuses("service.again", CLERK, service(play, recipient=" kestrel "))
    play.do(CLERK, service(play, recipient="Counsel of Kestrel", means=ServiceMeans.HAND))
    assert len(play.case.served) == 2
    found = served(play.case, play.case.versions[0].by.act, PaperKind.ACKNOWLEDGEMENT)
    assert found is not None
    assert found.id == first


def test_letters_and_their_reminders_are_served_apart() -> None:
    play = at("treaty")
    sent = play.do(OFFICER, letter(raised(play)[0])).id
    for paper in (PaperKind.REQUEST, PaperKind.REMINDER):
        play.do(CLERK, service(play, paper, sent))
    assert [one.kind for one in papers(play.case, play.world.realm)] == [PaperKind.ACKNOWLEDGEMENT, PaperKind.REQUEST]


NOTIFYING = altered(
    STANDING,
    (
        "# --- EN  Questions to the applicant",
        '[[steps]]\nid = "told"\nkind = "notify"\ntitle = { en = "Told", fr = "Notifié" }\n'
        'agency = "licensing"\nafter = ["issue"]\n\n# --- EN  Questions to the applicant',
    ),
)


def told_step(procedure: str) -> str:
    """The step of notification of the procedure, its own where it has one."""
    return procedure if 'kind = "notify"' in procedure else NOTIFYING


def notify_id(play: Play) -> str:
    steps = play.world.procedure(play.case.procedure).steps
    return next(one.id for one in steps if one.kind.value == "notify")


def test_a_licence_is_notified_only_with_its_act_of_service() -> None:
    play = decided(Outcome.GRANT, told_step(STANDING))
    play.do(OFFICER, licence(play.world))
    done = StepCompleted(step=notify_id(play))
    play.refuses("service.missing", CLERK, done)
    assert [one.kind for one in not_served(play.case)] == [PaperKind.LICENCE]
    assert not told(play.case)
    play.do(CLERK, service(play, PaperKind.LICENCE))
    assert told(play.case)
    play.do(CLERK, done)
    assert case_progress(play.case, play.world.procedure(play.case.procedure), charter(play)).ended


def charter(play: Play) -> Any:
    return play.world.realm.charter


def test_a_refusal_is_notified_only_with_a_notice_and_its_act_of_service() -> None:
    play = decided(procedure=told_step(STANDING))
    done = StepCompleted(step=notify_id(play))
    play.refuses("service.not-made", CLERK, done)
    play.do(OFFICER, notice(record_of(play)))
    play.refuses("service.missing", CLERK, done)
    play.do(CLERK, service(play, PaperKind.REFUSAL))
    play.do(CLERK, done)


def test_what_is_returned_and_what_needs_no_licence_is_told_by_its_own_paper() -> None:
    play = decided(Outcome.RETURN)
    assert [(one.kind, one.about) for one in needed(play.case)] == [(PaperKind.RETURN, "")]
    play.do(OFFICER, notice(record_of(play)))
    play.do(CLERK, service(play, PaperKind.RETURN))
    assert not_served(play.case) == []
    play = decided(Outcome.NO_LICENCE_REQUIRED)
    assert [one.kind for one in needed(play.case)] == [PaperKind.DECISION]
    play.do(CLERK, service(play, PaperKind.DECISION))
    assert not_served(play.case) == []


def test_a_case_is_withdrawn_until_the_paper_of_its_decision_was_served() -> None:
    gone = CaseWithdrawn(reason="Sold.", received=TODAY, stage="decided")
    play = decided(procedure=told_step(STANDING))
    play.fork().do(CLERK, replace(gone, stage=notify_id(play)))
    told_refusal(play)
    play.refuses("withdrawal.notified", CLERK, replace(gone, stage=notify_id(play)))


# --- notices -----------------------------------------------------------------------------------------------------


def test_a_notice_has_reasons_or_the_ground_for_withholding_them_in_both_languages() -> None:
    play = decided()
    record = record_of(play)
    play.refuses("notice.reasons", OFFICER, notice(record, reasons="", reasons_fr=" "))
    for name in ("reasons", "remedies_fr", "capacity"):
        play.refuses("notice.both-languages", OFFICER, notice(record, **{name: ""}))
    play.refuses("notice.both-languages", OFFICER, notice(record, delegation="By order"))
    play.refuses("notice.both-languages", OFFICER, notice(record, remedies="", remedies_fr=""))
    play.refuses("notice.signatory", OFFICER, notice(record, signatory=" "))
    enrol(play, ELSEWHERE)
    play.refuses("applicant.other-agency", ELSEWHERE.officer, notice(record))
    ground = {"legal_ground": "Act, s. 20.", "legal_ground_fr": "Loi, art. 20."}
    first = play.do(OFFICER, notice(record, reasons="", reasons_fr="", **ground)).id
    assert notice_of(play.case, record.id).id == first  # type: ignore[union-attr]
    second = play.do(OFFICER, notice(record)).id
    assert notice_of(play.case, record.id).id == second  # type: ignore[union-attr]
    play.refuses("service.about", CLERK, service(play, PaperKind.REFUSAL, first))
    play.do(CLERK, service(play, PaperKind.REFUSAL, second))
    play.refuses("notice.served", OFFICER, notice(record))


def test_the_notice_that_was_served_counts_though_another_was_written_apart() -> None:
    base = decided()
    first = base.do(OFFICER, notice(record_of(base))).id
    play, before = base.fork(), base.lagging(0)
    play.do(CLERK, service(play, PaperKind.REFUSAL, first), view=before)
    play.do("lic-07", notice(record_of(play)), view=before, role=Role.LICENSING_OFFICER)
    every_order(base, play)
    found = notice_of(play.case, record_of(play).id)
    assert found is not None
    assert found.id == first


# --- the statutory effect ------------------------------------------------------------------------------------------


def fallen(play: Play, effect: StatutoryEffect) -> StatutoryEffectRecorded:
    due = due_to_record(play.case, play.world, LATE)
    assert due is not None
    return StatutoryEffectRecorded(due=due.isoformat(), effect=effect)


def test_the_statutory_effect_is_recorded_once() -> None:
    play = at("registered")
    play.do(CLERK, fallen(play, StatutoryEffect.NONE), claimed=LATE)
    assert due_to_record(play.case, play.world, LATE) is None
    play.refuses("statutory.recorded-already", OFFICER, EFFECT, claimed=LATE)


def test_without_a_statutory_time_nothing_falls() -> None:
    cut, end = STANDING.index("[statutory]"), STANDING.index("# --- EN  The steps")
    play = at("registered", procedure=STANDING[:cut] + STANDING[end:])
    play.refuses("statutory.no-limit", CLERK, EFFECT, claimed=LATE)


def test_the_statutory_clock_stands_still_while_a_letter_is_open() -> None:
    play = at("treaty")
    before = due_to_record(play.case, play.world, LATE)
    play.do(OFFICER, letter(raised(play)[0]))
    play.refuses("statutory.stopped", CLERK, EFFECT, claimed=LATE)
    assert due_to_record(play.case, play.world, LATE) is None
    assert before is not None


def test_an_implicit_refusal_gives_way_to_an_explicit_decision() -> None:
    play = at("attested", procedure=implicitly("implicit-refusal"))
    play.do(CLERK, fallen(play, StatutoryEffect.IMPLICIT_REFUSAL), claimed=LATE)
    on(play, "proposed", "signed")
    assert {one.outcome for one in record_of(play).body.outcomes} == {Outcome.GRANT}
    assert [one.kind for one in papers(play.case, play.world.realm)] == [
        PaperKind.ACKNOWLEDGEMENT,
        PaperKind.STATUTORY,
        PaperKind.LICENCE,
    ]


def test_what_the_law_granted_is_confirmed_and_not_refused() -> None:
    play = at("opened", procedure=implicitly("implicit-grant"))
    play.do(CLERK, fallen(play, StatutoryEffect.IMPLICIT_GRANT), claimed=LATE)
    refused = play.fork()
    refused.do(SECRETARY, question(refused.world, Outcome.REFUSE))
    on(refused, "voted", "certified", "attested")
    refused.refuses("statutory.granted", SECRETARY, proposed(refused.world))
    play.do(SECRETARY, question(play.world))
    on(play, "voted", "certified", "attested", "proposed", "signed")


def test_a_claimed_prohibition_is_never_granted_by_the_passing_of_time() -> None:
    play = at("gate", procedure=implicitly("implicit-grant"))
    play.do(REVIEWERS["foreign-affairs"], GateAnswered(step="treaty", answers=YES))
    play.refuses("statutory.prohibited", CLERK, fallen(play, StatutoryEffect.IMPLICIT_GRANT), claimed=LATE)


def test_two_records_of_the_statutory_effect_apart_are_one() -> None:
    base = at("registered")
    play, before = base.fork(), base.lagging(0)
    for officer in (CLERK, OFFICER):
        play.do(officer, fallen(base, StatutoryEffect.NONE), view=before, claimed=LATE)
    every_order(base, play)
    assert play.case.statutory is not None


# --- reconsideration -----------------------------------------------------------------------------------------------


def test_the_time_for_a_request_begins_with_the_service() -> None:
    play = decided()
    assert last_day(play.case, play.world, record_of(play)) is None
    play.refuses("review.not-served", OFFICER, review(play))
    play.fork().do(OFFICER, review(play, cause=ReviewCause.OWN_MOTION, received=""))
    play.refuses("review.own-motion", OFFICER, review(play, cause=ReviewCause.OWN_MOTION))
    told_refusal(play)
    last = last_day(play.case, play.world, record_of(play))
    assert last is not None
    for day in ("2026-11-01", "2026-11-03", "soon"):
        play.refuses("review.received", OFFICER, review(play, received=day))
    play.refuses("review.late", OFFICER, review(play, received=LATE[:10]), claimed=LATE)
    play.refuses("review.items", OFFICER, review(play, items=()))
    play.refuses("review.items", OFFICER, review(play, items=("1", "1")))
    play.refuses("review.items", OFFICER, review(play, items=("9",)))
    play.refuses("reasons.needed", OFFICER, review(play, grounds=""))
    enrol(play, ELSEWHERE)
    play.refuses("applicant.other-agency", ELSEWHERE.officer, review(play))
    play.do(OFFICER, review(play, received=last.isoformat()), claimed=LATE)
    play.refuses("review.open-already", OFFICER, review(play, decision=next(iter(play.case.decisions))))
    assert open_review(play.case) is not None
    assert final_decision(play.case) is None


def test_a_procedure_without_reconsideration_has_none() -> None:
    play = decided(procedure=WITHOUT_REVIEW)
    play.refuses("review.not-provided", OFFICER, review(play))


def test_a_refusal_is_annulled_by_other_signatories_and_licensed() -> None:
    play = told_refusal(decided())
    play.do(OFFICER, denial(play))
    first = record_of(play)
    opened = play.do(OFFICER, review(play)).id
    play.refuses("denial.reviewed", OFFICER, denial_of(play, first, "2"))
    play.do(SECRETARY, question(play.world))
    on(play, "voted", "certified", "attested")
    play.do(SECRETARY, proposed(play.world))
    record = max(play.case.decisions.values(), key=lambda one: one.by.order)
    assert (record.body.review, record.body.verdict) == (opened, Verdict.ANNULLED)
    play.refuses("decision.signed-first", CHAIR, DecisionSigned(decision=record.id))
    play.do(MEMBERS["defence"], DecisionSigned(decision=record.id))
    play.do("lic-06", DecisionSigned(decision=record.id), role=Role.CHAIR)
    assert record_of(play).id == record.id
    assert first.id in play.case.decisions
    assert unfounded(play.case) == standing(play.case)
    play.do(OFFICER, licence(play.world))
    play.do(OFFICER, DenialWithdrawn(denial=standing(play.case)[0].id, reason="Annulled on review."))
    assert unfounded(play.case) == ()


def denial_of(play: Play, record: DecisionRecord, item: str) -> DenialRecorded:
    return replace(draft(play.case, record, item), criteria=("7",), reason="Diversion.")


def test_a_condition_is_reviewed_for_the_items_that_it_binds() -> None:
    play = at("opened")
    play.do(MEMBERS["customs"], ConditionProposed(number=1, text="Seal.", items=("2",)))
    play.do(SECRETARY, question(play.world))
    on(play, "voted", "certified", "attested", "proposed", "signed", "issued")
    record = record_of(play)
    assert (reviewable(record), reviewable(record, 1), reviewable(record, 9)) == ((), ("2",), ())
    asked = review(play, items=("2",), condition=1)
    play.refuses("review.not-served", OFFICER, asked)
    play.do(CLERK, service(play, PaperKind.LICENCE))
    play.refuses("review.items", OFFICER, replace(asked, items=("1",)))
    play.do(OFFICER, asked)
    assert open_review(play.case) is not None


def corrected_decision(play: Play) -> Play:
    slip = ClericalProposed(
        decision=record_of(play).id, language="en", before="Granted", after="Authorised", reason="A slip."
    )
    proposed_one = play.do(SECRETARY, slip).id
    play.do(CHAIR, CorrectionConfirmed(proposal=proposed_one))
    return play


def test_a_corrected_decision_needs_a_corrigendum_once_it_was_served() -> None:
    play = on(decided(Outcome.GRANT, told_step(STANDING)), "issued")
    play.do(CLERK, service(play, PaperKind.LICENCE))
    corrected_decision(play)
    assert [one.kind for one in not_served(play.case)] == [PaperKind.CORRIGENDUM]
    play.refuses("service.missing", CLERK, StepCompleted(step=notify_id(play)))
    play.do(CLERK, service(play, PaperKind.CORRIGENDUM))
    play.do(CLERK, StepCompleted(step=notify_id(play)))


def test_the_applicant_never_reads_the_text_of_a_refusal_in_a_corrigendum() -> None:
    play = corrected_decision(told_refusal(decided(procedure=told_step(STANDING))))
    assert not_served(play.case) == []
    play.refuses("service.about", CLERK, service(play, PaperKind.CORRIGENDUM))
    play.do(CLERK, StepCompleted(step=notify_id(play)))


def test_a_later_calendar_moves_no_last_day_for_asking() -> None:
    play = told_refusal(decided())
    told_until = last_day(play.case, play.world, record_of(play))
    assert told_until is not None
    strike = {**charter_of().calendar.holidays, "2026-11-04": "Strike"}
    change = CalendarProposed(agency="", calendar=replace(charter_of().calendar, holidays=strike), reason="Decree 12.")
    play.days += 40
    play.do("lic-01", CalendarConfirmed(proposal=play.do("adm-01", change).id))
    assert last_day(play.case, play.world, record_of(play)) == told_until
    after = told_until + timedelta(days=1)
    play.refuses("review.late", OFFICER, review(play, received=after.isoformat()))


def test_the_day_of_service_is_that_of_the_place() -> None:
    play = decided()
    far = replace(charter_of().calendar, utc_offset="+13:00")
    proposal = play.do("adm-01", CalendarProposed(agency="", calendar=far, reason="Moved."))
    play.do("lic-01", CalendarConfirmed(proposal=proposal.id))
    play.do(OFFICER, notice(record_of(play)))
    morning = "2026-11-02T21:00:00Z"
    play.refuses("service.day", CLERK, service(play, PaperKind.REFUSAL, served_on="2026-11-04"), claimed=morning)
    play.do(CLERK, service(play, PaperKind.REFUSAL, served_on="2026-11-03"), claimed=morning)
    play.refuses("review.received", OFFICER, review(play, received="2026-11-02"), claimed=morning)
    play.refuses("review.no-day", OFFICER, review(play, received=""), claimed=morning)
    play.do(OFFICER, review(play, received="2026-11-03"), claimed=morning)


# --- denials -----------------------------------------------------------------------------------------------------


def test_each_refused_item_has_one_denial_record() -> None:
    play = decided()
    assert [item for _, item in unrecorded(play.case)] == ["1", "2"]
    play.refuses("denial.criteria", OFFICER, denial(play, criteria=()))
    play.refuses("denial.criteria", OFFICER, denial(play, criteria=(" ",)))
    play.refuses("reasons.needed", OFFICER, denial(play, reason=""))
    play.refuses("denial.party", OFFICER, denial(play, country="XB"))
    for name in ("number", "quantity", "valid_until", "denied_on", "end_use"):
        play.refuses("denial.field", OFFICER, denial(play, **{name: "9"}))
    enrol(play, ELSEWHERE)
    play.refuses("applicant.other-agency", ELSEWHERE.officer, denial(play))
    made = play.do(OFFICER, denial(play)).id
    assert play.case.denials[made].body.number == "EXP-2026-00001/D1"
    assert play.case.denials[made].body.party == "Gendarmerie"
    play.refuses("denial.recorded-already", OFFICER, denial(play))
    assert [item for _, item in unrecorded(play.case)] == ["2"]
    other = draft(play.case, record_of(play), "2", "P1")
    play.do(OFFICER, replace(other, criteria=("2", "7"), reason="Diversion."))


def test_a_denial_is_withdrawn_with_a_reason_and_may_be_recorded_anew() -> None:
    play = decided()
    made = play.do(OFFICER, denial(play)).id
    gone = DenialWithdrawn(denial=made, reason="A mistake.")
    play.refuses("reasons.needed", OFFICER, replace(gone, reason=""))
    enrol(play, ELSEWHERE)
    play.refuses("applicant.other-agency", ELSEWHERE.officer, gone)
    play.do(OFFICER, gone)
    play.refuses("denial.withdrawn-already", OFFICER, gone)
    again = play.do(OFFICER, denial(play)).id
    assert play.case.denials[again].body.number == "EXP-2026-00001/D1-2"


def test_denials_recorded_and_withdrawn_apart() -> None:
    base = decided()
    play, before = base.fork(), base.lagging(0)
    for officer in (OFFICER, "lic-07"):
        play.do(officer, denial(base), view=before, role=Role.LICENSING_OFFICER)
    every_order(base, play)
    assert len(play.case.denials) == 1
    base = decided()
    gone = DenialWithdrawn(denial=base.do(OFFICER, denial(base)).id, reason="A mistake.")
    play, before = base.fork(), base.lagging(0)
    for officer in (OFFICER, "lic-07"):
        play.do(officer, gone, view=before, role=Role.LICENSING_OFFICER)
    every_order(base, play)
    assert standing(play.case) == ()


def test_criteria_come_from_the_opinions_against_an_item() -> None:
    play = at("treaty")
    against = opinion(play.case, "customs", Position.OBJECT, criteria=("7", "2"))
    play.do(REVIEWERS["customs"], against)
    play.do(REVIEWERS["interior"], opinion(play.case, "interior", criteria=("1",)))
    assert criteria_of(play.case, "1") == ("2", "7")


def test_a_denial_of_a_leap_day_ends_on_the_28th() -> None:
    assert three_years_on("2028-02-29") == "2031-02-28"
    assert three_years_on("2026-11-02") == "2029-11-02"
