"""The realm's own rules over an export: who was enrolled, revoked or given a role, each time by two persons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app import canonical
from app.errors import NotTrusted, Refused, Unreadable
from app.models.acts import TYPES, Act
from app.models.charter import Charter, Role
from app.models.plain import from_plain
from app.models.realm import Realm
from app.workflows.authority import check_officer
from app.workflows.fold import REALM, World
from app.workflows.rights import check_role


class Law:
    """Judges acts in the order of the export. Bodies of other scopes may be withheld; of these only the author is.

    A signature alone proves no right: whoever has a key in the realm can sign an act that names a further key, and
    whoever has the store key can put both into an export.
    """

    def __init__(self, realm: str) -> None:
        self._realm = realm
        self._acts: list[Act] = []
        self._seen: dict[str, int] = {}
        self._world = World(lambda scope: self._acts if scope == REALM else ())

    def accept(self, name: str, fields: Mapping[str, Any], body: Mapping[str, Any] | None) -> None:
        """Take the act with this id, header and, where it is the realm's, body; its causes were taken before.

        Raises `NotTrusted` where a rule of the realm refuses it.
        """
        try:
            act = _act(name, fields, body)
            seen = self._seen_by(act)
            if act.scope == REALM:
                seen |= self._admit(act)
            else:
                check_role(act)
                check_officer(self._realm_seen(seen), act)
        except (Refused, Unreadable) as error:
            raise NotTrusted("journal.rule", rule=error.code) from None
        self._seen[act.id] = seen

    def _seen_by(self, act: Act) -> int:
        """One bit for each act of the realm that lies in the past of `act`."""
        seen = 0
        for cause in act.past:
            seen |= self._seen[cause]
        return seen

    def _realm_seen(self, seen: int) -> Realm:
        """The realm after those of its acts whose bits are in `seen`: almost always all there are."""
        world = self._world
        if seen != (1 << len(self._acts)) - 1:
            known = [act for place, act in enumerate(self._acts) if seen >> place & 1]
            world = World(lambda _scope: known)
        return world.realm

    def _admit(self, act: Act) -> int:
        """Take an act of the realm; answers its bit."""
        if act.type == "RealmFounded" and canonical.digest(act.body.charter.encode("utf-8")) != self._realm:
            raise Refused("realm.not-founded")
        self._world.admit(act)
        self._acts.append(act)
        return 1 << len(self._acts) - 1


def is_whole(charter: bytes) -> bool:
    """Whether a founding charter is one that this program makes, by whose rules a realm can be judged."""
    try:
        from_plain(Charter, canonical.parse(charter, what="charter.json"))
    except Unreadable:
        return False
    return True


def _act(name: str, fields: Mapping[str, Any], body: Mapping[str, Any] | None) -> Act:
    """The act that a header's fields tell of; `body` is that of a realm act. Raises `Unreadable`."""
    if fields["type"] not in TYPES or fields["role"] not in set(Role):
        raise Unreadable("record.field", field="type" if fields["type"] not in TYPES else "role")
    said = {one: value for one, value in (body or {}).items() if one != "pad"}
    prev = () if fields["prev"] is None else (fields["prev"],)
    return Act(
        id=name,
        type=fields["type"],
        scope=fields["scope"],
        officer=fields["officer"],
        agency=fields["agency"],
        role=Role(fields["role"]),
        key=fields["key"],
        claimed=fields["claimed"],
        past=frozenset((*prev, *fields["after"])),
        body=from_plain(TYPES[fields["type"]], said) if fields["scope"] == REALM else None,
        chain=fields["chain"],
        seq=fields["seq"],
        clock=(fields["clock"][0], fields["clock"][1]),
        procedure=fields["procedure"],
    )
