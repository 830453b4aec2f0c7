"""Urgency, ratification and the state of licences as lines of an answer."""

from __future__ import annotations

from typing import Any

from app.cli.show import SHORT
from app.desk.urgent_words import ratification_said
from app.marks import N_
from app.models.licence import LicenceState
from app.models.outcomes import SuspensionCause
from app.words import Words

OF_RATIFICATION = {SuspensionCause.RATIFICATION_FAILED.value, SuspensionCause.RATIFICATION_LAPSED.value}

HELD = {LicenceState.REVOKED.value, LicenceState.SUSPENDED.value}


def urgency_lines(words: Words, found: dict[str, Any] | None) -> list[str]:
    """That the case is urgent, why, what follows from it, and where its ratification stands; nothing for others."""
    if found is None:
        return []
    said = {"officer": found["officer"], "day": words.date(found["on"]), "reason": found["reason"]}
    lines = [words.text(N_("URGENT: declared by {officer} on {day}. {reason}"), **said)]
    if found["in_force"] and not found["ratifications"]:
        rule = N_(
            "Reduced quorum: {quorum}. Limits: {percent} % of the ordinary ones. The decision is ratified afterwards."
        )
        lines.append("   " + words.text(rule, quorum=found["quorum"], percent=found["percent"]))
    lines += [ratification_said(words, one) for one in found["ratifications"]]
    if "revoke" in found["awaits"]:
        lines.append(words.text(N_("Revocation of the licence stands on the agenda of the next session.")))
    return lines


def ended_lines(words: Words, one: dict[str, Any]) -> list[str]:
    """At the head of a case: that a licence on it is revoked or suspended; nothing for any other."""
    return state_lines(words, one)[:1] if one["state"] in HELD else []


def state_lines(words: Words, one: dict[str, Any]) -> list[str]:
    """A licence's number with its state, and everything that holds it or ended it."""
    state = words.label("licence_state", one["state"])
    lines = [words.text(N_("Licence {number}: {state}"), number=one["number"], state=state)]
    return [*lines, *(f"  {line}" for line in why_lines(words, one))]


def why_lines(words: Words, one: dict[str, Any]) -> list[str]:
    """Why a licence is not valid: its suspensions in force, or its revocation."""
    if one["revoked"] is not None:
        gone = one["revoked"]
        told = {"officer": gone["officer"], "day": words.date(gone["on"]), "reason": _in(words, gone)}
        return [words.text(N_("Revoked by {officer} on {day}. {reason}"), **told)]
    return [_held(words, hold) for hold in one["holds"]]


def _held(words: Words, hold: dict[str, Any]) -> str:
    told = {
        "officer": hold["officer"],
        "day": words.date(hold["on"]),
        "id": hold["id"][:SHORT],
        "cause": words.label("suspension_cause", hold["cause"]),
        "reason": _in(words, hold),
    }
    if hold["cause"] in OF_RATIFICATION:
        return words.text(N_("Suspended since {day}: {cause}. Act {id}."), **told)
    if hold["mass"]:
        return words.text(N_("Suspended with others by {officer} on {day}, act {id}. {reason}"), **told)
    return words.text(N_("Suspended by {officer} on {day}, act {id}. {cause}: {reason}"), **told)


def _in(words: Words, one: dict[str, Any]) -> str:
    return str(one["reason_fr"] or one["reason"]) if words.language == "fr" else str(one["reason"])
