"""The rule of reconsideration: a refusal or a condition is reviewed on request in time, or by own motion any time."""

from __future__ import annotations

from datetime import date

from app.errors import Refused
from app.models.acts import Act, ReconsiderationOpened
from app.models.applicant import Review
from app.models.case import Case, DecisionRecord
from app.models.change import replace
from app.models.outcomes import Outcome, ReviewCause
from app.workflows.calendar import add_working_days, is_day
from app.workflows.clocks import today
from app.workflows.committee import committee_of
from app.workflows.engine import COMMITTEE
from app.workflows.finality import final_decisions, open_review
from app.workflows.in_realm import holder_of
from app.workflows.notices import facing
from app.workflows.road import moment
from app.workflows.rules import View, rule, signed
from app.workflows.serving import told_of

REVIEWABLE = frozenset({Outcome.REFUSE, Outcome.REDUCED_GRANT})


def _open(case: Case, act: Act) -> Case:
    return replace(case, reviews={**case.reviews, act.id: Review(id=act.id, body=act.body, by=signed(act))})


def reviewable(record: DecisionRecord, condition: int = 0) -> tuple[str, ...]:
    """The items whose refusal can be reviewed, or with a number those that this condition of the decision binds."""
    if condition:
        refs = [ref for ref in record.body.conditions if ref.number == condition]
        return tuple(one.item for one in record.body.outcomes for ref in refs if not ref.items or one.item in ref.items)
    return tuple(one.item for one in record.body.outcomes if one.outcome in REVIEWABLE)


def last_day(case: Case, view: View, record: DecisionRecord) -> date | None:
    """Until when the applicant may ask for a review; None while nothing was served: the time has not begun.

    It is counted on the calendar of the day on which the service was recorded: no later change moves what was told.
    """
    procedure, service = view.procedure(case.procedure), told_of(case, record.id)
    terms, charter = procedure.reconsideration, view.realm.charter
    if terms is None or service is None:
        return None
    assert charter is not None
    calendar = charter.calendar_of(charter.agency_for(procedure.lead) or "", moment(service.by.claimed))
    return add_working_days(calendar, date.fromisoformat(service.body.served_on), terms.days)


@rule(ReconsiderationOpened, effect=_open)
def check_review(case: Case, view: View, act: Act) -> None:
    """Of a final decision, one at a time, for what it refused or for one of its conditions, with grounds."""
    body = act.body
    record = next((one for one in final_decisions(case) if one.id == body.decision), None)
    if record is None:
        raise Refused("review.no-decision", reference=case.reference)
    if open_review(case) is not None:
        raise Refused("review.open-already", reference=case.reference)
    procedure = view.procedure(case.procedure)
    if procedure.reconsideration is None:
        raise Refused("review.not-provided", procedure=procedure.id)
    _check_agency(case, view, record, act)
    known = reviewable(record, body.condition)
    if not body.items or len(set(body.items)) != len(body.items) or not set(body.items) <= set(known):
        raise Refused("review.items", reference=case.reference, known=", ".join(known) or "-")
    if not body.grounds.strip():
        raise Refused("reasons.needed")
    if body.cause is ReviewCause.REQUEST:
        _check_in_time(case, view, record, act)
    elif body.received:
        raise Refused("review.own-motion")


def _check_agency(case: Case, view: View, record: DecisionRecord, act: Act) -> None:
    """Whoever deals with the applicant, or the deciding authority: for a committee its chair's agency."""
    charter, procedure = view.realm.charter, view.procedure(case.procedure)
    assert charter is not None
    agencies = facing(case, view) | {record.body.authority}
    if record.body.authority == COMMITTEE:
        agencies = agencies - {COMMITTEE} | {holder_of(committee_of(procedure).chair, charter)}
    if act.agency not in agencies:
        raise Refused("applicant.other-agency", agency=act.agency, known=", ".join(sorted(agencies)))


def _check_in_time(case: Case, view: View, record: DecisionRecord, act: Act) -> None:
    service, last = told_of(case, record.id), last_day(case, view, record)
    if service is None or last is None:
        raise Refused("review.not-served", reference=case.reference)
    if not act.body.received:
        raise Refused("review.no-day")
    assert view.realm.charter is not None
    received, first = act.body.received, service.body.served_on
    now = today(act.claimed, view.realm.charter.calendar_of(act.agency))
    if not is_day(received) or not first <= received <= now:
        raise Refused("review.received", day=received, first=first, today=now)
    if received > last.isoformat():
        raise Refused("review.late", day=received, last=last.isoformat())
