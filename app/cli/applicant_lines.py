"""What was done towards the applicant, and what is still to be done, as lines."""

from __future__ import annotations

from typing import Any

from app.cli.show import SHORT, table
from app.marks import N_
from app.words import Words

Plain = dict[str, Any]

STATUTORY = {
    "none": N_("The statutory limit passed on {due}; the law attaches no effect to that."),
    "implicit-refusal": N_("Implicitly refused by law since {due} ({basis}); no consensus was reached."),
    "implicit-grant": N_("Implicitly granted by law since {due} ({basis}); no consensus was reached."),
}
WAITING = {
    "statutory": N_("To do: record that the statutory limit passed on {due}: placet deadline statutory {reference}"),
    "make": N_("To do: a paper that the decision needs is not made yet ({paper})."),
    "serve": N_("To do: a paper that the decision needs is not served yet ({paper}): placet paper serve {reference}"),
    "denial": N_("To do: write the denial record of item {item}: placet denial record {reference}"),
    "withdraw-denial": N_(
        "To do: item refused no more; withdraw denial record {number}: placet denial withdraw {reference}"
    ),
}


def statutory_lines(words: Words, found: Plain) -> list[str]:
    """What the law made of the passed time: the state of the case until an explicit decision takes its place."""
    one = found["statutory"]
    if one is None:
        return []
    basis = one["basis_fr"] if words.language == "fr" else one["basis"]
    told = words.text(STATUTORY[one["effect"]], due=words.date(one["due"]), basis=basis or "-")
    explicit = [words.text(N_("An explicit decision has taken its place."))] if one["decided"] else []
    return [told, *explicit]


def applicant_lines(words: Words, found: Plain) -> list[str]:
    """Papers with their service, notices, reviews, denial records, and what waits."""
    lines = [line for one in found["papers"] for line in paper_lines(words, one)]
    lines += [line for one in found["notices"] for line in _notice(words, one)]
    lines += [line for one in found["reviews"] for line in review_lines(words, one)]
    if found["review_until"]:
        day = words.date(found["review_until"])
        lines.append(words.text(N_("The applicant may ask for a review until {day}."), day=day))
    lines += [_denial(words, one) for one in found["denials"]]
    return lines + [waiting_line(words, found["reference"], one) for one in found["waiting"]]


def paper_lines(words: Words, one: Plain) -> list[str]:
    """A paper to the applicant, and each service of it."""
    paper, about = words.label("paper_kind", one["paper"]), one["about"][:SHORT]
    if not one["served"]:
        return [words.text(N_("Paper: {paper} [{about}], not served."), paper=paper, about=about)]
    lines = [words.text(N_("Paper: {paper} [{about}], served."), paper=paper, about=about)]
    return [*lines, *(f"  {_service(words, service)}" for service in one["served"])]


def _service(words: Words, one: Plain) -> str:
    return words.text(
        N_("{means} on {day}, to {recipient}, by {by}; recorded by {officer}."),
        means=words.label("service_means", one["means"]),
        day=words.date(one["served_on"]),
        recipient=one["recipient"],
        by=one["served_by"],
        officer=one["officer"],
    )


def _notice(words: Words, one: Plain) -> list[str]:
    suffix = "_fr" if words.language == "fr" else ""
    told = {"signatory": one["signatory"], "capacity": one[f"capacity{suffix}"], "day": words.date(one["on"])}
    lines = [words.text(N_("Notice to the applicant of {day}, signed by {signatory}, {capacity}."), **told)]
    if one["reasons"]:
        lines.append("  " + words.text(N_("Reasons given: {text}"), text=one[f"reasons{suffix}"]))
    if one["legal_ground"]:
        lines.append("  " + words.text(N_("Reasons withheld: {text}"), text=one[f"legal_ground{suffix}"]))
    return lines


def review_lines(words: Words, one: Plain) -> list[str]:
    """A reconsideration: of what, why, and what became of the first decision."""
    day, items = words.date(one["on"]), ", ".join(one["items"])
    cause = words.label("review_cause", one["cause"])
    if one["condition"]:
        sentence = N_("Reconsideration of condition {number} opened on {day}. {cause}: {grounds}")
        lines = [words.text(sentence, number=one["condition"], day=day, cause=cause, grounds=one["grounds"])]
    else:
        sentence = N_("Reconsideration of item {items} opened on {day}. {cause}: {grounds}")
        lines = [words.text(sentence, items=items, day=day, cause=cause, grounds=one["grounds"])]
    first, decision = words.date(one["decided_on"]), one["decision"][:SHORT]
    if one["verdict"]:
        sentence = N_("First decision of {first} [{decision}]: {verdict} on {ended}.")
        verdict, ended = words.label("verdict", one["verdict"]), words.date(one["ended_on"])
        lines.append("  " + words.text(sentence, first=first, decision=decision, verdict=verdict, ended=ended))
    else:
        sentence = N_("First decision of {first} [{decision}]: not decided anew yet.")
        lines.append("  " + words.text(sentence, first=first, decision=decision))
    return lines


def _denial(words: Words, one: Plain) -> str:
    told = {"number": one["number"], "party": one["party"], "item": one["item"]}
    if one["withdrawn"]:
        sentence = N_("Denial record {number} of item {item} ({party}), withdrawn on {day}. {reason}")
        return words.text(sentence, day=words.date(one["withdrawn"]), reason=one["withdrawn_for"], **told)
    sentence = N_("Denial record {number} of item {item} ({party}), valid until {day}.")
    return words.text(sentence, day=words.date(one["valid_until"]), **told)


def waiting_line(words: Words, reference: str, one: Plain) -> str:
    """What is still to be done, with the command that does it."""
    about = one["about"]
    told = {"paper": words.label("paper_kind", about), "item": about, "number": about, "reference": reference}
    due = words.date(about) if one["what"] == "statutory" else ""
    return words.text(WAITING[one["what"]], due=due, **told)


def denial_table(words: Words, rows: list[Plain]) -> list[str]:
    """Denial records as a table: who was refused what, where, why."""
    heads = [N_("Denial record"), N_("Party"), N_("Country"), N_("Control"), N_("Goods"), N_("Criteria"), N_("Until")]
    cells = [
        [
            one["number"],
            one["party"][:32],
            words.country(one["country"]),
            one["control_code"],
            one["description"][:32],
            one["criteria"],
            words.text(N_("withdrawn")) if one["withdrawn"] else words.date(one["valid_until"]),
        ]
        for one in rows
    ]
    return table(words, heads, cells)
