"""Which paper was not found, and how to name one that there is."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    "paper.licence-unknown": N_("Case {reference} has no licence “{number}”. Name one of: {known}."),
    "paper.refusal-unknown": N_("Case {reference} has no notice of refusal “{number}”. Name one of: {known}."),
    "paper.letter-unknown": N_(
        "Case {reference} has no letter “{letter}” to the applicant. Name one by its number; there are: {known}."
    ),
    "paper.procedure-unknown": N_(
        "No adopted procedure is called “{procedure}”. Give an id or the beginning of a version’s digest; adopted are: "
        "{known}."
    ),
}
