"""The auditor's verifier under attack: single lines, files and whole folders, changed with and without signing anew."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import orjson

from app import canonical
from app.errors import PlacetError
from app.trust import audit, export, folder, merkle, notes, record, verify
from app.trust.keys import SigningKey
from tests.fuzz.judge import Broken
from tests.fuzz.mutate import Mutator, as_json
from tests.fuzz.records import journal, tree_or_bytes, verifier
from tests.fuzz.target import fresh_seed, from_seed, no_seeds, target
from tests.trust.journal import key_for

Files = dict[str, bytes]
UNREAD = ("decisions.csv", "decisions.pdf", export.README)
"""Files of which only the hash is checked."""
HEARD = (export.NOTE, export.CHECKPOINT)
"""Notes may carry the signatures of others."""


@cache
def scratch() -> Path:
    """A folder of this process, in memory where there is such a place."""
    memory = Path("/dev/shm")
    path = Path(tempfile.mkdtemp(prefix="placet-fuzz-", dir=memory if memory.is_dir() else None))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


@cache
def valid() -> Files:
    """The files of a valid export by relative name."""
    made = journal().write(scratch() / "valid")
    return {str(one.relative_to(made)): one.read_bytes() for one in made.rglob("*") if one.is_file()}


def write(files: Files, name: str = "export") -> Path:
    """The files in a new folder."""
    place = scratch() / name
    shutil.rmtree(place, ignore_errors=True)
    for path, data in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(data)
    return place


def relisted(files: Files) -> Files:
    """The same with a list that fits, signed by the station."""
    rest = {name: data for name, data in files.items() if name != export.NOTE}
    text = "".join(f"{canonical.digest(rest[name])}  {name}\n" for name in sorted(rest))
    return rest | {export.NOTE: notes.sign_note(text, journal().origin, journal().station)}


def _keys() -> dict[str, SigningKey]:
    made = journal()
    return {key.id: key for key in (made.admin, made.head, key_for("reviewer"))}


def resigned(line: bytes) -> bytes:
    """The line with chain, signature and id that fit its header, as far as it has one."""
    try:
        value = orjson.loads(line)
        fields = orjson.loads(value["header"])
        fields["chain"] = record.chain_id(fields["key"], fields["scope"])
        header = as_json(fields)
        signature = _keys()[fields["key"]].sign(record.pae(header))
        value |= {"header": header.decode(), "signature": export._base64(signature), "id": record.act_id(header)}
        return as_json(value) + b"\n"
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return line


def change_line(source: Mutator, line: bytes) -> bytes:
    """The line, its header or its parts changed, mostly signed anew."""
    try:
        value = orjson.loads(line)
        if source.random() < 0.6 and isinstance(value["header"], str):
            header = source.tree(orjson.loads(value["header"]))
            line = as_json(value | {"header": as_json(header).decode("utf-8", "replace")}) + b"\n"
        else:
            line = as_json(source.tree(value)) + b"\n"
    except (ValueError, TypeError, KeyError, RecursionError):
        line = source.bytes_of(line)
    if source.random() < 0.1:
        line = source.bytes_of(line)
    return resigned(line) if source.random() < 0.7 else line


@target("line", lambda: valid()[export.ACTS].splitlines(keepends=True), change_line)
def line(data: bytes) -> str:
    """One line of acts.jsonl: what is accepted carries a good signature of an enrolled key over its very bytes."""
    entries = journal().entries
    try:
        act, shown = audit.check_line(entries, journal().publics(), journal().realm, data)
    except PlacetError as error:
        raise verify.placed(error, export.ACTS, 1) from None
    value = orjson.loads(data)
    if act.id != record.act_id(value["header"].encode()) or as_json(value) + b"\n" != data:
        raise Broken("a line was accepted that is not written canonically")
    return shown


@target("keys.json", lambda: [valid()[export.KEYS]], tree_or_bytes)
def keys_file(data: bytes) -> str:
    place = scratch() / "keys"
    place.mkdir(exist_ok=True)
    (place / export.KEYS).write_bytes(data)
    entries = folder.checked(place, export.KEYS, audit.read_keys)
    again = canonical.encode({key: entry.to_json() for key, entry in entries.items()})
    if again != data:
        raise Broken("accepted, but written again it is another text")
    return "accepted"


@target("export", no_seeds, fresh_seed)
def whole(data: bytes) -> str:
    """A folder changed in one of the ways there are; only what nobody reads may differ in one that is accepted."""
    source = from_seed(data)
    way = source.choice((_one_file, _one_file, _listed, _listed, _acts, _acts, _structure))
    return way(source)


def _one_file(source: Mutator) -> str:
    files = dict(valid())
    name = source.choice(sorted(files))
    files[name] = source.bytes_of(files[name])
    audit.verify_export(write(files))
    if files != valid() and not _same_text(files, name):
        raise Broken(f"a change of {name} was not found")
    return "unchanged"


def _listed(source: Mutator) -> str:
    files = dict(valid())
    name = source.choice(sorted(files))
    files[name] = tree_or_bytes(source, files[name]) if name.endswith(".json") else source.bytes_of(files[name])
    audit.verify_export(write(relisted(files)))
    if files[name] != valid()[name] and name not in UNREAD and not _same_text(files, name):
        raise Broken(f"a signed change of {name} was not found")
    return "unread"


def _same_text(files: Files, name: str) -> bool:
    """Whether a note says the same, and only others' signatures differ."""
    return name in HEARD and notes.open_note(files[name], verifier()) == notes.open_note(valid()[name], verifier())


def _acts(source: Mutator) -> str:
    """Lines changed and signed anew, with a checkpoint and a list that fit."""
    files = dict(valid())
    lines = files[export.ACTS].splitlines(keepends=True)
    place = source.choice((-1, -1, -1, source.randrange(len(lines))))
    lines[place] = change_line(source, lines[place])
    if source.random() < 0.1:
        source.shuffle(lines)
    files[export.ACTS] = b"".join(lines)
    leaves = []
    for one in lines:
        try:
            value = orjson.loads(one)
            leaves.append(record.leaf(value["header"].encode(), record.unbase64(value["signature"], 64)))
        except (ValueError, TypeError, KeyError, AttributeError, PlacetError):
            leaves.append(bytes(32))
    said = notes.Checkpoint(journal().origin, len(lines), merkle.root_of(leaves))
    files[export.CHECKPOINT] = notes.sign_checkpoint(said, journal().station)
    report = audit.verify_export(write(relisted(files)))
    if report.acts != len(valid()[export.ACTS].splitlines()):
        raise Broken("acts were added or lost")
    return "signed by its officer"


def _structure(source: Mutator) -> str:
    place = write(valid())
    name = source.choice(sorted(valid()))
    source.choice(STRUCTURES)(place / name, source)
    audit.verify_export(place)
    raise Broken("a folder with other files was accepted")


def _missing(path: Path, _source: Mutator) -> None:
    path.unlink()


def _link(path: Path, _source: Mutator) -> None:
    copy = scratch() / "linked"
    shutil.copyfile(path, copy)
    path.unlink()
    path.symlink_to(copy)


def _loop(path: Path, _source: Mutator) -> None:
    path.unlink()
    path.symlink_to(path)


def _folder(path: Path, _source: Mutator) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path, _source: Mutator) -> None:
    path.unlink()
    os.mkfifo(path)


def _further(path: Path, source: Mutator) -> None:
    names = (b"x", b"\xff", b".hidden", b"a\nb", b"\x1b[31m", "é".encode(), b"x" * 255, b"sample.txt", b"{field}")
    (path.parent / os.fsdecode(source.choice(names))).write_bytes(b"")


def _linked_folder(path: Path, _source: Mutator) -> None:
    top = path.parent if path.parent.name != "sample" else path.parent.parent
    (top / "sample").rename(scratch() / f"moved-{os.urandom(4).hex()}")
    (top / "sample").symlink_to(scratch())


def _long_line(path: Path, source: Mutator) -> None:
    top = path.parent if path.parent.name != "sample" else path.parent.parent
    files = dict(valid())
    files[export.ACTS] += source.choice((b"x", b"[", b'{"a":')) * 200_000
    write(relisted(files), top.name)


STRUCTURES: tuple[Callable[[Path, Mutator], None], ...] = (
    _missing, _link, _loop, _folder, _pipe, _further, _linked_folder, _long_line,
)  # fmt: skip
