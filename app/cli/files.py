"""Writing files that a person named: whole or not at all, and refused by name before anything else is done."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from app.errors import Refused


@contextlib.contextmanager
def writing(name: str) -> Iterator[None]:
    """What the system says against writing `name`, as `Refused`."""
    try:
        yield
    except OSError as error:
        raise Refused("file.cannot-write", file=name, reason=error.strerror or "") from None


def check_writable(name: str | None) -> None:
    """Refuse a file whose folder is missing or closed, before an act is signed whose paper should go there."""
    if name is None:
        return
    with writing(name):
        fresh = _beside(Path(name))
        fresh.touch(exist_ok=False)
        fresh.unlink()


def write_file(name: str, data: bytes) -> None:
    """Replace the file by `data`, or leave it as it was. Raises `Refused` naming it where that cannot be done."""
    with writing(name):
        fresh = _beside(Path(name))
        try:
            with fresh.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(name)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise


def _beside(path: Path) -> Path:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return path.with_name(f".placet-{secrets.token_hex(4)}")
