"""Verifying a whole journal: the tree, every signature and chain, every rule; tables against acts."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect

from app.errors import NotTrusted, Refused, StoreFault
from app.store import schema, share
from app.store.database import Database
from app.store.engine import begin, open_engine
from app.store.journal import Store
from app.store.lists import Filter
from app.store.rebuild import Difference, check, rebuild
from app.store.tables import derived, kept
from app.store.verify import full, pages, proofs, quick
from app.trust.processes import in_processes
from app.workflows.fold import World
from tests.store import realm
from tests.store.realm import CLERK, Office


@pytest.fixture
def busy(office: Office) -> Office:
    """An office with three cases and a session."""
    for _ in range(3):
        office.register()
    office.append(CLERK, realm.intake_done(2))
    office.append(realm.SECRETARY, realm.session(2))
    return office


def spoil(office: Office, statement: str) -> None:
    with office.store.transaction() as tx:
        tx.connection.exec_driver_sql(statement)


@pytest.fixture(params=["handed out", "shares"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to read the acts: here, and, as in a long journal, by the processes that check them."""
    if request.param == "shares":
        in_shares(monkeypatch)


def in_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.trust.verify.FEW", 4)
    monkeypatch.setattr("app.store.verify.SHARE", 5)


@pytest.mark.usefixtures("way")
def test_genuine_journal_verifies(busy: Office) -> None:
    seen: list[int] = []
    with busy.store.reading() as reading:
        found = full(reading.connection, busy.store.identity, seen.append)
        assert found == quick(reading.connection, busy.store.identity)
        assert found.size == reading.size == max(seen)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE acts SET signature = zeroblob(64) WHERE position = 7", "act.signature"),
        ("UPDATE acts SET body = CAST(replace(body, '2026', '2027') AS BLOB) WHERE position = 7", "act.body"),
        ("UPDATE acts SET salt = zeroblob(32) WHERE position = 7", "act.body"),
        ("UPDATE acts SET header = CAST(replace(header, 'lic-', 'abc-') AS BLOB) WHERE position = 7", "act.signature"),
        ("DELETE FROM acts WHERE position = 10", "journal.root"),
        ("DELETE FROM acts WHERE position = 7", "act.chain"),
        ("UPDATE acts SET officer = 'lic-09' WHERE position = 7", "journal.columns"),
        ("UPDATE acts SET void = NULL, type = 'StepReturned' WHERE position = 7", "journal.columns"),
        ("UPDATE acts SET void = 'case.unknown' WHERE position = 7", "journal.columns"),
        ("UPDATE acts SET position = position + 100 WHERE position = 10", "journal.columns"),
        ("UPDATE acts SET position = -1 WHERE position = 0", "journal.columns"),
    ],
)
def test_any_change_to_an_act_is_found(busy: Office, statement: str, code: str) -> None:
    spoil(busy, statement)
    with busy.store.reading() as reading, pytest.raises(NotTrusted) as caught:
        full(reading.connection, busy.store.identity)
    # A gap is found by the chain, or, where later acts name the missing one, as an unknown cause.
    assert caught.value.code in {code, "act.unknown-cause"}
    if statement.startswith("UPDATE") and statement.endswith("position = 7"):
        assert caught.value.values["line"] == 8


def test_shares_tell_how_far_they_are(busy: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    in_shares(monkeypatch)
    seen: list[int] = []
    with busy.store.reading() as reading:
        proofs(reading.connection, busy.store.identity, seen.append)
    assert seen == [5, 10, 11]


def test_change_that_is_not_committed_yet_is_found(busy: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    in_shares(monkeypatch)
    with busy.store.transaction() as tx:
        tx.connection.exec_driver_sql("UPDATE acts SET signature = zeroblob(64) WHERE position = 7")
        with pytest.raises(NotTrusted, match=r"act\.signature"):
            proofs(tx.connection, busy.store.identity)


def test_every_page_of_the_file_is_checked(busy: Office) -> None:
    """One bit anywhere in the file is told with its page, also where reading every act does not come by."""
    database = busy.store.directory / "placet.db"
    size = database.stat().st_size
    with busy.store.reading() as reading, database.open("r+b") as file:
        for place in (9_000, 200_000, *range(5_000, size, 4096 * 3 + 1000)):
            if place < size:
                with flipped(file, place), pytest.raises(StoreFault) as caught:
                    full(reading.connection, busy.store.identity)
                assert (caught.value.code, caught.value.values) == (
                    "store.damaged-pages",
                    {"count": 1, "first": place // 4096 + 1},
                )
        full(reading.connection, busy.store.identity)


def test_file_with_a_torn_last_page_is_damaged(busy: Office) -> None:
    with (busy.store.directory / "placet.db").open("ab") as file:
        file.write(b"torn")
    with busy.store.reading() as reading, pytest.raises(StoreFault, match=r"store\.damaged-pages"):
        pages(reading.connection)


def test_pages_are_in_order_beside_what_is_not_committed_yet(busy: Office) -> None:
    with busy.store.transaction() as tx:
        tx.connection.exec_driver_sql("UPDATE cases SET stage = 'elsewhere'")
        pages(tx.connection)


@contextmanager
def flipped(file: BinaryIO, place: int) -> Iterator[None]:
    """One bit at `place` is another one for a while."""
    file.seek(place)
    byte = file.read(1)
    for value in (bytes([byte[0] ^ 1]), byte):
        file.seek(place)
        file.write(value)
        file.flush()
        if value != byte:
            yield


def test_index_that_counts_more_acts_than_there_are_is_damage(busy: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    in_shares(monkeypatch)
    monkeypatch.setattr("app.store.records.gapless", lambda _: 12)
    with pytest.raises(StoreFault, match=r"store\.damaged"), busy.store.reading() as reading:
        proofs(reading.connection, busy.store.identity)


def test_processes_end_with_a_refusal(busy: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    in_shares(monkeypatch)
    spoil(busy, "UPDATE acts SET signature = zeroblob(64) WHERE position = 7")
    with busy.store.reading() as reading, pytest.raises(NotTrusted) as caught:
        proofs(reading.connection, busy.store.identity)
    assert caught.value.values["line"] == 8
    assert multiprocessing.active_children() == []


def test_share_that_cannot_be_read_is_told_as_a_fault_of_the_store(busy: Office) -> None:
    other = Database(busy.store.directory / "placet.db", bytes(32))
    with pytest.raises(StoreFault, match=r"store\.wrong-key"):
        next(in_processes([range(5)], partial(share.check, other, {}), 1))


def die(*_: object) -> None:
    """What a process does that gets no memory."""
    os._exit(1)


def test_process_that_dies_is_told_as_a_fault_of_the_store(busy: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    in_shares(monkeypatch)
    monkeypatch.setattr(share, "check", die)
    with busy.store.reading() as reading, pytest.raises(StoreFault, match=r"verify\.process-died"):
        proofs(reading.connection, busy.store.identity)
    assert multiprocessing.active_children() == []


def test_act_that_breaks_a_rule_is_found(busy: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signature, chain and checkpoint are in order; only the rules can tell that the clerk may not register twice."""
    with monkeypatch.context() as lenient:
        lenient.setattr(World, "admit", lambda world, act: world.standing(act.scope))
        busy.append(CLERK, realm.registration(1))
    with busy.store.reading() as reading:
        quick(reading.connection, busy.store.identity)
        with pytest.raises(NotTrusted, match=r"journal\.rule") as caught:
            full(reading.connection, busy.store.identity)
    assert caught.value.values == {"line": 12, "rule": "case.registered-already"}


@pytest.mark.usefixtures("way")
def test_verification_can_be_cancelled(busy: Office) -> None:
    with busy.store.reading() as reading, pytest.raises(Refused, match=r"verify\.cancelled"):
        full(reading.connection, busy.store.identity, cancel=lambda: True)


def test_rebuild_gives_the_same_tables(busy: Office) -> None:
    with busy.store.transaction() as tx:
        before = {name: tx.table(name) for name in derived.tables}
        assert rebuild(tx.connection) == 5
        assert {name: tx.table(name) for name in derived.tables} == before
    assert before["sessions"]
    assert before["officers"]


def test_check_names_every_difference(busy: Office) -> None:
    spoil(busy, f"UPDATE cases SET applicant = 'Nobody' WHERE id = '{realm.case_id(1)}'")
    spoil(busy, "DELETE FROM officers WHERE officer = 'lic-02'")
    spoil(busy, f"INSERT INTO agendas VALUES ('{realm.case_id(2)}', 9, 'x', 'y', 0)")
    with busy.store.reading() as reading:
        assert set(check(reading.connection)) == {
            Difference("cases", realm.case_id(1), "tables"),
            Difference("cases", realm.case_id(1), "acts"),
            Difference("officers", "lic-02", "acts"),
            Difference("agendas", realm.case_id(2), "tables"),
        }


def test_migrations_make_the_tables_that_are_declared(tmp_path: Path) -> None:
    forms = []
    for name in ("migrated", "declared"):
        path = tmp_path / name
        path.touch()
        engine = open_engine(path, bytes(32))
        with begin(engine, writing=True) as connection:
            schema.prepare(connection) if name == "migrated" else kept.create_all(connection)
            found = inspect(connection)
            columns = ("name", "nullable", "primary_key")
            forms.append(
                {
                    table: (
                        [(str(one["type"]), *(one[c] for c in columns)) for one in found.get_columns(table)],
                        sorted(str(index) for index in found.get_indexes(table)),
                        sorted(str(one["column_names"]) for one in found.get_unique_constraints(table)),
                    )
                    for table in kept.tables
                }
            )
        engine.dispose()
    assert forms[0] == forms[1]


@settings(max_examples=12)
@given(
    history=st.lists(
        st.tuples(st.sampled_from(["register", "intake", "session", "refused"]), st.integers(0, 1)), max_size=14
    )
)
def test_rebuild_equals_tables_after_any_history(founded: Path, history: list[tuple[str, int]]) -> None:
    """Two desks write in turn; whatever they did, the tables are what the acts add up to."""
    with TemporaryDirectory() as folder:
        directory = Path(shutil.copytree(founded, Path(folder) / "store"))
        with Store.open(directory, realm.STORE_KEY) as one, Store.open(directory, realm.STORE_KEY) as two:
            offices = [realm.office(one), realm.office(two)]
            for deed, who in history:
                offices[1 - who].now = offices[who].now = max(offices[0].now, offices[1].now)
                _do(offices[who], deed)
            with two.reading() as reading:
                assert check(reading.connection) == []
                full(reading.connection, two.identity)


def _do(office: Office, deed: str) -> None:
    with office.store.reading() as reading:
        count, sessions = reading.count_cases(), len(reading.table("sessions"))
        waiting = len(reading.cases(Filter(stage="intake")))
    office.made = count
    if deed == "register":
        office.register()
    elif deed == "intake" and waiting:
        office.append(CLERK, realm.intake_done(count - waiting + 1))
    elif deed == "session" and sessions < count:
        office.append(realm.SECRETARY, realm.session(sessions + 1))
    elif deed == "refused" and count:
        with pytest.raises(Refused):
            office.append(CLERK, realm.registration(count + 1), realm.registration(1))
