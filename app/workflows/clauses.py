"""How a condition's facts are said before any case is known: as clauses of a sentence."""

from __future__ import annotations

from app.marks import N_

CLAUSES: dict[str, tuple[str, str]] = {
    "activity": (
        N_("the activity is among those named ({asked})"),
        N_("the activity is not among those named ({asked})"),
    ),
    "kind": (
        N_("the kind of licence asked for is among those named ({asked})"),
        N_("the kind of licence asked for is not among those named ({asked})"),
    ),
    "att_scope": (
        N_("some goods fall under a part of the Treaty that is named ({asked})"),
        N_("no goods fall under a part of the Treaty that is named ({asked})"),
    ),
    "att_category": (
        N_("some goods are of an Article 2(1) category that is named ({asked})"),
        N_("no goods are of an Article 2(1) category that is named ({asked})"),
    ),
    "control_code_in": (
        N_("some goods fall under a control-list heading that is named ({asked})"),
        N_("no goods fall under a control-list heading that is named ({asked})"),
    ),
    "destination_in": (
        N_("a destination is among the countries named ({asked})"),
        N_("no destination is among the countries named ({asked})"),
    ),
    "origin_in": (
        N_("a country of origin of the goods is among those named ({asked})"),
        N_("no country of origin of the goods is among those named ({asked})"),
    ),
    "party_country_in": (
        N_("a party’s country is among those named ({asked})"),
        N_("no party’s country is among those named ({asked})"),
    ),
    "end_user_country_in": (
        N_("an end user’s country is among those named ({asked})"),
        N_("no end user’s country is among those named ({asked})"),
    ),
    "value_at_least": (
        N_("the value reaches the threshold in its currency ({asked}) or cannot be compared with it"),
        N_("the value stays below the threshold in its currency ({asked})"),
    ),
    "flag": (
        N_("the application carries a flag that is named ({asked})"),
        N_("the application carries no flag that is named ({asked})"),
    ),
    "link": (
        N_("the application is linked to another in a way that is named ({asked})"),
        N_("the application is not linked to another in a way that is named ({asked})"),
    ),
    "adverse_opinions_at_least": (
        N_("the number of opinions with an objection reaches {asked}"),
        N_("the number of opinions with an objection stays below {asked}"),
    ),
    "returns_at_least": (
        N_("the number of times the case was sent back reaches {asked}"),
        N_("the number of times the case was sent back stays below {asked}"),
    ),
}
"""For each fact: that it is so, and that it is not so."""

TRUTHS: dict[tuple[str, str], tuple[str, str]] = {
    ("prohibited", "true"): (
        N_("two agencies have found that Article 6 prohibits the transfer"),
        N_("two agencies have not found that Article 6 prohibits the transfer"),
    ),
    ("prohibited", "false"): (
        N_("two agencies have not found that Article 6 prohibits the transfer"),
        N_("two agencies have found that Article 6 prohibits the transfer"),
    ),
    ("uncontested", "true"): (
        N_("every opinion agrees and nothing is pending"),
        N_("an opinion does not agree, or something is pending"),
    ),
    ("uncontested", "false"): (
        N_("an opinion does not agree, or something is pending"),
        N_("every opinion agrees and nothing is pending"),
    ),
    ("granted", "true"): (
        N_("the decision grants something"),
        N_("no final decision grants anything"),
    ),
    ("granted", "false"): (
        N_("the decision grants nothing"),
        N_("there is no final decision that grants nothing"),
    ),
}
"""Facts that are true or false: for each value that is asked for, that it is so, and that it is not so."""
