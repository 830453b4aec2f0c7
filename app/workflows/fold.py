"""The fold: what a set of accepted acts adds up to, each act judged by its own causal past."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from app.errors import Refused
from app.models.acts import Act, Body
from app.models.case import Case, Signed
from app.models.change import replace, settle
from app.models.procedure import Procedure
from app.models.realm import Realm
from app.models.session import Session
from app.workflows import (  # noqa: F401 - importing a room of rules enters them in the registry
    attendance,
    bloc,
    committee,
    competence,
    conditions,
    confirming,
    conflicts,
    consultations,
    corrections,
    decisions,
    denials,
    emergency,
    escalation,
    evidence,
    experts,
    gate,
    licence_life,
    licences,
    limits,
    links,
    mass_suspensions,
    migration,
    minutes,
    notes,
    notices,
    opinions,
    queries,
    reaffirming,
    realm,
    receipts,
    reconsideration,
    registration,
    results,
    rounds,
    seats,
    serving,
    statutory,
    steps,
    withdrawal,
)
from app.workflows.authority import check_authority, check_under_way
from app.workflows.rules import RULES, State

REALM = "realm"


@dataclass(frozen=True, slots=True)
class Standing:
    """What one scope's acts add up to; `heads` are its acts that no other act of the scope names."""

    state: State
    heads: frozenset[str] = frozenset()
    claimed: str = ""
    clock: tuple[int, int] = (0, 0)


def empty(scope: str) -> Standing:
    """The standing of a scope without acts."""
    kind, _, name = scope.partition(":")
    if kind == "case":
        return Standing(Case(id=name))
    if kind == "session":
        return Standing(Session(id=name))
    return Standing(Realm())


def advance(standing: Standing, act: Act) -> Standing:
    """The standing after one more valid act; concurrent acts may come in either order."""
    state = RULES[act.type].effect(standing.state, act)
    changes: dict[str, Any] = {"acts": _in_order(state.acts, act.by)}
    if not isinstance(state, Realm):
        held = state.capacities.get(act.officer, frozenset())
        if act.by.role not in held:
            changes["capacities"] = {**state.capacities, act.officer: held | {act.by.role}}
    return Standing(
        settle(state, changes) if state is not standing.state else replace(state, **changes),
        frozenset((act.id,)) if standing.heads <= act.past else (standing.heads - act.past) | {act.id},
        max(standing.claimed, act.claimed),
        max(standing.clock, act.clock),
    )


def _in_order(known: tuple[Signed, ...], by: Signed) -> tuple[Signed, ...]:
    if not known or known[-1].order < by.order:
        return (*known, by)
    return tuple(sorted((*known, by), key=lambda one: one.order))


class World:
    """All scopes together. `load(scope)` gives a scope's valid acts in an order in which each follows its past."""

    def __init__(self, load: Callable[[str], Iterable[Act]], base: World | None = None) -> None:
        self._load = load
        self._base = base
        self._standings: dict[str, Standing] = {}

    @property
    def realm(self) -> Realm:
        """The state of the realm."""
        state = self.standing(REALM).state
        assert isinstance(state, Realm)
        return state

    def case(self, case_id: str) -> Case:
        """The state of a case. Raises `Refused` for one that was never registered."""
        return _case(self.standing(f"case:{case_id}").state, case_id)

    def session(self, session_id: str) -> Session:
        """The state of a session. Raises `Refused` for one that was never convened."""
        return _session(self.standing(f"session:{session_id}").state, session_id)

    def procedure(self, digest: str | None) -> Procedure:
        """The adopted procedure with this digest."""
        return _procedure(self.realm, digest)

    def standing(self, scope: str) -> Standing:
        """What the scope's acts add up to."""
        known = self._standings.get(scope) or (self._base.standing(scope) if self._base else None)
        if known is None:
            known = empty(scope)
            for act in self._load(scope):
                known = advance(known, act)
            self._standings[scope] = known
        return known

    def reads(self, scope: str, body: object) -> tuple[str, ...]:
        """Every scope whose heads an act with `body` in `scope` has to name."""
        if not isinstance(body, Body) or scope.partition(":")[0] != body.scope:
            return (scope, REALM)
        return (scope, REALM, *RULES[type(body).__name__].reads(self.standing(scope).state, body))

    def admit(self, act: Act) -> Standing:
        """Check `act` on its own causal past and take it in. Raises `Refused`; then nothing has changed."""
        rule = RULES[act.type]
        past = self._past(act)
        own = past.states[act.scope]
        check_authority(past, act)
        if isinstance(own.state, Case):
            check_under_way(own.state, act)
        rule.check(own.state, past, act)
        standing = advance(self.standing(act.scope), act)
        self._standings[act.scope] = standing
        return standing

    def fork(self) -> World:
        """An overlay for one transaction."""
        return World(self._load, self)

    def keep(self) -> None:
        """Merge this overlay's standings into the world it was forked from."""
        assert self._base is not None
        self._base._standings.update(self._standings)

    def touched(self) -> frozenset[str]:
        """Scopes that changed in this overlay."""
        return frozenset(self._standings)

    def forget(self, scopes: Iterable[str]) -> None:
        """Drop what is known of `scopes`, because another process has written there."""
        for scope in scopes:
            self._standings.pop(scope, None)

    def _past(self, act: Act) -> Past:
        """Every scope that the rule reads, as the author knew it: what it reads depends on the author's own scope."""
        scopes: tuple[str, ...] = (act.scope, REALM)
        while True:
            standings = {scope: self.standing(scope) for scope in scopes}
            if any(not standing.heads <= act.past for standing in standings.values()):
                standings = self._folded(act, scopes)
            further = set(self._further(act, standings[act.scope].state)) - set(scopes)
            if not further:
                return Past(standings, self, act.scope)
            scopes = (*scopes, *sorted(further))

    def _further(self, act: Act, state: State) -> tuple[str, ...]:
        if not isinstance(act.body, Body) or act.scope.partition(":")[0] != act.body.scope:
            return ()
        return RULES[act.type].reads(state, act.body)

    def _folded(self, act: Act, scopes: tuple[str, ...]) -> dict[str, Standing]:
        """Each scope folded over only those of its acts that lie in the causal past of `act`."""
        known = {one.id: one for one in chain.from_iterable(self._load(scope) for scope in dict.fromkeys(scopes))}
        past: set[str] = set()
        waiting = [name for name in act.past if name in known]
        while waiting:
            name = waiting.pop()
            if name not in past:
                past.add(name)
                waiting += [earlier for earlier in known[name].past if earlier in known]
        standings = {scope: self.standing(scope) for scope in scopes}
        behind = {scope for scope, standing in standings.items() if not standing.heads <= act.past}
        standings |= {scope: empty(scope) for scope in behind}
        for name, one in known.items():
            if name in past and one.scope in behind:
                standings[one.scope] = advance(standings[one.scope], one)
        return standings


class Past:
    """The world as of the causal past of one act in the scope `own`; a `View` for the rules."""

    def __init__(self, states: dict[str, Standing], world: World, own: str) -> None:
        self.states = states
        self._world = world
        self._own = own

    @property
    def realm(self) -> Realm:
        """The realm as the author knew it."""
        state = self.states[REALM].state
        assert isinstance(state, Realm)
        return state

    @property
    def claimed(self) -> str:
        """The latest claimed time in the past."""
        return max(standing.claimed for standing in self.states.values())

    @property
    def clock(self) -> tuple[int, int]:
        """The latest clock in the past."""
        return max(standing.clock for standing in self.states.values())

    def capacities(self, officer: str) -> frozenset[str]:
        """Roles that the officer has exercised on the case of the act, or the cases of its session, and in sessions.

        What somebody was on a linked case does not count here.
        """
        states = {scope: standing.state for scope, standing in self.states.items()}
        if self._own.startswith("case:"):
            states = {scope: one for scope, one in states.items() if scope == self._own or not isinstance(one, Case)}
        held = (one.capacities.get(officer) for one in states.values() if isinstance(one, Case | Session))
        return frozenset().union(*(roles for roles in held if roles))

    def case(self, case_id: str) -> Case:
        """A case among the scopes the act reads."""
        return _case(self.states[f"case:{case_id}"].state, case_id)

    def session(self, session_id: str) -> Session:
        """A session among the scopes the act reads."""
        return _session(self.states[f"session:{session_id}"].state, session_id)

    def procedure(self, digest: str | None) -> Procedure:
        """An adopted procedure."""
        return _procedure(self.realm, digest)


def _case(state: State, case_id: str) -> Case:
    if not isinstance(state, Case) or not state.versions:
        raise Refused("case.unknown", case=case_id)
    return state


def _session(state: State, session_id: str) -> Session:
    if not isinstance(state, Session) or state.convened is None:
        raise Refused("session.unknown", session=session_id)
    return state


def _procedure(state: Realm, digest: str | None) -> Procedure:
    adopted = state.procedures.get(digest or "")
    if adopted is None:
        raise Refused("procedure.not-adopted", digest=digest or "")
    return adopted.procedure
