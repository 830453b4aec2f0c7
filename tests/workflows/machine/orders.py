"""The same acts in another order in which each still follows its past."""

from __future__ import annotations

from random import Random

from tests.workflows.machine.play import Play, Said


def retold(base: Play, said: list[Said], random: Random) -> Play:
    """`said` told again from `base` in a random causal order; every verdict must be the same."""
    play = Play(base, counting=False)
    known = {act.id for act in base.acts}
    waiting = list(said)
    while waiting:
        one = random.choice([one for one in waiting if one.act.past <= known])
        waiting.remove(one)
        code = play.admit(one.act)
        assert code == one.code, (one.act.type, one.code, code)
        if not code:
            known.add(one.act.id)
    return play


def assert_same(one: Play, other: Play) -> None:
    """Both know the same of every scope."""
    assert one.trail[-1].keys() == other.trail[-1].keys()
    for scope in one.trail[-1]:
        assert one.world.standing(scope) == other.world.standing(scope), scope
