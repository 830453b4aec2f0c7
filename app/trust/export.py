"""Writing the auditor's export: everything needed to check the journal without us, in files that anyone can read."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from app import canonical
from app.errors import NotTrusted, Refused
from app.trust import charter as charters
from app.trust import notes, record
from app.trust.files import sync_directory
from app.trust.keys import SigningKey, spki

ACTS, KEYS, CHARTER, CHECKPOINT = "acts.jsonl", "keys.json", "charter.json", "checkpoint.note"
STATION, NOTE, README = "station.vkey", "export.note", "README.txt"
SAMPLE = tuple(
    f"sample/{name}" for name in ("body.json", "header.json", "key.der", "pae.bin", "salt.bin", "signature.bin")
)
REQUIRED = frozenset({ACTS, KEYS, CHARTER, CHECKPOINT, STATION, README, *SAMPLE})
TELLING = frozenset({"shown", "pad"})
"""Fields that tell of the others: the text the officer confirmed repeats them, the padding's length gives theirs."""
is_extra_name = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,100}").fullmatch


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """Whose a key is, and the id of the realm-scope act that enrolled it. `public` is 32 raw bytes."""

    public: bytes
    officer: str
    agency: str
    act: str

    def to_json(self) -> dict[str, str]:
        """The entry as it stands in keys.json."""
        return {"public": _base64(self.public), "officer": self.officer, "agency": self.agency, "act": self.act}


def full_line(act: record.Record) -> bytes:
    """The line of an act whose body everybody may read; without a kept body it is `withheld_line`."""
    if act.body_text is None or act.salt is None:
        return withheld_line(act)
    return _line(act, body=act.body_text.decode("utf-8"), salt=_base64(act.salt))


def partial_line(act: record.Record, withheld: Collection[str]) -> bytes:
    """The line of an act with the body fields named in `withheld` reduced to their digests; whole if it has none.

    With any of them go `TELLING`, which would tell of them.
    """
    if act.body_text is None or act.salt is None:
        return withheld_line(act)
    fields = orjson.loads(act.body_text)
    hidden = fields.keys() & set(withheld)
    if not hidden:
        return full_line(act)
    return _line(act, parts=record.parts(fields, act.salt, hidden | TELLING))


def withheld_line(act: record.Record) -> bytes:
    """The line of an act without its body."""
    return _line(act)


def write_export(
    directory: Path,
    lines: Iterable[bytes],
    keys: Mapping[str, KeyEntry],
    charter: bytes,
    checkpoint: bytes,
    station: SigningKey,
    extra: Mapping[str, bytes],
) -> None:
    """Write an export whole or not at all.

    `lines` come in acceptance order and end with the export act itself; `keys` go by key id; `checkpoint` is the
    signed note over all lines; `extra` are further files by plain name. Raises `Refused` where `directory` holds
    anything.
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise Refused("export.not-empty", directory=str(directory))
    fresh = directory.with_name(f".{directory.name}.{secrets.token_hex(4)}")
    try:
        _fill(fresh, lines, keys, charter, checkpoint, station, extra)
        if directory.exists():
            directory.rmdir()
        fresh.rename(directory)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    sync_directory(directory.parent)


def _fill(
    directory: Path,
    lines: Iterable[bytes],
    keys: Mapping[str, KeyEntry],
    charter: bytes,
    checkpoint: bytes,
    station: SigningKey,
    extra: Mapping[str, bytes],
) -> None:
    (directory / "sample").mkdir(parents=True)
    verifier = charters.read(charter).station
    if verifier.public != station.public:
        raise NotTrusted("export.station", file=STATION)
    listed, first = _write_lines(directory / ACTS, lines)
    files = {
        KEYS: canonical.encode({key: entry.to_json() for key, entry in keys.items()}),
        CHARTER: charter,
        CHECKPOINT: checkpoint,
        STATION: f"{verifier.vkey}\n".encode(),
        README: Path(__file__).with_name("export-readme.txt").read_bytes(),
        **_sample(orjson.loads(first), keys),
        **{name: data for name, data in extra.items() if is_extra_name(name)},
    }
    hashes = {ACTS: listed} | {name: canonical.digest(data) for name, data in files.items()}
    text = "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes))
    files[NOTE] = notes.sign_note(text, verifier.name, station)
    for name, data in files.items():
        _write(directory / name, [data])
    sync_directory(directory / "sample")
    sync_directory(directory)


def _write_lines(path: Path, lines: Iterable[bytes]) -> tuple[str, bytes]:
    """Hash of the file, and its first line: the founding act, whose body is never withheld."""
    digest, first = hashlib.sha256(), b""

    def hashed() -> Iterable[bytes]:
        nonlocal first
        for line in lines:
            first = first or line
            digest.update(line)
            yield line

    _write(path, hashed())
    return digest.hexdigest(), first


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    with path.open("xb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())


def _sample(line: Mapping[str, Any], keys: Mapping[str, KeyEntry]) -> dict[str, bytes]:
    header = line["header"].encode("utf-8")
    raw = {
        "body.json": line["body"].encode("utf-8"),
        "header.json": header,
        "key.der": spki(keys[orjson.loads(header)["key"]].public),
        "pae.bin": record.pae(header),
        "salt.bin": base64.b64decode(line["salt"]),
        "signature.bin": base64.b64decode(line["signature"]),
    }
    return {f"sample/{name}": data for name, data in raw.items()}


def _line(
    act: record.Record, body: str | None = None, salt: str | None = None, parts: dict[str, Any] | None = None
) -> bytes:
    fields = {
        "body": body, "header": act.header_text.decode("ascii"), "id": act.id, "parts": parts, "salt": salt,
        "signature": _base64(act.signature),
    }  # fmt: skip
    return orjson.dumps(fields, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
