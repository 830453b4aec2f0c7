"""What must hold of time: nothing that comes later moves the limit of what was done, and `now` moves none at all."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from app.models.acts import Act
from app.workflows.fold import World
from app.workflows.road import case_progress
from tests.workflows.machine.onlooker import CASES
from tests.workflows.machine.play import Older, Play

MOVES_CLOCKS = frozenset({"CalendarConfirmed", "UrgencyDeclared", "QuerySent", "QueryAnswered", "QueryClosed"})
Limits = dict[str, tuple[datetime | None, datetime | None, date | None]]


def check_time(play: Play, act: Act) -> None:
    """After an act that starts, stops or changes a clock: what was done before it keeps its last day."""
    if act.type not in MOVES_CLOCKS:
        return
    made = datetime.fromisoformat(act.claimed)
    for name in CASES:
        before, after = done(Older(play.trail[-2]), name), done(play.world, name)
        for step, limit in before.items():
            if limit[1] is not None and limit[1] > made:
                continue  # it was done apart, later: the act was in force by then
            assert after.get(step, limit)[:2] != limit[:2] or after.get(step, limit) == limit
        assert after == done(play.world, name, timedelta(days=1_000))


def done(world: World, name: str, later: timedelta = timedelta()) -> Limits:
    """Opening, end and last day of each step that is done."""
    state = world.standing(f"case:{name}").state
    charter = world.realm.charter
    if charter is None or not getattr(state, "versions", ()):
        return {}
    case = world.case(name)
    now = datetime.fromisoformat(case.last.claimed) + later
    found = case_progress(case, world.procedure(case.procedure), charter, now)
    return {one.step.id: (one.opened_at, one.completed_at, one.due) for one in found.steps if one.state == "done"}
