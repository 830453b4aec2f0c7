"""An urgent case on its way: declared, decided by a reduced quorum, licensed, ratified or not; for several tests."""

from __future__ import annotations

from typing import Any

from app.models.acts import (
    AttendanceRecorded,
    LicencesSuspended,
    LicenceSuspended,
    PositionTaken,
    QuestionPut,
    RatificationLapsed,
    SessionClosed,
    SessionOpened,
    UrgencyDeclared,
)
from app.models.outcomes import LicenceRef, MassCriterion, Position, Purpose, SuspensionCause
from app.workflows.emergency import ratify_by
from app.workflows.fold import World
from tests.workflows.machine.play import CASE, SESSION, Play
from tests.workflows.machine.stages import CHAIR, MEMBERS, SECRETARY, at, convened, on, question, vote

TWO = ("foreign-affairs", "defence")
"""The mandatory seats, which are the reduced quorum."""
NEXT = "session:0e0e0e0e-0000-4000-8000-000000000009"
LATER = "session:0e0e0e0e-0000-4000-8000-00000000000a"


def declared(reason: str = "Border posts are under fire.") -> UrgencyDeclared:
    return UrgencyDeclared(reason=reason)


def urgent_at(stage: str = "consolidated") -> Play:
    play = at(stage)
    play.do(CHAIR, declared())
    return play


def sit(play: Play, scope: str, seats: tuple[str, ...]) -> str:
    """A session with these seats taken, not yet open; its id."""
    play.do(SECRETARY, convened(play.world), scope=scope)
    for seat in seats:
        attends = AttendanceRecorded(seat=seat, officer=MEMBERS[seat], present=True)
        play.do(SECRETARY, attends, scope=scope)
    return scope.partition(":")[2]


def meet(play: Play, scope: str, seats: tuple[str, ...] = tuple(MEMBERS)) -> str:
    name = sit(play, scope, seats)
    play.do(CHAIR, SessionOpened(), scope=scope)
    return name


def decided_by_two(*stages: str) -> Play:
    """An urgent case that two seats agreed to grant, up to these further stages of the road."""
    return decide_by_two(urgent_at(), *stages)


def decide_by_two(play: Play, *stages: str) -> Play:
    name = meet(play, f"session:{SESSION}", TWO)
    play.do(SECRETARY, question(play.world, session=name))
    for seat in TWO:
        play.do(MEMBERS[seat], vote(play.case, seat))
    return on(play, "certified", "attested", "proposed", "signed", *stages)


def licensed() -> Play:
    return decided_by_two("issued")


def last_decision(play: Play) -> str:
    return max(play.case.decisions.values(), key=lambda one: one.by.order).id


def licence_of(play: Play) -> str:
    return next(iter(play.case.licences))


def ratify(view: World, session: str, **fields: Any) -> QuestionPut:
    """The question of ratification, exactly as decided."""
    record = max(view.case(CASE).decisions.values(), key=lambda one: one.by.order)
    fields = {"outcomes": record.body.outcomes, "purpose": Purpose.RATIFY, "about": record.id} | fields
    return question(view, session=session, **fields)


def revoke(view: World, session: str, **fields: Any) -> QuestionPut:
    about = next(iter(view.case(CASE).licences))
    return question(view, session=session, **({"outcomes": (), "purpose": Purpose.REVOKE, "about": about} | fields))


def objection(play: Play, seat: str) -> PositionTaken:
    return vote(play.case, seat, Position.OBJECT, reasons="The posts are quiet.", criteria=("7",))


def answer(play: Play, *objecting: str) -> Play:
    """All seats answer the open question; those named object."""
    for seat, officer in MEMBERS.items():
        play.do(officer, objection(play, seat) if seat in objecting else vote(play.case, seat))
    return on(play, "certified", "attested")


def put_to_all(play: Play, body: Any, *objecting: str, scope: str = NEXT) -> Play:
    """A session with every seat, in which `body(world, session)` is put and answered; then it is closed."""
    name = meet(play, scope)
    play.do(SECRETARY, body(play.world, name))
    answer(play, *objecting)
    play.do(CHAIR, SessionClosed(), scope=scope)
    return play


def not_ratified() -> Play:
    return put_to_all(licensed(), ratify, "customs")


def due_of(play: Play) -> str:
    charter, record = play.world.realm.charter, play.case.decisions[last_decision(play)]
    assert charter is not None
    due = ratify_by(record, play.world.procedure(play.case.procedure).committee, charter)
    assert due is not None
    return due.isoformat()


def lapse(play: Play, **fields: str) -> RatificationLapsed:
    fields = {"decision": last_decision(play)} | ({} if "due" in fields else {"due": due_of(play)}) | fields
    return RatificationLapsed(**fields)


def lapsed() -> Play:
    play = licensed()
    play.days += 60
    play.do(SECRETARY, lapse(play))
    return play


def suspended(play: Play, **fields: Any) -> LicenceSuspended:
    given = {"licence": licence_of(play), "cause": SuspensionCause.ADVERSE_EVIDENCE, "reason": "A convoy was seen."}
    return LicenceSuspended(**(given | fields))


def ref_of(play: Play) -> LicenceRef:
    one = play.case.licences[licence_of(play)]
    return LicenceRef(case=CASE, licence=one.id, number=one.body.number)


def many(play: Play, **fields: Any) -> LicencesSuspended:
    given = {
        "criterion": MassCriterion.DESTINATION,
        "value": "XC",
        "licences": (ref_of(play),),
        "reason": "An embargo was imposed.",
    }
    return LicencesSuspended(**(given | fields))
