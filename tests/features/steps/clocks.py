"""Steps of time: calendars changed by two persons, and why something is due when it is."""

from __future__ import annotations

from dataclasses import replace

from pytest_bdd import parsers, then, when

from app.models.charter import Calendar
from tests.features.realm import Scene
from tests.features.steps.attempts import attempt


@when(parsers.parse('the administrator proposes {day} as a holiday of {agency}, called "{name}"'))
def propose_holiday(scene: Scene, day: str, agency: str, name: str) -> None:
    _propose(scene, "administrator", agency, lambda now: replace(now, holidays={**now.holidays, day: name}))


@when(parsers.parse("the administrator proposes the cut-off hour {hour} for {agency}"))
def propose_cut_off(scene: Scene, hour: str, agency: str) -> None:
    _propose(scene, "administrator", agency, lambda now: replace(now, cut_off=hour))


@when(parsers.parse('licensing\'s head proposes {day} as a holiday of {agency}, called "{name}"'))
def head_proposes_holiday(scene: Scene, day: str, agency: str, name: str) -> None:
    _propose(scene, "head", agency, lambda now: replace(now, holidays={**now.holidays, day: name}))


def _propose(scene: Scene, role: str, agency: str, change: object) -> None:
    assert callable(change)
    clocks = scene.at("licensing", role).clocks
    calendar: Calendar = change(clocks.calendar(agency.replace(" ", "-")))
    made = clocks.propose_calendar(agency.replace(" ", "-"), calendar, "A decree.")
    scene.names["calendar"] = made.acts[0]


@when(parsers.parse("{agency}'s head confirms the calendar"))
def confirm_calendar(scene: Scene, agency: str) -> None:
    scene.at(agency, "head").clocks.confirm_calendar(scene.names["calendar"])


@when(parsers.parse("{agency}'s head tries to confirm the calendar"))
def try_to_confirm_calendar(scene: Scene, agency: str) -> None:
    attempt(scene, lambda: confirm_calendar(scene, agency))


@then(parsers.parse('asked in {language} why {step} is due, the program says "{words}"'))
def why_due(scene: Scene, language: str, step: str, words: str) -> None:
    said = scene.ask("lic-03", "case", "clocks", scene.reference, "--step", step, lang=language)
    assert said.code == 0
    assert words in said.text, said.text


@then(parsers.parse('the calendars, shown in {language}, say "{words}"'))
def calendars_say(scene: Scene, language: str, words: str) -> None:
    said = scene.ask("lic-03", "calendar", "show", lang=language)
    assert said.code == 0
    assert words in said.text, said.text


__all__ = [name for name in dir() if not name.startswith("_") or name.startswith("__pytest_bdd")]
