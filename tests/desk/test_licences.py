"""Urgent cases and licences after their issue, through the desk and the encrypted store."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import Refused
from app.models.licence import LicenceState
from app.models.outcomes import MassCriterion, SuspensionCause
from tests.cli.placet import once, station
from tests.features.realm import Scene, staffed
from tests.features.steps import urgency as steps


@pytest.fixture
def scene(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Scene:
    """An urgent licence in force, to be ratified."""
    scene = Scene(station(once(tmp_path_factory, "staffed", staffed)).copy(tmp_path / "realm"))
    steps.urgent_licence(scene, tmp_path)
    return scene


def states(scene: Scene, state: LicenceState | None = None) -> list[tuple[str, str]]:
    listed = scene.at("licensing", "licensing officer").licences.listed(state)["licences"]
    return [(one["number"], one["state"]) for one in listed]


def test_what_waits_for_ratification_is_listed_until_it_is_given(scene: Scene) -> None:
    (found,) = scene.at("licensing", "secretary").urgency.listed()
    assert (found["reference"], found["urgency"]["awaits"]) == (scene.reference, ["ratify"])
    assert found["urgency"]["ratifications"][0]["state"] == "due"
    steps.meet_for_ratification(scene)
    steps.put_ratification(scene)
    steps.all_agree(scene)
    assert scene.at("licensing", "secretary").urgency.listed() == []


def test_the_tables_are_the_same_after_they_are_rebuilt(scene: Scene) -> None:
    steps.suspend(scene, "A convoy was seen.")
    assert scene.at("licensing", "licensing officer").journal.check_tables() == []


def test_a_session_on_urgent_cases_alone_does_not_wait_for_the_ratification(scene: Scene, tmp_path: Path) -> None:
    ratified = scene.reference
    steps.again(scene, tmp_path)
    steps.reviewed(scene)
    steps.declare(scene, "Another post is under fire.")
    steps.meet(scene, steps.TWO)
    agenda = scene.at("licensing", "secretary").questions.session(scene.session)["agenda"]
    assert [one["reference"] for one in agenda] == [scene.reference]
    assert ratified != scene.reference


def test_a_list_is_signed_only_as_it_was_shown(scene: Scene, tmp_path: Path) -> None:
    criterion, value = MassCriterion.END_USER, "border guard of  MERINTH"
    shown = scene.at("licensing", "chair").licences.to_suspend(criterion, value)
    assert [ref.number for ref in shown.licences] == [f"{scene.reference}/L1"]
    steps.ordinary_licence(scene, tmp_path)
    desk = scene.at("licensing", "chair").licences
    for seen in ("", shown.digest[:4], shown.digest):
        with pytest.raises(Refused, match=r"suspension\.changed"):
            desk.suspend_all(criterion, value, "An embargo.", seen=seen)
    again = scene.at("licensing", "chair").licences.to_suspend(criterion, value)
    listed, _ = scene.at("licensing", "chair").licences.suspend_all(criterion, value, "An embargo.", seen=again.digest)
    assert listed == again
    assert {state for _, state in states(scene)} == {"suspended"}
    other = scene.at("foreign affairs", "head").licences
    (act,) = (one["id"] for one in other.listed()["lists"])
    with pytest.raises(Refused, match=r"suspension\.not-held"):
        other.reinstate_all(act, "One by one.", ("EXP-2026-09999/L1",))
    with pytest.raises(Refused, match=r"suspension\.unknown-list"):
        other.reinstate_all("ffff", "None.")
    other.reinstate_all(act, "One by one.", (f"{scene.reference}/l1",))
    assert states(scene, LicenceState.VALID) == [(f"{scene.reference}/L1", "valid")]
    assert scene.at("licensing", "licensing officer").journal.check_tables() == []


@pytest.mark.parametrize(
    ("criterion", "value", "meets"),
    [
        (MassCriterion.GOODS, "ml13", True),
        (MassCriterion.GOODS, "ML13.d", True),
        (MassCriterion.GOODS, "ML1", False),
        (MassCriterion.DESTINATION, "xb", True),
        (MassCriterion.DESTINATION, "XA", False),
        (MassCriterion.END_USER, "Border", False),
        (MassCriterion.END_USER, "%", False),
        (MassCriterion.DESTINATION, " ", False),
    ],
)
def test_licences_are_found_by_what_they_are_for(
    scene: Scene, criterion: MassCriterion, value: str, meets: bool
) -> None:
    chair = scene.at("licensing", "chair").licences
    if meets:
        assert len(chair.to_suspend(criterion, value).licences) == 1
    else:
        with pytest.raises(Refused, match=r"suspension\.nothing-live"):
            chair.to_suspend(criterion, value)


def test_what_is_not_there_is_refused_by_name(scene: Scene) -> None:
    officer = scene.at("licensing", "licensing officer").licences
    for paper in (officer.suspension_notice, officer.revocation_notice):
        with pytest.raises(Refused, match=r"paper\.not-(suspended|revoked)"):
            paper(scene.reference, "en")
    head = scene.at("foreign affairs", "head").licences
    with pytest.raises(Refused, match=r"suspension\.none"):
        head.reinstate(scene.reference, "Nothing held it.")
    steps.suspend(scene, "A convoy was seen.")
    with pytest.raises(Refused, match=r"suspension\.unknown"):
        head.reinstate(scene.reference, "Another one.", suspension="ffff")
    with pytest.raises(Refused, match=r"revocation\.no-consensus"):
        scene.at("licensing", "licensing officer").licences.revoke(scene.reference, "By myself.")


def test_a_licence_held_for_several_reasons_says_which(scene: Scene) -> None:
    steps.suspend(scene, "A convoy was seen.")
    steps.suspend_all(scene, "XB", "An embargo.")
    head = scene.at("foreign affairs", "head").licences
    with pytest.raises(Refused, match=r"suspension\.which"):
        head.reinstate(scene.reference, "Which?")
    (row,) = head.listed()["licences"]
    causes = [(hold["cause"], hold["mass"]) for hold in row["holds"]]
    assert causes == [(SuspensionCause.ADVERSE_EVIDENCE.value, False), (SuspensionCause.OTHER.value, True)]
    head = scene.at("foreign affairs", "head").licences
    head.reinstate(scene.reference, "The convoy was another one.", suspension=row["holds"][0]["id"][:12])
    assert [hold["mass"] for hold in head.listed()["licences"][0]["holds"]] == [True]


def test_the_full_list_is_what_the_officer_was_shown(scene: Scene) -> None:
    steps.suspend_all(scene, "XB", "An embargo.")
    with scene.at("licensing", "chair").office.store.reading() as tx:
        (one,) = tx.realm.suspensions.values()
    assert f"- {scene.reference}/L1" in one.body.shown
    assert "Licences on the list: 1" in one.body.shown


def test_an_auditor_reads_no_reasons_of_suspensions(scene: Scene) -> None:
    with pytest.raises(Refused, match=r"rights\.no-bodies"):
        scene.at("economy", "auditor").licences.listed()
    with pytest.raises(Refused, match=r"rights\.no-bodies"):
        scene.at("economy", "auditor").urgency.listed()
