"""Cells that a spreadsheet would run as formulas, made harmless on the way out and restored on the way in."""

from __future__ import annotations

_APOSTROPHE = "'"
_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guarded(cell: str) -> str:
    """The cell as text for every spreadsheet: an apostrophe goes before what would start a formula."""
    return _APOSTROPHE + cell if _could_run(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if cell.startswith(_APOSTROPHE) and _could_run(cell) else cell


def _could_run(cell: str) -> bool:
    """Leading apostrophes count as well, so that guarding can always be undone."""
    return cell.lstrip(_APOSTROPHE).startswith(_STARTS)
