"""Rules of urgent cases: declared by the chair with a reason, and lapsing where nobody ratified in time."""

from __future__ import annotations

from datetime import date

from app.errors import Refused
from app.models.acts import Act, RatificationLapsed, UrgencyDeclared
from app.models.case import Case, DecisionRecord
from app.models.change import replace
from app.models.charter import Charter, Role
from app.models.procedure import Committee
from app.workflows.authority import check_part
from app.workflows.calendar import add_working_days
from app.workflows.clocks import day_of
from app.workflows.committee import check_officeholder, committee_of
from app.workflows.finality import final_decisions
from app.workflows.registration import check_open
from app.workflows.rules import View, rule, signed
from app.workflows.urgency import ratification, urgent


def _declare(case: Case, act: Act) -> Case:
    return replace(case, urgencies={**case.urgencies, act.id: (act.body.reason, signed(act))})


def _lapse(case: Case, act: Act) -> Case:
    return replace(case, lapses={**case.lapses, act.id: (act.body.decision, signed(act))})


@rule(UrgencyDeclared, effect=_declare)
def check_declared(case: Case, view: View, act: Act) -> None:
    """The chair declares a case urgent, with a reason, once and before any decision, where the procedure knows it."""
    check_open(case)
    committee = committee_of(view.procedure(case.procedure))
    if committee.urgency is None:
        raise Refused("urgency.not-provided", procedure=view.procedure(case.procedure).id)
    check_officeholder(view.realm, act, committee)
    if urgent(case):
        raise Refused("urgency.declared-already", reference=case.reference)
    if final_decisions(case):
        raise Refused("urgency.decided", reference=case.reference)
    if not act.body.reason.strip():
        raise Refused("reasons.needed")


@rule(RatificationLapsed, effect=_lapse)
def check_lapsed(case: Case, view: View, act: Act) -> None:
    """Secretary, chair or licensing officer record that an urgent decision was not ratified by its day."""
    assert view.realm.charter is not None
    procedure = view.procedure(case.procedure)
    committee = committee_of(procedure)
    if act.role is Role.LICENSING_OFFICER:
        check_part(view, procedure, act, case)
    else:
        check_officeholder(view.realm, act, committee)
    record = next((one for one in final_decisions(case) if one.id == act.body.decision), None)
    standing = ratification(case, record) if record else None
    if record is None or standing is None or standing.state != "due":
        raise Refused("ratification.not-due", reference=case.reference)
    due = ratify_by(record, committee, view.realm.charter)
    if due is None:
        raise Refused("urgency.not-provided", procedure=procedure.id)
    if act.body.due != due.isoformat():
        raise Refused("ratification.due", due=due)
    if day_of(act.claimed, view.realm.charter.calendar_of()) <= due:
        raise Refused("ratification.in-time", due=due)


def ratify_by(record: DecisionRecord, committee: Committee | None, charter: Charter) -> date | None:
    """The last day on which an urgent decision may be ratified, by the realm's calendar."""
    if committee is None or committee.urgency is None:
        return None
    calendar = charter.calendar_of()
    decided = day_of(record.signatures[-1].claimed, calendar)
    return add_working_days(calendar, decided, committee.urgency.ratify_days)
