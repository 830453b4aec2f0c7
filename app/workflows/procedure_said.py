"""What a procedure lays down of the committee's methods and of refusals, in whole sentences, for screen and manual."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.marks import N_
from app.models.procedure import Committee, Level, Procedure, SeatEffect, Text, ValidFrom, Visibility
from app.words import Words
from app.workflows.reasons import condition_text

Name = Callable[[str], str]
"""The name of an agency by its code."""

ABSENT = {
    SeatEffect.SILENT: N_("An absent seat neither agrees nor blocks; one that must be taken blocks."),
    SeatEffect.OUT: N_("An absent seat does not count for the quorum; one that must be taken blocks."),
    SeatEffect.BLOCKS: N_("An absent seat counts as an objection."),
    SeatEffect.DEFERS: N_("While a voting seat is absent, the question can only be put off."),
}
ABSTAINING = {
    SeatEffect.SILENT: N_("A seat that abstains neither agrees nor blocks."),
    SeatEffect.OUT: N_("A seat that abstains does not count for the quorum."),
    SeatEffect.BLOCKS: N_("An abstention counts as an objection."),
    SeatEffect.DEFERS: N_("After an abstention, the question can only be put off."),
}
NOT_COMPETENT = {
    SeatEffect.SILENT: N_("A seat that is not competent neither agrees nor blocks."),
    SeatEffect.OUT: N_("A seat that is not competent does not count for the quorum."),
    SeatEffect.BLOCKS: N_("A seat that says it is not competent counts as an objection."),
    SeatEffect.DEFERS: N_("Once a seat says it is not competent, the question can only be put off."),
}
POSITIONS = {
    Visibility.HIDDEN: N_("A seat sees the positions of the others once its own is signed."),
    Visibility.OPEN: N_("A seat sees the positions of the others at once."),
}
VALIDITY = {
    ValidFrom.ISSUE: N_("A licence is valid from the day it is issued for."),
    ValidFrom.SERVICE: N_("A licence is valid from the day it was served on the applicant."),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a procedure: what it is about, what it says, and on what legal ground."""

    about: str
    says: tuple[str, ...]
    basis: Text | None = None


def committee_rules(committee: Committee, name: Name, words: Words) -> list[Rule]:
    """How the committee works, rule by rule; methods that the procedure does not provide for are left out."""
    return [*_seats(committee, words), *_methods(committee, words), *_levels(committee.levels, name, words)]


def procedure_rules(procedure: Procedure, name: Name, words: Words) -> list[Rule]:
    """What the procedure lays down of licences, refusals, their review, and disputed competence."""
    return list(_procedure_rules(procedure, name, words))


def _seats(committee: Committee, words: Words) -> Iterator[Rule]:
    effects = committee.effects
    said = (ABSENT[effects.absent], ABSTAINING[effects.abstaining], NOT_COMPETENT[effects.not_competent])
    yield Rule(words.text(N_("Seats without a side")), tuple(words.text(one) for one in said))
    yield Rule(words.text(N_("Positions")), (words.text(POSITIONS[committee.positions]),))


def _methods(committee: Committee, words: Words) -> Iterator[Rule]:
    if (triage := committee.triage) is not None:
        either = words.text(N_("On list A, for adoption in bloc, unless a seat moves the case to list B."))
        yield Rule(words.text(N_("List A")), (condition_text(triage.when, words), either), triage.legal_basis)
    if (silence := committee.silence) is not None:
        said = [words.text(N_("Working days at least: {days}."), days=silence.days)]
        said += [words.text(N_("Every seat must agree to its use first."))] if silence.consensus else []
        yield Rule(words.text(N_("Silence procedure")), tuple(said), silence.legal_basis)
        if silence.barred is not None:
            yield Rule(words.text(N_("Silence is barred")), (condition_text(silence.barred, words),))
    if (written := committee.written) is not None:
        said = [words.text(N_("Working days at least: {days}."), days=written.days)]
        yield Rule(words.text(N_("Written procedure")), tuple(said), written.legal_basis)
    if (urgency := committee.urgency) is not None:
        said = [
            words.text(N_("Reduced quorum: {count}."), count=urgency.quorum),
            words.text(N_("Of each step’s time limit there is left: {percent} %."), percent=urgency.percent),
            words.text(N_("Working days until ratification: {days}."), days=urgency.ratify_days),
        ]
        yield Rule(words.text(N_("Urgent cases")), tuple(said), urgency.legal_basis)


def _levels(levels: tuple[Level, ...], name: Name, words: Words) -> Iterator[Rule]:
    for number, level in enumerate(levels, 1):
        said = [
            words.text(
                N_("{title}: {authority}"),
                title=level.title.in_language(words.language),
                authority=name(level.authority),
            ),
            words.text(N_("Signatures: {count}."), count=level.signatures),
        ]
        said += [words.text(N_("Working days: {days}."), days=level.days)] if level.days is not None else []
        yield Rule(words.text(N_("Authority {number} above the committee"), number=number), tuple(said))


def _procedure_rules(procedure: Procedure, name: Name, words: Words) -> Iterator[Rule]:
    yield Rule(words.text(N_("Licences")), (words.text(VALIDITY[procedure.validity]),))
    if procedure.remedies is not None:
        yield Rule(words.text(N_("Remedies")), (procedure.remedies.in_language(words.language),))
    if (review := procedure.reconsideration) is not None:
        said = [words.text(N_("To be asked for within so many working days of service: {days}."), days=review.days)]
        others = N_("Nobody signs the new decision who signed the first one.")
        said += [words.text(others)] if review.other_signatories else []
        yield Rule(words.text(N_("Reconsideration")), tuple(said), review.legal_basis)
    if procedure.disputes:
        yield Rule(words.text(N_("Disputed competence")), (name(procedure.disputes),))
