"""The exact question as an officer reads it before signing anything on it: words, outcomes, conditions, end, hash."""

from __future__ import annotations

from typing import Any

from app.desk.urgent_words import question_clause
from app.marks import N_
from app.models.acts import QuestionPut
from app.models.case import Case
from app.models.outcomes import Method
from app.words import Words


def question_lines(body: Any, state: Any, language: str) -> list[str]:
    """The question that an act names, where the act is about one; else nothing."""
    one = state.rounds.get(getattr(body, "question", "")) if isinstance(state, Case) else None
    if one is None:
        return []
    words = Words(language)
    return [*question_clause(words, state, one.question), *said_question(words, one.question)]


def said_question(words: Words, asked: QuestionPut) -> list[str]:
    """The question in both languages, item by item, with the conditions it carries, how it is held and its hash."""
    lines = [asked.text, asked.text_fr]
    for one in asked.outcomes:
        label = words.label("outcome", one.outcome.value)
        lines.append(words.text(N_("Item {item}: {what}"), item=one.item, what=label))
        if one.quantity or one.value:
            sentence = N_("Item {item}, at most: quantity {quantity}, value {value}")
            quantity, value = one.quantity or "-", one.value or "-"
            lines.append(words.text(sentence, item=one.item, quantity=quantity, value=value))
    for ref in asked.conditions:
        text = ref.text_fr if words.language == "fr" and ref.text_fr else ref.text
        sentence = N_("Condition {number} ({owner}): {text}")
        lines.append(words.text(sentence, number=ref.number, owner=ref.owner, text=text))
    lines += [held_line(words, asked)] if asked.method is not Method.SESSION else []
    return [*lines, words.text(N_("Fingerprint of the question: {fingerprint}"), fingerprint=asked.fingerprint)]


def held_line(words: Words, asked: QuestionPut) -> str:
    """How a question outside the votes of a session is held, and the exact moment at which it ends."""
    sentence = N_("Written procedure, until {moment} ({expires}).")
    if asked.method is Method.SILENCE:
        sentence = N_("Silence procedure, until {moment} ({expires}): whoever keeps silent does not object.")
    return words.text(sentence, moment=words.moment(asked.expires), expires=asked.expires)
