"""What changed a case's way, who was asked, and what still counts, as lines."""

from __future__ import annotations

from typing import Any

from app.cli.beside_lines import beside_lines, opened_line
from app.cli.corrected_lines import corrected_lines
from app.cli.show import SHORT
from app.desk.differing import difference_lines
from app.marks import N_
from app.models.outcomes import Difference
from app.words import Words

Plain = dict[str, Any]


def course_lines(words: Words, found: Plain) -> list[str]:
    """Withdrawal, links, letters, consultations, experts, and whatever else changed the way of a case."""
    parts = (
        ("conflicts", _conflict),
        ("deadlines", _deadline),
        ("waivers", _waiver),
        ("declined", _declined),
        ("reassigned", _reassigned),
        ("escalations", _escalation),
        ("migrations", _migration),
    )
    lines = [_withdrawal(words, found["withdrawal"])] if found["withdrawal"] else []
    lines += [words.text(N_("Submitted again as {reference}."), reference=name) for name in found["resubmitted"]]
    lines += [_relation(words, one) for one in found["links"]]
    lines += [linked_line(words, one) for one in found["linked"]]
    numbers = [one["number"] for one in found["letters"]]
    for one in found["letters"]:
        lines += letter_lines(words, one, alone=numbers.count(one["number"]) == 1)
    lines += [_waiting(words, one) for one in found["queries"]]
    if found["return_proposed"]:
        sentence = N_("Letter {number} expired without an answer: return without action is proposed, not decided.")
        lines.append(words.text(sentence, number=found["return_proposed"]))
    lines += [line for one in found["consultations"] for line in _consultation(words, one)]
    lines += [line for one in found["experts"] for line in expert_lines(words, one)]
    lines += beside_lines(words, found)
    lines += corrected_lines(words, found)
    return lines + [line for name, said in parts for one in found[name] for line in said(words, one)]


def decider_lines(words: Words, found: Plain) -> list[str]:
    """Who decides which items and how each decision stands, where several decide or one is not the obvious one."""
    if len(found["deciders"]) < 2:
        return []
    return [
        words.text(
            N_("{authority} decides item {items}: {stage}"),
            authority=one["authority"],
            items=", ".join(one["items"]),
            stage=words.label("stage", "waiting" if one["state"] == "open" else one["state"]),
        )
        for one in found["deciders"]
    ]


def step_state(words: Words, one: Plain) -> str:
    """The state of a step; how it was done where not by its own work, and what holds it up."""
    state = words.label("state", one["state"])
    if one["how"]:
        return words.text(N_("{state} ({how})"), state=state, how=words.label("how", one["how"]))
    if one["disputed"] and one["state"] == "open":
        return words.text(N_("Open (disputed: waits for a ruling)"))
    if one["overdue"]:
        return words.text(N_("Open, overdue"))
    if one["declined"] and one["state"] == "open":
        return words.text(N_("Open (declined: waits for another agency)"))
    if one["stopped"]:
        return words.text(N_("Open (clock stopped)"))
    return state


# --- history -----------------------------------------------------------------------------------------------------


def history_lines(words: Words, found: Plain) -> list[str]:
    """Versions with what each changed, then positions, then what was disputed, given back or corrected."""
    lines: list[str] = []
    for one in found["versions"]:
        sentence = N_("Version {number}, {day}, {officer} ({agency})")
        told = {"number": one["number"], "officer": one["officer"], "agency": one["agency"]}
        lines.append(words.text(sentence, day=words.date(one["on"]), **told))
        lines += [f"  {one['reason']}"] if one["reason"] else []
        lines += [f"  {line}" for line in changed_lines(words, one["difference"])]
    for one in found["positions"]:
        lines.append(f"{position_line(words, one)} {why_line(words, one['why'])}")
        lines += [f"  {line}" for line in reaffirmed_lines(words, one["reaffirmed_by"])]
    return lines + corrected_lines(words, found)


def changed_lines(words: Words, difference: list[Plain]) -> list[str]:
    """A difference place by place."""
    return difference_lines(words, (Difference(**one) for one in difference))


def position_line(words: Words, one: Plain) -> str:
    """One position, with the versions it was given and reaffirmed on."""
    versions = ", ".join(str(number) for number in dict.fromkeys((one["version"], *one["reaffirmed"])))
    told = {"position": words.label("position", one["position"]), "day": words.date(one["on"]), "versions": versions}
    if one["kind"] == "vote":
        sentence = N_("Vote of {who}, {day}: {position}, on version {versions}.")
        return words.text(sentence, who=one["seat"], **told)
    if one["kind"] == "answer":
        sentence = N_("Answer of {who} to a consultation, {day}: {position}, on version {versions}.")
        return words.text(sentence, who=one["agency"], **told)
    return words.text(N_("Opinion of {who}, {day}: {position}, on version {versions}."), who=one["agency"], **told)


def reaffirmed_lines(words: Words, again: list[Plain]) -> list[str]:
    """Who let a position stand after a change, and when."""
    sentence = N_("Reaffirmed by {officer} on {day}.")
    return [words.text(sentence, officer=one["officer"], day=words.date(one["on"])) for one in again]


def why_line(words: Words, why: str) -> str:
    """Whether something counts, and why not."""
    if not why:
        return words.text(N_("Counts."))
    return words.text(N_("Does not count: {why}."), why=words.label("why", why))


# --- parts -------------------------------------------------------------------------------------------------------


def _withdrawal(words: Words, one: Plain) -> str:
    return words.text(
        N_("Withdrawn by the applicant on {day}, at: {stage}. {reason}"),
        day=words.date(one["received"]),
        stage=words.label("stage", one["stage"]),
        reason=one["reason"],
    )


def _relation(words: Words, one: Plain) -> str:
    return words.text(
        N_("{link}: {reference}"), link=words.label("link", one["kind"]), reference=one["reference"] or one["case"]
    )


def linked_line(words: Words, one: Plain) -> str:
    """A linked case with its state."""
    if one["state"] is None:
        return words.text(N_("Linked case: {reference}. {reason}"), reference=one["reference"], reason=one["reason"])
    return words.text(
        N_("Linked case: {reference}, now at: {stage}. {reason}"),
        reference=one["reference"],
        stage=words.label("stage", one["state"]),
        reason=one["reason"],
    )


def letter_lines(words: Words, one: Plain, *, alone: bool = True) -> list[str]:
    """A letter to the applicant: when it is due, what follows from silence, what was asked and answered.

    One that is not `alone` with its number is told by its id, too.
    """
    number = one["number"] if alone else f"{one['number']} [{one['id'][:SHORT]}]"
    told = {"number": number, "sent": words.date(one["on"]), "due": words.date(one["due"])}
    if one["passed"]:
        sentence = N_(
            "Letter {number} to the applicant of {sent} was due on {due}: its time has passed without an answer. "
            "Return without action is proposed, not decided."
        )
        lines = [words.text(sentence, **told)]
    elif one["ended"]:
        sentence = N_("Letter {number} to the applicant of {sent}, due on {due}: ended with the withdrawal.")
        lines = [words.text(sentence, **told)]
    elif one["open"]:
        lines = [words.text(N_("Letter {number} to the applicant of {sent} is open, due on {due}."), **told)]
        silence = one["silence_fr"] if words.language == "fr" else one["silence"]
        lines.append("  " + words.text(N_("Without an answer: {text}"), text=silence))
    else:
        outcome = words.label("query_outcome", one["outcome"])
        sentence = N_("Letter {number} to the applicant of {sent}, due on {due}: {outcome}. {reason}")
        lines = [words.text(sentence, outcome=outcome, reason=one["reason"], **told)]
    for asked in one["questions"]:
        text = (asked["text_fr"] if words.language == "fr" else "") or asked["text"]
        lines.append("  " + words.text(N_("{agency} asks: {text}"), agency=asked["agency"], text=text))
    for answer in one["answers"]:
        day = words.date(answer["received"])
        lines.append("  " + words.text(N_("Answer received on {day}: {text}"), day=day, text=answer["text"]))
    return lines


def _waiting(words: Words, one: Plain) -> str:
    text = (one["text_fr"] if words.language == "fr" else "") or one["text"]
    sentence = N_("Question of {agency} [{id}], not yet sent: {text}")
    if one["ended"]:
        sentence = N_("Question of {agency} [{id}], never sent, ended with the withdrawal: {text}")
    return words.text(sentence, agency=one["agency"], id=one["id"][:SHORT], text=text)


def _consultation(words: Words, one: Plain) -> list[str]:
    told = {"agency": one["agency"], "asked": one["asked"], "id": one["id"][:SHORT], "question": one["question"]}
    sentence = N_("{agency} asks {asked} by {due} [{id}]: {question}")
    lines = [words.text(sentence, due=words.date(one["due"]), **told)]
    if one["withdrawn"]:
        lines.append("  " + words.text(N_("This question was taken back.")))
    if one["ended"]:
        lines.append("  " + words.text(N_("Ended with the withdrawal, without an answer.")))
    for answer in one["answers"]:
        why = "consultation" if one["withdrawn"] else "" if answer["standing"] else "replaced"
        why = why or ("dossier" if answer["stale"] else "")
        position = words.label("position", answer["position"])
        sentence = N_("Answer of {asked}: {position}. {reasons}")
        line = words.text(sentence, asked=one["asked"], position=position, reasons=answer["reasons"]).rstrip()
        lines += [f"  {line}", *([f"    {why_line(words, why)}"] if why else [])]
    return lines


def expert_lines(words: Words, one: Plain) -> list[str]:
    """An invitation, what the expert opened under it, and the advice."""
    told = {"expert": one["expert"], "until": words.date(one["until"]), "question": one["question"]}
    sentence = N_("{expert} is invited as an expert until {until}: {question}")
    if not one["in_force"]:
        sentence = N_("{expert} was invited as an expert until {until}: {question}")
    lines = [words.text(sentence, **told)]
    if one["session"]:
        line = words.text(N_("Only for the agenda item of session {session}."), session=one["session"][:SHORT])
        lines.append(f"  {line}")
    lines += [f"  {opened_line(words, look)}" for look in one["opened"]]
    for advice in one["advice"]:
        sentence = N_("Advice: {text}")
        if advice["stale"]:
            sentence = N_("Advice on an earlier dossier: {text}")
        lines.append("  " + words.text(sentence, text=advice["text"]))
    return lines


def _conflict(words: Words, one: Plain) -> list[str]:
    sentence = N_("{officer} ({agency}) stepped out over a conflict of interest on {day}. {reason}")
    return [_said(words, sentence, one, reason=one["reason"])]


def _deadline(words: Words, one: Plain) -> list[str]:
    sentence = N_("Recorded on {day}: the limit of step {step} passed on {due}. Provided for: {effect}.")
    told = {"step": one["step"], "due": words.date(one["due"]), "effect": words.label("overdue", one["effect"])}
    return [_said(words, sentence, one, **told)]


def _waiver(words: Words, one: Plain) -> list[str]:
    return [_said(words, N_("{agency} waived step {step} on {day}. {reason}"), one, **_taken(one, "step", "reason"))]


def _declined(words: Words, one: Plain) -> list[str]:
    sentence = N_("{agency} is not competent for step {step} ({day}). {reasons}")
    return [_said(words, sentence, one, **_taken(one, "step", "reasons"))]


def _reassigned(words: Words, one: Plain) -> list[str]:
    sentence = N_("Step {step} went from {declined} to {to} on {day}. {reason}")
    return [_said(words, sentence, one, declined=one["from"], **_taken(one, "step", "to", "reason"))]


def _escalation(words: Words, one: Plain) -> list[str]:
    sentence = N_("Escalated to {to} on {day} ({cause}). Positions handed up: {count}. {reason}")
    told = {"cause": words.label("escalation_cause", one["cause"]), "count": len(one["positions"])}
    lines = [_said(words, sentence, one, **told, **_taken(one, "to", "reason"))]
    if one["due"]:
        sentence = N_("Level {level}, to decide by {due}.")
        lines.append("  " + words.text(sentence, level=one["level"], due=words.date(one["due"])))
    return lines


def _migration(words: Words, one: Plain) -> list[str]:
    told = {"procedure": one["to"]["id"], "version": one["to"]["version"], "reason": one["reason"]}
    sentence = N_("Migrated to {procedure} {version}, proposed on {day}. {reason}")
    if one["confirmed_by"] is None:
        sentence = N_("Migration to {procedure} {version} proposed on {day}, not confirmed yet. {reason}")
    return [_said(words, sentence, one, **told), *(f"  {line}" for line in changed_lines(words, one["difference"]))]


def _said(words: Words, sentence: str, one: Plain, **told: Any) -> str:
    """A sentence on something signed; who signed and when stand in it where it names them."""
    signed = {"officer": one["officer"], "agency": one["agency"], "day": words.date(one["on"])}
    return words.text(sentence, **signed, **told).rstrip()


def _taken(one: Plain, *names: str) -> Plain:
    return {name: one[name] for name in names}
