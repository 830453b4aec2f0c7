"""Refusals of what changes a case's way: limits, competence, escalation, migration, several authorities."""

from app.marks import N_

SENTENCES: dict[str, str] = {
    "case.withdrawn": N_("{reference} was withdrawn by the applicant. Nothing more can be done on it."),
    "act.procedure": N_("This act names another procedure than the one {reference} runs under. Read the case again."),
    "clock.far": N_("{now} lies too far ahead to be the time of an act. Set the machine's clock right."),
    "deadline.silence-barred": N_(
        "An agency holds that Article 6 prohibits {reference}: silence counts for nothing until that is settled."
    ),
    "deadline.opinion-given": N_(
        "The holder of step {step} has given an opinion, which is not complete or not on the present dossier: that is "
        "no silence. Have it countersigned, reaffirmed or changed."
    ),
    "competence.no-head": N_("{agency} has no agency head who could sign the decision. Name another agency."),
    "licence.dossier-changed": N_(
        "The dossier of {reference} was amended apart from the decision, which was made on another one. No licence can "
        "be issued; the applicant may withdraw the application and submit it again."
    ),
    "decision.replaces": N_(
        "Two decisions on {reference} were signed apart and void each other. A further one has to replace exactly "
        "those."
    ),
    "conflict.declared": N_(
        "{officer} stepped out of {reference} over a conflict of interest and can do nothing more on it. "
        "Another person has to act."
    ),
    "case.lead-agency": N_("Only {lead}, which runs {reference}, can do this; you act for {agency}."),
    "deadline.not-passed": N_("The limit of step {step} has not passed (last day: {due})."),
    "deadline.due": N_("The limit of step {step} passed on {due}: record that day."),
    "deadline.effect": N_("The procedure provides “{effect}” when the limit of step {step} has passed, nothing else."),
    "deadline.recorded-already": N_("That the limit of step {step} passed on {due} is recorded already."),
    "waiver.not-provided": N_(
        "The procedure lets nobody do without step {step}. Its holder has to complete it, or its limit to be recorded "
        "as passed where it escalates."
    ),
    "waiver.other-agency": N_("Only a head of {agency} may do without step {step}."),
    "competence.not-here": N_(
        "Competence cannot be declined at step {step} ({kind}). In an opinion, give the position “not competent”."
    ),
    "competence.declined-already": N_("{agency} has already said that it is not competent for step {step}."),
    "competence.not-declined": N_(
        "{agency} has not declined step {step}. Only a declined step can be given to another agency."
    ),
    "escalation.deferrals-left": N_(
        "The case was deferred {made} times; it goes up only after more than {limit}. Put the question again."
    ),
    "escalation.not-overdue": N_(
        "That the limit of step {step} has passed is not recorded. Record it first, or name the used-up deferrals."
    ),
    "escalation.to": N_("This committee's cases go up to {to}, nobody else."),
    "escalation.positions": N_("Not exactly the standing positions go up with the case. Read the case again."),
    "escalation.nobody": N_(
        "Nobody stands above in procedure {procedure}: it names no higher authority, or the charter has no such agency."
    ),
    "gate.ruled-already": N_("The higher authority has already ruled on this answer."),
    "gate.not-contested": N_("Only an Article 6 answer that a second agency contests goes to the higher authority."),
    "gate.other-authority": N_("Only a head of {authority} rules on a contested Article 6 answer."),
    "migration.same": N_("{reference} already runs under this version of the procedure."),
    "migration.difference": N_(
        "The difference between the two procedures is not the one stated. Look at it again, then sign."
    ),
    "decision.other-authority": N_("{authority} does not decide here. Deciding: {known}."),
    "licence.items-undecided": N_(
        "Items {items} of {reference} are not decided yet. Licences are issued once every authority has decided."
    ),
    "decision.which-authority": N_(
        "Several authorities decide their own items of {reference} ({known}): say for whom (--authority)."
    ),
    "decision.query-open": N_(
        "Letter {number} to the applicant about {reference} is open: nothing can be decided until it is closed."
    ),
    "decision.beside": N_(
        "The decision does not show how the linked cases and the other authorities stand now. Read {reference} again."
    ),
    "intake.mixed": N_(
        "The items of {reference} fall to several authorities ({agencies}), and the procedure wants linked cases: take "
        "each part in as an application of its own, and link them (case link)."
    ),
    "consultation.waiting": N_(
        "Still asked and without an answer: {agencies}. Wait for the answer or withdraw the consultation, then "
        "complete step {step}."
    ),
    "procedure.unknown": N_("No adopted procedure is called {name}. Adopted: {known}."),
    "cli.case-or-all": N_("Say either one case (--case) or all of them (--all)."),
    "cli.migrate-to": N_("Say to which procedure (--to), or confirm a request: procedure migrate REF confirm REQUEST."),
}

LABELS: dict[str, str] = {
    "simulated.applies": N_("yes"),
    "simulated.skipped": N_("no"),
    "procedure_field.id": N_("name"),
    "procedure_field.version": N_("version"),
    "procedure_field.title": N_("title"),
    "procedure_field.summary": N_("summary"),
    "procedure_field.legal_basis": N_("legal basis"),
    "procedure_field.statutory_basis": N_("legal basis of the statutory limit"),
    "procedure_field.statutory_days": N_("statutory limit in working days"),
    "procedure_field.statutory_effect": N_("effect of the statutory limit"),
    "procedure_field.activities": N_("activities"),
    "procedure_field.escalates_to": N_("goes up to"),
    "procedure_field.steps": N_("Steps"),
    "procedure_field.committee": N_("Committee"),
    "procedure_field.queries": N_("Questions to the applicant"),
    "procedure_field.silence": N_("consequence of silence"),
    "procedure_field.order": N_("order"),
    "procedure_field.kind": N_("kind"),
    "procedure_field.agency": N_("agency"),
    "procedure_field.after": N_("comes after"),
    "procedure_field.when": N_("applies when"),
    "procedure_field.days": N_("working days"),
    "procedure_field.overdue": N_("when overdue"),
    "procedure_field.countersign": N_("countersignature"),
    "procedure_field.mandatory": N_("mandatory"),
    "procedure_field.tasks": N_("treaty questions"),
    "procedure_field.decides": N_("who decides"),
    "procedure_field.competences": N_("competences"),
    "procedure_field.mixed": N_("mixed applications"),
    "procedure_field.signatures": N_("signatures"),
    "procedure_field.waived_by": N_("may be waived by"),
    "procedure_field.seats": N_("seats"),
    "procedure_field.quorum": N_("quorum"),
    "procedure_field.chair": N_("chair"),
    "procedure_field.secretary": N_("secretary"),
    "procedure_field.chair_votes": N_("chair votes"),
    "procedure_field.deferrals": N_("deferrals"),
    "procedure_field.information_requests": N_("requests for information"),
    "procedure_field.information_days": N_("days for information"),
    "procedure_field.higher_signatures": N_("signatures of the higher authority"),
    "procedure_field.effects": N_("seats without a side"),
    "procedure_field.absent": N_("absent seat"),
    "procedure_field.abstaining": N_("abstaining seat"),
    "procedure_field.not_competent": N_("seat that is not competent"),
    "procedure_field.positions": N_("positions of others"),
    "procedure_field.triage": N_("lists A and B"),
    "procedure_field.written": N_("written procedure"),
    "procedure_field.urgency": N_("urgent cases"),
    "procedure_field.levels": N_("authorities above the committee"),
    "procedure_field.authority": N_("authority"),
    "procedure_field.consensus": N_("agreed by every seat first"),
    "procedure_field.barred": N_("barred when"),
    "procedure_field.percent": N_("percentage of each time limit"),
    "procedure_field.ratify_days": N_("working days until ratification"),
    "procedure_field.other_signatories": N_("other signatories"),
    "procedure_field.reconsideration": N_("reconsideration"),
    "procedure_field.remedies": N_("remedies"),
    "procedure_field.disputes": N_("settles disputed competence"),
    "procedure_field.validity": N_("licences are valid"),
    "procedure_field.applies": N_("applies"),
    "procedure_field.due": N_("due"),
    "procedure_field.en": N_("English text"),
    "procedure_field.fr": N_("French text"),
}
