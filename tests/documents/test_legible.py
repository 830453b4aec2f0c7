"""No empty boxes, no invisible tricks: what becomes of text that the fonts cannot show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import fonts
from app.documents.legible import legible, printable
from tests.documents import samples


@given(st.text(max_size=60))
def test_whatever_is_printed_has_a_letter_in_the_fonts(text: str) -> None:
    shown, _ = printable(text)
    held = frozenset.intersection(*map(fonts.glyphs, fonts.TEXT))
    assert [character for character in shown if character != "\n" and ord(character) not in held] == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        (samples.FOREIGN_NAMES["Arabic"], "[Arab]"),
        (samples.FOREIGN_NAMES["Chinese"], "[Hani]"),
        (samples.FOREIGN_NAMES["Korean"], "[Hang]"),
        ("三菱ミサイル", "[Jpan]"),
        ("תעשייה אווירית", "[Hebr]"),
        ("भारत डायनामिक्स", "[Deva]"),
        ("บริษัท", "[Thai]"),
    ],
)
def test_another_script_is_transliterated_and_marked(text: str, mark: str) -> None:
    shown, marked = printable(text)
    assert marked
    assert shown.endswith(mark)
    assert shown.isascii()


@pytest.mark.parametrize("name", ["Cyrillic", "Greek", "Vietnamese"])
def test_scripts_that_the_fonts_hold_stay_as_they_are(name: str) -> None:
    assert printable(samples.FOREIGN_NAMES[name]) == (samples.FOREIGN_NAMES[name], False)


def test_only_the_foreign_words_of_a_name_change() -> None:
    assert printable("Norinco 北方 Ltd, Œuvre № 7") == ("Norinco Bei Fang Ltd, Œuvre № 7 [Hani]", True)


def test_signs_that_hide_or_turn_text_are_left_out() -> None:
    assert printable("Grant\u202eesufeR\u200b\x00\ufeff") == ("GrantesufeR", False)


def test_letters_composed_of_parts_are_joined_and_spaces_made_plain() -> None:
    assert printable("Cafe\u0301\u2003\tno\u202f7") == ("Café no\u202f7", False)


def test_a_whole_paper_is_made_legible_and_its_figures_stay() -> None:
    shown, marked = legible(samples.FOREIGN_LICENCE)
    assert marked
    assert shown.goods == samples.FOREIGN_LICENCE.goods
    assert [party.name for party in shown.parties][1] == "Bei Fang Gong Ye Gong Si [Hani]"
    assert legible(samples.LICENCE) == (samples.LICENCE, False)
