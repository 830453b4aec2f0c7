"""Rules of questions to the applicant: raised by agencies, sent as one letter, answered, ended."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, QueryAnswered, QueryClosed, QueryRaised, QuerySent
from app.models.asked import Letter, Query
from app.models.case import Case
from app.models.change import replace
from app.models.charter import Calendar, Charter, Role
from app.models.outcomes import QueryOutcome
from app.models.procedure import Procedure, StepKind
from app.workflows.calendar import is_day
from app.workflows.clocks import day_of, today
from app.workflows.committee import committee_of
from app.workflows.consultations import check_question
from app.workflows.finality import final_decisions
from app.workflows.in_realm import holder_of
from app.workflows.registration import check_open
from app.workflows.road import moment, require_open, status
from app.workflows.rules import View, first_of, rule, signed

# --- what there is -----------------------------------------------------------------------------------------------


def letter_agency(procedure: Procedure, charter: Charter) -> str:
    """The agency that writes to the applicant: as the procedure says, else the one that runs the case."""
    return holder_of(procedure.queries.agency if procedure.queries else procedure.lead, charter)


def unsent(case: Case) -> tuple[Query, ...]:
    """Questions raised that no letter carries and nobody took back, in order of time."""
    sent = {name for letter in case.letters.values() for name in letter.body.queries}
    waiting = (query for query in case.queries.values() if query.closed is None and query.id not in sent)
    return tuple(sorted(waiting, key=lambda query: query.by.order))


def proposes_return(case: Case) -> Letter | None:
    """The latest letter that expired and that no later answer made good: return without action may be proposed.

    None once a decision was made.
    """
    if final_decisions(case):
        return None
    expired = [one for one in case.letters.values() if not one.answers and _ended_as(one) is QueryOutcome.EXPIRED]
    latest = max(expired, key=lambda one: one.by.order, default=None)
    if latest is None or latest.closed is None:
        return None
    answers = (by for letter in case.letters.values() for _, by in letter.answers.values())
    return None if any(by.order > latest.closed[2].order for by in answers) else latest


def _ended_as(letter: Letter) -> QueryOutcome | None:
    return letter.closed[0] if letter.closed else None


# --- effects -----------------------------------------------------------------------------------------------------


def _raise(case: Case, act: Act) -> Case:
    return replace(case, queries={**case.queries, act.id: Query(id=act.id, body=act.body, by=signed(act))})


def _send(case: Case, act: Act) -> Case:
    return replace(case, letters={**case.letters, act.id: Letter(id=act.id, body=act.body, by=signed(act))})


def _answer(case: Case, act: Act) -> Case:
    letter = case.letters[act.body.letter]
    answered = replace(letter, answers={**letter.answers, act.id: (act.body, signed(act))})
    return replace(case, letters={**case.letters, letter.id: answered})


def _close(case: Case, act: Act) -> Case:
    """Of two ends given apart the earlier counts."""
    name = act.body.about
    query, letter = case.queries.get(name), case.letters.get(name)
    if query is not None:
        closed = replace(query, closed=first_of(query.closed, signed(act)))
        return replace(case, queries={**case.queries, name: closed})
    assert letter is not None
    if letter.closed is not None and letter.closed[2].order < signed(act).order:
        return case
    ended = replace(letter, closed=(act.body.outcome, act.body.reason, signed(act)))
    return replace(case, letters={**case.letters, name: ended})


# --- checks ------------------------------------------------------------------------------------------------------


@rule(QueryRaised, effect=_raise)
def check_raised(case: Case, view: View, act: Act) -> None:
    """The holder of an open step asks; at the committee's step any member on whose agency a seat is."""
    check_open(case)
    step, where = status(case, view, act.body.step)
    if step.kind is StepKind.COMMITTEE:
        if where.state != "open":
            raise Refused("step.not-open", step=step.id, state=where.state, reference=case.reference)
        _check_member(case, view, act)
    else:
        require_open(case, view, act, step.id)
    check_question(act.body.text)


def _check_member(case: Case, view: View, act: Act) -> None:
    assert view.realm.charter is not None
    seats = committee_of(view.procedure(case.procedure)).seats
    if act.role is not Role.MEMBER or act.agency not in {holder_of(seat.agency, view.realm.charter) for seat in seats}:
        raise Refused("query.only-members", step=act.body.step)


@rule(QuerySent, effect=_send)
def check_sent(case: Case, view: View, act: Act) -> None:
    """One letter with questions that wait, its number, a day for the answer and what follows from silence."""
    check_open(case)
    body, writes = act.body, _writes(case, view)
    if act.agency != writes:
        raise Refused("query.only-writer", agency=writes)
    waiting = {query.id for query in unsent(case)}
    if not body.queries or len(set(body.queries)) != len(body.queries) or not set(body.queries) <= waiting:
        raise Refused("query.not-waiting", count=len(waiting))
    if body.number != len(case.letters) + 1:
        raise Refused("query.number", expected=len(case.letters) + 1)
    sent = day_of(act.claimed, _calendar(case, view, act.claimed)).isoformat()
    if not is_day(body.due) or body.due <= sent:
        raise Refused("query.due", day=body.due, sent=sent)
    if not body.silence.strip() or not body.silence_fr.strip():
        raise Refused("query.silence")


def _writes(case: Case, view: View) -> str:
    assert view.realm.charter is not None
    return letter_agency(view.procedure(case.procedure), view.realm.charter)


def _calendar(case: Case, view: View, sent: str) -> Calendar:
    """The calendar of the agency that writes, as it was when the letter was sent: its clock is counted on that one."""
    assert view.realm.charter is not None
    return view.realm.charter.calendar_of(_writes(case, view), moment(sent))


@rule(QueryAnswered, effect=_answer)
def check_query_answered(case: Case, view: View, act: Act) -> None:
    """The agency that writes to the applicant records an answer to an open letter with the day it came in."""
    body, letter = act.body, case.letters.get(act.body.letter)
    if letter is None:
        raise Refused("query.unknown", about=body.letter)
    _check_letter(letter, _writes(case, view), act)
    calendar = _calendar(case, view, letter.by.claimed)
    sent, now = today(letter.by.claimed, calendar), today(act.claimed, calendar)
    if not is_day(body.received) or not sent <= body.received <= now:
        raise Refused("query.received", day=body.received, sent=sent, today=now)
    if not body.text.strip():
        raise Refused("asked.text")


def _check_letter(letter: Letter, writes: str, act: Act) -> None:
    if act.agency != writes:
        raise Refused("query.only-writer", agency=writes)
    if letter.closed is not None:
        raise Refused("query.closed-already")


@rule(QueryClosed, effect=_close)
def check_closed(case: Case, view: View, act: Act) -> None:
    """A letter ends as answered, expired or taken back; a question that no letter carries is only taken back."""
    body = act.body
    query, letter = case.queries.get(body.about), case.letters.get(body.about)
    if letter is not None:
        _check_letter(letter, _writes(case, view), act)
        _check_end(letter, act, _calendar(case, view, letter.by.claimed))
    elif query is not None:
        _check_taken_back(case, query, act)
    else:
        raise Refused("query.unknown", about=body.about)
    if not body.reason.strip():
        raise Refused("reasons.needed")


def _check_end(letter: Letter, act: Act, calendar: Calendar) -> None:
    number, due, outcome = letter.body.number, letter.body.due, act.body.outcome
    if outcome is QueryOutcome.ANSWERED and not letter.answers:
        raise Refused("query.no-answer", number=number)
    if outcome is QueryOutcome.EXPIRED and letter.answers:
        raise Refused("query.has-answer", number=number)
    if outcome is QueryOutcome.EXPIRED and day_of(act.claimed, calendar).isoformat() <= due:
        raise Refused("query.not-due", number=number, due=due)


def _check_taken_back(case: Case, query: Query, act: Act) -> None:
    if query.by.agency != act.agency:
        raise Refused("query.only-asker", agency=query.by.agency)
    if query not in unsent(case):
        raise Refused("query.sent-or-closed")
    if act.body.outcome is not QueryOutcome.WITHDRAWN:
        raise Refused("query.never-sent")
