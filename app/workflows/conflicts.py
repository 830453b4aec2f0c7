"""Rules of conflicts of interest: declared, or raised by another and ruled on, they take a person out of a case."""

from __future__ import annotations

from typing import Any

from app.errors import Refused
from app.models.acts import Act, ConflictDeclared, ConflictRaised, ConflictRuled
from app.models.case import Case
from app.models.change import replace
from app.models.charter import Role
from app.models.course import Conflict, ConflictClaim
from app.models.procedure import Procedure
from app.models.realm import Realm
from app.workflows.authority import check_part
from app.workflows.experts import invited, sessions_named
from app.workflows.registration import check_open
from app.workflows.rules import View, rule, signed


def _declare(case: Case, act: Act) -> Case:
    return _out(case, act.officer, Conflict(by=signed(act), reason=act.body.reason))


def _out(case: Case, officer: str, conflict: Conflict) -> Case:
    """Of several declarations and rulings made apart the earliest counts."""
    known = case.conflicts.get(officer)
    if known is not None and known.by.order < conflict.by.order:
        return case
    return replace(case, conflicts={**case.conflicts, officer: conflict})


def _raise(case: Case, act: Act) -> Case:
    claim = ConflictClaim(id=act.id, officer=act.body.officer, reason=act.body.reason, by=signed(act))
    return replace(case, conflict_claims={**case.conflict_claims, claim.id: claim})


def _rule(case: Case, act: Act) -> Case:
    """Of rulings made apart one that upholds wins, whichever came first."""
    claim = case.conflict_claims[act.body.raised]
    ruling = (act.body.upheld, act.body.reason, signed(act))
    rulings = sorted((*claim.rulings, ruling), key=lambda one: one[2].order)
    ruled = replace(claim, rulings=tuple(rulings))
    case = replace(case, conflict_claims={**case.conflict_claims, claim.id: ruled})
    if not act.body.upheld:
        return case
    return _out(case, claim.officer, Conflict(by=signed(act), reason=claim.reason))


def upheld(claim: ConflictClaim) -> bool | None:
    """Whether the conflict was found to be there; None while nobody has ruled."""
    return any(one for one, _, _ in claim.rulings) if claim.rulings else None


def rules_on(claim: ConflictClaim, realm: Realm, procedure: Procedure, agency: str, role: Role) -> bool:
    """Whether who acts in `role` for `agency` may rule: the chair, or a head of the person's own agency."""
    if role is Role.CHAIR:
        return procedure.committee is not None and procedure.committee.chair == agency
    return role is Role.AGENCY_HEAD and realm.officers[claim.officer].person.agency == agency


def _invitations(case: Case, _body: Any) -> tuple[str, ...]:
    return sessions_named(case)


@rule(ConflictDeclared, effect=_declare, reads=_invitations)
def check_declared(case: Case, view: View, act: Act) -> None:
    """Whoever has a role on the case may step out of it, with the reason; later acts of that person are refused.

    An expert has none without an invitation in force.
    """
    check_open(case)
    if act.role is Role.EXPERT and not invited(case, act.officer, act.claimed[:10], view):
        raise Refused("expert.not-invited")
    if not act.body.reason.strip():
        raise Refused("reasons.needed")


@rule(ConflictRaised, effect=_raise)
def check_raised(case: Case, view: View, act: Act) -> None:
    """Anybody with a part in the case may point to the conflict of another person, with the reason."""
    check_open(case)
    check_part(view, view.procedure(case.procedure), act, case)
    name = act.body.officer
    officer = view.realm.officers.get(name)
    if officer is None or not officer.active:
        raise Refused("officer.unknown", officer=name)
    if name == act.officer:
        raise Refused("conflict.own", reference=case.reference)
    if name in case.conflicts:
        raise Refused("conflict.out-already", officer=name, reference=case.reference)
    if any(one.officer == name and upheld(one) is None for one in case.conflict_claims.values()):
        raise Refused("conflict.raised-already", officer=name)
    if not act.body.reason.strip():
        raise Refused("reasons.needed")


@rule(ConflictRuled, effect=_rule)
def check_ruled(case: Case, view: View, act: Act) -> None:
    """The chair, or a head of the person's agency, rules once with reasons; never who raised it, nor the person."""
    check_open(case)
    claim = case.conflict_claims.get(act.body.raised)
    if claim is None:
        raise Refused("conflict.unknown", claim=act.body.raised)
    if upheld(claim) is not None:
        raise Refused("conflict.ruled-already", officer=claim.officer)
    if act.officer in (claim.officer, claim.by.officer):
        raise Refused("conflict.own-ruling", officer=act.officer)
    if not rules_on(claim, view.realm, view.procedure(case.procedure), act.agency, act.role):
        raise Refused("conflict.other-agency", officer=claim.officer, agency=act.agency)
    if not act.body.reason.strip():
        raise Refused("reasons.needed")
