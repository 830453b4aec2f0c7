"""A difference in words: the place, its field, and what stood there before and stands there now."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from app.marks import N_
from app.models.outcomes import Difference
from app.words import Words, labels

STEP = r"steps\.(?P<name>[^.]+)"
PARTS = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        (r"lines\.(?P<name>.+)", N_("Line {name}")),
        (r"items\.(?P<name>.+)", N_("Item {name}")),
        (r"parties\.(?P<name>.+)", N_("Party {name}")),
        (r"destinations\.(?P<name>.+)", N_("Destination {name}")),
        (r"documents\.(?P<name>.+)", N_("Document {name}")),
        (r"extra", N_("Further details")),
        (r"classification\.(?P<name>.+)", N_("Classification of line {name}")),
        (r"article-6\.(?P<name>\d+)\.reviews\.\d+", N_("Review of answers {name} to Article 6")),
        (r"article-6\.(?P<name>\d+)\.rulings\.\d+", N_("Ruling on answers {name} to Article 6")),
        (r"article-6\.(?P<name>\d+)", N_("Answers {name} to Article 6")),
        (r"article-7\.findings\.(?P<name>.+)", N_("Article 7, finding {name}")),
        (r"article-7", N_("Assessment under Article 7")),
        (r"evidence\.(?P<name>\d+)", N_("Evidence {name}")),
        (r"notes\.(?P<name>\d+)", N_("Informal note {name} in the dossier")),
        (r"question\.outcomes\.(?P<name>.+)", N_("Question, item {name}")),
        (r"question\.conditions\.(?P<name>.+)", N_("Question, condition {name}")),
        (r"question", N_("Question to the committee")),
        (STEP + r"\.competences\.(?P<other>.+)", N_("Step {name}, competence of {other}")),
        (STEP + r"\.title", N_("Step {name}, title")),
        (STEP + r"\.legal_basis", N_("Step {name}, legal basis")),
        (STEP, N_("Step {name}")),
        (r"committee\.seats\.(?P<name>.+)", N_("Seat of {name}")),
        (r"committee\.title", N_("Committee, title")),
        (r"committee\.legal_basis", N_("Committee, legal basis")),
        (r"committee\.effects", N_("Seats without a side")),
        (r"committee\.triage", N_("Lists A and B")),
        (r"committee\.triage\.legal_basis", N_("Lists A and B, legal basis")),
        (r"committee\.silence", N_("Silence procedure")),
        (r"committee\.silence\.legal_basis", N_("Silence procedure, legal basis")),
        (r"committee\.written", N_("Written procedure")),
        (r"committee\.written\.legal_basis", N_("Written procedure, legal basis")),
        (r"committee\.urgency", N_("Urgent cases")),
        (r"committee\.urgency\.legal_basis", N_("Urgent cases, legal basis")),
        (r"committee\.levels\.(?P<name>\d+)", N_("Authority {name} above the committee")),
        (r"committee\.levels\.(?P<name>\d+)\.title", N_("Authority {name} above the committee, title")),
        (r"committee", N_("Committee")),
        (r"queries\.silence", N_("Letters to the applicant, consequence of silence")),
        (r"queries\.legal_basis", N_("Letters to the applicant, legal basis")),
        (r"queries", N_("Letters to the applicant")),
        (r"reconsideration", N_("Reconsideration")),
        (r"reconsideration\.legal_basis", N_("Reconsideration, legal basis")),
        (r"remedies", N_("Remedies")),
        (r"holidays", N_("Public holiday")),
        (r"title", N_("Title")),
        (r"summary", N_("Summary")),
        (r"legal_basis", N_("Legal basis")),
        (r"statutory_basis", N_("Legal basis of the statutory limit")),
        (r"lines", N_("Lines of goods")),
        (r"items", N_("Items")),
        (r"parties", N_("Parties")),
        (r"destinations", N_("Destinations")),
        (r"documents", N_("Documents")),
        (r"steps", N_("Steps")),
    )
)
PROCEDURE = re.compile(
    r"(steps|committee|queries|reconsideration|remedies|title|summary|legal_basis|statutory_basis)\b"
)
OF_PROCEDURE = frozenset(
    {"id", "statutory_days", "statutory_effect", "activities", "escalates_to", "disputes", "validity"}
)

YES_OR_NO = frozenset(
    {"6.1", "6.2", "6.3", "confirmed", "prohibited", "withdrawn", "overriding", "countersign", "mandatory"}
    | {"chair_votes", "consensus", "other_signatories"}
)
WORDS = {
    "activity": "activity",
    "role": "party_role",
    "att_scope": "att_scope",
    "att_category": "att_category",
    "outcome": "outcome",
    "likelihood": "level",
    "severity": "level",
    "overdue": "overdue",
    "decides": "decider",
    "statutory_effect": "statutory_effect",
    "mixed": "mixed",
    "absent": "seat_effect",
    "abstaining": "seat_effect",
    "not_competent": "seat_effect",
    "positions": "visibility",
    "validity": "valid_from",
    "applies": "simulated",
}
"""Fields whose values are words of an enumeration, and the kind of their labels."""


def difference_lines(words: Words, differences: Iterable[Difference]) -> list[str]:
    """One line for each place: ``Line 2, quantity: 10 → 12``."""
    return [difference_line(words, one) for one in differences]


def difference_line(words: Words, one: Difference) -> str:
    """One place where two dossiers, questions or procedures differ."""
    place = _place(words, one)
    before, after = (_value(words, one, value) for value in (one.before, one.after))
    if not one.before:
        return words.text(N_("{place}: {after} (new)"), place=place, after=after)
    if not one.after:
        return words.text(N_("{place}: {before} (no longer there)"), place=place, before=before)
    return words.text(N_("{place}: {before} → {after}"), place=place, before=before, after=after)


def _place(words: Words, one: Difference) -> str:
    field = _field(words, one)
    if not one.part:
        return field[:1].upper() + field[1:]
    found = ((pattern.fullmatch(one.part), sentence) for pattern, sentence in PARTS)
    part = next((words.text(sentence, **match.groupdict()) for match, sentence in found if match), one.part)
    return words.text(N_("{part}, {field}"), part=part, field=field)


def _field(words: Words, one: Difference) -> str:
    """The name of a field; one that only the applicant's own papers know stays as it is."""
    for kind in ("procedure_field", "field") if _of_procedure(one) else ("field",):
        if f"{kind}.{one.field}" in labels():
            return words.label(kind, one.field)
    return one.field


def _of_procedure(one: Difference) -> bool:
    return PROCEDURE.match(one.part) is not None or (not one.part and one.field in OF_PROCEDURE)


def _value(words: Words, one: Difference, value: str) -> str:
    if one.field in YES_OR_NO and value in ("yes", "no"):
        return words.label("truth", value)
    if one.field == "country":
        return words.country(value)
    kind = _kind(one)
    if kind and f"{kind}.{value}" in labels():
        return words.label(kind, value)
    if one.field in ("quantity", "value"):
        return _number(words, value)
    return _day(words, value)


def _kind(one: Difference) -> str:
    if one.field != "kind":
        return WORDS.get(one.field, "")
    if one.part.startswith("steps."):
        return "step_kind"
    if one.part.startswith("evidence."):
        return "evidence_kind"
    return "seat_kind" if one.part.startswith("committee.seats.") else "" if one.part else "licence_kind"


def _number(words: Words, value: str) -> str:
    try:
        return words.number(Decimal(value))
    except InvalidOperation:
        return value


def _day(words: Words, value: str) -> str:
    try:
        return words.date(date.fromisoformat(value)) if len(value) == len("2026-11-19") else value
    except ValueError:
        return value
