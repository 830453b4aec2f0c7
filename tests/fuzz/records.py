"""Readers of proof under attack: canonical bytes, headers, bodies, notes, slots, heads, charters, keys, tokens."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace
from functools import cache
from typing import Any

import orjson

from app import canonical
from app.errors import PlacetError
from app.trust import charter, head, notes, record, slots, token
from app.trust.costs import Cost
from tests.fuzz.judge import Broken
from tests.fuzz.mutate import Mutator, as_json
from tests.fuzz.target import target
from tests.trust.journal import Journal, key_for

STORE_KEY = bytes(range(32))
PASSPHRASE = "sept livres verts volent"
CHEAPEST = Cost(8, 1, 1)
SALT = bytes(range(32))
TODAY = "2026-11-22"
ORDER = 2**252 + 27742317777372353535851937790883648493
"""Of the group of Ed25519; adding it to a signature's second half makes another that lax readers accept."""


@cache
def journal() -> Journal:
    """A small valid journal."""
    return Journal().filled()


def same(found: bytes, given: bytes) -> str:
    """Writing an accepted input again must give the same bytes."""
    if found != given:
        raise Broken("accepted, but written again it is another text")
    return "accepted"


def trees(*values: Any) -> Any:
    """Seeds that are JSON."""
    return lambda: [as_json(value) for value in values]


def tree_or_bytes(source: Mutator, data: bytes) -> bytes:
    """Change the value where there is one, else the bytes."""
    if source.random() < 0.25:
        return source.bytes_of(data)
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return source.bytes_of(data)
    return as_json(source.tree(value))


def plain_bytes(source: Mutator, data: bytes) -> bytes:
    """Change the bytes."""
    return source.bytes_of(data)


MIXED = {"a": [1, "é", None, True, {"b": -(2**53) + 1}], "z": "", "y": {"x": [[], {}]}}


@target("canonical-decode", trees(MIXED, [MIXED] * 3, "text", 5), tree_or_bytes)
def canonical_decode(data: bytes) -> str:
    return same(canonical.encode(canonical.decode(data)), data)


@target("canonical-parse", trees(MIXED, [MIXED] * 3, "text", -5), tree_or_bytes)
def canonical_parse(data: bytes) -> str:
    value = canonical.parse(data, what="fuzz.json")
    again = canonical.parse(json.dumps(value).encode(), what="fuzz.json")
    if again != value:
        raise Broken("accepted, but read again it is another value")
    return same(canonical.encode(canonical.decode(canonical.encode(value))), canonical.encode(value))


def _headers() -> list[bytes]:
    own = [act.header_text for act in journal().acts]
    narrowed = orjson.loads(own[-1])
    narrowed["body"]["narrower"] = {"annex": ["DEF", "MFA"], "shown": ["DEF"]}
    return [*own, as_json(narrowed)]


@target("header", _headers, tree_or_bytes)
def header(data: bytes) -> str:
    try:
        fields = orjson.loads(data)
        fields["chain"] = record.chain_id(fields["key"], fields["scope"])
        data = as_json(fields)
    except (ValueError, TypeError, KeyError):
        pass  # then the bytes are judged as they are
    return same(record.Header.parse(data).text(), data)


def _bodies() -> list[bytes]:
    return [act.body_text or b"" for act in journal().acts]


@target("body", _bodies, tree_or_bytes)
def body(data: bytes) -> str:
    """With the hash that fits, so that only the form decides; then with single fields withheld."""
    fields = _padded(data)
    text = as_json(fields) if fields is not None else data
    try:
        digest = record.body_hash(fields or {}, SALT)
    except (TypeError, ValueError):
        digest = "0" * 64
    opened = record.open_body(text, SALT, digest, len(text))
    shown = record.parts(opened, SALT, set(list(opened)[::2]))
    if record.hash_of_parts(shown) != digest:
        raise Broken("a partly withheld body has another hash")
    return same(canonical.encode(opened), text)


def _padded(data: bytes) -> dict[str, Any] | None:
    try:
        fields = orjson.loads(data)
        fields["pad"] = ""
        fields["pad"] = "0" * (-len(orjson.dumps(fields)) % record.BLOCK)
    except (ValueError, TypeError):
        return None
    return fields if isinstance(fields, dict) else None


def _parts() -> list[bytes]:
    act = journal().acts[-1]
    return [as_json(record.parts(orjson.loads(act.body_text or b""), act.salt or b"", {"annex"}))]


@target("parts", _parts, tree_or_bytes)
def parts(data: bytes) -> str:
    value = canonical.decode(data)
    if not isinstance(value, dict):
        return "no object"
    return str(len(record.hash_of_parts(value)))


def _notes() -> list[bytes]:
    station = journal().station
    signed = notes.sign_note("a\nb\n\nc\n", journal().origin, station)
    return [signed, journal().checkpoint(), signed + "— other AAAAAGFiY2Q=\n".encode()]


@target("note", _notes, plain_bytes)
def note(data: bytes) -> str:
    parsed = notes.parse_note(data)
    lines = [f"— {name} {_base64(hash_ + signature)}\n" for name, hash_, signature in parsed.signatures]
    same((parsed.text + "\n" + "".join(lines)).encode(), data)
    try:
        text = notes.open_note(data, verifier())
    except PlacetError:
        return "unsigned"
    if not any(seed.startswith(f"{text}\n".encode()) for seed in _notes()):
        raise Broken("a text was accepted that the station never signed")
    return "signed"


@target("checkpoint", lambda: [notes.parse_note(journal().checkpoint()).text.encode()], plain_bytes)
def checkpoint(data: bytes) -> str:
    """Signed by the station's key whatever it says, so that its own form is reached."""
    text = data.decode("utf-8", "surrogateescape")
    try:
        signed = notes.sign_note(text, journal().origin, journal().station)
    except UnicodeEncodeError:
        return "no text"
    return same(notes.open_checkpoint(signed, verifier()).text().encode(), data)


@target("vkey", lambda: [verifier().vkey.encode()], plain_bytes)
def vkey(data: bytes) -> str:
    text = data.decode("utf-8", "surrogateescape")
    return same(notes.Verifier.parse(text).vkey.encode(), data)


@cache
def slot_file() -> bytes:
    """A slot file with two cheap slots."""
    file = slots.SlotFile.create(STORE_KEY)
    for officer in ("lic-1", "def-1"):
        keys = slots.Unlocked(STORE_KEY, key_for(officer).seed)
        file = file.add(file.new_slot(officer, PASSPHRASE, keys, CHEAPEST), STORE_KEY)
    return file.to_bytes()


@target("slots", lambda: [slot_file()], tree_or_bytes)
def slot_reader(data: bytes) -> str:
    """Read, and where the file is in form opened with the right passphrase, its MAC made good or left bad."""
    file = slots.SlotFile.from_bytes(data)
    same(file.to_bytes(), data)
    if all(slot.cost == CHEAPEST for slot in file.slots):
        for signed in (file, replace(file, mac=file._mac(STORE_KEY).decode())):
            try:
                keys = signed.unlock("lic-1", PASSPHRASE)
            except PlacetError:
                continue
            if keys != slots.Unlocked(STORE_KEY, key_for("lic-1").seed):
                raise Broken("other keys than were put in")
        file.add(slots.SlotFile.from_bytes(slot_file()).slots[0], STORE_KEY).remove("def-1", STORE_KEY)
    return "opened"


@target("head", lambda: [_head()], tree_or_bytes)
def head_reader(data: bytes) -> str:
    """As written, and with a good MAC over whatever it says."""
    try:
        value = orjson.loads(data)
        value["mac"] = head._mac(value["head"], STORE_KEY)
        data = as_json(value)
    except (ValueError, TypeError, KeyError, PlacetError):
        pass  # then the bytes are judged as they are
    return same(head.to_bytes(head.from_bytes(data, STORE_KEY), STORE_KEY), data)


def _head() -> bytes:
    chains = {chain: (seq, act) for chain, (seq, act) in journal().chains.items()}
    root = hashlib.sha256(b"").hexdigest()
    return head.to_bytes(head.Head("s", 6, root, "note\n\n", chains, 3, True), STORE_KEY)


@target("founding", lambda: [journal().charter], tree_or_bytes)
def founding(data: bytes) -> str:
    """The founding charter as proof reads it, and every use that a verifier makes of it."""
    read = charter.read(data)
    return str(len(f"{read.station.vkey}\n".encode()) > 0)


def _tokens() -> list[bytes]:
    content = {"number": "EXP-2026-00001/L1", "issued": "2026-11-22", "valid_until": "2027-11-22"}
    expired = content | {"valid_until": "2026-01-01"}
    made = [token.make_token(one, journal().origin, journal().station) for one in (content, expired)]
    return [one.encode() for one in made]


def token_spelling(source: Mutator, data: bytes) -> bytes:
    """Bytes, or one of the spellings that lax readers take for the same token."""
    prefix, payload, signature = data.split(b".")[:3] if data.count(b".") >= 2 else (data, b"", b"")
    way = source.randrange(8)
    if way == 0:
        return b".".join((prefix, payload, signature + b"="))
    if way == 1:
        return b".".join((prefix, payload, signature.replace(b"-", b"+").replace(b"_", b"/")))
    if way == 2:
        return b".".join((prefix.lower(), payload, signature))
    if way == 3 and len(signature) == 86:
        raw = bytearray(token._decoded(signature.decode("ascii", "replace")))
        raw[32:] = ((int.from_bytes(raw[32:], "little") + ORDER) % 2**256).to_bytes(32, "little")
        return b".".join((prefix, payload, token._encoded(bytes(raw)).encode()))
    if way == 4:
        last = signature[-1:] or b"A"
        return data[:-1] + bytes([last[0] + 1])
    return source.bytes_of(data)


@target("token", _tokens, token_spelling)
def token_reader(data: bytes) -> str:
    """Only the tokens that were made are valid or expired, white space apart."""
    text = data.decode("utf-8", "surrogateescape")
    report = token.check_token(text, [verifier()], TODAY)
    good = report.status in (token.TokenStatus.VALID, token.TokenStatus.EXPIRED)
    if good and "".join(text.split()).encode() not in _tokens():
        raise Broken("a second spelling of a valid token was accepted")
    return report.status.value


@target("token-content", lambda: [token._decoded(_tokens()[0].decode().split(".")[1])], tree_or_bytes)
def token_content(data: bytes) -> str:
    """Signed by the station whatever it says: what is called valid must have what is printed of it."""
    signature = journal().station.sign(token.CONTEXT + data)
    text = ".".join((token.PREFIX, token._encoded(data), token._encoded(signature)))
    report = token.check_token(text, [verifier()], TODAY)
    if report.status in (token.TokenStatus.VALID, token.TokenStatus.EXPIRED):
        content = report.content or {}
        if not all(isinstance(content.get(name), str) for name in ("number", "issued", "valid_until")):
            raise Broken("a token without number or dates was accepted")
    return report.status.value


def verifier() -> notes.Verifier:
    """The station's public key under its name."""
    return notes.Verifier(journal().origin, journal().station.public)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
