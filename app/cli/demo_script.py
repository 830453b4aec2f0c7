"""A dossier's file as the demonstration reads it: what it does not say is named, with the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.errors import Unreadable


class Script(dict[str, Any]):
    """A part of a dossier's file; what is asked of it and missing is named with the file."""

    def __init__(self, file: str, parts: Mapping[str, Any]) -> None:
        super().__init__({name: _part(file, value) for name, value in parts.items()})
        self.file = file

    def __missing__(self, field: str) -> Any:
        raise Unreadable("demo.missing", file=self.file, field=field)


def _part(file: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_part(file, one) for one in value]
    return Script(file, value) if isinstance(value, dict) else value
