"""Officers acting: mostly sensibly, sometimes in the wrong role, on the wrong thing, or without the latest news."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from typing import Any

from app.errors import Refused
from app.models.acts import TYPES, Act
from app.models.charter import Role
from app.workflows import realm as realm_rules
from app.workflows.fold import World
from app.workflows.rights import RIGHTS
from tests.workflows.machine.bodies import Author, Idea
from tests.workflows.machine.guide import useful
from tests.workflows.machine.play import CASE, Play, Said

REALM_SHARE = 0.12
CONDITION_SHARE = 0.08
CONFIRMS = {proposed: confirmed for confirmed, proposed in realm_rules.CONFIRMS.items()}
LATE_SHARE = 0.15
SENSELESS_SHARE = 0.2


def attempt(play: Play, random: Random, late: float = LATE_SHARE) -> tuple[Said, World] | None:
    """One act by somebody; what the rules answered, and the world as its author saw it."""
    view = play.lagging(random.randrange(1, 6) if random.random() < late else 0)
    idea = _idea(view, random)
    if idea is None:
        return None
    officer = _officer(view, idea, random)
    view = _with_own_acts(play, view, officer)
    act = _made(play, view, idea, officer, random)
    if random.random() < SENSELESS_SHARE:
        act = senseless(act, view, random)
    before = {scope: play.world.standing(scope) for scope in play.trail[-1]}
    code = play.admit(act)
    if code:
        assert all(play.world.standing(scope) is known for scope, known in before.items()), act
    return play.said[-1], view


def _idea(view: World, random: Random) -> Idea | None:
    author = Author(view, random)
    try:
        begun = view.case(CASE).versions
    except Refused:
        begun = ()
    if not begun:
        return author.idea("ApplicationRegistered")
    realm = [name for name, body in TYPES.items() if body.scope == "realm"]
    share = random.random()
    if share < REALM_SHARE:
        waiting = [CONFIRMS[one.type] for one in view.realm.proposals.values() if one.confirmed is None]
        return author.idea(random.choice(waiting if waiting and random.random() < 0.5 else realm))
    if share < REALM_SHARE + CONDITION_SHARE:
        return author.idea(random.choice(_conditions(view)))
    if share < 0.45:
        return author.idea(random.choice([name for name in TYPES if name not in realm]))
    return author.idea(random.choice(useful(author)))


def _conditions(view: World) -> tuple[str, ...]:
    """What the ledger of conditions and the gate wait for: each needs a second agency."""
    case = view.case(CASE)
    if any(entry.pending for entry in case.conditions.values()):
        return ("ConditionReleased",)
    return ("ConditionChanged", "GateReviewed") if case.conditions else ("ConditionProposed",)


def _officer(view: World, idea: Idea, random: Random) -> str:
    """The person meant, else one of the agency meant who holds a fitting role, else anybody who holds one."""
    if idea.officer:
        return idea.officer
    people = view.realm.officers
    able = [name for name, one in people.items() if RIGHTS[type(idea.body).__name__] & set(one.person.roles)]
    fitting = [name for name in able if idea.agency in ("", people[name].person.agency) and people[name].active]
    return random.choice(fitting or able or list(people))


def _with_own_acts(play: Play, view: World, officer: str) -> World:
    """Nobody lags behind their own acts: one key makes one chain."""
    last = max((place for place, act in enumerate(play.acts, 1) if act.officer == officer), default=0)
    seen = next((place for place, known in enumerate(play.trail) if known is getattr(view, "_known", None)), 0)
    return play.lagging(len(play.trail) - 1 - max(last, seen))


def _made(play: Play, view: World, idea: Idea, officer: str, random: Random) -> Act:
    other: dict[str, Any] = {"procedure": idea.procedure} if idea.procedure else {}
    return play.make(officer, idea.body, scope=idea.scope, view=view, **other)


def senseless(act: Act, view: World, random: Random) -> Act:
    """The same act with one thing wrong about it."""
    way = random.randrange(7)
    officer = random.choice(list(view.realm.officers.values())).person
    if way == 0:
        return replace(act, role=random.choice(list(Role)))
    if way == 1:
        return replace(act, officer="nobody")
    if way == 2:
        return replace(act, agency=officer.agency, key=officer.key)
    if way == 3:
        earlier = datetime.fromisoformat(act.claimed) - timedelta(days=3)
        return replace(act, claimed=earlier.strftime("%Y-%m-%dT%H:%M:%SZ"))
    return replace(act, body=_spoiled(act.body, random))


def _spoiled(body: Any, random: Random) -> Any:
    one = random.choice([one.name for one in fields(body) if one.name != "shown"] or ["shown"])
    return replace(body, **{one: _other(getattr(body, one), random)})


def _other(value: Any, random: Random) -> Any:
    if isinstance(value, StrEnum):
        return random.choice([one for one in type(value) if one is not value])
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + random.choice((-1, 1, 7))
    if isinstance(value, tuple):
        return random.choice((value[1:], (*value, *value[:1])))
    if isinstance(value, str):
        return random.choice(("", "zz", value + "0"))
    return value
