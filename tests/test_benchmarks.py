"""The benchmarks are fair and speak one form; nothing is timed here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature

from app.store.derive import ORDER
from app.store.engine import begin, open_engine
from app.store.journal import DATABASE, HEAD, Store
from app.trust.derive import database_key
from tests.benchmarks import append, intake, journals, registers, session, verify
from tests.benchmarks.harness import Result, beside, rated
from tests.benchmarks.road import Road

SMALL = 40
ACTS = 80
TABLES = ("acts", "tree", "station", *ORDER)


def contents(folder: Path, key: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of a store's tables."""
    engine = open_engine(folder / DATABASE, database_key(key))
    with begin(engine, writing=False) as connection:
        found = {name: sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {name}"))) for name in TABLES}
    engine.dispose()
    return found


def check_form(result: Result, ratios: Sequence[bool]) -> None:
    """One object with a name and measures; a limit wherever a goal is stated."""
    value = json.loads(result.to_json())
    assert value.keys() == {"name", "measures"}
    for one, stated in zip(value["measures"], ratios, strict=True):
        assert one.keys() == {"what", "value", "unit", "limit", "ratio"}
        assert (one["limit"] is not None, one["ratio"] is not None) == (stated, stated)
        assert one["value"] > 0


def test_limit_of_append_writes_the_same_bytes(tmp_path: Path) -> None:
    pair = append.Pair(tmp_path)
    for step in Road(pair.realm, 1).acts():
        pair.take(step)
    heads = [(tmp_path / name / HEAD).read_bytes() for name in ("ours", "limit")]
    ours, limit, bare = (contents(tmp_path / name, pair.realm.store_key) for name in ("ours", "limit", "bare"))
    pair.close()
    assert len(ours["licences"]) == 1
    assert ours == limit
    assert heads[0] == heads[1]
    assert bare["acts"] == ours["acts"]


def test_limit_of_intake_writes_the_same_bytes(tmp_path: Path) -> None:
    reading = intake.read([registers.write(tmp_path / "register.csv", SMALL)], intake.MAPPING)
    pair = intake.Pair(tmp_path)
    pair.realm.desk("licensing", "clerk").applications.register(reading.candidates)
    pair.write(list(intake.commits_from(pair.realm, pair.limit.size)))
    heads = [(tmp_path / name / HEAD).read_bytes() for name in ("ours", "limit")]
    ours, limit = (contents(tmp_path / name, pair.realm.store_key) for name in ("ours", "limit"))
    pair.close()
    assert len(ours["cases"]) == SMALL
    assert ours == limit
    assert heads[0] == heads[1]


def test_limit_of_session_writes_the_same_bytes(tmp_path: Path) -> None:
    scene = session.Scene(tmp_path, 2)
    scene.round(0)
    ours, limit = (contents(tmp_path / f"{name}-0", scene.realm.store_key) for name in ("ours", "limit"))
    assert len(ours["positions"]) == 2 * len(session.SEATS)
    # Leaving in order says so in the store's own row.
    assert ours | {"station": []} == limit | {"station": []}


def test_benchmark_of_session_states_both_goals() -> None:
    check_form(session.run(rounds=1, files=2), (True, False, True))


def test_generated_register_reads_like_the_real_one(tmp_path: Path) -> None:
    reading = intake.read([registers.write(tmp_path / "register.csv", SMALL)], intake.MAPPING)
    assert (reading.rows, len(reading.candidates), reading.problems) == (SMALL, SMALL, ())
    assert any(candidate.links for candidate in reading.candidates)


def test_limit_of_verify_checks_every_signature(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journals, "BATCH", 2)
    folder, key = journals.journal(ACTS, tmp_path)
    with Store.open(folder, key) as store, store.reading() as tx:
        verify.full(tx)
        signed = verify.signatures_of(tx)
        assert len(signed) == tx.size >= ACTS
    verify.by_threads(signed)
    public, message, signature = signed[-1]
    with pytest.raises(InvalidSignature):
        verify.check([(public, message + b" ", signature)])


def test_journal_is_built_once_for_each_state_of_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journals, "BATCH", 1)
    first = journals.journal(1, tmp_path)
    assert journals.journal(1, tmp_path) == first
    monkeypatch.setattr(journals, "_code_version", lambda: "later")
    assert journals.journal(1, tmp_path) != first
    assert [one.name for one in tmp_path.iterdir()] == ["journal-1-later"]


def test_results_have_one_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLACET_TEST_DATA", raising=False)
    monkeypatch.setattr(journals, "BATCH", 1)
    monkeypatch.setattr(verify, "openssl", lambda: None)
    check_form(append.run(rounds=1, cases=1), [True, False])
    check_form(intake.run(rows=SMALL, read_rounds=1, store_rounds=1), [True, True])
    check_form(verify.run(acts=ACTS, rounds=1, cache=tmp_path), [True, False, False])


def test_ratio_is_rate_over_limit() -> None:
    assert rated("acts", 50, "acts/s", 200).ratio == 0.25
    assert beside("acts", 50, "acts/s").ratio is None


def test_missing_real_file_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PLACET_TEST_DATA", "absent")
    intake.run(rows=SMALL, read_rounds=1, store_rounds=1)
    assert "generated register" in capsys.readouterr().err
