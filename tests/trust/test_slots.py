"""Key slots: one passphrase opens the store key and its own officer's key, and nothing else."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app import canonical
from app.errors import NotTrusted, PlacetError, Refused, StoreFault, Unreadable
from app.trust import costs, derive, passphrases
from app.trust.costs import Cost
from app.trust.slots import Slot, SlotFile, Unlocked

CHEAP = Cost(64, 1, 1)
STORE_KEY, SEED = bytes(range(32)), bytes(range(32, 64))
PHRASE, OTHER = "orchard lantern 7 gravel", "velvet anchor 9 thimble"


@pytest.fixture(scope="module")
def file() -> SlotFile:
    empty = SlotFile.create(STORE_KEY)
    first = empty.new_slot("amara.diallo", PHRASE, Unlocked(STORE_KEY, SEED), CHEAP)
    second = empty.new_slot("j.novak", OTHER, Unlocked(STORE_KEY, SEED[::-1]), CHEAP)
    return empty.add(first, STORE_KEY).add(second, STORE_KEY)


def test_passphrase_opens_the_store_key_and_the_officers_own_key(file: SlotFile) -> None:
    assert file.unlock("amara.diallo", PHRASE) == Unlocked(STORE_KEY, SEED)
    assert file.unlock("j.novak", OTHER).seed == SEED[::-1]


def test_composed_and_decomposed_letters_are_the_same_passphrase(file: SlotFile) -> None:
    slot = file.new_slot("x", "été à la forêt bleue", Unlocked(STORE_KEY, SEED), CHEAP)
    assert slot.open("e\u0301te\u0301 a\u0300 la fore\u0302t bleue").seed == SEED


def test_wrong_passphrase_and_unknown_officer_are_one_failure(file: SlotFile) -> None:
    for officer, passphrase in [("amara.diallo", OTHER), ("nobody", PHRASE), ("amara.diallo", PHRASE + " "), ("", "")]:
        with pytest.raises(NotTrusted) as refused:
            file.unlock(officer, passphrase)
        assert (refused.value.code, refused.value.values) == ("passphrase.wrong", {})


def test_unknown_officer_costs_the_same_work(file: SlotFile, monkeypatch: pytest.MonkeyPatch) -> None:
    work: list[Cost] = []
    monkeypatch.setattr(Cost, "stretch", lambda self, phrase, salt: work.append(self) or bytes(32))
    for officer in ("amara.diallo", "nobody"):
        with pytest.raises(NotTrusted):
            file.unlock(officer, "anything")
    assert work == [CHEAP, CHEAP]


def test_secret_of_the_device_is_part_of_the_key(file: SlotFile) -> None:
    slot = file.new_slot("x", PHRASE, Unlocked(STORE_KEY, SEED), CHEAP, device=b"keyring")
    assert slot.open(PHRASE, b"keyring").seed == SEED
    with pytest.raises(NotTrusted):
        slot.open(PHRASE)


def test_file_shows_no_name_and_is_read_back(file: SlotFile, tmp_path: Path) -> None:
    path = tmp_path / "slots"
    file.save(path)
    assert SlotFile.load(path) == file
    assert file.holds("j.novak")
    assert not any(name in path.read_bytes() for name in (b"amara", b"diallo", b"novak"))
    assert path.stat().st_mode & 0o077 == 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["slots"]


def test_every_changed_byte_is_found(file: SlotFile) -> None:
    data = file.to_bytes()
    for place in range(len(data)):
        flipped = bytearray(data)
        flipped[place] ^= 1 << place % 8
        with pytest.raises(PlacetError):
            SlotFile.from_bytes(bytes(flipped)).check(STORE_KEY)


def test_slot_put_in_without_the_store_key_is_found_at_unlocking(file: SlotFile) -> None:
    mine = file.new_slot("intruder", PHRASE, Unlocked(bytes(32), SEED), CHEAP)
    forged = replace(file, slots=(*file.slots, mine))
    with pytest.raises(NotTrusted, match=r"slots\.tampered"):
        forged.unlock("amara.diallo", PHRASE)
    with pytest.raises(NotTrusted, match=r"slots\.tampered"):
        forged.unlock("intruder", PHRASE)


def test_pending_slot_is_kept_apart_until_it_is_added(file: SlotFile) -> None:
    pending = file.new_slot("new.officer", PHRASE, Unlocked(STORE_KEY, SEED), CHEAP)
    kept = json.loads(json.dumps(pending.to_json()))
    assert not file.holds("new.officer")
    assert file.add(Slot.from_json(kept), STORE_KEY).unlock("new.officer", PHRASE).seed == SEED


def test_removed_officer_opens_nothing(file: SlotFile) -> None:
    left = file.remove("j.novak", STORE_KEY)
    with pytest.raises(NotTrusted):
        left.unlock("j.novak", OTHER)
    assert left.unlock("amara.diallo", PHRASE).seed == SEED
    assert left.epoch == file.epoch + 1


def test_changed_passphrase_replaces_the_old_one(file: SlotFile) -> None:
    fresh = file.rewrap("j.novak", OTHER, "harbour pencil 4 quilt", CHEAP)
    assert fresh.unlock("j.novak", "harbour pencil 4 quilt").seed == SEED[::-1]
    assert len(fresh.slots) == len(file.slots)
    with pytest.raises(NotTrusted):
        fresh.unlock("j.novak", OTHER)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"null", b"x" * 2_000_000, b'{"slots":[1]}', b"[" * 9999])
def test_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"slots\.broken"):
        SlotFile.from_bytes(data)


def test_missing_file_is_a_fault_of_the_store(tmp_path: Path) -> None:
    with pytest.raises(StoreFault, match=r"slots\.missing"):
        SlotFile.load(tmp_path / "slots")


@pytest.mark.parametrize("cost", [(2**30, 2, 2), (2**18, 17, 2), (2**18, 2, 17), (1, 1, 1), (2**18, 0, 1), (64, 1, 0)])
def test_cost_made_to_exhaust_the_machine_is_refused_before_work(file: SlotFile, cost: tuple[int, int, int]) -> None:
    content = json.loads(file.to_bytes())
    content["slots"][0] |= dict(zip(("memory_kib", "iterations", "lanes"), cost, strict=True))
    with pytest.raises(Unreadable, match=r"slots\.cost"):
        SlotFile.from_bytes(canonical.encode(content))


def test_calibration_keeps_the_memory_and_spares_slow_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    for seconds, iterations in ((0.1, 3), (2.0, 2)):
        clock = iter((0.0, seconds))
        monkeypatch.setattr(Cost, "stretch", lambda self, phrase, salt: bytes(32))
        monkeypatch.setattr(costs.time, "perf_counter", lambda clock=clock: next(clock))
        cost = costs.calibrate()
        assert (cost.memory_kib, cost.iterations) == (256 * 1024, iterations)


@pytest.mark.parametrize(
    "phrase",
    [PHRASE, OTHER, "un héron gris boit du thé", "九月の雨が静かに降る夜の長い街道を歩く", "Tr0ub4dor&3 and more"],
)
def test_long_uncommon_passphrases_are_taken(phrase: str) -> None:
    passphrases.check(phrase, ["amara.diallo", "Amara Diallo"])


@pytest.mark.parametrize(
    "phrase",
    [
        "passwordpassword", "aaaaaaaaaaaaaaaaaaaa", "qwertyuiopasdfgh", "123456789012345",
        "abcdefghijklmnop", "abcabcabcabcabcabc", "Correct Horse Battery Staple", "Placet2026Placet!",
        "licensing committee 1234", "Amara Diallo 12345", "zyxwvutsrqponmlk", "P@ssword P@ssword",
        "motdepasse motdepasse", "azertyuiopqsdfghjk", "Winter is coming!!!", "               ",
    ],
)  # fmt: skip
def test_well_known_passphrases_are_refused(phrase: str) -> None:
    with pytest.raises(Refused, match=r"passphrase\.common"):
        passphrases.check(phrase, ["amara.diallo", "Amara Diallo"])


def test_length_is_counted_in_code_points() -> None:
    with pytest.raises(Refused, match=r"passphrase\.too-short"):
        passphrases.check("élan bleu 42!!")
    with pytest.raises(Refused, match=r"passphrase\.too-long"):
        passphrases.check("long words " * 30)


def test_derived_keys_differ_by_purpose() -> None:
    derived = {derive.database_key(STORE_KEY), derive.slots_key(STORE_KEY), derive.head_key(STORE_KEY), STORE_KEY}
    assert len(derived) == 4
    assert all(len(key) == 32 for key in derived)
