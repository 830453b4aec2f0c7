"""What the rules on officers, cases, steps and opinions answer when an act is not possible, and what to do then."""

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
        "An auditor sees headers, outcomes and tallies here. Ask for the bodies with “placet mandate grant”."
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
    "case.taken-in": N_(
        "This application is already taken in as {reference}. Amend with the corrected dossier of this case, or link "
        "the two cases."
    ),
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
        "Article 7 asks for an assessment of exports of goods that the treaty covers. Neither the activity "
        "“{activity}” nor the scope of the goods asks for one here. Nothing is left to do."
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
}
