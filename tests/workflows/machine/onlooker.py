"""An officer looking around: what is there on a case, in its sessions and in the realm, as the author sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from app.models.case import Case, Round
from app.models.procedure import Procedure, Step, StepKind
from app.models.realm import Proposal
from app.models.session import Session
from app.workflows.engine import StepStatus
from app.workflows.fold import World
from app.workflows.road import case_progress, moment
from app.workflows.rounds import open_round
from tests.workflows.machine.play import CASE, SESSION, START

SESSIONS = (SESSION, SESSION[:-1] + "2", SESSION[:-1] + "3")
CASES = (CASE, CASE[:-1] + "2", CASE[:-1] + "3")
TEXTS = ("", "For reasons given.", "Other reasons.")


@dataclass(frozen=True)
class Idea:
    """An act somebody might make: what, where, and by whom it would make sense (`agency` or `officer`)."""

    body: Any
    scope: str
    agency: str = ""
    officer: str = ""
    procedure: str | None = None


class Onlooker:
    """Looks at the case `name` as `view` shows it, on the day of `now` (RFC 3339)."""

    def __init__(self, view: World, random: Random, name: str = CASE, now: str = "") -> None:
        self.view = view
        self.random = random
        self.name = name
        self.now = now or START.strftime("%Y-%m-%dT%H:%M:%SZ")

    def pick(self, options: Any) -> Any:
        """One of `options`; None of none."""
        found = list(options)
        return self.random.choice(found) if found else None

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def day(self, *ahead: int) -> str:
        """A day as many days from now as one of `ahead`."""
        return (date.fromisoformat(self.now[:10]) + timedelta(days=self.pick(ahead))).isoformat()

    def on_case(self, body: Any, agency: str = "", officer: str = "") -> Idea:
        return Idea(body, f"case:{self.name}", agency, officer)

    # --- the case --------------------------------------------------------------------------------------------------

    @property
    def case(self) -> Case:
        return self.view.case(self.name)

    @property
    def procedure(self) -> Procedure:
        return self.view.procedure(self.case.procedure)

    def open_steps(self) -> list[StepStatus]:
        """The open steps, with what is overdue by now."""
        charter = self.view.realm.charter
        assert charter is not None
        return list(case_progress(self.case, self.procedure, charter, moment(self.now)).open)

    def open_step(self) -> StepStatus | None:
        found: StepStatus | None = self.pick(self.open_steps())
        return found

    def decision_step(self) -> Step:
        return next(one for one in self.procedure.steps if one.kind is StepKind.DECISION)

    def agencies(self) -> list[str]:
        charter = self.view.realm.charter
        assert charter is not None
        return [one.code for one in charter.agencies]

    def round(self) -> Round | None:
        one = open_round(self.case)
        return one if one is not None and self.chance(0.9) else self.pick(self.case.rounds.values())

    def certificates(self) -> list[Any]:
        return [one for round_ in self.case.rounds.values() for one in round_.certificates.values()]

    # --- sessions --------------------------------------------------------------------------------------------------

    def sessions(self) -> list[Session]:
        states = (self.view.standing(f"session:{name}").state for name in SESSIONS)
        return [state for state in states if isinstance(state, Session) and state.convened is not None]

    def own_sessions(self) -> list[Session]:
        """Those with this case on the agenda, under its procedure."""
        return [
            one
            for one in self.sessions()
            if any(item.case == self.name for item in one.agenda)
            and one.convened is not None
            and one.convened.procedure == self.case.procedure
        ]

    def sitting(self) -> Session | None:
        found = [one for one in self.own_sessions() if one.sitting]
        chosen: Session | None = self.pick(found or self.sessions())
        return chosen

    # --- the realm -------------------------------------------------------------------------------------------------

    def proposal(self, act_type: str) -> Proposal | None:
        found = [one for one in self.view.realm.proposals.values() if one.type == act_type]
        waiting = [one for one in found if one.confirmed is None]
        chosen: Proposal | None = self.pick(waiting if waiting and self.chance(0.8) else found)
        return chosen


Ideas = dict[str, Callable[[Onlooker], Idea | None]]
