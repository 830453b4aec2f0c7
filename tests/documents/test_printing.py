"""Papers printed at the desk, from a store, by who may read them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk.printing import Printing
from app.errors import Refused
from app.intake.reading import read
from app.models.acts import QueryRaised, QuerySent
from tests.desk.test_main_job import SmallState, _agree, _review, dossier
from tests.documents.reading import text


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SmallState, str]]:
    """A small State with one decided case, on which a letter was sent."""
    folder: Path = tmp_path_factory.mktemp("printing")
    state = SmallState(folder / "store")
    state.found()
    state.enrol()
    (case,) = state.at("lic-02").applications.register(read([dossier(folder)], None).candidates).references
    _review(state, case)
    _agree(state, case)
    yield state, case
    state.close()


def printing(state: SmallState, officer: str = "lic-02") -> Printing:
    return state.at(officer).printing


def test_opinions_and_record_are_printed_for_who_reads_the_case(decided: tuple[SmallState, str]) -> None:
    state, case = decided
    assert "The opinions on this version agree: Agree." in text(printing(state).opinions(case, "en"))
    record = text(printing(state).decision_record(case, "bilingual"))
    assert "Consensus of the committee" in record
    assert case in record


def test_an_auditor_prints_no_bodies(decided: tuple[SmallState, str]) -> None:
    state, case = decided
    for paper in (printing(state, "aud-01").opinions, printing(state, "aud-01").decision_record):
        with pytest.raises(Refused, match=r"rights\.no-bodies"):
            paper(case, "en")
    with pytest.raises(Refused, match=r"rights\.no-bodies"):
        printing(state, "aud-01").request_letter(case, "", "en")


def test_a_manual_is_printed_by_id_or_digest_for_any_officer(decided: tuple[SmallState, str]) -> None:
    state, case = decided
    by_id = printing(state, "aud-01").manual("standing-committee", "fr")
    digest = state.at("lic-02").questions.case(case)["procedure"]["digest"]
    assert printing(state).manual(digest[:10], "fr") == by_id
    for name in ("", "no-such"):
        with pytest.raises(Refused, match=r"paper\.procedure-unknown"):
            printing(state).manual(name, "en")


def test_a_letter_is_printed_by_its_number(tmp_path: Path) -> None:
    state = SmallState(tmp_path / "store")
    state.found()
    state.enrol()
    desk = state.at("lic-02")
    (case,) = desk.applications.register(read([dossier(tmp_path)], None).candidates).references
    scope = f"case:{desk.questions.case(case)['id']}"
    raised = printing(state).sign(scope, lambda _: QueryRaised(step="intake", text="Who signs?", text_fr="Qui signe ?"))
    letter = QuerySent(number=1, queries=raised.acts, due="2026-11-20", silence="Returned.", silence_fr="Renvoyée.")
    printing(state).sign(scope, lambda _: letter)
    told = text(printing(state).request_letter(case, "1", "bilingual"))
    state.close()
    assert "Who signs?" in told
    assert "Renvoyée." in told
