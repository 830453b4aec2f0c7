"""How strips fill pages and lines fill columns, whatever they hold."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.documents import fonts, look
from app.documents.strips import Strip, cell, columns, gap, pages, row, table

ROOM = 100.0


def strip(height: float, keep: bool = False) -> Strip:
    return Strip(height, lambda canvas, x, y: None, keep)


STRIPS = st.lists(st.builds(strip, st.floats(1, 40), st.booleans()), min_size=1, max_size=40)
WORDS = st.text(st.sampled_from("abcdeéÅ-/ \u202f«»W"), max_size=120)


@given(STRIPS)
def test_no_strip_is_lost_or_moved_and_no_page_overflows(strips: list[Strip]) -> None:
    filled = pages(strips, ROOM)
    assert [one for page in filled for one in page] == strips
    assert all(sum(one.height for one in page) <= ROOM for page in filled)


@given(STRIPS)
def test_strips_that_belong_together_part_only_where_a_page_cannot_hold_them(strips: list[Strip]) -> None:
    for page in pages(strips, ROOM)[:-1]:
        if page[-1].keep:
            block = [page[-1]]
            for one in reversed(page[:-1]):
                if not one.keep:
                    break
                block.append(one)
            after = strips[strips.index(page[-1]) + 1 :]
            height = sum(one.height for one in block)
            for one in after:
                height += one.height
                if not one.keep:
                    break
            assert height > ROOM


def test_white_space_disappears_at_the_top_of_a_page() -> None:
    assert [len(page) for page in pages([strip(90), gap(20), strip(50)], ROOM)] == [1, 1]


def test_a_table_repeats_its_head_where_it_continues() -> None:
    strips = table(
        columns(50, 50), [cell(["A"], look.HEAD), cell(["B"], look.HEAD)], [[cell(["x"], look.CELL)] * 2] * 9
    )
    filled = pages(strips, ROOM)
    heads = filled[0][:2]
    assert len(filled) == 3
    assert all(page[:2] == heads for page in filled)


def test_a_short_paragraph_is_kept_whole_and_a_long_one_leaves_no_lonely_line() -> None:
    short = row(columns(400), [cell(["one\ntwo\nthree"], look.BODY)])
    assert [one.keep for one in short] == [True, True, False]
    lengthy = row(columns(400), [cell(["\n".join("abcdefghijklm")], look.BODY)])
    assert [one.keep for one in lengthy] == [True] * 2 + [False] * 8 + [True] * 2 + [False]


@given(WORDS, st.floats(30, 200))
def test_no_line_is_wider_than_its_column_and_no_letter_is_lost(words: str, room: float) -> None:
    lines = fonts.wrap(words, fonts.SANS, 9, room)
    assert all(fonts.width(line, fonts.SANS, 9) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_a_no_break_space_holds_where_a_plain_one_parts() -> None:
    room = fonts.width("accordée aux", fonts.SANS, 9)
    assert fonts.wrap("accordée aux conditions\u202f?", fonts.SANS, 9, room) == ["accordée aux", "conditions\u202f?"]


def test_a_second_language_has_its_own_ink_and_an_empty_text_no_place() -> None:
    assert cell(["Case", "Dossier"], look.LABEL) == (("Case", look.LABEL), ("Dossier", look.LABEL_TWIN))
    assert cell([""], look.LABEL) == ()
    assert replace(gap(3, keep=True)).keep
