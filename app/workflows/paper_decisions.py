"""The rule by which a decision that a higher authority took on paper enters the journal."""

from __future__ import annotations

import re

from app.errors import Refused
from app.models.acts import Act
from app.models.case import Case
from app.models.charter import Role
from app.workflows.calendar import is_day
from app.workflows.committee import check_officeholder, committee_of
from app.workflows.course import escalation
from app.workflows.rules import View

SHA256 = re.compile(r"[0-9a-f]{64}")


def check_paper(case: Case, view: View, act: Act, *, above: bool) -> None:
    """A higher authority's decision on paper is recorded by the committee's secretary with its scan's hash and date."""
    body, escalated = act.body, escalation(case)
    if not body.scan:
        if body.signatory or body.dated:
            raise Refused("decision.scan", scan="-")
        return
    if not above or escalated is None:
        raise Refused("decision.paper-authority", authority=body.authority)
    if not SHA256.fullmatch(body.scan):
        raise Refused("decision.scan", scan=body.scan)
    if act.role is not Role.SECRETARY:
        raise Refused("decision.paper-secretary", role=act.role.value)
    check_officeholder(view.realm, act, committee_of(view.procedure(case.procedure)))
    if not body.signatory.strip():
        raise Refused("decision.paper-signatory")
    if not is_day(body.dated) or not escalated.by.claimed[:10] <= body.dated <= act.claimed[:10]:
        raise Refused("decision.paper-dated", dated=body.dated, since=escalated.by.claimed[:10])
