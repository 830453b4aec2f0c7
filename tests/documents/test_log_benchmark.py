"""The decision log and the bare table that it is measured against print the same texts."""

from __future__ import annotations

import json

from app.documents.decision_log import decision_log_pdf
from tests.benchmarks import papers
from tests.documents import samples
from tests.documents.reading import pages, text

ROWS = 50


def test_the_bare_table_prints_every_text_of_the_log_in_its_fonts() -> None:
    log = samples.log(ROWS)
    head, *rows = papers.texts(log)
    ours = text(decision_log_pdf(log, "en")).replace(" ", "")
    for bare in (papers.table(head, rows), papers.drawn(head, rows)):
        told = text(bare).replace(" ", "")
        for row in rows:
            assert [one for one in row if one.replace(" ", "") not in told] == []
            assert row[1] in ours
        assert all("Applicant" in page for page in pages(bare))


def test_the_result_states_one_ratio() -> None:
    result = json.loads(papers.run(rows=ROWS, rounds=1).to_json())
    rated, beside = result["measures"]
    assert rated["ratio"] > 0
    assert beside["limit"] is None
