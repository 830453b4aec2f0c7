"""What goes wrong in a peer cannot happen here: one claim for each finding of a review of its published source.

The numbers are those of the findings; where one has no counterpart here, the property is tested that rules it out.
"""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

import pytest

import app
from app.errors import Refused
from app.models.acts import (
    TYPES,
    DeadlineRecorded,
    DecisionSigned,
    OpinionCountersigned,
    QueryRaised,
    QuerySent,
    StepCompleted,
)
from app.models.charter import Calendar
from app.models.outcomes import Position
from app.models.procedure import Overdue
from app.words import LANGUAGES, Words, labels
from app.workflows.calendar import add_working_days, working_days_between
from app.workflows.course import open_letters
from app.workflows.dossier import dossier_hash
from app.workflows.finality import final_decision
from app.workflows.rights import SECOND_PERSON, table
from app.workflows.road import case_progress, moment, standing_opinions
from tests.workflows.drafts import STANDING, altered
from tests.workflows.machine.play import Play
from tests.workflows.machine.stages import CLERK, OFFICER, REVIEWERS, at, on, opinion, outcomes, proposed, road_to
from tests.workflows.test_rules_course import LATE, recorded, where

APP = Path(app.__file__).parent
KEPT = ("acts",)
"""The table of the journal itself: nothing in the program takes a row out of it, or changes one."""


def test_1_no_two_opinions_of_an_agency_on_a_step_stand_side_by_side_wherever_they_are_in_the_list() -> None:
    """The peer compares each row with the first one only."""
    play = at("treaty")
    for step, officer in REVIEWERS.items():
        play.do(officer, opinion(play.case, step))
    for step, officer in REVIEWERS.items():
        code = "opinion.given-already" if step == "defence" else "step.not-open"
        play.refuses(code, officer, opinion(play.case, step, Position.ABSTAIN))
    found = Counter((one.by.agency, one.body.step) for one in standing_opinions(play.case))
    assert set(found.values()) == {1}


def test_2_what_is_asked_of_one_agency_is_answered_by_that_agency_alone() -> None:
    """The peer builds the filter by team and throws it away."""
    play = at("treaty")
    play.do(REVIEWERS["interior"], opinion(play.case, "interior"))
    assert where(play, "interior").state == "done"
    assert where(play, "customs").state == "open"
    play.refuses("step.other-agency", REVIEWERS["interior"], opinion(play.case, "customs"))


def test_3_reading_a_case_creates_nothing() -> None:
    """In the peer a read writes consolidated advice and entries in the trail."""
    play = on(at("treaty"), "opinions")
    before, acts = play.case, len(play.acts)
    charter = play.world.realm.charter
    assert charter is not None
    for _ in range(2):
        case_progress(play.case, play.world.procedure(play.case.procedure), charter, moment(LATE))
        standing_opinions(play.case)
        dossier_hash(play.case)
    assert play.case is before
    assert len(play.acts) == acts


def test_4_who_countersigns_is_whoever_signed_and_names_the_opinion_by_its_id() -> None:
    """In the peer the countersigner is a field of the form, and rows are paired by their position in two lists."""
    fields = {name for body in TYPES.values() for name in body.__dataclass_fields__}  # type: ignore[attr-defined]
    assert not {name for name in fields if name.endswith("signed_by") or name == "signer"}
    play = at("treaty")
    given = play.do(REVIEWERS["defence"], opinion(play.case, "defence"))
    body = OpinionCountersigned(opinion=given.id)
    play.refuses("second-person.same", REVIEWERS["defence"], body)
    assert play.admit(replace(play.make("def-04", body), officer=given.officer)) == "officer.key"
    play.refuses("opinion.other-agency", REVIEWERS["customs"], body)
    play.do("def-04", body)
    assert play.case.opinions[given.id].countersigned == play.acts[-1].by


def test_5_the_rules_themselves_say_who_may_act_not_a_screen_that_hides_a_button() -> None:
    """In the peer only the web front end checks the team."""
    play = at("treaty")
    play.refuses("step.other-agency", REVIEWERS["interior"], opinion(play.case, "customs"))
    play.refuses("rights.role", CLERK, opinion(play.case, "customs"))
    assert {name for name, _, _ in table()} == set(TYPES)
    for file in APP.rglob("*.py"):
        if file.parent.name in ("cli", "ui"):
            assert "RULES" not in file.read_text("utf-8")


def test_6_nothing_is_decided_while_a_question_is_open_or_a_countersignature_missing() -> None:
    """The peer's last step tests neither; a missing countersignature is an exception without words."""
    play = at("treaty")
    for step, officer in REVIEWERS.items():
        play.do(officer, opinion(play.case, step))
    assert where(play, "defence").state == "open"
    assert where(play, "consolidation").state == "waiting"
    play.refuses("step.not-open", OFFICER, StepCompleted(step="consolidation", note="All agree."))
    asked = at("treaty")
    question = asked.do(REVIEWERS["customs"], QueryRaised(step="customs", text="Who stores them?", text_fr="Qui ?"))
    asked.do(OFFICER, letter(asked, question.id))
    on(asked, *road_to("attested")[road_to("attested").index("treaty") + 1 :])
    assert open_letters(asked.case)
    asked.refuses("decision.query-open", "lic-04", proposed(asked.world, outcomes(asked.case)))
    assert final_decision(asked.case) is None


def letter(play: Play, query: str) -> QuerySent:
    queries = play.world.procedure(play.case.procedure).queries
    assert queries is not None
    due = add_working_days(Calendar(), play.now.date(), queries.days)
    return QuerySent(
        number=1, queries=(query,), due=due.isoformat(), silence=queries.silence.en, silence_fr=queries.silence.fr
    )


def test_7_a_limit_is_computed_from_the_acts_whatever_was_missed_and_however_often_it_is_asked() -> None:
    """The peer counts days in a nightly job, by the day of the month; a missed or doubled run changes the figures."""
    play = at("treaty")
    due = where(play, "customs").due
    assert due is not None
    for months in (1, 2, 12):
        later = moment(f"{due + timedelta(days=31 * months)}T00:00:00Z")
        assert where(play, "customs", later).due == due
        assert where(play, "customs", later).overdue
    body = recorded(play, "customs")
    assert isinstance(body, DeadlineRecorded)
    assert (body.due, body.effect) == (due.isoformat(), Overdue.REMIND)
    play.do(CLERK, body, claimed=LATE)
    play.refuses("deadline.recorded-already", CLERK, body, claimed=LATE)
    columns = {name for one in TYPES.values() for name in one.__dataclass_fields__}  # type: ignore[attr-defined]
    assert not {name for name in columns if "sla" in name or name.endswith("_days")}


def test_8_there_is_one_way_to_count_working_days_and_it_agrees_with_counting_on_fingers() -> None:
    """The peer keeps a second one that its own comments call wrong."""
    holidays = {"2026-12-25": "Christmas", "2027-01-01": "New Year"}
    calendar = Calendar(holidays=holidays)
    start = date(2026, 12, 18)
    for days in range(30):
        end, left = start, days
        while left:
            end += timedelta(days=1)
            left -= end.isoweekday() < 6 and end.isoformat() not in holidays
        assert add_working_days(calendar, start, days) == end
        assert working_days_between(calendar, start, end) == days
    named = [file.name for file in APP.rglob("*.py") if "def add_working_days" in file.read_text("utf-8")]
    assert named == ["calendar.py"]


def test_9_no_code_path_deletes_from_the_journal() -> None:
    """In the peer, closing a case deletes entries of the trail."""
    statements = [
        (file.name, one.value)
        for file in (APP / "store").rglob("*.py")
        for one in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and "DELETE FROM" in one.value
    ]
    assert statements
    for _, statement in statements:
        assert not any(f"DELETE FROM {name}" in statement for name in KEPT), statement
    play = at("issued")
    assert [one.act for one in play.case.acts] == [one.id for one in play.acts if one.scope == f"case:{play.case.id}"]


def test_10_an_act_is_never_written_again_not_even_to_show_it() -> None:
    """In the peer, serving the trail may write a corrected payload back into it."""
    updating = [
        (file.name, one.value)
        for file in (APP / "store").rglob("*.py")
        for one in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value.startswith("UPDATE ")
    ]
    assert not [one for one in updating if any(f"UPDATE {name}" in one[1] for name in KEPT)]
    act = at("registered").acts[-1]
    with pytest.raises(AttributeError):
        act.body.reference = "EXP-2026-99999"
    with pytest.raises(AttributeError):
        act.claimed = LATE  # type: ignore[misc]


def test_11_no_two_values_of_an_enumeration_carry_the_same_word() -> None:
    """The peer shows one grade of secrecy under the name of another."""
    kinds: dict[str, list[str]] = {}
    for name in labels():
        kind, _, value = name.partition(".")
        kinds.setdefault(kind, []).append(value)
    for language in LANGUAGES:
        words = Words(language)
        for enumeration in ENUMERATIONS:
            said = Counter(words.label(enumeration, value) for value in kinds[enumeration])
            assert [word for word, count in said.items() if count > 1] == [], (language, enumeration)


ENUMERATIONS = (
    "activity",
    "att_category",
    "att_scope",
    "decider",
    "gate",
    "licence_kind",
    "licence_state",
    "method",
    "mixed",
    "outcome",
    "overdue",
    "paper_kind",
    "party_role",
    "position",
    "purpose",
    "role",
    "seat_effect",
    "seat_kind",
    "verdict",
)
"""Kinds of words whose values stand side by side on a form or a paper."""


def test_11_every_enumeration_of_the_models_has_distinct_values() -> None:
    found: list[type[StrEnum]] = [one for one in StrEnum.__subclasses__() if one.__module__.startswith("app.models")]
    assert found
    for one in found:
        assert len({member.value for member in one}) == len(one.__members__), one


def test_12_a_refused_signature_leaves_a_case_where_it_was_and_somebody_holding_it() -> None:
    """In the peer a rejected countersignature passes through a state in which nothing happens."""
    play = at("proposed")
    before = play.case
    record = next(iter(before.decisions))
    play.refuses("decision.signatory", "def-04", DecisionSigned(decision=record))
    assert play.case is before
    charter = play.world.realm.charter
    assert charter is not None
    for stage in ("registered", "treaty", "opinions", "consolidated", "attested", "proposed"):
        reached = at(stage)
        road = case_progress(reached.case, reached.world.procedure(reached.case.procedure), charter)
        assert road.holders, stage
        assert road.open, stage


def test_13_what_an_agency_may_do_hangs_on_the_charter_and_the_procedure_not_on_a_constant_in_the_program() -> None:
    """In the peer ids of teams and queues stand in the source of both of its parts."""
    codes = {"foreign-affairs", "defence", "customs", "interior", "intelligence", "economy"}
    for room in ("workflows", "trust", "store", "desk"):
        for file in (APP / room).rglob("*.py"):
            constants = (one for one in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(one, ast.Constant))
            assert not codes & {one.value for one in constants if isinstance(one.value, str)}, file
    renamed = altered(STANDING, ('id = "customs"', 'id = "border"'), ('"customs", "interior"', '"border", "interior"'))
    play = at("treaty", procedure=renamed)
    play.do(REVIEWERS["customs"], opinion(play.case, "border"))
    assert where(play, "border").state == "done"


def test_14_cases_and_licences_bear_short_numbers_that_any_other_system_can_keep() -> None:
    """The peer needs a table that maps its long ids for the system it exchanges files with."""
    play = at("issued")
    (licence,) = play.case.licences.values()
    for number in (play.case.reference, licence.body.number):
        assert len(number) <= 20
        assert number.isascii()
        assert number.upper() == number
    assert licence.body.number.startswith(play.case.reference)
    digest = next(iter(play.world.realm.procedures))
    other = replace(play.acts[-1], id="x")
    assert other.id != play.acts[-1].id
    with pytest.raises(Refused):
        play.world.procedure(digest[:-1])


def test_every_act_that_a_second_person_signs_is_known_as_such() -> None:
    assert {"OpinionCountersigned", "DecisionSigned", "CorrectionConfirmed"} <= SECOND_PERSON
