"""Steps about the realm itself: intake, passphrases, who may see what."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, then, when

import app.assemble
from app.intake.reading import read
from app.words import Words
from tests.cli.placet import RESOURCES, placet
from tests.features.realm import Scene


def dossier(name: str, folder: Path) -> Path:
    """The dossier of a demonstration script, as a file an applicant might send."""
    script = json.loads((RESOURCES / "demo" / f"{name}.json").read_text("utf-8"))
    file = folder / f"{name}.json"
    file.write_text(json.dumps(script["dossier"]), encoding="utf-8")
    return file


@given(parsers.parse('the clerk takes the application "{name}" in'))
@when(parsers.parse('the clerk takes the application "{name}" in'))
def take_in(scene: Scene, name: str, tmp_path: Path) -> None:
    candidates = read([dossier(name, tmp_path)], None).candidates
    (scene.reference,) = scene.at("licensing", "clerk").applications.register(candidates).references


@when("the clerk takes the same register in twice")
def same_register_twice(scene: Scene, public_register: Path) -> None:
    mapping = RESOURCES / "mappings" / "example-register.toml"
    for _ in range(2):
        scene.said.append(scene.station.run("lic-02", "--json", "intake", public_register, "--mapping", mapping))


@then(parsers.parse("the first time {first:d} applications are taken in, the second time none"))
def first_then_none(scene: Scene, first: int) -> None:
    one, two = (said.json for said in scene.said)
    assert (len(one["references"]), one["known"]) == (first, [])
    assert (two["references"], len(two["known"])) == ([], first)
    assert [known for _, known in two["known"]] == one["references"]
    assert scene.station.ask("lic-02", "case", "list")["total"] == first


@when("someone types a wrong passphrase")
def wrong_passphrase(scene: Scene) -> None:
    file = scene.station.file("lic-03")
    for officer in ("lic-01", "lic-02", "nobody"):
        scene.said.append(
            placet("--store", scene.station.store, "--officer", officer, "--passphrase-file", file, "case", "list")
        )


@then("the program says the same one thing, whoever they claimed to be")
def one_message(scene: Scene) -> None:
    assert {said.code for said in scene.said} == {4}
    assert len({said.text for said in scene.said}) == 1
    assert scene.said[0].out == ""


@when(parsers.parse("the administrator asks to {what}"))
def administrator_asks(scene: Scene, what: str) -> None:
    argv = {
        "see the case": ("case", "show", scene.reference),
        "list the cases": ("case", "list"),
        "read the acts of the case": ("case", "acts", scene.reference),
        "see the licence": ("licence", "show", scene.reference),
        "complete the intake": ("step", "complete", scene.reference),
        "export the journal": ("journal", "export", scene.station.directory / "export"),
    }[what]
    scene.said = [scene.ask("adm-01", *argv, lang=lang) for lang in ("en", "fr")]


@then(parsers.parse('it is refused, in English "{english}", in French "{french}"'))
def refused_in_words(scene: Scene, english: str, french: str) -> None:
    if scene.refusal is not None:
        texts = [Words(lang).error(scene.refusal) for lang in ("en", "fr")]
    else:
        assert {said.code for said in scene.said} == {3}
        texts = [said.text for said in scene.said]
    assert english in _plain(texts[0]), texts
    assert french in _plain(texts[1]), texts


def _plain(text: str) -> str:
    return " ".join(text.split())


@then("nothing of the case is told")
def nothing_told(scene: Scene) -> None:
    assert all("Nordaxel" not in said.text + said.err for said in scene.said)


# --- the auditor -------------------------------------------------------------------------------------------------


@when("the auditor exports the journal")
def auditor_exports(scene: Scene) -> None:
    scene.names["export"] = str(scene.station.directory / "headers")
    scene.station.ask("eco-02", "journal", "export", scene.names["export"])


@then("the export verifies, and the bodies of the case are withheld")
def only_headers(scene: Scene) -> None:
    report = placet("--json", "journal", "verify", "--export", scene.names["export"]).json
    lines = (Path(scene.names["export"]) / "acts.jsonl").read_text("utf-8").splitlines()
    cases = [one for one in map(json.loads, lines) if json.loads(one["header"])["scope"].startswith("case:")]
    assert cases
    assert all((one["body"], one["parts"], one["salt"]) == (None, None, None) for one in cases)
    assert report["bodies"]["withheld"] == len(cases)
    assert all("Nordaxel" not in one.read_text("utf-8", "replace") for one in _files(scene))


@when("the auditor proposes a mandate for all cases")
def mandate_for_all(scene: Scene) -> None:
    _propose(scene, "--all")


@when(parsers.parse('the auditor proposes a mandate for this case that withholds the "{field}"'))
def mandate_for_one(scene: Scene, field: str) -> None:
    _propose(scene, "--case", scene.reference, "--withhold", field)


def _propose(scene: Scene, *said: str) -> None:
    until = (app.assemble.present().date() + timedelta(days=7)).isoformat()
    asked = scene.station.ask("eco-02", "mandate", "grant", *said, "--until", until, "--reason", "the yearly audit")
    scene.names["mandate"] = asked["acts"][0]


@when("a second person confirms the mandate")
def confirm_mandate(scene: Scene) -> None:
    scene.station.ask("lic-01", "mandate", "grant", "confirm", scene.names["mandate"][:12])


@when("its last day passes")
def last_day_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    later = app.assemble.present() + timedelta(days=8)
    monkeypatch.setattr(app.assemble, "present", lambda: later)


@when("the auditor exports under this mandate")
def auditor_exports_under_mandate(scene: Scene) -> None:
    scene.names["export"] = str(scene.station.directory / "bodies")
    argv = ("journal", "export", scene.names["export"], "--mandate", scene.names["mandate"][:12])
    scene.said = [scene.ask("eco-02", *argv, lang=lang) for lang in ("en", "fr")]


@then("no export is left behind")
def no_export(scene: Scene) -> None:
    assert not Path(scene.names["export"]).exists()


@then("the export verifies, with the bodies of the case")
def with_bodies(scene: Scene) -> None:
    assert _verified(scene)["bodies"]["withheld"] == 0
    assert "Nordaxel" in (Path(scene.names["export"]) / "acts.jsonl").read_text("utf-8")


@then(parsers.parse('the export verifies, and only the bodies of this case are shown, without the "{field}"'))
def with_bodies_of_one(scene: Scene, field: str) -> None:
    bodies = _verified(scene)["bodies"]
    assert (bodies["partly"], bodies["withheld"]) == (1, 1)
    acts = (Path(scene.names["export"]) / "acts.jsonl").read_text("utf-8")
    assert "Nordaxel" in acts
    assert "Kestrel" not in acts
    (parts,) = (one["parts"] for one in map(json.loads, acts.splitlines()) if one["parts"])
    assert {name for name, part in parts.items() if part.keys() == {"digest"}} == {field, "shown", "pad"}


def _verified(scene: Scene) -> dict[str, Any]:
    assert scene.said[0].code == 0, scene.said[0]
    return placet("--json", "journal", "verify", "--export", scene.names["export"]).json


def _files(scene: Scene) -> list[Path]:
    return [one for one in Path(scene.names["export"]).rglob("*") if one.is_file()]


__all__ = [name for name in dir() if not name.startswith("_") or name.startswith("__pytest_bdd")]
