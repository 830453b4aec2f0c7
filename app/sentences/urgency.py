"""What is answered about urgent cases, ratification, and the life of licences."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    # Urgent cases
    "urgency.not-provided": N_(
        "The procedure {procedure} provides for no urgent cases. Go the ordinary way, or have the procedure changed."
    ),
    "urgency.declared-already": N_("Case {reference} is declared urgent already. Once is enough."),
    "urgency.decided": N_(
        "Case {reference} is decided; it can no longer be declared urgent. A changed situation is dealt with by a "
        "reconsideration, or by suspending the licence."
    ),
    # Ratification
    "ratification.in-session": N_(
        "Ratification and revocation on case {reference} are put in session only: neither by silence, nor in writing, "
        "nor in bloc."
    ),
    "ratification.not-urgent": N_(
        "No decision of case {reference} that stands was taken by the committee under the urgent procedure. There is "
        "nothing to ratify; read the case with “placet case show {reference}”."
    ),
    "ratification.given-already": N_("The urgent decision of case {reference} is ratified already. Nothing is left."),
    "ratification.as-decided": N_(
        "A ratification names exactly the outcomes and conditions that were decided. Put it with “placet question "
        "ratify”, which takes them over."
    ),
    "ratification.not-due": N_(
        "No urgent decision of case {reference} waits for ratification: it was ratified, failed or lapsed already. "
        "Read the case."
    ),
    "ratification.due": N_("The last day of this ratification is {due}, by the calendar in force. Record that day."),
    "ratification.in-time": N_("The urgent decision may still be ratified until {due}. Record nothing before."),
    # Suspension, reinstatement, revocation
    "licence.unknown": N_("Case {reference} has no such licence ({licence}). “placet licence list” names them all."),
    "licence.which": N_("Case {reference} has several licences: {known}. Name one with --number."),
    "licence.revoked-already": N_("Licence {number} is revoked for good. Nothing further can be done about it."),
    "licence.not-ratified": N_(
        "The urgent decision of case {reference} was not ratified. No licence is issued on it until the committee "
        "ratifies it after all."
    ),
    "licence.evidence": N_(
        "Evidence came up on case {reference} after its decision. No licence is issued on it: have the decision "
        "reconsidered with the evidence in the dossier."
    ),
    "licence.valid-from": N_(
        "Under this procedure a licence is valid from its {validity}: with “service” it names no first day, with "
        "“issue” it names one. Correct --valid-from."
    ),
    "suspension.cause": N_(
        "A failed or lapsed ratification suspends by itself, without a further act. Name another cause: "
        "adverse-evidence or other."
    ),
    "suspension.already": N_("Licence {number} is suspended already. Read why with “placet licence list”."),
    "suspension.unknown": N_(
        "Licence {number} is not held by such a suspension ({suspension}). “placet licence show” names those in force."
    ),
    "suspension.of-many": N_(
        "Licence {number} was suspended together with others. End that with “placet licence reinstate-all”, for this "
        "licence alone with --only {number}."
    ),
    "suspension.none": N_("Licence {number} is not suspended. There is nothing to reinstate."),
    "suspension.which": N_("Licence {number} is suspended for several reasons: {known}. Name one with --suspension."),
    "reinstatement.not-ratified": N_(
        "Licence {number} rests on an urgent decision that was not ratified. It stays suspended until the committee "
        "ratifies the decision after all, or revokes the licence."
    ),
    "reinstatement.revoked": N_(
        "The committee agreed to revoke licence {number}. It is not reinstated; the licensing officer revokes it."
    ),
    "revocation.not-suspended": N_(
        "Licence {number} is not suspended. Suspend it first with “placet licence suspend”; the committee then "
        "decides on its revocation."
    ),
    "revocation.no-outcomes": N_(
        "A question of revocation names the licence {number} and nothing else, neither outcomes nor conditions. Put "
        "it with “placet question revoke”."
    ),
    "revocation.other-authority": N_(
        "Licence {number} was decided on by “{authority}”. Only its own head revokes it without the committee; where "
        "the committee decided, put the question to it with “placet question revoke”."
    ),
    "revocation.no-consensus": N_(
        "No attested consensus of the committee revokes licence {number}. Put the question with “placet question "
        "revoke”; until then the licence stays as it is."
    ),
    # Many licences at once
    "suspension.value": N_("Say which licences are meant: a destination, an end user, or a control-list heading."),
    "suspension.empty": N_("The list names no licence. Nothing is suspended or reinstated by an empty list."),
    "suspension.twice": N_("Licence {number} stands twice on the list. Make the list anew."),
    "suspension.unknown-list": N_(
        "No act suspended many licences under this name ({suspension}). “placet licence list” names those acts."
    ),
    "suspension.not-held": N_("Licence {number} is not on the list, or was taken off it already. Leave it out."),
    "suspension.who": N_(
        "{agency} neither leads a procedure, nor stands above one, nor chairs its committee. Licences are suspended "
        "by list by: {known}."
    ),
    "suspension.nothing-live": N_(
        "No live licence meets “{value}”. Nothing was signed; check how the name is written."
    ),
    "suspension.changed": N_(
        "The list is no longer the one that was shown ({seen}): licences were issued or ended meanwhile. Look at it "
        "again and sign what you see."
    ),
    "suspension.one-criterion": N_("Say exactly one of --destination, --end-user and --goods."),
    "token.not-in-force": N_(
        "Licence {number} was issued like this, but it is not in force: {state}. Nothing may move under it."
    ),
    # Agenda
    "session.left-out": N_(
        "These cases have to be taken up at the next session and cannot be left off the agenda: {references}. Add "
        "them; an urgent decision waits for its ratification, or a licence for its revocation."
    ),
    # Notices
    "paper.not-suspended": N_("Licence {number} is not suspended. There is no notice of suspension to print."),
    "paper.not-revoked": N_("Licence {number} is not revoked. There is no notice of revocation to print."),
}
