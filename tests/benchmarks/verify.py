"""How fast a long journal is verified in full, against nothing but its signatures."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.store import share
from app.store import verify as stores
from app.store.acts import act
from app.store.journal import DATABASE, Store
from app.store.reading import Reading
from app.trust.processes import begin
from app.trust.record import pae
from tests.benchmarks import journals
from tests.benchmarks.harness import Measure, Result, alternating, beside, rated, seconds, tell

ACTS = 100_000
ROUNDS = 5
CORES = os.cpu_count() or 1
PAGE_SIZE = 4096
Signed = tuple[bytes, bytes, bytes]
"""Raw public key, message, signature."""


def run(acts: int = ACTS, rounds: int = ROUNDS, cache: Path = journals.CACHE) -> Result:
    """Full verification of the journal through the store, and its bare signatures by threads and by processes."""
    folder, key = journals.journal(acts, cache)
    with Store.open(folder, key) as store, store.reading() as tx:
        signed = signatures_of(tx)
        tell(f"{len(signed)} acts on {CORES} cores, {rounds} rounds")
        with ProcessPoolExecutor(CORES, get_context("spawn"), _take, (signed,)) as pool:
            works = (ready, lambda: full(tx), lambda: by_threads(signed), lambda: by_processes(pool, len(signed)))
            _, ours, threads, processes = alternating(rounds, *works)
        pages = (folder / DATABASE).stat().st_size / PAGE_SIZE / seconds(lambda: stores.pages(tx.connection))
        rules = len(signed) / seconds(lambda: stores.rules(tx.connection))
    return Result("verify", _measures(len(signed), ours, min(threads, processes), pages, rules))


def _measures(acts: int, ours: float, limit: float, pages: float, rules: float) -> tuple[Measure, ...]:
    what = f"full verification of {acts} acts (id, signature, body, chain, causes, tree, checkpoint) on {CORES} cores"
    found = [
        rated(f"{what}; limit: the bare signatures of the same messages", acts / ours, "acts/s", acts / limit),
        beside("the MAC of every page of the database file, which full verification of a store adds", pages, "pages/s"),
        beside("every rule asked again about every act, which a store adds where rules are asked too", rules, "acts/s"),
    ]
    speed = openssl()
    if speed is not None:
        found.append(beside(f"openssl speed -multi {CORES} ed25519: verifications", speed, "1/s"))
    return tuple(found)


def ready() -> None:
    """Processes that help have begun, as the verb lets them while the passphrase is stretched, as the limit does."""
    for begun in begin(share.loaded):
        begun.result()


def full(tx: Reading) -> None:
    """What an auditor can check, from the rows of the encrypted store."""
    stores.proofs(tx.connection, tx.identity)


def signatures_of(tx: Reading) -> list[Signed]:
    """Key, message and signature of every act."""
    publics = {name: entry.public for name, entry in tx.keys().items()}
    return [
        (publics[act(record.id, record.header_text, None).key], pae(record.header_text), record.signature)
        for record in tx.records()
    ]


def by_threads(signed: Sequence[Signed]) -> None:
    """Each core a thread: the library leaves the interpreter's lock while it verifies."""
    threads = [threading.Thread(target=check, args=(signed[core::CORES],)) for core in range(CORES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def by_processes(pool: ProcessPoolExecutor, acts: int) -> None:
    """Each core a process that already holds the messages."""
    share = -(-acts // CORES)
    list(pool.map(_check_share, [(start, start + share) for start in range(0, acts, share)]))


def check(signed: Sequence[Signed]) -> None:
    """Verify signatures and nothing else; each key is loaded once. Raises `InvalidSignature`."""
    keys = {public: Ed25519PublicKey.from_public_bytes(public) for public in {one[0] for one in signed}}
    for public, message, signature in signed:
        keys[public].verify(signature, message)


_held: list[Signed] = []


def _take(signed: list[Signed]) -> None:
    _held.extend(signed)


def _check_share(place: tuple[int, int]) -> None:
    check(_held[slice(*place)])


def openssl() -> float | None:
    """Ed25519 verifications per second on all cores by the ``openssl`` at hand; None without one."""
    if shutil.which("openssl") is None:
        return None
    command = ["openssl", "speed", "-multi", str(CORES), "-seconds", "2", "ed25519"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"\(Ed25519\).*\s([0-9.]+)\s*$", run.stdout, re.MULTILINE)
    return float(found[1]) if found else None
