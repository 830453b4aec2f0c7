"""Rules of consultations: any agency may be asked at any time, and answers on the dossier as it is."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, ConsultationAnswered, ConsultationAsked, ConsultationWithdrawn
from app.models.asked import Consultation
from app.models.case import Case
from app.models.change import replace
from app.models.realm import Realm
from app.workflows.authority import check_part
from app.workflows.calendar import is_day
from app.workflows.conditions import check_items, check_undecided
from app.workflows.course import waits_for
from app.workflows.opinions import check_present, check_reasons
from app.workflows.rules import View, first_of, rule, signed


def _ask(case: Case, act: Act) -> Case:
    return _with(case, Consultation(id=act.id, body=act.body, by=signed(act)))


def _answer(case: Case, act: Act) -> Case:
    asked = case.consultations[act.body.consultation]
    return _with(case, replace(asked, answers={**asked.answers, act.id: (act.body, signed(act))}))


def _withdraw(case: Case, act: Act) -> Case:
    asked = case.consultations[act.body.consultation]
    return _with(case, replace(asked, withdrawn=first_of(asked.withdrawn, signed(act))))


def _with(case: Case, asked: Consultation) -> Case:
    return replace(case, consultations={**case.consultations, asked.id: asked})


@rule(ConsultationAsked, effect=_ask)
def check_asked(case: Case, view: View, act: Act) -> None:
    """An agency with a part in the procedure asks another of the charter, with a question and a day for the answer."""
    check_undecided(case)
    check_part(view, view.procedure(case.procedure), act, case)
    _check_other(view.realm, act)
    check_question(act.body.question)
    check_due(act.body.due, act)
    check_items(case, act.body.items)


def _check_other(realm: Realm, act: Act) -> None:
    assert realm.charter is not None
    if act.body.agency not in {agency.code for agency in realm.charter.agencies}:
        raise Refused("agency.unknown", agency=act.body.agency)
    if act.body.agency == act.agency:
        raise Refused("consultation.own-agency", agency=act.agency)


def check_question(text: str) -> None:
    """Refuse a question that says nothing."""
    if not text.strip():
        raise Refused("asked.question")


def check_due(day: str, act: Act) -> None:
    """Refuse a limit that is no day, or lies before the day of the act."""
    if not is_day(day) or day < act.claimed[:10]:
        raise Refused("asked.day", day=day, first=act.claimed[:10])


@rule(ConsultationAnswered, effect=_answer)
def check_answered(case: Case, _view: View, act: Act) -> None:
    """The agency that was asked answers on the present dossier; a further answer names the one that it replaces."""
    body, asked = act.body, _known(case, act)
    if asked.body.agency != act.agency:
        raise Refused("consultation.only-asked", agency=asked.body.agency)
    _check_not_withdrawn(asked)
    check_undecided(case)
    standing = asked.standing()
    if body.replaces != (standing[0] if standing else ""):
        raise Refused("consultation.replaces", answer=standing[0] if standing else "")
    check_present(case, body.dossier)
    check_reasons(body)


@rule(ConsultationWithdrawn, effect=_withdraw)
def check_consultation_withdrawn(case: Case, _view: View, act: Act) -> None:
    """The agency that asked takes back a question that has no answer yet, with its reason."""
    asked = _known(case, act)
    if asked.by.agency != act.agency:
        raise Refused("consultation.only-asker", agency=asked.by.agency)
    _check_not_withdrawn(asked)
    if not waits_for(case, asked):
        raise Refused("consultation.answered-already")
    if not act.body.reason.strip():
        raise Refused("reasons.needed")


def _known(case: Case, act: Act) -> Consultation:
    asked = case.consultations.get(act.body.consultation)
    if asked is None:
        raise Refused("consultation.unknown", consultation=act.body.consultation)
    return asked


def _check_not_withdrawn(asked: Consultation) -> None:
    if asked.withdrawn is not None:
        raise Refused("consultation.withdrawn-already")
