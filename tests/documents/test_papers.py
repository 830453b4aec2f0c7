"""What every paper owes its reader, and what each one says."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.documents.agenda import agenda_pdf
from app.documents.decision_log import decision_log_pdf
from app.documents.licence import licence_pdf
from app.documents.minutes import minutes_pdf
from app.documents.notices import notice_pdf
from app.documents.papers import Imprint
from app.documents.sheet import grouped
from app.models.outcomes import Position
from app.words import Words
from tests.documents import samples
from tests.documents import samples_applicant as applicant
from tests.documents.goldens import LANGUAGES, PAPERS, described, golden, render
from tests.documents.reading import flat, outside, pages, text

ROOT = Path(__file__).resolve().parent.parent.parent
EVERY = [(name, language) for name in PAPERS for language in LANGUAGES]
DIGESTS = """
from hashlib import sha256
from tests.documents.goldens import PAPERS, render
print(sha256(b"".join(render(name, "bilingual") for name in PAPERS)).hexdigest())
"""


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_paper_looks_as_it_was_approved(name: str, language: str) -> None:
    assert described(render(name, language)) == golden(name, language).read_text(encoding="utf-8")


def test_the_same_paper_has_the_same_bytes_in_another_process() -> None:
    here = sha256(b"".join(render(name, "bilingual") for name in PAPERS)).hexdigest()
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT), "TZ": "Asia/Tokyo"}
    run = subprocess.run([sys.executable, "-c", DIGESTS], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == here


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_nothing_is_written_outside_the_margins(name: str, language: str) -> None:
    found = [outside(page) for page in PdfReader(BytesIO(render(name, language))).pages]
    assert found == [[] for _ in found]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_font_is_embedded_and_every_sign_has_a_letter(name: str, language: str) -> None:
    reader = PdfReader(BytesIO(render(name, language)))
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            assert "/FontFile2" in font["/FontDescriptor"]
            assert font["/BaseFont"].startswith("/AAAAAA+IBMPlex")


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_says_what_it_is_to_programs(name: str) -> None:
    reader = PdfReader(BytesIO(render(name, "fr")))
    assert reader.metadata is not None
    assert reader.metadata.author == "République d’Arcadie"
    assert reader.metadata.title
    assert reader.metadata.subject
    assert reader.root_object["/Lang"] == "fr"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_every_page_is_numbered_and_names_case_and_dossier() -> None:
    found = pages(licence_pdf(samples.LONG_LICENCE, "en"))
    for number, page in enumerate(found, 1):
        assert f"Page {number} of {len(found)}" in page
        assert "Case EXP-2026-00017" in page
        assert grouped(samples.DOSSIER) in page


@pytest.mark.parametrize("name", PAPERS)
def test_a_training_realm_marks_every_page(name: str) -> None:
    paper, model = PAPERS[name]
    imprint = replace(model.imprint, training=True)
    for page in pages(paper(replace(model, imprint=imprint), "bilingual")):
        assert "TRAINING — N" in page
        assert "EXERCICE — " in page


def test_a_long_licence_repeats_its_table_head_and_loses_nothing() -> None:
    found = pages(licence_pdf(samples.LONG_LICENCE, "en"))
    goods = [page for page in found if "24 pc" in page]
    assert all("Item Description Control" in page for page in goods)
    assert flat(" ".join(found)).count("24 pc") == 40
    assert sum(page.count("Condition of") for page in found) == 15


def test_a_licence_tells_all_that_an_officer_at_the_border_needs() -> None:
    told = text(licence_pdf(samples.LICENCE, "en"))
    for words in (
        "Export licence",
        "EXP-2026-00017/L1",
        "Individual licence",
        "Halden Mobility Systems AS",
        "From 22 Nov 2026 to 21 Nov 2027 inclusive",
        "12 500.5 kg",
        "No re-export and no transfer without prior written consent.",
        "Condition of Customs, version 1, for items 1.",
        "Anne-Sophie Lindqvist",
        "placet licence verify TOKEN",
    ):
        assert words in told
    assert samples.TOKEN in told.replace(" ", "")


def test_a_bilingual_licence_carries_both_texts_of_each_condition() -> None:
    told = text(licence_pdf(samples.LICENCE, "bilingual")).replace(" ", "")
    for condition in samples.CONDITIONS:
        for line in (condition.text.en[:20], condition.text.fr[:20]):
            assert line.replace(" ", "") in told


def test_a_condition_without_french_text_stands_in_the_language_it_has() -> None:
    only = replace(samples.CONDITIONS[1], text=replace(samples.CONDITIONS[1].text, fr=""))
    told = text(licence_pdf(replace(samples.LICENCE, conditions=(only,)), "bilingual"))
    assert told.count("No re-export") == 1
    assert "Condition of Defence, version 1." in told


def test_a_licence_without_conditions_or_parties_has_no_empty_heading() -> None:
    told = text(licence_pdf(replace(samples.LICENCE, conditions=(), parties=(), end_use=""), "en"))
    assert "Parties" not in told
    assert "Conditions" not in told


def test_goods_of_unknown_quantity_and_value_leave_their_columns_empty() -> None:
    bare = replace(samples.CARRIERS, quantity=None, value=None, unit="", currency="", destination="", end_user="")
    told = text(licence_pdf(replace(samples.LICENCE, goods=(bare,)), "en"))
    assert "None" not in told
    assert "without weapon mounts Conditions" in told


def test_a_refusal_shows_only_its_items_and_no_position() -> None:
    told = text(notice_pdf(applicant.REFUSAL, "en"))
    assert "Spare parts" in told
    assert "Armoured personnel" not in told
    assert applicant.REFUSAL.reasons is not None
    assert applicant.REFUSAL.reasons.en in told
    assert not [word for word in Position if f" {Words('en').label('position', word)} " in told]


def test_a_refusal_without_given_remedy_promises_none() -> None:
    assert "Remedies" not in text(notice_pdf(replace(applicant.REFUSAL, remedies=None), "en"))


def test_the_agenda_shows_the_exact_question_and_its_whole_fingerprint() -> None:
    told = text(agenda_pdf(samples.AGENDA, "en"))
    assert samples.QUESTION.text.en in told
    assert grouped(samples.FINGERPRINT) in told
    assert "For information: no question is put" in told


def test_minutes_keep_a_lifted_objection_and_annex_reservations() -> None:
    told = text(minutes_pdf(samples.MINUTES, "en"))
    assert "The route through the free port is not verified." in told
    assert "Changed later; stays on record" in told
    assert "Reservation 1, annexed" in told
    assert "Reservation 1, on agenda item 1, case EXP-2026-00017: Defence, Jean-Noël Brûlé" in told
    assert told.index("Annex: reservations") < told.index("under a shorter validity")
    assert "Met: 3 voting seats taken, 3 required" in told
    assert "Deferred by Tomás Arriaga; deferral number 1" in told
    assert "10 Dec 2026" in told


def test_minutes_say_that_the_quorum_was_missed_and_that_a_round_stayed_open() -> None:
    point = samples.MINUTES.points[2]
    still_open = replace(point, rounds=(replace(point.rounds[0], deferral=None, positions=()),))
    told = text(minutes_pdf(replace(samples.MINUTES, voting=2, closed="", points=(still_open,), note=""), "en"))
    assert "Since 26 Nov 2026, 09:58 UTC; not yet closed" in told
    assert "Not met: 2 voting seats taken, 3 required" in told
    assert "No position was taken." in told
    assert "The round was still open when these minutes were made." in told
    assert "Annex" not in told


def test_a_deferral_without_a_day_promises_none() -> None:
    point = samples.MINUTES.points[2]
    deferral = point.rounds[0].deferral
    assert deferral is not None
    undated = replace(point, rounds=(replace(point.rounds[0], deferral=replace(deferral, until=None)),))
    told = text(minutes_pdf(replace(samples.MINUTES, points=(undated,)), "en"))
    assert "deferral number 1" in told
    assert "Taken up again on" not in told


def test_a_result_not_yet_certified_names_nobody() -> None:
    point = samples.MINUTES.points[0]
    bare = replace(point, rounds=(replace(point.rounds[0], certified=None, attested=None),))
    told = text(minutes_pdf(replace(samples.MINUTES, points=(bare,)), "en"))
    assert "Consensus" in told
    assert "Certified by" not in told
    assert "Attested by" not in told


def test_a_word_of_ten_thousand_letters_is_broken_and_not_cut() -> None:
    endless = replace(samples.CARRIERS, description="Щ" * 10_000)
    told = text(licence_pdf(replace(samples.LICENCE, goods=(endless,)), "en"))
    assert told.count("Щ") == 10_000


def test_the_decision_log_holds_every_row_on_as_many_pages_as_it_needs() -> None:
    log = samples.log(300)
    found = pages(decision_log_pdf(log, "en"))
    told = " ".join(found)
    assert [row.reference for row in log.rows if row.reference not in told] == []
    assert all("Date Case Activity" in page for page in found)


def test_an_empty_decision_log_is_a_page_that_says_so() -> None:
    assert "Decisions up to 22 Nov 2026: 0" in text(decision_log_pdf(samples.log(0), "en"))


def test_a_name_in_another_script_is_printed_in_the_decision_log_with_its_mark() -> None:
    log = samples.log(1)
    arabic = replace(log, rows=(replace(log.rows[0], applicant=samples.FOREIGN_NAMES["Arabic"]),))
    told = text(decision_log_pdf(arabic, "en"))
    assert "[Arab]" in told
    assert "ISO 15924" in told


def test_a_paper_of_no_case_says_in_its_foot_what_it_is() -> None:
    imprint = Imprint(realm=samples.REALM, training=False)
    assert "Agenda 2026-11-26" in text(agenda_pdf(replace(samples.AGENDA, imprint=imprint), "en"))
