"""Officers of seven agencies acting in random order, sensibly and not, with what must always hold."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from hypothesis.strategies import integers, sampled_from

from tests.workflows.machine import play, roads, stages
from tests.workflows.machine.actors import attempt
from tests.workflows.machine.campaign import campaign, everywhere, never, table
from tests.workflows.machine.invariants import check_all
from tests.workflows.machine.orders import assert_same, retold
from tests.workflows.test_rules_attacks import amended

SHORT = settings(max_examples=350, stateful_step_count=45)
MINUTES = float(os.environ.get("PLACET_MACHINE_MINUTES", "0"))


class Officers(RuleBasedStateMachine):
    """Two cases, one of them somewhere on the road of its procedure; then anybody tries anything."""

    def __init__(self) -> None:
        super().__init__()
        self.base = roads.begin(roads.STANDING, "founded")
        self.play = self.base.fork()

    @initialize(where=sampled_from(roads.BEGINNINGS))
    def begin(self, where: tuple[str, str]) -> None:
        self.base = roads.begin(*where)
        self.play = self.base.fork()

    @rule(seed=integers(min_value=0, max_value=2**32))
    def somebody_acts(self, seed: int) -> None:
        tried = attempt(self.play, Random(f"{seed} {len(self.play.said)}"))
        if tried is not None and not tried[0].code:
            check_all(self.play, tried[0].act, tried[1])

    def teardown(self) -> None:
        said = self.play.said[len(self.base.said) :]
        assert_same(self.play, retold(self.base, said, Random(len(said))))


def test_whatever_officers_do_the_invariants_hold(capsys: pytest.CaptureFixture[str]) -> None:
    roads.forget()
    play.founded_realm.cache_clear()
    play.OUTCOMES.clear()
    everywhere(3)
    run_state_machine_as_test(Officers, settings=SHORT)
    with capsys.disabled():
        print(f"\n{table(play.OUTCOMES)}")
    assert never(play.OUTCOMES) == []


@pytest.mark.skipif(not MINUTES, reason="PLACET_MACHINE_MINUTES asks for the long campaign")
def test_the_long_campaign_finds_nothing(tmp_path: Path) -> None:
    campaign(MINUTES, Path(os.environ.get("PLACET_MACHINE_FILE", tmp_path / "machine.json")))


def test_an_amendment_that_had_seen_neither_signatures_nor_licence_leaves_the_licence_on_its_version() -> None:
    base = roads.begin(roads.STANDING, "proposed")
    late = base.lagging(0)
    case = stages.on(base, "signed", "issued")
    act = case.do(stages.CLERK, amended(end_use="Towns."), view=late)
    check_all(case, act, late)
    assert len(case.case.licences) == 1


def test_a_file_of_other_histories_is_refused(tmp_path: Path) -> None:
    old = tmp_path / "machine.json"
    old.write_text('{"seed": 9, "acts": 400, "outcomes": {}}')
    with pytest.raises(SystemExit, match="other histories"):
        campaign(0.001, old)
