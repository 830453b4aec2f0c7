"""Two procedures compared: every difference at its place, conditions as one line of no language."""

from __future__ import annotations

import pytest
from hypothesis import given

from app.models.outcomes import Difference
from app.models.procedure import Condition, Fact
from app.workflows.compare import compare, condition_code
from tests.workflows.drafts import RESOURCES, STANDING, altered, procedure
from tests.workflows.drawn_procedures import WHOLE

FILES = sorted((RESOURCES / "procedures").glob("*.toml"))
OLD = procedure()


def changed(*changes: tuple[str, str]) -> tuple[Difference, ...]:
    return compare(OLD, procedure(altered(STANDING, *changes)))


def only(part: str, field: str, before: str, after: str) -> tuple[Difference, ...]:
    return (Difference(part=part, field=field, before=before, after=after),)


def test_a_procedure_does_not_differ_from_itself_nor_by_a_comment() -> None:
    assert compare(OLD, OLD) == ()
    assert changed(("# EN  The opinions run", "# EN  All opinions run")) == ()


def test_a_changed_field_is_named_with_its_step() -> None:
    assert changed(('title = { en = "Opinion of customs"', 'title = { en = "Customs"')) == only(
        "steps.customs.title", "en", "Opinion of customs", "Customs"
    )
    assert changed(("countersign = true\n", "")) == only("steps.defence", "countersign", "yes", "no")
    assert changed(("days = 20\noverdue", "days = 25\noverdue")) == only("steps.committee", "days", "20", "25")


def test_a_changed_condition_is_shown_whole_on_both_sides() -> None:
    assert changed(('    { activity = ["import"] },\n', "")) == only(
        "steps.interior",
        "when",
        "any(att_category = h; control_code_in = ML1, ML3; activity = import)",
        "any(att_category = h; control_code_in = ML1, ML3)",
    )


def test_committee_letters_limits_and_activities_are_compared() -> None:
    assert changed(("quorum = 3", "quorum = 4")) == only("committee", "quorum", "3", "4")
    assert changed(('kind = "advisory"', 'kind = "observer"')) == only(
        "committee.seats.economy", "kind", "advisory", "observer"
    )
    assert changed(('[queries]\nagency = "licensing"', '[queries]\nagency = "customs"')) == only(
        "queries", "agency", "licensing", "customs"
    )
    assert changed(("days = 90", "days = 60")) == only("", "statutory_days", "90", "60")
    assert changed(('"trans-shipment", "brokering"]', '"trans-shipment"]')) == only(
        "",
        "activities",
        "export, import, transit, trans-shipment, brokering",
        "export, import, transit, trans-shipment",
    )


def test_a_new_step_is_told_by_what_it_says_and_a_lost_one_likewise() -> None:
    step = '[[steps]]\nid = "economy"\nkind = "review"\ntitle = { en = "E", fr = "É" }\nagency = "economy"\n'
    new = procedure(
        altered(
            STANDING,
            ('[[steps]]\nid = "consolidation"', step + 'after = ["treaty"]\n\n[[steps]]\nid = "consolidation"'),
            ('"interior", "intelligence"]', '"interior", "intelligence", "economy"]'),
        )
    )
    told = compare(OLD, new)
    own = {(one.field, one.before, one.after) for one in told if one.part == "steps.economy"}
    assert own == {
        ("id", "", "economy"), ("kind", "", "review"), ("agency", "", "economy"), ("after", "", "treaty"),
        ("mandatory", "", "yes"), ("overdue", "", "remind"),
    }  # fmt: skip
    assert {one.part for one in told} == {"steps.economy", "steps.economy.title", "steps.consolidation"}
    back = compare(new, OLD)
    assert {(one.part, one.field, one.after, one.before) for one in back} == {
        (one.part, one.field, one.before, one.after) for one in told
    }


def test_competences_are_told_by_their_agency() -> None:
    category, activity = (
        procedure((RESOURCES / "procedures" / f"split-by-{name}.toml").read_text(encoding="utf-8"))
        for name in ("category", "activity")
    )
    found = {(one.part, one.field): (one.before, one.after) for one in compare(category, activity)}
    assert found["steps.decision.competences.interior", "when"] == (
        "any(att_category = h; control_code_in = ML3; all(att_scope = art4; control_code_in = ML1))",
        "activity = import",
    )
    assert found["steps.decision.competences.economy", "agency"] == ("", "economy")
    assert found["steps.decision", "mixed"] == ("own-items", "linked-cases")


def test_every_two_shipped_procedures_differ_and_mirror_each_other() -> None:
    read = [procedure(file.read_text(encoding="utf-8")) for file in FILES]
    for one in read:
        for other in read:
            there, back = compare(one, other), compare(other, one)
            assert bool(there) is (one.id != other.id)
            assert {(d.part, d.field) for d in there} == {(d.part, d.field) for d in back}


@given(WHOLE, WHOLE)
def test_different_conditions_are_written_differently(one: Condition, other: Condition) -> None:
    assert (condition_code(one) == condition_code(other)) is (one == other)


def test_no_condition_is_written_as_nothing() -> None:
    assert condition_code(None) == ""
    assert condition_code(Condition(negated=Condition(fact=Fact(name="kind", values=("open",))))) == "not(kind = open)"


SETTINGS = [
    (('absent = "silent"', 'absent = "blocks"'), "committee.effects", "absent", "silent", "blocks"),
    (('positions = "hidden"', 'positions = "open"'), "committee", "positions", "hidden", "open"),
    (("consensus = true", "consensus = false"), "committee.silence", "consensus", "yes", "no"),
    (("[committee.written]\ndays = 10", "[committee.written]\ndays = 9"), "committee.written", "days", "10", "9"),
    (("percent = 50", "percent = 40"), "committee.urgency", "percent", "50", "40"),
    (("ratify_days = 20", "ratify_days = 30"), "committee.urgency", "ratify_days", "20", "30"),
    (("other_signatories = true", "other_signatories = false"), "reconsideration", "other_signatories", "yes", "no"),
    (('validity = "issue"', 'validity = "service"'), "", "validity", "issue", "service"),
    (('disputes = "higher-authority"\n', ""), "", "disputes", "higher-authority", ""),
]


@pytest.mark.parametrize(("change", "part", "field", "before", "after"), SETTINGS, ids=lambda one: str(one)[:30])
def test_every_setting_of_the_committees_practice_is_compared(
    change: tuple[str, str], part: str, field: str, before: str, after: str
) -> None:
    other = procedure(altered(STANDING, change))
    assert compare(procedure(), other) == (Difference(part=part, field=field, before=before, after=after),)


def test_conditions_of_the_methods_are_compared_as_they_are_written() -> None:
    other = altered(STANDING, ("barred = { any = [", "barred = { any = [\n    { returns_at_least = 2 },"))
    (found,) = compare(procedure(), procedure(other))
    assert (found.part, found.field) == ("committee.silence", "barred")
    assert found.after == found.before.replace("any(", "any(returns_at_least = 2; ")


def test_authorities_above_the_committee_are_compared_one_by_one() -> None:
    text = (RESOURCES / "procedures" / "interministerial-commission.toml").read_text(encoding="utf-8")
    other = altered(text, ('fr = "Arbitrage entre les ministres" }\ndays = 10', 'fr = "Arbitrage" }\ndays = 15'))
    assert {(one.part, one.field, one.after) for one in compare(procedure(text), procedure(other))} == {
        ("committee.levels.1", "days", "15"),
        ("committee.levels.1.title", "fr", "Arbitrage"),
    }
