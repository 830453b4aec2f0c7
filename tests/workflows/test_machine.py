"""Officers of seven agencies acting in random order, sensibly and not, with what must always hold."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from hypothesis.strategies import integers, sampled_from

from tests.workflows.machine import play, stages
from tests.workflows.machine.actors import attempt
from tests.workflows.machine.campaign import campaign, history, never, table
from tests.workflows.machine.invariants import check_all
from tests.workflows.machine.orders import assert_same, retold

SHORT = settings(max_examples=350, stateful_step_count=45)
MINUTES = float(os.environ.get("PLACET_MACHINE_MINUTES", "0"))


class Officers(RuleBasedStateMachine):
    """One case that begins somewhere on its road; then anybody tries anything."""

    def __init__(self) -> None:
        super().__init__()
        self.base = stages.at("founded")
        self.play = self.base.fork()

    @initialize(stage=sampled_from(stages.STAGES))
    def begin(self, stage: str) -> None:
        self.base = stages.at(stage)
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
    stages.at.cache_clear()
    play.founded_realm.cache_clear()
    play.OUTCOMES.clear()
    run_state_machine_as_test(Officers, settings=SHORT)
    with capsys.disabled():
        print(f"\n{table(play.OUTCOMES)}")
    assert never(play.OUTCOMES) == []


@pytest.mark.skipif(not MINUTES, reason="PLACET_MACHINE_MINUTES asks for the long campaign")
def test_the_long_campaign_finds_nothing(tmp_path: Path) -> None:
    campaign(MINUTES, Path(os.environ.get("PLACET_MACHINE_FILE", tmp_path / "machine.json")))


@pytest.mark.parametrize("seed", [4008], ids=["an amendment that had not seen the licence"])
def test_what_a_campaign_once_found_stays_found(seed: int) -> None:
    assert history(seed)
