"""Rules of reaffirming, and the difference that authors are shown before they do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.models.acts import (
    AttendanceRecorded,
    ConditionChanged,
    ConditionProposed,
    ConflictDeclared,
    GateAnswered,
    GateReviewed,
    GateWithdrawn,
    OpinionCountersigned,
    OpinionReaffirmed,
    PositionReaffirmed,
    QuestionDeferred,
    StepReassigned,
)
from app.models.application import Document, Item
from app.models.charter import Person, Role
from app.models.outcomes import Difference, ItemPosition, Outcome, Position
from app.workflows.difference import application_difference, difference_since, dossier_difference, plain_difference
from app.workflows.dossier import dossier_hash
from app.workflows.reaffirming import earlier_vote, opinion_difference, position_difference
from app.workflows.rounds import open_round
from tests.workflows.machine.claims import Claim
from tests.workflows.machine.play import Play, enrol
from tests.workflows.machine.stages import (
    APPLICATION,
    CLASSES,
    CLERK,
    MEMBERS,
    NO,
    OFFICER,
    REVIEWERS,
    SECRETARY,
    YES,
    asked,
    assessed,
    at,
    on,
    opinion,
    question,
    vote,
)
from tests.workflows.test_fold import every_order
from tests.workflows.test_rules_attacks import amended

FOREIGN, DEFENCE, CUSTOMS = (REVIEWERS[name] for name in ("foreign-affairs", "defence", "customs"))


def reaffirmed(play: Play, agency: str = "customs", **fields: Any) -> OpinionReaffirmed:
    mine = max((one for one in play.case.opinions.values() if one.body.step == agency), key=lambda one: one.by.order)
    body = OpinionReaffirmed(
        opinion=mine.id, dossier=dossier_hash(play.case), difference=opinion_difference(play.case, mine)
    )
    return replace(body, **fields)


CLAIMS = [
    Claim(
        "an opinion that stands needs nothing",
        "reaffirm.stands-already",
        "opinions",
        CUSTOMS,
        lambda play: reaffirmed(play),
    ),
    Claim(
        "only a standing opinion is reaffirmed",
        "opinion.unknown",
        "opinions",
        CUSTOMS,
        lambda play: reaffirmed(play, opinion="x"),
    ),
    Claim(
        "only one's own agency's opinion is reaffirmed",
        "opinion.other-agency",
        "opinions",
        FOREIGN,
        lambda play: reaffirmed(play),
    ),
    Claim(
        "nothing is reaffirmed after the decision",
        "decision.final-already",
        "signed",
        CUSTOMS,
        lambda play: reaffirmed(play),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.text)
def test_refusals_of_reaffirming(claim: Claim) -> None:
    claim.holds()


def test_an_opinion_is_reaffirmed_on_exactly_the_change_that_was_shown() -> None:
    play = at("opinions")
    play.do(CLERK, amended(end_use="Towns."))
    body = reaffirmed(play)
    changed = [one for one in body.difference if not one.part.startswith("article-7")]
    assert changed == [
        Difference(part="", field="end_use", before="Rural posts.", after="Towns."),
        Difference(part="", field="version", before="1", after="2"),
    ]
    assert len(changed) < len(body.difference), "the assessment was made on the earlier version"
    play.refuses("opinion.stale-dossier", CUSTOMS, replace(body, dossier="0"))
    play.refuses("reaffirm.difference", CUSTOMS, replace(body, difference=()))
    play.do(CUSTOMS, body)
    play.refuses("reaffirm.stands-already", CUSTOMS, body)
    play.do(CLERK, amended(end_use="Borders."))
    assert ("end_use", "Towns.") in {(one.field, one.before) for one in reaffirmed(play).difference}
    play.do("cus-03", reaffirmed(play))
    mine = play.case.opinions[body.opinion]
    assert mine.stands_on(dossier_hash(play.case))
    assert len(mine.reaffirmed) == 2


def test_a_countersignature_stays_and_a_missing_one_follows_a_reaffirmed_opinion() -> None:
    play = at("opinions")
    play.do(CLERK, amended(end_use="Towns."))
    play.do(DEFENCE, reaffirmed(play, "defence"))
    assert play.case.opinions[reaffirmed(play, "defence").opinion].countersigned is not None
    play = at("treaty")
    given = play.do(DEFENCE, opinion(play.case, "defence")).id
    play.do(CLERK, amended(end_use="Towns."))
    play.refuses("opinion.stale-dossier", "def-04", OpinionCountersigned(opinion=given))
    play.do(DEFENCE, reaffirmed(play, "defence"))
    play.do("def-04", OpinionCountersigned(opinion=given))


def test_an_opinion_on_an_item_that_is_gone_is_changed_and_not_reaffirmed() -> None:
    play = at("treaty")
    on_two = (ItemPosition(item="2", position=Position.ABSTAIN),)
    play.do(CUSTOMS, opinion(play.case, "customs", items=on_two))
    play.do(CLERK, amended(lines=APPLICATION.lines[:1], items=APPLICATION.items[:1]))
    play.refuses("items.unknown", CUSTOMS, reaffirmed(play))


def test_the_agency_to_which_a_step_went_gives_its_own_opinion() -> None:
    play = at("treaty")
    play.do(CUSTOMS, opinion(play.case, "customs", Position.NOT_COMPETENT))
    moved = StepReassigned(step="customs", declined_by="customs", agency="economy", reason="Not a customs matter.")
    play.do(OFFICER, moved)
    play.do("eco-03", opinion(play.case, "customs"))
    play.refuses("step.not-open", "eco-03", opinion(play.case, "customs"))


def test_a_reaffirmation_beside_a_change_stands_on_what_was_read() -> None:
    base = at("opinions")
    base.do(CLERK, amended(end_use="Towns."))
    body = reaffirmed(base)
    play, before = base.fork(), base.lagging(0)
    play.do(CUSTOMS, body, view=before)
    play.do("cus-03", body, view=before)
    play.do(OFFICER, amended(end_use="Borders."), view=before)
    every_order(base, play)
    mine = play.case.opinions[body.opinion]
    assert mine.stands_on(body.dossier)
    assert not mine.stands_on(dossier_hash(play.case))


# --- reaffirming positions ---------------------------------------------------------------------------------------


def again(play: Play, seat: str = "customs", **fields: Any) -> PositionReaffirmed:
    one = open_round(play.case)
    assert one is not None
    found = earlier_vote(play.case, one, seat)
    earlier = found[1].id if found else ""
    difference = position_difference(play.case, found[0], one) if found else ()
    body = PositionReaffirmed(question=one.question.fingerprint, seat=seat, earlier=earlier, difference=difference)
    return replace(body, **fields)


def deferred(position: Position = Position.AGREE, **fields: Any) -> Play:
    """Customs voted on a question that was put off."""
    play = at("put")
    play.do(MEMBERS["customs"], vote(play.case, "customs", position, **fields))
    play.do(SECRETARY, QuestionDeferred(question=asked(play.case), reason="Later."))
    return play


def test_a_seat_takes_its_earlier_position_on_a_new_question_after_seeing_what_differs() -> None:
    play = deferred(Position.AGREE_WITH_RESERVATION, reasons="Follow it up.")
    play.do(SECRETARY, question(play.world, text="Granted now?"))
    body = again(play)
    assert body.difference == (Difference(part="question", field="text", before="Granted?", after="Granted now?"),)
    play.refuses("reaffirm.difference", MEMBERS["customs"], replace(body, difference=()))
    play.refuses("reaffirm.other-vote", MEMBERS["customs"], replace(body, earlier="x"))
    play.refuses("vote.not-your-seat", MEMBERS["customs"], replace(body, seat="interior"))
    play.refuses("reaffirm.other-vote", MEMBERS["interior"], again(play, "interior"))
    play.refuses("vote.unknown-question", MEMBERS["customs"], replace(body, question="x"))
    taken = play.do(MEMBERS["customs"], body)
    mine = play.case.rounds[asked(play.case)].votes[taken.id].body
    assert (mine.position, mine.reasons) == (Position.AGREE_WITH_RESERVATION, "Follow it up.")
    assert mine.question == asked(play.case)
    play.refuses("vote.cast-already", MEMBERS["customs"], body)


def test_the_dossier_and_the_outcomes_are_part_of_what_differs() -> None:
    play = deferred()
    play.do(FOREIGN, GateAnswered(step="treaty", answers=NO))
    for step, officer in REVIEWERS.items():
        play.do(officer, reaffirmed(play, step))
    play.do(SECRETARY, question(play.world, Outcome.REFUSE))
    parts = {(one.part, one.field): (one.before, one.after) for one in again(play).difference}
    assert parts["question.outcomes.1", "outcome"] == ("grant", "refuse")
    assert parts["article-6.2", "6.1"] == ("", "no")
    play.refuses("vote.departs", MEMBERS["customs"], again(play))


def test_a_need_for_information_is_not_reaffirmed() -> None:
    play = deferred(Position.NEED_INFORMATION, reasons="Which route?")
    play.do(SECRETARY, question(play.world))
    play.refuses("reaffirm.information", MEMBERS["customs"], again(play))


def test_a_position_whose_condition_is_no_longer_carried_is_not_reaffirmed() -> None:
    play = at("opened")
    play.do(CUSTOMS, ConditionProposed(number=1, text="Seal."))
    play.do(SECRETARY, question(play.world))
    body = vote(play.case, "customs", Position.AGREE_WITH_CONDITIONS, conditions=(1,))
    play.do(MEMBERS["customs"], body)
    play.do(SECRETARY, QuestionDeferred(question=asked(play.case), reason="Later."))
    play.do(CUSTOMS, ConditionChanged(number=1, version=2, text="", dropped=True))
    play.do(SECRETARY, question(play.world))
    play.refuses("vote.conditions-not-carried", MEMBERS["customs"], again(play))


def test_nobody_repeats_the_position_of_a_person_who_stepped_out() -> None:
    play = deferred()
    enrol(play, Person(officer="cus-09", name="C", agency="customs", roles=(Role.MEMBER,)))
    mine = next(iter(play.case.rounds[asked(play.case)].votes))
    play.do(MEMBERS["customs"], ConflictDeclared(reason="A brother."))
    play.do(SECRETARY, AttendanceRecorded(seat="customs", officer=MEMBERS["customs"], present=False))
    play.do(SECRETARY, AttendanceRecorded(seat="customs", officer="cus-09", present=True))
    play.do(SECRETARY, question(play.world))
    play.refuses("reaffirm.other-vote", "cus-09", again(play, earlier=mine))


def test_the_latest_question_on_which_the_seat_spoke_counts() -> None:
    play = deferred()
    play.do(SECRETARY, question(play.world, text="Granted now?"))
    play.do(SECRETARY, QuestionDeferred(question=asked(play.case), reason="Later."))
    play.do(SECRETARY, question(play.world, text="And now?"))
    body = again(play)
    assert body.difference[0].before == "Granted?"
    play.do(MEMBERS["customs"], body)


def test_a_reaffirmed_position_beside_a_new_one_of_the_seat_and_neither_counts() -> None:
    base = deferred()
    base.do(SECRETARY, question(base.world))
    play, before = base.fork(), base.lagging(0)
    play.do(MEMBERS["customs"], again(base), view=before)
    play.do(MEMBERS["customs"], vote(base.case, "customs", Position.ABSTAIN), view=before)
    play.do(MEMBERS["interior"], vote(base.case, "interior"), view=before)
    every_order(base, play)
    assert [one.body.seat for one in play.case.rounds[asked(play.case)].standing()] == ["interior"]


# --- the difference ----------------------------------------------------------------------------------------------


def places(found: tuple[Difference, ...]) -> set[tuple[str, str, str, str]]:
    return {(one.part, one.field, one.before, one.after) for one in found}


def test_an_amendment_is_told_place_by_place() -> None:
    line = replace(APPLICATION.lines[0], quantity="300")
    item = Item(id="3", line="1", destination="XD")
    certificate = Document(kind="end-user-certificate", title="EUC")
    new = replace(
        APPLICATION,
        lines=(line, APPLICATION.lines[1]),
        items=(APPLICATION.items[1], APPLICATION.items[0], item),
        parties=APPLICATION.parties[:1],
        destinations=(),
        documents=(certificate,),
        route=("XB", "XC"),
        extra={"b": "2", "a": "1"},
    )
    assert places(application_difference(APPLICATION, new)) == {
        ("lines.1", "quantity", "400", "300"),
        ("items", "order", "1, 2", "2, 1"),
        ("items.3", "id", "", "3"),
        ("items.3", "line", "", "1"),
        ("items.3", "destination", "", "XD"),
        ("parties.P2", "id", "P2", ""),
        ("parties.P2", "role", "end-user", ""),
        ("parties.P2", "name", "Gendarmerie", ""),
        ("parties.P2", "country", "XC", ""),
        ("destinations.1", "country", "XC", ""),
        ("documents.EUC", "kind", "", "end-user-certificate"),
        ("documents.EUC", "title", "", "EUC"),
        ("", "route", "", "XB, XC"),
        ("extra", "a", "", "1"),
        ("extra", "b", "", "2"),
    }
    assert application_difference(APPLICATION, replace(APPLICATION, extra={})) == ()


def test_a_difference_does_not_depend_on_the_order_of_fields() -> None:
    one, other = {"a": "1", "b": True, "c": None}, {"b": False, "a": "2", "c": ""}
    assert plain_difference(one, other) == plain_difference(dict(reversed(one.items())), dict(reversed(other.items())))
    assert places(plain_difference(one, other, "x")) == {("x", "a", "1", "2"), ("x", "b", "yes", "no")}


def test_rows_without_a_name_of_their_own_are_told_by_their_place() -> None:
    old, new = {"rows": [{"id": "1", "x": "a"}, {"id": "1", "x": "b"}]}, {"rows": [{"id": "1", "x": "a"}]}
    assert places(plain_difference(old, new)) == {("rows.2", "id", "1", ""), ("rows.2", "x", "b", "")}


def test_the_difference_of_a_dossier_tells_classification_article_6_and_article_7() -> None:
    play = at("registered")
    start = dossier_hash(play.case)
    order = play.case.last.order
    on(play, "intake", "classified")
    gate = play.do(FOREIGN, GateAnswered(step="treaty", answers=YES)).id
    play.do(DEFENCE, GateReviewed(gate=gate, confirmed=False, evidence="Seen."))
    play.do(FOREIGN, GateWithdrawn(gate=gate, reason="Mistaken."))
    before = dossier_hash(play.case)
    play.do(FOREIGN, GateAnswered(step="treaty", answers=NO))
    play.do(FOREIGN, assessed(overriding=True))
    found = places(difference_since(play.case, start))
    assert found == places(dossier_difference(play.case, order))
    assert {
        ("classification.1", "control_code", "", CLASSES[0].control_code),
        ("article-6.1", "6.1", "", "yes"),
        ("article-6.1", "6.1.evidence", "", "Resolution."),
        ("article-6.1", "withdrawn", "", "yes"),
        ("article-6.1.reviews.1", "confirmed", "", "no"),
        ("article-6.2", "6.1", "", "no"),
        ("article-7", "overriding", "", "yes"),
        ("article-7.findings.7.4", "severity", "", "low"),
    } <= found
    since = places(difference_since(play.case, before))
    assert not any(part.startswith(("classification", "article-6.1")) for part, *_ in since)
    assert difference_since(play.case, dossier_hash(play.case)) == ()


def test_a_dossier_that_never_stood_in_the_history_is_compared_with_the_first() -> None:
    base = at("opinions")
    play, before = base.fork(), base.lagging(0)
    play.do(CLERK, amended(end_use="Towns."), view=before)
    play.do(OFFICER, amended(notes="Borders."), view=before)
    assert difference_since(play.case, "0") == dossier_difference(play.case, play.case.versions[0].by.order)
