"""The named facts that conditions may ask about: how each is found, compared and said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale

from app.marks import N_
from app.models.application import Activity, AttCategory, AttScope, LicenceKind
from app.models.procedure import Fact
from app.workflows.facts import Facts

AMOUNT = re.compile(r"(\d{1,15}(?:\.\d{1,2})?) ([A-Z]{3})")
COUNT = re.compile(r"[1-9]\d{0,2}")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
GROUPS = frozenset({"EU", "EZ", "UN"})
"""Two-letter codes that ISO 3166 or CLDR keep for groups of countries."""
USER_ASSIGNED = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ")
"""Codes that ISO 3166-1 leaves to its users; exercises take place in such countries."""


Compare = Callable[[tuple[str, ...], tuple[str, ...]], bool]


@dataclass(frozen=True, slots=True)
class Named:
    """A fact that conditions may name: how it is found, compared and said.

    `choices` are its possible values where these are few; `single` means that a case has exactly one of them.
    """

    found: Callable[[Facts], Iterable[str]]
    yes: str
    no: str
    compare: Compare
    well_formed: Callable[[str], bool]
    label: str = ""
    choices: tuple[str, ...] = ()
    single: bool = False


def fact_problems(fact: Fact) -> Iterator[tuple[str, dict[str, str]]]:
    """Codes and values of what is wrong with a fact as written in a procedure."""
    named = FACTS.get(fact.name)
    if named is None:
        yield "procedure.unknown-fact", {"fact": fact.name, "known": ", ".join(FACTS)}
        return
    for value in fact.values:
        if not named.well_formed(value):
            code = "procedure.unknown-value" if named.choices else "procedure.bad-value"
            example = EXAMPLES.get(fact.name, "")
            choices = ", ".join(named.choices)
            yield code, {"fact": fact.name, "value": value, "choices": choices, "example": example}


ITEM_FACTS = frozenset(
    {
        "activity",
        "kind",
        "att_scope",
        "att_category",
        "control_code_in",
        "destination_in",
        "origin_in",
        "end_user_country_in",
    }
)
"""What can be asked of one item by itself. Not its value: a threshold for single items would invite splitting."""


def is_country(code: str) -> bool:
    """Whether `code` is an ISO 3166-1 alpha-2 code, or one of those left to users."""
    if USER_ASSIGNED.fullmatch(code):
        return True
    return bool(re.fullmatch("[A-Z]{2}", code)) and code not in GROUPS and code in Locale("en").territories


# --- how values are compared ------------------------------------------------------------------------------------


def _among(asked: tuple[str, ...], found: tuple[str, ...]) -> bool:
    return any(one in asked for one in found)


def _begins(asked: tuple[str, ...], found: tuple[str, ...]) -> bool:
    return any(under_heading(prefix, code) for prefix in asked for code in found)


def under_heading(heading: str, code: str) -> bool:
    """Whether a control-list code falls under a heading, by list number: ML1 covers ML1 and ML1.a, but not ML10."""
    heading, code = heading.strip().upper(), code.strip().upper()
    rest = code.removeprefix(heading)
    return bool(heading) and code.startswith(heading) and not (heading[-1].isdigit() and rest[:1].isdigit())


def reaches(asked: tuple[str, ...], found: tuple[str, ...]) -> bool:
    """A value that is missing or in a currency without threshold counts as high: unknown is never low."""
    thresholds = {currency: Decimal(amount) for amount, currency in (one.split(" ") for one in asked)}
    totals = [one.partition(" ") for one in found]
    return any(currency not in thresholds or Decimal(amount) >= thresholds[currency] for amount, _, currency in totals)


def _at_least(asked: tuple[str, ...], found: tuple[str, ...]) -> bool:
    return any(int(count) >= int(least) for count in found for least in asked)


def _values(facts: Facts) -> list[str]:
    return [f"{amount:f} {currency}" for currency, amount in facts.values] + (["?"] if facts.unpriced else [])


# --- the table ---------------------------------------------------------------------------------------------------


def _choice(
    found: Callable[[Facts], Iterable[str]], yes: str, no: str, choices: Iterable[str], label: str = "", *, single: bool
) -> Named:
    known = tuple(choices)
    return Named(found, yes, no, _among, known.__contains__, label, known, single)


def _truth(found: Callable[[Facts], bool | None]) -> Named:
    """True, false, or not known yet, which is neither; said by what was found."""
    known = ("true", "false")
    read = {True: ("true",), False: ("false",), None: ()}
    return Named(lambda facts: read[found(facts)], "", "", _among, known.__contains__, "", known, True)


def _country(found: Callable[[Facts], Iterable[str]], yes: str, no: str) -> Named:
    return Named(found, yes, no, _among, is_country)


def _form(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: pattern.fullmatch(value) is not None


EXAMPLES = {
    "control_code_in": "ML1",
    "destination_in": "FR",
    "origin_in": "FR",
    "party_country_in": "FR",
    "end_user_country_in": "FR",
    "value_at_least": "1000000 EUR",
    "flag": "renewal-without-original",
    "link": "renewal-of",
    "adverse_opinions_at_least": "1",
    "returns_at_least": "1",
}

FACTS: dict[str, Named] = {
    "activity": _choice(
        lambda facts: (facts.activity,),
        N_("The activity of the application ({found}) is among those named: {asked}."),
        N_("The activity of the application ({found}) is not among those named: {asked}."),
        Activity,
        "activity",
        single=True,
    ),
    "kind": _choice(
        lambda facts: (facts.kind,),
        N_("The kind of licence asked for ({found}) is among those named: {asked}."),
        N_("The kind of licence asked for ({found}) is not among those named: {asked}."),
        LicenceKind,
        "licence_kind",
        single=True,
    ),
    "att_scope": _choice(
        lambda facts: facts.att_scopes,
        N_("Goods of the application ({found}) fall under a part of the Treaty that is named: {asked}."),
        N_("No goods of the application ({found}) fall under a part of the Treaty that is named: {asked}."),
        AttScope,
        "att_scope",
        single=False,
    ),
    "att_category": _choice(
        lambda facts: facts.att_categories,
        N_("Goods of the application ({found}) are of an Article 2(1) category that is named: {asked}."),
        N_("No goods of the application ({found}) are of an Article 2(1) category that is named: {asked}."),
        AttCategory,
        "att_category",
        single=False,
    ),
    "control_code_in": Named(
        lambda facts: facts.control_codes,
        N_("A control-list code of the goods ({found}) falls under a heading that is named: {asked}."),
        N_("No control-list code of the goods ({found}) falls under a heading that is named: {asked}."),
        _begins,
        _form(CODE),
    ),
    "destination_in": _country(
        lambda facts: facts.destinations,
        N_("A destination ({found}) is among the countries named: {asked}."),
        N_("No destination ({found}) is among the countries named: {asked}."),
    ),
    "origin_in": _country(
        lambda facts: facts.origins,
        N_("A country of origin of the goods ({found}) is among the countries named: {asked}."),
        N_("No country of origin of the goods ({found}) is among the countries named: {asked}."),
    ),
    "party_country_in": _country(
        lambda facts: facts.party_countries,
        N_("A party’s country ({found}) is among the countries named: {asked}."),
        N_("No party’s country ({found}) is among the countries named: {asked}."),
    ),
    "end_user_country_in": _country(
        lambda facts: facts.end_user_countries,
        N_("An end user’s country ({found}) is among the countries named: {asked}."),
        N_("No end user’s country ({found}) is among the countries named: {asked}."),
    ),
    "value_at_least": Named(
        _values,
        N_("The value ({found}) reaches the threshold of {asked}, or cannot be compared with it."),
        N_("The value ({found}) stays below the threshold of {asked}."),
        reaches,
        _form(AMOUNT),
    ),
    "flag": Named(
        lambda facts: facts.flags,
        N_("A flag of the application ({found}) is among those named: {asked}."),
        N_("No flag of the application ({found}) is among those named: {asked}."),
        _among,
        _form(CODE),
    ),
    "link": Named(
        lambda facts: facts.links,
        N_("A link to another application ({found}) is among those named: {asked}."),
        N_("No link to another application ({found}) is among those named: {asked}."),
        _among,
        _form(CODE),
        "link",
    ),
    "prohibited": _truth(lambda facts: facts.prohibited),
    "granted": _truth(lambda facts: facts.granted),
    "uncontested": _truth(lambda facts: facts.uncontested),
    "adverse_opinions_at_least": Named(
        lambda facts: (str(facts.adverse_opinions),),
        N_("The number of opinions with an objection ({found}) reaches {asked}."),
        N_("The number of opinions with an objection ({found}) stays below {asked}."),
        _at_least,
        _form(COUNT),
    ),
    "returns_at_least": Named(
        lambda facts: (str(facts.returns),),
        N_("The number of times the case was sent back ({found}) reaches {asked}."),
        N_("The number of times the case was sent back ({found}) stays below {asked}."),
        _at_least,
        _form(COUNT),
    ),
}
