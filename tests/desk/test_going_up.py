"""A case that goes up at the real store: its dossier, its way back with instructions, the decision on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import Refused
from app.models.outcomes import EscalationCause, ItemOutcome, Outcome, Position
from tests.cli.placet import Station, once, station
from tests.documents.reading import flat, text
from tests.features.realm import Scene, staffed
from tests.features.steps.committee import convene, defer, put, vote
from tests.features.steps.realm import take_in
from tests.features.steps.review import (
    classify,
    complete_intake,
    complete_treaty,
    consolidate,
    countersign,
    no_prohibition,
    no_risk,
    opinion,
)

SCAN = b"%PDF-1.7 the minister's signature"
EN, FR = "Authorised for six pieces.", "Autorisé pour six pièces."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Station:
    """A realm in which interior has objected three times, and the chair has handed the case up."""
    folder = tmp_path_factory.mktemp("going-up") / "realm"
    scene = Scene(station(once(tmp_path_factory, "staffed", staffed)).copy(folder))
    take_in(scene, "7-escalated", tmp_path_factory.mktemp("dossier"))
    to_committee(scene)
    convene(scene, "foreign affairs, defence, customs and interior")
    scene.at("licensing", "chair").committee.open(scene.session)
    for number in range(3):
        put(scene, f"Shall it be authorised? ({number + 1})", "1=grant")
        vote(scene, "foreign affairs", "agree", None, None)
        object_to(scene)
        defer(scene, "Interior will report.")
    scene.at("licensing", "chair").course.escalate(scene.reference, "Three questions without consensus.")
    return scene.station


def to_committee(scene: Scene) -> None:
    """Everything up to the committee's step; all agencies agree."""
    complete_intake(scene)
    classify(scene, "1=ML5.a,art4")
    no_prohibition(scene)
    no_risk(scene)
    complete_treaty(scene)
    for agency in ("foreign affairs", "defence", "customs"):
        opinion(scene, agency, "agree", None)
    countersign(scene)
    consolidate(scene, "Interior will object.")


def object_to(scene: Scene) -> None:
    """Interior objects, and says what would lift it."""
    member = scene.at("interior", "member").committee
    member.cast_vote(
        scene.reference,
        scene.question,
        Position.OBJECT,
        "A border conflict may break out.",
        criteria=("7.1 (a)",),
        would_lift="A guarantee of the neighbouring State.",
    )


@pytest.fixture
def scene(made: Station, tmp_path: Path) -> Scene:
    found = Scene(made.copy(tmp_path / "realm"))
    found.clock.days(10)
    found.reference = "EXP-2026-00001"
    return found


def record(scene: Scene, scan: bytes = SCAN) -> str:
    desk = scene.at("licensing", "secretary").paper_decisions
    change = desk.record(
        scene.reference,
        scan,
        authority="foreign-affairs",
        signatory="The Minister",
        dated=scene.clock.now().date().isoformat(),
        text=EN,
        text_fr=FR,
        outcomes=(ItemOutcome(item="1", outcome=Outcome.REDUCED_GRANT, quantity="6"),),
    )
    return change.acts[0]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Escalation dossier", "To decide this case in its own name", "A guarantee of the neighbouring State.")),
        ("fr", ("Dossier de saisine", "Trancher ce dossier en son nom propre", "A guarantee of the neighbouring")),
        ("bilingual", ("Escalation dossier", "Dossier de saisine", "« Shall it be authorised? (2) »")),
    ],
)
def test_the_dossier_says_what_is_asked_and_what_would_lift_each_objection(
    scene: Scene, language: str, said: tuple[str, ...]
) -> None:
    paper = scene.at("licensing", "secretary").printing.escalation(scene.reference, language)
    assert paper == scene.at("licensing", "secretary").printing.escalation(scene.reference, language)
    found = flat(text(paper))
    for words in said:
        assert words in found, found
    assert "Interior will report." in found


def test_what_did_not_go_up_has_no_dossier_for_anybody(scene: Scene) -> None:
    scene.at("foreign affairs", "head").course.give_back(scene.reference, "Hear customs.", "Entendre la douane.")
    with pytest.raises(Refused, match=r"escalation\.not-in-force"):
        scene.at("licensing", "secretary").printing.escalation(scene.reference, "en")


def test_a_case_given_back_is_the_committees_with_instructions_in_both_languages(scene: Scene) -> None:
    change = scene.at("foreign affairs", "head").course.give_back(
        scene.reference, "Hear customs again.", "Entendre de nouveau la douane."
    )
    found = scene.at("licensing", "secretary").questions.case(scene.reference)
    assert found["stage"] == "committee"
    (back,) = found["returned_up"]
    assert (back["instructions"], back["agency"]) == ("Hear customs again.", "foreign-affairs")
    assert found["escalation"] is None
    assert len(change.acts) == 1
    shown = scene.ask("lic-03", "case", "show", scene.reference, lang="fr")
    assert "Entendre de nouveau la douane." in shown.text
    with pytest.raises(Refused, match=r"escalation\.deferrals-left"):
        scene.at("licensing", "chair").course.escalate(scene.reference, "Again.", EscalationCause.DEFERRALS)


def test_a_decision_on_paper_is_the_higher_authoritys_own_and_its_scan_can_be_checked(scene: Scene) -> None:
    name = record(scene)
    with pytest.raises(Refused, match=r"decision\.paper-chair"):
        scene.at("foreign affairs", "head").decisions.sign_decision(scene.reference)
    scene.at("licensing", "chair").decisions.sign_decision(scene.reference)
    found = scene.at("licensing", "secretary").questions.case(scene.reference)
    (decision,) = found["decisions"]
    assert (decision["id"], decision["authority"], decision["final"]) == (name, "foreign-affairs", True)
    checked = scene.at("customs", "reviewer").paper_decisions.check_scan(scene.reference, SCAN, "minister.pdf")
    assert checked["scan"] == decision["scan"]
    shown = scene.ask("lic-03", "case", "show", scene.reference)
    assert decision["scan"] in shown.text
    with pytest.raises(Refused, match=r"scan\.differs"):
        scene.at("customs", "reviewer").paper_decisions.check_scan(scene.reference, SCAN + b" ", "other.pdf")


def test_no_scan_is_compared_where_nothing_came_on_paper(scene: Scene) -> None:
    with pytest.raises(Refused, match=r"scan\.none"):
        scene.at("licensing", "secretary").paper_decisions.check_scan(scene.reference, SCAN, "minister.pdf")


def test_only_the_secretary_records_what_came_on_paper(scene: Scene) -> None:
    scan = scene.at("licensing", "licensing officer").paper_decisions
    with pytest.raises(Refused, match=r"decision\.paper-secretary"):
        scan.record(
            scene.reference,
            SCAN,
            authority="foreign-affairs",
            signatory="The Minister",
            dated=scene.clock.now().date().isoformat(),
            text=EN,
            text_fr=FR,
            outcomes=(ItemOutcome(item="1", outcome=Outcome.REFUSE),),
        )


def test_the_decision_record_names_paper_signatory_and_scan(scene: Scene) -> None:
    record(scene)
    scene.at("licensing", "chair").decisions.sign_decision(scene.reference)
    found = flat(text(scene.at("licensing", "secretary").printing.decision_record(scene.reference, "en")))
    assert "The Minister" in found
    assert "Judgement of the higher authority" in found
