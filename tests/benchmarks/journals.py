"""A long journal to verify: cases on their way to the committee, signed in batches, kept for the next run."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app import assemble
from app.cli.forms import choice, gate_answer, line_class, risk_finding
from app.desk.office import Counter
from app.models.acts import (
    ConditionProposed,
    GateAnswered,
    LinesClassified,
    OpinionCountersigned,
    OpinionGiven,
    RiskAssessed,
    StepCompleted,
)
from app.models.case import Case
from app.models.outcomes import Position
from app.store.journal import Store
from app.workflows.dossier import dossier_hash
from app.workflows.road import standing_opinions
from tests.benchmarks import realm as realms
from tests.benchmarks.harness import tell
from tests.benchmarks.realm import BenchRealm
from tests.benchmarks.road import SCRIPT, candidate

ROOT = assemble.RESOURCES.parent
CACHE = ROOT / ".benchmarks"
BATCH = 250
"""Cases whose acts go into one transaction."""
Make = Callable[[Case], Any]


def journal(acts: int, cache: Path = CACHE) -> tuple[Path, bytes]:
    """The folder and key of a closed store of about `acts` acts; built once for each state of the code."""
    name = f"journal-{acts}-"
    folder = cache / (name + _code_version())
    if not (folder / "key").is_file():
        for old in cache.glob(f"{name}*"):
            shutil.rmtree(old)
        tell(f"building a journal of {acts} acts")
        _build(folder, acts)
    return folder / "store", (folder / "key").read_bytes()


def _code_version() -> str:
    found = hashlib.sha256()
    for file in sorted(path for room in ("app", "tests/benchmarks") for path in (ROOT / room).rglob("*.py")):
        found.update(file.read_bytes())
    return found.hexdigest()[:16]


def _build(folder: Path, acts: int) -> None:
    folder.mkdir(parents=True)
    realm = realms.build(folder / "store")
    number = 0
    while _size(realm.store) < acts:
        _batch(realm, range(number, number + BATCH))
        number += BATCH
    realm.store.close()
    (folder / "key").write_bytes(realm.store_key)
    os.sync()


def _size(store: Store) -> int:
    with store.reading() as tx:
        return tx.size


def _batch(realm: BenchRealm, numbers: range) -> None:
    """The same road for every case of the batch, one transaction for each step of it."""
    clerk = realm.desk("licensing", "clerk").applications
    references = clerk.register([candidate(number) for number in numbers]).references
    for agency, role, make in _steps():
        _sign(realm.desk(agency, role).reviews, references, make)


def _sign(counter: Counter, references: tuple[str, ...], make: Make) -> None:
    office = counter.office
    with office.store.transaction() as tx:
        found = (tx.world.case(counter.case_id(tx, reference)) for reference in references)
        drafts = [counter.draft(tx.world, f"case:{case.id}", make(case)) for case in found]
        tx.append(office.signer, drafts, office.now())


def _steps() -> Iterator[tuple[str, str, Make]]:
    """Agency, role and act of each step up to the consolidation."""
    classes = tuple(line_class(one) for one in SCRIPT["classification"])
    answers = tuple(gate_answer(one) for one in SCRIPT["gate"])
    yield "licensing", "clerk", lambda _: StepCompleted(step="intake")
    yield "licensing", "licensing_officer", lambda _: LinesClassified(step="classification", lines=classes)
    yield "licensing", "licensing_officer", lambda _: StepCompleted(step="classification")
    yield "foreign-affairs", "reviewer", lambda _: GateAnswered(step="treaty", answers=answers)
    yield "foreign-affairs", "reviewer", lambda _: _assessment()
    yield "foreign-affairs", "reviewer", lambda _: StepCompleted(step="treaty")
    for number, condition in enumerate(SCRIPT["conditions"], 1):
        yield condition["agency"], "reviewer", _condition(number, condition)
    for agency, opinion in SCRIPT["opinions"].items():
        yield agency, "reviewer", _opinion(agency, opinion)
        if opinion.get("countersigned"):
            yield agency, "agency_head", lambda case: OpinionCountersigned(opinion=standing_opinions(case)[-1].id)
    yield "licensing", "licensing_officer", lambda _: StepCompleted(step="consolidation", note="All agree.")


def _assessment() -> RiskAssessed:
    said = SCRIPT["assessment"]
    findings = tuple(risk_finding(one) for one in said["findings"])
    return RiskAssessed(
        step="treaty", findings=findings, mitigation=said["mitigation"], overriding=False, reasons=said["reasons"]
    )


def _condition(number: int, said: dict[str, Any]) -> Make:
    items = tuple(said.get("items", ()))
    return lambda _: ConditionProposed(number=number, text=said["text"], text_fr=said["text_fr"], items=items)


def _opinion(step: str, said: dict[str, Any]) -> Make:
    position = choice(Position, said["position"], "position")
    return lambda case: OpinionGiven(
        step=step,
        dossier=dossier_hash(case),
        position=position,
        reasons=said["reasons"],
        annex=said.get("annex", ""),
    )
