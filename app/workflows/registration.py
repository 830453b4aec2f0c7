"""Rules for taking an application in and amending it."""

from __future__ import annotations

import re
from typing import Any

from app.errors import Refused
from app.models.acts import Act, ApplicationAmended, ApplicationRegistered
from app.models.application import Application, Item, Line
from app.models.case import Case, Version
from app.models.change import replace
from app.workflows.finality import final_decisions
from app.workflows.rules import View, rule, signed

AMOUNT = re.compile(r"[0-9]{1,18}(\.[0-9]{1,6})?")


def _register(case: Case, act: Act) -> Case:
    body = act.body
    if case.registered is not None and case.registered.order < signed(act).order:
        return case
    migrated = [(one.confirmed.order, one.body.procedure) for one in case.migrations.values() if one.confirmed]
    return replace(
        case,
        reference=body.reference,
        procedure=max(migrated)[1] if migrated else act.procedure or "",
        source=body.source,
        registered=signed(act),
        versions=(_version(1, body, act), *case.versions[1:]),
        links=body.links,
    )


def _amend(case: Case, act: Act) -> Case:
    amended = sorted((*case.versions[1:], _version(0, act.body, act)), key=lambda one: one.by.order)
    numbered = (replace(one, number=number) for number, one in enumerate(amended, 2))
    return replace(case, versions=(case.versions[0], *numbered))


def _version(number: int, body: Any, act: Act) -> Version:
    return Version(
        number=number,
        application=body.application,
        content=body.content,
        flags=body.flags,
        by=signed(act),
        reason=getattr(body, "reason", ""),
    )


@rule(ApplicationRegistered, effect=_register)
def check_registered(case: Case, view: View, act: Act) -> None:
    """A case begins once, with a reference, at least one line, under an adopted procedure for its activity."""
    if case.versions:
        raise Refused("case.registered-already", case=case.id)
    procedure = view.procedure(act.procedure)
    if act.body.application.activity not in procedure.activities:
        raise Refused("procedure.other-activity", procedure=procedure.id, activity=act.body.application.activity.value)
    if not act.body.reference:
        raise Refused("case.reference")
    _check_goods(act.body.application)


@rule(ApplicationAmended, effect=_amend)
def check_amended(case: Case, view: View, act: Act) -> None:
    """An application is amended with a reason, until a decision is final; what was said of it stops counting."""
    check_open(case)
    if final_decisions(case):
        raise Refused("case.decision-signed", reference=case.reference)
    if not act.body.reason.strip():
        raise Refused("reasons.needed")
    if act.body.application == case.application:
        raise Refused("case.nothing-amended", reference=case.reference)
    if act.body.application.activity is not case.application.activity:
        _check_other_activity(case, view, act)
    _check_goods(act.body.application)


def _check_other_activity(case: Case, view: View, act: Act) -> None:
    """A register may not know the activity: it can be corrected while nobody has completed a step."""
    if case.marks:
        raise Refused("case.activity-fixed", reference=case.reference)
    procedure = view.procedure(case.procedure)
    if act.body.application.activity not in procedure.activities:
        activity = act.body.application.activity.value
        raise Refused("procedure.other-activity", procedure=procedure.id, activity=activity)


def check_open(case: Case) -> None:
    """Refuse any act on a case that was never registered."""
    if not case.versions:
        raise Refused("case.unknown", case=case.id)


def _check_goods(application: Application) -> None:
    if not application.lines or not application.items:
        raise Refused("case.no-goods")
    lines = {line.id for line in application.lines}
    for item in application.items:
        if item.line not in lines:
            raise Refused("case.item-without-line", item=item.id)
    if len({item.id for item in application.items}) != len(application.items):
        raise Refused("case.items-not-unique")
    for line in application.lines:
        _check_amounts(line)
    for item in application.items:
        _check_amounts(item)


def _check_amounts(part: Line | Item) -> None:
    for field, given in (("quantity", part.quantity), ("value", part.value)):
        if given and not AMOUNT.fullmatch(given):
            raise Refused("case.amount", part=part.id, field=field, given=given)
