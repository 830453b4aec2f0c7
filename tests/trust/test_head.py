"""The head kept beside the database."""

from pathlib import Path

import pytest

from app.errors import NotTrusted, PlacetError, StoreFault, Unreadable
from app.trust import head

KEY = bytes(range(32))
HEAD = head.Head("store-1", 7, "ab" * 32, "origin\n7\n", {"cd" * 32: (3, "ef" * 32)}, 12, clean=False)


def test_head_is_read_back(tmp_path: Path) -> None:
    head.write(tmp_path / "head", HEAD, KEY)
    assert head.read(tmp_path / "head", KEY) == HEAD


def test_every_changed_byte_is_found() -> None:
    data = head.to_bytes(HEAD, KEY)
    for place in range(len(data)):
        flipped = bytearray(data)
        flipped[place] ^= 1 << place % 8
        with pytest.raises(PlacetError):
            head.from_bytes(bytes(flipped), KEY)


def test_head_of_another_store_or_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotTrusted, match=r"head\.tampered"):
        head.from_bytes(head.to_bytes(HEAD, KEY), bytes(32))
    with pytest.raises(StoreFault, match=r"head\.missing"):
        head.read(tmp_path / "head", KEY)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"head":{},"mac":1}', b"{" * 999])
def test_broken_head_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"head\.broken"):
        head.from_bytes(data, KEY)


def test_standing_of_a_journal_to_its_head() -> None:
    assert head.standing(HEAD, 7, "ab" * 32) == "same"
    assert head.standing(HEAD, 8, "00" * 32) == "ahead"
    assert head.standing(HEAD, 6, "00" * 32) == "behind"
    assert head.standing(HEAD, 7, "00" * 32) == "forked"
