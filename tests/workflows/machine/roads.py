"""Where random histories begin: a case some way along the road of one of the procedures, and another case beside it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from app.models.acts import (
    ConsultationAnswered,
    ConsultationAsked,
    DecisionSigned,
    LinesClassified,
    OpinionCountersigned,
    StepCompleted,
)
from app.models.outcomes import Outcome, Position
from app.models.procedure import StepKind
from app.workflows.decisions import deciders
from app.workflows.dossier import dossier_hash
from app.workflows.finality import final_decisions
from app.workflows.road import case_progress
from tests.workflows.drafts import RESOURCES, SEVEN
from tests.workflows.machine import stages
from tests.workflows.machine.byways import BYWAYS
from tests.workflows.machine.onlooker import CASES
from tests.workflows.machine.play import Play, realm
from tests.workflows.machine.say_review import MIXED
from tests.workflows.machine.written import ACTIVITY, ADHOC, CATEGORY, LEAD, STANDING

TEXTS = tuple(
    (RESOURCES / "procedures" / f"{name}.toml").read_text(encoding="utf-8")
    for name in (STANDING, LEAD, CATEGORY, ADHOC, ACTIVITY)
)
EXTRA = (
    f"{stages.EXTRA} for-05@foreign-affairs:agency_head lic-08@licensing:chair lic-09@licensing:secretary "
    "lic-10@licensing:licensing_officer def-06@defence:member cus-05@customs:reviewer"
)
HEADS = {
    "licensing": "lic-01",
    "foreign-affairs": "for-03",
    "defence": "def-04",
    "interior": "int-03",
    "economy": "eco-03",
}
REVIEWING = stages.REVIEWERS | {"intelligence": "inl-01"}
LATER = "2026-12-01"


def _register(procedure: str) -> Callable[[Play], None]:
    def register(play: Play) -> None:
        known = play.world.realm.procedures.items()
        digest = next(name for name, one in known if one.procedure.id == procedure)
        for number, name in enumerate(CASES[:2], 1):
            body = stages.registered(reference=f"EXP-2026-0000{number}")
            play.do(stages.CLERK, body, scope=f"case:{name}", procedure=digest)

    return register


def _classify_mixed(play: Play) -> None:
    play.do(stages.OFFICER, LinesClassified(step="classification", lines=MIXED))
    play.do(stages.OFFICER, StepCompleted(step="classification"))


def _opinions(play: Play) -> None:
    charter = play.world.realm.charter
    assert charter is not None
    for one in case_progress(play.case, play.world.procedure(play.case.procedure), charter).open:
        if one.step.kind is StepKind.REVIEW:
            given = play.do(REVIEWING[one.agency], stages.opinion(play.case, one.step.id))
            if one.step.countersign:
                play.do("def-02", OpinionCountersigned(opinion=given.id))


def _consult(play: Play) -> None:
    asked = play.do(stages.OFFICER, ConsultationAsked(agency="defence", question="Any risk?", due=LATER))
    body = ConsultationAnswered(
        consultation=asked.id, dossier=dossier_hash(play.case), position=Position.AGREE, reasons="None."
    )
    play.do("def-01", body)


def _consulted(play: Play) -> None:
    play.do(stages.OFFICER, StepCompleted(step="consultation"))


def _propose(play: Play) -> None:
    """The next authority that has not decided."""
    done = {record.body.authority for record in final_decisions(play.case)}
    step = next(one for one in play.world.procedure(play.case.procedure).steps if one.kind is StepKind.DECISION)
    authority = next(name for name in deciders(play.case, play.world, step) if name not in done)
    chosen = stages.outcomes(play.case, Outcome.GRANT)
    play.do(stages.SECRETARY, stages.proposed(play.world, chosen, authority=authority))


def _sign(play: Play) -> None:
    record = max(play.case.decisions.values(), key=lambda one: one.by.order)
    play.do(HEADS[record.body.authority], DecisionSigned(decision=record.id))


def _sign_and_propose(play: Play) -> None:
    _sign(play)
    _propose(play)


def _issue(play: Play) -> None:
    for record in final_decisions(play.case):
        play.do(stages.OFFICER, stages.licence(play.world, record))


Road = tuple[tuple[str, Callable[[Play], None]], ...]
SHARED = tuple((name, stages.ROAD[name]) for name in ("intake", "classified", "gate", "treaty"))
CONSOLIDATED = ("consolidated", stages.ROAD["consolidated"])
DECIDED: Road = (("proposed", _propose), ("signed", _sign), ("issued", _issue))


def _road(procedure: str, *rest: tuple[str, Callable[[Play], None]], shared: Road = SHARED) -> Road:
    return (("founded", lambda _: None), ("registered", _register(procedure)), *shared, *rest)


ROADS: dict[str, Road] = {
    STANDING: _road(STANDING, *tuple(stages.ROAD.items())[5:]),
    LEAD: _road(LEAD, ("opinions", _opinions), CONSOLIDATED, *DECIDED),
    ACTIVITY: _road(ACTIVITY, ("opinions", _opinions), CONSOLIDATED, *DECIDED),
    CATEGORY: _road(
        CATEGORY,
        ("opinions", _opinions),
        CONSOLIDATED,
        ("proposed", _propose),
        ("half", _sign_and_propose),
        ("signed", _sign),
        ("issued", _issue),
        shared=tuple((name, _classify_mixed if name == "classified" else go) for name, go in SHARED),
    ),
    ADHOC: _road(ADHOC, ("asked", _consult), ("consulted", _consulted), *DECIDED),
}
BEFORE = {
    (procedure, name): (before, go) for procedure, road in ROADS.items() for (before, _), (name, go) in pairwise(road)
} | BYWAYS
OFTEN = [(STANDING, "consolidated"), (STANDING, "used-up"), (STANDING, "suspended"), (STANDING, "to-revoke")]
BEGINNINGS = ((STANDING, "founded"), *BEFORE, *OFTEN * 2)
"""What takes many acts to come to, or to go on from, is begun at more often."""

_reached: dict[tuple[str, str], Play] = {}


def begin(procedure: str, stage: str) -> Play:
    """A realm with all procedures, and a case under `procedure` just past `stage`; each call continues apart."""
    if (procedure, stage) not in _reached:
        if stage == "founded":
            play = realm(SEVEN, TEXTS[0], EXTRA, TEXTS[1:])
        else:
            before, go = BEFORE[procedure, stage]
            play = begin(procedure, before)
            go(play)
        _reached[procedure, stage] = play
    return _reached[procedure, stage].fork()


def forget() -> None:
    """Walk every road anew."""
    _reached.clear()
