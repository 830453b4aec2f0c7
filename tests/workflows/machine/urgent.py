"""What must hold of urgent cases and licences in force, counted from the acts alone."""

from __future__ import annotations

from app.models.acts import Act
from app.models.case import Case, Licence
from app.models.licence import LicenceState
from app.models.outcomes import Purpose, Result
from app.workflows.suspensions import licence_state
from tests.workflows.machine.past import Past
from tests.workflows.machine.play import Play
from tests.workflows.machine.written import QUORUM

REDUCED = 2
"""The quorum of urgent cases in the shipped procedure of a standing committee."""
MOVING = frozenset({LicenceState.VALID, LicenceState.NOT_YET_VALID, LicenceState.NOT_SERVED})


def quorum_of(purpose: Purpose, past: Past) -> int:
    """How many voting seats a question needs: fewer only to decide a case that was declared urgent."""
    reopened = [one.by.order for one in past.here("ReconsiderationOpened")]
    urgent = [one for one in past.here("UrgencyDeclared") if all(order < one.by.order for order in reopened)]
    return REDUCED if urgent and purpose is Purpose.DECIDE else QUORUM


def check_urgent(play: Play, act: Act, past: Past) -> None:
    """After every accepted act: nobody undoes alone what holds a licence, and nothing held or revoked moves."""
    if act.type in ("LicenceReinstated", "LicencesReinstated"):
        assert past.find(act.body.suspension).officer != act.officer
    if act.type in ("LicenceIssued", "LicenceReinstated"):
        own = [one for one in past.acts if one.scope == act.scope]
        issued = act if act.type == "LicenceIssued" else past.find(act.body.licence)
        against, agreed = _ratifying(own, issued.body.decision)
        assert agreed or not against
    if act.type == "RatificationLapsed":
        assert act.body.due < past.day(act.claimed)
    for scope in {one.scope for one in play.acts if one.type == "LicenceIssued"}:
        case = play.world.case(scope.partition(":")[2])
        for licence in case.licences.values():
            _check_licence(play, case, licence)


def _check_licence(play: Play, case: Case, licence: Licence) -> None:
    state = licence_state(licence, case, play.world.realm, play.now.date().isoformat())
    own = [one for one in play.acts if one.scope == f"case:{case.id}"]
    if any(one.type == "LicenceRevoked" and one.body.licence in licence.ids for one in own):
        assert state is LicenceState.REVOKED
        return
    ended = {one.body.suspension for one in own if one.type == "LicenceReinstated"}
    suspending = {one.id for one in own if one.type == "LicenceSuspended" and one.body.licence in licence.ids}
    failed = _not_ratified(own, licence.body.decision)
    if (suspending | failed) - ended or _on_a_list(play, licence):
        assert state not in MOVING, (state, failed, ended)


def _not_ratified(own: list[Act], decision: str) -> set[str]:
    """The first act by which ratification failed or lapsed, unless a consensus was attested before it."""
    against, agreed = _ratifying(own, decision)
    first = min(against, key=lambda one: one.by.order, default=None)
    if first is None or any(one.by.order < first.by.order for one in agreed):
        return set()
    return {first.id}


def _ratifying(own: list[Act], decision: str) -> tuple[list[Act], list[Act]]:
    """The acts by which ratification of a decision failed or lapsed, and the attestations of consensus on it."""
    asked = {
        one.body.fingerprint
        for one in own
        if one.type == "QuestionPut" and one.body.purpose is Purpose.RATIFY and one.body.about == decision
    }
    given = {one.id: one for one in own if one.type == "ResultCertified" and one.body.question in asked}
    against = [one for one in given.values() if one.body.result is Result.NO_CONSENSUS]
    against += [one for one in own if one.type == "RatificationLapsed" and one.body.decision == decision]
    contested = {one.body.question for one in against if one.type == "ResultCertified"}
    contested |= {one.body.question for one in own if one.type == "QuestionDeferred"}
    agreed = [
        one
        for one in own
        if one.type == "ResultAttested"
        and one.body.certificate in given
        and given[one.body.certificate].body.question not in contested
    ]
    return against, agreed


def _on_a_list(play: Play, licence: Licence) -> bool:
    realm = [one for one in play.acts if one.scope == "realm"]
    back = [one for one in realm if one.type == "LicencesReinstated"]
    for act in realm:
        if act.type == "LicencesSuspended" and any(ref.licence in licence.ids for ref in act.body.licences):
            ended = [ref for one in back if one.body.suspension == act.id for ref in one.body.licences]
            if all(ref.licence not in licence.ids for ref in ended):
                return True
    return False
