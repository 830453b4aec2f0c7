"""What the rules of procedure answer when an act is not possible, and what an officer can do then."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    # Whoever acts
    "realm.not-founded": N_("The realm is not founded yet. Its second founder confirms it first."),
    "realm.founded-already": N_("The realm is founded already. Make another store for another realm."),
    "realm.nothing-to-confirm": N_(
        "There is no founding left to confirm. The realm is confirmed already, or was not proposed here."
    ),
    "realm.not-a-founder": N_(
        "{officer} is not the founder whom the charter names for this act. The administrator founds the realm; the "
        "agency head confirms it."
    ),
    "realm.founder-key": N_(
        "The key, id or agency of {officer} is not the one in the charter. Found the realm again with the right "
        "charter."
    ),
    "clock.behind": N_(
        "The clock of this station ({now}) is behind the last act it knows ({last}). Set the clock right, then do it "
        "again."
    ),
    "clock.order": N_("The journal has moved on since this act was prepared. Nothing was recorded; do it again."),
    "act.scope": N_(
        "An act of the type {act} does not belong to “{scope}”. Nothing was recorded; report the incident."
    ),
    "officer.unknown": N_(
        "{officer} is not an officer of this realm. “placet officer list” shows those who are enrolled."
    ),
    "officer.revoked": N_(
        "{officer} was revoked and signs nothing any more. Ask the administrator if this is not right."
    ),
    "officer.key": N_(
        "The key or the agency of {officer} is not the one enrolled in this realm. Work on the station where the "
        "officer was enrolled, or tell the administrator."
    ),
    "officer.role": N_(
        "{officer} does not hold the role “{role}”. The administrator proposes a change of roles with “placet officer "
        "role”."
    ),
    "officer.known": N_("An officer with the id {officer} is enrolled already. Choose another id."),
    "officer.key-in-use": N_(
        "This key belongs to an officer already. Each officer needs a key of their own; propose the officer again."
    ),
    "officer.last-of-role": N_(
        "{officer} is the last officer with the role “{role}”, without whom the realm could no longer be run. Enrol "
        "another one first."
    ),
    "officer.no-role": N_("An officer needs at least one role. Name it with --role."),
    "agency.unknown": N_("The charter names no agency “{agency}”. Use the code of one of its agencies."),
    "rights.role": N_(
        "The role “{role}” does not give the right to make this act. “placet rights” shows who may do what."
    ),
    "rights.incompatible": N_(
        "{officer} has acted on this case as “{other}” and cannot also act as “{role}”. Another officer makes this act."
    ),
    "rights.alone": N_("The role “{role}” is held alone, with no other role. Give the other roles to another officer."),
    "rights.no-cases": N_("The administrator has no access to cases. Ask an officer of the competent agency."),
    "rights.no-bodies": N_(
        "An auditor sees headers, outcomes and tallies here. Ask for the bodies with “placet journal export --bodies”."
    ),
    "second-person.same": N_(
        "A second person is needed here; {officer} has already signed. Another officer signs this act."
    ),
    "reasons.needed": N_("This act needs its reasons in writing. Give them and do it again."),
    "proposal.unknown": N_(
        "There is no request {proposal} of this kind, or its beginning fits several. “placet officer list” shows the "
        "open requests."
    ),
    "proposal.confirmed-already": N_("The request {proposal} is confirmed already. Nothing is left to do."),
    "export.not-confirmed": N_(
        "The request {proposal} for the bodies of acts is not confirmed yet. An agency head confirms it with “placet "
        "journal export confirm”."
    ),
    "export.other-auditor": N_(
        "The request {proposal} was made by another auditor, who alone may use it. Make a request of your own."
    ),
    # Procedures
    "procedure.not-adopted": N_(
        "The realm has not adopted the procedure “{digest}”. “placet procedure show” lists those adopted; “placet "
        "procedure adopt” proposes one."
    ),
    "procedure.file-missing": N_(
        "The charter names the procedure “{procedure}”, but there is no such file in {folder} nor among those shipped. "
        "Put the file there or correct the charter."
    ),
    "procedure.adopted-already": N_("This very procedure ({digest}) is adopted already. Nothing is left to do."),
    "procedure.digest": N_(
        "The text of the procedure is not the one whose fingerprint was given. Read the file again and propose it anew."
    ),
    "procedure.problems": N_(
        "The procedure does not pass its checks under this charter; problems found: {count}. “placet procedure check "
        "FILE” shows each with its line."
    ),
    "procedure.unreadable": N_(
        "The text of the procedure cannot be read; problems found: {count}. “placet procedure check FILE” shows each "
        "with its line."
    ),
    "procedure.other-activity": N_(
        "The procedure “{procedure}” is not made for the activity “{activity}”. Name another with --procedure."
    ),
    # Cases
    "case.unknown": N_("There is no case {case}. “placet case list” shows the references."),
    "case.registered-already": N_("The case {case} is registered already. Amend it with “placet case amend”."),
    "case.reference": N_("A case needs a reference. Take the application in again."),
    "case.no-goods": N_(
        "The application has no goods, or no item to decide on. Name at least one line of goods and one item."
    ),
    "case.item-without-line": N_(
        "The item {item} belongs to no line of goods of the application. Correct the dossier."
    ),
    "case.items-not-unique": N_("Two items of the application bear the same number. Give each its own."),
    "case.amount": N_("“{given}” is not an amount (line or item {part}). Write digits, with a point before decimals."),
    "case.decision-signed": N_(
        "A decision on case {reference} is signed already; the application can no longer be amended. A new application "
        "is needed."
    ),
    "case.nothing-amended": N_(
        "The new version of case {reference} says the same as the present one. Nothing was recorded."
    ),
    "case.activity-fixed": N_("The activity of case {reference} cannot change. Take another application in."),
    "case.one-dossier": N_(
        "One dossier without problems is needed here; the file holds {count}. Give a file with this application alone."
    ),
    "items.unknown": N_("An item is named that the application does not have, or named twice. Its items are: {known}."),
    # Steps
    "step.unknown": N_("The procedure has no step “{step}”. Its steps are: {known}."),
    "step.which": N_("It is not clear which step of {agency} is meant. Name it with --step; open now: {known}."),
    "step.not-open": N_(
        "The step “{step}” of case {reference} is not open. “placet case show {reference}” shows the open steps and who"
        " holds them."
    ),
    "step.other-agency": N_("“{step}” is for {holder}, not for {agency}. An officer of {holder} makes this act."),
    "step.no-part": N_("{agency} has no step in the procedure of this case. An agency that takes part makes this act."),
    "step.ends-by-itself": N_(
        "The step “{step}” ends by its own act, not by being completed: an opinion, a result, a decision or a licence. "
        "Make that act."
    ),
    "step.summary-needed": N_("The step “{step}” ends with a summary. Give it with --note."),
    "step.not-before": N_(
        "The case cannot go back from “{step}” to “{to}”. Name a completed step that comes before it."
    ),
    "step.undoes": N_("The case has moved on since this return was prepared. Look at it again, then return it."),
    "intake.flags": N_(
        "Case {reference} is not complete; flags left: {count}. Have these fields settled with “placet case amend”: "
        "{fields}."
    ),
    "classification.wrong-step": N_("At the step “{step}” no goods are classified. Do it at the classification step."),
    "classification.lines": N_(
        "A line is named that the application does not have, or named twice. Its lines are: {known}."
    ),
    "classification.lines-left": N_(
        "These lines are not classified yet: {lines}. Classify every line of the application."
    ),
    "classification.code": N_("Line {line} has no control-list code. Give one."),
    "classification.category": N_(
        "Line {line} falls under Article 2(1) of the treaty, but has no category. Name one from a to h."
    ),
    # Article 6 and Article 7 of the treaty
    "gate.wrong-step": N_("At the step “{step}” Article 6 is not answered. Do it at the step with this task."),
    "gate.three-questions": N_("Article 6 asks three questions: 6.1, 6.2 and 6.3. Answer each of them once."),
    "gate.evidence": N_("Each answer under Article 6 rests on evidence. Say for each on what it rests."),
    "gate.not-settled": N_(
        "The questions of Article 6 are not settled for this case. Answer them, or have the claimed prohibition "
        "confirmed or taken back."
    ),
    "gate.unknown": N_(
        "There is no claimed prohibition {gate} on this case. “placet case show” tells how Article 6 stands."
    ),
    "gate.withdrawn-already": N_("This claim of a prohibition is taken back already. Nothing is left to do."),
    "gate.confirmed-already": N_("A second agency has confirmed this prohibition; it can no longer be taken back."),
    "gate.only-author": N_("Only {agency}, which claimed this prohibition, can take it back."),
    "gate.second-agency": N_("{agency} claimed this prohibition itself. Another agency confirms or contests it."),
    "gate.reviewed-already": N_("{agency} has examined this prohibition already. Nothing is left to do."),
    "assessment.wrong-step": N_(
        "At the step “{step}” no Article 7 assessment is made. Do it at the step with this task."
    ),
    "assessment.not-needed": N_(
        "Article 7 asks for an assessment of exports; this case is of the activity “{activity}”. Nothing is left to do."
    ),
    "assessment.gate-first": N_(
        "Article 7 is assessed once Article 6 is answered and prohibits nothing. Answer Article 6 first."
    ),
    "assessment.every-consequence": N_(
        "The assessment weighs each of these points once: {questions}. Add those that are missing."
    ),
    "assessment.level": N_("On {question}, likelihood and severity each need a level: {levels}. Choose one for both."),
    "assessment.reasons": N_("On {question} the reasons are missing. Give them."),
    "assessment.missing": N_(
        "The Article 7 assessment of this case is missing. It comes before any grant; record it with “placet risk "
        "assess”."
    ),
    "grant.prohibited": N_(
        "Nothing can be granted while Article 6 is not answered or a prohibition under it is claimed or confirmed. "
        "Settle it first."
    ),
    "grant.overriding-risk": N_(
        "The assessment finds an overriding risk under Article 7(3); nothing can be granted. Refuse, or record a new "
        "assessment."
    ),
    # Opinions and conditions
    "opinion.wrong-step": N_("At the step “{step}” no opinion is given. Name a review step of your agency."),
    "opinion.given-already": N_(
        "An opinion stands at the step “{step}” already. The agency that gave it can change it."
    ),
    "opinion.unknown": N_(
        "No such opinion stands on this case ({opinion}). “placet case show” lists those that stand."
    ),
    "opinion.other-agency": N_("This opinion belongs to {agency}. Only its officers can change or countersign it."),
    "opinion.stale-dossier": N_(
        "The dossier of case {reference} has changed since this opinion. Read the present version and give the opinion "
        "on it."
    ),
    "position.reasons": N_("This position needs reasons. Give them with --reasons."),
    "position.criterion": N_("An objection names at least one criterion on which it rests. Give it with --criterion."),
    "countersign.not-asked": N_(
        "The procedure asks for no countersignature at the step “{step}”. Nothing is left to do."
    ),
    "countersign.done-already": N_("This opinion is countersigned already. Nothing is left to do."),
    "condition.unknown": N_("The case has no condition number {number}. “placet case show” lists its conditions."),
    "condition.change-unknown": N_(
        "There is no change {change} of a condition on this case. “placet case show” lists its conditions."
    ),
    "condition.text": N_("The condition has no text. Write it."),
    "condition.number": N_(
        "Another condition was entered in the meantime; the next number is {expected}. Do it again."
    ),
    "condition.version": N_(
        "Condition {number} has changed in the meantime; its next version is {expected}. Read it and do it again."
    ),
    "condition.dropped-already": N_("Condition {number} was dropped. Propose a new one."),
    "condition.only-owner": N_("Condition {number} belongs to {owner}, which alone can release a change of it."),
    "condition.not-pending": N_("No change of condition {number} waits for release. Nothing is left to do."),
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
    "session.title-and-date": N_("A session needs a title and a day. Give both."),
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
