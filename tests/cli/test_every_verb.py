"""Every verb of the command line works, answers one JSON object, and speaks both languages."""

from __future__ import annotations

import re

import pytest

import app.cli
from app.cli.verbs import VERBS
from app.words import LANGUAGES
from tests.cli.road import Road

app.cli._load_verbs()
ALL = sorted(" ".join(one.path) for one in VERBS)
SAME_IN_BOTH = {"schema"}


@pytest.mark.parametrize("verb", ALL)
def test_every_verb_answers_one_json_object(road: Road, verb: str) -> None:
    assert road.of(verb), "no test exercises this verb"
    for step in road.of(verb):
        assert step.json.code == 0
        assert step.json.json
        assert step.json.err == ""


@pytest.mark.parametrize("verb", ALL)
def test_every_verb_speaks_both_languages(road: Road, verb: str) -> None:
    spoken = [step.text for step in road.of(verb) if step.text]
    assert spoken
    for said in spoken:
        assert {one: said[one].code for one in LANGUAGES} == dict.fromkeys(LANGUAGES, 0)
        english, french = (_worded(said[one].text) for one in LANGUAGES)
        assert english
        assert (english == french) == (verb in SAME_IN_BOTH)


def _worded(text: str) -> str:
    """The words alone: ids, paths and figures change with every run."""
    return " ".join(re.findall(r"(?<![\w/.-])[^\W\d_]{3,}(?![\w/-])", re.sub(r"\S*/\S*|\b[0-9a-f]{8,}\b", "", text)))


def test_nothing_that_the_program_says_lacks_its_words(road: Road) -> None:
    assert sorted(road.unsaid) == []
