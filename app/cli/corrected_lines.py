"""Disputes of competence, returns from above and corrective acts as lines, and what a correction would change."""

from __future__ import annotations

from typing import Any

from app.cli.show import SHORT
from app.marks import N_
from app.words import Words

Plain = dict[str, Any]


def corrected_lines(words: Words, found: Plain) -> list[str]:
    """What was disputed, given back, or corrected, as `case show` tells it."""
    lines = [line for one in found["disputes"] for line in _dispute(words, one)]
    lines += [_ruling(words, one) for one in found["competence_rulings"]]
    lines += [line for one in found["returned_up"] for line in returned_lines(words, one)]
    lines += [line for one in found["corrections"] for line in correction_lines(words, one)]
    if found["merged"]:
        lines.append(words.text(N_("Goes on in case {reference}."), reference=found["merged"]["reference"]))
    return lines


def _dispute(words: Words, one: Plain) -> list[str]:
    sentence = N_("{agency} claims step {step}, which {holder} holds ({day}). {reasons}")
    told = {"agency": one["agency"], "step": one["step"], "holder": one["holder"], "reasons": one["reasons"]}
    lines = [words.text(sentence, day=words.date(one["on"]), **told)]
    if one["open"]:
        sentence = N_("The step waits for the ruling of {judge}.")
        lines.append("  " + words.text(sentence, judge=one["judge"] or "-"))
    return lines


def _ruling(words: Words, one: Plain) -> str:
    sentence = N_("{agency} ruled on {day}: {competent} is competent for what {holder} held of step {step}. {reasons}")
    told = {name: one[name] for name in ("agency", "competent", "holder", "step", "reasons")}
    return words.text(sentence, day=words.date(one["on"]), **told)


def returned_lines(words: Words, one: Plain) -> list[str]:
    """When the higher authority gave a case back, and what it wants of the committee."""
    sentence = N_("Given back to the committee by {agency} on {day}, with instructions: {text}")
    text = one["instructions_fr"] if words.language == "fr" else one["instructions"]
    return [words.text(sentence, agency=one["agency"], day=words.date(one["on"]), text=text)]


def paper_lines(words: Words, one: Plain) -> list[str]:
    """On what paper a decision was taken; nothing for one that was signed here."""
    if not one["scan"]:
        return []
    sentence = N_("Taken on paper of {day}, signed by {signatory}; SHA-256 of the scan: {scan}")
    return [words.text(sentence, day=words.date(one["dated"]), signatory=one["signatory"], scan=one["scan"])]


# --- corrections -------------------------------------------------------------------------------------------------


def correction_lines(words: Words, one: Plain) -> list[str]:
    """One corrective act: what, by whom, why, and whether it is in effect."""
    lines = [_what(words, one["kind"], one["body"], one["id"][:SHORT])]
    told = {"officer": one["officer"], "agency": one["agency"], "reason": one["body"]["reason"]}
    sentence = N_("Proposed by {officer} ({agency}) on {day}. {reason}")
    lines.append("  " + words.text(sentence, day=words.date(one["on"]), **told))
    second = one["confirmed"]
    if second is None:
        lines.append("  " + words.text(N_("Not confirmed yet: nothing has changed.")))
        return lines
    told = {"officer": second["officer"], "agency": second["agency"]}
    sentence = N_("Confirmed by {officer} ({agency}) on {day}.")
    return [*lines, "  " + words.text(sentence, day=words.date(second["on"]), **told)]


def _what(words: Words, kind: str, body: Plain, name: str) -> str:
    if kind == "ReopeningProposed":
        return words.text(N_("Correction [{id}]: back to step {step}."), id=name, step=body["step"])
    if kind == "VoidingProposed":
        sentence = N_("Correction [{id}]: the position [{vote}] was taken in the wrong capacity and is void.")
        return words.text(sentence, id=name, vote=body["vote"][:SHORT])
    if kind == "MergerProposed":
        sentence = N_("Correction [{id}]: this case is a duplicate of {reference} and goes on there.")
        return words.text(sentence, id=name, reference=body["reference"])
    if kind == "HolderProposed":
        sentence = N_("Correction [{id}]: step {step} goes from {holder} to {agency}.")
        return words.text(sentence, id=name, step=body["step"], holder=body["holder"], agency=body["agency"])
    sentence = N_("Correction [{id}], {language} of the decision: “{before}” becomes “{after}”.")
    language = words.label("text_language", body["language"])
    return words.text(sentence, id=name, language=language, before=body["before"], after=body["after"])


def consequence_lines(words: Words, found: Plain) -> list[str]:
    """What a correction would change, before anybody signs."""
    lines = [words.text(N_("What would change:"))]
    lines += [f"- {line}" for line in _consequences(words, found)]
    if len(lines) == 1:
        lines.append("- " + words.text(N_("Nothing on the case as it stands now.")))
    return lines


def _consequences(words: Words, found: Plain) -> list[str]:
    then, now = found["stage"]
    lines = [_undone(words, one) for one in found["undone"]]
    lines += [_voided(words, one) for one in found["voided"]]
    if found["result_falls"]:
        lines.append(words.text(N_("The committee's result falls: a further question is needed.")))
    lines += [_step(words, one) for one in found["steps"]]
    for one in found["texts"]:
        language = words.label("text_language", one["language"])
        told = {"before": one["before"], "after": one["after"]}
        lines.append(words.text(N_("{language}: “{before}” becomes “{after}”"), language=language, **told))
    if then != now:
        told = {"before": words.label("stage", then), "after": words.label("stage", now)}
        lines.append(words.text(N_("The case stands at: {before} → {after}"), **told))
    return lines


def _undone(words: Words, one: Plain) -> str:
    told = {"act": words.say(f"act.{one['type']}"), "officer": one["officer"], "agency": one["agency"]}
    sentence = N_("No longer in effect: {act} ({officer}, {agency}, {day})")
    return words.text(sentence, day=words.date(one["claimed"]), **told)


def _voided(words: Words, one: Plain) -> str:
    if one["position"] is None:
        sentence = N_("The position of {seat}, taken by {officer} and hidden from you, counts for nothing.")
        return words.text(sentence, seat=one["seat"], officer=one["officer"])
    sentence = N_("The position of {seat}, taken by {officer}, counts for nothing: {position}")
    position = words.label("position", one["position"])
    return words.text(sentence, seat=one["seat"], officer=one["officer"], position=position)


def _step(words: Words, one: Plain) -> str:
    then, now = one["before"], one["after"]
    sides = {
        name: words.text(
            N_("{state} ({agencies})"), state=words.label("state", side["state"]), agencies=", ".join(side["agencies"])
        )
        for name, side in (("before", then), ("after", now))
    }
    return words.text(N_("Step {step}: {before} → {after}"), step=one["step"], **sides)
