"""What the rules on asking others, changes on the way and reaffirming answer when an act is not possible."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    # Questions to others
    "asked.question": N_("The question has no text. Write what is asked."),
    "asked.text": N_("The text is missing. Write what was answered or advised."),
    "asked.day": N_("“{day}” is not a day from {first} on. Write year, month and day like this: 2026-11-19."),
    "consultation.own-agency": N_("{agency} cannot consult itself. Name another agency of the charter."),
    "consultation.unknown": N_("No such consultation is on this case ({consultation}). “placet case show” lists them."),
    "consultation.only-asked": N_("This question went to {agency}. Only its officers answer it."),
    "consultation.only-asker": N_("This question was asked by {agency}. Only its officers take it back."),
    "consultation.withdrawn-already": N_("This question was taken back. No answer is waited for."),
    "consultation.answered-already": N_("This question has its answer and cannot be taken back. Read the answer."),
    "consultation.replaces": N_(
        "An answer has to name the one that it replaces, or none where none stands (standing: “{answer}”). Answer "
        "again."
    ),
    # Experts
    "expert.not-an-expert": N_(
        "{officer} is not enrolled as an expert. The administrator proposes the role with “placet officer role”."
    ),
    "expert.conflict": N_("{officer} has stepped out of this case over a conflict of interest. Invite someone else."),
    "expert.invited-already": N_("{officer} is invited to this case already. Wait until that invitation has ended."),
    "expert.unknown-invitation": N_(
        "No such invitation is on this case ({invitation}). “placet case show” lists them."
    ),
    "expert.only-invited": N_("{officer} was invited. Nobody else advises under this invitation."),
    "expert.over": N_("The invitation ended on {until}, or with its agenda item. Ask for a new one."),
    # Questions to the applicant
    "query.only-members": N_(
        "At the step “{step}” only a member of an agency with a seat asks the applicant. Let such a member ask."
    ),
    "query.only-writer": N_(
        "Only {agency} writes to the applicant and records what comes of it. Leave it to that agency."
    ),
    "query.not-waiting": N_(
        "A letter carries questions that wait to be sent, each once and at least one; {count} wait. “placet case "
        "show” lists them."
    ),
    "query.number": N_("The next letter to this applicant has the number {expected}. Use it."),
    "query.due": N_(
        "“{day}” is not a day after {sent}, when the letter goes out. Write year, month and day like this: 2026-11-19."
    ),
    "query.silence": N_(
        "The letter does not say in both languages what follows from silence. Write it in English and in French."
    ),
    "query.unknown": N_("No such question or letter is on this case ({about}). “placet case show” lists them."),
    "query.received": N_(
        "“{day}” is not a day between {sent}, when the letter went out, and {today}. Give the day on which the "
        "answer came in."
    ),
    "query.closed-already": N_("This letter is closed. Put what is still open into a new one."),
    "query.no-answer": N_("Letter {number} has no answer. Record the answer first, or close the letter otherwise."),
    "query.has-answer": N_("Letter {number} was answered and cannot expire. Close it as answered or take it back."),
    "query.not-due": N_("Letter {number} may be answered up to and with {due}. Wait until that day has passed."),
    "query.only-asker": N_("This question was raised by {agency}. Only its officers take it back."),
    "query.sent-or-closed": N_("This question was sent or taken back already. Close the letter that carries it."),
    "query.never-sent": N_("A question that was not sent can only be taken back. Close it as withdrawn."),
    # Withdrawal and linked cases
    "withdrawal.only-lead": N_("Only {agency} records a withdrawal. Pass the applicant’s request on to it."),
    "withdrawal.notified": N_(
        "The applicant has been told the outcome of case {reference}. It cannot be withdrawn any more; a licence can "
        "be given back."
    ),
    "withdrawal.received": N_(
        "“{day}” is not a day up to {today}. Give the day on which the request came in, like this: 2026-11-19."
    ),
    "withdrawal.stage": N_("The stage reached is “{expected}”. Look at the case again, then record the withdrawal."),
    "link.itself": N_("Case {reference} cannot be linked to itself. Name the other case."),
    "link.made-already": N_("Case {reference} is linked to this one already. Nothing is left to do."),
    "link.reference": N_("The other case has the reference {expected}. Name it so."),
    # Reaffirming
    "reaffirm.stands-already": N_("This opinion stands on the present dossier. Nothing is left to do."),
    "reaffirm.difference": N_(
        "What changed is not what was shown ({count} places differ now). Look at the difference again, then reaffirm."
    ),
    "reaffirm.seen": N_(
        "What was seen ({seen}) is not the dossier or question as it stands now. Run the command without --seen, read "
        "what changed, then sign with the digits it names."
    ),
    "reaffirm.other-vote": N_(
        "Only the position that stands on the last question put to the seat of {seat} is reaffirmed. Reaffirm that "
        "one, or take a new position."
    ),
    "reaffirm.information": N_("A need for information is not reaffirmed. Take a position on this question."),
}
