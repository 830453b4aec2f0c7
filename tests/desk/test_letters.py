"""Letters sent apart share a number: each can still be named, answered and closed."""

from __future__ import annotations

import pytest

from app.cli.course_lines import letter_lines
from app.desk.consulting import find_letter
from app.desk.plain_course import plain_letter
from app.errors import Refused
from app.models.case import Case
from app.models.charter import Person, Role
from app.words import Words
from tests.workflows.machine.play import enrol
from tests.workflows.machine.stages import OFFICER, at
from tests.workflows.test_rules_asked import letter, raised


@pytest.fixture(scope="module")
def case() -> Case:
    """Two stations each sent the first letter, before either knew of the other's."""
    play = at("treaty")
    enrol(play, Person(officer="lic-09", name="L", agency="licensing", roles=(Role.LICENSING_OFFICER,)))
    one, two = raised(play)
    before = play.lagging(0)
    play.do(OFFICER, letter(one), view=before)
    play.do("lic-09", letter(two), view=before)
    assert [each.body.number for each in play.case.letters.values()] == [1, 1]
    return play.case


def test_letters_of_one_number_are_named_by_the_beginning_of_their_ids(case: Case) -> None:
    for name in case.letters:
        assert find_letter(case, name[:12].upper()).id == name


def test_a_number_that_two_letters_bear_is_refused_with_their_ids(case: Case) -> None:
    for name in ("", "1", "2", "0000"):
        with pytest.raises(Refused, match=r"query\.which-letter") as caught:
            find_letter(case, name)
        assert set(caught.value.values["known"].split(", ")) == {f"1 [{one[:12]}]" for one in case.letters}


def test_letters_of_one_number_are_shown_with_their_ids(case: Case) -> None:
    (name, sent), *_ = case.letters.items()
    plain = plain_letter(case, sent, "")
    assert f"Letter 1 [{name[:12]}] to" in letter_lines(Words("en"), plain, alone=False)[0]
    assert "Letter 1 to" in letter_lines(Words("en"), plain)[0]
