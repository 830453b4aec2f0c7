"""Papers filled from cases that were played through the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.desk.papers import Papers, issued, the_licence
from app.desk.papers_applicant import ApplicantPapers
from app.desk.papers_asked import LetterPapers
from app.desk.papers_manual import manual_paper
from app.desk.papers_opinions import OpinionPapers
from app.desk.papers_record import RecordPapers
from app.desk.papers_sessions import SessionPapers
from app.documents.case_papers import OpinionsPaper
from app.documents.manual import manual_pdf
from app.documents.record import record_pdf
from app.errors import Refused
from app.models.acts import (
    ApplicationAmended,
    ConsultationAnswered,
    ConsultationAsked,
    ExpertAdvised,
    ExpertInvited,
    OpinionChanged,
    PositionChanged,
    QueryRaised,
    QuerySent,
)
from app.models.applicant import Notice
from app.models.asked import Consultation, Letter
from app.models.case import Case
from app.models.course import Conflict, Deadline, Waiver, Withdrawal
from app.models.outcomes import Beside, ItemPosition, Outcome, PaperKind, Position, QueryOutcome
from app.models.procedure import Overdue
from app.workflows.dossier import content_digest, dossier_hash
from app.workflows.procedure_check import check_file
from app.workflows.road import case_progress
from tests.documents.reading import flat, text
from tests.workflows.drafts import RESOURCES, charter
from tests.workflows.machine.play import Play
from tests.workflows.machine.stages import APPLICATION, CLERK, MEMBERS, OFFICER, REVIEWERS, at, on, opinion, vote
from tests.workflows.test_rules_applicant import notice as written_notice

EXPERT, TODAY, LATER = "def-05", date(2026, 11, 3), "2026-11-20"
REFUSE = Outcome.REFUSE
CUSTOMS = REVIEWERS["customs"]


def side_by_side(play: Play, reader: str = "licensing") -> OpinionsPaper:
    assert play.world.realm.charter is not None
    road = case_progress(play.case, play.world.procedure(play.case.procedure), play.world.realm.charter, play.now)
    return OpinionPapers(play.world).opinions(play.case, road, reader, TODAY)


def amend(play: Play) -> None:
    longer = replace(APPLICATION, end_use="Border guard and training")
    play.do(CLERK, ApplicationAmended(application=longer, content=content_digest(longer), reason="The end use grew."))


# --- letter ---


def asked() -> Play:
    play = at("registered")
    raised = [play.do(OFFICER, QueryRaised(step="intake", text=one, text_fr="")) for one in ("Who?", "Where?")]
    body = QuerySent(
        number=1, queries=tuple(act.id for act in raised), due=LATER, silence="Returned.", silence_fr="Renvoyée."
    )
    play.do(OFFICER, body)
    return play


def test_a_letter_carries_its_questions_in_order_and_its_sender() -> None:
    play = asked()
    (sent,) = play.case.letters
    for name in ("", "1", sent[:8]):
        paper = LetterPapers(play.world).request_letter(play.case, name)
        assert [one.en for one in paper.questions] == ["Who?", "Where?"]
    assert (paper.due, paper.silence.fr) == (date(2026, 11, 20), "Renvoyée.")
    assert paper.sender.agency.en == "Licensing Secretariat"


def test_a_letter_that_was_not_sent_is_not_found() -> None:
    play = asked()
    with pytest.raises(Refused, match=r"paper\.letter-unknown"):
        LetterPapers(play.world).request_letter(play.case, "2")
    with pytest.raises(Refused, match=r"paper\.letter-unknown"):
        LetterPapers(play.world).request_letter(at("registered").case, "")


# --- opinions ---


def test_an_annex_goes_only_to_the_agencies_it_names() -> None:
    play = at("treaty")
    body = replace(opinion(play.case, "customs"), annex="Only for three eyes.")
    play.do(CUSTOMS, body, narrower={"annex": ("customs", "defence"), "shown": ("customs", "defence")})
    for reader, annex in (("customs", "Only for three eyes."), ("defence", "Only for three eyes."), ("interior", "")):
        (row,) = side_by_side(play, reader).opinions
        assert (row.annex, row.withheld) == (annex, not annex)


def test_opinions_before_an_amendment_are_marked_and_the_awaited_are_named() -> None:
    play = at("opinions")
    before = side_by_side(play)
    assert before.opinions
    assert not any(one.stale for one in before.opinions)
    amend(play)
    after = side_by_side(play)
    assert all(one.stale for one in after.opinions)
    assert after.version == 2
    assert {one.en for one in side_by_side(at("treaty")).awaited} >= {"Ministry of Defence", "Customs Administration"}


def test_a_changed_opinion_keeps_the_position_it_replaced() -> None:
    play = at("treaty")
    first = play.do(CUSTOMS, opinion(play.case, "customs", Position.OBJECT, reasons="No.", criteria=("7.4",)))
    later = OpinionChanged(
        replaces=first.id, step="customs", dossier=dossier_hash(play.case), position=Position.AGREE, reasons="Yes."
    )
    play.do(CUSTOMS, later)
    (row,) = side_by_side(play).opinions
    assert (row.position, row.earlier) == (Position.AGREE, (Position.OBJECT,))


def test_consultations_and_advice_are_listed_with_their_answers() -> None:
    play = at("registered")
    question = play.do(OFFICER, ConsultationAsked(agency="intelligence", question="The price?", due=LATER))
    play.do(OFFICER, ConsultationAsked(agency="interior", question="The depot?", due=LATER))
    answer = ConsultationAnswered(
        consultation=question.id, dossier=dossier_hash(play.case), position=Position.AGREE, reasons="Fair."
    )
    play.do("inl-01", answer)
    invited = play.do(OFFICER, ExpertInvited(expert=EXPERT, question="A rifle?", until=LATER))
    play.do(EXPERT, ExpertAdvised(invitation=invited.id, dossier=dossier_hash(play.case), text="Yes."))
    paper = side_by_side(play)
    assert [one.position for one in paper.consultations] == [Position.AGREE, None]
    assert paper.experts[0].advice[0][0] == "Yes."


# --- decisions ---


def test_a_record_lists_the_exact_positions_with_their_acts() -> None:
    play = at("issued")
    paper = RecordPapers(play.world).decision_record(play.case)
    (part,) = paper.decisions
    (record,) = play.case.decisions.values()
    assert {row.act for row in part.positions} == set(record.body.positions)
    assert part.final
    assert part.licence.endswith("/L1")
    assert len(part.signatures) == 2
    assert part.authority.en == "Standing committee on arms transfers"
    assert "Standing committee on arms transfers" in text(record_pdf(paper, "en"))


def test_an_objection_that_was_lifted_stands_with_what_lifted_it() -> None:
    play = at("put")
    seat, officer = next(iter(MEMBERS.items()))
    first = play.do(officer, vote(play.case, seat, Position.OBJECT, reasons="No.", criteria=("7.4",)))
    body = vote(play.case, seat)
    later = PositionChanged(
        replaces=first.id, question=body.question, seat=seat, position=body.position, reasons="Now."
    )
    play.do(officer, later)
    for name, other in MEMBERS.items():
        if name != seat:
            play.do(other, vote(play.case, name))
    on(play, "certified", "attested", "proposed")
    paper = RecordPapers(play.world).decision_record(play.case)
    (lifted,) = paper.lifted
    assert (lifted.objection.reasons, lifted.lifted.reasons) == ("No.", "Now.")
    assert not paper.decisions[0].final


def test_positions_on_items_criteria_and_the_second_person_stand_beside_the_position() -> None:
    play = at("treaty")
    apart = (ItemPosition(item="2", position=Position.OBJECT),)
    given = play.do(CUSTOMS, opinion(play.case, "customs", items=apart, criteria=("7.4",), reasons="Not the second."))
    seconded = replace(play.case.opinions[given.id], countersigned=play.case.opinions[given.id].by)
    done = at("issued")
    (record,) = done.case.decisions.values()
    decision = replace(record, body=replace(record.body, positions=(given.id,)))
    case = replace(done.case, opinions={given.id: seconded}, decisions={record.id: decision})
    ((row,),) = (part.positions for part in RecordPapers(done.world).decision_record(case).decisions)
    assert (row.items, row.criteria) == ((("2", Position.OBJECT),), ("7.4",))
    assert row.countersigned == (row.name, row.signed)


def eventful() -> tuple[Play, Case]:
    """A decided case on whose way everything happened that opens one without an opinion."""
    play = at("issued")
    case, by = play.case, play.case.last
    consulted = ConsultationAsked(agency="interior", question="The depot?", due=LATER)
    sent = QuerySent(number=1, queries=(), due=LATER, silence="Returned.", silence_fr="Renvoyée.")
    early = case.versions[0].by
    return play, replace(
        case,
        opinions={},
        waivers={
            "a": Waiver(step="interior", reason="Nothing of theirs.", by=replace(early, clock=(0, 0))),
            "b": Waiver(step="defence", reason="Known goods.", by=by),
        },
        deadlines={"c": Deadline(step="customs", due=LATER, effect=Overdue.NO_OBJECTION, by=by)},
        conflicts={MEMBERS["customs"]: Conflict(by=by, reason="A cousin is the buyer.")},
        consultations={"d": Consultation(id="d", body=consulted, by=by)},
        letters={"e": Letter(id="e", body=sent, by=by, closed=(QueryOutcome.EXPIRED, "Nobody wrote.", by))},
        withdrawn=Withdrawal(by=by, reason="Contract lost.", received="2026-11-02", stage="decided"),
    )


def test_a_record_names_whatever_opened_the_way_who_recorded_it_and_why() -> None:
    play, case = eventful()
    paper = RecordPapers(play.world).decision_record(case)
    told = text(record_pdf(paper, "en"))
    assert {one.what.en for one in paper.course} == {
        "Step waived",
        "Limit passed: silence recorded as no objection",
        "Conflict of interest declared",
        "Consultation without an answer",
        "Letter to the applicant closed as expired",
    }
    for words in ("Known goods.", "A cousin is the buyer.", "Nobody wrote.", "The depot?", "20 Nov"):
        assert words in told
    assert [one.reason.en for one in paper.course if one.stale] == ["Nothing of theirs."]


def test_a_withdrawn_case_is_not_printed_as_final() -> None:
    play, case = eventful()
    paper = RecordPapers(play.world).decision_record(case)
    assert paper.withdrawal is not None
    assert (paper.withdrawal.received, paper.withdrawal.stage.en) == (date(2026, 11, 2), "After the decision")
    assert "State Final" not in text(record_pdf(paper, "en"))


def test_opinions_name_the_steps_that_need_none_any_more() -> None:
    play, case = eventful()
    assert play.world.realm.charter is not None
    road = case_progress(case, play.world.procedure(case.procedure), play.world.realm.charter, play.now)
    paper = OpinionPapers(play.world).opinions(case, road, "licensing", TODAY)
    assert len(paper.passed_over) == 3


def test_a_linked_case_stands_with_the_authority_that_decided_it() -> None:
    play = at("issued")
    (record,) = play.case.decisions.values()
    beside = (Beside(case=play.case.id, reference=play.case.reference, state="granted"),)
    case = replace(play.case, decisions={record.id: replace(record, body=replace(record.body, beside=beside))})
    (part,) = RecordPapers(play.world).decision_record(case).decisions
    assert [one.en for row in part.beside for one in row.authorities] == ["Standing committee on arms transfers"]


def test_a_linked_case_without_decision_stands_with_the_authority_that_is_to_decide_it() -> None:
    ahead, decided = at("treaty"), at("issued")
    (record,) = decided.case.decisions.values()
    beside = (Beside(case=ahead.case.id, reference="EXP-2026-00002", state="open"),)
    case = replace(decided.case, decisions={record.id: replace(record, body=replace(record.body, beside=beside))})
    (part,) = RecordPapers(ahead.world).decision_record(case).decisions
    assert [one.en for row in part.beside for one in row.authorities] == ["Standing committee on arms transfers"]


def test_a_case_without_decision_has_no_record() -> None:
    play = at("opinions")
    with pytest.raises(Refused, match=r"decision\.none-final"):
        RecordPapers(play.world).decision_record(play.case)


def test_a_licence_is_found_by_its_number_and_no_other() -> None:
    play = at("issued")
    (licence,) = issued(play.case)
    assert issued(play.case, "l1") == issued(play.case, licence.body.number) == (licence,)
    assert Papers(play.world).licence(play.case, licence, "t").number == licence.body.number
    with pytest.raises(Refused, match=r"paper\.licence-unknown"):
        issued(play.case, "L2")
    with pytest.raises(Refused, match=r"licence\.none"):
        issued(at("signed").case)
    with pytest.raises(Refused, match=r"refusal\.none"):
        ApplicantPapers(play.world).notices(play.case, PaperKind.REFUSAL)


def test_the_log_holds_each_decision_once() -> None:
    play = at("issued")
    log = Papers(play.world).decision_log([play.case, play.case], TODAY, named=lambda _: False)
    (row,) = log.rows
    assert (row.applicant, row.destinations) == ("", ())


def test_minutes_show_the_goods_as_they_were_when_the_question_was_put() -> None:
    play = at("put")
    minutes = SessionPapers(play.world).minutes(play.session)
    (point,) = minutes.points
    assert [one.goods.item for one in point.rounds[0].question.outcomes] == [one.id for one in APPLICATION.items]
    fewer = replace(APPLICATION, items=APPLICATION.items[:1])
    play.do(CLERK, ApplicationAmended(application=fewer, content=content_digest(fewer), reason="Less."))
    assert SessionPapers(play.world).minutes(play.session).points[0].rounds == point.rounds


# --- manual ---


@pytest.mark.parametrize("file", sorted((RESOURCES / "procedures").glob("*.toml")), ids=lambda file: file.stem)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_shipped_procedure_has_a_manual(file: Path, language: str) -> None:
    procedure, _ = check_file(file.name, file.read_text(encoding="utf-8"))
    assert procedure is not None
    paper = manual_paper(procedure, charter())
    told = text(manual_pdf(paper, language))
    assert all(flat(one.title.in_language(language)[:20]) in told for one in paper.steps)
    rules = [*paper.rules, *(paper.committee.rules if paper.committee else ())]
    assert all(flat(line.in_language(language)[:20]) in told for one in rules for line in one.says)
    assert {row.role.value for row in paper.roles} >= {"clerk", "reviewer", "chair", "expert"}


# --- several authorities ---


def divided() -> tuple[Play, Case]:
    """A case whose one decision is taken apart into one for each of two authorities."""
    play = at("issued")
    (record,), (licence,) = play.case.decisions.values(), play.case.licences.values()
    first, *others = record.body.outcomes
    assert others
    refused = replace(record.body, authority="interior", outcomes=tuple(replace(one, outcome=REFUSE) for one in others))
    granted = replace(record.body, authority="defence", outcomes=(first,))
    beside = (Beside(authority="interior", state="refused"),)
    decisions = {
        "one": replace(record, id="one", body=replace(granted, beside=beside)),
        "two": replace(record, id="two", body=refused),
    }
    numbers = {
        name: replace(licence.body, number=f"{play.case.reference}/{name}", decision="one") for name in ("L1", "L2")
    }
    licences = {name: replace(licence, id=name, body=body) for name, body in numbers.items()}
    return play, replace(play.case, decisions=decisions, licences=licences)


def test_each_notice_names_only_the_items_of_its_own_decision() -> None:
    play, case = divided()
    filler, (record,) = ApplicantPapers(play.world), (one for one in case.decisions.values() if one.id == "two")
    with pytest.raises(Refused, match=r"paper\.no-notice"):
        filler.notices(case, PaperKind.REFUSAL)
    written = Notice(id="notice", body=written_notice(record), by=record.by)
    case = replace(case, notices={"notice": written})
    (notice,) = filler.notices(case, PaperKind.REFUSAL)
    assert [one.goods.item for one in notice.rows] == [one.item for one in record.body.outcomes]
    assert notice.decision == "two"
    assert filler.notices(case, PaperKind.REFUSAL, "1") == (notice,)
    with pytest.raises(Refused, match=r"paper\.refusal-unknown"):
        filler.notices(case, PaperKind.REFUSAL, "2")


def test_each_authority_has_its_part_in_record_and_log() -> None:
    play, case = divided()
    parts = RecordPapers(play.world).decision_record(case).decisions
    assert {part.authority.en for part in parts} == {"Ministry of Defence", "Ministry of the Interior"}
    assert {part.licence for part in parts} == {f"{case.reference}/L1, {case.reference}/L2", ""}
    assert [one.en for part in parts for row in part.beside for one in row.authorities] == ["Ministry of the Interior"]
    assert [row.decision for row in Papers(play.world).decision_log([case], TODAY).rows] == ["one", "two"]


def test_of_several_licences_each_is_found_by_its_number() -> None:
    _, case = divided()
    assert [one.body.number[-2:] for one in issued(case)] == ["L1", "L2"]
    assert [one.body.number[-2:] for one in issued(case, "L2")] == ["L2"]
    assert the_licence(case, "L1").id == "L1"
    assert the_licence(at("issued").case) == issued(at("issued").case)[0]
