"""Rules of invited experts: one person, one case or agenda item, until a day; every look at it leaves an act."""

from __future__ import annotations

from typing import Any

from app.errors import Refused
from app.models.acts import Act, CaseOpenedByExpert, ExpertAdvised, ExpertInvited
from app.models.asked import Invitation
from app.models.case import Case
from app.models.change import replace
from app.models.charter import Role
from app.models.notes import Access
from app.models.realm import Realm
from app.workflows.authority import check_part
from app.workflows.conditions import check_undecided
from app.workflows.consultations import check_due, check_question
from app.workflows.opinions import check_present
from app.workflows.rules import View, rule, signed

PARTS = ("case", "history", "acts")
"""What of a case an expert opens: all that is on it, versions and positions, the list of acts."""


def _invite(case: Case, act: Act) -> Case:
    return _with(case, Invitation(id=act.id, body=act.body, by=signed(act)))


def _advise(case: Case, act: Act) -> Case:
    invitation = case.invitations[act.body.invitation]
    return _with(case, replace(invitation, advice={**invitation.advice, act.id: (act.body, signed(act))}))


def _with(case: Case, invitation: Invitation) -> Case:
    return replace(case, invitations={**case.invitations, invitation.id: invitation})


def _open(case: Case, act: Act) -> Case:
    body = act.body
    look = Access(invitation=body.invitation, part=body.part, dossier=body.dossier, by=signed(act))
    return replace(case, accesses={**case.accesses, act.id: look})


def invited(case: Case, officer: str, today: str, view: View) -> Invitation | None:
    """The invitation by which `officer` may read this case as an expert on the day `today` (ISO date)."""
    if officer in case.conflicts:
        return None
    mine = [one for one in case.invitations.values() if one.body.expert == officer and in_force(case, one, today, view)]
    return max(mine, key=lambda one: (one.body.until, one.by.order), default=None)


def in_force(case: Case, one: Invitation, today: str, view: View) -> bool:
    """Whether an invitation still runs on the day `today`; one to an agenda item ends with the session or the item."""
    if one.body.expert in case.conflicts or today > one.body.until:
        return False
    return not one.body.session or _on_agenda(case, one.body.session, view)


def _on_agenda(case: Case, session: str, view: View) -> bool:
    found = view.session(session)
    return found.closed is None and any(item.case == case.id for item in found.agenda)


def sessions_named(case: Case) -> tuple[str, ...]:
    """Scopes of the sessions to whose agenda items experts are invited."""
    return tuple(sorted({f"session:{one.body.session}" for one in case.invitations.values() if one.body.session}))


def opened_today(case: Case, officer: str, part: str, dossier: str, today: str) -> bool:
    """Whether the expert's look at this part of this dossier was kept on the day `today` already."""
    return any(
        (one.by.officer, one.part, one.dossier, one.by.claimed[:10]) == (officer, part, dossier, today)
        for one in case.accesses.values()
    )


def _session_of(_case: Case, body: ExpertInvited) -> tuple[str, ...]:
    return (f"session:{body.session}",) if body.session else ()


@rule(ExpertInvited, effect=_invite, reads=_session_of)
def check_invited(case: Case, view: View, act: Act) -> None:
    """An agency with a part in the procedure invites an enrolled expert with a question, until a day."""
    check_undecided(case)
    check_part(view, view.procedure(case.procedure), act, case)
    _check_expert(view.realm, act.body.expert)
    check_question(act.body.question)
    check_due(act.body.until, act)
    if act.body.expert in case.conflicts:
        raise Refused("expert.conflict", officer=act.body.expert)
    if act.body.session and not _on_agenda(case, act.body.session, view):
        raise Refused("expert.not-on-agenda", reference=case.reference)
    if any(_same(one, act) and in_force(case, one, act.claimed[:10], view) for one in case.invitations.values()):
        raise Refused("expert.invited-already", officer=act.body.expert)


def _same(one: Invitation, act: Act) -> bool:
    """Of other sessions the act need not know: an invitation to their item is another one."""
    return one.body.expert == act.body.expert and one.body.session in ("", act.body.session)


def _check_expert(realm: Realm, name: str) -> None:
    officer = realm.officers.get(name)
    if officer is None or not officer.active:
        raise Refused("officer.unknown", officer=name)
    if Role.EXPERT not in officer.person.roles:
        raise Refused("expert.not-an-expert", officer=name)


def _invitation_session(case: Case, body: Any) -> tuple[str, ...]:
    one = case.invitations.get(body.invitation)
    return (f"session:{one.body.session}",) if one and one.body.session else ()


@rule(ExpertAdvised, effect=_advise, reads=_invitation_session)
def check_advised(case: Case, view: View, act: Act) -> None:
    """The invited person advises on the present dossier, up to and with the last day of the invitation."""
    _check_own(case, view, act)
    if not act.body.text.strip():
        raise Refused("asked.text")


@rule(CaseOpenedByExpert, effect=_open, reads=_invitation_session)
def check_expert_opened(case: Case, view: View, act: Act) -> None:
    """The invited person opens a part of the case as it is; the act is kept before anything is shown."""
    _check_own(case, view, act)
    if act.body.part not in PARTS:
        raise Refused("expert.part", part=act.body.part, known=", ".join(PARTS))


def _check_own(case: Case, view: View, act: Act) -> None:
    body = act.body
    invitation = case.invitations.get(body.invitation)
    if invitation is None:
        raise Refused("expert.unknown-invitation", invitation=body.invitation)
    if invitation.body.expert != act.officer:
        raise Refused("expert.only-invited", officer=invitation.body.expert)
    if not in_force(case, invitation, act.claimed[:10], view):
        raise Refused("expert.over", until=invitation.body.until)
    check_present(case, body.dossier)
