"""What the rules on sessions, questions, decisions and licences answer when an act is not possible."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    # The committee
    "committee.none": N_("The procedure “{procedure}” has no committee. Decide as it provides."),
    "seat.unknown": N_("The committee has no seat “{seat}”. Its seats are: {known}."),
    "seat.taken": N_("{officer} sits on the seat of {seat}. Record first that this person has left."),
    "seat.one-only": N_("{officer} sits on a seat already. One person holds one seat only."),
    "seat.not-there": N_("{officer} does not sit on the seat of {seat}. Look at the attendance again."),
    "seat.other-agency": N_(
        "{officer} does not belong to the agency of the seat {seat}. An officer of that agency takes it."
    ),
    "seat.not-a-member": N_(
        "{officer} is not a member of the committee. The administrator proposes the role with “placet officer role”."
    ),
    "session.unknown": N_(
        "There is no session {session}, or its beginning fits several. “placet session list” shows them."
    ),
    "session.empty": N_("A session needs at least one case on its agenda. Name one."),
    "session.convened-already": N_("This session is convened already. Change its agenda, or convene another one."),
    "session.title-and-date": N_("A session needs a title and a day, written like this: 2026-11-19. Give both."),
    "question.until": N_("“{until}” is not a day. Write year, month and day like this: 2026-11-19."),
    "session.agenda-number": N_("Agenda item {number} stands twice. Give each item its own number."),
    "session.case-not-ready": N_(
        "Case {reference} does not wait for the committee now. Complete the steps before it first."
    ),
    "session.no-quorum": N_(
        "The quorum is not met: voting seats taken {present}, required {quorum}. Record the attendance of the other "
        "seats, or adjourn."
    ),
    "session.mandatory-seat": N_("The seat of {seat} must be taken and is empty. Record its attendance, or adjourn."),
    "session.not-open": N_("The session is not open. The chair opens it first."),
    "session.not-opened": N_("The session was never opened, so there are no minutes of it. Print the agenda instead."),
    "session.opened-already": N_("The session is open already. Nothing is left to do."),
    "session.closed-already": N_("The session is closed. Convene another one."),
    "session.other-procedure": N_(
        "Case {reference} runs under another procedure than the one this committee was convened under. Convene a "
        "session for it."
    ),
    "question.text": N_("The question needs its text in both languages. Write both."),
    "question.not-on-agenda": N_(
        "Case {reference} is not on the agenda for decision. Change the agenda of the session."
    ),
    "question.open-already": N_("A question on case {reference} is open. Certify its result or defer it first."),
    "question.none-open": N_("No question is open on case {reference}. Put one first."),
    "question.number": N_("Another question was put in the meantime; the next number is {expected}. Do it again."),
    "question.stale-dossier": N_(
        "The dossier of case {reference} has changed. Read the present version and put the question anew."
    ),
    "question.conditions": N_(
        "A question carries exactly the conditions in force on the case. They have changed; put the question anew."
    ),
    "question.roll": N_("The attendance changed while the question was being put. Put it anew."),
    "question.fingerprint": N_("The fingerprint is not that of the question. Put the question anew."),
    "question.deferrals-exhausted": N_(
        "The committee may put this case off {limit} times and has done so. The decision passes to {to}."
    ),
    "outcomes.every-item": N_("Each item receives exactly one outcome. The items are: {items}."),
    "outcomes.reduced-to": N_("The reduced grant of item {item} does not say to how much. Give a quantity or a value."),
    "outcomes.amount": N_(
        "For item {item}, “{given}” is not an amount above zero. Write digits, with a point before decimals."
    ),
    "outcomes.defer-question": N_(
        "A single item cannot be deferred (item {item}). Defer the whole question with “placet question defer”."
    ),
    "outcomes.above-dossier": N_(
        "For item {item} the application asks for {limit} at most, not for {given}. Stay within the application."
    ),
    "outcomes.unknown": N_("“{outcome}” is not an outcome. Use one of: {known}."),
    "vote.unknown-question": N_(
        "No question of this case has the fingerprint {question}, or its beginning fits several. Compare with the "
        "agenda."
    ),
    "vote.round-closed": N_("The round on case {reference} is over. A position can be taken on the next question."),
    "vote.stale-question": N_(
        "The dossier or the conditions of case {reference} have changed since the question was put, so no position on "
        "it counts. Put the question anew."
    ),
    "vote.cast-already": N_("The seat of {seat} has taken a position. Change it with “placet vote change”."),
    "vote.not-standing": N_(
        "The position to be changed ({vote}) does not stand, or is another seat’s. Look at the round again."
    ),
    "vote.no-seat": N_("{officer} sits on no seat now. The secretary records the attendance first."),
    "vote.not-your-seat": N_(
        "{officer} does not sit on the seat of {seat}. Only the person who sits there takes its position."
    ),
    "vote.observer": N_("The seat of {seat} observes and takes no position."),
    "vote.chair": N_(
        "In this procedure the chair presides and takes no position. A member of the chair’s agency takes its seat."
    ),
    "vote.which-conditions": N_("Agreeing with conditions names the conditions. Give their numbers with --condition."),
    "vote.conditions-not-carried": N_(
        "The question does not carry these conditions: {numbers}. Name conditions of the question, or have it put anew."
    ),
    "vote.information-limit": N_(
        "The seat of {seat} has asked for information as often as the procedure allows ({limit}). Take another "
        "position."
    ),
    "result.waiting": N_("These seats have not taken a position yet: {seats}. Wait for them, or defer the question."),
    "result.positions": N_("The positions changed while the result was being certified. Certify it anew."),
    "result.recomputed": N_("Computed again from the positions, the result is another one. Certify it anew."),
    "result.unknown": N_("No certified result of this case waits for attestation. The chair certifies it first."),
    "result.attested-already": N_("The result is attested already. Nothing is left to do."),
    "consensus.quorum": N_("The quorum was not met when the question was put."),
    "consensus.mandatory-seat": N_("Mandatory seats were empty: {seats}."),
    "consensus.waiting": N_("These seats have not taken a position: {seats}."),
    "consensus.objection": N_("An objection of these seats stands: {seats}."),
    "consensus.information": N_("These seats need information: {seats}."),
    "consensus.nobody-agrees": N_("No voting seat agrees."),
    # Decisions and licences
    "decision.no-result": N_(
        "The committee has not reached an attested consensus on case {reference}, so there is nothing to decide on yet."
        " Certify and attest the result first."
    ),
    "decision.basis": N_(
        "What the decision rests on has changed. Look at the case again and propose the decision anew."
    ),
    "decision.outcomes": N_(
        "The decision must repeat the outcomes exactly as they were agreed. Propose it without outcomes of its own."
    ),
    "decision.conditions": N_(
        "The decision must carry exactly the conditions it rests on. They have changed; propose it anew."
    ),
    "decision.stale-dossier": N_(
        "The dossier of case {reference} has changed. Propose the decision on its present version."
    ),
    "decision.signatures": N_(
        "The procedure asks for another number of signatures here: {expected}. Propose the decision anew."
    ),
    "decision.text": N_("The decision needs its text in both languages. Write both."),
    "decision.proposed-already": N_("A decision on case {reference} is proposed already. Sign that one."),
    "decision.unknown": N_("There is no proposed decision {decision} on this case. Propose one first."),
    "decision.none-waiting": N_("No decision on case {reference} waits for a signature. Propose one first."),
    "decision.none-final": N_(
        "There is no final decision on case {reference} yet. It is final with its last signature."
    ),
    "decision.final-already": N_("The decision on case {reference} is final. Nothing of it can change now."),
    "decision.signed-already": N_("{officer} has signed this decision already. Another officer signs next."),
    "decision.stale": N_("What the proposed decision on case {reference} rests on has changed. Propose it anew."),
    "decision.signatory": N_(
        "This decision is signed for “{authority}”. An officer of that authority with the power to sign does it."
    ),
    "decision.chair-signs": N_(
        "The last signature of a decision of the committee is the chair’s, unless the chair has signed before."
    ),
    "licence.no-decision": N_(
        "There is no final decision on case {reference} that grants anything. Sign the decision first."
    ),
    "licence.nothing-granted": N_(
        "The decision on case {reference} grants nothing, so there is no licence to issue. Print the refusal notice."
    ),
    "licence.issued-already": N_("The licence of case {reference} is issued already. It is issued once."),
    "licence.none": N_("No licence has been issued on case {reference}. Issue it with “placet licence issue”."),
    "licence.number": N_("The number of this licence is {expected}. Issue it anew."),
    "licence.conditions": N_("The licence must carry exactly the conditions of the decision. Issue it anew."),
    "licence.items": N_("The licence must name exactly the granted items: {items}. Issue it anew."),
    "licence.item-changed": N_(
        "Item {item} differs from what was granted in more than quantity and value. Issue the licence anew."
    ),
    "licence.above-grant": N_("For item {item} {limit} was granted, not {given}. Stay within the grant."),
    "licence.validity": N_(
        "The validity of the licence is not in order. Give two dates such as 2026-11-19, the last day after the first "
        "and after today."
    ),
    "refusal.none": N_("Nothing was refused on case {reference}, so there is no notice of refusal."),
}
