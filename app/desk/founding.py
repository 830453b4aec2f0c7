"""Founding a realm: from a charter draft to the first signed charter and a store."""

from __future__ import annotations

import base64
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from app.canonical import digest, encode
from app.desk.office import Office
from app.desk.shown import shown_text
from app.errors import Refused, StoreFault
from app.models.acts import Draft, RealmConfirmed, RealmFounded
from app.models.charter import Charter, Person, Role
from app.models.plain import to_plain
from app.store.journal import SLOTS, Store
from app.trust.costs import Cost
from app.trust.keys import SigningKey
from app.trust.signer import Signer
from app.trust.slots import SlotFile, Unlocked


@dataclass(frozen=True, slots=True)
class Founded:
    """A new realm: its open store, the store key, and the administrator and agency head who founded it."""

    store: Store
    store_key: bytes = field(repr=False)
    founders: tuple[Signer, Signer]


def found(
    directory: Path,
    draft: Charter,
    passphrases: tuple[str, str],
    cost: Cost,
    now: Callable[[], datetime],
    language: str = "en",
) -> Founded:
    """Found the realm that `draft` describes, in a new store at `directory`.

    `passphrases` are the administrator's and the agency head's. Raises `Refused` for a directory in use or a
    weak passphrase.
    """
    if directory.exists() and any(directory.iterdir()):
        raise Refused("store.exists", directory=str(directory))
    people = draft.founders
    keys = (SigningKey.generate(), SigningKey.generate())
    station = SigningKey.generate()
    store_key = secrets.token_bytes(32)
    slots = SlotFile.create(store_key)
    for person, key, passphrase in zip(people, keys, passphrases, strict=True):
        wrapped = Unlocked(store_key, key.seed)
        slots = slots.add(slots.new_slot(person.officer, passphrase, wrapped, cost, names=[person.name]), store_key)
    when = now()
    first, second = (
        Signer(person.officer, person.agency, key, passphrase, when)
        for person, key, passphrase in zip(people, keys, passphrases, strict=True)
    )
    charter = _with_keys(draft, keys, station)
    with _whole_or_nothing(directory):
        store = _store(directory, charter, store_key, station)
        try:
            slots.save(directory / SLOTS)
            offices = [Office(store, signer, now, store_key, language) for signer in (first, second)]
            _sign_founding(charter, offices)
        except BaseException:
            store.close()
            raise
    return Founded(store, store_key, (first, second))


@contextmanager
def _whole_or_nothing(directory: Path) -> Iterator[None]:
    """Make the folder, and take it away again where the founding fails."""
    existed = directory.exists()
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreFault("store.directory", directory=str(directory), reason=os.strerror(error.errno or 0)) from None
    try:
        yield
    except BaseException:
        shutil.rmtree(directory, ignore_errors=True)
        if existed:
            directory.mkdir(mode=0o700)
        raise


def _store(directory: Path, charter: Charter, store_key: bytes, station: SigningKey) -> Store:
    realm = digest(_text(charter).encode())
    name, agency = charter.station.name, charter.station.agency
    return Store.create(directory, store_key, realm=realm, station=name, agency=agency, key=station)


def _sign_founding(charter: Charter, offices: list[Office]) -> None:
    """The two acts that need no earlier enrolment: the administrator founds, the agency head confirms."""
    first, second = ({f: getattr(one, f) for f in ("officer", "agency", "key", "public")} for one in charter.founders)
    founded = _sign(offices[0], RealmFounded(**first, charter=_text(charter)), Role.ADMINISTRATOR)
    _sign(offices[1], RealmConfirmed(**second, proposal=founded), Role.AGENCY_HEAD)


def _sign(office: Office, body: RealmFounded | RealmConfirmed, role: Role) -> str:
    shown = replace(body, shown=shown_text(body, None, role, office))
    draft = Draft(scope="realm", body=shown, officer=office.signer.officer, agency=office.signer.agency, role=role)
    with office.store.transaction() as tx:
        return tx.append(office.signer, [draft], office.now()).acts[0]


def _text(charter: Charter) -> str:
    """The charter's exact text: its SHA-256 is the realm's fingerprint."""
    return encode(to_plain(charter)).decode("utf-8")


def _with_keys(draft: Charter, keys: tuple[SigningKey, SigningKey], station_key: SigningKey) -> Charter:
    founders = tuple(_with_key(person, key) for person, key in zip(draft.founders, keys, strict=True))
    station = replace(draft.station, public=_base64(station_key.public))
    stations = tuple(station if one.name == station.name else one for one in draft.stations) or (station,)
    return replace(draft, founders=founders, station=station, stations=stations)


def _with_key(person: Person, key: SigningKey) -> Person:
    return replace(person, key=key.id, public=_base64(key.public))


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
