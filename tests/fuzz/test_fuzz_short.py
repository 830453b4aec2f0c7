"""A short, repeatable part of the campaign: every target, the same inputs each time, and no finding."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from app.errors import NotTrusted, PlacetError
from app.trust import audit, export, notes
from tests.fuzz import campaign, exports, judge
from tests.fuzz.judge import outcome
from tests.fuzz.mutate import Mutator
from tests.fuzz.target import TARGETS


@pytest.fixture(autouse=True)
def _any_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long a reader takes is the campaign's question; the gate may run on a busy machine."""
    monkeypatch.setattr(judge, "LONGEST", 60.0)


SLOW = {"export": 25, "workbook": 15, "argv": 40, "passphrase": 15, "dossier": 60, "procedure": 40, "charter": 60}
"""Executions of targets that do more than read a few bytes; of all others a few hundred."""
SMALL = (export.CHECKPOINT, export.KEYS, export.STATION, "sample/signature.bin", "sample/salt.bin", "sample/key.der")


@pytest.mark.parametrize("name", TARGETS)
def test_every_reader_holds(name: str) -> None:
    state = campaign.State(name)
    for number in range(SLOW.get(name, 300)):
        assert campaign.attack(TARGETS[name], state, Mutator(f"ci/{name}/{number}")) is None
    assert len(state.seen) > 1, "the target reaches nothing"


@pytest.mark.parametrize("name", TARGETS)
def test_valid_samples_are_accepted(name: str) -> None:
    """Or the campaign would only ever see the first check fail."""
    for data in campaign.seeds_of(name):
        if data != bytes(8):
            assert not outcome(partial(TARGETS[name].run, data)).startswith(("NotTrusted", "Unreadable"))


@pytest.mark.parametrize("name", SMALL)
def test_a_file_cut_anywhere_is_found_although_the_list_was_signed_anew(name: str) -> None:
    whole = exports.valid()[name]
    for length in range(0, len(whole), max(1, len(whole) // 40)):
        place = exports.write(exports.relisted(exports.valid() | {name: whole[:length]}))
        with pytest.raises(NotTrusted):
            audit.verify_export(place)


def test_readers_of_small_files_refuse_them_cut_at_every_length() -> None:
    for name in ("slots", "head", "note", "vkey", "keys.json", "token", "founding"):
        for data in campaign.seeds_of(name)[:1]:
            for length in range(len(data)):
                assert _refused(name, data[:length]), f"{name} cut to {length} bytes"


def _refused(name: str, data: bytes) -> bool:
    try:
        return TARGETS[name].run(data) in ("altered", "unsigned", "unknown-key")
    except PlacetError:
        return True


def test_an_export_is_refused_wherever_it_is_no_folder_of_plain_files(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for place in (tmp_path / "nothing", tmp_path / "file", tmp_path / ("x" * 300), tmp_path / "a\0b", tmp_path):
        with pytest.raises(NotTrusted):
            audit.verify_export(place)


def test_the_campaign_goes_on_where_it_stopped(tmp_path: Path) -> None:
    first = campaign.State("vkey")
    for number in range(50):
        campaign.attack(TARGETS["vkey"], first, Mutator(number))
    first.save(tmp_path)
    again = campaign.State.load("vkey", tmp_path)
    assert (again.executions, again.seen, sorted(again.corpus)) == (50, first.seen, sorted(first.corpus))


def test_a_finding_is_told_once_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes) -> None:
        raise KeyError(data)

    monkeypatch.setattr(notes.Verifier, "parse", broken)
    state = campaign.State("vkey")
    found = [campaign.attack(TARGETS["vkey"], state, Mutator(number)) for number in range(5)]
    assert [one is None for one in found] == [False, True, True, True, True]
    assert next(iter(state.findings)).startswith("KeyError at outside")
