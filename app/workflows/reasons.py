"""Whether a condition holds in a case, and why, in whole sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from app.marks import N_
from app.models.change import replace
from app.models.procedure import Condition, Fact
from app.words import Words
from app.workflows.clauses import CLAUSES, TRUTHS
from app.workflows.facts import Facts
from app.workflows.named_facts import AMOUNT, FACTS, Named, is_country, reaches

STATES = {
    ("withdrawn", ("true",)): N_("The applicant has withdrawn the application."),
    ("prohibited", ("true",)): N_("Two agencies have found that Article 6 prohibits the transfer."),
    ("prohibited", ("false",)): N_("Two agencies have not found that Article 6 prohibits the transfer."),
    ("uncontested", ("true",)): N_("Every opinion agrees, Article 6 is clear, and nothing is pending."),
    ("uncontested", ("false",)): N_("An opinion does not agree, Article 6 is not clear, or something is pending."),
    ("granted", ("true",)): N_("The decision grants something."),
    ("granted", ("false",)): N_("The decision grants nothing."),
    ("granted", ()): N_("There is no final decision yet."),
}
"""Facts that are said by what was found, whatever was asked."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact that mattered: what was asked, what was found, whether the two agree."""

    fact: str
    asked: tuple[str, ...]
    found: tuple[str, ...]
    met: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a condition holds, and the facts that settled it."""

    met: bool
    reasons: tuple[Reason, ...]


ALWAYS = Verdict(True, ())


def holds(condition: Condition | None, facts: Facts) -> Verdict:
    """Whether `condition` holds, with the facts that settled it; no condition always holds.

    Of parts joined by *all* that fail, and of parts joined by *any* that hold, only those are given as reasons.
    """
    if condition is None:
        return ALWAYS
    if condition.fact is not None:
        reason = _reason(condition.fact, facts)
        return Verdict(reason.met, (reason,))
    if condition.negated is not None:
        inner = holds(condition.negated, facts)
        return Verdict(not inner.met, inner.reasons)
    parts = [holds(part, facts) for part in condition.all or condition.any]
    met = all(part.met for part in parts) if condition.all else any(part.met for part in parts)
    decisive = [part for part in parts if part.met is met]
    return Verdict(met, tuple(dict.fromkeys(reason for part in decisive for reason in part.reasons)))


def explain(reasons: Iterable[Reason], words: Words) -> list[str]:
    """Each reason as a whole sentence."""
    return [_sentence(reason, words) for reason in reasons]


def condition_text(condition: Condition, words: Words) -> str:
    """What `condition` asks of a case, as one whole sentence; parts within parts stand in brackets."""
    return words.text(N_("Only if {clause}."), clause=_clause(condition, words, so=True))


def _clause(condition: Condition, words: Words, *, so: bool) -> str:
    """A condition, or its opposite, as a clause. What negates several parts is said of each part."""
    if condition.negated is not None:
        return _clause(condition.negated, words, so=not so)
    if condition.fact is not None:
        return _fact_clause(condition.fact, words, so)
    given = condition.all or condition.any
    parts = [_clause(part, words, so=so) for part in given]
    if len(parts) == 1:
        return parts[0]
    bracketed = [f"({said})" if _joins(part) else said for part, said in zip(given, parts, strict=True)]
    joined = reduce(lambda first, then: words.text(N_("{first}; {then}"), first=first, then=then), bracketed)
    if bool(condition.all) is so:
        return words.text(N_("all of the following hold: {parts}"), parts=joined)
    return words.text(N_("at least one of the following holds: {parts}"), parts=joined)


def _joins(condition: Condition) -> bool:
    """Whether the clause of a condition names several parts."""
    if condition.negated is not None:
        return _joins(condition.negated)
    if condition.fact is not None:
        return condition.fact.name not in CLAUSES and len(condition.fact.values) > 1
    given = condition.all or condition.any
    return len(given) > 1 or any(_joins(part) for part in given)


def _fact_clause(fact: Fact, words: Words, so: bool) -> str:
    if fact.name in CLAUSES:
        named = FACTS[fact.name]
        asked = words.sentence_list([_shown(named, one, words) for one in fact.values])
        return words.text(CLAUSES[fact.name][0 if so else 1], asked=asked)
    if len(fact.values) == 1:
        return words.text(TRUTHS[fact.name, fact.values[0]][0 if so else 1])
    each = tuple(Condition(fact=replace(fact, values=(value,))) for value in fact.values)
    return _clause(Condition(any=each), words, so=so)


def _reason(fact: Fact, facts: Facts) -> Reason:
    named = FACTS[fact.name]
    given = named.found(facts)
    found = tuple(sorted(given) if isinstance(given, frozenset) else given)
    return Reason(fact.name, fact.values, found, named.compare(fact.values, found))


def _sentence(reason: Reason, words: Words) -> str:
    state = STATES.get((reason.fact, reason.found))
    if state is not None:
        return words.text(state)
    named = FACTS[reason.fact]
    shown = [words.sentence_list([_shown(named, one, words) for one in part]) for part in (reason.asked, reason.found)]
    return words.text(named.yes if reason.met else named.no, asked=shown[0], found=shown[1] or "–")


def _shown(named: Named, value: str, words: Words) -> str:
    if named.well_formed is is_country:
        return words.country(value)
    if named.compare is reaches:
        amount, _, currency = value.partition(" ")
        return words.money(amount, currency) if AMOUNT.fullmatch(value) else value
    return words.label(named.label, value) if named.label else value
