"""Functions compiled for one dataclass each: the quick way between its values and JSON objects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, get_type_hints

Inner = Callable[[Any], Any]
"""Reads a value of a declared type. Raises one of `MISFITS`."""


class Misfit(Exception):
    """The value is not of the form that is written; whether it is of one that is read, `plain` finds out."""


MISFITS = (Misfit, KeyError, TypeError)
ATOMS = (str, int, bool)


def reader(cls: Any, inner: Callable[[Any], Inner]) -> Inner:
    """Makes a `cls` of an object that has exactly its fields. `inner(kind)` reads fields that hold more than an atom.

    Three of five microseconds for an act's body were calls for texts that only had to be looked at.
    """
    hints, names = get_type_hints(cls), [field.name for field in fields(cls)]
    own = {f"read_{name}": inner(hints[name]) for name in names if hints[name] not in ATOMS}
    given = (f"{name}=read_{name}(v_{name})" if f"read_{name}" in own else f"{name}=v_{name}" for name in names)
    atoms = (f"type(v_{name}) is {hints[name].__name__}" for name in names if hints[name] in ATOMS)
    lines = [
        "def read(_value):",
        f"    if type(_value) is not dict or len(_value) != {len(names)}: raise Misfit",
        *(f"    v_{name} = _value[{name!r}]" for name in names),
        f"    if {' and '.join(atoms) or 'True'}: return _cls({', '.join(given)})",
        "    raise Misfit",
    ]
    return _compiled("read", lines, {"_cls": cls, "Misfit": Misfit, **own})


def writer(cls: Any, to_plain: Inner) -> Inner:
    """Makes a JSON object of a `cls`; `to_plain` writes whatever is not a text, even where one is declared."""
    hints = get_type_hints(cls)
    texts = (
        f"{field.name!r}: _v if type(_v := _value.{field.name}) is str else _to_plain(_v)"
        if hints[field.name] is str
        else f"{field.name!r}: _to_plain(_value.{field.name})"
        for field in fields(cls)
    )
    return _compiled("write", ["def write(_value):", f"    return {{{', '.join(texts)}}}"], {"_to_plain": to_plain})


def _compiled(name: str, lines: list[str], known: Mapping[str, Any]) -> Inner:
    # Nothing but the names of a dataclass's own fields goes into the text, as in `dataclasses` itself.
    space = dict(known)
    exec("\n".join(lines), space)
    made: Inner = space[name]
    return made
