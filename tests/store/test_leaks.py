"""Nothing that a person or an agency is called by stands in clear in a store's folder."""

from __future__ import annotations

from pathlib import Path

from app.store.journal import Store
from tests.store import processes, realm
from tests.store.realm import CANARIES, CLERK, STORE_KEY


def clear_text(directory: Path) -> list[str]:
    """The canaries found in any file under `directory`, in any spelling that a program might write."""
    names = [*CANARIES, CLERK.officer, "EXP-2026", "licensing\x00", "Testland"]
    spellings = {name: [name.encode(code) for code in ("utf-8", "utf-16-le")] for name in names}
    files = [path.read_bytes() for path in directory.rglob("*") if path.is_file()]
    return [name for name, forms in spellings.items() if any(form in data for form in forms for data in files)]


def test_no_name_stands_in_clear(directory: Path) -> None:
    with Store.open(directory, STORE_KEY) as store:
        office = realm.office(store)
        office.register()
        with store.transaction() as tx:
            tx.append(CLERK, [realm.registration(2)], office.later())
            tx.settle()
            # The rollback journal is there now, too.
            assert clear_text(directory) == []
        assert clear_text(directory) == []
    assert processes.run("die", directory)[0] == -9
    assert clear_text(directory) == []


def test_canaries_would_be_found(directory: Path) -> None:
    (directory / "note").write_text(CANARIES[1])
    assert clear_text(directory) == [CANARIES[1]]


def test_folder_holds_database_head_and_lock(directory: Path) -> None:
    assert sorted(path.name for path in directory.iterdir()) == ["head", "lock", "placet.db"]
    assert oct((directory / "placet.db").stat().st_mode)[-3:] == "600"
