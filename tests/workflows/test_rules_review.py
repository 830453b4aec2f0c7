"""Rules of treaty questions, opinions and conditions: what each refuses, one claim for each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.models.acts import (
    ConditionChanged,
    ConditionProposed,
    ConditionReleased,
    GateAnswered,
    GateReviewed,
    GateWithdrawn,
    LinesClassified,
    OpinionChanged,
    OpinionCountersigned,
    RiskAssessed,
    StepCompleted,
)
from app.models.application import AttCategory, AttScope
from app.models.outcomes import ItemPosition, Position
from tests.workflows.machine.claims import Claim
from tests.workflows.machine.play import Play
from tests.workflows.machine.stages import (
    APPLICATION,
    CLASSES,
    CLERK,
    FINDINGS,
    NO,
    OFFICER,
    REVIEWERS,
    YES,
    assessed,
    at,
    on,
    opinion,
    registered,
)
from tests.workflows.test_rules_attacks import amended

FOREIGN, DEFENCE, CUSTOMS = (REVIEWERS[name] for name in ("foreign-affairs", "defence", "customs"))
SECOND = "def-04"
TREATY = "treaty"


def first(play: Play) -> dict[str, str]:
    return {"procedure": next(iter(play.world.realm.procedures))}


def changed(play: Play, **fields: object) -> OpinionChanged:
    body = opinion(play.case, "customs")
    given = {name: getattr(body, name) for name in ("step", "dossier", "position", "reasons", "items", "criteria")}
    name = next(one.id for one in play.case.opinions.values() if one.body.step == "customs")
    return OpinionChanged(**({"replaces": name} | given | fields))  # type: ignore[arg-type]


def finding(**fields: str) -> RiskAssessed:
    return replace(assessed(), findings=(replace(FINDINGS[0], **fields), *FINDINGS[1:]))


CLAIMS = [
    # articles 6 and 7
    Claim(
        "three questions are answered",
        "gate.three-questions",
        "classified",
        FOREIGN,
        lambda _: GateAnswered(step=TREATY, answers=NO[:2]),
    ),
    Claim(
        "answers have evidence",
        "gate.evidence",
        "classified",
        FOREIGN,
        lambda _: GateAnswered(step=TREATY, answers=(replace(NO[0], evidence=""), *NO[1:])),
    ),
    Claim(
        "after a licence no claim",
        "licence.issued-already",
        "issued",
        FOREIGN,
        lambda _: GateAnswered(step=TREATY, answers=YES),
    ),
    Claim(
        "a no belongs to its step",
        "gate.wrong-step",
        TREATY,
        CUSTOMS,
        lambda _: GateAnswered(step="customs", answers=NO),
    ),
    Claim(
        "a no waits for its step",
        "step.not-open",
        "registered",
        FOREIGN,
        lambda _: GateAnswered(step=TREATY, answers=NO),
    ),
    Claim(
        "a no comes from the holder",
        "step.other-agency",
        "classified",
        CUSTOMS,
        lambda _: GateAnswered(step=TREATY, answers=NO),
    ),
    Claim(
        "only a claim is reviewed",
        "gate.unknown",
        "gate",
        DEFENCE,
        lambda play: GateReviewed(gate=next(iter(play.case.gates)), confirmed=True, evidence="x"),
    ),
    Claim(
        "article 7 has its step",
        "assessment.wrong-step",
        TREATY,
        CUSTOMS,
        lambda _: replace(assessed(), step="customs"),
    ),
    Claim("article 7 waits for article 6", "assessment.gate-first", "classified", FOREIGN, lambda _: assessed()),
    Claim(
        "every consequence is weighed",
        "assessment.every-consequence",
        "gate",
        FOREIGN,
        lambda _: replace(assessed(), findings=FINDINGS[1:]),
    ),
    Claim("levels are known words", "assessment.level", "gate", FOREIGN, lambda _: finding(severity="grave")),
    Claim("findings have reasons", "assessment.reasons", "gate", FOREIGN, lambda _: finding(reasons="")),
    Claim("the assessment has reasons", "reasons.needed", "gate", FOREIGN, lambda _: replace(assessed(), reasons="")),
    # opinions
    Claim(
        "an opinion reads the dossier",
        "opinion.stale-dossier",
        TREATY,
        CUSTOMS,
        lambda play: opinion(play.case, "customs", dossier="0"),
    ),
    Claim(
        "an objection has reasons",
        "position.reasons",
        TREATY,
        CUSTOMS,
        lambda play: opinion(play.case, "customs", Position.OBJECT, reasons=""),
    ),
    Claim(
        "an objection has a criterion",
        "position.criterion",
        TREATY,
        CUSTOMS,
        lambda play: opinion(play.case, "customs", Position.OBJECT),
    ),
    Claim(
        "an objection to one item has a criterion",
        "position.criterion",
        TREATY,
        CUSTOMS,
        lambda play: opinion(play.case, "customs", items=(ItemPosition(item="1", position=Position.OBJECT),)),
    ),
    Claim(
        "opinions name items of the dossier",
        "items.unknown",
        TREATY,
        CUSTOMS,
        lambda play: opinion(play.case, "customs", items=(ItemPosition(item="9", position=Position.AGREE),)),
    ),
    Claim(
        "only a standing opinion changes",
        "opinion.unknown",
        "opinions",
        CUSTOMS,
        lambda play: changed(play, replaces="x"),
    ),
    Claim("only one's own agency's opinion changes", "opinion.other-agency", "opinions", FOREIGN, changed),
    Claim("a final decision ends opinions", "decision.final-already", "signed", CUSTOMS, changed),
    Claim(
        "only a standing opinion is countersigned",
        "opinion.unknown",
        "opinions",
        SECOND,
        lambda _: OpinionCountersigned(opinion="x"),
    ),
    Claim(
        "only where the procedure asks",
        "countersign.not-asked",
        "opinions",
        CUSTOMS,
        lambda play: OpinionCountersigned(opinion=changed(play).replaces),
    ),
    # conditions
    Claim("a condition has a text", "condition.text", TREATY, CUSTOMS, lambda _: ConditionProposed(number=1, text=" ")),
    Claim(
        "a condition takes the next number",
        "condition.number",
        TREATY,
        CUSTOMS,
        lambda _: ConditionProposed(number=2, text="x"),
    ),
    Claim(
        "a condition names items of the dossier",
        "items.unknown",
        TREATY,
        CUSTOMS,
        lambda _: ConditionProposed(number=1, text="x", items=("9",)),
    ),
    Claim(
        "only a known condition changes",
        "condition.unknown",
        TREATY,
        CUSTOMS,
        lambda _: ConditionChanged(number=1, version=2, text="x"),
    ),
    Claim(
        "only a known change is released",
        "condition.change-unknown",
        TREATY,
        CUSTOMS,
        lambda _: ConditionReleased(change="x"),
    ),
    Claim(
        "a final decision ends conditions",
        "decision.final-already",
        "signed",
        CUSTOMS,
        lambda _: ConditionProposed(number=1, text="x"),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.text)
def test_refusals_of_reviews(claim: Claim) -> None:
    claim.holds()


def test_an_agency_gives_one_opinion_at_a_step() -> None:
    play = on(at("treaty"))
    play.do(DEFENCE, opinion(play.case, "defence"))
    play.refuses("opinion.given-already", DEFENCE, opinion(play.case, "defence"))


def test_a_countersignature_is_a_second_persons_once_on_the_dossier_as_it_is() -> None:
    play = at("treaty")
    given = play.do(DEFENCE, opinion(play.case, "defence")).id
    play.refuses("second-person.same", DEFENCE, OpinionCountersigned(opinion=given))
    play.refuses("opinion.other-agency", FOREIGN, OpinionCountersigned(opinion=given))
    later = play.fork()
    later.do(CLERK, amended(end_use="Towns."))
    later.refuses("opinion.stale-dossier", SECOND, OpinionCountersigned(opinion=given))
    play.do(SECOND, OpinionCountersigned(opinion=given))
    play.refuses("countersign.done-already", "def-02", OpinionCountersigned(opinion=given))


def test_a_review_holds_opinions_only_where_its_kind_is_review() -> None:
    play = at("gate")
    play.refuses("opinion.wrong-step", FOREIGN, opinion(play.case, "treaty"))


def test_a_claim_is_settled_by_a_second_agency_or_its_author_only() -> None:
    play = at("classified")
    gate = play.do(FOREIGN, GateAnswered(step="treaty", answers=YES)).id
    confirmed = GateReviewed(gate=gate, confirmed=True, evidence="Seen.")
    play.refuses("gate.second-agency", FOREIGN, confirmed)
    play.refuses("gate.evidence", DEFENCE, replace(confirmed, evidence=""))
    play.refuses("gate.only-author", DEFENCE, GateWithdrawn(gate=gate, reason="x"))
    play.refuses("reasons.needed", FOREIGN, GateWithdrawn(gate=gate, reason=""))
    withdrawn = play.fork()
    withdrawn.do(FOREIGN, GateWithdrawn(gate=gate, reason="Mistaken."))
    withdrawn.refuses("gate.withdrawn-already", FOREIGN, GateWithdrawn(gate=gate, reason="Again."))
    play.do(DEFENCE, confirmed)
    play.refuses("gate.reviewed-already", DEFENCE, confirmed)
    play.refuses("gate.confirmed-already", FOREIGN, GateWithdrawn(gate=gate, reason="x"))


def test_article_7_is_asked_for_arms_exports_only() -> None:
    play = at("founded")
    plain = tuple(replace(line, att_scope=AttScope.NONE, att_category=None) for line in APPLICATION.lines)
    play.do(CLERK, registered(replace(APPLICATION, lines=plain)), **first(play))
    play.do(CLERK, StepCompleted(step="intake"))
    classes = tuple(replace(one, att_scope=AttScope.NONE, att_category=None) for one in CLASSES)
    play.do(OFFICER, LinesClassified(step="classification", lines=classes))
    play.do(OFFICER, StepCompleted(step="classification"))
    play.do(FOREIGN, GateAnswered(step="treaty", answers=NO))
    play.refuses("assessment.not-needed", FOREIGN, assessed())
    play.do(FOREIGN, StepCompleted(step="treaty"))
    assert AttCategory.SMALL_ARMS in {line.att_category for line in APPLICATION.lines}


def test_a_condition_is_changed_by_its_owner_or_with_the_owners_release() -> None:
    play = at("treaty")
    play.do(CUSTOMS, ConditionProposed(number=1, text="Seal."))
    other = ConditionChanged(number=1, version=2, text="No seal.", reason="Costly.")
    play.refuses("condition.version", DEFENCE, replace(other, version=3))
    play.refuses("condition.text", DEFENCE, replace(other, text=""))
    play.refuses("reasons.needed", DEFENCE, replace(other, reason=""))
    change = play.do(DEFENCE, other).id
    entry = next(iter(play.case.conditions.values()))
    assert entry.current is not None
    assert entry.current.text == "Seal."
    play.refuses("condition.only-owner", DEFENCE, ConditionReleased(change=change))
    play.do(CUSTOMS, ConditionReleased(change=change))
    play.refuses("condition.not-pending", CUSTOMS, ConditionReleased(change=change))
    play.do(CUSTOMS, ConditionChanged(number=1, version=3, text="", dropped=True))
    play.refuses("condition.dropped-already", CUSTOMS, ConditionChanged(number=1, version=4, text="x"))
