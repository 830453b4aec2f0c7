"""Signed notes and checkpoints by the examples of their specifications."""

import json
from pathlib import Path

import pytest

from app.errors import NotTrusted, PlacetError, Unreadable
from app.trust import notes
from app.trust.keys import SigningKey

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "notes.json").read_text("utf-8"))
EXAMPLE = VECTORS["signed"][0]
KEY = SigningKey(bytes(range(32)))
ORIGIN = notes.origin("ab" * 32, "LIC", "lic1")
VERIFIER = notes.Verifier(ORIGIN, KEY.public)


def test_note_is_that_of_the_reference_implementation() -> None:
    verifier = notes.Verifier.parse(EXAMPLE["vkey"])
    note = EXAMPLE["note"].encode()
    assert verifier.vkey == EXAMPLE["vkey"]
    assert notes.open_note(note, verifier) == EXAMPLE["text"]
    assert notes.sign_note(EXAMPLE["text"], verifier.name, SigningKey(bytes.fromhex(EXAMPLE["seed"]))) == note


def test_further_signers_are_passed_over_but_never_a_bad_signature_of_the_known_key() -> None:
    line, vkey = VECTORS["cosigned"]
    both = (EXAMPLE["note"] + line).encode()
    for verifier in (notes.Verifier.parse(EXAMPLE["vkey"]), notes.Verifier.parse(vkey)):
        assert notes.open_note(both, verifier) == EXAMPLE["text"]
    with pytest.raises(NotTrusted, match=r"note\.signature"):
        notes.open_note((EXAMPLE["note"] + line).replace("rwz+eBzm", "rwz+eBzn").encode(), notes.Verifier.parse(vkey))


def test_checkpoint_example_is_read() -> None:
    note = notes.parse_note(VECTORS["checkpoint"].encode())
    checkpoint = notes.Checkpoint.parse(note.text)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.text() == note.text


def test_every_changed_bit_of_a_note_is_found() -> None:
    note = notes.sign_checkpoint(notes.Checkpoint(ORIGIN, 7, bytes(32)), KEY)
    assert notes.open_checkpoint(note, VERIFIER).size == 7
    for place in range(len(note) * 8):
        flipped = bytearray(note)
        flipped[place // 8] ^= 1 << place % 8
        with pytest.raises(PlacetError):
            notes.open_checkpoint(bytes(flipped), VERIFIER)


@pytest.mark.parametrize("tail", [b"\n", b"x", b"\n\n", "— a b\n".encode(), "— a AAAA\n".encode(), b"\0"])
def test_appended_bytes_are_refused(tail: bytes) -> None:
    with pytest.raises(Unreadable):
        notes.open_note(EXAMPLE["note"].encode() + tail, notes.Verifier.parse(EXAMPLE["vkey"]))


def test_text_with_empty_lines_is_signed_whole() -> None:
    note = notes.sign_note("one\n\ntwo\n\n", ORIGIN, KEY)
    assert notes.open_note(note, VERIFIER) == "one\n\ntwo\n\n"


@pytest.mark.parametrize(
    ("text", "name"), [("no newline", ORIGIN), ("tab\t\n", ORIGIN), ("a\n", "two words"), ("a\n", "a+b")]
)
def test_note_that_no_reader_would_accept_is_not_written(text: str, name: str) -> None:
    with pytest.raises(Unreadable):
        notes.sign_note(text, name, KEY)


@pytest.mark.parametrize(
    "text", ["a\n01\nAAAA\n", f"a\n1\n{'A' * 43}=\nextension\n", "a\n1\nAAAA\n", "\n1\n\n", "a\n1\n"]
)
def test_other_checkpoints_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        notes.Checkpoint.parse(text)


def test_checkpoint_under_another_origin_is_refused() -> None:
    note = notes.sign_note(notes.Checkpoint("elsewhere", 1, bytes(32)).text(), ORIGIN, KEY)
    with pytest.raises(NotTrusted):
        notes.open_checkpoint(note, VERIFIER)


@pytest.mark.parametrize("vkey", ["", "a", "a+b+c", EXAMPLE["vkey"][:-1], EXAMPLE["vkey"].replace("c74f", "c74e")])
def test_other_verifier_keys_are_refused(vkey: str) -> None:
    with pytest.raises(Unreadable):
        notes.Verifier.parse(vkey)
