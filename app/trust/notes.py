"""Signed notes and checkpoints that anyone can read (C2SP signed-note and tlog-checkpoint)."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass

from app.errors import NotTrusted, Unreadable
from app.trust import keys, record

ED25519 = b"\x01"
LARGEST = 1024 * 1024
MOST_SIGNATURES = 16

_is_name = re.compile(r"[^\s+\ud800-\udfff]+").fullmatch
_signature_line = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})").fullmatch
_decimal = re.compile(r"0|[1-9][0-9]{0,15}").fullmatch


@dataclass(frozen=True, slots=True)
class Verifier:
    """A note key that is trusted: its name and 32 raw public bytes."""

    name: str
    public: bytes

    @property
    def hash(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        named = self.name.encode("utf-8") + b"\n" + ED25519 + self.public
        return hashlib.sha256(named).digest()[:4]

    @property
    def vkey(self) -> str:
        """The one-line form: name, hash and key joined by plus signs."""
        key = base64.b64encode(ED25519 + self.public).decode("ascii")
        return f"{self.name}+{self.hash.hex()}+{key}"

    @classmethod
    def parse(cls, vkey: str) -> Verifier:
        """The key written in `vkey`; `Unreadable` otherwise."""
        name, _, rest = vkey.partition("+")
        key = record.unbase64(rest.partition("+")[2], 33)
        verifier = cls(name if _is_name(name) else "", key[1:])
        if not name or verifier.vkey != vkey:
            raise Unreadable("note.vkey")
        return verifier


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it was read: its text, and (name, key hash, signature) of each signature, none of them verified."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A station's statement about its tree."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The note text: origin, size and root, one a line."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode('ascii')}\n"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """The checkpoint in a note's text. Extension lines are refused: nobody could audit them."""
        lines = text.split("\n")
        if len(lines) != 4 or lines[3] or not lines[0] or not _decimal(lines[1]):
            raise Unreadable("note.checkpoint")
        return cls(lines[0], int(lines[1]), record.unbase64(lines[2], 32))


def origin(realm: str, agency: str, station: str) -> str:
    """A station's name in its checkpoints and as its note key."""
    return f"placet.invalid/{realm[:16]}/{agency}/{station}"


def sign_note(text: str, name: str, key: keys.SigningKey) -> bytes:
    """`text` (ending in a newline) with one signature under it."""
    verifier = Verifier(name, key.public)
    if not _is_name(name) or not _is_text(text):
        raise Unreadable("note.broken")
    signature = base64.b64encode(verifier.hash + key.sign(text.encode("utf-8"))).decode("ascii")
    return f"{text}\n— {name} {signature}\n".encode()


def parse_note(data: bytes) -> Note:
    """Text and signatures of a note; `Unreadable` where it has another form or any second spelling."""
    try:
        whole = data.decode("utf-8") if len(data) <= LARGEST else ""
    except UnicodeDecodeError:
        raise Unreadable("note.broken") from None
    text, blank, lines = whole.rpartition("\n\n")
    text += "\n"
    signatures = lines.removesuffix("\n").split("\n")
    if not blank or not _is_text(whole) or len(signatures) > MOST_SIGNATURES:
        raise Unreadable("note.broken")
    return Note(text, tuple(_signature(line) for line in signatures))


def open_note(data: bytes, verifier: Verifier) -> str:
    """The text of a note that `verifier` signed. Other keys' signatures are passed over, as the format demands.

    Raises `Unreadable` for a broken note and `NotTrusted` without a good signature of that key.
    """
    note = parse_note(data)
    message = note.text.encode("utf-8")
    own = [signature for name, hash_, signature in note.signatures if (name, hash_) == (verifier.name, verifier.hash)]
    if not own or not all(keys.verify(verifier.public, message, signature) for signature in own):
        raise NotTrusted("note.signature", name=verifier.name)
    return note.text


def sign_checkpoint(checkpoint: Checkpoint, key: keys.SigningKey) -> bytes:
    """The checkpoint as a note signed under its origin."""
    return sign_note(checkpoint.text(), checkpoint.origin, key)


def open_checkpoint(data: bytes, verifier: Verifier) -> Checkpoint:
    """The checkpoint in a note that `verifier` signed under its own origin."""
    checkpoint = Checkpoint.parse(open_note(data, verifier))
    if checkpoint.origin != verifier.name:
        raise NotTrusted("note.signature", name=verifier.name)
    return checkpoint


def _is_text(text: str) -> bool:
    return text.endswith("\n") and all(character >= " " or character == "\n" for character in text)


def _signature(line: str) -> tuple[str, bytes, bytes]:
    match = _signature_line(line)
    if match is None:
        raise Unreadable("note.broken")
    data = record.unbase64(match[2])
    if len(data) <= 4:
        raise Unreadable("note.broken")
    return match[1], data[:4], data[4:]
