"""What the rules answer on written and silence procedures, and what a count says; and how rounds are shown."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    "question.method-not-provided": N_(
        "The procedure of this case does not provide for this: {method}. Put the question in session."
    ),
    "question.chair-proposes": N_(
        "A written or silence procedure is proposed by the chair. The chair puts the question."
    ),
    "question.without-session": N_("A written procedure is held outside any session. Put the question without one."),
    "question.in-session": N_("This is held in a session: {method}. Name the session."),
    "vote.accept-or-refuse": N_("Say whether silence may be used: write either --accept or --refuse."),
    "question.no-moment": N_(
        "A question in session ends with its votes and not at a moment. Leave the moment out, or choose the "
        "written or silence procedure."
    ),
    "question.moment": N_(
        "“{given}” is not an exact moment in universal time. Write it like this: 2026-12-04T16:00:00Z."
    ),
    "question.too-soon": N_(
        "The procedure ends at {given}, but it must last at least {days} working days. Name a moment on {first} or "
        "later."
    ),
    "question.about": N_(
        "A question that decides case {reference} is not about an earlier decision or licence. Put it without that."
    ),
    "vote.expired": N_(
        "The time to speak on case {reference} ended at {expires}; no position counts any more. The chair "
        "certifies the result or defers the question."
    ),
    "vote.departs": N_(
        "This position departs from the opinion that {agency} signed on this dossier. Say why with --reasons."
    ),
    "vote.amendment": N_("An amendment proposes its words in both languages. Write both."),
    "vote.would-lift": N_(
        "Only an objection or a need for information says what would lift it. Leave it out, or take such a position."
    ),
    "silence.article-6": N_(
        "Silence never counts where Article 6 is not clear or a prohibition was ever claimed (case {reference}). "
        "Put the question in session or in writing."
    ),
    "silence.article-7": N_(
        "Silence never counts where a risk to humanitarian law, to human rights or of violence against women and "
        "children is medium, high or unknown (case {reference}). Put the question in session or in writing."
    ),
    "silence.evidence": N_(
        "Silence never counts where adverse evidence, an embargo or an earlier denial is on file (case "
        "{reference}). Put the question in session or in writing."
    ),
    "silence.refused-before": N_(
        "Silence never counts where an application was filed again after a refusal, or what became of the earlier "
        "one is not known here (case {reference}). Put the question in session or in writing."
    ),
    "silence.barred-by-procedure": N_(
        "The procedure bars silence in cases such as {reference}. Put the question in session or in writing."
    ),
    "silence.over": N_(
        "The silence procedure on case {reference} was refused or broken and is over. The chair certifies that it "
        "was not adopted, or defers the question; positions are taken on the next one."
    ),
    "silence.not-asked": N_(
        "No seat is asked on case {reference} whether silence may be used. Take a position, or keep silent where "
        "the procedure lets silence count."
    ),
    "silence.voting-seats": N_(
        "Only voting seats accept that silence be used; the seat of {seat} advises. Take a position instead."
    ),
    "silence.answered-already": N_("The seat of {seat} has answered whether silence may be used. It answers once."),
    "receipt.in-session": N_(
        "The question on case {reference} is put in session and has no deadline to receipt. Take a position on it."
    ),
    "receipt.other-moment": N_("The question ends at {expires}, and that is the moment to receipt. Look at it again."),
    "receipt.given-already": N_("The seat of {seat} has receipted the deadline. Nothing is left to do."),
    "result.running": N_(
        "The time to speak on case {reference} runs until {expires}. Wait for it or, in writing, for the last "
        "voting seat."
    ),
    "result.silent": N_("The seats that kept silent are not exactly those named. Certify the result anew."),
    "result.only-deferred": N_(
        "By the procedure these seats let the question only be put off: {seats}. Defer it with a reason."
    ),
    "consensus.running": N_("The time to speak has not run out."),
    "consensus.absent": N_("These seats were absent, which the procedure counts as an objection: {seats}."),
    "consensus.abstaining": N_("These seats abstain, which the procedure counts as an objection: {seats}."),
    "consensus.not-competent": N_(
        "These seats are not competent, which the procedure counts as an objection: {seats}."
    ),
    "consensus.defers": N_("Because of these seats the question can only be put off: {seats}."),
    "consensus.silence-refused": N_("These seats did not accept that silence be used: {seats}."),
    "consensus.silence-not-accepted": N_("These seats sat and did not accept the use of silence: {seats}."),
    "consensus.silence-broken": N_("Not adopted: these seats broke the silence: {seats}."),
    "consensus.silence-barred": N_("Silence cannot count on this case."),
    "consensus.unheard": N_(
        "These seats had spoken against it in time, but were not heard before the result was certified: {seats}. "
        "The result does not stand; the chair puts a further question."
    ),
    "consensus.stepped-out": N_(
        "The result was certified over positions of persons who had stepped out of the case, on these seats: {seats}. "
        "It does not stand; the chair puts a further question."
    ),
}

LABELS: dict[str, str] = {
    "result.by-silence": N_("Consensus by silence"),
    "result.not-adopted": N_("Not adopted"),
}
