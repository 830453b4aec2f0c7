"""Lists of cases and the rows that lists are made of."""

from __future__ import annotations

import pytest

from app.models.acts import DecisionProposed, LicenceIssued, OpinionGiven, PositionTaken, QuestionPut, ResultCertified
from app.models.application import Activity, Application, Destination, Item, LicenceKind, Line, Party, PartyRole
from app.models.case import (
    Case,
    Certificate,
    ConditionEntry,
    ConditionVersion,
    DecisionRecord,
    Licence,
    Opinion,
    Round,
    Signed,
    Version,
    Vote,
)
from app.models.outcomes import ItemOutcome, Outcome, Position, Result
from app.models.realm import Realm
from app.models.session import Session
from app.store.derive import replace_rows
from app.store.derived import rows, series
from app.store.lists import Filter
from tests.store import realm
from tests.store.realm import CLERK, Office


def references(office: Office, **where: str) -> list[str]:
    with office.store.reading() as reading:
        found = reading.cases(Filter(**where))
        assert reading.count_cases(Filter(**where)) == len(found)
    return [line.reference[-1] for line in found]


@pytest.fixture
def three(office: Office) -> Office:
    """Three cases: howitzers, spare parts with a percent sign, and one past its intake."""
    office.register()
    office.register(goods="Ersatzteile 100% Straße", reference="ÄB_7")
    office.register()
    office.append(CLERK, realm.intake_done(3))
    return office


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, ["1", "2", "3"]),
        ({"stage": "intake"}, ["1", "2"]),
        ({"stage": "classification"}, ["3"]),
        ({"activity": "export"}, ["1", "2", "3"]),
        ({"activity": "import"}, []),
        ({"agency": "defence"}, ["1", "2", "3"]),
        ({"holder": "licensing"}, ["1", "2", "3"]),
        ({"holder": "defence"}, []),
        ({"destination": "DE"}, ["1", "2", "3"]),
        ({"destination": "D"}, []),
        ({"text": "FELDHAUB"}, ["1", "3"]),
        ({"text": "STRASSE"}, ["2"]),
        ({"text": "100%"}, ["2"]),
        ({"text": "äb_7"}, ["2"]),
        ({"text": "äb-7"}, []),
        ({"text": "_"}, ["2"]),
        ({"text": "EXP-2026-00003"}, ["3"]),
        ({"text": "kolibri", "stage": "classification"}, ["3"]),
    ],
)
def test_cases_are_found_by_what_officials_ask(three: Office, where: dict[str, str], expected: list[str]) -> None:
    assert references(three, **where) == expected


def test_pages_follow_each_other(three: Office) -> None:
    with three.store.reading() as reading:
        assert [line.reference[-1] for line in reading.cases(limit=2)] == ["1", "2"]
        assert [line.reference[-1] for line in reading.cases(limit=2, offset=2)] == ["3"]


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("EXP-2026-00017", ("EXP-2026", 17)),
        ("EXP-2026-B-100000", ("EXP-2026-B", 100000)),
        ("old register", ("old register", 0)),
        ("X-²", ("X-²", 0)),
    ],
)
def test_reference_is_a_series_and_a_number(reference: str, expected: tuple[str, int]) -> None:
    assert series(reference) == expected


def by(act: str, claimed: str = "2026-11-22T09:00:00Z", officer: str = "def-01") -> Signed:
    return Signed(act=act, officer=officer, agency="defence", role="reviewer", claimed=claimed)


def vote(name: str, position: Position, replaces: str = "") -> Vote:
    body = PositionTaken(question="f", seat="defence", position=position)
    return Vote(id=name, body=body, by=by(name), replaces=replaces)


def decided_case() -> Case:
    """A case with one of everything that lists show."""
    application = Application(
        activity=Activity.BROKERING,
        kind=LicenceKind.GLOBAL,
        parties=(
            Party(id="a", role=PartyRole.END_USER, name="Ministry"),
            Party(id="b", role=PartyRole.BROKER, name="Brøker"),
        ),
        destinations=(Destination(country="KE"), Destination(given="several")),
        lines=(
            Line(id="1", description="x", value="1.10", currency="EUR"),
            Line(id="2", description="y", value="2.25", currency="EUR"),
            Line(id="3", description="z", value="7", currency="USD"),
        ),
        items=(Item(id="i", line="1", quantity="2"), Item(id="j", line="2")),
    )
    outcomes = (ItemOutcome(item="i", outcome=Outcome.GRANT), ItemOutcome(item="j", outcome=Outcome.REFUSE))
    question = QuestionPut(
        session="s", number=1, text="?", text_fr="?", outcomes=outcomes, conditions=(), dossier="d", fingerprint="f",
        roll=(),
    )  # fmt: skip
    result = ResultCertified(question="f", positions=("v2",), result=Result.CONSENSUS)
    certificate = Certificate(id="c", by=by("c"), attested=by("t"), body=result)
    votes = {"v1": vote("v1", Position.OBJECT), "v2": vote("v2", Position.AGREE, "v1")}
    opinion = OpinionGiven(step="defence", dossier="d", position=Position.AGREE, reasons="r")
    decision = DecisionProposed(
        step="decision", authority="committee", ground="consensus", question="f", positions=("v2",),
        conditions=(), outcomes=outcomes,
        dossier="d", text="t", text_fr="t", signatures=1,
    )  # fmt: skip
    licence = LicenceIssued(
        number="BRK-2026-00001/L1", decision="e", items=(), conditions=(), valid_from="2026-12-01",
        valid_until="2027-12-01",
    )  # fmt: skip
    said = {"text": "seal", "text_fr": "sceller", "effective": True, "by": by("k")}
    version = ConditionVersion(act="k", version=1, dropped=False, **said)
    dropped = ConditionVersion(act="l", version=2, dropped=True, **said)
    record = DecisionRecord(id="e", body=decision, by=by("e"), signatures=(by("g", "2026-11-23T09:00:00Z"),))
    return Case(
        id="case",
        reference="BRK-2026-00001",
        registered=by("r"),
        versions=(Version(number=1, application=application, content="cd", flags=(), by=by("r")),),
        opinions={"o": Opinion(id="o", body=opinion, by=by("o"), countersigned=by("p", officer="def-02"))},
        conditions={
            "k": ConditionEntry(number=1, owner="defence", items=(), versions=(version,)),
            "l": ConditionEntry(number=2, owner="defence", items=(), versions=(version, dropped)),
        },
        rounds={"f": Round(question=question, by=by("q"), votes=votes, certificates={"c": certificate})},
        decisions={"e": record},
        licences={"m": Licence(id="m", body=licence, by=by("m"))},
        acts=(by("r"), by("m", "2026-11-24T09:00:00Z")),
    )


def test_rows_say_what_lists_show() -> None:
    found = rows(decided_case(), Realm())
    [case] = found["cases"]
    assert (case["applicant"], case["destinations"], case["totals"]) == ("Brøker", "KE,several", "EUR 3.35, USD 7")
    assert (case["series"], case["number"], case["stage"]) == ("BRK-2026", 1, "unknown")
    assert (case["opened"], case["updated"]) == ("2026-11-22T09:00:00Z", "2026-11-24T09:00:00Z")
    assert [(row["item"], row["quantity"], row["outcome"]) for row in found["items"]] == [
        ("i", "2", "grant"),
        ("j", "", "refuse"),
    ]
    assert [row["countersigned_by"] for row in found["opinions"]] == ["def-02"]
    assert [(row["number"], row["version"], row["dropped"]) for row in found["conditions"]] == [(1, 1, 0), (2, 2, 1)]
    assert [(row["result"], row["deferred"]) for row in found["questions"]] == [("consensus", "")]
    assert [(row["act"], row["standing"]) for row in found["positions"]] == [("v1", 0), ("v2", 1)]
    assert [(row["final"], row["signed"]) for row in found["decisions"]] == [(1, "2026-11-23T09:00:00Z")]
    assert [row["number"] for row in found["licences"]] == ["BRK-2026-00001/L1"]
    assert all(row["case_id"] == "case" for name in found if name != "cases" for row in found[name])


def test_scope_without_effect_has_no_rows() -> None:
    assert rows(Case(id="x"), Realm()) == {}
    assert rows(Session(id="x"), Realm()) == {}


def test_decision_log_lists_final_decisions(office: Office) -> None:
    with office.store.transaction() as tx:
        replace_rows(tx.connection, {"case:case": decided_case()}, Realm())
        [line] = tx.decisions()
    assert (line["reference"], line["act"], line["applicant"]) == ("BRK-2026-00001", "e", "Brøker")


def test_session_shows_its_agenda(three: Office) -> None:
    three.append(realm.SECRETARY, realm.session(3))
    with three.store.reading() as reading:
        assert [row["stage"] for row in reading.table("sessions")] == ["convened"]
        assert [row["reference"] for row in reading.table("agendas")] == ["EXP-2026-00003"]
        assert reading.session(realm.case_id(3)).agenda
