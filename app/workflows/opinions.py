"""Rules of opinions: an agency's signed position on exactly the dossier it read, and its countersignature."""

from __future__ import annotations

from typing import Any

from app.errors import Refused
from app.models.acts import Act, OpinionChanged, OpinionCountersigned, OpinionGiven
from app.models.case import Case, Opinion
from app.models.change import replace
from app.models.outcomes import NEEDS_REASONS, Position
from app.models.procedure import Step, StepKind
from app.workflows.competence import check_not_ruled
from app.workflows.course import check_undisputed
from app.workflows.dossier import dossier_hash
from app.workflows.finality import final_decision
from app.workflows.road import require_open, standing_opinions, status
from app.workflows.rules import View, first_of, rule, signed
from app.workflows.steps import check_tasks


def _give(case: Case, act: Act) -> Case:
    opinion = Opinion(
        id=act.id,
        body=act.body,
        by=signed(act),
        replaces=getattr(act.body, "replaces", ""),
        annex_for=tuple(act.narrower.get("annex", ())),
    )
    return replace(case, opinions={**case.opinions, act.id: opinion})


def _countersign(case: Case, act: Act) -> Case:
    opinion = case.opinions[act.body.opinion]
    countersigned = replace(opinion, countersigned=first_of(opinion.countersigned, signed(act)))
    return replace(case, opinions={**case.opinions, opinion.id: countersigned})


@rule(OpinionGiven, effect=_give)
def check_opinion(case: Case, view: View, act: Act) -> None:
    """An open review step of the author's agency, on the present dossier, with reasons where a position needs them."""
    step = require_open(case, view, act, act.body.step)
    given = (opinion for opinion in standing_opinions(case) if opinion.by.agency == act.agency)
    if any(opinion.body.step == step.id for opinion in given):
        raise Refused("opinion.given-already", step=step.id)
    _check_content(case, step, act.agency, act.body)


@rule(OpinionChanged, effect=_give)
def check_opinion_changed(case: Case, view: View, act: Act) -> None:
    """An agency changes its standing opinion, or gives it anew on a changed dossier, until the decision is final."""
    earlier = own_standing(case, act.body.replaces, act.agency)
    if earlier.body.step != act.body.step:
        raise Refused("opinion.other-agency", agency=earlier.by.agency)
    if final_decision(case) is not None:
        raise Refused("decision.final-already", reference=case.reference)
    step, _ = status(case, view, act.body.step)
    _check_content(case, step, act.agency, act.body)


def own_standing(case: Case, name: str, agency: str) -> Opinion:
    """The agency's own opinion with this id, if nothing replaced it. Raises `Refused`."""
    opinion = next((one for one in standing_opinions(case) if one.id == name), None)
    if opinion is None:
        raise Refused("opinion.unknown", opinion=name)
    if opinion.by.agency != agency:
        raise Refused("opinion.other-agency", agency=opinion.by.agency)
    return opinion


def _check_content(case: Case, step: Step, agency: str, body: Any) -> None:
    if step.kind is not StepKind.REVIEW:
        raise Refused("opinion.wrong-step", step=step.id)
    check_undisputed(case, step.id)
    if body.position is Position.NOT_COMPETENT:
        check_not_ruled(case, step, agency)
    check_present(case, body.dossier)
    check_tasks(case, step)
    check_reasons(body)
    check_items_named(case, body)


def check_present(case: Case, dossier: str) -> None:
    """Refuse what was said of another dossier than the present one."""
    if dossier != dossier_hash(case):
        raise Refused("opinion.stale-dossier", reference=case.reference)


def check_items_named(case: Case, body: Any) -> None:
    """Refuse positions on items that the application does not have, or twice on the same."""
    known = {item.id for item in case.application.items}
    named = [one.item for one in body.items]
    if not set(named) <= known or len(set(named)) != len(named):
        raise Refused("items.unknown", known=", ".join(sorted(known)))


def check_reasons(body: Any) -> None:
    """An objection, a reservation and a need for information say why; an objection names a criterion."""
    positions = {body.position} | {one.position for one in getattr(body, "items", ())}
    if positions & NEEDS_REASONS and not body.reasons.strip():
        raise Refused("position.reasons")
    if Position.OBJECT in positions and not any(one.strip() for one in body.criteria):
        raise Refused("position.criterion")


@rule(OpinionCountersigned, effect=_countersign)
def check_countersigned(case: Case, view: View, act: Act) -> None:
    """A second person of the same agency countersigns a standing opinion where the procedure asks for it."""
    opinion = next((one for one in standing_opinions(case) if one.id == act.body.opinion), None)
    if opinion is None:
        raise Refused("opinion.unknown", opinion=act.body.opinion)
    step, _ = status(case, view, opinion.body.step)
    if not step.countersign:
        raise Refused("countersign.not-asked", step=step.id)
    if opinion.countersigned is not None:
        raise Refused("countersign.done-already")
    if opinion.by.agency != act.agency:
        raise Refused("opinion.other-agency", agency=opinion.by.agency)
    if opinion.by.officer == act.officer:
        raise Refused("second-person.same", officer=act.officer)
    if not opinion.stands_on(dossier_hash(case)):
        raise Refused("opinion.stale-dossier", reference=case.reference)
