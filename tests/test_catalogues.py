"""The catalogues are complete in both languages, and their French is written as officials write it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests import i18n

THIN = "\N{NARROW NO-BREAK SPACE}"


def formats_in(sentence: str) -> list[str]:
    return sorted(re.findall(r"%(?:\(\w+\))?[a-z]", sentence))


def test_every_message_is_translated_current_and_compiled() -> None:
    assert i18n.problems() == []


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The French catalogue in a copy that a test may spoil."""
    shutil.copytree(i18n.FOLDER, tmp_path / "i18n")
    monkeypatch.setattr(i18n, "FOLDER", tmp_path / "i18n")
    return tmp_path / "i18n" / "fr" / "LC_MESSAGES" / "placet.po"


@pytest.mark.parametrize(
    ("written", "spoilt", "fault"),
    [
        ('msgstr "Avis rendu"', 'msgstr ""', "fr: not translated: Opinion given"),
        ('msgid "Opinion given"', 'msgid "Opinion gave"', "fr: stale: Opinion gave"),
        ('msgid "Opinion given"', '#, fuzzy\nmsgid "Opinion given"', "fr: fuzzy: Opinion given"),
        ('msgstr "Avis rendu"', 'msgstr "Avis donné"', "fr: placet.mo is not compiled from placet.po"),
    ],
)
def test_a_catalogue_that_lags_behind_is_found(copied: Path, written: str, spoilt: str, fault: str) -> None:
    text = copied.read_text(encoding="utf-8")
    assert text.count(written) == 1
    copied.write_text(text.replace(written, spoilt), encoding="utf-8")
    assert fault in i18n.problems()


def test_an_update_keeps_every_translation_and_changes_no_byte(copied: Path) -> None:
    before = copied.read_bytes()
    i18n.update()
    assert copied.read_bytes() == before


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_translation_has_the_values_of_its_sentence(language: str) -> None:
    wrong = []
    for sentence, translation in i18n.pairs(language):
        if "%" in sentence and "{" not in sentence:
            wrong += [sentence] if formats_in(sentence) != formats_in(translation) else []
        elif i18n.names_in(sentence) != i18n.names_in(translation):
            wrong.append(sentence)
    assert wrong == []


def test_french_has_its_own_typography() -> None:
    faults = {
        "straight apostrophe": re.compile("'"),
        "no narrow space before high punctuation": re.compile(rf"[^{THIN}][;!?»]|[^{THIN}]:(?=\s|$)"),
        "no narrow space inside guillemets": re.compile(f"«(?!{THIN})|(?<!{THIN})»"),
        "English quotation marks": re.compile("[“”]"),
        "wide no-break space": re.compile("\N{NO-BREAK SPACE}"),
        "capital without its accent": re.compile(r"\b(?<!iste )(?<!istes )(A|Etat|Etape|Evaluation|Echéance)\b"),
        "n° without its narrow space": re.compile(rf"[nN]°[^{THIN}]"),
    }
    found = [
        f"{fault}: {translation}"
        for _, translation in i18n.pairs("fr")
        for fault, pattern in faults.items()
        if pattern.search(translation)
    ]
    assert found == []


def test_french_keeps_to_the_words_of_the_trade() -> None:
    rejected = re.compile(r"\b(agences?|départements?|un permis|mots? de passe|comité|condensat)\b", re.IGNORECASE)
    assert [one for _, one in i18n.pairs("fr") if rejected.search(one)] == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_officials_are_addressed_calmly(language: str) -> None:
    loud = re.compile(r"!|\bplease\b|\bsorry\b|veuillez|désolé|\b(tu|ton|tes|toi)\b", re.IGNORECASE)
    assert [one for _, one in i18n.pairs(language) if loud.search(one)] == []
