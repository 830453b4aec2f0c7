"""The catalogues of messages: ``python -m tests.i18n update`` collects and compiles them, ``check`` finds faults."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("en", "fr")
COUNTED = "{n}"
"""Two marked sentences side by side that both count `{n}` things are the singular and the plural of one message."""
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
"""The catalogues carry no real date: the same messages give the same bytes."""
WIDTH = 120
Id = str | tuple[str, str]


def collected() -> Catalog:
    """Every message marked with `N_` anywhere in the program, with the files it stands in."""
    template = _empty(None)
    for file in sorted((ROOT / "app").rglob("*.py")):
        name = str(file.relative_to(ROOT))
        for message in _marked(ast.parse(file.read_text(encoding="utf-8"))):
            template.add(message, locations=[(name, 0)])
    return template


def catalogue(language: str) -> Catalog:
    """The translator's file of a language."""
    with _file(language, "po").open("rb") as file:
        return read_po(file, locale=language)


def compiled(language: str) -> bytes:
    """What the machine's file of a language has to hold."""
    target = BytesIO()
    write_mo(target, catalogue(language))
    return target.getvalue()


def update() -> None:
    """Bring every catalogue up to date and compile it; a new message stays empty until somebody translates it."""
    template = collected()
    _write(FOLDER / "placet.pot", template)
    for language in LANGUAGES:
        merged = _empty(language)
        old = catalogue(language) if _file(language, "po").exists() else merged
        for message in template:
            if message.id:
                merged.add(message.id, _translation(language, message, old), locations=message.locations)
        _write(_file(language, "po"), merged)
        _file(language, "mo").write_bytes(compiled(language))


def problems() -> list[str]:
    """What keeps the catalogues from being complete, each with its language and message."""
    wanted = {message.id for message in collected() if message.id}
    found = [] if wanted == _ids(_read(FOLDER / "placet.pot")) else ["placet.pot is not up to date"]
    for language in LANGUAGES:
        present = catalogue(language)
        given = _ids(present)
        found += [f"{language}: missing: {one}" for one in sorted(map(str, wanted - given))]
        found += [f"{language}: stale: {one}" for one in sorted(map(str, given - wanted))]
        found += [f"{language}: not translated: {one.id}" for one in present if one.id and not all(_texts(one))]
        found += [f"{language}: fuzzy: {one.id}" for one in present if one.id and one.fuzzy]
        found += [f"{language}: obsolete: {one}" for one in present.obsolete]
        if not _file(language, "mo").is_file() or _file(language, "mo").read_bytes() != compiled(language):
            found.append(f"{language}: placet.mo is not compiled from placet.po")
    return found


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Every English sentence with its translation; a plural counts twice."""
    for message in catalogue(language):
        if message.id:
            yield from zip(_sentences(message.id), _texts(message), strict=True)


def names_in(sentence: str) -> set[str]:
    """The values that a sentence asks for."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def _marked(tree: ast.Module) -> Iterator[Id]:
    counted = set()
    for node in ast.walk(tree):
        for one, many in _neighbours(node):
            counted |= {one, many}
            yield one, many
    for node in ast.walk(tree):
        text = _message(node)
        if text is not None and text not in counted:
            yield text


def _neighbours(node: ast.AST) -> Iterator[tuple[str, str]]:
    row = node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else []
    for one, many in zip(map(_message, row), map(_message, row[1:]), strict=False):
        if one is not None and many is not None and COUNTED in one and COUNTED in many:
            yield one, many


def _message(node: ast.AST) -> str | None:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_":
        (text,) = node.args
        return str(ast.literal_eval(text))
    return None


def _translation(language: str, message: Message, old: Catalog) -> Id:
    known = old.get(message.id)
    if known is not None and known.string:
        return known.string
    if language == "en":
        return message.id
    return ("", "") if isinstance(message.id, tuple) else ""


def _ids(present: Catalog) -> set[Id]:
    return {message.id for message in present if message.id}


def _sentences(message: Id) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)


def _texts(message: Message) -> tuple[str, ...]:
    return _sentences(message.string)


def _empty(locale: str | None) -> Catalog:
    return Catalog(
        locale=locale,
        project="Placet",
        version="1",
        creation_date=UNDATED,
        revision_date=UNDATED,
        header_comment="# What Placet says; see tests/i18n.py.",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        fuzzy=False,
    )


def _file(language: str, ending: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"placet.{ending}"


def _read(file: Path) -> Catalog:
    with file.open("rb") as source:
        return read_po(source)


def _write(file: Path, present: Catalog) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        write_po(target, present, width=WIDTH, include_lineno=False, omit_header=False, ignore_obsolete=True)


def main(arguments: list[str]) -> int:
    """``update`` or ``check``; 1 when something is amiss."""
    if arguments == ["update"]:
        update()
    elif arguments != ["check"]:
        print("python -m tests.i18n update|check", file=sys.stderr)
        return 2
    found = problems()
    print("\n".join(found) or "The catalogues are complete.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
