"""Refusals of what is done towards the applicant: papers served, notices, statutory effect, review, denials."""

from app.marks import N_

SENTENCES: dict[str, str] = {
    "applicant.other-agency": N_(
        "{agency} does not deal with this applicant. Leave it to one of these agencies: {known}."
    ),
    "service.about": N_(
        "No act of {reference} makes a paper of this kind ({paper}) that could be served now. “placet case show” lists "
        "the papers with the acts they are made from; name one with --about."
    ),
    "service.digest": N_("A service names the SHA-256 of the paper's PDF. Name the file with --file."),
    "service.day": N_(
        "“{day}” cannot be the day of service: it lies between the act that made the paper ({first}) and today "
        "({today}). Write it as 2026-11-19."
    ),
    "file.not-pdf": N_(
        "The file {file} is not a PDF. Name the file of the paper as it was served; scan what was signed by hand."
    ),
    "service.persons": N_("Who served the paper and who received it are both needed. Name them with --by and --to."),
    "service.again": N_(
        "Service of this paper ({paper}) on {recipient} is recorded already. A further service is only recorded for "
        "another recipient."
    ),
    "service.not-made": N_(
        "Step {step} waits: a paper that the decision needs is not made yet ({paper}; papers left: {count}). Issue the "
        "licence, or write the notice with “placet notice write”."
    ),
    "service.missing": N_(
        "Step {step} waits: a paper that the decision needs has no act of service yet ({paper}; papers left: {count}). "
        "Serve it and record that with “placet paper serve”."
    ),
    "notice.nothing-refused": N_(
        "A notice is written on a final decision of {reference} that refuses or returns something; there is none with "
        "this id. “placet case show” shows the decisions."
    ),
    "notice.served": N_(
        "The notice of this decision on {reference} was served: it is not written again. To tell the applicant "
        "something else, reconsider the decision on the authority's own motion: the new one has its own notice."
    ),
    "notice.both-languages": N_("“{field}” stands in a notice in both languages or, where it may be missing, in none."),
    "notice.reasons": N_(
        "A notice carries reasons that the applicant may read, or the legal ground for withholding them. Write one of "
        "the two."
    ),
    "notice.signatory": N_("A notice names the person who signs it. Name the person with --signatory."),
    "statutory.no-limit": N_("The procedure of {reference} gives no statutory time. There is nothing to record."),
    "statutory.stopped": N_(
        "The statutory clock of {reference} stands still while a letter to the applicant is open. Close the letter "
        "first."
    ),
    "statutory.not-passed": N_("The statutory limit of {reference} has not passed (last day: {due})."),
    "statutory.terms": N_(
        "The statutory limit passed on {due}, and the procedure gives it the effect “{statutory_effect}”: record "
        "exactly that."
    ),
    "statutory.recorded-already": N_("That the statutory limit of {reference} passed on {due} is recorded already."),
    "statutory.prohibited": N_(
        "An agency holds that Article 6 prohibits {reference}: no grant follows from the passing of time. Have the "
        "prohibition settled and decide the case."
    ),
    "statutory.granted": N_(
        "{reference} was granted by law on {due}. A decision can only confirm that; to take it back, issue the licence "
        "and have it reconsidered or revoked."
    ),
    "review.no-decision": N_(
        "Only a final decision of {reference} is reconsidered. “placet case show” shows the decisions."
    ),
    "review.open-already": N_("A reconsideration of {reference} is open. Decide it first."),
    "review.not-provided": N_(
        "The procedure {procedure} provides for no reconsideration. The applicant has the remedies of the general law."
    ),
    "review.items": N_(
        "A reconsideration of {reference} names items that the decision refused, or that the condition binds, each "
        "once (here: {known})."
    ),
    "review.own-motion": N_(
        "A reconsideration on the authority's own motion has no request and no day on which one came in."
    ),
    "review.not-served": N_(
        "The decision on {reference} was not served: the time for asking has not begun. Record the service with "
        "“placet paper serve”, or reconsider on the authority's own motion."
    ),
    "review.no-day": N_(
        "A reconsideration on the applicant's request names the day on which the request came in. Name it with "
        "--received."
    ),
    "review.received": N_(
        "“{day}” cannot be the day on which the request came in: it lies between the service ({first}) and today "
        "({today}). Write it as 2026-11-19."
    ),
    "review.late": N_(
        "The request of {day} came in late: the last day was {last}. The authority can still reconsider on its own "
        "motion."
    ),
    "review.which-decision": N_(
        "Several final decisions on {reference} could be meant. Name one with --decision, by the beginning of its id: "
        "{known}."
    ),
    "denial.not-refused": N_("No final decision refuses item {item} of {reference}. A denial record is of a refusal."),
    "denial.reviewed": N_("A reconsideration of {reference} is open. Record the denial once it is decided."),
    "denial.recorded-already": N_("A denial record of item {item} stands already."),
    "denial.field": N_(
        "“{field}” of a denial record follows from the dossier and the decision (“{expected}”). Record it again."
    ),
    "denial.party": N_(
        "A denial record names a party of the dossier as it stands there. Name one with --party: {known}."
    ),
    "denial.criteria": N_("A denial record names the criteria of the refusal. Name each with --criterion."),
    "denial.unknown": N_("{reference} has no such denial record. “placet denial list” shows the numbers."),
    "denial.withdrawn-already": N_("Denial record {number} is withdrawn already."),
    "denial.nothing": N_("Nothing of {reference} waits for a denial record."),
    "paper.no-notice": N_(
        "The notice of this decision on {reference} is not written yet. Write it with “placet notice write "
        "{reference}”."
    ),
    "paper.none-returned": N_("No final decision returns anything of {reference} without action."),
    "paper.no-decision": N_("{reference} has no final decision of which a notice could be printed."),
    "paper.no-effect": N_(
        "No effect of the statutory deadline is recorded on {reference}. “placet deadline statutory {reference}” "
        "records it."
    ),
    "paper.letter-answered": N_("Letter {number} of {reference} is not open: there is nothing to remind of."),
    "paper.which-version": N_(
        "No version of {reference} was received by an act {version}, or its beginning fits several. Name one with "
        "--about: {known}."
    ),
    "paper.which-act": N_("Several acts of {reference} make a paper of this kind. Name the act with --about: {known}."),
}
