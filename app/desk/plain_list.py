"""The agenda of a session as lists A and B: the rounds in bloc, and each file as a member reviews it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.desk.news import news, own_opinion
from app.desk.papers_parts import applicant_of, destinations_of
from app.errors import Refused
from app.models.acts import PositionTaken
from app.models.application import PartyRole
from app.models.case import Case, Round
from app.models.outcomes import Position
from app.models.session import Session
from app.store.reading import Reading
from app.workflows.departing import departs
from app.workflows.facts import facts_of
from app.workflows.fold import World
from app.workflows.minutes import rounds_of
from app.workflows.rounds import open_round
from app.workflows.triage import on_list_a

Plain = dict[str, Any]


def agenda_cases(tx: Reading, session: Session) -> Iterator[tuple[int, Case]]:
    """The cases of the agenda for decision, with their numbers, in order."""
    for item in sorted(session.agenda, key=lambda one: one.number):
        if not item.information:
            yield item.number, tx.case(item.case)


def in_bloc(tx: Reading, session: Session) -> Iterator[tuple[int, Case, Round]]:
    """Every round of the session that is open and still to be adopted in bloc."""
    for number, case in agenda_cases(tx, session):
        one = open_round(case)
        if one is not None and one.question.session == session.id and one.question.bloc and one.moved is None:
            yield number, case, one


def placed(world: World, case: Case, session: Session) -> tuple[str, str]:
    """On which list a case stands, ``A`` or ``B``, and the seat's agency that moved it to B where one did."""
    rounds = rounds_of(session, case)
    moved = next((one.moved.agency for one in rounds if one.moved is not None), "")
    if rounds:
        return ("A" if rounds[-1].question.bloc and not moved else "B"), moved
    return ("A" if on_list_a(case, world.procedure(case.procedure)) else "B"), moved


def listed_file(number: int, case: Case, one: Round, agency: str) -> Plain:
    """One file of list A: what it is about, the question, one's agency's opinion, and what is new since.

    `unread` says that it has to be looked at before it is signed: something is new, or the agency gave no opinion.
    """
    application, mine, new = case.application, own_opinion(case, agency), news(case, agency)
    opinion = None
    if mine is not None:
        said = mine.body
        opinion = {"position": said.position.value, "reasons": said.reasons, "on": mine.by.claimed, "act": mine.id}
    return {
        "number": number,
        "reference": case.reference,
        "case": case.id,
        "activity": application.activity.value,
        "applicant": applicant_of(application).name,
        "goods": [line.description for line in application.lines],
        "destinations": list(destinations_of(application)),
        "end_users": [party.name for party in application.parties if party.role is PartyRole.END_USER],
        "values": [[currency, str(total)] for currency, total in facts_of(case).values],
        "question": one.question.fingerprint,
        "outcomes": sorted({each.outcome.value for each in one.question.outcomes}),
        "conditions": [
            {"number": ref.number, "owner": ref.owner, "text": ref.text, "text_fr": ref.text_fr or ref.text}
            for ref in one.question.conditions
        ],
        "opinion": opinion,
        "departs": departs(case, one, agreement(one, agency, agency), agency) is not None,
        "news": new,
        "unread": mine is None or bool(new),
    }


def agreement(one: Round, seat: str, agency: str, bloc: str = "") -> PositionTaken:
    """Agreement of a seat to the question, under the conditions that its own agency has set."""
    own = tuple(ref.number for ref in one.question.conditions if ref.owner == agency)
    return PositionTaken(
        question=one.question.fingerprint,
        seat=seat,
        position=Position.AGREE_WITH_CONDITIONS if own else Position.AGREE,
        conditions=own,
        bloc=bloc,
    )


def chosen(files: list[Plain], names: tuple[str, ...]) -> set[str]:
    """References of the files that are named by reference or agenda number. Raises `Refused` for one not there."""
    known = {str(one["number"]): one["reference"] for one in files} | {
        one["reference"]: one["reference"] for one in files
    }
    wanted = [name.strip().upper() for names_ in names for name in names_.split(",") if name.strip()]
    for name in wanted:
        if name not in known:
            raise Refused("bloc.not-on-list", file=name)
    return {known[name] for name in wanted}


def adopted(files: list[Plain], seen: tuple[str, ...], excepted: tuple[str, ...]) -> list[Plain]:
    """The files that one signature adopts: all but those left out. Raises `Refused` for one that must be read first."""
    out, read = chosen(files, excepted), chosen(files, seen)
    left = [one for one in files if one["reference"] not in out]
    if not left:
        raise Refused("bloc.empty")
    if departing := [one["reference"] for one in left if one["departs"]]:
        raise Refused("bloc.departs", files=", ".join(departing))
    if unread := [one["reference"] for one in left if one["unread"] and one["reference"] not in read]:
        raise Refused("bloc.unread", files=", ".join(unread))
    return left
