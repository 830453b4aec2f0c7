"""How fast a real register is read, mapped and checked, and how fast its applications are signed and stored."""

from __future__ import annotations

import csv
import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from app import assemble
from app.desk.applications import BATCH
from app.intake.reading import Reading, read, without_collector
from app.store.derive import ORDER
from app.store.engine import raw
from tests.benchmarks import realm as realms
from tests.benchmarks import registers
from tests.benchmarks.harness import Result, alternating, medians, rated, seconds, tell
from tests.benchmarks.raw import RawCommit, RawStore, recorded
from tests.benchmarks.realm import BenchRealm
from tests.benchmarks.recording import keys_of

MAPPING = assemble.RESOURCES / "mappings" / "nl-military-export.toml"
REAL = Path("licences") / "nl-military-export-licences-2004-2014.csv"
READ_ROUNDS = 9
STORE_ROUNDS = 3
LOOP = "for row in csv.DictReader(file): pass"


def run(rows: int = registers.ROWS, read_rounds: int = READ_ROUNDS, store_rounds: int = STORE_ROUNDS) -> Result:
    """On the real file; without it, on a generated one. At most `rows` applications go into the store."""
    with tempfile.TemporaryDirectory() as folder:
        file = _real() or registers.write(Path(folder) / "generated-register.csv", rows)
        reading = read([file], MAPPING)
        ours, limit = alternating(read_rounds, lambda: read([file], MAPPING), lambda: bare_loop(file))
        rates = [_stored(Path(folder) / str(number), reading, rows) for number in range(store_rounds)]
    read_rate = rated(
        f"{file.name}: rows read, mapped and checked; limit: {LOOP}",
        reading.rows / ours,
        "rows/s",
        reading.rows / limit,
    )
    ours, limit = medians(rates)
    what = f"its applications signed and stored in batches of {BATCH}; limit: the same rows by the bare driver"
    return Result("intake", (read_rate, rated(what, ours, "applications/s", limit)))


def bare_loop(file: Path) -> None:
    """Every row as a dictionary, and nothing done with it."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for _ in csv.DictReader(lines):
            pass


def _real() -> Path | None:
    """The real file, where the public data lies; a message where it does not."""
    folder = os.environ.get("PLACET_TEST_DATA")
    file = Path(folder) / REAL if folder else None
    if file is None or not file.is_file():
        tell(f"PLACET_TEST_DATA names no folder with {REAL}: a generated register of the same shape takes its place")
        return None
    return file


def _stored(folder: Path, reading: Reading, rows: int) -> tuple[float, float]:
    """Applications per second through the desk, and by the bare driver on a copy of the store."""
    pair = Pair(folder)
    candidates = reading.candidates[:rows]
    ours = seconds(lambda: pair.realm.desk("licensing", "clerk").applications.register(candidates))
    commits = list(commits_from(pair.realm, pair.limit.size))
    limit = seconds(lambda: pair.write(commits))
    pair.close()
    tell(f"{len(candidates)} applications: {len(candidates) / ours:.0f}/s, limit {len(candidates) / limit:.0f}/s")
    return len(candidates) / ours, len(candidates) / limit


class Pair:
    """A realm, and a copy of its store that the bare driver writes."""

    def __init__(self, folder: Path) -> None:
        self.realm: BenchRealm = realms.build(folder / "ours")
        self.realm.reopen()
        shutil.copytree(folder / "ours", folder / "limit")
        self.limit = RawStore(folder / "limit", self.realm.store_key)

    def write(self, commits: list[RawCommit]) -> None:
        with without_collector():
            for commit in commits:
                self.limit.write(commit)

    def close(self) -> None:
        self.limit.close()
        self.realm.store.close()


def commits_from(realm: BenchRealm, start: int) -> Iterator[RawCommit]:
    """The batches that `register` wrote, each as one transaction for the bare driver."""
    with realm.store.reading() as tx:
        driver = raw(tx.connection)
        statement = "SELECT header, body, salt, substr(scope, 6) FROM acts WHERE position >= ? ORDER BY position"
        rows = driver.execute(statement, (start,)).fetchall()
        tables = {name: _by_case(driver, name) for name in ORDER if name not in ("sessions", "agendas", "officers")}
    keys = keys_of(realm)
    for first in range(0, len(rows), BATCH):
        batch = rows[first : first + BATCH]
        cases = [row[3] for row in batch]
        come = {name: [row for case in cases for row in found.get(case, ())] for name, found in tables.items()}
        gone = [("cases", "id", case) for case in cases]
        yield RawCommit(recorded([row[:3] for row in batch], keys), gone, {k: v for k, v in come.items() if v})


def _by_case(driver: object, table: str) -> dict[str, list[tuple[object, ...]]]:
    column = "id" if table == "cases" else "case_id"
    found = driver.execute(f"SELECT {column}, * FROM {table} ORDER BY {column}, rowid")  # type: ignore[attr-defined]
    return {case: [row[1:] for row in rows] for case, rows in groupby(map(tuple, found), key=lambda row: row[0])}
