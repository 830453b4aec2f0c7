"""What can go wrong, as codes and values; the sentences live in `app.words`."""

from __future__ import annotations

from typing import Any


class PlacetError(Exception):
    """A failure a person can be told about.

    `code` names the sentence (for example ``vote.stale-question``); `values` fill it in.
    """

    exit_code = 1

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return f"{self.code} {self.values}" if self.values else self.code


class Usage(PlacetError):
    """The command line or a call was put wrongly."""

    exit_code = 2


class Refused(PlacetError):
    """A rule said no; the person can act on it."""

    exit_code = 3


class NotTrusted(PlacetError):
    """A signature, chain, seal or passphrase is wrong; nothing was written."""

    exit_code = 4


class Unreadable(PlacetError):
    """A file from outside cannot be read."""

    exit_code = 5


class StoreFault(PlacetError):
    """Disk, lock, wrong key or damaged store."""

    exit_code = 6
