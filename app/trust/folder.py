"""The files of an export: read with limits, exactly those that its signed list names, each with its hash."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from app.errors import NotTrusted, PlacetError
from app.trust import export, notes

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a file that is read at once; acts.jsonl is read line by line."""

_listed = re.compile(r"([0-9a-f]{64})  ((?:sample/)?[A-Za-z0-9][A-Za-z0-9._-]{0,100})").fullmatch
T = TypeVar("T")


def read(directory: Path, name: str, largest: int = LARGEST_FILE) -> bytes:
    """The bytes of one file; `NotTrusted` where it is missing, no plain file or larger than `largest` bytes."""
    path = directory / name
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > largest:
            raise NotTrusted("export.file", file=name)
        return path.read_bytes()
    except OSError:
        raise NotTrusted("export.file", file=name) from None


def checked(directory: Path, name: str, reader: Callable[[bytes], T]) -> T:
    """What `reader` makes of a file; every failure as `NotTrusted` with the file's name."""
    data = read(directory, name)
    try:
        return reader(data)
    except PlacetError as error:
        if "file" in error.values:
            raise
        raise NotTrusted("export.content", file=name, problem=error.code) from None
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NotTrusted("export.content", file=name, problem="json") from None


def check_files(directory: Path) -> None:
    """Refuse missing, further and changed files, by the list in export.note; who signed it is asked apart."""
    listed = checked(directory, export.NOTE, _list)
    try:
        found = _names(directory) - {export.NOTE}
    except OSError:
        raise NotTrusted("export.file", file=export.NOTE) from None
    for name in sorted(found ^ listed.keys() | (export.REQUIRED - listed.keys())):
        raise NotTrusted("export.files", file=name)
    for name, digest in listed.items():
        if _hash(directory / name) != digest:
            raise NotTrusted("export.hash", file=name)


def check_signature(directory: Path, station: notes.Verifier) -> None:
    """Refuse a list that the charter's station has not signed, or another station's key beside it."""
    if read(directory, export.STATION) != f"{station.vkey}\n".encode():
        raise NotTrusted("export.station", file=export.STATION)
    checked(directory, export.NOTE, lambda data: notes.open_note(data, station))


def _list(data: bytes) -> dict[str, str]:
    """{path: hash} from the list. One signature only: the text of further ones would be covered by nothing."""
    note = notes.parse_note(data)
    lines = [_listed(line) for line in note.text.removesuffix("\n").split("\n")]
    listed = {match[2]: match[1] for match in lines if match}
    proper = all(lines) and len(listed) == len(lines) and sorted(listed) == list(listed)
    if not proper or len(note.signatures) != 1:
        raise NotTrusted("export.list", file=export.NOTE)
    return listed


def _names(directory: Path) -> set[str]:
    """All files by relative name; whatever is neither a plain file nor the one folder counts as a file too many."""
    names: set[str] = set()
    for path in sorted(directory.iterdir()):
        inside = path.name == "sample" and path.is_dir() and not path.is_symlink()
        names |= {f"sample/{inner.name}" for inner in path.iterdir()} if inside else {path.name}
    return names


def _hash(path: Path) -> str:
    try:
        if path.is_symlink() or not path.is_file():
            raise NotTrusted("export.file", file=path.name)
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise NotTrusted("export.file", file=path.name) from None
