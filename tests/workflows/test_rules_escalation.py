"""Rules of escalation level by level: who hands a case up, to whom, by when, and how it comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.models.acts import (
    ApplicationAmended,
    DecisionEscalated,
    DecisionSigned,
    EscalationReturned,
    ReopeningProposed,
)
from app.models.outcomes import EscalationCause, Outcome
from app.workflows.corrections import reopened_by
from app.workflows.course import escalation
from app.workflows.decisions import all_positions
from app.workflows.dossier import content_digest
from app.workflows.escalation import ladder, level_due
from app.workflows.road import ending
from app.workflows.rounds import deferrals
from tests.workflows.drafts import STANDING, altered
from tests.workflows.machine.claims import Claim, names
from tests.workflows.machine.play import Play
from tests.workflows.machine.stages import (
    APPLICATION,
    CHAIR,
    CLERK,
    OFFICER,
    SECRETARY,
    at,
    outcomes,
    proposed,
)
from tests.workflows.test_rules_course import deferred_out, where

TWO_LEVELS = altered(
    STANDING,
    ('deferrals = 2\nescalates_to = "higher-authority"\n', "deferrals = 2\n"),
    (
        "[committee.legal_basis]",
        '[[committee.levels]]\nauthority = "higher-authority"\ntitle = { en = "One", fr = "Un" }\ndays = 10\n'
        'signatures = 1\n\n[[committee.levels]]\nauthority = "interior"\ntitle = { en = "Cabinet", fr = "Cabinet" }\n\n'
        "[committee.legal_basis]",
    ),
)
FIRST_HEAD, SECOND_HEAD, OTHER_HEAD = "for-03", "int-03", "def-04"
LATE = "2026-12-21T08:00:00Z"


def up(play: Play, officer: str = SECRETARY, **fields: object) -> DecisionEscalated:
    """To the next level, as honest software would say it now."""
    above, charter = escalation(play.case), play.world.realm.charter
    assert charter is not None
    number = above.body.level + 1 if above else 1
    levels = ladder(play.world.procedure(play.case.procedure))
    level = levels[min(number, len(levels)) - 1]
    claimed = str(fields.pop("claimed", play.make(officer, EscalationReturned(**NOTHING)).claimed))
    body = DecisionEscalated(
        cause=EscalationCause.OVERDUE if above else EscalationCause.DEFERRALS,
        to=charter.agency_for(level.authority) or "",
        positions=all_positions(play.case),
        reason="No agreement.",
        level=number,
        due=level_due(level, charter, claimed),
    )
    return replace(body, **fields)  # type: ignore[arg-type]


NOTHING = {"escalation": "x", "instructions": "Hear customs again.", "instructions_fr": "Entendre la douane."}


def back(play: Play, **fields: str) -> EscalationReturned:
    above = escalation(play.case)
    return EscalationReturned(**(NOTHING | {"escalation": above.by.act if above else ""} | fields))


def raised() -> Play:
    """With the first of two levels."""
    play = deferred_out(at("opened", procedure=TWO_LEVELS))
    play.do(SECRETARY, up(play))
    return play


CLAIMS = [
    Claim(
        "a committee does not refer upward what it can still agree on",
        "escalation.referred",
        "opened",
        SECRETARY,
        lambda p: up(p, cause=EscalationCause.REFERRED),
    ),
    Claim(
        "what did not go up is not given back",
        "escalation.not-in-force",
        "opened",
        FIRST_HEAD,
        lambda p: back(p),
    ),
    Claim(
        "nothing is given back before it came",
        "case.unknown",
        "founded",
        FIRST_HEAD,
        lambda _: EscalationReturned(**NOTHING),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=names(CLAIMS))
def test_refusals_of_escalation(claim: Claim) -> None:
    claim.holds()


def test_each_escalation_names_its_level_addressee_and_last_day() -> None:
    play = deferred_out(at("opened", procedure=TWO_LEVELS))
    body = up(play)
    assert (body.level, body.to) == (1, "foreign-affairs")
    assert body.due == "2026-11-16"
    play.refuses("escalation.level", SECRETARY, replace(body, level=2))
    play.refuses("escalation.due", SECRETARY, replace(body, due="2026-11-17"))
    play.do(SECRETARY, body)
    assert where(play, "decision").agencies == ("foreign-affairs",)


def test_the_next_level_follows_only_once_the_last_day_of_this_one_has_passed() -> None:
    play = raised()
    play.refuses("escalation.level-in-time", SECRETARY, up(play))
    play.refuses("escalation.not-committee", SECRETARY, up(play, cause=EscalationCause.DEFERRALS))
    play.do(SECRETARY, up(play, claimed=LATE), claimed=LATE)
    above = escalation(play.case)
    assert above is not None
    assert (above.body.level, above.body.to, above.body.due) == (2, "interior", "")
    assert where(play, "decision").agencies == ("interior",)
    referred = up(play, cause=EscalationCause.REFERRED, claimed=LATE)
    play.refuses("escalation.top", SECOND_HEAD, referred, claimed=LATE)


def test_a_level_refers_upward_by_its_own_head_alone() -> None:
    play = raised()
    body = up(play, cause=EscalationCause.REFERRED, reason="For the cabinet.")
    for officer in (SECRETARY, OTHER_HEAD):
        play.refuses("escalation.head", officer, body)
    play.refuses("reasons.needed", FIRST_HEAD, replace(body, reason=" "))
    play.do(FIRST_HEAD, body)
    assert where(play, "decision").agencies == ("interior",)


def test_the_level_in_force_decides_in_its_own_name_with_its_own_signatures() -> None:
    play = raised()
    play.do(FIRST_HEAD, up(play, cause=EscalationCause.REFERRED))
    play.do(SECRETARY, proposed(play.world, outcomes(play.case, Outcome.REFUSE)))
    record = next(iter(play.case.decisions.values()))
    assert (record.body.authority, record.body.ground, record.body.signatures) == ("interior", "higher-authority", 1)
    play.refuses("decision.signatory", FIRST_HEAD, DecisionSigned(decision=record.id))
    play.do(SECOND_HEAD, DecisionSigned(decision=record.id))
    assert record.id in {one.id for one in play.case.decisions.values() if one.signatures}
    play.refuses("decision.final-already", SECOND_HEAD, up(play, cause=EscalationCause.REFERRED))
    play.refuses("decision.final-already", SECOND_HEAD, back(play))
    assert ending(play.case) == "refused"


def test_a_case_given_back_is_the_committees_again_with_instructions_and_deferrals_counted_anew() -> None:
    play = raised()
    body = back(play)
    play.refuses("escalation.head", OTHER_HEAD, body)
    play.refuses("escalation.instructions", FIRST_HEAD, replace(body, instructions_fr=" "))
    play.do(FIRST_HEAD, body)
    assert escalation(play.case) is None
    assert [one.instructions for one in play.case.returned_up.values()] == ["Hear customs again."]
    assert where(play, "committee").state == "open"
    assert deferrals(play.case) == 0
    play.refuses("escalation.deferrals-left", SECRETARY, up(play))
    deferred_out(play)
    play.do(SECRETARY, up(play))
    above = escalation(play.case)
    assert above is not None
    assert above.body.level == 1


def test_a_limit_recorded_before_the_case_came_back_does_not_send_it_up_again() -> None:
    play = raised()
    play.do(FIRST_HEAD, back(play))
    play.refuses("escalation.not-overdue", SECRETARY, up(play, cause=EscalationCause.OVERDUE))


def test_the_committees_time_begins_anew_when_the_case_comes_back() -> None:
    play = raised()
    before = where(play, "committee")
    play.do(FIRST_HEAD, back(play), claimed=LATE)
    due = where(play, "committee").due
    assert before.state == "done"
    assert due is not None
    assert due.isoformat() > LATE[:10]


def test_a_return_made_apart_from_the_next_escalation_brings_the_case_back() -> None:
    play = raised()
    nobody = play.lagging(0)
    referred = play.make(FIRST_HEAD, up(play, cause=EscalationCause.REFERRED), view=nobody)
    returned = play.make(FIRST_HEAD, back(play), view=nobody)
    found = []
    for acts in ((referred, returned), (returned, referred)):
        one = play.fork()
        assert [one.admit(act) for act in acts] == ["", ""]
        found.append(escalation(one.case))
    assert found == [None, None]


def test_two_escalations_to_one_level_made_apart_are_one() -> None:
    play = deferred_out(at("opened", procedure=TWO_LEVELS))
    nobody = play.lagging(0)
    acts = [play.make(officer, up(play), view=nobody) for officer in (SECRETARY, CHAIR)]
    found = set()
    for order in (acts, acts[::-1]):
        one = play.fork()
        assert [one.admit(act) for act in order] == ["", ""]
        above = escalation(one.case)
        assert above is not None
        found.add(above.by.act)
    assert found == {min(acts, key=lambda act: (act.clock, act.id)).id}


def test_an_amended_dossier_falls_back_from_the_second_level_too() -> None:
    play = raised()
    play.do(FIRST_HEAD, up(play, cause=EscalationCause.REFERRED))
    changed = replace(APPLICATION, end_use="Border posts.")
    play.do(CLERK, ApplicationAmended(application=changed, content=content_digest(changed), reason="Corrected."))
    assert escalation(play.case) is None


def test_a_case_put_back_to_its_committee_has_left_the_higher_authority() -> None:
    play = raised()
    undoes = reopened_by(play.case, play.world.procedure(play.case.procedure), "committee")
    assert set(play.case.escalations) <= set(undoes)
    play.do(OFFICER, ReopeningProposed(step="committee", reason="A seat was missed.", undoes=undoes))


def test_where_the_procedure_names_one_authority_it_is_the_whole_ladder() -> None:
    play = deferred_out(at("opened"))
    (only,) = ladder(play.world.procedure(play.case.procedure))
    assert (only.authority, only.days) == ("foreign-affairs", None)
    play.do(SECRETARY, up(play))
    play.refuses("escalation.top", FIRST_HEAD, up(play, cause=EscalationCause.REFERRED))
