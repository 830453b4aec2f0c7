"""The encrypted database by itself: pragmas, locks, wrong keys, damage."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, exc

from app.errors import StoreFault
from app.store import database
from app.store.database import Database
from app.store.engine import begin, open_engine, shared

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "one.db"
    path.touch()
    return path


@pytest.fixture
def engine(path: Path) -> Engine:
    engine = open_engine(path, KEY)
    with begin(engine, writing=True) as connection:
        connection.exec_driver_sql("CREATE TABLE things (name TEXT)")
    return engine


def names(engine: Engine) -> list[str]:
    with begin(engine, writing=False) as connection:
        return [name for (name,) in connection.exec_driver_sql("SELECT name FROM things")]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("temp_store", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("secure_delete", 1),
        ("page_size", "4096"),
        ("cipher_memory_security", "0"),
        ("busy_timeout", database.BUSY_MS),
    ],
)
def test_connection_is_set_for_durability_and_secrecy(engine: Engine, pragma: str, value: object) -> None:
    with begin(engine, writing=False) as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_exception_rolls_everything_back(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), begin(engine, writing=True) as connection:
        _insert_and_fail(connection)
    assert names(engine) == []


def _insert_and_fail(connection: Connection) -> None:
    connection.exec_driver_sql("INSERT INTO things VALUES ('half')")
    raise ZeroDivisionError


def test_writer_takes_its_lock_at_once(engine: Engine, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PRAGMAS", ("busy_timeout = 10",))
    other = open_engine(path, KEY)
    with begin(engine, writing=True):
        with pytest.raises(StoreFault, match=r"store\.busy"), begin(other, writing=True):
            pass
        with begin(other, writing=False) as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM things").scalar() == 0
    other.dispose()


def test_reader_sees_one_state_and_changes_nothing(engine: Engine, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PRAGMAS", ("busy_timeout = 10",))
    engine.dispose()
    reader = Database(path, KEY).reader()
    assert reader.execute("SELECT count(*) FROM things").fetchone() == (0,)
    with pytest.raises(StoreFault, match=r"store\.busy"), begin(engine, writing=True) as connection:
        connection.exec_driver_sql("INSERT INTO things VALUES ('later')")
    with pytest.raises(StoreFault, match=r"store\.read-only"), database.faults():
        reader.execute("INSERT INTO things VALUES ('never')")
    reader.close()
    assert names(engine) == []


def test_key_of_a_database_does_not_show(path: Path) -> None:
    assert KEY.hex() not in repr(Database(path, KEY))
    assert repr(KEY) not in repr(Database(path, KEY))


def test_only_what_is_committed_is_shared(engine: Engine, path: Path) -> None:
    with begin(engine, writing=False) as connection:
        assert shared(connection) == Database(path, KEY)
    with begin(engine, writing=True) as connection:
        assert shared(connection) is None


def test_attach_is_refused(engine: Engine, tmp_path: Path) -> None:
    plain = tmp_path / "plain.db"
    with begin(engine, writing=False) as connection, pytest.raises(exc.DatabaseError, match="not authorized"):
        connection.exec_driver_sql(f"ATTACH '{plain}' AS plain KEY ''")
    assert not plain.exists()


def test_wrong_key_is_told_and_nothing_logged(engine: Engine, path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    engine.dispose()
    with pytest.raises(StoreFault, match=r"store\.wrong-key"), begin(open_engine(path, KEY[::-1]), writing=False):
        pass
    assert capfd.readouterr() == ("", "")


def test_missing_file_is_not_made(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "no", KEY)
    with pytest.raises(StoreFault, match=r"store\.cannot-open"), begin(engine, writing=False):
        pass
    assert list(tmp_path.iterdir()) == []


def test_programming_error_passes_through(engine: Engine) -> None:
    with pytest.raises(exc.OperationalError, match="no such table"), begin(engine, writing=False) as connection:
        connection.exec_driver_sql("SELECT * FROM unknown")


def test_parameters_never_show_in_errors(engine: Engine) -> None:
    with pytest.raises(exc.OperationalError) as caught, begin(engine, writing=True) as connection:
        connection.exec_driver_sql("INSERT INTO nothing VALUES (?)", ("Zaunkönig",))
    assert "Zaunkönig" not in str(caught.value)
