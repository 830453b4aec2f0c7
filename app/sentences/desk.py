"""What the desk answers when it cannot tell what is meant, and the words of differences and positions."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    "rights.only-invited": N_(
        "An expert reads only single cases to which an invitation is in force today, and does not search. Ask the "
        "agency that invited you, or name the case it invited you to."
    ),
    "consultation.none": N_("No consultation of this kind is on this case. “placet case show” lists them."),
    "consultation.which": N_("Several consultations wait for an answer. Name one with --consultation: {known}."),
    "expert.not-invited": N_(
        "An expert steps out only of a case to which an invitation is in force on that day. Without one there is "
        "nothing to step out of; ask the agency in charge of the case."
    ),
    "query.which-letter": N_(
        "It is not clear which letter about {reference} is meant. Name it with --letter, by its number or by the "
        "beginning of its id. Letters: {known}."
    ),
    "query.no-limit": N_(
        "The procedure {procedure} gives the applicant no number of days. Name the last day with --due."
    ),
}

LABELS: dict[str, str] = {
    "truth.yes": N_("yes"),
    "truth.no": N_("no"),
    # Fields of an application, of what was found about it, and of a question to the committee
    "field.activity": N_("activity"),
    "field.kind": N_("kind"),
    "field.applicant_reference": N_("applicant’s reference"),
    "field.applied_on": N_("day of the application"),
    "field.end_use": N_("end use"),
    "field.route": N_("route"),
    "field.contract": N_("contract"),
    "field.contract_date": N_("date of the contract"),
    "field.valid_until": N_("valid until"),
    "field.notes": N_("notes"),
    "field.version": N_("version"),
    "field.order": N_("order"),
    "field.id": N_("identifier"),
    "field.role": N_("role"),
    "field.name": N_("name"),
    "field.country": N_("country"),
    "field.address": N_("address"),
    "field.registration": N_("registration number"),
    "field.given": N_("as given"),
    "field.description": N_("description"),
    "field.control_code": N_("control code"),
    "field.att_scope": N_("treaty scope"),
    "field.att_category": N_("treaty category"),
    "field.hs_code": N_("customs code"),
    "field.quantity": N_("quantity"),
    "field.unit": N_("unit"),
    "field.value": N_("value"),
    "field.currency": N_("currency"),
    "field.origin": N_("origin"),
    "field.line": N_("line"),
    "field.destination": N_("destination"),
    "field.end_user": N_("end user"),
    "field.title": N_("title"),
    "field.digest": N_("fingerprint of the file"),
    "field.number": N_("number"),
    "field.expires": N_("expires on"),
    "field.note": N_("note"),
    "field.6.1": N_("answer to 6(1)"),
    "field.6.2": N_("answer to 6(2)"),
    "field.6.3": N_("answer to 6(3)"),
    "field.6.1.evidence": N_("evidence for 6(1)"),
    "field.6.2.evidence": N_("evidence for 6(2)"),
    "field.6.3.evidence": N_("evidence for 6(3)"),
    "field.confirmed": N_("confirmed"),
    "field.evidence": N_("evidence"),
    "field.prohibited": N_("prohibited"),
    "field.withdrawn": N_("claim taken back"),
    "field.question": N_("question"),
    "field.likelihood": N_("likelihood"),
    "field.severity": N_("severity"),
    "field.reasons": N_("reasons"),
    "field.reason": N_("reason"),
    "field.mitigation": N_("mitigation"),
    "field.overriding": N_("overriding risk"),
    "field.text": N_("text"),
    "field.text_fr": N_("French text"),
    "field.item": N_("item"),
    "field.items": N_("items"),
    "field.outcome": N_("outcome"),
    "field.owner": N_("owner"),
    "mixed.own-items": N_("each authority decides its own items"),
    "mixed.linked-cases": N_("linked cases"),
    # How a step was done where not by its own work
    "how.waived": N_("waived"),
    "how.no-objection": N_("no objection, by silence"),
    "how.escalated": N_("escalated to the higher authority"),
    # Why a position does not count now
    "why.withdrawn": N_("the application was withdrawn"),
    "why.undone": N_("the case was sent back to an earlier step"),
    "why.replaced": N_("a later one replaced it"),
    "why.moved": N_("the step went to another agency"),
    "why.not-competent": N_("the agency is not competent"),
    "why.dossier": N_("the dossier has changed since"),
    "why.countersign": N_("it is not countersigned"),
    "why.twice": N_("two stand side by side"),
    "why.consultation": N_("the consultation was withdrawn"),
    "why.conflict": N_("its author stepped out of the case"),
    "why.deferred": N_("the question was deferred"),
    "why.no-consensus": N_("the round gave no consensus"),
    "why.question": N_("the question no longer fits the dossier or the conditions"),
    # How a letter to the applicant ended
    "query_outcome.answered": N_("answer received"),
    "query_outcome.expired": N_("expired without an answer"),
    "query_outcome.withdrawn": N_("withdrawn"),
    "escalation_cause.deferrals": N_("deferrals used up"),
    "escalation_cause.overdue": N_("limit passed"),
}
