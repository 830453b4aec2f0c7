"""Rules of the act that suspends many licences at once, with one list, and of its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.errors import Refused
from app.models.acts import Act, LicencesReinstated, LicencesSuspended
from app.models.change import replace
from app.models.charter import Role
from app.models.licence import MassSuspension
from app.models.outcomes import LicenceRef
from app.models.realm import Realm
from app.workflows.rules import View, rule, signed


def _suspend(realm: Realm, act: Act) -> Realm:
    held = frozenset(ref.licence for ref in act.body.licences)
    one = MassSuspension(id=act.id, body=act.body, by=signed(act), holds=held)
    return replace(realm, suspensions={**realm.suspensions, act.id: one})


def _reinstate(realm: Realm, act: Act) -> Realm:
    one = realm.suspensions[act.body.suspension]
    back = (*one.reinstated, *((ref, signed(act)) for ref in act.body.licences))
    ordered = tuple(sorted(back, key=lambda pair: (pair[1].order, pair[0].number, pair[0].licence)))
    held = one.holds - {ref.licence for ref in act.body.licences}
    return replace(realm, suspensions={**realm.suspensions, one.id: replace(one, reinstated=ordered, holds=held)})


@rule(LicencesSuspended, effect=_suspend)
def check_many_suspended(_realm: Realm, view: View, act: Act) -> None:
    """A committee's chair, or a head of the lead or higher authority, suspend exactly the licences of one list."""
    check_above(view.realm, act)
    if not act.body.value.strip():
        raise Refused("suspension.value")
    _check_list(act.body.licences)
    if not act.body.reason.strip():
        raise Refused("reasons.needed")


@rule(LicencesReinstated, effect=_reinstate)
def check_many_reinstated(realm: Realm, view: View, act: Act) -> None:
    """Another person ends it, for all licences of the list or for some."""
    check_above(view.realm, act)
    one = realm.suspensions.get(act.body.suspension)
    if one is None:
        raise Refused("suspension.unknown-list", suspension=act.body.suspension)
    if one.by.officer == act.officer:
        raise Refused("second-person.same", officer=act.officer)
    _check_list(act.body.licences)
    held = set(still_held(one))
    for ref in act.body.licences:
        if ref not in held:
            raise Refused("suspension.not-held", number=ref.number)
    if not act.body.reason.strip():
        raise Refused("reasons.needed")


def still_held(one: MassSuspension) -> tuple[LicenceRef, ...]:
    """The licences of the list that nothing has reinstated."""
    return tuple(ref for ref in one.body.licences if ref.licence in one.holds)


def _check_list(licences: Sequence[LicenceRef]) -> None:
    named = Counter(ref.licence for ref in licences)
    if not named:
        raise Refused("suspension.empty")
    for ref in licences:
        if named[ref.licence] > 1:
            raise Refused("suspension.twice", number=ref.number)


def check_above(realm: Realm, act: Act) -> None:
    """Refuse all but who leads a procedure in force, stands above one, or chairs its committee."""
    assert realm.charter is not None
    procedures = [one.procedure for one in realm.procedures.values()]
    if act.role is Role.CHAIR:
        codes = {one.committee.chair for one in procedures if one.committee is not None}
    else:
        codes = {code for one in procedures for code in (one.lead, one.higher_authority)}
    agencies = sorted({found for code in codes if code and (found := realm.charter.agency_for(code))})
    if act.agency not in agencies:
        raise Refused("suspension.who", agency=act.agency, known=", ".join(agencies))
