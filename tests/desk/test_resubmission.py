"""An application that was taken back may come again: a new case, linked to the withdrawn one."""

from __future__ import annotations

import json
from pathlib import Path

from app.intake.reading import Candidate, read
from tests.cli.placet import RESOURCES
from tests.desk.test_main_job import SmallState, state

__all__ = ["state"]


def candidates(folder: Path, **changed: str) -> list[Candidate]:
    script = json.loads((RESOURCES / "demo" / "2-partial-grant.json").read_text("utf-8"))
    file = folder / "rifles.json"
    file.write_text(json.dumps(script["dossier"] | changed), encoding="utf-8")
    return read([file], None).candidates


def links(state: SmallState, case: str) -> list[tuple[str, str]]:
    found = state.at("for-01").questions.case(case)["links"]
    return [(one["kind"], one["reference"]) for one in found]


def test_what_was_withdrawn_comes_again_as_a_new_case_that_names_the_old_one(state: SmallState, tmp_path: Path) -> None:
    state.found()
    state.enrol()
    clerk = state.at("lic-02")
    (first,) = clerk.applications.register(candidates(tmp_path)).references
    assert clerk.applications.register(candidates(tmp_path)).references == ()
    received = state.clock.now().date().isoformat()
    clerk.course.withdraw(first, "The buyer stepped back.", received)
    assert state.at("for-01").questions.case(first)["stage"] == "withdrawn"
    (second,) = state.at("lic-02").applications.register(candidates(tmp_path)).references
    assert second != first
    assert links(state, second) == [("resubmission-of", first)]
    changed = candidates(tmp_path, end_use="Training of recruits.")
    (third,) = state.at("lic-02").applications.register(changed).references
    assert links(state, third) == [("resubmission-of", first)]
    assert state.at("lic-02").applications.register(candidates(tmp_path)).references == ()
