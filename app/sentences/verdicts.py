"""Sentences of decisions that reconsider an earlier one, or that a higher authority took on paper."""

from app.marks import N_

SENTENCES: dict[str, str] = {
    "case.merged": N_(
        "Case {reference} was merged into {other} as its duplicate; it goes on there. Do it in case {other}."
    ),
    "decision.review": N_(
        "A reconsideration of case {reference} was opened or ended in the meantime. Read the case and propose the "
        "decision again."
    ),
    "decision.verdict": N_(
        "This decision makes something else of the first one than it says; computed again it is “{verdict}”. Propose "
        "it again."
    ),
    "decision.not-reconsidered": N_(
        "Nobody asked to reconsider item {item}; it keeps the outcome it has. Leave it unchanged, or open a "
        "reconsideration that names it."
    ),
    "decision.signed-first": N_(
        "{officer} signed the first decision; under this procedure other persons sign the one that reconsiders it: "
        "another member, and a deputy chair, whom the administrator adds with “placet officer add”."
    ),
    "decision.scan": N_(
        "A decision on paper is recorded with the SHA-256 of its scan, its signatory and its date together (given: "
        "{scan}). Name the file of the scan with --scan."
    ),
    "decision.paper-authority": N_(
        "Only the decision of a higher authority to which the case was escalated is recorded from paper; {authority} "
        "signs here itself."
    ),
    "decision.paper-secretary": N_(
        "A decision on paper is recorded by the committee's secretary and signed by its chair; the role “{role}” "
        "cannot."
    ),
    "decision.paper-chair": N_("A decision recorded from paper is signed by the committee's chair."),
    "decision.paper-signatory": N_("Who signed the decision on paper is missing. Name the person with --signatory."),
    "decision.paper-dated": N_(
        "“{dated}” cannot be the date of this decision: it lies between the escalation of {since} and today. Write it "
        "as 2026-11-19."
    ),
}
