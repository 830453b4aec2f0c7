"""A use case is kept whole or not at all, whoever interrupts it, and what other processes write is seen."""

from __future__ import annotations

import contextlib
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from app.errors import Refused, StoreFault, Unreadable
from app.store import database
from app.store.journal import Store
from app.store.rebuild import check
from app.store.transaction import Transaction
from app.trust import head as heads
from app.trust.derive import head_key
from app.trust.notes import open_checkpoint
from app.trust.record import chain_id, open_body, read_header
from tests.store import processes, realm
from tests.store.realm import CLERK, STORE_KEY, Office


def content(store: Store) -> dict[str, Any]:
    """Everything that an append may change."""
    with store.reading() as reading:
        names = ("acts", "tree", "pending_slots", "cases", "items", "officers")
        return {
            name: [tuple(row) for row in reading.connection.exec_driver_sql(f"SELECT * FROM {name}")] for name in names
        }


def test_act_is_kept_with_tree_checkpoint_head_and_rows(office: Office) -> None:
    case_id = office.register()
    office.append(CLERK, realm.intake_done(1))
    with office.store.reading() as reading:
        assert reading.case(case_id).reference == "EXP-2026-00001"
        assert [line.stage for line in reading.cases()] == ["classification"]
        said = open_checkpoint(reading.checkpoint, office.store.identity.verifier)
        size = reading.size
    head = heads.read(office.store.directory / "head", head_key(STORE_KEY))
    assert said.size == head.size == size
    assert said.root.hex() == head.root
    assert not head.clean


def test_change_names_what_moved(office: Office) -> None:
    change = office.append(CLERK, realm.registration(1), realm.registration(2))
    assert change.cases == {realm.case_id(1), realm.case_id(2)}
    assert (change.sessions, change.realm, len(change.acts)) == (frozenset(), False, 2)
    assert office.append(realm.SECRETARY, realm.session(1)).sessions == {realm.case_id(1)}


def test_records_name_chain_causes_and_time(office: Office) -> None:
    office.register()
    second = office.append(CLERK, realm.intake_done(1)).acts[0]
    with office.store.reading() as reading:
        *_, first, last = reading.records()
        realm_heads = reading.world.standing("realm").heads
    header, before = read_header(last.header_text), read_header(first.header_text)
    assert last.id == second
    assert (header["seq"], header["prev"]) == (1, first.id)
    assert header["after"] == sorted(realm_heads)
    assert header["clock"] > before["clock"]
    assert header["claimed"] == office.now.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert header["charter"] == header["realm"] == realm.REALM
    body = open_body(last.body_text or b"", last.salt or b"", header["body"]["hash"], header["body"]["size"])
    assert body["step"] == "intake"


def test_refused_second_draft_leaves_nothing(office: Office) -> None:
    office.register()
    before, head = content(office.store), (office.store.directory / "head").read_bytes()
    with pytest.raises(Refused, match=r"case\.registered-already"):
        office.append(CLERK, realm.registration(2), realm.registration(1))
    assert content(office.store) == before
    assert (office.store.directory / "head").read_bytes() == head
    with office.store.reading() as reading, pytest.raises(Refused, match=r"case\.unknown"):
        reading.case(realm.case_id(2))
    office.append(CLERK, realm.registration(2))


def test_caught_refusal_keeps_nothing_all_the_same(office: Office) -> None:
    office.register()
    before = content(office.store)
    with pytest.raises(Refused, match=r"case\.registered-already"), office.store.transaction() as tx:
        _append_whatever_happens(tx, office)
    assert content(office.store) == before


def _append_whatever_happens(tx: Transaction, office: Office) -> None:
    with contextlib.suppress(Refused):
        tx.append(CLERK, [realm.registration(2), realm.registration(1)], office.later())


def test_exception_in_the_middle_leaves_nothing(office: Office) -> None:
    before = content(office.store)
    with pytest.raises(ZeroDivisionError), office.store.transaction() as tx:
        _append_and_fail(tx, office)
    assert content(office.store) == before
    office.register()


def _append_and_fail(tx: Transaction, office: Office) -> None:
    tx.append(CLERK, [realm.registration(1)], office.later())
    tx.keep_slot("p", {"id": "x"})
    tx.settle()
    raise ZeroDivisionError


def test_clock_set_back_is_refused(office: Office) -> None:
    office.register()
    earlier = office.now - timedelta(hours=1)
    with pytest.raises(Refused, match=r"clock\.behind") as caught, office.store.transaction() as tx:
        tx.append(CLERK, [realm.intake_done(1)], earlier)
    assert caught.value.values["last"] == office.now.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_one_reference_for_two_cases_is_refused(office: Office) -> None:
    office.register()
    twin = realm.registration(1)
    twin = realm.draft(f"case:{realm.case_id(2)}", CLERK, twin.body, twin.procedure)
    before = content(office.store)
    with pytest.raises(Refused, match=r"case\.reference-taken"):
        office.append(CLERK, twin)
    assert content(office.store) == before


def test_same_randomness_gives_same_bytes(tmp_path: Path) -> None:
    records = []
    for name in ("one", "two"):
        with realm.create(tmp_path / name) as store:
            realm.found(store).register()
            with store.reading() as reading:
                records.append(list(reading.records()))
    assert records[0] == records[1]


def test_numbers_and_lookups_see_the_running_transaction(office: Office) -> None:
    office.register()
    with office.store.transaction() as tx:
        assert tx.next_number("EXP-2026") == 2
        assert tx.next_number("IMP-2026") == 1
        twin = realm.registration(2)
        tx.append(CLERK, [twin], office.later())
        assert tx.next_number("EXP-2026") == 3
        assert tx.case_id("EXP-2026-00002") == realm.case_id(2)
        assert tx.cases_by_content([twin.body.content, "nothing"]) == {twin.body.content: [realm.case_id(2)]}
        assert tx.cases_by_applicant_reference(["KW-1"]) == {"KW-1": [realm.case_id(1)]}
        assert tx.case(realm.case_id(2)).reference == "EXP-2026-00002"
        assert len(list(tx.records())) == tx.size == len(tx.listed())


@pytest.mark.parametrize(("goods", "code"), [("\ud800", "json.surrogate"), ("e\u0301", "json.not-nfc")])
def test_text_that_no_record_may_hold_is_refused(office: Office, goods: str, code: str) -> None:
    draft = realm.registration(1)
    line = replace(draft.body.application.lines[0], description=goods)
    body = replace(draft.body, application=replace(draft.body.application, lines=(line,)))
    with pytest.raises(Unreadable, match=code):
        office.append(CLERK, replace(draft, body=body))


def test_pending_slot_is_kept_until_dropped(office: Office) -> None:
    with office.store.transaction() as tx:
        tx.keep_slot("proposal", {"id": "neutral", "wrapped": "AA=="})
    with office.store.transaction() as tx:
        assert tx.pending_slot("proposal") == {"id": "neutral", "wrapped": "AA=="}
        tx.drop_slot("proposal")
    with office.store.reading() as reading:
        assert reading.pending_slot("proposal") is None


def test_keys_name_their_officers(office: Office) -> None:
    with office.store.reading() as reading:
        entries, acts = reading.keys(), {act.id: act.type for act in reading.listed("realm")}
    entry = entries[CLERK.key]
    assert (entry.officer, entry.agency, entry.public) == ("lic-02", "licensing", CLERK.signing_key.public)
    assert acts[entry.act] == "OfficerProposed"


def test_last_acts_name_every_chain_of_a_key(office: Office) -> None:
    office.register()
    last = office.append(CLERK, realm.intake_done(1)).acts[0]
    with office.store.transaction() as tx:
        running = tx.append(CLERK, [realm.registration(2)], office.later()).acts[0]
        assert tx.last_acts(CLERK.key) == {
            chain_id(CLERK.key, f"case:{realm.case_id(1)}"): last,
            chain_id(CLERK.key, f"case:{realm.case_id(2)}"): running,
        }
        assert tx.last_acts("0" * 64) == {}


def test_transactions_do_not_nest(office: Office) -> None:
    with office.store.transaction(), pytest.raises(RuntimeError), office.store.reading():
        pass


def test_world_is_only_good_inside_its_transaction(office: Office) -> None:
    with office.store.reading() as reading:
        world = reading.world
    with pytest.raises(RuntimeError):
        world.case(realm.case_id(1))


def test_other_store_object_sees_what_was_written(office: Office, directory: Path) -> None:
    office.register()
    with Store.open(directory, STORE_KEY) as other:
        second = realm.office(other)
        with other.reading() as reading:
            assert reading.case(realm.case_id(1)).marks == {}
        office.append(CLERK, realm.intake_done(1))
        with other.reading() as reading:
            assert reading.case(realm.case_id(1)).marks
        second.now = office.now
        second.register()
        with pytest.raises(Refused):
            second.append(CLERK, realm.intake_done(1))
    with office.store.reading() as reading:
        assert reading.count_cases() == 2
        assert check(reading.connection) == []


def test_two_processes_write_one_after_the_other(office: Office, directory: Path) -> None:
    office.register()
    assert processes.run("register", directory) == (0, "")
    office.made += 1
    office.later(days=1)
    office.register()
    with office.store.reading() as reading:
        assert [line.reference[-1] for line in reading.cases()] == ["1", "2", "3"]


def test_busy_store_says_so(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PRAGMAS", (*database.PRAGMAS, "busy_timeout = 50"))
    with Store.open(directory, STORE_KEY) as store, processes.start("hold", directory) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "holding\n"
        with pytest.raises(StoreFault, match=r"store\.busy"), store.transaction():
            pass
        child.communicate("\n", timeout=60)
        with store.transaction():
            pass


def test_full_disk_loses_no_act_and_halves_none(directory: Path) -> None:
    status, output = processes.run("fill", directory)
    code, kept = output.split()
    assert status == 0
    assert code in ("store.full", "store.not-written")
    with Store.open(directory, STORE_KEY) as store, store.reading() as reading:
        assert store.recovery is None
        assert reading.count_cases() == int(kept) + 1
        assert check(reading.connection) == []


def test_salts_are_random_and_distinct(office: Office) -> None:
    office.register()
    office.register()
    with office.store.reading() as reading:
        salts = [record.salt for record in reading.records()]
    assert len(set(salts)) == len(salts)


def test_batch_equals_single_appends(tmp_path: Path) -> None:
    found = []
    for sizes in ([3], [1, 1, 1]):
        with realm.create(tmp_path / str(len(sizes))) as store:
            office, made = realm.found(store), 0
            for size in sizes:
                office.append(CLERK, *(realm.registration(made + n) for n in range(1, size + 1)))
                made += size
            with store.reading() as reading:
                rows = reading.table("items")
                bodies = [orjson.loads(record.body_text or b"") for record in reading.records()]
                found.append((rows, bodies))
    assert found[0] == found[1]


def test_default_randomness_is_the_systems(directory: Path) -> None:
    with Store.open(directory, STORE_KEY) as store:
        first = realm.office(store)
        first.register()
        with store.reading() as reading:
            *_, last = reading.records()
    assert last.salt != random.Random(1).randbytes(32)
