"""Refusals of escalation level by level, of disputed competence and of corrective acts."""

from app.marks import N_

SENTENCES: dict[str, str] = {
    "escalation.top": N_(
        "{reference} lies with {to}, above which the procedure names nobody. It decides, or gives the case back."
    ),
    "escalation.level": N_("The case goes up to level {level} now: {to}. Read the case again."),
    "escalation.due": N_("{to} is to decide by {due} (“-”: without a limit). Read the case again and name that day."),
    "escalation.referred": N_(
        "Only the level that a case lies with refers it upward; it has not left the committee. {agency} can hand it up "
        "after its deferrals or its time."
    ),
    "escalation.not-committee": N_(
        "The case lies with {to}, not with the committee: it goes further up when {to} is late (overdue) or refers it "
        "(referred)."
    ),
    "escalation.level-in-time": N_(
        "The time of {to} has not passed (last day: {due}; “-” means without a limit). Wait, or let a head of {to} "
        "refer the case upward."
    ),
    "escalation.head": N_("Only a head of {to}, with which the case lies, can do this."),
    "escalation.not-in-force": N_("This escalation of {reference} is not in force. Read the case again."),
    "escalation.instructions": N_(
        "A case is given back with instructions to the committee in both languages (--instructions, --instructions-fr)."
    ),
    "competence.disputed": N_(
        "{agency} holds that it, not {holder}, is competent for step {step}: the step waits for a ruling "
        "(competence rule)."
    ),
    "competence.ruled": N_(
        "It was ruled that {agency} is competent for step {step}: it can neither decline nor be claimed against again."
    ),
    "competence.not-claimed": N_(
        "Step {step} cannot be claimed from {holder}: intake, the committee, the higher authority and one's own steps "
        "are no matter of competence."
    ),
    "competence.claimed-already": N_("{agency} has already claimed step {step}; the ruling is awaited."),
    "competence.not-disputed": N_(
        "Nobody disputes what {holder} holds of step {step}. A ruling needs a claim, or two agencies that declined."
    ),
    "competence.judge": N_("Only a head of {authority} settles who is competent for step {step}."),
    "correction.notified": N_(
        "The applicant was told the decision on {reference}: it is not put back any more. Open a reconsideration."
    ),
    "correction.step-not-done": N_(
        "A case is put back to a step that is done and comes before the licence; step {step} is: {state}. Name another."
    ),
    "correction.decision-rests": N_(
        "A signed decision on {reference} rests on this position: it is not voided any more. Put the case back to the "
        "committee first, or open a reconsideration."
    ),
    "correction.not-final": N_(
        "Only the text of a decision that counts is corrected; on {reference} propose the decision anew instead."
    ),
    "correction.language": N_("A decision has a text in en and one in fr; “{language}” is neither."),
    "correction.nothing": N_("Name the words to correct and what stands there instead; “{before}” changes nothing."),
    "correction.before": N_(
        "“{before}” stands {count} times in the decision's text, not once. Name more of the words around it."
    ),
    "correction.merge-later": N_(
        "{reference} came before {other}: the later of two cases ends as the duplicate. Merge {other} into {reference}."
    ),
    "correction.merge-ended": N_("{other} or this case is decided or has ended: only cases under way are merged."),
    "correction.merge-activity": N_("{other} is about another activity: that is no duplicate. Link the two instead."),
    "correction.own-vote": N_(
        "{officer} took this position and cannot confirm that it is void. Another person has to."
    ),
    "correction.receiver": N_(
        "{agency} would receive the step and cannot confirm that. A chair or a head of another agency has to."
    ),
    "correction.holder-there": N_(
        "{holder} still has somebody for step {step} ({officers}): only its own head gives the step away."
    ),
    "correction.seen": N_(
        "What would change is not what was shown as {seen}. Run the command without --seen and read it again."
    ),
    "correction.none-corrected": N_(
        "The text of no decision on {reference} was corrected. There is no corrigendum to print."
    ),
    "correction.no-corrigendum": N_(
        "No decision of {reference} was corrected under “{number}”. Corrections of decisions: {known}."
    ),
    "scan.none": N_("No decision on {reference} was recorded from paper: there is no scan to compare with."),
    "scan.differs": N_(
        "{file} is not the scan of this decision: its SHA-256 is {given}, recorded is {recorded}. Look for the file "
        "that was recorded."
    ),
}

LABELS: dict[str, str] = {
    "escalation_cause.referred": N_("referred upward"),
    "stage.merged": N_("Merged as a duplicate"),
    "why.void": N_("it was taken in the wrong capacity"),
    "text_language.en": N_("English text"),
    "text_language.fr": N_("French text"),
}
