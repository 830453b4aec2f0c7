"""The text an officer is shown and confirms before signing: who, in which capacity, what exactly."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from app.desk.differing import difference_lines
from app.desk.questions import question_lines
from app.marks import N_
from app.models.acts import CalendarConfirmed, CalendarProposed, CorrectionConfirmed, MigrationConfirmed
from app.models.case import Case
from app.models.charter import Role
from app.models.outcomes import Difference, LicenceRef
from app.models.plain import to_plain
from app.models.realm import Realm
from app.models.session import Session
from app.words import Words
from app.workflows.calendars import calendar_difference

if TYPE_CHECKING:
    from app.desk.office import Office

NOT_SHOWN = frozenset({"shown", "application", "charter", "public", "difference", "licences"})
LONGEST = 4000
"""Characters of one value; a whole procedure or charter is named by its digest instead."""


def shown_text(body: Any, state: Any, role: Role, office: Office) -> str:
    """The officer's language; one first sentence, then every field of the act as it will be signed."""
    first = _first(
        office.language, office.signer.officer, office.signer.agency, role, type(body).__name__, _about(state)
    )
    said = [*_fields(body), *_confirmed(body, state)]
    filled = [(name, _line(value)) for name, value in said if value not in ("", (), {}, None)]
    lines = [f"{name}: {text}" for name, text in filled if len(text) <= LONGEST]
    asked = question_lines(body, state, office.language)
    listed = _licences(body, office.language)
    return "\n".join([first, *lines, *asked, *listed, *_changed(_difference(body, state), office.language)])


def _confirmed(body: Any, state: Any) -> list[tuple[str, Any]]:
    """What was proposed, for the second person who puts a correction into effect."""
    if isinstance(body, CorrectionConfirmed) and isinstance(state, Case) and body.proposal in state.corrections:
        return _fields(state.corrections[body.proposal].body)
    return []


def _licences(body: Any, language: str) -> list[str]:
    """Every licence of a list by its number, however many there are."""
    listed: tuple[LicenceRef, ...] = getattr(body, "licences", ())
    head = [Words(language).text(N_("Licences on the list: {count}"), count=len(listed))] if listed else []
    return [*head, *(f"- {ref.number}" for ref in listed)]


def _difference(body: Any, state: Any) -> tuple[Difference, ...]:
    """What the act says has changed; a second person confirms what the first one signed."""
    if isinstance(body, MigrationConfirmed) and isinstance(state, Case) and body.proposal in state.migrations:
        return state.migrations[body.proposal].body.difference
    if isinstance(state, Realm) and isinstance(body, CalendarProposed):
        return calendar_difference(state, body)
    if isinstance(state, Realm) and isinstance(body, CalendarConfirmed) and body.proposal in state.proposals:
        return calendar_difference(state, state.proposals[body.proposal].body)
    found: tuple[Difference, ...] = getattr(body, "difference", ())
    return found


def _changed(difference: tuple[Difference, ...], language: str) -> list[str]:
    """What changed, in words, place by place: whoever signs that something stands has seen all of it."""
    words = Words(language)
    head = [words.text(N_("What changed:"))] if difference else []
    return [*head, *(f"- {line}" for line in difference_lines(words, difference))]


@lru_cache(maxsize=1024)
def _first(language: str, officer: str, agency: str, role: Role, act: str, about: str) -> str:
    words = Words(language)
    return words.text(
        N_("I, {officer}, as {role} of {agency}, sign: {act} {about}"),
        officer=officer,
        role=words.label("role", role.value),
        agency=agency,
        act=words.say(f"act.{act}"),
        about=about,
    ).rstrip()


def _about(state: Any) -> str:
    if isinstance(state, Case):
        return f"({state.reference})" if state.reference else ""
    return f"({state.convened.title})" if isinstance(state, Session) and state.convened else ""


def _fields(body: Any) -> list[tuple[str, Any]]:
    return [(name, getattr(body, name)) for name in body.__dataclass_fields__ if name not in NOT_SHOWN]


def _line(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join([_part(inner) for inner in value])
    return _joined(to_plain(value))


# The flags of a register say the same thing thousands of times.
@lru_cache(maxsize=4096, typed=True)
def _part(value: Hashable) -> str:
    return _joined(to_plain(value))


def _joined(plain: Any) -> str:
    if isinstance(plain, list):
        return "; ".join([_joined(inner) for inner in plain])
    if isinstance(plain, dict):
        return ", ".join([f"{key} {_joined(inner)}" for key, inner in plain.items() if inner not in ("", [], None)])
    return str(plain)
