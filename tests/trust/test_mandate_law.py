"""An export is judged by the rules of mandates too, though the bodies of the cases they name may be withheld."""

from typing import Any

import pytest

from app.errors import NotTrusted
from app.models.acts import Act, JournalExported, MandateConfirmed, MandateProposed
from app.models.plain import to_plain
from app.trust.law import Law
from tests.workflows.machine.play import CASE, Play
from tests.workflows.machine.stages import at

HEAD, AUDITOR = "lic-01", "eco-02"


def judge(play: Play, *more: Act) -> None:
    law = Law(play.world.realm.id)
    for act in (*play.acts, *more):
        law.accept(act.id, _header(act), to_plain(act.body) if act.scope == "realm" else None)


def _header(act: Act) -> dict[str, Any]:
    names = ("type", "scope", "officer", "agency", "key", "claimed", "chain", "seq", "clock", "procedure")
    return {name: getattr(act, name) for name in names} | {"role": act.role.value, "prev": None, "after": [*act.past]}


@pytest.fixture(scope="module")
def play() -> Play:
    """A case taken in, and a mandate for its acts until 3 November."""
    play = at("registered")
    name = play.do(AUDITOR, MandateProposed(reason="Audit.", cases=(CASE,), until="2026-11-03")).id
    play.do(HEAD, MandateConfirmed(proposal=name))
    return play


def exported(play: Play, **other: Any) -> Act:
    mandate = next(one.id for one in play.world.realm.proposals.values() if one.type == "MandateProposed")
    return play.make(AUDITOR, JournalExported(mandate=mandate), **other)


def test_an_export_under_a_mandate_is_in_order(play: Play) -> None:
    judge(play, exported(play))


def test_an_export_after_the_last_day_is_found(play: Play) -> None:
    with pytest.raises(NotTrusted) as refused:
        judge(play, exported(play, claimed="2026-11-04T00:00:00Z"))
    assert refused.value.values["rule"] == "mandate.expired"


def test_an_export_that_had_not_seen_the_confirmation_is_found(play: Play) -> None:
    confirmed = next(act for act in play.acts if act.type == "MandateConfirmed")
    with pytest.raises(NotTrusted) as refused:
        judge(play, exported(play, past=frozenset(confirmed.past)))
    assert refused.value.values["rule"] == "mandate.not-confirmed"
