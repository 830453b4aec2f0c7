"""Somebody of the station, who has the store key and with it the station's, makes an export that was never so."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import app.assemble
from app import canonical
from app.desk.founding import Founded, found
from app.errors import NotTrusted
from app.models.charter import Role
from app.trust import audit, export, merkle, notes, record
from app.trust.keys import SigningKey
from app.trust.signer import Signer
from app.trust.slots import SlotFile
from app.workflows.charter import read_charter
from tests.fuzz.intake import RESOURCES
from tests.fuzz.records import CHEAPEST, PASSPHRASE


class Insider:
    """An enrolled auditor with the station's key: adds acts to an honest export and signs it anew."""

    def __init__(self, honest: Path, key: SigningKey, station: SigningKey) -> None:
        self.files = {str(one.relative_to(honest)): one.read_bytes() for one in honest.rglob("*") if one.is_file()}
        self.lines = self.files[export.ACTS].splitlines(keepends=True)
        self.keys = json.loads(self.files[export.KEYS])
        self.key, self.station = key, station

    def headers(self) -> list[dict[str, Any]]:
        return [json.loads(json.loads(line)["header"]) for line in self.lines]

    def act(self, key: SigningKey, officer: str, agency: str, role: str, kind: str, scope: str, body: Any) -> str:
        """Append a well-formed, well-signed act; answers its id."""
        last, acts = self.headers()[-1], [json.loads(line)["id"] for line in self.lines]
        own = [n for n, one in enumerate(self.headers()) if one["key"] == key.id and one["scope"] == scope]
        salt = bytes(32)
        text, digest = record.seal_body(body, salt)
        after = {acts[-1]} - {acts[own[-1]] if own else ""}
        header = last | {
            "key": key.id, "scope": scope, "chain": record.chain_id(key.id, scope), "officer": officer, "role": role,
            "agency": agency, "type": kind, "clock": [last["clock"][0] + 1, 0], "after": sorted(after),
            "seq": len(own), "prev": acts[own[-1]] if own else None, "procedure": None,
            "body": {"hash": digest, "size": len(text), "audience": ["*"], "narrower": {}},
        }  # fmt: skip
        header_text = canonical.encode(header)
        message = record.pae(header_text)
        made = record.Record(header_text, text, salt, key.sign(message), record.act_id(header_text))
        self.lines.append(export.full_line(made) if scope == "realm" else export.withheld_line(made))
        return made.id

    def write(self, place: Path) -> Path:
        """The export with a list, keys and checkpoint that fit."""
        files = self.files | {export.ACTS: b"".join(self.lines), export.KEYS: canonical.encode(self.keys)}
        values = [json.loads(line) for line in self.lines]
        leaves = [record.leaf(one["header"].encode(), base64.b64decode(one["signature"])) for one in values]
        name = files[export.STATION].decode().partition("+")[0]
        said = notes.Checkpoint(name, len(leaves), merkle.root_of(leaves))
        files[export.CHECKPOINT] = notes.sign_checkpoint(said, self.station)
        rest = {one: data for one, data in files.items() if one != export.NOTE}
        text = "".join(f"{canonical.digest(rest[one])}  {one}\n" for one in sorted(rest))
        files[export.NOTE] = notes.sign_note(text, name, self.station)
        for one, data in files.items():
            (place / one).parent.mkdir(parents=True, exist_ok=True)
            (place / one).write_bytes(data)
        return place


@pytest.fixture(scope="module")
def realm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    source = RESOURCES / "charters" / "six-people.toml"
    draft = read_charter(source.name, source.read_bytes()).charter
    assert draft is not None
    charter = app.assemble.with_procedures(draft, source.parent)
    place = tmp_path_factory.mktemp("realm") / "store"
    made = found(place, charter, (PASSPHRASE, PASSPHRASE), CHEAPEST, app.assemble.present)
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def insider(realm: Founded, tmp_path_factory: pytest.TempPathFactory) -> Insider:
    admin, head = (
        app.assemble.desk(realm.store, realm.store_key, one, app.assemble.present, "en") for one in realm.founders
    )
    agency = realm.founders[0].agency
    asked = admin.realm.propose_officer("aud-99", "Auditor", agency, (Role.AUDITOR,), PASSPHRASE, CHEAPEST)
    head.realm.confirm_officer(asked.acts[0])
    slots = SlotFile.load(realm.store.directory / "slots")
    key = SigningKey(slots.unlock("aud-99", PASSPHRASE).seed)
    signer = Signer("aud-99", agency, key, PASSPHRASE, app.assemble.present())
    desk = app.assemble.desk(realm.store, realm.store_key, signer, app.assemble.present, "en")
    honest = tmp_path_factory.mktemp("honest") / "export"
    desk.journal.export(honest)
    return Insider(honest, key, realm.store.identity.key)


def fresh(insider: Insider) -> Insider:
    copy = object.__new__(Insider)
    copy.__dict__.update(insider.__dict__, lines=list(insider.lines), keys=dict(insider.keys))
    return copy


def refused(made: Insider, place: Path) -> str:
    with pytest.raises(NotTrusted) as raised:
        audit.verify_export(made.write(place))
    return f"{raised.value.code} {raised.value.values.get('rule', '')}".strip()


def test_the_honest_export_is_in_order_and_what_an_auditor_may_add_is_too(insider: Insider, tmp_path: Path) -> None:
    made = fresh(insider)
    agency = made.keys[made.key.id]["agency"]
    made.act(made.key, "aud-99", agency, "auditor", "AuditNoted", "realm", {"text": "Seen.", "about": [], "shown": ""})
    report = audit.verify_export(made.write(tmp_path / "x"))
    assert report.acts == len(made.lines)


@pytest.mark.parametrize("kind", ["OfficerProposed", "AuditNoted", "OfficerEnrolled"])
def test_nobody_enrols_an_officer_alone(insider: Insider, tmp_path: Path, kind: str) -> None:
    made, forged = fresh(insider), SigningKey(bytes(32))
    agency = made.keys[made.key.id]["agency"]
    entry = {"officer": "chair-1", "agency": agency, "public": base64.b64encode(forged.public).decode()}
    body = entry | {"key": forged.id, "name": "Chair", "roles": ["chair"], "shown": ""}
    role = "auditor" if kind == "AuditNoted" else "administrator"
    enrolled = made.act(made.key, "aud-99", agency, role, kind, "realm", body)
    made.keys[forged.id] = entry | {"act": enrolled}
    case = "case:00000000-0000-4000-8000-000000000001"
    made.act(forged, "chair-1", agency, "chair", "ResultCertified", case, {"result": "consensus", "shown": ""})
    assert refused(made, tmp_path / "x").startswith("journal.rule")


def test_nobody_acts_in_a_role_that_was_not_given(insider: Insider, tmp_path: Path) -> None:
    made = fresh(insider)
    agency, case = made.keys[made.key.id]["agency"], "case:00000000-0000-4000-8000-000000000001"
    made.act(made.key, "aud-99", agency, "chair", "ResultCertified", case, {"result": "consensus", "shown": ""})
    assert refused(made, tmp_path / "x") == "journal.rule officer.role"


def test_an_auditor_makes_no_act_of_a_committee(insider: Insider, tmp_path: Path) -> None:
    made = fresh(insider)
    agency, case = made.keys[made.key.id]["agency"], "case:00000000-0000-4000-8000-000000000001"
    made.act(made.key, "aud-99", agency, "auditor", "PositionTaken", case, {"position": "agree", "shown": ""})
    assert refused(made, tmp_path / "x") == "journal.rule rights.role"
