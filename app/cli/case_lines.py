"""One case as lines: where it stands, what is asked, what was said, what was decided."""

from __future__ import annotations

from typing import Any

from app.cli.applicant_lines import applicant_lines, statutory_lines
from app.cli.corrected_lines import paper_lines
from app.cli.course_lines import course_lines, decider_lines, reaffirmed_lines, step_state, why_line
from app.cli.round_lines import position_lines, round_lines
from app.cli.show import table
from app.cli.urgent_lines import ended_lines, state_lines, urgency_lines
from app.marks import N_
from app.words import Words


def case_lines(words: Words, found: dict[str, Any]) -> list[str]:
    """Everything of `Questions.case`; for an auditor its outline."""
    lines = [
        f"{found['reference']}  {words.label('activity', found['activity'])}  {words.label('stage', found['stage'])}",
        words.text(N_("Dossier: {digest}"), digest=found["dossier"]),
        words.text(N_("Held by: {agencies}"), agencies=", ".join(found["holders"]) or "-"),
    ]
    lines += [line for one in found.get("licence_states", []) for line in ended_lines(words, one)]
    lines += urgency_lines(words, found.get("urgency"))
    lines += statutory_lines(words, found)
    rows = [
        [
            one["id"],
            ", ".join(one["agencies"]),
            step_state(words, one),
            words.date(one["due"]) if one["due"] else "",
        ]
        for one in found["steps"]
    ]
    lines += table(words, [N_("Step"), N_("Agency"), N_("State"), N_("Due")], rows)
    if found["stopped"]:
        lines.append(words.text(N_("The statutory clock stands still: a letter to the applicant is open.")))
    elif found["statutory_due"] and found["holders"]:
        sentence = N_("Statutory limit: {day}, passed.") if found["statutory_passed"] else N_("Statutory limit: {day}.")
        lines.append(words.text(sentence, day=words.date(found["statutory_due"])))
    lines += decider_lines(words, found)
    lines += _content_lines(words, found) if "application" in found else []
    for one in found["rounds"]:
        lines += [*round_lines(words, one), *position_lines(words, one, found.get("questions", []))]
    for one in found.get("decisions", []):
        lines += paper_lines(words, one) if one["final"] else []
    for outcome in found["outcomes"]:
        lines.append(_item_line(words, outcome["item"], words.label("outcome", outcome["outcome"])))
    if found["licence"] and "licence_states" not in found:
        lines.append(words.text(N_("Licence: {number}"), number=found["licence"]))
    lines += [line for one in found.get("licence_states", []) for line in state_lines(words, one)]
    return lines + (applicant_lines(words, found) if "papers" in found else [])


def _content_lines(words: Words, found: dict[str, Any]) -> list[str]:
    application = found["application"]
    lines = course_lines(words, found)
    for party in application["parties"]:
        lines.append(
            words.text(
                N_("{role}: {name} ({country})"),
                role=words.label("party_role", party["role"]),
                name=party["name"],
                country=words.country(party["country"]),
            )
        )
    for line in application["lines"]:
        value = words.money(line["value"], line["currency"]) if line["value"] else ""
        amount = f"{words.number(line['quantity'])} {line['unit']}" if line["quantity"] else ""
        lines.append(
            "  ".join(part for part in (line["id"], line["description"], line["control_code"], amount, value) if part)
        )
    for flag in found["flags"]:
        lines.append("! " + words.say(f"flag.{flag['code']}", field=flag["field"], value=flag["value"]))
    lines.append(words.label("gate", found["gate"]["status"]))
    lines += [_ruling_line(words, ruling) for gate in found["gate"]["answers"] for ruling in gate["rulings"]]
    for opinion in found["opinions"]:
        lines += [_opinion_line(words, opinion), *_opinion_details(words, opinion)]
    for one in found["conditions"]:
        text = (
            (one["text_fr"] if words.language == "fr" else one["text"])
            or one["text"]
            or words.label("state", "dropped")
        )
        lines.append(
            words.text(N_("Condition {number} ({owner}): {text}"), number=one["number"], owner=one["owner"], text=text)
        )
    return lines


def _ruling_line(words: Words, ruling: dict[str, Any]) -> str:
    sentence = N_("{agency} ruled that the prohibition is lifted. {reasons}")
    if ruling["prohibited"]:
        sentence = N_("{agency} ruled that the prohibition stands. {reasons}")
    return words.text(sentence, agency=ruling["agency"], reasons=ruling["reasons"])


def _opinion_line(words: Words, opinion: dict[str, Any]) -> str:
    position = words.label("position", opinion["position"])
    if opinion["counts"]:
        return words.text(
            N_("Opinion of {agency}: {position}. {reasons}"),
            agency=opinion["agency"],
            position=position,
            reasons=opinion["reasons"],
        )
    return words.text(
        N_("Opinion of {agency}: {position} (does not count now). {reasons}"),
        agency=opinion["agency"],
        position=position,
        reasons=opinion["reasons"],
    )


def _opinion_details(words: Words, opinion: dict[str, Any]) -> list[str]:
    """Other positions on single items, who countersigned, and the annex where this officer may read it."""
    lines = [_item_line(words, one["item"], words.label("position", one["position"])) for one in opinion["items"]]
    if opinion["why"]:
        lines.append(why_line(words, opinion["why"]))
    if opinion["countersigned"]:
        lines.append(words.text(N_("Countersigned by {officer}"), officer=opinion["countersigned"]))
    lines += reaffirmed_lines(words, opinion["reaffirmed_by"])
    if opinion["annex"]:
        lines.append(words.text(N_("Confidential annex: {text}"), text=opinion["annex"]))
    return [f"  {line}" for line in lines]


def _item_line(words: Words, item: str, what: str) -> str:
    return words.text(N_("Item {item}: {what}"), item=item, what=what)
