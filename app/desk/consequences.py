"""What a corrective act would change, worked out on the case as it would then stand; nothing is recorded."""

from __future__ import annotations

from typing import Any

from app.models.case import Case
from app.models.corrections import Proposed
from app.models.plain import to_plain
from app.models.signed import Signed
from app.store.reading import Reading
from app.workflows.confirming import corrected
from app.workflows.consensus import standing_result
from app.workflows.engine import StepStatus
from app.workflows.road import case_progress, stage

Plain = dict[str, Any]


def consequences(tx: Reading, case: Case, seen: Case, body: Proposed, by: Signed) -> Plain:
    """Steps that stand otherwise, acts whose effect ends, a position that counts no more, words that change.

    `seen` is the case as the officer may see it: what a hidden position says is not told.
    """
    after = corrected(case, body, by)
    return {
        "steps": _steps(tx, case, after),
        "undone": _undone(tx, case, after),
        "voided": _voided(case, seen, after),
        "result_falls": standing_result(case) is not None and standing_result(after) is None,
        "texts": _texts(case, after),
        "stage": [stage(case, tx.realm), stage(after, tx.realm)],
    }


def _steps(tx: Reading, case: Case, after: Case) -> list[Plain]:
    charter, procedure = tx.realm.charter, tx.world.procedure(case.procedure)
    assert charter is not None
    pairs = zip(
        case_progress(case, procedure, charter).steps, case_progress(after, procedure, charter).steps, strict=True
    )
    return [
        {"step": then.step.id, "before": _stands(then), "after": _stands(now)}
        for then, now in pairs
        if _stands(then) != _stands(now)
    ]


def _stands(one: StepStatus) -> Plain:
    return {"state": one.state, "agencies": list(one.agencies)}


def _undone(tx: Reading, case: Case, after: Case) -> list[Plain]:
    ending = after.undone - case.undone
    return [to_plain(one) for one in tx.listed(f"case:{case.id}") if one.id in ending]


def _voided(case: Case, seen: Case, after: Case) -> list[Plain]:
    before = {name: vote for one in case.rounds.values() for name, vote in one.votes.items()}
    told = {name for one in seen.rounds.values() for name in one.votes}
    return [
        {
            "seat": vote.body.seat,
            "officer": vote.by.officer,
            "position": vote.body.position.value if name in told else None,
        }
        for one in after.rounds.values()
        for name, vote in one.votes.items()
        if vote.voided is not None and before[name].voided is None
    ]


def _texts(case: Case, after: Case) -> list[Plain]:
    return [
        {"language": language, "before": record.text(language), "after": after.decisions[name].text(language)}
        for name, record in case.decisions.items()
        for language in ("en", "fr")
        if record.text(language) != after.decisions[name].text(language)
    ]
