"""A realm in memory, without keys, store or desk: acts made by hand and handed straight to the rules."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from app.canonical import digest, encode
from app.errors import Refused
from app.models.acts import (
    Act,
    OfficerConfirmed,
    OfficerProposed,
    RealmConfirmed,
    RealmFounded,
    Scope,
)
from app.models.case import Case
from app.models.charter import Charter, Person, Role
from app.models.plain import to_plain
from app.models.session import Session
from app.workflows.charter import read_charter
from app.workflows.fold import Standing, World, empty
from app.workflows.rights import role_for
from tests.workflows.drafts import SEVEN, STANDING

CASE = "0c0c0c0c-0000-4000-8000-000000000001"
SESSION = "0e0e0e0e-0000-4000-8000-000000000001"
START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
OUTCOMES: Counter[tuple[str, str]] = Counter()
"""How often each act type was accepted (code ``""``) or refused with a code, over the whole run of the tests."""


def key_of(officer: str) -> str:
    return hashlib.sha256(f"key of {officer}".encode()).hexdigest()


class Older(World):
    """The world as somebody knew it who has not seen the latest acts."""

    def __init__(self, known: dict[str, Standing]) -> None:
        super().__init__(lambda _scope: ())
        self._known = known

    def standing(self, scope: str) -> Standing:
        return self._known.get(scope) or empty(scope)


@dataclass(frozen=True)
class Said:
    """What was tried and what the rules answered: a code, or nothing where they accepted."""

    act: Act
    code: str


class Play:
    """One realm with its acts so far.

    `trail` keeps what was known after each act, for people who lag behind; `days` have passed since the start.
    """

    def __init__(self, before: Play | None = None, *, counting: bool = True) -> None:
        self.counting = counting
        self.acts: list[Act] = list(before.acts) if before else []
        self.said: list[Said] = list(before.said) if before else []
        self.trail: list[dict[str, Standing]] = list(before.trail) if before else [{}]
        self.world = World(self._load, Older(self.trail[-1]))
        self.ticks = before.ticks if before else 0
        self.days = before.days if before else 0

    def _load(self, scope: str) -> Iterable[Act]:
        return [act for act in self.acts if act.scope == scope]

    def fork(self) -> Play:
        """The same history, to be continued apart."""
        return Play(self)

    def lagging(self, acts: int) -> World:
        """The world as of `acts` acts ago."""
        return Older(self.trail[max(len(self.trail) - 1 - acts, 0)])

    @property
    def now(self) -> datetime:
        return START + timedelta(days=self.days, minutes=len(self.acts))

    @property
    def case(self) -> Case:
        return self.world.case(CASE)

    @property
    def session(self) -> Session:
        return self.world.session(SESSION)

    def person(self, officer: str, view: World | None = None) -> Person:
        """The officer as enrolled; a stranger where nobody of that name is."""
        known = (view or self.world).realm.officers.get(officer)
        return known.person if known else Person(officer=officer, name=officer, agency="licensing", roles=(Role.CLERK,))

    def make(
        self,
        officer: str,
        body: Any,
        *,
        scope: str = "",
        role: Role | None = None,
        view: World | None = None,
        **other: Any,
    ) -> Act:
        """The act as honest software would make it, except for what `role`, `view` and `other` say."""
        view = view or self.world
        scope = scope or scope_of(body)
        person = self.person(officer, view)
        standing = view.standing(scope)
        held = getattr(standing.state, "capacities", {}).get(officer, frozenset())
        role = role or role_for(person.roles, type(body).__name__, held, view.realm.charter)
        known = [view.standing(name) for name in view.reads(scope, body)]
        self.ticks += 1
        latest = max((one.clock for one in known), default=(0, 0))
        now = self.now
        clock = max((int(now.timestamp() * 1000), 0), (latest[0], latest[1] + 1))
        claimed = max(now.strftime("%Y-%m-%dT%H:%M:%SZ"), *(one.claimed for one in known))
        state = standing.state
        procedure = (state.procedure or None) if isinstance(state, Case) else None
        past = frozenset().union(*(one.heads for one in known))
        name = digest(f"{self.ticks} {officer} {scope} {sorted(past)} {body}".encode())
        made = Act(
            id=name,
            type=type(body).__name__,
            scope=scope,
            officer=officer,
            agency=person.agency,
            role=role,
            key=person.key or key_of(officer),
            claimed=claimed,
            past=past,
            body=body,
            chain=digest(f"{officer} {scope}".encode()),
            seq=sum(1 for act in self.acts if (act.officer, act.scope) == (officer, scope)),
            clock=clock,
            procedure=procedure,
        )
        return replace(made, **other) if other else made

    def admit(self, act: Act) -> str:
        """Hand the act to the rules; the code of the refusal, or nothing."""
        try:
            standing = self.world.admit(act)
        except Refused as refusal:
            self._count(act, refusal.code)
            self.said.append(Said(act, refusal.code))
            return refusal.code
        self._count(act, "")
        self.said.append(Said(act, ""))
        self.acts.append(act)
        self.trail.append({**self.trail[-1], act.scope: standing})
        return ""

    def _count(self, act: Act, code: str) -> None:
        if self.counting:
            OUTCOMES[act.type, code] += 1

    def do(self, officer: str, body: Any, **other: Any) -> Act:
        """An act that must be accepted."""
        act = self.make(officer, body, **other)
        code = self.admit(act)
        assert not code, (code, act.type, officer, self.why(act))
        return act

    def why(self, act: Act) -> Any:
        """The values of a refusal, for the message of a failing test."""
        try:
            self.world.fork().admit(act)
        except Refused as refusal:
            return refusal.values
        return None

    def refuses(self, code: str, officer: str, body: Any, **other: Any) -> None:
        """An act that must be refused with `code`, leaving every scope as it was."""
        act = self.make(officer, body, **other)
        before = {scope: self.world.standing(scope) for scope in self.trail[-1]}
        given = self.admit(act)
        assert given == code, (given, act.type, officer)
        assert all(self.world.standing(scope) is standing for scope, standing in before.items())


def scope_of(body: Any) -> str:
    return {Scope.REALM: "realm", Scope.CASE: f"case:{CASE}", Scope.SESSION: f"session:{SESSION}"}[type(body).scope]


# --- a founded realm with all its officers -----------------------------------------------------------------------


@cache
def charter_of(text: str = SEVEN, procedure: str = STANDING, others: tuple[str, ...] = ()) -> Charter:
    """The charter as founded: with its founders' keys, its procedure, and `others` beside it."""
    draft = read_charter("charter.toml", text).charter
    assert draft is not None
    founders = tuple(replace(one, key=key_of(one.officer), public=one.officer) for one in draft.founders)
    return replace(draft, founders=founders, adopts=(procedure, *others))


def found(charter: Charter) -> Play:
    """The realm founded by its two founders."""
    play = Play()
    first, second = charter.founders
    text = encode(to_plain(charter)).decode()
    names = ("officer", "agency", "key", "public")
    fields = [{name: getattr(one, name) for name in names} for one in (first, second)]
    play.do(first.officer, RealmFounded(**fields[0], charter=text), role=Role.ADMINISTRATOR, agency=first.agency)
    body = RealmConfirmed(**fields[1], proposal=play.acts[0].id)
    play.do(second.officer, body, role=Role.AGENCY_HEAD, agency=second.agency)
    return play


def proposal_of(person: Person) -> OfficerProposed:
    return OfficerProposed(
        officer=person.officer,
        name=person.name,
        agency=person.agency,
        roles=person.roles,
        key=key_of(person.officer),
        public=person.officer,
    )


def enrol(play: Play, person: Person) -> None:
    """An officer proposed by the administrator and confirmed by the founding head."""
    administrator, head = (one.officer for one in play.world.realm.charter.founders)  # type: ignore[union-attr]
    proposed = play.do(administrator, proposal_of(person))
    play.do(head, OfficerConfirmed(proposal=proposed.id))


@cache
def founded_realm(text: str, procedure: str, extra: str, others: tuple[str, ...] = ()) -> Play:
    play = found(charter_of(text, procedure, others))
    people = play.world.realm.charter.officers  # type: ignore[union-attr]
    for person in people:
        enrol(play, person)
    for line in extra.split():
        officer, agency, roles = re.split("[:@]", line)
        enrol(play, Person(officer=officer, name=officer, agency=agency, roles=tuple(map(Role, roles.split(",")))))
    return play


def realm(text: str = SEVEN, procedure: str = STANDING, extra: str = "", others: tuple[str, ...] = ()) -> Play:
    """A founded realm with every officer of its charter; `extra` adds some as ``name@agency:role,role``."""
    return founded_realm(text, procedure, extra, others).fork()
