"""Checking an auditor's export without a store, an officer or anything but the export itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from app import canonical
from app.errors import NotTrusted, PlacetError, Unreadable
from app.trust import charter as charters
from app.trust import export, folder, keys, notes, record, verify
from app.trust.export import KeyEntry
from app.trust.law import Law, is_whole
from app.trust.record import unbase64

LARGEST_LINE = 2 * record.LARGEST_BODY + 64 * 1024
"""Bytes: a body in which every sign is escaped, and the rest."""
LARGEST_KEYS = 8 * 1024 * 1024
LARGEST_SAMPLE = record.LARGEST_BODY + 64 * 1024
LINE_FIELDS = frozenset({"body", "header", "id", "parts", "salt", "signature"})
FOUNDING = ("RealmFounded", "RealmConfirmed")


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export that is in order holds.

    `realm` is its fingerprint in hex. Unless it was compared with one from elsewhere (`realm_compared`), the export
    is only known to be consistent in itself: whoever signs everything anew makes another that is just as consistent.
    """

    realm: str
    realm_compared: bool
    station: str
    acts: int
    keys: int
    root: str
    bodies: Mapping[str, int]
    """Acts by what is shown of their body: "whole", "partly", "withheld"."""


def verify_export(directory: Path, realm: str | None = None, progress: verify.Progress | None = None) -> ExportReport:
    """Check every file of an export; `realm` is the fingerprint as typed from elsewhere (hex, spaces allowed).

    Raises `NotTrusted` with `file` and, for acts.jsonl, `line` for the first thing that is not in order.
    """
    folder.check_files(directory)
    founding = folder.checked(directory, export.CHARTER, charters.read)
    if realm is not None and "".join(realm.split()).lower() != founding.realm:
        raise NotTrusted("export.realm", file=export.CHARTER, found=founding.realm, typed=realm)
    folder.check_signature(directory, founding.station)
    entries = folder.checked(directory, export.KEYS, read_keys)
    past, enrolments = verify.Past(export.ACTS), Enrolments(founding, entries)
    bodies = {"whole": 0, "partly": 0, "withheld": 0}
    work = partial(read_line, entries, publics_of(entries), founding.realm)
    law = Law(founding.realm) if folder.checked(directory, export.CHARTER, is_whole) else None
    for results in verify.in_parallel(_lines(directory), work, export.ACTS):
        for act, shown, said in results:
            past.accept(act)
            enrolments.accept(act, past.tree.size)
            if law:
                _check_rules(law, act, said, past.tree.size)
            bodies[shown] += 1
        if progress:
            progress(past.tree.size)
    enrolments.check_complete()
    root = _check_checkpoint(directory, founding.station, past)
    _check_sample(directory, entries, past)
    return ExportReport(
        founding.realm, realm is not None, founding.station.name, past.tree.size, len(entries), root, bodies
    )


def read_keys(data: bytes) -> dict[str, KeyEntry]:
    """The entries of keys.json, each key fit to be enrolled."""
    entries: dict[str, KeyEntry] = {}
    if len(data) > LARGEST_KEYS:
        raise NotTrusted("export.file", file=export.KEYS)
    for key, value in canonical.decode(data, what=export.KEYS).items():
        if not all(type(text) is str for text in value.values()):
            raise NotTrusted("export.keys", file=export.KEYS, key=key)
        entry = KeyEntry(unbase64(value["public"], 32), value["officer"], value["agency"], value["act"])
        if entry.to_json() != value or keys.key_id(entry.public) != key:
            raise NotTrusted("export.keys", file=export.KEYS, key=key)
        keys.check_public(entry.public)
        entries[key] = entry
    return entries


def publics_of(entries: Mapping[str, KeyEntry]) -> dict[str, bytes]:
    """Raw public keys by key id."""
    return {key: entry.public for key, entry in entries.items()}


def check_line(
    entries: Mapping[str, KeyEntry], publics: Mapping[str, bytes], realm: str, line: bytes
) -> tuple[verify.Checked, str]:
    """The act in one line of acts.jsonl, in order by itself, and what is shown of its body."""
    act, shown, _ = read_line(entries, publics, realm, line)
    return act, shown


def read_line(
    entries: Mapping[str, KeyEntry], publics: Mapping[str, bytes], realm: str, line: bytes
) -> tuple[verify.Checked, str, dict[str, Any]]:
    """As `check_line`, with the fields of the header."""
    value = _parse(line)
    header, signature = value["header"].encode("utf-8"), unbase64(value["signature"], 64)
    fields, message = verify.check_header(header, signature, publics)
    entry = entries[fields["key"]]
    if (fields["officer"], fields["agency"]) != (entry.officer, entry.agency):
        raise NotTrusted("act.officer", officer=fields["officer"])
    if fields["realm"] != realm:
        raise NotTrusted("act.realm")
    body, shown = _check_shown(value, fields)
    act = verify.checked(fields, message, signature, body)
    if act.id != value["id"]:
        raise NotTrusted("act.id")
    return act, shown, fields


class Enrolments:
    """Which keys an act's own past has enrolled: a bit for each key, and the union of its causes' bits for each act."""

    def __init__(self, founding: charters.Founding, entries: Mapping[str, KeyEntry]) -> None:
        self._entries = entries
        self._founders = {(f.officer, f.agency, f.public) for f in founding.founders}
        self._bits = {key: 1 << place for place, key in enumerate(entries)}
        self._enrols = {entry.act: key for key, entry in entries.items()}
        if len(self._enrols) < len(entries):
            raise NotTrusted("export.keys", file=export.KEYS, key=", ".join(entries)[:64])
        self._known: dict[str, int] = {}
        self._founded = 0

    def accept(self, act: verify.Checked, line: int) -> None:
        """Take the next act, or raise `NotTrusted` where its key was not yet enrolled."""
        known = 0
        for cause in act.causes():
            known |= self._known[cause]
        if line <= len(FOUNDING):
            self._check_founding(act, line, known)
            self._founded |= self._bits[act.key]
        elif known & self._founded != self._founded or not known & self._bits[act.key]:
            raise NotTrusted("act.not-enrolled", file=export.ACTS, line=line, key=act.key)
        if act.id in self._enrols:
            known |= self._enrolled_by(act, line)
        self._known[act.id] = known

    def check_complete(self) -> None:
        """Refuse an export without founding, or with a key whose enrolling act is not in it."""
        if len(self._known) < len(FOUNDING):
            raise NotTrusted("export.founding", file=export.ACTS, line=len(self._known) + 1)
        for act, key in self._enrols.items():
            if act not in self._known:
                raise NotTrusted("export.keys", file=export.KEYS, key=key)

    def _check_founding(self, act: verify.Checked, line: int, known: int) -> None:
        entry = self._entries[act.key]
        named = (entry.officer, entry.agency, entry.public) in self._founders
        second = not self._founded & self._bits[act.key]
        proper = act.type == FOUNDING[line - 1] and entry.act == act.id and known == self._founded
        if not (named and second and proper):
            raise NotTrusted("export.founding", file=export.ACTS, line=line)

    def _enrolled_by(self, act: verify.Checked, line: int) -> int:
        key = self._enrols[act.id]
        entry, body = self._entries[key], act.realm_body or {}
        stated = {name: body.get(name) for name in ("officer", "agency", "key", "public")}
        expected = {name: value for name, value in entry.to_json().items() if name != "act"} | {"key": key}
        if stated != expected:
            raise NotTrusted("act.enrolment", file=export.ACTS, line=line, key=key)
        return self._bits[key]


def _check_rules(law: Law, act: verify.Checked, fields: Mapping[str, Any], line: int) -> None:
    try:
        law.accept(act.id, fields, act.realm_body)
    except NotTrusted as error:
        raise verify.placed(error, export.ACTS, line) from None


def _parse(line: bytes) -> dict[str, Any]:
    try:
        value = orjson.loads(line)
        again = orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        raise Unreadable("record.not-json") from None
    if again != line or type(value) is not dict or value.keys() != LINE_FIELDS or type(value["header"]) is not str:
        raise Unreadable("record.not-canonical")
    return value


def _check_shown(value: Mapping[str, Any], fields: Mapping[str, Any]) -> tuple[dict[str, Any] | None, str]:
    ref, whole, shown = fields["body"], value["body"], value["parts"]
    if type(whole) is str and shown is None:
        return verify.check_body(ref, whole.encode("utf-8"), unbase64(value["salt"], 32)), "whole"
    if fields["scope"] == "realm" or whole is not None or value["salt"] is not None:
        raise NotTrusted("act.salt")
    if shown is None:
        return None, "withheld"
    canonical.encode(shown)
    if type(shown) is not dict or record.hash_of_parts(shown) != ref["hash"]:
        raise NotTrusted("record.body-hash")
    return None, "partly"


def _lines(directory: Path) -> Iterator[bytes]:
    with (directory / export.ACTS).open("rb") as file:
        number = 0
        while line := file.readline(LARGEST_LINE):
            number += 1
            if not line.endswith(b"\n"):
                raise NotTrusted("export.line", file=export.ACTS, line=number)
            yield line


def _check_checkpoint(directory: Path, station: notes.Verifier, past: verify.Past) -> str:
    checkpoint = folder.checked(directory, export.CHECKPOINT, lambda data: notes.open_checkpoint(data, station))
    if (checkpoint.size, checkpoint.root) != (past.tree.size, past.tree.root()):
        raise NotTrusted("export.checkpoint", file=export.CHECKPOINT, size=checkpoint.size, found=past.tree.size)
    return checkpoint.root.hex()


def _check_sample(directory: Path, entries: Mapping[str, KeyEntry], past: verify.Past) -> None:
    sample = {name.removeprefix("sample/"): folder.read(directory, name, LARGEST_SAMPLE) for name in export.SAMPLE}
    header = sample["header.json"]
    publics = publics_of(entries)
    try:
        fields, message = verify.check_header(header, sample["signature.bin"], publics)
        verify.check_body(fields["body"], sample["body.json"], sample["salt.bin"])
    except PlacetError:
        raise NotTrusted("export.sample", file="sample/header.json") from None
    same_key = sample["key.der"] == keys.spki(publics[fields["key"]])
    if sample["pae.bin"] != message or not same_key or not past.holds(record.act_id(header)):
        raise NotTrusted("export.sample", file="sample/pae.bin")
