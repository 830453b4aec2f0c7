"""What the program itself says, in either language."""

from __future__ import annotations

from pathlib import Path

from pytest_bdd import parsers, then

from tests.documents.reading import text
from tests.features.realm import Scene


@then(parsers.parse('the case, shown in {language}, says "{words}"'))
def case_says(scene: Scene, language: str, words: str) -> None:
    said = scene.ask("lic-03", "case", "show", scene.reference, lang=language)
    assert said.code == 0
    assert words in said.text, said.text


@then(parsers.parse('the licence, shown in {language}, says "{words}"'))
def licence_says(scene: Scene, language: str, words: str) -> None:
    said = scene.ask("lic-03", "licence", "show", scene.reference, lang=language)
    assert said.code == 0
    assert words in said.text, said.text


@then(parsers.parse('the licence does not say "{words}"'))
def licence_does_not_say(scene: Scene, words: str) -> None:
    assert words not in scene.ask("lic-03", "licence", "show", scene.reference).text


@then(parsers.parse('the decision log in {language} says "{words}"'))
def log_says(scene: Scene, language: str, words: str, tmp_path: Path) -> None:
    paper = tmp_path / f"log-{language}.pdf"
    said = scene.ask("lic-04", "journal", "log", "--pdf", paper, "--paper-lang", language, lang=language)
    assert said.code == 0
    assert words in text(paper.read_bytes()).replace("\u202f", " ")


@then(parsers.parse("there is no licence"))
def no_licence(scene: Scene) -> None:
    said = scene.ask("lic-03", "licence", "show", scene.reference, "--json")
    assert (said.code, said.json["error"]) == (3, "licence.no-decision")


__all__ = [name for name in dir() if not name.startswith("_") or name.startswith("__pytest_bdd")]
