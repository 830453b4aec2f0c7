"""The benchmarks of fold and rules are fair: the same steps on both sides, the same tables before and after."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.errors import Refused
from app.store.journal import Store
from tests.benchmarks import journals, rebuild, route


def test_both_engines_do_the_same_in_the_same_order() -> None:
    known, acts = route.recorded()
    groups = [[name for _, name, _ in group] for group in route.GROUPS]
    assert route.go(known, acts) == route.Engine(groups).go() == [name for group in groups for name in group]


def test_case_refused_by_the_rules_does_not_go_on() -> None:
    """The steps are no mere list: leave one out and the next is not open."""
    known, acts = route.recorded()
    for missing in ("complete", "opinion-customs", "opened", "attested"):
        with pytest.raises(Refused):
            route.go(known, [one for one in acts if one[0] != missing])


def test_steps_open_as_the_other_engine_says() -> None:
    known, acts = route.recorded()
    folded: dict[str, list[route.Act]] = {}
    opened = []
    for step, some in route.by_step(acts):
        for act in some:
            folded.setdefault(act.scope, []).append(act)
        opened.append((step, route.open_steps(route.Forgetful(known, folded))))
    assert opened == [
        ("start", ["foreign-affairs", "defence", "customs"]),
        ("foreign-affairs", ["defence", "customs"]),
        ("defence", ["customs"]),
        ("customs", ["committee"]),
        ("committee", ["decision"]),
        ("decision", []),
    ]


def test_route_tells_what_was_visited(capsys: pytest.CaptureFixture[str]) -> None:
    result = json.loads(route.run(rounds=1, times=1).to_json())
    ours, theirs = (line.partition(": ")[2] for line in capsys.readouterr().err.splitlines()[:2])
    assert ours == theirs
    assert ours.startswith("registered > ")
    assert [one["ratio"] is not None for one in result["measures"]] == [True, False, False]


def test_rebuild_measures_each_size_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journals, "BATCH", 2)
    result = json.loads(rebuild.run(sizes=(80, 120), rounds=1, cache=tmp_path).to_json())
    assert [one["limit"] for one in result["measures"]] == [rebuild.GOAL, rebuild.GOAL, None, None]
    folder, key = journals.journal(80, tmp_path)
    with Store.open(folder, key) as store, store.reading() as tx:
        before = tx.table("cases")
    with Store.open(folder, key) as store:
        rebuild.refill(store)
        with store.reading() as tx:
            assert tx.table("cases") == before
