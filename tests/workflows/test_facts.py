"""What conditions may ask about a case, and the reasons given in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from app.models.acts import LineClass, OpinionGiven
from app.models.application import (
    Activity,
    Application,
    AttCategory,
    AttScope,
    Destination,
    Flag,
    LicenceKind,
    Line,
    Link,
    Party,
    PartyRole,
)
from app.models.case import Case, Classification, Gate, Opinion, Signed, StepMark, Version
from app.models.outcomes import GateAnswer, GateStatus, ItemPosition, Position
from app.models.procedure import Condition, Fact
from app.words import Words
from app.workflows.facts import Facts, facts_of, gate_status
from app.workflows.named_facts import FACTS, fact_problems, is_country
from app.workflows.reasons import Reason, explain, holds


def signed(act: str = "a1", agency: str = "foreign-affairs", claimed: str = "2026-11-20T10:00:00Z") -> Signed:
    return Signed(act=act, officer="for-01", agency=agency, role="reviewer", claimed=claimed)


def gate(*yes: str, by: Signed | None = None, questions: tuple[str, ...] = ("6.1", "6.2", "6.3")) -> Gate:
    answers = tuple(GateAnswer(question=one, yes=one in yes, evidence="seen") for one in questions)
    return Gate(answers=answers, by=by or signed())


def case(**changes: object) -> Case:
    asked = Application(
        activity=Activity.EXPORT,
        kind=LicenceKind.INDIVIDUAL,
        parties=(
            Party(id="p1", role=PartyRole.EXPORTER, name="Fonderie Élan", country="XA"),
            Party(id="p2", role=PartyRole.END_USER, name="Coast Guard", country="PT"),
            Party(id="p3", role=PartyRole.CARRIER, name="Línea Sur", country="ES"),
        ),
        destinations=(Destination(country="PT"), Destination(given="several")),
        lines=(
            Line(id="l1", description="rifles", control_code="ML1.a", value="750000.50", currency="EUR", origin="XA",
                 att_scope=AttScope.ARMS, att_category=AttCategory.SMALL_ARMS),
            Line(id="l2", description="rounds", control_code="ML3", value="250000", currency="EUR"),
            Line(id="l3", description="sights", control_code="ML5", value="10", currency="USD"),
        ),
    )  # fmt: skip
    version = Version(number=1, application=asked, content="c", flags=(Flag(code="renewal"),), by=signed(""))
    return replace(Case(id="1", versions=(version,), links=(Link(kind="renewal-of"),)), **changes)  # type: ignore[arg-type]


def amended(old: Case, **changes: object) -> Case:
    version = old.versions[-1]
    return replace(old, versions=(replace(version, application=replace(version.application, **changes)),))  # type: ignore[arg-type]


def opinion(name: str, position: Position, *, replaces: str = "", items: tuple[ItemPosition, ...] = ()) -> Opinion:
    body = OpinionGiven(step="defence", dossier="d", position=position, reasons="r", items=items)
    return Opinion(id=name, body=body, by=signed(name), replaces=replaces)


def asks(name: str, *values: str) -> Condition:
    return Condition(fact=Fact(name=name, values=values))


def test_facts_are_read_from_the_declared_dossier() -> None:
    facts = facts_of(case())
    assert facts.activity == "export"
    assert facts.kind == "individual"
    assert facts.att_categories == {"h"}
    assert facts.att_scopes == {"2_1"}
    assert facts.control_codes == {"ML1.a", "ML3", "ML5"}
    assert facts.destinations == {"PT"}
    assert facts.origins == {"XA"}
    assert facts.party_countries == {"XA", "PT", "ES"}
    assert facts.end_user_countries == {"PT"}
    assert facts.values == (("EUR", Decimal("1000000.50")), ("USD", Decimal(10)))
    assert not facts.unpriced
    assert facts.flags == {"renewal"}
    assert facts.links == {"renewal-of"}
    assert (facts.gate, facts.prohibited, facts.granted) == (GateStatus.UNANSWERED, False, None)


def test_a_classification_takes_the_place_of_what_was_declared() -> None:
    classes = tuple(
        LineClass(line=line, control_code="ML2", att_scope=AttScope.ARMS, att_category=AttCategory.ARTILLERY)
        for line in ("l1", "l2", "l3")
    )
    facts = facts_of(case(classes={"a9": Classification(lines=classes, by=signed("a9"))}))
    assert (facts.control_codes, facts.att_categories) == ({"ML2"}, {"c"})


def test_adverse_opinions_are_counted_while_they_stand() -> None:
    first = opinion("o1", Position.OBJECT)
    later = opinion("o2", Position.AGREE, replaces="o1")
    partly = opinion("o3", Position.AGREE, items=(ItemPosition(item="i1", position=Position.OBJECT),))
    assert facts_of(case(opinions={"o1": first})).adverse_opinions == 1
    assert facts_of(case(opinions={"o1": first, "o2": later})).adverse_opinions == 0
    assert facts_of(case(opinions={"o1": first, "o2": later, "o3": partly})).adverse_opinions == 1


def test_returns_are_counted() -> None:
    marks = {
        "m1": StepMark(step="intake", by=signed("m1")),
        "m2": StepMark(step="committee", by=signed("m2"), returned_to="intake"),
    }
    assert facts_of(case(marks=marks)).returns == 1


def test_values_nobody_can_add_are_unknown() -> None:
    for value in ("", "much", "NaN", "Infinity"):
        facts = facts_of(amended(case(), lines=(Line(id="l1", description="x", value=value, currency="EUR"),)))
        assert facts.values == ()
        assert facts.unpriced


def test_the_gate_is_clear_only_after_three_noes() -> None:
    assert gate_status(case()) is GateStatus.UNANSWERED
    assert gate_status(case(gates={"g": gate()})) is GateStatus.CLEAR
    assert gate_status(case(gates={"g": gate(questions=("6.1", "6.2"))})) is GateStatus.UNANSWERED


def test_a_yes_is_a_claim_until_a_second_agency_speaks() -> None:
    claim = gate("6.3")
    assert gate_status(case(gates={"g": claim})) is GateStatus.CLAIMED
    own = replace(claim, reviews=((True, "e", signed("r", "foreign-affairs")),))
    assert gate_status(case(gates={"g": own})) is GateStatus.CLAIMED
    contested = replace(claim, reviews=((False, "e", signed("r", "defence")),))
    assert gate_status(case(gates={"g": contested})) is GateStatus.CONTESTED
    confirmed = replace(claim, reviews=(*contested.reviews, (True, "e", signed("r2", "customs"))))
    facts = facts_of(case(gates={"g": confirmed}))
    assert (facts.gate, facts.prohibited) == (GateStatus.CONFIRMED, True)
    assert facts.prohibited_at == datetime(2026, 11, 20, 10, tzinfo=UTC)


def test_a_yes_stands_whatever_others_answer_afterwards() -> None:
    claim, clear = gate("6.1"), gate(by=signed("a2", "defence", "2026-11-21T10:00:00Z"))
    for gates in ({"g": claim, "h": clear}, {"h": clear, "g": claim}):
        assert gate_status(case(gates=gates)) is GateStatus.CLAIMED


def test_a_withdrawn_yes_leaves_the_questions_to_be_answered() -> None:
    withdrawn = replace(gate("6.1"), taken_back=signed("w"))
    assert gate_status(case(gates={"g": withdrawn})) is GateStatus.WITHDRAWN
    assert gate_status(case(gates={"g": withdrawn, "h": gate()})) is GateStatus.CLEAR
    confirmed = replace(withdrawn, reviews=((True, "e", signed("r", "defence")),))
    facts = facts_of(case(gates={"g": confirmed}))
    assert facts.prohibited, "a second agency confirmed it apart"


HOLDS = [
    (asks("activity", "export"), True),
    (asks("activity", "import", "transit"), False),
    (asks("kind", "individual", "open"), True),
    (asks("att_scope", "art3"), False),
    (asks("att_category", "a", "h"), True),
    (asks("control_code_in", "ML1"), True),
    (asks("control_code_in", "ml1.A"), True),
    (asks("control_code_in", "ML"), True),
    (asks("control_code_in", "ML10"), False),
    (asks("destination_in", "PT", "BR"), True),
    (asks("destination_in", "ES"), False),
    (asks("origin_in", "XA"), True),
    (asks("party_country_in", "ES"), True),
    (asks("end_user_country_in", "ES"), False),
    (asks("end_user_country_in", "PT"), True),
    (asks("value_at_least", "1000000.50 EUR", "11 USD"), True),
    (asks("value_at_least", "1000000.51 EUR", "11 USD"), False),
    (asks("value_at_least", "2000000 EUR"), True),
    (asks("flag", "renewal"), True),
    (asks("link", "duplicate-of"), False),
    (asks("prohibited", "true"), False),
    (asks("prohibited", "false"), True),
    (asks("granted", "true"), False),
    (asks("granted", "false"), False),
    (asks("adverse_opinions_at_least", "1"), False),
    (asks("returns_at_least", "1"), False),
    (Condition(all=(asks("activity", "export"), asks("kind", "open"))), False),
    (Condition(any=(asks("activity", "export"), asks("kind", "open"))), True),
    (Condition(negated=asks("kind", "open")), True),
    (Condition(any=()), False),
]


@pytest.mark.parametrize(("condition", "expected"), HOLDS)
def test_a_condition_holds_or_not(condition: Condition, expected: bool) -> None:
    assert holds(condition, facts_of(case())).met is expected


def test_no_condition_always_holds() -> None:
    assert holds(None, facts_of(case())) == holds(None, Facts(activity="transit", kind="open"))
    assert holds(None, facts_of(case())).met


def test_ml1_does_not_mean_ml10() -> None:
    facts = Facts(activity="export", kind="open", control_codes=frozenset({"ML10.a"}))
    assert not holds(asks("control_code_in", "ML1"), facts).met
    assert holds(asks("control_code_in", "ML10"), facts).met


def test_an_unknown_value_counts_as_high() -> None:
    facts = Facts(activity="export", kind="open", unpriced=True)
    assert holds(asks("value_at_least", "1000000 EUR"), facts).met
    assert not holds(asks("value_at_least", "1000000 EUR"), replace(facts, unpriced=False)).met


def test_only_what_settled_a_condition_is_given_as_its_reason() -> None:
    facts = facts_of(case())
    yes, no = asks("activity", "export"), asks("kind", "open")
    assert [one.fact for one in holds(Condition(any=(yes, no)), facts).reasons] == ["activity"]
    assert [one.fact for one in holds(Condition(all=(yes, no)), facts).reasons] == ["kind"]
    assert [one.fact for one in holds(Condition(all=(yes, Condition(negated=no))), facts).reasons] == [
        "activity",
        "kind",
    ]
    assert holds(asks("kind", "open"), facts).reasons == (Reason("kind", ("open",), ("individual",), False),)


def test_reasons_are_said_in_whole_sentences() -> None:
    facts = facts_of(case(), granted=False)
    reasons = holds(Condition(any=(asks("destination_in", "ES", "BR"), asks("granted", "true"))), facts).reasons
    assert explain(reasons, Words("en")) == [
        "No destination (Portugal) is among the countries named: Spain, Brazil.",
        "The decision grants nothing.",
    ]
    value = holds(asks("value_at_least", "2000000 EUR", "20 USD"), facts).reasons
    assert explain(value, Words("en")) == [
        "The value (EUR\u00a01\u202f000\u202f000.50, USD\u00a010) stays below the threshold of "
        "EUR\u00a02\u202f000\u202f000, USD\u00a020."
    ]
    kind = holds(asks("kind", "open"), facts).reasons
    label = Words("en").label
    assert explain(kind, Words("en")) == [
        f"The kind of licence asked for ({label('licence_kind', 'individual')}) is not among those named: "
        f"{label('licence_kind', 'open')}."
    ]
    nothing = Facts(activity="export", kind="open")
    assert "(–)" in explain(holds(asks("destination_in", "ES"), nothing).reasons, Words("en"))[0]


@pytest.mark.parametrize("name", FACTS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_fact_can_be_said_both_ways(name: str, language: str) -> None:
    for met in (True, False):
        for found in (("true",), ("false",)):
            (sentence,) = explain([Reason(name, ("1",), found, met)], Words(language))
            assert sentence.endswith(".")
            assert "{" not in sentence


def test_a_fact_is_checked_as_written() -> None:
    assert [code for code, _ in fact_problems(Fact(name="moon", values=("full",)))] == ["procedure.unknown-fact"]
    assert [code for code, _ in fact_problems(Fact(name="activity", values=("gift",)))] == ["procedure.unknown-value"]
    assert [code for code, _ in fact_problems(Fact(name="returns_at_least", values=("0",)))] == ["procedure.bad-value"]
    assert list(fact_problems(Fact(name="value_at_least", values=("1000000 EUR", "0.50 USD")))) == []


def test_countries_are_iso_codes_or_left_to_users() -> None:
    assert all(is_country(code) for code in ("FR", "TZ", "XA", "ZZ", "QM", "AA"))
    assert not any(is_country(code) for code in ("EU", "UN", "fr", "FRA", "", "A1", "QQQ", "JJ"))
