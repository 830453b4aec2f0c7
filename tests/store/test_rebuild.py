"""Filling the derived tables again: alone and with the help of processes, to the same rows, whole or not at all."""

from __future__ import annotations

import gc
import os
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.errors import StoreFault
from app.store import rebuild as rebuilding
from app.store.engine import raw
from app.store.journal import Store
from app.store.rebuild import check, rebuild
from app.store.tables import derived
from tests.store import processes, realm
from tests.store.realm import CLERK, Office


@pytest.fixture
def busy(office: Office) -> Office:
    """An office with three cases and a session."""
    for _ in range(3):
        office.register()
    office.append(CLERK, realm.intake_done(2))
    office.append(realm.SECRETARY, realm.session(2))
    return office


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the few acts of a test were many: a part for each scope, and other processes worth their start."""
    monkeypatch.setattr(rebuilding, "PART", 1)
    monkeypatch.setattr(rebuilding, "FEW", 0)


def tables(office: Office) -> dict[str, list[dict[str, Any]]]:
    with office.store.reading() as reading:
        return {name: reading.table(name) for name in derived.tables}


def spilling(office: Office) -> int:
    """Pages in memory beyond which changed ones are written before the commit."""
    with office.store.reading() as reading:
        return int(raw(reading.connection).execute("PRAGMA cache_spill").fetchone()[0])


def die(*_: object) -> None:
    """What a process does that runs out of memory."""
    os._exit(1)


def test_processes_find_the_same_rows(busy: Office, small_parts: None) -> None:
    before = tables(busy)
    done: list[int] = []
    with busy.store.transaction() as tx:
        assert rebuild(tx.connection, done.append, helpers=1) == 5
    assert tables(busy) == before
    assert done == [1, 2, 3, 4, 5]


def test_comparing_uses_processes_too(busy: Office, small_parts: None) -> None:
    with busy.store.reading() as reading:
        done: list[int] = []
        assert check(reading.connection, done.append, helpers=1) == []
        assert done == [1, 2, 3, 4, 5]


def test_few_acts_start_no_process(busy: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "ProcessPoolExecutor", die)
    with busy.store.transaction() as tx:
        assert rebuild(tx.connection, helpers=1) == 5


def test_acts_that_are_not_kept_yet_are_folded_here(busy: Office, small_parts: None) -> None:
    with busy.store.transaction() as tx:
        tx.append(CLERK, [realm.intake_done(1), realm.registration(4)], busy.later())
        tx.settle()
        before = {name: tx.table(name) for name in derived.tables}
        assert rebuild(tx.connection, helpers=1) == 6
        assert {name: tx.table(name) for name in derived.tables} == before


def test_rows_beyond_what_memory_should_hold_are_folded_alone(
    busy: Office, small_parts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tables(busy)
    monkeypatch.setattr(rebuilding, "MOST", 10)
    with busy.store.transaction() as tx:
        assert rebuild(tx.connection, helpers=1) == 5
    assert tables(busy) == before


def test_process_that_dies_costs_nothing_but_time(
    busy: Office, small_parts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tables(busy)
    monkeypatch.setattr("app.store.refold.found_there", die)
    with busy.store.transaction() as tx:
        assert rebuild(tx.connection, helpers=1) == 5
    assert tables(busy) == before


def too_late(*_: object) -> None:
    """What a process finds that comes while this transaction writes."""
    raise StoreFault("store.busy")


def test_process_that_may_not_read_costs_nothing_but_time(
    busy: Office, small_parts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tables(busy)
    monkeypatch.setattr("app.store.refold.found_there", too_late)
    with busy.store.transaction() as tx:
        assert rebuild(tx.connection, helpers=1) == 5
    assert tables(busy) == before


def unreadable(*_: object) -> None:
    raise StoreFault("store.damaged")


def test_damage_that_a_process_finds_is_told(busy: Office, small_parts: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.refold.found_there", unreadable)
    with pytest.raises(StoreFault, match=r"store\.damaged"), busy.store.transaction() as tx:
        rebuild(tx.connection, helpers=1)


def test_others_read_though_more_is_dropped_than_the_cache_holds(busy: Office, small_parts: None) -> None:
    with busy.store.transaction() as tx:
        database = tx.connection.get_execution_options()["placet_database"]

        def read(_: int) -> None:
            with closing(database.reader()) as reader:
                assert reader.execute("SELECT count(*) FROM acts").fetchone() == (11,)

        raw(tx.connection).execute("PRAGMA cache_size = 10").fetchall()
        assert rebuild(tx.connection, read, helpers=1) == 5


@pytest.mark.parametrize("helpers", [0, 1])
def test_fault_in_the_middle_changes_nothing(
    busy: Office, small_parts: None, monkeypatch: pytest.MonkeyPatch, helpers: int
) -> None:
    def fail(*_: object) -> None:
        raise StoreFault("store.full")

    before, spill = tables(busy), spilling(busy)
    monkeypatch.setattr(rebuilding, "insert", fail)
    with pytest.raises(StoreFault), busy.store.transaction() as tx:
        rebuild(tx.connection, helpers=helpers)
    assert tables(busy) == before
    assert gc.isenabled()
    assert spilling(busy) == spill > 0


def test_rebuild_that_is_killed_leaves_the_tables_and_no_process_behind(directory: Path) -> None:
    with Store.open(directory, realm.STORE_KEY) as store:
        office = realm.office(store)
        for _ in range(3):
            office.register()
    # Whoever still lived would keep the other end of the pipe open, and this from coming back.
    status, _ = processes.run("refold", directory)
    assert status == -9
    with Store.open(directory, realm.STORE_KEY) as store:
        assert store.recovery is not None
        assert store.recovery.problem is None
        with store.reading() as reading:
            assert check(reading.connection) == []
        realm.office(store).register()
