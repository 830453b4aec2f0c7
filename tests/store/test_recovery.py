"""What is found when the store is opened again: crashes, damage, older copies, changed heads."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from app import canonical
from app.errors import NotTrusted, PlacetError, StoreFault
from app.store.engine import begin, open_engine
from app.store.journal import Store
from app.store.presence import Presence
from app.store.rebuild import check
from app.store.verify import full, pages, quick
from app.trust.derive import database_key
from app.trust.keys import SigningKey
from tests.store import processes, realm
from tests.store.realm import STORE_KEY


def opened(directory: Path) -> Store:
    return Store.open(directory, STORE_KEY)


def change(directory: Path, statement: str, *values: object) -> None:
    """Change the database behind the store's back, as someone with the store key could."""
    engine = open_engine(directory / "placet.db", database_key(STORE_KEY))
    with begin(engine, writing=True) as connection:
        connection.exec_driver_sql(statement, values)
    engine.dispose()


def unclean(directory: Path) -> None:
    """As if a process had died with the store open."""
    change(directory, "INSERT INTO openings VALUES ('gone')")


def with_cases(directory: Path, count: int) -> None:
    with opened(directory) as store:
        office = realm.office(store)
        for _ in range(count):
            office.register()


def test_clean_end_needs_no_recovery(directory: Path) -> None:
    with_cases(directory, 2)
    with opened(directory) as store:
        assert store.recovery is None
        assert store.standing == "same"


def test_killed_process_is_reported_and_repaired(directory: Path) -> None:
    with_cases(directory, 1)
    status, _ = processes.run("die", directory)
    assert status == -9
    change(directory, "UPDATE cases SET stage = 'nonsense'")
    with opened(directory) as store:
        assert store.recovery is not None
        assert store.recovery.problem is None
        # Only the act after the last orderly end is verified again; realm and two cases are rebuilt.
        assert (store.recovery.verified, store.recovery.rebuilt) == (1, 3)
        assert store.standing == "same"
        with store.reading() as reading:
            assert [line.reference[-1] for line in reading.cases()] == ["1", "2"]
            assert check(reading.connection) == []
        realm.office(store).register()
    with opened(directory) as store:
        assert store.recovery is None


def test_acknowledged_acts_survive_a_kill_at_any_moment(directory: Path) -> None:
    acknowledged: list[str] = []
    for lines in (1, 2, 5):
        with processes.start("toil", directory) as child:
            assert child.stdout is not None
            acknowledged += [child.stdout.readline().strip() for _ in range(lines)]
            child.kill()
            acknowledged += child.stdout.read().split()
        with opened(directory) as store:
            assert store.recovery is not None
            assert store.problem is None
            with store.reading() as reading:
                assert {line.id for line in reading.cases()} >= set(acknowledged)
                assert check(reading.connection) == []
                full(reading.connection, store.identity)


def test_living_neighbour_is_no_crash(directory: Path) -> None:
    with opened(directory) as first, opened(directory) as second:
        assert first.recovery is None
        assert second.recovery is None
    with opened(directory) as store:
        assert store.recovery is None


def test_crash_beside_a_living_neighbour_is_found_later(directory: Path) -> None:
    with opened(directory):
        assert processes.run("die", directory)[0] == -9
        with opened(directory) as neighbour:
            assert neighbour.recovery is None
    with opened(directory) as store:
        assert store.recovery is not None
        assert store.recovery.problem is None


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE acts SET signature = zeroblob(64) WHERE position = 8", "journal.root"),
        ("DELETE FROM acts WHERE position = 8", "journal.root"),
        ("UPDATE tree SET checkpoint = CAST(replace(checkpoint, '=', 'A') AS BLOB)", "note.signature"),
    ],
)
def test_journal_that_does_not_add_up_takes_no_act(directory: Path, statement: str, code: str) -> None:
    processes.run("die", directory)
    with_cases(directory, 2)
    change(directory, statement)
    unclean(directory)
    with opened(directory) as store:
        assert store.problem is not None
        assert store.problem.code == code
        with pytest.raises(type(store.problem)), store.transaction():
            pass
        with store.reading() as reading:
            assert reading.realm.confirmed
    with opened(directory) as store:
        assert store.problem is not None


@pytest.mark.parametrize(("column", "code"), [("body", "act.record"), ("salt", "act.body")])
def test_late_act_with_a_changed_body_is_found(directory: Path, column: str, code: str) -> None:
    processes.run("die", directory)
    change(directory, f"UPDATE acts SET {column} = randomblob(length({column})) WHERE position = 6")
    with opened(directory) as store:
        assert store.problem is not None
        assert (store.problem.code, store.problem.values["line"]) == (code, 7)


def test_broken_frontier_is_computed_anew(directory: Path) -> None:
    with_cases(directory, 1)
    change(directory, "UPDATE tree SET frontier = zeroblob(40)")
    unclean(directory)
    with opened(directory) as store:
        assert store.problem is None
        realm.office(store).register()
        with store.reading() as reading:
            assert quick(reading.connection, store.identity).size == 8


def test_any_flipped_byte_is_found(directory: Path) -> None:
    with_cases(directory, 3)
    file = directory / "placet.db"
    whole = file.read_bytes()
    for place in range(7, len(whole), len(whole) // 60):
        flipped = bytearray(whole)
        flipped[place] ^= 1
        file.write_bytes(flipped)
        assert damage_is_told(directory), place
    file.write_bytes(whole)
    assert not damage_is_told(directory)


def damage_is_told(directory: Path) -> bool:
    try:
        engine = open_engine(directory / "placet.db", database_key(STORE_KEY))
        with begin(engine, writing=False) as connection:
            pages(connection)
    except StoreFault as fault:
        return fault.code in ("store.damaged", "store.damaged-pages", "store.wrong-key")
    finally:
        engine.dispose()
    return False


def flip(directory: Path, place: int) -> None:
    """Another bit at `place` of the database file."""
    with (directory / "placet.db").open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1]))


def test_damage_where_no_act_stands_is_found_after_an_unclean_stop(directory: Path) -> None:
    with_cases(directory, 2)
    unclean(directory)
    found = {}
    for page in range(2, (directory / "placet.db").stat().st_size // 4096):
        copy = Path(shutil.copytree(directory, directory.with_name(f"copy-{page}")))
        flip(copy, page * 4096 + 2000)
        found[page + 1] = problem(copy)
    # What the program reads before it is told as damage at once; that store does not even open.
    opening = {page: fault for page, fault in found.items() if fault.code != "store.damaged"}
    assert opening
    for page, fault in opening.items():
        assert (fault.code, fault.values) == ("store.damaged-pages", {"count": 1, "first": page})


def problem(directory: Path) -> PlacetError:
    """What is wrong with a store, which takes no act then."""
    try:
        with opened(directory) as store:
            assert store.problem is not None
            with pytest.raises(StoreFault), store.transaction():
                pass
            return store.problem
    except StoreFault as fault:
        return fault


def test_old_page_put_back_is_found(directory: Path) -> None:
    """SQLCipher accepts an older page with the right number; the tree does not."""
    with_cases(directory, 1)
    old = (directory / "placet.db").read_bytes()
    with_cases(directory, 1)
    new = (directory / "placet.db").read_bytes()
    told = 0
    pages = [at for at in range(4096, len(old), 4096) if old[at : at + 4096] != new[at : at + 4096]]
    for at in pages:
        (directory / "placet.db").write_bytes(new[:at] + old[at : at + 4096] + new[at + 4096 :])
        unclean_or_damaged = False
        try:
            unclean(directory)
            with opened(directory) as store:
                unclean_or_damaged = store.problem is not None
                if not unclean_or_damaged:
                    with store.reading() as reading:
                        assert check(reading.connection) == []
                        assert quick(reading.connection, store.identity).size == 8
        except (StoreFault, NotTrusted):
            unclean_or_damaged = True
        told += unclean_or_damaged
    assert pages
    assert told


def test_older_copy_stands_behind_its_head(directory: Path, tmp_path: Path) -> None:
    with_cases(directory, 1)
    shutil.copy(directory / "placet.db", tmp_path / "old.db")
    with_cases(directory, 1)
    head = (directory / "head").read_bytes()
    shutil.copy(tmp_path / "old.db", directory / "placet.db")
    with opened(directory) as store:
        assert store.standing == "behind"
    assert (directory / "head").read_bytes() == head


def test_other_history_is_told_from_a_longer_one(directory: Path, tmp_path: Path) -> None:
    shutil.copytree(directory, tmp_path / "other")
    with_cases(directory, 1)
    with_cases(tmp_path / "other", 2)
    shutil.copy(directory / "head", tmp_path / "head")
    shutil.copy(directory / "head", tmp_path / "other" / "head")
    with opened(tmp_path / "other") as store:
        assert store.standing == "forked"


def test_store_ahead_of_its_head_is_normal(directory: Path, tmp_path: Path) -> None:
    with_cases(directory, 1)
    shutil.copy(directory / "head", tmp_path / "head")
    with_cases(directory, 1)
    shutil.copy(tmp_path / "head", directory / "head")
    with opened(directory) as store:
        assert store.standing == "ahead"
    with opened(directory) as store:
        assert store.standing == "same"


def test_missing_changed_and_foreign_heads_are_told(directory: Path, tmp_path: Path) -> None:
    head = directory / "head"
    genuine = head.read_bytes()
    content = json.loads(genuine)
    content["head"]["size"] += 1
    for data, expected in (
        (canonical.encode(content), "tampered"),
        (genuine[:-5], "broken"),
    ):
        head.write_bytes(data)
        with opened(directory) as store:
            assert store.standing == expected
    with realm.create(tmp_path / "foreign"):
        pass
    shutil.copy(tmp_path / "foreign" / "head", head)
    with opened(directory) as store:
        assert store.standing == "tampered"
    head.unlink()
    with opened(directory) as store:
        assert store.standing == "missing"
    with opened(directory) as store:
        assert store.standing == "same"


def test_store_is_not_made_twice(directory: Path) -> None:
    with pytest.raises(StoreFault, match=r"store\.exists"):
        realm.create(directory)


def test_missing_unfinished_and_foreign_stores_are_told(directory: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreFault, match=r"store\.missing"):
        opened(tmp_path / "nothing")
    with pytest.raises(StoreFault, match=r"store\.wrong-key"):
        Store.open(directory, bytes(32))
    change(directory, "DELETE FROM station")
    with pytest.raises(StoreFault, match=r"store\.unfinished"):
        opened(directory)


def test_folder_that_takes_no_lock_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreFault, match=r"store\.cannot-open"):
        Presence(tmp_path / "nothing" / "lock").alone()


def test_store_of_a_later_program_is_left_alone(directory: Path) -> None:
    change(directory, "UPDATE alembic_version SET version_num = '9999'")
    before = (directory / "placet.db").read_bytes()
    with pytest.raises(StoreFault, match=r"store\.later-version"):
        opened(directory)
    assert (directory / "placet.db").read_bytes() == before


def test_other_form_of_derived_tables_is_rebuilt(directory: Path) -> None:
    with_cases(directory, 1)
    change(directory, "DROP TABLE licences")
    change(directory, "UPDATE station SET derived_version = 0")
    with opened(directory) as store, store.reading() as reading:
        assert store.recovery is None
        assert check(reading.connection) == []


def test_station_key_is_kept_in_the_store(directory: Path) -> None:
    with opened(directory) as store:
        assert isinstance(store.identity.key, SigningKey)
        assert store.identity.key.id == realm.STATION_KEY.id
        assert store.identity.verifier.name == f"placet.invalid/{realm.REALM[:16]}/licensing/licensing-1"
