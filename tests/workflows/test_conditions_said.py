"""Conditions: when they can hold, when they always do, and how they are said as whole sentences."""

from __future__ import annotations

import re

from app.models.procedure import Condition, Fact
from app.words import Words
from app.workflows.clauses import CLAUSES, TRUTHS
from app.workflows.named_facts import FACTS
from app.workflows.possible import can_hold, some_always_holds
from app.workflows.reasons import condition_text


def fact(name: str, *values: str) -> Condition:
    return Condition(fact=Fact(name=name, values=values))


def test_a_condition_and_its_opposite_always_cover_everything() -> None:
    small = fact("att_category", "h")
    assert some_always_holds([small, Condition(negated=small)], {})
    assert not some_always_holds([small, Condition(negated=fact("att_category", "g"))], {})
    assert not some_always_holds([], {})
    assert some_always_holds([None, small], {})


def test_every_fact_can_be_said_with_its_opposite_as_a_sentence_in_both_languages() -> None:
    values = {"flag": "renewal-without-original", "link": "renewal-of", "control_code_in": "ML1", "value_at_least":
              "1000 EUR", "adverse_opinions_at_least": "2", "returns_at_least": "2"}  # fmt: skip
    assert set(CLAUSES) | {name for name, _ in TRUTHS} == set(FACTS)
    for language in ("en", "fr"):
        said = set()
        for name, named in FACTS.items():
            asked = fact(name, *(named.choices[:1] or (values.get(name, "FR"),)))
            said |= {condition_text(one, Words(language)) for one in (asked, Condition(negated=asked))}
        assert len(said) == 2 * len(FACTS)
        assert all(re.fullmatch(r"(Only if|Seulement si) .+\.", one) for one in said)


def test_a_condition_is_said_as_one_sentence_with_what_it_negates_turned_round() -> None:
    small = fact("att_category", "h")
    abroad = Condition(any=(fact("activity", "import"), fact("granted", "true", "false")))
    both = Condition(all=(small, Condition(negated=abroad)))
    assert condition_text(both, Words("en")) == (
        "Only if all of the following hold: some goods are of an Article 2(1) category that is named (Small arms and "
        "light weapons); (all of the following hold: the activity is not among those named (Import); (all of the "
        "following hold: no final decision grants anything; there is no final decision that grants nothing))."
    )
    assert condition_text(Condition(all=(Condition(negated=Condition(negated=small)),)), Words("en")) == (
        "Only if some goods are of an Article 2(1) category that is named (Small arms and light weapons)."
    )


def test_one_case_has_one_activity_and_one_kind() -> None:
    both = Condition(all=(fact("activity", "export"), fact("activity", "import")))
    assert not can_hold(both, {})
    assert can_hold(Condition(all=(fact("destination_in", "FR"), fact("destination_in", "DE"))), {})
    assert not can_hold(fact("granted", "true"), {"granted": ""})
    assert not can_hold(Condition(any=()), {})


def test_a_condition_too_large_to_try_out_is_given_the_benefit_of_the_doubt_but_covers_nothing() -> None:
    large = Condition(any=tuple(fact("flag", f"f{number}") for number in range(13)))
    assert can_hold(large, {})
    assert not some_always_holds([large, Condition(negated=large)], {})
