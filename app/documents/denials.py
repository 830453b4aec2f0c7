"""Denial records as a CSV file, in the fields of domain 4.2, for whoever keeps or shares them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO

from app.documents.decision_log import safe
from app.documents.voice import Voice
from app.words import N_

COLUMNS = {
    "number": N_("Denial record"),
    "regime": N_("Regime reference"),
    "government": N_("Notifying government"),
    "party": N_("Party"),
    "party_role": N_("Role"),
    "address": N_("Address"),
    "country": N_("Country"),
    "control_code": N_("Control"),
    "description": N_("Description"),
    "quantity": N_("Quantity"),
    "end_use": N_("End use"),
    "criteria": N_("Criteria"),
    "reason": N_("Reason"),
    "denied_on": N_("Refused on"),
    "valid_until": N_("Valid until"),
    "withdrawn": N_("Withdrawn on"),
}


def denials_csv(rows: Iterable[Mapping[str, str]], language: str) -> bytes:
    """One row a record; days are ISO dates, countries ISO codes, so that the file compares in every language."""
    voice = Voice(language)
    out = StringIO()
    writer = csv.writer(out, delimiter=";" if language == "fr" else ",")
    writer.writerow([voice.line(lambda words, one=one: words.text(one)) for one in COLUMNS.values()])  # type: ignore[misc]
    for row in rows:
        role = "".join(voice.label("party_role", row["party_role"]))
        government = row["government_fr"] if language == "fr" else row["government"]
        cells = {**row, "government": government, "withdrawn": row["withdrawn"][:10], "party_role": role}
        writer.writerow([safe(cells[name]) for name in COLUMNS])
    return out.getvalue().encode("utf-8-sig")
