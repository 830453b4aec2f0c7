"""A small journal for the tests of proof: two founders, officers enrolled by them, and acts on cases."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app import canonical
from app.trust import export, merkle, notes, record
from app.trust.keys import SigningKey

CASE = "case:0b6e3b1c-5f7a-4a52-9d3e-2f1f6f1d0001"


def key_for(name: str) -> SigningKey:
    return SigningKey(hashlib.sha256(name.encode()).digest())


def public_text(key: SigningKey) -> str:
    return base64.b64encode(key.public).decode()


@dataclass
class Journal:
    """Acts appended one by one, each after everything before it; `secret` varies all keys."""

    secret: str = ""
    acts: list[record.Record] = field(default_factory=list)
    entries: dict[str, export.KeyEntry] = field(default_factory=dict)
    chains: dict[str, tuple[int, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.admin, self.head, self.station = (key_for(self.secret + name) for name in ("admin", "head", "station"))
        founders = [
            {"officer": "admin", "agency": "LIC", "public": public_text(self.admin), "role": "administrator"},
            {"officer": "head", "agency": "MFA", "public": public_text(self.head), "role": "agency-head"},
        ]
        station = {"name": "lic1", "agency": "LIC", "public": public_text(self.station)}
        self.charter = canonical.encode({"founders": founders, "station": station, "name": "Test realm"})
        self.realm = canonical.digest(self.charter)

    @property
    def origin(self) -> str:
        return notes.origin(self.realm, "LIC", "lic1")

    def found(self) -> Journal:
        self.enrol(self.admin, "RealmFounded", self.admin, "admin", "LIC")
        self.enrol(self.head, "RealmConfirmed", self.head, "head", "MFA")
        return self

    def enrol(self, author: SigningKey, type_: str, key: SigningKey, officer: str, agency: str) -> record.Record:
        body = {"officer": officer, "agency": agency, "key": key.id, "public": public_text(key), "shown": "Enrolled."}
        by = (officer, agency) if author is key else self.who(author)
        act = self.act(author, type_, "realm", body, *by)
        self.entries[key.id] = export.KeyEntry(key.public, officer, agency, act.id)
        return act

    def who(self, key: SigningKey) -> tuple[str, str]:
        return self.entries[key.id].officer, self.entries[key.id].agency

    def act(
        self, key: SigningKey, type_: str, scope: str, body: dict[str, Any], officer: str, agency: str, **changed: Any
    ) -> record.Record:
        number = len(self.acts)
        salt = hashlib.sha256(f"salt {number}".encode()).digest()
        text, digest = record.seal_body(body, salt)
        chain = record.chain_id(key.id, scope)
        seq, prev = self.chains.get(chain, (-1, None))
        last = self.acts[-1].id if self.acts else None
        claimed = datetime(2026, 11, 22, 4, tzinfo=UTC) + timedelta(seconds=number)
        fields: dict[str, Any] = {
            "v": 1, "realm": self.realm, "key": key.id, "scope": scope, "chain": chain, "seq": seq + 1, "prev": prev,
            "after": () if last in (None, prev) else (last,), "officer": officer, "agency": agency, "role": "reviewer",
            "type": type_, "clock": (1_790_000_000_000 + number, 0), "claimed": f"{claimed:%Y-%m-%dT%H:%M:%SZ}",
            "charter": self.realm, "procedure": None, "body": record.BodyRef(digest, len(text), ("*",), {}),
            "attachments": (),
        }  # fmt: skip
        act = record.seal(record.Header(**(fields | changed)), text, salt, key)
        self.chains[chain] = seq + 1, act.id
        self.acts.append(act)
        return act

    def opinion(self, key: SigningKey, **changed: Any) -> record.Record:
        body = {"position": "agree", "reasons": "Vu l’évaluation.", "annex": "Confidential.", "items": [1, 2]}
        return self.act(key, "PositionTaken", CASE, body, *self.who(key), **changed)

    def filled(self) -> Journal:
        reviewer = key_for(self.secret + "reviewer")
        self.found().enrol(self.admin, "OfficerEnrolled", reviewer, "rev", "DEF")
        for key in (reviewer, self.head, reviewer):
            self.opinion(key)
        return self

    def rows(self) -> list[tuple[bytes, bytes | None, bytes | None, bytes]]:
        return [(act.header_text, act.body_text, act.salt, act.signature) for act in self.acts]

    def publics(self) -> dict[str, bytes]:
        return {key: entry.public for key, entry in self.entries.items()}

    def checkpoint(self) -> bytes:
        root = merkle.root_of(record.leaf(act.header_text, act.signature) for act in self.acts)
        return notes.sign_checkpoint(notes.Checkpoint(self.origin, len(self.acts), root), self.station)

    def lines(self) -> list[bytes]:
        """All bodies whole but for the last two cases' acts: one partly withheld, one wholly."""
        *whole, partly, none = self.acts
        shown = [export.full_line(act) for act in whole]
        return [*shown, export.partial_line(partly, {"annex", "position"}), export.withheld_line(none)]

    def write(self, directory: Path, lines: list[bytes] | None = None, **changed: Any) -> Path:
        given: dict[str, Any] = {
            "lines": lines or self.lines(), "keys": self.entries, "charter": self.charter,
            "checkpoint": self.checkpoint(), "station": self.station,
            "extra": {"decisions.csv": b"case,outcome\n", "decisions.pdf": b"%PDF-1.4\n"},
        }  # fmt: skip
        export.write_export(directory, **(given | changed))
        return directory
