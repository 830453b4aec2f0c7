"""Officers acting: mostly sensibly, sometimes in the wrong role, on the wrong thing, or without the latest news."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from typing import Any

from app.models.acts import TYPES, Act
from app.models.case import Case
from app.models.charter import Role
from app.workflows import realm as realm_rules
from app.workflows.fold import World
from app.workflows.rights import RIGHTS
from tests.workflows.machine.bodies import Author, Idea
from tests.workflows.machine.guide import pending, useful
from tests.workflows.machine.onlooker import CASES
from tests.workflows.machine.play import Play, Said

REALM_SHARE = 0.1
PENDING_SHARE = 0.3
ANY_SHARE = 0.22
CONFIRMS = {proposed: confirmed for confirmed, proposed in realm_rules.CONFIRMS.items()}
IN_REALM = [name for name, body in TYPES.items() if body.scope == "realm"]
ELSEWHERE = [name for name in TYPES if name not in IN_REALM]
FINAL = ("CaseWithdrawn", "ConflictDeclared")
"""What nobody can take back is tried less often."""
LATE_SHARE = 0.15
SENSELESS_SHARE = 0.2
OTHER_CASE_SHARE = 0.08
LATER_SHARE, DAYS = 0.06, (1, 3, 8, 16, 35)


def attempt(play: Play, random: Random, late: float = LATE_SHARE, only: str = "") -> tuple[Said, World] | None:
    """One act by somebody, of any type or `only` of one; what the rules answered, and the world its author saw."""
    if random.random() < LATER_SHARE:
        play.days += random.choice(DAYS)
    view = play.lagging(random.randrange(1, 6) if random.random() < late else 0)
    idea = _idea(view, random, play.now.strftime("%Y-%m-%dT%H:%M:%SZ"), only)
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


def _idea(view: World, random: Random, now: str, only: str = "") -> Idea | None:
    author = Author(view, random, _focus(view, random), now)
    if only and (_known(view, author.name) or only in IN_REALM):
        return author.idea(only)
    if not _known(view, author.name):
        return author.idea("ApplicationRegistered")
    share = random.random()
    if share < REALM_SHARE:
        waiting = [CONFIRMS[one.type] for one in view.realm.proposals.values() if one.confirmed is None]
        return author.idea(random.choice(waiting if waiting and random.random() < 0.5 else IN_REALM))
    waits = pending(author) if share < REALM_SHARE + PENDING_SHARE else []
    if waits:
        return author.idea(random.choice(waits))
    if share < REALM_SHARE + PENDING_SHARE + ANY_SHARE:
        name = random.choice(ELSEWHERE)
        return author.idea(name if name not in FINAL or random.random() < 0.3 else random.choice(ELSEWHERE))
    return author.idea(random.choice(useful(author)))


def _focus(view: World, random: Random) -> str:
    """Mostly the first case, as long as it goes on."""
    first, other = CASES[:2]
    if not _known(view, first) or not _known(view, other):
        return first
    one = view.case(first)
    ended = one.withdrawn is not None or bool(one.licences)
    return other if random.random() < (0.7 if ended else OTHER_CASE_SHARE) else first


def _known(view: World, name: str) -> bool:
    state = view.standing(f"case:{name}").state
    return isinstance(state, Case) and bool(state.versions)


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
