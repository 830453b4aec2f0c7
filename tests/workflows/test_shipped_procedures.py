"""The shipped procedures are right as they are, in both languages and under both charters."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.models.charter import Role
from app.models.procedure import (
    Condition,
    Decider,
    Effects,
    Fact,
    Mixed,
    Overdue,
    Procedure,
    Queries,
    SeatEffect,
    StepKind,
    Text,
    ValidFrom,
    Visibility,
)
from app.workflows.charter import procedure_names
from app.workflows.in_realm import in_realm
from app.workflows.named_facts import FACTS, ITEM_FACTS
from app.workflows.procedure_check import check, check_file
from tests.workflows.drafts import RESOURCES, SEVEN, SIX, STANDING, altered, charter, places, procedure

SHIPPED = sorted((RESOURCES / "procedures").glob("*.toml"))


def shipped(name: str) -> str:
    return (RESOURCES / "procedures" / f"{name}.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_shipped_procedure_is_right_under_both_charters(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for realm in (charter(), charter(SIX), None):
        assert check_file(file.name, text, realm)[1] == []
    assert procedure(text).id == file.stem


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_shipped_procedure_says_the_same_in_both_languages_and_what_silence_means(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    read = procedure(text)
    assert text.count("# EN  ") == text.count("# FR  ")
    assert all("(to be replaced by the national text)" in one.en for one in legal_bases(read))
    assert all("(à remplacer par le texte national)" in one.fr for one in legal_bases(read))
    assert read.queries is not None
    assert read.queries.silence.en != read.queries.silence.fr
    assert read.higher_authority == "higher-authority"
    french = [line for line in text.split("\n") if re.search(r"[éèàç’]", line)]
    assert not [line for line in french if re.search(r" [:;!?»]|« ", line)]


def legal_bases(read: Procedure) -> list[Text]:
    given = [read.legal_basis, read.statutory_basis, *(step.legal_basis for step in read.steps)]
    given += [part.legal_basis for part in (read.committee, read.queries, read.reconsideration) if part]
    if committee := read.committee:
        methods = (committee.triage, committee.silence, committee.written, committee.urgency)
        given += [part.legal_basis for part in methods if part]
    given += [read.remedies]
    return [basis for basis in given if basis]


def test_the_charters_adopt_five_and_start_cases_with_the_standing_committee() -> None:
    for text in (SEVEN, SIX):
        assert procedure_names(charter(text)) == (
            "standing-committee", "ad-hoc-consultation", "lead-authority", "split-by-category", "split-by-activity",
        )  # fmt: skip
        assert charter(text).procedures == {"*": "standing-committee"}
    assert {file.stem for file in SHIPPED} - set(procedure_names(charter())) == {"interministerial-commission"}


def test_whoever_decides_alone_has_a_head_who_can_sign() -> None:
    for text in (SEVEN, SIX):
        realm = charter(text)
        heads = {one.agency for one in (*realm.founders, *realm.officers) if Role.AGENCY_HEAD in one.roles}
        for file in SHIPPED:
            placed = in_realm(procedure(file.read_text(encoding="utf-8")), realm)
            deciding = [step for step in placed.steps if step.decides not in (None, Decider.COMMITTEE)]
            named = {code for step in deciding for code in (step.agency, *(one.agency for one in step.competences))}
            named |= {step.waived_by for step in placed.steps if step.waived_by}
            levels = {level.authority for level in placed.ladder}
            assert named | levels | {placed.higher_authority, *filter(None, [placed.disputes])} <= heads


def test_the_interministerial_commission_has_two_authorities_above_it_and_rules_of_its_own() -> None:
    read = procedure(shipped("interministerial-commission"))
    assert read.committee is not None
    assert [(one.authority, one.days, one.signatures) for one in read.ladder] == [
        ("defence", 10, 1), ("higher-authority", 20, 1),
    ]  # fmt: skip
    assert read.committee.effects == Effects(
        absent=SeatEffect.DEFERS, abstaining=SeatEffect.OUT, not_competent=SeatEffect.OUT
    )
    assert (read.committee.positions, read.validity) == (Visibility.OPEN, ValidFrom.SERVICE)
    assert read.reconsideration is not None
    assert not read.reconsideration.other_signatories
    placed = in_realm(read, charter())
    assert [one.authority for one in placed.ladder] == ["defence", "foreign-affairs"]
    assert placed.disputes == "foreign-affairs"


def test_the_standing_committee_says_how_it_works() -> None:
    read = procedure()
    committee = read.committee
    assert committee is not None
    assert (committee.effects, committee.positions, committee.levels) == (Effects(), Visibility.HIDDEN, ())
    assert committee.silence is not None
    assert committee.written is not None
    assert committee.urgency is not None
    assert committee.triage is not None
    assert (committee.silence.days, committee.silence.consensus, committee.written.days) == (5, True, 10)
    assert (committee.urgency.quorum, committee.urgency.percent, committee.urgency.ratify_days) == (2, 50, 20)
    assert (read.disputes, read.validity) == ("higher-authority", ValidFrom.ISSUE)
    assert read.remedies is not None
    assert [one.authority for one in read.ladder] == ["higher-authority"]


def test_a_small_realm_takes_no_more_for_an_urgent_case_than_it_has() -> None:
    two = altered(STANDING, ("quorum = 2\npercent", "quorum = 3\npercent"))
    placed = in_realm(procedure(two), charter(SIX)).committee
    assert placed is not None
    assert placed.urgency is not None
    assert placed.urgency.quorum == placed.quorum == 2


def test_what_a_lead_authority_procedure_says_is_read_whole() -> None:
    read = procedure(shipped("lead-authority"))
    opinions = {step.id: (step.days, step.overdue, step.waived_by, step.escalates_to) for step in read.steps
                if step.kind is StepKind.REVIEW}  # fmt: skip
    assert opinions == {
        "defence": (15, Overdue.REMIND, "foreign-affairs", ""),
        "interior": (10, Overdue.ESCALATE, "foreign-affairs", "higher-authority"),
        "customs": (10, Overdue.NO_OBJECTION, "foreign-affairs", ""),
    }
    assert read.step("defence").countersign
    assert (read.step("decision").decides, read.step("decision").agency) == (Decider.LEAD_AGENCY, "foreign-affairs")
    assert read.queries is not None
    assert (read.queries.agency, read.queries.days) == ("licensing", 20)


def test_the_split_procedures_say_how_mixed_applications_go() -> None:
    category, activity = (
        procedure(shipped(name)).step("decision") for name in ("split-by-category", "split-by-activity")
    )
    assert (category.mixed, activity.mixed) == (Mixed.OWN_ITEMS, Mixed.LINKED_CASES)
    assert [one.agency for one in category.competences] == ["interior"]
    assert [one.agency for one in activity.competences] == ["economy", "interior", "customs"]


def test_the_standing_committee_is_read_whole() -> None:
    read = procedure()
    assert [step.kind.value for step in read.steps] == [
        "intake", "classification", "verification", *["review"] * 5, "consolidation", "committee", "decision", "issue",
        "notify",
    ]  # fmt: skip
    assert read.step("treaty").tasks == ("article-6", "article-7")
    assert read.step("foreign-affairs").overdue is Overdue.ESCALATE
    assert read.step("defence").countersign
    assert read.step("decision").decides is Decider.COMMITTEE
    assert read.step("decision").signatures == 2
    assert read.step("issue").when == Condition(fact=Fact(name="granted", values=("true",)))
    assert read.committee is not None
    assert (read.committee.quorum, read.committee.deferrals, read.committee.escalates_to) == (3, 2, "higher-authority")
    assert read.statutory_days == 90
    assert read.title.in_language("fr") == "Commission permanente décidant par consensus"
    with pytest.raises(KeyError):
        read.step("nowhere")


def test_seats_of_one_agency_are_one_voice_and_the_quorum_counts_voices() -> None:
    placed = in_realm(procedure(), charter(SIX))
    small = placed.committee
    assert small is not None
    assert [(seat.agency, seat.kind.value, seat.mandatory) for seat in small.seats] == [
        ("foreign-affairs", "voting", True),
        ("defence", "voting", True),
    ]
    assert small.quorum == 2
    large = in_realm(procedure(), charter()).committee
    assert large is not None
    assert (len(large.seats), large.quorum, large.escalates_to) == (6, 3, "foreign-affairs")


def test_placing_a_procedure_in_a_realm_twice_changes_nothing() -> None:
    once = in_realm(procedure(), charter(SIX))
    assert in_realm(once, charter(SIX)) == once
    assert once.digest == procedure().digest
    assert once.step("customs").agency == "defence"
    assert check(once, charter(SIX)) == []


def test_functions_named_anywhere_become_agencies_of_the_realm() -> None:
    placed = in_realm(procedure(shipped("lead-authority")), charter(SIX))
    assert placed.higher_authority == "foreign-affairs"
    assert placed.step("interior").escalates_to == "foreign-affairs"
    assert placed.step("interior").agency == "defence"
    merged = replace(procedure(), queries=Queries(agency="economy", days=1, silence=Text(en="x", fr="x")))
    assert in_realm(merged, charter(SIX)).queries == replace(merged.queries, agency="defence")


def test_items_judged_by_themselves_are_asked_for_what_an_item_has() -> None:
    assert set(FACTS) >= ITEM_FACTS
    assert {"value_at_least", "flag", "link", "granted", "prohibited", "party_country_in"} & ITEM_FACTS == set()
    linked = altered(shipped("split-by-category"), ('"own-items"\n', '"linked-cases"\n'),
                     ('{ control_code_in = ["ML3"] }', '{ value_at_least = "1000 EUR" }'))  # fmt: skip
    assert check_file("p.toml", linked, charter())[1] == []
    own = altered(linked, ('mixed = "linked-cases"', 'mixed = "own-items"'))
    problems = check_file("p.toml", own, charter())[1]
    assert places(problems, own) == [("procedure.not-of-an-item", "when = { any = [")]
