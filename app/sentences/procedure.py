"""What is wrong with a procedure or a charter draft, where, and what to do about it."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    "toml.too-large": N_(
        "{file}, line {line}: The file is larger than {largest} KiB. Shorten it, or check that it is the right file."
    ),
    "toml.not-utf8": N_("{file}, line {line}: The text is not UTF-8. Save the file with the encoding UTF-8."),
    "toml.byte-order-mark": N_(
        "{file}, line {line}: The file begins with a byte order mark. Save it as UTF-8 without that mark."
    ),
    "toml.control-character": N_(
        "{file}, line {line}: The text holds a control character. Delete it and type the text again."
    ),
    "toml.not-nfc": N_(
        "{file}, line {line}: An accented letter is stored in two pieces (not Unicode NFC). Type the "
        "text again or save the file in NFC."
    ),
    "toml.line-too-long": N_(
        "{file}, line {line}: The line is longer than {longest} characters. Break it into several lines."
    ),
    "toml.syntax": N_(
        "{file}, line {line}: This is not valid TOML near column {column}. Check the quotation marks, "
        "brackets and equals signs there."
    ),
    "toml.duplicate-key": N_("{file}, line {line}: A key or table is written twice. Keep one of the two."),
    "toml.too-deep": N_("{file}, line {line}: Tables or lists stand too deep inside each other. Write them flatter."),
    "toml.unknown-key": N_(
        "{file}, line {line}: The key “{key}” is not known here. Correct or delete it; known are: {known}."
    ),
    "toml.missing-key": N_("{file}, line {line}: The key “{key}” is missing. Add it."),
    "toml.missing-language": N_(
        "{file}, line {line}: The text “{key}” is missing in the language “{language}”. Write it in both "
        'languages: {{ en = "…", fr = "…" }}.'
    ),
    "toml.not-text": N_("{file}, line {line}: “{key}” must be a text. Put it in quotation marks."),
    "toml.empty-text": N_("{file}, line {line}: “{key}” is empty. Write a text or delete the key."),
    "toml.too-long": N_("{file}, line {line}: “{key}” is longer than {longest} characters. Shorten it."),
    "toml.not-integer": N_(
        "{file}, line {line}: “{key}” must be a whole number. Write digits without quotation marks."
    ),
    "toml.out-of-range": N_(
        "{file}, line {line}: “{key}” must lie between {low} and {high}. Write a number within these limits."
    ),
    "toml.not-boolean": N_(
        "{file}, line {line}: “{key}” must be true or false. Write one of these words without quotation marks."
    ),
    "toml.not-list": N_(
        "{file}, line {line}: “{key}” must be a list with at least one element. Write it in square brackets."
    ),
    "toml.list-too-long": N_("{file}, line {line}: “{key}” has more than {longest} elements. Shorten the list."),
    "toml.not-table": N_(
        "{file}, line {line}: “{key}” must be a table. Write it in braces or under a heading in square brackets."
    ),
    "toml.repeated": N_("{file}, line {line}: “{value}” stands twice in “{key}”. Delete one of the two."),
    "toml.bad-code": N_(
        "{file}, line {line}: “{value}” cannot be used for “{key}”. Write lower-case letters a to z and "
        "digits, words joined by hyphens, at most {longest} characters, for example foreign-affairs."
    ),
    "toml.not-a-choice": N_("{file}, line {line}: “{value}” cannot stand for “{key}”. Choose one of: {choices}."),
    "procedure.too-many-steps": N_("{file}, line {line}: The procedure has more than {most} steps. Join some of them."),
    "procedure.empty-condition": N_(
        "{file}, line {line}: The condition is empty. Name at least one fact, or delete the condition."
    ),
    "procedure.condition-too-deep": N_(
        "{file}, line {line}: The condition is nested more than {deepest} levels deep. Write it flatter, "
        "or split the step."
    ),
    "procedure.condition-too-large": N_(
        "{file}, line {line}: The condition names more than {most} facts. Shorten it, or split the step."
    ),
    "procedure.unknown-fact": N_("{file}, line {line}: The fact “{fact}” is not known. Use one of: {known}."),
    "procedure.unknown-value": N_(
        "{file}, line {line}: “{value}” is not a value of the fact “{fact}”. Use one of: {choices}."
    ),
    "procedure.bad-value": N_(
        "{file}, line {line}: “{value}” cannot be compared with the fact “{fact}”. Write it like this: {example}."
    ),
    "procedure.duplicate-step": N_("{file}, line {line}: Two steps are called “{step}”. Rename one of them."),
    "procedure.unknown-after": N_(
        "{file}, line {line}: The step “{step}” comes after “{after}”, which does not exist. Name one of: {known}."
    ),
    "procedure.cycle": N_(
        "{file}, line {line}: These steps wait for each other in a circle: {steps}. Remove one of them from an “after”."
    ),
    "procedure.no-intake": N_(
        "{file}, line {line}: No step takes the application in. Add a first step of kind intake."
    ),
    "procedure.several-intakes": N_(
        "{file}, line {line}: The step “{step}” is a second intake beside “{first}”. Keep one step of kind intake."
    ),
    "procedure.intake-not-first": N_(
        "{file}, line {line}: The intake “{step}” must come first, in every case. Delete its “after”, "
        "“when” and “mandatory”."
    ),
    "procedure.unreachable": N_(
        "{file}, line {line}: The step “{step}” does not follow from the intake “{intake}”. Name in its "
        "“after” the step that it comes after."
    ),
    "procedure.step-without-agency": N_("{file}, line {line}: The step “{step}” is held by nobody. Name its agency."),
    "procedure.decides-elsewhere": N_(
        "{file}, line {line}: The step “{step}” of kind {kind} cannot decide. Delete its “decides”, "
        "“competences”, “mixed” and “signatures”, or make it a step of kind decision."
    ),
    "procedure.countersign-elsewhere": N_(
        "{file}, line {line}: At the step “{step}” there is no opinion to countersign. Delete “countersign”."
    ),
    "procedure.must-be-mandatory": N_(
        "{file}, line {line}: A case cannot pass over the step “{step}”. Delete “mandatory = false”, or "
        "move its tasks to another step."
    ),
    "procedure.no-decider": N_(
        "{file}, line {line}: The decision “{step}” does not say who decides. Write “decides” with one of: {choices}."
    ),
    "procedure.decider-without-agency": N_(
        "{file}, line {line}: The decision “{step}” names no deciding agency. Write its “agency”; with "
        "competences, the one that decides where none of them applies."
    ),
    "procedure.competences": N_(
        "{file}, line {line}: The decision “{step}” needs competences exactly when the competent agency "
        "decides. Add them, or delete them."
    ),
    "procedure.mixed": N_(
        "{file}, line {line}: The decision “{step}” must say how items go that fall to several authorities exactly "
        "when the competent agency decides. Write “mixed” with one of: {choices}; or delete it."
    ),
    "procedure.not-of-an-item": N_(
        "{file}, line {line}: At the decision “{step}” each item is judged by itself, so a competence cannot ask about "
        '“{fact}”. Use one of: {known}; or write mixed = "linked-cases".'
    ),
    "procedure.waived-elsewhere": N_(
        "{file}, line {line}: A case cannot do without the step “{step}”. Delete “waived_by”, or move its tasks to "
        "another step."
    ),
    "procedure.escalates-elsewhere": N_(
        "{file}, line {line}: The step “{step}” does not escalate when it is overdue, or it is the committee’s. Write "
        'overdue = "escalate", or delete “escalates_to”; for the committee, write it under [committee].'
    ),
    "procedure.no-signature": N_(
        "{file}, line {line}: The decision “{step}” needs at least one signature. Write “signatures”."
    ),
    "procedure.too-many-signatures": N_(
        "{file}, line {line}: The decision “{step}” asks for {signatures} signatures, but the committee "
        "has at most {most} signatories. Ask for fewer."
    ),
    "procedure.silence-elsewhere": N_(
        "{file}, line {line}: At the step “{step}” silence can never count as no objection. Write remind or escalate."
    ),
    "procedure.silence-without-basis": N_(
        "{file}, line {line}: At the step “{step}” silence counts as no objection, but no law says so. "
        "Add its “legal_basis”, or write remind or escalate."
    ),
    "procedure.silence-without-limit": N_(
        "{file}, line {line}: At the step “{step}” silence counts as no objection, but there is no time "
        "limit. Write “days”."
    ),
    "procedure.statutory-without-basis": N_(
        "{file}, line {line}: The statutory deadline has a legal effect without legal basis. Add "
        '“legal_basis” to [statutory], or write effect = "none".'
    ),
    "procedure.statutory-without-days": N_(
        "{file}, line {line}: The statutory deadline has a legal effect but no length. Write “days” in [statutory]."
    ),
    "procedure.no-decision": N_("{file}, line {line}: No step decides. Add a step of kind decision."),
    "procedure.decision-may-be-skipped": N_(
        "{file}, line {line}: A case of the activity {activity} can end without a decision. Give one "
        "decision no condition, or make the conditions of the decisions cover every case."
    ),
    "procedure.weighed-too-late": N_(
        "{file}, line {line}: The step “{step}” comes before no decision, so it would weigh on none. "
        "Name it in the “after” of a step that leads to the decision."
    ),
    "procedure.committee-does-not-precede": N_(
        "{file}, line {line}: The committee decides at “{step}”, but no committee step comes before it. "
        "Name the committee step in its “after”."
    ),
    "procedure.committee-may-be-skipped": N_(
        "{file}, line {line}: For the activity {activity} the step “{step}” can be skipped while the committee "
        "decides, and the case would be stuck. Make its condition cover every case that it decides, or delete it."
    ),
    "procedure.no-issue": N_(
        "{file}, line {line}: No step issues the licence. Add a step of kind issue after the decision."
    ),
    "procedure.issue-before-decision": N_(
        "{file}, line {line}: The step “{step}” would issue a licence before a decision. Name the "
        "decision in its “after”."
    ),
    "procedure.issue-without-grant": N_(
        "{file}, line {line}: The step “{step}” would wait for a licence even where none is granted. "
        "Give it the condition when = {{ granted = true }}."
    ),
    "procedure.never-applies": N_(
        "{file}, line {line}: This condition of the step “{step}” can never hold, for any activity of "
        "the procedure. Correct or delete it."
    ),
    "procedure.task-missing": N_(
        "{file}, line {line}: Not every case of the activity {activity} answers {task} before the "
        "decision “{step}”. Put {task} into the “tasks” of a step that always comes before it."
    ),
    "procedure.no-higher-authority": N_(
        "{file}, line {line}: The step “{step}” asks about Article 6, but nobody rules when two agencies disagree. "
        "Name the higher authority in “escalates_to” at the top of the file, or in [committee]."
    ),
    "procedure.unknown-agency": N_(
        "{file}, line {line}: The charter knows no agency that is or acts for “{agency}”. Name one of: "
        "{known}; or add it to the charter."
    ),
    "procedure.urgency-quorum": N_(
        "{file}, line {line}: In urgent cases {quorum} voting seats are to be enough, but it must be at least {fewest} "
        "and no more than the ordinary quorum of {ordinary}. Correct the quorum in [committee.urgency]."
    ),
    "procedure.levels-or-one": N_(
        "{file}, line {line}: The committee names one authority above it ({agency}) and levels besides. Keep either "
        "“escalates_to” or the tables [[committee.levels]]."
    ),
    "procedure.level-twice": N_(
        "{file}, line {line}: The level “{authority}” falls to an agency that already stands below ({agency}). Name "
        "each authority once, and let different agencies of the charter fill them."
    ),
    "procedure.method-never-applies": N_(
        "{file}, line {line}: The condition “{key}” in [{table}] can never hold before a decision, for any activity of "
        "the procedure. Correct or delete it."
    ),
    "procedure.no-committee": N_(
        "{file}, line {line}: The step “{step}” is for a committee that is not described. Add the table "
        "[committee] with its seats."
    ),
    "procedure.committee-unused": N_(
        "{file}, line {line}: The committee has no step. Add a step of kind committee, or delete [committee]."
    ),
    "procedure.several-committee-steps": N_(
        "{file}, line {line}: The step “{step}” is a second one for the committee. Keep one step of kind committee."
    ),
    "procedure.duplicate-seat": N_("{file}, line {line}: The agency “{agency}” holds two seats. Keep one of them."),
    "procedure.quorum-too-large": N_(
        "{file}, line {line}: The quorum of {quorum} can never be met with {voting} voting seats. Lower "
        "the quorum or add voting seats."
    ),
    "procedure.chair-without-seat": N_(
        "{file}, line {line}: The chair is to vote, but its agency “{agency}” has no voting seat. Give "
        "it one, or write chair_votes = false."
    ),
    "procedure.committee-of-one": N_(
        "{file}, line {line}: The committee has only {voices} voting agencies, and one alone reaches no "
        "consensus. Give voting seats to at least two distinct agencies of the charter."
    ),
    "procedure.no-way-out": N_(
        "{file}, line {line}: After {deferrals} deferrals an objection leaves no way out. Name in "
        "escalates_to the authority that then decides."
    ),
    "charter.country": N_(
        "{file}, line {line}: “{value}” is not a country code. Write an ISO 3166 code of two capital "
        "letters; XA to XZ are free for exercises."
    ),
    "charter.working-day": N_(
        "{file}, line {line}: “{value}” is not a day of the week. Write numbers from 1 (Monday) to 7 (Sunday)."
    ),
    "charter.holiday": N_(
        "{file}, line {line}: “{value}” is not a date. Write it as year-month-day, for example 2027-05-01."
    ),
    "charter.procedure-key": N_("{file}, line {line}: “{key}” is not an activity. Use one of: {known}."),
    "charter.no-procedure": N_(
        '{file}, line {line}: No default procedure is named. Write one, for example "*" = "standing-committee".'
    ),
    "charter.waiver": N_(
        "{file}, line {line}: “{value}” names no incompatibility that can be waived. Use one of: {choices}."
    ),
    "charter.duplicate-agency": N_("{file}, line {line}: Two agencies have the code “{agency}”. Rename one of them."),
    "charter.reserved-code": N_(
        "{file}, line {line}: The code “{agency}” stands for the committee as a whole. Choose another one."
    ),
    "charter.function-twice": N_(
        "{file}, line {line}: The function “{function}” is already filled by “{other}”. Delete it in one "
        "of the two places."
    ),
    "charter.two-founders": N_(
        "{file}, line {line}: Exactly two persons found a realm. Write under [[founders]] first an "
        "administrator, then an agency head."
    ),
    "charter.duplicate-officer": N_(
        "{file}, line {line}: Two persons have the officer id “{officer}”. Give each an id of their own."
    ),
    "charter.unknown-agency": N_("{file}, line {line}: The charter has no agency “{agency}”. Name one of: {known}."),
    "charter.role-alone": N_(
        "{file}, line {line}: The officer “{officer}” is to be administrator or auditor and something "
        "else besides. Leave that role alone; another person takes the others."
    ),
    "charter.station-code": N_(
        "{file}, line {line}: “{value}” is not a station code. Write one to four capital letters or digits."
    ),
    "charter.station-codes-differ": N_(
        "{file}, line {line}: Where there are several stations each needs its own code. Give “{station}” "
        "a “code” that no other station has."
    ),
    "charter.duplicate-station": N_(
        "{file}, line {line}: The agency has two stations called “{station}”. Rename one of them."
    ),
}

LABELS: dict[str, str] = {
    # Steps of the shipped procedures that the first of them did not have.
    "stage.consultation": N_("Consultation"),
    "stage.notification": N_("Notification of the applicant"),
}
