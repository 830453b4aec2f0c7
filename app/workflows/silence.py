"""Where a written or silence procedure may be used: what the procedure provides, and what bars silence in any case."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from app.errors import Refused
from app.models.acts import Act
from app.models.application import Link
from app.models.case import Case
from app.models.charter import Role
from app.models.outcomes import EvidenceKind, GateStatus, Method, Outcome
from app.models.procedure import Committee
from app.workflows.calendar import add_working_days
from app.workflows.clocks import day_of, fewer
from app.workflows.committee import committee_of
from app.workflows.distance import ended as ended
from app.workflows.dossier import latest_assessment
from app.workflows.facts import gate_status
from app.workflows.finality import final_outcomes
from app.workflows.reasons import holds
from app.workflows.road import case_facts
from app.workflows.rules import View
from app.workflows.treaty import needs_assessment
from app.workflows.urgency import in_force

GRAVE = ("7.1.b.i", "7.1.b.ii", "7.4")
"""Humanitarian law, human rights, violence against women and children: Articles 7(1)(b)(i) and (ii), and 7(4)."""
LOW = frozenset({"none", "low"})
FLAGS = frozenset(kind.value for kind in EvidenceKind)
MOMENT = "%Y-%m-%dT%H:%M:%SZ"
LAST_YEAR = "3000"


def bars(case: Case, view: View) -> tuple[str, ...]:
    """Why silence cannot count on this case, as codes of sentences; () where nothing stands against it.

    The last one is the procedure's own; all others no text lifts: doubt under Article 6, humanitarian law, human rights
    or gender-based violence at medium or above, an embargo, an earlier denial or refusal, adverse evidence.
    """
    committee, facts = committee_of(view.procedure(case.procedure)), case_facts(case)
    own = committee.silence.barred if committee.silence is not None else None
    found = {
        "silence.article-6": gate_status(case) is not GateStatus.CLEAR or _ever_claimed(case),
        "silence.article-7": _grave(case),
        "silence.evidence": bool(case.evidence) or bool(FLAGS & facts.flags),
        "silence.refused-before": any(_refused(link, view) for link in _resubmissions(case)),
        "silence.barred-by-procedure": own is not None and holds(own, facts).met,
    }
    return tuple(name for name, so in found.items() if so)


def _ever_claimed(case: Case) -> bool:
    return any(answer.yes for gate in case.gates.values() for answer in gate.answers)


def _grave(case: Case) -> bool:
    """Whether likelihood or severity of a grave consequence is medium or above, or unknown; unanswered is unknown."""
    assessment = latest_assessment(case)
    if assessment is None:
        return needs_assessment(case)
    levels = {one.question: {one.likelihood, one.severity} for one in assessment.body.findings}
    return any(not levels.get(question, {"unknown"}) <= LOW for question in GRAVE)


def _resubmissions(case: Case) -> list[Link]:
    return [link for link in case.links if link.kind == "resubmission-of"]


def resubmitted(case: Case, _body: Any) -> tuple[str, ...]:
    """The cases that this one was filed again after, as scopes that a rule reads."""
    return tuple(dict.fromkeys(f"case:{link.case}" for link in _resubmissions(case) if link.case))


def _refused(link: Link, view: View) -> bool:
    """Whether the earlier application was refused, in part or whole; one that is not at hand may have been."""
    try:
        earlier = view.case(link.case) if link.case else None
    except Refused:
        earlier = None
    return earlier is None or any(one.outcome is Outcome.REFUSE for one in final_outcomes(earlier))


def check_method(case: Case, view: View, act: Act) -> None:
    """A question outside the votes of a session: by the chair, as the procedure provides, until an exact moment."""
    body, committee = act.body, committee_of(view.procedure(case.procedure))
    days = _days(committee, body.method)
    if act.role is not Role.CHAIR:
        raise Refused("question.chair-proposes")
    if body.method is Method.WRITTEN and body.session:
        raise Refused("question.without-session")
    _check_moment(case, view, act, days)
    barred = bars(case, view) if body.method is Method.SILENCE else ()
    if barred:
        raise Refused(barred[0], reference=case.reference)


def _days(committee: Committee, method: Method) -> int:
    provided = committee.silence if method is Method.SILENCE else committee.written
    if provided is None:
        raise Refused("question.method-not-provided", method=method.value)
    return provided.days


def _check_moment(case: Case, view: View, act: Act, days: int) -> None:
    """`expires` is a moment in UTC, on or after the last of the working days that the procedure gives at least."""
    assert view.realm.charter is not None
    calendar, expires = view.realm.charter.calendar_of(), act.body.expires
    urgent = in_force(case, committee_of(view.procedure(case.procedure)))
    least = fewer(days, urgent.percent) if urgent is not None else days
    first = add_working_days(calendar, day_of(act.claimed, calendar), least)
    if not is_moment(expires):
        raise Refused("question.moment", given=expires)
    if day_of(expires, calendar) < first or expires >= LAST_YEAR:
        raise Refused("question.too-soon", given=expires, days=least, first=first.isoformat())


def is_moment(text: str) -> bool:
    """Whether `text` is an exact moment as acts carry it: RFC 3339 in UTC, to the second (2026-12-04T16:00:00Z)."""
    try:
        return datetime.strptime(text, MOMENT).replace(tzinfo=UTC).strftime(MOMENT) == text
    except ValueError:
        return False
