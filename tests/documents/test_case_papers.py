"""What the letter to the applicant, the opinions, the decision record and the manual say."""

from __future__ import annotations

from dataclasses import replace

from app.documents.licence import licences_pdf
from app.documents.manual import manual_pdf
from app.documents.notices import notices_pdf
from app.documents.opinions import opinions_pdf
from app.documents.papers import OutcomeRow
from app.documents.record import record_pdf
from app.documents.request import request_pdf
from app.models.outcomes import Outcome, Position
from app.words import Words
from tests.documents import samples
from tests.documents import samples_applicant as applicant
from tests.documents import samples_case as cases
from tests.documents.reading import pages, text

# --- letter to the applicant ---


def test_a_letter_says_what_is_asked_until_when_and_what_silence_means() -> None:
    told = text(request_pdf(cases.REQUEST, "en"))
    for words in (
        "Halden Mobility Systems AS Industriveien 14 1771 Halden Norway",
        "HMS/2026/118-B",
        "1 Who will hold the 24 vehicles",
        "2 Your end-user certificate",
        "3 Which of the spare parts",
        "Your answer must reach us on 14 Dec 2026 at the latest: Licensing Secretariat.",
        "the application may be returned without action",
        "Arms Transfers Act 2019",
        "the statutory time does not run",
        "Œdipe Çağlar-Nowak Licensing officer Licensing Secretariat 22 Nov 2026",
    ):
        assert words in told


def test_a_letter_names_no_position() -> None:
    told = text(request_pdf(cases.REQUEST, "en"))
    assert not [one for one in Position if f" {Words('en').label('position', one)} " in told]


def test_a_letter_without_statutory_time_promises_no_pause() -> None:
    bare = replace(cases.REQUEST, clock=False, legal_basis=None, applied_on="", applicant_reference="")
    told = text(request_pdf(bare, "en"))
    assert "statutory" not in told
    assert "Legal basis" not in told
    assert "Your application of" not in told


def test_a_question_asked_in_one_language_stands_once_in_a_bilingual_letter() -> None:
    assert text(request_pdf(cases.REQUEST, "bilingual")).count("Which of the spare parts") == 1


# --- opinions ---


def test_opinions_show_the_earlier_version_and_say_in_one_line_that_they_differ() -> None:
    told = text(opinions_pdf(cases.OPINIONS, "en"))
    assert "The opinions on this version differ: Agree (Defence); Agree with conditions (Foreign Affairs)." in told
    assert told.count("Given on an earlier version") == 2
    assert "Reaffirmed by Anne-Sophie" in told
    assert "Countersigned by Tomás Arriaga" in told
    assert "Earlier: Needs information," in told
    assert "Item 2: Object" in told
    assert "Ministry of the Interior Not given yet" in told


def test_opinions_that_say_the_same_agree() -> None:
    same = replace(cases.OPINIONS, opinions=cases.OPINION_ROWS[1:])
    assert "The opinions on this version agree: Agree." in text(opinions_pdf(same, "en"))


def test_an_annex_is_printed_only_for_its_readers() -> None:
    told = text(opinions_pdf(cases.OPINIONS, "en"))
    assert "Defence The unit that receives item 1" in told
    assert "Not open to the reader’s agency, and therefore not printed: annex of Customs." in told


def test_a_case_without_opinions_says_so() -> None:
    told = text(opinions_pdf(cases.NO_OPINIONS, "en"))
    assert "No opinion stands on this version yet." in told
    assert "No opinion is asked for yet." in told
    assert "Consultations" not in told
    assert "annex" not in told


def test_consultations_and_advice_stand_apart_from_opinions() -> None:
    told = text(opinions_pdf(cases.OPINIONS, "en"))
    assert "Is the depot guarded at night? Awaited until 30 Nov" in told
    assert "Is the carrier known? Withdrawn" in told
    assert "Not without cutting the roof plate; the drawings show no ring. 15 Nov 2026" in told
    assert "Is the price plausible? Awaited until 1 Dec 2026" in told


# --- decision record ---


def test_a_record_shows_each_authority_its_ground_and_every_position() -> None:
    told = text(record_pdf(cases.RECORD, "en"))
    for words in (
        "not for the applicant",
        "Decision: Standing Committee on Arms Transfers State Final Ground Consensus of the committee",
        "Decision: Ministry of the Interior State Not final; signatures given: 0 of 2",
        "Defence Agree with reservation Under a shorter validity than a year. 19 Nov 2026",
        "Jean-Noël Brûlé On question 2 of the committee 0b2e5d18c6a7",
        "Ministry of the Interior EXP-2026-00018 Not decided yet Defence",
        "Condition of Foreign Affairs, version 2.",
        "The committee deferred as often as the procedure allows",
        "The applicant names another carrier",
        "Tomás Arriaga Chair Foreign Affairs 19 Nov 2026",
    ):
        assert words in told


def test_a_record_tells_how_an_objection_was_lifted() -> None:
    told = text(record_pdf(cases.RECORD, "en"))
    lifted = told[told.index("Objections lifted") : told.index("Escalation to")]
    assert "Customs The route through the free port is not Agree" in lifted
    assert "Condition 4 answers the objection." in lifted


def test_a_prohibition_rests_on_answers_without_a_position() -> None:
    told = text(record_pdf(cases.PROHIBITED, "en"))
    assert "Prohibition under Article 6" in told
    assert "6.3: known use" in told
    assert "Objections lifted" not in told


def test_a_decision_without_positions_says_so() -> None:
    bare = replace(cases.RECORD, decisions=(replace(cases.HEAVY, positions=()),))
    assert "The decision names no position." in text(record_pdf(bare, "en"))


def test_a_record_shows_positions_on_items_criteria_and_the_countersignature() -> None:
    told = text(record_pdf(cases.RECORD, "en"))
    part = told[told.index("Decision: Ministry of the Interior") :]
    for words in ("Item 1: Agree", "Item 2: Object", "Criteria: 7.1.b.iii, 11", "Countersigned by"):
        assert words in part


def test_a_record_tells_how_steps_were_passed_and_by_whose_law() -> None:
    told = text(record_pdf(cases.RECORD, "en"))
    passed = told[told.index("Waivers, passed limits") : told.index("Objections lifted")]
    for words in ("Step waived", "Nothing of it falls", "No longer counts", "silence recorded", "Arms Transfers Act"):
        assert words in passed


def test_a_record_of_a_withdrawn_case_opens_with_the_withdrawal_and_calls_nothing_final() -> None:
    told = text(record_pdf(cases.WITHDRAWN, "en"))
    opening = told[: told.index("Decision: Standing Committee")]
    for words in ("Withdrawn by the applicant", "20 Nov 2026", "The buyer cancelled", "Issue of the licence"):
        assert words in opening
    assert "State Final" not in told
    assert "the applicant took the application back" in told
    assert "Withdrawn by the applicant; not final, signatures given: 0 of 2" in told


def test_opinions_list_the_steps_passed_without_one() -> None:
    told = text(opinions_pdf(cases.OPINIONS, "en"))
    passed = told[told.index("Steps waived, or passed by silence") : told.index("Consultations")]
    assert "Opinion of the interior" in passed
    assert "Opinion of customs" in passed


# --- manual ---


def test_a_decision_split_by_competence_names_every_competent_agency() -> None:
    told = text(manual_pdf(cases.MANUAL, "en"))
    assert "Decision Decision Ministry of the Interior – Foreign Affairs" in told
    assert "Agency in charge Ministry of the Interior Foreign Affairs" in told


def test_a_manual_tells_who_does_what_until_when_and_on_what_ground() -> None:
    told = text(manual_pdf(cases.MANUAL, "en"))
    for words in (
        "standing-committee 2",
        "7f3a 91c4 0b2e 5d18",
        "Working days for the whole case: 90. When they have passed: Implicit refusal.",
        "Opens after 1 Intake and completeness, 2 Treaty questions: Articles 6 and 7",
        "Only if at least one of the following holds",
        "Silence then counts as no objection",
        "Assess the risks of Article 7",
        "May be waived by Foreign Affairs",
        "Who decides The agency competent for the item",
        "each decides its own in one case",
        "3, counted in voting seats taken",
        "After them Foreign Affairs decides, with signatures: 1.",
        "Working days from the letter: 15",
        "Decision Foreign Affairs Licensing Secretariat Foreign Affairs Economy",
        "Reviewer Opinion given · Agency consulted Opinion countersigned",
    ):
        assert words in told


def test_a_manual_of_a_small_procedure_has_no_empty_section() -> None:
    told = text(manual_pdf(cases.SMALL_MANUAL, "en"))
    assert "The law sets no time for the whole case." in told
    for heading in ("The committee", "Questions to the applicant", "In short", "Higher authority"):
        assert heading not in told


def test_a_committee_without_a_higher_authority_only_defers() -> None:
    committee = cases.MANUAL.committee
    assert committee is not None
    alone = replace(cases.MANUAL, committee=replace(committee, escalates_to=None, chair_votes=True))
    told = text(manual_pdf(alone, "en"))
    assert "The question is deferred; deferrals allowed: 2." in told
    assert "The chair votes." in told


def test_thirty_steps_are_all_in_the_manual() -> None:
    found = pages(manual_pdf(cases.LONG_MANUAL, "en"))
    told = " ".join(found)
    assert all(f"{one.number} {one.title.en}" in told for one in cases.LONG_MANUAL.steps)


# --- several papers in one file ---


def test_licences_of_several_authorities_keep_their_own_page_numbers() -> None:
    second = replace(samples.LICENCE, number="EXP-2026-00017/L2", goods=(samples.SPARES,), conditions=())
    found = pages(licences_pdf((samples.LICENCE, second), "en"))
    single = [len(pages(licences_pdf((one,), "en"))) for one in (samples.LICENCE, second)]
    assert len(found) == sum(single)
    assert f"Page 1 of {single[0]}" in found[0]
    assert f"Page 1 of {single[1]}" in found[single[0]]
    assert "Armoured personnel" not in found[single[0]]


def test_notices_of_several_authorities_stand_in_one_file() -> None:
    other = replace(applicant.REFUSAL, rows=(OutcomeRow(goods=samples.CARRIERS, outcome=Outcome.REFUSE),))
    found = pages(notices_pdf((applicant.REFUSAL, other), "en"))
    assert "Spare parts" in found[0]
    assert "Armoured personnel" in found[-1]
