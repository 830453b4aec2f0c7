"""Rules of a case up to the committee: what each refuses, one claim for each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.models.acts import (
    LinesClassified,
    StepCompleted,
    StepReturned,
)
from app.models.application import Activity, Flag, Item
from app.workflows.steps import undone_by
from tests.workflows.drafts import STANDING, altered
from tests.workflows.machine.claims import Claim, names
from tests.workflows.machine.play import Play, realm
from tests.workflows.machine.stages import (
    APPLICATION,
    CLASSES,
    CLERK,
    OFFICER,
    REVIEWERS,
    at,
    registered,
)
from tests.workflows.test_rules_attacks import amended

FOREIGN, DEFENCE, CUSTOMS = (REVIEWERS[name] for name in ("foreign-affairs", "defence", "customs"))
SECOND = "def-04"
TREATY = "treaty"


def first(play: Play) -> dict[str, str]:
    return {"procedure": next(iter(play.world.realm.procedures))}


def digest() -> dict[str, str]:
    return first(at("founded"))


def lines(**fields: object) -> LinesClassified:
    return LinesClassified(step="classification", lines=(replace(CLASSES[0], **fields), CLASSES[1]))  # type: ignore[arg-type]


CLAIMS = [
    # registration
    Claim("a case begins once", "case.registered-already", "registered", CLERK, lambda _: registered(), digest()),
    Claim("a case has a reference", "case.reference", "founded", CLERK, lambda _: registered(reference=""), digest()),
    Claim("a case runs under an adopted procedure", "procedure.not-adopted", "founded", CLERK, lambda _: registered()),
    Claim(
        "a case has goods",
        "case.no-goods",
        "founded",
        CLERK,
        lambda _: registered(replace(APPLICATION, lines=(), items=())),
        digest(),
    ),
    Claim(
        "every item names a line",
        "case.item-without-line",
        "founded",
        CLERK,
        lambda _: registered(replace(APPLICATION, items=(Item(id="1", line="9"),))),
        digest(),
    ),
    Claim(
        "items are distinct",
        "case.items-not-unique",
        "founded",
        CLERK,
        lambda _: registered(replace(APPLICATION, items=APPLICATION.items[:1] * 2)),
        digest(),
    ),
    Claim("only a case is amended", "case.unknown", "founded", CLERK, lambda _: amended(end_use="Towns.")),
    Claim(
        "an amendment says why",
        "reasons.needed",
        "registered",
        CLERK,
        lambda _: replace(amended(end_use="T"), reason=" "),
    ),
    Claim("an amendment changes something", "case.nothing-amended", "registered", CLERK, lambda _: amended()),
    Claim(
        "the activity stays once a step is done",
        "case.activity-fixed",
        "intake",
        CLERK,
        lambda _: amended(activity=Activity.IMPORT),
    ),
    Claim(
        "a signed decision fixes the dossier", "case.decision-signed", "signed", CLERK, lambda _: amended(end_use="T")
    ),
    # steps
    Claim("only steps of the procedure end", "step.unknown", "registered", CLERK, lambda _: StepCompleted(step="x")),
    Claim(
        "only open steps end", "step.not-open", "registered", OFFICER, lambda _: StepCompleted(step="classification")
    ),
    Claim(
        "only the holder ends a step",
        "step.other-agency",
        "registered",
        CUSTOMS,
        lambda _: StepCompleted(step="intake"),
    ),
    Claim(
        "a review ends by an opinion", "step.ends-by-itself", TREATY, CUSTOMS, lambda _: StepCompleted(step="customs")
    ),
    Claim(
        "a synthesis says something",
        "step.summary-needed",
        "opinions",
        OFFICER,
        lambda _: StepCompleted(step="consolidation"),
    ),
    Claim(
        "the goods are classified first",
        "classification.lines-left",
        "intake",
        OFFICER,
        lambda _: StepCompleted(step="classification"),
    ),
    Claim("article 6 comes first", "gate.not-settled", "classified", FOREIGN, lambda _: StepCompleted(step=TREATY)),
    Claim("article 7 is answered", "assessment.missing", "gate", FOREIGN, lambda _: StepCompleted(step=TREATY)),
    Claim(
        "a return says why",
        "reasons.needed",
        "opinions",
        OFFICER,
        lambda _: StepReturned(step="consolidation", to=TREATY, reason=""),
    ),
    Claim(
        "a return goes back",
        "step.not-before",
        "opinions",
        OFFICER,
        lambda _: StepReturned(step="consolidation", to="committee", reason="x"),
    ),
    Claim(
        "a return names what it undoes",
        "step.undoes",
        "opinions",
        OFFICER,
        lambda _: StepReturned(step="consolidation", to=TREATY, reason="x"),
    ),
    Claim(
        "lines are classified at their step",
        "classification.wrong-step",
        "gate",
        FOREIGN,
        lambda _: LinesClassified(step=TREATY, lines=CLASSES),
    ),
    Claim(
        "only lines of the dossier are classified", "classification.lines", "intake", OFFICER, lambda _: lines(line="9")
    ),
    Claim(
        "every line is classified",
        "classification.lines-left",
        "intake",
        OFFICER,
        lambda _: LinesClassified(step="classification", lines=CLASSES[:1]),
    ),
    Claim("a class has a code", "classification.code", "intake", OFFICER, lambda _: lines(control_code=" ")),
    Claim("arms have a category", "classification.category", "intake", OFFICER, lambda _: lines(att_category=None)),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda one: one.text)
def test_refusals_of_a_case(claim: Claim) -> None:
    claim.holds()


def test_every_claim_is_named_once() -> None:
    assert len(set(names(CLAIMS))) == len(CLAIMS)


def test_a_procedure_serves_its_activities_only() -> None:
    text = altered(STANDING, ('activities = ["export", "import",', 'activities = ["import",'))
    play = realm(procedure=text)
    play.refuses("procedure.other-activity", CLERK, registered(), **first(play))


def test_an_intake_with_blocking_flags_does_not_end() -> None:
    play = at("founded")
    play.do(CLERK, replace(registered(), flags=(Flag(code="duplicate", field="row"),)), **first(play))
    play.refuses("intake.flags", CLERK, StepCompleted(step="intake"))
    play = at("founded")
    play.do(CLERK, registered(replace(APPLICATION, end_use="")), **first(play))
    play.refuses("intake.flags", CLERK, StepCompleted(step="intake"))


def test_a_return_after_the_final_decision_comes_too_late() -> None:
    play = at("signed")
    undoes = undone_by(play.case, play.world.procedure(play.case.procedure), "treaty")
    body = StepReturned(step="issue", to="treaty", reason="x", undoes=undoes)
    play.refuses("decision.final-already", OFFICER, body)


def test_a_return_undoes_and_the_road_is_walked_again() -> None:
    play = at("opinions")
    undoes = undone_by(play.case, play.world.procedure(play.case.procedure), "treaty")
    play.do(OFFICER, StepReturned(step="consolidation", to="treaty", reason="Look again.", undoes=undoes))
    play.refuses("step.not-open", OFFICER, StepCompleted(step="consolidation", note="x"))
    play.do(FOREIGN, StepCompleted(step="treaty"))
    play.do(OFFICER, StepCompleted(step="consolidation", note="x"))
