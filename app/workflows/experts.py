"""Rules of invited experts: one person, one case, until a day; advice is read by all and counts for nothing."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, ExpertAdvised, ExpertInvited
from app.models.asked import Invitation
from app.models.case import Case
from app.models.change import replace
from app.models.charter import Role
from app.models.realm import Realm
from app.workflows.authority import check_part
from app.workflows.conditions import check_undecided
from app.workflows.consultations import check_due, check_question
from app.workflows.opinions import check_present
from app.workflows.rules import View, rule, signed


def _invite(case: Case, act: Act) -> Case:
    return _with(case, Invitation(id=act.id, body=act.body, by=signed(act)))


def _advise(case: Case, act: Act) -> Case:
    invitation = case.invitations[act.body.invitation]
    return _with(case, replace(invitation, advice={**invitation.advice, act.id: (act.body, signed(act))}))


def _with(case: Case, invitation: Invitation) -> Case:
    return replace(case, invitations={**case.invitations, invitation.id: invitation})


def invited(case: Case, officer: str, today: str) -> bool:
    """Whether `officer` may read this case as an expert on the day `today` (ISO date)."""
    if officer in case.conflicts:
        return False
    return any(one.body.expert == officer and today <= one.body.until for one in case.invitations.values())


@rule(ExpertInvited, effect=_invite)
def check_invited(case: Case, view: View, act: Act) -> None:
    """An agency with a part in the procedure invites an enrolled expert with a question, until a day."""
    check_undecided(case)
    check_part(view, view.procedure(case.procedure), act, case)
    _check_expert(view.realm, act.body.expert)
    check_question(act.body.question)
    check_due(act.body.until, act)
    if act.body.expert in case.conflicts:
        raise Refused("expert.conflict", officer=act.body.expert)
    if invited(case, act.body.expert, act.claimed[:10]):
        raise Refused("expert.invited-already", officer=act.body.expert)


def _check_expert(realm: Realm, name: str) -> None:
    officer = realm.officers.get(name)
    if officer is None or not officer.active:
        raise Refused("officer.unknown", officer=name)
    if Role.EXPERT not in officer.person.roles:
        raise Refused("expert.not-an-expert", officer=name)


@rule(ExpertAdvised, effect=_advise)
def check_advised(case: Case, _view: View, act: Act) -> None:
    """The invited person advises on the present dossier, up to and with the last day of the invitation."""
    body = act.body
    invitation = case.invitations.get(body.invitation)
    if invitation is None:
        raise Refused("expert.unknown-invitation", invitation=body.invitation)
    if invitation.body.expert != act.officer:
        raise Refused("expert.only-invited", officer=invitation.body.expert)
    if act.claimed[:10] > invitation.body.until:
        raise Refused("expert.over", until=invitation.body.until)
    check_present(case, body.dossier)
    if not body.text.strip():
        raise Refused("asked.text")
