"""Acts taken together, column by column, are judged exactly as one by one."""

import hashlib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.errors import NotTrusted
from app.trust.verify import Checked, Past, Stretch

FIELDS = st.sampled_from(["id", "chain", "seq", "prev", "after", "clock", "claimed"])


@st.composite
def journals(draw: st.DrawFn) -> list[Checked]:
    """Acts of three chains in order, each after some of those before it."""
    acts: list[Checked] = []
    heads: dict[str, tuple[int, str]] = {}
    for number, chain in enumerate(draw(st.lists(st.sampled_from("abc"), max_size=24))):
        seq, prev = heads.get(chain, (-1, None))
        others = sorted({act.id for act in acts} - {prev})
        after = draw(st.lists(st.sampled_from(others), max_size=2, unique=True)) if others else []
        name = f"{number:02}"
        leaf = hashlib.sha256(name.encode("ascii")).digest()
        acts.append(Checked(name, leaf, chain, seq + 1, prev, after, [number, 0], f"time {number:02}", "", "", None))
        heads[chain] = seq + 1, name
    return acts


@st.composite
def spoilt(draw: st.DrawFn) -> list[Checked]:
    """A journal of which acts are lost, moved, repeated, or say what another one says."""
    acts = draw(journals())
    for _ in range(draw(st.integers(0, 2)) if acts else 0):
        at, other = (draw(st.integers(0, len(acts) - 1)) for _ in range(2))
        match draw(st.sampled_from(["lost", "moved", "repeated", "said"])):
            case "lost" if len(acts) > 1:
                del acts[at]
            case "moved":
                acts.insert(other, acts.pop(at))
            case "repeated":
                acts.insert(other, acts[at])
            case _:
                field = draw(FIELDS)
                acts[at] = acts[at]._replace(**{field: getattr(acts[other], field)})
    return acts


def taken(past: Past, chunks: list[list[Checked]], *, together: bool) -> tuple[Any, ...]:
    """What is known after the acts, or what is wrong with the first that is not in order."""
    try:
        for acts in chunks:
            if together:
                past.accept_all(Stretch(*zip(*(act[:8] for act in acts), strict=True)))
            for act in [] if together else acts:
                past.accept(act)
    except NotTrusted as error:
        return error.code, error.values, past.tree.size
    return past.tree.to_bytes(), past.chains


@given(st.one_of(journals(), spoilt()), st.integers(1, 9))
def test_acts_together_are_judged_as_one_by_one(acts: list[Checked], size: int) -> None:
    chunks = [acts[at : at + size] for at in range(0, len(acts), size)]
    assert taken(Past("x"), chunks, together=True) == taken(Past("x"), chunks, together=False)


@given(journals())
def test_acts_in_order_are_not_taken_one_by_one(acts: list[Checked]) -> None:
    past = Past("x")
    past.accept = None  # type: ignore[method-assign, assignment]
    past.accept_all(Stretch(*zip(*(act[:8] for act in acts), strict=True)) if acts else Stretch())
    assert past.tree.size == len(acts)
    assert all(past.holds(act.id) for act in acts)
