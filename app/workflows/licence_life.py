"""Rules of a licence's life after its issue: suspended at once, reinstated by another person, revoked for good."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, LicenceReinstated, LicenceRevoked, LicenceSuspended
from app.models.case import Case, Licence, Round
from app.models.change import replace
from app.models.charter import Role
from app.models.licence import Reinstatement, Revocation, Suspension
from app.models.outcomes import Purpose, SuspensionCause
from app.models.procedure import Procedure
from app.workflows.authority import check_part
from app.workflows.committee import check_officeholder, committee_of
from app.workflows.rules import View, rule, signed
from app.workflows.suspensions import Hold, find_licence, holds, unresolved
from app.workflows.urgency import agreed

OF_RATIFICATION = frozenset({SuspensionCause.RATIFICATION_FAILED, SuspensionCause.RATIFICATION_LAPSED})
"""Causes that only the acts of ratification themselves bring about."""


def _with(case: Case, licence: Licence) -> Case:
    return replace(case, licences={**case.licences, licence.id: licence})


def _suspend(case: Case, act: Act) -> Case:
    licence = find_licence(case, act.body.licence)
    assert licence is not None
    suspension = Suspension(id=act.id, body=act.body, by=signed(act))
    return _with(case, replace(licence, suspensions={**licence.suspensions, act.id: suspension}))


def _reinstate(case: Case, act: Act) -> Case:
    """Of two reinstatements made apart the earlier."""
    licence = find_licence(case, act.body.licence)
    assert licence is not None
    ended = Reinstatement(reason=act.body.reason, by=signed(act))
    known = licence.reinstated.get(act.body.suspension)
    if known is not None and known.by.order < ended.by.order:
        return case
    return _with(case, replace(licence, reinstated={**licence.reinstated, act.body.suspension: ended}))


def _revoke(case: Case, act: Act) -> Case:
    licence = find_licence(case, act.body.licence)
    assert licence is not None
    if licence.revoked is not None and licence.revoked.by.order < signed(act).order:
        return case
    return _with(case, replace(licence, revoked=Revocation(id=act.id, body=act.body, by=signed(act))))


@rule(LicenceSuspended, effect=_suspend)
def check_suspended(case: Case, view: View, act: Act) -> None:
    """Licensing officer, head or chair of an agency with a part suspend a licence at once, with cause and reason."""
    licence = _living(case, act)
    _check_agency(case, view, act)
    if act.body.cause in OF_RATIFICATION:
        raise Refused("suspension.cause")
    if not act.body.reason.strip():
        raise Refused("reasons.needed")
    if any(one.id in licence.suspensions for one in holds(licence, case, view.realm)):
        raise Refused("suspension.already", number=licence.body.number)


@rule(LicenceReinstated, effect=_reinstate)
def check_reinstated(case: Case, view: View, act: Act) -> None:
    """A head or the chair, other than who suspended it, end one suspension; never while a ratification is missing."""
    licence = _living(case, act)
    _check_agency(case, view, act)
    if unresolved(licence, case):
        raise Refused("reinstatement.not-ratified", number=licence.body.number)
    if any(_revokes(case, one, licence) for one in case.rounds.values()):
        raise Refused("reinstatement.revoked", number=licence.body.number)
    held = _hold(licence, case, view, act)
    if held.by.officer == act.officer:
        raise Refused("second-person.same", officer=act.officer)
    if not act.body.reason.strip():
        raise Refused("reasons.needed")


def _hold(licence: Licence, case: Case, view: View, act: Act) -> Hold:
    found = next((one for one in holds(licence, case, view.realm) if one.id == act.body.suspension), None)
    if found is None:
        raise Refused("suspension.unknown", number=licence.body.number, suspension=act.body.suspension)
    if found.mass:
        raise Refused("suspension.of-many", number=licence.body.number)
    return found


@rule(LicenceRevoked, effect=_revoke)
def check_revoked(case: Case, view: View, act: Act) -> None:
    """A head of the agency that decided, or the licensing officer on the committee's attested consensus to revoke."""
    licence = _living(case, act)
    if not act.body.reason.strip():
        raise Refused("reasons.needed")
    if act.role is Role.AGENCY_HEAD:
        authority = case.decisions[licence.body.decision].body.authority
        if act.agency != authority or act.body.question:
            raise Refused("revocation.other-authority", authority=authority, number=licence.body.number)
        return
    _check_agency(case, view, act)
    one = case.rounds.get(act.body.question)
    if one is None or not _revokes(case, one, licence):
        raise Refused("revocation.no-consensus", number=licence.body.number)


def _revokes(case: Case, one: Round, licence: Licence) -> bool:
    """Whether the committee agreed in this round to revoke the licence."""
    about = one.question.purpose is Purpose.REVOKE and one.question.about in licence.ids
    return about and agreed(case, one) is not None


def _living(case: Case, act: Act) -> Licence:
    """The licence that an act names, unless it was revoked. Raises `Refused`."""
    licence = find_licence(case, act.body.licence)
    if licence is None:
        raise Refused("licence.unknown", licence=act.body.licence, reference=case.reference)
    if licence.revoked is not None:
        raise Refused("licence.revoked-already", number=licence.body.number)
    return licence


def _check_agency(case: Case, view: View, act: Act) -> None:
    procedure: Procedure = view.procedure(case.procedure)
    if act.role is Role.CHAIR:
        check_officeholder(view.realm, act, committee_of(procedure))
    else:
        check_part(view, procedure, act, case)
