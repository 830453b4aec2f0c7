"""Whether a condition holds in a case, and why, in whole sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.marks import N_
from app.models.procedure import Condition, Fact
from app.words import Words
from app.workflows.facts import Facts
from app.workflows.named_facts import AMOUNT, FACTS, Named, is_country, reaches

STATES = {
    ("prohibited", ("true",)): N_("Two agencies have found that Article 6 prohibits the transfer."),
    ("prohibited", ("false",)): N_("Two agencies have not found that Article 6 prohibits the transfer."),
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
