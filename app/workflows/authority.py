"""What every act must satisfy whatever it says: founded realm, enrolled key, role held, time not running backwards."""

from __future__ import annotations

from typing import Protocol

from app.errors import Refused
from app.models.acts import TYPES, Act
from app.models.case import Case
from app.models.procedure import Procedure
from app.models.realm import Realm
from app.workflows.rights import check_capacities, check_role
from app.workflows.rules import View

FAR = "3000"
"""Beyond this year no calendar is counted."""
FOUNDING = frozenset({"RealmFounded", "RealmConfirmed"})


class DatedView(View, Protocol):
    @property
    def claimed(self) -> str: ...
    @property
    def clock(self) -> tuple[int, int]: ...
    def capacities(self, officer: str) -> frozenset[str]: ...


def check_authority(view: DatedView, act: Act) -> None:
    """Refuse an act whose scope, author, key, role or time is not good on the act's own past."""
    if act.scope.partition(":")[0] != TYPES[act.type].scope.value:
        raise Refused("act.scope", act=act.type, scope=act.scope)
    check_role(act)
    if act.claimed < view.claimed:
        raise Refused("clock.behind", now=act.claimed, last=view.claimed)
    if act.claimed >= FAR:
        raise Refused("clock.far", now=act.claimed)
    if act.clock <= view.clock:
        raise Refused("clock.order")
    if act.type not in FOUNDING:
        check_officer(view.realm, act)
    if view.realm.charter is not None:
        check_capacities(act, view.capacities(act.officer), view.realm.charter)


def check_part(view: View, procedure: Procedure, act: Act, case: Case | None = None) -> None:
    """Refuse an agency that has no part in the procedure, nor was drawn into this `case`."""
    assert view.realm.charter is not None
    named = functions(procedure) | {procedure.higher_authority, procedure.disputes}
    named |= {level.authority for level in procedure.ladder}
    parts = {view.realm.charter.agency_for(code) for code in named if code}
    if case is not None:
        parts |= {one.agency for one in case.reassigned.values()}
        parts |= {one.body.agency for one in case.consultations.values()}
    if act.agency not in parts:
        raise Refused("step.no-part", agency=act.agency)


def functions(procedure: Procedure) -> frozenset[str]:
    """Codes of all who hold a step, may decide, have a seat or an office in the committee, or write the letters."""
    found = {step.agency for step in procedure.steps}
    found |= {one.agency for step in procedure.steps for one in step.competences}
    if procedure.committee is not None:
        found |= {seat.agency for seat in procedure.committee.seats}
        found |= {procedure.committee.chair, procedure.committee.secretary}
    if procedure.queries is not None:
        found.add(procedure.queries.agency)
    return frozenset(found - {""})


ON_LICENCES = frozenset({"LicenceSuspended", "LicenceReinstated", "LicenceRevoked", "PaperServed"})
"""What is still done with a licence that was issued apart from the end of its case: it can always be stopped."""


def check_under_way(case: Case, act: Act) -> None:
    """Refuse an act under another procedure than the case's, on an ended case, or by a person who stepped out."""
    if case.versions and act.procedure != case.procedure:
        raise Refused("act.procedure", reference=case.reference)
    stopping = bool(case.licences) and act.type in ON_LICENCES
    if case.withdrawn is not None and not stopping:
        raise Refused("case.withdrawn", reference=case.reference)
    if case.merged is not None and not stopping:
        raise Refused("case.merged", reference=case.reference, other=case.merged.reference)
    if act.officer in case.conflicts:
        raise Refused("conflict.declared", officer=act.officer, reference=case.reference)


def check_officer(realm: Realm, act: Act) -> None:
    """Refuse an act of someone not enrolled, revoked, or without the role or key it names."""
    if not realm.confirmed:
        raise Refused("realm.not-founded")
    officer = realm.officers.get(act.officer)
    if officer is None:
        raise Refused("officer.unknown", officer=act.officer)
    if not officer.active:
        raise Refused("officer.revoked", officer=act.officer)
    if officer.person.key != act.key or officer.person.agency != act.agency:
        raise Refused("officer.key", officer=act.officer)
    if act.role not in officer.person.roles:
        raise Refused("officer.role", officer=act.officer, role=act.role.value)
